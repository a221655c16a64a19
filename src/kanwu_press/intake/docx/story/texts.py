"""An XML element → all text within it, printed or not; the alternatives of markup compatibility.

ISO/IEC 29500-1 and, for mc:AlternateContent, 29500-3.
"""

from __future__ import annotations

import re

from kanwu_press.intake.docx.names import Element, attribute, child, name

_TEXTS = ("w:t", "w:delText", "w:instrText", "w:delInstrText", "m:t", "a:t", "c:v")
_SHOWN = (*_TEXTS, "a:blip", "v:imagedata", "c:chart", "dgm:relIds", "w:sym")


def text_in(element: Element | None) -> str:
    """All text within an element, of both alternatives where there are two that differ."""
    if element is None:
        return ""
    return "".join(texts_in(element))


def texts_in(element: Element) -> list[str]:
    """The same, piece by piece."""
    kind = name(element)
    if kind in _TEXTS:
        return [element.text or ""]
    if kind == "w:sym":
        code = symbol_code(element)
        return [chr(code)] if 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else []
    if kind == "w:noBreakHyphen":
        return ["-"]
    if kind == "mc:AlternateContent":
        choice, fallback = alternatives(element)
        one, two = text_in(choice), text_in(fallback)
        return [one] if same_letters(one, two) else [one, two]
    own = [attribute(element, "string")] if kind == "v:textpath" else []
    own += [attribute(element, "w:instr")] if kind == "w:fldSimple" else []
    own += [attribute(element, "w:val")] if kind in ("w:tblCaption", "w:tblDescription") else []
    own += [attribute(element, "descr")] if kind == "wp:docPr" else []
    own += [attribute(element, "alt")] if kind in ("v:shape", "v:rect") else []
    return [*own, *(text for one in element for text in texts_in(one))]


def symbol_code(element: Element) -> int:
    """The code point of a w:sym; 0 where it is none."""
    text = attribute(element, "w:char")
    return int(text, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,6}", text) else 0


def alternatives(element: Element) -> tuple[Element | None, Element | None]:
    """The choice and the fallback of a mc:AlternateContent."""
    return child(element, "mc:Choice"), child(element, "mc:Fallback")


def chosen(element: Element) -> tuple[Element | None, str]:
    """The alternative that is read, and the text of the other where it differs.

    It is the choice; the fallback where the choice holds nothing that we read.
    """
    choice, fallback = alternatives(element)
    if choice is None or (fallback is not None and not _holds(choice) and _holds(fallback)):
        choice, fallback = fallback, choice
    other = text_in(fallback)
    return choice, "" if same_letters(other, text_in(choice)) else other


def same_letters(one: str, two: str) -> bool:
    """Whether two texts are the same but for spaces."""
    return "".join(one.split()) == "".join(two.split())


def _holds(element: Element) -> bool:
    """Whether there is text, a picture or an object in an element."""
    return any(name(one) in _SHOWN for one in element.iter())


def child_within(one: Element, wanted: str) -> Element | None:
    """The first element of that name at any depth, but not within a text box."""
    for part in one:
        if name(part) == wanted:
            return part
        if name(part) not in ("w:txbxContent", "mc:Fallback"):
            found = child_within(part, wanted)
            if found is not None:
                return found
    return None


def value_in(one: Element, wanted: str) -> str:
    """w:val of the element of that name among the properties of a w:sdt."""
    properties = child(one, "w:sdtPr")
    return attribute(None if properties is None else child_within(properties, wanted), "w:val")
