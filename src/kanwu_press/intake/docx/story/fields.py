"""Complex fields (ISO/IEC 29500-1, 17.16): which are open, their codes, and what an EQ field comes to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kanwu_press.intake.docx.names import Element, attribute, child, children, number, switched, value
from kanwu_press.intake.docx.story.ruby import reading
from kanwu_press.intake.docx.story.state import State
from kanwu_press.intake.docx.values import Look, Piece, Run

_HREF = re.compile(r'HYPERLINK\s+(?:\\l\s+"[^"]*"|"([^"]*)")', re.IGNORECASE)
# Pinyin and enclosed characters as Word 97 and WPS write them: EQ \o\ad(\s\up 9(qí),亓), EQ \o\ac(○,1)
_EQ_READING = re.compile(
    r"\\o\s*\\ad\s*\(\s*\\s\s*\\up\s*\d*\s*\(([^()]{1,40})\)\s*[,，;]\s*([^()]{1,8})\)", re.IGNORECASE
)
_EQ_CIRCLED = re.compile(r"\\o\s*\\ac\s*\(\s*[○〇◯]\s*[,，;]\s*(\d{1,2})\s*\)", re.IGNORECASE)


@dataclass(slots=True)
class Field:
    """A field that is open: its code, and whether its result has begun."""

    code: str = ""
    result: bool = False
    form: str = ""  # what a form field shows

    @property
    def kind(self) -> str:
        return (self.code.split() or [""])[0].upper()


@dataclass(slots=True)
class Fields:
    """The fields open at one place of a story, the innermost last."""

    state: State
    open: list[Field] = field(default_factory=list)

    def in_code(self) -> bool:
        """Whether text belongs to the code of a field and is not printed."""
        return any(not one.result for one in self.open)

    def in_contents(self) -> bool:
        """Whether text is the result of a table of contents."""
        return any(one.result and one.kind == "TOC" for one in self.open)

    def href(self) -> str:
        """The address of the hyperlink that is open; empty where there is none."""
        links = [m[1] for one in self.open if one.result and (m := _HREF.match(one.code.strip()))]
        return next((href for href in links if href), "")

    def add_code(self, text: str) -> None:
        """Text of a code; left out as such where no field is open."""
        if self.open:
            self.open[-1].code += text
        else:
            self.state.leave("field", text)

    def mark(self, one: Element, look: Look) -> list[Piece]:
        """Follows a w:fldChar (begin, separate, end); what the field comes to beside its result."""
        kind = attribute(one, "w:fldCharType")
        if kind == "begin":
            self.open.append(Field(form=_form(child(one, "w:ffData"))))
        elif kind == "separate" and self.open:
            self.open[-1].result = True
        elif kind == "end" and self.open:
            done = self.open.pop()
            if self.in_code():
                self.open[-1].code += done.code
            elif done.kind == "EQ":
                return self._equation(done, look)
            else:
                self.state.leave("field", done.code)
                if done.form:
                    self.state.marks.append(("", done.form))
                    return [Run(done.form, look)]
        return []

    def _equation(self, done: Field, look: Look) -> list[Piece]:
        """An EQ field: pinyin, an enclosed number, or a formula in Word's own line form."""
        self.state.leave("field", done.code)
        guide, circled = _EQ_READING.search(done.code), _EQ_CIRCLED.search(done.code)
        if guide:
            self.state.marks.append(("", guide[1].strip() + guide[2].strip()))
            return reading(guide[2].strip(), guide[1].strip(), look)
        if circled and 1 <= int(circled[1]) <= 20:
            mark = chr(ord("①") + int(circled[1]) - 1)
            self.state.marks.append(("", mark))
            return [Run(mark, look)]
        if not done.result:
            self.state.objects.append((self.state.number, "EQ"))
        return []

    def close(self) -> None:
        """The story ends: what is still open is counted and its code left out."""
        for one in self.open:
            self.state.open_fields += 1
            self.state.leave("field", one.code)


def _form(data: Element | None) -> str:
    """What a form field of Word 97 shows (w:ffData): a box, ticked or not; the entry that was chosen."""
    box, entries = child(data, "w:checkBox"), child(data, "w:ddList")
    if box is not None:
        ticked = switched(box, "w:checked")
        return "☑" if (switched(box, "w:default") if ticked is None else ticked) else "☐"
    if entries is not None:
        texts = [attribute(one, "w:val") for one in children(entries, "w:listEntry")]
        at = number(value(entries, "w:result") or value(entries, "w:default"))
        return texts[at] if 0 <= at < len(texts) else ""
    return ""
