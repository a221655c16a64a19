"""What was typed one way and is meant another, and can be mended without asking. Text → edits; issue → findings.

Marks by GB/T 15834—2011, figures by GB/T 15835—2011. The same function finds for `check` and mends
for `kanwu fix`, so that what is mended is what was found and nothing besides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from kanwu_press.check.passages import Passage, issue_passages
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Issue

ASCII = Rule(
    "mark-ascii", Level.WARNING,
    N_("Half-width marks in Chinese text, {count} here: {text}"),
    N_("Write full-width marks: {mended}. “kanwu fix” mends this in the body."),
)  # fmt: skip
ELLIPSIS = Rule(
    "mark-ellipsis", Level.WARNING,
    N_("An ellipsis is six dots, ……: {text}"),
    N_("Write {mended}. “kanwu fix” mends this in the body."),
)  # fmt: skip
DASH = Rule(
    "mark-dash", Level.WARNING,
    N_("A dash is as long as two characters, ——: {text}"),
    N_("Write {mended}. “kanwu fix” mends this in the body."),
)  # fmt: skip
RANGE = Rule(
    "mark-range", Level.WARNING,
    N_("From … to … is written with — or ～, {count} here: {text}"),
    N_("Write {mended}. “kanwu fix” mends this in the body."),
)  # fmt: skip
DOUBLED = Rule(
    "mark-doubled", Level.WARNING,
    N_("The same mark twice: {text}"),
    N_("Write {mended}. “kanwu fix” mends this in the body."),
)  # fmt: skip
SPACE = Rule(
    "mark-space", Level.WARNING,
    N_("A typed space beside a mark, {count} here: {text}"),
    N_("Delete it; marks bring their own: {mended}. “kanwu fix” mends this in the body."),
)  # fmt: skip
FULL_WIDTH = Rule(
    "char-full-width", Level.WARNING,
    N_("Full-width letters or figures, {count} here: {text}"),
    N_("Write {mended}. “kanwu fix” mends this in the body."),
)  # fmt: skip
UNIT = Rule(
    "unit-symbol", Level.WARNING,
    N_("The symbol of a unit is not written as the standard has it: {text}"),
    N_("Write {mended}. “kanwu fix” mends this in the body."),
)  # fmt: skip


class RangeSign(Enum):
    """What joins the ends of a range (GB/T 15834 4.13): — for time, ～ for quantities, or one for all."""

    BY_USE = "by-use"
    EM = "em"
    WAVE = "wave"


@dataclass(frozen=True, slots=True)
class Edit:
    """`start` and `end` count characters of the text as it was; `rules` say why, first cause first."""

    start: int
    end: int
    new: str
    rules: tuple[Rule, ...]


HAN = r"\u3400-\u9fff\U00020000-\U0003ffff〇々"
_CLOSERS = "”’）》〉」』】〕"
_OPENERS = "“‘（《〈「『【〔"
_CJK = HAN + _CLOSERS + _OPENERS + "，。、；：？！…—～·"
_ANY_HAN = re.compile(f"[{HAN}]")

_Made = str | None
_Step = tuple[Rule, re.Pattern[str], Callable[[re.Match[str]], _Made]]

# ---- characters and units ------------------------------------------------------------------

_WIDE = {c: chr(c - 0xFEE0) for c in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_WIDE[ord("％")] = "%"
_SQUARE = {
    "㎡": "m²", "㎥": "m³", "㎞": "km", "㎝": "cm", "㎜": "mm", "㎏": "kg", "㎎": "mg", "㎢": "km²", "㎠": "cm²",
    "㎘": "kL", "㎖": "mL", "㏄": "mL", "㎾": "kW", "㎿": "MW",
}  # fmt: skip
_CAPITALS = {"KM": "km", "Km": "km", "KG": "kg", "Kg": "kg", "KW": "kW", "Kw": "kW", "CM": "cm", "MM": "mm"}
_POWERS = {"2": "²", "3": "³"}


def _full_width(found: re.Match[str]) -> _Made:
    text = found.string
    if found.start() == 0 and text[found.end() : found.end() + 1] in ("．", ".", ")"):
        return None  # “１．” would become the number of a list
    return found.group().translate(_WIDE)


# ---- ranges --------------------------------------------------------------------------------

_JOIN = r"[ \u00a0]?([-‐‑–−－﹣~〜∼])[ \u00a0]?"
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_CALENDAR = "年代|世纪|年|月|日|时|点|周"
_COUNTED = (
    "个|名|位|人|户|家|所|项|次|件|条|支|元|万|亿|千|百|亩|公顷|平方|立方|公里|千米|米|厘米|毫米|公斤|千克|克|吨|斤|升|毫升"
    "|%|‰|℃|度|倍|页|期|级|层|届|章|节|篇|字|场|台|辆|套|棵|株|头|只|张|本|份|组|类|种|批|轮|成|折|千瓦|瓦|间|座|栋|幢|艘|课"
    "|天|岁|小时|分钟|秒|分|号(?=[楼院线门口桌馆厅])|(?:km²?|kg|cm|mm|mg|mL|kW|m²|m³|m|g|L)(?![A-Za-z])"
)
_BEFORE = r"(?<![A-Za-z0-9.\-/:：–—〔#])"
_PLAIN_RANGE = re.compile(f"{_BEFORE}({_NUMBER}){_JOIN}({_NUMBER})(?=[ ]?(?:({_CALENDAR})|(?:{_COUNTED})))")
_UNIT_RANGE = re.compile(
    f"({_NUMBER})(?:({_CALENDAR})|[万亿]?(?:{_COUNTED})){_JOIN}(?=[\\d十一二三四五六七八九])"
)
_WEEK_RANGE = re.compile(f"((?:周|星期)[一二三四五六日天]){_JOIN}(?=(?:周|星期)[一二三四五六日天])")
_CLOCK_RANGE = re.compile(f"(?<![\\d:：.-])(\\d{{1,2}}[:：]\\d\\d){_JOIN}(?=\\d{{1,2}}[:：]\\d\\d(?![\\d:：-]))")
_YEARS_RANGE = re.compile(f"(?<=[（(])((?:1[0-9]|20)\\d\\d){_JOIN}(?=(?:1[0-9]|20)\\d\\d[)）])")
_TILDE = re.compile(r"(?<=[\d%])[ \u00a0]?[~〜∼][ \u00a0]?(?=\d)")


def _sign(typed: str, time: bool, wish: RangeSign) -> str:
    if wish is RangeSign.BY_USE:
        return "—" if time and typed not in "~〜∼" else "～"
    return "—" if wish is RangeSign.EM else "～"


def _plain_range(wish: RangeSign) -> Callable[[re.Match[str]], _Made]:
    def made(found: re.Match[str]) -> _Made:
        low, typed, high, calendar = found.groups()
        code = len(low) > 2 and low[0] == "0"  # 0898-88279029
        short = calendar == "年" and len(low) == 4 and len(high) == 2 and low[2:] < high  # 2021-23年
        rising = float(low.replace(",", "")) < float(high.replace(",", ""))
        if code or not (short or rising):
            return None
        return f"{low}{_sign(typed, bool(calendar), wish)}{high}"

    return made


def _unit_range(wish: RangeSign) -> Callable[[re.Match[str]], _Made]:
    def made(found: re.Match[str]) -> _Made:
        head = found.group()[: found.start(3) - found.start()].rstrip(" \u00a0")
        return head + _sign(found[3], found[2] is not None, wish)

    return made


def _time_range(wish: RangeSign) -> Callable[[re.Match[str]], _Made]:
    return lambda found: found[1] + _sign(found[2], True, wish)


# ---- brackets and quotation marks ----------------------------------------------------------


def _bracket_edits(text: str) -> Iterator[tuple[int, str]]:
    """Half-width brackets to be full-width: around Chinese, after Chinese, or half of a mixed pair."""
    stack: list[int] = []
    for at, char in enumerate(text):
        if char in "(（":
            stack.append(at)
        elif char in ")）" and stack:
            begun = stack.pop()
            if (text[begun] == "(" or char == ")") and _chinese_brackets(text, begun, at):
                if text[begun] == "(":
                    yield begun, "（"
                if char == ")":
                    yield at, "）"


def _chinese_brackets(text: str, begun: int, end: int) -> bool:
    inner, before, after = text[begun + 1 : end], text[begun - 1 : begun], text[end + 1 : end + 2]
    if (text[begun] == "(") != (text[end] == ")") or _ANY_HAN.search(inner):
        return True
    if after.isdigit() or not inner.strip():  # (0898)88279029
        return False
    at_start = not before or before in "。；：\n"
    return bool(_ANY_HAN.match(before)) or before in _CLOSERS + "℃%" * bool(before) or (
        at_start and bool(_ANY_HAN.match(after))
    )


def _quote_edits(text: str) -> Iterator[tuple[int, str]]:
    """Straight quotation marks in pairs; an odd one is left, for marks.py to tell."""
    for mark, opening, closing in (('"', "“", "”"), ("'", "‘", "’")):
        places = [i for i, c in enumerate(text) if c == mark and not _apostrophe(text, i)]
        if not places or len(places) % 2:
            continue
        for begun, end in zip(places[::2], places[1::2], strict=True):
            beside = text[begun - 1 : begun] + text[end + 1 : end + 2]
            if _ANY_HAN.search(text[begun:end]) or (mark == '"' and _ANY_HAN.search(beside)):
                yield begun, opening
                yield end, closing


def _apostrophe(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if text[at] == '"':
        return False
    latin = before.isascii() and before.isalnum()
    return latin and after.isascii() and (after.isalnum() or after == " ")


# ---- the steps -----------------------------------------------------------------------------

_POINTS = {",": "，", ";": "；", "?": "？", "!": "！", ":": "："}


def _point(found: re.Match[str]) -> _Made:
    return _POINTS[found.group().strip()]


def _dots(found: re.Match[str]) -> _Made:
    dots, text = found.group(), found.string
    if dots in ("……", "…………"):
        return None
    beside = text[max(0, found.start() - 1) : found.start()] + text[found.end() : found.end() + 1]
    if len(dots) > 6 and text[found.end() :].lstrip()[:1].isdigit():  # the leader of a table of contents
        return None
    chinese = any(c in "。．·⋯" for c in dots) or re.search(f"[{_CJK}]", beside)
    return "……" if chinese else None


def _dashes(found: re.Match[str]) -> _Made:
    text, typed = found.string, found.group()
    if typed == "——" or len(typed) > 4 or (set(typed) == {"—"} and len(typed) == 4):
        return None
    beside = text[max(0, found.start() - 1) : found.start()] + text[found.end() : found.end() + 1]
    return "——" if re.search(f"[{_CJK}]", beside) else None


def _steps(wish: RangeSign) -> tuple[_Step, ...]:
    return (
        (FULL_WIDTH, re.compile("[０-９Ａ-Ｚａ-ｚ％]+"), _full_width),
        (FULL_WIDTH, re.compile(r"(?<=\d)．(?=\d)"), lambda m: "."),
        (ELLIPSIS, re.compile(r"\.{3,}|。{3,}|．{3,}|·{3,}|[…⋯‥]+"), _dots),
        (DASH, re.compile(r"[-–―─－﹣—]{2,}|⸺|— —|(?<=[^\d\s])[―─](?=\D)"), _dashes),
        (RANGE, _PLAIN_RANGE, _plain_range(wish)),
        (RANGE, _UNIT_RANGE, _unit_range(wish)),
        (RANGE, _WEEK_RANGE, _time_range(wish)),
        (RANGE, _CLOCK_RANGE, _time_range(wish)),
        (RANGE, _YEARS_RANGE, _time_range(wish)),
        (RANGE, _TILDE, lambda m: "—" if wish is RangeSign.EM else "～"),
        (ASCII, re.compile(f"(?<=[{HAN}{_CLOSERS}])[ ]?[,;?!] *"), _point),
        (ASCII, re.compile(f"(?<=[A-Za-z0-9%℃])[,;?!] ?(?=[{HAN}{_OPENERS}])"), _point),
        (ASCII, re.compile(f"(?<=[{HAN}{_CLOSERS}]):(?!//) *|(?<=[A-Za-z%]):(?=[{HAN}{_OPENERS}])"), _point),
        (ASCII, re.compile("^[一二三四五六七八九十]{1,3}\\. *"), lambda m: m.group().rstrip(" ")[:-1] + "、"),
        (ASCII, re.compile(f"(?<=[{HAN}{_CLOSERS}])\\.(?=\\s*$|[”’」』）\n])"), lambda m: "。"),
        (UNIT, re.compile("[" + "".join(_SQUARE) + "]"), lambda m: _SQUARE[m.group()]),
        (UNIT, re.compile(r"(?<=\d) ?[°˚º] ?C(?![A-Za-z])"), lambda m: "℃"),
        (UNIT, re.compile(r"(?<=\d)( ?(?:km|cm|mm|m))([23])(?![A-Za-z0-9.])"), lambda m: m[1] + _POWERS[m[2]]),
        (
            UNIT,
            re.compile(r"(?<=\d)( ?)(" + "|".join(_CAPITALS) + ")(?![A-Za-z0-9-])"),
            lambda m: m[1] + _CAPITALS[m[2]],
        ),
        (DOUBLED, re.compile(r"([，、；：])\1+|(?<!。)。。(?!。)"), lambda m: m.group()[0]),
        (
            SPACE,
            re.compile(
                f"(?<=[{HAN}{_CLOSERS}])[ \u00a0]+(?=[，。、；：？！）》〉”’」』])"
                f"|(?<=[，。、；：（《〈“‘「『])[ \u00a0]+(?=[{HAN}{_OPENERS}{_CLOSERS}])"
                f"|(?<=^（[一二三四五六七八九十\\d]）)[ \u00a0]+|(?<=^（[一二三四五六七八九十\\d]{{2}}）)[ \u00a0]+"
            ),
            lambda m: "",
        ),
    )


_STEPS = {wish: _steps(wish) for wish in RangeSign}
# A text without any of these has nothing to mend; most texts have none.
_SUSPECT = re.compile(
    r"""[ \u00a0,;?!:()"'~〜∼…⋯‥⸺－﹣―─–−‐‑°˚º０-９Ａ-Ｚａ-ｚ％．㎀-㏿]|\.(?!\d)|-|(?<=\d)[kcm]?m[23]|[KCM][MGWgmw]"""
    r"""|([，、；：。])\1|·{3}"""
)
_ROUNDS = 6


