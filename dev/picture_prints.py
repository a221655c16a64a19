"""Prints as from a lino block: few flat colours, and the marks of the gouge."""

from __future__ import annotations

import math

import numpy as np
from drawing import (
    COLUMN, DEEP, DUNE, FULL, MID, PALE, SAND, SEA, SHELL, SOFT,
    Colour, Point, Sheet, blend, save_jpeg, save_png, wander,
)

MIST_BLUE: Colour = (232, 238, 241)
PAPER_WHITE: Colour = (255, 255, 255)

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
    sheet.box(0, horizon - 0.4, w, horizon + 4, MID)
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
        sheet.area([(x + a * s, y + b * s) for a, b in sail], blend(SAND, SHELL, 0.45))
        top, bottom = min(b for _, b in sail), max(b for _, b in sail)
        for i in range(1, 6):
            level = top + (bottom - top) * i / 6
            lo, hi = min(a for a, _ in sail), max(a for a, _ in sail)
            sheet.gouge([(x + (lo + (hi - lo) * u) * s, y + (level - 0.04 * u + 0.02) * s) for u in np.linspace(0.02, 0.9, 12)],
                        DEEP, s * 0.013)


def row(values: np.ndarray, heights: np.ndarray) -> list[Point]:
    """Two arrays as points."""
    return list(zip(values.tolist(), heights.tolist(), strict=True))


def harbour() -> None:
    """苇港清晨: boats abreast before dawn, bows out, waiting for water."""
    w, h = FULL, 92.0
    sheet = Sheet(w, h, SEA)
    rng = np.random.default_rng(31)
    for k in range(34):
        y = 2 + k * 1.05
        x0, span = rng.random() * (w + 60) - 60, 25 + 70 * rng.random()
        xs = np.linspace(x0, x0 + span, 40)
        sheet.gouge(row(xs, y + 0.7 * np.sin(xs / 21 + k)), blend(SEA, SOFT, 0.12 + 0.022 * k), 0.35 + 0.025 * k)
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
    ridge = 37 - 17 * np.exp(-(((x - 112) / 44) ** 2)) - 6 * np.exp(-(((x - 22) / 22) ** 2)) + 1.4 * wander(n, 12, 6)
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
                sheet.area([(at - 0.4, foot - tall), (at + wide / 2, foot - tall - 1.5), (at + wide + 0.4, foot - tall)], DEEP)
                if rng.random() < 0.33:
                    sheet.box(at + wide * 0.32, foot - tall * 0.68, at + wide * 0.32 + 1.0, foot - tall * 0.68 + 1.2, SAND)
            at += wide + 0.5 + 2 * rng.random()


def moored(sheet: Sheet, x: float, y: float, s: float, hull: Colour, cut: Colour, lamp: bool) -> None:
    """A fishing boat seen from the bow, `s` mm wide at the rail, waterline at y."""
    u = np.linspace(-1, 1, 30)
    rail = [(x + a * s * 0.5, y - s * (0.62 + 0.16 * (1 - abs(a)) ** 1.5)) for a in u.tolist()]
    keel = [(x + a * s * (0.30 + 0.05 * abs(a)), y) for a in u[::-1].tolist()]
    house = [(x - s * 0.24, y - s * 0.62), (x - s * 0.22, y - s * 1.12), (x + s * 0.22, y - s * 1.12), (x + s * 0.24, y - s * 0.62)]
    sheet.line([(x, y - s * 0.9), (x, y - s * 2.05)], hull, s * 0.045)
    sheet.line([(x - s * 0.3, y - s * 1.62), (x + s * 0.3, y - s * 1.62)], hull, s * 0.032)
    for side in (-1, 1):
        sheet.line([(x, y - s * 1.98), (x + side * s * 0.46, y - s * 0.7)], hull, s * 0.014)
        sheet.line([(x + side * s * 0.3, y - s * 1.62), (x + side * s * 0.44, y - s * 2.15)], hull, s * 0.02)
    sheet.area(house, hull)
    sheet.box(x - s * 0.28, y - s * 1.17, x + s * 0.28, y - s * 1.11, hull)
    for k in (-1, 0, 1):
        sheet.box(x + k * s * 0.14 - s * 0.052, y - s * 1.05, x + k * s * 0.14 + s * 0.052, y - s * 0.9, SAND if lamp else blend(hull, cut, 0.35))
    sheet.area(rail + keel, hull)
    sheet.gouge([(px, py + s * 0.055) for px, py in rail], cut, s * 0.035, 0.35)
    sheet.gouge([(px * 0.94 + x * 0.06, py + s * 0.15) for px, py in rail], blend(hull, cut, 0.55), s * 0.022, 0.5)
    sheet.gouge([(x, y - s * (0.72 - 0.7 * t)) for t in np.linspace(0, 1, 12).tolist()], cut, s * 0.03, 0.4)
    for side in (-1, 1):
        sheet.disc(x + side * s * 0.21, y - s * 0.42, s * 0.062, cut)
        sheet.disc(x + side * s * 0.205, y - s * 0.415, s * 0.03, hull)
        for k in range(3):
            t = 0.30 - 0.09 * k
            sheet.gouge([(x + side * s * (0.08 + 0.26 * v), y - s * (t - 0.03 + 0.05 * v)) for v in np.linspace(0, 1, 10).tolist()],
                        blend(hull, cut, 0.4), s * 0.017)
    if lamp:
        for r, t in ((0.26, 0.25), (0.16, 0.55), (0.075, 1.0)):
            spot(sheet, x, y - s * 1.72, s * r, blend(hull, SAND, t))


