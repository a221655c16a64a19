"""Plugs compose/ into the engine: a paragraph is planned once, its lines handed out wherever they land.

The engine lays columns out several times and asks for the same paragraph each time. Here it is
flattened and composed once for each measure; what the engine gets are copies of finished line boxes.
What can't be composed (floats inside of a paragraph, right-to-left text, missing glyphs) is
left to the engine and counted.
"""

from __future__ import annotations

import inspect
import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from weasyprint import draw as engine_draw
from weasyprint.draw import text as engine_text
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block as engine_block
from weasyprint.layout import inline as engine_inline
from weasyprint.layout import preferred as engine_preferred
from weasyprint.layout.float import avoid_collisions
from weasyprint.layout.percent import resolve_one_percentage, resolve_percentages
from weasyprint.text.line_break import strut

from kanwu_press.compose.breaking import least_width, natural_width, next_line, set_lines
from kanwu_press.compose.paragraph import Line
from kanwu_press.compose.phrases import phrase_starts
from kanwu_press.compose.prepare import Prepared, prepare
from kanwu_press.composition import Alignment, Style
from kanwu_press.typeset import rhythm
from kanwu_press.typeset.drawing import Pen, annotating, drawing_with
from kanwu_press.typeset.glyphs import Faces
from kanwu_press.typeset.lineboxes import line_box, placed
from kanwu_press.typeset.paragraphs import NotComposedError, Paragraph, flatten, path_to, position_of

Box: TypeAlias = Any
_ENDLESS = 1e6  # px: the engine measures with endless columns, too
_SLACK = 0.01  # of a line, or px: what adding floats may cost
_FAR = 12  # blocks, or lines, that are looked ahead
Placing: TypeAlias = tuple[float, float, Alignment, int, int]  # measure, indent, alignment, start, looseness

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


@dataclass(slots=True)
class Setting:
    """A paragraph's lines at one measure, and their boxes as they are asked for."""

    placing: Placing
    lines: tuple[Line, ...]
    boxes: dict[int, Box] = field(default_factory=dict)
    resumes: dict[int, Resume] = field(default_factory=dict)


class Resume(dict[int, Any]):
    """Where a paragraph goes on, for the engine in its own notation; for us, the setting and the line."""

    __slots__ = ("line", "position", "setting")

    def __init__(self, path: dict[int, Any], position: int, setting: Setting | None, line: int) -> None:
        super().__init__(path)
        self.position, self.setting, self.line = position, setting, line


@dataclass(slots=True)
class Kept:
    """A paragraph of the engine as it was flattened, with its settings. `box` keeps the id taken."""

    box: Box
    width: float | None  # of the containing block, where atomic boxes depend on it
    paragraph: Paragraph
    prepared: Prepared
    settings: dict[Placing, Setting] = field(default_factory=dict)

    def fits(self, width: float | None) -> bool:
        """Whether what was flattened still holds, in a containing block of this width."""
        return self.paragraph.unchanged() and (not self.paragraph.has_objects or self.width == width)