def edits(text: str, wish: RangeSign = RangeSign.BY_USE) -> tuple[Edit, ...]:
    """What is to be changed in a passage, in the order of the text; applied, there is nothing more to change."""
    if not _SUSPECT.search(text) or not _ANY_HAN.search(text):
        return ()
    draft = _Draft(text)
    for _ in range(_ROUNDS):
        before = draft.text
        for found in (_bracket_edits, _quote_edits):
            for at, new in sorted(found(draft.text), reverse=True):
                draft.put(at, at + 1, new, ASCII)
        for rule, pattern, made in _STEPS[wish]:
            for match in reversed(list(pattern.finditer(draft.text))):
                new_text = made(match)
                if new_text is not None and new_text != match.group():
                    draft.put(match.start(), match.end(), new_text, rule)
        if draft.text == before:
            break
    return draft.edits()


def mended(text: str, wish: RangeSign = RangeSign.BY_USE) -> str:
    """The passage with all its edits."""
    for edit in reversed(edits(text, wish)):
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text


class _Draft:
    """A text being mended: for each character of the first text what stands for it now, and why."""

    def __init__(self, text: str) -> None:
        self.cells, self.original, self.text = list(text), text, text
        self.why: list[tuple[Rule, ...]] = [()] * len(text)
        self.owner = list(range(len(text)))  # of each character of the present text, its cell

    def put(self, start: int, end: int, new: str, rule: Rule) -> None:
        """Characters `start` to `end` of the present text become `new`; what stays as it is keeps its cell."""
        old = self.text[start:end]
        while new and old and new[0] == old[0]:
            new, old, start = new[1:], old[1:], start + 1
        while new and old and new[-1] == old[-1]:
            new, old, end = new[:-1], old[:-1], end - 1
        for at in range(start, end):
            cell = self.owner[at]
            if rule not in self.why[cell]:
                self.why[cell] = (*self.why[cell], rule)
        first = self.owner[start] if start < len(self.owner) else len(self.cells) - 1
        self.owner[start:end] = [first] * len(new)
        self.text = self.text[:start] + new + self.text[end:]

    def edits(self) -> tuple[Edit, ...]:
        """Changed cells, joined where they touch."""
        now = [""] * len(self.original)
        for at, cell in enumerate(self.owner):
            now[cell] += self.text[at]
        made: list[Edit] = []
        for at, (old, new) in enumerate(zip(self.original, now, strict=True)):
            if old == new:
                continue
            last = made[-1] if made else None
            if last is not None and last.end == at:
                rules = tuple(dict.fromkeys((*last.rules, *self.why[at])))
                made[-1] = Edit(last.start, at + 1, last.new + new, rules)
            else:
                made.append(Edit(at, at + 1, new, self.why[at]))
        return tuple(made)


