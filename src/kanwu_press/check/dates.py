"""Days and times of the text: do they exist, and on that weekday? Issue → findings.

Only dates in figures: those in Chinese characters may be of the lunar calendar, whose months are others.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from kanwu_press.check.passages import Passage, issue_passages
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Issue

IMPOSSIBLE = Rule(
    "date-impossible", Level.WARNING,
    N_("There is no such day: {text}"),
    N_("Check month and day."),
)  # fmt: skip
WEEKDAY = Rule(
    "date-weekday", Level.WARNING,
    N_("{day} is a {weekday}: {text}"),
    N_("Check date and weekday."),
)  # fmt: skip
TIME = Rule(
    "time-impossible", Level.WARNING,
    N_("There is no such time: {text}"),
    N_("Check hours and minutes: at most 23:59, or 24:00."),
)  # fmt: skip

_WEEKDAYS = "一二三四五六日"
_ISO = re.compile(r"(?<![\d.\-/A-Za-z])((?:1[89]|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?![\d\-/.A-Za-z])")
_DATE = re.compile(
    r"(?:(?<!\d)(\d{4})年)?(?<![\d.])(\d{1,2})月(?:(\d{1,2})日?(?:[—～~–-]|至|到))?(\d{1,2})[日号]"
    r"[ ]?[（(，]?(?:(?:星期|周|礼拜)([一二三四五六日天]))?"
)
_LEAST_YEAR = 1583  # of the Gregorian calendar
_CUE = re.compile(
    r"(?:上午|下午|中午|晚上?|早上?|凌晨|[日号]|时间|时段|[—～~–至到-]|\d{1,2}[:：]\d\d)[：:]?[ ]?$"
)
_TIME = re.compile(r"(?<![\d:：.])(\d{1,2})[:：](\d\d)(?![\d:：.%])")
_SPOKEN = re.compile(r"(?<![\d.])(\d{1,2})[时点](\d{1,2})分(?!之|钟|以)")


def days(issue: Issue) -> Iterator[Finding]:
    """The days and times of every passage."""
    years = (issue.issued.year, issue.issued.year - 1, issue.issued.year + 1)
    for passage in issue_passages(issue.articles):
        text = passage.text
        if "月" in text:
            yield from _days(passage, years)
        for match in _ISO.finditer(text):
            if not _exists(int(match[1]), int(match[3]), int(match[4])):
                yield IMPOSSIBLE.at(passage.place(match.start()), text=passage.around(*match.span()))
        yield from _times(passage)


def _exists(year: int | None, month: int, day: int) -> bool:
    """Without a year, 29 February exists."""
    if not 1 <= month <= 12:
        return False
    return 1 <= day <= monthrange(year if year and year >= _LEAST_YEAR else 2000, month)[1]


def _days(passage: Passage, years: tuple[int, ...]) -> Iterator[Finding]:
    for match in _DATE.finditer(passage.text):
        year = int(match[1]) if match[1] else None
        month, first, day = int(match[2]), int(match[3] or 1), int(match[4])
        if not (_exists(year, month, day) and _exists(year, month, first)):
            yield IMPOSSIBLE.at(passage.place(match.start()), text=passage.around(*match.span()))
        elif match[5] and not (match[3] or (year and year < _LEAST_YEAR)):
            yield from _weekday(passage, match, (year,) if year else years)


def _weekday(passage: Passage, match: re.Match[str], years: tuple[int, ...]) -> Iterator[Finding]:
    """A date without a year is of the issue's time: the weekday must fit in one of these years."""
    month, day = int(match[2]), int(match[4])
    said = _WEEKDAYS.index(match[5].replace("天", "日"))
    possible = [date(year, month, day) for year in years if _exists(year, month, day)]
    if possible and all(one.weekday() != said for one in possible):
        text, weekday = passage.around(*match.span()), "星期" + _WEEKDAYS[possible[0].weekday()]
        right = possible[0].isoformat()
        yield WEEKDAY.at(passage.place(match.start()), day=right, weekday=weekday, text=text)


def _times(passage: Passage) -> Iterator[Finding]:
    """Clock times where the words say that they are some: 3:75 may be a score."""
    for match in _TIME.finditer(passage.text):
        if not _CUE.search(passage.text[max(0, match.start() - 6) : match.start()]):
            continue
        if not _clock(int(match[1]), int(match[2])):
            yield TIME.at(passage.place(match.start()), text=passage.around(*match.span()))
    for match in _SPOKEN.finditer(passage.text):
        if not _clock(int(match[1]), int(match[2])):
            yield TIME.at(passage.place(match.start()), text=passage.around(*match.span()))


def _clock(hours: int, minutes: int) -> bool:
    return (hours < 24 and minutes < 60) or (hours, minutes) == (24, 0)
