"""w:tbl → a grid of cells, merged ones marked (ISO/IEC 29500-1, 17.4)."""

from __future__ import annotations

from collections.abc import Callable

from kanwu_press.intake.docx.names import Element, attribute, child, name, number, switched, value
from kanwu_press.intake.docx.story.state import GONE, State
from kanwu_press.intake.docx.story.texts import text_in
from kanwu_press.intake.docx.values import Block, Cell, Grid

_COLUMNS = 60  # that a cell may span
# What may stand between a table and its rows, a row and its cells: content controls and the like.
_HOLDERS = (
    "w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "mc:AlternateContent", "mc:Choice",
)  # fmt: skip


def grid(table: Element, state: State, read: Callable[[Element], tuple[Block, ...]]) -> Grid:
    """The table; `read` reads the story in a cell. Rows that were deleted go to the changes."""
    first = state.number + 1
    about = child(table, "w:tblPr")
    for kind in ("w:tblCaption", "w:tblDescription"):
        state.leave("alternative text", value(about, kind))
    rows: list[tuple[Cell, ...]] = []
    heads = 0
    for row in _inner(table, "w:tr"):
        properties = child(row, "w:trPr")
        gone = child(properties, "w:del")
        if gone is not None:
            state.change(GONE["w:del"], gone, text_in(row))
            continue
        if switched(properties, "w:tblHeader") and heads == len(rows):
            heads += 1
        before = number(value(properties, "w:gridBefore"))
        cells = [Cell(()) for _ in range(min(before, _COLUMNS))]
        cells += [_cell(cell, read) for cell in _inner(row, "w:tc")]
        rows.append(tuple(cells))
    return Grid(first, tuple(rows), heads)


def _cell(cell: Element, read: Callable[[Element], tuple[Block, ...]]) -> Cell:
    properties = child(cell, "w:tcPr")
    across = number(value(properties, "w:gridSpan"))
    merges = (child(properties, kind) for kind in ("w:vMerge", "w:hMerge"))
    goes_on = any(one is not None and attribute(one, "w:val") in ("", "continue") for one in merges)
    return Cell(read(cell), max(1, min(across, _COLUMNS)), goes_on)


def _inner(parent: Element, wanted: str) -> list[Element]:
    """Rows of a table or cells of a row, also within their holders."""
    found: list[Element] = []
    for one in parent:
        if name(one) == wanted:
            found.append(one)
        elif name(one) in _HOLDERS:
            found += _inner(one, wanted)
    return found
