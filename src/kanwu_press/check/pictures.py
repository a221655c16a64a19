"""Pictures: sharp enough for their printed width, described for those who cannot see them.

Thresholds: 300 ppi is what printers ask for; below 225 it shows, below 150 it disturbs (the limits
of the Ghent Workgroup's magazine variants). A picture of a real event may be all there is, so both
are warnings.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kanwu_press.check.walk import blocks
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.geometry import MM_PER_PT, inside_width_mm, page_geometry
from kanwu_press.model import Article, Figure, Gallery, Issue, Layout, Picture, TypeArea, Width
from kanwu_press.walk import plain

GOOD_PPI = 300
SOFT_PPI = 225
COARSE_PPI = 150
COVER_FIELD = 0.6  # about the share of the cover's height that its picture fills
LONGEST_ALT = 200  # characters; a voice reads them without a stop
_NUMBER = re.compile(r"^图 ?[\d一二三四五六七八九十]+(?:[-–.—]\d+)?[ \u3000]")
TALLEST_LINES = 26  # what print.css lets a picture take of a page

SOFT = Rule(
    "picture-soft",
    Level.WARNING,
    N_("“{name}” is printed {width} mm wide with {ppi} pixels per inch: a little soft."),
    N_("Take a version at least {pixels} pixels wide, if there is one."),
)
COARSE = Rule(
    "picture-coarse",
    Level.WARNING,
    N_("“{name}” is printed {width} mm wide with only {ppi} pixels per inch: it will look blurred."),
    N_("Take the original file, {pixels} pixels wide or more."),
)
COARSE_WIDE = Rule(
    "picture-coarse-wide",
    Level.WARNING,
    N_("“{name}” is printed {width} mm wide with only {ppi} pixels per inch: it will look blurred."),
    N_("Take the original file ({pixels} pixels wide or more), or set the picture narrower (位置：栏宽)."),
)
NO_ALT = Rule(
    "picture-no-alt",
    Level.WARNING,
    N_("The picture has no alternative text."),
    N_("Say in a few words what is to be seen: 替代文字：…; of mere decoration: 替代文字：无"),
)
ALT_CAPTION = Rule(
    "picture-alt-caption",
    Level.INFO,
    N_("The picture's alternative text says the same as its caption."),
    N_("Say what is to be seen instead, which the caption does not; or, of mere decoration: 替代文字：无"),
)
ALT_FILE = Rule(
    "picture-alt-file",
    Level.INFO,
    N_("The picture's alternative text “{alt}” is the name of its file."),
    N_("Say in a few words what is to be seen: 替代文字：…; of mere decoration: 替代文字：无"),
)
ALT_LONG = Rule(
    "picture-alt-long",
    Level.INFO,
    N_("The picture's alternative text is {count} characters long."),
    N_("It is read out in one go: {most} characters or so are best. Put the rest into the text."),
)
CLASH = Rule(
    "picture-same-name",
    Level.ERROR,
    N_("The pictures “{name}” and “{other}” have one name on many machines."),
    N_("Rename one of the two files."),
)


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """A figure with its printed width by the measures, and how wide it would be within one column, mm."""

    figure: Figure
    article: str  # its id; "" on the cover
    width_mm: float
    narrower_mm: float = math.inf


def resolution(issue: Issue) -> Iterator[Finding]:
    """Effective resolution of every pixel picture at its printed width."""
    for printed in printed_figures(issue):
        if printed.figure.picture is not None:
            yield from _judged(printed, printed.figure.picture)


def printed_figures(issue: Issue) -> Iterator[PrintedFigure]:
    """Every figure of the issue that has a picture, the cover's first."""
    area = issue.publication.type_area
    full_bleed = area.trim_width_mm + 2 * issue.publication.bleed_mm
    for figure in issue.cover.figures:
        if figure.picture is None:
            continue
        shape = figure.picture.width_px / figure.picture.height_px
        width = inside_width_mm(area, issue.publication.bleed_mm, shape)
        if figure is issue.cover.picture:  # it is cut to fill its field
            width = max(full_bleed, COVER_FIELD * area.trim_height_mm * shape)
        yield PrintedFigure(figure, "", width)
    tallest = TALLEST_LINES * area.leading_pt * MM_PER_PT
    for article in issue.articles:
        for figure, width, column in _printed(article, area):
            if figure.picture is not None:
                shape = figure.picture.width_px / figure.picture.height_px
                yield PrintedFigure(figure, article.id, min(width, tallest * shape), column)


