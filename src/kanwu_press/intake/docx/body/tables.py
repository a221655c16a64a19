"""A table of Word → rows of the manuscript, which knows no merged cells: a text stands in the first of them.

A head of several rows becomes one: the upper text before the lower one, so that each column says what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kanwu_press.intake.docx import doubts
from kanwu_press.intake.docx.body.figures import write_caption, write_pictures
from kanwu_press.intake.docx.body.writer import Writer
from kanwu_press.intake.docx.flow import Boxed, Flow, FlowCell, Pictures, Table
from kanwu_press.intake.docx.values import Paragraph, Run

_ROWS, _COLUMNS = 400, 20  # what read/tables.py takes
_WIDE = 4
_HEAD_ROWS = 3  # at most
_NOTE_LENGTH = 300  # characters
_NOTE = re.compile(r"^(?:注|说明|备注|资料来源|数据来源|来源)\s*\d?\s*[:：]")
_FIGURE = re.compile(r"[-－−+±＋]?\s?\d+(?:[,，]\d{3})*(?:[.．]\d+)?\s?[%％‰]?")
_NO_FIGURE = re.compile(r"[-－—–…/／]*")
_NOTE_LABEL = re.compile(r"^注\s*[:：]\s*")


def write_table(
    writer: Writer, table: Table, caption: Paragraph | None, after: Flow | None, out: list[str]
) -> int:
    """The table with its caption, and the note that comes `after`; returns how much it took.

    The caption is not counted.
    """
    text = "" if caption is None else write_caption(writer, caption)
    note = _note(writer, after) if isinstance(after, Paragraph) else None
    out += _blocks(writer, table, text, note or "")
    return 1 if note is None else 2


def _note(writer: Writer, one: Paragraph) -> str | None:
    """The note of a table without the label that the block gives it; None where it is no note."""
    if not _NOTE.match(one.text.strip()) or len(one.text) > _NOTE_LENGTH:
        return None
    note = writer.line(one.pieces)
    label = _NOTE_LABEL.match(note)
    if label:
        writer.said.append((one.number, label[0]))
        writer.words[-1] = writer.words[-1].replace(label[0].strip(), "", 1)
        note = note[label.end() :]
    writer.fate(one.number, "note of the table")
    return note


def _blocks(writer: Writer, table: Table, caption: str, note: str) -> list[str]:
    """The blocks that a table becomes: pictures within it stand below it."""
    rows = [[_words(cell, writer) for cell in row] for row in table.rows]
    grid = [_spread(cells, row) for cells, row in zip(rows, table.rows, strict=True)]
    below = _pictures_below(writer, table)
    writer.fate(table.number, "table")
    if not any(text for row in grid for text in row):
        return below
    columns = max(len(row) for row in grid)
    grid = [row + [""] * (columns - len(row)) for row in grid]
    heads = _heads(table)
    if heads > 1:
        writer.find(doubts.HEADS, table.number, count=heads)
        grid = [_joined(writer, grid[:heads], table.rows[:heads]), *grid[heads:]]
    merged = sum(cell.across > 1 or cell.goes_on for row in table.rows for cell in row)
    if merged:
        writer.find(doubts.MERGED, table.number, count=merged)
    if columns > _COLUMNS:
        writer.find(doubts.TABLE_LARGE, table.number, columns=columns, limit=_COLUMNS)
    out: list[str] = []
    for start in range(1, max(2, len(grid)), _ROWS):
        part = [grid[0], *grid[start : start + _ROWS]]
        last = start + _ROWS >= len(grid)
        out.append(_block(part, caption if start == 1 else "", note if last else "", full=columns > _WIDE))
    return [*out, *below]


def _pictures_below(writer: Writer, table: Table) -> list[str]:
    pictures = [one for row in table.rows for cell in row for one in _pictures(cell.flow)]
    below: list[str] = []
    at = 0
    while at < len(pictures):
        at += write_pictures(writer, pictures, at, below)
    return below


def _block(rows: Sequence[Sequence[str]], caption: str, note: str, *, full: bool) -> str:
    lines = [f"::: 表 {caption}".rstrip()]
    lines += ["位置：通栏"] if full else []
    lines += [f"注：{note}"] if note else []
    head, *rest = rows
    marks = "".join("---:|" if _is_figures(column) else "---|" for column in _columns(rest, len(head)))
    lines += [_row(head), f"|{marks}", *(_row(row) for row in rest), ":::"]
    return "\n".join(lines)


def _columns(rows: Sequence[Sequence[str]], count: int) -> Iterator[Sequence[str]]:
    """The cells of each column below the head; the first says what the rows are, and counts as empty."""
    yield ()
    yield from ([row[at] for row in rows] for at in range(1, count))


def _is_figures(column: Sequence[str]) -> bool:
    """Whether a column holds figures, which stand flush right; a dash or nothing may stand among them."""
    found = [cell for cell in column if not _NO_FIGURE.fullmatch(cell)]
    return bool(found) and all(map(_FIGURE.fullmatch, found))


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _spread(texts: list[str], row: Sequence[FlowCell]) -> list[str]:
    """Each cell with the empty ones that it covers."""
    return [one for text, cell in zip(texts, row, strict=True) for one in (text, *[""] * (cell.across - 1))]


def _heads(table: Table) -> int:
    """How many rows its head has: those marked as such, or that a merged cell of the first row reaches."""
    marked, rows = table.heads, len(table.rows)
    if 1 < marked <= _HEAD_ROWS and marked < (rows - 1 if rows > _HEAD_ROWS else rows):
        return marked  # where nearly all rows are marked, the mark means something else
    first = table.rows[0] if table.rows else ()
    spans = any(cell.across > 1 for cell in first) and any(cell.across == 1 for cell in first)
    reach = 1
    while reach < rows and any(cell.goes_on for cell in table.rows[reach]) and spans and reach < _HEAD_ROWS:
        reach += 1
    return reach if reach < rows else 1


def _joined(writer: Writer, rows: Sequence[list[str]], cells: Sequence[Sequence[FlowCell]]) -> list[str]:
    """Head rows as one: an upper cell's text goes before those below it, once where they are equal."""
    columns: list[list[str]] = [[] for _ in rows[0]]
    for texts, row in zip(rows, cells, strict=True):
        at = 0
        for cell in row:
            covered = columns[at : at + cell.across]
            if all(texts[at] in column for column in covered) and (only := _only(cell)):
                writer.repeat(only)
            else:
                for column in covered:
                    column.append(texts[at])
            at += cell.across
    return [" ".join(filter(None, column)) for column in columns]


