"""A run (w:r) → pieces: text, line ends, symbols, calls of notes, pinyin, drawings. ISO 29500-1, 17.3.3."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from kanwu_press.intake.docx.names import Element, attribute, child, name
from kanwu_press.intake.docx.story.drawings import Drawings
from kanwu_press.intake.docx.story.fields import Fields
from kanwu_press.intake.docx.story.ruby import reading
from kanwu_press.intake.docx.story.state import State
from kanwu_press.intake.docx.story.texts import chosen, symbol_code, text_in
from kanwu_press.intake.docx.symbols import symbol
from kanwu_press.intake.docx.values import Break, Call, Look, Piece, Run, words_of

LOST_SIGN = "□"
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_LINE_ENDS = re.compile(r"[\r\n]+")  # of the file; Word shows a space


@dataclass(frozen=True, slots=True)
class Around:
    """What encloses a run: the style of its paragraph, and the address of a hyperlink."""

    style: str
    href: str = ""


@dataclass(slots=True)
class Runs:
    """Reads the runs of one story; `inline` reads what may stand beside runs, for those of a w:ruby."""

    state: State
    fields: Fields
    drawings: Drawings
    inline: Callable[[Element, Around, list[Piece]], None]

    def read(self, run: Element, around: Around, out: list[Piece]) -> None:
        """The pieces of a run, behind those that are there."""
        properties = child(run, "w:rPr")
        look = self.state.styles.look(around.style, properties)
        fonts = child(properties, "w:rFonts")
        latin = attribute(fonts, "w:hAnsi") or attribute(fonts, "w:ascii")
        if latin and attribute(fonts, "w:hint") != "eastAsia" and _PRIVATE.search(text_in(run)):
            look = replace(look, font=latin)  # it draws them, not the face for Chinese
        marked = False
        for one in run:
            if marked:
                self.state.leave("note mark", text_in(one))
            else:
                self._content(one, look, around, out)
            marked |= attribute(one, "w:customMarkFollows") in ("1", "true", "on")

    def _content(self, one: Element, look: Look, around: Around, out: list[Piece]) -> None:
        match name(one):
            case "w:t" | "w:delText":
                self._text(one.text or "", look, around, out)
            case "w:instrText" | "w:delInstrText":
                self.fields.add_code(one.text or "")
            case "w:fldChar":
                out += self.fields.mark(one, look)
            case "w:tab" | "w:ptab":
                self._text("\t", look, around, out)
            case "w:br" if attribute(one, "w:type") in ("page", "column"):
                pass
            case "w:br" | "w:cr":
                out += [] if self.fields.in_code() else [Break()]
            case "w:noBreakHyphen":
                self._text("-", look, around, out)
            case "w:sym":
                self._symbol(one, look, around, out)
            case "w:footnoteReference" | "w:endnoteReference" as kind:
                out.append(Call(kind[2:-9], attribute(one, "w:id")))
            case "w:commentReference":
                self.state.comment(attribute(one, "w:id"))
            case "w:ruby":
                self._ruby(one, look, around, out)
            case "w:drawing" | "w:pict" | "w:object":
                out += self.drawings.read(one)
            case "mc:AlternateContent":
                taken, other = chosen(one)
                for part in () if taken is None else taken:
                    self._content(part, look, around, out)
                self.state.leave("alternative", other)
            case kind if kind.endswith("Pr"):
                pass
            case _:
                for part in one:
                    self._content(part, look, around, out)

    def _text(self, text: str, look: Look, around: Around, out: list[Piece]) -> None:
        if not text:
            return
        text = _LINE_ENDS.sub(" ", text)
        if self.fields.in_code():
            self.fields.add_code(text)
        elif look.hidden:
            self.state.leave("hidden", text)
        else:
            out.append(Run(text, look, around.href or self.fields.href()))
            self.state.pin(text)

    def _symbol(self, one: Element, look: Look, around: Around, out: list[Piece]) -> None:
        font, code = attribute(one, "w:font"), symbol_code(one)
        written = symbol(font, code)
        if not written:
            self.state.symbols.append((self.state.number, font, f"{code:04X}"))
            written = LOST_SIGN
        source = text_in(one)
        if look.hidden or self.fields.in_code():
            self._text(source, look, around, out)
            return
        self.state.marks.append((source, written))
        self._text(written, look, around, out)

    def _ruby(self, one: Element, look: Look, around: Around, out: list[Piece]) -> None:
        base: list[Piece] = []
        over: list[Piece] = []
        for part in one:
            if name(part) in ("w:rubyBase", "w:rt"):
                for inner in part:
                    self.inline(inner, around, base if name(part) == "w:rubyBase" else over)
        text, above = ("".join(words_of(p) for p in pieces).strip() for pieces in (base, over))
        out += reading(text, above, look)
