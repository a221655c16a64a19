"""Prints of the open sea, the harbour and the lighthouse."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from pictures.drawing import (
    COLUMN,
    DEEP,
    FULL,
    MID,
    PALE,
    SAND,
    SEA,
    SHELL,
    SOFT,
    Colour,
    Sheet,
    blend,
    save_jpeg,
    wander,
)
from pictures.motifs import birds, cuts_along, ripples, row, swell


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
    sheet.box(0, horizon - 0.4, w, horizon + 4, MID)
    hills(sheet, w, horizon)
    birds(
        sheet,
        [(38 + 9 * i, 92 + 3.2 * abs(i - 2.6) + (i % 2), 7.5 - 0.5 * abs(i - 2.6)) for i in range(7)],
        DEEP,
    )
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
        cuts_along(
            sheet,
            [(x, y + 1 + 2.2 * t) for x, y in edge],
            1.5 + 17 * t,
            inner,
            500 + k,
            0.22 + 0.75 * t,
            9 + 26 * t,
            2 + round(5 * t),
        )
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
    hull = [
        (-0.5, -0.13),
        (-0.44, 0.02),
        (-0.3, 0.09),
        (0.3, 0.09),
        (0.44, 0.0),
        (0.54, -0.17),
        (0.36, -0.08),
        (-0.36, -0.07),
    ]
    sheet.area([(x + a * s, y + b * s) for a, b in hull], DEEP)
    main = [(-0.02, -0.12), (-0.02, -0.82), (0.1, -0.9), (0.34, -0.7), (0.42, -0.42), (0.38, -0.13)]
    fore = [(-0.12, -0.12), (-0.12, -0.56), (-0.2, -0.62), (-0.4, -0.45), (-0.44, -0.25), (-0.4, -0.14)]
    for sail in (main, fore):
        sheet.area([(x + a * s, y + b * s) for a, b in sail], blend(SAND, SHELL, 0.45))
        top, bottom = min(b for _, b in sail), max(b for _, b in sail)
        for i in range(1, 6):
            level = top + (bottom - top) * i / 6
            lo, hi = min(a for a, _ in sail), max(a for a, _ in sail)
            sheet.gouge(
                [
                    (x + (lo + (hi - lo) * u) * s, y + (level - 0.04 * u + 0.02) * s)
                    for u in np.linspace(0.02, 0.9, 12)
                ],
                DEEP,
                s * 0.013,
            )


def harbour() -> None:
    """苇港清晨: boats abreast before dawn, bows out, waiting for water."""
    w, h = FULL, 92.0
    sheet = Sheet(w, h, SEA)
    rng = np.random.default_rng(31)
    for k in range(34):
        y = 2 + k * 1.05
        x0, span = rng.random() * (w + 60) - 60, 25 + 70 * rng.random()
        xs = np.linspace(x0, x0 + span, 40)
        sheet.gouge(
            row(xs, y + 0.7 * np.sin(xs / 21 + k)), blend(SEA, SOFT, 0.12 + 0.022 * k), 0.35 + 0.025 * k
        )
    hillside(sheet, w)
    sheet.box(0, 49, w, h, blend(SEA, DEEP, 0.3))
    for i in range(9):
        moored(sheet, 9 + i * 17.2, 54.5, 12.5, blend(MID, SEA, 0.35), PALE, i % 3 == 1)
    ripples(sheet, w, 54, 64, 51, blend(SEA, SOFT, 0.3), 60)
    for i in range(6):
        moored(sheet, 14 + i * 25.6, 76.5, 22.5, DEEP, SHELL, i in (1, 2, 4))
    ripples(sheet, w, 76.5, h, 52, blend(SEA, SOFT, 0.5), 110)
    for i in (1, 2, 4):
        shine(sheet, 14 + i * 25.6, 78, 90, 60 + i)
    save_jpeg(sheet, "苇港清晨", 86)


def hillside(sheet: Sheet, w: float) -> None:
    """Houses up the slope behind the harbour, some with a light on."""
    n = 400
    x = np.linspace(0, w, n)
    ridge = (
        37
        - 17 * np.exp(-(((x - 112) / 44) ** 2))
        - 6 * np.exp(-(((x - 22) / 22) ** 2))
        + 1.4 * wander(n, 12, 6)
    )
    sheet.area([(0, 50), *row(x, ridge), (w, 50)], blend(SEA, DEEP, 0.8))
    rng = np.random.default_rng(17)
    for level in range(5):
        at = 2.0
        while at < w - 4:
            wide, tall = 3.2 + 3.5 * rng.random(), 3.0 + 2.6 * rng.random()
            foot = 49 - level * 4.4 + rng.random()
            crest = float(np.interp(at + wide / 2, x, ridge))
            if foot - tall > crest + 1.2 and rng.random() < 0.8:
                tone = blend(DEEP, SEA, 0.45 + 0.5 * rng.random())
                sheet.box(at, foot - tall, at + wide, foot, tone)
                sheet.area(
                    [
                        (at - 0.4, foot - tall),
                        (at + wide / 2, foot - tall - 1.5),
                        (at + wide + 0.4, foot - tall),
                    ],
                    DEEP,
                )
                if rng.random() < 0.33:
                    sheet.box(
                        at + wide * 0.32,
                        foot - tall * 0.68,
                        at + wide * 0.32 + 1.0,
                        foot - tall * 0.68 + 1.2,
                        SAND,
                    )
            at += wide + 0.5 + 2 * rng.random()


def moored(sheet: Sheet, x: float, y: float, s: float, hull: Colour, cut: Colour, lamp: bool) -> None:
    """A fishing boat seen from the bow, `s` mm wide at the rail, waterline at y."""
    u = np.linspace(-1, 1, 30)
    rail = [(x + a * s * 0.5, y - s * (0.62 + 0.16 * (1 - abs(a)) ** 1.5)) for a in u.tolist()]
    keel = [(x + a * s * (0.30 + 0.05 * abs(a)), y) for a in u[::-1].tolist()]
    house = [
        (x - s * 0.24, y - s * 0.62),
        (x - s * 0.22, y - s * 1.12),
        (x + s * 0.22, y - s * 1.12),
        (x + s * 0.24, y - s * 0.62),
    ]
    sheet.line([(x, y - s * 0.9), (x, y - s * 2.05)], hull, s * 0.045)
    sheet.line([(x - s * 0.3, y - s * 1.62), (x + s * 0.3, y - s * 1.62)], hull, s * 0.032)
    for side in (-1, 1):
        sheet.line([(x, y - s * 1.98), (x + side * s * 0.46, y - s * 0.7)], hull, s * 0.014)
        sheet.line([(x + side * s * 0.3, y - s * 1.62), (x + side * s * 0.44, y - s * 2.15)], hull, s * 0.02)
    sheet.area(house, hull)
    sheet.box(x - s * 0.28, y - s * 1.17, x + s * 0.28, y - s * 1.11, hull)
    for k in (-1, 0, 1):
        sheet.box(
            x + k * s * 0.14 - s * 0.052,
            y - s * 1.05,
            x + k * s * 0.14 + s * 0.052,
            y - s * 0.9,
            SAND if lamp else blend(hull, cut, 0.35),
        )
    sheet.area(rail + keel, hull)
    sheet.gouge([(px, py + s * 0.055) for px, py in rail], cut, s * 0.035, 0.35)
    sheet.gouge(
        [(px * 0.94 + x * 0.06, py + s * 0.15) for px, py in rail], blend(hull, cut, 0.55), s * 0.022, 0.5
    )
    sheet.gouge([(x, y - s * (0.72 - 0.7 * t)) for t in np.linspace(0, 1, 12).tolist()], cut, s * 0.03, 0.4)
    for side in (-1, 1):
        sheet.disc(x + side * s * 0.21, y - s * 0.42, s * 0.062, cut)
        sheet.disc(x + side * s * 0.205, y - s * 0.415, s * 0.03, hull)
        for k in range(3):
            t = 0.30 - 0.09 * k
            sheet.gouge(
                [
                    (x + side * s * (0.08 + 0.26 * v), y - s * (t - 0.03 + 0.05 * v))
                    for v in np.linspace(0, 1, 10).tolist()
                ],
                blend(hull, cut, 0.4),
                s * 0.017,
            )
    if lamp:
        for r, t in ((0.26, 0.25), (0.16, 0.55), (0.075, 1.0)):
            spot(sheet, x, y - s * 1.72, s * r, blend(hull, SAND, t))


def spot(sheet: Sheet, x: float, y: float, r: float, tone: Colour) -> None:
    """A lamp's light as a ring of short cuts, or a disc when small."""
    if r < 2:
        sheet.disc(x, y, r, tone)
        return
    for a in np.linspace(0, 2 * math.pi, 18, endpoint=False).tolist():
        sheet.gouge(
            [(x + r * t * math.cos(a), y + r * t * math.sin(a)) for t in np.linspace(0.55, 1, 6).tolist()],
            tone,
            0.3,
        )