class Composer:
    """Composes the paragraphs of one edition; `by_engine` counts what it left to the engine, by reason."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.faces = Faces()
        self.by_engine: Counter[str] = Counter()
        self.planned = 0  # lines
        self._kept: dict[int, Kept] = {}
        self._left: dict[int, tuple[Box, str]] = {}
        self._siblings: dict[int, tuple[Sequence[Box], int]] = {}

    # ---- paragraphs ------------------------------------------------------------------------

    def kept(self, context: Any, box: Box, containing_block: Any) -> Kept | None:
        """The flattened paragraph of a line box, or None where the engine is to set it.

        Without a containing block only widths are asked for.
        """
        if id(box) in self._left:
            return None
        kept = self._kept.get(id(box))
        width = None if containing_block is None else containing_block.width
        if kept is not None and kept.fits(width):
            return kept
        try:
            paragraph = flatten(
                context, box, containing_block, self.faces, measuring=containing_block is None
            )
        except NotComposedError as reason:
            self._left[id(box)] = (box, str(reason))
            self.by_engine[str(reason)] += 1
            return None
        if not paragraph.clusters:
            return None
        kept = Kept(box, width, paragraph, prepare(paragraph.runs, self.style))
        self._kept[id(box)] = kept
        return kept

    def setting(self, kept: Kept, placing: Placing) -> Setting:
        """The paragraph's lines for this placing; planned once."""
        setting = kept.settings.get(placing)
        if setting is None:
            measure, indent, alignment, start, looseness = placing
            prepared = kept.prepared
            if alignment is Alignment.BALANCED and natural_width(prepared) > measure - indent:
                prepared = prepare(kept.paragraph.runs, self.style, _phrases(kept.paragraph))
            lines = set_lines(
                prepared, measure, indent=indent, alignment=alignment, start=start, looseness=looseness
            )
            self.planned += len(lines)
            setting = kept.settings[placing] = Setting(placing, lines)
        return setting

    def box(self, kept: Kept, setting: Setting, number: int) -> Box:
        """The line box of one line of a setting, at the origin."""
        box = setting.boxes.get(number)
        if box is None:
            begin = setting.lines[number - 1].next if number else setting.placing[3]
            box = setting.boxes[number] = line_box(
                kept.paragraph, setting.lines[number], begin, setting.placing[0]
            )
        return box

    # ---- what the engine asks --------------------------------------------------------------

    def lines(self, engine_lines: Callable[..., Any]) -> Callable[..., Any]:
        """The engine's `iter_line_boxes`, composed."""

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
            plain = not first_letter_style and not first_line_style
            if plain:
                resolve_percentages(box, containing_block)
            kept = self.kept(context, box, containing_block) if plain else None
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
            room = context.page_bottom - bottom_space - position_y
            return self._below(context, kept, box, position_y, skip_stack, containing_block, indent, room)

        return iter_line_boxes

    def _below(
        self,
        context: Any,
        kept: Kept,
        box: Box,
        y: float,
        skip_stack: Any,
        containing_block: Any,
        indent: float,
        room: float,
    ) -> Iterator[tuple[Box, Any]]:
        """The lines from `skip_stack` on, at one measure; `room` px are left in the column."""
        measure, x = containing_block.width, containing_block.content_box_x()
        setting, number = self._begin(kept, skip_stack, measure, indent, _alignment(box))
        if setting.placing[2] is Alignment.JUSTIFIED and 0 < room < _ENDLESS:
            setting, number = self._in_rhythm(context, kept, setting, number, containing_block, room)
        lines = setting.lines
        for index in range(number, len(lines)):
            line, is_last = lines[index], index == len(lines) - 1
            shift = _shift(box, measure - line.end, is_last or line.forced)
            new = placed(self.box(kept, setting, index), x + shift, y)
            resume = setting.resumes.get(index)
            if resume is None and not is_last:
                resume = setting.resumes[index] = _resume(kept, line.next, setting, index + 1)
            yield new, resume
            y = new.position_y + new.height

    def _begin(
        self, kept: Kept, skip_stack: Any, measure: float, indent: float, alignment: Alignment
    ) -> tuple[Setting, int]:
        """The setting to go on with, and its line."""
        if skip_stack is None:
            return self.setting(kept, (measure, indent, alignment, 0, 0)), 0
        if isinstance(skip_stack, Resume) and skip_stack.setting is not None:
            setting = skip_stack.setting
            same = setting.placing[0] == measure and setting.placing[2] is alignment
            if same and kept.settings.get(setting.placing) is setting:
                return setting, skip_stack.line
        return self.setting(kept, (measure, 0.0, alignment, _position(kept, skip_stack), 0)), 0

    # ---- rhythm ----------------------------------------------------------------------------

    def _in_rhythm(
        self, context: Any, kept: Kept, setting: Setting, number: int, containing_block: Any, room: float
    ) -> tuple[Setting, int]:
        """The setting with which the foot of the column comes out well (rhythm.py)."""
        pitch = self.box(kept, setting, number).height
        if not _has_rhythm(containing_block, pitch) or kept.paragraph.has_notes:
            return setting, number
        fitting = int(room / pitch + _SLACK)
        lines = len(setting.lines) - number
        if lines + _FAR < fitting:
            return setting, number
        item = self._item(kept, setting, number)
        if lines > fitting:
            by = rhythm.divided(item, fitting, begun=number > 0 or setting.placing[3] > 0)
        else:
            by = rhythm.change((item, *self._following(context, kept, containing_block, pitch)), fitting)
        return (self._changed(kept, setting, number, by), 0) if by else (setting, number)

    def _changed(self, kept: Kept, setting: Setting, number: int, by: int) -> Setting:
        """What is left of a setting from line `number` on, set with `by` lines more."""
        measure, indent, alignment, start, _ = setting.placing
        if number:
            start, indent = setting.lines[number - 1].next, 0.0
        return self.setting(kept, (measure, indent, alignment, start, by))

    def _item(self, kept: Kept, setting: Setting, number: int) -> rhythm.Item:
        ways = [bool(self._changed(kept, setting, number, by).lines) for by in (-1, 1)]
        return rhythm.Item(rhythm.Kind.PARAGRAPH, len(setting.lines) - number, *ways)

    def _following(
        self, context: Any, kept: Kept, containing_block: Any, pitch: float
    ) -> Iterator[rhythm.Item]:
        """What comes after a paragraph among its siblings, in lines."""
        siblings, index = self._siblings.get(id(kept.box), ((), 0))
        for block in siblings[index + 1 : index + 1 + _FAR]:
            item = self._sibling(context, block, containing_block, pitch)
            yield item
            if item.kind is rhythm.Kind.OTHER:
                return

    def _sibling(self, context: Any, block: Box, containing_block: Any, pitch: float) -> rhythm.Item:
        other = rhythm.Item(rhythm.Kind.OTHER, 0)
        line = block.children[0] if block.children else None
        if not isinstance(block, boxes.BlockBox) or not isinstance(line, boxes.LineBox):
            return other
        if not block.is_in_normal_flow():
            return other
        is_heading = block.style["break_after"] in ("avoid", "avoid-page", "avoid-column")
        if not is_heading and not _alike(block, containing_block):
            return other
        measure = containing_block.width
        kept = self.kept(context, line, None)
        if kept is None or kept.paragraph.has_objects or kept.paragraph.has_notes:
            return other
        indent = line.style["text_indent"]
        if indent.unit != "px":
            return other
        setting = self.setting(kept, (measure, indent.value, _alignment(line), 0, 0))
        if not is_heading:
            return self._item(kept, setting, 0)
        depth = len(setting.lines) * strut(line.style)[0] + _above_and_below(block)
        return rhythm.Item(rhythm.Kind.HEADING, math.ceil(depth / pitch - _SLACK))

    def seeing_siblings(self, layout: Callable[..., Any]) -> Callable[..., Any]:
        """The engine's `block_container_layout`, which is seen to lay out the children of a container."""

        def block_container_layout(context: Any, box: Box, *options: Any, **more: Any) -> Any:
            children = box.children
            for index, child in enumerate(children):
                inner = child.children
                if inner and isinstance(inner[0], boxes.LineBox):
                    self._siblings[id(inner[0])] = (children, index)
            return layout(context, box, *options, **more)

        return block_container_layout

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
        alignment = _alignment(box)
        position = 0 if skip_stack is None else _position(kept, skip_stack)
        while True:
            box.position_y, box.width, box.height = y, 0.0, strut(box.style)[0]
            box.width = min(least_width(kept.prepared), containing_block.width)
            x, y, measure = avoid_collisions(context, box, containing_block, outer=False)
            line = next_line(kept.prepared, measure, indent=indent, alignment=alignment, start=position)
            if line is None:
                return
            is_last = line.next >= len(kept.paragraph.clusters)
            shift = _shift(box, measure - line.end, is_last or line.forced)
            new = placed(line_box(kept.paragraph, line, position, measure), x + shift, y)
            self.planned += 1
            position, indent = line.next, 0.0
            yield new, None if is_last else _resume(kept, position, None, 0)
            if is_last:
                return
            y = new.position_y + new.height

    def narrowest(self, engine_width: Callable[..., Any]) -> Callable[..., Any]:
        """The engine's `inline_min_content_width`, composed."""

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
                kept = self.kept(context, box, None)
            if kept is None:
                return engine_width(context, box, outer, skip_stack, first_line, is_line_start)
            return engine_preferred.adjust(box, outer, least_width(kept.prepared))

        return inline_min_content_width

    def widest(self, engine_width: Callable[..., Any]) -> Callable[..., Any]:
        """The engine's `inline_max_content_width`, composed."""

        def inline_max_content_width(
            context: Any, box: Box, outer: bool = True, is_line_start: bool = False
        ) -> Any:
            kept = self.kept(context, box, None) if isinstance(box, boxes.LineBox) else None
            if kept is None:
                return engine_width(context, box, outer, is_line_start)
            indent = box.style["text_indent"]
            width = natural_width(kept.prepared) + (indent.value if indent.unit == "px" else 0)
            return engine_preferred.adjust(box, outer, width)

        return inline_max_content_width


