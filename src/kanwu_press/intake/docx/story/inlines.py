"""What stands within a paragraph → pieces: runs, and what encloses them: changes, links, fields, controls."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kanwu_press.intake.docx.formulas import formula
from kanwu_press.intake.docx.names import Element, attribute, child, name, switched
from kanwu_press.intake.docx.package import Target
from kanwu_press.intake.docx.story.drawings import Drawings
from kanwu_press.intake.docx.story.fields import Fields
from kanwu_press.intake.docx.story.runs import Around, Runs
from kanwu_press.intake.docx.story.state import GONE, NEW, State
from kanwu_press.intake.docx.story.texts import chosen, text_in
from kanwu_press.intake.docx.values import Piece, words_of


@dataclass(slots=True)
class Inlines:
    """Reads the content of the paragraphs of one story. Tracked changes are accepted and listed."""

    state: State
    targets: dict[str, Target]
    fields: Fields
    drawings: Drawings
    runs: Runs = field(init=False)

    def __post_init__(self) -> None:
        self.runs = Runs(self.state, self.fields, self.drawings, self.read)

    def read(self, one: Element, around: Around, out: list[Piece]) -> None:
        """The pieces of an element, behind those that are there."""
        match name(one):
            case "w:r":
                self.runs.read(one, around, out)
            case "w:del" | "w:moveFrom" as kind:
                self.state.change(GONE[kind], one, text_in(one))
            case "w:ins" | "w:moveTo" as kind:
                before = len(out)
                self._inner(one, around, out)
                self.state.change(NEW[kind], one, "".join(words_of(piece) for piece in out[before:]))
            case "w:hyperlink":
                target = self.targets.get(attribute(one, "r:id"))
                href = target.part if target is not None and target.outside else ""
                self._inner(one, replace(around, href=href), out)
            case "w:fldSimple":
                self.state.leave("field", attribute(one, "w:instr"))
                self._inner(one, around, out)
            case "m:oMath" | "m:oMathPara":
                self._formula(one, out)
            case "w:commentRangeStart":
                self.state.open_comments.add(attribute(one, "w:id"))
                self.state.comment(attribute(one, "w:id"))
            case "w:commentRangeEnd":
                self.state.open_comments.discard(attribute(one, "w:id"))
            case "w:sdt" if switched(child(one, "w:sdtPr"), "w:showingPlcHdr"):
                self.state.leave("placeholder", text_in(one))
            case "mc:AlternateContent":
                taken, other = chosen(one)
                if taken is not None:
                    self._inner(taken, around, out)
                self.state.leave("alternative", other)
            case kind if not kind.endswith("Pr"):
                self._inner(one, around, out)

    def _inner(self, one: Element, around: Around, out: list[Piece]) -> None:
        for part in one:
            self.read(part, around, out)

    def _formula(self, one: Element, out: list[Piece]) -> None:
        made = formula(one)
        if made.source.strip():
            out.append(made)
            self.state.pin(made.text)
