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
_NAMED = "(?:星期|周|礼拜)([一二三四五六日天])"
_PART_OF_DAY = "(?:上午|下午|中午|傍晚|清晨|凌晨|晚上?|早上?|夜)?"
_DAY_SIGN = "(?:日|号(?![楼文院线馆店厅机]))"
_ISO = re.compile(r"(?<![\d.\-/A-Za-z])((?:1[89]|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?![\d\-/.A-Za-z])")
_DATE = re.compile(
    rf"(?:(?<!\d)(\d{{4}})年)?(?<![\d.])(\d{{1,2}})月(?:(\d{{1,2}})日?(?:[—～~–-]|至|到))?(\d{{1,2}}){_DAY_SIGN}"
    rf"(?:[（(](\d{{4}})年[）)]|[ ]?{_PART_OF_DAY}[（(，]?{_NAMED})?"
)
_MANY = re.compile(
    rf"(?:(?<!\d)(\d{{4}})年)?(?<![\d.])(\d{{1,2}})月((?:\d{{1,2}}日?[、和及与])+\d{{1,2}}){_DAY_SIGN}"
)
_MONTH = re.compile(r"(?<!\d)(?:1[89]|20)\d\d年(\d{1,2})月(?![\d龄])")
_WEEKDAY_FIRST = re.compile(_NAMED + r"[（(](?:(\d{4})年)?(\d{1,2})月(\d{1,2})日[）)]")
# The months of the lunar calendar are others; numbers of versions and files are no days.
_LUNAR = re.compile(
    r"(?:农历|阴历|旧历|夏历)(?:\d{4}年)?$"
    r"|(?:洪武|永乐|万历|崇祯|顺治|康熙|雍正|乾隆|嘉庆|道光|咸丰|同治|光绪|宣统)\d{1,2}年$"
)
_NUMBERED = re.compile(r"(?:版本?|编号|档号|批号|文号|卷号|号码|No\.?|第)[:： ]?$")
_YEAR = re.compile(r"(?<!\d)((?:1[6-9]|20)\d\d)年")
_NEAR = 300  # characters before a day in which its year may stand
_FIGURES = re.compile(r"\d+")
_LEAST_YEAR = 1583  # of the Gregorian calendar
_CUE = re.compile(
    r"(?:上午|下午|中午|晚上?|早上?|凌晨|[日号]|时间|时段|[—～~–至到-]|\d{1,2}[:：]\d\d)[：:]?[ ]?$"
)
_RATIO = re.compile("比例|比分|得分|配比|总分|比率")  # 到21:60 is then no time
_TIME = re.compile(r"(?<![\d:：.])(\d{1,2})[:：](\d\d)(?![\d:：.%])")
_STARTS = re.compile(
    "开始|开会|开幕|闭幕|出发|到达|抵达|截止|集合|准时|结束|举行|召开|散会|休会|起飞|降落|发车|上课|下课|上班|下班|入场|开门|关门"
)
_SPOKEN = re.compile(r"(?<![\d.])(\d{1,2})[时点](\d{1,2})分(?!之|钟|以|析|贝)")
_MORNING = re.compile(r"(?:上午|凌晨|清晨|早上)[ ]?(?:1[3-9]|2[0-3])(?:[:：]\d\d|[时点])")


def days(issue: Issue) -> Iterator[Finding]:
    """The days and times of every passage."""
    year = issue.issued.year
    for passage in issue_passages(issue.articles):
        text = passage.text
        if "月" in text:
            yield from _days(passage)
            yield from _weekdays(passage, year)
        for match in _ISO.finditer(text):
            numbered = _NUMBERED.search(text[max(0, match.start() - 4) : match.start()])
            if not numbered and not _exists(int(match[1]), int(match[3]), int(match[4])):
                yield IMPOSSIBLE.at(passage.place(match.start()), text=passage.around(*match.span()))
        yield from _times(passage)


