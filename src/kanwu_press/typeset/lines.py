"""Plugs compose/ into the engine: its paragraphs are composed, wherever and however often they land.

The engine lays columns out several times and asks for the same paragraph each time; what it gets are
copies of finished line boxes. What can't be composed (floats inside of a paragraph, right-to-left
text, missing glyphs) is left to it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

from weasyprint import draw as engine_draw
from weasyprint.draw import text as engine_text
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block as engine_block
from weasyprint.layout import inline as engine_inline
from weasyprint.layout import preferred as engine_preferred
from weasyprint.layout.float import avoid_collisions
from weasyprint.layout.percent import resolve_one_percentage
from weasyprint.text.line_break import strut

from kanwu_press.compose.breaking import least_width, natural_width, next_line
from kanwu_press.typeset.composer import Composer, Kept, Placing, Resume, Setting, resume_at
from kanwu_press.typeset.drawing import Pen, annotating, drawing_with
from kanwu_press.typeset.feet import Feet, alignment_of
from kanwu_press.typeset.lineboxes import line_box, placed

Box: TypeAlias = Any
_LEAST_CHARACTERS = 4  # of a table's column: else one long cell leaves the others a character each

# The parameters of what is overridden, as in the release that we know; another release stops the build.
OVERRIDDEN: dict[str, tuple[Callable[..., Any], str]] = {
    "iter_line_boxes": (
        engine_inline.iter_line_boxes,
        "context box position_y bottom_space skip_stack containing_block absolute_boxes fixed_boxes"
        " first_letter_style first_line_style",
    ),
    "inline_min_content_width": (
        engine_preferred.inline_min_content_width,
        "context box outer skip_stack first_line is_line_start",
    ),
    "inline_max_content_width": (
        engine_preferred.inline_max_content_width,
        "context box outer is_line_start",
    ),
    "block_container_layout": (
        engine_block.block_container_layout,
        "context box bottom_space skip_stack page_is_empty absolute_boxes fixed_boxes adjoining_margins"
        " first_letter_style first_line_style discard max_lines",
    ),
    "columns_layout": (
        engine_block.columns_layout,
        "context box bottom_space skip_stack containing_block page_is_empty absolute_boxes fixed_boxes"
        " adjoining_margins first_letter_style first_line_style",
    ),
    "draw_first_line": (engine_text.draw_first_line, "stream textbox text_overflow block_ellipsis matrix"),
    "draw_text": (engine_text.draw_text, "stream textbox offset_x text_overflow block_ellipsis"),
}


def changed_signatures() -> tuple[str, ...]:
    """The engine's functions that no longer take what we take over."""
    return tuple(
        name
        for name, (function, parameters) in OVERRIDDEN.items()
        if " ".join(inspect.signature(function).parameters) != parameters
    )


