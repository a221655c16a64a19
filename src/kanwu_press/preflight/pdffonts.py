"""A font of a PDF, as far as preflight needs it: is it there, what do its codes say, how wide are they."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

from kanwu_press.preflight.pdfobjects import Obj, array, get, name, number, unpacked
from kanwu_press.preflight.pdftokens import Operand, instructions

_TABLE = 4_000_000  # bytes of a ToUnicode table
_MOST = 70_000  # entries; there are no more codes of two bytes
_READABLE = ("/WinAnsiEncoding", "/MacRomanEncoding", "/StandardEncoding")
_UNICODE = ("UCS2", "UTF16")  # CMaps by name, whose codes are the characters


@dataclass(frozen=True, slots=True)
class Font:
    """A font as the file describes it. Widths in thousandths of the size."""

    name: str  # with the tag of a subset, if it has one
    kind: str  # Type0, TrueType, Type1, Type3 …
    embedded: bool
    readable: bool  # whether the file says which characters its glyphs are
    vertical: bool
    wide: str  # how codes are parted: "two" bytes, "mixed" (GBK and the like), "one"
    default: float
    widths: dict[int, float] = field(compare=False)
    said: dict[int, str] = field(compare=False)
    codec: str = ""
    program: Obj = field(default=None, compare=False)  # the font file of a composite font with Identity codes
    source: Obj = field(default=None, compare=False, repr=False)
    # What `glyph` said before, kept by who asks often.
    glyphs: dict[int, tuple[str, float, bool, bool]] = field(default_factory=dict, compare=False, repr=False)

    def codes(self, data: bytes) -> Sequence[int]:
        """The codes of a shown string."""
        if self.wide == "one":
            return data
        if self.wide == "two":
            count = len(data) // 2
            return struct.unpack(f">{count}H", data[: 2 * count])
        found, n = list[int](), 0
        while n < len(data):
            long = data[n] > 0x80 and n + 1 < len(data)
            found.append(data[n] << 8 | data[n + 1] if long else data[n])
            n += 1 + long
        return found

    def character(self, code: int) -> str:
        """What a code says; "" where the file does not tell."""
        if code in self.said or not self.codec:
            return self.said.get(code, "")
        size = 2 if self.wide == "two" or code > 255 else 1
        return code.to_bytes(size, "big").decode(self.codec, "ignore")

    def glyph(self, code: int) -> tuple[str, float, bool, bool]:
        """What a code says, its width, whether it shows nothing, and whether it is a space between words."""
        char, space = self.character(code), code == 32 and self.wide == "one"
        return char, self.advance(code), char.isspace() if char else space, space

    def advance(self, code: int) -> float:
        return self.widths.get(code, self.default)


NO_FONT = Font("", "", True, True, False, "one", 500.0, {}, {})


def read_font(value: Obj) -> Font:
    """A font dictionary; what it lacks is taken as most readers take it."""
    kind = name(get(value, "/Subtype")).removeprefix("/")
    said = _to_unicode(get(value, "/ToUnicode"))
    title = name(get(value, "/BaseFont")).removeprefix("/") or name(get(value, "/Name")).removeprefix("/")
    if kind == "Type0":
        return _composite(value, title, said)
    descriptor = get(value, "/FontDescriptor")
    encoding = get(value, "/Encoding")
    base = name(encoding) or name(get(encoding, "/BaseEncoding"))
    first = int(number(get(value, "/FirstChar")) or 0)
    scale = 1.0
    if kind == "Type3":
        matrix = [number(n) for n in array(get(value, "/FontMatrix"))]
        scale = 1000 * abs(matrix[0]) if matrix and matrix[0] else 1.0
    widths = [number(w) for w in array(get(value, "/Widths"))[:256]]
    return Font(
        name=title,
        kind=kind,
        embedded=kind == "Type3" or _has_file(descriptor),
        readable=bool(said) or base in _READABLE or get(encoding, "/Differences") is not None,
        vertical=False,
        wide="one",
        default=number(get(descriptor, "/MissingWidth")) or 500.0,
        widths={first + n: w * scale for n, w in enumerate(widths) if w is not None},
        said=said,
        codec="mac_roman" if base == "/MacRomanEncoding" else "cp1252",
        source=value,
    )


def _composite(value: Obj, title: str, said: dict[int, str]) -> Font:
    below = array(get(value, "/DescendantFonts"))
    descendant = below[0] if below else None
    encoding = get(value, "/Encoding")
    cmap = name(encoding).removeprefix("/") or name(get(encoding, "/CMapName")).removeprefix("/")
    unicode_ = any(part in cmap for part in _UNICODE)
    two = not cmap or cmap.startswith("Identity") or unicode_ or ("-EUC" not in cmap and "GBK" not in cmap)
    identity = not cmap or cmap.startswith("Identity") or name(encoding) == ""
    default = number(get(descendant, "/DW"))
    return Font(
        name=title or name(get(descendant, "/BaseFont")).removeprefix("/"),
        kind="Type0",
        embedded=_has_file(get(descendant, "/FontDescriptor")),
        readable=bool(said) or unicode_ or "GB" in cmap,
        vertical=cmap.endswith("V"),
        wide="two" if two else "mixed",
        default=1000.0 if default is None else default,
        widths=_cid_widths(get(descendant, "/W")) if identity else {},
        said=said,
        codec="utf-16-be" if unicode_ else "gbk" if "GB" in cmap else "",
        program=_program(descendant) if cmap.startswith("Identity") else None,
        source=value,
    )


def _program(descendant: Obj) -> Obj:
    """The font file where a code is a CID, and a CID no other glyph's index than the file itself says."""
    if name(get(descendant, "/Subtype")) == "/CIDFontType2" and name(get(descendant, "/CIDToGIDMap")) not in (
        "", "/Identity",
    ):  # fmt: skip
        return None
    return get(get(descendant, "/FontDescriptor"), "/FontFile3", "/FontFile2")