def spot(sheet: Sheet, x: float, y: float, r: float, tone: Colour) -> None:
    """A lamp's light as a ring of short cuts, or a disc when small."""
    if r < 2:
        sheet.disc(x, y, r, tone)
        return
    for a in np.linspace(0, 2 * math.pi, 18, endpoint=False).tolist():
        sheet.gouge([(x + r * t * math.cos(a), y + r * t * math.sin(a)) for t in np.linspace(0.55, 1, 6).tolist()], tone, 0.3)


def ripples(sheet: Sheet, w: float, y0: float, y1: float, seed: int, tone: Colour, count: int) -> None:
    """Still water in short level cuts."""
    rng = np.random.default_rng(seed)
    for _ in range(count):
        y = y0 + (y1 - y0) * rng.random()
        half = 1.5 + 6 * rng.random() * (0.4 + (y - y0) / (y1 - y0))
        x = rng.random() * w
        xs = np.linspace(x - half, x + half, 16)
        sheet.gouge(row(xs, y + 0.25 * np.sin(xs / 2.2 + y)), tone, 0.28 + 0.3 * (y - y0) / (y1 - y0))


def shine(sheet: Sheet, x: float, y0: float, y1: float, seed: int) -> None:
    """A lamp in the water."""
    rng = np.random.default_rng(seed)
    for y in np.arange(y0, y1, 1.05).tolist():
        half = (1.0 + 2.6 * rng.random()) * (0.7 + 0.5 * (y - y0) / (y1 - y0))
        at = x + rng.normal() * 0.9
        xs = np.linspace(at - half, at + half, 14)
        sheet.gouge(row(xs, y + 0.2 * np.sin(xs)), blend(SAND, SHELL, 0.25), 0.55)


def boat_sheet(sky: Colour) -> Sheet:
    """The ground that the three boats share."""
    sheet = Sheet(COLUMN, 62, sky)
    rng = np.random.default_rng(91)
    for k in range(9):
        x0, span = rng.random() * 60 - 10, 14 + 26 * rng.random()
        xs = np.linspace(x0, x0 + span, 30)
        sheet.gouge(row(xs, 6 + k * 3.4 + 0.4 * np.sin(xs / 9 + k)), blend(sky, SOFT, 0.5), 0.4)
    return sheet


def water(sheet: Sheet, top: float, seed: int) -> None:
    """A few bands of waves at the foot of the sheet."""
    for k in range(4):
        edge = swell(COLUMN, top + k * 4.4, 1.0 + 0.9 * k, 12 + 5 * k, seed + k)
        tone = blend(MID, DEEP, k / 3)
        sheet.area([(-1, 63), *edge, (COLUMN + 1, 63)], tone)
        cuts_along(sheet, edge, 1.0, blend(SHELL, SOFT, 0.3), seed + 20 + k, 0.4 + 0.12 * k, 10, 1)
        cuts_along(sheet, [(x, y + 1.2) for x, y in edge], 3.4, blend(tone, SOFT, 0.4), seed + 40 + k, 0.3, 8, 2)