def _exists(year: int | None, month: int, day: int) -> bool:
    """Without a year, 29 February exists."""
    if not 1 <= month <= 12:
        return False
    return 1 <= day <= monthrange(year if year and year >= _LEAST_YEAR else 2000, month)[1]


def _days(passage: Passage) -> Iterator[Finding]:
    """Days that no calendar has: 2月30日, 4月29、30、31日, 2024年13月."""
    text, wrong = passage.text, list[re.Match[str]]()
    for match in _DATE.finditer(text):
        year, month = _number(match[1] or match[5]), int(match[2])
        first, day = int(match[3] or 1), int(match[4])
        if not (_exists(year, month, day) and _exists(year, month, first)):
            wrong.append(match)
    for match in _MANY.finditer(text):
        if not all(_exists(_number(match[1]), int(match[2]), int(day)) for day in _FIGURES.findall(match[3])):
            wrong.append(match)
    told = {match.start() for match in wrong}
    months = (match for match in _MONTH.finditer(text) if not 1 <= int(match[1]) <= 12)
    wrong += [match for match in months if match.start() not in told]
    for match in wrong:
        if not _LUNAR.search(text[max(0, match.start() - 8) : match.start()]):
            yield IMPOSSIBLE.at(passage.place(match.start()), text=passage.around(*match.span()))


def _number(figures: str | None) -> int | None:
    return int(figures) if figures else None


def _weekdays(passage: Passage, year: int) -> Iterator[Finding]:
    """Days that fall on another weekday: 2024年11月8日（星期四）, 星期四（11月8日）."""
    for match in _DATE.finditer(passage.text):
        if match[6] and not match[3]:
            yield from _weekday(passage, match, match[6], (match[1], match[2], match[4]), year)
    for match in _WEEKDAY_FIRST.finditer(passage.text):
        yield from _weekday(passage, match, match[1], (match[2], match[3], match[4]), year)


def _weekday(
    passage: Passage, match: re.Match[str], named: str, day: tuple[str | None, str, str], issued: int
) -> Iterator[Finding]:
    """A date without a year is of the issue's time, or of a year that the passage named before."""
    said = _WEEKDAYS.index(named.replace("天", "日"))
    years = [int(day[0])] if day[0] else [issued, issued - 1, issued + 1]
    if not day[0]:
        before = passage.text[max(0, match.start() - _NEAR) : match.start()]
        years += [int(named) for named in _YEAR.findall(before)] + ([issued - 2] if "前年" in before else [])
    month, of_month = int(day[1]), int(day[2])
    possible = [date(y, month, of_month) for y in years if y >= _LEAST_YEAR and _exists(y, month, of_month)]
    if possible and all(one.weekday() != said for one in possible):
        text, weekday = passage.around(*match.span()), "星期" + _WEEKDAYS[possible[0].weekday()]
        right = possible[0].isoformat()
        yield WEEKDAY.at(passage.place(match.start()), day=right, weekday=weekday, text=text)


def _times(passage: Passage) -> Iterator[Finding]:
    """Clock times where the words say that they are some: 3:75 may be a score."""
    for match in _TIME.finditer(passage.text):
        if not _clock(int(match[1]), int(match[2])) and _is_time(passage.text, match):
            yield TIME.at(passage.place(match.start()), text=passage.around(*match.span()))
    for match in _SPOKEN.finditer(passage.text):
        if not _clock(int(match[1]), int(match[2])):
            yield TIME.at(passage.place(match.start()), text=passage.around(*match.span()))
    for match in _MORNING.finditer(passage.text):
        yield TIME.at(passage.place(match.start()), text=passage.around(*match.span()))


def _is_time(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 20) : match.start()]
    cue = _CUE.search(before[-6:])
    if cue is None or cue[0].strip() in ("到", "至"):
        return (cue is not None or _STARTS.match(text, match.end()) is not None) and not _RATIO.search(before)
    return True


def _clock(hours: int, minutes: int) -> bool:
    return (hours < 24 and minutes < 60) or (hours, minutes) == (24, 0)
