"""The head of a column with its unit breaks before the bracket, and nowhere within word or unit."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest
from pypdfium2 import PdfDocument

from build_issue import build_issue, plain_article, t
from kanwu_press.model import Align, Layout, Place, Table, Width
from kanwu_press.typeset.interior import set_interior
from kanwu_press.typeset.tableheads import parted_heads

from .conftest import Press, print_styles


def table_of(heads: tuple[str, ...], width: Width = Width.COLUMN) -> Table:
    cells = tuple(t(text) for text in heads)
    figures = tuple(t("1234") for _ in heads)
    return Table((), cells, (figures,), (Align.END,) * len(heads), Place("a.md", 9), width=width)


@pytest.mark.parametrize(
    ("head", "parts"),
    [
        ("藏书（册）", ("藏书", "（册）")),
        ("面积(m²)", ("面积", "(m²)")),
        ("藏书", ()),
        ("（册）", ()),
        ("馆藏图书总量（册）", ()),
        ("数量（册）合计", ()),
    ],
)
def test_word_and_unit(head: str, parts: tuple[str, ...]) -> None:
    assert parted_heads(table_of((head, "馆"))) == (parts, ())


def test_not_where_it_might_not_fit() -> None:
    heads = ("藏书（万册）",) * 6
    assert parted_heads(table_of(heads)) == ((),) * 6
    assert parted_heads(table_of(heads, Width.FULL)) == (("藏书", "（万册）"),) * 6


HEADS = ("馆", "藏书（册）", "读者（人）", "开放（天）", "座位（个）")
BROKEN = {"（册）", "读者", "（人）", "开放", "（天）", "座位", "（个）"}


def lines(press: Press) -> set[str]:
    """The lines of the heads, as they are set in a column."""
    issue = build_issue()
    article = replace(plain_article(1, "表", layout=Layout.TWO), blocks=(table_of(HEADS),))
    whole = replace(issue, sections=(replace(issue.sections[0], articles=(article,)),))
    made, found = set_interior(whole, press.root, print_styles(), press.faces.fontconfig)
    assert made is not None and not [f for f in found if f.code.startswith("overfull")]
    with closing(PdfDocument(made.pdf)) as pdf:
        pages = [page.get_textpage() for page in pdf]
        return {line.strip() for page in pages for line in page.get_text_range().splitlines()}


def test_heads_break_before_the_unit(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    assert lines(press) >= BROKEN
    monkeypatch.setattr("kanwu_press.typeset.html.blocks.parted_heads", lambda table: ((),) * len(table.head))
    assert not lines(press) >= BROKEN
