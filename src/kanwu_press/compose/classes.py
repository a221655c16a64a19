"""The class of a character: what it is to the line it stands on (CLREQ, classes of characters).

One frozen table of everything below the ideographs; what is not in it is set like a Han character.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType

from kanwu_press.compose.paragraph import FORCED, OBJECT, SOFT_HYPHEN


class Kind(IntEnum):
    """Classes of clusters. The order matters: HAN is 0, what is not seen comes last (`SPACE` and above)."""

    HAN = 0  # and kana, hangul, full-width signs
    OPEN = 1  # 「（《: its left half is blank
    CLOSE = 2  # 」）》: its right half is blank
    COMMA = 3  # ，、；
    STOP = 4  # 。？！：
    INTERPUNCT = 5  # ·
    CONNECTOR = 6  # – — ～ - between Han characters
    SOLIDUS = 7
    DASH = 8  # ——
    ELLIPSIS = 9  # ……
    LATIN = 10  # letters, digits, and the signs of foreign text
    LATIN_OPEN = 11  # ( [ and proportional “ ‘
    LATIN_CLOSE = 12  # ) ] , . and proportional ” ’
    NOTE = 13  # a footnote's call
    OBJECT = 14
    SPACE = 15
    NO_BREAK_SPACE = 16
    IDEOGRAPHIC_SPACE = 17
    BREAK_HERE = 18  # U+200B
    JOINER = 19  # U+2060, U+FEFF
    SOFT_HYPHEN = 20
    FORCED = 21


OPENING = "「“‘（《〈【〔〖［｛『"
CLOSING = "」”’）》〉】〕〗］｝』"
LEAST_FULL_WIDTH = 0.75  # em: a mark that is narrower is proportional, whatever its code point
_EXPLICIT = (
    (OPENING, Kind.OPEN),
    (CLOSING, Kind.CLOSE),
    ("，、；", Kind.COMMA),
    ("。．？！：", Kind.STOP),  # the colon is no stop, but is hardly ever squeezed either
    ("·・‧•", Kind.INTERPUNCT),
    ("–—～〜~-－‐", Kind.CONNECTOR),
    ("/／", Kind.SOLIDUS),
    ("⸺", Kind.DASH),
    ("…⋯", Kind.ELLIPSIS),
    ("([{", Kind.LATIN_OPEN),
    (")]},.;:!?", Kind.LATIN_CLOSE),
    (OBJECT, Kind.OBJECT),
    (" \t", Kind.SPACE),
    ("\u00a0\u202f", Kind.NO_BREAK_SPACE),
    ("\u3000", Kind.IDEOGRAPHIC_SPACE),
    ("\u200b", Kind.BREAK_HERE),
    ("\u2060\ufeff", Kind.JOINER),
    (SOFT_HYPHEN, Kind.SOFT_HYPHEN),
    (FORCED, Kind.FORCED),
)
# Signs below the ideographs that Chinese faces set full width: Roman figures, arrows, shapes, ※.
_WIDE = (range(0x2160, 0x2190), range(0x2190, 0x2200), range(0x2300, 0x2460), range(0x2500, 0x2E80))
_ENCLOSED = (range(0x2460, 0x2500), range(0x2776, 0x2794))  # ①, ⑴, ➊


def _table() -> Mapping[str, Kind]:
    table = {chr(code): Kind.LATIN for code in range(0x2E80)}
    for codes in _WIDE:
        table.update((chr(code), Kind.HAN) for code in codes)
    for codes in _ENCLOSED:
        table.update((chr(code), Kind.NOTE) for code in codes)
    table["※"] = Kind.HAN
    for characters, kind in _EXPLICIT:
        table.update(dict.fromkeys(characters, kind))
    return MappingProxyType(table)


KINDS = _table()  # characters; NOTE still has to be told from the number of an item (prepare.py)
_KIND_OF = KINDS.get

LATIN_KINDS = frozenset({Kind.LATIN, Kind.LATIN_OPEN, Kind.LATIN_CLOSE})
CLOSING_KINDS = frozenset({Kind.CLOSE, Kind.COMMA, Kind.STOP})
# No line starts with them (LB-START) and none ends with them (LB-END), at every level. A connector stays
# with both of its sides, which is stricter than CLREQ: 1 月— at a line's end reads like half a dash.
NOT_FIRST = frozenset(
    {Kind.CLOSE, Kind.COMMA, Kind.STOP, Kind.INTERPUNCT, Kind.CONNECTOR, Kind.SOLIDUS}
    | {Kind.LATIN_CLOSE, Kind.NOTE}
)
NOT_LAST = frozenset({Kind.OPEN, Kind.LATIN_OPEN, Kind.CONNECTOR})


def kind_of(cluster: str) -> Kind:
    """The class of a cluster: that of its first character; two dashes or more are one DASH."""
    if cluster[:2] in ("——", "––"):
        return Kind.DASH
    return _KIND_OF(cluster[:1], Kind.HAN)
