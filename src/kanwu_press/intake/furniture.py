"""What stands among the articles and belongs to none: page numbers, names of columns, glued names.

Also what the shape of the file made the importer decide, as findings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from kanwu_press.findings import Finding
from kanwu_press.intake import rules, words
from kanwu_press.intake.chunks import Chunk, Kind, Line
from kanwu_press.intake.ledger import Placed
from kanwu_press.intake.outline import Outline
from kanwu_press.intake.shape import Shape
from kanwu_press.intake.titles import Heads
from kanwu_press.model import Place


@dataclass(frozen=True, slots=True)
class Furniture:
    """Chunks that were left out of the body, and names that were parted from titles."""

    pages: tuple[Chunk, ...] = ()
    columns: tuple[Chunk, ...] = ()
    names: tuple[Chunk, ...] = ()
    signed: tuple[Chunk, ...] = ()  # bylines with the word 作者 before the names

    @property
    def placed(self) -> tuple[Placed, ...]:
        """The names of columns, and bylines as they stood; page numbers stand among the decisions."""
        columns = tuple(Placed(c.line, c.text, "issue.yaml 栏目") for c in self.columns)
        return columns + tuple(Placed(c.line, c.text, "作者") for c in self.signed)

    def findings(self, source: str) -> tuple[Finding, ...]:
        """Every one of them as a decision."""
        return (
            *(rules.PAGE_NUMBER.at(Place(source, c.line), text=c.text) for c in self.pages),
            *(rules.COLUMN_NAME.at(Place(source, c.line), text=c.text) for c in self.columns),
            *(rules.TITLE_SPLIT.at(Place(source, c.line), names=c.text) for c in self.names),
        )


def tidied(body: tuple[Chunk, ...], shape: Shape) -> tuple[tuple[Chunk, ...], Furniture]:
    """The body without page numbers and names of columns, titles apart from the names glued to them."""
    pages = tuple(c for c in body if c.line in shape.pages)
    columns = tuple(c for c in body if c not in pages and _is_column(c, shape.outline))
    rest, names = _unglued(tuple(c for c in body if c not in pages and c not in columns), shape.outline)
    signed = tuple(c for c in rest if c.kind is Kind.TEXT and words.signed(c.text))
    rest = tuple(_names_only(c) if c in signed else c for c in rest)
    return rest, Furniture(pages, columns, names, signed)


def _names_only(chunk: Chunk) -> Chunk:
    names = words.signed(chunk.text)
    return replace(chunk, text=names, lines=(Line(chunk.line, names),))


def _is_column(chunk: Chunk, outline: Outline) -> bool:
    named = chunk.kind in (Kind.HEADING, Kind.TEXT) and chunk.line not in outline.titles
    return named and words.bare(chunk.text) in outline.columns


def _unglued(chunks: tuple[Chunk, ...], outline: Outline) -> tuple[tuple[Chunk, ...], tuple[Chunk, ...]]:
    """Titles and the names behind them as chunks of their own; and the chunks of those names."""
    out: list[Chunk] = []
    split: list[Chunk] = []
    for chunk in chunks:
        head = chunk.kind is Kind.HEADING and chunk.level
        title, names = "", ""
        if head or chunk.line in outline.titles:
            title, names = words.unglued(chunk.text, outline.listed)
        if not names:
            out.append(chunk)
            continue
        number = chunk.line
        split.append(Chunk(Kind.TEXT, names, (Line(number, names),)))
        out += [Chunk(chunk.kind, title, (Line(number, title),), chunk.level, chunk.label), split[-1]]
    return tuple(out), tuple(split)


def sections_of(body: tuple[Chunk, ...]) -> tuple[tuple[Chunk, ...], tuple[Chunk, ...]]:
    """The body without `#` headings that another follows at once, and these: without a list, columns."""
    found = tuple(c for c, after in pairwise(body) if _is_first_level(c) and _is_first_level(after))
    return tuple(c for c in body if c not in found), found


def _is_first_level(chunk: Chunk) -> bool:
    return chunk.kind is Kind.HEADING and chunk.level == 1


def in_sections(heads: Heads, body: tuple[Chunk, ...], sections: tuple[Chunk, ...]) -> Heads:
    """The titles in the columns that such headings open, counted from 1; before the first one in 0."""
    if not sections:
        return heads
    numbered = (replace(h, column=sum(c.line <= body[h.at].line for c in sections)) for h in heads.heads)
    return Heads(tuple(numbered), heads.unmatched)


def section_lines(sections: tuple[Chunk, ...]) -> tuple[Placed, ...]:
    """Where the names of such columns went."""
    return tuple(Placed(c.line, c.text, "issue.yaml 栏目") for c in sections)


def about_shape(shape: Shape, source: str) -> Iterator[Finding]:
    """How line ends were taken, where that was to be decided."""
    ends = shape.ends
    if ends.wrapped or ends.closed:
        rule = rules.BY_WIDTH if ends.wrapped else rules.BY_LINES
        yield rule.at(Place(source), lines=ends.lines, closed=ends.closed, even=ends.even, width=ends.width)
