"""The graphics state of a content stream as a value, and what the state operators make of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from operator import attrgetter

from kanwu_press.preflight.pdfcolour import CMYK, GRAY, RGB, UNKNOWN, Paint, Space, first_paint, paint
from kanwu_press.preflight.pdffonts import NO_FONT, Font
from kanwu_press.preflight.pdfmarked import Tag
from kanwu_press.preflight.pdfmarks import UNIT, Box, Look, Matrix
from kanwu_press.preflight.pdfobjects import Obj, array, flag, get, name, number
from kanwu_press.preflight.pdftokens import Operand

BLACK = paint(GRAY, (0.0,))


@dataclass(frozen=True, slots=True)
class State:
    """What counts while something is painted (ISO 32000-1, 8.4); the clip as the box around it."""

    ctm: Matrix = UNIT
    clip: Box = (-1e9, -1e9, 1e9, 1e9)
    fill: Paint = BLACK
    stroke: Paint = BLACK
    fill_pattern: Obj = field(default=None, compare=False)
    stroke_pattern: Obj = field(default=None, compare=False)
    fill_over: bool = False
    stroke_over: bool = False
    mode: int = 0
    width: float = 1.0
    clear: bool = False
    note: bool = False
    font: Font = field(default=NO_FONT, compare=False)
    size: float = 1.0
    spacing: float = 0.0
    word: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    render: int = 0

    def look(self, fill: bool, stroke: bool, tag: Tag) -> Look:
        """The look of something that is filled, stroked, or both, and stands under a tag."""
        return Look(
            self.fill if fill else None,
            self.stroke if stroke else None,
            self.fill_over,
            self.stroke_over,
            self.mode,
            self.clear,
            self.note,
            tag,
        )


_SLOTS = tuple(State.__slots__)
_PLACES = {name: place for place, name in enumerate(_SLOTS)}
_ALL = attrgetter(*_SLOTS)


def changed(state: State, **values: object) -> State:
    """`dataclasses.replace`, three times as fast: a page changes its state some hundred times."""
    fields = list(_ALL(state))
    for key, value in values.items():
        fields[_PLACES[key]] = value
    return State(*fields)


def floats(operands: list[Operand], count: int) -> tuple[float, ...] | None:
    """The last `count` operands, if they are numbers all; `count` 0 takes what numbers there are."""
    found = tuple(v for v in operands if isinstance(v, float))
    if count == 0:
        return found
    return found[-count:] if len(found) >= count else None


def with_colour(state: State, stroke: bool, colour: Paint, pattern: Obj = None) -> State:
    if stroke:
        return changed(state, stroke=colour, stroke_pattern=pattern)
    return changed(state, fill=colour, fill_pattern=pattern)


def _device(space: Space, stroke: bool) -> Callable[[State, list[Operand]], State]:
    def applied(state: State, operands: list[Operand]) -> State:
        values = floats(operands, space.count)
        return state if values is None else with_colour(state, stroke, paint(space, values))

    return applied


def _number(attribute: str, factor: float = 1.0) -> Callable[[State, list[Operand]], State]:
    def applied(state: State, operands: list[Operand]) -> State:
        values = floats(operands, 1)
        if values is None:
            return state
        return changed(state, **{attribute: values[0] * factor})

    return applied


def _render(state: State, operands: list[Operand]) -> State:
    values = floats(operands, 1)
    return state if values is None else changed(state, render=int(values[0]) % 8)


SIMPLE: dict[str, Callable[[State, list[Operand]], State]] = {
    "g": _device(GRAY, False),
    "G": _device(GRAY, True),
    "rg": _device(RGB, False),
    "RG": _device(RGB, True),
    "k": _device(CMYK, False),
    "K": _device(CMYK, True),
    "w": _number("width"),
    "Tc": _number("spacing"),
    "Tw": _number("word"),
    "Tz": _number("scale", 0.01),
    "TL": _number("leading"),
    "Ts": _number("rise"),
    "Tr": _render,
}


def choose_space(state: State, stroke: bool, space: Space) -> State:
    """After `cs` or `CS`."""
    return with_colour(state, stroke, first_paint(space))


def choose_colour(state: State, stroke: bool, operands: list[Operand], pattern: Obj) -> State:
    """After `sc`, `scn` and their like; a pattern without colours of its own takes those given."""
    space = (state.stroke if stroke else state.fill).space
    values = floats(operands, 0) or ()
    if pattern is not None:
        base = space.base if space.kind == "pattern" and space.base else UNKNOWN
        return with_colour(state, stroke, paint(base, values) if values else state.fill, pattern)
    return with_colour(state, stroke, paint(space, values))


def with_parameters(state: State, entries: Obj) -> State:
    """After `gs`: overprint, line width, transparency. An `OP` alone counts for areas too."""
    stroke_over, fill_over = get(entries, "/OP"), get(entries, "/op")
    changes: dict[str, object] = {}
    if stroke_over is not None:
        changes["stroke_over"] = flag(stroke_over)
        changes["fill_over"] = flag(stroke_over)
    if fill_over is not None:
        changes["fill_over"] = flag(fill_over)
    mode, width = number(get(entries, "/OPM")), number(get(entries, "/LW"))
    if mode is not None:
        changes["mode"] = int(mode)
    if width is not None:
        changes["width"] = width
    clear = _clear(entries)
    if clear is not None:
        changes["clear"] = clear
    return changed(state, **changes)


def _clear(entries: Obj) -> bool | None:
    """Whether these parameters make transparent or opaque; None where they say nothing of it."""
    alphas = [number(get(entries, key)) for key in ("/ca", "/CA")]
    mask, blend = get(entries, "/SMask"), get(entries, "/BM")
    modes = [name(blend)] if name(blend) else [name(v) for v in array(blend)]
    said = [a < 1 for a in alphas if a is not None]
    if mask is not None:
        said.append(name(mask) != "/None")
    if modes:
        said.append(modes[0] not in ("/Normal", "/Compatible"))
    return any(said) if said else None
