"""An article's body for the web: the element of every edition, with printed pages, anchors and pictures.

In: the article and the page map. Out: one lxml element, ready to be written, and what of it can be searched.
Paragraphs get ids, so that the search leads to the very paragraph. Microdata: https://schema.org/Article.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from kanwu_press.addresses import article_file
from kanwu_press.model import Article, Issue, PageMap
from kanwu_press.typeset.html import article_element
from kanwu_press.typeset.html.blocks import Medium
from kanwu_press.typeset.html.elements import XHTML, Element, append, el
from kanwu_press.typeset.html.screens import bind_note_calls, frame_table
from kanwu_press.typeset.markers import INLINE, mark, tag_of
from kanwu_press.web.folios import breaks_in, marker
from kanwu_press.web.pictures import SIZES, Gallery

_RANKS = {"h2": "h1", "h3": "h2", "h4": "h3", "h5": "h4"}  # the article is the whole of its page
_ANCHORED = ("p", "li", "tr", "figcaption", "h1", "h2", "h3", "h4", "h5")
_RUN_IN = INLINE - {"rt", "rp"} | {"td", "th"}  # what is part of the text of the block around it
_ORGANISATION = re.compile("[\u3400-\u9fff]{5,}|.*(编辑部|编委会|办公室)")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ̀-ͯ\s'’·-]+")
SCHEMA = "https://schema.org/"


def article_body(article: Article, issue: Issue, pages: PageMap, gallery: Gallery) -> Element:
    """The article as its page holds it."""
    medium = Medium(picture=gallery.address, link=_link_for(issue), inline_notes=False)
    element = article_element(article, medium)
    for page_break in breaks_in(article.id, pages):
        sign = marker(pages.label(page_break.page))
        mark(element, page_break.at, sign)
        if _is_amid(sign):
            sign.set("class", "page-marker amid")
    bind_note_calls(element)
    _unlink_within_links(element)
    _pictures(element, gallery)
    _tables(element)
    _notes(element)
    _languages(element)
    _microdata(element)
    _anchors(element)
    for node in element.iter():
        tag = tag_of(node)
        if tag in _RANKS:
            node.tag = f"{{{XHTML}}}{_RANKS[tag]}"
    return element


def _link_for(issue: Issue) -> Callable[[str], str | None]:
    """Addresses of links: another article's manuscript becomes its page; an unknown one stays text."""
    files = {PurePosixPath(a.place.file).name: article_file(a) for a in issue.articles}

    def link(href: str) -> str | None:
        if href.startswith(("http://", "https://", "mailto:")):
            return href
        return files.get(PurePosixPath(href.partition("#")[0]).name)

    return link


def _all(element: Element, *tags: str) -> list[Element]:
    """The elements of these names in the order of the text, as a list: the tree may be changed meanwhile."""
    return [node for node in element.iter() if tag_of(node) in tags]


def _classes(node: Element) -> list[str]:
    return (node.get("class") or "").split()


def _is_amid(sign: Element) -> bool:
    """Whether a page begins amid a block's text, where the eye is to be shown the place."""
    parent, before = sign.getparent(), sign.getprevious()
    if parent is None or tag_of(parent) not in (*INLINE, "p", "li", "td", "th", "figcaption"):
        return False
    return bool((parent.text or "").strip() if before is None else True)


def _unlink_within_links(element: Element) -> None:
    """A page that begins within a link can't have a link of its own there; what leads away says so."""
    for link in _all(element, "a"):
        if "folio" in _classes(link) and any(tag_of(up) == "a" for up in link.iterancestors()):
            link.tag = f"{{{XHTML}}}span"
            del link.attrib["href"], link.attrib["tabindex"]
        elif (link.get("href") or "").startswith(("http://", "https://")):
            link.set("rel", "noopener noreferrer")


def _pictures(element: Element, gallery: Gallery) -> None:
    """Their own sizes, so that nothing jumps when they come; and they come when they are near."""
    for image in _all(element, "img"):
        shown = gallery.shown.get(image.get("src") or "")
        if shown is None:
            continue
        image.set("width", str(shown.width))
        image.set("height", str(shown.height))
        if shown.srcset:
            image.set("srcset", shown.srcset)
            image.set("sizes", SIZES)
        image.set("loading", "lazy")
        image.set("decoding", "async")


def _tables(element: Element) -> None:
    for table in _all(element, "table"):
        frame_table(table)


def _notes(element: Element) -> None:
    """The notes at the foot, together; each leads back to where it was called."""
    notes = [node for node in element if tag_of(node) == "aside" and "note" in _classes(node)]
    if not notes:
        return
    foot = el("section", *notes, class_="notes", role="doc-endnotes", aria__label="注释")
    for back in _all(foot, "a"):
        if back.get("role") == "doc-backlink":
            back.set("aria-label", f"注释{back.text}，返回正文")
    append(element, (foot,))


def _languages(element: Element) -> None:
    """Readings in Latin letters are pinyin to a voice."""
    for reading in _all(element, "rt"):
        if _LATIN.fullmatch(reading.text or ""):
            reading.set("lang", "zh-Latn-pinyin")


def _microdata(element: Element) -> None:
    """What the article's head says, for programs; the rest of it stands in the page's own head."""
    for node in _all(element, "h2", "span"):
        if tag_of(node) == "h2" and "title" in _classes(node):
            node.set("itemprop", "headline")
        elif "author" in _classes(node):
            _author(node)


def _author(node: Element) -> None:
    name = "".join(n.text or "" for n in node if "name" in _classes(n))
    kind = "Organization" if _ORGANISATION.fullmatch(name) else "Person"
    node.set("itemprop", "author")
    node.set("itemscope", "itemscope")
    node.set("itemtype", SCHEMA + kind)
    for part in node:
        if "name" in _classes(part):
            part.set("itemprop", "name")
        elif "affiliation" in _classes(part) and kind == "Person":
            part.set("itemprop", "affiliation")


def _anchors(element: Element) -> None:
    """An id for every block of text that has none: `t12` is the twelfth of its page."""
    for number, node in enumerate(_all(element, *_ANCHORED), 1):
        if node.get("id") is None and _own_text(node):
            node.set("id", f"t{number}")


# ---- what can be searched ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text that the search finds: its anchor, the folio of the page where it begins."""

    anchor: str
    folio: str
    text: str
    is_head: bool = False


def passages(element: Element, first_folio: str) -> Iterator[Passage]:
    """The blocks of an article's body in reading order; `first_folio` is the page on which it begins."""
    folio = first_folio
    for node in element.iter():
        if "page-marker" in _classes(node):
            folio = next((f for n in node if (f := n.get("data-folio"))), folio)
        text = _own_text(node) if tag_of(node) in _ANCHORED and node.get("id") else ""
        if text:
            yield Passage(str(node.get("id")), folio, text, tag_of(node) == "h1")


def _own_text(node: Element) -> str:
    """A block's text without that of the blocks within it, readings and marks of notes."""
    return " ".join("".join(_texts(node)).split())


def _texts(node: Element) -> Iterator[str]:
    yield node.text or ""
    for child in node:
        tag, classes = tag_of(child), _classes(child)
        if tag in ("br", "td", "th") or "label" in classes:
            yield " "  # what stands apart for the eye is apart for the search
        if tag in _RUN_IN and "noteref" not in classes:
            yield from _texts(child)
        yield child.tail or ""
