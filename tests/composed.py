"""The lines of running text as a finished PDF has them, matched with the paragraphs of the manuscripts.

Where a paragraph ends is known from the manuscript, not guessed from the page. What is read is
what stands in the file: origins of glyphs and widths of their fonts, as PDFium sees them.
"""

from __future__ import annotations

import ctypes
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium
from filelock import FileLock

from kanwu_press.check.glyphs import issue_characters
from kanwu_press.checking import PRINT_STYLES
from kanwu_press.fonts import build_faces
from kanwu_press.geometry import MM_PER_PT, PageGeometry, page_geometry
from kanwu_press.model import (
    Block,
    Heading,
    Issue,
    Layout,
    LineBreak,
    ListBlock,
    Paragraph,
    Quote,
    Together,
)
from kanwu_press.read.fonts import font_table_file, read_fonts
from kanwu_press.read.styles import read_styles
from kanwu_press.typeset.interior import set_interior
from kanwu_press.walk import plain
from whole import Whole

Spans: TypeAlias = Mapping[str, tuple[int, int]]  # of articles: their first and last page, from 1

DASHES = frozenset("—…～")  # whole em
LATIN = re.compile(r"[0-9A-Za-zÀ-ɏ]")
_SAME = 0.01  # pt: what a body's size may differ by
_LINE_END_HYPHEN = "\x02"  # PDFium's own for it
_EAST = 0x2E80  # from here on every character is one em wide
_FORCED = "\n"
_MARKERS = re.compile(r"(?:▪|\d+\.)+$")  # of lists: the engine draws them last on a page


@dataclass(frozen=True, slots=True)
class Cell:
    """A drawn character. pt from the trim's upper left corner; `right` is where its advance ends."""

    char: str
    x: float
    y: float
    right: float
    size: float


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line of a paragraph, without spaces; `left` and `measure` are where the text may stand, pt.

    `calls` are smaller cells drawn on the line: calls of notes, readings.
    """

    cells: tuple[Cell, ...]
    left: float
    measure: float
    is_first: bool
    is_last: bool  # of the paragraph, or ended by the author
    page: int  # from 1
    column: int  # from 0
    is_begun: bool  # by the paragraph, or by the author
    calls: tuple[Cell, ...] = ()

    @property
    def text(self) -> str:
        return "".join(cell.char for cell in self.cells)

    @property
    def em(self) -> float:
        return self.cells[0].size

    def __str__(self) -> str:
        return f"page {self.page}: {self.text[:12]}…{self.text[-6:]}"


@dataclass(frozen=True, slots=True)
class SetParagraph:
    lines: tuple[SetLine, ...]


# ---- the whole issues ----------------------------------------------------------------------


def composed(whole: Whole) -> tuple[SetParagraph, ...]:
    """The running text of an issue as it was delivered."""
    spans = {
        str(a["id"]): (int(str(a["first_page"])), int(str(a["last_page"]))) for a in whole.pages["articles"]
    }
    return _running_text(whole.issue, spans, whole.pdf)


def by_engine(whole: Whole, base: Path) -> tuple[SetParagraph, ...]:
    """The same issue with lines that the engine has broken by itself; set once in a test run."""
    pdf, record = base / f"{whole.name}-by-engine.pdf", base / f"{whole.name}-by-engine.json"
    with FileLock(base / f"{whole.name}-by-engine.lock"):
        if not record.is_file():
            _set_by_engine(whole, pdf, record)
    spans = {id_: (first, last) for id_, (first, last) in json.loads(record.read_text("utf-8")).items()}
    return _running_text(whole.issue, spans, pdf.read_bytes())


def _set_by_engine(whole: Whole, pdf: Path, record: Path) -> None:
    workspace, issue = whole.workspace, whole.issue
    table, _ = read_fonts(font_table_file(workspace))
    assert table is not None
    faces, _ = build_faces(table, workspace.root / "fonts", workspace.built_fonts, issue_characters(issue))
    assert faces is not None
    styles, _ = read_styles(workspace, PRINT_STYLES)
    sheets = tuple(styles[name] for name in PRINT_STYLES)
    printed, found = set_interior(issue, workspace.root, sheets, faces.fontconfig, composed=False)
    assert printed is not None, found
    pdf.write_bytes(printed.pdf)
    spans = {span.id: (span.first, span.last) for span in printed.page_map.articles}
    record.write_text(json.dumps(spans), encoding="utf-8")


def _running_text(issue: Issue, spans: Spans, pdf: bytes) -> tuple[SetParagraph, ...]:
    found = [paragraph for layout in Layout for paragraph in paragraphs(issue, spans, pdf, layout)]
    return tuple(found)


# ---- reading the PDF -----------------------------------------------------------------------


def cells(document: pypdfium2.PdfDocument, index: int) -> tuple[Cell, ...]:
    """All characters of a page (index from 0) in the order in which they are drawn, without spaces."""
    page = document[index]
    left, _, _, top = page.get_trimbox()
    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    matrix = pdfium.FS_MATRIX()
    widths: dict[tuple[int | None, str], float] = {}
    found = []
    for n in range(text.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(text, n)).replace(_LINE_END_HYPHEN, "-")
        if char.isspace() or char == "\0" or pdfium.FPDFText_IsGenerated(text, n) == 1:
            continue
        pdfium.FPDFText_GetCharOrigin(text, n, x, y)
        pdfium.FPDFText_GetMatrix(text, n, matrix)
        size = round(pdfium.FPDFText_GetFontSize(text, n) * abs(matrix.d or 1), 3)
        right = x.value + size * _width(text, n, char, widths)
        found.append(Cell(char, x.value - left, top - y.value, right - left, size))
    return tuple(found)


def _width(
    text: pypdfium2.PdfTextPage, n: int, char: str, known: dict[tuple[int | None, str], float]
) -> float:
    """The advance of a character in em, as the font in the file has it (its box may hold overhanging ink)."""
    if ord(char) >= _EAST:
        return 1.0
    font = pdfium.FPDFTextObj_GetFont(pdfium.FPDFText_GetTextObject(text, n))
    key = (ctypes.cast(font, ctypes.c_void_p).value, char)
    if char in DASHES:  # —— is one glyph, of another width than —
        box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        pdfium.FPDFText_GetLooseCharBox(text, n, box)
        pdfium.FPDFText_GetMatrix(text, n, matrix)
        em: float = pdfium.FPDFText_GetFontSize(text, n) * abs(matrix.a)
        return float(box.right - box.left) / em
    if key not in known:
        width = ctypes.c_float()
        assert pdfium.FPDFFont_GetGlyphWidth(font, ord(char), 1.0, width)
        known[key] = width.value
    return known[key]


# ---- the paragraphs of an issue ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Expected:
    """A paragraph of the manuscript: its text without spaces, the author's line ends as such; edges in em."""

    text: str
    left: float = 0.0
    right: float = 0.0
    indent: float = 2.0


