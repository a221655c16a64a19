"""The printed pages in the EPUB: which document each begins in, and the marker that stands there.

In: the page map. Out: markers by owner (`a03`, `s2`, `contents` …), and the list of pages. EPUB
Accessibility 1.1, 4.1.3: a page list, its markers, and the name of the printed edition.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from kanwu_press.model import Issue, PageMap
from kanwu_press.naming import issue_title
from kanwu_press.typeset.html.elements import Element
from kanwu_press.typeset.markers import page_marker

END = sys.maxsize  # behind everything: blank pages at the very end


@dataclass(frozen=True, slots=True)
class Beginning:
    """Where a printed page begins within its owner, counted as in `PageBreak.at`."""

    label: str
    at: int

    @property
    def id(self) -> str:
        """The id of its marker: `p-12`."""
        return f"p-{self.label}"

    def marker(self) -> Element:
        return page_marker(self.id, self.label)


Folios: TypeAlias = Mapping[str, tuple[Beginning, ...]]


def folios(pages: PageMap) -> Folios:
    """The beginnings by owner, in print order. A blank page stands directly before the next."""
    found: dict[str, list[Beginning]] = {}
    blank: list[str] = []
    last = ""
    for begun in pages.breaks:
        label = pages.label(begun.page)
        if not begun.owner:
            blank.append(label)
            continue
        last = begun.owner
        found.setdefault(last, []).extend(Beginning(each, begun.at) for each in (*blank, label))
        blank = []
    if last:
        found[last].extend(Beginning(label, END) for label in blank)
    return {owner: tuple(beginnings) for owner, beginnings in found.items()}


def around(body: Element, beginnings: tuple[Beginning, ...]) -> Element:
    """A document of front or back matter with its pages' markers: at its head, or behind it."""
    for number, begun in enumerate(beginnings):
        if begun.at == END:
            body.append(begun.marker())
        else:
            body.insert(number, begun.marker())
    return body


@dataclass(frozen=True, slots=True)
class PageTarget:
    """An entry of the page list: the folio, and where its marker stands."""

    label: str
    href: str  # from a document beside it: `a03.xhtml#p-12`


def page_targets(pages: PageMap, found: Folios, files: Mapping[str, str]) -> Iterator[PageTarget]:
    """The page list in print order; `files` names the document of each owner."""
    where = {b.label: f"{files[owner]}#{b.id}" for owner, beginnings in found.items() for b in beginnings}
    for page in pages.pages if pages.breaks else ():
        yield PageTarget(page.label, where[page.label])


def print_source(issue: Issue) -> str:
    """The printed edition that the page numbers are of: `海岸 2026年第1期，印刷版`."""
    issn = issue.publication.issn.removeprefix("ISSN ")
    number = f"，ISSN {issn}" if issn else ""
    return f"{issue_title(issue)}，印刷版{number}"
