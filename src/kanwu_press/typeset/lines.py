"""The engine's line breaking, remembered: columns are laid out several times, their lines broken once.

The composer of compose/ will be plugged in here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.layout import inline as engine_inline


@contextmanager
def lines_broken_once() -> Iterator[None]:
    """While this is open, the same text in the same style and width is broken into a line only once."""
    split = engine_inline.split_first_line
    engine_inline.split_first_line = _remembering(split)
    try:
        yield
    finally:
        engine_inline.split_first_line = split


def _remembering(split: Callable[..., Any]) -> Callable[..., Any]:
    """`split_first_line` with a memory. Its layouts are inert until they are drawn, so they can be shared."""
    known: dict[tuple[object, ...], tuple[object, Any]] = {}

    def split_first_line(text: str, style: Any, context: Any, *measures: Any, **more: Any) -> Any:
        key = (text, id(style), *measures, *sorted(more.items()))
        if key not in known:
            # the style is kept, too: its id must not pass to another
            known[key] = (style, split(text, style, context, *measures, **more))
        return known[key][1]

    return split_first_line