def expected(blocks: Sequence[Block], left: float = 0.0, right: float = 0.0) -> Iterator[Expected]:
    """The paragraphs of running text in the order of the manuscript, and how far print sets them in."""
    lead = ""
    for block in blocks:
        match block:
            case Heading():
                lead = plain(block.children) if block.level == 3 else ""
                continue
            case Paragraph():
                yield _paragraph(block, lead, left, right)
            case Quote():
                yield from expected(block.blocks, left + 2, right + 1)
            case Together():
                yield from expected(block.blocks, left, right)
            case ListBlock():
                yield from _items(block, left + 2, right)
            case _:
                pass
        lead = ""


def _paragraph(block: Paragraph, lead: str, left: float, right: float) -> Expected:
    broken = any(isinstance(inline, LineBreak) for inline in block.children)
    parts = (_FORCED if isinstance(inline, LineBreak) else plain((inline,)) for inline in block.children)
    text = _close(lead + "".join(parts))
    return Expected(text, left + 2, right, 0.0) if broken else Expected(text, left, right)


def _items(block: ListBlock, left: float, right: float) -> Iterator[Expected]:
    for item in block.items:
        for number, inner in enumerate(item):
            if isinstance(inner, Paragraph) and not number:
                yield replace(_paragraph(inner, "", left, right), left=left, indent=0.0)
            elif isinstance(inner, ListBlock):
                yield from _items(inner, left + 1.5, right)
            else:
                yield from expected((inner,), left, right)


def _close(text: str) -> str:
    return "".join(char for char in text if char == _FORCED or not char.isspace())


# ---- matched -------------------------------------------------------------------------------


class NotFoundError(AssertionError):
    """The PDF does not hold a paragraph, character for character, where it should."""


