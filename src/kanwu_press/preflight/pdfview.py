"""A finished PDF, opened and walked once: the read-only view that every preflight rule looks at."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pikepdf

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Place
from kanwu_press.preflight.pdfbudget import Budget, Enough, Found
from kanwu_press.preflight.pdfmarks import Box, Mark, Page
from kanwu_press.preflight.pdfobjects import (
    BROKEN,
    Obj,
    get,
    inherited,
    name,
    number,
    numbers,
    page_objects,
)
from kanwu_press.preflight.pdfwalk import walk_page

MOST_BYTES = 200_000_000
MOST_PAGES = 2_000
_MOST_OBJECTS = 1_000_000
# How other files begin that are taken for a PDF; by their usual names.
_KINDS = (
    (b"\xff\xd8\xff", "JPG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF8", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"8BPS", "PSD"),
    (b"PK\x03\x04", "ZIP/DOCX/EPUB"),
    (b"\xd0\xcf\x11\xe0", "DOC/WPS"),
    (b"%!PS", "PostScript"),
    (b"<!doctype html", "HTML"),
    (b"<html", "HTML"),
    (b"<?xml", "XML"),
)
_HEADER = re.compile(rb"%PDF-(\d\.\d)")

NO_PDF = Rule(
    "pdf-unreadable",
    Level.ERROR,
    N_("This file is no PDF, or it is damaged: it can't be opened."),
    N_("Export the file anew, and copy it completely."),
)
EMPTY = Rule(
    "pdf-empty",
    Level.ERROR,
    N_("The file is empty: there is not one byte in it."),
    N_("Copy it completely, or have it sent again."),
)
FOREIGN_KIND = Rule(
    "pdf-other-kind",
    Level.ERROR,
    N_("This file is no PDF: what is in it is {kind}."),
    N_("Make a PDF of it first, and check that."),
)
LOCKED = Rule(
    "pdf-locked",
    Level.ERROR,
    N_(
        "The PDF is protected by a password or by restrictions, so that it can be neither checked nor plated."
    ),
    N_("Export it without protection (Acrobat: File, Properties, Security: No Security)."),
)
TOO_LARGE = Rule(
    "pdf-too-large",
    Level.ERROR,
    N_("The file has {found} MB; up to {limit} MB are checked."),
    N_("Split the file, or reduce its pictures to 300 ppi, and check again."),
)
TOO_MANY_PAGES = Rule(
    "pdf-too-many-pages",
    Level.ERROR,
    N_("The file has more than {limit} pages; only the first ones were checked."),
    N_("Split the file and check the parts."),
)
NOT_ALL_SEEN = Rule(
    "pdf-too-complex",
    Level.ERROR,
    N_("From page {page} on, the drawing is too complex to be checked."),
    N_("Turn large vector drawings (maps, plans) into pictures of 600 ppi, and check again."),
)
NO_PAGES = Rule("pdf-no-pages", Level.ERROR, N_("The PDF has no pages."), N_("Export the file anew."))


@dataclass(frozen=True, slots=True)
class View:
    """The file as the rules see it. `pages` hold all marks; `findings` are what was wrong in reading it."""

    data: bytes = field(repr=False)
    pdf: pikepdf.Pdf = field(compare=False, repr=False)
    place: Place
    version: str
    pages: tuple[Page, ...]
    sound: bool  # whether pages and content could be read without repairs
    findings: tuple[Finding, ...] = ()

    @property
    def root(self) -> Obj:
        return self.pdf.Root

    @property
    def info(self) -> Obj:
        return get(self.pdf.trailer, "/Info")

    def objects(self) -> Iterator[Obj]:
        """All numbered objects of the file, as many as are looked at."""
        for count, value in enumerate(self.pdf.objects):
            if count >= _MOST_OBJECTS:
                return
            yield value

    def seen(self) -> Iterator[tuple[Page, Mark]]:
        """Each mark of which something lies on the trimmed page, with its page."""
        for page in self.pages:
            for mark in page.marks:
                if on_paper(page, mark):
                    yield page, mark


def on_paper(page: Page, mark: Mark) -> bool:
    """Whether a mark is seen on the trimmed page; crop marks and slug are not."""
    x0, y0, x1, y1 = page.paper
    a, b, c, d = mark.box
    return a <= c and a < x1 and c > x0 and b < y1 and d > y0


@contextmanager
def opened(data: bytes, place: Place) -> Iterator[View | Finding]:
    """The view of a file while it is open, or why there is none."""
    if len(data) > MOST_BYTES:
        yield TOO_LARGE.at(place, found=len(data) // 1_000_000, limit=MOST_BYTES // 1_000_000)
        return
    try:
        # Attributes are not pushed down: that walks the page tree recursively, and deep ones end the program.
        pdf = pikepdf.open(io.BytesIO(data), suppress_warnings=True, inherit_page_attributes=False)
    except pikepdf.PasswordError:
        yield LOCKED.at(place)
        return
    except BROKEN:  # qpdf's own words help nobody who did not make it
        yield _no_pdf(data, place)
        return
    with pdf:
        if pdf.is_encrypted:
            yield LOCKED.at(place)
        elif not isinstance(get(pdf.trailer, "/Root"), pikepdf.Dictionary):
            yield _no_pdf(data, place)
        else:
            yield _viewed(data, pdf, place)


def _no_pdf(data: bytes, place: Place) -> Finding:
    """What is to be said of a file that can't be opened: empty, of another kind, or damaged."""
    if not data:
        return EMPTY.at(place)
    start = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    kind = next((kind for magic, kind in _KINDS if start.lower().startswith(magic.lower())), "")
    return FOREIGN_KIND.at(place, kind=kind) if kind else NO_PDF.at(place)


