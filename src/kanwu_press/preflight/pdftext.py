"""The text matrix of a content stream, and each shown string as a mark: what it says, where, how large."""

from __future__ import annotations

from math import hypot

from kanwu_press.preflight.pdfmarks import UNIT, Box, Matrix, Text, box_of, times
from kanwu_press.preflight.pdfobjects import shown
from kanwu_press.preflight.pdfstate import State
from kanwu_press.preflight.pdftokens import Operand

# A glyph reaches so far below and above its baseline, in em: the box of a Han character.
_BELOW, _ABOVE = -0.12, 0.88
_INVISIBLE = (3, 7)  # text rendering modes that paint nothing
_FILLED, _STROKED = (0, 2, 4, 6), (1, 2, 5, 6)
_LONGEST = 400  # characters kept of one string


class TextPen:
    """Where the next glyph stands, between BT and ET."""

    def __init__(self) -> None:
        self._line: Matrix = UNIT
        self._now: Matrix = UNIT

    def place(self, matrix: Matrix) -> None:
        self._line = self._now = matrix

    def move(self, x: float, y: float) -> None:
        self.place(times((1.0, 0.0, 0.0, 1.0, x, y), self._line))

    def show(self, parts: list[Operand], state: State) -> Text | None:
        """Show a string, or strings with shifts between; None where nothing is seen of it."""
        font, size = state.font, state.size
        at, first, last = 0.0, 0.0, -1.0  # along the line, in text space
        said: list[str] = []
        untold = False
        for part in parts:
            if isinstance(part, float):
                at -= part / 1000 * size * (1.0 if font.vertical else state.scale)
                continue
            if not isinstance(part, bytes):
                continue
            for code in font.codes(part):
                char = font.character(code)
                end = at + self._advance(code, state)
                blank = char.isspace() if char else code == 32 and font.wide == "one"
                untold = untold or not char
                if not blank:
                    first = at if last < first else first
                    last = max(end, at)
                said.append(char)
                at = end
        start = self._now
        self._now = times((1.0, 0.0, 0.0, 1.0, *((0.0, -at) if font.vertical else (at, 0.0))), start)
        if last < first or state.render in _INVISIBLE:
            return None
        matrix = times(start, state.ctm)
        return Text(
            box=box_of(_extent(first, last, state), matrix),
            look=state.look(state.render in _FILLED, state.render in _STROKED),
            text=shown("".join(said[:_LONGEST])).strip(),
            size_pt=abs(size) * hypot(matrix[2], matrix[3]),
            font=font,
            untold=untold,
            raw=tuple(part for part in parts if isinstance(part, bytes)),
        )

    @staticmethod
    def _advance(code: int, state: State) -> float:
        font = state.font
        if font.vertical:
            return state.size + state.spacing
        word = state.word if code == 32 and font.wide == "one" else 0.0
        return (font.advance(code) / 1000 * state.size + state.spacing + word) * state.scale


def _extent(first: float, last: float, state: State) -> Box:
    """The box of the glyphs in text space."""
    size = state.size
    if state.font.vertical:
        return -size / 2, -last, size / 2, -first
    return first, state.rise + _BELOW * size, last, state.rise + _ABOVE * size
