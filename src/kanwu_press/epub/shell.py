"""The shell of every XHTML document of the EPUB: language, title, stylesheet; serialised here.

EbookLib's own HTML round trip loses attributes and text, so it is handed finished bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from lxml import etree

from kanwu_press.model import Issue
from kanwu_press.typeset.html.elements import EPUB, XHTML, Element, append, el

LANGUAGE = "zh-Hans"
STYLESHEET = "styles/epub.css"
XML = "http://www.w3.org/XML/1998/namespace"

# lxml's stubs know no default namespace, which is spelt None
_NAMESPACES = cast("dict[str, str]", {None: XHTML, "epub": EPUB})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)


@dataclass(frozen=True, slots=True)
class Document:
    """One XHTML document: its id in the package, its title, what it holds."""

    id: str
    title: str
    data: bytes

    @property
    def file(self) -> str:
        """Its name, beside the other documents."""
        return file_of(self.id)


def file_of(id_: str) -> str:
    """The file name of the document with this id: `a03` → `a03.xhtml`."""
    return f"{id_}.xhtml"


def in_language(element: Element, language: str) -> Element:
    """The element, said to be in `language` (BCP 47)."""
    element.set("lang", language)
    element.set(f"{{{XML}}}lang", language)
    return element


def document(id_: str, title: str, body: Element) -> Document:
    """A body in its shell."""
    root = in_language(etree.Element(f"{{{XHTML}}}html", nsmap=_NAMESPACES), LANGUAGE)
    head = el("head", el("meta", charset="utf-8"), el("title", title))
    head.append(el("meta", name="viewport", content="width=device-width, initial-scale=1"))
    head.append(el("link", rel="stylesheet", type="text/css", href=STYLESHEET))
    append(root, (head, body))
    etree.cleanup_namespaces(root, top_nsmap=_NAMESPACES, keep_ns_prefixes=["epub"])
    for element in root.iter():
        # <td/> is an open tag to readers that parse HTML
        if not len(element) and element.text is None and etree.QName(element).localname not in _VOID:
            element.text = ""
    text = etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")
    return Document(id_, title, text + b"\n")


def serial(issue: Issue) -> Element | None:
    """`　总第29期`, behind year and number; None where nobody counts."""
    return el("span", f"　总第{issue.serial}期", class_="serial") if issue.serial else None
