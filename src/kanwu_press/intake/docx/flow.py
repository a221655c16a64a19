"""Blocks of a document → the flow that is made up: paragraphs of text alone, pictures, boxes, tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeAlias

from kanwu_press.intake import words
from kanwu_press.intake.docx.tidy import Ledger, tidied
from kanwu_press.intake.docx.values import Aside, Block, Cell, Grid, Image, Paragraph, Piece

_HEAD_LINES = 10  # paragraphs at the top in which single spaces part names and lines of a title
_SHORT = 60


@dataclass(frozen=True, slots=True)
class Pictures:
    """Pictures that stand side by side; `inline` where they stood among words."""

    number: int
    images: tuple[Image, ...]
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Boxed:
    """A text box, or a table of one cell (`table`)."""

    number: int
    flow: tuple[Flow, ...]
    table: bool = False


Flow: TypeAlias = "Paragraph | Pictures | Boxed | Table"


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose cells are flows."""

    number: int
    rows: tuple[tuple[FlowCell, ...], ...]
    heads: int


@dataclass(frozen=True, slots=True)
class FlowCell:
    flow: tuple[Flow, ...]
    across: int = 1
    goes_on: bool = False


def flow_of(blocks: Iterable[Block], ledger: Ledger, *, top: bool = False) -> tuple[Flow, ...]:
    """The blocks, cleaned. `top` for the body, whose first lines keep their spaces."""
    found: list[Flow] = []
    lines = 0
    for block in blocks:
        if isinstance(block, Grid):
            found += _table(block, ledger)
            continue
        lines += bool(block.text.strip())
        heading = (
            top and lines <= _HEAD_LINES and len(block.text) <= _SHORT and not words.is_closed(block.text)
        )
        found += _flows(block, ledger, heading=heading)
    return tuple(found)


def _table(grid: Grid, ledger: Ledger) -> list[Flow]:
    """The table; what it is in truth, where it only holds one text or pictures together."""
    rows = tuple(tuple(_cell(cell, ledger) for cell in row) for row in grid.rows)
    if len(rows) == 1 and len(rows[0]) == 1:
        return [Boxed(grid.number, rows[0][0].flow, table=True)]
    inner = [one for row in rows for cell in row for one in cell.flow]
    pictures = [one for one in inner if isinstance(one, Pictures)]
    others = [one for one in inner if not isinstance(one, Pictures)]
    if pictures and all(isinstance(one, Paragraph) and not one.text.strip() for one in others):
        return [Pictures(grid.number, tuple(image for one in pictures for image in one.images))]
    return _captioned(rows) or [Table(grid.number, rows, grid.heads)]


def _captioned(rows: Sequence[Sequence[FlowCell]]) -> list[Flow]:
    """Pictures, each with the short line in its cell or in the one below; empty where there is more."""
    found: list[Flow] = []
    taken = 0
    for above, below in pairwise([*rows, ()]):
        for at, cell in enumerate(above):
            pictures = [one for one in cell.flow if isinstance(one, Pictures)]
            under = below[at].flow if at < len(below) else ()
            lines = [*_lines(cell), *([] if any(isinstance(o, Pictures) for o in under) else under)]
            caption = [one for one in lines if not isinstance(one, Paragraph) or one.text.strip()]
            if pictures and len(caption) == 1 and isinstance(caption[0], Paragraph):
                found += [*pictures, replace(caption[0], style="caption", outline=0)]
                taken += len(pictures) + 1
    whole = [one for row in rows for cell in row for one in cell.flow]
    held = sum(not isinstance(one, Paragraph) or bool(one.text.strip()) for one in whole)
    short = all(not isinstance(one, Paragraph) or len(one.text) <= _SHORT for one in found)
    return found if taken == held and short else []


def _lines(cell: FlowCell) -> list[Flow]:
    return [one for one in cell.flow if not isinstance(one, Pictures)]


def _cell(cell: Cell, ledger: Ledger) -> FlowCell:
    return FlowCell(flow_of(cell.blocks, ledger), cell.across, cell.goes_on)


def _flows(paragraph: Paragraph, ledger: Ledger, *, heading: bool) -> Iterator[Flow]:
    """A paragraph's words, and what is anchored in it."""
    images = [p for p in paragraph.pieces if isinstance(p, Image)]
    boxes = [p for p in paragraph.pieces if isinstance(p, Aside)]
    rest: list[Piece] = [p for p in paragraph.pieces if not isinstance(p, Image | Aside)]
    worded = any(p.text.strip() for p in (replace(paragraph, pieces=tuple(rest)),))
    first = next((p for p in paragraph.pieces if not isinstance(p, Aside)), None)
    leads = isinstance(first, Image) or not worded
    pictures: list[Flow] = []
    if images:
        cleaned = tidied(replace(paragraph, pieces=tuple(images)), ledger)
        clean = tuple(p for one in cleaned for p in one.pieces if isinstance(p, Image))
        pictures = [Pictures(paragraph.number, clean, inline=not leads and worded)]
    if leads:
        yield from pictures
    if worded or any(not isinstance(p, Image | Aside) for p in rest):
        text = replace(paragraph, pieces=tuple(rest))
        yield from tidied(text, ledger, heading=heading)
    if not leads:
        yield from pictures
    for box in boxes:
        inner = flow_of(box.blocks, ledger)
        only = [one for one in inner if not (isinstance(one, Paragraph) and not one.text.strip())]
        if len(only) == 1 and isinstance(only[0], Paragraph) and words.FIGURE_CAPTION.match(only[0].text):
            yield only[0]
        elif only:
            yield Boxed(paragraph.number, tuple(only))
