"""Ways through an article's blocks and inlines, for the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from kanwu_press.model import (
    Article,
    Block,
    Box,
    Break,
    Figure,
    Gallery,
    Heading,
    Inline,
    ListBlock,
    Paragraph,
    Place,
    Quote,
    Table,
    Together,
)
from kanwu_press.walk import flat, plain, within


def blocks(article: Article) -> Iterator[Block]:
    """Every block of the body and of the notes, outer ones first."""
    yield from within(article.blocks)
    for note in article.notes:
        yield from within(note.blocks)


def inlines(article: Article) -> Iterator[tuple[Inline, int]]:
    """Every inline of the article with the line of the block that it stands in."""
    for text, key in ((article.abstract, "abstract"), (article.editor_note, "editor_note")):
        yield from ((i, head_line(article, key)) for i in flat(text))
    for block in blocks(article):
        for text in _texts(block):
            yield from ((i, block.place.line) for i in flat(text))


def words(text: Iterable[Inline]) -> str:
    """The plain text of inlines, a line for each that the author began."""
    return plain(text, "\n")


def _texts(block: Block) -> Iterator[tuple[Inline, ...]]:
    match block:
        case Heading() | Paragraph():
            yield block.children
        case Table():
            yield from (block.caption, block.note, *block.head)
            for row in block.rows:
                yield from row
        case Figure() | Gallery():
            yield block.caption
        case Box():
            yield block.title
        case Quote() | ListBlock() | Together() | Break():
            pass
        case _:
            assert_never(block)


def head_line(article: Article, key: str, item: int = 0) -> int:
    """The line of a value of the head, or of an item of it; that of the title where none is known.

    Items that share the line of their value, 作者: 甲、乙, stand on it.
    """
    lines = article.head_lines.get(key, ())
    return lines[min(item, len(lines) - 1)] if lines else article.place.line


def texts(article: Article) -> Iterator[tuple[str, Place]]:
    """Head, body and notes as plain text, block by block, with the line at which each begins."""
    file = article.place.file
    for value, key in ((article.title, "title"), (article.subtitle, "subtitle")):
        yield value, Place(file, head_line(article, key))
    for number, note in enumerate(article.author_notes):
        yield note, Place(file, head_line(article, "author_notes", number))
    for text, key in ((article.abstract, "abstract"), (article.editor_note, "editor_note")):
        yield words(text), Place(file, head_line(article, key))
    for block in blocks(article):
        for text in _texts(block):
            yield words(text), block.place
