"""The body of a story → its blocks: paragraphs with rank and number, tables (ISO/IEC 29500-1, 17.2)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from kanwu_press.intake.docx.names import Element, attribute, child, name, value
from kanwu_press.intake.docx.package import Target
from kanwu_press.intake.docx.story.drawings import Drawings
from kanwu_press.intake.docx.story.fields import Fields
from kanwu_press.intake.docx.story.grids import grid
from kanwu_press.intake.docx.story.inlines import Inlines
from kanwu_press.intake.docx.story.runs import Around
from kanwu_press.intake.docx.story.state import GONE, State
from kanwu_press.intake.docx.story.texts import chosen, text_in, value_in
from kanwu_press.intake.docx.values import Aside, Block, Image, Paragraph, Piece, Reading, Run, words_of

_CONTENTS = re.compile(r"(?:toc|目录) ?\d")  # styles of a table of contents


@dataclass(slots=True)
class Story:
    """Reads one part, or a box in it."""

    state: State
    targets: dict[str, Target]
    fields: Fields = field(init=False)
    inlines: Inlines = field(init=False)
    carried: list[Piece] = field(default_factory=list)  # of a paragraph whose end was deleted

    def __post_init__(self) -> None:
        self.fields = Fields(self.state)
        drawings = Drawings(self.state, self.targets, self._inner)
        self.inlines = Inlines(self.state, self.targets, self.fields, drawings)

    def read(self, parent: Element | None) -> tuple[Block, ...]:
        """The whole story in an element; what is left open at its end is left out."""
        found: list[Block] = []
        self._blocks(parent, found)
        self.fields.close()
        if self.carried:
            self.state.number += 1
            found.append(Paragraph(self.state.number, _merged(self.carried)))
        return tuple(found)

    def _inner(self, holder: Element) -> tuple[Block, ...]:
        """The story in a cell or a text box."""
        return Story(self.state, self.targets).read(holder)

    def _blocks(self, parent: Element | None, found: list[Block]) -> None:
        for one in () if parent is None else parent:
            self._block(one, found)

    def _block(self, one: Element, found: list[Block]) -> None:
        match name(one):
            case "w:p":
                paragraph = self._paragraph(one)
                if paragraph is not None:
                    found.append(paragraph)
            case "w:tbl":
                found.append(grid(one, self.state, self._inner))
            case "w:del" | "w:moveFrom":
                self.state.change(GONE["w:del"], one, text_in(one))
            case "w:sdt" if value_in(one, "w:docPartGallery").lower() == "table of contents":
                self.state.leave("contents", text_in(child(one, "w:sdtContent")))
            case "mc:AlternateContent":
                taken, other = chosen(one)
                self._blocks(taken, found)
                self.state.leave("alternative", other)
            case "w:altChunk":
                self.state.objects.append((self.state.number, "altChunk"))
            case kind if not kind.endswith("Pr"):
                self._blocks(one, found)

    def _paragraph(self, one: Element) -> Paragraph | None:
        """The paragraph; None where it belongs to a table of contents, or goes on in the next one.

        It goes on where its end was deleted, and where it is a dropped initial (首字下沉).
        """
        self.state.number += 1
        here = self.state.number
        properties = child(one, "w:pPr")
        rank = self.state.styles.rank(properties)
        in_contents = self.fields.in_contents()
        pieces, self.carried = self.carried, []
        around = Around(value(properties, "w:pStyle"))
        for part in one:
            self.inlines.read(part, around, pieces)
        if in_contents or self.fields.in_contents() or _CONTENTS.match(rank.style):
            self.state.leave("contents", "".join(_everything(piece) for piece in pieces))
            return None
        if child(child(properties, "w:rPr"), "w:del") is not None:
            self.carried = pieces  # it goes on in the next
            return None
        if attribute(child(properties, "w:framePr"), "w:dropCap") in ("drop", "margin"):
            self.carried = [_plain(piece) for piece in pieces]
            return None
        label, bullet = self._number(rank.numbering) if pieces else ("", -1)
        return Paragraph(
            here, _merged(pieces), rank.style, rank.outline, rank.align, label, bullet, _size(pieces),
            rank.numbering,
        )  # fmt: skip

    def _number(self, numbering: tuple[str, int] | None) -> tuple[str, int]:
        """The automatic number of a paragraph as it is written out, and the depth of its bullet or -1."""
        if not numbering:
            return "", -1
        label, bulleted = self.state.numbering.next(*numbering)
        self.state.labels += bool(label)
        if label and (label[-1] in ".)" or label[-1].isalnum()):
            label += " "
        return label, min(numbering[1], 3) if bulleted else -1


def _size(pieces: Iterable[Piece]) -> int:
    """The size of most characters, in half points."""
    sizes: Counter[int] = Counter()
    for piece in pieces:
        if isinstance(piece, Run):
            sizes[piece.look.size] += len(piece.text.strip())
    return max(sizes, key=lambda s: (sizes[s], s), default=0)


def _plain(piece: Piece) -> Piece:
    """A dropped initial as an ordinary letter."""
    return replace(piece, look=replace(piece.look, size=0, bold=False)) if isinstance(piece, Run) else piece


def _everything(piece: Piece) -> str:
    """All letters of a piece, also those that are not in the line."""
    match piece:
        case Reading():
            return piece.base + piece.reading
        case Image():
            return piece.alt
        case Aside():
            return "".join(_everything(p) for b in piece.blocks if isinstance(b, Paragraph) for p in b.pieces)
        case _:
            return words_of(piece)


def _merged(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Neighbouring runs of one look as one."""
    out: list[Piece] = []
    for piece in pieces:
        last = out[-1] if out else None
        if isinstance(piece, Run) and isinstance(last, Run) and _alike(piece, last):
            out[-1] = replace(last, text=last.text + piece.text)
        else:
            out.append(piece)
    return tuple(out)


def _alike(one: Run, two: Run) -> bool:
    return (one.look, one.href) == (two.look, two.href)
