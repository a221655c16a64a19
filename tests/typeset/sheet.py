"""Small sheets of raw HTML through the real engine, composed or not, and what is to be read off them.

A sheet's measure is 20 em of 10 pt; x counts from the measure's left edge, y from the page's upper edge, pt.
"""

from __future__ import annotations

import ctypes
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from composed import Cell, cells
from kanwu_press.composition import Style
from kanwu_press.findings import Finding
from kanwu_press.typeset import engine, writing
from linefaults import body

EM, MARGIN, LEADING, MEASURE = 10.0, 20.0, 18.0, 200.0
HOUSE = (
    "@page { size: 240pt 400pt; margin: 20pt }"
    'html { font: 10pt/18pt "Kanwu Song"; text-align: justify; hyphens: none; orphans: 1; widows: 1 }'
    "body, p, ul, ol { margin: 0; padding: 0 }"
    'b { font-family: "Kanwu Hei"; font-weight: 500; line-height: 0 }'
    "a, u { color: inherit; text-decoration: none } em { font-style: normal }"
)
NOTES = (
    ".note { float: footnote; font-size: 8pt; line-height: 12pt }"
    "::footnote-call { content: attr(data-mark); font-size: 8pt; vertical-align: super; line-height: 0 }"
    '::footnote-marker { content: attr(data-mark) " " }'
)
HOUSE_STYLE = Style()
Box: TypeAlias = tuple[float, float, float, float]  # left, top, right, bottom
Marked: TypeAlias = dict[object, dict[int, str]]  # by page: the text of each piece of marked content


@dataclass(frozen=True, slots=True)
class Row:
    """What is drawn on one baseline, one after the other; `x` of cells from the measure's left edge."""

    cells: tuple[Cell, ...]
    page: int  # from 0

    @property
    def text(self) -> str:
        return "".join(cell.char for cell in self.cells)

    @property
    def y(self) -> float:
        return self.cells[0].y

    @property
    def left(self) -> float:
        """The left edge of what a line's edge meets."""
        return body(self.cells[0], self.cells[0].size)[0]

    @property
    def right(self) -> float:
        return body(self.cells[-1], self.cells[-1].size)[1]

    def x(self, char: str) -> float:
        """Where a character has its origin."""
        return next(cell.x for cell in self.cells if cell.char == char)


@dataclass(frozen=True)
class Sheet:
    pdf: bytes
    findings: tuple[Finding, ...]

    @cached_property
    def document(self) -> pypdfium2.PdfDocument:
        return pypdfium2.PdfDocument(self.pdf)

    @cached_property
    def rows(self) -> list[Row]:
        """The lines of all pages in the order in which they are drawn."""
        rows: list[tuple[int, list[Cell]]] = []
        for number in range(len(self.document)):
            before: Cell | None = None
            for cell in cells(self.document, number):
                if before is None or abs(cell.y - before.y) > 0.01 or cell.x < before.x - 2 * EM:
                    rows.append((number, []))
                rows[-1][1].append(replace(cell, x=cell.x - MARGIN, right=cell.right - MARGIN))
                before = cell
        return [Row(tuple(row), page) for page, row in rows]

    @property
    def lines(self) -> list[str]:
        return [row.text for row in self.rows]

    @property
    def text(self) -> str:
        return "".join(self.lines)

    def row(self, part: str) -> Row:
        """The line that holds a text."""
        (found,) = (row for row in self.rows if part in row.text)
        return found

    def shapes(self, page: int = 0) -> list[Box]:
        """The bounds of every drawn figure, each part of a path by itself; without the pen's thickness."""
        found: list[Box] = []
        for path in self.document[page].get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
            found.extend(_parts(path, self.document[page].get_height()))
        return found

    @property
    def reasons(self) -> dict[str, int]:
        """Why paragraphs were left to the engine, and how many."""
        for finding in self.findings:
            if finding.code == "lines-by-engine":
                pairs = (part.rsplit(" ", 1) for part in dict(finding.values)["reasons"].split(", "))
                return {reason: int(count) for reason, count in pairs}
        return {}


