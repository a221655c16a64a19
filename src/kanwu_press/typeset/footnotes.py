"""Footnotes of columns: a note stands at the foot of the page that calls it.

The engine makes columns shorter until text and notes fit. Where a line with its call fits only without
its note, it goes round in circles, ends with the line here and hands the note on to the next page, after
the last line of an article to a page with nothing else on it. Here such columns are laid out once more
with less room: then the line goes to the next page with its note.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from weasyprint.layout.block import remove_placeholders
from weasyprint.text.line_break import strut

Box: TypeAlias = Any

_LINES = (1, 2, 3, 5, 8)  # of the note, by which the columns are made shorter until its line goes along


def with_their_notes(layout: Callable[..., Any]) -> Callable[..., Any]:
    """The engine's `columns_layout`, which hands no note on where its line can go along."""

    def columns_layout(
        context: Any,
        box: Box,
        bottom_space: float,
        skip_stack: Any,
        containing_block: Box,
        page_is_empty: bool,
        absolute_boxes: list[Any],
        fixed_boxes: list[Any],
        *more: Any,
    ) -> Any:
        def laid(room_less: float) -> tuple[Any, list[Box]]:
            before = list(context.reported_footnotes)
            result = layout(
                context, box, bottom_space + room_less, skip_stack, containing_block, page_is_empty,
                absolute_boxes, fixed_boxes, *more,
            )  # fmt: skip
            return result, [note for note in context.reported_footnotes if note not in before]

        def undone(result: Any) -> None:
            if result[0] is not None:
                remove_placeholders(context, [result[0]], absolute_boxes, fixed_boxes)

        result, handed_on = laid(0.0)
        if result[0] is None or not handed_on:
            return result
        leading = float(strut(handed_on[0].style)[0])
        for lines in _LINES:
            undone(result)
            result, still = laid(lines * leading)
            if result[0] is not None and not still:
                return result
        undone(result)
        return laid(0.0)[0]  # a note that no page has room for

    return columns_layout
