"""An article as print counts it: its pieces in reading order, with the line each was read from. Pure.

The pieces together are the tokens of typeset/markers.py (characters without spaces, and pictures), so that
their places are those that `PageBreak.at` speaks of. Notes stand apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kanwu_press.model import Article, Block, Figure, Inline, Ruby, Text
from kanwu_press.naming import bracketed
from kanwu_press.walk import counted, flat, running

PICTURE = "\ufffc"  # a picture counts as one


@dataclass(frozen=True, slots=True)
class Piece:
    """Counted text that was read from `line`; of the head and the end of an article the line is 0."""

    line: int
    text: str


def pieces(article: Article) -> tuple[Piece, ...]:
    """All of an article but its notes."""
    return (*_head(article), *_blocks(article.blocks), *_end(article))


def note_pieces(article: Article) -> tuple[Piece, ...]:
    """The text of its notes."""
    return tuple(piece for note in article.notes for piece in _blocks(note.blocks))


def characters(article: Article) -> int:
    """How many characters an article has, notes and captions counted, pictures not."""
    whole = (*pieces(article), *note_pieces(article))
    return sum(len(piece.text) - piece.text.count(PICTURE) for piece in whole)


def paragraphs(article: Article) -> tuple[str, ...]:
    """Its text by the lines of the manuscript: what is compared from build to build."""
    held: dict[int, list[str]] = {}
    for piece in (*pieces(article), *note_pieces(article)):
        held.setdefault(piece.line, []).append(piece.text)
    return tuple("".join(texts) for texts in held.values())


def _head(article: Article) -> Iterator[Piece]:
    subtitle = f"——{article.subtitle}" if article.subtitle else ""
    names = "".join(author.name + author.affiliation for author in article.authors)
    keywords = "关键词" + "；".join(article.keywords) if article.keywords else ""
    yield _piece(article.area + article.title + subtitle + names)
    if article.abstract:
        yield _piece("摘要")
        yield from _inlines(article.abstract, 0)
    yield _piece(keywords)
    if article.editor_note:
        yield _piece("编者按")
        yield from _inlines(article.editor_note, 0)


def _end(article: Article) -> Iterator[Piece]:
    source = (f"来源：{article.source}",) if article.source else ()
    reprint = (article.reprint,) if article.reprint else ()
    for line in (*article.author_notes, *source, *reprint):
        yield _piece(bracketed(line))


def _piece(text: str, line: int = 0) -> Piece:
    return Piece(line, counted(text))


def _blocks(blocks: Iterable[Block]) -> Iterator[Piece]:
    for block, _, inlines in running(blocks):
        line = block.place.line
        if isinstance(block, Figure):
            yield Piece(line, PICTURE if block.picture is not None else "")
        yield from _inlines(inlines, line)
        if isinstance(block, Figure):
            yield _piece(block.credit, line)


def _inlines(inlines: Iterable[Inline], line: int) -> Iterator[Piece]:
    for inline in flat(inlines):
        if isinstance(inline, Text | Ruby):
            text = inline.text if isinstance(inline, Text) else inline.base
            yield _piece(text, inline.line or line)
