"""The articles' QR codes in print: how large, at which place, and what of the page they are.

In: the issue and the page geometry. Out: one Codes for the issue, the elements of each code, findings.
A code is drawn with its quiet zone of four modules (ISO/IEC 18004), which stands in white that is there
anyway: so what lines up with the text are the modules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from kanwu_press.addresses import CODE_CAPTION, article_codes, imprint_codes
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.geometry import MM_PER_PT, PT_PER_MM, SAFE_MM, PageGeometry
from kanwu_press.model import CodePlace, Issue, PageMap, Place
from kanwu_press.typeset.grid import PX_PER_PT
from kanwu_press.typeset.html.elements import XHTML, Element, el
from kanwu_press.typeset.imprint import QUIET, qr_modules, qr_svg

PX_PER_MM = PX_PER_PT * PT_PER_MM
END_PT = 9.5  # author notes and sources (print.css)
USUAL_MM, MOST_MM = 16.0, 19.0  # with the quiet zone; 19 mm is three lines of 18 pt
MODULE_MM = 0.35  # what a module should be, and the least that every phone reads off paper
LEAST_MODULE_MM = 0.33
_FEW_LINES = 6  # at the head of a page, three of them for the code
_NEAR_MM = 1.0  # the least white between the type area and a code's quiet zone
_TITLE_MM = 1.8  # from the upper edge of a title's line to its characters (print.css)
_SINK_PT = 0.24  # by how much the caption's characters end above the foot of the characters of END_PT
_BESIDE_MM = 3.0  # between the closing lines and the modules at the end of an article
_TWO_COLUMNS_MM = 150.0  # the narrowest trim whose imprint has two columns
_IMPRINT_MM, _NARROW_MM = 26.0, 20.0  # of the imprint's codes (print.css)
_CAPTION_LINES = ("扫码阅读", "网页版")  # CODE_CAPTION, below a code

_Link: TypeAlias = tuple[str, str, tuple[float, float, float, float], Any]  # as the engine keeps them

CODE_DENSE = Rule(
    "code-dense",
    Level.WARNING,
    N_("A QR code holds {count} characters; its dots are {module} mm large: many phones can't read that."),
    N_("Take a shorter address ({what}): every Chinese character in it counts as nine."),
)
MARGIN_NARROW = Rule(
    "code-margin-narrow",
    Level.INFO,
    N_(
        "The outer margin of {margin} mm has no room for QR codes of {size} mm:"
        " they stand at the ends of the articles."
    ),
    N_("Make the type area narrower, or write “文章二维码: 文末”."),
)

CODE_TAKES_PAGE = Rule(
    "code-takes-page",
    Level.WARNING,
    N_("On page {page} nothing stands but the last lines of this article and its QR code."),
    N_(
        "The code may be what takes the page: write “二维码: 否” in the head of the article; or let the codes"
        " stand in the margin, where they take no room: “文章二维码: 页边” in publication.yaml."
    ),
)


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of an issue's articles: addresses by article, where they stand, how large they are in mm.

    `measure_mm` is the width of the type area, `aside_mm` the white between it and a code in the margin.
    """

    place: CodePlace
    addresses: Mapping[str, str]
    size_mm: float = USUAL_MM
    quiet_mm: float = 0.0
    measure_mm: float = 0.0
    aside_mm: float = 0.0

    def beside_pt(self, article: str) -> float:
        """What a code takes from the measure of the closing lines of an article."""
        if self.place is not CodePlace.END or article not in self.addresses:
            return 0.0
        return (self.size_mm - 2 * self.quiet_mm + _BESIDE_MM) * PT_PER_MM


NO_CODES = Codes(CodePlace.NONE, {})


def make_codes(issue: Issue, geometry: PageGeometry) -> tuple[Codes, tuple[Finding, ...]]:
    """The codes of the articles. In the margin only where it is wide enough, else at the end."""
    addresses = article_codes(issue)
    found = tuple(_dense(issue, addresses))
    if not addresses:
        return NO_CODES, found
    modules = max(map(qr_modules, addresses.values()))
    size = min(max(USUAL_MM, modules * MODULE_MM), MOST_MM)
    quiet = size * QUIET / modules
    place, aside = issue.publication.article_codes, 0.0
    if place is CodePlace.MARGIN:
        aside = (geometry.outer_mm - SAFE_MM - size) / 2
        if aside < _NEAR_MM / 2:
            values = {"margin": f"{geometry.outer_mm:.1f}", "size": f"{size:g}"}
            found = (*found, MARGIN_NARROW.at(issue.publication.place, **values))
            place = CodePlace.END
    return Codes(place, addresses, size, quiet, geometry.measure_pt * MM_PER_PT, aside), found


def _dense(issue: Issue, addresses: Mapping[str, str]) -> Iterator[Finding]:
    """Codes with too many modules for their size: the articles' all together, the imprint's one by one."""
    p = issue.publication
    longest = max(addresses.values(), key=len, default="")
    if longest:
        yield from _too_dense(longest, MOST_MM, "发布网址", p.place)
    imprint_mm = _NARROW_MM if narrow_imprint(issue) else _IMPRINT_MM
    for code in imprint_codes(issue):
        yield from _too_dense(code.content, imprint_mm, code.label, (issue if issue.qr_codes else p).place)


def _too_dense(content: str, size_mm: float, what: str, place: Place) -> Iterator[Finding]:
    module = size_mm / qr_modules(content)
    if module < LEAST_MODULE_MM:
        yield CODE_DENSE.at(place, count=len(content), module=f"{module:.2f}", what=what)


