"""What is numbered: subheads, paragraphs, points, figures and tables. Issue → findings.

By the order of Chinese documents (GB/T 9704): 一、 then （一） then 1. then （1）; and by GB/T 15834.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kanwu_press.check.passages import HIDDEN, Passage, passages
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Article, Heading, Issue, Place
from kanwu_press.walk import Kind

GAP = Rule(
    "number-gap", Level.WARNING,
    N_("After {before} comes {number}: {text}"),
    N_("Check the numbers; perhaps a part is missing, or stands elsewhere."),
)  # fmt: skip
REPEATED = Rule(
    "number-repeated", Level.WARNING,
    N_("{number} is there twice in a row: {text}"),
    N_("Number on."),
)  # fmt: skip
FIRST = Rule(
    "number-first", Level.WARNING,
    N_("The numbers begin with {number}: {text}"),
    N_("See whether the first part lost its number, or is missing."),
)  # fmt: skip
SKIPPED = Rule(
    "number-level-skipped", Level.WARNING,
    N_("{number} comes first, but there is no “一、” and no subhead above it: {text}"),
    N_("Begin with “一、”, or number these “一、二、三、”."),
)  # fmt: skip
DIFFERS = Rule(
    "number-level-differs", Level.WARNING,
    N_("{number} stands behind {now} #, the one before it behind {before}: {text}"),
    N_("Give all parts of one row of numbers the same level: the same count of #, or none, as running text."),
)  # fmt: skip
POINTS = Rule(
    "points-gap", Level.INFO,
    N_("After “{before}” comes “{number}”: {text}"),
    N_("Check whether a point is missing."),
)  # fmt: skip
ALONE = Rule(
    "heading-alone", Level.INFO,
    N_("This subhead is the only one of its level: {text}"),
    N_("What is divided has two parts: add a second, or leave it out."),
)  # fmt: skip

_DIGITS = "一二三四五六七八九"
_HAN_NUMBER = "[一二三四五六七八九十]{1,3}"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
# （三）项所列, （2）（3）项 and （一）至（三） speak of numbers.
_SPOKEN_OF = (
    f"(?!项(?!目)|条(?!件|块|例|目|线)|款(?!项|式|待)|[、和及至]?[（(](?:\\d{{1,2}}|{_HAN_NUMBER})[）)])"
)
# 三、四月间; but 三、四个意识 is a subhead.
_ROUGHLY = f"(?:{'|'.join(map('、'.join, pairwise('一二三四五六七八九十')))})(?:月|天|岁|个人|个月|点钟)"
# More of them, that may be numbers of a list as well: 三、四百人, 二、三十年前, 十七、八岁.
_COUNTED = (
    "年(?![度级])|天|日|岁|人(?![民才大社口力员居])|名|位|户(?!籍)|里|斤|公斤|公里|公顷|小时|分钟|元|块钱|亩|米|吨|次|回|处(?!理)"
    "|艘|条(?![例件])|件|家(?![庭乡长])|倍|成(?![立果效为])|代(?![表码])|只|头|层|辆|间|桌|场|个(?:人|多?月|小时|星期|钟头|村|年头)"
)
_PERHAPS = re.compile(
    f"(?:[二三四五六七八九]?十)?(?:{'|'.join(map('、'.join, pairwise('一二三四五六七八九')))}|三、五)"
    f"(?:[百千万亿]|十[多余几来]?[万亿]?(?:{_COUNTED})|{_COUNTED})"
)
# The rows of numbers with their rank: a number of a lower rank begins the higher ones anew.
_NUMBER = re.compile(
    f"(?P<a>第?(?!{_ROUGHLY})({_HAN_NUMBER})、(?!(?:{_HAN_NUMBER}|百)[、，]))"
    f"|(?P<b>[（(]({_HAN_NUMBER})[）)]{_SPOKEN_OF})"
    r"|(?P<c>(\d{1,2})(?:[.．]|、)(?!\d))"
    rf"|(?P<d>[（(](\d{{1,2}})[）)]{_SPOKEN_OF})"
    f"|(?P<e>([{_CIRCLED}]))"
)
_RANKS = "abcde"
_POINT = re.compile(f"(?:^|(?<=[。；：，、）]))([第其]?)({_HAN_NUMBER})(是|要|，)")
# Rows within a paragraph: （1）…；（2）…, ①…②…, 一、…；二、…
_WITHIN = re.compile(
    f"(?:^|(?<=[。；：，？！\\s]))(?:[（(](\\d{{1,2}})[）)]{_SPOKEN_OF}"
    f"|([{_CIRCLED}])(?![、和及至]?[{_CIRCLED}])|({_HAN_NUMBER})、(?!{_HAN_NUMBER}(?:[、，级产次线等类期]|$)))"
)
_CLAUSE = re.compile(f"第({_HAN_NUMBER}|\\d{{1,2}})([编章节条])(?=\\s|[：:]|$)")
_LONGEST_HEAD = 60  # characters: a numbered paragraph that stands for a subhead


@dataclass(frozen=True, slots=True)
class _Number:
    """A number at the beginning of a passage. `level` is that of the subhead; 0 is a paragraph."""

    rank: int
    value: int
    shown: str
    level: int
    passage: Passage


def order(issue: Issue) -> Iterator[Finding]:
    """Every row of numbers of every article."""
    for article in issue.articles:
        levels = {block.place.line: block.level for block in article.blocks if isinstance(block, Heading)}
        yield from _numbered(article, levels)
        yield from _clauses(article)
        yield from _alone(article)


def value_of(number: str) -> int:
    """十二 → 12; up to 99. 0 where it is no such number."""
    if number.isdigit() and number.isascii():
        return int(number)
    if number in _CIRCLED:
        return _CIRCLED.index(number) + 1
    tens, ten, ones = number.rpartition("十")
    if any((part and part not in _DIGITS) or len(part) > 1 for part in (tens, ones)):
        return 0
    high = (_DIGITS.index(tens) + 1 if tens else 1) * 10 if ten else 0
    return high + (_DIGITS.index(ones) + 1 if ones else 0)


def _read(passage: Passage, level: int) -> _Number | None:
    match = _NUMBER.match(passage.text)
    if match is None:
        return None
    rank = next(i for i, name in enumerate(_RANKS) if match[name])
    value = value_of(next(g for g in (match[2], match[4], match[6], match[8], match[10]) if g))
    return _Number(rank, value, match.group(), level, passage) if value else None


# ---- numbers at the beginning --------------------------------------------------------------


def _numbered(article: Article, levels: dict[int, int]) -> Iterator[Finding]:
    last: dict[int, _Number] = {}
    run: dict[int, int] = {}  # the last value of each rank: State papers number on through all parts
    subhead = False  # whether a subhead without a number stands above
    points: tuple[str, int] | None = None
    for passage in passages(article):
        if passage.kind not in (Kind.HEADING, Kind.PARAGRAPH):
            continue
        level = levels.get(passage.line, 0) if passage.kind is Kind.HEADING else 0
        if passage.kind is Kind.HEADING and not level:
            continue  # the title of a box
        number = _read(passage, level)
        if number is not None and _perhaps_counted(number, last.get(number.rank)):
            number = None
        if number is not None:
            yield from _judged(number, last, run.get(number.rank, 0), subhead)
            run[number.rank] = number.value
            last = {rank: n for rank, n in last.items() if rank < number.rank} | {number.rank: number}
        elif passage.kind is Kind.HEADING:
            subhead = True
            last = {r: n for r, n in last.items() if n.level and n.level < level}
        if passage.kind is Kind.PARAGRAPH:
            found, points = _points(passage, points)
            yield from found
            yield from _within(passage)


def _perhaps_counted(number: _Number, before: _Number | None) -> bool:
    """Whether a paragraph begins 三、四百人 and no row of numbers of paragraphs has come to 三."""
    if number.level or not _PERHAPS.match(number.passage.text):
        return False
    return number.value > 1 if before is None else before.level > 0 or number.value != before.value + 1


def _judged(number: _Number, last: dict[int, _Number], run: int, subhead: bool) -> Iterator[Finding]:
    before = last.get(number.rank)
    text, place = number.passage.around(0, 0, 24), number.passage.place(0)
    if before is None:
        if number.value > 1 and number.value != run + 1:
            yield FIRST.at(place, number=number.shown, text=text)
        elif number.value == 1 and number.rank == 1 and not subhead and 0 not in last:
            yield SKIPPED.at(place, number=number.shown, text=text)
        return
    if number.value == before.value and (number.value > 1 or _twice_one(number, before, last)):
        yield REPEATED.at(place, number=number.shown, text=text)
    elif number.value not in (before.value + 1, 1):
        yield GAP.at(place, before=before.shown, number=number.shown, text=text)
    elif number.value == before.value + 1 and _unlike(number, before):
        now, then = _level(number), _level(before)
        yield DIFFERS.at(place, number=number.shown, now=now, before=then, text=text)


def _twice_one(number: _Number, before: _Number, last: dict[int, _Number]) -> bool:
    """Whether 一、 follows 一、 with nothing numbered below it between: then it begins no new row."""
    return max(last) == number.rank and number.level == before.level


def _unlike(number: _Number, before: _Number) -> bool:
    """Levels that differ; a whole paragraph that begins with a number stands for itself."""
    return number.level != before.level and all(
        n.level or len(n.passage.text) <= _LONGEST_HEAD for n in (number, before)
    )


def _level(number: _Number) -> int:
    """How many # stand before it."""
    return number.level + 1 if number.level else 0


