"""Feet of columns, drawn in numbers: what stands in them, how many lines fit, who gives or takes one."""

from __future__ import annotations

import pytest

from kanwu_press.typeset.rhythm import Item, Kind, Trouble, change, divided, needed_at_foot, trouble


def p(lines: int, ways: str = "") -> Item:
    return Item(Kind.PARAGRAPH, lines, lambda by: ("-" if by < 0 else "+") in ways)


def h(lines: int) -> Item:
    return Item(Kind.HEADING, lines)


FIGURE = Item(Kind.OTHER, 0)


@pytest.mark.parametrize(("lines", "needed"), [(1, 1), (2, 2), (3, 3), (4, 2), (9, 2)])
def test_a_paragraph_of_up_to_three_lines_is_not_divided(lines: int, needed: int) -> None:
    assert needed_at_foot(lines) == needed


@pytest.mark.parametrize(
    ("items", "room", "expected"),
    [
        ((p(5), p(4)), 9, None),  # full
        ((p(5), p(4)), 7, None),  # two and two
        ((p(5), p(4)), 6, Trouble(1, 1, 1)),  # a lone first line
        ((p(5), p(4)), 8, Trouble(1, 1, 1)),  # a lone last line
        ((p(5), p(4, "+")), 8, None),  # which that paragraph mends by itself
        ((p(5), p(3)), 7, Trouble(2, 1, 1)),  # three lines can't be divided
        ((p(5), h(3), p(4)), 9, Trouble(4, 1, 2)),  # a subhead with one line
        ((p(5), h(3), p(4)), 10, None),
        ((p(5), FIGURE, p(4)), 6, None),  # who knows
        ((p(5),), 9, None),  # nothing follows
    ],
)
def test_trouble_at_the_foot(items: tuple[Item, ...], room: int, expected: Trouble | None) -> None:
    assert trouble(items, room) == expected


@pytest.mark.parametrize(
    ("items", "room", "expected"),
    [
        ((p(5, "+"), p(4)), 6, 1),
        ((p(5, "-"), p(4)), 6, -1),
        ((p(5, "+-"), p(4)), 6, 1),  # filling before emptying
        ((p(5), p(4)), 6, 0),  # nobody can help
        ((p(5, "+"), p(5, "+"), p(4)), 11, 0),  # the last one that can does it
        ((p(5, "+"), p(5), p(4)), 11, 1),
        ((p(5, "+"), p(5, "+"), p(3)), 12, 1),  # two lines to fill: both
        ((p(5, "-"), p(5), p(3)), 12, -1),  # or one less, and three fit
        ((p(5, "-"), h(3), p(4)), 9, -1),
        ((p(5, "+"), h(3), p(4)), 6, 1),
        ((p(5, "+-"), p(4)), 9, 0),  # no trouble
    ],
)
def test_who_gives_or_takes_a_line(items: tuple[Item, ...], room: int, expected: int) -> None:
    assert change(items, room) == expected


def test_two_that_must_help_both_do() -> None:
    first, second, third = p(5, "+"), p(5, "+"), p(3)
    assert change((first, second, third), 12) == 1
    assert change((second, third), 12 - 6) == 1  # after the first has grown to six lines


@pytest.mark.parametrize(
    ("item", "room", "begun", "expected"),
    [
        (p(6, "-"), 5, False, -1),  # the lone last line is taken back
        (p(6, "+"), 5, False, 1),  # or gets company
        (p(6), 5, False, 0),
        (p(6, "+-"), 4, False, 0),  # two are carried over: nothing to mend
        (p(2, "+-"), 1, False, 0),  # a lone first line is for those before to mend
        (p(2, "-"), 1, True, -1),
    ],
)
def test_a_paragraph_that_the_foot_divides(item: Item, room: int, begun: bool, expected: int) -> None:
    assert divided(item, room, begun=begun) == expected
