"""What stays on one line: numbers with their units, dates, initials; and where addresses may break.

In: a paragraph's text. Out: spans of characters `(start, end)` inside of which no line ends
(LB-UNIT; GB/T 15834 and house practice for numbers), and single places where one may.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_NUMBER = r"\d+(?:[.,:：．]\d+)*"
_RANGE = rf"{_NUMBER}(?: ?[-–—～~〜/] ?{_NUMBER})*"
_WORDS = (
    "平方公里|平方千米|平方厘米|平方米|立方厘米|立方米|公里|千米|厘米|毫米|微米|纳米|英里|海里|英寸|公斤|千克|毫克|公顷"
    "|公分|毫升|小时|分钟|秒钟|刻钟|季度|星期|世纪|年代|年度|年级|月份|周年|周岁|个月|个人|个百分点|百分点|人次|台套"
    "|美元|欧元|日元|英镑|港元|港币|学时|课时|学分|字节|千瓦时|千瓦|兆瓦|赫兹|摄氏度|多年|余年|余人|多人|号楼|号线"
)
_SINGLE = (
    "年月日时分秒点号届次期卷册本页章节条款项篇版个位名人口家户所座栋层间台架辆艘只头匹根支枝片张块颗粒棵株朵束套双"
    "对组批群队班排连营团级类种样步声下回场遍趟顿餐杯瓶碗盘箱盒包袋吨克斤两升米里亩顷元角万亿千百倍成度岁周天夜代届"
    "市县区省镇乡村国部件幅首则句字行段门科项份颁枚滴把扇道幢架尾盏堂课笔桩起股路弄室栏例票集轮期"
)
_LATIN_UNIT = (
    "km/h|kWh|km|hm|cm|mm|μm|nm|kg|mg|mL|ml|kHz|MHz|GHz|Hz|kW|MW|GW|kV|kPa|MPa|hPa|Pa|min|dpi|pt|px|KB|MB|GB|TB"
    "|ha|m|g|t|L|h|s|V|A|W|K"
)
_NUMBERED = re.compile(
    rf"(?:第 ?|[¥￥$€£±-])?{_RANGE}"
    rf"(?: ?[%‰°℃℉′″]C?)?"
    rf"(?: ?(?:{_LATIN_UNIT})[²³]?(?![A-Za-z]))?"
    rf"(?: ?(?:[多余几]?[十百千万亿]{{0,2}}[多余几]?(?:{_WORDS}|[{_SINGLE}])))?"
)
_GROUPED = re.compile(
    rf"\d{{1,3}}(?:[ \u2009\u202f]\d{{3}})+(?: ?(?:{_LATIN_UNIT})[²³]?(?![A-Za-z])| ?[{_SINGLE}])?"
)
_TELEPHONE = re.compile(r"(?:\+\d{1,3}[ -])?\(?\d{2,4}\)?[ -]\d{3,4}[ -]?\d{4}")
_REFERENCE = re.compile(r"(?<![A-Za-z])(?:[Nn]o|[Vv]ol|[Ff]ig|pp?)\. ?\d")
_INITIALS = re.compile(r"(?<![A-Za-z])(?:[A-Z](?:\. ?|·))+(?=[^\W\d_])")
_ITEM = re.compile(
    "(?:^|(?<=[，；：。、！？]))[\u2460-\u24ff\u2776-\u2793](?=.)", re.MULTILINE
)  # ①, ⑴ before its words
_IN_RANGE = re.compile(r"(?<=\d{3})[～〜](?=\d[\d,.]{2})")
_DATE = re.compile(r"(?:\d{2,4} ?年 ?)?\d{1,2} ?月 ?\d{1,2} ?[日号]|\d{2,4} ?年 ?\d{1,2} ?月")

_ADDRESS = re.compile(
    r"(?:https?|ftp)://[!-~]+|www\.[!-~]+|[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"|(?:[A-Za-z0-9-]+\.)+(?:com|cn|org|net|gov|edu|info|io)\b(?:/[!-~]*)?",
    re.ASCII,
)
_IN_ADDRESS = re.compile(r"[/?&=._#@-](?=[A-Za-z0-9%~])")
_IN_WORD = re.compile(r"(?<=[A-Za-zÀ-ɏ]{2})[-‐–/](?=[A-Za-zÀ-ɏ]{2})|(?<=\d{3})-(?=\d{3})")
WORD = re.compile(r"[^\W\d_\u2e80-\U0003ffff]{5,}")  # a foreign word long enough to be hyphenated
_DIGIT = re.compile(r"\d", re.ASCII)


def units(text: str) -> Iterator[tuple[int, int]]:
    """Spans that are not broken. An initial, or an item's number, reaches to what follows it."""
    if _DIGIT.search(text):
        for pattern in (_NUMBERED, _GROUPED, _TELEPHONE, _REFERENCE):
            for match in pattern.finditer(text):
                yield match.span()
    for pattern in (_INITIALS, _ITEM):
        for match in pattern.finditer(text):
            yield match.start(), match.end() + 1


def dates(text: str) -> Iterator[tuple[int, int]]:
    """Spans of dates in figures: 2024年4月15日."""
    if _DIGIT.search(text):
        for match in _DATE.finditer(text):
            yield match.span()


def addresses(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of URLs and e-mail addresses, which are not hyphenated."""
    if "." not in text:
        return ()
    return tuple(match.span() for match in _ADDRESS.finditer(text))


def breaks_in_address(text: str, start: int, end: int) -> Iterator[int]:
    """Where an address may go on on the next line: after a sign, never before one, nor within `://`."""
    for match in _IN_ADDRESS.finditer(text, start, end):
        if match.end() < end:
            yield match.end()


def breaks_in_ranges(text: str) -> Iterator[int]:
    """After the ～ of two numbers of three figures or more: else half a line could not be broken."""
    for match in _IN_RANGE.finditer(text):
        yield match.end()


def breaks_in_compounds(text: str) -> Iterator[int]:
    """After a hyphen or solidus that the text itself has between two foreign words or long numbers."""
    for match in _IN_WORD.finditer(text):
        yield match.end()
