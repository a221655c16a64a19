"""Where two pictures of a page differ: frames around the places, merged generously. Pure arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from kanwu_press.proof.pages import Pixels

Box: TypeAlias = tuple[int, int, int, int]  # left, top, right, bottom in pixels

TOLERANCE = 24  # of 255: less is the edge of a letter drawn a hair aside
_CELL = 8  # pixels; changes in neighbouring cells are one place
_REACH = 1  # so many empty cells may lie between them
_MOST = 24  # more places than this are one: the page was set anew
_PAD = 3  # pixels between the change and its frame


def changed_boxes(one: Pixels, other: Pixels) -> tuple[Box, ...]:
    """The changed places of a page, from the top; pictures of other sizes differ as a whole."""
    if one.shape != other.shape:
        height, width = max(one.shape[0], other.shape[0]), max(one.shape[1], other.shape[1])
        return ((0, 0, width, height),)
    height, width = one.shape[:2]
    difference = np.abs(one.astype(np.int16) - other.astype(np.int16)).max(axis=2) > TOLERANCE
    rows, columns = -(-height // _CELL), -(-width // _CELL)
    padded = np.zeros((rows * _CELL, columns * _CELL), dtype=bool)
    padded[:height, :width] = difference
    cells: npt.NDArray[np.bool_] = np.any(padded.reshape(rows, _CELL, columns, _CELL), axis=(1, 3))
    boxes = [_tight(difference, group) for group in _groups(cells)]
    boxes = _merged([_padded(box, width, height) for box in boxes])
    if len(boxes) > _MOST:
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        boxes = [(min(lefts), min(tops), max(rights), max(bottoms))]
    return tuple(sorted(boxes, key=lambda box: (box[1], box[0])))


def _groups(cells: npt.NDArray[np.bool_]) -> list[list[tuple[int, int]]]:
    """The changed cells that hang together, a gap of `_REACH` allowed."""
    left = {(int(r), int(c)) for r, c in zip(*np.nonzero(cells), strict=True)}
    step = range(-_REACH - 1, _REACH + 2)
    groups = []
    for start in sorted(left):
        if start not in left:
            continue
        left.discard(start)
        group, trail = [start], [start]
        while trail:
            row, column = trail.pop()
            near = [(row + i, column + j) for i in step for j in step if (row + i, column + j) in left]
            left.difference_update(near)
            group.extend(near)
            trail.extend(near)
        groups.append(group)
    return groups


def _tight(difference: npt.NDArray[np.bool_], group: Sequence[tuple[int, int]]) -> Box:
    """The box of the changed pixels in these cells."""
    top, bottom = min(r for r, _ in group) * _CELL, (max(r for r, _ in group) + 1) * _CELL
    left, right = min(c for _, c in group) * _CELL, (max(c for _, c in group) + 1) * _CELL
    rows, columns = np.nonzero(difference[top:bottom, left:right])
    return (
        left + int(columns.min()), top + int(rows.min()),
        left + int(columns.max()) + 1, top + int(rows.max()) + 1,
    )  # fmt: skip


def _padded(box: Box, width: int, height: int) -> Box:
    left, top, right, bottom = box
    return max(0, left - _PAD), max(0, top - _PAD), min(width, right + _PAD), min(height, bottom + _PAD)


def _merged(boxes: list[Box]) -> list[Box]:
    """Boxes that touch each other become one, until none do."""
    done: list[Box] = []
    for box in boxes:
        current = box
        while touching := [b for b in done if _touch(b, current)]:
            done = [b for b in done if b not in touching]
            lefts, tops, rights, bottoms = zip(current, *touching, strict=True)
            current = (min(lefts), min(tops), max(rights), max(bottoms))
        done.append(current)
    return done


def _touch(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