def paragraphs(issue: Issue, spans: Spans, pdf: bytes, layout: Layout) -> Iterator[SetParagraph]:
    """The paragraphs of all articles of this layout, as they are set."""
    area = issue.publication.type_area
    geometry = page_geometry(area, issue.publication.bleed_mm)
    size = area.size_pt if layout is Layout.TWO else area.single_size_pt
    document = pypdfium2.PdfDocument(pdf)
    for article in issue.articles:
        if article.layout is layout:
            first, last = spans[article.id]
            stream = _Stream(document, range(first, last + 1), geometry, size)
            for paragraph in expected(article.blocks):
                if paragraph.text:
                    yield SetParagraph(tuple(_lines(stream, paragraph, geometry, layout, size)))
    document.close()


class _Stream:
    """The body text of an article as drawn; what is of another size stands aside."""

    def __init__(
        self, document: pypdfium2.PdfDocument, numbers: range, geometry: PageGeometry, size: float
    ) -> None:
        top = geometry.head_mm / MM_PER_PT
        self.places: list[tuple[int, int]] = []  # page and index of each cell of the body
        self.pages: dict[int, tuple[Cell, ...]] = {}
        for number in numbers:
            page = self.pages[number] = cells(document, number - 1)
            body = [
                index
                for index, cell in enumerate(page)
                if abs(cell.size - size) < _SAME and top < cell.y < top + geometry.depth_pt
            ]
            markers = _MARKERS.search("".join(page[index].char for index in body))
            self.places += [(number, index) for index in body[: markers.start() if markers else None]]
        self.text = "".join(self.pages[number][index].char for number, index in self.places)
        self.at = 0

    def take(self, text: str) -> list[tuple[int, int]]:
        """The places of a paragraph's characters; hyphens that a line end added are passed over."""
        pattern = "-?".join(map(re.escape, text)) if LATIN.search(text) else re.escape(text)
        found = re.compile(pattern).search(self.text, self.at)
        if found is None:
            raise NotFoundError(text[:20])
        self.at = found.end()
        return self.places[found.start() : found.end()]


def _lines(
    stream: _Stream, paragraph: Expected, geometry: PageGeometry, layout: Layout, size: float
) -> Iterator[SetLine]:
    parts = paragraph.text.split(_FORCED)
    for part in parts:
        rows = _rows(stream, stream.take(part))
        for number, row in enumerate(rows):
            page = row[0][0]
            body = tuple(stream.pages[page][index] for _, index in row)
            column, left, measure = _column(geometry, page, body[0].x, layout)
            left += paragraph.left * size
            measure -= (paragraph.left + paragraph.right) * size
            is_first = part is parts[0] and number == 0
            if is_first:
                left, measure = left + paragraph.indent * size, measure - paragraph.indent * size
            aside = tuple(_aside(stream, row, size))
            is_last = number == len(rows) - 1
            yield SetLine(body, left, measure, is_first, is_last, page, column, number == 0, aside)


def _rows(stream: _Stream, places: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """The places of a paragraph, parted where the baseline changes."""
    rows: list[list[tuple[int, int]]] = []
    before = (0, 0.0, 0.0)
    for page, index in places:
        cell = stream.pages[page][index]
        if (page, round(cell.y)) != (before[0], round(before[1])) or cell.x < before[2] - 1.5 * cell.size:
            rows.append([])
        rows[-1].append((page, index))
        before = (page, cell.y, cell.x)
    return rows


def _aside(stream: _Stream, row: list[tuple[int, int]], size: float) -> Iterator[Cell]:
    """What is smaller and drawn on a line: the calls of notes, readings."""
    page = row[0][0]
    drawn = stream.pages[page]
    y = drawn[row[0][1]].y
    for index in range(row[0][1], min(row[-1][1] + 4, len(drawn))):
        cell = drawn[index]
        if cell.size < size - _SAME and abs(cell.y - y) < size:
            yield cell


def _column(geometry: PageGeometry, page: int, x: float, layout: Layout) -> tuple[int, float, float]:
    """Which column an x lies in, the column's left edge and width; pages with odd numbers are rectos."""
    left = (geometry.inner_mm if page % 2 else geometry.outer_mm) / MM_PER_PT
    if layout is Layout.ONE:
        return 0, left + geometry.single_inset_pt, geometry.single_measure_pt
    step = geometry.column_pt + geometry.gutter_pt
    column = int((x - left + geometry.gutter_pt / 2) // step)
    return column, left + column * step, geometry.column_pt