def shine(sheet: Sheet, x: float, y0: float, y1: float, seed: int) -> None:
    """A lamp in the water."""
    rng = np.random.default_rng(seed)
    for y in np.arange(y0, y1, 1.05).tolist():
        half = (1.0 + 2.6 * rng.random()) * (0.7 + 0.5 * (y - y0) / (y1 - y0))
        at = x + rng.normal() * 0.9
        xs = np.linspace(at - half, at + half, 14)
        sheet.gouge(row(xs, y + 0.2 * np.sin(xs)), blend(SAND, SHELL, 0.25), 0.55)


def lighthouse() -> None:
    """灯塔: two beams over a dark sea."""
    w, h = COLUMN, 96.0
    sheet = Sheet(w, h, DEEP)
    lamp = (34.0, 21.0)
    rng = np.random.default_rng(12)
    for _ in range(150):
        y = 2 + 62 * rng.random()
        x, half = rng.random() * w, 2 + 7 * rng.random()
        xs = np.linspace(x - half, x + half, 14)
        sheet.gouge(row(xs, y + 0.2 * np.sin(xs)), blend(DEEP, MID, 0.18 + 0.25 * y / 64), 0.32)
    for side, reach in ((1, 62), (-1, 62)):
        for k in range(11):
            a = math.radians(-13 + 2.1 * k - 3)
            t = np.linspace(0.06, 0.75 + 0.3 * rng.random(), 24)
            sheet.gouge(
                row(lamp[0] + side * reach * t * math.cos(a), lamp[1] + reach * t * math.sin(a)),
                blend(SAND, SHELL, 0.6),
                0.42 + 0.5 * (1 - abs(k - 5) / 6),
                0.5,
            )
    tower(sheet, *lamp)
    rock = [
        (4, 79),
        (10, 74),
        (17, 72.5),
        (23, 69.5),
        (31, 68.2),
        (40, 68.6),
        (46, 71),
        (54, 72.5),
        (61, 77),
        (70, 80),
        (75, 85),
        (75, 97),
        (-1, 97),
        (-1, 82),
    ]
    sheet.area(rock, blend(DEEP, (0, 0, 0), 0.35))
    for _ in range(30):
        x, y = 6 + 60 * rng.random(), 72.5 + 9 * rng.random()
        run = 2.5 + 3.5 * rng.random()
        side = 1 if x > 34 else -1
        u = np.linspace(0, 1, 12)
        sheet.gouge(
            row(x + side * run * u, y + run * 0.45 * u**1.4),
            blend(DEEP, SOFT, 0.25 + 0.4 * rng.random()),
            0.4,
        )
    for k in range(4):
        edge = swell(w, 80.5 + 4.4 * k, 2.0 + 1.0 * k, 17 + 5 * k, 210 + k)
        tone = blend(SEA, DEEP, k / 4)
        sheet.area([(-1, 97), *edge, (w + 1, 97)], tone)
        cuts_along(sheet, edge, 1.0, SHELL, 230 + k, 0.55 + 0.1 * k, 12, 1)
        cuts_along(sheet, [(x, y + 1.2) for x, y in edge], 3.6, blend(tone, SOFT, 0.5), 250 + k, 0.34, 9, 2)
    save_jpeg(sheet, "灯塔", 86)


