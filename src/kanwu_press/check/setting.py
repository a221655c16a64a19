"""Dates in order, a type area that fits the paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Issue, TypeArea

NARROWEST_MM = 8.0  # what trimming and folios need
GRIND_OFF_MM = 3.0  # what perfect binding mills off the spine

YEAR = Rule(
    "date-year",
    Level.WARNING,
    N_("The issue is of {year}, but its date of publication is {issued}."),
    N_("Check “年” and “出版日期”."),
)
PRINTED_LATE = Rule(
    "date-printed-late",
    Level.WARNING,
    N_("The printing date {printed} is more than 60 days after the date of publication {issued}."),
    N_("Check “印刷日期” and “出版日期”."),
)
PRINTED_EARLY = Rule(
    "date-printed-early",
    Level.WARNING,
    N_("The printing date {printed} is more than 60 days before the date of publication {issued}."),
    N_("Check “印刷日期” and “出版日期”."),
)
AREA_WIDE = Rule(
    "type-area-wide",
    Level.ERROR,
    N_("The type area is {width} mm wide; on paper of {paper} mm at most {limit} mm fit."),
    N_("Take fewer characters per line (每栏字数), a smaller size (字号), or larger paper (开本)."),
)
AREA_HIGH = Rule(
    "type-area-high",
    Level.ERROR,
    N_("The type area is {height} mm high; on paper of {paper} mm at most {limit} mm fit."),
    N_("Take fewer lines (行数), a smaller line pitch (行距), or larger paper (开本)."),
)
LEADING = Rule(
    "type-area-leading",
    Level.ERROR,
    N_("The line pitch of {leading} pt is too small for characters of {size} pt."),
    N_("Body text wants a line pitch of 1.5 to 2 times the size."),
)

_NEAR_DAYS = 60


def dates(issue: Issue) -> Iterator[Finding]:
    """Year, date of publication and date of printing agree; a year's last issue may come out in spring."""
    if not date(issue.year - 1, 12, 1) <= issue.issued <= date(issue.year + 1, 3, 31):
        yield YEAR.at(issue.place, year=issue.year, issued=issue.issued)
    if issue.printed is not None:
        days = (issue.printed - issue.issued).days
        if abs(days) > _NEAR_DAYS:
            rule = PRINTED_LATE if days > 0 else PRINTED_EARLY
            yield rule.at(issue.place, printed=issue.printed, issued=issue.issued)


def type_area(issue: Issue) -> Iterator[Finding]:
    """The type area leaves margins on the paper (CLREQ: line pitch 1.5 to 2 times the size)."""
    area, place = issue.publication.type_area, issue.publication.place
    width, height = _type_area_mm(area)
    across = area.trim_width_mm - 2 * NARROWEST_MM - GRIND_OFF_MM
    if area.inner_margin_mm is not None:
        across = min(across, area.trim_width_mm - NARROWEST_MM - area.inner_margin_mm)
    down = area.trim_height_mm - 2 * NARROWEST_MM
    if area.head_margin_mm is not None:
        down = min(down, area.trim_height_mm - NARROWEST_MM - area.head_margin_mm)
    if width > across:
        yield AREA_WIDE.at(place, width=round(width), paper=f"{area.trim_width_mm:g}", limit=int(across))
    if height > down:
        yield AREA_HIGH.at(place, height=round(height), paper=f"{area.trim_height_mm:g}", limit=int(down))
    pairs = ((area.size_pt, area.leading_pt), (area.single_size_pt, area.single_leading_pt))
    for size, leading in pairs:
        if leading < 1.2 * size:
            yield LEADING.at(place, leading=f"{leading:g}", size=f"{size:g}")


def _type_area_mm(area: TypeArea) -> tuple[float, float]:
    chars = area.columns * area.column_chars + (area.columns - 1) * area.gutter_chars
    return chars * area.size_pt * 25.4 / 72, area.lines * area.leading_pt * 25.4 / 72