def _only(cell: FlowCell) -> Paragraph | None:
    """The paragraph of a cell that holds one of plain text and nothing else."""
    one = cell.flow[0] if len(cell.flow) == 1 else None
    if not isinstance(one, Paragraph) or not one.text.strip():
        return None
    return one if all(isinstance(piece, Run) for piece in one.pieces) else None


def _words(cell: FlowCell, writer: Writer) -> str:
    """The words of a cell in one line."""
    parts: list[str] = []
    for one in cell.flow:
        match one:
            case Paragraph():
                text = writer.line(writer.numbered(one))
                if text:
                    parts.append(text)
                    writer.fate(one.number, "cell")
            case Boxed():
                writer.fate(one.number, "cell")
                parts.append(_words(FlowCell(one.flow), writer))
            case Table():
                writer.find(doubts.NESTED, one.number)
                lines = ["；".join(filter(None, (_words(c, writer) for c in row))) for row in one.rows]
                parts.append("／".join(filter(None, lines)))
            case Pictures():
                pass
    return " ".join(filter(None, parts))


def _pictures(flow: Sequence[Flow]) -> list[Flow]:
    """The pictures in a cell, at any depth."""
    found: list[Flow] = []
    for one in flow:
        match one:
            case Pictures():
                found.append(one)
            case Boxed():
                found += _pictures(one.flow)
            case Table():
                found += [p for row in one.rows for cell in row for p in _pictures(cell.flow)]
    return found
