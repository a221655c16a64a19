"""Sea and sea-floor maps from computed heights, with tints and contour lines."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pictures.drawing import (
    DEEP,
    DUNE,
    FULL,
    INK,
    MID,
    PALE,
    PAPER,
    PX,
    SAND,
    SEA,
    SHELL,
    SOFT,
    Colour,
    Field,
    Sheet,
    blend,
    noise,
    save_jpeg,
    wander,
)


def tinted(z: Field, stops: list[tuple[float, Colour]]) -> NDArray[np.float64]:
    """Heights to colours, straight between the stops (ascending heights)."""
    levels = [s[0] for s in stops]
    return np.stack([np.interp(z, levels, [s[1][i] for s in stops]) for i in range(3)], axis=-1)


def contours(
    rgb: NDArray[np.float64],
    z: Field,
    step: float,
    colour: Colour,
    width: float,
    low: float,
    high: float,
) -> None:
    """Draws lines of equal height into `rgb`, `width` mm wide, at every `step` from `low` to `high`."""
    gy, gx = np.gradient(z)
    slope = np.maximum(np.hypot(gx, gy), 1e-6)
    nearest = np.clip(np.round(z / step) * step, low, high)
    distance = np.abs(z - nearest) / slope  # in working pixels
    cover = np.clip(width * PX / 2 + 0.5 - distance, 0, 1)[..., None]
    rgb[:] = rgb * (1 - cover) + np.asarray(colour, dtype=float) * cover


def lay(sheet: Sheet, rgb: NDArray[np.float64]) -> None:
    sheet.image.paste(Image.fromarray(np.clip(rgb, 0, 255).astype(np.uint8)))


def grid(sheet: Sheet) -> tuple[Field, Field]:
    """The sheet's working pixels as fields of mm."""
    w, h = sheet.image.size
    y, x = np.mgrid[0:h, 0:w] / PX
    return x, y


def coast(y: Field) -> Field:
    """Where the land ends, in mm from the left, at height y of the bay map."""
    wave = 9 * np.sin(y / 33 + 0.4) - 5 * np.sin(y / 14 + 1) * np.exp(-(((y - 12) / 30) ** 2))
    return np.asarray(40 + wave + 0.04 * (y - 50), dtype=np.float64)


def bay() -> None:
    """鹭洲滩: the bay, its flat, and the three transects."""
    sheet = Sheet(FULL, 104)
    x, y = grid(sheet)
    rough = noise(x.shape, (7, 10), 21, 5)
    edge = coast(y) + 1.0 * wander(x.shape[0], 26, 8, 4)[:, None]
    off = x - edge
    flat = 25 + 5 * np.sin(y / 24 + 2)
    z = np.where(off < flat, 2.2 - 4.4 * off / flat, -2.2 - 9.5 * (1 - np.exp(-(off - flat) / 52)))
    z = z + rough * np.clip(off / 26, 0, 1) * 1.15
    river_y = 15 + 3.2 * np.sin(x / 10) * np.exp(-(((x - 20) / 26) ** 2)) + 0.10 * np.clip(x - 40, 0, None)
    river = np.exp(-(((y - river_y) / (1.5 + 0.05 * np.clip(x - 6, 0, 60))) ** 2))
    z = np.where(
        off < 0,
        np.where(river > 0.42, -0.6, 3.0 - off * 0.02),
        z - 3.4 * river * np.exp(-np.clip(off, 0, None) / 30),
    )
    isle = np.hypot((x - 131) / 1.45, y - 82) + 1.6 * rough
    z = np.maximum(z, 5.2 - 0.95 * isle)
    islet = np.hypot(x - 118, y - 90) + rough
    z = np.maximum(z, 2.9 - 1.1 * islet)
    stops = [
        (-12.0, blend(MID, SEA, 0.55)),
        (-8.0, MID),
        (-5.0, SOFT),
        (-2.2, PALE),
        (-2.15, blend(PALE, SHELL, 0.75)),
        (2.2, blend(SHELL, SAND, 0.62)),
        (2.25, SHELL),
        (6.0, blend(SHELL, SAND, 0.25)),
    ]
    rgb = tinted(z, stops)
    contours(rgb, z, 1.0, blend(SEA, PALE, 0.35), 0.13, -11, -3)
    wet = ((off < flat * 0.86) & (river > 0.42 + 0.02 * np.clip(off, 0, None)) & (z > -2.2))[..., None]
    rgb = np.where(wet, np.asarray(PALE, dtype=float), rgb)
    low = np.abs(z + 2.2)
    gy, gx = np.gradient(z)
    line = np.clip(0.22 * PX / 2 + 0.5 - low / np.maximum(np.hypot(gx, gy), 1e-6), 0, 1)[..., None]
    rgb[:] = rgb * (1 - line) + np.asarray(DUNE) * line
    lay(sheet, rgb)
    bay_works(sheet)
    bay_names(sheet)
    row = round(68 * PX)
    for depth in (3, 5, 8):
        at = float(x[row, int(np.argmax(z[row] < -depth))])
        sheet.text(at, 68, str(depth), 6.5, DEEP, "mm", halo=blend(SOFT, PALE, 0.3))
    save_jpeg(sheet, "鹭洲滩", 88)


