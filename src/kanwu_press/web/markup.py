"""XHTML elements → HTML text (WHATWG HTML, serialising HTML fragments), for the bodies of articles.

Only the elements that our own bodies consist of are written; anything else would be a fault of the program.
What belongs to the EPUB alone (`epub:type`) is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup, escape

from kanwu_press.typeset.html.elements import Element
from kanwu_press.typeset.markers import tag_of

_VOID = frozenset({"br", "hr", "img"})
_BLOCKS = frozenset(
    {
        "article", "aside", "blockquote", "div", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4",
        "h5", "header", "hr", "li", "ol", "p", "section", "table", "tbody", "thead", "tr", "ul",
    }
)  # fmt: skip
_INLINES = frozenset({"a", "b", "br", "em", "img", "rp", "rt", "ruby", "span", "sup", "td", "th", "u"})


def to_html(element: Element) -> Markup:
    """An element and all it holds, without its tail. Raises ValueError for one that no body has."""
    return Markup("".join(_pieces(element)))


def _pieces(element: Element) -> Iterator[str]:
    tag = tag_of(element)
    if tag not in _BLOCKS and tag not in _INLINES:
        raise ValueError(f"no element of an article: {tag!r}")
    yield f"<{tag}"
    for name, value in ((str(name), str(value)) for name, value in element.attrib.items()):
        if not name.startswith("{"):
            yield f' {name}="{escape(value)}"'
    yield ">"
    if tag not in _VOID:
        yield str(escape(element.text or ""))
        for child in element:
            yield from _pieces(child)
            yield str(escape(child.tail or ""))
        yield f"</{tag}>"
    if tag in _BLOCKS:
        yield "\n"
