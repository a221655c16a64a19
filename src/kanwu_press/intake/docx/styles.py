"""styles.xml → the look of runs and the rank of paragraphs, by their chains of styles (ISO/IEC 29500-1)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kanwu_press.intake.docx.names import Element, attribute, child, children, number, switched, value
from kanwu_press.intake.docx.values import Look

_DEEPEST = 20  # styles based on styles; circles end here
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])")
_CAPTIONS = ("caption", "题注")
_WAVES = ("wave", "wavyHeavy", "wavyDouble")
_PLAIN_COLOURS = ("", "auto", "000000")


@dataclass(frozen=True, slots=True)
class Rank:
    """What a paragraph's style and properties say; `numbering` is (list, level)."""

    style: str = ""
    outline: int = 0
    align: str = ""
    numbering: tuple[str, int] | None = None


@dataclass(slots=True)
class Styles:
    """The styles of a document by their ids."""

    root: Element | None
    by_id: dict[str, Element] = field(default_factory=dict)
    default: str = ""
    looks: dict[tuple[str, str], Look] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for style in children(self.root, "w:style"):
            self.by_id[attribute(style, "w:styleId")] = style
            if attribute(style, "w:type") == "paragraph" and attribute(style, "w:default") in ("1", "true"):
                self.default = attribute(style, "w:styleId")

    def chain(self, style_id: str) -> list[Element]:
        """The style and those it is based on, the last first."""
        found: list[Element] = []
        while style_id in self.by_id and len(found) < _DEEPEST:
            style = self.by_id[style_id]
            found.append(style)
            style_id = value(style, "w:basedOn")
        return found[::-1]

    def rank(self, properties: Element | None) -> Rank:
        """What the properties of a paragraph come to."""
        style_id = value(properties, "w:pStyle") or self.default
        chain = self.chain(style_id)
        outline, align, numbering = 0, "", None
        for holder in (*(child(style, "w:pPr") for style in chain), properties):
            outline = _outline(holder, outline)
            align = value(holder, "w:jc") or align
            numbering = _numbering(holder, numbering)
        style_name = value(chain[-1], "w:name").lower() if chain else style_id.lower()
        if any(value(style, "w:name").lower() in _CAPTIONS for style in chain):
            style_name = _CAPTIONS[0]  # Image Caption, Illustration and the like
        named = _HEADING.fullmatch(style_name)
        if named and not outline:
            outline = int(named[1])
        return Rank(style_name, outline, align, numbering)

    def look(self, paragraph: str, run: Element | None) -> Look:
        """The look of a run with properties `run` in a paragraph of style `paragraph`."""
        key = (paragraph or self.default, value(run, "w:rStyle"))
        if key not in self.looks:
            base = Look()
            defaults = child(child(child(self.root, "w:docDefaults"), "w:rPrDefault"), "w:rPr")
            for holder in (
                defaults,
                *(child(style, "w:rPr") for style in self.chain(key[0])),
                *(child(style, "w:rPr") for style in self.chain(key[1])),
            ):
                base = _over(base, holder)
            self.looks[key] = base
        return _over(self.looks[key], run)


def _outline(holder: Element | None, before: int) -> int:
    level = value(holder, "w:outlineLvl")
    if not level:
        return before
    return number(level) + 1 if 0 <= number(level) < 9 else 0


def _numbering(holder: Element | None, before: tuple[str, int] | None) -> tuple[str, int] | None:
    found = child(holder, "w:numPr")
    if found is None:
        return before
    list_id = value(found, "w:numId") or (before[0] if before else "")
    level = (
        number(value(found, "w:ilvl")) if child(found, "w:ilvl") is not None else (before[1] if before else 0)
    )
    return (list_id, level) if list_id not in ("", "0") else None


def _over(look: Look, run: Element | None) -> Look:
    """`look` with what the properties `run` say laid over it."""
    if run is None or len(run) == 0:
        return look

    def flag(wanted: str, before: bool) -> bool:
        said = switched(run, wanted)
        return before if said is None else said

    under, dots = child(run, "w:u"), child(run, "w:em")
    kind = attribute(under, "w:val")
    raised = value(run, "w:vertAlign")
    fonts = child(run, "w:rFonts")
    colour = child(run, "w:color")
    struck = flag("w:strike", look.struck) or bool(switched(run, "w:dstrike"))
    return Look(
        bold=flag("w:b", look.bold),
        dots=attribute(dots, "w:val") not in ("", "none") if dots is not None else look.dots,
        wave=kind in _WAVES if under is not None else look.wave,
        line=kind not in ("", "none", *_WAVES) if under is not None else look.line,
        italic=flag("w:i", look.italic),
        struck=struck,
        hidden=flag("w:vanish", look.hidden),
        raised={"superscript": 1, "subscript": -1, "baseline": 0}.get(raised, look.raised),
        size=number(value(run, "w:sz")) or look.size,
        font=(attribute(fonts, "w:eastAsia") or attribute(fonts, "w:ascii") or look.font),
        coloured=attribute(colour, "w:val") not in _PLAIN_COLOURS if colour is not None else look.coloured,
    )
