"""What is known of Han characters: the national table, standard forms, strokes, readings; and of surnames.

通用规范汉字表 (2013), its 8,105 characters; strokes by GB 13000.1 字符集汉字笔顺规范. The tables and
their sources are in data/README.md; each is read once.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

IDEOGRAPH = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_IDEOGRAPH = re.compile(f"[{IDEOGRAPH}\uf900-\ufaff]")
MOST_COMMON = 3500  # the first level
COMMON = 6500  # the first two levels of the table; the third holds characters of names and crafts


@dataclass(frozen=True, slots=True)
class Han:
    """A character of the table: `rank` from 0, number of strokes, their order ("" where unknown), readings.

    Readings carry tone numbers, the usual one first: `shan4`; `v` is ü.
    """

    rank: int
    count: int
    strokes: str
    readings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Surnames:
    """Surnames of one character, of two, how those are read that are read unlike the character,

    and words that look like names in notes on authors: 海南, 时任.
    """

    single: frozenset[str]
    compound: frozenset[str]
    readings: Mapping[str, tuple[str, ...]]
    no_names: frozenset[str]


def _packed(name: str) -> list[str]:
    data = files("kanwu_press.check").joinpath("data", name).read_bytes()
    return gzip.decompress(data).decode("utf-8").splitlines()


@cache
def table() -> Mapping[str, Han]:
    """The national table by character."""
    found: dict[str, Han] = {}
    for rank, line in enumerate(_packed("han.txt.gz")):
        char, strokes, readings = line.split("\t")
        sure = strokes[0] != "="
        count = len(strokes) if sure else int(strokes[1:])
        found[char] = Han(rank, count, strokes if sure else "", tuple(readings.split(",")))
    return found


def level(char: str) -> int | None:
    """The level of a Han character in the table, 1 to 3; 0 outside of it; None for other characters."""
    han = table().get(char)
    if han is not None:
        return 1 if han.rank < MOST_COMMON else 2 if han.rank < COMMON else 3
    return 0 if _IDEOGRAPH.match(char) else None


@cache
def standard_forms() -> Mapping[str, str]:
    """Traditional and variant forms outside the table → the form in it."""
    return {line[0]: line[1] for line in _packed("forms.txt.gz")}


@cache
def surnames() -> Surnames:
    """The surnames of data/surnames.txt."""
    text = files("kanwu_press.check").joinpath("data/surnames.txt").read_text("utf-8")
    parts = re.split(r"^\[\w+\]$", text, flags=re.MULTILINE)
    single, compound, readings, unnamed = parts[1:]
    said = re.findall(r"(\D+?)((?:[a-z]+\d)+)", "".join(readings.split()))
    return Surnames(
        frozenset("".join(single.split())),
        frozenset(compound.split()),
        {name: tuple(re.findall(r"[a-z]+\d", reading)) for name, reading in said},
        frozenset(unnamed.split()),
    )


_PLACES = tuple("省市县区镇乡村州部局委院校司办处科室组社会厅署站队所")


def surname_of(name: str) -> str:
    """The surname that `name` begins with; "" where it is no Chinese name of two to four characters."""
    known = surnames()
    if not 2 <= len(name) <= 4 or not is_han(name):
        return ""
    if len(name) > 2 and name[:2] in known.compound:
        return name[:2]
    return name[0] if len(name) < 4 and name[0] in known.single else ""


def is_person(name: str) -> bool:
    """Whether a whole word is shaped as a person's name; 江苏省 is not, for its end."""
    if "·" in name:
        return re.fullmatch(rf"[{IDEOGRAPH}]{{1,8}}(·[{IDEOGRAPH}]{{1,8}})+", name) is not None
    return bool(surname_of(name)) and not (len(name) > 2 and name.endswith(_PLACES))


def is_han(text: str) -> bool:
    return bool(_HAN.fullmatch(text))


_HAN = re.compile(rf"[{IDEOGRAPH}]+")


def alike(a: str, b: str) -> bool:
    """Whether two characters differ, and sound alike but for the tone or share many strokes."""
    one, other = table().get(a), table().get(b)
    if one is None or other is None or a == b:
        return False
    if {r[:-1] for r in one.readings[:2]} & {r[:-1] for r in other.readings[:2]}:
        return True
    head, tail = _shared(one.strokes, other.strokes), _shared(one.strokes[::-1], other.strokes[::-1])
    least = min(len(one.strokes), len(other.strokes))
    return bool(least) and (head >= 4 or tail >= 5 or head + tail >= least)


def _shared(a: str, b: str) -> int:
    """How many strokes two orders begin with in common."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
