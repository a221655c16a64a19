"""Figures and measures in running text, by GB/T 15835—2011, and shares over a hundred. Issue → findings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kanwu_press.check.figures import in_figures, in_han, month_in_figures
from kanwu_press.check.passages import Passage, passages
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Issue

APPROXIMATE = Rule(
    "number-approximate", Level.WARNING,
    N_("Figures with “几”: {text}"),
    N_("Write so: {mended}"),
)  # fmt: skip
TWICE_VAGUE = Rule(
    "number-twice-vague", Level.INFO,
    N_("“About” is said twice: {text}"),
    N_("Keep one of 约, 近, 余, 多, 左右."),
)  # fmt: skip
MIXED = Rule(
    "number-mixed", Level.WARNING,
    N_("Figures are mixed with “千” or “百”: {text}"),
    N_("Write the whole in figures, or with 万 or 亿: {mended}"),
)  # fmt: skip
THOUSANDS = Rule(
    "number-comma-wide", Level.WARNING,
    N_("A full-width comma within a number: {text}"),
    N_("Write it without a mark or with a half-width comma: {mended}"),
)  # fmt: skip
PERCENT_RANGE = Rule(
    "range-percent", Level.WARNING,
    N_("The first number of the range lacks its “%”: {text}"),
    N_("Write both: {mended}"),
)  # fmt: skip
SCALE_RANGE = Rule(
    "range-scale", Level.INFO,
    N_("The first number of the range lacks its “万” or “亿”: {text}"),
    N_("Write both, {mended}, if both are meant so (GB/T 15835, 5.1.4)."),
)  # fmt: skip
REVERSED = Rule(
    "range-reversed", Level.WARNING,
    N_("The range ends before it begins: {text}"),
    N_("Check both years."),
)  # fmt: skip
FALL_OVER = Rule(
    "number-fall-over", Level.WARNING,
    N_("Nothing can fall by more than the whole of it: {text}"),
    N_("Write by what part it fell, 降低了三分之二, or to what part, 降到原来的三分之一."),
)  # fmt: skip
DATE_MIXED = Rule(
    "date-mixed", Level.WARNING,
    N_("The year is in figures and the month in Chinese: {text}"),
    N_("Write both in figures, {mended}, or both in Chinese."),
)  # fmt: skip
YEAR_ZERO = Rule(
    "year-zero", Level.WARNING,
    N_("In the number of a year “〇” is written, not “零”: {text}"),
    N_("Write {mended}, or the year in figures (GB/T 15835, 5.2.3)."),
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
SHARES_TWO = Rule(
    "shares-two", Level.INFO,
    N_("If both are shares of one whole, they come to {sum}%: {text}"),
    N_("Check the numbers, or say of what each is a share."),
)  # fmt: skip

_MEASURES = "公里|千米|厘米|毫米|米|公斤|千克|吨|公顷|亩|平方米|平方公里|立方米|摄氏度"
_APPROXIMATE = re.compile(r"(?<![\d.])\d{1,4}几(?=[个名位人户家年岁天次万千百亿元亩公里米斤])")
_TWICE_VAGUE = re.compile(
    r"\d[\d.]*[万亿]?(?:余|多(?!于))[^，。；、0-9]{1,4}左右"
    r"|(?:约|大约|近|将近)(?:\d[\d.]*[万亿]?(?:余|多)|\d[\d.]*[万亿]?[^，。；、0-9]{1,4}左右)"
    r"|(?:超过?|逾|不足|不到|至少|最少)\d[\d.]*[万亿]?(?:余|多(?!于))"
    r"|(?:至少|最少|不少于|不低于|超过)\d[\d.]*[%万亿]?[^，。；、0-9]{0,3}以上"
    r"|(?:至多|最多|不超过|不多于)\d[\d.]*[%万亿]?[^，。；、0-9]{0,3}以[内下]"
)
_MIXED = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?:[百千](?=[余多]?[个名位人元家户亩吨万])|万\d+千)")
_THOUSANDS = re.compile(
    r"(?<![\d，、.])\d{1,3}(?:，\d{3})+(?![\d，、])(?=[余多]?[万亿个名位人元家户亩吨平公米项次])"
)
_RANGE_LACKING = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)([—～~–-]\d+(?:\.\d+)?)(?:([%％‰])|([万亿]))")
_REVERSED = re.compile(r"(?<!\d)((?:1[89]|20)\d\d)年?(?:[—～~–-]|至|到)((?:1[89]|20)\d\d)(?=年)")
_NEAR = 40  # characters around a number that tell what it is
_BACKWARDS = re.compile("[倒逆]序|倒叙|倒推|回溯|追溯|上溯|倒查")
_YEAR_SHORT = re.compile(
    r"(?<![\d.—～~–年至到-])(?:[’'']\d\d年"
    r"|(?<![第近每共约满了历经刑龄期达判长限])\d\d年(?:1[0-2]|0?[1-9])月(?!个)"
    r"|0\d年(?!级|[代间内来]))|(?:19|20)\d\d年?(?:至|到|[—～~–-])\d\d年(?![间后前来以之代级期度])"
)
# Years of an era (民国26年, 光绪12年) have two figures.
_ERA = re.compile(
    "(?:民国|昭和|大正|令和|平成|明治|洪武|永乐|万历|崇祯|顺治|康熙|雍正|乾隆|嘉庆|道光|咸丰|同治|光绪|宣统|公元前?)$"
)
_YEAR_MAYBE = re.compile(
    r"(?<![\d.—～~–’'第近每共约满了历经达至到-])(?:[6-9]\d年(?=毕业|入[学党伍职团]|出生|生[人于]|参[加军]|进[入厂校]"
    r"|[初末底夏冬]|春(?!华)|秋(?!实))|[89]\d年(?:至|到|[—～~–-])[089]\d年(?![间以产来]))"
)
_SHARE = re.compile(
    r"(?P<of>占(?!地|用|有)[^，。；、：\d]{0,16})(?P<a>\d+(?:\.\d+)?)%"
    r"|(?<!毛)(?:(?<!拨备)(?<!流动性)覆盖|合格|(?<!电话)(?<!手机)普及|参与|出[勤席]|到会|参会|入学|就业|成活|及格|优秀|办结"
    r"|解决|处置|成功|绿化|好评|知晓|满意)[率度](?P<between>[^，。；、：\d]{0,8})(?P<b>\d+(?:\.\d+)?)%"
)
# A part may be more than what it is compared with, and a rate may rise by more than the whole.
_COMPARED = re.compile("同期|平均|GDP|生产总值|计划|目标|任务|预算|上[年季月]|去年|前年|水平|额定|设计")
_RISEN = re.compile("提高|增[长加]|上升|提升|同比|环比|比|较")
_BELOW_NOTHING = re.compile("利润|净利|盈利|收益|现金流")  # that may turn into a loss
_FALL = re.compile(
    r"(?:下降|降低|减少|下跌|缩减|压减|缩短)了?[近约超过]{0,2}"
    r"(?:(?:\d[\d.]*|[一二两三四五六七八九十几]+)倍|(?:1(?!00%)\d\d|[2-9]\d\d)(?:\.\d+)?%)"
)
_LUNAR = re.compile("农历|阴历|旧历|夏历")
_DATE_MIXED = re.compile(
    r"(?<!\d)(?:19|20)\d\d年(?:十[一二]?|[一二三四五六七八九])月(?![一二三四五六七八九十初廿天半街]|革命)"
)
_YEAR_ZERO = re.compile(
    "(?<![一二三四五六七八九零〇])[一二](?=[一二三四五六七八九〇]{0,2}零)[零〇一二三四五六七八九]{3}年"
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


_OWN_WHOLES = re.compile("各自|计划|目标|任务|预算")


def _plain(
    rule: Rule, pattern: re.Pattern[str], mended: Callable[[str], str] | None = None
) -> Callable[[Passage], Iterator[Finding]]:
    """What matches is told; `mended` says how to write it, where the remedy shows that."""

    def found(passage: Passage) -> Iterator[Finding]:
        for match in pattern.finditer(passage.text):
            values = {"mended": mended(match[0])} if mended else {}
            yield rule.at(passage.place(match.start()), text=passage.around(*match.span()), **values)

    return found


def _lacking(passage: Passage) -> Iterator[Finding]:
    """Ranges whose first number lacks what the second has, with the mended range: 5%～10%, 9亿～16亿."""
    for match in _RANGE_LACKING.finditer(passage.text):
        of = match[3] or match[4]
        low, rest = match[1], match[2].replace("~", "～").replace("-", "～").replace("–", "～")
        rule = PERCENT_RANGE if match[3] else SCALE_RANGE
        text = passage.around(*match.span())
        yield rule.at(passage.place(match.start()), text=text, mended=f"{low}{of}{rest}{of}")


def _reversed(passage: Passage) -> Iterator[Finding]:
    for match in _REVERSED.finditer(passage.text):
        near = passage.text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
        told = _BACKWARDS.search(near) or passage.text.startswith(
            ("由", "从", "自"), max(0, match.start() - 1)
        )
        if int(match[1]) > int(match[2]) and not told:
            yield REVERSED.at(passage.place(match.start()), text=passage.around(*match.span()))


def _shares(passage: Passage) -> Iterator[Finding]:
    """One share over 100, or shares of one whole that come to more than it."""
    for match in _SHARE.finditer(passage.text):
        group = "a" if match["a"] else "b"
        if float(match[group]) > 100 and not _may_be_over(match):
            text = passage.around(*match.span())
            yield SHARE_OVER.at(passage.place(match.start(group)), share=match[group], text=text)
    for match in _SHARES.finditer(passage.text):
        parts = [float(part) for part in _PERCENT.findall(match[1])]
        if max(parts) > 100 or sum(parts) <= 100 + 0.5 * len(parts) or _OWN_WHOLES.search(match[0]):
            continue
        text, rule = passage.around(*match.span()), SHARES_SUM if len(parts) > 2 else SHARES_TWO
        yield rule.at(passage.place(match.start()), sum=f"{sum(parts):g}", text=text)


def _may_be_over(match: re.Match[str]) -> bool:
    """Whether a share is compared with something else, or a rate is said to rise."""
    if match["of"]:
        return _COMPARED.search(match["of"]) is not None
    return (_RISEN.search(match["between"]) or _COMPARED.search(match["between"])) is not None


def _falls(passage: Passage) -> Iterator[Finding]:
    for match in _FALL.finditer(passage.text):
        loss = _BELOW_NOTHING.search(passage.text, max(0, match.start() - 12), match.start())
        if not loss:
            yield FALL_OVER.at(passage.place(match.start()), text=passage.around(*match.span()))


def _years(passage: Passage) -> Iterator[Finding]:
    """Years of two figures, and months in Chinese behind a year in figures."""
    for match in _YEAR_SHORT.finditer(passage.text):
        if not _ERA.search(passage.text[max(0, match.start() - 4) : match.start()]):
            yield YEAR_SHORT.at(passage.place(match.start()), text=passage.around(*match.span()))
    for match in _DATE_MIXED.finditer(passage.text):
        if not _LUNAR.search(passage.text, max(0, match.start() - _NEAR), match.end()):
            mended, text = month_in_figures(match[0]), passage.around(*match.span())
            yield DATE_MIXED.at(passage.place(match.start()), text=text, mended=mended)


_RULES: tuple[Callable[[Passage], Iterator[Finding]], ...] = (
    _plain(APPROXIMATE, _APPROXIMATE, in_han),
    _plain(TWICE_VAGUE, _TWICE_VAGUE),
    _plain(MIXED, _MIXED, in_figures),
    _plain(THOUSANDS, _THOUSANDS, lambda text: text.replace("，", ",")),
    _lacking,
    _reversed,
    _years,
    _falls,
    _plain(YEAR_MAYBE_SHORT, _YEAR_MAYBE),
    _shares,
)
_ZEROS = _plain(YEAR_ZERO, _YEAR_ZERO, lambda text: text.replace("零", "〇"))
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
            if "零" in passage.text:
                yield from _ZEROS(passage)
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
