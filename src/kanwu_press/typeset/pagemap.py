"""Which article, heading, figure and note landed on which page, read from the laid-out boxes.

In: the engine's pages of the body (private boxes, see engine.ENGINE_VERSION) and the issue. Out: PageMap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kanwu_press.model import (
    Figure,
    Gallery,
    Heading,
    Issue,
    Landing,
    PageEntry,
    PageKind,
    PageMap,
    Span,
    Table,
)
from kanwu_press.typeset.extents import read_extents
from kanwu_press.typeset.html.blocks import figure_id, heading_id, note_id
from kanwu_press.walk import within

ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def roman(number: int) -> str:
    """A lower-case Roman numeral, for the folios of the front matter."""
    text = ""
    for value, letters in ROMAN:
        while number >= value:
            text += letters
            number -= value
    return text


def ids_on(page: Any) -> tuple[str, ...]:
    """The ids of all block elements and notes with a box on this page, in reading order."""
    return tuple(dict.fromkeys(_ids(page._page_box)))


def _ids(box: Any) -> Iterator[str]:
    element = getattr(box, "element", None)
    if element is not None and element.get("id"):
        yield element.get("id")
    for child in getattr(box, "children", ()):
        yield from _ids(child)


def is_blank(page: Any) -> bool:
    """Whether the engine made this page only to reach the next recto."""
    return bool(page._page_box.page_type.blank)


def make_page_map(
    issue: Issue, body: Sequence[Any], *, front: int = 0, added: int = 0, back: int = 0
) -> PageMap:
    """The page map of the whole interior.

    `body` are the engine's pages of the articles; `front`, `added` and `back` the numbers of
    pages before and after them. Body folios start at 1; the front matter's are roman.
    """
    ids = [ids_on(page) for page in body]
    landed: dict[str, list[int]] = {}
    for number, on_page in enumerate(ids, front + 1):
        for id_ in on_page:
            landed.setdefault(id_, []).append(number)
    return PageMap(
        pages=_entries(issue, body, ids, front, added, back),
        sections=tuple(_span(section.id, landed) for section in issue.sections),
        articles=tuple(_span(article.id, landed) for article in issue.articles),
        headings=_landings(issue, landed, Heading),
        figures=_landings(issue, landed, (Figure, Gallery, Table)),
        notes=tuple(
            Landing(note_id(article.id, note), article.id, landed[note_id(article.id, note)][0])
            for article in issue.articles
            for note in article.notes
            if note_id(article.id, note) in landed
        ),
        extents=read_extents(issue, body),
    )


def _span(id_: str, landed: dict[str, list[int]]) -> Span:
    pages = landed[id_]
    return Span(id_, pages[0], pages[-1])


def _landings(
    issue: Issue, landed: dict[str, list[int]], kinds: type | tuple[type, ...]
) -> tuple[Landing, ...]:
    found = []
    for article in issue.articles:
        for block in within(article.blocks):
            if isinstance(block, kinds):
                id_ = (
                    heading_id(article.id, block)
                    if isinstance(block, Heading)
                    else figure_id(article.id, block)  # type: ignore[arg-type]
                )
                if id_ in landed:
                    found.append(Landing(id_, article.id, landed[id_][0]))
    return tuple(found)


def _entries(
    issue: Issue, body: Sequence[Any], ids: list[tuple[str, ...]], front: int, added: int, back: int
) -> tuple[PageEntry, ...]:
    entries = [PageEntry(n, roman(n), PageKind.FRONT) for n in range(1, front + 1)]
    articles = {article.id for article in issue.articles}
    sections = {article.id: section.id for section in issue.sections for article in section.articles}
    current = ""
    for folio, (page, on_page) in enumerate(zip(body, ids, strict=True), 1):
        here = [id_ for id_ in on_page if id_ in articles]
        starting = [id_ for id_ in here if id_ != current]
        # As the engine's string(): the first title on the page, else the article that runs on.
        current_head = starting[0] if starting else current
        kind = PageKind.BLANK if is_blank(page) else PageKind.BODY if here else PageKind.OPENER
        section = next((id_ for id_ in on_page if id_ in {s.id for s in issue.sections}), "")
        head = current_head if kind is PageKind.BODY else ""
        entries.append(PageEntry(front + folio, str(folio), kind, head, sections.get(head, section)))
        current = here[-1] if here else current
    folio = len(body)
    for kind, count in ((PageKind.ADDED, added), (PageKind.BACK, back)):
        for _ in range(count):
            folio += 1
            entries.append(PageEntry(front + folio, str(folio), kind))
    return tuple(entries)
