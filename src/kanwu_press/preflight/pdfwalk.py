"""The content of a page → its marks: through Forms, patterns, soft masks and annotations.

One pass. Forms that hold themselves, bombs of forms, and streams without end stop at a number of operators,
not at a time, so that the same file always gives the same findings.
"""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt

import pikepdf

from kanwu_press.preflight.pdfbudget import Budget, Enough, Found, note_group, spent
from kanwu_press.preflight.pdfcolour import Paint, gradient_ends, paint
from kanwu_press.preflight.pdfmarked import UNMARKED, Tag, begun
from kanwu_press.preflight.pdfmarks import (
    UNIT,
    Area,
    Box,
    Line,
    Matrix,
    Shade,
    box_of,
    common,
    grown,
    spaces,
    times,
)
from kanwu_press.preflight.pdfobjects import (
    Obj,
    array,
    as_name,
    flag,
    get,
    inherited,
    items,
    key_of,
    name,
    number,
    numbers,
)
from kanwu_press.preflight.pdfpath import POINTS, PathPen
from kanwu_press.preflight.pdfpictures import image_mark, inline_mark
from kanwu_press.preflight.pdfstate import (
    SIMPLE,
    State,
    changed,
    choose_colour,
    choose_space,
    floats,
    with_parameters,
)
from kanwu_press.preflight.pdftext import TextPen
from kanwu_press.preflight.pdftokens import INLINE, Name, Operand, instructions

_NESTED = 24  # forms in forms
_ANNOTATIONS = 2_000  # of a page


def walk_page(page: pikepdf.Dictionary, media: Box, budget: Budget) -> Found:
    """All that a page paints. Raises Enough with the marks so far lost when the budget is spent."""
    found = Found()
    resources = inherited(page, "/Resources")
    note_group(page, resources, found, budget)
    contents = get(page, "/Contents")
    parts = array(contents) or ([contents] if contents is not None else [])
    data = b"\n".join(spent(part, found, budget) for part in parts)
    state = State(clip=media)
    Walk(resources, state, found, budget).run(data)
    for annotation in array(get(page, "/Annots"))[:_ANNOTATIONS]:
        _appearance(annotation, state, found, budget)
    return found


def _appearance(annotation: Obj, state: State, found: Found, budget: Budget) -> None:
    """What an annotation looks like; all of its states, since any may be printed."""
    normal = get(get(annotation, "/AP"), "/N")
    looks = [normal] if isinstance(normal, pikepdf.Stream) else [v for _, v in items(normal)]
    rect = numbers(get(annotation, "/Rect"), 4)
    for look in looks[:20]:
        box = numbers(get(look, "/BBox"), 4)
        if rect is None or box is None or not isinstance(look, pikepdf.Stream):
            continue
        placed = changed(state, ctm=(1.0, 0.0, 0.0, 1.0, rect[0] - box[0], rect[1] - box[1]), note=True)
        Walk(None, placed, found, budget).form(look)


