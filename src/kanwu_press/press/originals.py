"""The pages of any PDF as things that can be set down on a sheet: Form XObjects with trim and bleed.

In: a file's bytes. Out: the open file and its pages, or findings. The trim is the page's TrimBox, else what
a reader sees of it (CropBox, MediaBox). Pages may be turned (/Rotate), begin anywhere, have their own unit.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.geometry import MM_PER_PT
from kanwu_press.model import Place
from kanwu_press.press.forme import Leaf, Rect

NOT_A_PDF = Rule(
    "impose-not-pdf",
    Level.ERROR,
    N_("This file is no PDF, or it is damaged: it can't be opened."),
    N_("Make the PDF anew. Other files must be turned into a PDF first."),
)
PROTECTED = Rule(
    "impose-protected",
    Level.ERROR,
    N_("This PDF is protected by a password or restrictions."),
    N_("Ask whoever made it for a file without protection."),
)
NO_PAGES = Rule(
    "impose-no-pages",
    Level.ERROR,
    N_("This PDF has no pages."),
    N_("Make the PDF anew, and look at it before it is imposed."),
)
PAGE_DAMAGED = Rule(
    "impose-page-damaged",
    Level.ERROR,
    N_("Page {page} of this PDF has no usable size, or its contents can't be read."),
    N_("Make the PDF anew, and look at page {page} before it is imposed."),
)
PAGE_SIZES = Rule(
    "impose-page-sizes",
    Level.ERROR,
    N_("The pages differ in size: page 1 is {first} mm, page {page} is {size} mm; {count} pages are odd."),
    N_("Pages that are folded together must have one trim size. Take others out, or make them as large."),
)
LEFT_OUT = Rule(
    "impose-notes-left-out",
    Level.WARNING,
    N_("Comments or form fields on page {page}, {count} pages in all, are no part of it and are left out."),
    N_("If they are to be printed, print the PDF into a new PDF first, and impose that."),
)

USUAL_BLEED_MM = 3.0  # where a page says nothing of its bleed
MOST_BLEED_MM = 10.0
_SAME_MM = 0.3  # trims that differ by less are one size
_LEAST_PT = 36.0
_UNPRINTED = ("/Link", "/Popup")
_DEPTH = 64  # of page trees: deeper ones are circles

# What qpdf says of a damaged file, and what we meet where other things stand than should.
FILE_BROKEN = (pikepdf.PdfError, RuntimeError)
_PAGE_BROKEN = (*FILE_BROKEN, ValueError, TypeError, LookupError, AttributeError)

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Original:
    """A page. `trim` and `bleed` are in its own units, as drawn; `turned` degrees clockwise it is upright."""

    form: pikepdf.Object
    trim: Box
    bleed: Box
    turned: int
    unit: float  # pt

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height of the trim as it is read."""
        across, up = self.trim[2] - self.trim[0], self.trim[3] - self.trim[1]
        if self.turned in (90, 270):
            across, up = up, across
        return across * self.unit * MM_PER_PT, up * self.unit * MM_PER_PT

    @property
    def bleed_mm(self) -> float:
        """The widest bleed of the four sides."""
        sides = (abs(a - b) for a, b in zip(self.trim, self.bleed, strict=True))
        return max(sides) * self.unit * MM_PER_PT

    def matrix(self, page: Rect, head_down: bool, scale: float) -> tuple[float, ...]:
        """What brings the trim onto `page` (mm on the sheet), upright or head down; for `cm`, in pt."""
        left, low, right, high = self.trim
        turned = (self.turned + (180 if head_down else 0)) % 360
        a, b, c, d, e, f = {
            0: (1, 0, 0, 1, -left, -low),
            90: (0, -1, 1, 0, -low, right),
            180: (-1, 0, 0, -1, right, high),
            270: (0, 1, -1, 0, high, -left),
        }[turned]
        by = self.unit * scale
        x, y = page[0] / MM_PER_PT, page[1] / MM_PER_PT
        return a * by, b * by, c * by, d * by, e * by + x, f * by + y


def open_pdf(data: bytes, name: str) -> tuple[pikepdf.Pdf | None, tuple[Finding, ...]]:
    """The file, opened; findings call it `name`. The caller closes it."""
    place = Place(name)
    try:
        pdf = pikepdf.Pdf.open(io.BytesIO(data))
    except pikepdf.PasswordError:
        return None, (PROTECTED.at(place),)
    except (*FILE_BROKEN, ValueError):
        return None, (NOT_A_PDF.at(place),)
    rule = PROTECTED if pdf.is_encrypted else NO_PAGES if not _count(pdf) else None
    if rule is None:
        return pdf, ()
    pdf.close()
    return None, (rule.at(place),)