def bay_edge(y: float) -> float:
    return float(coast(np.asarray([[y]]))[0, 0])


def bay_works(sheet: Sheet) -> None:
    """Sea walls, salt marsh, transects, lighthouse."""
    wall = [(bay_edge(y) + 0.2, y) for y in np.linspace(24, 66, 60)]
    new = [
        (bay_edge(y) + 0.2 + 6.5 * math.sin(math.pi * min(1, (y - 66) / 5) / 2), y)
        for y in np.linspace(66, 93, 40)
    ]
    rng = np.random.default_rng(77)
    for _ in range(230):
        y = 24.5 + 17 * rng.random()
        x = bay_edge(y) + 0.9 + 6.2 * rng.random() * (1 - ((y - 33) / 11) ** 2 * 0.6)
        for lean in (-0.45, 0, 0.45):
            sheet.line([(x, y), (x + lean, y - 0.95)], blend(DEEP, DUNE, 0.45), 0.11)
    sheet.line(wall, INK, 0.55)
    sheet.line(new, INK, 0.55)
    sheet.line([wall[-1], *new[:1]], INK, 0.55)
    for name, y0, start in (("A", 33.0, 0.6), ("B", 54.0, 0.6), ("C", 79.0, 6.9)):
        x0 = bay_edge(y0) + start
        length = 27.0 if name != "C" else 20.25
        sheet.dashed((x0, y0), (x0 + length, y0 - 2.4), DEEP, 0.42, 1.5, 0.8)
        sheet.disc(x0 + length + 3.2, y0 - 2.7, 2.4, DEEP)
        sheet.text(x0 + length + 3.2, y0 - 2.75, name, 8, PAPER, "mm", "Bold")
    for r, tone in ((1.5, DEEP), (0.62, SHELL)):
        sheet.disc(131.5, 80.0, r, tone)
    for a in range(0, 360, 45):
        p, q = 2.0, 3.2
        ca, sa = math.cos(math.radians(a)), math.sin(math.radians(a))
        sheet.line([(131.5 + p * ca, 80 + p * sa), (131.5 + q * ca, 80 + q * sa)], DEEP, 0.3)


def bay_names(sheet: Sheet) -> None:
    """Place names, scale, north, key."""
    sheet.text(100, 44, "汐", 15, SHELL, "mm", "Medium", "Serif")
    sheet.text(112, 48, "州", 15, SHELL, "mm", "Medium", "Serif")
    sheet.text(124, 52, "湾", 15, SHELL, "mm", "Medium", "Serif")
    sheet.text(147, 91.5, "灯屿", 8.5, DEEP, "mm", "Medium", halo=blend(SOFT, PALE, 0.4))
    sheet.text(8, 9.3, "白汀河", 8, SEA, "lm", "Medium")
    for name, x, y in (
        ("北礁村", 24, 34),
        ("鹭洲村", 30, 57),
        ("鹭洲镇", 17, 68),
        ("新堤（2011年）", 16.5, 83),
    ):
        sheet.disc(x + 12.6 if "堤" not in name else -9, y, 0.75, INK)
        sheet.text(x + 10.8 if "堤" not in name else x + 19, y, name, 7.5, INK, "rm")
    sheet.line([(36.6, 83), (bay_edge(84) + 5.6, 84)], INK, 0.15)
    sheet.text(bay_edge(42) + 13.5, 42.5, "盐沼", 7.5, DEEP, "mm")
    sheet.line([(bay_edge(42) + 10, 42), (bay_edge(38) + 5, 39)], DEEP, 0.15)
    x0, y0 = 106.0, 9.0
    for i in range(3):
        sheet.box(x0 + i * 11.25, y0 - 0.45, x0 + (i + 1) * 11.25, y0 + 0.45, DEEP if i % 2 == 0 else SHELL)
    for i, label in enumerate(("0", "500", "1,000", "1,500米")):
        sheet.text(x0 + i * 11.25, y0 + 3.0, label, 6.5, PAPER, "mm")
    sheet.area([(150, 5), (151.6, 12), (150, 10.8)], DEEP)
    sheet.area([(150, 5), (148.4, 12), (150, 10.8)], SOFT)
    sheet.text(150, 14.6, "北", 7.5, PAPER, "mm", "Medium")
    key = [("观测剖面", "dash"), ("海堤", "wall"), ("低潮线", "low")]
    for at, (name, kind) in zip((91.5, 95.9, 100.3), key, strict=True):
        if kind == "dash":
            sheet.dashed((6, at), (12, at), DEEP, 0.42, 1.5, 0.75)
        else:
            sheet.line([(6, at), (12, at)], INK if kind == "wall" else DUNE, 0.55 if kind == "wall" else 0.3)
        sheet.text(13.6, at, name, 7, INK, "lm")


