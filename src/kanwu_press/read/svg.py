"""An SVG drawing → its size, or why it is refused. It is parsed and weighed before any renderer sees it.

Refused are: entities and document types, scripts, links to anything outside the drawing, embedded
pages, and `use` that multiplies (a 2 kB drawing can ask for a billion copies).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Place

MOST_ELEMENTS = 20_000  # with every `use` counted as what it copies
DEEPEST = 60

BROKEN = Rule(
    "svg-broken",
    Level.ERROR,
    N_("The drawing “{name}” is not a readable SVG file."),
    N_("Save it again from the drawing program, or as PNG."),
)
DOCTYPE = Rule(
    "svg-doctype",
    Level.ERROR,
    N_("The drawing “{name}” defines entities (DOCTYPE), which is refused for safety."),
    N_("Save it again as “plain SVG”, or as PNG."),
)
OUTSIDE = Rule(
    "svg-outside",
    Level.ERROR,
    N_("The drawing “{name}” refers to something outside itself: {target}"),
    N_("Embed nothing and link nothing in drawings; or save it as PNG."),
)
ACTIVE = Rule(
    "svg-active",
    Level.ERROR,
    N_("The drawing “{name}” contains <{element}>, which is refused."),
    N_("Save it again as “plain SVG”, or as PNG."),
)
HEAVY = Rule(
    "svg-heavy",
    Level.ERROR,
    N_("The drawing “{name}” has too many or too deeply nested parts (at most {limit})."),
    N_("Simplify it, or save it as PNG with 300 pixels per inch."),
)
SIZE = Rule(
    "svg-size",
    Level.ERROR,
    N_("The drawing “{name}” does not say how large it is."),
    N_("Give the svg element a viewBox, or width and height."),
)

_SVG = "{http://www.w3.org/2000/svg}"
_ACTIVE = {
    "script", "foreignObject", "iframe", "object", "embed", "audio", "video", "animate", "animateMotion",
    "animateTransform", "set", "handler", "listener", "image",
}  # fmt: skip
_URL = re.compile(r"url\(\s*['\"]?\s*([^)'\"]*)|@import\s*['\"]?([^;'\"]*)", re.IGNORECASE)
_FRAGMENT = re.compile(r"url\(\s*['\"]?#([^)'\"\s]+)")
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(px|pt|pc|mm|cm|in)?\s*")
_PX = {"px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}


def svg_size(data: bytes, name: str, place: Place) -> tuple[int, int] | Finding:
    """Width and height of a harmless drawing in CSS pixels, at least 1; else the finding."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            return DOCTYPE.at(place, name=name)
        return BROKEN.at(place, name=name)
    if root.getroottree().docinfo.internalDTD is not None and b"<!ENTITY" in data:
        return DOCTYPE.at(place, name=name)
    if root.tag != f"{_SVG}svg":
        return BROKEN.at(place, name=name)
    if b"<?xml-stylesheet" in data:
        return ACTIVE.at(place, name=name, element="?xml-stylesheet")
    fault = next(_faults(root, name, place), None)
    return fault or _size(root) or SIZE.at(place, name=name)


def _faults(root: etree._Element, name: str, place: Place) -> Iterator[Finding]:
    for count, element in enumerate(root.iter(etree.Element)):
        if count > MOST_ELEMENTS:
            yield HEAVY.at(place, name=name, limit=MOST_ELEMENTS)
            return
        tag = etree.QName(element).localname
        if tag in _ACTIVE:
            yield ACTIVE.at(place, name=name, element=tag)
        yield from _attributes(element, name, place)
        if tag == "style":
            yield from _urls("".join(map(str, element.itertext())), name, place)
    if _weight(root) > MOST_ELEMENTS:
        yield HEAVY.at(place, name=name, limit=MOST_ELEMENTS)


def _attributes(element: etree._Element, name: str, place: Place) -> Iterator[Finding]:
    for key, value in element.attrib.items():
        local = etree.QName(key).localname
        text = str(value)
        if local.startswith("on"):
            yield ACTIVE.at(place, name=name, element=local)
        elif local in ("href", "src"):
            if not text.strip().startswith("#"):
                yield OUTSIDE.at(place, name=name, target=text.strip()[:60])
        else:
            yield from _urls(text, name, place)


def _urls(text: str, name: str, place: Place) -> Iterator[Finding]:
    for match in _URL.finditer(text):
        target = (match.group(1) or match.group(2) or "").strip()
        if not target.startswith("#"):
            yield OUTSIDE.at(place, name=name, target=target[:60])


def _weight(root: etree._Element) -> int:
    """How many elements a renderer would draw; more than the limit when nested too deep or in a circle."""
    too_many = MOST_ELEMENTS + 1
    by_id = {str(e.get("id")): e for e in root.iter(etree.Element) if e.get("id")}
    known: dict[etree._Element, int] = {}
    # Children and copied elements first, so that each is weighed once; a circle is too heavy by definition.
    stack = [(root, False)]
    open_: set[etree._Element] = set()
    while stack:
        element, done = stack.pop()
        if element in known:
            continue
        parts = _parts(element, by_id)
        if done:
            open_.discard(element)
            known[element] = min(too_many, 1 + sum(known.get(part, 0) for part in parts))
            continue
        if element in open_ or len(open_) > DEEPEST:
            return too_many
        open_.add(element)
        stack.append((element, True))
        for part in parts:
            if part in open_:
                return too_many
            stack.append((part, False))
    return known[root]


def _parts(element: etree._Element, by_id: dict[str, etree._Element]) -> list[etree._Element]:
    """What drawing `element` draws: its children, and what a `use` (or a pattern's href) copies."""
    parts = list(element.iterchildren(etree.Element))
    for key, value in element.attrib.items():
        if etree.QName(key).localname == "href":
            copied = by_id.get(str(value).strip().lstrip("#"))
            if copied is not None:
                parts.append(copied)
        else:
            parts.extend(by_id[t] for t in _FRAGMENT.findall(str(value)) if t in by_id)
    return parts


def _size(root: etree._Element) -> tuple[int, int] | None:
    width, height = (_length(root.get(side)) for side in ("width", "height"))
    box = re.split(r"[\s,]+", str(root.get("viewBox", "")).strip())
    try:
        numbers = [float(part) for part in box] if len(box) == 4 else []
    except ValueError:
        numbers = []
    if numbers and min(numbers[2:]) > 0:
        ratio = numbers[3] / numbers[2]
        width = width or (height / ratio if height else numbers[2])
        height = height or width * ratio
    if not width or not height or max(width, height) > 100_000:
        return None
    return max(1, round(width)), max(1, round(height))


def _length(text: object) -> float | None:
    match = _LENGTH.fullmatch(str(text or ""))
    return float(match.group(1)) * _PX[match.group(2) or "px"] if match else None
