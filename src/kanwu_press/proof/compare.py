"""Two PDFs page by page: what differs in look and words, with pictures of the changed pages.

In: two editions. Out: a Comparison, or findings. The work is done in a process of its own (`compare_apart`):
a PDF that no program can draw in reasonable time, or that brings PDFium down, ends in a finding.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection

import pypdfium2
from PIL import Image, ImageDraw

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import NOWHERE
from kanwu_press.proof.align import Pair, aligned
from kanwu_press.proof.changes import ArticleChanges, text_changes
from kanwu_press.proof.editions import Edition
from kanwu_press.proof.frames import Box, changed_boxes
from kanwu_press.proof.pages import PPI, Leafed, Pixels, moved_pixels, open_pdf, pixels, read_leafs

SECONDS = 300.0  # two issues of 92 pages take 6
MOST_PICTURES = 150  # pairs of pages that are shown
_RED = (196, 40, 28)
_LINE_PX = 3
_COLOURS = 128  # of a picture in the report
_MARGIN_SHARE = 0.1  # of the height: where running heads and folios stand

TOO_SLOW = Rule(
    "diff-too-slow",
    Level.ERROR,
    N_("Comparing took longer than {seconds} seconds and was stopped."),
    N_("Compare fewer pages at a time; one of the files may be damaged."),
)
STOPPED = Rule(
    "diff-stopped",
    Level.ERROR,
    N_("Comparing stopped: one of the two files can't be drawn."),
    N_("Open both files in a reader; have the damaged one sent again."),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as the report shows it: number from 1, size in pt, its picture with frames as PNG bytes."""

    number: int
    width: float
    height: float
    picture: bytes = b""


@dataclass(frozen=True, slots=True)
class PageChange:
    """Two pages that answer to each other and differ; or one that came or went.

    `kind`: "added", "removed", "words" (its text differs), "look" (only what it looks like), "folio" (only
    its running head or folio). `boxes` are left, top, right, bottom in pt from the bleed's upper left corner.
    """

    kind: str
    a: Shown | None
    b: Shown | None
    boxes: tuple[tuple[float, float, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two editions; nothing does where both tuples are empty."""

    pages_a: int
    pages_b: int
    pages: tuple[PageChange, ...]
    articles: tuple[ArticleChanges, ...]

    @property
    def same(self) -> bool:
        return not self.pages and not self.articles


Result = tuple[Comparison | None, tuple[Finding, ...]]


def compare_apart(
    one: Edition,
    other: Edition,
    seconds: float = SECONDS,
    work: Callable[[Edition, Edition], Result] | None = None,
) -> Result:
    """`compare` in a process of its own, ended after so many seconds."""
    context = get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(sender, work or compare, one, other), daemon=True)
    process.start()
    sender.close()
    try:
        if not receiver.poll(seconds):
            return None, (TOO_SLOW.at(NOWHERE, seconds=round(seconds)),)
        result: Result = receiver.recv()
    except EOFError:
        return None, (STOPPED.at(NOWHERE),)
    finally:
        process.kill()
        process.join()
    return result


def _work(
    sender: Connection, work: Callable[[Edition, Edition], Result], one: Edition, other: Edition
) -> None:
    sender.send(work(one, other))


def compare(one: Edition, other: Edition) -> Result:
    """What differs between the PDFs of two editions."""
    a, found = open_pdf(one.pdf)
    b, more = open_pdf(other.pdf)
    found = tuple(dict.fromkeys((*found, *more)))
    if a is None or b is None:
        return None, found
    try:
        leafs_a, leafs_b = read_leafs(a), read_leafs(b)
        pages = _page_changes(a, b, aligned(leafs_a, leafs_b))
        articles = text_changes(leafs_a, one.leaves, leafs_b, other.leaves)
    except pypdfium2.PdfiumError:
        return None, (STOPPED.at(NOWHERE),)
    finally:
        a.close()
        b.close()
    return Comparison(len(leafs_a), len(leafs_b), tuple(pages), articles), ()


def _page_changes(
    a: pypdfium2.PdfDocument, b: pypdfium2.PdfDocument, pairs: Sequence[Pair]
) -> list[PageChange]:
    changes: list[PageChange] = []
    pictured = 0
    for one, other in pairs:
        change = _page_change(a, b, one, other, pictured < MOST_PICTURES)
        if change is not None:
            changes.append(change)
            pictured += change.kind != "folio"
    return changes


def _page_change(
    a: pypdfium2.PdfDocument,
    b: pypdfium2.PdfDocument,
    one: Leafed | None,
    other: Leafed | None,
    pictured: bool,
) -> PageChange | None:
    """What differs between two pages; None where nothing does."""
    if one is None or other is None:
        kind = "added" if one is None else "removed"
        return PageChange(kind, _alone(a, one, pictured), _alone(b, other, pictured))
    if one.look == other.look and one.text == other.text:
        return None
    left, right = pixels(a[one.number - 1], PPI), pixels(b[other.number - 1], PPI)
    boxes = changed_boxes(left, right)
    if not boxes and one.text == other.text:
        return None
    kind = _kind(one, other, boxes, left.shape[0])
    if kind == "look" and (one.number - other.number) % 2:  # a recto became a verso: its text moved sideways
        moved = moved_pixels(b, other.number, PPI, other.left - one.left)
        kind = _kind(one, other, changed_boxes(left, moved), left.shape[0])
    pictured = pictured and kind != "folio"
    pt = one.height / left.shape[0]
    return PageChange(
        kind,
        Shown(one.number, one.width, one.height, _framed(left, boxes) if pictured else b""),
        Shown(other.number, other.width, other.height, _framed(right, boxes) if pictured else b""),
        tuple((x * pt, y * pt, right_ * pt, low * pt) for x, y, right_, low in boxes),
    )


def _kind(one: Leafed, other: Leafed, boxes: Sequence[Box], height: int) -> str:
    if one.text != other.text:
        return "words"
    margin = height * _MARGIN_SHARE
    outside = all(bottom <= margin or top >= height - margin for _, top, _, bottom in boxes)
    return "folio" if outside and one.furniture != other.furniture else "look"


def _alone(document: pypdfium2.PdfDocument, page: Leafed | None, pictured: bool) -> Shown | None:
    if page is None:
        return None
    picture = _framed(pixels(document[page.number - 1], PPI), ()) if pictured else b""
    return Shown(page.number, page.width, page.height, picture)


def _framed(page: Pixels, boxes: Sequence[Box]) -> bytes:
    """A page as PNG with frames around what changed, in few colours; the last of them is the frames'."""
    image = Image.fromarray(page).quantize(_COLOURS, dither=Image.Dither.NONE)
    colours = (image.getpalette() or [])[: 3 * _COLOURS]
    image.putpalette([*colours, *(0,) * (3 * _COLOURS - len(colours)), *_RED])
    draw = ImageDraw.Draw(image)
    for left, top, right, bottom in boxes:
        outer = (left - _LINE_PX, top - _LINE_PX, right + _LINE_PX - 1, bottom + _LINE_PX - 1)
        sizes = (image.width, image.height) * 2
        inside = tuple(max(0, min(v, size - 1)) for v, size in zip(outer, sizes, strict=True))
        draw.rectangle(inside, outline=_COLOURS, width=_LINE_PX)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