def _has_file(descriptor: Obj) -> bool:
    return get(descriptor, "/FontFile", "/FontFile2", "/FontFile3") is not None


def _cid_widths(value: Obj) -> dict[int, float]:
    """The W array: `first [w w w]` or `first last w` (ISO 32000-1, 9.7.4.3)."""
    widths: dict[int, float] = {}
    parts, n = array(value), 0
    while n + 1 < len(parts) and len(widths) < _MOST:
        first = int(number(parts[n]) or 0)
        listed = array(parts[n + 1])
        if listed:
            widths |= {first + k: w for k, w in enumerate(map(number, listed)) if w is not None}
            n += 2
            continue
        last = int(number(parts[n + 1]) or first)
        width = number(parts[n + 2]) if n + 2 < len(parts) else None
        if width is not None:
            widths |= dict.fromkeys(range(first, min(last, first + _MOST) + 1), width)
        n += 3
    return widths


def _to_unicode(value: Obj) -> dict[int, str]:
    """The characters of the codes, from a ToUnicode table."""
    data, _ = unpacked(value, _TABLE) if value is not None else (b"", False)
    said: dict[int, str] = {}
    for operator, operands in instructions(data):
        if operator == "endbfchar":
            for code, to in zip(operands[::2], operands[1::2], strict=False):
                if isinstance(code, bytes) and isinstance(to, bytes):
                    said[int.from_bytes(code, "big")] = _utf16(to)
        elif operator == "endbfrange":
            for first, last, to in zip(operands[::3], operands[1::3], operands[2::3], strict=False):
                if isinstance(first, bytes) and isinstance(last, bytes):
                    said |= _range(int.from_bytes(first, "big"), int.from_bytes(last, "big"), to)
        if len(said) > _MOST:
            break
    return said


def _range(first: int, last: int, to: Operand) -> dict[int, str]:
    last = min(last, first + _MOST)
    if isinstance(to, list):
        pairs = zip(range(first, last + 1), to, strict=False)
        return {code: _utf16(value) for code, value in pairs if isinstance(value, bytes)}
    if not isinstance(to, bytes) or not to:
        return {}
    start, size = int.from_bytes(to, "big"), len(to)
    top = (1 << 8 * size) - 1
    return {
        code: _utf16(min(start + code - first, top).to_bytes(size, "big")) for code in range(first, last + 1)
    }


def _utf16(data: bytes) -> str:
    return data.decode("utf-16-be", "replace")
