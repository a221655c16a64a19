"""What stands on the spine (书脊), top to bottom: title, year, number. Pure arithmetic.

In: title, year, number, the spine's width. Out: signs, each a line of its own: a Chinese character upright,
a foreign word or a bracket turned by a quarter. By GB/T 11668-1989 a spine from 5 mm on bears title, year and
number, years and numbers in Chinese figures; CY/T 15-95 wants the text centred and not outside of the spine.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from kanwu_press.geometry import MM_PER_PT

LEAST_MM = 5.0  # GB/T 11668: what is narrower stays bare
CLEAR_MM = 1.0  # on both sides of the text: so much may a cover shift on the press
_MOST_PT = 15.0
_PITCH = 1.16  # from one upright character to the next, in em
_BETWEEN_EM = 1.5  # at least, from the title to the year
_FIGURES = "〇一二三四五六七八九"
_TURNED = frozenset("（）《》〈〉「」『』【】〔〕：；～…—–―－")
_LETTERS = r"[^\W\u1100-\U0010ffff]+"
_PIECE = re.compile(rf"{_LETTERS}(?:[-'’.&]{_LETTERS})*|\S")
# Widths in em that no face of the house exceeds, its heaviest included.
_WIDTHS = {" ": 0.36, "W": 1.1, "M": 1.01, "m": 1.02, "w": 0.9, "@": 1.01, "%": 1.0, "&": 0.9}


def most_em(text: str) -> float:
    """A width in em that `text` doesn't exceed in any face of the house."""
    return sum(map(_most, text))


def _most(char: str) -> float:
    if char in _WIDTHS:
        return _WIDTHS[char]
    if not char.isascii():
        return 1.1 if unicodedata.east_asian_width(char) in "NaA" and char.isalpha() else 1.0
    if char.isupper():
        return 0.88
    return 0.71 if char.islower() else 0.62


def han_number(number: int) -> str:
    """A number from 1 to 999 in Chinese: 4 → 四, 12 → 十二, 105 → 一百零五."""
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    words = f"{_FIGURES[hundreds]}百" if hundreds else ""
    if tens:
        words += "十" if tens == 1 and not hundreds else f"{_FIGURES[tens]}十"
    elif hundreds and ones:
        words += "零"
    return words + (_FIGURES[ones] if ones else "")


def han_issue(year: int, number: int) -> str:
    """Year and number as the spine says them: 二〇二四年第四期."""
    return f"{''.join(_FIGURES[int(figure)] for figure in str(year))}年第{han_number(number)}期"


@dataclass(frozen=True, slots=True)
class Sign:
    """A line of the spine: its text, whether it is turned, and the length it takes, pt."""

    text: str
    turned: bool
    height_pt: float


@dataclass(frozen=True, slots=True)
class SpineText:
    """The signs of the title, and those of year and number, in one size."""

    size_pt: float
    title: tuple[Sign, ...]
    issue: tuple[Sign, ...]


def spine_text(title: str, year: int, number: int, width_mm: float, length_mm: float) -> SpineText | None:
    """The text of a spine `width_mm` wide and `length_mm` long; None where it is too narrow for text."""
    if width_mm < LEAST_MM:
        return None
    above, below = pieces(title), pieces(han_issue(year, number))
    ems = _BETWEEN_EM + sum(_length(piece) for piece in (*above, *below))
    widest = (width_mm - 2 * CLEAR_MM) / MM_PER_PT
    size = min(_MOST_PT, widest, length_mm / MM_PER_PT / ems)
    return SpineText(size, _signs(above, size), _signs(below, size))


def pieces(text: str) -> tuple[str, ...]:
    """Chinese characters one by one, foreign words whole."""
    return tuple(_PIECE.findall(text))


def _turned(piece: str) -> bool:
    return piece in _TURNED or ord(piece[0]) < 0x1100


def _length(piece: str) -> float:
    """How much of the spine's length a piece takes, in em."""
    return most_em(piece) + (_PITCH - 1 if ord(piece[0]) >= 0x1100 else 0.3)


def _signs(pieces: tuple[str, ...], size_pt: float) -> tuple[Sign, ...]:
    return tuple(Sign(piece, _turned(piece), _length(piece) * size_pt) for piece in pieces)
