"""A finished PDF as glyphs with places, for tests about what is really on the page."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character, where its baseline starts in pt from the trim's upper left corner, and its size in pt."""

    char: str
    x: float
    y: float
    size: float


def glyphs(document: pypdfium2.PdfDocument, index: int) -> tuple[Glyph, ...]:
    """All glyphs of a page (index from 0), in the order in which they are drawn."""
    page = document[index]
    left, _, _, top = page.get_trimbox()
    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    found = []
    for n in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, n)
        if code in (0, 10, 13) or pdfium.FPDFText_IsGenerated(text, n) == 1:
            continue
        pdfium.FPDFText_GetCharOrigin(text, n, x, y)
        size = pdfium.FPDFText_GetFontSize(text, n)
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(text, n, matrix)
        found.append(Glyph(chr(code), x.value - left, top - y.value, size * abs(matrix.d or 1)))
    return tuple(found)


def text_between(page: tuple[Glyph, ...], top: float, bottom: float) -> str:
    """The text drawn between two heights, in pt from the trim's upper edge, without spaces."""
    return "".join(g.char for g in page if top <= g.y < bottom and not g.char.isspace())
