"""numbering.xml → the automatic numbers of paragraphs as text, as Word shows them (ISO/IEC 29500-1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kanwu_press.intake.docx.names import Element, attribute, child, children, number, switched, value

_LEVELS = 9
_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_HAN = {
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
    "taiwaneseCountingThousand", "japaneseDigitalTenThousand", "koreanCounting",
}  # fmt: skip
_FORMAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_FORMAL_HAN = {
    "chineseLegalSimplified": _FORMAL,
    "japaneseLegal": _FORMAL,
    "ideographLegalTraditional": _FORMAL_TRADITIONAL,
}
_HAN_DIGITS = {"ideographDigital", "taiwaneseDigital", "koreanDigital2"}
_CIRCLED = {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"}
_FIELD = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int = -1  # the level above which it does not begin anew; 0 never; -1 by custom
    legal: bool = False  # all numbers in it as 1, 2, 3


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has counted."""

    root: Element | None
    lists: dict[str, tuple[str, dict[int, Level]]] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)
    overrides: dict[str, dict[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        abstracts = {attribute(a, "w:abstractNumId"): a for a in children(self.root, "w:abstractNum")}
        linked = {value(a, "w:styleLink"): key for key, a in abstracts.items() if value(a, "w:styleLink")}
        for one in children(self.root, "w:num"):
            key = value(one, "w:abstractNumId")
            link = value(abstracts.get(key), "w:numStyleLink")
            key = linked.get(link, key) if link else key
            levels = _levels(abstracts.get(key))
            starts: dict[int, int] = {}
            for override in children(one, "w:lvlOverride"):
                at = number(attribute(override, "w:ilvl"))
                own = child(override, "w:lvl")
                if own is not None:
                    levels[at] = _level(own)
                if child(override, "w:startOverride") is not None:
                    starts[at] = number(value(override, "w:startOverride"))
            self.lists[attribute(one, "w:numId")] = (key, levels)
            self.overrides[attribute(one, "w:numId")] = starts

    def next(self, list_id: str, level: int) -> tuple[str, bool]:
        """The number of the next paragraph at a level of a list, and whether it is a bullet."""
        key, levels = self.lists.get(list_id, ("", {}))
        level = max(0, min(level, _LEVELS - 1))
        if level not in levels:
            return "", False
        counts = self.counts.setdefault(key, [levels.get(i, Level()).start - 1 for i in range(_LEVELS)])
        if list_id not in self.begun:
            self.begun.add(list_id)
            for at, start in self.overrides.get(list_id, {}).items():
                if 0 <= at < _LEVELS:
                    counts[at] = start - 1
        for above in range(level):
            counts[above] = max(counts[above], levels.get(above, Level()).start)
        counts[level] += 1
        for below in range(level + 1, _LEVELS):
            restart = levels.get(below, Level()).restart
            if restart == -1 or (restart > 0 and level < restart):
                counts[below] = levels.get(below, Level()).start - 1
        own = levels[level]
        if own.format == "bullet":
            return "", True
        if own.format == "none":
            return _FIELD.sub("", own.text), False

        def shown(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            format_ = levels.get(at, Level()).format
            if format_ in ("none", "bullet"):
                return ""
            return numeral(counts[at], "decimal" if own.legal else format_)

        return _FIELD.sub(shown, own.text), False


def _levels(abstract: Element | None) -> dict[int, Level]:
    return {number(attribute(one, "w:ilvl")): _level(one) for one in children(abstract, "w:lvl")}


def _level(one: Element) -> Level:
    start, restart = value(one, "w:start"), value(one, "w:lvlRestart")
    return Level(
        format=value(one, "w:numFmt") or "decimal",
        text=value(one, "w:lvlText"),
        start=number(start),  # 0 where it is not said (17.9.25)
        restart=number(restart) if restart else -1,
        legal=bool(switched(one, "w:isLgl")),
    )


def numeral(count: int, format_: str) -> str:
    """`count` in a number format of Word; decimal where the format is not known or does not reach so far."""
    if format_ in _HAN:
        return han_numeral(count, _DIGITS, "十百千")
    if format_ in _FORMAL_HAN:
        return han_numeral(count, _FORMAL_HAN[format_], "拾佰仟", ones=True)
    if format_ in _HAN_DIGITS:
        return "".join(_DIGITS[int(digit)] for digit in str(max(0, count)))
    if format_ in _CIRCLED and 1 <= count <= 20:
        return chr(ord("①") + count - 1)
    if format_ == "decimalEnclosedParen" and 1 <= count <= 20:
        return chr(ord("⑴") + count - 1)
    if format_ == "decimalEnclosedFullstop" and 1 <= count <= 20:
        return chr(ord("⒈") + count - 1)
    if format_ == "ideographTraditional" and 1 <= count <= 10:
        return _STEMS[count - 1]
    if format_ == "ideographZodiac" and 1 <= count <= 12:
        return _BRANCHES[count - 1]
    if format_ == "decimalZero":
        return f"{count:02d}"
    if format_ in ("upperLetter", "lowerLetter") and 1 <= count <= 780:
        letter = chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if format_ == "upperLetter" else letter.lower()
    if format_ in ("upperRoman", "lowerRoman") and 1 <= count <= 3999:
        return _roman(count) if format_ == "upperRoman" else _roman(count).lower()
    return str(count)


def han_numeral(count: int, digits: str, units: str, *, ones: bool = False) -> str:
    """十二, 一百零三; decimal beyond 9,999. With `ones`, 壹拾贰: the one before ten is written."""
    if not 0 < count <= 9999:
        return str(count)
    out, gap = "", False
    for place in range(3, -1, -1):
        digit = count // 10**place % 10
        if digit:
            out += ("零" if gap and out else "") + digits[digit] + (units[place - 1] if place else "")
            gap = False
        else:
            gap = True
    return out if ones or not out.startswith(digits[1] + units[0]) else out[1:]


def _roman(count: int) -> str:
    pairs = (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
        (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    )  # fmt: skip
    out = ""
    for size, letters in pairs:
        out += letters * (count // size)
        count %= size
    return out
