"""Preflight of pictures, lines and areas: fine enough, thick enough, and out into the bleed."""

from __future__ import annotations

from collections.abc import Iterator

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.preflight.pdfmarks import Area, Box, Line, Mark, Page, Picture, Shade, within
from kanwu_press.preflight.pdfview import View, on_paper
from kanwu_press.preflight.rules_pages import bleed_sides
from kanwu_press.preflight.wanted import Wanted, each_page

COARSE = Rule(
    "x4-ppi",
    Level.WARNING,  # it can be plated, and may be all there is
    N_(
        "Page {page}: the picture of {size} mm, {x} mm from the left, {y} mm from the top, has only "
        "{found} ppi; it will look blurred or jagged."
    ),
    N_("Use the original with more pixels, or print it smaller: 300 ppi is good, {limit} the least."),
)
SOFT = Rule(
    "x4-ppi-low",
    Level.WARNING,
    N_(
        "Page {page}: the picture of {size} mm, {x} mm from the left, {y} mm from the top, has "
        "{found} ppi; 300 would be good."
    ),
    N_("Use the original with more pixels, or print it smaller: {limit} ppi at least."),
)
SOFT_LINES = Rule(
    "x4-ppi-lineart",
    Level.WARNING,
    N_(
        "Page {page}: the black-and-white drawing of {size} mm, {x} mm from the left, {y} mm from "
        "the top, has {found} ppi; its edges will look stepped."
    ),
    N_("Scan it with 1200 ppi, or use a vector drawing: {limit} ppi at least."),
)
SHORT = Rule(
    "x4-stops-short",
    Level.WARNING,
    N_(
        "Page {page}: {count} pictures or areas end at the edge or within the {wanted} mm of bleed; "
        "where the knife slips, white shows. The first stands {x} mm from the left, {y} mm from the top."
    ),
    N_("Let them reach out over the edge by {wanted} mm, or end 1 mm or more within the page."),
)
HAIRLINE = Rule(
    "x4-hairline",
    Level.WARNING,
    N_(
        "Page {page}: {count} lines are thinner than 0.1 mm (the first: {found} pt, {x} mm from the "
        "left, {y} mm from the top); they may break off."
    ),
    N_("Draw lines with 0.25 pt at least."),
)
THIN_MIXED = Rule(
    "x4-thin-mixed",
    Level.WARNING,
    N_(
        "Page {page}: {count} thin lines are white or of several inks (the first: {found} pt, {x} "
        "mm from the left, {y} mm from the top); they may blur or fill in."
    ),
    N_("Draw them with 0.5 pt at least, or in one ink."),
)
_LEAST_PT, _LEAST_MIXED_PT = 0.25, 0.5
_TINY_MM = 3.0  # what is smaller in both directions has no detail to lose
_TOUCHES_MM, _SLACK_MM = 0.5, 0.1


def check_ppi(view: View, wanted: Wanted) -> Iterator[Finding]:
    """The pixels of pictures for an inch of paper, through all that scales them."""
    for page, mark in view.seen():
        if not isinstance(mark, Picture) or min(mark.pixels) <= 2 or max(_size(page, mark)) < _TINY_MM:
            continue
        found = min(mark.ppi) / page.unit
        line = mark.bits == 1
        limits = ((SOFT_LINES, 800.0),) if line else ((COARSE, 150.0), (SOFT, 225.0))
        for rule, limit in limits:
            if found < limit - 0.5:
                width, height = _size(page, mark)
                said = {"found": f"{found:.0f}", "limit": f"{limit:g}", "size": f"{width:.0f}×{height:.0f}"}
                yield rule.at(view.place, **page.at(mark.box), **said)
                break


def _size(page: Page, mark: Mark) -> tuple[float, float]:
    """Width and height as the page is looked at, mm."""
    size = (mark.box[2] - mark.box[0]) * page.mm, (mark.box[3] - mark.box[1]) * page.mm
    return size[::-1] if page.rotation % 180 else size


