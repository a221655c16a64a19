"""Vertical rhythm: at the foot of a column a paragraph may take its setting with one line more or less.

In: how many lines still fit, the paragraph's line count, and what follows it, in lines. Out: by how
many lines the column should grow or shrink so that it ends full, without a lone first or last line
(CLREQ P-WIDOW2) and without a subhead at its foot (HEAD-BOT). Pure arithmetic; lines.py does the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

LEAST = 2  # lines of a paragraph that stand together at the head or foot of a column


class Kind(Enum):
    PARAGRAPH = "paragraph"
    HEADING = "heading"  # stays with what follows it
    OTHER = "other"  # a figure, a table, a list: its depth is not known beforehand


def _never(by: int) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Item:
    """Something in a column, `lines` deep. `can` says whether a paragraph can be set with −1 or 1 line
    more; it is only asked when that would help, since the answer takes a setting."""

    kind: Kind
    lines: int
    can: Callable[[int], bool] = _never


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong at a column's foot: `left` lines would stay empty; `lacking` more would mend it."""

    left: int
    lacking: int
    after: int  # the paragraphs up to here, counted from the first, may help


def needed_at_foot(lines: int) -> int:
    """How many lines of a paragraph must stand at a column's foot, if any do."""
    return lines if lines < 2 * LEAST else LEAST


def trouble(items: Iterator[Item] | tuple[Item, ...], room: int) -> Trouble | None:
    """The trouble at the foot of a column that has room for `room` lines of `items`, if there is any."""
    heading = 0
    for number, item in enumerate(items):
        if item.kind is Kind.OTHER:
            return None
        if item.kind is Kind.HEADING:
            heading += item.lines
            continue
        needs = heading + needed_at_foot(item.lines)
        if heading + item.lines <= room:
            room -= heading + item.lines
            heading = 0
            continue
        return _at(item, number, room, heading, needs)
    return None


def _at(item: Item, number: int, room: int, heading: int, needs: int) -> Trouble | None:
    """The trouble with a paragraph that the column's foot divides, `heading` lines of subheads before it."""
    if room == 0:
        return None
    if room < needs:
        return Trouble(room, needs - room, number)
    carried = item.lines - (room - heading)
    if carried >= LEAST or (carried == 1 and (item.can(-1) or item.can(1))):
        return None
    # a lone last line would be carried over: the engine takes one back, and one line stays empty
    return Trouble(1, 1, number)


def change(items: tuple[Item, ...], room: int) -> int:
    """By how many lines the first of `items`, a paragraph that ends in the column, should change: −1, 0, 1.

    Of the remedies that mend the foot the smallest is taken, filling before emptying, and the last
    paragraphs that can give it.
    """
    found = trouble(items, room)
    if found is None:
        return 0
    helpers = [item for item in items[: found.after] if item.kind is Kind.PARAGRAPH]
    for count, sign in sorted(((found.left, 1), (found.lacking, -1)), key=lambda way: way[0]):
        if not 0 < count <= len(helpers):
            continue
        later = sum(helper.can(sign) for helper in helpers[1:])
        if later >= count:
            return 0
        if later == count - 1 and helpers[0].can(sign):
            return sign
    return 0


def divided(item: Item, room: int, *, begun: bool) -> int:
    """By how many lines a paragraph that the column's foot divides should change: −1, 0, 1.

    `begun`: it goes on from an earlier column, so that fewer lines may stand here.
    """
    carried = item.lines - room
    if carried != 1 or (room < LEAST and not begun):
        return 0
    return -1 if item.can(-1) else 1 if item.can(1) else 0