def _parts(path: pypdfium2.PdfObject, height: float) -> list[Box]:
    matrix = path.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    parts: list[list[tuple[float, float]]] = []
    for number in range(pdfium.FPDFPath_CountSegments(path.raw)):
        segment = pdfium.FPDFPath_GetPathSegment(path.raw, number)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO or not parts:
            parts.append([])
        px, py = matrix.on_point(x.value, y.value)
        parts[-1].append((px - MARGIN, height - py))
    return [(min(xs), min(ys), max(xs), max(ys)) for xs, ys in (zip(*p, strict=True) for p in parts)]


class Table:
    """Lays sheets with the house's faces."""

    def __init__(self, fontconfig: Path) -> None:
        self.fontconfig = fontconfig

    def lay(
        self, content: str, css: str = "", *, style: Style | None = HOUSE_STYLE, tags: bool = False
    ) -> Sheet:
        """A document with this content; `style=None` leaves its lines to the engine."""
        with engine.watched(style=style) as findings:
            setter = engine.make_setter((HOUSE, css), {}, self.fontconfig)
            document = engine.lay_out(setter, f'<html lang="zh-CN"><body>{content}</body></html>')
            pdf: bytes = document.write_pdf(pdf_tags=True) if tags else b""
            pdf = pdf or writing.write_pdf((document,), (), b"sheet")
        return Sheet(pdf, tuple(findings))


# ---- the text as the file itself has it ----------------------------------------------------


def to_unicode(font: pikepdf.Object) -> dict[int, list[str]]:
    """What each code of a font stands for, every entry of the table."""
    table = font.ToUnicode.read_bytes().decode("latin-1")
    found: dict[int, list[str]] = defaultdict(list)
    assert "beginbfrange" not in table
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>", block):
            found[int(code, 16)].append(bytes.fromhex(text).decode("utf-16-be"))
    return found


def fonts(pdf: bytes) -> dict[str, dict[int, list[str]]]:
    """The tables of all fonts of a file, by the fonts' names."""
    found = {}
    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            for font in dict(page.Resources.get("/Font", {})).values():
                found[str(font.BaseFont)] = to_unicode(font)
    return found


def tagged(pdf: bytes) -> list[tuple[str, str]]:
    """The structure tree in its order: each element's role, and the text that it marks itself."""
    with pikepdf.open(BytesIO(pdf)) as document:
        marked: Marked = {page.objgen: _marked(page) for page in document.pages}
        found: list[tuple[str, str]] = []
        _walk(document.Root.StructTreeRoot.K, marked, {}, found)
    return found


def _walk(
    node: pikepdf.Object | int,
    marked: Marked,
    page: dict[int, str],
    found: list[tuple[str, str]],
) -> None:
    if isinstance(node, pikepdf.Array):
        for child in node:
            _walk(child, marked, page, found)
    elif isinstance(node, pikepdf.Dictionary):
        page = marked[node.Pg.objgen] if "/Pg" in node else page
        if "/MCID" in node:
            found.append(("", page.get(int(node.MCID), "")))
        elif "/S" in node:
            found.append((str(node.S), ""))
        if "/K" in node:
            _walk(node.K, marked, page, found)
    else:
        found.append(("", page.get(int(node), "")))


def _marked(page: pikepdf.Page) -> dict[int, str]:
    """The text of each piece of marked content, by its number."""
    tables = {name: to_unicode(font) for name, font in dict(page.Resources.Font).items()}
    found: dict[int, str] = defaultdict(str)
    open_: list[int | None] = []
    table: dict[int, list[str]] = {}
    for instruction in pikepdf.parse_content_stream(page):
        name, operands = str(instruction.operator), instruction.operands
        if name in ("BDC", "BMC"):
            numbered = name == "BDC" and isinstance(operands[1], pikepdf.Dictionary)
            open_.append(int(operands[1]["/MCID"]) if numbered and "/MCID" in operands[1] else None)
        elif name == "EMC":
            open_.pop()
        elif name == "Tf":
            table = tables[str(operands[0])]
        elif name == "TJ":
            number = next((n for n in reversed(open_) if n is not None), -1)
            found[number] += "".join(_decoded(table, part) for part in operands[0])
    return found


def _decoded(table: dict[int, list[str]], part: pikepdf.Object) -> str:
    if not isinstance(part, pikepdf.String):
        return ""
    codes = bytes(part)
    return "".join(table[int.from_bytes(codes[n : n + 2], "big")][0] for n in range(0, len(codes), 2))
