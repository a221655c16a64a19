"""Every line of running text of both whole issues, as it stands in the PDF: the table of what must be so.

Each check is held against a control as well, in which it must find faults: the same issue with lines
by the engine alone, or the composed lines doctored.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import chain
from pathlib import Path
from statistics import median

import pytest

import composed
import linefaults
from composed import Cell, SetLine, SetParagraph
from kanwu_press.model import Layout
from linefaults import EXACT
from whole import Whole

Text = tuple[SetParagraph, ...]

LOOSE = 0.001  # of the full lines: what a number with its unit may leave too loose


@pytest.fixture(scope="module")
def text(whole: Whole) -> Text:
    return composed.composed(whole)


@pytest.fixture(scope="module")
def control(whole: Whole, shared_folder: Path) -> Text:
    return composed.by_engine(whole, shared_folder)


def rebroken(text: Text, by: int = 1) -> Text:
    """The same characters, each line ended `by` characters later."""
    return tuple(SetParagraph(tuple(_rebroken(paragraph, by))) for paragraph in text)


def _rebroken(paragraph: SetParagraph, by: int) -> list[SetLine]:
    cells = list(chain.from_iterable(line.cells for line in paragraph.lines))
    at, lines = 0, []
    for line in paragraph.lines:
        end = len(cells) if line is paragraph.lines[-1] else at + len(line.cells) + (by if not at else 0)
        if cells[at:end]:
            lines.append(replace(line, cells=tuple(cells[at:end]), calls=()))
        at = end
    return lines


def moved(text: Text, move: Callable[[int, Cell], Cell]) -> Text:
    """The same lines, each character moved by its number on the line."""
    return tuple(
        SetParagraph(
            tuple(
                replace(line, cells=tuple(move(n, cell) for n, cell in enumerate(line.cells)))
                for line in paragraph.lines
            )
        )
        for paragraph in text
    )


def widened(text: Text, by_em: float) -> Text:
    """The same lines with so much more between two characters."""

    def move(number: int, cell: Cell) -> Cell:
        shift = number * by_em * cell.size
        return replace(cell, x=cell.x + shift, right=cell.right + shift)

    return moved(text, move)


def test_every_paragraph_is_found_character_for_character(whole: Whole, text: Text, control: Text) -> None:
    """Marks, letters and figures included; and the two settings hold the same."""
    wanted = [
        expected.text.replace("\n", "")
        for layout in Layout
        for article in whole.issue.articles
        if article.layout is layout
        for expected in composed.expected(article.blocks)
        if expected.text
    ]
    for found in (text, control):
        printed = ["".join(line.text for line in paragraph.lines) for paragraph in found]
        assert [a.replace("-", "") for a in printed] == [b.replace("-", "") for b in wanted]
    assert len(wanted) > 300 and sum(map(len, wanted)) > 25_000


def test_no_paragraph_is_left_to_the_engine(whole: Whole) -> None:
    assert "lines-by-engine" not in whole.codes


def test_no_line_begins_with_what_may_not(text: Text) -> None:
    assert linefaults.forbidden_starts(text) == []
    assert linefaults.forbidden_starts(rebroken(text))


def test_no_line_ends_with_an_opening_mark(text: Text) -> None:
    assert linefaults.forbidden_ends(text) == []
    assert linefaults.forbidden_ends(rebroken(text))


def test_no_dash_ellipsis_number_or_word_is_broken(text: Text) -> None:
    assert linefaults.broken_units(text) == []
    assert linefaults.broken_units(rebroken(text))


def test_every_full_line_is_flush_on_both_sides(text: Text, control: Text) -> None:
    """To the thousandths of an em in which a PDF moves its pen; last lines on the left."""
    full = [line for line in linefaults.lines(text) if not line.is_last]
    assert len(full) > 1000
    assert linefaults.not_flush(text, EXACT) == []
    ragged = linefaults.not_flush(control, 0.12)
    assert len(ragged) > 0.2 * len(full)
    assert len(linefaults.not_flush(widened(text, 0.001), EXACT)) > len(full) / 2


def test_hardly_a_line_is_loose(whole: Whole, text: Text) -> None:
    full = [line for line in linefaults.lines(text) if not line.is_last]
    loose = linefaults.loose(text)
    assert len(loose) <= LOOSE * len(full), [str(line) for line in loose]
    assert len(linefaults.loose(widened(text, 0.13))) > len(full) / 2


def test_no_characters_are_squeezed_into_each_other(text: Text) -> None:
    """Two Han characters take an em each, the inked half of a mark its half."""
    assert linefaults.tight(text) == []
    assert linefaults.tight(widened(text, -0.003))


def test_marks_in_a_row_are_compressed(text: Text, control: Text) -> None:
    assert len(linefaults.adjacent_marks(text)) > 250
    assert linefaults.uncompressed(text) == []
    assert len(linefaults.uncompressed(control)) == len(linefaults.adjacent_marks(control))


def test_han_and_latin_are_a_quarter_of_an_em_apart(text: Text, control: Text) -> None:
    gaps = [gap for gap, _ in linefaults.han_latin_gaps(text)]
    assert len(gaps) > 500
    assert min(gaps) > 0.125 - EXACT
    assert 0.24 < median(gaps) < 0.26
    for gap, line in linefaults.han_latin_gaps(text):  # what is beyond tolerance is shared by all gaps
        beyond = max((linefaults.spread(line) or 0.0) - 0.12, 0.0)
        assert gap < 0.5 + beyond + 2 * EXACT, str(line)
    assert median(gap for gap, _ in linefaults.han_latin_gaps(control)) < EXACT


def test_no_last_line_is_a_single_character(text: Text, control: Text) -> None:
    assert [str(line) for line in linefaults.lone_last(text)] == []
    assert len(linefaults.lone_last(control)) > 10


def test_all_baselines_of_both_columns_are_on_one_grid(whole: Whole, text: Text) -> None:
    area = whole.issue.publication.type_area
    two = tuple(p for p in text if abs(p.lines[0].em - area.size_pt) < 0.01)
    beside = {(line.page, line.column) for line in linefaults.lines(two)}
    assert len(beside) > 60 and {column for _, column in beside} == set(range(area.columns))
    assert linefaults.off_grid(two, area.leading_pt) == []

    lowered = moved(two, lambda n, cell: replace(cell, y=cell.y + (0.03 if cell.x > 300 else 0.0)))
    assert len(linefaults.off_grid(lowered, area.leading_pt)) > 20
