"""A page's drawing in screen colours → the same drawing in inks.

In: the operators of a content stream (ISO 32000-1, annex A) as the engine wrote it, and `Inks`. Out:
operators without any colour of the screen. What a colour becomes depends on what is painted with it
(letters, areas, lines), so colours are written where something is painted, not where they were chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import dist
from typing import Any, Protocol, TypeAlias

import pikepdf
from pikepdf import ContentStreamInstruction, Name, Operator

from kanwu_press.press.inks import Cmyk, Paint, Rgb

SPOT_SPACE = Name("/KwSpot")
# Overprint of fills and of strokes: the names of the four graphics states (ISO 32000-1, 8.6.7).
OVERPRINTS = {
    (False, False): Name("/KwKnock"), (True, False): Name("/KwOver"),
    (False, True): Name("/KwOverLines"), (True, True): Name("/KwOverAll"),
}  # fmt: skip

Operands: TypeAlias = Sequence[Any]
Matrix: TypeAlias = tuple[float, float, float, float, float, float]
Box: TypeAlias = tuple[float, float, float, float]
Point: TypeAlias = tuple[float, float]

_SHOWS = frozenset(("Tj", "TJ", "'", '"'))
_BUILDS = frozenset(("m", "l", "c", "v", "y", "re", "h"))
_FILLS = frozenset(("f", "F", "f*", "B", "B*", "b", "b*"))
_STROKES = frozenset(("S", "s", "B", "B*", "b", "b*"))
_ENDS = _FILLS | _STROKES | {"n"}
_FILLED, _STROKED = (0, 2, 4, 6), (1, 2, 5, 6)  # by Tr
_MARKS = frozenset(("BMC", "BDC", "EMC"))
_FAR = 1e9
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
    overprints: tuple[bool, bool] | None = None  # of fills and of strokes, as written
    render: int = 0  # how letters are painted (Tr)
    alpha: float = 1.0
    clip: Box = (-_FAR, -_FAR, _FAR, _FAR)


class UnknownColourError(ValueError):
    """A colour space that the engine is not known to write; the edition can't be made."""


class Inking(Protocol):
    """What answers how a colour of the screen is painted: `inks.Inks`, or `inks.Luminance` in a mask."""

    def area(self, rgb: Rgb, pt2: float = 0.0, thickness: float = 0.0) -> Paint: ...
    def line(self, rgb: Rgb) -> Paint: ...
    def text(self, rgb: Rgb) -> Paint: ...
    def given(self, inks: Cmyk) -> Paint: ...


@dataclass(frozen=True, slots=True)
class Names:
    """What names of a stream's resources stand for: colour spaces, and the fill's opacity of a state."""

    space: Callable[[str], str]
    alpha: Callable[[str], float | None]


