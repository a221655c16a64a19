"""The path that a content stream is about to paint: the box around it, and whether it is one rectangle."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

from kanwu_press.preflight.pdfmarks import Box, Matrix

POINTS = {"m": 2, "l": 2, "c": 6, "v": 4, "y": 4}  # how many numbers each operator of paths takes


class PathPen:
    """Follows the operators of one path, from the first to the one that paints it; lengths in pt."""

    __slots__ = ("_around", "_long", "_other", "_rectangles", "_thin", "clipping")

    def __init__(self) -> None:
        self.clipping = False  # whether it is also to clip what comes after it
        self._around: list[float] | None = None
        self._rectangles, self._other = 0, False
        self._thin, self._long = 0.0, 0.0

    def extend(self, values: Sequence[float], ctm: Matrix) -> None:
        """Go on to the points of `values`: x and y by turns, before `ctm`."""
        self._reach(values, ctm)
        self._other = True

    def rectangle(self, values: Sequence[float], ctm: Matrix) -> None:
        """Add a rectangle: x, y, width, height."""
        x, y, w, h = values
        self._reach([x, y, x + w, y, x + w, y + h, x, y + h], ctm)
        a, b, c, d, _, _ = ctm
        sides = abs(w) * hypot(a, b), abs(h) * hypot(c, d)
        self._rectangles += 1
        self._thin, self._long = min(sides), max(sides)

    def box(self) -> Box | None:
        """The box around it; None of a path without points."""
        around = self._around
        return None if around is None else (around[0], around[1], around[2], around[3])

    def sides(self) -> tuple[float | None, float]:
        """The short and the long side of what is one rectangle; None and 0 of any other path."""
        return (self._thin, self._long) if self._rectangles == 1 and not self._other else (None, 0.0)

    def _reach(self, values: Sequence[float], ctm: Matrix) -> None:
        a, b, c, d, e, f = ctm
        box = self._around
        for n in range(0, len(values), 2):
            x, y = values[n], values[n + 1]
            u, v = a * x + c * y + e, b * x + d * y + f
            if box is None:
                box = self._around = [u, v, u, v]
            else:
                box[0], box[1] = min(box[0], u), min(box[1], v)
                box[2], box[3] = max(box[2], u), max(box[3], v)
