"""The feet of columns: which setting of a paragraph lets the column end well (see rhythm.py).

In: a paragraph in its column, and the blocks that follow it. Out: its setting, perhaps one with a
line more or less. Decided while the engine lays the column out, from what is planned already.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, TypeAlias

from weasyprint.formatting_structure import boxes
from weasyprint.text.line_break import strut

from kanwu_press.composition import Alignment
from kanwu_press.typeset import rhythm
from kanwu_press.typeset.composer import Composer, Kept, Placing, Setting

Box: TypeAlias = Any

_ENDLESS = 1e6  # px: the engine measures with endless columns, too
_SLACK = 0.01  # of a line, or px: what adding floats may cost
_FAR = 12  # blocks, or lines, that are looked ahead
_OTHER = rhythm.Item(rhythm.Kind.OTHER, 0)
_SIDES = ("margin_left", "margin_right", "padding_left", "padding_right", "margin_top", "padding_top")
_DEPTHS = ("margin_top", "padding_top", "padding_bottom", "margin_bottom")


class Feet:
    """Knows which blocks follow each other, and chooses settings by it."""

    def __init__(self, composer: Composer) -> None:
        self._composer = composer
        self._siblings: dict[int, tuple[Sequence[Box], int]] = {}
        self._leadings: dict[
            int, tuple[float, Any]
        ] = {}  # by the style's id; the style stays, so does its id

    def seeing_siblings(self, layout: Callable[..., Any]) -> Callable[..., Any]:
        """The engine's `block_container_layout`, watched for the children of each container."""

        def block_container_layout(context: Any, box: Box, *options: Any, **more: Any) -> Any:
            children = box.children
            if len(children) > 1:
                for index, child in enumerate(children):
                    inner = child.children
                    if inner and isinstance(inner[0], boxes.LineBox):
                        self._siblings[id(inner[0])] = (children, index)
            return layout(context, box, *options, **more)

        return block_container_layout

    def in_rhythm(
        self, context: Any, kept: Kept, setting: Setting, number: int, containing_block: Any, room: float
    ) -> tuple[Setting, int]:
        """The setting, and its line, with which to go on from line `number`; `room` px are left."""
        if setting.placing.alignment is not Alignment.JUSTIFIED or not 0 < room < _ENDLESS:
            return setting, number
        pitch = setting.box(number).height
        if not self._is_running(containing_block, pitch) or kept.paragraph.has_notes:
            return setting, number
        fitting = int(room / pitch + _SLACK)
        item = self._item(kept, setting, number)
        if item.lines > fitting:
            by = rhythm.divided(item, fitting, begun=number > 0 or setting.placing.start > 0)
        elif item.lines + _FAR < fitting:
            return setting, number
        else:
            by = rhythm.change((item, *self._following(context, kept, containing_block, pitch)), fitting)
        return (self._changed(kept, setting, number, by), 0) if by else (setting, number)

    def _changed(self, kept: Kept, setting: Setting, number: int, by: int) -> Setting:
        """What is left of a setting from line `number` on, set with `by` lines more."""
        placing = setting.placing
        if number:
            placing = placing._replace(start=setting.lines[number - 1].next, indent=0.0)
        return self._composer.setting(kept, placing._replace(looseness=by))

    def _item(self, kept: Kept, setting: Setting, number: int) -> rhythm.Item:
        can = partial(self._can, kept, setting, number)
        return rhythm.Item(rhythm.Kind.PARAGRAPH, len(setting.lines) - number, can)

    def _can(self, kept: Kept, setting: Setting, number: int, by: int) -> bool:
        return bool(self._changed(kept, setting, number, by).lines)

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
        line = block.children[0] if block.children else None
        if not isinstance(block, boxes.BlockBox) or not isinstance(line, boxes.LineBox):
            return _OTHER
        is_heading = block.style["break_after"] in ("avoid", "avoid-page", "avoid-column")
        if not block.is_in_normal_flow() or not (is_heading or self._alike(block, containing_block)):
            return _OTHER
        kept = self._composer.kept(context, line, None)
        indent = line.style["text_indent"]
        if kept is None or kept.paragraph.has_objects or kept.paragraph.has_notes or indent.unit != "px":
            return _OTHER
        placing = Placing(containing_block.width, indent.value, alignment_of(line))
        setting = self._composer.setting(kept, placing)
        if not is_heading:
            return self._item(kept, setting, 0)
        depth = len(setting.lines) * self._leading(line) + _above_and_below(block)
        return rhythm.Item(rhythm.Kind.HEADING, math.ceil(depth / pitch - _SLACK))

    def _leading(self, box: Box) -> float:
        """The line-height of a box, px; asking the engine each time is slow."""
        known = self._leadings.get(id(box.style))
        if known is None:
            known = self._leadings[id(box.style)] = (float(strut(box.style)[0]), box.style)
        return known[0]

    def _is_running(self, block: Box, pitch: float) -> bool:
        """Whether a block is running text, at the pitch of its own style."""
        return abs(self._leading(block) - pitch) < _SLACK and int(block.style["widows"]) >= rhythm.LEAST

    def _alike(self, block: Box, other: Box) -> bool:
        """Whether a block is set like another one: the same measure and pitch."""
        if block.style is other.style:
            return True
        return self._leading(block) == self._leading(other) and all(
            block.style[side] == other.style[side] for side in _SIDES
        )


def alignment_of(box: Box) -> Alignment:
    """What the style and the element of a paragraph ask for."""
    style = box.style
    if style["text_align_all"] == "justify":
        return Alignment.SPREAD if style["text_align_last"] == "justify" else Alignment.JUSTIFIED
    if box.element is not None and box.element.get("data-lines") == "balance":
        return Alignment.BALANCED
    return Alignment.RAGGED


def _above_and_below(block: Box) -> float:
    """Paddings and margins of a heading, px."""
    values = (block.style[depth] for depth in _DEPTHS)
    return sum(float(value.value) for value in values if value != "auto" and value.unit == "px")