class Recolouring:
    """Rewrites one content stream."""

    def __init__(self, inks: Inking, names: Names) -> None:
        self._inks = inks
        self._names = names
        self._state = _State()
        self._stack: list[_State] = []
        self._out: list[tuple[Operands, Operator]] = []
        self._path_at = 0  # where in the output the current path begins
        self._paths: list[list[Point]] = []
        self._clips = False
        self._marks: list[bool] = []  # of marked content that is open: whether it is left out

    def run(self, instructions: Sequence[Any]) -> list[tuple[Operands, Operator]]:
        """All instructions in inks. Raises UnknownColourError."""
        for instruction in instructions:
            assert isinstance(instruction, ContentStreamInstruction)  # the engine writes no inline images
            self._one(list(instruction.operands), str(instruction.operator), instruction.operator)
        return self._out

    # ---- one operator

    def _one(self, operands: Operands, name: str, operator: Operator) -> None:
        if self._chooses(operands, name) or (name in _MARKS and self._is_tag(operands, name)):
            return
        if name in _BUILDS:
            self._build(operands, name)
        elif name in _ENDS:
            self._paint_path(name)
        elif name in _SHOWS:
            self._before_text()
        elif name == "Do":
            self._before_object()
        elif name == "q":
            self._stack.append(self._state)
        else:
            self._note(operands, name)
        self._out.append((operands, operator))
        if name == "Q":
            self._state = self._stack.pop()
        elif name in _ENDS:
            self._paths, self._clips = [], False

    def _is_tag(self, operands: Operands, name: str) -> bool:
        """Whether an operator belongs to marks for programs that read aloud; plates have no use for them."""
        if name == "EMC":
            return bool(self._marks) and self._marks.pop()
        properties = operands[1] if len(operands) > 1 else None
        numbered = isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties
        self._marks.append(numbered or operands[0] == Name.Artifact)
        return self._marks[-1]

    def _note(self, operands: Operands, name: str) -> None:
        """What changes the state of drawing otherwise."""
        match name:
            case "cm":
                self._state = replace(self._state, matrix=_times(_matrix(operands), self._state.matrix))
            case "Tr":
                self._state = replace(self._state, render=int(operands[0]))
            case "gs":
                alpha = self._names.alpha(str(operands[0]))
                self._state = self._state if alpha is None else replace(self._state, alpha=alpha)
            case "W" | "W*":
                self._clips = True

    def _build(self, operands: Operands, name: str) -> None:
        if not self._paths:
            self._path_at = len(self._out)
        if name in ("m", "re") or not self._paths:
            self._paths.append([])
        self._paths[-1].extend(_placed(point, self._state.matrix) for point in _points(operands, name))

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
                self._state = replace(self._state, **{kind: self._names.space(str(operands[0]))})  # type: ignore[arg-type]
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
        fills, strokes = name in _FILLS, name in _STROKES
        self._write(self._area_paint() if fills else None, self._line_paint() if strokes else None)
        self._out.extend(tail)
        if self._clips:
            everything = [point for path in self._paths for point in path]
            self._state = replace(self._state, clip=_common(self._state.clip, _around(everything)))

    def _before_text(self) -> None:
        fill = self._resolved(self._state.fill, self._inks.text) if self._state.render in _FILLED else None
        self._write(fill, self._line_paint() if self._state.render in _STROKED else None)

    def _before_object(self) -> None:
        """Pictures never overprint; a group of drawing inherits the colours that were chosen."""
        self._write(self._resolved(self._state.fill, self._inks.text), self._line_paint())
        self._overprint((False, False))

    def _area_paint(self) -> Paint | Chosen | None:
        """A path of one piece is known by its size; of several, that may leave holes, nothing is known."""
        size, thickness = _size(self._paths[0], self._state.clip) if len(self._paths) == 1 else (0.0, 0.0)
        if self._state.alpha < 1:
            size = 0.0
        return self._resolved(self._state.fill, lambda rgb: self._inks.area(rgb, size, thickness))

    def _line_paint(self) -> Paint | Chosen | None:
        return self._resolved(self._state.stroke, self._inks.line)

    def _resolved(self, chosen: Chosen | None, paint: Callable[[Rgb], Paint]) -> Paint | Chosen | None:
        if chosen is None or chosen.pattern is not None:
            return chosen
        if chosen.inks is not None:
            return self._inks.given(chosen.inks)
        assert chosen.rgb is not None
        return paint(chosen.rgb)

    def _write(self, fill: Paint | Chosen | None, stroke: Paint | Chosen | None) -> None:
        """Choose the colours of what comes next; None is what is not painted, or black as a page begins."""
        before = self._state.overprints or (False, False)
        over = tuple(
            isinstance(paint, Paint) and paint.overprints if paint is not None else was
            for paint, was in zip((fill, stroke), before, strict=True)
        )
        if fill is not None or stroke is not None:
            self._overprint((over[0], over[1]))
        if fill is not None and fill != self._state.written_fill:
            self._out.extend(_colour(fill, stroke=False))
            self._state = replace(self._state, written_fill=fill)
        if stroke is not None and stroke != self._state.written_stroke:
            self._out.extend(_colour(stroke, stroke=True))
            self._state = replace(self._state, written_stroke=stroke)

    def _overprint(self, on: tuple[bool, bool]) -> None:
        if self._state.overprints != on:
            self._out.append(([OVERPRINTS[on]], Operator("gs")))
            self._state = replace(self._state, overprints=on)


def _colour(paint: Paint | Chosen, *, stroke: bool) -> Iterator[tuple[Operands, Operator]]:
    """The operators that choose a paint."""
    if isinstance(paint, Chosen):
        yield [Name.Pattern], Operator("CS" if stroke else "cs")
        yield list(paint.pattern or ()), Operator("SCN" if stroke else "scn")
    elif paint.grey is not None:
        yield [round(paint.grey, 4)], Operator("G" if stroke else "g")
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


def _points(operands: Operands, name: str) -> Iterator[Point]:
    """The points that a building operator names."""
    values = [float(value) for value in operands]
    if name == "re":
        x, y, width, height = values
        yield from ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    else:
        yield from zip(values[::2], values[1::2], strict=True)


def _placed(point: Point, m: Matrix) -> Point:
    x, y = point
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def _around(points: Sequence[Point]) -> Box:
    xs, ys = [x for x, _ in points] or [0.0], [y for _, y in points] or [0.0]
    return min(xs), min(ys), max(xs), max(ys)


def _common(a: Box, b: Box) -> Box:
    return max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])


def _size(points: Sequence[Point], clip: Box) -> tuple[float, float]:
    """Area (square points on paper) and mean thickness (pt) of a path of one piece, as far as it is seen."""
    turned = [*points[1:], points[0]]
    area = abs(sum(x * v - u * y for (x, y), (u, v) in zip(points, turned, strict=True))) / 2
    round_ = sum(dist(a, b) for a, b in zip(points, turned, strict=True))
    left, lower, right, upper = _common(_around(points), clip)
    width, height = max(0.0, right - left), max(0.0, upper - lower)
    return min(area, width * height), min(2 * area / round_ if round_ else 0.0, width, height)


def recoloured(stream: pikepdf.Page | pikepdf.Object, inks: Inking, names: Names) -> bytes:
    """The content of a page or form in inks."""
    instructions = pikepdf.parse_content_stream(stream)
    return pikepdf.unparse_content_stream(Recolouring(inks, names).run(instructions))
