"""Names with numbers and the numbered institutions below them → authors. Pure functions on strings.

林海¹ 周渔¹,² over （1.海岸研究所；2.渔业大学）, as journals set
them; nothing is found in what could be meant otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kanwu_press.intake import words

_HAN = words.HAN.pattern
_MARK = r"(?:\d+|[⁰¹²³⁴-⁹]|[①-⑳]|[*＊†#])"
_SIGNED = re.compile(
    rf"[\s,，、；;]*({_HAN}(?:[\s·,，、；;]*{_HAN})*)\s*({_MARK}(?:\s*[,，、]?\s*{_MARK})*)[\s,，、；;]*"
)
_ONE_MARK = re.compile(_MARK)
_INDEXED = re.compile(rf"{_HAN}\s*(?:\d{{1,2}}(?!\d|\s*[年月日])|[⁰¹²³⁴-⁹①-⑳])")
_LABEL = re.compile(r"^(?:(?:作者|工作|所在)?单\s*位)\s*[:：]\s*(?=\S)")
_BULLET = re.compile(r"^[○◎●◇◆□■☆★]\s*")
_BYLINE_LENGTH = 90  # characters
_UNIT_LENGTH = 60
_BEFORE = " \u3000\t；;，,、。"  # what may stand before a number
_KINDS = (  # how institutions are numbered
    re.compile(r"[（(\[［](\d{1,2})[）)\]］]"),
    re.compile(r"(?<!\d)(\d{1,2})\s*[.．、](?!\d)"),
    re.compile(r"([①-⑳])"),
    re.compile(r"([⁰¹²³⁴-⁹])"),
    re.compile(rf"(?<!\d)(\d{{1,2}})(?=\s*{_HAN})"),
)
_INSTITUTION = re.compile("大学|学院|学校|研究|科学|院|所|局|委|部|系|公司|集团|中心|馆|社|站|协会")
_FIRST, _SECOND = (rf"[（(\[]?[{one}][）)\]]?\s*[.．、]?\s*(?![年月日]){_HAN}" for one in ("1¹①", "2²②"))
_COUNTED = re.compile(rf"[（(]?\s*(?:单位\s*[:：]\s*)?{_FIRST}.*[\s；;，,]?{_SECOND}")
_NEVER_IN_NAMES = _KINDS[2:4]  # these number, whatever stands before them
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True, slots=True)
class Signed:
    """A name, the numbers behind it, and the marks that are no numbers."""

    name: str
    numbers: tuple[int, ...]
    marks: str = ""


def looks_numbered(line: str) -> bool:
    """Whether a line may be names with numbers, well written or not."""
    return len(line) <= _BYLINE_LENGTH and not words.is_closed(line) and bool(_INDEXED.search(line))


def is_institution(text: str) -> bool:
    """Whether a text with an address or without names an office, an institute or a firm."""
    return bool(_INSTITUTION.search(text))


def numbers_institutions(line: str) -> bool:
    """Whether a line counts institutions, well written or not."""
    short = len(line) <= 2 * _BYLINE_LENGTH and not words.is_closed(line)
    return short and bool(_COUNTED.match(line)) and is_institution(line)


def sets_apart(line: str, units: Mapping[int, str]) -> bool:
    """Whether a line is certainly one of institutions, whoever stands above it: it is no item of a list."""
    return line.startswith(("（", "(")) or bool(_LABEL.match(line)) or all(map(words.is_body, units.values()))


def numbered_names(line: str) -> tuple[Signed, ...]:
    """The names of a line in which each has its number; empty for any other line."""
    labelled = words.BYLINE.fullmatch(line)
    rest, found = _BULLET.sub("", labelled[1] if labelled else line), list[Signed]()
    if len(line) > _BYLINE_LENGTH:
        return ()
    while rest:
        one = _SIGNED.match(rest)
        names = words.names_in(one[1]) if one else ()
        if not one or len(names) != 1 or not _may_be_name(names[0]):
            return ()
        marks = _ONE_MARK.findall(one[2])
        numbers = tuple(_value(mark) for mark in marks if mark not in "*＊†#")
        if not numbers:
            return ()
        found.append(Signed(names[0], numbers, "".join(mark for mark in marks if mark in "*＊†#")))
        rest = rest[one.end() :]
    return tuple(found) if any(words.is_person(one.name) for one in found) else ()


def numbered_units(lines: Sequence[str]) -> dict[int, str]:
    """The institutions that lines number from 1 on, in one line or in several; empty where they do not."""
    text = "；".join(line.strip().rstrip("；;，,。 ") for line in lines)
    label = _LABEL.match(text)
    text = text[label.end() :] if label else text
    for kind in _KINDS:
        for body in dict.fromkeys((text, _without_brackets(text))):
            if units := _cut(body, kind):
                return units
    return {}


def authors_with(signed: Sequence[Signed], units: Mapping[int, str]) -> list[tuple[str, str]]:
    """Each author with his institutions; empty where numbers lead nowhere or none leads to an institution."""
    if {number for one in signed for number in one.numbers} != set(units):
        return []
    return [(one.name, "；".join(units[n] for n in dict.fromkeys(one.numbers))) for one in signed]


def _may_be_name(name: str) -> bool:
    rare = 2 <= len(name) <= 4 and not words.is_body(name) and not words.is_role(name)
    return words.is_person(name) or rare


def _value(mark: str) -> int:
    return words.number_of(mark.translate(_DIGITS))


def _without_brackets(text: str) -> str:
    """A text without the bracket that opens it, and the one that closes this."""
    if text[:1] not in ("（", "("):
        return text
    body = text[1:].replace("(", "（").replace(")", "）")
    return text[1:-1] if body.endswith("）") and body.count("）") > body.count("（") else text[1:]


def _cut(text: str, kind: re.Pattern[str]) -> dict[int, str]:
    """The text cut at numbers of one kind; empty where they do not run 1, 2, 3 or a piece is no name."""
    alone = kind in _NEVER_IN_NAMES
    found = [m for m in kind.finditer(text) if alone or not m.start() or text[m.start() - 1] in _BEFORE]
    if [_value(m[1]) for m in found] != list(range(1, len(found) + 1)) or not found or found[0].start():
        return {}
    ends = [*(m.start() for m in found[1:]), len(text)]
    units = [text[m.end() : end].strip(_BEFORE) for m, end in zip(found, ends, strict=True)]
    sure = all(words.HAN.search(u) and len(u) <= _UNIT_LENGTH and not re.search("[；;。]", u) for u in units)
    return dict(enumerate(units, 1)) if sure else {}
