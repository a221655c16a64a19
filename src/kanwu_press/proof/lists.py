"""The last sheets of a proof: what was found before and while the pages were set, and what to do about it.

What only the printer's files show (spine, inks, preflight) comes with a build, not with a proof.
In: the marks and how a page is named. Out: operators, a string for each sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kanwu_press.geometry import PT_PER_MM as MM
from kanwu_press.proof.layout import HEAD_MM, INNER_MM, Sheet
from kanwu_press.proof.letters import Letters
from kanwu_press.proof.locate import Mark
from kanwu_press.proof.overlay import (
    FAINT,
    INK,
    QUIET,
    Head,
    colour,
    head_line,
    ring,
)

_TITLE = "提示表"
_SCOPE = "排版以前和排版时的提示。书脊、油墨、印前检查的提示，制作成品时才有。"
_SIZE_PT, _LEAD_PT, _SMALL_PT = 8.5, 13.5, 7.5
_GAP_PT = 10.0  # between two findings
_GUTTER_PT = 12 * MM
_LEAST_PT = 95 * MM  # a column is at least so wide: a small sheet has one
_INDENT_PT = 16.0
_UNDER_PT = 34.0  # below the words of the head line
_FLOOR_PT = 16 * MM


@dataclass(frozen=True, slots=True)
class _Item:
    """A finding broken into lines: size, colour and text of each."""

    mark: Mark
    lines: tuple[tuple[float, str, str], ...]

    @property
    def depth(self) -> float:
        return len(self.lines) * _LEAD_PT + _GAP_PT


def list_sheets(
    letters: Letters, sheet: Sheet, head: Head, marks: Sequence[Mark], page_name: Callable[[int], str]
) -> Iterator[str]:
    """One string of operators for each sheet of the list; none where nothing was found."""
    left, right = INNER_MM * MM, sheet.width - INNER_MM * MM
    count = 2 if right - left >= 2 * _LEAST_PT + _GUTTER_PT else 1
    width = (right - left - (count - 1) * _GUTTER_PT) / count
    items = [_item(letters, mark, width, page_name) for mark in marks]
    top = sheet.height - HEAD_MM * MM - 30
    for number, columns in enumerate(_filled(items, count, top - _FLOOR_PT), 1):
        title = _TITLE if number == 1 else f"{_TITLE}（续{number - 1}）"
        parts = [head_line(letters, sheet, head, title, (left, right))]
        parts.append(f"0.4 w {FAINT} RG {left:.2f} {top + 20:.2f} m {right:.2f} {top + 20:.2f} l S")
        if number == 1:
            parts.append(f"{QUIET} rg\n{letters.line(_SCOPE, left + _UNDER_PT, top + 27, _SMALL_PT)}")
        for n, column in enumerate(columns):
            parts.extend(_column(letters, column, left + n * (width + _GUTTER_PT), top))
        yield "\n".join(parts)


def _item(letters: Letters, mark: Mark, width: float, page_name: Callable[[int], str]) -> _Item:
    place = f"{mark.file}　第 {mark.line} 行" if mark.line else mark.file
    where = "　".join(part for part in (page_name(mark.page) if mark.page else "", place) if part)
    inner = width - _INDENT_PT
    lines = [(_SMALL_PT, QUIET, text) for text in letters.broken(where, inner, _SMALL_PT)]
    lines += [(_SIZE_PT, INK, text) for text in letters.broken(mark.message, inner, _SIZE_PT)]
    lines += [(_SMALL_PT, colour(mark), text) for text in letters.broken(mark.remedy, inner, _SMALL_PT)]
    return _Item(mark, tuple(lines))


def _filled(items: Sequence[_Item], count: int, depth: float) -> Iterator[list[list[_Item]]]:
    """The items in columns of `depth` pt, `count` columns to a sheet."""
    sheet: list[list[_Item]] = []
    room = 0.0
    for item in items:
        if not sheet or room < item.depth - _GAP_PT:
            if len(sheet) == count:
                yield sheet
                sheet = []
            sheet.append([])
            room = depth
        sheet[-1].append(item)
        room -= item.depth
    if sheet:
        yield sheet


def _column(letters: Letters, column: Sequence[_Item], x: float, y: float) -> Iterator[str]:
    for item in column:
        yield ring(letters, item.mark, x + 5, y + 3)
        for size, ink, text in item.lines:
            yield f"{ink} rg"
            yield letters.line(text, x + _INDENT_PT, y, size)
            y -= _LEAD_PT
        y -= _GAP_PT
