"""Charts as print graphics: thin rules, one colour, words beside what they name."""

from __future__ import annotations

from pictures.drawing import (
    COLUMN,
    DUNE,
    FULL,
    GREY,
    INK,
    MID,
    MIST,
    PALE,
    PAPER,
    RULE,
    SEA,
    SOFT,
    Colour,
    Point,
    Sheet,
    blend,
    save_png,
)

SURVEYS = ("春", "夏", "秋", "冬") * 3
LEVELS: dict[str, tuple[float, ...]] = {
    "A 盐沼": (0.0, 2.1, 3.4, 1.2, 1.9, 4.0, -1.7, -2.2, -0.6, 2.3, 3.9, 1.8),
    "B 光滩": (0.0, 1.6, 2.2, 0.1, 0.6, 2.3, -2.9, -3.8, -2.6, -0.4, 0.8, -1.1),
    "C 堤外": (0.0, 0.9, 0.7, -1.8, -1.5, -0.4, -4.6, -6.3, -5.5, -4.1, -3.6, -5.9),
}


def levels() -> None:
    """高程变化: three transects through three years; the numbers are those of table 2."""
    sheet = Sheet(FULL, 76)
    left, right, top, bottom = 13.0, FULL - 19, 9.0, 62.0

    def at(i: float, v: float) -> Point:
        return left + 5 + (right - left - 10) * i / 11, top + (bottom - top) * (5 - v) / 12

    for year in range(3):
        x0, x1 = (at(year * 4 + d, 0)[0] for d in (-0.5, 3.5))
        if year % 2 == 1:
            sheet.box(x0, top, x1, bottom, MIST)
        sheet.text((x0 + x1) / 2, bottom + 8.0, f"{2023 + year}年", 7.5, INK, "mm", "Medium")
    for v in range(-6, 5, 2):
        y = at(0, v)[1]
        sheet.line([(left, y), (right, y)], GREY if v == 0 else RULE, 0.25 if v == 0 else 0.12)
        sheet.text(left - 1.6, y, f"{v:+d}".replace("-", "−") if v else "0", 7, GREY, "rm")
    for i, season in enumerate(SURVEYS):
        sheet.text(at(i, 0)[0], bottom + 3.4, season, 7, INK, "mm")
    storm = at(5.55, 0)[0]
    sheet.dashed((storm, top), (storm, bottom), DUNE, 0.25, 1.1, 0.8)
    sheet.text(storm + 1.2, top + 2.2, "台风（2024年9月10日）", 7, DUNE, "lm")
    for (name, values), tone, mark in zip(
        LEVELS.items(), (SEA, MID, DUNE), ("disc", "square", "ring"), strict=True
    ):
        points = [at(i, v) for i, v in enumerate(values)]
        sheet.line(points, tone, 0.5)
        for x, y in points:
            marker(sheet, x, y, tone, mark)
        sheet.text(points[-1][0] + 3.2, points[-1][1], name, 7.5, tone, "lm", "Medium")
    sheet.text(1, 4.0, "与2023年春季相比（厘米）", 7, GREY, "lm")
    save_png(sheet, "高程变化")


def marker(sheet: Sheet, x: float, y: float, tone: Colour, mark: str) -> None:
    """Told apart by shape as well as by tone."""
    if mark == "square":
        sheet.box(x - 0.85, y - 0.85, x + 0.85, y + 0.85, tone)
        return
    sheet.disc(x, y, 1.0, tone)
    if mark == "ring":
        sheet.disc(x, y, 0.55, PAPER)


