"""Diagrams: the curve of the tide, a section of the flat, an outing, the flyways."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from pictures.drawing import (
    COLUMN,
    DEEP,
    DUNE,
    FULL,
    GREY,
    INK,
    MID,
    MIST,
    PALE,
    PAPER,
    RULE,
    SAND,
    SEA,
    SHELL,
    SOFT,
    Colour,
    Point,
    Sheet,
    blend,
    save_png,
    wander,
)


def tide_curve() -> None:
    """潮位曲线: fifteen days between two springs, with the moon above them."""
    sheet = Sheet(FULL, 74)
    left, right, top, bottom = 13.0, FULL - 2, 17.0, 62.0
    days = 15

    def px(day: float) -> float:
        return left + (right - left) * day / days

    def py(level: float) -> float:
        return bottom - (bottom - top) * (level + 0.2) / 7.0

    for metres in range(7):
        sheet.line([(left, py(metres)), (right, py(metres))], RULE, 0.12)
        sheet.text(left - 1.6, py(metres), f"{metres}.0", 7, GREY, "rm")
    t = np.linspace(0, days, 2400)
    # spring and neap are the beat of the lunar and the solar tide; high water of the third day is at noon
    turn = 2 * math.pi * 24 * (t - 2.5)
    level = 3.3 + 2.05 * np.cos(turn / 12.4206) + 0.72 * np.cos(turn / 12) + 0.2 * np.cos(turn / 24.07)
    curve = [(px(a), py(b)) for a, b in zip(t.tolist(), level.tolist(), strict=True)]
    sheet.area([(left, py(-0.2)), *curve, (right, py(-0.2))], MIST)
    sheet.line(curve, SEA, 0.38)
    sheet.line([(left, py(-0.2)), (right, py(-0.2))], INK, 0.3)
    for d in range(days + 1):
        sheet.line([(px(d), py(-0.2)), (px(d), py(-0.2) + 1.1)], INK, 0.25)
    names = [f"初{c}" for c in "一二三四五六七八九十"] + [f"十{c}" for c in "一二三四五"]
    for d, name in enumerate(names):
        sheet.text(px(d + 0.5), py(-0.2) + 3.4, name, 7, INK, "mm")
    for age in (0.25, 3.95, 7.65, 11.35, 14.75):
        moon(sheet, px(age), 6.6, 3.0, age / 29.53)
    sheet.text(1, 13.6, "潮高（米）", 7, GREY, "lm")
    bracket(sheet, px(0.9), px(4.1), py(6.75), "大潮")
    bracket(sheet, px(8.2), px(11.2), py(6.75), "小潮")
    sheet.text(right, 71.5, "农历日", 7, GREY, "rm")
    save_png(sheet, "潮位曲线")


def moon(sheet: Sheet, x: float, y: float, r: float, age: float) -> None:
    """The moon at `age` (0 new, 0.5 full), lit from the right while it waxes."""
    sheet.disc(x, y, r, SEA)
    lit = [(x + r * math.cos(a), y + r * math.sin(a)) for a in np.linspace(-math.pi / 2, math.pi / 2, 60)]
    k = math.cos(2 * math.pi * age)
    inner = [
        (x + k * r * math.cos(a), y + r * math.sin(a)) for a in np.linspace(math.pi / 2, -math.pi / 2, 60)
    ]
    sheet.area(lit + inner, SHELL)
    sheet.ring(x, y, r, SEA, 0.25)


def bracket(sheet: Sheet, x0: float, x1: float, y: float, words: str) -> None:
    sheet.line([(x0, y + 1.4), (x0, y), (x1, y), (x1, y + 1.4)], DUNE, 0.25)
    sheet.text((x0 + x1) / 2, y - 2.2, words, 7.5, DUNE, "mm", "Medium")


def section() -> None:
    """滩涂剖面: from the sea wall to low water, with those who live there."""
    sheet = Sheet(FULL, 78)
    n = 700
    x = np.linspace(0, FULL, n)
    high, mean, low = 20.0, 35.0, 52.0
    t = np.clip((x - 24) / (FULL - 24), 0, 1)
    y = high + 0.6 + (low - high + 4.0) * t**0.92 + 0.35 * wander(n, 40, 4, 3)
    ground = list(zip(x.tolist(), y.tolist(), strict=True))

    def gy(at: float) -> float:
        return float(np.interp(at, x, y))

    sheet.area([(24, high), (FULL, high), (FULL, 60), (24, 60)], MIST)
    sheet.area([(24, mean), (FULL, mean), (FULL, 60), (24, 60)], blend(MIST, PALE, 0.75))
    sheet.area([(24, low), (FULL, low), (FULL, 60), (24, 60)], blend(PALE, SOFT, 0.55))
    mud = [(0, 71), (0, 27), (20, 25), *[p for p in ground if p[0] >= 20], (FULL, 71)]
    sheet.area(mud, blend(SHELL, SAND, 0.55))
    sheet.area(
        [(px, py + 6.5 + 1.3 * math.sin(px / 17)) for px, py in ground] + [(FULL, 71), (0, 71)],
        blend(SHELL, SAND, 0.8),
    )
    for name, level in (("大潮高潮位", high), ("平均海面", mean), ("大潮低潮位", low)):
        sheet.dashed((26, level), (FULL, level), SEA, 0.2, 1.6, 1.1)
        sheet.text(FULL - 1.2, level - 2.1, name, 7, SEA, "rm", "Medium")
    sheet.line([p for p in ground if p[0] >= 21], DUNE, 0.4)
    wall(sheet, gy(24))
    zones(sheet, gy)
    dwellers(sheet, gy)
    save_png(sheet, "滩涂剖面", 160)


def wall(sheet: Sheet, foot: float) -> None:
    """The sea wall, its stone facing, and the land behind it."""
    sheet.area(
        [(0, 15), (4, 12), (13, 12), (25.5, foot + 3.0), (25.5, foot + 5.5), (0, foot + 9.0)],
        blend(RULE, PAPER, 0.25),
    )
    sheet.line([(0, 15), (4, 12), (13, 12)], INK, 0.35)
    sheet.line([(13, 12), (25.5, foot + 3.0)], INK, 0.9)
    for k in range(1, 8):
        u = k / 8
        x, y = 13 + 12.5 * u, 12 + (foot - 9.0) * u
        sheet.line([(x, y), (x - 1.3, y + 1.8)], GREY, 0.25)
    sheet.text(8.5, 8.6, "海堤", 8, INK, "mm", "Medium")


def zones(sheet: Sheet, gy: Callable[[float], float]) -> None:
    """Names of the belts, and how long each is under water in a tide."""
    belts = (
        ("盐沼", "大潮才淹到", 24.5, 50),
        ("高滩", "每潮淹3小时以内", 50, 84),
        ("中滩", "每潮淹6小时上下", 84, 124),
        ("低滩", "几乎不露出", 124, FULL),
    )
    for name, wet, x0, x1 in belts:
        sheet.text((x0 + x1) / 2, 5.0, name, 8.5, DEEP, "mm", "Medium")
        sheet.text((x0 + x1) / 2, 9.6, wet, 6.8, GREY, "mm")
        sheet.line([(x0 + 1, 13), (x1 - 1, 13)], RULE, 0.25)
        for x in (x0 + 1, x1 - 1):
            sheet.line([(x, 12.4), (x, 13.6)], RULE, 0.25)


def dwellers(sheet: Sheet, gy: Callable[[float], float]) -> None:
    """Reed and seepweed above; crab, razor clam and lugworm in their burrows."""
    ground: dict[float, float] = {}
    rng = np.random.default_rng(5)

    def at(x: float) -> float:
        if x not in ground:
            ground[x] = gy(x)
        return ground[x]

    for k in range(34):
        x = 27 + 22 * k / 34 + rng.random() * 0.6
        tall = (6.6 if x < 36 else 3.2) * (0.7 + 0.5 * rng.random())
        lean = (rng.random() - 0.3) * 1.4
        tone = blend(SEA, DUNE, 0.35) if x < 36 else DUNE
        sheet.line([(x, at(x)), (x + lean * 0.4, at(x) - tall * 0.6), (x + lean, at(x) - tall)], tone, 0.24)
        if x >= 36:
            for s in (-1, 1):
                sheet.line(
                    [(x + lean * 0.3, at(x) - tall * 0.45), (x + lean * 0.3 + s * 0.9, at(x) - tall * 0.85)],
                    tone,
                    0.2,
                )
    for x in (55.0, 60.5, 67.0, 72.0, 78.5):
        depth = 5.2 + 2.5 * rng.random()
        sheet.line(
            [(x, at(x) - 0.1), (x + 0.4, at(x) + depth * 0.6), (x + 1.6, at(x) + depth)], INK, 0.75, True
        )
        crab(sheet, x + 2.9, at(x + 2.9) - 1.1)
    for x in (90.0, 95.5, 102.0, 108.0, 115.0):
        sheet.line([(x, at(x)), (x, at(x) + 2.2)], INK, 0.3)
        sheet.line([(x + 0.7, at(x)), (x + 0.7, at(x) + 2.2)], INK, 0.3)
        razor(sheet, x + 0.35, at(x) + 2.0)
    for x in (128.0, 136.0, 145.0):
        bow = [
            (x + 2.6 * (1 - math.cos(a)), at(x) + 6.0 * math.sin(a) ** 0.8)
            for a in np.linspace(0.02, math.pi - 0.02, 30)
        ]
        sheet.line(bow, INK, 0.55)
        sheet.area([(x + 4.3, at(x + 5)), (x + 5.2, at(x + 5) - 1.3), (x + 6.1, at(x + 5))], DUNE)
    for words, x in (("碱蓬、芦苇", 37), ("招潮蟹", 67), ("{蛏}", 103), ("沙蚕", 139)):
        sheet.text(x, 74.6, words.strip("{}") + ("子" if "蛏" in words else ""), 7.5, INK, "mm")


def crab(sheet: Sheet, x: float, y: float) -> None:
    """A fiddler crab, its one large claw raised."""
    sheet.area([(x - 1.35, y - 0.7), (x + 1.35, y - 0.7), (x + 0.9, y + 0.6), (x - 0.9, y + 0.6)], DEEP)
    for s in (-1, 1):
        for reach in (1.7, 2.2, 2.5):
            sheet.line(
                [
                    (x + s * 0.8, y + 0.1),
                    (x + s * reach, y - 0.5 + reach * 0.2),
                    (x + s * (reach + 0.3), y + 1.0),
                ],
                DEEP,
                0.2,
            )
        sheet.line([(x + s * 0.45, y - 0.6), (x + s * 0.5, y - 1.6)], DEEP, 0.2)
        sheet.disc(x + s * 0.5, y - 1.7, 0.22, DEEP)
    sheet.line([(x + 1.1, y - 0.4), (x + 2.3, y - 1.2)], DEEP, 0.35)
    sheet.gouge([(x + 2.0, y - 0.9), (x + 2.5, y - 1.9), (x + 1.9, y - 3.2)], DEEP, 1.3, 0.6)


def razor(sheet: Sheet, x: float, y: float) -> None:
    """A razor clam upright in the mud."""
    sheet.area([(x - 0.75, y), (x + 0.75, y), (x + 0.85, y + 5.0), (x - 0.85, y + 5.0)], SHELL)
    sheet.line(
        [(x - 0.75, y), (x + 0.75, y), (x + 0.85, y + 5.0), (x - 0.85, y + 5.0), (x - 0.75, y)], DEEP, 0.22
    )
    sheet.line([(x - 0.7, y + 1.2), (x + 0.7, y + 4.0)], SOFT, 0.18)


def outing() -> None:
    """赶海时刻: a falling and rising tide, and what to do in it."""
    sheet = Sheet(COLUMN, 51)
    left, right, top, bottom = 3.0, COLUMN - 3, 11.0, 40.0

    def at(h: float) -> Point:  # hours from low water
        return left + (right - left) * (h + 6.2) / 12.4, top + (bottom - top) * (
            1 + math.cos(math.pi * h / 6.2)
        ) / 2

    def band(h0: float, h1: float, tone: Colour) -> None:
        curve = [at(h) for h in np.linspace(h0, h1, 60)]
        sheet.area([(curve[0][0], bottom + 2), *curve, (curve[-1][0], bottom + 2)], tone)

    band(-6.2, -2, MIST)
    band(-2, 0, SAND)
    band(0, 1, blend(SAND, SHELL, 0.5))
    band(1, 6.2, SOFT)
    curve = [at(h) for h in np.linspace(-6.2, 6.2, 200)]
    sheet.line(curve, SEA, 0.5)
    sheet.line([(left, bottom + 2), (right, bottom + 2)], INK, 0.3)
    for h, tone in ((-2.0, DUNE), (0.0, DEEP), (1.0, GREY)):
        x, y = at(h)
        sheet.line([(x, y), (x, bottom + 2)], tone, 0.3)
        sheet.disc(x, y, 0.9, tone)
    for h, name in ((-6.2, "满潮"), (6.2, "满潮")):
        x, y = at(h)
        sheet.text(x, y - 3.6, name, 7.5, SEA, "lm" if h < 0 else "rm", "Medium")
    for h, word, dx, dy in (
        (-2.0, "下滩", 4.0, -2.2),
        (0.0, "低潮，回头", 0.0, -17.0),
        (1.0, "上岸", 1.0, -6.6),
    ):
        x, y = at(h)
        if word.startswith("低"):
            sheet.line([(x, y - 1.4), (x, y - 14.6)], DEEP, 0.2)
        sheet.text(x + dx, y + dy, word, 8, DEEP, "mm", "Bold")
    sheet.text(at(4.2)[0] + 2, bottom - 3.4, "水到", 9, PAPER, "mm", "Bold")
    for h in (-6.2, -4, -2, 0, 2, 4, 6.2):
        x = at(h)[0]
        sheet.line([(x, bottom + 2), (x, bottom + 3)], INK, 0.25)
        label = "低潮" if h == 0 else f"{abs(h):g}"
        sheet.text(x, bottom + 5.4, label, 6.5, GREY, "mm" if abs(h) < 6 else ("lm" if h < 0 else "rm"))
    sheet.text((left + right) / 2, bottom + 8.6, "距低潮的小时数", 6.5, GREY, "mm")
    save_png(sheet, "赶海时刻")


def flyways() -> None:
    """候鸟迁徙: arcs between the southern summer and the northern one."""
    sheet = Sheet(FULL, 100, blend(MIST, PAPER, 0.35))
    top, bottom = 8.0, 93.0

    def py(latitude: float) -> float:
        return bottom - (bottom - top) * (latitude + 45) / 120

    for latitude, name in ((66.5, "北极圈"), (30, "北纬30°"), (0, "赤道"), (-30, "南纬30°")):
        sheet.dashed((19, py(latitude)), (FULL - 2, py(latitude)), SOFT, 0.15, 1.6, 1.2)
        sheet.text(17.6, py(latitude), name, 7, GREY, "rm")
    home = (78.0, py(32.5))
    south = (
        ("澳大利亚西北部", 62.0, -18.0),
        ("澳大利亚东南部", 98.0, -38.0),
        ("新西兰", 134.0, -38.0),
        ("东南亚", 42.0, 4.0),
    )
    north = (
        ("泰梅尔半岛", 40.0, 71.0),
        ("新西伯利亚群岛", 73.0, 71.0),
        ("楚科奇半岛", 109.0, 66.8),
        ("阿拉斯加", 141.0, 63.0),
    )
    for i, (_, x, latitude) in enumerate(south):
        arc(sheet, (x, py(latitude)), home, (-7.0, 7.0, 13.0, 1.5)[i], SEA, 0.55 - 0.06 * i)
    for i, (_, x, latitude) in enumerate(north):
        arc(sheet, home, (x, py(latitude)), (6.0, -3.5, 6.0, 12.0)[i], MID, 0.55 - 0.05 * i)
    arc(sheet, (141.0, py(63)), (134.0, py(-38)), 9.0, DUNE, 0.4)
    sheet.text(130.6, py(12), "秋季直飞，", 7, DUNE, "lm", "Medium")
    sheet.text(130.6, py(12) + 4.0, "中途不歇", 7, DUNE, "lm", "Medium")
    for name, x, latitude in (*south, *north):
        sheet.disc(x, py(latitude), 1.1, DEEP)
        sheet.text(x, py(latitude) + (4.2 if latitude < 20 else -4.0), name, 7.5, INK, "mm")
    sheet.disc(*home, 2.6, PAPER)
    sheet.ring(*home, 2.6, DEEP, 0.5)
    sheet.disc(*home, 1.3, DEEP)
    sheet.text(home[0] - 5.2, home[1] - 0.2, "汐州湾", 10, DEEP, "rm", "Bold", halo=blend(MIST, PAPER, 0.35))
    for k, u in enumerate((0.30, 0.42, 0.54)):
        bird(sheet, 84.0 + 4.6 * k, py(57) + (3.4 if k == 1 else 6.0) - u * 3, 5.0)
    save_png(sheet, "候鸟迁徙", 160)


def arc(sheet: Sheet, a: Point, b: Point, bend: float, tone: Colour, width: float) -> None:
    """A flight from a to b, swung sideways by `bend` mm, with its direction marked."""
    u = np.linspace(0, 1, 90)
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = math.hypot(dx, dy)
    sway = bend * np.sin(u * math.pi)
    points = list(
        zip(
            (a[0] + dx * u - dy / length * sway).tolist(),
            (a[1] + dy * u + dx / length * sway).tolist(),
            strict=True,
        )
    )
    sheet.line(points, tone, width)
    (x0, y0), (x1, y1) = points[52], points[55]
    c, s = (x1 - x0) / math.dist(points[52], points[55]), (y1 - y0) / math.dist(points[52], points[55])
    sheet.area(
        [
            (x1 + 1.5 * c, y1 + 1.5 * s),
            (x1 - 0.9 * c - 0.95 * s, y1 - 0.9 * s + 0.95 * c),
            (x1 - 0.9 * c + 0.95 * s, y1 - 0.9 * s - 0.95 * c),
        ],
        tone,
    )


def bird(sheet: Sheet, x: float, y: float, s: float) -> None:
    """A wader in flight, as two strokes and a bill."""
    for side in (-1, 1):
        u = np.linspace(0, 1, 16)
        px, py = x + side * u * s / 2, y - s * 0.26 * np.sin(u * math.pi * 0.75)
        sheet.gouge(list(zip(px.tolist(), py.tolist(), strict=True)), DEEP, s * 0.12, 0.5)
    sheet.line([(x, y), (x + s * 0.1, y - s * 0.28)], DEEP, 0.25)


DIAGRAMS = {"潮位曲线": tide_curve, "滩涂剖面": section, "赶海时刻": outing, "候鸟迁徙": flyways}