def wooden() -> None:
    """木船: clinker planks, one mast, drawn up on the sand."""
    sheet = boat_sheet(SHELL)
    edge = swell(COLUMN, 42, 0.8, 20, 5)
    sheet.area([(-1, 63), *edge, (COLUMN + 1, 63)], SOFT)
    cuts_along(sheet, edge, 2.6, SHELL, 7, 0.4, 12, 2)
    n = 120
    x = np.linspace(0, COLUMN, n)
    sand = 47 + 1.6 * np.sin(x / 17 + 1) + 0.5 * wander(n, 9, 2)
    sheet.area([(0, 63), *row(x, sand), (COLUMN, 63)], blend(SAND, SHELL, 0.25))
    for k in range(12):
        at = 48.8 + k * 1.15
        xs = np.linspace(3 + (k * 23) % 31, 22 + (k * 29) % 50, 30)
        sheet.gouge(row(xs, at + 0.5 * np.sin(xs / 6 + k)), DUNE, 0.26)
    sheet.line([(38, 46), (41, 8)], DEEP, 0.9)
    for dx in (-22, 21):
        sheet.line([(41, 9), (38 + dx, 41)], DEEP, 0.2)
    furled = [(40.4, 14), (43, 15), (47.5, 38), (42.5, 41), (39.3, 40)]
    sheet.area(furled, SEA)
    for k in range(7):
        sheet.gouge([(40.2 - 0.1 * k + t * (1.6 + 0.75 * k), 17 + 3.3 * k + t * 1.0) for t in np.linspace(0, 1, 8).tolist()], SHELL, 0.3)
    hull(sheet, 37, 40.5, 50, 10.5, DEEP)
    save_jpeg(sheet, "木船", 86)


def hull(sheet: Sheet, x: float, rail: float, length: float, depth: float, tone: Colour) -> None:
    """A sheered hull with its strakes cut in."""
    t = np.linspace(0, 1, 60)
    top = rail - depth * 0.34 * np.abs(2 * t - 1) ** 2.4 * np.where(t > 0.5, 1.5, 1.0)
    xs = x - length / 2 + length * t
    bottom = top + depth * 1.12 * np.clip(1 - (np.abs(t - 0.46) / 0.54) ** 3.4, 0, 1) ** 0.8
    sheet.area(row(xs, top) + row(xs, bottom)[::-1], tone)
    for k in range(1, 5):
        share = k / 5.2
        line = top + (bottom - top) * share
        part = slice(2 + k * 2, 58 - k * 2)
        sheet.gouge(row(xs[part], line[part]), SHELL if k == 1 else blend(tone, SHELL, 0.7), 0.5 if k == 1 else 0.3, 0.4)


def motor_sailer() -> None:
    """机帆船: a funnel, a small house, and still a mast."""
    sheet = boat_sheet(SHELL)
    for i, (cx, cy, r) in enumerate(((22.2, 19.4, 1.5), (18.6, 17.6, 2.2), (14.0, 15.6, 3.0), (8.0, 13.6, 3.8))):
        sheet.disc(cx, cy, r, blend(MID, SOFT, i / 3))
        for k in range(3):
            bend = np.linspace(2.6 + 0.3 * k, 4.6 - 0.2 * k, 12)
            size = r * (0.8 - 0.24 * k)
            sheet.gouge(row(cx + size * np.cos(bend), cy + size * np.sin(bend)), SHELL, 0.34)
    sheet.line([(45, 42), (45, 9)], DEEP, 0.9)
    sheet.line([(45, 30), (60, 17)], DEEP, 0.5)
    for a, b in (((45, 10), (68, 37)), ((45, 10), (14, 38)), ((60, 17), (66, 36))):
        sheet.line([a, b], DEEP, 0.2)
    sail = [(46, 13), (49.5, 15), (58.5, 31), (46, 37)]
    sheet.area(sail, blend(SAND, SHELL, 0.25))
    for k in range(1, 6):
        sheet.gouge([(46 + t * (1.5 + 2.1 * k), 13.5 + 3.9 * k - 1.0 * t) for t in np.linspace(0, 1, 9).tolist()], DUNE, 0.34)
    sheet.box(18, 29, 33, 41, SEA)
    sheet.box(17, 28, 34.4, 29.5, DEEP)
    for k in range(3):
        sheet.box(20.2 + 4.2 * k, 31.4, 22.8 + 4.2 * k, 34.4, SHELL)
    sheet.box(21.5, 21.5, 25.5, 28, DEEP)
    sheet.box(21.5, 23.2, 25.5, 24.4, SHELL)
    water(sheet, 45.5, 130)
    hull(sheet, 39, 41, 57, 9.5, DEEP)
    over_water(sheet, 49.4, 140)
    save_jpeg(sheet, "机帆船", 86)


