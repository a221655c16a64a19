"""Where the printed pages begin, in the body of an article: counted in print, marked in every other edition.

In: the XHTML of an article, as any edition has it. Out: its tokens (characters without spaces, and
pictures) in reading order, and the same element with markers in it. Notes, their calls, readings, the
end mark and QR codes stand elsewhere in each edition and are not counted (EPUB Accessibility 1.1, page
navigation).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from kanwu_press.typeset.html.elements import Element, el
from kanwu_press.walk import counted

PICTURE = "\ufffc"  # the token of a picture
# Set apart, or only in some editions: notes and their calls, readings, the end mark, QR codes, page markers.
UNCOUNTED = frozenset({"note", "noteref", "reading", "end-mark", "article-code", "page-marker"})
_UNREAD = frozenset({"rt", "rp"})
INLINE = frozenset(
    {"a", "b", "br", "code", "em", "i", "img", "rp", "rt", "ruby", "span", "strong", "sub", "sup", "u"}
)
# Beside these nothing but their own kind may stand, so that a marker goes within.
_ONLY_WITHIN = frozenset(
    {"caption", "dd", "dt", "figcaption", "li", "tbody", "td", "tfoot", "th", "thead", "tr"}
)


class Node(Protocol):
    """What an element is here: lxml's, or the one of the standard library that the engine keeps."""

    text: str | None
    tail: str | None

    def get(self, key: str, /) -> str | None: ...

    def __iter__(self) -> Iterator[Node]: ...


def tag_of(node: Node) -> str:
    """An element's name without its namespace; "" of a comment."""
    tag = getattr(node, "tag", "")
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def is_counted(node: Node) -> bool:
    """Whether an element's content counts; what follows it does in any case."""
    classes = (node.get("class") or "").split()
    return tag_of(node) not in _UNREAD and UNCOUNTED.isdisjoint(classes)


def tokens(node: Node) -> Iterator[tuple[Node, str]]:
    """The pieces of an element in reading order: the block each stands in, and its counted characters."""
    yield from _tokens(node, node)


def _tokens(node: Node, block: Node) -> Iterator[tuple[Node, str]]:
    if not is_counted(node):
        return
    if tag_of(node) == "img":
        yield block, PICTURE
    if node.text:
        yield block, counted(node.text)
    for child in node:
        yield from _tokens(child, block if tag_of(child) in INLINE else child)
        if child.tail:
            yield block, counted(child.tail)


def mark(article: Element, at: int, marker: Element) -> None:
    """Put `marker` before the token `at` (counted from 0) of an article; behind the last, at its end.

    Where the token is the first of a block, the marker stands before the block, so that no heading is
    called by its page.
    """
    found = _find(article, at)
    if found is None:
        _at_end(article, marker)
        return
    element, place, offset = found
    match place:
        case "self":
            _before(element, marker, article)
        case "text":
            text = element.text or ""
            if counted(text[:offset]) or not _opens_block(element):
                element.text, marker.tail = text[:offset], text[offset:]
                element.insert(0, marker)
            else:
                _before(element, marker, article)
        case _:
            tail = element.tail or ""
            parent = element.getparent()
            assert parent is not None
            element.tail, marker.tail = tail[:offset], tail[offset:]
            parent.insert(parent.index(element) + 1, marker)


def _find(article: Element, at: int) -> tuple[Element, str, int] | None:
    """The token `at`: the element, whether it is itself, in its text or its tail, and the offset there."""
    left = at
    waiting: list[tuple[Element, str]] = [(article, "in")]
    while waiting:
        element, part = waiting.pop()
        if part == "in":
            if not is_counted(element):
                continue
            if tag_of(element) == "img":
                if left == 0:
                    return element, "self", 0
                left -= 1
            for child in reversed(element):
                waiting += [(child, "tail"), (child, "in")]
        string = (element.text if part == "in" else element.tail) or ""
        length = len(counted(string))
        if left < length:
            return element, "text" if part == "in" else "tail", _offset(string, left)
        left -= length
    return None


def _offset(text: str, at: int) -> int:
    """Where the counted character `at` stands in a text."""
    for offset, character in enumerate(text):
        if counted(character):
            if at == 0:
                return offset
            at -= 1
    return len(text)


def _opens_block(element: Element) -> bool:
    """Whether an element is a block, or the first thing in one."""
    while tag_of(element) in INLINE:
        parent = element.getparent()
        if parent is None or parent.index(element) or counted(parent.text or ""):
            return False
        element = parent
    return True


def _before(element: Element, marker: Element, article: Element) -> None:
    """Before the block that `element` opens, and before all that this block opens in turn."""
    at = element
    while True:
        parent = at.getparent()
        if at is article or parent is None or parent is article or tag_of(at) in _ONLY_WITHIN:
            break
        if parent.index(at) or counted(parent.text or ""):
            break
        at = parent
    holder = at.getparent()
    if holder is None or at is article or tag_of(at) in _ONLY_WITHIN:
        at.text, marker.tail = None, at.text
        at.insert(0, marker)
        return
    holder.insert(holder.index(at), marker)


def _at_end(article: Element, marker: Element) -> None:
    """Behind the last block that counts."""
    for position in range(len(article), 0, -1):
        if is_counted(article[position - 1]):
            article.insert(position, marker)
            return
    article.append(marker)


def page_marker(id_: str, label: str) -> Element:
    """The mark of a page's beginning: empty for the eye, its label is read aloud (DPUB-ARIA)."""
    return el(
        "span", class_="page-marker", id=id_, role="doc-pagebreak", epub_type="pagebreak", aria__label=label
    )
