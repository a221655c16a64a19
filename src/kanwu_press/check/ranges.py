"""Ranges typed with a hyphen or a tilde: 300-500户, 2021-2023年. Patterns and what they become.

GB/T 15834—2011, 4.13: — joins times and places, ～ quantities; the hyphen stays in codes, telephone
numbers, ISO dates and words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kanwu_press.model import RangeSign as RangeSign

Made = str | None

_JOIN = r"[ \u00a0]?([-‐‑–−－﹣~〜∼]{1,2})[ \u00a0]?"
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_CALENDAR = "年代|世纪|学年|赛季|年|月|日|时|点|周"
_SCHOOL = ("年", "学年", "赛季")  # 2021-22学年
_COUNTED = (
    "个|名|位|人|户|家|所(?![示列述])|项|次|件|条|支|元|万|亿|千|百|亩|公顷|平方|立方|公里|千米|米|厘米|毫米|公斤|千克|克|吨|斤|升|毫升"
    "|%|‰|℃|度|倍|页|期|级|层|届|章|节|篇|字|场|台|辆|套|棵|株|头|只|张|本|份|组|类|种|批|轮|成|折|千瓦|瓦|间|座|栋|幢|艘|课"
    "|天|岁|小时|分钟|秒|分|处|排|根|瓶|枚|桌|遍|转|碗|集|步|颗|箱|盏|粒|袋|门课|摄氏度|号(?=[楼院线门口桌馆厅])"
    "|(?:km²?|kg|cm|mm|mg|mL|kW|m²|m³|min|m|g|L|h|V|Hz|dB|nm|MPa|kPa|GB)(?![A-Za-z])|°(?! ?C)"
)
_BEFORE = r"(?<![A-Za-z0-9.\-/:：–—〔#图表])"


def _plain(join: str) -> re.Pattern[str]:
    """300-500户, 2021-2023年: low, what joins, high, and the calendar's word where there is one."""
    return re.compile(
        f"{_BEFORE}({_NUMBER}){join}({_NUMBER})(?=[ ]?[余多]?(?:({_CALENDAR})|(?:{_COUNTED})))"
    )


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
_YEAR = "(?:1[0-9]|20)\\d\\d"
_YEARS_RANGE = re.compile(f"(?<=[（(])({_YEAR}){_JOIN}(?={_YEAR}[)）])")
_SINCE_RANGE = re.compile(f"(?<=[约从自])({_YEAR}){_JOIN}(?={_YEAR}(?![\\d-]))")
_HAN = "[一二三四五六七八九十]"
_HAN_RANGE = re.compile(
    f"(?<!第)(?<!{_HAN})({_HAN}{{1,2}}){_JOIN}(?={_HAN}{{1,3}}(?:(月|世纪|季度)|[个名人位天次层]))"
)
_TILDE = re.compile(r"(?<=[\d%])[ \u00a0]?[~〜∼][ \u00a0]?(?=\d)")
_OF_HUNDRED = re.compile("[ ]?([%‰])")
_LIKE_YEAR = re.compile("(?:19|20)\\d\\d")
_BARE = re.compile(f"(\\d{{3,5}}){_JOIN}(\\d{{3,5}})")
# What precedes or follows a score, or the first digits of a telephone number.
_SCORE = re.compile("(?:比分|得分|战绩)[为是]?$")
_SCORED = re.compile("个?球|[胜负战平]")
_TELEPHONE = re.compile("(?:电话|热线|拨打|致电|客服)[^，。；]{0,6}$")
_FREE = ("400", "800")


def _sign(time: bool, wish: RangeSign) -> str:
    if wish is RangeSign.BY_USE:
        return "—" if time else "～"
    return "—" if wish is RangeSign.EM else "～"