def _resume(kept: Kept, position: int, setting: Setting | None, line: int) -> Resume:
    """The place after a line, for the engine and for us."""
    path = path_to(kept.paragraph.root, position, kept.paragraph.clusters) or {}
    return Resume(path, position, setting, line)


def _has_rhythm(block: Box, pitch: float) -> bool:
    """Whether a block is running text: of more than one line, at the pitch of its own style."""
    leading = float(strut(block.style)[0])
    return abs(leading - pitch) < _SLACK and int(block.style["widows"]) >= rhythm.LEAST


def _alike(block: Box, other: Box) -> bool:
    """Whether a block is set like another one: the same measure and pitch."""
    edges = ("margin_left", "margin_right", "padding_left", "padding_right", "margin_top", "padding_top")
    leading, other_leading = float(strut(block.style)[0]), float(strut(other.style)[0])
    return leading == other_leading and all(block.style[edge] == other.style[edge] for edge in edges)


def _above_and_below(block: Box) -> float:
    """Paddings and margins of a heading, px."""
    edges = ("margin_top", "padding_top", "padding_bottom", "margin_bottom")
    values = (block.style[edge] for edge in edges)
    return sum(float(value.value) for value in values if value != "auto" and value.unit == "px")


def _position(kept: Kept, skip_stack: Any) -> int:
    """The cluster at which a skip stack goes on, ours or the engine's."""
    if isinstance(skip_stack, Resume):
        return skip_stack.position
    return position_of(kept.paragraph.root, skip_stack, kept.paragraph.clusters)


