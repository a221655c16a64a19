"""The shape of chunks: headings, labels, tables, notes, lists, hard line ends."""

from __future__ import annotations

import pytest

from kanwu_press.intake.chunks import Kind, chunks_of, rows_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("## 看海", Kind.HEADING),
        ("**看海听潮**", Kind.HEADING),
        ("| 东湾镇 |", Kind.LABEL),
        ("## | 东湾镇 |", Kind.LABEL),
        ("..... 09 ~ 37", Kind.RANGE),
        ("▲渔港的早晨", Kind.CAPTION),
        ("![渔港](渔港.jpg)", Kind.CAPTION),
        ("图1 渔港的位置", Kind.FIGURE),
        ("**表2 船和船主**", Kind.TABLE_CAPTION),
        ("a\tb\nc\td", Kind.TABLE),
        ("| a | b |\n|---|---|\n| c | d |", Kind.TABLE),
        ("- 一、海\n  - （一）潮", Kind.LIST),
        ("（作者系海岸研究所（东湾）研究员）", Kind.NOTE),
        ("(本文转载自《望海》2025年第3期)", Kind.NOTE),
        ("来源：海岸网", Kind.NOTE),
        ("课题组成员：林海 海岸研究所", Kind.MEMBERS),
        ("图1里有渔港和灯塔。", Kind.TEXT),
        ("**只有一句粗体，但它是完整的。**", Kind.TEXT),
        ("-5度的海风", Kind.TEXT),
    ],
)
def test_kinds(text: str, kind: Kind) -> None:
    assert [c.kind for c in chunks_of(text)] == [kind]


def test_a_label_in_the_heading() -> None:
    (chunk,) = chunks_of("## | 东湾镇 | 看海")
    assert (chunk.kind, chunk.label, chunk.text, chunk.level) == (Kind.HEADING, "东湾镇", "看海", 2)


def test_hard_line_ends_within_a_paragraph() -> None:
    (chunk,) = chunks_of("潮水每天来两次，渔村的人照着潮  \n水过日子，清早退潮的时候，滩涂露  \n出来。")
    assert chunk.text == "潮水每天来两次，渔村的人照着潮水过日子，清早退潮的时候，滩涂露出来。"
    assert [line.number for line in chunk.lines] == [1, 2, 3]


def test_pasted_text_has_a_paragraph_in_each_line() -> None:
    long = "潮水每天来两次，渔村的人照着潮水过日子，孩子跟在后面跑。".replace("孩子", "海边的孩子" * 8)
    assert [c.text for c in chunks_of(f"{long}\n短的一段。\n{long}")] == [long, "短的一段。", long]


def test_notes_in_following_lines_stand_apart() -> None:
    assert [c.kind for c in chunks_of("(作者系渔民)  \n(本文转载自《望海》)")] == [Kind.NOTE, Kind.NOTE]


def test_ragged_rows_are_filled() -> None:
    (chunk,) = chunks_of("甲\t乙\t丙\n丁\t戊")
    assert rows_of(chunk) == (("甲", "乙", "丙"), ("丁", "戊", ""))


def test_lines_count_from_the_beginning_of_the_file() -> None:
    assert [c.line for c in chunks_of("\n\n# 海\n\n文字。")] == [3, 5]
