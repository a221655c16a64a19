"""Prints of the salt works and the dunes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from pictures.drawing import (
    DEEP,
    DUNE,
    FULL,
    MID,
    PALE,
    PAPER,
    SAND,
    SEA,
    SHELL,
    SOFT,
    Colour,
    Point,
    Sheet,
    blend,
    save_jpeg,
    wander,
)
from pictures.motifs import birds, ripples, row, stroke

Placer = Callable[[float, float], Point]  # along the works, across them: where that is on the sheet


def salt() -> None:
    """盐田: the works from the air; brine grows paler from pool to pool."""
    w, h = FULL, 98.0
    sheet = Sheet(w, h, blend(SAND, DUNE, 0.08))
    rng = np.random.default_rng(71)

    def at(u: float, v: float) -> Point:  # u along the works, v across; the far side is smaller
        depth = v**0.8
        left, right = 21 - 17 * depth, 137 + 12 * depth
        return left + (right - left) * u, 9 + 87 * depth**1.15

    sheet.box(0, 0, w, 6, SEA)
    ripples(sheet, w, 1, 5, 73, SOFT, 34)
    sheet.box(0, 6, w, 7, blend(SHELL, SAND, 0.35))
    for _ in range(120):
        u, v = rng.random() * 1.3 - 0.15, rng.random()
        p, q = at(u, v), at(u + 0.03, v)
        sheet.gouge(stroke(p, q), blend(SAND, DUNE, 0.6), 0.35)
    columns = (0.0, 0.155, 0.25, 0.345, 0.435, 0.525, 0.61, 0.69)
    tones = (
        SEA,
        blend(SEA, MID, 0.55),
        MID,
        blend(MID, SOFT, 0.6),
        SOFT,
        blend(SOFT, SAND, 0.55),
        blend(SAND, SHELL, 0.15),
    )
    for strip in range(4):
        v0, v1 = 0.045 + strip * 0.235, 0.045 + strip * 0.235 + 0.205
        for k in range(7):
            parts = 1 if k == 0 else 2
            for j in range(parts):
                a, b = v0 + (v1 - v0) * j / parts, v0 + (v1 - v0) * (j + 1) / parts
                pool(
                    sheet,
                    at,
                    (columns[k] + 0.006, columns[k + 1] - 0.006, a + 0.008, b - 0.008),
                    tones[k],
                    rng,
                )
        crystals(sheet, at, v0, v1, rng)
        heaps(sheet, at, v0, v1, rng)
    for v in (0.26, 0.495, 0.73):
        sheet.line([at(-0.05, v), at(1.03, v)], blend(SHELL, SAND, 0.35), 0.6 + v)
    for u, v in ((0.735, 0.37), (0.90, 0.61), (0.775, 0.86)):
        raker(sheet, *at(u, v), 2.0 + 3.2 * v)
    save_jpeg(sheet, "盐田", 87)


def pool(
    sheet: Sheet, at: Placer, box: tuple[float, float, float, float], tone: Colour, rng: np.random.Generator
) -> None:
    """One pool with its bank and the wind on it."""
    u0, u1, v0, v1 = box
    p = at
    corners = [p(u0, v0), p(u1, v0), p(u1, v1), p(u0, v1)]
    sheet.area(corners, tone)
    sheet.line([*corners, corners[0]], blend(SHELL, SAND, 0.2), 0.35 + 0.5 * v1)
    for _ in range(round(260 * (u1 - u0) * (0.5 + v1))):
        u, v = u0 + (u1 - u0) * rng.random() * 0.8, v0 + (v1 - v0) * (0.12 + 0.76 * rng.random())
        span = 0.012 + 0.02 * rng.random()
        a, b = p(u, v), p(min(u + span, u1 - 0.01), v)
        if b[0] - a[0] > 0.8:
            sheet.gouge(stroke(a, b), blend(tone, SHELL, 0.45), 0.2 + 0.22 * v)


def crystals(sheet: Sheet, at: Placer, v0: float, v1: float, rng: np.random.Generator) -> None:
    """Two rows of small pans, some white already."""
    for j in range(3):
        for k in range(6):
            u0, u1 = 0.70 + 0.045 * k + 0.003, 0.70 + 0.045 * (k + 1) - 0.003
            a, b = v0 + (v1 - v0) * j / 3 + 0.006, v0 + (v1 - v0) * (j + 1) / 3 - 0.006
            corners = [at(u0, a), at(u1, a), at(u1, b), at(u0, b)]
            white = rng.random()
            sheet.area(corners, blend(blend(SAND, SHELL, 0.4), PAPER, white))
            sheet.line([*corners, corners[0]], blend(DUNE, SAND, 0.3), 0.3)
            for _ in range(5):
                u, v = u0 + (u1 - u0) * (0.1 + 0.6 * rng.random()), a + (b - a) * (0.2 + 0.6 * rng.random())
                p, q = at(u, v), at(u + 0.012, v)
                sheet.gouge(stroke(p, q), blend(SAND, DUNE, 0.3), 0.22)


def heaps(sheet: Sheet, at: Placer, v0: float, v1: float, rng: np.random.Generator) -> None:
    """White cones of salt at the end of each works."""
    for k in range(3):
        x, y = at(0.992 + 0.006 * (k % 2), v0 + (v1 - v0) * (0.25 + 0.3 * k))
        s = 1.7 + 3.0 * v1 * (0.8 + 0.4 * rng.random())
        sheet.area([(x - s, y), (x - 0.1 * s, y - 1.05 * s), (x + 0.12 * s, y - 1.05 * s), (x + s, y)], PAPER)
        sheet.area(
            [(x + 0.05 * s, y - 1.05 * s), (x + 0.12 * s, y - 1.05 * s), (x + s, y), (x + 0.25 * s, y)], PALE
        )
        for j in range(3):
            sheet.gouge(
                [
                    (x + s * (0.12 + 0.14 * j), y - s * (0.75 - 0.2 * j)),
                    (x + s * (0.4 + 0.14 * j), y - s * 0.12),
                ],
                SOFT,
                0.22,
            )


def raker(sheet: Sheet, x: float, y: float, s: float) -> None:
    """A man with a long rake, small in the whole."""
    sheet.area(
        [(x - 0.16 * s, y), (x - 0.13 * s, y - 0.55 * s), (x + 0.13 * s, y - 0.55 * s), (x + 0.2 * s, y)],
        DEEP,
    )
    sheet.area(
        [
            (x - 0.2 * s, y - 0.5 * s),
            (x - 0.12 * s, y - 0.95 * s),
            (x + 0.14 * s, y - 0.95 * s),
            (x + 0.18 * s, y - 0.5 * s),
        ],
        SEA,
    )
    sheet.area([(x - 0.32 * s, y - 1.0 * s), (x, y - 1.3 * s), (x + 0.32 * s, y - 1.0 * s)], DUNE)
    sheet.line([(x + 0.1 * s, y - 0.75 * s), (x - 1.05 * s, y - 0.02 * s)], DEEP, 0.07 * s)
    sheet.line([(x - 1.2 * s, y - 0.22 * s), (x - 0.95 * s, y + 0.16 * s)], DEEP, 0.1 * s)


def dunes() -> None:
    """沙丘: ridge behind ridge, ripples on the windward side, the lee in shade."""
    w, h = FULL, 88.0
    sheet = Sheet(w, h, SHELL)
    rng = np.random.default_rng(55)
    for k in range(9):
        x0, span = rng.random() * w - 20, 30 + 60 * rng.random()
        xs = np.linspace(x0, x0 + span, 40)
        sheet.gouge(row(xs, 5 + k * 2.0 + 0.5 * np.sin(xs / 17 + k)), blend(SHELL, SOFT, 0.45), 0.5)
    sheet.box(0, 25.5, w, 42, MID)
    ripples(sheet, w, 26, 38, 57, SHELL, 60)
    birds(sheet, [(104 + 6.5 * i, 13 + 1.6 * abs(i - 1.6), 5.2) for i in range(4)], DEEP)
    for k in range(5):
        dune(sheet, w, h, k)
    for x, y, s in ((9, 84, 15), (20, 86.5, 12), (31, 83, 10), (13, 80, 8), (141, 86, 11), (147, 83.5, 7)):
        grass(sheet, x, y, s, rng)
    save_jpeg(sheet, "沙丘", 86)


def dune(sheet: Sheet, w: float, h: float, k: int) -> None:
    """One ridge: crest, sunlit slope, slip face."""
    n = 500
    x = np.linspace(-2, w + 2, n)
    t = k / 4
    base = 33 + 40 * t**1.25
    swing = (3.0 + 7.5 * t) * np.sin(x / (26 + 16 * t) + 1.9 * k) + (1.4 + 2.2 * t) * np.sin(
        x / (11 + 8 * t) + 0.7 * k
    )
    crest = base - swing
    light = blend(blend(SAND, SHELL, 0.55), SAND, t)
    sheet.area([(-2, h + 1), *row(x, crest), (w + 2, h + 1)], light)
    lee = crest.copy()
    fall = np.clip(np.gradient(crest, x) * (16 + 26 * t), 0, None)
    lee = crest + fall * (1 + 0.12 * wander(n, 30, 80 + k))
    sheet.area(row(x, crest) + row(x, lee)[::-1], blend(DUNE, SAND, 0.25 - 0.2 * t))
    for j in range(1, 9 + 5 * k):
        drop = j * (1.15 + 1.1 * t) * (1 + 0.02 * j)
        sag = crest * (1 - 0.045 * j) + base * 0.045 * j + drop if j < 20 else np.full(n, base) + drop
        at = int(np.random.default_rng(400 + 31 * k + j).random() * 40)
        chance = np.random.default_rng(500 + 31 * k + j)
        while at < n - 12:
            span = int(16 + 40 * chance.random())
            part = slice(at, min(at + span, n))
            if (sag[part] > lee[part] + 0.5).all():
                wave = 0.22 * np.sin(x[part] / 1.5 + j)
                sheet.gouge(row(x[part], sag[part] + wave), blend(DUNE, SAND, 0.35 - 0.3 * t), 0.24 + 0.3 * t)
            at += span + int(4 + 20 * chance.random())


def grass(sheet: Sheet, x: float, y: float, s: float, rng: np.random.Generator) -> None:
    """A tuft fanned out and bent by the wind."""
    for k in range(17):
        lean = s * (-0.32 + 1.15 * k / 16 + 0.1 * rng.normal())
        tall = s * (0.6 + 0.4 * rng.random()) * (1 - 0.35 * abs(k / 8 - 1))
        u = np.linspace(0, 1, 16)
        sheet.gouge(
            row(x + (k - 8) * 0.06 * s / 8 + lean * u**1.7, y - tall * (u - 0.22 * u**3)),
            DEEP if k % 3 else SEA,
            0.42,
            0.35,
        )


SHORE = {"盐田": salt, "沙丘": dunes}