def read_originals(pdf: pikepdf.Pdf, name: str) -> tuple[tuple[Original, ...], tuple[Finding, ...]]:
    """All pages as forms of the same file; none where one of them can't be used."""
    place = Place(name)
    found, damaged, noted = [], [], []
    for number, page in enumerate(pdf.pages, 1):
        try:
            found.append(_original(page))
            if any(_left_out(page)):
                noted.append(number)
        except _PAGE_BROKEN:
            damaged.append(PAGE_DAMAGED.at(place, page=number))
    if damaged:
        return (), tuple(damaged)
    odd = [n for n, page in enumerate(found, 1) if not _alike(page.size_mm, found[0].size_mm)]
    if odd:
        first, size = _size(found[0]), _size(found[odd[0] - 1])
        return (), (PAGE_SIZES.at(place, first=first, page=odd[0], size=size, count=len(odd)),)
    return tuple(found), (LEFT_OUT.at(place, page=noted[0], count=len(noted)),) if noted else ()


def leaf_of(pages: tuple[Original, ...], mill_mm: float) -> Leaf:
    """The page that all these are, with the widest bleed that any of them has."""
    bleed = max(page.bleed_mm for page in pages)
    return Leaf(*pages[0].size_mm, round(bleed, 3), mill_mm)


def _count(pdf: pikepdf.Pdf) -> int:
    try:
        return len(pdf.pages)
    except _PAGE_BROKEN:
        return 0


def _original(page: pikepdf.Page) -> Original:
    """The page as a form; raises ValueError or TypeError when its boxes make no sense."""
    media = _box(_inherited(page, "/MediaBox"))
    crop = _within(_box(_inherited(page, "/CropBox")) or media, media)
    trim = _within(_box(page.obj.get("/TrimBox")) or crop, media)
    if trim is None or min(trim[2] - trim[0], trim[3] - trim[1]) < _LEAST_PT:
        raise ValueError("no usable trim")
    unit = float(page.obj.get("/UserUnit", 1))
    turned = int(_inherited(page, "/Rotate") or 0) % 360
    if turned % 90 or not 0 < unit < 1e4:
        raise ValueError("no usable rotation or unit")
    bleed = _bleed(_box(page.obj.get("/BleedBox")), trim, media or trim, unit)
    form = page.as_form_xobject(handle_transformations=False)
    shared = _inherited(page, "/Resources")
    if shared is not None and shared.is_indirect:
        form.Resources = shared  # else each form would hold a copy of what all pages share
    form.read_bytes()  # qpdf copies it as late as it can: be told now what can't be read
    form.BBox = pikepdf.Array([_exact(value) for value in bleed])
    for key in ("/StructParents", "/Metadata", "/PieceInfo"):
        if key in form:
            del form[key]
    return Original(form, trim, bleed, turned, unit)


def _bleed(given: Box | None, trim: Box, media: Box, unit: float) -> Box:
    """The bleed box around the trim: as given, else the usual 3 mm as far as there is any paper."""
    most = (MOST_BLEED_MM if given else USUAL_BLEED_MM) / MM_PER_PT / unit
    outer = given or media
    return (
        min(trim[0], max(outer[0], media[0], trim[0] - most)),
        min(trim[1], max(outer[1], media[1], trim[1] - most)),
        max(trim[2], min(outer[2], media[2], trim[2] + most)),
        max(trim[3], min(outer[3], media[3], trim[3] + most)),
    )


def _box(value: pikepdf.Object | None) -> Box | None:
    """A rectangle with its corners in order; None where there is none."""
    if value is None:
        return None
    x0, y0, x1, y1 = (float(item) for item in value)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _within(box: Box | None, media: Box | None) -> Box | None:
    """What of a box lies on the medium."""
    if box is None or media is None:
        return box
    return max(box[0], media[0]), max(box[1], media[1]), min(box[2], media[2]), min(box[3], media[3])


def _inherited(page: pikepdf.Page, key: str) -> pikepdf.Object | None:
    """An attribute that a page may have from the tree above it."""
    node: pikepdf.Object = page.obj
    for _ in range(_DEPTH):
        if key in node:
            value: pikepdf.Object = node[key]
            return value
        if "/Parent" not in node:
            return None
        node = node.Parent
    return None


def _left_out(page: pikepdf.Page) -> Iterator[bool]:
    """For each thing that lies on the page and isn't part of it, whether it would be seen in print."""
    for note in page.obj.get("/Annots") or ():
        hidden = int(note.get("/F", 0)) & 2
        yield str(note.get("/Subtype")) not in _UNPRINTED and not hidden and "/AP" in note


def _alike(size: tuple[float, float], other: tuple[float, float]) -> bool:
    return all(abs(a - b) < _SAME_MM for a, b in zip(size, other, strict=True))


def _size(page: Original) -> str:
    return "×".join(f"{round(mm, 1):g}" for mm in page.size_mm)


def _exact(value: float) -> float:
    return round(value, 5)