class Walk:
    """Runs one content stream. Forms and patterns in it are walks of their own."""

    def __init__(
        self,
        resources: Obj,
        state: State,
        found: Found,
        budget: Budget,
        within: frozenset[tuple[int, int]] = frozenset(),
        seen: Box | None = None,
        tag: Tag = UNMARKED,
    ) -> None:
        self.resources, self.state, self.found, self.budget = resources, state, found, budget
        self.within, self.seen = within, seen  # the forms around; where a pattern's cell is repeated
        self.tag = tag  # under which things are painted now
        self.base = state.ctm
        self.saved: list[State] = []
        self.pen = TextPen()
        self.path = PathPen()
        self.tags: list[Tag] = []  # around the present one
        self.stream = (0, 0)  # in which the numbers of marked content count

    def run(self, data: bytes) -> None:
        for operator, operands in instructions(data):
            self.budget.operators -= 1
            if self.budget.operators < 0:
                raise Enough
            points = POINTS.get(operator)
            if points is not None:
                values = floats(operands, points)
                if values is not None:
                    self.path.extend(values, self.state.ctm)
            elif operator in SIMPLE:
                self.state = SIMPLE[operator](self.state, operands)
            elif operator in _PAINTING:
                self._painted(*_PAINTING[operator])
            else:
                handler = _HANDLERS.get(operator)
                if handler is not None:
                    handler(self, operands)
                elif operator not in _QUIET and len(self.found.unknown) < 10:
                    self.found.unknown[operator] = None
        self.found.open_ended = self.found.open_ended or bool(self.tags)

    # ---- paths -----------------------------------------------------------------------------

    def rectangle(self, operands: list[Operand]) -> None:
        values = floats(operands, 4)
        if values is not None:
            self.path.rectangle(values, self.state.ctm)

    def clip(self, operands: list[Operand]) -> None:
        self.path.clipping = True

    def _painted(self, fill: bool, stroke: bool) -> None:
        path, self.path = self.path, PathPen()
        box = path.box()
        if box is None:
            return
        if fill:
            self._fill(box, path)
        if stroke:
            self._stroke(box)
        if path.clipping:
            self.state = changed(self.state, clip=common(self.state.clip, box))

    def _fill(self, box: Box, path: PathPen) -> None:
        seen = self._seen(box)
        if self.state.fill_pattern is not None:
            self._pattern(self.state.fill_pattern, self.state.fill, seen)
            return
        thin, long = path.sides()
        self.found.marks.append(Area(seen, self.state.look(True, False, self.tag), thin, long))

    def _stroke(self, box: Box) -> None:
        a, b, c, d, _, _ = self.state.ctm
        width = self.state.width * sqrt(abs(a * d - b * c))
        seen = self._seen(grown(box, width / 2))
        if self.state.stroke_pattern is not None:
            self._pattern(self.state.stroke_pattern, self.state.stroke, seen)
            return
        self.found.marks.append(Line(seen, self.state.look(False, True, self.tag), width))

    def _seen(self, box: Box) -> Box:
        """What the clip leaves of a box; of a pattern's cell, all over the painted area."""
        return self.seen if self.seen is not None else common(box, self.state.clip)

    # ---- state -----------------------------------------------------------------------------

    def save(self, operands: list[Operand]) -> None:
        if len(self.saved) < 10_000:
            self.saved.append(self.state)
            self.found.nested = max(self.found.nested, len(self.saved))

    def restore(self, operands: list[Operand]) -> None:
        if self.saved:
            self.state = self.saved.pop()

    def transform(self, operands: list[Operand]) -> None:
        values = floats(operands, 6)
        if values is not None:
            a, b, c, d, e, f = values
            self.state = changed(self.state, ctm=_bounded(times((a, b, c, d, e, f), self.state.ctm)))

    def parameters(self, operands: list[Operand]) -> None:
        entries = self._resource("/ExtGState", operands)
        self.state = with_parameters(self.state, entries)
        font = array(get(entries, "/Font"))
        if len(font) == 2:
            self.state = changed(self.state, font=self.budget.font(font[0]), size=number(font[1]) or 1.0)
        mask = get(get(entries, "/SMask"), "/G")
        if mask is not None:  # it doesn't print, but what it is made of must be known to the press
            inner = Found()
            Walk(self.resources, self.state, inner, self.budget, self.within).form(mask)
            self.found.groups |= inner.groups | dict.fromkeys(spaces(inner.marks))
            self.found.damaged = self.found.damaged or inner.damaged

    def space(self, operands: list[Operand], stroke: bool = False) -> None:
        if operands and isinstance(operands[-1], Name):
            named = as_name(operands[-1])
            own = get(get(self.resources, "/ColorSpace"), f"/{operands[-1]}")
            found = self.budget.space(own if own is not None else named, self.resources)
            self.state = choose_space(self.state, stroke, found)

    def colour(self, operands: list[Operand], stroke: bool = False) -> None:
        pattern = None
        if operands and isinstance(operands[-1], Name):
            pattern = self._resource("/Pattern", operands)
        self.state = choose_colour(self.state, stroke, operands, pattern)

    def _resource(self, kind: str, operands: list[Operand]) -> Obj:
        last = operands[-1] if operands else None
        return get(get(self.resources, kind), f"/{last}") if isinstance(last, Name) and last else None

    # ---- marked content --------------------------------------------------------------------

    def mark(self, operands: list[Operand]) -> None:
        outer = self.tag
        self.tags.append(outer)
        self.tag, numbered = begun(outer, operands, self._resource("/Properties", operands[1:]), self.stream)
        if numbered and self.tag.mcid is not None:
            self.found.numbers.append((self.tag.stream, self.tag.mcid))

    def unmark(self, operands: list[Operand]) -> None:
        if self.tags:
            self.tag = self.tags.pop()
        else:
            self.found.open_ended = True

    # ---- text ------------------------------------------------------------------------------

    def begin_text(self, operands: list[Operand]) -> None:
        self.pen = TextPen()

    def font(self, operands: list[Operand]) -> None:
        if len(operands) < 2 or not isinstance(operands[-1], float):
            return
        value = self._resource("/Font", operands[:-1])
        self.state = changed(self.state, font=self.budget.font(value), size=operands[-1])

    def move(self, operands: list[Operand], leading: bool = False) -> None:
        values = floats(operands, 2)
        if values is not None:
            if leading:
                self.state = changed(self.state, leading=-values[1])
            self.pen.move(values[0], values[1])

    def matrix(self, operands: list[Operand]) -> None:
        values = floats(operands, 6)
        if values is not None:
            a, b, c, d, e, f = values
            self.pen.place((a, b, c, d, e, f))

    def next_line(self, operands: list[Operand]) -> None:
        self.pen.move(0.0, -self.state.leading)

    def show(self, operands: list[Operand]) -> None:
        last = operands[-1] if operands else None
        mark = self.pen.show(last if isinstance(last, list) else [last], self.state, self.tag, self._seen)
        if mark is None:
            self.found.blank += self.tag.loose and not self.state.note
            return
        self.found.marks.append(mark)
        if self.state.fill_pattern is not None and mark.look.fill is not None:
            self._pattern(self.state.fill_pattern, self.state.fill, mark.box)

    def show_next(self, operands: list[Operand]) -> None:
        if len(operands) == 3:  # the operator " gives word and character spacing first
            word, spacing = operands[0], operands[1]
            if isinstance(word, float) and isinstance(spacing, float):
                self.state = changed(self.state, word=word, spacing=spacing)
        self.next_line([])
        self.show(operands)

    # ---- what lies outside of the stream ---------------------------------------------------

    def do(self, operands: list[Operand]) -> None:
        value = self._resource("/XObject", operands)
        kind = name(get(value, "/Subtype"))
        if kind == "/Form":
            self.form(value)
        elif kind == "/Image":
            self._picture(value)

    def form(self, form: Obj) -> None:
        """Walk a Form in the present state, unless it lies within itself."""
        key = key_of(form)
        if key in self.within or len(self.within) > _NESTED or not isinstance(form, pikepdf.Stream):
            return
        self.found.forms.append(key)
        resources = get(form, "/Resources")
        matrix = numbers(get(form, "/Matrix"), 6)
        ctm = times(_matrix(matrix), self.state.ctm)
        state = changed(self.state, ctm=_bounded(ctm))
        box = numbers(get(form, "/BBox"), 4)
        if box is not None:
            state = changed(state, clip=common(state.clip, box_of((box[0], box[1], box[2], box[3]), ctm)))
        resources = self.resources if resources is None else resources
        patterned = state.fill_pattern is not None or state.stroke_pattern is not None
        if self.within or self.seen is not None or patterned or key == (0, 0):
            self._walked(form, resources, state, key)
            return
        place = (key, state, id(state.font), self.tag)
        known = self.budget.forms.get(place)  # printer's marks stand alike on every page
        if known is None:
            before, numbered = len(self.found.marks), len(self.found.numbers)
            left = self.budget.operators
            self._walked(form, resources, state, key)
            spent_, found = left - self.budget.operators, self.found
            known = (tuple(found.marks[before:]), tuple(found.numbers[numbered:]), spent_)
            self.budget.forms[place] = known
            return
        self.budget.operators -= known[2]
        if self.budget.operators < 0:
            raise Enough
        self.found.marks.extend(known[0])
        self.found.numbers.extend(known[1])

    def _walked(self, form: Obj, resources: Obj, state: State, key: tuple[int, int]) -> None:
        note_group(form, resources, self.found, self.budget)
        inner = Walk(resources, state, self.found, self.budget, self.within | {key}, self.seen, self.tag)
        inner.stream = key
        inner.run(spent(form, self.found, self.budget))

    def _pattern(self, pattern: Obj, colour: Paint, seen: Box) -> None:
        """What a pattern or gradient paints on a box."""
        key = key_of(pattern)
        if number(get(pattern, "/PatternType")) == 2:
            self._shade(get(pattern, "/Shading"), seen)
            return
        if key in self.within or len(self.within) > _NESTED or not isinstance(pattern, pikepdf.Stream):
            return
        ctm = _bounded(times(_matrix(numbers(get(pattern, "/Matrix"), 6)), self.base))
        state = State(ctm=ctm, clip=seen, clear=self.state.clear, note=self.state.note)
        if number(get(pattern, "/PaintType")) == 2:
            state = changed(state, fill=colour, stroke=colour)
        resources = get(pattern, "/Resources")
        inner = Walk(resources, state, self.found, self.budget, self.within | {key}, seen, self.tag)
        inner.run(spent(pattern, self.found, self.budget))

    def shading(self, operands: list[Operand]) -> None:
        self._shade(self._resource("/Shading", operands), self._seen(self.state.clip))

    def _shade(self, shading: Obj, seen: Box) -> None:
        space = self.budget.space(get(shading, "/ColorSpace"), self.resources)
        colours = tuple(paint(space, values) for values in gradient_ends(get(shading, "/Function")))
        self.found.marks.append(Shade(seen, self.state.look(False, False, self.tag), space, colours))

    def _picture(self, image: Obj) -> None:
        space = None
        if not flag(get(image, "/ImageMask")):
            space = self.budget.space(get(image, "/ColorSpace"), self.resources)
        self.found.marks.append(image_mark(image, space, self.state, self.tag, self._seen))

    def inline(self, operands: list[Operand]) -> None:
        entries = operands[0] if operands and isinstance(operands[0], dict) else {}
        self.found.marks.append(inline_mark(entries, self.resources, self.state, self.tag, self._seen))


