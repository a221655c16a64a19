"""Lines of text read back from a page: as many as are printed, in each column."""

from __future__ import annotations

from itertools import pairwise

import pypdfium2

from kanwu_press.proof.lines import Columns, Glyph, columns_of, numbered, text_lines
from reading import glyphs

from .conftest import SetIssue

COLUMNS = Columns(((70.0, 280.0), (301.0, 511.0)), (60.0, 760.0))


def row(text: str, x: float, y: float, size: float = 10.5, step: float | None = None) -> list[Glyph]:
    return [Glyph(char, x + n * (step or size), y, size) for n, char in enumerate(text)]


def found(*rows: list[Glyph]) -> list[tuple[int, int, str]]:
    drawn = tuple(glyph for one in rows for glyph in one)
    lines = text_lines(drawn, COLUMNS)
    return [(line.column, n, "".join(drawn[g].char for g in line.glyphs)) for n, line in numbered(lines)]


def test_each_column_is_counted_for_itself() -> None:
    left = [row("左一", 70, 700), row("左二", 70, 682), row("左三", 70, 664)]
    right = [row("右一", 301, 700), row("右二", 301, 682)]
    assert found(*left, *right) == [
        (1, 1, "左一"), (1, 2, "左二"), (1, 3, "左三"), (2, 1, "右一"), (2, 2, "右二"),
    ]  # fmt: skip


def test_a_line_across_the_gutter_is_the_first_columns() -> None:
    assert found(row("横" * 40, 70, 700, 9.5), [*row("左", 70, 682), *row("右", 301, 682)]) == [
        (1, 1, "横" * 40), (1, 2, "左"), (2, 1, "右"),
    ]  # fmt: skip


def test_rows_of_a_wide_table_are_lines_though_nothing_stands_at_the_gutter() -> None:
    rows = [[*row("甲", 75, y), *row("12", 400, y)] for y in (700.0, 682.0, 664.0)]
    assert found(*rows) == [(1, n, "甲12") for n in (1, 2, 3)]


def test_a_line_of_the_contents_is_one_line() -> None:
    assert found([*row("卷首", 70, 700, 12), *row("01", 500, 700, 10)]) == [(1, 1, "卷首01")]


def test_two_columns_of_one_line_are_no_table() -> None:
    assert found([*row("左边。", 70, 700), *row("右边。", 301, 700)]) == [(1, 1, "左边。"), (2, 1, "右边。")]


def test_readings_and_calls_are_no_lines() -> None:
    line = row("姓亓的人家", 70, 700)
    reading = row("qí", 82, 709.5, 5.25, 2.6)
    call = row("①", 124, 703.5, 6.8)
    assert found(line, reading, call) == [(1, 1, "姓亓的人家")]
    assert len(found(line, row("小字一行", 70, 687, 8.5))) == 2  # but small print is a line


def test_faces_a_little_apart_are_one_line() -> None:
    assert found([*row("黑", 70, 700.3), *row("宋", 80.5, 700)]) == [(1, 1, "黑宋")]


def test_as_many_lines_as_are_printed(small: SetIssue) -> None:
    """Held against the baselines of all glyphs but readings and calls, counted another way."""
    document = pypdfium2.PdfDocument(small.pdf)
    counted = 0
    for number, text in enumerate(small.texts, 1):
        columns = columns_of(small.issue.publication.type_area, number)
        top = document[number - 1].get_trimbox()[3]
        low, high = columns.band
        page = [g for g in glyphs(document, number - 1) if low <= top - g.y <= high and not g.char.isspace()]
        (_, gutter), (second, _) = columns.edges
        middle = (gutter + second) / 2
        for column in (1, 2):
            lines = [line for line in text.lines if line.column == column]
            for line in lines:  # each has ink of its own on its baseline
                assert any(abs(top - g.y - line.baseline) < 1.2 for g in page)
            counted += len(lines)
            assert [line.baseline for line in lines] == sorted((li.baseline for li in lines), reverse=True)
        rows = {round(top - g.y) for g in page if g.size >= 7.5}
        mine = {round(line.baseline) for line in text.lines}
        assert all(any(abs(r - m) <= 1 for m in mine) for r in rows), number
        across = {r for r in rows if any(
            round(top - g.y) == r and g.x < middle - 2 < g.x + g.size - 4 for g in page
        )}  # fmt: skip
        second_column = {round(line.baseline) for line in text.lines if line.column == 2}
        assert not across & second_column
    assert counted > 90


def test_body_pages_stand_on_the_grid(small: SetIssue) -> None:
    """Two-column body lines of one page are a whole number of leadings apart: what is read is the grid."""
    leading = small.issue.publication.type_area.leading_pt
    body = [
        [line for line in text.lines if line.size == 10.5 and line.column == 2]
        for text in small.texts
    ]  # fmt: skip
    steps = [
        (a.baseline - b.baseline) / leading
        for lines in body for a, b in pairwise(lines)
    ]  # fmt: skip
    assert steps
    assert sum(abs(step - round(step)) < 0.02 for step in steps) > 0.5 * len(steps)