def over_water(sheet: Sheet, top: float, seed: int) -> None:
    """The nearest waves, in front of the hull."""
    for k in range(3):
        edge = swell(COLUMN, top + k * 4.2, 1.4 + 0.8 * k, 15 + 5 * k, seed + k)
        tone = blend(SEA, DEEP, k / 2)
        sheet.area([(-1, 63), *edge, (COLUMN + 1, 63)], tone)
        cuts_along(sheet, edge, 1.0, blend(SHELL, SOFT, 0.2), seed + 20 + k, 0.5 + 0.1 * k, 11, 1)
        cuts_along(sheet, [(x, y + 1.2) for x, y in edge], 3.2, blend(tone, SOFT, 0.4), seed + 40 + k, 0.32, 8, 2)


def steel() -> None:
    """钢船: a high flared bow, three decks, aerials."""
    sheet = boat_sheet(SHELL)
    sheet.line([(24, 22), (24, 5)], DEEP, 0.6)
    sheet.line([(19.5, 9), (28.5, 9)], DEEP, 0.35)
    sheet.line([(20.5, 12.5), (27.5, 12.5)], DEEP, 0.7)
    for dx in (-3.4, -1.2, 3.0):
        sheet.line([(24 + dx, 12), (24 + dx * 1.2, 4.5)], DEEP, 0.18)
    decks = ((12, 33.5, 38, 42, MID), (14, 26.5, 35, 33.5, SEA), (17, 20.5, 32, 26.5, DEEP))
    for x0, y0, x1, y1, tone in decks:
        sheet.box(x0, y0, x1, y1, tone)
        sheet.box(x0 - 1, y0 - 0.9, x1 + 1.3, y0 + 0.1, DEEP)
        count = int((x1 - x0) / 3.6)
        for k in range(count):
            left = x0 + 1.6 + k * (x1 - x0 - 2.4) / count
            sheet.box(left, y0 + 1.6, left + 2.0, y0 + 3.9, SHELL if tone != MID else PALE)
    sheet.line([(50, 40), (50, 17)], DEEP, 0.8)
    for a, b in (((50, 18), (38, 34)), ((50, 18), (67.5, 32)), ((50, 22), (60, 30))):
        sheet.line([a, b], DEEP, 0.25)
    water(sheet, 45.5, 160)
    body = [(5, 41), (40, 41.5), (52, 39), (62, 35), (70.5, 30.5), (63.5, 49), (60, 55), (7.5, 55)]
    sheet.area(body, SEA)
    sheet.area([(6.5, 49.5), (63.2, 49.5), (60, 55), (7.5, 55)], DEEP)
    rail = [(5, 41.9), (40, 42.4), (52, 39.9), (62, 35.9), (69.8, 31.7)]
    sheet.line(rail, SHELL, 0.45)
    sheet.gouge([(8, 46), (30, 46.3), (48, 45.2), (64, 41.0)], SOFT, 0.4, 0.3)
    for k in range(4):
        sheet.gouge([(67.5 - 1.0 * k, 36 + 0.4 * k), (64.5 - 1.3 * k, 42 + 0.3 * k), (62.6 - 1.6 * k, 47.6)], blend(SEA, SHELL, 0.65), 0.3)
    over_water(sheet, 50.8, 170)
    save_jpeg(sheet, "钢船", 86)


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
            sheet.gouge(row(lamp[0] + side * reach * t * math.cos(a), lamp[1] + reach * t * math.sin(a)), blend(SAND, SHELL, 0.6), 0.42 + 0.5 * (1 - abs(k - 5) / 6), 0.5)
    tower(sheet, *lamp)
    rock = [(4, 79), (10, 74), (17, 72.5), (23, 69.5), (31, 68.2), (40, 68.6), (46, 71), (54, 72.5), (61, 77), (70, 80), (75, 85), (75, 97), (-1, 97), (-1, 82)]
    sheet.area(rock, blend(DEEP, (0, 0, 0), 0.35))
    for k in range(30):
        x, y = 6 + 60 * rng.random(), 72.5 + 9 * rng.random()
        run = 2.5 + 3.5 * rng.random()
        side = 1 if x > 34 else -1
        u = np.linspace(0, 1, 12)
        sheet.gouge(row(x + side * run * u, y + run * 0.45 * u**1.4), blend(DEEP, SOFT, 0.25 + 0.4 * rng.random()), 0.4)
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
        return 3.6 + 3.1 * ((y - top) / (foot - top)) ** 1.25

    edges = np.linspace(top, foot, 6).tolist()
    for k, (y0, y1) in enumerate(zip(edges[:-1], edges[1:], strict=True)):
        ys = np.linspace(y0, y1, 12).tolist()
        outline = [(x - half(y), y) for y in ys] + [(x + half(y), y) for y in reversed(ys)]
        light = k % 2 == 0
        sheet.area(outline, SHELL if light else blend(DEEP, (0, 0, 0), 0.3))
        for j in range(6):
            yy = y0 + (y1 - y0) * (j + 0.5) / 6
            r = half(yy)
            arc = np.linspace(0.1, 0.96, 10)
            sheet.gouge(row(x + r * arc, yy + 0.6 * np.sqrt(1 - arc**2) + 0 * arc), SEA if light else MID, 0.4, 0.8)
    sheet.box(x - 5.4, top - 1.1, x + 5.4, top, SHELL)
    for k in range(9):
        sheet.line([(x - 5 + 1.25 * k, top - 1.1), (x - 5 + 1.25 * k, top - 3.0)], SHELL, 0.2)
    sheet.line([(x - 5.3, top - 3.0), (x + 5.3, top - 3.0)], SHELL, 0.25)
    sheet.box(x - 2.9, lamp_y - 3.2, x + 2.9, top - 1.1, blend(SAND, SHELL, 0.75))
    for k in (-2.9, -1.0, 1.0, 2.9):
        sheet.line([(x + k, lamp_y - 3.2), (x + k, top - 1.1)], DEEP, 0.3)
    sheet.area([(x - 3.9, lamp_y - 3.0), (x - 2.4, lamp_y - 5.6), (x, lamp_y - 6.9), (x + 2.4, lamp_y - 5.6), (x + 3.9, lamp_y - 3.0)], SHELL)
    sheet.line([(x, lamp_y - 6.9), (x, lamp_y - 9.6)], SHELL, 0.35)
    for y in (38.2, 56.4):
        sheet.box(x - 1.7, y, x - 0.2, y + 2.6, blend(SAND, SHELL, 0.5))


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
    tones = (SEA, blend(SEA, MID, 0.55), MID, blend(MID, SOFT, 0.6), SOFT, blend(SOFT, SAND, 0.55), blend(SAND, SHELL, 0.15))
    for strip in range(4):
        v0, v1 = 0.045 + strip * 0.235, 0.045 + strip * 0.235 + 0.205
        for k in range(7):
            parts = 1 if k == 0 else 2
            for j in range(parts):
                a, b = v0 + (v1 - v0) * j / parts, v0 + (v1 - v0) * (j + 1) / parts
                pool(sheet, at, (columns[k] + 0.006, columns[k + 1] - 0.006, a + 0.008, b - 0.008), tones[k], rng)
        crystals(sheet, at, v0, v1, rng)
        heaps(sheet, at, v0, v1, rng)
    for v in (0.26, 0.495, 0.73):
        sheet.line([at(-0.05, v), at(1.03, v)], blend(SHELL, SAND, 0.35), 0.6 + v)
    for u, v in ((0.735, 0.37), (0.90, 0.61), (0.775, 0.86)):
        raker(sheet, *at(u, v), 2.0 + 3.2 * v)
    save_jpeg(sheet, "盐田", 87)


