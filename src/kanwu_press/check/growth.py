"""Sums done in running text: growth from one figure to another, shares of one whole. Issue → findings.

Only what one sentence says by itself is reckoned: 从200万元增加到300万元，增长60%. Each number is taken as
rounded in its last place, and a result is told where no numbers so rounded give it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kanwu_press.check.numbers import SHARES_SUM, SHARES_TWO
from kanwu_press.check.passages import Passage, issue_passages
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Issue

GROWTH = Rule(
    "growth-differs", Level.WARNING,
    N_("From {low} to {high} is a change by {right}, not by {said}: {text}"),
    N_("Check the three numbers."),
)  # fmt: skip
POINTS = Rule(
    "percent-points", Level.WARNING,
    N_("“%” and “percentage points” are mixed up: {text}"),
    N_("Write “个百分点” for the difference of two percentages, without “%”."),
)  # fmt: skip
TOTAL = Rule(
    "shares-total", Level.WARNING,
    N_("The shares come to {sum}%, but {said}% is given as their sum: {text}"),
    N_("Check the numbers."),
)  # fmt: skip

_NUMBER = r"(\d+(?:,\d{3})*(?:\.\d+)?)"
_SCALE = "(万亿|[万亿])?"
_UNIT = r"([%％]|[^\W\d_]{0,4}?)"
_UNIT_AND_MORE = r"([%％]|[^\W\d_]{0,6})"  # 元逐步
_UP = "增[长加至到]?|提高|上升|提升|上涨|扩大|增幅|涨幅|升幅|增长率"
_DOWN = "下降|减少|降低|缩减|压减|缩短|下跌|降幅|跌幅|降"
_GROWTH = re.compile(
    rf"[从由](?:[^，。；：\d]{{0,8}}(?:\d{{4}}年|去年|上年)[^，。；：\d]{{0,8}})?[^，。；：\d]{{0,4}}{_NUMBER}{_SCALE}{_UNIT_AND_MORE}，?"
    rf"(?:[^\W\d_]{{0,4}}\d{{4}}年)?"
    rf"(?P<way>增|提高|提升|上升|上涨|扩大|发展|下降|减少|降|缩减|压减|缩短|下跌)[长加低]?(?:到了?|至|为)"
    rf"(?:\d{{4}}年的|现在的|目前的|今年的|如今的)?{_NUMBER}{_SCALE}{_UNIT}[，、；（(]?"
    rf"(?:三年|五年|两年|累计|净|共|总计|整体|总体|同比|实际)?(?:{_UP}|{_DOWN})(?:了|达到?|为|是)*"
    rf"(?P<said>\d+(?:\.\d+)?)(?P<of>[%％]|倍)(?P<after>(?:个百分点)?)"
)
_POINTS = re.compile(r"\d[%％]个百分点")
_CALENDAR = ("年", "月", "日", "号", "时", "点")
_SLACK = Decimal("0.005")  # of the said change: who rounds twice is let be

_SENTENCE = re.compile(r"[^。！？；\n]+")
_CLAUSE = re.compile(
    r"(?:^|(?<=[。！？；\n，、：和及]))(?P<name>(?!.?.?[合共总]计)[^，、。；：\d占]{1,8}?)(?:\d+(?:\.\d+)?[万亿]?[人户个名家件亩项元]+[，、]?)?"
    r"(?P<of>占比?[^，、。；：\d]{0,6}?)(?P<share>\d+(?:\.\d+)?)%(?=[，、和及]|$)"
)
_ADDED = re.compile(r"[，、]?(?:[一二两三四五六七八九][者项])?(?:合计|共计|总计)占?比?为?(\d+(?:\.\d+)?)%")
# Parts that overlap, or that are measured by other wholes.
_OVERLAP = re.compile("其中|同比|环比|以[上下内]|多选|分别|各自|增长|提高|下降|均占|目标|任务|计划|去年|上年")
_ATTRIBUTE = re.compile(
    "党员|团员|女|男|少数民族|汉族|学历|本科|大专|专科|研究生|硕士|博士|岁|职称|高级|中级|初级|青年|中年|老年"
    "|退役|退休|在职|干部|村民|农户|贫困|代表|委员|群众|基层|一线|党外|学生|教师|问|选|认为|表示|希望|率"
)
_SEXES = ({"男", "女"}, {"男性", "女性"}, {"男生", "女生"}, {"男党员", "女党员"}, {"男职工", "女职工"})


def growth(issue: Issue) -> Iterator[Finding]:
    """Changes that the two figures beside them do not give, and shares that come to more than the whole."""
    for passage in issue_passages(issue.articles):
        if "%" not in passage.text and "倍" not in passage.text:
            continue
        yield from _growths(passage)
        for match in _POINTS.finditer(passage.text):
            yield POINTS.at(passage.place(match.start()), text=passage.around(*match.span()))
        if passage.text.count("占") > 1:
            for sentence in _SENTENCE.finditer(passage.text):
                if sentence[0].count("占") > 1 and not _OVERLAP.search(sentence[0]):
                    yield from _shares(passage, sentence)


# ---- growth --------------------------------------------------------------------------------


def _growths(passage: Passage) -> Iterator[Finding]:
    for match in _GROWTH.finditer(passage.text):
        low, scale, unit, _, high, other_scale, other_unit = match.groups()[:7]
        if (unit and not unit.startswith(other_unit)) or other_unit[:1] in _CALENDAR:
            continue
        low_scale = scale if unit else scale or other_scale  # 从200增加到300万元
        place, text = passage.place(match.start()), passage.around(*match.span())
        if other_unit in ("%", "％"):
            yield from _points(passage, match, low, high)
            continue
        a, b = _figure(low, low_scale), _figure(high, other_scale)
        said = _said(match["said"], Decimal(100) if match["of"] == "倍" else Decimal(1))
        if a[0] <= 0 or match["after"]:
            continue
        least, most = (sorted(abs(_change(x, y)) for x in a for y in b))[0::3]
        as_many = match["of"] == "倍" and _as_many(a, b, match["said"])
        if as_many or said[0] * (1 - _SLACK) > most or said[1] * (1 + _SLACK) < least:
            right = abs(_change((a[0] + a[1]) / 2, (b[0] + b[1]) / 2))
            yield GROWTH.at(
                place, low=low + (scale or ""), high=high + (other_scale or ""), text=text,
                right=f"{right:.1f}%", said=match["said"] + match["of"],
            )  # fmt: skip


def _as_many(low: tuple[Decimal, Decimal], high: tuple[Decimal, Decimal], said: str) -> bool:
    """Whether what it came to is told as what was added: from 5 to 20 is 4 times as much, 3 times more."""
    return sum(high) / sum(low) == Decimal(said)


def _points(passage: Passage, match: re.Match[str], low: str, high: str) -> Iterator[Finding]:
    """从20%提高到30%，提高10%: the difference of two percentages is given in points."""
    differ = abs(Decimal(high.replace(",", "")) - Decimal(low.replace(",", "")))
    if not match["after"] and match["of"] != "倍" and differ == Decimal(match["said"]):
        yield POINTS.at(passage.place(match.start("said")), text=passage.around(*match.span()))


def _said(digits: str, times: Decimal) -> tuple[Decimal, Decimal]:
    """What a change may be that is said so: its last place may be rounded or cut."""
    unit = Decimal(1).scaleb(-len(digits.partition(".")[2]))
    return (Decimal(digits) - unit) * times, (Decimal(digits) + unit) * times


def _figure(digits: str, scale: str | None) -> tuple[Decimal, Decimal]:
    """The least and the most that a rounded number may stand for; whole numbers without scale are exact."""
    value = Decimal(digits.replace(",", ""))
    decimals = len(digits.partition(".")[2])
    half = Decimal(5).scaleb(-decimals - 1) if decimals or scale else Decimal(0)
    by = {"万": Decimal(10**4), "亿": Decimal(10**8), "万亿": Decimal(10**12)}.get(scale or "", Decimal(1))
    return (value - half) * by, (value + half) * by


def _change(low: Decimal, high: Decimal) -> Decimal:
    return (high - low) / low * 100


# ---- shares --------------------------------------------------------------------------------


def _shares(passage: Passage, sentence: re.Match[str]) -> Iterator[Finding]:
    """Parallel clauses X占N%, one behind the other."""
    row: list[re.Match[str]] = []
    for match in (*_CLAUSE.finditer(passage.text, *sentence.span()), None):
        follows = match and row and match.start() - row[-1].end() <= 1 and match["of"] == row[-1]["of"]
        if match and (follows or not row):
            row.append(match)
            continue
        yield from _row(passage, row)
        row = [match] if match else []


def _row(passage: Passage, row: list[re.Match[str]]) -> Iterator[Finding]:
    names = [match["name"] for match in row]
    if len(row) < 2 or len(set(names)) < len(names):
        return
    shares = [Decimal(match["share"]) for match in row]
    total, slack = sum(shares), Decimal("0.5") * len(row)
    start, end = row[0].start(), row[-1].end()
    added = _ADDED.match(passage.text, end)
    place, text = passage.place(start), passage.around(start, added.end() if added else end, 0)
    if added and abs(Decimal(added[1]) - total) > slack:
        yield TOTAL.at(place, sum=f"{total:f}", said=added[1], text=text)
    elif not added and total > 100 + slack:
        overlapping = set(names) not in _SEXES and any(_ATTRIBUTE.search(name) for name in names)
        if not overlapping and max(shares) <= 100:
            yield (SHARES_SUM if len(row) > 2 else SHARES_TWO).at(place, sum=f"{total:f}", text=text)
