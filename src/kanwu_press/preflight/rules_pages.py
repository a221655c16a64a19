"""Preflight of the pages: boxes and bleed, their size and number, blank pages, annotations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.preflight.pdfmarks import Box, Page, common, within
from kanwu_press.preflight.pdfobjects import array, get, name, numbers
from kanwu_press.preflight.pdfview import View, on_paper
from kanwu_press.preflight.wanted import Wanted, listed

NO_TRIM = Rule(
    "x4-trim",
    Level.ERROR,
    N_("Pages {pages} don't say where they are cut (no TrimBox)."),
    N_("Export with trim and bleed boxes: set the page to the trimmed size and give the bleed separately."),
)
ART = Rule(
    "x4-art-box",
    Level.ERROR,
    N_("Pages {pages} have an ArtBox beside the TrimBox; PDF/X allows only one of them."),
    N_("Remove the ArtBox, or export again as PDF/X-4."),
)
NESTED = Rule(
    "x4-boxes",
    Level.ERROR,
    N_("On pages {pages} the boxes don't lie within each other: trim within bleed within the sheet."),
    N_("Export with trim and bleed boxes: set the page to the trimmed size and give the bleed separately."),
)
SIZES = Rule(
    "x4-sizes",
    Level.ERROR,
    N_("Not all pages have one trim size: most are {size} mm, but pages {pages} are {found} mm."),
    N_("Bring all pages to one size, and export again."),
)
TRIM_SIZE = Rule(
    "x4-trim-size",
    Level.ERROR,
    N_("The trim size is {found} mm on pages {pages}, but {size} mm is wanted."),
    N_("Set the page to the size that was agreed with the printer."),
)
BLEED = Rule(
    "x4-bleed",
    Level.ERROR,
    N_("Pages {pages} have {found} mm of bleed, but {wanted} mm are wanted."),
    N_("Export with {wanted} mm of bleed on all sides."),
)
BLEED_USUAL = Rule(
    "x4-bleed-usual",
    Level.WARNING,
    N_("Pages {pages} have {found} mm of bleed; printers usually ask for {wanted} mm."),
    N_("Ask the printer, or export with {wanted} mm of bleed on all sides."),
)
PAGES = Rule(
    "x4-pages",
    Level.ERROR,
    N_("The PDF has {found} pages, but {wanted} are wanted."),
    N_("Look for pages that are missing or too many, and export again."),
)
FOLDS = Rule(
    "x4-folds",
    Level.ERROR,
    N_("{found} pages can't be folded into sheets: the number must be a multiple of {multiple}."),
    N_("Add or save pages."),
)
BLANK = Rule("x4-blank", Level.INFO, N_("Pages {pages} are empty."), "")
ANNOTATION = Rule(
    "x4-annotation",
    Level.ERROR,
    N_("Page {page} has {count} annotations ({found}) within the bleed: notes, links, buttons or films."),
    N_("Export without annotations and interactive parts."),
)
_FOR_PRINTERS = ("/TrapNet", "/PrinterMark")
_SLACK = 0.02  # pt
_SIZE_SLACK_MM = 0.1


def check_boxes(view: View, wanted: Wanted) -> Iterator[Finding]:
    """Trim, bleed and media are there and lie within each other; no ArtBox besides."""
    missing = [p.number for p in view.pages if p.trim is None]
    if missing:
        yield NO_TRIM.at(view.place, pages=listed(missing))
    both = [p.number for p in view.pages if p.art]
    if both:
        yield ART.at(view.place, pages=listed(both))
    crossed = [p.number for p in view.pages if not _nested(p)]
    if crossed:
        yield NESTED.at(view.place, pages=listed(crossed))


def _nested(page: Page) -> bool:
    if page.media is None:
        return False
    chain: list[Box] = [b for b in (page.trim, page.bleed, page.media) if b is not None]
    inside = all(within(a, b, _SLACK) for a, b in pairwise(chain))
    return inside and (page.crop is None or within(page.paper, page.crop, _SLACK))


def check_sizes(view: View, wanted: Wanted) -> Iterator[Finding]:
    """All pages are trimmed to one size, and to the one wanted."""
    sizes = {p.number: p.size_mm for p in view.pages if p.trim is not None}
    if not sizes:
        return
    groups = _by_size(sizes)
    if wanted.trim_mm is not None:
        for found, pages in groups:
            if not _same(found, wanted.trim_mm):
                yield TRIM_SIZE.at(
                    view.place, pages=listed(pages), found=_size(found), size=_size(wanted.trim_mm)
                )
        return
    usual, _ = max(groups, key=lambda group: len(group[1]))
    for found, pages in groups:
        if not _same(found, usual):
            yield SIZES.at(view.place, pages=listed(pages), found=_size(found), size=_size(usual))


def _by_size(sizes: dict[int, tuple[float, float]]) -> list[tuple[tuple[float, float], list[int]]]:
    """Pages of the same size together, in the order in which the sizes occur."""
    groups: list[tuple[tuple[float, float], list[int]]] = []
    for number, size in sizes.items():
        known = next((pages for other, pages in groups if _same(size, other)), None)
        if known is None:
            groups.append((size, [number]))
        else:
            known.append(number)
    return groups


def _same(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return all(abs(x - y) <= _SIZE_SLACK_MM for x, y in zip(a, b, strict=True))


def _size(size: tuple[float, float]) -> str:
    return f"{round(size[0], 1):g}×{round(size[1], 1):g}"


def check_bleed(view: View, wanted: Wanted) -> Iterator[Finding]:
    """Enough bleed on all four sides."""
    rule = BLEED_USUAL if wanted.bleed_mm is None else BLEED
    short: dict[str, list[int]] = {}
    for page in view.pages:
        least = min(bleed_sides(page))
        if page.trim is not None and least < wanted.bleed - 0.05:
            short.setdefault(f"{round(max(least, 0.0), 1):g}", []).append(page.number)
    for found, pages in short.items():
        yield rule.at(view.place, pages=listed(pages), found=found, wanted=f"{wanted.bleed:g}")


def bleed_sides(page: Page) -> tuple[float, float, float, float]:
    """How far the bleed reaches out at the left, lower, right and upper edge, mm."""
    trim, bleed = page.paper, page.bled
    left, lower = trim[0] - bleed[0], trim[1] - bleed[1]
    right, upper = bleed[2] - trim[2], bleed[3] - trim[3]
    return left * page.mm, lower * page.mm, right * page.mm, upper * page.mm


def check_count(view: View, wanted: Wanted) -> Iterator[Finding]:
    found = len(view.pages)
    if wanted.pages is not None and found != wanted.pages:
        yield PAGES.at(view.place, found=found, wanted=wanted.pages)
    if found % wanted.multiple_of:
        yield FOLDS.at(view.place, found=found, multiple=wanted.multiple_of)


def check_blank(view: View, wanted: Wanted) -> Iterator[Finding]:
    """Pages on which nothing prints, unless they are meant to be so."""
    blank = [p.number for p in view.pages if p.number not in wanted.blank and not _printed(p)]
    if blank:
        yield BLANK.at(view.place, pages=listed(blank))


def _printed(page: Page) -> bool:
    return any(on_paper(page, m) and not (m.paints and all(p.white for p in m.paints)) for m in page.marks)


def check_annotations(view: View, wanted: Wanted) -> Iterator[Finding]:
    """Within the bleed nothing but traps and printer's marks may be an annotation (ISO 15930-7)."""
    for page in view.pages:
        kinds: Counter[str] = Counter()
        for annotation in array(get(page.object, "/Annots")):
            box = numbers(get(annotation, "/Rect"), 4) or page.bled
            corners = min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])
            kind = name(get(annotation, "/Subtype"))
            met = common(corners, page.bled)
            if kind not in _FOR_PRINTERS and met[0] <= met[2]:
                kinds[kind.lstrip("/") or "?"] += 1
        if kinds:
            found = ", ".join(sorted(kinds))
            yield ANNOTATION.at(view.place, page=page.number, count=kinds.total(), found=found)