# ---- findings ------------------------------------------------------------------------------


def typed(issue: Issue) -> Iterator[Finding]:
    """One finding for each rule and line, with the first place and how many there are."""
    for passage in issue_passages(issue.articles):
        yield from passage_findings(passage)


def passage_findings(passage: Passage) -> Iterator[Finding]:
    """What `edits` would change in one passage."""
    by_rule: dict[tuple[Rule, int], list[Edit]] = {}
    made = edits(passage.text)
    for edit in made:
        line = passage.place(edit.start).line
        by_rule.setdefault((edit.rules[0], line), []).append(edit)
    for (rule, _), of_rule in by_rule.items():
        first = of_rule[0]
        text, after = _shown(passage, first, made)
        yield rule.at(passage.place(first.start), count=len(of_rule), text=text, mended=after)


def _shown(passage: Passage, edit: Edit, made: tuple[Edit, ...], room: int = 8) -> tuple[str, str]:
    """The words around an edit, before and after it and its neighbours."""
    start, end = max(0, edit.start - room), min(len(passage.text), edit.end + room)
    near = [e for e in made if start <= e.start and e.end <= end]
    after, at = "", start
    for one in near:
        after += passage.text[at : one.start] + one.new
        at = one.end
    after += passage.text[at:end]
    return passage.around(edit.start, edit.end, room), after.replace("\n", " ").replace("\ufffc", "…").strip()
