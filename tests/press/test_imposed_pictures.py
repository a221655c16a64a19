"""Imposed sheets as pictures, cut and folded in software: what one reads are the pages, point for point."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest

from folding import Grid, Stack, booklet, cut_in_two, faces, nested, printed, turned
from kanwu_press.press.impose import Job, impose
from kanwu_press.press.imposition import CREEP_FACTOR, Kind, Scheme, Sheet, impose_pages
from patterns import MM, Pattern, cut_out, pattern, picture_of, trims
from whole import sample

MILL = 3.0
SAME = 0.02  # PDFium fills a row of points that an edge just touches; half a millimetre aside makes 0.08
Picture = np.ndarray


def imposed(pdf: bytes, scheme: Scheme, mill: float = MILL, caliper: float = 0.0) -> bytes:
    made, _ = impose(pdf, "样.pdf", Job(scheme, caliper_mm=caliper, mill_mm=mill), None)
    assert made is not None
    return made.pdf


def cells(document: pypdfium2.PdfDocument, index: int, shape: tuple[int, int], size: tuple[float, float],
          mill: float) -> Grid:  # fmt: skip
    """One side cut into its pages, by the trim box of the sheet and what lies between pages."""
    columns, rows = shape
    width, height = size
    left, bottom, right, top = (value / MM for value in document[index].get_trimbox())
    lefts = [left, left + width + 2 * mill, right - 2 * width - 2 * mill, right - width][
        :: 1 if columns > 2 else 3
    ]
    bottoms = [top - height, bottom][-rows:]
    picture = picture_of(document, index)
    return [[(cut_out(picture, x, y, width, height), True) for x in lefts] for y in bottoms]


def dummy(
    sheets: tuple[Sheet, ...], pdf: bytes, size: tuple[float, float], mill: float, copy: int = 0
) -> list[Picture]:
    """The book as it is read, its pages as the reader sees them. `sheets` tell only the shape of each."""
    document = pypdfium2.PdfDocument(pdf)
    index, stacks = 0, list[Stack]()
    for sheet in sheets:
        shape = sheet.front.columns, sheet.front.rows
        front = cells(document, index, shape, size, mill)
        if sheet.kind is Kind.TURNED:
            left, right = cut_in_two(printed(front, front))
            stacks.append(booklet(right if copy else turned(left)))
            index += 1
        else:
            back = cells(document, index + 1, shape, size, mill)
            stacks.append(booklet(turned(printed(front, back))))
            index += 2
    assert index == len(document)
    book = nested(stacks) if sheets[0].kind is Kind.NESTED else tuple(leaf for one in stacks for leaf in one)
    return [what if up else what[::-1, ::-1] for what, up in faces(book)]


def difference(one: Picture, other: Picture) -> float:
    """The share of points that one would tell apart."""
    assert one.shape == other.shape
    return float((np.abs(one - other).max(axis=2) > 24).mean())


CASES = [
    (Scheme.SADDLE, 12, 0.0),
    (Scheme.SADDLE, 16, 0.0),
    (Scheme.PERFECT, 16, MILL),
    (Scheme.PERFECT, 28, MILL),
    (Scheme.PERFECT, 12, 0.0),
    (Scheme.TURN, 12, MILL),
    (Scheme.TURN, 8, 0.0),
]


@cache
def originals(pages: int) -> list[Picture]:
    return trims(pattern(pages), 60, 84)


@pytest.mark.parametrize(("scheme", "pages", "mill"), CASES)
def test_the_folded_sheets_show_the_pages(scheme: Scheme, pages: int, mill: float) -> None:
    pdf = imposed(pattern(pages), scheme, mill)
    for copy in (0, 1) if scheme is Scheme.TURN else (0,):
        book = dummy(impose_pages(pages, scheme), pdf, (60, 84), mill, copy)
        assert len(book) == pages
        for page, shown in zip(originals(pages), book, strict=True):
            assert difference(page, shown) < SAME


def test_pages_differ_enough_to_be_told_apart() -> None:
    pages = originals(16)
    assert min(difference(pages[0], other) for other in pages[1:]) > 0.5
    assert difference(pages[0], pages[0][::-1, ::-1]) > 0.5
    assert difference(pages[0], np.roll(pages[0], 1, axis=1)) > 3 * SAME  # half a millimetre aside


TURNED = [
    Pattern(rotate=90),
    Pattern(rotate=180),
    Pattern(rotate=270),
    Pattern(origin=(-200, 333.3)),
    Pattern(rotate=270, origin=(40, -70)),
    Pattern(unit=2.5),
    Pattern(rotate=90, unit=0.5, origin=(7, 7)),
    Pattern(beyond=9),
]


@pytest.mark.parametrize("like", TURNED, ids=repr)
@pytest.mark.parametrize("scheme", [Scheme.SADDLE, Scheme.PERFECT], ids=lambda scheme: scheme.value)
def test_turned_and_shifted_pages_come_out_alike(scheme: Scheme, like: Pattern) -> None:
    plain, other = (pypdfium2.PdfDocument(imposed(pattern(8, p), scheme)) for p in (Pattern(), like))
    assert len(plain) == len(other)
    for index in range(len(plain)):
        assert difference(picture_of(plain, index), picture_of(other, index)) < SAME / 4


def test_without_a_trim_box_the_whole_page_is_the_page() -> None:
    like = Pattern(boxes=False, bleed=0)
    book = dummy(impose_pages(8, Scheme.PERFECT), imposed(pattern(8, like), Scheme.PERFECT), (60, 84), MILL)
    for page, shown in zip(originals(8), book, strict=True):
        assert difference(page[2:-2, 2:-2], shown[2:-2, 2:-2]) < SAME  # its red frame lies on the edge


def test_creep_takes_from_the_spine_and_leaves_the_fore_edge() -> None:
    """Sheets half a millimetre thick: each further in is a pixel narrower, cut off at the spine."""
    pages, width = 16, 120
    document = pypdfium2.PdfDocument(imposed(pattern(pages), Scheme.SADDLE, caliper=0.5 / CREEP_FACTOR))
    for inside in range(pages // 4):
        low, high = 2 * inside + 1, pages - 2 * inside
        for side, (verso, recto) in enumerate([(high, low), (low + 1, high - 1)]):
            picture = picture_of(document, 2 * inside + side)
            fold, kept = picture.shape[1] // 2, width - inside
            _, bottom, _, _ = (value / MM for value in document[0].get_trimbox())
            rows = cut_out(picture, 0, bottom, picture.shape[1] / 2, 84)
            left, right = originals(pages)[verso - 1], originals(pages)[recto - 1]
            assert difference(rows[:, fold : fold + kept], right[:, inside:]) < SAME
            assert difference(rows[:, fold - kept : fold], left[:, :kept]) < SAME


def test_bleed_ends_where_the_neighbour_begins() -> None:
    """All around the sheet there are 3 mm of bleed; at the spine of stitched sheets there is none."""
    document = pypdfium2.PdfDocument(imposed(pattern(4), Scheme.SADDLE, 0.0))
    left, bottom, right, top = (value / MM for value in document[0].get_trimbox())
    picture = picture_of(document, 0)
    white = np.array([255, 255, 255])
    assert not (cut_out(picture, left - 3, bottom, 3, 84) == white).all(axis=2).any()
    assert not (cut_out(picture, right, bottom, 3, 84) == white).all(axis=2).any()
    assert not (cut_out(picture, left, top, 120, 3) == white).all(axis=2).any()
    assert right - left == pytest.approx(120, abs=0.001)
    assert (cut_out(picture, left - 3.5, bottom + 1, 0.5, 40) == white).all()


def test_spreads_show_facing_pages() -> None:
    document = pypdfium2.PdfDocument(imposed(pattern(4), Scheme.SPREADS))
    first, middle, last = (picture_of(document, n) for n in range(3))
    blank = np.full_like(originals(4)[0], 255)
    one, two, three, four = originals(4)
    for picture, (left, right) in zip(
        (first, middle, last), ((blank, one), (two, three), (four, blank)), strict=True
    ):
        assert difference(picture, np.concatenate([left, right], axis=1)) < SAME


@cache
def beginning(folder: Path) -> tuple[bytes, list[Picture], list[Picture]]:
    """24 pages of the sample, as they are and painted head down."""
    with pikepdf.open(io.BytesIO(sample(folder).pdf)) as pdf:
        del pdf.pages[24:]
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue(), trims(out.getvalue(), 210, 285), trims(out.getvalue(), 210, 285, headlong=True)


@pytest.mark.parametrize(
    ("scheme", "mill"), [(Scheme.SADDLE, 0.0), (Scheme.PERFECT, MILL), (Scheme.TURN, MILL)]
)
def test_a_whole_issue_folds(scheme: Scheme, mill: float, shared_folder: Path) -> None:
    """The first 24 pages of the sample: signatures of 8 and 16, or six sheets nested.

    Small type has other greys when it is painted head down, so pages are held against both.
    """
    pdf, pages, headlong = beginning(shared_folder)
    book = dummy(impose_pages(24, scheme), imposed(pdf, scheme, mill), (210, 285), mill)
    for number, shown in enumerate(book):
        same = min(difference(kind[number], shown) for kind in (pages, headlong))
        assert same < SAME / 4, number + 1
    small = [page[::3, ::3] for page in pages]
    alone = [page for page in small if sum(difference(page, other) < SAME for other in small) == 1]
    assert len(alone) >= 20  # blank ones are alike, the others could not take each other's place
