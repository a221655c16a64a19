"""A drawing (DrawingML, VML, OLE) → pictures and text boxes; charts, diagrams and embedded files are told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from kanwu_press.intake.docx.names import Element, attribute, child, name, number
from kanwu_press.intake.docx.package import Target
from kanwu_press.intake.docx.story.state import State
from kanwu_press.intake.docx.story.texts import child_within, chosen, texts_in
from kanwu_press.intake.docx.values import Aside, Block, Image, Paragraph, Piece, Run

_EMU_PER_MM = 36_000


@dataclass(slots=True)
class Drawings:
    """Reads the drawings of one part; `box` reads the story in a text box."""

    state: State
    targets: dict[str, Target]
    box: Callable[[Element], tuple[Block, ...]]

    def read(self, one: Element) -> list[Piece]:
        """Pictures, boxes and objects in a drawing; its alternative text goes to the first picture."""
        own = attribute(child_within(one, "wp:docPr"), "descr")
        width = number(attribute(child_within(one, "wp:extent"), "cx")) / _EMU_PER_MM
        out: list[Piece] = []
        told = len(self.state.objects), len(self.state.left)
        self._drawn(one, width, out)
        if not out and told == (len(self.state.objects), len(self.state.left)) and _has_shapes(one):
            self.state.objects.append((self.state.number, "shapes"))
        for at, piece in enumerate(out):
            if own and isinstance(piece, Image) and not piece.alt:
                out[at] = replace(piece, alt=own)
                return out
        self.state.leave("alternative text", own)
        return out

    def _drawn(self, one: Element, width: float, out: list[Piece]) -> None:
        match name(one):
            case "w:txbxContent":
                blocks = self.box(one)
                out += [Aside(blocks)] if blocks else []
                return
            case "mc:AlternateContent":
                taken, other = chosen(one)
                for part in () if taken is None else taken:
                    self._drawn(part, width, out)
                self.state.leave("alternative", other)
                return
            case "a:blip":
                self._image(attribute(one, "r:embed"), attribute(one, "r:link"), width, one, out)
            case "v:imagedata":
                self._image(attribute(one, "r:id"), attribute(one, "r:href"), width, one, out)
            case "v:textpath" if attribute(one, "string").strip():
                self.state.number += 1
                text = Run(" ".join(attribute(one, "string").split()))
                out.append(Aside((Paragraph(self.state.number, (text,)),)))
            case "c:chart":
                self._object("chart", attribute(one, "r:id"))
            case "dgm:relIds":
                self._object("diagram", attribute(one, "r:dm"))
            case "o:OLEObject":
                self._object(attribute(one, "ProgID") or "OLE", attribute(one, "r:id"))
            case "a:t":
                self.state.leave("drawing", one.text or "")
        for part in one:
            self._drawn(part, width, out)
        if name(one) in ("v:shape", "v:rect"):
            self._shape_alt(attribute(one, "alt"), out)

    def _shape_alt(self, alt: str, out: list[Piece]) -> None:
        last = out[-1] if out else None
        if alt and isinstance(last, Image) and not last.alt:
            out[-1] = replace(last, alt=alt)
        else:
            self.state.leave("alternative text", alt)

    def _object(self, kind: str, key: str) -> None:
        """A chart, diagram or embedded file; its words are left out."""
        self.state.objects.append((self.state.number, kind))
        target = self.targets.get(key)
        part = "" if target is None or target.outside else target.part
        if part.endswith(".xml") and part in self.state.package.names and part not in self.state.used:
            self.state.used.add(part)
            self.state.leave(kind, " ".join(texts_in(self.state.package.xml(part))))  # type: ignore[arg-type]

    def _image(self, key: str, link: str, width: float, one: Element, out: list[Piece]) -> None:
        target, linked = self.targets.get(key), self.targets.get(link)
        if target is not None and not target.outside:
            out.append(Image(target.part, cropped=_cropped(one), width_mm=width))
        elif linked is not None or target is not None:
            address = (linked or target).part  # type: ignore[union-attr]
            out.append(Image("", address=address))
        else:
            out.append(Image(""))  # named, and not there


def _has_shapes(drawing: Element) -> bool:
    """Whether something is drawn but a rule across the page."""
    return not any(attribute(one, "o:hr") in ("t", "true", "1") for one in drawing.iter())


def _cropped(blip: Element) -> bool:
    """Whether Word shows only a part of the picture, or turns it."""
    holder = blip.getparent()
    rect = None if holder is None else child(holder, "a:srcRect")
    if rect is not None and any(number(str(side)) for side in rect.attrib.values()):
        return True
    whole = None if holder is None else holder.getparent()
    turned = None if whole is None else child_within(whole, "a:xfrm")
    return number(attribute(turned, "rot")) != 0
