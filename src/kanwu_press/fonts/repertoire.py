"""The characters every built face holds, whether or not an issue uses them.

通用规范汉字表 (8,105 characters), GB 2312 (6,763 characters and its marks), and the marks and
letters that a Chinese magazine uses. An issue's further characters come on top.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

_RANGES = (
    (0x0020, 0x007E), (0x00A0, 0x017F),  # Latin
    (0x01CD, 0x01DC), (0x01F8, 0x01F9), (0x0251, 0x0251), (0x0261, 0x0261), (0x1E3E, 0x1E3F),  # pinyin
    (0x02C6, 0x02DD), (0x0300, 0x0304), (0x0306, 0x0308), (0x030C, 0x030C),  # tone marks
    (0x0370, 0x03FF), (0x0400, 0x045F),  # Greek, Cyrillic
    (0x2010, 0x2027), (0x202F, 0x205E), (0x2070, 0x209C), (0x20A0, 0x20BF),  # marks, indices, currencies
    (0x2100, 0x218B), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2460, 0x24FF),  # ℃ №, Ⅰ ⅱ, arrows, maths, ①
    (0x2500, 0x266F), (0x2713, 0x2717), (0x2776, 0x277F),  # rules, ▲ ● ■ ◆, ticks, ❶
    (0x3000, 0x303F), (0x3040, 0x312F), (0x31A0, 0x31BF), (0x3200, 0x33FF),  # CJK marks, kana, ㈠ ㎡
    (0xFE10, 0xFE19), (0xFE30, 0xFE4F), (0xFF01, 0xFF5E), (0xFFE0, 0xFFE6),  # full-width and vertical forms
)  # fmt: skip


def _gb2312() -> frozenset[str]:
    """GB 2312-1980 by Python's codec: rows 1 to 87, cells 1 to 94; empty cells are dropped."""
    rows = (bytes((high, low)) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    return frozenset("".join(cell.decode("gb2312", errors="ignore") for cell in rows))


def tongyong() -> frozenset[str]:
    """通用规范汉字表 (2013): its 8,105 characters."""
    text = files("kanwu_press.fonts").joinpath("data/tongyong.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset("".join(lines))


@cache
def standard_characters() -> frozenset[str]:
    """All characters that every face is asked for."""
    ranged = frozenset(chr(point) for first, last in _RANGES for point in range(first, last + 1))
    return tongyong() | _gb2312() | ranged
