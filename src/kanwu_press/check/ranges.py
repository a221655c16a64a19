"""Ranges typed with a hyphen or a tilde: 300-500户, 2021-2023年. Patterns and what they become.

GB/T 15834—2011, 4.13: — joins times and places, ～ quantities; the hyphen stays in codes, telephone
numbers, ISO dates and words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kanwu_press.model import RangeSign as RangeSign

Made = str | None

_JOIN = r"[ \u00a0]?([-‐‑–−－﹣~〜∼])[ \u00a0]?"
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_CALENDAR = "年代|世纪|年|月|日|时|点|周"
_COUNTED = (
    "个|名|位|人|户|家|所|项|次|件|条|支|元|万|亿|千|百|亩|公顷|平方|立方|公里|千米|米|厘米|毫米|公斤|千克|克|吨|斤|升|毫升"
    "|%|‰|℃|度|倍|页|期|级|层|届|章|节|篇|字|场|台|辆|套|棵|株|头|只|张|本|份|组|类|种|批|轮|成|折|千瓦|瓦|间|座|栋|幢|艘|课"
    "|天|岁|小时|分钟|秒|分|号(?=[楼院线门口桌馆厅])|(?:km²?|kg|cm|mm|mg|mL|kW|m²|m³|m|g|L)(?![A-Za-z])"
)
_BEFORE = r"(?<![A-Za-z0-9.\-/:：–—〔#])"


def _plain(join: str) -> re.Pattern[str]:
    """300-500户, 2021-2023年: low, what joins, high, and the calendar's word where there is one."""
    return re.compile(f"{_BEFORE}({_NUMBER}){join}({_NUMBER})(?=[ ]?(?:({_CALENDAR})|(?:{_COUNTED})))")


def _with_unit(join: str) -> re.Pattern[str]:
    """3月-5月, 3个-5个: low, the calendar's word where there is one, what joins."""
    return re.compile(
        f"({_NUMBER})(?:({_CALENDAR})|[万亿]?(?:{_COUNTED})){join}(?=[\\d十一二三四五六七八九])"
    )


_PLAIN_RANGE, _UNIT_RANGE = _plain(_JOIN), _with_unit(_JOIN)
_SIGNED = "((?<!—)—(?!—)|～)"
_SIGNED_PLAIN, _SIGNED_UNIT = _plain(_SIGNED), _with_unit(_SIGNED)
_WEEK_RANGE = re.compile(f"((?:周|星期)[一二三四五六日天]){_JOIN}(?=(?:周|星期)[一二三四五六日天])")
_CLOCK_RANGE = re.compile(
    f"(?<![\\d:：.-])(\\d{{1,2}}[:：]\\d\\d){_JOIN}(?=\\d{{1,2}}[:：]\\d\\d(?![\\d:：-]))"
)
_YEARS_RANGE = re.compile(f"(?<=[（(])((?:1[0-9]|20)\\d\\d){_JOIN}(?=(?:1[0-9]|20)\\d\\d[)）])")
_TILDE = re.compile(r"(?<=[\d%])[ \u00a0]?[~〜∼][ \u00a0]?(?=\d)")


def _sign(typed: str, time: bool, wish: RangeSign) -> str:
    if wish is RangeSign.BY_USE:
        return "—" if time and typed not in "~〜∼" else "～"
    return "—" if wish is RangeSign.EM else "～"


def _plain_range(wish: RangeSign) -> Callable[[re.Match[str]], Made]:
    def made(found: re.Match[str]) -> Made:
        low, typed, high, calendar = found.groups()
        code = len(low) > 2 and low[0] == "0"  # 0898-88279029
        short = calendar == "年" and len(low) == 4 and len(high) == 2 and low[2:] < high  # 2021-23年
        rising = float(low.replace(",", "")) < float(high.replace(",", ""))
        if code or not (short or rising):
            return None
        return f"{low}{_sign(typed, bool(calendar), wish)}{high}"

    return made


def _unit_range(wish: RangeSign) -> Callable[[re.Match[str]], Made]:
    def made(found: re.Match[str]) -> Made:
        head = found.group()[: found.start(3) - found.start()].rstrip(" \u00a0")
        return head + _sign(found[3], found[2] is not None, wish)

    return made


def _time_range(wish: RangeSign) -> Callable[[re.Match[str]], Made]:
    return lambda found: found[1] + _sign(found[2], True, wish)


def range_steps(wish: RangeSign) -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Made]], ...]:
    """Each pattern with the function that says what its match becomes; None where it is no range."""
    return (
        (_PLAIN_RANGE, _plain_range(wish)),
        (_UNIT_RANGE, _unit_range(wish)),
        (_WEEK_RANGE, _time_range(wish)),
        (_CLOCK_RANGE, _time_range(wish)),
        (_YEARS_RANGE, _time_range(wish)),
        (_TILDE, lambda m: "—" if wish is RangeSign.EM else "～"),
    )


def signs(text: str) -> Iterator[tuple[int, str, bool]]:
    """Ranges that are written with — or ～: where the sign stands, the sign, and whether it is time."""
    if "—" not in text and "～" not in text:
        return
    for found in _SIGNED_PLAIN.finditer(text):
        yield found.start(2), found[2], found[4] is not None
    for found in _SIGNED_UNIT.finditer(text):
        yield found.start(3), found[3], found[2] is not None
