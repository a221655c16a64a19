"""Notes stand at the foot of the page that calls them, in columns, wherever the call falls."""

from __future__ import annotations

from itertools import product

import pytest

from kanwu_press.faces import Faces
from kanwu_press.typeset import engine

from .sheet import NOTES, Sheet, Table

CSS = NOTES + (
    "@page { size: 240pt 240pt } .note { footnote-policy: line } p { orphans: 2; widows: 2 }"
    ".cols { columns: 2; column-gap: 20pt; column-fill: auto }"
)
LINE = "渔港渐渐远去"  # less than a line of a column
MARKS = "①②"


@pytest.fixture
def table(faces: Faces) -> Table:
    return Table(faces.fontconfig)


def note(mark: str, lines: int = 1) -> str:
    return f'<span class="note" data-mark="{mark}">{mark}注{"，海岸上的风" * 4 * (lines - 1)}。</span>'


def article(before: int, after: int, lines: int) -> str:
    """Two notes: one early in the first column, one `before` lines later."""
    plain = f"<p>{LINE}</p>"
    return (
        f'<div class="cols"><p>{note("①")}{LINE}</p>{plain * before}'
        f"<p>渔港{note('②', lines)}{LINE * 2}</p>{plain * after}</div>"
    )


def handed_on(sheet: Sheet) -> list[str]:
    """The notes that don't stand on the page of their call; each mark is drawn as call and as marker."""
    pages = [{row.page for row in sheet.rows if mark in row.text} for mark in MARKS]
    return [mark for mark, on in zip(MARKS, pages, strict=True) if len(on) > 1]


def test_a_note_stays_with_its_call(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    by_engine = 0
    for before, lines in product(range(12, 20), (1, 2, 3)):
        content = article(before, 0, lines)
        sheet = table.lay(content, CSS)
        assert handed_on(sheet) == [], (before, lines)
        assert sheet.text.count(LINE) == 1 + before + 2
        with monkeypatch.context() as patch:
            patch.setattr(engine, "with_their_notes", lambda layout: layout)
            by_engine += handed_on(table.lay(content, CSS)) != []
    assert by_engine >= 4  # the control: the engine by itself hands some on


def test_a_note_that_no_page_has_room_for_goes_on(table: Table) -> None:
    sheet = table.lay(article(12, 3, 40), CSS)
    assert sheet.text.count(LINE) == 1 + 12 + 2 + 3 and sheet.text.count("海岸上的风") == 4 * 39