def shoal() -> None:
    """坔头: a drowned island in lines of equal depth."""
    sheet = Sheet(FULL, 86)
    x, y = grid(sheet)
    rough = noise(x.shape, (6, 10), 41, 5)
    fine = noise(x.shape, (16, 28), 61, 3)
    turn = math.radians(-9)
    u = (x - 84) * math.cos(turn) + (y - 46) * math.sin(turn)
    v = -(x - 84) * math.sin(turn) + (y - 46) * math.cos(turn)
    r = np.hypot(u / 44, v / 21) * (1 + 0.13 * rough)
    z = (
        -4.1
        - 17 / (1 + np.exp(-(r - 1.12) * 5.2))
        + 17 / (1 + math.exp(1.12 * 5.2))
        + 0.25 * fine
        - 1.6 * np.clip(r, 0, 1.6)
        - 1.5 * rough * np.clip(r - 0.7, 0, 1)
    )
    stops = [
        (-27.0, DEEP),
        (-22.0, SEA),
        (-16.0, blend(SEA, MID, 0.7)),
        (-10.0, SOFT),
        (-6.6, PALE),
        (-5.2, SHELL),
        (-4.0, blend(SHELL, SAND, 0.7)),
    ]
    rgb = tinted(z, stops)
    contours(rgb, z, 1.0, blend(SEA, SOFT, 0.35), 0.11, -26, -5)
    contours(rgb, z, 5.0, DEEP, 0.24, -25, -5)
    lay(sheet, rgb)
    for a, b in (
        ((61, 34.5), (69, 32.6)),
        ((64, 40.6), (73.5, 38.4)),
        ((69, 32.6), (70.7, 39.0)),
        ((62.6, 35.0), (64, 40.6)),
        ((73.5, 38.4), (75, 43.6)),
    ):
        sheet.line([a, b], DEEP, 0.3)
    sheet.text(88, 47.5, "坔 头", 13, DEEP, "mm", "SemiBold", "Serif")
    sheet.disc(97.6, 53, 0.5, DEEP)
    sheet.text(99, 53.1, "4.1", 7, DEEP, "lm", "Medium")
    sheet.text(75.6, 30.0, "声波图上的直线", 7, DEEP, "lm")
    sheet.line([(75, 30.3), (69.4, 32.2)], DEEP, 0.15)
    sheet.text(11.5, 9, "灯屿 7海里", 7.5, SHELL, "lm", "Medium")
    sheet.line([(10.4, 9.6), (4.6, 5.0)], SHELL, 0.3)
    sheet.area([(3.2, 3.9), (6.3, 4.6), (4.6, 6.5)], SHELL)
    for depth, px, py in (("10", 128.8, 40.4), ("15", 137.2, 39.3), ("20", 147.5, 39.0)):
        sheet.text(px, py, depth, 6.5, SHELL if depth != "10" else DEEP, "mm", "Medium")
    x0, y0 = 112.0, 78.0
    for i in range(2):
        sheet.box(x0 + i * 17, y0 - 0.4, x0 + (i + 1) * 17, y0 + 0.4, SHELL if i == 0 else SOFT)
    for i, label in enumerate(("0", "250", "500米")):
        sheet.text(x0 + i * 17, y0 + 3, label, 6.5, SHELL, "mm")
    save_jpeg(sheet, "坔头", 88)


MAPS = {"鹭洲滩": bay, "坔头": shoal}
