"""The ways through nested blocks and inlines, the plain text of inlines, and which characters count."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import TypeAlias, assert_never

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


class Kind(Enum):
    """What a text is; rules differ for titles and running text."""

    TITLE = "title"  # title and subtitle
    KEY = "key"  # abstract, editor's note, notes on authors
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # a paragraph within a list, quotation, box or note
    CELL = "cell"
    CAPTION = "caption"


Running: TypeAlias = tuple[Block, Kind, tuple[Inline, ...]]


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


def running(group: Iterable[Block], kind: Kind = Kind.PARAGRAPH) -> Iterator[Running]:
    """The texts of blocks as they are read, each with its block; captions and titles that are empty, too.

    Paragraphs are of `kind`, those that something else holds are items.
    """
    for block in group:
        match block:
            case Heading():
                yield block, Kind.HEADING, block.children
            case Paragraph():
                yield block, kind, block.children
            case Table():
                yield block, Kind.CAPTION, block.caption
                for row in (block.head, *block.rows):
                    yield from ((block, Kind.CELL, cell) for cell in row)
                yield block, Kind.CAPTION, block.note
            case Figure():
                yield block, Kind.CAPTION, block.caption
            case Gallery():
                yield from running(block.figures)
                yield block, Kind.CAPTION, block.caption
            case Box():
                yield block, Kind.HEADING, block.title
                yield from running(block.blocks, Kind.ITEM)
            case Quote():
                yield from running(block.blocks, Kind.ITEM)
            case ListBlock():
                for item in block.items:
                    yield from running(item, Kind.ITEM)
            case Together():
                yield from running(block.blocks, kind)
            case Break():
                pass
            case _:
                assert_never(block)


def flat(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Inlines and those within them."""
    for inline in inlines:
        yield inline
        if isinstance(inline, Strong | Emphasis | ProperName | BookTitle | Link):
            yield from flat(inline.children)


def plain(inlines: Iterable[Inline], line_break: str = "") -> str:
    """Inlines as text: without calls of notes and without the readings of ruby."""
    parts: list[str] = []
    for inline in flat(inlines):
        match inline:
            case Text():
                parts.append(inline.text)
            case Ruby():
                parts.append(inline.base)
            case LineBreak():
                parts.append(line_break)
            case Strong() | Emphasis() | ProperName() | BookTitle() | Link() | NoteRef():
                pass
            case _:
                assert_never(inline)
    return "".join(parts)


def counted(text: str) -> str:
    """The characters of a text that count: no spaces, and nothing that is never seen."""
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Cf")
