"""Lists that say how they are sorted: by strokes or by pinyin. The right order is given.

Strokes (GF 3003-1999; GB 13000.1): by the number of strokes of the first character, then stroke by stroke
横竖撇点折, then the second character. 按姓氏笔画: a name of two characters has an empty second place and
comes before those of three; 按姓名笔画: it has none. Pinyin: the surname as surnames are read (单 Shàn).
Only what no reading of the rule allows is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from kanwu_press.check.han import is_person, surname_of, surnames, table
from kanwu_press.check.walk import words
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import NOWHERE, Article, Block, Box, Heading, Issue, ListBlock, Paragraph, Place, Table
from kanwu_press.walk import within

STROKES = Rule(
    "sorted-strokes",
    Level.WARNING,
    N_("“{claim}” is said here, but {name} stands before {following}."),
    N_("By strokes the order is: {order}"),
)
CONVENTION = Rule(
    "sorted-convention",
    Level.INFO,
    N_("Under “{claim}”, names of two characters stand where “{other}” would put them."),
    N_("Say “{other}”, or sort: {order}"),
)
PINYIN = Rule(
    "sorted-pinyin",
    Level.WARNING,
    N_("“{claim}” is said here, but {name} ({reading}) stands before {following} ({after})."),
    N_("By pinyin the order is: {order}"),
)

Key: TypeAlias = tuple[tuple[int, str], ...]
Said: TypeAlias = tuple[tuple[str, ...], ...]  # the readings of each character

_BY = (
    r"(?:[按以依][照据]?|(?=姓[氏名]))(姓氏|姓名|姓|名字|作者姓氏|作者姓名)?(?:的)?(?:汉字|汉语)?"
    r"(笔画|笔划|笔顺|拼音首字母|首字母|拼音|音序)(?:字母)?"
)
_SAID = r"(?:数|多少)?(?:的)?(?:顺序|先后|升序|次序)?(?:为序|为顺|排序|排列|排名|排|顺序|序)"
_CLAIM = re.compile(_BY + f"(?:{_SAID}|(?=[）)]))")
_NOTE = re.compile(f"{_CLAIM.pattern}|{_BY}$")  # in a note on the board the rest may be left out
_ONLY_TIES = re.compile("相等|相同|并列|同票|同分")  # by strokes only where the first order leaves it open
_ASIDE = re.compile(r"[（(][^（）()]{0,16}[）)]")
_H = "[\u4e00-\u9fff]"
_WIDE_NAME = re.compile(rf"(?<!{_H})({_H})[ \u3000]+({_H})(?!{_H})")  # 王　毅
_BETWEEN = re.compile(r"[、，,；;。\s]+")
_LABEL = re.compile(r"[^、，,；;。\s：:]{0,12}[：:]")  # 成员：
# What is no name, though 成, 顾 and 常 are surnames; and whom a list is of: 市领导张三、李四出席.
_POSTS = re.compile("成员|顾问|常委|代表|干事|委员|党员|编委|主任|常务|全体|主编|经理|同志")
_OF_WHOM = re.compile(
    rf"(?:领导|专家|学者|评委|成员|嘉宾|学员|党员|委员|代表|同志|干部|队员|选手)({_H}{{2,4}})$"
)
_DO = re.compile(rf"({_H}{{2,4}}?)(?:等|同志|参加|出席|参会|当选|获|分别)")
_LEAST = 3  # names that make a list


@dataclass(frozen=True, slots=True)
class _Listed:
    """Names that are said to be sorted: the words that say so, by what, and where the list stands."""

    claim: str
    by_name: bool  # 姓名笔画
    pinyin: bool
    initials: bool  # 首字母: only the first letters are claimed
    names: tuple[str, ...]
    place: Place


def sorted_lists(issue: Issue) -> Iterator[Finding]:
    """The editorial board and the lists in the articles, wherever an order is claimed."""
    for listed in _lists(issue):
        yield from (_by_pinyin(listed) if listed.pinyin else _by_strokes(listed))


def _by_strokes(listed: _Listed) -> Iterator[Finding]:
    keys = [stroke_key(name, listed.by_name) for name in listed.names]
    others = [stroke_key(name, not listed.by_name) for name in listed.names]
    if any(key is None for key in keys):
        return  # for want of strokes nothing is sure
    wrong = _first_wrong(listed.names, keys)
    if wrong is None:
        return
    order = "、".join(in_stroke_order(listed.names, listed.by_name))
    if _first_wrong(listed.names, others) is None:
        other = "按姓氏笔画排序" if listed.by_name else "按姓名笔画排序"
        yield CONVENTION.at(listed.place, claim=listed.claim, other=other, order=order)
    else:
        yield STROKES.at(listed.place, claim=listed.claim, name=wrong[0], following=wrong[1], order=order)


def stroke_key(name: str, by_name: bool = False) -> Key | None:
    """What a name is sorted by: number and order of the strokes of each character.

    None where a character's strokes are not known.
    """
    chars = [table().get(char) for char in name if char != "·"]
    if not chars or any(han is None or not han.strokes for han in chars):
        return None
    key = tuple((han.count, han.strokes) for han in chars if han)
    return key if by_name or len(key) != 2 else (key[0], (0, ""), key[1])


def in_stroke_order(names: Sequence[str], by_name: bool = False) -> tuple[str, ...]:
    """The names sorted by strokes; those of unknown strokes come last."""
    keyed = [(stroke_key(name, by_name), index) for index, name in enumerate(names)]
    return tuple(names[i] for key, i in sorted(keyed, key=lambda k: (k[0] is None, k[0] or (), k[1])))


def _first_wrong(names: Sequence[str], keys: Sequence[Key | None]) -> tuple[str, str] | None:
    """The first name that stands before one it should follow, with that one."""
    steps = zip(pairwise(names), pairwise(keys), strict=True)
    return next((pair for pair, (a, b) in steps if a is not None and b is not None and a > b), None)


# ---- pinyin --------------------------------------------------------------------------------


def _by_pinyin(listed: _Listed) -> Iterator[Finding]:
    said = [syllables(name) for name in listed.names]
    if any(not all(each) for each in said):
        return
    for (a, b), (x, y) in zip(pairwise(listed.names), pairwise(said), strict=True):
        if _after(a, x, b, y, listed.initials):
            order = "、".join(in_pinyin_order(listed.names))
            yield PINYIN.at(
                listed.place, claim=listed.claim, name=a, following=b, order=order,
                reading=_shown(a, x), after=_shown(b, y),
            )  # fmt: skip
            return


def syllables(name: str) -> Said:
    """The readings of each character, the surname's as surnames are read; empty where there is none."""
    surname = surname_of(name)
    special = surnames().readings.get(surname)
    rest = name[len(surname) :] if special else name
    head: Said = tuple((reading,) for reading in special or ())
    if not special and len(surname) == 1:  # the usual reading is the surname's
        head, rest = (_readings(surname)[:1],), name[1:]
    return (*head, *(_readings(char) for char in rest if char != "·"))


