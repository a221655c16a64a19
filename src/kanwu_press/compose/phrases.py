"""Where a headline may be broken: between phrases, and at the author's own marks.

In: the text of a headline. Out: positions of characters. Google's BudouX (its model of simplified
Chinese) says how likely a phrase begins at a character; only what it is sure of counts, and small
rules of headline setting correct it: one break too few costs less than one in the middle of a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise

SURE = 700  # of the model's score: at 0 it parts a word at every fourth break that it proposes
WHOLE_BRACKETS = 16  # what stands in marks, up to so many characters, is a name and stays whole

# The model's features: which characters, counted from the possible break (google/budoux, parser.py).
_FEATURES = (
    ("UW1", -3, -2), ("UW2", -2, -1), ("UW3", -1, 0), ("UW4", 0, 1), ("UW5", 1, 2), ("UW6", 2, 3),
    ("BW1", -2, 0), ("BW2", -1, 1), ("BW3", 0, 2),
    ("TW1", -3, 0), ("TW2", -2, 1), ("TW3", -1, 2), ("TW4", 0, 3),
)  # fmt: skip

_OPENING = "“‘（《〈【〔〖［｛「『("
_CLOSING = "”’）》〉】〕〗］｝」』)"
_STOPS = "、，。；：！？,;:!?—…"  # a phrase begins after them
_JOINING = "·・-–～~/／"  # what they join stays whole
_BRACKETS = re.compile(f"[{re.escape(_OPENING)}][^{re.escape(_OPENING + _CLOSING)}]*[{re.escape(_CLOSING)}]")

# Words that lean on what stands before them; and those that begin with one of them.
_LEANING = "的了着们等之者里而吗呢吧啊呀嘛么"
_LEANING_WORDS = re.compile(
    "着力|着眼|着手|着重|着陆|了解|了结|等待|等候|等级|等一|等你|等我|等他|等她|里程|而且|而是|而今"
)
# Words that lean on what follows: prepositions, conjunctions, adverbs, ordinals.
_LEADING = "在从把被将向与和及或让使给由于以对是为第约近超逾很最更太不没未也都就还再又才只这那每各该其"
# By themselves, these belong to what stands before them: places, times, bodies, kinds.
_ENDING = (
    "上下中里内外前后时间处边旁地得过性化型式度率法学家员长部市省县区镇村乡岛港湾海馆社院局委会党校队班组日"
    "年月号记篇人事路线力感量点物体史图表心起来去到出"
)
# Words, for the most part of institutions, that the model parts.
_WORDS = re.compile(
    "党建|党组织|党支部|党小组|党中央|党委|人才|引领|牵引|统筹|供给|构建|共建|赋能|多元|前沿|长远|过硬|察看|合力|考核"
    "|产业链|科技城|有限公司|组织部|宣传部|省政府|市政府|县政府|乡村|渔村|社区|读书班|外卖员|后继有人|真抓实干"
    "|指导员|网格员|讲解员|守护者|志愿者|自贸港|验潮井|孤勇者|妇女|儿童|新时代|高质量|生产力|第一书记"
)

_DIGITS = "0-9０-９"
_HAN_FIGURES = "[〇零一二三四五六七八九十百千两几半][〇零一二三四五六七八九十百千万亿]*"
_FIGURES = f"(?:[{_DIGITS}]+(?:[.．,:：/~～–-][{_DIGITS}]+)*[%％‰℃°]?|{_HAN_FIGURES})"
_UNITS = (
    "平方公里|平方米|立方米|公里|公斤|公顷|海里|千米|厘米|毫米|小时|分钟|周年|年代|世纪|年度|个月|个人|星期"
    "|万元|亿元|万人|人次|多个|多年|余年|余人"
)
_NUMBER = f"第?{_FIGURES}[万亿]*[余多来]?"
_QUANTITY = re.compile(f"{_NUMBER}(?:{_UNITS}|(?!{_FIGURES})[\u4e00-\u9fff])?")
# The thing counted follows its measure word at once: 18个社区. After a time or a sum a line may end: 四十年.
_COUNTED = re.compile(f"{_NUMBER}[个名位条项件张只座艘间户支批种份部堂场首幅本册篇片道](?!的)")
_DATE = re.compile(f"{_FIGURES}年(?:{_FIGURES}月(?:{_FIGURES}[日号])?)?|{_FIGURES}月{_FIGURES}[日号]")
_ARABIC = re.compile(f"(?<![{_DIGITS}A-Za-z.第])[{_DIGITS}]")
_LATIN = re.compile(r"[A-Za-z0-9À-ɏ](?:[A-Za-z0-9À-ɏ.,'’&+@_%:/-]*[A-Za-z0-9À-ɏ%])?")
_SPACES = re.compile(r"[ \u00a0\u2000-\u200a\u3000]+")


def phrase_starts(text: str) -> frozenset[int]:
    """Positions in `text` at which a phrase begins: where a headline is best broken; 0 is not among them.

    The author's own marks (`author_starts`) are among them. A position after a space is that of the
    character behind it.
    """
    letters, places = _without_spaces(text)
    found = {places[at] for at in _starts(letters)}
    return frozenset(found | author_starts(text) | _latin_words(text))


def author_starts(text: str) -> frozenset[int]:
    """Positions at which the author wants a headline broken, if at all: after a space between Chinese.

    A space beside a single character is none: it spaces a name of two characters (王 宁).
    """
    ends = [*_SPACES.finditer(text.rstrip())]
    edges = [0, *(edge for gap in ends for edge in gap.span()), len(text)]
    return frozenset(
        gap.end()
        for gap, (before, after) in zip(ends, pairwise(_parts(text, edges)), strict=True)
        if len(before) > 1 and len(after) > 1 and _is_chinese(before[-1]) and _is_chinese(after[0])
    )


def _parts(text: str, edges: list[int]) -> Iterator[str]:
    """What stands between the spaces, from their beginnings and ends."""
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        yield text[start:end]


def _is_chinese(character: str) -> bool:
    """A Chinese character or one of the marks that stand with it."""
    return character > "\u2000"


def _latin_words(text: str) -> set[int]:
    """Positions of foreign words after a space and a foreign word."""
    return {gap.end() for gap in re.finditer(r"(?<=[!-ɏ]) +(?=[!-ɏ])", text)}


def _without_spaces(text: str) -> tuple[str, tuple[int, ...]]:
    """The text as it is read, and where each of its characters stood."""
    places = tuple(at for at, character in enumerate(text) if not _SPACES.match(character))
    return "".join(text[at] for at in places), places


def _starts(text: str) -> set[int]:
    """The phrases of a text without spaces."""
    sure = {at for at in range(1, len(text)) if _score(text, at) > SURE}
    after_stops = {at for at in range(1, len(text)) if text[at - 1] in _STOPS and text[at] not in _STOPS}
    before_names = {at for at in range(1, len(text)) if text[at] in _OPENING}
    whole = _whole(text)
    proposed = sure | {match.start() for match in _ARABIC.finditer(text)} - {0}
    words = _without_lone_characters(text, {at for at in proposed if _may_begin(text, at)} - whole)
    starts = {at for at in words | after_stops | before_names if not _is_stuck(text, at)} - whole
    return {at for at in starts if _count(text[:at]) > 1 and _count(text[at:]) > 1}


def _is_stuck(text: str, at: int) -> bool:
    """Whether no line may begin at `at`: marks (CLREQ LB-START, LB-END), words that lead on."""
    before, after = text[at - 1], text[at]
    if after in _CLOSING or after in _STOPS or after in _JOINING:
        return True
    return before in _OPENING or before in _JOINING or before in _LEADING


def _may_begin(text: str, at: int) -> bool:
    """Whether a word may begin at `at` that leans on nothing before it."""
    return text[at] not in _LEANING or _LEANING_WORDS.match(text, at) is not None


def _whole(text: str) -> set[int]:
    """Positions inside of what is never broken: quantities, dates, foreign words, short names in marks."""
    patterns = (_QUANTITY, _DATE, _LATIN, _WORDS)
    spans = [match.span() for pattern in patterns for match in pattern.finditer(text)]
    spans += [(match.start(), match.end() + 1) for match in _COUNTED.finditer(text)]
    names = (match.span() for match in _BRACKETS.finditer(text))
    spans += [(start, end) for start, end in names if end - start - 2 <= WHOLE_BRACKETS]
    return {at for start, end in spans for at in range(start + 1, end)}


def _without_lone_characters(text: str, starts: set[int]) -> set[int]:
    """A character that would stand by itself goes with its neighbours: in Chinese, most words have two."""
    kept = set(starts)
    for at in sorted(starts):
        if at + 1 in starts or at + 1 == len(text):
            if text[at] not in _ENDING:
                kept.discard(at + 1)
            if text[at] not in _LEADING:
                kept.discard(at)
    return kept


def _count(text: str) -> int:
    """How many characters that are no marks."""
    return sum(character.isalnum() for character in text)


# ---- the model -----------------------------------------------------------------------------


def _score(text: str, at: int) -> float:
    """How sure the model is that a phrase begins at `at`; above 0: rather yes than no."""
    model, base = _model()
    score = base
    for feature, first, last in _FEATURES:
        if at + first >= 0 and at + last <= len(text):
            score += model[feature].get(text[at + first : at + last], 0)
    return score


@cache
def _model() -> tuple[Mapping[str, Mapping[str, int]], float]:
    """BudouX's model, and the score of a place that it knows nothing about. Loaded when first asked for."""
    import budoux  # here: most runs of the program break no headline

    model = budoux.load_default_simplified_chinese_parser().model
    return model, -0.5 * _total(model.values())


def _total(features: Iterable[Mapping[str, int]]) -> int:
    return sum(sum(weights.values()) for weights in features)