def _viewed(data: bytes, pdf: pikepdf.Pdf, place: Place) -> View:
    objects, good = page_objects(pdf.Root, MOST_PAGES + 1)
    findings: list[Finding] = []
    if len(objects) > MOST_PAGES:
        findings.append(TOO_MANY_PAGES.at(place, limit=MOST_PAGES))
        objects = objects[:MOST_PAGES]
    if not objects:
        findings.append(NO_PAGES.at(place))
    budget = Budget()
    pages: list[Page] = []
    for count, page in enumerate(objects, 1):
        try:
            pages.append(_page(count, page, budget))
        except Enough:
            findings.append(NOT_ALL_SEEN.at(place, page=count))
            break
    header = _HEADER.search(data[:1024])
    version = max(header[1].decode() if header else "", name(get(pdf.Root, "/Version")).lstrip("/"))
    sound = good and not pdf.get_warnings() and not any(page.damaged for page in pages)
    return View(data, pdf, place, version, tuple(pages), sound, tuple(findings))


def _page(count: int, page: pikepdf.Dictionary, budget: Budget) -> Page:
    media = _box(inherited(page, "/MediaBox"))
    crop = _box(inherited(page, "/CropBox"))
    rotation = number(inherited(page, "/Rotate")) or 0.0
    unit = number(get(page, "/UserUnit"))
    found: Found = walk_page(page, media or (0.0, 0.0, 595.28, 841.89), budget)
    return Page(
        number=count,
        media=media,
        crop=crop,
        trim=_box(get(page, "/TrimBox")),
        bleed=_box(get(page, "/BleedBox")),
        art=get(page, "/ArtBox") is not None,
        rotation=int(rotation) % 360,
        unit=unit if unit and unit > 0 else 1.0,
        object=page,
        marks=tuple(found.marks),
        damaged=found.damaged,
        groups=tuple(found.groups),
        content=found.content(),
    )


def _box(value: Obj) -> Box | None:
    """A box of the page with its corners in order; None where there is none, or no area in it."""
    corners = numbers(value, 4)
    if corners is None:
        return None
    x0, y0, x1, y1 = corners
    box = min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
    return box if box[2] > box[0] and box[3] > box[1] else None
