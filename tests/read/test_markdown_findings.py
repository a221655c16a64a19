"""What an editor can get wrong in a body: each wrong text with its findings, as (code, line)."""

from __future__ import annotations

from gettext import NullTranslations

import pytest

from kanwu_press.findings import Finding
from kanwu_press.model import Figure, Heading, ListBlock, Paragraph, Picture, Place, Table
from kanwu_press.read.conserve import parts, words
from kanwu_press.read.markdown import Body, parse_body


def pictures(path: str, place: Place) -> tuple[Picture | None, tuple[Finding, ...]]:
    return None, ()


def body(text: str) -> Body:
    return parse_body(text, "a.md", 1, pictures)


def printed(result: Body) -> str:
    every = [*result.blocks, *(block for note in result.notes for block in note.blocks)]
    return "".join(word for block in every for text in parts(block) for _, word in words(text))


WRONG = [
    # asterisks
    ("第一行\n**没有收尾", [("bold-unclosed", 2)]),
    ("** 空格**甲", [("bold-unclosed", 1)]),
    ("甲**乙**丙**丁", [("bold-unclosed", 1)]),
    ("**甲\n\n乙**", [("bold-unclosed", 1), ("bold-unclosed", 3)]),
    ("张**，李四", [("bold-unclosed", 1)]),
    ("*注：甲", [("emphasis-unclosed", 1)]),
    # links
    ("[甲](javascript:alert(1))", [("link-refused", 1)]),
    ("甲\n<javascript:alert>", [("link-refused", 2)]),
    ("[甲](data:text/html,x)", [("link-refused", 1)]),
    ("[甲](file:///etc/passwd)", [("link-refused", 1)]),
    ("[甲](www.example.org)", [("link-refused", 1)]),
    ("[甲](https://)", [("link-refused", 1)]),
    ("[甲](../02.md)", [("link-refused", 1)]),
    ("[甲](/02.md)", [("link-refused", 1)]),
    ("[甲](x:02.md)", [("link-refused", 1)]),
    ("[甲]()", [("link-refused", 1)]),
    ('[甲](https://example.org "题名")', [("link-title", 1)]),
    ("甲\n[甲]: https://example.org", [("link-reference", 2)]),
    ("甲\n见[甲]（https://example.org）", [("link-brackets", 2)]),
    ("！[甲](a.jpg)", [("link-brackets", 1), ("link-refused", 1)]),
    # HTML
    ("甲<b>乙</b>", [("html", 1), ("html", 1)]),
    ('甲\n<div class="丙">\n乙', [("html", 2)]),
    ("<!-- 注\n释 -->\n甲<br>", [("html", 1), ("html", 3)]),
    ("<!-- 没有\n\n收尾 -->", [("html", 1)]),
    ("<script>甲", [("html", 1)]),
    ("<script src=甲", [("html", 1)]),
    # ruby, pictures
    ("{亓|}", [("ruby-malformed", 1)]),
    ("{|qí}", [("ruby-malformed", 1)]),
    ("{亓|qí", [("ruby-malformed", 1)]),
    ("甲\n{专名：屈原", [("name-mark-unclosed", 2)]),
    ("{专名：屈原｝与{书名：离骚}", [("name-mark-unclosed", 1)]),
    ("{专名：屈原\n\n}", [("name-mark-unclosed", 1)]),
    ("{书名：" + "甲" * 201 + "}", [("name-mark-unclosed", 1)]),
    ("[{专名：屈原](a.md)", [("name-mark-unclosed", 1)]),
    ("{专名：}", [("name-mark-empty", 1)]),
    ("甲{书名：\n }乙", [("name-mark-empty", 1)]),
    ("{人名：屈原}", [("name-mark-malformed", 1)]),
    ("{专名 屈原}", [("name-mark-malformed", 1)]),
    ("甲\n{书名号｜离骚}", [("name-mark-malformed", 2)]),
    ("{屈原|专名}", [("name-mark-malformed", 1)]),
    ("｛专名：屈原｝", [("name-mark-malformed", 1)]),
    ("{专名：" * 41 + "甲" + "}" * 41, [("name-mark-unclosed", 1)]),
    ("甲![乙](丙.jpg)丁", [("picture-inline", 1)]),
    ('![乙](我的 渔港.jpg "说明")', [("picture-malformed", 1)]),
    ("![乙](a.jpg) ![丙](b.jpg)", [("picture-two-on-line", 1)]),
    # notes
    ("甲[^1]", [("note-undefined", 1)]),
    ("甲\n\n[^1]: 乙", [("note-uncalled", 3)]),
    ("甲[^1]\n\n[^1]: 乙\n[^1]: 丙", [("note-repeated", 4)]),
    ("甲[^1][^2]\n\n[^1]: 乙[^2]\n[^2]: 丙", [("note-nested", 3)]),
    ("甲[^1]\n\n[^1]:\n", [("note-empty", 3)]),
    ("甲[^1]\n\n[^1]: 乙\n\n    - 丙\n", [("note-block", 5)]),
    # headings
    ("# 甲", [("heading-title", 1)]),
    ("##### 甲", [("heading-too-deep", 1)]),
    ("##\n甲", [("heading-empty", 1)]),
    ("##甲", [("heading-mark", 1)]),
    ("＃＃ 甲", [("heading-mark", 1)]),
    ("\u3000\u3000## 甲", [("heading-mark", 1)]),
    # lists, nesting, code
    ("1. 甲\n3. 乙", [("list-numbers", 2)]),
    ("- 1\n  - 2\n    - 3\n      - 4\n        - 五", [("nesting-too-deep", 5)]),
    ("> > > > 甲", [("nesting-too-deep", 1)]),
    (">" * 500 + "甲", [("nesting-too-deep", 1)]),
    ("- " * 500 + "甲", [("nesting-too-deep", 1)]),
    ("```\n甲\n```", [("code-fence", 1), ("code-fence", 3)]),
    # tables
    ("| 甲 | 乙 |\n|---|---|\n| 丙 |\n| 丁 | 戊 | 己 |", [("table-cells", 3), ("table-cells", 4)]),
    ("| 甲 | 乙 |\n|---|\n| 丙 | 丁 |", [("table-cells", 2)]),
    ("| 甲 | 乙 |\n| 丙 | 丁 |", [("table-no-rule", 1)]),
    ("::: 表 表1\n| 甲 | 乙 |\n| 丙 | 丁 |\n:::", [("table-no-rule", 2)]),
    ("::: 表 表1\n注：甲\n乙\n:::", [("table-missing", 1)]),
    ("::: 表 表1\n｜甲｜乙｜\n:::", [("table-upright", 1)]),
    ("::: 表 表1\n|甲|\n|-|\n\n|乙|\n|-|\n:::", [("table-second", 5)]),
    ("::: 表 表1\n|甲|\n|-|\n乙\n:::", [("directive-line", 4)]),
    ("|甲|\n|-|\n" + "|乙|\n" * 401, [("table-too-large", 1)]),
    ("|" + "甲|" * 21 + "\n|" + "-|" * 21, [("table-too-large", 1)]),
    # blocks of colons
    ("::: 图 a.jpg\n说明：甲", [("directive-unclosed", 1)]),
    ("::: 图 a.jpg\n说明：甲\n\n乙\n::: 图 b.jpg\n:::", [("directive-unclosed", 1)]),
    ("甲\n::: 框\n乙", [("directive-unclosed", 2)]),
    (":::: 框\n::: 图 a.jpg\n::::\n乙", [("directive-unclosed", 2)]),
    (":::: 框\n::: 同页\n甲\n::::\n乙", [("directive-unclosed", 2)]),
    ("甲\n:::\n乙", [("directive-stray", 2)]),
    (":::: 框\n甲\n:::\n乙\n::::", [("directive-stray", 3)]),
    ("：：： 框 甲\n乙\n:::", [("directive-colons", 1)]),
    ("::: 图片 a.jpg\n:::", [("directive-misspelt", 1)]),
    ("::: 广告\n甲\n:::", [("directive-unknown", 1)]),
    ("::: 图\n说明：甲\n:::", [("directive-argument-missing", 1)]),
    ("::: 同页 甲\n乙\n:::", [("directive-argument-unwanted", 1)]),
    ("::: 框 甲\n:::", [("directive-empty", 1)]),
    ("::: 图 a.jpg\n说名：甲\n:::", [("directive-key-misspelt", 2)]),
    ("::: 图 a.jpg\n图注：甲\n:::", [("directive-key-misspelt", 2)]),
    ("::: 图 a.jpg\n天气：甲\n:::", [("directive-key-unknown", 2)]),
    ("::: 图 a.jpg\n说明：甲\n说明：乙\n:::", [("directive-key-repeated", 3)]),
    ("::: 图 a.jpg\n位置：满版\n:::", [("directive-choice", 2)]),
    ("::: 框\n宽度：通栏\n甲\n:::", [("directive-key-misspelt", 2)]),
    ("::: 图 a.jpg\n说明：甲\n接着写\n:::", [("directive-line", 3)]),
    ("::: 组图 甲\n:::", [("gallery-empty", 1)]),
    ("::: 组图 甲\n![乙](a b.jpg)\n:::", [("gallery-empty", 1), ("picture-malformed", 2)]),
    ("> ::: 图 a.jpg\n> :::", [("directive-misplaced", 1), ("directive-misplaced", 2)]),
    ("::::: 框\n:::: 框\n::: 框\n::: 框\n甲\n:::\n:::\n::::\n:::::", [("directive-too-deep", 4)]),
    # sizes
    ("甲" * 20_001, [("paragraph-too-long", 1)]),
    ("甲" * 2_000_001, [("body-too-long", 1)]),
]


