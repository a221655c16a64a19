"""Prints of three boats, one for each generation."""

from __future__ import annotations

import numpy as np

from pictures.drawing import (
    COLUMN,
    DEEP,
    DUNE,
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
from pictures.motifs import cuts_along, row, swell


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
        cuts_along(
            sheet, [(x, y + 1.2) for x, y in edge], 3.4, blend(tone, SOFT, 0.4), seed + 40 + k, 0.3, 8, 2
        )


def over_water(sheet: Sheet, top: float, seed: int) -> None:
    """The nearest waves, in front of the hull."""
    for k in range(3):
        edge = swell(COLUMN, top + k * 4.2, 1.4 + 0.8 * k, 15 + 5 * k, seed + k)
        tone = blend(SEA, DEEP, k / 2)
        sheet.area([(-1, 63), *edge, (COLUMN + 1, 63)], tone)
        cuts_along(sheet, edge, 1.0, blend(SHELL, SOFT, 0.2), seed + 20 + k, 0.5 + 0.1 * k, 11, 1)
        cuts_along(
            sheet, [(x, y + 1.2) for x, y in edge], 3.2, blend(tone, SOFT, 0.4), seed + 40 + k, 0.32, 8, 2
        )


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
        sheet.gouge(
            row(xs[part], line[part]),
            SHELL if k == 1 else blend(tone, SHELL, 0.7),
            0.5 if k == 1 else 0.3,
            0.4,
        )


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
        sheet.gouge(
            [
                (40.2 - 0.1 * k + t * (1.6 + 0.75 * k), 17 + 3.3 * k + t * 1.0)
                for t in np.linspace(0, 1, 8).tolist()
            ],
            SHELL,
            0.3,
        )
    hull(sheet, 37, 40.5, 50, 10.5, DEEP)
    save_jpeg(sheet, "木船", 86)


def motor_sailer() -> None:
    """机帆船: a funnel, a small house, and still a mast."""
    sheet = boat_sheet(SHELL)
    for i, (cx, cy, r) in enumerate(
        ((22.2, 19.4, 1.5), (18.6, 17.6, 2.2), (14.0, 15.6, 3.0), (8.0, 13.6, 3.8))
    ):
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
        sheet.gouge(
            [(46 + t * (1.5 + 2.1 * k), 13.5 + 3.9 * k - 1.0 * t) for t in np.linspace(0, 1, 9).tolist()],
            DUNE,
            0.34,
        )
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
        sheet.gouge(
            [(67.5 - 1.0 * k, 36 + 0.4 * k), (64.5 - 1.3 * k, 42 + 0.3 * k), (62.6 - 1.6 * k, 47.6)],
            blend(SEA, SHELL, 0.65),
            0.3,
        )
    over_water(sheet, 50.8, 170)
    save_jpeg(sheet, "钢船", 86)


BOATS = {"木船": wooden, "机帆船": motor_sailer, "钢船": steel}