def _plain_range(wish: RangeSign) -> Callable[[re.Match[str]], Made]:
    def made(found: re.Match[str]) -> Made:
        low, _, high, calendar = found.groups()
        code = len(low) > 2 and low[0] == "0"  # 0898-88279029
        short = calendar in _SCHOOL and len(low) == 4 and len(high) == 2 and low[2:] < high  # 2021-23年
        rising = float(low.replace(",", "")) < float(high.replace(",", ""))
        if code or not (short or rising) or _no_range(found):
            return None
        of = _OF_HUNDRED.match(found.string, found.end())  # 5-10% is 5%～10% (GB/T 15835, 5.1.4)
        return f"{low}{of[1] if of else ''}{_sign(bool(calendar), wish)}{high}"

    return made


def _no_range(found: re.Match[str]) -> bool:
    """Whether two numbers are a score, or a telephone number: 比分10-12, 以3-5个球, 400-8001."""
    low, high = found[1], found[3]
    before, after = found.string[max(0, found.start() - 12) : found.start()], found.string[found.end() :]
    if _SCORE.search(before) or (before.endswith("以") and _SCORED.match(after.lstrip())):
        return True
    if low not in _FREE or len(high) < 4:
        return False
    return not high.endswith("00") or _TELEPHONE.search(before) is not None


def _unit_range(wish: RangeSign) -> Callable[[re.Match[str]], Made]:
    def made(found: re.Match[str]) -> Made:
        head = found.group()[: found.start(3) - found.start()].rstrip(" \u00a0")
        return head + _sign(found[2] is not None, wish)

    return made


def _time_range(wish: RangeSign) -> Callable[[re.Match[str]], Made]:
    return lambda found: found[1] + _sign(True, wish)


def _tilde(wish: RangeSign) -> Callable[[re.Match[str]], Made]:
    def made(found: re.Match[str]) -> Made:
        before, after = found.string[max(0, found.start() - 4) : found.start()], found.string[found.end() :]
        years = _LIKE_YEAR.fullmatch(before) and _LIKE_YEAR.match(after)
        return _sign(years is not None, wish)

    return made


def cell_range(text: str, wish: RangeSign) -> tuple[int, int, str] | None:
    """A cell that holds nothing but a range, 300-500, 2021-2023: where its sign stands, and what it becomes.

    Short numbers may be dates, scores, rooms; a year beside what is none may be the number of a file.
    """
    found = _BARE.fullmatch(text.strip())
    if found is None or found[1][0] == "0" or int(found[1]) >= int(found[3]):
        return None
    low, high = found[1], found[3]
    years = [_LIKE_YEAR.fullmatch(n) is not None for n in (low, high)]
    round_ = low.endswith("00") and high.endswith("00")
    if any(years) and not all(years) and not round_:
        return None
    at = len(text) - len(text.lstrip()) + found.end(1)
    return at, at + found.start(3) - found.end(1), _sign(all(years) and not round_, wish)


def range_steps(wish: RangeSign) -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Made]], ...]:
    """Each pattern with the function that says what its match becomes; None where it is no range."""
    return (
        (_PLAIN_RANGE, _plain_range(wish)),
        (_UNIT_RANGE, _unit_range(wish)),
        (_WEEK_RANGE, _time_range(wish)),
        (_CLOCK_RANGE, _time_range(wish)),
        (_YEARS_RANGE, _time_range(wish)),
        (_SINCE_RANGE, _time_range(wish)),
        (_HAN_RANGE, lambda m: m[1] + _sign(m[3] is not None, wish)),
        (_TILDE, _tilde(wish)),
    )


def signs(text: str) -> Iterator[tuple[int, str, bool]]:
    """Ranges that are written with — or ～: where the sign stands, the sign, and whether it is time."""
    if "—" not in text and "～" not in text:
        return
    for found in _SIGNED_PLAIN.finditer(text):
        yield found.start(2), found[2], found[4] is not None
    for found in _SIGNED_UNIT.finditer(text):
        yield found.start(3), found[3], found[2] is not None
