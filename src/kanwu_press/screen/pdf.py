"""The printed pages as a PDF for screens: PDF/UA-1 and PDF/A-3u, cover first and last, light.

In: the interior and the cover as the engine drew them, with marks and what they mean; the pictures' files.
Out: bytes. Pages, lines and folios are those of print, for it is the same drawing. Nothing is laid out here.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, String

from kanwu_press.findings import Finding
from kanwu_press.model import Issue
from kanwu_press.naming import issue_title
from kanwu_press.screen.metadata import VERSION, About, describe, set_output_intent
from kanwu_press.screen.pictures import lighten
from kanwu_press.screen.tags import Tags
from kanwu_press.structure import Content, Cover, CoverPage, Element, Marked


def make_screen_pdf(
    issue: Issue, interior: Marked, cover: Cover, pictures: Mapping[str, Path], profile: bytes
) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The whole issue for screens; None when a picture can't be used.

    `pictures` are the files of interior and cover by their names in the PDF, `profile` is that of sRGB.
    """
    with pikepdf.open(io.BytesIO(interior.pdf)) as pdf, pikepdf.open(io.BytesIO(cover.marked.pdf)) as sheet:
        _crop(pdf)
        _bind(pdf, sheet, cover.pages)
        found = lighten(pdf, pictures, _largest(interior.placed, cover.marked.placed))
        if found:
            return None, found
        _tag(pdf, interior, cover)
        ahead = [page.label for page in cover.pages if page.ahead]
        behind = [page.label for page in cover.pages if not page.ahead]
        _label(pdf, ahead, behind)
        _outline(pdf, ahead[:1], behind[-1:])
        _keep_to_pdfa(pdf)
        describe(pdf, _about(issue))
        set_output_intent(pdf, profile)
        out = io.BytesIO()
        pdf.save(
            out, force_version=VERSION, object_stream_mode=ObjectStreamMode.generate,
            compress_streams=True, recompress_flate=False, fix_metadata_version=False,
            deterministic_id=True,
        )  # fmt: skip
    return out.getvalue(), ()


def _about(issue: Issue) -> About:
    p = issue.publication
    author = "、".join(p.compilers or p.publishers or p.sponsors)
    return About(f"{p.code}-{issue.name}-screen", issue_title(issue), author, issue.issued)


def _largest(*sizes: Mapping[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """The largest print of each picture, wherever it stands."""
    largest: dict[str, tuple[float, float]] = {}
    for placed in sizes:
        for name, (width, height) in placed.items():
            known = largest.get(name, (0.0, 0.0))
            largest[name] = (max(known[0], width), max(known[1], height))
    return largest


# ---- pages ---------------------------------------------------------------------------------


def _crop(pdf: pikepdf.Pdf) -> None:
    """Nothing but the trimmed page is to be seen."""
    for page in pdf.pages:
        _set_boxes(page, Array(page.TrimBox))


def _set_boxes(page: pikepdf.Page, trim: Array) -> None:
    page.MediaBox = page.TrimBox = trim
    for key in ("/BleedBox", "/CropBox", "/ArtBox"):
        if key in page:
            del page[key]


def _bind(pdf: pikepdf.Pdf, sheet: pikepdf.Pdf, pages: tuple[CoverPage, ...]) -> None:
    """Put the pages of the cover around those of the interior."""
    at = 0
    for page, leaf in zip(sheet.pages, pages, strict=True):
        left, lower, right, upper = (round(length, 3) for length in leaf.trim)
        clip = f"q {left} {lower} {right - left:.3f} {upper - lower:.3f} re W n".encode()
        page.contents_add(clip, prepend=True)
        page.contents_add(b"Q")
        _set_boxes(page, Array([left, lower, right, upper]))
        pdf.pages.insert(at if leaf.ahead else len(pdf.pages), page)
        at += leaf.ahead


def _label(pdf: pikepdf.Pdf, ahead: list[str], behind: list[str]) -> None:
    """The cover's pages are named; those within keep their folios."""
    numbers: list[Any] = []
    for at, label in enumerate(ahead):
        numbers.extend([at, Dictionary(P=String(label))])
    inside = pdf.Root.PageLabels.Nums
    for index in range(0, len(inside), 2):
        numbers.extend([int(inside[index]) + len(ahead), inside[index + 1]])
    for at, label in enumerate(behind, len(pdf.pages) - len(behind)):
        numbers.extend([at, Dictionary(P=String(label))])
    pdf.Root.PageLabels = Dictionary(Nums=Array(numbers))


def _outline(pdf: pikepdf.Pdf, front: list[str], back: list[str]) -> None:
    """Bookmarks of the cover, before and after those that the engine has made."""
    outlines = pdf.Root.Outlines
    for label in front:
        item = _bookmark(pdf, outlines, label, pdf.pages[0])
        item.Next, outlines.First.Prev = outlines.First, item
        outlines.First = item
    for label in back:
        item = _bookmark(pdf, outlines, label, pdf.pages[-1])
        item.Prev, outlines.Last.Next = outlines.Last, item
        outlines.Last = item
    outlines.Count = int(outlines.get("/Count", 0)) + len(front) + len(back)
    pdf.Root.PageMode = Name.UseOutlines


def _bookmark(pdf: pikepdf.Pdf, outlines: pikepdf.Object, title: str, page: pikepdf.Page) -> pikepdf.Object:
    return pdf.make_indirect(
        Dictionary(Title=String(title), Parent=outlines, Dest=Array([page.obj, Name.Fit]))
    )


# ---- tags ----------------------------------------------------------------------------------


def _tag(pdf: pikepdf.Pdf, interior: Marked, cover: Cover) -> None:
    """All elements in the order of the pages: front cover, interior, back cover."""
    ahead = sum(page.ahead for page in cover.pages)
    counts, inside = cover.marked.counts, len(interior.counts)
    tags = Tags(pdf, (*counts[:ahead], *interior.counts, *counts[ahead:]))
    before, after = _parted(cover.marked.elements, ahead)
    tags.add(before, 0)
    tags.add(interior.elements, ahead)
    tags.add(after, inside)
    tags.finish()


def _parted(elements: Iterable[Element], ahead: int) -> tuple[list[Element], list[Element]]:
    """Elements of the cover's pages before the interior, and of those after it."""
    before: list[Element] = []
    after: list[Element] = []
    for element in elements:
        page = next(_pages(element), 0)
        (before if page < ahead else after).append(element)
    return before, after


def _pages(element: Element) -> Iterator[int]:
    for kid in element.kids:
        if isinstance(kid, Content):
            yield kid.page
        elif isinstance(kid, Element):
            yield from _pages(kid)


def _keep_to_pdfa(pdf: pikepdf.Pdf) -> None:
    """What the engine writes and PDF/A forbids (ISO 19005-3, 6.2.8): smoothing of pictures."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == Name.Image and "/Interpolate" in item:
            del item["/Interpolate"]
