"""What a body becomes: blocks and inlines, each with its line."""

from __future__ import annotations

import pytest

from kanwu_press.findings import Finding
from kanwu_press.model import (
    Align,
    Block,
    BookTitle,
    Box,
    Break,
    Emphasis,
    Figure,
    Gallery,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    NoteRef,
    Paragraph,
    Picture,
    Place,
    ProperName,
    Quote,
    Ruby,
    Strong,
    Table,
    Text,
    Together,
    Width,
)
from kanwu_press.read.markdown import Body, parse_body, parse_inline


def pictures(path: str, place: Place) -> tuple[Picture | None, tuple[Finding, ...]]:
    return Picture(path, 300, 200, "0" * 64, "image/jpeg"), ()


def body(text: str, first_line: int = 1) -> Body:
    return parse_body(text, "a.md", first_line, pictures)


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text in which nothing is wrong."""
    result = body(text)
    assert result.findings == ()
    return result.blocks


def inlines(text: str) -> tuple[Inline, ...]:
    (block,) = blocks(text)
    assert isinstance(block, Paragraph)
    return block.children


def shown(children: tuple[Inline, ...]) -> str:
    """Inlines in a short notation for tests."""
    marks = {Strong: "b", Emphasis: "e", Link: "a", ProperName: "_", BookTitle: "﹏"}
    out = ""
    for child in children:
        match child:
            case Text():
                out += child.text
            case Strong() | Emphasis() | Link() | ProperName() | BookTitle():
                out += f"<{marks[type(child)]}:{shown(child.children)}>"
            case Ruby():
                out += f"<{child.base}/{child.reading}>"
            case NoteRef():
                out += f"<^{child.note}>"
            case LineBreak():
                out += "⏎"
    return out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**强调。**下文", "<b:强调。>下文"),
        ("**“引号”**文字", "<b:“引号”>文字"),
        ("文字**（一）**文字", "文字<b:（一）>文字"),
        ("文字**(一)**文字", "文字<b:(一)>文字"),
        ("甲**乙**丙**丁**戊", "甲<b:乙>丙<b:丁>戊"),
        ("**一是……**。下文**二是——**“下”", "<b:一是……>。下文<b:二是——>“下”"),
        ("**《海岸》**、**《渔港》**", "<b:《海岸》>、<b:《渔港》>"),
        ("**第一句。\n第二句。**下文", "<b:第一句。第二句。>下文"),
        ("**坚持“五好”*着重*不动摇**。", "<b:坚持“五好”<e:着重>不动摇>。"),
        ("*着重*的字", "<e:着重>的字"),
        ("***又粗又点***的字", "<e:<b:又粗又点>>的字"),
        ("****四个星****", "<b:四个星>"),
        ("foo **bar** baz", "foo <b:bar> baz"),
        ("增长5*3倍，2**3", "增长5*3倍，2**3"),
        ("电话138****1234和139****5678", "电话138****1234和139****5678"),
        ("snake_case_名 和 _名_", "snake_case_名 和 _名_"),
        ("`代码` ~~删~~", "`代码` ~~删~~"),
        (r"\*不是\* \{亓|qí} \[不是](链接) \|", "*不是* {亓|qí} [不是](链接) |"),
        ("&lt;甲&gt;&nbsp;乙&amp;", "<甲>\u00a0乙&"),
        ("{亓|qí}官", "<亓/qí>官"),
        ("**{亓|qí}官**", "<b:<亓/qí>官>"),
        ("{专名：屈原}作{书名：离骚}。", "<_:屈原>作<﹏:离骚>。"),
        ("{ 专名 : 屈原 }作", "<_:屈原>作"),
        ("**{专名：楚国}的**{专名：*屈原*}", "<b:<_:楚国>的><_:<e:屈原>>"),
        ("{书名：史记·{专名：屈原}列传}", "<﹏:史记·<_:屈原>列传>"),
        ("{专名：{亓|qí}官氏}{书|shū}", "<_:<亓/qí>官氏><书/shū>"),
        ("{专名：甲{专名：乙}}", "<_:甲乙>"),
        ("{书名：[离骚](a.md)}[{书名：九歌}](b.md)", "<﹏:<a:离骚>><a:<﹏:九歌>>"),
        ("{书名：老人\n与海}，\n{专名：\n海明威}作", "<﹏:老人与海>，<_:海明威>作"),
        ("{书名：The Sea}\n{专名：London}", "<﹏:The Sea> <_:London>"),
        (r"\{专名：屈原}{专名：甲\}乙}{专名}", "{专名：屈原}<_:甲}乙>{专名}"),
        ("{人名|rénmíng}{说明：甲}", "<人名/rénmíng>{说明：甲}"),
        ("{{ 刊名 }}{% x %}", "{{ 刊名 }}{% x %}"),
        ("见http://example.org/甲。", "见http://example.org/甲。"),
    ],
)
def test_inlines(text: str, expected: str) -> None:
    assert shown(inlines(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("潮水\n来了", "潮水来了"),
        ("潮水，\n“来了”", "潮水，“来了”"),
        ("low\ntide", "low tide"),
        ("潮水\ntide", "潮水tide"),
        ("tide\n潮水", "tide潮水"),
        ("2024\n年", "2024年"),
        ("**low**\n*tide*", "<b:low> <e:tide>"),
        ("潮水\\\n来了", "潮水⏎来了"),
        ("潮水  \n来了", "潮水⏎来了"),
        ("潮水 \n 来了", "潮水来了"),
        ("潮水\u3000\n来了", "潮水来了"),
        ("\u3000\u3000潮水", "潮水"),
        ("\u3000\u3000**潮水**来了", "<b:潮水>来了"),
        ("    潮水", "潮水"),
        ("\t潮水\t来", "潮水 来"),
        ("潮水\r\n来了", "潮水来了"),
        ("潮水\\", "潮水\\"),
    ],
)
def test_line_ends_and_indents(text: str, expected: str) -> None:
    assert shown(inlines(text)) == expected


def test_an_indented_line_begins_a_paragraph() -> None:
    first, second, third = blocks("\u3000\u3000第一段。\n还是第一段。\n\u3000\u3000第二段。\n    第三段。")
    assert [shown(b.children) for b in (first, second, third) if isinstance(b, Paragraph)] == [
        "第一段。还是第一段。",
        "第二段。",
        "第三段。",
    ]
    assert (first.place.line, second.place.line, third.place.line) == (1, 3, 4)


def test_inlines_know_their_lines() -> None:
    result = body(
        "甲\n**乙\n丙**[丁\n戊](\nhttps://example.org/\n)己\n庚{亓|qí}[^1]\n\n[^1]: 注\n", first_line=11
    )
    assert result.findings == ()
    (paragraph,) = result.blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.children == (
        Text("甲", 11),
        Strong((Text("乙", 12), Text("丙", 13))),
        Link("https://example.org/", (Text("丁", 13), Text("戊", 14)), 13),
        Text("己", 16),
        Text("庚", 17),
        Ruby("亓", "qí", 17),
        NoteRef("1", 17),
    )
    assert result.notes[0].place == Place("a.md", 19)


@pytest.mark.parametrize(
    ("text", "href", "label"),
    [
        ("[甲](https://example.org/a?b=c#d)", "https://example.org/a?b=c#d", "甲"),
        ("[甲](HTTP://example.org/)", "http://example.org/", "甲"),
        ("[甲](mailto:bianji@example.org)", "mailto:bianji@example.org", "甲"),
        ("[甲](02-渔港的早晨.md)", "02-渔港的早晨.md", "甲"),
        ("[甲](<02 渔港.md>)", "02 渔港.md", "甲"),
        ("[甲](02%20渔港.md)", "02 渔港.md", "甲"),
        ("<https://example.org/甲>", "https://example.org/%E7%94%B2", "https://example.org/甲"),
        ("<mailto:bianji@example.org>", "mailto:bianji@example.org", "bianji@example.org"),
        ("<MAILTO:bianji@example.org>", "MAILTO:bianji@example.org", "bianji@example.org"),
        ("[写信到mailto:](mailto:bianji@example.org)", "mailto:bianji@example.org", "写信到mailto:"),
        ("<bianji@example.org>", "mailto:bianji@example.org", "bianji@example.org"),
        ("[](https://example.org/)", "https://example.org/", "https://example.org/"),
        ("[甲](https://例子.测试/海岸)", "https://xn--fsqu00a.xn--0zwm56d/%E6%B5%B7%E5%B2%B8", "甲"),
    ],
)
def test_links(text: str, href: str, label: str) -> None:
    assert inlines(text) == (Link(href, (Text(label, 1),), 1),)


def test_headings_breaks_quotes() -> None:
    found = blocks("## 一、甲\n### （一）乙 ##\n#### 1. 丙\n正文\n---\n正文\n\n***\n> 引文\n> 第二行\n")
    assert [type(block) for block in found] == [
        Heading, Heading, Heading, Paragraph, Break, Paragraph, Break, Quote,
    ]  # fmt: skip
    assert [(b.level, shown(b.children), b.place.line) for b in found if isinstance(b, Heading)] == [
        (1, "一、甲", 1),
        (2, "（一）乙", 2),
        (3, "1. 丙", 3),
    ]
    quote = found[-1]
    assert isinstance(quote, Quote)
    assert quote == Quote(
        (Paragraph((Text("引文", 9), Text("第二行", 10)), Place("a.md", 9)),), Place("a.md", 9)
    )


def test_lists() -> None:
    found = blocks("- 甲\n  - 乙\n\n    丙\n+ 丁\n\n3. 戊\n4. 己\n")
    assert [type(block) for block in found] == [ListBlock, ListBlock, ListBlock]
    first, _, third = found
    assert isinstance(first, ListBlock) and isinstance(third, ListBlock)
    inner = first.items[0][1]
    assert isinstance(inner, ListBlock)
    assert [b.place.line for b in inner.items[0]] == [2, 4]
    assert (third.ordered, third.start, len(third.items), third.place.line) == (True, 3, 2, 7)


@pytest.mark.parametrize(
    "text", ["1．甲", "1、甲", "（1）甲", "1.甲", "2024. 甲", "1.5 倍", "一、甲", "-5℃", "——甲", "+86 甲"]
)
def test_what_is_not_a_list(text: str) -> None:
    assert shown(inlines(text)) == text


def test_a_number_from_zero_and_all_ones() -> None:
    zero, ones = blocks("0. 甲\n1. 乙\n\n---\n\n1. 丙\n1. 丁")[0:3:2]
    assert isinstance(zero, ListBlock) and zero.start == 0
    assert isinstance(ones, ListBlock) and len(ones.items) == 2


def test_notes_are_numbered_by_their_first_call() -> None:
    result = body(
        "甲[^b]乙[^a]丙[^b]\n\n[^a]: 先写的。\n[^b]：后写的，\n接着写。\n\n    第二段。\n\n下文。\n"
    )
    assert result.findings == ()
    assert [(n.label, n.number, n.place.line, len(n.blocks)) for n in result.notes] == [
        ("b", 1, 4, 2),
        ("a", 2, 3, 1),
    ]
    assert [type(b) for b in result.blocks] == [Paragraph, Paragraph]
    second = result.notes[0].blocks[1]
    assert isinstance(second, Paragraph)
    assert second.children == (Text("第二段。", 7),)


def test_notes_of_a_table_are_numbered_as_printed() -> None:
    result = body("::: 表 表1\n注：见[^b]。\n| 甲[^a] | 乙 |\n|---|---|\n:::\n[^a]: 一\n[^b]: 二\n")
    assert result.findings == ()
    assert [note.label for note in result.notes] == ["a", "b"]


def test_bare_table() -> None:
    (table,) = blocks(
        "| 镇 | 2020年 | 2025年 |\n|:---|:-:|---:|\n| 东湾\\|西 | **12** | {亓|qí} |\n| | 1 | 2 |\n"
    )
    assert isinstance(table, Table)
    assert table.aligns == (Align.START, Align.CENTER, Align.END)
    assert table.place.line == 1
    assert [[shown(cell) for cell in row] for row in table.rows] == [
        ["东湾|西", "<b:12>", "<亓/qí>"],
        ["", "1", "2"],
    ]
    assert table.rows[0][0] == (Text("东湾|西", 3),)


def test_table_of_the_head_only_and_text_after_a_table() -> None:
    table, paragraph = blocks("甲 | 乙\n--- | ---\n正文\n")
    assert isinstance(table, Table) and table.rows == ()
    assert isinstance(paragraph, Paragraph)


def test_figure() -> None:
    (figure,) = blocks(
        "::: 图 图片/我的 渔港.jpg\n说明：图1 **清晨**的渔港\n"
        "署名: 陈海生 摄\n替代文字：渔船。\n位置：通栏\n:::"
    )
    assert figure == Figure(
        Picture("图片/我的 渔港.jpg", 300, 200, "0" * 64, "image/jpeg"),
        (Text("图1 ", 2), Strong((Text("清晨", 2),)), Text("的渔港", 2)),
        "陈海生 摄",
        "渔船。",
        Place("a.md", 1),
        Width.FULL,
    )


def test_picture_paragraphs() -> None:
    first, second, third = blocks(
        '![甲](图片/渔港.jpg "早晨的渔港｜林海 摄")\n![乙](<图片/我的 船.jpg>)\n\n![丙\\]](a（1）.jpg “说明”)'
    )
    assert isinstance(first, Figure) and isinstance(second, Figure) and isinstance(third, Figure)
    assert (first.alt, shown(first.caption), first.credit) == ("甲", "早晨的渔港", "林海 摄")
    assert second.picture is not None and second.picture.file == "图片/我的 船.jpg"
    assert (first.place.line, second.place.line, third.place.line) == (1, 2, 4)
    assert third.picture is not None and third.picture.file == "a（1）.jpg"
    assert (third.alt, shown(third.caption), third.credit) == ("丙]", "说明", "")


def test_gallery() -> None:
    (gallery,) = blocks(
        '::: 组图 三条船\n位置：栏宽\n![甲](甲.jpg "木船｜林海")\n\n![乙](乙.jpg "铁船|林海")\n:::'
    )
    assert isinstance(gallery, Gallery)
    assert (shown(gallery.caption), gallery.width, gallery.place.line) == ("三条船", Width.COLUMN, 1)
    assert [(f.credit, shown(f.caption), f.place.line) for f in gallery.figures] == [
        ("林海", "木船", 3),
        ("林海", "铁船", 5),
    ]


def test_boxes_hold_other_blocks() -> None:
    (box,) = blocks(":::: 框 小知识\n位置：通栏\n时间：清晨。\n\n::: 表\n|甲|\n|-|\n:::\n\n- 丙\n::::\n")
    assert isinstance(box, Box)
    assert (shown(box.title), box.width) == ("小知识", Width.FULL)
    assert [type(block) for block in box.blocks] == [Paragraph, Table, ListBlock]
    assert [block.place.line for block in box.blocks] == [3, 5, 10]


def test_as_many_colons_inside_as_outside() -> None:
    (together,) = blocks("::: 同页\n甲\n::: 图 a.jpg\n:::\n乙\n:::\n")
    assert isinstance(together, Together)
    assert [type(block) for block in together.blocks] == [Paragraph, Figure, Paragraph]


def test_first_line_moves_every_place() -> None:
    result = body("甲\n\n> 乙\n\n::: 图 a.jpg\n说明：丙\n:::\n\n[^1]: 丁", first_line=101)
    assert [block.place.line for block in result.blocks] == [101, 103, 105]
    figure = result.blocks[2]
    assert isinstance(figure, Figure) and figure.caption == (Text("丙", 106),)
    assert result.notes[0].place.line == 109


def test_pictures_are_told_the_place_and_their_findings_kept() -> None:
    asked: list[tuple[str, Place]] = []

    def none(path: str, place: Place) -> tuple[Picture | None, tuple[Finding, ...]]:
        asked.append((path, place))
        return None, ()

    result = parse_body("甲\n\n::: 图 图片/甲.jpg\n:::\n![](乙.jpg)\n", "b.md", 5, none)
    assert asked == [("图片/甲.jpg", Place("b.md", 7)), ("乙.jpg", Place("b.md", 9))]
    assert [type(block) for block in result.blocks] == [Paragraph, Figure, Figure]


def test_parse_inline() -> None:
    children, findings = parse_inline("**编者按：**见{亓|qí}[链接](https://example.org/)", Place("c.md", 7))
    assert findings == ()
    assert shown(children) == "<b:编者按：>见<亓/qí><a:链接>"
    assert children[1] == Text("见", 7)
    children, findings = parse_inline("甲[^1]", Place("c.md", 7))
    assert shown(children) == "甲[^1]"
    assert [(f.code, f.place.line) for f in findings] == [("note-in-value", 7)]


def test_nothing() -> None:
    for text in ("", "\n", "   ", "\u3000", "\n\n\n"):
        assert body(text) == Body((), (), ())
