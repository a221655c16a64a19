"""A page's drawing in screen colours → the same drawing in inks.

In: the operators of a content stream (ISO 32000-1, annex A) as the engine wrote it, and `Inks`. Out:
operators without any colour of the screen. What a colour becomes depends on what is painted with it
(letters, areas, lines), so colours are written where something is painted, not where they were chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import pikepdf
from pikepdf import ContentStreamInstruction, Name, Operator

from kanwu_press.press.inks import Cmyk, Inks, Paint, Rgb

SPOT_SPACE = Name("/KwSpot")
OVERPRINT, KNOCKOUT = Name("/KwOver"), Name("/KwKnock")

Operands: TypeAlias = Sequence[Any]
Matrix: TypeAlias = tuple[float, float, float, float, float, float]

_SHOWS = frozenset(("Tj", "TJ", "'", '"'))
_BUILDS = frozenset(("m", "l", "c", "v", "y", "re", "h"))
_FILLS = frozenset(("f", "F", "f*", "B", "B*", "b", "b*"))
_STROKES = frozenset(("S", "s", "B", "B*", "b", "b*"))
_ENDS = _FILLS | _STROKES | {"n"}
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A colour as the stream chose it: of the screen, of the press already, or a pattern (its operands)."""

    rgb: Rgb | None = None
    inks: Cmyk | None = None
    pattern: tuple[Any, ...] | None = None


@dataclass(frozen=True, slots=True)
class _State:
    """The graphics state as far as colour goes: what was chosen, and what has been written out."""

    matrix: Matrix = _IDENTITY
    fill: Chosen | None = None
    stroke: Chosen | None = None
    fill_space: str = ""
    stroke_space: str = ""
    written_fill: object = None
    written_stroke: object = None
    overprints: bool | None = None


class UnknownColourError(ValueError):
    """A colour space that the engine is not known to write; the edition can't be made."""


class Recolouring:
    """Rewrites one content stream. `named` tells the space behind a name of the resources."""

    def __init__(self, inks: Inks, named: Callable[[str], str]) -> None:
        self._inks = inks
        self._named = named
        self._state = _State()
        self._stack: list[_State] = []
        self._out: list[tuple[Operands, Operator]] = []
        self._path_at = 0  # where in the output the current path begins
        self._extent: list[tuple[float, float]] = []

    def run(self, instructions: Sequence[Any]) -> list[tuple[Operands, Operator]]:
        """All instructions in inks. Raises UnknownColourError."""
        for instruction in instructions:
            assert isinstance(instruction, ContentStreamInstruction)  # the engine writes no inline images
            self._one(list(instruction.operands), str(instruction.operator), instruction.operator)
        return self._out

    # ---- one operator

    def _one(self, operands: Operands, name: str, operator: Operator) -> None:
        if self._chooses(operands, name):
            return
        if name in _BUILDS:
            if not self._extent:
                self._path_at = len(self._out)
            self._extent.extend(_points(operands, name))
        elif name in _ENDS:
            self._paint_path(name)
        elif name in _SHOWS:
            self._write_fill(self._text_paint())
        elif name == "Do":
            self._before_object()
        elif name == "q":
            self._stack.append(self._state)
        elif name == "cm":
            self._state = replace(self._state, matrix=_times(_matrix(operands), self._state.matrix))
        self._out.append((operands, operator))
        if name == "Q":
            self._state = self._stack.pop()
        elif name in _ENDS:
            self._extent = []

    def _chooses(self, operands: Operands, name: str) -> bool:
        """Take note of a chosen colour; such operators are not copied."""
        stroke = name.isupper()
        match name.lower():
            case "rg":
                chosen = Chosen(rgb=_rgb(operands))
            case "g":
                grey = round(float(operands[0]) * 255)
                chosen = Chosen(rgb=(grey, grey, grey))
            case "k":
                chosen = Chosen(inks=_cmyk(operands))
            case "cs":
                kind = "stroke_space" if stroke else "fill_space"
                self._state = replace(self._state, **{kind: self._named(str(operands[0]))})  # type: ignore[arg-type]
                return True
            case "sc" | "scn":
                space = self._state.stroke_space if stroke else self._state.fill_space
                chosen = self._in_space(operands, space)
            case _:
                return False
        self._state = replace(self._state, stroke=chosen) if stroke else replace(self._state, fill=chosen)
        return True

    def _in_space(self, operands: Operands, space: str) -> Chosen:
        match space:
            case "DeviceCMYK":
                return Chosen(inks=_cmyk(operands))
            case "DeviceRGB":
                return Chosen(rgb=_rgb(operands))
            case "DeviceGray":
                grey = round(float(operands[0]) * 255)
                return Chosen(rgb=(grey, grey, grey))
            case "Pattern":
                return Chosen(pattern=tuple(operands))
            case _:
                raise UnknownColourError(space)

    # ---- writing colours

    def _paint_path(self, name: str) -> None:
        """Colours go before the path: none may be chosen between its building and its painting."""
        tail, self._out = self._out[self._path_at :], self._out[: self._path_at]
        if name in _FILLS:
            self._write_fill(self._area_paint())
        if name in _STROKES:
            self._write_stroke()
        self._out.extend(tail)

    def _text_paint(self) -> Paint | Chosen | None:
        return self._resolved(self._state.fill, self._inks.text)

    def _area_paint(self) -> Paint | Chosen | None:
        area = _area(self._extent, self._state.matrix)
        return self._resolved(self._state.fill, lambda rgb: self._inks.area(rgb, area))

    @staticmethod
    def _resolved(chosen: Chosen | None, paint: Callable[[Rgb], Paint]) -> Paint | Chosen | None:
        if chosen is None or chosen.pattern is not None:
            return chosen
        if chosen.inks is not None:
            return Paint(chosen.inks)
        assert chosen.rgb is not None
        return paint(chosen.rgb)

    def _write_fill(self, paint: Paint | Chosen | None) -> None:
        if paint is None:
            return  # black of the page's beginning: the engine always chooses a colour first
        self._overprint(isinstance(paint, Paint) and paint.overprints)
        if paint != self._state.written_fill:
            self._out.extend(_colour(paint, stroke=False))
            self._state = replace(self._state, written_fill=paint)

    def _write_stroke(self) -> None:
        paint = self._resolved(self._state.stroke, self._inks.line)
        if paint is not None and paint != self._state.written_stroke:
            self._out.extend(_colour(paint, stroke=True))
            self._state = replace(self._state, written_stroke=paint)

    def _overprint(self, on: bool) -> None:
        if self._state.overprints is not on:
            self._out.append(([OVERPRINT if on else KNOCKOUT], Operator("gs")))
            self._state = replace(self._state, overprints=on)

    def _before_object(self) -> None:
        """Pictures never overprint; a group of drawing inherits the colours that were chosen."""
        if self._state.fill is not None:
            self._write_fill(self._text_paint())
        self._write_stroke()
        self._overprint(False)


