"""The page from the type area: whole characters and whole lines in, margins in mm out. Pure arithmetic.

Also the other way round: how many characters and lines a trim size takes where the editor says nothing.

Body lines of both layouts begin at the same head margin, so lines of facing pages meet.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kanwu_press.model import TypeArea

MM_PER_PT = 25.4 / 72
PT_PER_MM = 72 / 25.4
GRIND_OFF_MM = 3.0  # what perfect binding mills off the spine
# The gutter swallows more than the grind-off: shift the type area outwards by half of it.
INNER_EXTRA_MM = GRIND_OFF_MM / 2
LEAST_SIDE_MM, LEAST_HEAD_MM = 8.0, 12.0  # for trimming; for running heads and folios
_HANG_PT = 3.0  # how far a glyph's box may reach out of its line
HEAD_SHARE = 0.47  # the head margin is less than the foot (天头小于地脚)
# What a type area chosen by us leaves free; of the 大16开 this makes 42 characters by 38 lines.
FREE_ACROSS_MM, FREE_DOWN_MM = 54.0, 43.0
SINGLE_SHARE = 0.925  # of the measure, for the single column
# Of the cover; lengths are drawn for a sheet of 210 × 285 mm and go with the trim size.
HINGE_MM = 6.0  # the back's colour goes round the spine onto the front: no colour ends at a fold
SAFE_MM = 5.0  # nothing to be read stands nearer to the trim
SAME_SHAPE = 0.12  # a picture whose proportions are so near the page's may be cut to fill it


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """Lengths of one page. mm for the sheet, pt for type."""

    trim_width_mm: float
    trim_height_mm: float
    bleed_mm: float
    inner_mm: float
    outer_mm: float
    head_mm: float
    foot_mm: float
    measure_pt: float  # width of the type area
    column_pt: float  # width of one column of the multi-column layout
    gutter_pt: float
    depth_pt: float  # height of the type area
    single_measure_pt: float
    single_inset_pt: float  # indent on both sides that centres the single column

    @property
    def fits(self) -> bool:
        """Whether all four margins leave room for trimming, binding and folios."""
        beside = min(self.inner_mm - GRIND_OFF_MM, self.outer_mm)
        return beside >= LEAST_SIDE_MM and min(self.head_mm, self.foot_mm) >= LEAST_HEAD_MM

    @property
    def band_pt(self) -> tuple[float, float]:
        """Lower and upper edge of the type area in PDF coordinates (the trim's lower edge is 0)."""
        lower = self.foot_mm / MM_PER_PT
        return lower - _HANG_PT, lower + self.depth_pt + _HANG_PT


def page_geometry(area: TypeArea, bleed_mm: float) -> PageGeometry:
    """Margins from trim and type area (CLREQ GRID: the measure is a multiple of the body size)."""
    column = area.column_chars * area.size_pt
    gutter = area.gutter_chars * area.size_pt
    measure = measure_pt(area)
    depth = area.lines * area.leading_pt
    single = min(area.single_chars * area.single_size_pt, measure)
    across = area.trim_width_mm - measure * MM_PER_PT
    down = area.trim_height_mm - depth * MM_PER_PT
    inner = across / 2 + INNER_EXTRA_MM if area.inner_margin_mm is None else area.inner_margin_mm
    head = down * HEAD_SHARE if area.head_margin_mm is None else area.head_margin_mm
    return PageGeometry(
        trim_width_mm=area.trim_width_mm,
        trim_height_mm=area.trim_height_mm,
        bleed_mm=bleed_mm,
        inner_mm=inner,
        outer_mm=across - inner,
        head_mm=head,
        foot_mm=down - head,
        measure_pt=measure,
        column_pt=column,
        gutter_pt=gutter,
        depth_pt=depth,
        single_measure_pt=single,
        single_inset_pt=(measure - single) / 2,
    )


def measure_pt(area: TypeArea, column_chars: int | None = None) -> float:
    """Width of the type area; with `column_chars`, of one with so many characters in a column."""
    chars = area.column_chars if column_chars is None else column_chars
    return (area.columns * chars + (area.columns - 1) * area.gutter_chars) * area.size_pt


def room_mm(area: TypeArea) -> tuple[float, float]:
    """The widest and the highest type area that the trim and the given margins leave room for."""
    across = area.trim_width_mm - 2 * LEAST_SIDE_MM - GRIND_OFF_MM
    if area.inner_margin_mm is not None:
        across = area.trim_width_mm - LEAST_SIDE_MM - area.inner_margin_mm
    down = area.trim_height_mm - LEAST_HEAD_MM / HEAD_SHARE
    if area.head_margin_mm is not None:
        down = area.trim_height_mm - LEAST_HEAD_MM - area.head_margin_mm
    return across, down


def most_chars(area: TypeArea, width_mm: float) -> int:
    """How many characters a column may have at most in a type area of this width."""
    em = width_mm / MM_PER_PT / area.size_pt
    return int((em - (area.columns - 1) * area.gutter_chars) / area.columns)


def fitted(area: TypeArea, given: frozenset[str]) -> TypeArea:
    """`area` with the counts that are not in `given` (attribute names) chosen to suit the trim."""
    chosen: dict[str, int] = {}
    if "column_chars" not in given:
        chosen["column_chars"] = max(1, most_chars(area, area.trim_width_mm - FREE_ACROSS_MM))
    if "lines" not in given:
        down = (area.trim_height_mm - FREE_DOWN_MM) / MM_PER_PT
        chosen["lines"] = max(1, int(down / area.leading_pt))
    if "single_chars" not in given:
        measure = measure_pt(area, chosen.get("column_chars"))
        chosen["single_chars"] = max(1, round(measure * SINGLE_SHARE / area.single_size_pt))
    return replace(area, **chosen)


# ---- the cover -----------------------------------------------------------------------------


def cover_unit(area: TypeArea) -> float:
    """What 1 mm of the cover's design is at this trim size."""
    return min(max(min(area.trim_width_mm / 210.0, area.trim_height_mm / 285.0), 0.5), 1.6)


def cover_margin_mm(area: TypeArea) -> float:
    """The margin of front, back and inside covers."""
    return max(SAFE_MM + 3, 16 * cover_unit(area))


def fills_inside(area: TypeArea, shape: float) -> bool:
    """Whether a picture (`shape`: width through height) is cut to fill an inside cover, else set whole."""
    ratio = shape * area.trim_height_mm / (area.trim_width_mm - HINGE_MM)
    return 1 / (1 + SAME_SHAPE) <= ratio <= 1 + SAME_SHAPE


def inside_width_mm(area: TypeArea, bleed_mm: float, shape: float) -> float:
    """How wide a picture of this shape is on an inside cover, all of it, with what is cut off."""
    width, height = area.trim_width_mm - HINGE_MM, area.trim_height_mm
    if fills_inside(area, shape):
        return max(width + bleed_mm, (height + 2 * bleed_mm) * shape)
    margins = 2 * cover_margin_mm(area)
    return min(width - margins, (height - margins) * shape)
