"""Prints as from a lino block: few flat colours, and the marks of the gouge."""

from __future__ import annotations

import math

import numpy as np
from drawing import (
    DEEP, MID, SAND, SEA, SHELL, SOFT,
    Colour, Sheet, blend, save_jpeg, wander,
)

# ---- shared motifs -------------------------------------------------------------------------


def swell(width: float, base: float, height: float, length: float, seed: int) -> list[tuple[float, float]]:
    """The upper edge of a band of water: sharp crests, broad troughs, no two alike."""
    n = int(width * 2) + 2
    x = np.linspace(-1, width + 1, n)
    phase = 2 * math.pi * x / length + 2.2 * wander(n, width / length * 0.8, seed, 2) + seed
    crest = np.abs(np.sin(phase / 2)) ** 0.75
    y = base + height * (crest - 0.5) + height * 0.35 * wander(n, width / length * 2.3, seed + 50, 3)
    return list(zip(x.tolist(), y.tolist(), strict=True))


def cuts_along(
    sheet: Sheet, edge: list[tuple[float, float]], depth: float, colour: Colour, seed: int,
    width: float, length: float, rows: int,
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


# ---- the pictures --------------------------------------------------------------------------


def cover() -> None:
    """封面: a moon over the tide, cut in lino. The upper part stays calm for the masthead."""
    w, h = 216.4, 291.4
    sheet = Sheet(w, h, SHELL)
    horizon = 138.0
    moon_x, moon_y, moon_r = 148.0, 104.0, 30.0
    sheet.disc(moon_x, moon_y, moon_r, blend(SAND, SHELL, 0.15))
    for k, y in enumerate(np.linspace(96, horizon - 1, 16)):
        for j in range(3):
            rng = np.random.default_rng(900 + k * 7 + j)
            x0, span = rng.random() * w - 20, 30 + 60 * rng.random()
            xs = np.linspace(x0, x0 + span, 40)
            ys = y + 0.5 * np.sin(xs / 19 + k)
            inside = math.hypot(x0 + span / 2 - moon_x, y - moon_y) < moon_r + 12
            tone = SHELL if inside else blend(SHELL, SOFT, 0.35 + 0.02 * k)
            sheet.gouge(list(zip(xs.tolist(), ys.tolist(), strict=True)), tone, 0.5 + 0.05 * k)
    hills(sheet, w, horizon)
    birds(sheet, [(38 + 9 * i, 92 + 3.2 * abs(i - 2.6) + (i % 2), 7.5 - 0.5 * abs(i - 2.6)) for i in range(7)], DEEP)
    sea(sheet, w, h, horizon, moon_x)
    save_jpeg(sheet, "封面", 86)


def hills(sheet: Sheet, w: float, horizon: float) -> None:
    """Two far headlands, one with a lighthouse."""
    n = 300
    x = np.linspace(0, w, n)
    far = horizon - np.clip(9 * np.exp(-(((x - 28) / 30) ** 2)) + 1.1 * wander(n, 14, 3) - 0.6, 0, None)
    near = horizon - np.clip(6.5 * np.exp(-(((x - 4) / 16) ** 2)) + 0.7 * wander(n, 20, 5) - 0.4, 0, None)
    for line, tone in ((far, SOFT), (near, MID)):
        sheet.area([(0, horizon), *zip(x.tolist(), line.tolist(), strict=True), (w, horizon)], tone)
    base = horizon - 8.6
    sheet.area([(26.6, base + 1), (27.2, base - 8), (29.2, base - 8), (29.8, base + 1)], DEEP)
    sheet.box(26.8, base - 9, 29.6, base - 8, DEEP)
    sheet.box(27.5, base - 11, 28.9, base - 9, DEEP)


def sea(sheet: Sheet, w: float, h: float, horizon: float, moon_x: float) -> None:
    """Bands of water, smaller and paler towards the horizon, with the moon's path in them."""
    bands = 17
    for k in range(bands):
        t = k / (bands - 1)
        base = horizon + 1.2 + (h + 4 - horizon) * t**1.65
        height, length = 0.6 + 13 * t**1.2, 14 + 78 * t
        tone = blend(MID, SEA, min(1, t * 2.2)) if t < 0.45 else blend(SEA, DEEP, min(1, (t - 0.45) * 1.9))
        edge = swell(w, base, height, length, 11 + k)
        sheet.area([(-1, h + 1), *edge, (w + 1, h + 1)], tone)
        crest = blend(SHELL, SOFT, 0.15 + 0.55 * t)
        cuts_along(sheet, edge, 0.7 + 1.2 * t, crest, 300 + k, 0.35 + 1.1 * t, 16 + 36 * t, 1)
        inner = blend(tone, SOFT, 0.42)
        cuts_along(sheet, [(x, y + 1 + 2.2 * t) for x, y in edge], 1.5 + 17 * t, inner, 500 + k,
                   0.22 + 0.75 * t, 9 + 26 * t, 2 + round(5 * t))
        glitter(sheet, base, t, moon_x, k)
        if k == 7:
            sailing_boat(sheet, 62, base - 1.2, 21)


def glitter(sheet: Sheet, base: float, t: float, moon_x: float, k: int) -> None:
    """The moon's path: short level cuts, wider apart as they come nearer."""
    rng = np.random.default_rng(700 + k)
    for _ in range(9):
        if t > 0.62:
            return
        x = moon_x + rng.normal() * (6 + 13 * t)
        y = base + rng.random() * (1.5 + 12 * t)
        half = (1.8 + 5 * t) * (0.5 + rng.random())
        xs = np.linspace(x - half, x + half, 12)
        ys = y + 0.25 * np.sin(xs)
        sheet.gouge(list(zip(xs.tolist(), ys.tolist(), strict=True)), blend(SHELL, SAND, 0.35), 0.4 + 1.0 * t)


def sailing_boat(sheet: Sheet, x: float, y: float, s: float) -> None:
    """A small junk with two battened sails, `s` mm long, keel at y."""
    hull = [(-0.5, -0.13), (-0.44, 0.02), (-0.3, 0.09), (0.3, 0.09), (0.44, 0.0), (0.54, -0.17), (0.36, -0.08), (-0.36, -0.07)]
    sheet.area([(x + a * s, y + b * s) for a, b in hull], DEEP)
    main = [(-0.02, -0.12), (-0.02, -0.82), (0.1, -0.9), (0.34, -0.7), (0.42, -0.42), (0.38, -0.13)]
    fore = [(-0.12, -0.12), (-0.12, -0.56), (-0.2, -0.62), (-0.4, -0.45), (-0.44, -0.25), (-0.4, -0.14)]
    for sail in (main, fore):
        sheet.area([(x + a * s, y + b * s) for a, b in sail], SEA)
        top, bottom = min(b for _, b in sail), max(b for _, b in sail)
        for i in range(1, 6):
            level = top + (bottom - top) * i / 6
            lo, hi = min(a for a, _ in sail), max(a for a, _ in sail)
            sheet.gouge([(x + (lo + (hi - lo) * u) * s, y + (level - 0.04 * u + 0.02) * s) for u in np.linspace(0.02, 0.9, 12)],
                        SHELL, s * 0.014)


PRINTS = {"封面": cover}
