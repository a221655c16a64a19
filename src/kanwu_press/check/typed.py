"""What was typed one way and is meant another, and can be mended without asking. Issue → findings.

Marks by GB/T 15834—2011, figures by GB/T 15835—2011. The same function finds for `check` and mends
for `kanwu fix`, so that what is mended is what was found and nothing besides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kanwu_press.check.draft import Draft, Edit
from kanwu_press.check.passages import Passage, issue_passages
from kanwu_press.check.ranges import Made, RangeSign, range_steps
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Issue

ASCII = Rule(
    "mark-ascii", Level.WARNING,
    N_("Half-width marks in Chinese text, {count} here: {text}"),
    N_("Write full-width marks: {mended}. “kanwu fix” does it."),
)  # fmt: skip
ELLIPSIS = Rule(
    "mark-ellipsis", Level.WARNING,
    N_("An ellipsis is six dots, ……: {text}"),
    N_("Write {mended}. “kanwu fix” does it."),
)  # fmt: skip
DASH = Rule(
    "mark-dash", Level.WARNING,
    N_("A dash is as long as two characters, ——: {text}"),
    N_("Write {mended}. “kanwu fix” does it."),
)  # fmt: skip
RANGE = Rule(
    "mark-range", Level.WARNING,
    N_("From … to … is written with — or ～, {count} here: {text}"),
    N_("Write {mended}. “kanwu fix” does it."),
)  # fmt: skip
DOUBLED = Rule(
    "mark-doubled", Level.WARNING,
    N_("The same mark twice: {text}"),
    N_("Write {mended}. “kanwu fix” does it."),
)  # fmt: skip
SPACE = Rule(
    "mark-space", Level.WARNING,
    N_("A typed space beside a mark, {count} here: {text}"),
    N_("Delete it; marks bring their own: {mended}. “kanwu fix” does it."),
)  # fmt: skip
FULL_WIDTH = Rule(
    "char-full-width", Level.WARNING,
    N_("Full-width letters or figures, {count} here: {text}"),
    N_("Write {mended}. “kanwu fix” does it."),
)  # fmt: skip
UNIT = Rule(
    "unit-symbol", Level.WARNING,
    N_("The symbol of a unit is not written as the standard has it: {text}"),
    N_("Write {mended}. “kanwu fix” does it."),
)  # fmt: skip


HAN = r"\u3400-\u9fff\U00020000-\U0003ffff〇々"
_CLOSERS = "”’）》〉」』】〕"
_OPENERS = "“‘（《〈「『【〔"
_CJK = HAN + _CLOSERS + _OPENERS + "，。、；：？！…—～·"
_ANY_HAN = re.compile(f"[{HAN}]")

Group = tuple[Finding, tuple[Edit, ...]]
_Step = tuple[Rule, re.Pattern[str], Callable[[re.Match[str]], Made]]

# ---- characters and units ------------------------------------------------------------------

_WIDE = {c: chr(c - 0xFEE0) for c in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_WIDE[ord("％")] = "%"
_SQUARE = {
    "㎡": "m²", "㎥": "m³", "㎞": "km", "㎝": "cm", "㎜": "mm", "㎏": "kg", "㎎": "mg", "㎢": "km²",
    "㎠": "cm²",
    "㎘": "kL", "㎖": "mL", "㏄": "mL", "㎾": "kW", "㎿": "MW",
}  # fmt: skip
_CAPITALS = {"KM": "km", "Km": "km", "KG": "kg", "Kg": "kg", "KW": "kW", "Kw": "kW", "CM": "cm", "MM": "mm"}
_POWERS = {"2": "²", "3": "³"}


def _full_width(found: re.Match[str]) -> Made:
    text = found.string
    if found.start() == 0 and re.match(r"[．.)](?!\d)", text[found.end() :]):
        return None  # “１．” would become the number of a list
    return found.group().translate(_WIDE)


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
    return (
        bool(_ANY_HAN.match(before))
        or before in _CLOSERS + "℃%" * bool(before)
        or (at_start and bool(_ANY_HAN.match(after)))
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


def _point(found: re.Match[str]) -> Made:
    return _POINTS[found.group().strip()]


def _dots(found: re.Match[str]) -> Made:
    dots, text = found.group(), found.string
    if dots in ("……", "…………"):
        return None
    beside = text[max(0, found.start() - 1) : found.start()] + text[found.end() : found.end() + 1]
    if len(dots) > 6 and text[found.end() :].lstrip()[:1].isdigit():  # the leader of a table of contents
        return None
    chinese = any(c in "。．·⋯" for c in dots) or re.search(f"[{_CJK}]", beside)
    return "……" if chinese else None


def _dashes(found: re.Match[str]) -> Made:
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
        *((RANGE, pattern, made) for pattern, made in range_steps(wish)),
        (ASCII, re.compile(f"(?<=[{HAN}{_CLOSERS}])[ ]?[,;?!] *"), _point),
        (ASCII, re.compile(f"(?<=[A-Za-z0-9%℃])[,;?!](?=[{HAN}{_OPENERS}])"), _point),
        (
            ASCII,
            re.compile(f"(?<=[{HAN}{_CLOSERS}]):(?![/:]) *|(?<=[A-Za-z%]):(?=[{HAN}{_OPENERS}])"),
            _point,
        ),
        (ASCII, re.compile("^[一二三四五六七八九十]{1,3}\\. *"), lambda m: m.group().rstrip(" ")[:-1] + "、"),
        (ASCII, re.compile(f"(?<=[{HAN}{_CLOSERS}])\\.(?=\\s*$|[”’」』）\n])"), lambda m: "。"),
        (UNIT, re.compile("[" + "".join(_SQUARE) + "]"), lambda m: _SQUARE[m.group()]),
        (UNIT, re.compile(r"(?<=\d) ?[°˚º] ?C(?![A-Za-z])"), lambda m: "℃"),
        (
            UNIT,
            re.compile(r"(?<=\d)( ?(?:km|cm|mm|m))([23])(?![A-Za-z0-9.])"),
            lambda m: m[1] + _POWERS[m[2]],
        ),
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
                f"|(?<=^（[一二三四五六七八九十\\d]）)[ \u00a0]+"
                f"|(?<=^（[一二三四五六七八九十\\d]{{2}}）)[ \u00a0]+"
            ),
            lambda m: "",
        ),
    )


_STEPS = {wish: _steps(wish) for wish in RangeSign}
# A text without any of these has nothing to mend; most texts have none.
_SUSPECT = re.compile(
    r"""[ \u00a0,;?!:()"'~〜∼…⋯‥⸺－﹣―─–−‐‑°˚º０-９Ａ-Ｚａ-ｚ％．㎀-㏿]|\.(?!\d)|-|·{3}"""
    r"""|(?<=\d)[kcm]?m[23]|[KCM][MGWgmw]|([，、；：。])\1"""
)
_ROUNDS = 6


