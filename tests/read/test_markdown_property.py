"""For any text at all: no exception, no Han character lost, every place inside the text."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kanwu_press.findings import Finding
from kanwu_press.model import Block, Box, Gallery, Inline, ListBlock, Picture, Place, Quote, Strong, Together
from kanwu_press.read.conserve import parts, words
from kanwu_press.read.markdown import Body, parse_body
from kanwu_press.read.script import han

REAL = Path(__file__).parents[3] / "shared" / "real"

MARKS = """
{专名：丙} {书名: {专名|乙} {书名：丁 {专名：} ｛专名： {专名：
** * *** **甲** *乙* # ## ### ##### > >> - + 1. 3. 2024. ::: :::: ：：： 图 组图 表 框 同页 广告
说明： 署名: 位置：通栏 注：丙 替代文字： | |---| |-|-| |:-:| {亓|qí} {亓| | } { [^1] [^2] [^1]: [^2]：
[丁](x.md) [戊](javascript:x) [ ]( ) ![己](a.jpg) ![庚](<b c.jpg> "辛｜壬") ![ ` ``` ~~~ ~~ _ <b> </b>
<!-- --> <div < > <https://example.org/癸> &nbsp; &lt; &#38; \\ \\* \\| --- === “ ” （ ） 《 》 ， 。 、 ！
"""
SPACES = [
    "\n",
    "\n\n",
    "\n> ",
    "\n- ",
    "\n    ",
    "\n\u3000\u3000",
    " ",
    "  ",
    "\t",
    "\u3000",
    "\u00a0",
    "\r\n",
]
PIECES = st.one_of(
    st.sampled_from(MARKS.split()),
    st.sampled_from(SPACES),
    st.text(alphabet="潮水来时渔港灯塔", min_size=1, max_size=4),
    st.text(max_size=3),
)
MIXTURE = st.lists(PIECES, max_size=40).map("".join)


def pictures(path: str, place: Place) -> tuple[Picture | None, tuple[Finding, ...]]:
    return None, ()


def every_block(blocks: tuple[Block, ...]) -> list[Block]:
    found: list[Block] = []
    for block in blocks:
        found.append(block)
        match block:
            case Quote() | Together() | Box():
                found += every_block(block.blocks)
            case ListBlock():
                found += [inner for item in block.items for inner in every_block(item)]
            case Gallery():
                found += block.figures
            case _:
                pass
    return found


def everything(result: Body) -> list[tuple[Inline, ...]]:
    blocks = [*result.blocks, *(block for note in result.notes for block in note.blocks)]
    return [text for block in blocks for text in parts(block)]


@settings(max_examples=400, deadline=None)
@given(MIXTURE)
def test_any_mixture(text: str) -> None:
    result = parse_body(text, "a.md", 5, pictures)
    assert not [f for f in result.findings if f.code == "body-text-lost"]
    last = 5 + text.count("\n") + text.count("\r")
    places = [b.place for b in every_block(result.blocks)] + [f.place for f in result.findings]
    assert all(5 <= place.line <= last for place in places)
    labels = [note.label for note in result.notes]
    assert len(labels) == len(set(labels))
    assert [note.number for note in result.notes] == list(range(1, len(labels) + 1))
    for inlines in everything(result):
        assert not any("\n" in word for _, word in words(inlines))


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="潮水来时渔港灯塔*>-: \n\u3000", max_size=120))
def test_without_links_every_character_is_printed(text: str) -> None:
    result = parse_body(text, "a.md", 1, pictures)
    printed = "".join(word for inlines in everything(result) for _, word in words(inlines))
    if not [f for f in result.findings if f.code.startswith("directive")]:  # names of blocks are not printed
        assert Counter(han(printed)) == Counter(han(text))
        assert "".join(han(printed)) == "".join(han(text))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    result = parse_body(text, "a.md", 1, pictures)
    assert not [f for f in result.findings if f.code == "body-text-lost"]


HOSTILE = {
    "brackets": "[" * 20_000,
    "pictures": "![" * 10_000,
    "links in links": "[" * 2_000 + "甲" + "](x.md)" * 2_000,
    "pictures in pictures": "![" * 3_000 + "甲" + "](x)" * 3_000,
    "asterisks": "**甲 " * 5_000,
    "crossed": "*甲 **乙 " * 1_500 + "x*丁**" * 1_500,
    "braces": "{甲|" * 6_000,
    "tags": "<a " * 6_000,
    "calls": "[^" * 10_000,
    "quotations": "\n".join(">" * n + "甲" for n in range(200)),
    "lists": "\n".join("  " * n + "- 甲" for n in range(300)),
    "blocks": "::: 框\n" * 5_000,
    "closings": ":::\n" * 5_000,
    "notes": "[^1]: 甲\n" * 2_000,
    "blank lines": "[^1]: 甲\n" + "\n" * 100_000 + "    乙",
    "wide table": "|甲" * 5_000 + "|\n" + "|-" * 5_000 + "|",
    "surrogates": "甲\ud800 [乙](http://\ud800/) <http://\ud800>\x00",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_ends_soon(name: str) -> None:
    start = process_time()
    result = parse_body(HOSTILE[name], "a.md", 1, pictures)
    assert process_time() - start < 5
    assert not [f for f in result.findings if f.code == "body-text-lost"]


# ---- the real issue, where it is present -----------------------------------------------------


@pytest.fixture(scope="module")
def real() -> str:
    files = sorted(REAL.glob("*.txt"))
    if not files:
        pytest.skip("the real issue is not on this machine")
    return files[0].read_text(encoding="utf-8")


def strong_runs(inlines: tuple[Inline, ...]) -> int:
    return sum(isinstance(inline, Strong) for inline in inlines)


def test_real_bold(real: str) -> None:
    result = parse_body(real, "real.md", 1, pictures)
    pairs = sum(paragraph.count("**") // 2 for paragraph in real.split("\n\n"))
    assert sum(strong_runs(text) for text in everything(result)) == pairs >= 117
    wrong = ("bold-unclosed", "emphasis-unclosed", "body-text-lost")
    assert not [f for f in result.findings if f.code in wrong]
    assert not any("**" in word for text in everything(result) for _, word in words(text))


def test_real_text_in_order_with_lines(real: str) -> None:
    result = parse_body(real, "real.md", 1, pictures)
    lines = real.split("\n")
    printed = ""
    for inlines in everything(result):
        for line, word in words(inlines):
            assert "".join(han(word)) in "".join(han(lines[line - 1]))
            printed += word
    assert han(printed) == han(real)


def test_real_speed(real: str) -> None:
    start = process_time()
    parse_body(real, "real.md", 1, pictures)
    assert process_time() - start < 0.5