def _matrix(values: tuple[float, ...] | None) -> Matrix:
    if values is None:
        return UNIT
    a, b, c, d, e, f = values
    return a, b, c, d, e, f


def _bounded(matrix: Matrix) -> Matrix:
    """A matrix whose numbers stay finite however often it is multiplied."""
    a, b, c, d, e, f = (max(-1e12, min(1e12, v)) for v in matrix)
    return a, b, c, d, e, f


_PAINTING = {
    "f": (True, False), "F": (True, False), "f*": (True, False), "S": (False, True), "s": (False, True),
    "B": (True, True), "B*": (True, True), "b": (True, True), "b*": (True, True), "n": (False, False),
}  # fmt: skip
_HANDLERS: dict[str, Callable[[Walk, list[Operand]], None]] = {
    "re": Walk.rectangle, "W": Walk.clip, "W*": Walk.clip, "q": Walk.save, "Q": Walk.restore,
    "cm": Walk.transform, "gs": Walk.parameters, "Do": Walk.do, "sh": Walk.shading, INLINE: Walk.inline,
    "cs": Walk.space, "CS": lambda w, o: w.space(o, True),
    "sc": Walk.colour, "scn": Walk.colour,
    "SC": lambda w, o: w.colour(o, True), "SCN": lambda w, o: w.colour(o, True),
    "BT": Walk.begin_text, "Tf": Walk.font, "Td": Walk.move, "TD": lambda w, o: w.move(o, True),
    "Tm": Walk.matrix, "T*": Walk.next_line, "Tj": Walk.show, "TJ": Walk.show,
    "'": Walk.show_next, '"': Walk.show_next,
    "BMC": Walk.mark, "BDC": Walk.mark, "EMC": Walk.unmark,
}  # fmt: skip
# Operators that paint nothing and change nothing that is looked at.
_QUIET = frozenset(("ET", "h", "j", "J", "M", "d", "i", "ri", "d0", "d1", "MP", "DP", "BX", "EX"))