def stroke(a: Point, b: Point) -> list[Point]:
    """A level cut from a to b, a little bent."""
    return [(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t - 0.3 * math.sin(2 * math.pi * t) * 0.5) for t in np.linspace(0, 1, 12).tolist()]


def pool(sheet: Sheet, at: object, box: tuple[float, float, float, float], tone: Colour, rng: np.random.Generator) -> None:
    """One pool with its bank and the wind on it."""
    u0, u1, v0, v1 = box
    place: object = at

    def p(u: float, v: float) -> Point:
        return place(u, v)  # type: ignore[operator,no-any-return]

    corners = [p(u0, v0), p(u1, v0), p(u1, v1), p(u0, v1)]
    sheet.area(corners, tone)
    sheet.line([*corners, corners[0]], blend(SHELL, SAND, 0.2), 0.35 + 0.5 * v1)
    for _ in range(round(260 * (u1 - u0) * (0.5 + v1))):
        u, v = u0 + (u1 - u0) * rng.random() * 0.8, v0 + (v1 - v0) * (0.12 + 0.76 * rng.random())
        span = (0.012 + 0.02 * rng.random())
        a, b = p(u, v), p(min(u + span, u1 - 0.01), v)
        if b[0] - a[0] > 0.8:
            sheet.gouge(stroke(a, b), blend(tone, SHELL, 0.45), 0.2 + 0.22 * v)


