"""A table of Word → rows of the manuscript, which knows no merged cells: a text stands in the first of them.

A head of several rows becomes one: the upper text before the lower one, so that each column says what it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kanwu_press.intake.docx import doubts
from kanwu_press.intake.docx.flow import Boxed, Flow, FlowCell, Pictures, Table
from kanwu_press.intake.docx.values import Paragraph, Run

if TYPE_CHECKING:
    from kanwu_press.intake.docx.body import Body

_ROWS, _COLUMNS = 400, 20  # what read/tables.py takes
_WIDE = 4


def table_lines(table: Table, caption: str, note: str, body: Body) -> list[str]:
    """The blocks that a table becomes: pictures within it stand below it."""
    pictures = [one for row in table.rows for cell in row for one in _pictures(cell.flow)]
    rows = [[_words(cell, body) for cell in row] for row in table.rows]
    merged = sum(cell.across > 1 or cell.goes_on for row in table.rows for cell in row)
    grid = [_spread(cells, row) for cells, row in zip(rows, table.rows, strict=True)]
    below: list[str] = []
    at = 0
    while at < len(pictures):
        at += body._one(pictures, at, 1, below)
    body.fate(table.number, "table")
    if not any(text for row in grid for text in row):
        return below
    columns = max(len(row) for row in grid)
    grid = [row + [""] * (columns - len(row)) for row in grid]
    heads = _heads(table)
    if heads > 1:
        body.find(doubts.HEADS, table.number, count=heads)
        grid = [_joined(grid[:heads], table.rows[:heads]), *grid[heads:]]
    if merged:
        body.find(doubts.MERGED, table.number, count=merged)
    if columns > _COLUMNS:
        body.find(doubts.TABLE_LARGE, table.number, columns=columns, limit=_COLUMNS)
    body.wide |= columns >= _WIDE
    out: list[str] = []
    for start in range(1, max(2, len(grid)), _ROWS):
        part = [grid[0], *grid[start : start + _ROWS]]
        last = start + _ROWS >= len(grid)
        out.append(_block(part, caption if start == 1 else "", note if last else "", full=columns > _WIDE))
    return [*out, *below]


def _block(rows: Sequence[Sequence[str]], caption: str, note: str, *, full: bool) -> str:
    lines = [f"::: 表 {caption}".rstrip()]
    lines += ["位置：通栏"] if full else []
    lines += [f"注：{note}"] if note else []
    head, *rest = rows
    lines += [_row(head), "|" + "---|" * len(head), *(_row(row) for row in rest), ":::"]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _spread(texts: list[str], row: Sequence[FlowCell]) -> list[str]:
    """Each cell with the empty ones that it covers."""
    return [one for text, cell in zip(texts, row, strict=True) for one in (text, *[""] * (cell.across - 1))]


def _heads(table: Table) -> int:
    """How many rows its head has: those marked as such, or that a merged cell of the first row reaches."""
    if table.heads > 1:
        return min(table.heads, len(table.rows) - 1)
    first = table.rows[0] if table.rows else ()
    spans = any(cell.across > 1 for cell in first) and any(cell.across == 1 for cell in first)
    reach = 1
    while reach < len(table.rows) and any(cell.goes_on for cell in table.rows[reach]) and spans and reach < 3:
        reach += 1
    return reach if reach < len(table.rows) else 1


def _joined(rows: Sequence[list[str]], cells: Sequence[Sequence[FlowCell]]) -> list[str]:
    """Head rows as one: an upper cell's text goes before each of the texts below it."""
    spread: list[list[str]] = []
    for texts, row in zip(rows, cells, strict=True):
        line = list(texts)
        at = 0
        for cell in row:
            line[at : at + cell.across] = [line[at]] * cell.across
            at += cell.across
        spread.append(line)
    return [" ".join(dict.fromkeys(text for text in column if text)) for column in zip(*spread, strict=True)]


def _words(cell: FlowCell, body: Body) -> str:
    """The words of a cell in one line."""
    parts: list[str] = []
    for one in cell.flow:
        match one:
            case Paragraph():
                text = body._text((Run(one.label), *one.pieces) if one.label else one.pieces, bold=False)
                body.added.append(one.label)
                if text:
                    parts.append(text.replace("\\\n", " "))
                    body.fate(one.number, "cell")
            case Boxed():
                body.fate(one.number, "cell")
                parts.append(_words(FlowCell(one.flow), body))
            case Table():
                body.find(doubts.NESTED, one.number)
                lines = ["；".join(filter(None, (_words(c, body) for c in row))) for row in one.rows]
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
