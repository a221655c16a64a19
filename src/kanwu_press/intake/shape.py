"""How a text uses its line ends, decided once for the whole file, and which lines stand alone.

Recognised text breaks its lines at the printed width; pasted text has a paragraph in each line. What
tells them apart is where lines end and how even they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kanwu_press.intake import words
from kanwu_press.intake.chunks import Line, heading_text, is_plain, rows_in
from kanwu_press.intake.outline import Outline, outline_of

_COUNTED = 10  # characters; shorter lines are titles, names, last lines
_PRINTED = 60  # characters; no printed line is wider
_SUBHEAD = 40  # characters
_SHORT_OF_FULL = 0.8  # of the width: a subhead does not fill its line
_PEN_NAME = 4  # characters
_NO_SUBHEAD = set("。；！？")


@dataclass(frozen=True, slots=True)
class Ends:
    """What was counted: lines with a neighbour, how many end on a final mark, how many are nearly full."""

    lines: int = 0
    closed: int = 0
    even: int = 0
    width: int = 0  # characters that nine tenths of them do not exceed

    @property
    def wrapped(self) -> bool:
        """Whether lines end where the printed line was full: mostly open, mostly of one width."""
        mostly = self.lines / 2
        return self.lines > 0 and self.closed < mostly and self.even >= mostly and self.width <= _PRINTED


@dataclass(frozen=True, slots=True)
class Shape:
    """What the lines of a file tell: its outline, its line ends, and lines by number."""

    outline: Outline
    ends: Ends
    breaks: frozenset[int]  # lines that begin anew
    subheads: frozenset[int]  # headings without a mark
    pages: frozenset[int]  # page numbers alone on a line
    guessed: frozenset[int]  # short lines alone under a marked title, taken for its author


def shape_of(text: str) -> Shape:
    """The shape of a whole file."""
    rows = rows_in(text)
    outline = outline_of(rows)
    ends = _ends(tuple(row for row in rows if row.number >= outline.body))
    pages = frozenset(_pages(rows, outline))
    subheads = frozenset(_subheads(rows, outline, ends))
    guessed = frozenset(_guessed(rows, outline))
    alone = _standing(rows, outline) | pages | subheads | guessed
    breaks = frozenset(_breaks(rows, outline, ends, alone))
    return Shape(outline, ends, breaks, subheads, pages, guessed)


def _ends(rows: tuple[Line, ...]) -> Ends:
    """The count over lines that another follows without a blank line."""
    counted = [
        row.text.strip()
        for row, following in pairwise(rows)
        if following.number == row.number + 1 and len(row.text.strip()) >= _COUNTED
        if is_plain(row.text) and is_plain(following.text)
    ]
    if not counted:
        return Ends()
    width = sorted(map(len, counted))[len(counted) * 9 // 10]
    near = max(2, width // 10)
    return Ends(
        len(counted),
        sum(map(words.is_closed, counted)),
        sum(abs(len(text) - width) <= near for text in counted),
        width,
    )


def _breaks(rows: tuple[Line, ...], outline: Outline, ends: Ends, alone: frozenset[int]) -> Iterator[int]:
    """Every line that begins anew: after one that stands alone, a paragraph's end, in the contents list."""
    for before, row in pairwise(rows):
        listed = outline.begin <= row.number <= outline.body
        if listed or row.number in alone or before.number in alone:
            if not (row.number in outline.title_ends and row.number not in outline.titles):
                yield row.number
        elif before.number < outline.begin or not (is_plain(row.text) and is_plain(before.text)):
            continue
        elif words.is_closed(before.text) and (not ends.wrapped or row.text[:1].isspace()):
            yield row.number


def _standing(rows: tuple[Line, ...], outline: Outline) -> frozenset[int]:
    """Titles, what names their authors or goes on with them, and names of columns within the body."""
    found: set[int] = set(outline.titles | outline.title_ends)
    under = False  # whether only a title and its authors stand above
    for row, following in pairwise((*rows, Line(0, ""))):
        text = heading_text(row.text)
        if row.number < outline.body:
            continue
        if words.bare(text) in outline.columns:
            found.add(row.number)
        head = row.number in found or row.text.lstrip().startswith("#")
        name = words.is_byline(text) or bool(words.signed(text)) or row.number in outline.authors
        name = under and name
        subtitle = under and bool(words.SUBTITLE.fullmatch(text)) and is_plain(row.text)
        if (name or (subtitle and not words.is_closed(text))) and following.number:
            found.add(row.number)
        under = head or name or subtitle
    return frozenset(found)


def _guessed(rows: tuple[Line, ...], outline: Outline) -> Iterator[int]:
    """Pen names: a few characters alone between a title of the first level and a sentence."""
    for title, row, text in zip(rows, rows[1:], rows[2:], strict=False):
        name = row.text.strip()
        marked = title.text.startswith("# ") and row.number > outline.body
        plain = len(name) <= _PEN_NAME and name == words.bare(name) and not words.is_byline(name)
        known = row.number in outline.authors | outline.titles or any(map(str.isdecimal, name))
        if marked and plain and not known and words.is_closed(text.text):
            yield row.number


def _pages(rows: tuple[Line, ...], outline: Outline) -> Iterator[int]:
    """Page numbers alone on a line of the body: they count up, and none stands beside another."""
    last = 0
    numbers = [words.PAGE_NUMBER.fullmatch(row.text.strip()) for row in rows]
    for at, (row, number) in enumerate(zip(rows, numbers, strict=True)):
        beside = any(numbers[max(at - 1, 0) : at]) or any(numbers[at + 1 : at + 2])
        if number is None or beside or row.number < outline.body:
            continue
        value = int(number[1] or number[2])
        if value > last:
            last = value
            yield row.number


def _subheads(rows: tuple[Line, ...], outline: Outline, ends: Ends) -> Iterator[int]:
    """Short numbered lines without a final mark (一、… （一）… 1. …) that text follows: subheads."""
    full = ends.width * _SHORT_OF_FULL if ends.wrapped else _SUBHEAD
    for at, row in enumerate(rows[:-1]):
        text = row.text.strip()
        scheme, _ = words.scheme_of(text)
        if not scheme or not is_plain(row.text) or row.number < outline.body or "**" in text:
            continue
        if len(text) > min(full, _SUBHEAD) or words.is_closed(text) or _NO_SUBHEAD & set(text):
            continue
        if text.endswith(("，", "、", ",")) or words.scheme_of(rows[at + 1].text.strip())[0] == scheme:
            continue
        if at and not _ends_before(rows[at - 1], row, scheme):
            continue
        yield row.number


def _ends_before(before: Line, row: Line, scheme: str) -> bool:
    """Whether the line before a numbered one has come to its end, and is no item of the same list."""
    if words.scheme_of(before.text.strip())[0] == scheme and not words.is_closed(before.text):
        return False
    gap = row.number > before.number + 1
    return gap or not is_plain(before.text) or words.is_closed(before.text) or len(before.text) <= _SUBHEAD
