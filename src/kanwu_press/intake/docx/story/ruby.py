"""A phonetic guide: characters and their pinyin → a reading; in brackets where the manuscript holds none."""

from __future__ import annotations

from kanwu_press.intake.docx.values import Look, Piece, Reading, Run

_BASE, _READING = 8, 40  # characters that the manuscript's {字|zì} takes


def reading(base: str, over: str, look: Look) -> list[Piece]:
    """`base` with its reading `over` it; the one that there is where the other is empty."""
    if not base or not over:
        return [Run(base or over, look)] if base or over else []
    if len(base) <= _BASE and len(over) <= _READING and not set("{}|｜\n") & set(base + over):
        return [Reading(base, over, look)]
    return [Run(f"{base}（{over}）", look)]
