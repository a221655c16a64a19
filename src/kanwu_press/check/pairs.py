"""Half-width brackets and quotation marks that belong to Chinese text, pair by pair. Text → edits.

GB/T 15834—2011. What stays half-width: English, coordinates, functions, telephone numbers, inches.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

HAN = r"\u3400-\u9fff\U00020000-\U0003ffff〇々"
CLOSERS = "”’）》〉」』】〕"
OPENERS = "“‘（《〈「『【〔"
ANY_HAN = re.compile(f"[{HAN}]")

_STARTS = "。；：，、,;:\n \u00a0\u3000"  # what stands before a bracket that begins a point: (A)甲 (B)乙
_COORDINATES = re.compile(r"[-−]?\d[\d.]*, ?[-−]?\d[\d.]*(?:, ?[-−]?\d[\d.]*)*")
_FUNCTION = re.compile(r"(?<![A-Za-z])[A-Za-z]$")  # f(x), P(甲)
_LATIN_BEFORE = re.compile(r"[A-Za-z0-9][,.;:]?[ \u00a0]$")  # Smith (2019), iPhone 15 (Pro)
_ENGLISH_BEFORE, _ENGLISH_AFTER = re.compile(r"[A-Za-z][,.]? $"), re.compile(r"[,.]? ?[A-Za-z]")


def bracket_edits(text: str) -> Iterator[tuple[int, str]]:
    """Half-width brackets to be full-width: around Chinese, after Chinese, or half of a mixed pair."""
    stack: list[int] = []
    for at, char in enumerate(text):
        if char in "(（":
            stack.append(at)
        elif char in ")）" and stack:
            begun = stack.pop()
            if (text[begun] == "(" or char == ")") and _chinese_brackets(text, begun, at):
                if text[begun] == "(":
                    yield begun, "（"
                if char == ")":
                    yield at, "）"


def _chinese_brackets(text: str, begun: int, end: int) -> bool:
    inner, before, after = text[begun + 1 : end], text[begun - 1 : begun], text[end + 1 : end + 2]
    if (text[begun] == "(") != (text[end] == ")"):
        return True
    if _FUNCTION.search(text[max(0, begun - 2) : begun]):
        return False
    if ANY_HAN.search(inner):
        english = _ENGLISH_BEFORE.search(text[max(0, begun - 3) : begun])
        return not (english and _ENGLISH_AFTER.match(text[end + 1 : end + 4]))
    if after.isdigit() or not inner.strip():  # (0898)88279029
        return False
    if _COORDINATES.fullmatch(inner):
        return False
    latin = _LATIN_BEFORE.search(text[max(0, begun - 3) : begun])
    at_start = (not before or before in _STARTS) and not latin
    return (
        bool(ANY_HAN.match(before))
        or before in CLOSERS + "℃%" * bool(before)
        or (at_start and bool(ANY_HAN.match(after)))
    )


def quote_edits(text: str) -> Iterator[tuple[int, str]]:
    """Straight quotation marks in pairs; an odd one is left, for marks.py to tell."""
    for mark, opening, closing in (('"', "“", "”"), ("'", "‘", "’")):
        places = list(_quotes(text, mark))
        if not places or len(places) % 2:
            continue
        for begun, end in zip(places[::2], places[1::2], strict=True):
            beside = text[begun - 1 : begun] + text[end + 1 : end + 2]
            if ANY_HAN.search(text[begun:end]) or (mark == '"' and ANY_HAN.search(beside)):
                yield begun, opening
                yield end, closing


def _quotes(text: str, mark: str) -> Iterator[int]:
    """Where a mark quotes: no apostrophe, and not inches or feet behind a number."""
    is_open = False
    for at, char in enumerate(text):
        if char != mark or _apostrophe(text, at) or (not is_open and text[max(0, at - 1) : at].isdigit()):
            continue
        is_open = not is_open
        yield at


def _apostrophe(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if text[at] == '"':
        return False
    latin = before.isascii() and before.isalnum()
    return latin and after.isascii() and (after.isalnum() or after == " ")
