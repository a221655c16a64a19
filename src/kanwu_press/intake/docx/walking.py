"""Ways through a document: its paragraphs, pieces and formulas at any depth; the calls of notes in a flow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kanwu_press.intake.docx.flow import Boxed, Flow, Table
from kanwu_press.intake.docx.values import Aside, Block, Call, Document, Formula, Grid, Paragraph, Piece


def all_blocks(document: Document) -> list[Block]:
    """The blocks of the body, and those of the notes."""
    return [*document.blocks, *(block for note in document.notes.values() for block in note)]


def paragraphs_of(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Every paragraph, those in tables and boxes included."""
    for block in blocks:
        if isinstance(block, Grid):
            for row in block.rows:
                for cell in row:
                    yield from paragraphs_of(cell.blocks)
            continue
        yield block
        for piece in block.pieces:
            if isinstance(piece, Aside):
                yield from paragraphs_of(piece.blocks)


def pieces_of(blocks: Iterable[Block]) -> Iterator[tuple[int, Piece]]:
    """Every piece with the number of its paragraph, those in tables and boxes included."""
    for paragraph in paragraphs_of(blocks):
        for piece in paragraph.pieces:
            yield paragraph.number, piece


def formulas_of(document: Document) -> Iterator[tuple[int, Formula]]:
    """Every formula with the number of its paragraph."""
    for number, piece in pieces_of(all_blocks(document)):
        if isinstance(piece, Formula):
            yield number, piece


def calls_in(flow: Iterable[Flow]) -> Iterator[tuple[int, Call]]:
    """The calls of notes in the order of the text, with the number of their paragraph."""
    for one in flow:
        match one:
            case Paragraph():
                yield from ((one.number, p) for p in one.pieces if isinstance(p, Call))
            case Boxed():
                yield from calls_in(one.flow)
            case Table():
                for row in one.rows:
                    for cell in row:
                        yield from calls_in(cell.flow)