@pytest.mark.parametrize(("text", "expected"), WRONG, ids=[text[:24] for text, _ in WRONG])
def test_finding(text: str, expected: list[tuple[str, int]]) -> None:
    found = [(f.code, f.place.line) for f in body(text).findings]
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize("text", [text for text, _ in WRONG[:-1]], ids=lambda text: text[:24])
def test_every_finding_has_words_and_no_text_is_lost(text: str) -> None:
    words = NullTranslations()
    for finding in body(text).findings:
        assert finding.message(words) and finding.remedy(words)
        assert finding.code != "body-text-lost"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲<b>乙</b>", "甲<b>乙</b>"),
        ("<!-- 注\n释 -->", "<!-- 注释 -->"),
        ("```\n甲\n```", "```甲```"),
        ("甲![乙](丙.jpg)丁", "甲![乙](丙.jpg)丁"),
        ("甲[^1]", "甲[^1]"),
        ("{专名：}{人名：屈原}{书名：离骚", "{专名：}{人名：屈原}{书名：离骚"),
        ("甲\\\n\u3000\u3000乙", "甲乙"),
        ("::: 广告 标题\n甲\n:::", "标题甲"),
        ("::: 图 a.jpg\n天气：甲\n:::", "天气：甲"),
        ("| 甲 | 乙 |\n|---|---|\n| 丁 | 戊 | 己 |", "甲乙丁戊 己"),
        (">" * 500 + "甲", "甲"),
        ("[甲](javascript:x)", "甲"),
        ("::: 同页 甲\n乙\n:::", "甲乙"),
    ],
)
def test_what_is_wrong_stays_visible(text: str, expected: str) -> None:
    assert printed(body(text)) == expected


def test_shapes_after_findings() -> None:
    assert isinstance(body("# 甲").blocks[0], Heading)
    assert isinstance(body("::: 图\n说明：甲\n:::").blocks[0], Figure)
    (table,) = body("| 甲 | 乙 |\n|---|---|\n| 丙 |").blocks
    assert isinstance(table, Table) and len(table.rows[0]) == 2
    (found,) = body("- 1\n  - 2\n    - 3\n      - 4\n        - 五").blocks
    assert isinstance(found, ListBlock)
    assert [type(b) for b in body("::: 图 a.jpg\n说明：甲\n\n乙").blocks] == [Figure, Paragraph]


def test_a_note_that_nothing_calls_comes_last() -> None:
    notes = body("甲[^b]\n\n[^a]: 乙\n[^b]: 丙").notes
    assert [(note.label, note.number) for note in notes] == [("b", 1), ("a", 2)]


def test_suggestions_name_the_right_word() -> None:
    (finding,) = body("::: 插图 a.jpg\n:::").findings
    assert finding.remedy(NullTranslations()) == "Did you mean “::: 图”?"
    (finding,) = body("{亓|qí").findings
    assert "{character|reading}" in finding.remedy(NullTranslations())
