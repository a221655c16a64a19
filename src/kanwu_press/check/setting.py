"""Dates in order, a type area that fits the paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.geometry import (
    LEAST_HEAD_MM,
    LEAST_SIDE_MM,
    MM_PER_PT,
    most_chars,
    page_geometry,
    room_mm,
)
from kanwu_press.model import Issue

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
    N_("Take at most {most} characters per line (每栏字数), a smaller size (字号), or larger paper (开本)."),
)
AREA_HIGH = Rule(
    "type-area-high",
    Level.ERROR,
    N_("The type area is {height} mm high; on paper of {paper} mm at most {limit} mm fit."),
    N_("Take at most {most} lines (行数), a smaller line pitch (行距), or larger paper (开本)."),
)
SINGLE_WIDE = Rule(
    "type-area-single",
    Level.ERROR,
    N_("A single column of {chars} characters is wider than the type area."),
    N_("Take at most {most} for 单栏字数."),
)
MARGINS = Rule(
    "type-area-margins",
    Level.ERROR,
    N_("With these margins (订口, 天头), less than {side} mm beside or {head} mm above or below is left."),
    N_("Leave 订口 and 天头 away, so that they follow from the type area, or give other values."),
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
    page = page_geometry(area, issue.publication.bleed_mm)
    across, down = room_mm(area)
    width, height = page.measure_pt * MM_PER_PT, page.depth_pt * MM_PER_PT
    if width > across:
        paper, most = f"{area.trim_width_mm:g}", most_chars(area, across)
        yield AREA_WIDE.at(place, width=round(width), paper=paper, limit=int(across), most=most)
    if height > down:
        paper, most = f"{area.trim_height_mm:g}", int(down / MM_PER_PT / area.leading_pt)
        yield AREA_HIGH.at(place, height=round(height), paper=paper, limit=int(down), most=most)
    if area.single_chars * area.single_size_pt > page.measure_pt:
        most = int(page.measure_pt / area.single_size_pt)
        yield SINGLE_WIDE.at(place, chars=area.single_chars, most=most)
    if not page.fits and width <= across and height <= down:
        yield MARGINS.at(place, side=f"{LEAST_SIDE_MM:g}", head=f"{LEAST_HEAD_MM:g}")
    pairs = ((area.size_pt, area.leading_pt), (area.single_size_pt, area.single_leading_pt))
    for size, leading in pairs:
        if leading < 1.2 * size:
            yield LEADING.at(place, leading=f"{leading:g}", size=f"{size:g}")
