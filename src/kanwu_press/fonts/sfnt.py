"""A font file taken apart and put together again, under another name.

OpenType 1.9: table directory, `name` table, checksums; Adobe TN 5176: the CFF table's names and charset.
Only names, line metrics and the numbers of glyphs change; outlines pass through untouched.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from struct import pack, unpack_from

_HEAD_ADJUSTMENT = 8  # offset of checkSumAdjustment in `head`
_UNITS_PER_EM, _HHEA_ASCENDER, _TYPO_ASCENDER = 18, 4, 68  # offsets in `head`, `hhea`, `OS/2`
_ASCENT = 0.88  # of the em box: the baseline of East Asian faces (OpenType 1.9, `BASE` ideo)
_WINDOWS, _UNICODE_BMP, _ENGLISH = 3, 1, 0x409


@dataclass(frozen=True, slots=True)
class Names:
    """What a face calls itself. `kept` are the source's own records (copyright, licence) by name id."""

    family: str
    style: str
    postscript: str
    version: str
    kept: tuple[tuple[int, str], ...] = ()


def as_house_face(font: bytes, names: Names) -> bytes:
    """`font` under other names, with the line metrics of the house; the same input gives the same bytes."""
    tables = _tables(font)
    tables[b"name"] = _name_table(names)
    if b"CFF " in tables:
        tables[b"CFF "] = _numbered_cff(_renamed_cff(tables[b"CFF "], names))
    return _assembled(font[:4], _levelled(tables))


def _levelled(tables: dict[bytes, bytes]) -> dict[bytes, bytes]:
    """With the ascent and descent of the ideographic em box: 0.88 and 0.12 em, no gap.

    Faces from different foundries then share one baseline in a line of given height, so that a
    quotation in Kai sits on the grid of the Song around it. Outlines stay as they are.
    """
    em = unpack_from(">H", tables[b"head"], _UNITS_PER_EM)[0]
    metrics = pack(">hhh", round(em * _ASCENT), round(em * _ASCENT) - em, 0)
    changed = {
        tag: tables[tag][:at] + metrics + tables[tag][at + len(metrics) :]
        for tag, at in ((b"hhea", _HHEA_ASCENDER), (b"OS/2", _TYPO_ASCENDER))
    }
    return tables | changed


def cff_name(font: bytes) -> str:
    """The name in the CFF table, "" for a font with TrueType outlines."""
    tables = _tables(font)
    if b"CFF " not in tables:
        return ""
    cff = tables[b"CFF "]
    start, end = _index(cff, cff[2])[0][0]
    return cff[start:end].decode("latin-1")


def _tables(font: bytes) -> dict[bytes, bytes]:
    count = unpack_from(">H", font, 4)[0]
    records = (unpack_from(">4sLLL", font, 12 + 16 * i) for i in range(count))
    return {tag: font[offset : offset + length] for tag, _, offset, length in records}


def _checksum(data: bytes) -> int:
    words = array("I", data + bytes(-len(data) % 4))
    if sys.byteorder == "little":
        words.byteswap()
    return sum(words) & 0xFFFFFFFF


def _assembled(flavour: bytes, tables: dict[bytes, bytes]) -> bytes:
    head = bytearray(tables[b"head"])
    head[_HEAD_ADJUSTMENT : _HEAD_ADJUSTMENT + 4] = bytes(4)
    tables[b"head"] = bytes(head)
    power = len(tables).bit_length() - 1
    span = 16 << power
    directory = bytearray(flavour + pack(">HHHH", len(tables), span, power, 16 * len(tables) - span))
    offset = 12 + 16 * len(tables)
    total, body, head_at = 0, [], 0
    for tag in sorted(tables):
        data = tables[tag]
        check = _checksum(data)
        head_at = offset if tag == b"head" else head_at
        directory += pack(">4sLLL", tag, check, offset, len(data))
        body.append(data + bytes(-len(data) % 4))
        offset += len(body[-1])
        total += check
    font = bytearray(bytes(directory) + b"".join(body))
    adjustment = (0xB1B0AFBA - total - _checksum(bytes(directory))) & 0xFFFFFFFF
    font[head_at + _HEAD_ADJUSTMENT : head_at + _HEAD_ADJUSTMENT + 4] = pack(">L", adjustment)
    return bytes(font)


def _name_table(names: Names) -> bytes:
    """Windows English records; a style other than Regular and Bold needs ids 16 and 17 beside 1 and 2."""
    plain = names.style in ("Regular", "Bold")
    full = names.family if names.style == "Regular" else f"{names.family} {names.style}"
    records = dict(names.kept)
    records |= {1: names.family if plain else full, 2: names.style if plain else "Regular"}
    records |= {3: f"{names.version};{names.postscript}", 4: full, 5: names.version, 6: names.postscript}
    if not plain:
        records |= {16: names.family, 17: names.style}
    entries, storage = b"", b""
    for name_id, text in sorted(records.items()):
        data = text.encode("utf-16-be")
        entries += pack(">HHHHHH", _WINDOWS, _UNICODE_BMP, _ENGLISH, name_id, len(data), len(storage))
        storage += data
    return pack(">HHH", 0, len(records), 6 + len(entries)) + entries + storage


