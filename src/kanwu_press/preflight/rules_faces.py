"""Preflight of type for PDF/UA-1 and PDF/A: each shown code is a character, and as wide as said.

ISO 14289-1, 7.21, and ISO 19005-3, 6.2.11, ask for the same; the checkpoints are those of the Matterhorn
Protocol 1.1. That fonts are in the file at all (31-009) is `pdf-font-missing`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.preflight.pdffonts import Font
from kanwu_press.preflight.pdfglyphs import advances
from kanwu_press.preflight.pdfmarks import Text
from kanwu_press.preflight.pdfobjects import Obj, array, get, name, number, unpacked
from kanwu_press.preflight.pdfview import View
from kanwu_press.preflight.wanted import listed

_EXPORT = N_(
    "If kanwu made this file, please report it. If another program did, try another font or program, and "
    "embed fonts as subsets with ToUnicode tables."
)
UNTOLD = Rule(
    "font-untold",
    Level.ERROR,
    N_(
        "{count} glyph(s) of the font {font} have no character that can be read out or searched ({found}; "
        "pages {pages})."
    ),
    _EXPORT,
)
NO_GLYPH = Rule(
    "font-notdef",
    Level.ERROR,
    N_(
        "{count} code(s) of the font {font} show no glyph, but a box that stands for one ({found}; "
        "pages {pages})."
    ),
    _EXPORT,
)
NO_MAP = Rule(
    "font-cidmap",
    Level.ERROR,
    N_("The font {font} does not say which glyph belongs to which code (CIDToGIDMap)."),
    _EXPORT,
)
WIDTHS = Rule(
    "font-widths",
    Level.ERROR,
    N_("{count} glyph(s) of the font {font} are not as wide as the file says ({found}; pages {pages})."),
    _EXPORT,
)
ENCODING = Rule(
    "font-encoding",
    Level.ERROR,
    N_("The font {font} counts its characters in a way that no reader knows ({found})."),
    _EXPORT,
)

_SLACK = 1.0  # thousandths of the size
_MAP = 200_000  # bytes of a CIDToGIDMap
_FORBIDDEN = frozenset("\0\ufeff\ufffe")
_CMAPS = (  # ISO 32000-1, 9.7.5.2: those that need not be in the file begin so
    "GB-", "GBpc-", "GBK", "UniGB-", "B5pc-", "HKscs-", "ETen-", "ETenms-", "CNS-", "UniCNS-",
    "83pv-", "90ms",
    "90pv-", "Add-", "EUC-", "Ext-", "H", "V", "UniJIS", "KSC", "UniKS-", "Identity-",
)  # fmt: skip
_PLAIN = ("/MacRomanEncoding", "/WinAnsiEncoding")
_SYMBOLIC = 4


@dataclass(slots=True)
class Used:
    """A font with its shown codes, and the pages on which it is."""

    font: Font
    codes: set[int] = field(default_factory=set)
    pages: set[int] = field(default_factory=set)

    def values(self, codes: list[int]) -> dict[str, object]:
        said = ", ".join(f"{self.font.character(c) or '–'} ({c:04X})" for c in sorted(codes)[:6])
        return {
            "count": len(codes),
            "font": self.font.name or "?",
            "found": said,
            "pages": listed(self.pages),
        }


def used(view: View) -> tuple[Used, ...]:
    """The fonts of a file that show something."""
    found: dict[int, Used] = {}
    for page in view.pages:
        for mark in page.marks:
            if isinstance(mark, Text):
                one = found.setdefault(id(mark.font), Used(mark.font))
                one.pages.add(page.number)
                for part in mark.raw:
                    one.codes.update(mark.font.codes(part))
    return tuple(found.values())


def check_characters(view: View, fonts: tuple[Used, ...]) -> Iterator[Finding]:
    """Each shown code is a real character (10-001, 31-027 to 31-029; ISO 19005-3, 6.2.11.7)."""
    for one in fonts:
        wrong = [code for code in one.codes if _unreal(one.font, code)]
        if wrong:
            yield UNTOLD.at(view.place, **one.values(wrong))


def _unreal(font: Font, code: int) -> bool:
    char = font.character(code) if font.readable else ""
    return not char or any(c in _FORBIDDEN or _private(ord(c)) for c in char)


def _private(point: int) -> bool:
    """Characters of private use, which mean something to one font only."""
    return 0xE000 <= point <= 0xF8FF or point >= 0xF0000


def check_glyphs(view: View, fonts: tuple[Used, ...]) -> Iterator[Finding]:
    """No code shows .notdef (31-030); glyphs are as wide as said (31-016; ISO 19005-3, 6.2.11.5)."""
    for one in fonts:
        moved = _moved(one)
        if moved is not None:
            absent = [code for code, glyph in moved.items() if glyph == 0]
            if absent:
                yield NO_GLYPH.at(view.place, **one.values(absent))
            continue
        real = advances(one.font, frozenset(one.codes))
        if real is None:
            continue
        absent = [code for code in one.codes if code not in real]
        if absent:
            yield NO_GLYPH.at(view.place, **one.values(absent))
        other = [code for code, width in real.items() if abs(width - one.font.advance(code)) > _SLACK]
        if other:
            yield WIDTHS.at(view.place, **one.values(other))


def _moved(one: Used) -> dict[int, int] | None:
    """The glyph of each code by a map of the file's own; None where there is none."""
    table = get(_below(one.font), "/CIDToGIDMap")
    if not isinstance(table, pikepdf.Stream):
        return None
    data, _ = unpacked(table, _MAP)
    return {code: int.from_bytes(data[2 * code : 2 * code + 2], "big") for code in one.codes}


def _below(font: Font) -> Obj:
    """The descendant of a composite font."""
    below = array(get(font.source, "/DescendantFonts"))
    return below[0] if below else None


def check_codes(view: View, fonts: tuple[Used, ...]) -> Iterator[Finding]:
    """Which glyph a code means is told in a known way (31-004 to 31-006, 31-017 to 31-021)."""
    for one in fonts:
        font, below = one.font, _below(one.font)
        table = get(below, "/CIDToGIDMap")
        indexed = isinstance(table, pikepdf.Stream) or name(table) == "/Identity"
        if name(get(below, "/Subtype")) == "/CIDFontType2" and font.embedded and not indexed:
            yield NO_MAP.at(view.place, font=font.name or "?")
        wrong = _composite(font) if font.kind == "Type0" else _simple(font)
        if wrong:
            yield ENCODING.at(view.place, font=font.name or "?", found=wrong[:40])


def _composite(font: Font) -> str:
    """What is wrong with the coding of a composite font; "" if nothing."""
    coding = get(font.source, "/Encoding")
    cmap = name(coding).lstrip("/")
    if isinstance(coding, pikepdf.Stream):
        return ""
    return "" if cmap.startswith(_CMAPS) else cmap or "–"


def _simple(font: Font) -> str:
    """The same of a TrueType font: plain ones have a standard encoding, symbols none."""
    if font.kind != "TrueType":
        return ""
    coding = get(font.source, "/Encoding")
    flags = int(number(get(get(font.source, "/FontDescriptor"), "/Flags")) or 0)
    if flags & _SYMBOLIC:
        return "" if coding is None else "Symbolic"
    base = name(coding) or name(get(coding, "/BaseEncoding"))
    return "" if base in _PLAIN else base.lstrip("/") or "–"