def check_reach(view: View, wanted: Wanted) -> Iterator[Finding]:
    """What touches the trim reaches out through the bleed."""
    for page in view.pages:
        if page.trim is None:
            continue
        grounds = [m for m in page.marks if _coloured(m)]
        rooms = [min(wanted.bleed, room) for room in bleed_sides(page)]
        hits = [
            (page, m)
            for m in grounds
            if on_or_at(page, m)
            and any(
                needed > _SLACK_MM
                and _short(page, m, side, needed)
                and not _carried_on(page, m, side, grounds)
                for side, needed in enumerate(rooms)
            )
        ]
        yield from each_page(SHORT, view, hits, lambda _: {"wanted": f"{wanted.bleed:g}"})


def on_or_at(page: Page, mark: Mark) -> bool:
    """Whether a mark lies on the trimmed page; one that only touches it from outside does not."""
    x0, y0, x1, y1 = page.paper
    a, b, c, d = mark.box
    return on_paper(page, mark) and min(c, x1) - max(a, x0) > 0.3 and min(d, y1) - max(b, y0) > 0.3


def _coloured(mark: Mark) -> bool:
    if isinstance(mark, Area):
        return mark.look.fill is not None and not mark.look.fill.white and not _light(mark)
    return isinstance(mark, Picture | Shade)


def _light(mark: Area) -> bool:
    """White in a space of the screen, as a page's ground is."""
    fill = mark.look.fill
    return bool(fill and fill.space.foreign and fill.values and min(fill.values) > 0.995)


def _outside(page: Page, mark: Mark, side: int) -> float:
    """How far a mark reaches out over an edge (left, lower, right, upper), mm; negative within the page."""
    distance = mark.box[side] - page.paper[side]
    return (-distance if side < 2 else distance) * page.mm


def _short(page: Page, mark: Mark, side: int, needed: float) -> bool:
    return -_TOUCHES_MM < _outside(page, mark, side) < needed - _SLACK_MM


def _carried_on(page: Page, mark: Mark, side: int, grounds: list[Mark]) -> bool:
    """Whether something else covers the bleed next to a mark."""
    strip = list(mark.box)
    inner = mark.box[side]
    strip[side] = page.bled[side]
    strip[(side + 2) % 4] = inner
    for along in (n for n in range(4) if n % 2 != side % 2):  # no longer than the page is
        edge = page.paper[along]
        strip[along] = max(strip[along], edge) if along < 2 else min(strip[along], edge)
    box: Box = (strip[0], strip[1], strip[2], strip[3])
    return any(other is not mark and within(box, other.box, 0.3) for other in grounds)


def check_lines(view: View, wanted: Wanted) -> Iterator[Finding]:
    """Lines and thin rectangles are thick enough for the plate."""

    def said(mark: Mark) -> dict[str, str]:
        return {"found": f"{round(_thickness(mark) or 0.0, 2):g}"}

    lines = [(p, m, t * p.unit) for p, m in view.seen() if (t := _thickness(m)) is not None]
    thin = [(p, m) for p, m, t in lines if t < _LEAST_PT - 0.005 and not _unseen(m)]
    yield from each_page(HAIRLINE, view, thin, said)
    mixed = [(p, m) for p, m, t in lines if _LEAST_PT - 0.005 <= t < _LEAST_MIXED_PT - 0.005 and _delicate(m)]
    yield from each_page(THIN_MIXED, view, mixed, said)


def _thickness(mark: Mark) -> float | None:
    """Of a line, or of a rectangle that is drawn for one; else None."""
    if isinstance(mark, Line):
        return mark.width_pt
    if isinstance(mark, Area) and mark.thin_pt is not None and mark.long_pt > 4 * mark.thin_pt:
        return mark.thin_pt
    return None


def _unseen(mark: Mark) -> bool:
    """White on what is most likely white; too thin a white line harms nobody."""
    return isinstance(mark, Area) and all(paint.white for paint in mark.paints)


def _delicate(mark: Mark) -> bool:
    """White, or of inks that must meet: two and more in more than a trace."""
    return isinstance(mark, Line) and any(
        p.white or sum(tint > 0.1 for _, tint in p.inks) > 1 for p in mark.paints
    )