def _index(cff: bytes, at: int) -> tuple[list[tuple[int, int]], int]:
    """A CFF INDEX at `at`: the span of each object, and where the INDEX ends."""
    count = unpack_from(">H", cff, at)[0]
    if count == 0:
        return [], at + 2
    size = cff[at + 2]
    starts = [int.from_bytes(cff[at + 3 + size * i : at + 3 + size * (i + 1)]) for i in range(count + 1)]
    base = at + 2 + size * (count + 1)
    spans = [(base + a, base + b) for a, b in pairwise(starts)]
    return spans, base + starts[-1]


def _renamed_cff(cff: bytes, names: Names) -> bytes:
    """The CFF table with its names overwritten in place, each keeping its length, so that no offset moves."""
    fonts, after_names = _index(cff, cff[2])
    _, after_tops = _index(cff, after_names)
    strings, _ = _index(cff, after_tops)
    start, end = fonts[0]
    own_name = cff[start:end]
    own_family = _family_of(own_name)
    out = bytearray(cff)
    out[start:end] = _fitted(names.postscript, end - start)
    for first, last in strings:
        old = cff[first:last]
        if old.startswith(own_name):  # FontName of a part: "NotoSerifCJKjp-Regular-Kana"
            new = _fitted(names.postscript, len(own_name)) + old[len(own_name) :]
        elif old.replace(b" ", b"").startswith(own_family):  # FullName, FamilyName
            new = _fitted(names.family, len(old))
        else:
            continue
        out[first:last] = new
    return bytes(out)


_CHARSET, _CHARSTRINGS, _ROS = 15, 17, (12, 30)  # operators of a Top DICT (TN 5176, 9)


def _numbered_cff(cff: bytes) -> bytes:
    """The CFF table with each glyph's CID equal to its index; a table that knows no CIDs stays as it is.

    The engine writes indexes where ISO 32000-1, 9.7.4.2 wants CIDs. PDFium and Poppler forgive that;
    Ghostscript, MuPDF and a press's RIP look the CID up, and would print other characters, or none.
    """
    _, after_names = _index(cff, cff[2])
    tops, _ = _index(cff, after_names)
    top = dict(_top_dict(cff[tops[0][0] : tops[0][1]]))
    if _ROS not in top:
        return cff
    at, glyphs = top[(_CHARSET,)], unpack_from(">H", cff, top[(_CHARSTRINGS,)])[0]
    identity = pack(">BHH", 2, 1, glyphs - 2)  # format 2, one range from CID 1; .notdef is understood
    if at < 3 or glyphs < 3:
        raise ValueError("a predefined charset, or hardly a glyph")
    return cff[:at] + identity + cff[at + len(identity) :]


def _top_dict(data: bytes) -> Iterator[tuple[tuple[int, ...], int]]:
    """Operators of a DICT with their last operand; real numbers, which none of ours has, come out as 0."""
    at, operand = 0, 0
    while at < len(data):
        first = data[at]
        if first <= 21:
            code = (first, data[at + 1]) if first == 12 else (first,)
            yield code, operand
            at += len(code)
        elif first == 30:  # a real: nibbles up to one of 15
            while data[at + 1] & 0x0F != 0x0F and data[at + 1] >> 4 != 0x0F:
                at += 1
            at, operand = at + 2, 0
        else:
            operand, length = _integer(data, at)
            at += length


def _integer(data: bytes, at: int) -> tuple[int, int]:
    """An integer operand of a DICT and its length (TN 5176, table 3)."""
    first = data[at]
    if first == 28:
        return int(unpack_from(">h", data, at + 1)[0]), 3
    if first == 29:
        return int(unpack_from(">l", data, at + 1)[0]), 5
    if first <= 246:
        return first - 139, 1
    high = (first - 247) * 256 + data[at + 1] + 108
    return (high, 2) if first <= 250 else (-(first - 251) * 256 - data[at + 1] - 108, 2)


def _family_of(postscript: bytes) -> bytes:
    """The family in a PostScript name: `NotoSerifCJK` of `NotoSerifCJKjp-Regular`."""
    family = postscript.partition(b"-")[0]
    return family.rstrip(b"abcdefghijklmnopqrstuvwxyz") or family


def _fitted(name: str, length: int) -> bytes:
    """`name` in exactly `length` bytes; blanks are not allowed in a PostScript name, so hyphens fill it."""
    filler = b" " if " " in name else b"-"
    return name.encode("ascii")[:length].ljust(length, filler)
