"""The lines of text of a finished page, read back from the PDF: per column, from the top.

In: a page as PDFium reads it, and where its columns stand. Out: its glyphs and its lines. A reading over
a character or the call of a note is no line of its own; a line across both columns is the first column's.
"""

from __future__ import annotations

import ctypes
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import pypdfium2
import pypdfium2.raw as pdfium

from kanwu_press.geometry import MM_PER_PT, page_geometry
from kanwu_press.model import TypeArea

_SAME_PT = 1.2  # baselines so near are one: faces of a line may sit a little apart
_SMALL = 0.7  # of the size beside it: a reading, a call, an index
_ABOVE_EM, _BELOW_EM = 1.1, 0.35  # how far such a one may stand from the baseline it belongs to
_BLANK = frozenset((*range(0x21), 0xA0, 0x3000, 0xFFFE))
_WIDE_FROM = 0x2E80  # from here characters are an em wide
_HALF_WIDE = frozenset("，。、；：！？）》〉」』”’】〕（《〈「『“‘【〔·")  # their ink takes half of it


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character; where its baseline starts and its size, pt from the trim's lower left corner."""

    char: str
    x: float
    y: float
    size: float

    @property
    def end(self) -> float:
        """About where its ink ends."""
        wide = ord(self.char) >= _WIDE_FROM and self.char not in _HALF_WIDE
        return self.x + self.size * (1.0 if wide else 0.5)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text. `column` counts from 1, lengths in pt from the trim's lower left corner."""

    column: int
    baseline: float
    left: float
    right: float
    size: float
    glyphs: tuple[int, ...]  # which of the page's glyphs, in the order of reading


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the text of a page may stand: left and right edge of each column, lower and upper edge of all."""

    edges: tuple[tuple[float, float], ...]
    band: tuple[float, float]

    def of(self, glyphs: Iterable[Glyph]) -> tuple[int, ...]:
        """The column (from 1) of each glyph: the last that begins before it, or a little behind it."""
        slack = (self.edges[0][1] - self.edges[0][0]) * 0.02 + 1
        starts = [left - slack for left, _ in self.edges]
        return tuple(max(1, bisect_right(starts, glyph.x)) for glyph in glyphs)


@dataclass(frozen=True, slots=True)
class TextPage:
    """What a page says: all glyphs of its type area as they are drawn, and the lines they make."""

    glyphs: tuple[Glyph, ...]
    lines: tuple[Line, ...]


def columns_of(area: TypeArea, number: int) -> Columns:
    """The columns of page `number` (from 1; odd pages are rectos), pt."""
    page = page_geometry(area, 0)
    left = (page.inner_mm if number % 2 else page.outer_mm) / MM_PER_PT
    step = page.column_pt + page.gutter_pt
    edges = tuple((left + n * step, left + n * step + page.column_pt) for n in range(area.columns))
    return Columns(edges, page.band_pt)


def read_pages(document: pypdfium2.PdfDocument, area: TypeArea) -> tuple[TextPage, ...]:
    """All pages of an interior; `area` is the type area they were set on."""
    pages = []
    for number in range(1, len(document) + 1):
        columns = columns_of(area, number)
        read = tuple(read_glyphs(document[number - 1]))
        glyphs = tuple(g for g in read if columns.band[0] <= g.y <= columns.band[1])
        pages.append(TextPage(glyphs, text_lines(glyphs, columns)))
    return tuple(pages)


def read_glyphs(page: pypdfium2.PdfPage) -> Iterator[Glyph]:
    """The glyphs of a page in the order in which they are drawn, from its trim's lower left corner."""
    left, bottom, _, _ = page.get_trimbox()
    held = page.get_textpage()  # PDFium frees what nobody holds
    text = held.raw
    x, y, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX()
    for n in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, n)
        if code in _BLANK or (code < 0x80 and pdfium.FPDFText_IsGenerated(text, n) == 1):
            continue
        pdfium.FPDFText_GetCharOrigin(text, n, x, y)
        pdfium.FPDFText_GetMatrix(text, n, matrix)
        size = pdfium.FPDFText_GetFontSize(text, n) * abs(matrix.d or 1)
        yield Glyph(chr(code), x.value - left, y.value - bottom, size)