def crystals(sheet: Sheet, at: object, v0: float, v1: float, rng: np.random.Generator) -> None:
    """Two rows of small pans, some white already."""
    place: object = at
    for j in range(3):
        for k in range(6):
            u0, u1 = 0.70 + 0.045 * k + 0.003, 0.70 + 0.045 * (k + 1) - 0.003
            a, b = v0 + (v1 - v0) * j / 3 + 0.006, v0 + (v1 - v0) * (j + 1) / 3 - 0.006
            corners = [place(u0, a), place(u1, a), place(u1, b), place(u0, b)]  # type: ignore[operator]
            white = rng.random()
            sheet.area(corners, blend(blend(SAND, SHELL, 0.4), (255, 255, 255), white))
            sheet.line([*corners, corners[0]], blend(DUNE, SAND, 0.3), 0.3)
            for _ in range(5):
                u, v = u0 + (u1 - u0) * (0.1 + 0.6 * rng.random()), a + (b - a) * (0.2 + 0.6 * rng.random())
                p, q = place(u, v), place(u + 0.012, v)  # type: ignore[operator]
                sheet.gouge(stroke(p, q), blend(SAND, DUNE, 0.3), 0.22)


def heaps(sheet: Sheet, at: object, v0: float, v1: float, rng: np.random.Generator) -> None:
    """White cones of salt at the end of each works."""
    place: object = at
    for k in range(3):
        x, y = place(0.992 + 0.006 * (k % 2), v0 + (v1 - v0) * (0.25 + 0.3 * k))  # type: ignore[operator]
        s = 1.7 + 3.0 * v1 * (0.8 + 0.4 * rng.random())
        sheet.area([(x - s, y), (x - 0.1 * s, y - 1.05 * s), (x + 0.12 * s, y - 1.05 * s), (x + s, y)], (255, 255, 255))
        sheet.area([(x + 0.05 * s, y - 1.05 * s), (x + 0.12 * s, y - 1.05 * s), (x + s, y), (x + 0.25 * s, y)], PALE)
        for j in range(3):
            sheet.gouge([(x + s * (0.12 + 0.14 * j), y - s * (0.75 - 0.2 * j)), (x + s * (0.4 + 0.14 * j), y - s * 0.12)], SOFT, 0.22)