# ---- 一是 二是 四是 -------------------------------------------------------------------------


def _points(passage: Passage, before: tuple[str, int] | None) -> tuple[list[Finding], tuple[str, int] | None]:
    """Points counted within paragraphs; a row may run on in the next paragraph."""
    found: list[Finding] = []
    for match in _POINT.finditer(passage.text):
        value = value_of(match[2])
        if not value or (match[3] == "，" and not match[1]) or (match[3] == "要" and match[1]):
            continue
        form = match[1] + match[3]
        if value > 1 and before is not None and before[0] == form and value > before[1] + 1:
            text = passage.around(*match.span())
            numbers = {"before": _said(form, before[1]), "number": match[1] + match[2] + match[3]}
            found.append(POINTS.at(passage.place(match.start()), text=text, **numbers))
        before = (form, value) if value == 1 or (before and before[0] == form) else before
    return found, before


def _within(passage: Passage) -> Iterator[Finding]:
    """Rows that begin with 1 within one paragraph; INFO, for the text may tell of some of the points only."""
    before: dict[int, tuple[int, str]] = {}
    for match in _WITHIN.finditer(passage.text):
        form = match.lastindex or 0
        value, shown = value_of(match[form]), match[0]
        if form in before and value > before[form][0] + 1:
            text = passage.around(*match.span())
            yield POINTS.at(passage.place(match.start()), before=before[form][1], number=shown, text=text)
        if value == 1 or form in before:
            before[form] = (value, shown)


