"""Where the pages of a side stand on the paper, in mm from its lower left corner. Pure arithmetic.

Between pages there is room for what is milled off the spine, and for the trim where a fold is cut open: at
the heads, and at the fore edges of two pages side by side. Bleed reaches to the middle of a gap at most.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from kanwu_press.press.imposition import Kind, Placement, Sheet

LEAST_TRIM_MM = 3.0  # what is cut off at a fold even where nothing bleeds

Rect = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(frozen=True, slots=True)
class Leaf:
    """The page that is imposed: its trim, its bleed, and what is milled off its spine beyond the trim, mm."""

    width_mm: float
    height_mm: float
    bleed_mm: float
    mill_mm: float = 0.0

    def scaled(self, scale: float) -> Leaf:
        return Leaf(*(scale * mm for mm in (self.width_mm, self.height_mm, self.bleed_mm, self.mill_mm)))


@dataclass(frozen=True, slots=True)
class Block:
    """All pages of a side together, not yet on a paper. mm, offsets from the lower left trim corner."""

    leaf: Leaf
    lefts: tuple[float, ...]  # of each column's trim
    bottoms: tuple[float, ...]  # of each row's trim, the top row first
    spine_gap: float
    fore_gap: float
    head_gap: float
    edge: float  # bleed around the whole

    @property
    def width_mm(self) -> float:
        return self.lefts[-1] + self.leaf.width_mm + 2 * self.edge

    @property
    def height_mm(self) -> float:
        return self.bottoms[0] + self.leaf.height_mm + 2 * self.edge


@dataclass(frozen=True, slots=True)
class Forme:
    """A block in the middle of a paper. All in mm from the paper's lower left corner."""

    block: Block
    width_mm: float
    height_mm: float

    @property
    def origin(self) -> tuple[float, float]:
        """The lower left trim corner of the lower left page."""
        across = (self.width_mm - self.block.width_mm) / 2 + self.block.edge
        up = (self.height_mm - self.block.height_mm) / 2 + self.block.edge
        return across, up

    @property
    def margins(self) -> tuple[float, float]:
        """What is left beside, and above and below the block with its bleed."""
        return (self.width_mm - self.block.width_mm) / 2, (self.height_mm - self.block.height_mm) / 2

    @property
    def columns(self) -> tuple[tuple[float, float], ...]:
        """Left and right trim of each column, before any creep."""
        x, width = self.origin[0], self.block.leaf.width_mm
        return tuple((x + left, x + left + width) for left in self.block.lefts)

    @property
    def rows(self) -> tuple[tuple[float, float], ...]:
        """Lower and upper trim of each row, the top row first."""
        y, height = self.origin[1], self.block.leaf.height_mm
        return tuple((y + bottom, y + bottom + height) for bottom in self.block.bottoms)

    def trimmed(self) -> Rect:
        """The box around all trims."""
        return self.columns[0][0], self.rows[-1][0], self.columns[-1][1], self.rows[0][1]

    def page(self, place: Placement) -> Rect:
        """Where the page's trim box comes to lie; creep has moved it towards the spine."""
        left, right = self.columns[place.column]
        low, high = self.rows[place.row]
        shift = -place.shift_mm if place.spine_left else place.shift_mm
        return left + shift, low, right + shift, high

    def shown(self, place: Placement) -> Rect:
        """What of the page and its bleed is printed: to the middle of each gap, at the spine to the fold."""
        left, right = self.columns[place.column]
        low, high = self.rows[place.row]
        block, page = self.block, self.page(place)
        bleed = block.leaf.bleed_mm
        beside = self._beside(place.column)
        above = block.head_gap / 2 if place.row > 0 else block.edge
        below = block.head_gap / 2 if place.row + 1 < len(self.rows) else block.edge
        return (
            max(page[0] - bleed, left - beside[0]),
            max(low - bleed, low - below),
            min(page[2] + bleed, right + beside[1]),
            min(high + bleed, high + above),
        )

    def _beside(self, column: int) -> tuple[float, float]:
        """How far a column reaches to the left and to the right."""
        outside = self.block.edge
        spine, fore = self.block.spine_gap / 2, self.block.fore_gap / 2
        if column % 2 == 0:
            return (fore if column else outside), spine
        return spine, (fore if column + 1 < len(self.columns) else outside)


def block_of(sheet: Sheet, leaf: Leaf) -> Block:
    """The block of a sheet: columns meet in pairs at a spine, pairs at fore edges, rows at their heads."""
    if sheet.kind is Kind.SPREAD:  # is looked at, not cut
        leaf = Leaf(leaf.width_mm, leaf.height_mm, 0.0)
    trim = max(leaf.bleed_mm, LEAST_TRIM_MM)
    spine = 0.0 if sheet.kind is Kind.NESTED else 2 * leaf.mill_mm
    gaps = [spine if column % 2 == 0 else 2 * trim for column in range(sheet.front.columns - 1)]
    lefts = tuple(accumulate((leaf.width_mm + gap for gap in gaps), initial=0.0))
    up = leaf.height_mm + 2 * trim
    bottoms = tuple(up * row for row in reversed(range(sheet.front.rows)))
    return Block(leaf, lefts, bottoms, spine, 2 * trim, 2 * trim, leaf.bleed_mm)
