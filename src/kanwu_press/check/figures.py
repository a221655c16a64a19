"""How a number that is written half in figures is written rightly. Text → text, by GB/T 15835—2011."""

from __future__ import annotations

from decimal import Decimal

_ONES = "一二三四五六七八九"


def in_han(text: str) -> str:
    """10几 → 十几, 20几 → 二十几; of other numbers 105几 → 105多."""
    number = int(text[:-1])
    if number % 10 or not 10 <= number < 100:
        return f"{number}多"
    return (_ONES[number // 10 - 1] if number > 10 else "") + "十几"


def in_figures(text: str) -> str:
    """3千 → 3000, 3.5百 → 350, 3万5千 → 3.5万."""
    ten_thousands, of, rest = text.partition("万")
    if of:
        return f"{Decimal(ten_thousands) + Decimal(rest[:-1]) / 10:f}万"
    return f"{int(Decimal(text[:-1]) * (1000 if text[-1] == '千' else 100))}"


def month_in_figures(text: str) -> str:
    """2024年十一月 → 2024年11月."""
    year, _, month = text.partition("年")
    _, ten, ones = month[:-1].rpartition("十")
    number = (10 if ten else 0) + (_ONES.index(ones) + 1 if ones else 0)
    return f"{year}年{number}月"