def tower(sheet: Sheet, x: float, lamp_y: float) -> None:
    """Black and white bands, a gallery, a lantern."""
    top, foot = lamp_y + 4.6, 71.0

    def half(y: float) -> float:
        return float(3.6 + 3.1 * ((y - top) / (foot - top)) ** 1.25)

    edges = np.linspace(top, foot, 6).tolist()
    for k, (y0, y1) in enumerate(pairwise(edges)):
        ys = np.linspace(y0, y1, 12).tolist()
        outline = [(x - half(y), y) for y in ys] + [(x + half(y), y) for y in reversed(ys)]
        light = k % 2 == 0
        sheet.area(outline, SHELL if light else blend(DEEP, (0, 0, 0), 0.3))
        for j in range(6):
            yy = y0 + (y1 - y0) * (j + 0.5) / 6
            r = half(yy)
            arc = np.linspace(0.1, 0.96, 10)
            sheet.gouge(
                row(x + r * arc, yy + 0.6 * np.sqrt(1 - arc**2) + 0 * arc), SEA if light else MID, 0.4, 0.8
            )
    sheet.box(x - 5.4, top - 1.1, x + 5.4, top, SHELL)
    for k in range(9):
        sheet.line([(x - 5 + 1.25 * k, top - 1.1), (x - 5 + 1.25 * k, top - 3.0)], SHELL, 0.2)
    sheet.line([(x - 5.3, top - 3.0), (x + 5.3, top - 3.0)], SHELL, 0.25)
    sheet.box(x - 2.9, lamp_y - 3.2, x + 2.9, top - 1.1, blend(SAND, SHELL, 0.75))
    for bar in (-2.9, -1.0, 1.0, 2.9):
        sheet.line([(x + bar, lamp_y - 3.2), (x + bar, top - 1.1)], DEEP, 0.3)
    sheet.area(
        [
            (x - 3.9, lamp_y - 3.0),
            (x - 2.4, lamp_y - 5.6),
            (x, lamp_y - 6.9),
            (x + 2.4, lamp_y - 5.6),
            (x + 3.9, lamp_y - 3.0),
        ],
        SHELL,
    )
    sheet.line([(x, lamp_y - 6.9), (x, lamp_y - 9.6)], SHELL, 0.35)
    for y in (38.2, 56.4):
        sheet.box(x - 1.7, y, x - 0.2, y + 2.6, blend(SAND, SHELL, 0.5))


SEASCAPES = {"封面": cover, "苇港清晨": harbour, "灯塔": lighthouse}