def who_knows() -> None:
    """会算潮水的人: three bars."""
    sheet = Sheet(COLUMN, 36)
    rows = (("60岁以上", "112人", 75.0), ("40～59岁", "121人", 38.0), ("18～39岁", "73人", 11.0))
    left, right = 15.5, COLUMN - 3.0
    for i, (name, people, share) in enumerate(rows):
        y = 6.5 + i * 10.2
        sheet.text(left - 1.8, y - 1.5, name, 7.5, INK, "rm")
        sheet.text(left - 1.8, y + 2.1, people, 6.2, GREY, "rm")
        sheet.box(left, y - 2.7, right, y + 2.7, MIST)
        end = left + (right - left) * share / 100
        sheet.box(left, y - 2.7, end, y + 2.7, (SEA, MID, SOFT)[i])
        inside = share > 30
        sheet.text(
            end - 1.4 if inside else end + 1.4,
            y - 0.1,
            f"{share:.1f}%",
            8,
            PAPER if inside else INK,
            "rm" if inside else "lm",
            "Medium",
        )
    sheet.line([(left, 3), (left, 31)], INK, 0.3)
    for share in (0, 50, 100):
        x = left + (right - left) * share / 100
        sheet.text(x, 33.8, f"{share}%" if share else "0", 6.5, GREY, "mm" if share < 100 else "rm")
    save_png(sheet, "会算潮水的人")


def temperatures() -> None:
    """海水温度: twelve columns and their mean."""
    sheet = Sheet(COLUMN, 52)
    values = (6.8, 7.1, 9.6, 13.9, 18.6, 22.9, 26.8, 28.1, 25.7, 21.2, 15.8, 10.1)
    left, right, top, bottom = 7.0, COLUMN - 1, 8.0, 43.5

    def py(v: float) -> float:
        return bottom - (bottom - top) * v / 30

    for tens in (10, 20, 30):
        sheet.line([(left, py(tens)), (right, py(tens))], RULE, 0.12)
        sheet.text(left - 1.2, py(tens), str(tens), 6.5, GREY, "rm")
    step = (right - left) / 12
    for i, v in enumerate(values):
        x = left + step * (i + 0.5)
        sheet.box(x - step * 0.34, py(v), x + step * 0.34, bottom, blend(SOFT, SEA, (v - 6) / 22))
        sheet.text(x, bottom + 2.8, str(i + 1), 6.5, INK, "mm")
        if i in (0, 7):
            sheet.text(x, py(v) - 2.0, f"{v}", 7, INK, "mm", "Medium", halo=PAPER)
    mean = py(17.2)
    sheet.dashed((left, mean), (right, mean), DUNE, 0.3, 1.2, 0.8)
    sheet.text(left + 0.8, mean - 2.0, "年平均17.2", 7, DUNE, "lm", "Medium")
    sheet.line([(left, bottom), (right, bottom)], INK, 0.3)
    sheet.text(0.5, 3.0, "℃", 7, GREY, "lm")
    sheet.text((left + right) / 2, bottom + 6.2, "月份", 6.5, GREY, "mm")
    save_png(sheet, "海水温度")


def boats() -> None:
    """渔船数量: five towns, three years each; the numbers are those of table 2."""
    sheet = Sheet(COLUMN, 66)
    rows = (
        ("苇港", 1186, 842, 517),
        ("灯屿", 428, 356, 271),
        ("盐坎", 203, 138, 74),
        ("月沙", 164, 92, 45),
        ("鹭洲", 97, 61, 38),
    )
    left, right = 9.0, COLUMN - 9.5
    tones = (PALE, SOFT, SEA)
    for k, (year, tone) in enumerate(zip((2005, 2015, 2025), tones, strict=True)):
        x = left + k * 17
        sheet.box(x, 2.0, x + 4, 4.4, tone)
        sheet.text(x + 5.2, 3.1, f"{year}年", 7, INK, "lm")
    for i, (town, *counts) in enumerate(rows):
        y = 9.0 + i * 11.4
        sheet.text(left - 1.5, y + 4.2, town, 7.5, INK, "rm", "Medium")
        for k, n in enumerate(counts):
            y0 = y + k * 2.9
            end = left + (right - left) * n / 1186
            sheet.box(left, y0, end, y0 + 2.45, tones[k])
            sheet.text(
                end + 1.0,
                y0 + 1.15,
                f"{n:,}",
                6.2,
                INK if k == 2 else GREY,
                "lm",
                "Medium" if k == 2 else "Regular",
            )
    sheet.line([(left, 7.6), (left, 65)], INK, 0.3)
    save_png(sheet, "渔船数量")


CHARTS = {"高程变化": levels, "会算潮水的人": who_knows, "海水温度": temperatures, "渔船数量": boats}
