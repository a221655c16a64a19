"""The text matrix of a content stream, and each shown string as a mark: what it says, where, how large."""

from __future__ import annotations

from collections.abc import Callable
from math import hypot

from kanwu_press.preflight.pdfmarked import Tag
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

    def show(self, parts: list[Operand], state: State, tag: Tag, seen: Callable[[Box], Box]) -> Text | None:
        """Show a string, or strings with shifts between; None where nothing is seen of it.

        `seen` gives what the clip leaves of a box.
        """
        font, size = state.font, state.size
        at, first, last = 0.0, 0.0, -1.0  # along the line, in text space
        said: list[str] = []
        known, vertical = font.glyphs, font.vertical
        spacing, word, scale = state.spacing, state.word, state.scale
        per_em = size + spacing if vertical else size / 1000
        untold = False
        for part in parts:
            if isinstance(part, float):
                at -= part / 1000 * size * (1.0 if font.vertical else state.scale)
                continue
            if not isinstance(part, bytes):
                continue
            for code in font.codes(part):
                glyph = known.get(code)
                if glyph is None:
                    glyph = known[code] = font.glyph(code)
                char, width, blank, gap = glyph
                end = at + per_em if vertical else at + (width * per_em + spacing + word * gap) * scale
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
            box=seen(box_of(_extent(first, last, state), matrix)),
            look=state.look(state.render in _FILLED, state.render in _STROKED, tag),
            text=shown("".join(said[:_LONGEST])).strip(),
            size_pt=abs(size) * hypot(matrix[2], matrix[3]),
            font=font,
            untold=untold,
            raw=tuple(part for part in parts if isinstance(part, bytes)),
        )


def _extent(first: float, last: float, state: State) -> Box:
    """The box of the glyphs in text space."""
    size = state.size
    if state.font.vertical:
        return -size / 2, -last, size / 2, -first
    return first, state.rise + _BELOW * size, last, state.rise + _ABOVE * size
