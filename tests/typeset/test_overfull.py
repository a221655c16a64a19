"""What is wider than its column is said with its page, and what fits is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build_issue import build_issue, plain_article, t
from kanwu_press.model import Align, Block, Issue, Layout, Paragraph, Place, Table, Width
from kanwu_press.typeset.interior import set_interior

from .conftest import Press, print_styles

WORD = "AB12CD34" * 6  # with figures in it, no word is hyphenated


def issue_of(*blocks: Block) -> Issue:
    issue = build_issue()
    article = replace(plain_article(1, "宽", layout=Layout.TWO), blocks=blocks)
    return replace(issue, sections=(replace(issue.sections[0], articles=(article,)),))


def table_of(word: str, width: Width) -> Table:
    cells = tuple(t(text) for text in ("项目", word, word[::-1], "合计"))
    return Table(
        place=Place("a.md", 9), head=cells, rows=(cells,), aligns=(Align.START,) * 4, caption=(), width=width
    )


def found(press: Press, issue: Issue) -> list[tuple[str, dict[str, str]]]:
    _, findings = set_interior(issue, press.root, print_styles(), press.faces.fontconfig)
    return [(f.code, dict(f.values)) for f in findings if f.code.startswith("overfull")]


def test_a_table_wider_than_its_column(press: Press) -> None:
    ((code, values),) = found(press, issue_of(table_of(WORD, Width.COLUMN)))
    assert code == "overfull-table" and int(values["excess"]) > 5 and values["page"] == "1"
    assert values["text"] in (WORD[:24], WORD[::-1][:24])


def test_where_the_whole_width_is_not_enough_it_is_not_advised(press: Press) -> None:
    ((code, values),) = found(press, issue_of(table_of(WORD, Width.FULL)))
    assert code == "overfull-table-wide" and values["page"] == "1"
    issue = issue_of(table_of(WORD, Width.COLUMN))
    single = replace(issue.articles[0], layout=Layout.ONE)
    one = replace(issue, sections=(replace(issue.sections[0], articles=(single,)),))
    assert [code for code, _ in found(press, one)] == ["overfull-table-wide"]


@pytest.mark.parametrize(("word", "width"), [("一二三四", Width.COLUMN), ("Pneumonia", Width.FULL)])
def test_a_table_that_fits(press: Press, word: str, width: Width) -> None:
    assert found(press, issue_of(table_of(word, width))) == []


def test_a_word_wider_than_a_column_is_broken_and_sticks_out_nowhere(press: Press) -> None:
    paragraph = Paragraph(t(f"一二三{WORD * 2}四五"), Place("a.md", 9))
    assert found(press, issue_of(paragraph)) == []
