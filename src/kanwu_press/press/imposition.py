"""Which page stands where on which side of which sheet (拼版). Pure arithmetic.

In: the number of pages and the scheme. Out: sheets with a front and a back, as each lies face up. A sheet is
turned about its vertical axis, so what stands in column c of the front is backed by the mirrored column.
The book is bound at the left: odd pages are rectos and have the spine at their left.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from kanwu_press.press.signatures import LEAVES, signatures

CREEP_FACTOR = 1.2  # between a sharp fold (1.0) and a round one (1.4)

# The outer form of a signature, left to right, the top row first. Of two rows the upper stands head down.
_OUTER = {
    16: ((5, 12, 9, 8), (4, 13, 16, 1)),
    8: ((5, 4), (8, 1)),
    4: ((4, 1),),
}


class Scheme(Enum):
    """How pages come onto sheets."""

    SADDLE = "saddle"  # 骑马订: sheets nested in each other
    PERFECT = "perfect"  # 胶订: signatures gathered, each with a plate set for both sides (正反版)
    TURN = "work-and-turn"  # 自翻: likewise, but those of 8 and 4 pages stand on one plate set
    SPREADS = "spreads"  # 对页: facing pages as a reader sees them; not to be folded


class Kind(Enum):
    """What is done with one sheet."""

    NESTED = "nested"
    SHEETWISE = "sheetwise"
    TURNED = "turned"  # both sides from one plate set, then cut: two copies
    SPREAD = "spread"


@dataclass(frozen=True, slots=True)
class Placement:
    """A page on a side. `page` counts from 1, None is blank; row 0 is the top row.

    `spine_left` says where its spine is as the sheet lies; `shift_mm` moves it towards the spine.
    """

    page: int | None
    column: int
    row: int
    head_down: bool
    spine_left: bool
    shift_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet as it lies face up: a grid of pages, row by row."""

    columns: int
    rows: int
    places: tuple[Placement, ...]

    def at(self, column: int, row: int) -> Placement:
        return self.places[row * self.columns + column]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper. `number` and `signature` count from 1; pages `first` to `last` are on it or within.

    A turned sheet and a spread have no back of their own.
    """

    number: int
    signature: int
    kind: Kind
    first: int
    last: int
    front: Side
    back: Side | None = None


def folded_pages(pages: int) -> int:
    """The pages that are folded: the next multiple of four."""
    return -(-pages // LEAVES) * LEAVES


def impose_pages(pages: int, scheme: Scheme, caliper_mm: float = 0.0) -> tuple[Sheet, ...]:
    """The sheets of an interior of `pages` pages; what lacks to a multiple of four is blank, at the end.

    `caliper_mm` is the thickness of a leaf and counts for nested sheets only. Raises ValueError for no pages.
    """
    if pages < 1:
        raise ValueError("no pages to impose")
    if scheme is Scheme.SADDLE:
        return saddle(pages, caliper_mm)
    if scheme is Scheme.SPREADS:
        return spreads(pages)
    return gathered(pages, turned=scheme is Scheme.TURN)


def creep_mm(sheets: int, caliper_mm: float, k: float = CREEP_FACTOR) -> tuple[float, ...]:
    """How far the pages of each nested sheet move towards the spine, the outermost first.

    The innermost of n/4 sheets stands out by caliper x (n/4 - 1) x k; k is 1.0 to 1.4, more for bulky paper
    and round folds.
    """
    return tuple(caliper_mm * k * inside for inside in range(sheets))


def saddle(pages: int, caliper_mm: float = 0.0, k: float = CREEP_FACTOR) -> tuple[Sheet, ...]:
    """Nested sheets of two pages a side, the outermost first: (n, 1) backed by (2, n-1) and so on."""
    last = folded_pages(pages)
    found = []
    for inside, shift in enumerate(creep_mm(last // LEAVES, caliper_mm, k)):
        low, high = 2 * inside + 1, last - 2 * inside
        front = _side(((high, low),), pages, shift)
        back = _side(((low + 1, high - 1),), pages, shift)
        found.append(Sheet(inside + 1, 1, Kind.NESTED, low, high, front, back))
    return tuple(found)


def gathered(pages: int, *, turned: bool) -> tuple[Sheet, ...]:
    """Signatures of 16 pages and, before the last of them, of 8 and 4: each one sheet (see signatures.py)."""
    found = []
    done = 0
    for number, size in enumerate(signatures(folded_pages(pages), "perfect"), 1):
        outer = tuple(tuple(done + page for page in row) for row in _OUTER[size])
        inner = tuple(tuple(_backing(page) for page in reversed(row)) for row in outer)
        span = done + 1, done + size
        if turned and size < max(_OUTER):
            plate = _side(tuple(a + b for a, b in zip(outer, inner, strict=True)), pages)
            found.append(Sheet(number, number, Kind.TURNED, *span, plate))
        else:
            sides = _side(outer, pages), _side(inner, pages)
            found.append(Sheet(number, number, Kind.SHEETWISE, *span, *sides))
        done += size
    return tuple(found)


def spreads(pages: int) -> tuple[Sheet, ...]:
    """What a reader sees at once: page 1 alone at the right, then 2 and 3, 4 and 5 …"""
    found = []
    for number, left in enumerate(range(0, pages + 1, 2), 1):
        first, last = max(left, 1), min(left + 1, pages)
        front = _side(((left, left + 1),), pages)
        found.append(Sheet(number, number, Kind.SPREAD, first, last, front))
    return tuple(found)


def _backing(page: int) -> int:
    """The page on the other side of the leaf."""
    return page + 1 if page % 2 else page - 1


def _side(rows: tuple[tuple[int, ...], ...], pages: int, shift_mm: float = 0.0) -> Side:
    """A side from the numbers on it; those that no page has are blank."""
    places = []
    for number, row in enumerate(rows):
        down = len(rows) == 2 and number == 0
        for column, page in enumerate(row):
            there = page if 1 <= page <= pages else None
            places.append(Placement(there, column, number, down, (page % 2 == 1) != down, shift_mm))
    return Side(len(rows[0]), len(rows), tuple(places))
