"""What the prints share: cuts of the gouge along a wave, still water, birds."""

from __future__ import annotations

import math

import numpy as np

from pictures.drawing import Colour, Point, Sheet, wander


def row(values: np.ndarray, heights: np.ndarray) -> list[Point]:
    """Two arrays as points."""
    return list(zip(values.tolist(), heights.tolist(), strict=True))


def stroke(a: Point, b: Point) -> list[Point]:
    """A level cut from a to b, a little bent."""
    return [
        (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t - 0.3 * math.sin(2 * math.pi * t) * 0.5)
        for t in np.linspace(0, 1, 12).tolist()
    ]


def swell(width: float, base: float, height: float, length: float, seed: int) -> list[tuple[float, float]]:
    """The upper edge of a band of water: sharp crests, broad troughs, no two alike."""
    n = int(width * 2) + 2
    x = np.linspace(-1, width + 1, n)
    phase = 2 * math.pi * x / length + 2.2 * wander(n, width / length * 0.8, seed, 2) + seed
    crest = np.abs(np.sin(phase / 2)) ** 0.75
    y = base + height * (crest - 0.5) + height * 0.35 * wander(n, width / length * 2.3, seed + 50, 3)
    return list(zip(x.tolist(), y.tolist(), strict=True))


def cuts_along(
    sheet: Sheet,
    edge: list[tuple[float, float]],
    depth: float,
    colour: Colour,
    seed: int,
    width: float,
    length: float,
    rows: int,
) -> None:
    """Gouge marks that follow a wave's edge down to `depth` mm below it."""
    rng = np.random.default_rng(seed)
    n = len(edge)
    step = edge[1][0] - edge[0][0]
    for row in range(rows):
        drop = depth * (row + 0.6) / rows
        at = -int(rng.random() * length / step)
        while at < n:
            span = int(length * (0.5 + rng.random()) / step)
            part = edge[max(at, 0) : at + span]
            if len(part) > 4:
                flat = 1 - 0.55 * drop / depth
                mean = sum(p[1] for p in part) / len(part)
                line = [(px, mean + (py - mean) * flat + drop) for px, py in part]
                sheet.gouge(line, colour, width * (0.55 + 0.6 * rng.random()) * (1 - 0.5 * row / rows))
            at += span + int(length * (0.15 + 0.5 * rng.random()) / step)


def birds(sheet: Sheet, at: list[tuple[float, float, float]], colour: Colour) -> None:
    """Small birds as two cuts each: x, y, span in mm."""
    for x, y, s in at:
        for side in (-1, 1):
            t = np.linspace(0, 1, 14)
            px = x + side * t * s / 2
            py = y - s * 0.22 * np.sin(t * math.pi * 0.8) + s * 0.05 * t
            sheet.gouge(list(zip(px.tolist(), py.tolist(), strict=True)), colour, s * 0.085, 0.5)


def ripples(sheet: Sheet, w: float, y0: float, y1: float, seed: int, tone: Colour, count: int) -> None:
    """Still water in short level cuts."""
    rng = np.random.default_rng(seed)
    for _ in range(count):
        y = y0 + (y1 - y0) * rng.random()
        half = 1.5 + 6 * rng.random() * (0.4 + (y - y0) / (y1 - y0))
        x = rng.random() * w
        xs = np.linspace(x - half, x + half, 16)
        sheet.gouge(row(xs, y + 0.25 * np.sin(xs / 2.2 + y)), tone, 0.28 + 0.3 * (y - y0) / (y1 - y0))
