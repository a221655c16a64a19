"""Which page stands where: held against a folded dummy that knows paper and no tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from folding import Grid, MisfoldedError, Stack, booklet, cut_in_two, nested, printed, read, turned
from kanwu_press.press.imposition import (
    Kind,
    Placement,
    Scheme,
    Sheet,
    Side,
    creep_mm,
    folded_pages,
    impose_pages,
    saddle,
)

COUNTS = range(4, 196, 4)
FOLDED = (Scheme.SADDLE, Scheme.PERFECT, Scheme.TURN)


def grid(side: Side) -> Grid:
    return [
        [(side.at(c, r).page, not side.at(c, r).head_down) for c in range(side.columns)]
        for r in range(side.rows)
    ]


def folded(sheet: Sheet) -> list[Stack]:
    """All booklets that one sheet gives."""
    back = sheet.back or sheet.front  # a turned sheet has the same plates on both sides
    paper = printed(grid(sheet.front), grid(back))
    if sheet.kind is not Kind.TURNED:
        return [booklet(turned(paper))]
    left, right = cut_in_two(paper)
    return [booklet(turned(left)), booklet(right)]


def dummies(sheets: tuple[Sheet, ...]) -> list[list[int | None]]:
    """The books that these sheets make, each as the pages that one reads in it."""
    if sheets[0].kind is Kind.NESTED:
        return [read(nested([folded(sheet)[0] for sheet in sheets]))]
    copies = [folded(sheet) for sheet in sheets]
    return [read(tuple(leaf for copy in copies for leaf in copy[which])) for which in (0, -1)]


@pytest.mark.parametrize("scheme", FOLDED, ids=lambda scheme: scheme.value)
@pytest.mark.parametrize("pages", COUNTS)
def test_the_folded_dummy_reads_from_first_to_last(pages: int, scheme: Scheme) -> None:
    for book in dummies(impose_pages(pages, scheme)):
        assert book == list(range(1, pages + 1))


@pytest.mark.parametrize("scheme", FOLDED, ids=lambda scheme: scheme.value)
@pytest.mark.parametrize("pages", [1, 2, 3, 5, 13, 27, 90, 91])
def test_blanks_follow_the_last_page(pages: int, scheme: Scheme) -> None:
    blanks = [None] * (folded_pages(pages) - pages)
    for book in dummies(impose_pages(pages, scheme)):
        assert book == [*range(1, pages + 1), *blanks]


# ---- the dummy itself can fail -------------------------------------------------------------


def reads_well(pages: int, dummy: Callable[[], list[int | None]]) -> bool:
    try:
        return dummy() == list(range(1, pages + 1))
    except MisfoldedError:
        return False


def swapped(side: Side, one: int, other: int) -> Side:
    places = list(side.places)
    places[one], places[other] = (
        replace(places[one], page=places[other].page),
        replace(places[other], page=places[one].page),
    )
    return replace(side, places=tuple(places))


def headlong(side: Side) -> Side:
    first = side.places[0]
    return replace(side, places=(replace(first, head_down=not first.head_down), *side.places[1:]))


def mirrored(side: Side) -> Side:
    """As a back that was laid out as one sees it through the paper."""
    rows = [side.places[r * side.columns : (r + 1) * side.columns] for r in range(side.rows)]
    pages = [place.page for row in rows for place in reversed(row)]
    return replace(side, places=tuple(replace(p, page=n) for p, n in zip(side.places, pages, strict=True)))


def with_back(change: Callable[[Side], Side]) -> Callable[[Sheet], Sheet]:
    return lambda sheet: replace(sheet, back=change(sheet.back or sheet.front))


WRONG: dict[str, Callable[[Sheet], Sheet]] = {
    "two pages exchanged": lambda sheet: replace(sheet, front=swapped(sheet.front, 0, 1)),
    "a head the wrong way": lambda sheet: replace(sheet, front=headlong(sheet.front)),
    "the back seen through the paper": with_back(mirrored),
    "the sheet wrong side up": lambda s: replace(s, front=s.back or s.front, back=s.front),
}


THREE = [(16, Scheme.PERFECT), (8, Scheme.PERFECT), (12, Scheme.SADDLE)]


@pytest.mark.parametrize("wrong", WRONG.values(), ids=list(WRONG))
@pytest.mark.parametrize(("pages", "scheme"), THREE)
def test_the_dummy_shows_a_wrong_table(pages: int, scheme: Scheme, wrong: Callable[[Sheet], Sheet]) -> None:
    sheets = list(impose_pages(pages, scheme))
    sheets[0] = wrong(sheets[0])
    assert not reads_well(pages, lambda: dummies(tuple(sheets))[0])


def test_the_dummy_shows_sheets_nested_inside_out() -> None:
    assert dummies(tuple(reversed(saddle(12))))[0] != list(range(1, 13))


def test_the_dummy_shows_a_turned_sheet_that_was_tumbled() -> None:
    """Turned about its other axis, the back would meet the front head to foot."""
    sheet = impose_pages(8, Scheme.TURN)[0]
    rows = grid(sheet.front)
    tumbled = [[(page, not up) for page, up in reversed(row)] for row in reversed(rows)]
    assert not reads_well(8, lambda: read(booklet(turned(cut_in_two(printed(rows, tumbled))[0]))))
    assert reads_well(8, lambda: read(booklet(turned(cut_in_two(printed(rows, rows))[0]))))


# ---- what the trade's tables say -----------------------------------------------------------


def numbers(side: Side | None) -> list[list[int | None]]:
    assert side is not None
    return [[page for page, _ in row] for row in grid(side)]


def test_a_signature_of_sixteen() -> None:
    (sheet,) = impose_pages(16, Scheme.PERFECT)
    assert numbers(sheet.front) == [[5, 12, 9, 8], [4, 13, 16, 1]]
    assert numbers(sheet.back) == [[7, 10, 11, 6], [2, 15, 14, 3]]
    assert [place.head_down for place in sheet.front.places] == [True] * 4 + [False] * 4


def test_the_small_ones_turned() -> None:
    eight, four = impose_pages(12, Scheme.TURN)
    assert numbers(eight.front) == [[5, 4, 3, 6], [8, 1, 2, 7]]
    assert numbers(four.front) == [[12, 9, 10, 11]]
    assert (eight.back, four.back) == (None, None)


def test_the_quarterly() -> None:
    sheets = impose_pages(92, Scheme.TURN)
    assert [(s.first, s.last) for s in sheets] == [
        (1, 16), (17, 32), (33, 48), (49, 64), (65, 72), (73, 76), (77, 92),
    ]  # fmt: skip
    assert [s.kind is Kind.TURNED for s in sheets] == [False] * 4 + [True, True, False]
    assert all(s.kind is Kind.SHEETWISE for s in impose_pages(92, Scheme.PERFECT))


def test_nested_sheets() -> None:
    sheets = saddle(12)
    assert [numbers(s.front) for s in sheets] == [[[12, 1]], [[10, 3]], [[8, 5]]]
    assert [numbers(s.back) for s in sheets] == [[[2, 11]], [[4, 9]], [[6, 7]]]


@pytest.mark.parametrize("scheme", FOLDED, ids=lambda scheme: scheme.value)
@pytest.mark.parametrize("pages", COUNTS)
def test_every_page_once_and_backed_by_the_next(pages: int, scheme: Scheme) -> None:
    seen: list[int | None] = []
    for sheet in impose_pages(pages, scheme):
        back = sheet.back or sheet.front
        seen += [place.page for side in filter(None, (sheet.front, sheet.back)) for place in side.places]
        for place in sheet.front.places:
            behind = back.at(sheet.front.columns - 1 - place.column, place.row)
            assert place.page and behind.page
            assert behind.page == (place.page + 1 if place.page % 2 else place.page - 1)
            assert behind.head_down == place.head_down and behind.spine_left != place.spine_left
    assert sorted(n for n in seen if n) == list(range(1, pages + 1))


@pytest.mark.parametrize("scheme", FOLDED, ids=lambda scheme: scheme.value)
@pytest.mark.parametrize("pages", COUNTS)
def test_neighbours_across_a_spine_sum_to_first_and_last(pages: int, scheme: Scheme) -> None:
    for sheet in impose_pages(pages, scheme):
        for side in filter(None, (sheet.front, sheet.back)):
            for left, right in spines(side):
                assert left.page and right.page and left.page + right.page == sheet.first + sheet.last
                assert not left.spine_left and right.spine_left


def spines(side: Side) -> list[tuple[Placement, Placement]]:
    pairs = range(0, side.columns, 2)
    return [(side.at(c, r), side.at(c + 1, r)) for r in range(side.rows) for c in pairs]


# ---- creep and spreads ---------------------------------------------------------------------


def test_creep_grows_to_the_innermost_sheet() -> None:
    for sheet in saddle(16, 0.1):
        assert sheet.back is not None
        places = (*sheet.front.places, *sheet.back.places)
        assert {round(place.shift_mm, 9) for place in places} == {round(0.12 * (sheet.number - 1), 9)}
    assert creep_mm(92 // 4, 0.104, 1.0)[-1] == pytest.approx(0.104 * (92 / 4 - 1))
    assert creep_mm(92 // 4, 0.104)[-1] == pytest.approx(1.2 * 0.104 * (92 / 4 - 1))  # as the ticket says
    assert creep_mm(23, 0.104, 1.4)[-1] == pytest.approx(3.2, abs=0.01)  # the quarterly, bulky paper
    assert creep_mm(1, 0.1) == (0.0,)


def test_gathered_signatures_do_not_creep() -> None:
    assert {p.shift_mm for s in impose_pages(92, Scheme.PERFECT, 0.1) for p in s.front.places} == {0.0}


def test_spreads_as_a_reader_sees_them() -> None:
    assert [numbers(s.front) for s in impose_pages(4, Scheme.SPREADS)] == [[[None, 1]], [[2, 3]], [[4, None]]]
    assert [numbers(s.front)[0] for s in impose_pages(5, Scheme.SPREADS)][-1] == [4, 5]
    assert [(s.first, s.last) for s in impose_pages(4, Scheme.SPREADS)] == [(1, 1), (2, 3), (4, 4)]


@pytest.mark.parametrize("scheme", Scheme)
def test_no_pages_no_sheets(scheme: Scheme) -> None:
    with pytest.raises(ValueError, match="no pages"):
        impose_pages(0, scheme)