def _printed(article: Article, area: TypeArea) -> Iterator[tuple[Figure, float, float]]:
    """Each figure with its printed width in mm, and the width it would have within one column."""
    grouped: set[int] = set()
    column = _width_mm(Width.COLUMN, article.layout, area)
    for block in blocks(article):
        if isinstance(block, Gallery):
            across = max(1, len(block.figures) if len(block.figures) < 4 else 3)
            for figure in block.figures:
                grouped.add(id(figure))
                yield figure, _width_mm(block.width, article.layout, area) / across, column / across
        elif isinstance(block, Figure) and id(block) not in grouped:
            yield block, _width_mm(block.width, article.layout, area), column


def _width_mm(width: Width, layout: Layout, area: TypeArea) -> float:
    page = page_geometry(area, 0)
    if width is Width.FULL:
        return page.measure_pt * MM_PER_PT
    return (page.single_measure_pt if layout is Layout.ONE else page.column_pt) * MM_PER_PT


def _judged(printed: PrintedFigure, picture: Picture) -> Iterator[Finding]:
    """The column's width is advised where the picture would be sharper in it."""
    if picture.media_type == "image/svg+xml":
        return
    width_mm, narrower_mm = printed.width_mm, printed.narrower_mm
    ppi = picture.width_px / width_mm * 25.4
    if ppi < SOFT_PPI:
        helps = narrower_mm < width_mm and picture.width_px / narrower_mm * 25.4 >= COARSE_PPI
        rule = (COARSE_WIDE if helps else COARSE) if ppi < COARSE_PPI else SOFT
        pixels = round(width_mm / 25.4 * GOOD_PPI)
        name = picture.file.rpartition("/")[2]
        yield rule.at(printed.figure.place, name=name, width=round(width_mm), ppi=int(ppi), pixels=pixels)


def alternative_text(issue: Issue) -> Iterator[Finding]:
    """WCAG 1.1.1, EPUB Accessibility: every picture says what it shows."""
    figures = [b for a in issue.articles for b in blocks(a) if isinstance(b, Figure)]
    if issue.cover.picture is not None:
        figures.append(issue.cover.picture)
    for figure in figures:
        if not figure.alt.strip():
            yield NO_ALT.at(figure.place)
        elif not figure.decorative:
            yield from _weighed(figure)


def _weighed(figure: Figure) -> Iterator[Finding]:
    """Words that are no description: those that stand below the picture, its file's, too many."""
    alt = _bare(figure.alt)
    name = figure.picture.file.rpartition("/")[2] if figure.picture else ""
    if alt in (_bare(plain(figure.caption)), _bare(plain(figure.caption) + figure.credit)):
        yield ALT_CAPTION.at(figure.place)
    elif alt and alt in (_bare(name), _bare(name.rpartition(".")[0])):
        yield ALT_FILE.at(figure.place, alt=figure.alt.strip())
    if len(figure.alt) > LONGEST_ALT:
        yield ALT_LONG.at(figure.place, count=len(figure.alt), most=LONGEST_ALT)


def _bare(text: str) -> str:
    """Letters and figures only, without the number of a figure before them."""
    return re.sub(r"[\W_]", "", _NUMBER.sub("", text.strip().lstrip("▲△▼▽")))


def names(issue: Issue) -> Iterator[Finding]:
    """Two files of one name but for case or composition become one on Windows and macOS."""
    first: dict[str, str] = {}
    figures = [b for a in issue.articles for b in blocks(a) if isinstance(b, Figure)]
    for figure in (*issue.cover.figures, *figures):
        if figure.picture is not None:
            file = figure.picture.file
            other = first.setdefault(file.casefold(), file)
            if other != file:
                yield CLASH.at(figure.place, name=file, other=other)
