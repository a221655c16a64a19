"""Where things stand on a cover: lengths that follow from trim, spine and texts. Pure arithmetic.

In: the issue and the spine's width. Out: lengths for the stylesheet, mm for the sheet and pt for type. Sizes
are chosen so that the masthead always fits its measure and is the largest thing to be read (期刊出版管理规定,
art. 32), and that a picture begins where the head ends.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from kanwu_press.geometry import HINGE_MM, MM_PER_PT, SAFE_MM, cover_margin_mm, cover_unit
from kanwu_press.model import Issue
from kanwu_press.typeset.spine import most_em, pieces

_MASTHEAD_PT = 118.0  # at most, there
_BESIDE_EMS = 4  # up to so many characters leave room for year and number beside them
_BESIDE_SHARE = 0.66
_LINE_EMS = 13  # a longer title takes two lines
_PHRASE_EMS = 2.5


@dataclass(frozen=True, slots=True)
class CoverPlan:
    """Lengths of a cover. `unit_mm` and `unit_pt` are 1 mm and 1 pt of the design at this trim size."""

    width_mm: float
    height_mm: float
    spine_mm: float
    bleed_mm: float
    unit_mm: float
    unit_pt: float
    margin_mm: float
    inset_mm: float  # from the fold to the text of the front
    masthead_pt: float
    masthead_lines: int
    beside: bool  # year and number stand beside the masthead, not below it
    head_mm: float  # from the trim's upper edge to the picture
    band_mm: float  # from there to the trim's lower edge, at least
    highlight_pt: float
    code_mm: float
    codes_beside: bool  # on the back, QR codes stand beside the imprint, not above it

    @property
    def sheet_width_mm(self) -> float:
        return 2 * self.width_mm + self.spine_mm


@dataclass(frozen=True, slots=True)
class FrontTexts:
    """What stands on the front beside the masthead."""

    marks: bool  # a line above the masthead
    latin: bool
    theme: bool
    highlights: tuple[str, ...]
    bodies: tuple[str, ...]  # lines at the foot


def plan_cover(issue: Issue, spine_mm: float, texts: FrontTexts, codes: int) -> CoverPlan:
    """The lengths for `issue` with a spine of `spine_mm`, these texts and so many QR codes."""
    area = issue.publication.type_area
    width, height = area.trim_width_mm, area.trim_height_mm
    unit = cover_unit(area)
    margin = cover_margin_mm(area)
    inset = HINGE_MM + max(SAFE_MM, 10 * unit)
    measure = (width - inset - margin) / MM_PER_PT
    masthead, lines, beside = _masthead(issue.publication.title, measure, _MASTHEAD_PT * unit)
    highlight = _highlight_pt(texts.highlights, measure, 13 * unit)
    code = max(16.0, 22 * unit)
    return CoverPlan(
        width_mm=width,
        height_mm=height,
        spine_mm=spine_mm,
        bleed_mm=issue.publication.bleed_mm,
        unit_mm=unit,
        unit_pt=unit,
        margin_mm=margin,
        inset_mm=inset,
        masthead_pt=masthead,
        masthead_lines=lines,
        beside=beside,
        head_mm=_head_mm(masthead * lines, unit, texts, beside),
        band_mm=_band_mm(texts, measure, highlight, unit),
        highlight_pt=highlight,
        code_mm=code,
        codes_beside=codes * (code + 4 * unit) <= 0.5 * (width - 2 * margin),
    )


def _masthead(title: str, measure_pt: float, most_pt: float) -> tuple[float, int, bool]:
    """The masthead's size, its lines, and whether year and number go beside it."""
    ems = max(1.0, most_em(title))
    if ems <= _BESIDE_EMS:
        return min(most_pt, _BESIDE_SHARE * measure_pt / ems), 1, True
    if ems <= _LINE_EMS:
        return min(most_pt, measure_pt / ems), 1, False
    lines = min(3, math.ceil(ems / _LINE_EMS))
    longest = max((most_em(piece) for piece in pieces(title)), default=1.0)
    # A line wastes at most a word; of Chinese, what it takes to break where a phrase ends.
    return min(most_pt, measure_pt / (ems / lines + max(longest, _PHRASE_EMS))), lines, False


def _highlight_pt(highlights: Iterable[str], measure_pt: float, usual_pt: float) -> float:
    """A size in which the longest line keeps to one line, if it takes not much less than the usual."""
    ems = max(map(most_em, highlights), default=1.0)
    return max(0.8 * usual_pt, min(usual_pt, measure_pt / ems))


def _head_mm(masthead_pt: float, unit: float, texts: FrontTexts, beside: bool) -> float:
    above = 11 * unit + (7 * unit if texts.marks else 0)
    below = (16 if texts.latin or not beside else 8) * unit
    return max(SAFE_MM + 3, above) + masthead_pt * 1.08 * MM_PER_PT + below


def _band_mm(texts: FrontTexts, measure_pt: float, highlight_pt: float, unit: float) -> float:
    """The band's height: its lines by arithmetic, and what stands around them (styles/cover.css)."""
    if not (texts.theme or texts.highlights or texts.bodies):
        return max(SAFE_MM, 10 * unit)
    lines = sum(math.ceil(most_em(line) * highlight_pt / measure_pt) for line in texts.highlights)
    foot = sum(math.ceil(most_em(line) * 9 * unit / measure_pt) for line in texts.bodies)
    depth = lines * 22 + foot * 15 + (40 if texts.theme else 0) + (10 if lines and foot else 0)
    return depth * unit * MM_PER_PT + 9 * unit + max(SAFE_MM + 3, 12 * unit)
