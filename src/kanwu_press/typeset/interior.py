"""The print interior: body first, then front and back matter from the page map, joined into one PDF."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.geometry import MM_PER_PT, page_geometry
from kanwu_press.model import (
    NOWHERE,
    Article,
    Figure,
    Issue,
    PageBreak,
    PageKind,
    PageMap,
    Picture,
)
from kanwu_press.structure import Marked
from kanwu_press.typeset import engine, matter, writing
from kanwu_press.typeset.body import picture_url, section_element
from kanwu_press.typeset.breaks import body_breaks, matter_breaks
from kanwu_press.typeset.codes import Codes, code_drawings, lonely, make_codes, to_outer_margins
from kanwu_press.typeset.imprint import qr_codes
from kanwu_press.typeset.overfull import overfull
from kanwu_press.typeset.pagemap import make_page_map
from kanwu_press.typeset.white import white_findings
from kanwu_press.walk import within

_BODY = (PageKind.BODY, PageKind.OPENER, PageKind.BLANK)
SHEET = 4  # a folded sheet holds four pages

PAGES_ADDED = Rule(
    "pages-added",
    Level.INFO,
    N_(
        "{count} blank page(s) were added before the imprint to reach {total} pages: "
        "page {places} of the PDF, which has the number {pages}."
    ),
    N_("The printer needs a multiple of {sheet}; a picture or a short article may fill these pages."),
)


@dataclass(frozen=True, slots=True)
class Printed:
    """The finished interior: the PDF's bytes, the page map, and where its type area lies.

    `marked` is the PDF with what its marks mean; `band_pt` is the type area's lower and upper edge in PDF
    coordinates; `pictures` are the files of its pictures by their names in the PDF.
    """

    marked: Marked
    page_map: PageMap
    band_pt: tuple[float, float]
    pictures: Mapping[str, Path]

    @property
    def pdf(self) -> bytes:
        return self.marked.pdf


def set_interior(
    issue: Issue, root: Path, styles: tuple[str, ...], fontconfig: Path, *, composed: bool = True
) -> tuple[Printed | None, tuple[Finding, ...]]:
    """Typeset `issue`; its pictures are read from `root`, fonts from `fontconfig` only.

    `styles` are CSS texts in cascade order. None comes back when the engine could not go on. With
    `composed` off the engine breaks the lines itself, to compare the two.
    """
    geometry = page_geometry(issue.publication.type_area, issue.publication.bleed_mm)
    codes, coded = make_codes(issue, geometry)
    lengths = matter.page_css(issue.publication.type_area, geometry)
    try:
        style = issue.publication.composition if composed else None
        with engine.watched(geometry.head_mm / MM_PER_PT, style) as findings:
            setter = engine.make_setter((lengths, *styles), _resources(issue, root, codes), fontconfig)
            sections = [section_element(issue, n, geometry, codes) for n in range(1, len(issue.sections) + 1)]
            body = engine.lay_out(setter, matter.body_html(issue, sections))
            to_outer_margins(body.pages, codes)
            marked, page_map = _join(issue, setter, body)
    except engine.EngineStoppedError as stopped:
        return None, stopped.findings
    wide = overfull(issue, body.pages, [page.label for page in page_map.pages if page.kind in _BODY])
    coded = (*coded, *lonely(issue, page_map, codes))
    found = (*findings, *coded, *added_pages(page_map), *white_findings(issue.arrived, page_map), *wide)
    return Printed(marked, page_map, geometry.band_pt, writing.placed(_picture_files(issue, root))), found


def _join(issue: Issue, setter: engine.Setter, body: engine.Laid) -> tuple[Marked, PageMap]:
    """Front matter, body from a recto on, added pages, imprint: a multiple of four in all."""
    draft = make_page_map(issue, body.pages)
    front = [engine.lay_out(setter, matter.front_html(issue, draft))]
    if len(front[0].pages) % 2:
        front.append(engine.lay_out(setter, matter.blank_html(issue, 1)))
    ahead = sum(len(part.pages) for part in front)
    imprint = engine.lay_out(setter, matter.back_html(issue, verso=True))
    added = -(ahead + len(body.pages) + len(imprint.pages)) % SHEET
    if len(imprint.pages) % 2 == 0:  # the last page of the issue is a verso
        imprint = engine.lay_out(setter, matter.back_html(issue, verso=False))
    blanks = [engine.lay_out(setter, matter.blank_html(issue, added))] if added else []
    labels = (
        writing.LabelRange(1, roman=True, first=1),
        writing.LabelRange(ahead + 1, roman=False, first=1),
    )
    parts = (*front, body, *blanks, imprint)
    marked = writing.write_marked(parts, labels, _identifier(issue), above=(1,))  # the cover's title
    ends = ahead + len(body.pages) + added
    breaks = (
        *matter_breaks([page for part in front for page in part.pages], 1),
        *body_breaks(body.pages, ahead),
        *(PageBreak(page, "") for page in range(ahead + len(body.pages) + 1, ends + 1)),
        *matter_breaks(imprint.pages, ends + 1),
    )
    pages = make_page_map(issue, body.pages, front=ahead, added=added, back=len(imprint.pages))
    return marked, replace(pages, breaks=breaks)


def _identifier(issue: Issue) -> bytes:
    """The PDF's identifier: the same for the same issue, whenever it is built."""
    name = f"{issue.publication.code}-{issue.name}-interior"
    return hashlib.md5(name.encode(), usedforsecurity=False).hexdigest().encode()


def added_pages(pages: PageMap) -> tuple[Finding, ...]:
    """A note about the blank pages that make a multiple of four, if there are any."""
    added = [page for page in pages.pages if page.kind is PageKind.ADDED]
    if not added:
        return ()
    numbers = "、".join(page.label for page in added)
    places = "、".join(str(page.number) for page in added)  # a blank page shows no number to look for
    total = len(pages.pages)
    values = {"pages": numbers, "places": places, "total": total, "sheet": SHEET}
    return (PAGES_ADDED.at(NOWHERE, count=len(added), **values),)


# ---- what the engine is handed -------------------------------------------------------------


def _resources(issue: Issue, root: Path, codes: Codes) -> dict[str, Path | bytes]:
    """Every picture of the issue and the QR codes; the engine gets to see nothing else."""
    drawings = {**matter.qr_drawings(qr_codes(issue)), **code_drawings(codes)}
    return {**_picture_files(issue, root), **drawings}


def _picture_files(issue: Issue, root: Path) -> dict[str, Path]:
    """The articles' pictures by the addresses under which the engine is handed them."""
    return {picture_url(p): root / p.file for a in issue.articles for p in pictures_of(a)}


def pictures_of(article: Article) -> tuple[Picture, ...]:
    """All pictures of an article that could be read."""
    figures = (block for block in within(article.blocks) if isinstance(block, Figure))
    return tuple(figure.picture for figure in figures if figure.picture is not None)