def _alignment(box: Box) -> Alignment:
    """What the style and the element of a paragraph ask for."""
    style = box.style
    if style["text_align_all"] == "justify":
        return Alignment.SPREAD if style["text_align_last"] == "justify" else Alignment.JUSTIFIED
    if box.element is not None and box.element.get("data-lines") == "balance":
        return Alignment.BALANCED
    return Alignment.RAGGED


_SHARE_LEFT = {"center": 0.5, "right": 1.0, "end": 1.0}


def _shift(box: Box, room: float, is_last: bool) -> float:
    """How far a line moves to the right by `text-align`."""
    style = box.style
    align = style["text_align_all"]
    if is_last and style["text_align_last"] != "auto":
        align = style["text_align_last"]
    return max(room, 0.0) * _SHARE_LEFT.get(align, 0.0)


def _phrases(paragraph: Paragraph) -> frozenset[int]:
    """The clusters at which a phrase of a headline begins."""
    starts, offset, found = phrase_starts("".join([c.text for c in paragraph.clusters])), 0, set()
    for index, cluster in enumerate(paragraph.clusters):
        if offset in starts:
            found.add(index)
        offset += len(cluster.text)
    return frozenset(found)


@contextmanager
def composed(composer: Composer) -> Iterator[None]:
    """While this is open, the engine's paragraphs are composed and drawn by `composer`."""
    pen = Pen()
    overrides = (
        (engine_block, "iter_line_boxes", composer.lines(engine_block.iter_line_boxes)),
        (
            engine_block,
            "block_container_layout",
            composer.seeing_siblings(engine_block.block_container_layout),
        ),
        (
            engine_preferred,
            "inline_min_content_width",
            composer.narrowest(engine_preferred.inline_min_content_width),
        ),
        (
            engine_preferred,
            "inline_max_content_width",
            composer.widest(engine_preferred.inline_max_content_width),
        ),
        (engine_text, "draw_first_line", drawing_with(pen, engine_text.draw_first_line)),
        (engine_draw, "draw_text", annotating(engine_draw.draw_text)),
    )
    before = [(module, name, getattr(module, name)) for module, name, _ in overrides]
    try:
        for module, name, function in overrides:
            setattr(module, name, function)
        yield
    finally:
        for module, name, function in before:
            setattr(module, name, function)