def text_lines(glyphs: tuple[Glyph, ...], columns: Columns) -> tuple[Line, ...]:
    """The lines of a page, column by column, from the top."""
    rows = [_Row(tuple(row)) for row in _rows(glyphs)]
    crossing = [row.crosses(glyphs, columns) for row in rows]
    where = columns.of(glyphs)
    drawn = [row.drawn_across(where) for row in rows]
    sizes = [_size(row.members, glyphs) for row in rows]

    def like(n: int, other: int) -> bool:
        """Whether a neighbour may be a row of the same table."""
        return 0 <= other < len(rows) and sizes[n] == sizes[other] and (crossing[other] or drawn[other])

    # A row of a wide table may have nothing at the gutter; but two columns of one line are no table.
    across = [
        crossing[n]
        or (drawn[n] and (like(n, n - 1) or like(n, n + 1) or row.ends_far(glyphs, where, columns)))
        for n, row in enumerate(rows)
    ]
    lines = [
        line for row, wide in zip(rows, across, strict=True) for line in _split(glyphs, row, where, wide)
    ]
    own = [line for line in lines if not _belongs(line, lines)]
    return tuple(sorted(own, key=lambda line: (line.column, -line.baseline)))


@dataclass(frozen=True, slots=True)
class _Row:
    """All glyphs (by number) that share a baseline, of whatever column."""

    members: tuple[int, ...]

    def crosses(self, glyphs: tuple[Glyph, ...], columns: Columns) -> bool:
        """Whether something of it stands in the middle of a gutter."""
        gutters = zip(columns.edges, columns.edges[1:], strict=False)
        windows = [(a + (b - a) / 4, b - (b - a) / 4) for (_, a), (b, _) in gutters]
        ends = [(glyphs[n].x, glyphs[n].end) for n in self.members]
        return any(start < high and end > low for low, high in windows for start, end in ends)

    def drawn_across(self, where: Sequence[int]) -> bool:
        """Whether the engine drew it in one go over two columns, as the cells of a table."""
        members = set(self.members)
        return any(n + 1 in members and where[n + 1] > where[n] for n in members)

    def ends_far(self, glyphs: tuple[Glyph, ...], where: Sequence[int], columns: Columns) -> bool:
        """Whether what stands in its last column begins far from its edge, as folios of the contents do."""
        last = max(where[n] for n in self.members)
        left, right = columns.edges[last - 1]
        return min(glyphs[n].x for n in self.members if where[n] == last) > left + 0.3 * (right - left)


def _rows(glyphs: tuple[Glyph, ...]) -> Iterator[list[int]]:
    """The numbers of the glyphs of each baseline, from the top."""
    row: list[int] = []
    for n in sorted(range(len(glyphs)), key=lambda n: -glyphs[n].y):
        if row and glyphs[row[0]].y - glyphs[n].y > _SAME_PT:
            yield row
            row = []
        row.append(n)
    if row:
        yield row


def _split(glyphs: tuple[Glyph, ...], row: _Row, where: Sequence[int], across: bool) -> Iterator[Line]:
    """A row as lines: one where it goes across the gutter, else one for each column."""

    def column(n: int) -> int:
        return 1 if across else where[n]

    members = sorted(row.members, key=lambda n: (column(n), glyphs[n].x))
    for number, group in groupby(members, key=column):
        yield _line(number, tuple(group), glyphs)


def _line(column: int, members: tuple[int, ...], glyphs: tuple[Glyph, ...]) -> Line:
    return Line(
        column=column,
        baseline=min(glyphs[n].y for n in members),
        left=min(glyphs[n].x for n in members),
        right=max(glyphs[n].end for n in members),
        size=_size(members, glyphs),
        glyphs=members,
    )


def _size(members: tuple[int, ...], glyphs: tuple[Glyph, ...]) -> float:
    """The size that most of these glyphs have, to a tenth of a pt."""
    sizes = Counter(round(glyphs[n].size, 1) for n in members)
    return max(sizes, key=lambda size: (sizes[size], size))


def _belongs(line: Line, others: Iterable[Line]) -> bool:
    """Whether this is a reading, a call or an index of another line, not a line of its own."""
    return any(
        other.column == line.column
        and line.size <= other.size * _SMALL
        and -_BELOW_EM * other.size <= line.baseline - other.baseline <= _ABOVE_EM * other.size
        and line.left < other.right + other.size
        and line.right > other.left - other.size
        for other in others
        if other is not line
    )


def numbered(lines: Iterable[Line]) -> Iterator[tuple[int, Line]]:
    """Each line with its number, counted from 1 in every column of the page."""
    for _, column in groupby(lines, key=lambda line: line.column):
        yield from enumerate(column, 1)
