"""XHTML elements, and children put into them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from lxml import etree

XHTML = "http://www.w3.org/1999/xhtml"
EPUB = "http://www.idpf.org/2007/ops"
Element: TypeAlias = etree._Element
Child: TypeAlias = "Element | str | None"


def el(tag: str, *children: Child, **attributes: str | None) -> Element:
    """An XHTML element. `class_` loses its underscore, `__` becomes a hyphen; None is left out."""
    element: Element = etree.Element(f"{{{XHTML}}}{tag}")
    for name, value in attributes.items():
        if value is not None:
            element.set(_attribute(name), value)
    append(element, children)
    return element


def _attribute(name: str) -> str:
    if name.startswith("epub_"):
        return f"{{{EPUB}}}{name[5:]}"
    return name.rstrip("_").replace("__", "-")


def append(element: Element, children: Iterable[Child]) -> None:
    """Add children; strings become text at the right place."""
    for child in children:
        if child is None:
            continue
        if not isinstance(child, str):
            element.append(child)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + child
        else:
            element.text = (element.text or "") + child
