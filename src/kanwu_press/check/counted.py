"""Points announced by their number, and those that follow: 以下三个方面：一是…；二是…. Issue → findings.

A row that the next paragraph goes on with is let be, and one whose announcement counts something else too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, zip_longest

from kanwu_press.check.order import value_of
from kanwu_press.check.passages import Passage, passages
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Issue
from kanwu_press.walk import Kind

COUNT = Rule(
    "points-count", Level.WARNING,
    N_("{said} points are announced, {count} follow: {text}"),
    N_("Check the number and the points."),
)  # fmt: skip
MAYBE = Rule(
    "points-count-maybe", Level.INFO,
    N_("Perhaps {said} points are announced; {count} follow: {text}"),
    N_("Check the number and the points."),
)  # fmt: skip

_HAN_NUMBER = "[一二两三四五六七八九]|十[一二三]?"
_OF = (
    "个?方面|个(?:问题|关系|坚持|环节|重点|要点|转变|原因|特点|阶段|层面|维度|到位|关键|不足|短板|难题|着力点|突破口)"
    "|[项条]|大(?:任务|举措|行动|工程|问题|特点|优势|原因)|种(?:方式|模式|做法|类型|情况|倾向)|步"
)
_ANNOUNCED = re.compile(
    f"(?P<as>以下|如下|下列|下面)?(?<![第\\d一二三四五六七八九十百])(?P<n>{_HAN_NUMBER}|\\d{{1,2}})"
    f"(?:(?:{_OF})|(?<=[下提讲说调就有这出了求议见做到].)点)(?P<tail>[^，。；：！？”’\\d]{{0,10}})[：:，。]$"
)
_COUNTS = re.compile(f"(?:{_HAN_NUMBER}|\\d{{1,2}})(?:个|项|条|大|种|点|方面|步)")
_POINT = re.compile("(?:^|(?<=[。；：，、）]))([第其]?)([一二三四五六七八九十]{1,3})(是|要|，)")
_LONGEST = 30  # characters of the words that announce


def counted(issue: Issue) -> Iterator[Finding]:
    """Each row of points that begins right behind its announcement."""
    for article in issue.articles:
        prose = [p for p in passages(article) if p.kind in (Kind.PARAGRAPH, Kind.ITEM)]
        for passage, behind in zip_longest(prose, prose[1:]):
            if _POINT.search(passage.text):
                yield from _rows(passage, behind)


def _rows(passage: Passage, behind: Passage | None) -> Iterator[Finding]:
    points = [
        (match[1] + match[3], value_of(match[2]), match)
        for match in _POINT.finditer(passage.text)
        if (match[3] == "，") <= bool(match[1]) and not (match[3] == "要" and match[1])
    ]
    for index, (form, value, match) in enumerate(points):
        if value != 1:
            continue
        announced = _announced(passage.text[max(0, match.start() - _LONGEST) : match.start()])
        if announced is None:
            continue
        rest = [number for other, number, _ in points[index:] if other == form]
        again = 1 in rest[1:]
        row = rest[: rest.index(1, 1)] if again else rest
        rising = all(b == a + 1 for a, b in pairwise(row))
        said = value_of(announced["n"].replace("两", "二"))
        if not rising or len(row) < 2 or len(row) == said or _goes_on(behind, form, len(row)):
            continue
        sure = not again and (announced["as"] or announced[0][-1] in "：:")
        start = match.start() - len(announced[0])
        text = passage.around(start, match.end())
        yield (COUNT if sure else MAYBE).at(passage.place(start), said=said, count=len(row), text=text)


def _announced(before: str) -> re.Match[str] | None:
    """The announcement at the end of `before`; none where its clause counts something else as well."""
    found = _ANNOUNCED.search(before)
    if found is None:
        return None
    clause = re.split("[，。；：！？]", before[:-1])[-1]
    return found if len(_COUNTS.findall(clause)) == 1 else None


def _goes_on(behind: Passage | None, form: str, count: int) -> bool:
    """Whether the next paragraph has the next points, or numbers of another kind."""
    if behind is None:
        return False
    found = _POINT.match(behind.text)
    return found is not None and found[1] + found[3] == form and value_of(found[2]) == count + 1
