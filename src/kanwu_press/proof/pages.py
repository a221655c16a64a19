"""A PDF's pages as they are compared: their text, how they look, their size. File → values, or a finding.

The text is that of the page without running heads and folios: they would make every page behind an
inserted one differ. What is furniture is seen from all pages together, by its height and its distance.
What lies beyond the bleed is no part of a page: the slug there changes with every file.
"""

from __future__ import annotations

import ctypes
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import NOWHERE

PPI, SMALL_PPI = 100, 60  # for pictures and frames; to see whether anything differs
MOST_PAGES = 1000
_MOST_BYTES = 1_000_000_000
_MOST_PIXELS = 4_000_000  # a page larger than that is drawn smaller
_LEVEL_SHARE, _LEVEL_LEAST = 0.35, 3  # so many pages have their outermost line at one height
_APART = 1.4  # of the usual distance of lines: so far furniture stands from the text
_FOLIO = re.compile(r"[0-9ivxlcIVXLC\-—·–\s]{1,9}")
_BETWEEN_WORDS = re.compile(r"(?<=[!-~])\s+(?=[!-~])")
_DROPPED = re.compile("[\x00-\x1f\xad\u200b-\u200f\ufeff\ufffe]")

Pixels = npt.NDArray[np.uint8]
_Line: TypeAlias = tuple[float, str, float]  # height of the baseline in pt, text, where it begins in pt

NOT_PDF = Rule(
    "diff-not-pdf",
    Level.ERROR,
    N_("{file} can't be read as a PDF."),
    N_("Choose another file; if it came by mail or from a stick, have it sent again."),
)
ENCRYPTED = Rule(
    "diff-encrypted",
    Level.ERROR,
    N_("{file} is locked with a password."),
    N_("Ask for a copy without a password."),
)
NO_PAGES = Rule(
    "diff-no-pages",
    Level.ERROR,
    N_("{file} has no pages."),
    N_("Choose another file; this one was not written to its end."),
)
TOO_LARGE = Rule(
    "diff-too-large",
    Level.ERROR,
    N_("{file} is too large to be compared: at most {pages} pages and {megabytes} MB can be."),
    N_("Compare the issue in parts."),
)
UNREADABLE = Rule(
    "diff-unreadable",
    Level.ERROR,
    N_("{file} can't be read: {reason}."),
    N_("Check the file's permissions, or copy it to another place."),
)


@dataclass(frozen=True, slots=True)
class Leafed:
    """A page: number from 1, size with bleed in pt, text, running head and folio, and a digest of its look.

    `left` is where the first of its lines begins, pt.
    """

    number: int
    width: float
    height: float
    text: str
    furniture: str
    look: str
    left: float = 0.0


@dataclass(frozen=True, slots=True)
class _Raw:
    width: float
    height: float
    look: str
    lines: tuple[_Line, ...]


def open_pdf(file: Path) -> tuple[pypdfium2.PdfDocument | None, tuple[Finding, ...]]:
    """The document, each page cut to its bleed; or why it can't be compared."""
    try:
        if file.stat().st_size > _MOST_BYTES:
            return None, (_too_large(file),)
        document = pypdfium2.PdfDocument(file.read_bytes())
    except OSError as error:
        return None, (UNREADABLE.at(NOWHERE, file=file, reason=error.strerror or type(error).__name__),)
    except pypdfium2.PdfiumError:
        return None, (_why_not(file),)
    count = len(document)
    if 0 < count <= MOST_PAGES:
        try:
            _cut_to_bleed(document)
        except pypdfium2.PdfiumError:
            document.close()
            return None, (NOT_PDF.at(NOWHERE, file=file),)
        return document, ()
    document.close()
    return None, (_too_large(file) if count else NO_PAGES.at(NOWHERE, file=file),)


def _cut_to_bleed(document: pypdfium2.PdfDocument) -> None:
    """Leave of each page what lies within its BleedBox, else its TrimBox, as far as it is shown at all."""
    for number in range(len(document)):
        page = document[number]
        shown = page.get_bbox()
        box = page.get_bleedbox(fallback_ok=False) or page.get_trimbox(fallback_ok=False) or shown
        left, bottom = max(shown[0], min(box[0], box[2])), max(shown[1], min(box[1], box[3]))
        right, top = min(shown[2], max(box[0], box[2])), min(shown[3], max(box[1], box[3]))
        if right - left >= 1 and top - bottom >= 1:  # else the box is nonsense, and the page is left whole
            page.set_mediabox(left, bottom, right, top)
            page.set_cropbox(left, bottom, right, top)
        page.close()


def _why_not(file: Path) -> Finding:
    """Why PDFium refuses a file; what it says itself is not to be relied on."""
    try:
        with pikepdf.open(file) as pdf:
            return (NOT_PDF if len(pdf.pages) else NO_PAGES).at(NOWHERE, file=file)
    except pikepdf.PasswordError:
        return ENCRYPTED.at(NOWHERE, file=file)
    except (pikepdf.PdfError, OSError):
        return NOT_PDF.at(NOWHERE, file=file)


