"""A folded dummy in software: sheets of paper that are cut, folded, nested, gathered and read.

It knows paper, not page numbers: a leaf has two faces with a head, and edges by which it hangs together with
its neighbours. What is printed on the faces may be numbers or pictures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

Printed = tuple[Any, bool]  # what is printed, and whether its head is up as one looks at it
Grid = Sequence[Sequence[Printed]]
Stack = tuple["Leaf", ...]  # from top to bottom
Paper = tuple[tuple[Stack, ...], ...]  # rows of columns, the upper row first


class MisfoldedError(AssertionError):
    """This is no booklet."""


@dataclass(frozen=True)
class Leaf:
    top: Printed
    bottom: Printed
    edges: tuple[int, int, int, int]  # north, east, south, west: the same number where leaves hang together

    def about_upright(self) -> Leaf:
        """Turned about a vertical axis: heads stay up."""
        north, east, south, west = self.edges
        return Leaf(self.bottom, self.top, (north, west, south, east))

    def about_level(self) -> Leaf:
        """Turned about a horizontal axis: what was up is down."""
        north, east, south, west = self.edges
        (top, up), (bottom, bottom_up) = self.top, self.bottom
        return Leaf((bottom, not bottom_up), (top, not up), (south, east, north, west))


def printed(front: Grid, back: Grid) -> Paper:
    """A sheet with its front up; `back` is as one sees it after turning the sheet about its vertical axis."""
    fresh = count()
    rows, columns = len(front), len(front[0])
    level = [[next(fresh) for _ in range(columns)] for _ in range(rows + 1)]
    upright = [[next(fresh) for _ in range(columns + 1)] for _ in range(rows)]
    return tuple(
        tuple(
            (
                Leaf(
                    front[r][c],
                    back[r][columns - 1 - c],
                    (level[r][c], upright[r][c + 1], level[r + 1][c], upright[r][c]),
                ),
            )
            for c in range(columns)
        )
        for r in range(rows)
    )


def over(stack: Stack, *, upright: bool) -> Stack:
    """A stack turned over as a whole."""
    return tuple(leaf.about_upright() if upright else leaf.about_level() for leaf in reversed(stack))


def turned(paper: Paper) -> Paper:
    """The whole sheet turned about its vertical axis."""
    return tuple(tuple(over(stack, upright=True) for stack in reversed(row)) for row in paper)


def right_over_left(paper: Paper) -> Paper:
    half = len(paper[0]) // 2
    return tuple(tuple(over(row[-1 - c], upright=True) + row[c] for c in range(half)) for row in paper)


def left_over_right(paper: Paper) -> Paper:
    half = len(paper[0]) // 2
    return tuple(
        tuple(over(row[half - 1 - c], upright=True) + row[half + c] for c in range(half)) for row in paper
    )


def top_over_bottom(paper: Paper) -> Paper:
    half = len(paper) // 2
    return tuple(
        tuple(
            over(above, upright=False) + below
            for above, below in zip(paper[half - 1 - r], paper[half + r], strict=True)
        )
        for r in range(half)
    )


def cut_in_two(paper: Paper) -> tuple[Paper, Paper]:
    """Cut in the middle, from top to bottom."""
    half = len(paper[0]) // 2
    return tuple(row[:half] for row in paper), tuple(row[half:] for row in paper)


def booklet(paper: Paper) -> Stack:
    """The sheet with its back up, folded as long as there is something to fold; the last fold is the spine.

    Four columns first become two (right over left), two rows one (the upper over the lower), then the left
    half goes over the right. Raises MisfoldedError unless the leaves hang together at the spine in pairs.
    """
    if len(paper[0]) == 4:
        paper = right_over_left(paper)
    if len(paper) == 2:
        paper = top_over_bottom(paper)
    paper = left_over_right(paper)
    ((stack,),) = paper
    for leaf, partner in zip(stack, reversed(stack), strict=True):
        if leaf.edges[3] != partner.edges[3]:
            raise MisfoldedError("the leaves don't hang together at the spine")
    return stack


def nested(booklets: Sequence[Stack]) -> Stack:
    """Booklets laid into each other, the first outermost."""
    whole: Stack = ()
    for one in reversed(booklets):
        half = len(one) // 2
        whole = one[:half] + whole + one[half:]
    return whole


def read(stack: Stack) -> list[Any]:
    """Leaf by leaf with the spine at the left; raises MisfoldedError when a page stands on its head."""
    pages = []
    for leaf in stack:
        for what, upright in (leaf.top, leaf.bottom):
            if what is not None and not upright:
                raise MisfoldedError(f"{what} stands on its head")
            pages.append(what)
    return pages


def faces(stack: Stack) -> list[Printed]:
    """All faces in the order of reading, heads up or not."""
    return [face for leaf in stack for face in (leaf.top, leaf.bottom)]
