"""Words on proof sheets: outlines, each glyph once in the file, and lines broken to a width.

In: text, a place, a size in pt. Out: operators of a content stream whose resources are `Letters.resources`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf

from kanwu_press.press.lettering import Lettering

NO_START = frozenset("、，。；：！？）》〉」』】〕”’…—～·)%,.;:!?]}")  # no line begins with these
NO_END = frozenset("（《〈「『【〔“‘([{")  # and none ends with these
_TOKEN = re.compile(r"[A-Za-z0-9_.:/%+\-]+|\s+|.", re.DOTALL)
_PRECISION = 2  # decimals of a place, pt


class Letters:
    """The house's Hei in two weights, in one PDF: a glyph is drawn by name, wherever it stands."""

    def __init__(self, pdf: pikepdf.Pdf, regular: Lettering, bold: Lettering) -> None:
        self._pdf = pdf
        self._faces = (regular, bold)
        self._names: dict[tuple[str, bool], str] = {}
        self._forms = pdf.make_indirect(pikepdf.Dictionary())
        multiply = pikepdf.Dictionary(Multiply=pikepdf.Dictionary(BM=pikepdf.Name.Multiply))
        self.resources = pdf.make_indirect(pikepdf.Dictionary(XObject=self._forms, ExtGState=multiply))

    def add(self, name: str, form: pikepdf.Object) -> None:
        """Another thing that the operators may draw by `name`."""
        self._forms[f"/{name}"] = form

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """How wide a line is, pt."""
        return self._faces[bold].width(text, size)

    def line(self, text: str, x: float, y: float, size: float, *, bold: bool = False) -> str:
        """Operators that fill `text` with the current colour from (x, y) on, pt."""
        parts = []
        for char in text:
            name = self._name(char, bold)
            if name:
                parts.append(f"q {size:g} 0 0 {size:g} {x:.{_PRECISION}f} {y:.{_PRECISION}f} cm /{name} Do Q")
            x += self.width(char, size, bold=bold)
        return "\n".join(parts)

    def _name(self, char: str, bold: bool) -> str:
        """The name of the form that draws a character 1 pt high; "" for a blank."""
        key = (char, bold)
        if key not in self._names:
            path = self._faces[bold].line(char, 0, 0, 1)
            self._names[key] = f"{'B' if bold else 'R'}{ord(char):X}" if path else ""
            if path:
                form = pikepdf.Stream(self._pdf, path)
                form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
                form.BBox = [-1, -1, 3, 2]
                self.add(self._names[key], form)
        return self._names[key]

    def broken(self, text: str, width: float, size: float) -> tuple[str, ...]:
        """`text` in lines of at most `width` pt; no mark at a wrong end, words whole if they fit."""
        lines: list[str] = []
        line = ""
        for token in self._tokens(text, width, size):
            if line and self.width(line + token.rstrip(), size) > width:
                line, carried = _carry(line, token)
                lines.append(line.rstrip())
                line = (carried + token).lstrip()
            else:
                line += token
        return tuple(part for part in (*lines, line.rstrip()) if part)

    def _tokens(self, text: str, width: float, size: float) -> Iterator[str]:
        """Han characters, and words; a word wider than a line letter by letter."""
        for token in _TOKEN.findall(text):
            if token.isspace():
                yield " "
            elif self.width(token, size) > width:
                yield from token
            else:
                yield token


def _carry(line: str, token: str) -> tuple[str, str]:
    """The line, and what of its end has to go down with `token`."""
    cut = len(line)
    following = token[0]
    while cut > 1 and (following in NO_START or line[cut - 1] in NO_END):
        cut -= 1
        following = line[cut]
    return (line[:cut], line[cut:]) if cut > 1 else (line, "")
