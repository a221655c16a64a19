"""Where each printed page begins on the web: the page it stands on and its anchor, `a03.html#p-12`.

In: the page map. Out: addresses relative to the issue's folder, and the marks themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kanwu_press.model import Issue, Opener, PageBreak, PageMap, Span
from kanwu_press.typeset.html.elements import Element, el
from kanwu_press.typeset.markers import page_marker

ISSUE_FILE, IMPRINT_FILE = "index.html", "imprint.html"
_MATTER = {
    "title-page": ISSUE_FILE,
    "contents": ISSUE_FILE,
    "board": IMPRINT_FILE,
    "imprint": IMPRINT_FILE,
}


@dataclass(frozen=True, slots=True)
class Folio:
    """A printed page: its folio, and where it begins."""

    label: str
    href: str


def anchor(label: str) -> str:
    """The id of a page's beginning: `p-12`."""
    return f"p-{label}"


def said(label: str) -> str:
    """A page as it is called: `第12页`."""
    return f"第{label}页"


def span_said(span: Span, pages: PageMap) -> str:
    """The pages of an article or column as they are called: `第12～14页`."""
    first, last = pages.label(span.first), pages.label(span.last)
    return said(first if first == last else f"{first}～{last}")


def pagination(span: Span, pages: PageMap) -> str:
    """The same for programs (schema.org pagination): `12-14`."""
    first, last = pages.label(span.first), pages.label(span.last)
    return first if first == last else f"{first}-{last}"


def on_the_web(issue: Issue, pages: PageMap) -> PageMap:
    """The page map with each beginning where the web has it.

    An opener that shares its page belongs to its first article, for the web has the column's name there
    too; a blank page goes with the page after it, or with the last.
    """
    shared = {s.id: s.articles[0].id for s in issue.sections if s.articles and s.opener is not Opener.PAGE}
    found: list[PageBreak] = []
    for page_break in reversed(pages.breaks):
        if page_break.owner in shared:
            page_break = PageBreak(page_break.page, shared[page_break.owner])
        elif not page_break.owner and found:
            page_break = replace(found[-1], page=page_break.page)
        found.append(page_break)
    return replace(pages, breaks=tuple(reversed(found)))


def breaks_in(owner: str, pages: PageMap) -> tuple[PageBreak, ...]:
    """The pages that begin in an article, a column's opener, or a piece of front or back matter."""
    return tuple(b for b in pages.breaks if b.owner == owner)


def labels_in(owner: str, pages: PageMap) -> tuple[str, ...]:
    """The folios of these pages."""
    return tuple(pages.label(b.page) for b in breaks_in(owner, pages))


def folios(issue: Issue, pages: PageMap) -> tuple[Folio, ...]:
    """Every printed page that begins somewhere on the web, in order."""
    return tuple(_folios(issue, pages))


def _folios(issue: Issue, pages: PageMap) -> Iterator[Folio]:
    files = dict(_MATTER)
    files.update((section.id, ISSUE_FILE) for section in issue.sections)
    files.update((article.id, f"{article.id}.html") for article in issue.articles)
    for page_break in pages.breaks:
        file = files.get(page_break.owner)
        if file is not None:
            label = pages.label(page_break.page)
            yield Folio(label, f"{file}#{anchor(label)}")


def marker(label: str) -> Element:
    """A page's beginning in a running text: read aloud as such, its folio shown by the stylesheet.

    The folio stands in no text, so that nobody copies it along; it can be followed to be passed on.
    """
    mark = page_marker(anchor(label), said(label))
    del mark.attrib["class"], mark.attrib["aria-label"]
    mark.set("title", said(label))  # a name as well, and axe knows no aria-label on this role
    link = el(
        "a",
        class_="folio",
        href=f"#{anchor(label)}",
        aria__hidden="true",
        tabindex="-1",
        data__folio=label,
    )
    return el("span", mark, link, class_="page-marker")
