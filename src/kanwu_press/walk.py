"""The one way through nested blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from kanwu_press.model import (
    Block,
    Box,
    Break,
    Figure,
    Gallery,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Table,
    Together,
)


def within(group: Iterable[Block]) -> Iterator[Block]:
    """The blocks and all that they hold, in the order of the text. Its depth is limited by the reader."""
    for block in group:
        yield block
        match block:
            case Quote() | Box() | Together():
                yield from within(block.blocks)
            case ListBlock():
                for item in block.items:
                    yield from within(item)
            case Gallery():
                yield from block.figures
            case Heading() | Paragraph() | Table() | Figure() | Break():
                pass
            case _:
                assert_never(block)
