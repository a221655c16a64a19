"""Which codes of an embedded font draw nothing: what a press's RIP would print as a gap or a crossed box.

In: a font of Identity codes and its font file. Out: codes without an outline, and widths. In a CID-keyed CFF
a code is looked up in the charset (ISO 32000-1, 9.7.4.2), elsewhere it is the glyph's index. Programs that
take a code for an index everywhere show such a file as if it were good.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from itertools import pairwise

from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont, TTLibError

from kanwu_press.preflight.pdffonts import Font
from kanwu_press.preflight.pdfobjects import unpacked

_LARGEST = 30_000_000  # bytes of a font file
_EMPTY = 4  # bytes of a charstring that can hold a width and “endchar”, but no outline
# What fontTools raises over font files that are torn.
_BROKEN = (
    TTLibError, ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, TypeError, ValueError,
    struct.error,
)  # fmt: skip


def without_outline(font: Font, shown: frozenset[str]) -> tuple[str, ...]:
    """Characters among `shown` whose codes draw nothing; () where that can't be told."""
    if font.program is None or not font.said:
        return ()
    data, whole = unpacked(font.program, _LARGEST)
    if not whole:
        return ()
    try:
        drawn = frozenset(_drawn(data))
    except _BROKEN:
        return ()
    wanted = ((code, char) for code, char in font.said.items() if char.strip() and char in shown)
    return tuple(sorted({char for code, char in wanted if code not in drawn and not _blank(char)}))


def _blank(char: str) -> bool:
    """Whether nothing is to be seen of a character anyway."""
    return all(c.isspace() or not c.isprintable() for c in char)


def _drawn(data: bytes) -> Iterator[int]:
    """The CIDs that have an outline."""
    if data[:4] in (b"OTTO", b"\0\1\0\0", b"true"):
        font = TTFont(io.BytesIO(data), lazy=True)
        if "CFF " in font:
            yield from _of_cff(font.getTableData("CFF "))
        elif "loca" in font:
            offsets = list(font["loca"])
            yield from (n for n, (a, b) in enumerate(pairwise(offsets)) if b > a)
    else:
        yield from _of_cff(data)


def _of_cff(data: bytes) -> Iterator[int]:
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(data), None)
    top = fonts.topDictIndex[0]
    offsets = top.CharStrings.charStringsIndex.offsets
    keyed = hasattr(top, "ROS")
    for index, name in enumerate(top.charset):
        if offsets[index + 1] - offsets[index] > _EMPTY:
            yield int(name[3:]) if keyed and name.startswith("cid") else index


# ---- widths ------------------------------------------------------------------------------------


def advances(font: Font, codes: frozenset[int]) -> dict[int, float] | None:
    """How wide the font file makes these codes, in thousandths; those that are no glyph of it are left out.

    None where that can't be told: fonts with other codes than Identity, bare CFF, torn files.
    """
    if font.program is None:
        return None
    data, whole = unpacked(font.program, _LARGEST)
    if not whole or data[:4] not in (b"OTTO", b"\0\1\0\0", b"true"):
        return None
    try:
        return dict(_advances(TTFont(io.BytesIO(data), lazy=True), codes))
    except _BROKEN:
        return None


def _advances(file: TTFont, codes: frozenset[int]) -> Iterator[tuple[int, float]]:
    """From the raw tables: a large face is not unpacked for the sake of some hundred widths."""
    table = file.getTableData("hmtx")
    per_em = int.from_bytes(file.getTableData("head")[18:20], "big")
    long = int.from_bytes(file.getTableData("hhea")[34:36], "big")
    count = int.from_bytes(file.getTableData("maxp")[4:6], "big")
    places = _places(file)
    for code in codes:
        glyph = code if places is None else places.get(code, 0)
        if 0 < glyph < count:
            at = 4 * min(glyph, long - 1)
            yield code, int.from_bytes(table[at : at + 2], "big") * 1000 / per_em


def _places(file: TTFont) -> dict[int, int] | None:
    """Which glyph each CID is, in a CID-keyed CFF; None where a code is the glyph's index."""
    if "CFF " not in file:
        return None
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(file.getTableData("CFF ")), None)
    top = fonts.topDictIndex[0]
    if not hasattr(top, "ROS"):
        return None
    return {int(named[3:]): index for index, named in enumerate(top.charset) if named.startswith("cid")}