def _readings(char: str) -> tuple[str, ...]:
    han = table().get(char)
    return han.readings if han else ()


def _after(a: str, said_a: Said, b: str, said_b: Said, initials: bool) -> bool:
    """Whether `a` must follow `b` by letters, whichever way the characters are read.

    Where the letters of the surnames are the same and the surnames are not, customs differ.
    """
    if initials:
        return min(r[0] for r in said_a[0]) > max(r[0] for r in said_b[0])
    cut_a, cut_b = len(surname_of(a)) or 1, len(surname_of(b)) or 1
    head_a, head_b = _letters(said_a[:cut_a]), _letters(said_b[:cut_b])
    if head_a != head_b:
        return min(head_a) > max(head_b)
    if a[:cut_a] != b[:cut_b]:
        return False
    tail_a, tail_b = _letters(said_a[cut_a:]), _letters(said_b[cut_b:])
    return min(tail_a) > max(tail_b)


def _letters(said: Said) -> list[tuple[str, ...]]:
    """All ways to read the characters, without tones; of many readings the first three of each."""
    ways: list[tuple[str, ...]] = [()]
    for each in said:
        ways = [(*way, reading[:-1]) for way in ways for reading in dict.fromkeys(each[:3])]
    return sorted(set(ways))


def in_pinyin_order(names: Sequence[str]) -> tuple[str, ...]:
    """The names by the letters of the surname, its tone and strokes, then character by character."""

    def key(name: str) -> tuple[tuple[str, str, int], ...]:
        chars = [char for char in name if char != "·"]
        parts = zip(syllables(name), chars, strict=True)
        return tuple((s[0][:-1], s[0][-1:], table()[c].count) for s, c in parts)

    return tuple(sorted(names, key=key))


