"""Where each page of the interior begins, at the very character, read from the laid-out boxes.

In: the engine's pages (private boxes, see engine.ENGINE_VERSION). Out: one PageBreak for each page. What is
counted, and what not, is said in markers.py, so that every edition finds the same character again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kanwu_press.model import PageBreak
from kanwu_press.typeset import markers
from kanwu_press.walk import counted

_APART = ("MarginBox", "FootnoteAreaBox")
_FRONT = ("title-page", "contents", "board", "imprint")


@dataclass(frozen=True, slots=True)
class _Met:
    """A piece of text or a picture on a page: within which article or opener, in which block of it."""

    owner: Any
    block: Any
    text: str


class _Article:
    """An article's blocks: each one's own text, where its characters stand, how far it has been set."""

    def __init__(self, element: Any) -> None:
        self.text: dict[int, str] = {}
        self.at: dict[int, list[int]] = {}
        self.set: dict[int, int] = {}
        self.blocks: list[Any] = []  # held, so that their identities stay theirs
        total = 0
        for block, piece in markers.tokens(element):
            self.blocks.append(block)
            key = id(block)
            self.text[key] = self.text.get(key, "") + piece
            self.at.setdefault(key, []).extend(range(total, total + len(piece)))
            total += len(piece)
        self.reached = 0

    def take(self, block: Any, text: str) -> int | None:
        """Set `text` of a block: the place of its first character; None for what has been set before."""
        key = id(block)
        begin, own = self.set.get(key, 0), self.text.get(key, "")
        if begin >= len(own):
            return None  # the head of a table, repeated
        length = len(text)
        if not own.startswith(text, begin) and own.startswith(text[:-1], begin):
            length -= 1  # the hyphen of a parted word
        self.set[key] = min(begin + length, len(own))
        first = self.at[key][begin]
        self.reached = max(self.reached, self.at[key][self.set[key] - 1] + 1) if length else self.reached
        return first


def body_breaks(body: Sequence[Any], front: int) -> Iterator[PageBreak]:
    """The beginnings of the pages of the articles; `front` pages stand before them."""
    articles: dict[str, _Article] = {}
    current = ""
    for number, page in enumerate(body, front + 1):
        first: PageBreak | None = None
        for met in _met(page._page_box, None, None):
            owner = met.owner.get("id") or ""
            if met.owner.tag == "article":
                if owner not in articles:
                    articles[owner] = _Article(met.owner)
                article = articles[owner]
                at = article.take(met.block, met.text)
                current = owner
            else:
                at = 0
            if at is not None and first is None:
                first = PageBreak(number, owner, at)
        if first is None and current and not page._page_box.page_type.blank:
            first = PageBreak(number, current, articles[current].reached)  # nothing but a long note
        yield first or PageBreak(number, "")


def matter_breaks(pages: Sequence[Any], first: int) -> Iterator[PageBreak]:
    """The beginnings of pages of front or back matter, the first of them being page `first`."""
    current, listed = "", 0
    for number, page in enumerate(pages, first):
        ids = dict.fromkeys(element.get("id") or "" for element in _elements(page._page_box))
        here = next((id_ for id_ in ids if id_ in _FRONT), "")
        entries = len({id(e) for e in _elements(page._page_box) if e.get("class") == "entry"})
        if not here:
            yield PageBreak(number, current if _met_any(page) else "", listed)
            listed += entries
            continue
        listed = listed if here == current else 0
        yield PageBreak(number, here, listed)
        current, listed = here, listed + entries


def _met_any(page: Any) -> bool:
    return any(True for _ in _texts(page._page_box))


def _elements(box: Any) -> Iterator[Any]:
    """The elements that have a box below `box`, in reading order."""
    element = getattr(box, "element", None)
    if element is not None:
        yield element
    for child in getattr(box, "children", ()):
        yield from _elements(child)


def _texts(box: Any) -> Iterator[str]:
    if type(box).__name__ in _APART:
        return
    if getattr(box, "text", ""):
        yield box.text
    for child in getattr(box, "children", ()):
        yield from _texts(child)


def _met(box: Any, owner: Any, block: Any) -> Iterator[_Met]:
    """Texts and pictures in reading order, with what they stand in; no notes, margins, generated content."""
    if type(box).__name__ in _APART:
        return
    element = getattr(box, "element", None)
    if element is not None and "::" in (getattr(box, "element_tag", "") or ""):
        return
    if element is not None and not markers.is_counted(element):
        return
    if element is not None and _owns(element):
        owner = element
    if element is not None and markers.tag_of(element) not in markers.INLINE:
        block = element
    if owner is not None:
        if getattr(box, "text", None):
            text = counted(box.text)
            if text:
                yield _Met(owner, block, text)
        elif type(box).__name__.endswith("ReplacedBox") and element is not None and element.tag == "img":
            yield _Met(owner, block, markers.PICTURE)
    for child in getattr(box, "children", ()):
        yield from _met(child, owner, block)


def _owns(element: Any) -> bool:
    """An article, or the column that an opener opens."""
    return element.tag in ("article", "section") and bool(element.get("id"))
