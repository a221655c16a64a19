"""Figures and measures in running text, by GB/T 15835—2011, and shares over a hundred. Issue → findings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kanwu_press.check.passages import Passage, passages
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Issue

APPROXIMATE = Rule(
    "number-approximate", Level.WARNING,
    N_("Figures with “几”: {text}"),
    N_("Write the whole in Chinese: 十几, 几十, 二十几."),
)  # fmt: skip
TWICE_VAGUE = Rule(
    "number-twice-vague", Level.INFO,
    N_("“About” is said twice: {text}"),
    N_("Keep one of 约, 近, 余, 多, 左右."),
)  # fmt: skip
MIXED = Rule(
    "number-mixed", Level.WARNING,
    N_("Figures are mixed with “千” or “百”: {text}"),
    N_("Write the whole in figures, or with 万 or 亿: 3000, 3.5万."),
)  # fmt: skip
THOUSANDS = Rule(
    "number-comma-wide", Level.WARNING,
    N_("A full-width comma within a number: {text}"),
    N_("Write 12 345 without a mark or with a half-width comma, 12,345."),
)  # fmt: skip
PERCENT_RANGE = Rule(
    "range-percent", Level.WARNING,
    N_("The first number of the range lacks its “%”: {text}"),
    N_("Write both: 5%～10%."),
)  # fmt: skip
SCALE_RANGE = Rule(
    "range-scale", Level.INFO,
    N_("The first number of the range lacks its “万” or “亿”: {text}"),
    N_("Write both, 9亿～16亿, if both are meant so (GB/T 15835, 5.1.4)."),
)  # fmt: skip
REVERSED = Rule(
    "range-reversed", Level.WARNING,
    N_("The range ends before it begins: {text}"),
    N_("Check both years."),
)  # fmt: skip
YEAR_SHORT = Rule(
    "year-short", Level.WARNING,
    N_("A year of two figures: {text}"),
    N_("Write all four figures."),
)  # fmt: skip
YEAR_MAYBE_SHORT = Rule(
    "year-maybe-short", Level.INFO,
    N_("Perhaps a year of two figures: {text}"),
    N_("If it is a year, write all four figures."),
)  # fmt: skip
UNITS_MIXED = Rule(
    "units-mixed", Level.INFO,
    N_("The article writes both “{one}” and “{other}”: {text}"),
    N_("Keep one way: names of units in running text, symbols in tables and with many figures."),
)  # fmt: skip
HAN_MEASURE = Rule(
    "number-han-measure", Level.INFO,
    N_("A measure is written in Chinese, others of this article in figures: {text}"),
    N_("Write measures in figures, if it is one."),
)  # fmt: skip
SHARE_OVER = Rule(
    "share-over", Level.WARNING,
    N_("A share of {share}% is more than the whole: {text}"),
    N_("Check the number."),
)  # fmt: skip
SHARES_SUM = Rule(
    "shares-sum", Level.WARNING,
    N_("The shares come to {sum}%, more than the whole: {text}"),
    N_("Check the numbers."),
)  # fmt: skip

_MEASURES = "公里|千米|厘米|毫米|米|公斤|千克|吨|公顷|亩|平方米|平方公里|立方米|摄氏度"
_APPROXIMATE = re.compile(r"(?<![\d.])\d{1,4}几(?=[个名位人户家年岁天次万千百亿元亩公里米斤])")
_TWICE_VAGUE = re.compile(
    r"(?:约|大约|近|将近)(\d[\d.]*[万亿]?(?:余|多)|\d[\d.]*[万亿]?[^，。；、0-9]{1,4}左右)"
)
_MIXED = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?:[百千](?=[余多]?[个名位人元家户亩吨万])|万\d+千)")
_THOUSANDS = re.compile(
    r"(?<![\d，、.])\d{1,3}(?:，\d{3})+(?![\d，、])(?=[余多]?[万亿个名位人元家户亩吨平公米项次])"
)
_RANGE = r"(?<![\d.])(\d+(?:\.\d+)?)[—～~–-]\d+(?:\.\d+)?"
_PERCENT_RANGE = re.compile(_RANGE + "[%％‰]")
_SCALE_RANGE = re.compile(_RANGE + "[万亿]")
_REVERSED = re.compile(r"(?<!\d)((?:1[89]|20)\d\d)年?(?:[—～~–-]|至|到)((?:1[89]|20)\d\d)(?=年)")
_YEAR_SHORT = re.compile(
    r"(?<![\d.—～~–年至到-])(?:[’'']\d\d年|(?<![第近每共约满了历经])\d\d年(?:1[0-2]|0?[1-9])月(?!个))"
)
_YEAR_MAYBE = re.compile(
    r"(?<![\d.—～~–’'第近每共约满了历经达至到-])[6-9]\d年(?=[毕入出生参进初末底春夏秋冬])"
)
_SHARE = re.compile(
    r"(?:占(?!地|用|有)[^，。；、：\d]{0,16}|(?:覆盖|合格|普及|参与|出勤|入学|就业|成活|及格|优秀|办结|解决|处置|成功|绿化|好评|知晓|满意)"
    r"[率度][^，。；、：\d]{0,8})(\d+(?:\.\d+)?)%"
)
_SHARES = re.compile(r"分别占[^，。；：\d]{0,12}((?:\d+(?:\.\d+)?%[、和及与，]?){2,})")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%")
_ONES = "一二三四五六七八九"
# Thirty-five kilometres are measured; a hundred may be meant roughly.
_HAN_MEASURE = re.compile(
    f"(?<![几数上成百千万])[{_ONES}]?[十百千]零?[{_ONES}][十百千零{_ONES}]*({_MEASURES})"
)
_FIGURE_MEASURE = re.compile(f"\\d(?:余|多)?({_MEASURES})")
# Name and symbol of the same unit, behind figures; never both within a text.
_UNITS = (
    ("公里", "千米"), ("公里", "km"), ("公斤", "千克"), ("公斤", "kg"), ("平方米", "m²"), ("摄氏度", "℃"),
    ("厘米", "cm"), ("毫米", "mm"), ("毫升", "mL"),
)  # fmt: skip
_UNIT = re.compile(
    r"\d(?:余|多)?[万亿]? ?(公里|千米|km(?![²/A-Za-z])|公斤|千克|kg(?![/A-Za-z])|平方米|m²"
    r"|摄氏度|℃|厘米|cm(?![A-Za-z])|毫米|mm(?![A-Za-z])|毫升|mL)"
)


def _plain(rule: Rule, pattern: re.Pattern[str]) -> Callable[[Passage], Iterator[Finding]]:
    def found(passage: Passage) -> Iterator[Finding]:
        for match in pattern.finditer(passage.text):
            yield rule.at(passage.place(match.start()), text=passage.around(*match.span()))

    return found


def _reversed(passage: Passage) -> Iterator[Finding]:
    for match in _REVERSED.finditer(passage.text):
        if int(match[1]) > int(match[2]):
            yield REVERSED.at(passage.place(match.start()), text=passage.around(*match.span()))


def _shares(passage: Passage) -> Iterator[Finding]:
    """One share over 100, or shares of one whole that come to more than it."""
    for match in _SHARE.finditer(passage.text):
        if float(match[1]) > 100:
            text = passage.around(*match.span())
            yield SHARE_OVER.at(passage.place(match.start(1)), share=match[1], text=text)
    for match in _SHARES.finditer(passage.text):
        parts = [float(part) for part in _PERCENT.findall(match[1])]
        if max(parts) <= 100 and sum(parts) > 100 + 0.5 * len(parts):
            text = passage.around(*match.span())
            yield SHARES_SUM.at(passage.place(match.start()), sum=f"{sum(parts):g}", text=text)


_RULES: tuple[Callable[[Passage], Iterator[Finding]], ...] = (
    _plain(APPROXIMATE, _APPROXIMATE),
    _plain(TWICE_VAGUE, _TWICE_VAGUE),
    _plain(MIXED, _MIXED),
    _plain(THOUSANDS, _THOUSANDS),
    _plain(PERCENT_RANGE, _PERCENT_RANGE),
    _plain(SCALE_RANGE, _SCALE_RANGE),
    _reversed,
    _plain(YEAR_SHORT, _YEAR_SHORT),
    _plain(YEAR_MAYBE_SHORT, _YEAR_MAYBE),
    _shares,
)
_FIGURE = re.compile(r"\d")


def numbers(issue: Issue) -> Iterator[Finding]:
    """The rules on each passage that has figures, then units over each article."""
    for article in issue.articles:
        figured: list[Passage] = []
        in_words: list[Passage] = []
        for passage in passages(article):
            if _FIGURE.search(passage.text):
                figured.append(passage)
                for rule in _RULES:
                    yield from rule(passage)
            if _HAN_MEASURE.search(passage.text):
                in_words.append(passage)
        yield from _units(figured)
        yield from _measures(figured, in_words)


def _units(figured: list[Passage]) -> Iterator[Finding]:
    """A unit by two names in one article, told at the rarer one."""
    met: dict[str, list[tuple[Passage, re.Match[str]]]] = {}
    for passage in figured:
        for match in _UNIT.finditer(passage.text):
            met.setdefault(match[1], []).append((passage, match))
    for one, other in _UNITS:
        if one in met and other in met:
            passage, match = min((met[one], met[other]), key=len)[0]
            text = passage.around(*match.span())
            yield UNITS_MIXED.at(passage.place(match.start()), one=one, other=other, text=text)


def _measures(figured: list[Passage], in_words: list[Passage]) -> Iterator[Finding]:
    """Measures in Chinese beside others of the same unit in figures, told once for each unit."""
    if not in_words:
        return
    units = {unit for passage in figured for unit in _FIGURE_MEASURE.findall(passage.text)}
    for passage in in_words:
        for match in _HAN_MEASURE.finditer(passage.text):
            if match[1] in units:
                units.discard(match[1])
                yield HAN_MEASURE.at(passage.place(match.start()), text=passage.around(*match.span()))