_MARKS = {"a": "āáǎàa", "e": "ēéěèe", "i": "īíǐìi", "o": "ōóǒòo", "u": "ūúǔùu", "ü": "ǖǘǚǜü"}


def _shown(name: str, said: Said) -> str:
    """The surname in pinyin as it is written: Shàn."""
    return "".join(_marked(each[0]) for each in said[: len(surname_of(name)) or 1]).capitalize()


def _marked(reading: str) -> str:
    """shan4 → shàn: the mark stands on a, o or e, else on the last vowel."""
    letters, tone = reading[:-1].replace("v", "ü"), int(reading[-1])
    vowels = [i for i, c in enumerate(letters) if c in _MARKS]
    at = next((i for c in "aoe" for i in vowels if letters[i] == c), vowels[-1] if vowels else -1)
    return letters if at < 0 else letters[:at] + _MARKS[letters[at]][tone - 1] + letters[at + 1 :]


# ---- where lists are -----------------------------------------------------------------------


def _lists(issue: Issue) -> Iterator[_Listed]:
    for role in issue.board:
        place = role.place if role.place != NOWHERE else issue.place
        claim = _claim(_NOTE, role.note)
        if claim and len(role.names) > 1:
            yield _listed(claim, role.names, place)
    for article in issue.articles:
        yield from _in_article(article)


def _claim(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The words that claim an order for the whole list, not only for those of equal votes."""
    claims = pattern.finditer(text)
    return next((c for c in claims if not _ONLY_TIES.search(text, max(0, c.start() - 8), c.start())), None)


def _listed(claim: re.Match[str], names: Sequence[str], place: Place) -> _Listed:
    groups = claim.groups()
    of, by = groups[0] or "", groups[1] or ""
    if not by:  # the second half of _NOTE
        of, by = groups[2] or "", groups[3]
    pinyin = by in ("拼音", "音序") or by.endswith("首字母")
    return _Listed(claim[0], of.endswith("姓名"), pinyin, by.endswith("首字母"), tuple(names), place)


def _in_article(article: Article) -> Iterator[_Listed]:
    """A claim with the names of its own block, of the next one, or of the one before."""
    flat = [b for b in within(article.blocks) if isinstance(b, Paragraph | Heading | ListBlock | Table | Box)]
    for index, block in enumerate(flat):
        claim = _claim(_CLAIM, _text(block)) if not isinstance(block, ListBlock) else None
        if claim is None:
            continue
        near = [block, *flat[index + 1 : index + 2], *flat[max(0, index - 1) : index]]
        found = next((names for b in near if len(names := _names_of(b)) >= _LEAST), None)
        if found:
            yield _listed(claim, found, block.place)


def _text(block: Block) -> str:
    match block:
        case Paragraph() | Heading():
            return words(block.children)
        case Table():
            return words((*block.caption, *block.note))
        case Box():
            return words(block.title)
        case _:
            return ""


def _names_of(block: Block) -> tuple[str, ...]:
    match block:
        case ListBlock():
            items = (b for item in block.items for b in item[:1] if isinstance(b, Paragraph))
            return names_run("、".join(words(b.children) for b in items))
        case Table():
            columns = (names_run("、".join(map(words, column))) for column in zip(*block.rows, strict=True))
            return next((names for names in columns if len(names) >= _LEAST), ())
        case _:
            return names_run(_text(block))


def names_run(text: str) -> tuple[str, ...]:
    """The longest run of names in `text`, parted by marks or spaces; （女） and the like are left out.

    A run ends at a label (成员：) and at words that are no names; 领导张三 begins one, 李四出席 ends one.
    """
    text = _LABEL.sub("、：、", _WIDE_NAME.sub(r"\1\2", _ASIDE.sub("", text)))
    best: list[str] = []
    run: list[str] = []
    for token in (*_BETWEEN.split(text), ""):
        if is_person(token) and not _POSTS.fullmatch(token):
            run.append(token)
            continue
        last = _DO.match(token) if run else None
        if last and is_person(last[1]):
            run.append(last[1])
        first = _OF_WHOM.search(token)
        best, run = max(best, run, key=len), [first[1]] if first and is_person(first[1]) else []
    return tuple(best)