def _colour(paint: Paint | Chosen, *, stroke: bool) -> Iterator[tuple[Operands, Operator]]:
    """The operators that choose a paint."""
    if isinstance(paint, Chosen):
        yield [Name.Pattern], Operator("CS" if stroke else "cs")
        yield list(paint.pattern or ()), Operator("SCN" if stroke else "scn")
    elif paint.tint is not None:
        yield [SPOT_SPACE], Operator("CS" if stroke else "cs")
        yield [paint.tint], Operator("SCN" if stroke else "scn")
    else:
        yield [round(ink, 4) for ink in paint.inks], Operator("K" if stroke else "k")


# ---- arithmetic ----------------------------------------------------------------------------


def _rgb(operands: Operands) -> Rgb:
    red, green, blue = (min(255, max(0, round(float(value) * 255))) for value in operands[:3])
    return red, green, blue


def _cmyk(operands: Operands) -> Cmyk:
    c, m, y, k = (float(value) for value in operands[:4])
    return c, m, y, k


def _matrix(operands: Operands) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in operands)
    return a, b, c, d, e, f


def _times(m: Matrix, n: Matrix) -> Matrix:
    """First `m`, then `n` (ISO 32000-1, 8.3.4)."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _points(operands: Operands, name: str) -> Iterator[tuple[float, float]]:
    """The points that a building operator names."""
    values = [float(value) for value in operands]
    if name == "re":
        x, y, width, height = values
        yield from ((x, y), (x + width, y + height))
    else:
        yield from zip(values[::2], values[1::2], strict=True)


def _area(points: Sequence[tuple[float, float]], matrix: Matrix) -> float:
    """The box around the points, square points on paper; pages are not rotated."""
    if not points:
        return 0.0
    width = max(x for x, _ in points) - min(x for x, _ in points)
    height = max(y for _, y in points) - min(y for _, y in points)
    return width * height * abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])


def recoloured(stream: pikepdf.Page | pikepdf.Object, inks: Inks, named: Callable[[str], str]) -> bytes:
    """The content of a page or form in inks."""
    instructions = pikepdf.parse_content_stream(stream)
    return pikepdf.unparse_content_stream(Recolouring(inks, named).run(instructions))