class Lines:
    """The engine's questions about lines, answered by a composer."""

    def __init__(self, composer: Composer) -> None:
        self.composer = composer
        self.feet = Feet(composer)

    def iter_line_boxes(self, engine_lines: Callable[..., Any]) -> Callable[..., Any]:
        """The engine's function of this name, composed."""

        def iter_line_boxes(
            context: Any,
            box: Box,
            position_y: float,
            bottom_space: float,
            skip_stack: Any,
            containing_block: Any,
            absolute_boxes: Any,
            fixed_boxes: Any,
            first_letter_style: Any,
            first_line_style: Any,
        ) -> Iterator[tuple[Box, Any]]:
            if first_letter_style or first_line_style:
                self.composer.leave(box, "first-line")
            kept = self.composer.kept(context, box, containing_block)
            if kept is None:
                return engine_lines(  # type: ignore[no-any-return]
                    context, box, position_y, bottom_space, skip_stack, containing_block,
                    absolute_boxes, fixed_boxes, first_letter_style, first_line_style,
                )  # fmt: skip
            if skip_stack is None:
                resolve_one_percentage(box, "text_indent", containing_block.width)
            indent = float(box.text_indent) if skip_stack is None else 0.0
            if any(
                shape.position_y + shape.margin_height() > position_y for shape in context.excluded_shapes
            ):
                return self._beside(context, kept, box, position_y, skip_stack, containing_block, indent)
            setting, number = self._begin(kept, box, skip_stack, containing_block.width, indent)
            room = context.page_bottom - bottom_space - position_y
            setting, number = self.feet.in_rhythm(context, kept, setting, number, containing_block, room)
            return _below(setting, number, box, position_y, containing_block)

        return iter_line_boxes

    def _begin(
        self, kept: Kept, box: Box, skip_stack: Any, measure: float, indent: float
    ) -> tuple[Setting, int]:
        """The setting to go on with, and its line."""
        alignment = alignment_of(box)
        if isinstance(skip_stack, Resume) and skip_stack.setting is not None:
            setting = skip_stack.setting
            same = setting.placing.measure == measure and setting.placing.alignment is alignment
            if same and setting.paragraph is kept.paragraph:
                return setting, skip_stack.line
        placing = Placing(measure, indent, alignment, kept.position(skip_stack))
        return self.composer.setting(kept, placing), 0

    def _beside(
        self,
        context: Any,
        kept: Kept,
        box: Box,
        y: float,
        skip_stack: Any,
        containing_block: Any,
        indent: float,
    ) -> Iterator[tuple[Box, Any]]:
        """Lines beside floats, one by one, since the measure changes from one to the next."""
        alignment, paragraph = alignment_of(box), kept.paragraph
        position = kept.position(skip_stack)
        while True:
            box.position_y, box.height = y, strut(box.style)[0]
            box.width = min(least_width(kept.prepared), containing_block.width)
            x, y, measure = avoid_collisions(context, box, containing_block, outer=False)
            line = next_line(kept.prepared, measure, indent=indent, alignment=alignment, start=position)
            if line is None:
                return
            is_last = line.next >= len(paragraph.clusters)
            shift = _shift(box, measure - line.end, is_last or line.forced)
            new = placed(line_box(paragraph, line, position, measure), x + shift, y)
            self.composer.planned += 1
            position, indent = line.next, 0.0
            yield new, None if is_last else resume_at(paragraph, position, None, 0)
            if is_last:
                return
            y = new.position_y + new.height

    def inline_min_content_width(self, engine_width: Callable[..., Any]) -> Callable[..., Any]:
        """The engine's function of this name, composed."""

        def inline_min_content_width(
            context: Any,
            box: Box,
            outer: bool = True,
            skip_stack: Any = None,
            first_line: bool = False,
            is_line_start: bool = False,
        ) -> Any:
            kept = None
            if isinstance(box, boxes.LineBox) and skip_stack is None and not first_line:
                kept = self.composer.kept(context, box, None)
            if kept is None:
                return engine_width(context, box, outer, skip_stack, first_line, is_line_start)
            return engine_preferred.adjust(box, outer, _narrowest(kept, box))

        return inline_min_content_width

    def inline_max_content_width(self, engine_width: Callable[..., Any]) -> Callable[..., Any]:
        """The engine's function of this name, composed."""

        def inline_max_content_width(
            context: Any, box: Box, outer: bool = True, is_line_start: bool = False
        ) -> Any:
            kept = self.composer.kept(context, box, None) if isinstance(box, boxes.LineBox) else None
            if kept is None:
                return engine_width(context, box, outer, is_line_start)
            indent = box.style["text_indent"]
            width = natural_width(kept.prepared) + (indent.value if indent.unit == "px" else 0)
            return engine_preferred.adjust(box, outer, width)

        return inline_max_content_width


def _below(
    setting: Setting, number: int, box: Box, y: float, containing_block: Any
) -> Iterator[tuple[Box, Any]]:
    """The lines of a setting from line `number` on, each below the one before."""
    measure, x = setting.placing.measure, containing_block.content_box_x()
    for index in range(number, len(setting.lines)):
        line, resume = setting.lines[index], setting.resume(index)
        shift = _shift(box, measure - line.end, resume is None or line.forced)
        new = placed(setting.box(index), x + shift, y)
        yield new, resume
        y = new.position_y + new.height


def _narrowest(kept: Kept, box: Box) -> float:
    """How narrow a paragraph may become: no piece is broken, and four characters stand side by side."""
    few = min(natural_width(kept.prepared), _LEAST_CHARACTERS * float(box.style["font_size"]))
    return max(least_width(kept.prepared), few)


_SHARE_LEFT = {"center": 0.5, "right": 1.0, "end": 1.0}


def _shift(box: Box, room: float, is_last: bool) -> float:
    """How far a line moves to the right by `text-align`."""
    style = box.style
    align = style["text_align_all"]
    if is_last and style["text_align_last"] != "auto":
        align = style["text_align_last"]
    return max(room, 0.0) * _SHARE_LEFT.get(align, 0.0)


@contextmanager
def composed(composer: Composer) -> Iterator[None]:
    """While this is open, the engine's paragraphs are composed and drawn by `composer`."""
    answers, pen = Lines(composer), Pen()
    overrides: tuple[tuple[Any, str, Callable[[Callable[..., Any]], Callable[..., Any]]], ...] = (
        (engine_block, "iter_line_boxes", answers.iter_line_boxes),
        (engine_block, "block_container_layout", answers.feet.seeing_siblings),
        (engine_preferred, "inline_min_content_width", answers.inline_min_content_width),
        (engine_preferred, "inline_max_content_width", answers.inline_max_content_width),
        (engine_text, "draw_first_line", lambda draw: drawing_with(pen, draw)),
        (engine_draw, "draw_text", annotating),
    )
    before = [(module, name, getattr(module, name)) for module, name, _ in overrides]
    try:
        for (module, name, function), (_, _, override) in zip(before, overrides, strict=True):
            setattr(module, name, override(function))
        yield
    finally:
        for module, name, function in before:
            setattr(module, name, function)