def _too_large(file: Path) -> Finding:
    return TOO_LARGE.at(NOWHERE, file=file, pages=MOST_PAGES, megabytes=_MOST_BYTES // 1_000_000)


def read_leafs(document: pypdfium2.PdfDocument) -> tuple[Leafed, ...]:
    """All pages of a document."""
    raw = [_raw(document[n]) for n in range(len(document))]
    top, foot = _levels(raw, -1), _levels(raw, 1)
    return tuple(_leafed(number, page, top, foot) for number, page in enumerate(raw, 1))


def pixels(page: pypdfium2.PdfPage, ppi: float) -> Pixels:
    """A page in RGB as rows of pixels."""
    width, height = page.get_size()
    scale = min(ppi / 72, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    drawn = page.render(scale=max(scale, 1e-3), may_draw_forms=False, rev_byteorder=True)
    array: Pixels = drawn.to_numpy()
    return array[:, :, :3] if array.ndim == 3 else np.repeat(array[:, :, None], 3, axis=2)


def moved_pixels(document: pypdfium2.PdfDocument, number: int, ppi: float, dx: float) -> Pixels:
    """Page `number` (from 1) in RGB as it looks moved by `dx` pt to the left, to a fraction of a pixel.

    What would come in from beyond the bleed stays white.
    """
    page = document[number - 1]
    boxes = page.get_mediabox(), page.get_cropbox()
    try:
        for box, put in zip(boxes, (page.set_mediabox, page.set_cropbox), strict=True):
            put(box[0] + dx, box[1], box[2] + dx, box[3])
        page.close()  # boxes count from when a page is opened
        page = document[number - 1]
        return _whitened(pixels(page, ppi), dx / (boxes[1][2] - boxes[1][0]))
    finally:
        page.set_mediabox(*boxes[0])
        page.set_cropbox(*boxes[1])
        page.close()


def _whitened(drawn: Pixels, share: float) -> Pixels:
    """The picture with this share of its width white: at the right, or at the left if negative."""
    columns = min(drawn.shape[1], round(abs(share) * drawn.shape[1]))
    whole = drawn.copy()
    if columns:
        whole[:, slice(-columns, None) if share > 0 else slice(columns)] = 255
    return whole


def _raw(page: pypdfium2.PdfPage) -> _Raw:
    width, height = page.get_size()
    text = page.get_textpage()
    lines = tuple(_lines(text, page.get_bbox()))
    look = hashlib.sha256(np.ascontiguousarray(pixels(page, SMALL_PPI)).data).hexdigest()
    return _Raw(width, height, look, lines)


def _lines(text: pypdfium2.PdfTextPage, shown: tuple[float, float, float, float]) -> Iterator[_Line]:
    """Each line as PDFium reads it, with the place of its first character; of those in the box `shown`."""
    x, y = ctypes.c_double(), ctypes.c_double()
    left, bottom, right, top = shown
    at = 0
    for line in text.get_text_range().split("\r\n"):
        kept: list[str] = []
        begin = (0.0, 0.0)
        for char in line:
            told = pdfium.FPDFText_GetCharOrigin(text.raw, at, x, y)
            if not told or (left <= x.value <= right and bottom <= y.value <= top):
                if not kept:
                    begin = x.value, y.value
                if kept or not char.isspace():
                    kept.append(char)
            at += 1 + (ord(char) > 0xFFFF)
        if kept:
            yield begin[1], "".join(kept), begin[0]
        at += 2  # PDFium counts the line's end, too


def plain_text(lines: Iterable[str]) -> str:
    """Lines as running text: no blanks but between foreign words, no control characters."""
    joined = _BETWEEN_WORDS.sub("\0", "\n".join(lines))
    return "".join(_DROPPED.sub("", part) + " " for part in _squeezed(joined))[:-1]


def _squeezed(text: str) -> list[str]:
    return [re.sub(r"\s+", "", part) for part in text.split("\0")]


# ---- running heads and folios --------------------------------------------------------------


def _levels(pages: Sequence[_Raw], sign: int) -> frozenset[int]:
    """The heights of furniture at the head (`sign` -1) or the foot (1), in whole pt."""
    outer: Counter[int] = Counter()
    distances: dict[int, list[float]] = {}
    folios: Counter[int] = Counter()
    usual = _usual_distance(pages)
    for page in pages:
        heights = sorted({round(y, 1) for y, _, _ in page.lines}, key=lambda y: sign * y)
        if len(heights) < 2:
            continue
        level = round(heights[0])
        outer[level] += 1
        distances.setdefault(level, []).append(abs(heights[1] - heights[0]))
        here = "".join(text for y, text, _ in page.lines if abs(y - heights[0]) < 1)
        folios[level] += bool(_FOLIO.fullmatch(here))
    least = max(_LEVEL_LEAST, len(pages) * _LEVEL_SHARE)
    return frozenset(
        level
        for level, count in outer.items()
        if count >= least and (median(distances[level]) > usual * _APART or folios[level] * 2 > count)
    )


def _usual_distance(pages: Sequence[_Raw]) -> float:
    steps = [
        a - b
        for page in pages
        for (a, _, _), (b, _, _) in zip(page.lines, page.lines[1:], strict=False)
        if 2 < a - b < 100
    ]
    return median(steps) if steps else 0.0


def _leafed(number: int, page: _Raw, top: frozenset[int], foot: frozenset[int]) -> Leafed:
    levels = top | foot
    outside = [any(abs(y - level) <= 1 for level in levels) for y, _, _ in page.lines]
    inside = [line for line, out in zip(page.lines, outside, strict=True) if not out]
    around = (text for (_, text, _), out in zip(page.lines, outside, strict=True) if out)
    return Leafed(
        number,
        page.width,
        page.height,
        plain_text(text for _, text, _ in inside),
        plain_text(around),
        page.look,
        min((x for _, _, x in inside), default=0.0),
    )