def raker(sheet: Sheet, x: float, y: float, s: float) -> None:
    """A man with a long rake, small in the whole."""
    sheet.area([(x - 0.16 * s, y), (x - 0.13 * s, y - 0.55 * s), (x + 0.13 * s, y - 0.55 * s), (x + 0.2 * s, y)], DEEP)
    sheet.area([(x - 0.2 * s, y - 0.5 * s), (x - 0.12 * s, y - 0.95 * s), (x + 0.14 * s, y - 0.95 * s), (x + 0.18 * s, y - 0.5 * s)], SEA)
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
    swing = (3.0 + 7.5 * t) * np.sin(x / (26 + 16 * t) + 1.9 * k) + (1.4 + 2.2 * t) * np.sin(x / (11 + 8 * t) + 0.7 * k)
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
        sheet.gouge(row(x + (k - 8) * 0.06 * s / 8 + lean * u**1.7, y - tall * (u - 0.22 * u**3)), DEEP if k % 3 else SEA, 0.42, 0.35)


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
    sheet.area(last, MIST_BLUE)
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
    sheet.area([(cx - 11, cy - 2), (cx - 9.5, cy + 5), (cx + 9.5, cy + 5), (cx + 11, cy - 2), (cx, cy - 9)], SEA)
    for k in range(-4, 5):
        sheet.gouge([(cx + 2.1 * k, cy - 1.5), (cx + 2.15 * k, cy + 1.5), (cx + 2.2 * k, cy + 4.6)], SHELL, 0.3)
    sheet.area([(cx, cy + 2.5), *rim], MIST_BLUE)
    for k in range(ribs + 1):
        t = -1 + 2 * k / ribs
        sheet.gouge([at(t, r) for r in np.linspace(0.04, 0.99, 40).tolist()], SEA, 0.95, 0.35)
    rng = np.random.default_rng(3)
    for band in range(2, 26):
        r = 0.10 + 0.87 * (band / 26) ** 0.85
        for k in range(ribs):
            t0, t1 = -1 + 2 * (k + 0.18) / ribs, -1 + 2 * (k + 0.82) / ribs
            bow = [at(t, r + 0.012 * math.sin(math.pi * (t - t0) / (t1 - t0))) for t in np.linspace(t0, t1, 9).tolist()]
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
    sheet.area(row(c + r * np.cos(a), c + r * np.sin(a)), MIST_BLUE)
    rng = np.random.default_rng(14)
    for _ in range(1500):
        q, at = 30.6 * math.sqrt(rng.random()), 2 * math.pi * rng.random()
        sheet.disc(c + q * math.cos(at), c + q * math.sin(at), 0.10 + 0.12 * rng.random(), blend(SOFT, MID, rng.random()))
    for petal in range(5):
        turn = -math.pi / 2 + 2 * math.pi * petal / 5
        leaf = np.linspace(0, 1, 60)
        wide = 4.6 * np.sin(math.pi * leaf**0.8) ** 0.9 + 0.3
        along = 3.2 + 18.5 * leaf
        ca, sa = math.cos(turn), math.sin(turn)
        outline = [
            (c + x * ca - side * y * sa, c + x * sa + side * y * ca)
            for side, seq in ((1, list(zip(along, wide, strict=True))), (-1, list(zip(along, wide, strict=True))[::-1]))
            for x, y in seq
        ]
        sheet.area(outline, PAPER_WHITE)
        for k in range(4, 58, 2):
            for side in (-1, 1):
                x, y = float(along[k]), float(wide[k])
                inner, outer = y * 0.38, y * 0.96
                line = [(c + x * ca - side * v * sa, c + x * sa + side * v * ca) for v in np.linspace(inner, outer, 6).tolist()]
                sheet.gouge(line, SEA, 0.42, 0.5)
        mouth = turn + math.pi / 5
        spine = [(c + q * math.cos(mouth + 0.05 * math.sin(q / 2)), c + q * math.sin(mouth + 0.05 * math.sin(q / 2))) for q in np.linspace(4, 29, 30).tolist()]
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


PRINTS = {
    "封面": cover, "苇港清晨": harbour, "木船": wooden, "机帆船": motor_sailer, "钢船": steel,
    "灯塔": lighthouse, "盐田": salt, "沙丘": dunes, "螺": snail, "扇贝": scallop, "沙钱": sand_dollar,
}
