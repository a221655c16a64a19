"""Names of OOXML elements and attributes with the usual prefixes, in both editions of ISO/IEC 29500."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

_TRANSITIONAL = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
_URIS = {
    "w": ("wordprocessingml/2006/main", "wordprocessingml/main"),
    "r": ("officeDocument/2006/relationships", "officeDocument/relationships"),
    "m": ("officeDocument/2006/math", "officeDocument/math"),
    "a": ("drawingml/2006/main", "drawingml/main"),
    "wp": ("drawingml/2006/wordprocessingDrawing", "drawingml/wordprocessingDrawing"),
    "c": ("drawingml/2006/chart", "drawingml/chart"),
    "dgm": ("drawingml/2006/diagram", "drawingml/diagram"),
    "pic": ("drawingml/2006/picture", "drawingml/picture"),
}
_PREFIXES = {_TRANSITIONAL + old: prefix for prefix, (old, _) in _URIS.items()}
_PREFIXES |= {_STRICT + new: prefix for prefix, (_, new) in _URIS.items()}
_PREFIXES |= {
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "http://schemas.microsoft.com/office/drawing/2016/SVG/main": "asvg",
}
Element = etree._Element


@lru_cache(maxsize=4096)
def _short(tag: str) -> str:
    if not tag.startswith("{"):
        return tag
    uri, _, local = tag[1:].partition("}")
    prefix = _PREFIXES.get(uri)
    return f"{prefix}:{local}" if prefix else f"?:{local}"


def name(element: Element) -> str:
    """`w:p` for a paragraph; `?:x` in a namespace that is not known; empty for comments and instructions."""
    tag = element.tag
    return _short(tag) if isinstance(tag, str) else ""


def attribute(element: Element | None, wanted: str) -> str:
    """The value of the attribute `w:val`, whichever edition; empty where it is missing."""
    if element is None:
        return ""
    return next((str(value) for key, value in element.attrib.items() if _short(str(key)) == wanted), "")


def child(element: Element | None, wanted: str) -> Element | None:
    """The first child of that name."""
    if element is None:
        return None
    return next((one for one in element if name(one) == wanted), None)


def children(element: Element | None, wanted: str) -> Iterator[Element]:
    """All children of that name."""
    if element is not None:
        yield from (one for one in element if name(one) == wanted)


def value(element: Element | None, wanted: str) -> str:
    """`w:val` of the child of that name; empty where there is none."""
    return attribute(child(element, wanted), "w:val")


def switched(element: Element | None, wanted: str) -> bool | None:
    """An on/off property; None where it is not said."""
    found = child(element, wanted)
    if found is None:
        return None
    return attribute(found, "w:val") not in ("0", "false", "off")


def number(text: str) -> int:
    """A whole number, also with a decimal part; 0 where it is none, or absurd."""
    try:
        found = int(float(text)) if len(text) < 20 else 0
    except (ValueError, OverflowError):
        return 0
    return found if abs(found) < 10**9 else 0
