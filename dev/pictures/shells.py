"""Engravings of what the tide leaves."""

from __future__ import annotations

import math

import numpy as np

from pictures.drawing import (
    COLUMN,
    DEEP,
    FROST,
    MID,
    PAPER,
    SEA,
    SHELL,
    SOFT,
    Point,
    Sheet,
    blend,
    save_png,
    wander,
)
from pictures.motifs import row


def snail() -> None:
    """螺: a moon snail from above; growth lines between the turns of a spiral."""
    sheet = Sheet(COLUMN, COLUMN)
    cx, cy, grow, seed = 45.5, 35.5, 0.155, 1.42
    turns = np.linspace(0, 7.1 * math.pi, 900)
    radius = seed * np.exp(grow * turns)

    def at(angle: float, share: float) -> Point:  # share 0 on the inner suture, 1 on the outer edge
        outer = seed * math.exp(grow * angle)
        inner = seed * math.exp(grow * (angle - 2 * math.pi))
        r = inner + (outer - inner) * share
        return cx + r * math.cos(angle + 0.35), cy + r * math.sin(angle + 0.35) * 0.92

    edge = row(cx + radius * np.cos(turns + 0.35), cy + radius * np.sin(turns + 0.35) * 0.92)
    last = edge[-int(900 * 2 / 7.1) - 1 :]
    sheet.area(last, FROST)
    for k in range(330):
        angle = 0.9 * math.pi + (7.08 - 0.9) * math.pi * (k / 330) ** 0.62
        line = [at(angle - 0.16 * math.sin(math.pi * v), v) for v in np.linspace(0.04, 0.97, 16).tolist()]
        deep = (1 + math.sin(k * 0.9) * math.sin(k * 0.37)) / 2
        sheet.gouge(line, blend(SOFT, SEA, deep), 0.16 + 0.023 * angle * (0.5 + deep), 0.5)
    sheet.line(edge, DEEP, 0.75)
    lip = [at(7.1 * math.pi - 0.16 * math.sin(math.pi * v), v) for v in np.linspace(0, 1, 24).tolist()]
    sheet.gouge(lip, DEEP, 1.8, 0.5)
    save_png(sheet, "螺", 96)


def scallop() -> None:
    """扇贝: ribs from the hinge to a scalloped edge."""
    sheet = Sheet(COLUMN, COLUMN)
    cx, cy, ribs = COLUMN / 2, 61.0, 17
    spread = math.radians(54)

    def at(t: float, r: float) -> Point:  # t from -1 to 1 across the fan, r from 0 to 1 along a rib
        a = -math.pi / 2 + spread * t
        wave = 1 + 0.028 * math.cos(t * ribs * math.pi) * r
        reach = 50 * r * wave * (1 - 0.13 * t * t)
        return cx + reach * math.cos(a) * 1.0, cy + reach * math.sin(a)

    rim = [at(t, 1) for t in np.linspace(-1, 1, 400).tolist()]
    sheet.area(
        [(cx - 11, cy - 2), (cx - 9.5, cy + 5), (cx + 9.5, cy + 5), (cx + 11, cy - 2), (cx, cy - 9)], SEA
    )
    for k in range(-4, 5):
        sheet.gouge(
            [(cx + 2.1 * k, cy - 1.5), (cx + 2.15 * k, cy + 1.5), (cx + 2.2 * k, cy + 4.6)], SHELL, 0.3
        )
    sheet.area([(cx, cy + 2.5), *rim], FROST)
    for k in range(ribs + 1):
        t = -1 + 2 * k / ribs
        sheet.gouge([at(t, r) for r in np.linspace(0.04, 0.99, 40).tolist()], SEA, 0.95, 0.35)
    rng = np.random.default_rng(3)
    for band in range(2, 26):
        r = 0.10 + 0.87 * (band / 26) ** 0.85
        for k in range(ribs):
            t0, t1 = -1 + 2 * (k + 0.18) / ribs, -1 + 2 * (k + 0.82) / ribs
            bow = [
                at(t, r + 0.012 * math.sin(math.pi * (t - t0) / (t1 - t0)))
                for t in np.linspace(t0, t1, 9).tolist()
            ]
            dark = band in (7, 8, 13, 14, 15, 20, 21, 22, 25)
            sheet.gouge(bow, SEA if dark else SOFT, (0.62 if dark else 0.3) * (0.8 + 0.4 * rng.random()), 0.5)
    sheet.line([*rim, (cx, cy + 2.5), rim[0]], DEEP, 0.55)
    save_png(sheet, "扇贝", 96)


def sand_dollar() -> None:
    """沙钱: a disc with a five-petalled flower of pores."""
    sheet = Sheet(COLUMN, COLUMN)
    c = COLUMN / 2
    a = np.linspace(0, 2 * math.pi, 400)
    r = 31.5 + 0.55 * np.cos(5 * (a + math.pi / 2)) + 0.18 * wander(400, 20, 9)
    r[-1] = r[0]
    sheet.area(row(c + r * np.cos(a), c + r * np.sin(a)), FROST)
    rng = np.random.default_rng(14)
    for _ in range(1500):
        q, at = 30.6 * math.sqrt(rng.random()), 2 * math.pi * rng.random()
        sheet.disc(
            c + q * math.cos(at),
            c + q * math.sin(at),
            0.10 + 0.12 * rng.random(),
            blend(SOFT, MID, rng.random()),
        )
    for petal in range(5):
        turn = -math.pi / 2 + 2 * math.pi * petal / 5
        leaf = np.linspace(0, 1, 60)
        wide = 4.6 * np.sin(math.pi * leaf**0.8) ** 0.9 + 0.3
        along = 3.2 + 18.5 * leaf
        ca, sa = math.cos(turn), math.sin(turn)
        outline = [
            (c + x * ca - side * y * sa, c + x * sa + side * y * ca)
            for side, seq in (
                (1, list(zip(along, wide, strict=True))),
                (-1, list(zip(along, wide, strict=True))[::-1]),
            )
            for x, y in seq
        ]
        sheet.area(outline, PAPER)
        for k in range(4, 58, 2):
            for side in (-1, 1):
                x, y = float(along[k]), float(wide[k])
                inner, outer = y * 0.38, y * 0.96
                line = [
                    (c + x * ca - side * v * sa, c + x * sa + side * v * ca)
                    for v in np.linspace(inner, outer, 6).tolist()
                ]
                sheet.gouge(line, SEA, 0.42, 0.5)
        mouth = turn + math.pi / 5
        spine = [
            (
                c + q * math.cos(mouth + 0.05 * math.sin(q / 2)),
                c + q * math.sin(mouth + 0.05 * math.sin(q / 2)),
            )
            for q in np.linspace(4, 29, 30).tolist()
        ]
        sheet.gouge(spine, MID, 0.35, 0.4)
    sheet.disc(c, c, 2.0, SEA)
    for k in range(5):
        t = -math.pi / 2 + 2 * math.pi * k / 5 + math.pi / 5
        sheet.disc(c + 2.7 * math.cos(t), c + 2.7 * math.sin(t), 0.5, DEEP)
    sheet.line(row(c + r * np.cos(a), c + r * np.sin(a)), DEEP, 0.6)
    for k in range(150):
        t = 2 * math.pi * k / 150
        sheet.gouge([(c + q * math.cos(t), c + q * math.sin(t)) for q in (29.3, 30.2, 31.0)], SEA, 0.3, 0.5)
    save_png(sheet, "沙钱", 96)


SHELLS = {"螺": snail, "扇贝": scallop, "沙钱": sand_dollar}