def edits(text: str, wish: RangeSign = RangeSign.BY_USE) -> tuple[Edit, ...]:
    """What is to be changed in a passage, in the order of the text; then there is nothing more to change."""
    if not _SUSPECT.search(text) or not _ANY_HAN.search(text):
        return ()
    draft = Draft(text)
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


# ---- findings ------------------------------------------------------------------------------


def typed(issue: Issue, wish: RangeSign | None = None) -> Iterator[Finding]:
    """One finding for each rule and line, with the first place and how many there are.

    `wish` says what joins ranges, where not as the publication has it.
    """
    for passage in issue_passages(issue.articles):
        for finding, _ in grouped(passage, wish or issue.publication.range_sign):
            yield finding


def passage_findings(passage: Passage) -> Iterator[Finding]:
    """What `edits` would change in one passage."""
    for finding, _ in grouped(passage):
        yield finding


def grouped(passage: Passage, wish: RangeSign = RangeSign.BY_USE) -> Iterator[Group]:
    """Each finding of a passage with the edits that it speaks of: those of one rule on one line."""
    by_rule: dict[tuple[Rule, int], list[Edit]] = {}
    made = edits(passage.text, wish)
    for edit in (part for whole in made for part in _by_line(passage, whole)):
        line = passage.place(edit.start).line
        by_rule.setdefault((edit.rules[0], line), []).append(edit)
    for (rule, _), of_rule in by_rule.items():
        first = of_rule[0]
        text, after = _shown(passage, first, made)
        finding = rule.at(passage.place(first.start), count=len(of_rule), text=text, mended=after)
        yield finding, tuple(of_rule)


def _by_line(passage: Passage, edit: Edit) -> Iterator[Edit]:
    """An edit that runs over the end of a line, in parts; what is new stands where it begins."""
    lines = [passage.place(at).line for at in range(edit.start, edit.end)]
    starts = [i for i in range(len(lines)) if i == 0 or lines[i] != lines[i - 1]]
    for i, end in zip(starts, (*starts[1:], len(lines)), strict=True):
        yield Edit(edit.start + i, edit.start + end, "" if i else edit.new, edit.rules)


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