def lonely(issue: Issue, pages: PageMap, codes: Codes) -> Iterator[Finding]:
    """Codes that perhaps take a page to themselves: at the end of articles that go over by a few lines."""
    if codes.place is not CodePlace.END:
        return
    extents = {extent.id: extent for extent in pages.extents}
    for article in issue.articles:
        span, extent = pages.article(article.id), extents[article.id]
        over = span.first < span.last and extent.last <= _FEW_LINES and extent.white >= _FEW_LINES
        if over and article.id in codes.addresses:
            yield CODE_TAKES_PAGE.at(Place(article.place.file), page=pages.label(span.last))


def narrow_imprint(issue: Issue) -> bool:
    """Whether the imprint is set in one column, its codes smaller: two would hold hardly a word each."""
    return issue.publication.type_area.trim_width_mm < _TWO_COLUMNS_MM


# ---- what the engine is handed -------------------------------------------------------------


def code_drawings(codes: Codes) -> dict[str, bytes]:
    """The drawings as SVG by the addresses under which the engine is handed them."""
    return {_url(id_): qr_svg(address) for id_, address in codes.addresses.items()}


def _url(id_: str) -> str:
    return f"kanwu:code/{id_}"


def add_code(article: Element, codes: Codes, pitch_pt: float) -> None:
    """Put the code of an article where it belongs; nothing where it has none. `pitch_pt` is its leading."""
    address = codes.addresses.get(article.get("id") or "")
    if address is None:
        return
    image = _image(article, address, codes.size_mm)
    if codes.place is CodePlace.MARGIN:
        _beside_head(article, image, codes)
    else:
        _at_end(article, image, codes, pitch_pt)


def _beside_head(article: Element, image: Element, codes: Codes) -> None:
    """In the outer margin of right pages, its modules level with the area label or the title's characters.

    No positioned block is around it: the engine would draw, and so read, that after all the rest.
    """
    head = article[0]
    above = -codes.quiet_mm + (0.0 if head.find(f"{{{XHTML}}}p[@class='area']") is not None else _TITLE_MM)
    at = f"margin: {above:.3f}mm 0 0 {codes.measure_mm + codes.aside_mm:.3f}mm; width: {codes.size_mm:.3f}mm"
    caption = el("p", _CAPTION_LINES[0], el("br"), _CAPTION_LINES[1], class_="scan")
    head.insert(0, el("div", image, caption, class_="article-code aside", style=at))


def _at_end(article: Element, image: Element, codes: Codes, pitch_pt: float) -> None:
    """To the right of the closing lines, its modules ending with the last line and with the measure."""
    below = ((pitch_pt - END_PT) / 2 + _SINK_PT) * MM_PER_PT - codes.quiet_mm
    image.set("style", f"margin: 0 {-codes.quiet_mm:.3f}mm {below:.3f}mm auto; width: {codes.size_mm:.3f}mm")
    end, width = _end(article), f"width: {codes.beside_pt(article.get('id') or ''):.3f}pt"
    caption = el("p", el("span", CODE_CAPTION), class_="article-code scan")
    lines = el("div", *list(end), caption, class_="end-lines")
    cell = el("div", image, class_="article-code cell", style=width)
    end.append(el("div", lines, cell, class_="end-row"))


def _image(article: Element, address: str, size_mm: float) -> Element:
    """A code as a picture that is a link as well, for whoever reads the pages on a screen."""
    look = f"width: {size_mm:.3f}mm; height: {size_mm:.3f}mm"
    image = el("img", src=_url(article.get("id") or ""), alt="二维码：本文的网页", style=look)
    return el("a", image, href=address)


def _end(article: Element) -> Element:
    """The closing lines of an article, or an empty place for them."""
    end: Element | None = article.find(f".//{{{XHTML}}}footer[@class='article-end']")
    if end is None:
        end = el("footer", class_="article-end")
        runs = article.findall(f"{{{XHTML}}}div")
        if runs:
            runs[-1].append(end)
        else:
            article.append(el("div", end, class_="flow"))
    return end


# ---- after the layout ----------------------------------------------------------------------


def to_outer_margins(pages: Sequence[Any], codes: Codes) -> None:
    """Move the codes of left pages from the right of the type area to its left.

    On which side a page lies is known only when it is made, and CSS can't ask for it.
    """
    if codes.place is not CodePlace.MARGIN:
        return
    by = -(codes.measure_mm + 2 * codes.aside_mm + codes.size_mm) * PX_PER_MM
    for page in pages:
        if page._page_box.page_type.side != "left":
            continue
        moved: set[int] = set()
        for aside in _asides(page._page_box):
            aside.translate(dx=by)
            moved |= {id(box) for box in aside.descendants()}
        page.links = [_moved(link, by) if id(link[3]) in moved else link for link in page.links]


def _moved(link: _Link, by: float) -> _Link:
    kind, target, (left, top, right, bottom), box = link
    return kind, target, (left + by, top, right + by, bottom), box


def _asides(box: Any) -> Iterator[Any]:
    """The boxes of codes in the margin."""
    for child in getattr(box, "children", ()):
        element = getattr(child, "element", None)
        if element is not None and element.get("class") == "article-code aside":
            yield child
        elif element is None or element.tag in ("html", "body", "section", "article", "header"):
            yield from _asides(child)
