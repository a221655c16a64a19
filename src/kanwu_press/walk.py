"""The one way through nested blocks, and the plain text of inlines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from kanwu_press.model import (
    Block,
    BookTitle,
    Box,
    Break,
    Emphasis,
    Figure,
    Gallery,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    NoteRef,
    Paragraph,
    ProperName,
    Quote,
    Ruby,
    Strong,
    Table,
    Text,
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


def plain(inlines: Iterable[Inline]) -> str:
    """Inlines as text: without calls of notes and without the readings of ruby."""
    return "".join(_plain(inline) for inline in inlines)


def _plain(inline: Inline) -> str:
    match inline:
        case Text():
            return inline.text
        case Strong() | Emphasis() | ProperName() | BookTitle() | Link():
            return plain(inline.children)
        case Ruby():
            return inline.base
        case NoteRef() | LineBreak():
            return ""
        case _:
            assert_never(inline)
