"""Pipe tables: source lines → a Table whose rows all have as many cells as its head.

A wrong number of cells is a finding at its row; no cell is lost: what is too much is joined to the last one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kanwu_press.findings import N_, Level, Rule
from kanwu_press.model import Align, Cell, Place, Table
from kanwu_press.read.inline import read_inlines
from kanwu_press.read.record import Grammar, Record

ROW_LIMIT = 400
COLUMN_LIMIT = 20

CELLS = Rule(
    "table-cells",
    Level.ERROR,
    N_("This row of the table has {count} cells; its head has {columns}."),
    N_("Write {columns} cells parted by |; leave an empty one empty: | |"),
)
NO_RULE = Rule(
    "table-no-rule",
    Level.ERROR,
    N_("The table has no line of hyphens under its head."),
    N_("Put a line such as |---|---| under the first row, with as many parts as there are columns."),
)
TOO_LARGE = Rule(
    "table-too-large",
    Level.ERROR,
    N_("The table has {rows} rows and {columns} columns; the limits are {row_limit} and {column_limit}."),
    N_("Divide it into several tables."),
)

_RULE_LINE = re.compile(r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
# A pipe parts cells unless it is escaped or stands in the ruby {亓|qí}.
_PIPE = re.compile(r"\\.|\{[^{}|\s]{1,8}\|[^{}|\s]{1,40}\}|\|", re.DOTALL)


def is_rule_line(text: str) -> bool:
    """Whether this is the line of hyphens that makes the line above it a head: `|:---|---:|`."""
    return "-" in text and "|" in text and _RULE_LINE.match(text) is not None


def has_pipe(text: str) -> bool:
    """Whether an upright parts this line into cells."""
    return any(found.group() == "|" for found in _PIPE.finditer(text))


def table_end(lines: Sequence[str]) -> int:
    """How many of `lines` are the table: head, rule, and all that follows with an upright."""
    end = 2
    while end < len(lines) and has_pipe(lines[end]):
        end += 1
    return min(end, len(lines))


def split_cells(text: str) -> list[str]:
    """The cells of a row, trimmed, with `\\|` as an upright."""
    cells: list[str] = []
    at = 0
    for found in _PIPE.finditer(text):
        if found.group() == "|":
            cells.append(text[at : found.start()])
            at = found.end()
    cells.append(text[at:])
    if not cells[0].strip():
        del cells[0]
    if cells and not cells[-1].strip():
        del cells[-1]
    return [cell.strip().replace("\\|", "|") for cell in cells]


def read_table(lines: Sequence[str], first_line: int, record: Record, grammar: Grammar) -> Table:
    """A table without caption. `first_line` is the line of the head."""
    head = split_cells(lines[0])
    ruled = len(lines) > 1 and is_rule_line(lines[1])
    if not ruled:
        record.report(NO_RULE, first_line)
    body = lines[2:] if ruled else lines[1:]
    if len(body) > ROW_LIMIT or len(head) > COLUMN_LIMIT:
        sizes = {"rows": len(body), "columns": len(head)}
        record.report(TOO_LARGE, first_line, **sizes, row_limit=ROW_LIMIT, column_limit=COLUMN_LIMIT)
    columns = max(1, len(head))
    if ruled and len(split_cells(lines[1])) != columns:
        record.report(CELLS, first_line + 1, count=len(split_cells(lines[1])), columns=columns)

    def row(cells: list[str], line: int) -> tuple[Cell, ...]:
        if len(cells) != columns:
            record.report(CELLS, line, count=len(cells), columns=columns)
        cells = [*cells[: columns - 1], " ".join(cells[columns - 1 :])]
        cells += [""] * (columns - len(cells))
        return tuple(read_inlines(cell, line, record, grammar) for cell in cells)

    start = first_line + (2 if ruled else 1)
    return Table(
        caption=(),
        head=row(head, first_line),
        rows=tuple(row(split_cells(text), line) for line, text in enumerate(body, start)),
        aligns=_aligns(lines[1] if ruled else "", columns),
        place=Place(record.file, first_line),
    )


def _aligns(rule: str, columns: int) -> tuple[Align, ...]:
    aligns = [_align(cell) for cell in split_cells(rule)] + [Align.START] * columns
    return tuple(aligns[:columns])


def _align(mark: str) -> Align:
    if not mark.endswith(":"):
        return Align.START
    return Align.CENTER if mark.startswith(":") else Align.END
