"""White below the end of articles: how much there is, what would fill it, and pages nearly empty.

In: the issue and its page map. Out: findings, at most one for each article. Pure arithmetic.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.geometry import MM_PER_PT, page_geometry
from kanwu_press.model import Article, Extent, Issue, Layout, PageMap, Place, Publication, Start

LEAST_WHITE = 6  # lines: what a small filler takes, three for its head and three of text; less is no hole
FEW_LINES = 6  # as many lines may be won back on the pages before by cutting here and there
MOST_FILLERS = 3  # to choose from
RUN_ON_LINES = 1  # a head below another article is smaller, but has a line before it (print.css)
_CAPTION_PT = 30.0  # what a picture with one line of caption takes besides itself (print.css)
_MOST_LINES = 26  # of a picture (print.css)
_FLATTEST = 3.0  # width to height; a flatter picture would be a strip, so one of column width is asked for

WHITE_AT_END = Rule(
    "white-at-end",
    Level.INFO,
    N_(
        "Below the end of this article, on page {page}, {lines} lines ({mm} mm) stay empty;"
        " about {characters} characters of text would fill them."
    ),
    N_(
        "White is no fault. If it is to be filled: no article that has pages to itself is short enough, but a"
        " picture of about {width}×{height} mm is right, or a short piece after this one, with “起排: 接排”"
        " in its head."
    ),
)
WHITE_FILLER = Rule(
    "white-filler",
    Level.INFO,
    N_(
        "Below the end of this article, on page {page}, {lines} lines ({mm} mm) stay empty."
        " What fits there, with its number of lines: {fillers}."
    ),
    N_(
        "White is no fault. If it is to be filled: name one of these right after this article in issue.yaml"
        " and write “起排: 接排” in its head; or take a picture of about {width}×{height} mm."
    ),
)
FEW_LINES_OVER = Rule(
    "few-lines-over",
    Level.INFO,
    N_("On page {page} nothing stands but the last {lines} line(s) of this article."),
    N_(
        "Some {characters} characters less, and the page is saved. Or fill it: let a short piece run on"
        " below, with “起排: 接排” in its head, or take a picture of about {width}×{height} mm."
    ),
)


def white_findings(issue: Issue, pages: PageMap) -> tuple[Finding, ...]:
    """What is to be said of the ends of articles. A page nearly empty is worth more than its white."""
    return tuple(_findings(issue, pages))


def _findings(issue: Issue, pages: PageMap) -> Iterator[Finding]:
    extents = {extent.id: extent for extent in pages.extents}
    for article in issue.articles:
        extent = extents[article.id]
        if extent.white < LEAST_WHITE:
            continue
        values = _values(issue.publication, article, extent, pages)
        place = Place(article.place.file)
        fillers = fillers_for(issue, pages, article)
        span = pages.article(article.id)
        if span.first < span.last and extent.last <= FEW_LINES:
            over = extent.rows * line_chars(issue.publication, article.layout)
            yield FEW_LINES_OVER.at(place, **{**values, "lines": extent.last, "characters": over})
        elif fillers:
            depths = {other.id: extents[other.id].depth for other in fillers}
            named = "、".join(f"《{other.title}》（{depths[other.id]}）" for other in fillers)
            yield WHITE_FILLER.at(place, **values, fillers=named)
        else:
            yield WHITE_AT_END.at(place, **values)


def _values(publication: Publication, article: Article, extent: Extent, pages: PageMap) -> dict[str, object]:
    """The fields that all three rules may name."""
    depth_pt = extent.white * publication.type_area.leading_pt
    width, height = picture_mm(publication, article.layout, depth_pt)
    return {
        "page": pages.label(pages.article(article.id).last),
        "lines": extent.white,
        "mm": math.floor(depth_pt * MM_PER_PT),
        "characters": room_chars(publication, article.layout, depth_pt),
        "width": width,
        "height": height,
    }


# ---- what fits -----------------------------------------------------------------------------


def fillers_for(issue: Issue, pages: PageMap, article: Article) -> tuple[Article, ...]:
    """The articles that could run on below `article`, whole, the one that leaves least white first.

    Left out: who shares a page with another (the hole would only move), who is to start on a recto,
    who is alone in its section, and who stands right before an article that was to run on but did not
    fit: with the one moved away, the other would move up.
    """
    extents = {extent.id: extent for extent in pages.extents}
    white = extents[article.id].white
    at = issue.articles.index(article)
    pushed = issue.articles[at - 1].id if at and article.start is Start.RUN_ON else ""
    movable = (other for other in _movable(issue, pages) if other.id not in (article.id, pushed))
    left = ((white - _run_on_depth(other, extents[other.id]), other) for other in movable)
    able = sorted(((lines, other) for lines, other in left if lines >= 0), key=lambda pair: pair[0])
    return tuple(other for _, other in able[:MOST_FILLERS])


def _run_on_depth(article: Article, extent: Extent) -> int:
    """How many lines an article takes when it runs on."""
    return extent.depth + (0 if article.start is Start.RUN_ON else RUN_ON_LINES)


def _movable(issue: Issue, pages: PageMap) -> Iterator[Article]:
    """The articles whose moving would free a page, and take nothing from anybody."""
    spans = [pages.article(article.id) for article in issue.articles]
    shared = {spans[n].last for n in range(len(spans) - 1) if spans[n].last == spans[n + 1].first}
    for section in issue.sections:
        for article in section.articles if len(section.articles) > 1 else ():
            span = pages.article(article.id)
            if article.start is not Start.RECTO and not {span.first, span.last} & shared:
                yield article


def line_chars(publication: Publication, layout: Layout) -> int:
    """Characters of a line of text in this layout."""
    area = publication.type_area
    return area.column_chars if layout is Layout.TWO else area.single_chars


def room_chars(publication: Publication, layout: Layout, depth_pt: float) -> int:
    """How many characters of text fill this depth over all columns."""
    leading, columns = _setting(publication, layout)
    return _whole_lines(depth_pt, leading) * columns * line_chars(publication, layout)


def picture_mm(publication: Publication, layout: Layout, depth_pt: float) -> tuple[int, int]:
    """Width and height of a picture that, with one line of caption, fills this depth."""
    area = publication.type_area
    geometry = page_geometry(area, publication.bleed_mm)
    leading, columns = _setting(publication, layout)
    lines = _whole_lines(depth_pt, leading)
    width = geometry.measure_pt if layout is Layout.TWO else geometry.single_measure_pt
    if columns > 1 and width > _FLATTEST * (lines * leading - _CAPTION_PT):
        width, lines = geometry.column_pt, lines * columns
    elif columns > 1:
        lines -= 1  # the columns above and below it are balanced by themselves
    height = min(lines * leading - _CAPTION_PT, _MOST_LINES * area.leading_pt)
    return math.floor(width * MM_PER_PT), math.floor(height * MM_PER_PT)


def _setting(publication: Publication, layout: Layout) -> tuple[float, int]:
    """Leading in pt and number of columns."""
    area = publication.type_area
    return (area.leading_pt, area.columns) if layout is Layout.TWO else (area.single_leading_pt, 1)


def _whole_lines(depth_pt: float, leading_pt: float) -> int:
    return math.floor(depth_pt / leading_pt + 1e-6)
