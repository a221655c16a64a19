"""Characters that cannot be printed or do not mean what they look like: text in, clean text and findings out.

Nothing is lost silently: whatever is replaced or left out is a finding with line and column.
Radicals: Unicode's EquivalentUnifiedIdeograph.txt (15.0) and, for Kangxi radicals and
compatibility ideographs, the canonical or compatible decomposition. NFC is applied to nothing else.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Place

CONTROL = Rule(
    "character-control",
    Level.ERROR,
    N_("There is an invisible control character ({point})."),
    N_("Delete it: put the cursor behind it and press Backspace once, then type what is missing."),
)
BROKEN = Rule(
    "character-broken",
    Level.ERROR,
    N_("{point} is not a character: half of one, or a code that no character may have."),
    N_("Delete it and type the character again."),
)
LOST = Rule(
    "character-lost",
    Level.ERROR,
    N_("A character has been lost here (the replacement mark {point} stands in its place)."),
    N_("Type the right character; it was lost when the file was copied or converted."),
)
PRIVATE = Rule(
    "character-private",
    Level.ERROR,
    N_("{point} is a private character that only one font knows; elsewhere it is blank or wrong."),
    N_("Type the standard character instead (rare characters have standard codes today)."),
)
RADICAL = Rule(
    "character-radical",
    Level.WARNING,
    N_("{point} is a radical that looks like “{good}”; it was read as “{good}”."),
    N_("Nothing need be done; to be clean, replace it by “{good}” in the manuscript."),
)
COMPATIBLE = Rule(
    "character-compatible",
    Level.WARNING,
    N_("{point} is an old double of “{good}”; it was read as “{good}”."),
    N_("Nothing need be done; to be clean, replace it by “{good}” in the manuscript."),
)
INVISIBLE = Rule(
    "character-invisible",
    Level.WARNING,
    N_("There is an invisible mark ({point}); it was left out."),
    N_("Nothing need be done; it usually comes with text copied from a web page."),
)
MORE = Rule(
    "character-more",
    Level.WARNING,
    N_("There are {count} more findings “{code}” in this file."),
    N_("Mend those that are shown; the others are probably of the same kind."),
)

SHOWN = 20  # findings of one kind shown for one file; the rest are counted

_RADICALS_FROM = 0x2E81
_RADICALS = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑𫜹忄心扌攵\0旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋"
    "耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
# Everything worth a second look, so that clean text costs one pass of the regular expression engine.
_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\u2e80-\u2fdf"
    "\ud800-\udfff\ue000-\uf8ff\uf900-\ufaff\ufdd0-\ufdef\ufeff\ufff0-\ufffb\ufffd\ufffe\uffff"
    "\U0001fffe\U0001ffff\U0002f800-\U0002fa1f\U0002fffe\U0002ffff\U0003fffe\U0003ffff\U0004fffe-\U0010ffff]"
)


def unified(character: str) -> str:
    """The unified ideograph that a radical or compatibility ideograph stands for; else the character."""
    code = ord(character)
    if 0x2E80 <= code <= 0x2EFF:
        index = code - _RADICALS_FROM
        good = _RADICALS[index] if 0 <= index < len(_RADICALS) else "\0"
        return character if good == "\0" else good
    if 0x2F00 <= code <= 0x2FDF:
        return unicodedata.normalize("NFKC", character)
    if 0xF900 <= code <= 0xFAFF or 0x2F800 <= code <= 0x2FA1F:
        return unicodedata.normalize("NFC", character)
    return character


def clean(text: str, file: str, first_line: int = 1) -> tuple[str, tuple[Finding, ...]]:
    """`text` (lines parted by \\n) without what cannot be set, and a finding for each thing changed.

    Lines keep their numbers. What has no meaning becomes a space, what is merely invisible is left out.
    """
    if _SUSPECT.search(text) is None:
        return text, ()
    lines: list[str] = []
    found: list[Finding] = []
    for number, line in enumerate(text.split("\n"), first_line):
        if _SUSPECT.search(line) is not None:
            found.extend(_faults(line, file, number))
            line = _SUSPECT.sub(_replacement, line)
        lines.append(line)
    return "\n".join(lines), _shortened(found, file)


def _faults(line: str, file: str, number: int) -> Iterator[Finding]:
    for match in _SUSPECT.finditer(line):
        character = match.group()
        rule = _rule(character)
        if rule is not None:
            good = unified(character)
            place = Place(file, number, match.start() + 1)
            yield rule.at(place, point=f"U+{ord(character):04X}", good=good)


def _rule(character: str) -> Rule | None:
    code = ord(character)
    if unified(character) != character:
        return RADICAL if code <= 0x2FDF else COMPATIBLE
    if 0xD800 <= code <= 0xDFFF or (code & 0xFFFE) == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return BROKEN
    if code == 0xFFFD:
        return LOST
    if 0xE000 <= code <= 0xF8FF or code >= 0xF0000:
        return PRIVATE
    category = unicodedata.category(character)
    if category == "Cc" or code in (0x2028, 0x2029):
        return CONTROL
    return INVISIBLE if category == "Cf" else None


def _replacement(match: re.Match[str]) -> str:
    character = match.group()
    rule = _rule(character)
    if rule is None:
        return character
    if rule in (RADICAL, COMPATIBLE):
        return unified(character)
    return "" if rule is INVISIBLE else " "


def _shortened(found: list[Finding], file: str) -> tuple[Finding, ...]:
    """At most `SHOWN` of each kind, and the number of the others."""
    seen: Counter[str] = Counter()
    kept: list[Finding] = []
    for finding in found:
        seen[finding.code] += 1
        if seen[finding.code] <= SHOWN:
            kept.append(finding)
    over = {code: count - SHOWN for code, count in seen.items() if count > SHOWN}
    return (*kept, *(MORE.at(Place(file), code=code, count=count) for code, count in over.items()))