def _clauses(article: Article) -> Iterator[Finding]:
    """第一条, 第二条, 第四条 at the beginning of paragraphs and subheads."""
    before: dict[str, tuple[int, str]] = {}
    for passage in passages(article):
        match = _CLAUSE.match(passage.text) if passage.kind in (Kind.HEADING, Kind.PARAGRAPH) else None
        if match is None:
            continue
        value, form = value_of(match[1]), match[2]
        last, shown = before.get(form, (0, ""))
        if last and value > last + 1:
            text = passage.around(0, 0, 24)
            yield POINTS.at(passage.place(0), before=shown, number=match[0], text=text)
        if form in "编章":
            before.pop("节", None)
        before[form] = (value, match[0])


def _said(form: str, value: int) -> str:
    tens, ones = divmod(value, 10)
    han = (
        ("" if tens < 2 else _DIGITS[tens - 1]) + ("十" if tens else "") + (_DIGITS[ones - 1] if ones else "")
    )
    return form[:-1] + han + form[-1]


# ---- levels --------------------------------------------------------------------------------


def _alone(article: Article) -> Iterator[Finding]:
    """A subhead without a second of its level below the same one above."""
    heads = [block for block in article.blocks if isinstance(block, Heading)]
    for index, head in enumerate(heads):
        before = _nearest(heads[:index][::-1], head.level)
        after = _nearest(heads[index + 1 :], head.level)
        if not (before or after):
            passage = next(
                p for p in passages(article) if p.kind is Kind.HEADING and p.line == head.place.line
            )
            text = passage.text.replace(HIDDEN, "…")[:30]
            yield ALONE.at(Place(head.place.file, head.place.line), text=text)


def _nearest(heads: list[Heading], level: int) -> bool:
    """Whether one of the same level comes before any higher one."""
    for head in heads:
        if head.level <= level:
            return head.level == level
    return False
