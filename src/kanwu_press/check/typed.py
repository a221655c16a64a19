"""What was typed one way and is meant another, and can be mended without asking. Issue → findings.

Marks by GB/T 15834—2011, figures by GB/T 15835—2011. The same function finds for `check` and mends
for `kanwu fix`, so that what is mended is what was found and nothing besides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from kanwu_press.check import units
from kanwu_press.check.draft import Draft, Edit
from kanwu_press.check.pairs import ANY_HAN, CLOSERS, HAN, OPENERS, bracket_edits, quote_edits
from kanwu_press.check.passages import Passage, issue_passages
from kanwu_press.check.ranges import Made, RangeSign, cell_range, range_steps
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Issue
from kanwu_press.walk import Kind

ASCII = Rule(
    "mark-ascii", Level.WARNING,
    N_("Half-width marks in Chinese text, {count} here: {text}"),
    N_("Write full-width marks (“kanwu fix” does it): {mended}"),
)  # fmt: skip
ELLIPSIS = Rule(
    "mark-ellipsis", Level.WARNING,
    N_("An ellipsis is six dots, ……: {text}"),
    N_("Write it so (“kanwu fix” does it): {mended}"),
)  # fmt: skip
DASH = Rule(
    "mark-dash", Level.WARNING,
    N_("A dash is as long as two characters, ——: {text}"),
    N_("Write it so (“kanwu fix” does it): {mended}"),
)  # fmt: skip
RANGE = Rule(
    "mark-range", Level.WARNING,
    N_("From … to … is written with — or ～, {count} here: {text}"),
    N_("Write it so (“kanwu fix” does it): {mended}"),
)  # fmt: skip
DOUBLED = Rule(
    "mark-doubled", Level.WARNING,
    N_("The same mark twice: {text}"),
    N_("Write it so (“kanwu fix” does it): {mended}"),
)  # fmt: skip
SPACE = Rule(
    "mark-space", Level.WARNING,
    N_("A typed space beside a mark, {count} here: {text}"),
    N_("Delete it; marks bring their own (“kanwu fix” does it): {mended}"),
)  # fmt: skip
FULL_WIDTH = Rule(
    "char-full-width", Level.WARNING,
    N_("Full-width letters or figures, {count} here: {text}"),
    N_("Write it so (“kanwu fix” does it): {mended}"),
)  # fmt: skip
UNIT = Rule(
    "unit-symbol", Level.WARNING,
    N_("The symbol of a unit is not written as the standard has it: {text}"),
    N_("Write it so (“kanwu fix” does it): {mended}"),
)  # fmt: skip


_CJK = HAN + CLOSERS + OPENERS + "，。、；：？！…—～·"

Group = tuple[Finding, tuple[Edit, ...]]
_Step = tuple[Rule, re.Pattern[str], Callable[[re.Match[str]], Made]]

# ---- characters ------------------------------------------------------------------

_WIDE = {c: chr(c - 0xFEE0) for c in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_WIDE[ord("％")] = "%"


def _full_width(found: re.Match[str]) -> Made:
    text = found.string
    if found.start() == 0 and re.match(r"[．.)](?!\d)", text[found.end() :]):
        return None  # “１．” would become the number of a list
    return found.group().translate(_WIDE)


# ---- the steps -----------------------------------------------------------------------------

_POINTS = {",": "，", ";": "；", "?": "？", "!": "！", ":": "："}
_NARROW = {"｡": "。", "､": "、", "｢": "「", "｣": "」", "･": "·"}  # of Japanese


def _point(found: re.Match[str]) -> Made:
    return _POINTS[found.group().strip()]


def _dots(found: re.Match[str]) -> Made:
    dots, text = found.group(), found.string
    if dots in ("……", "…………"):
        return None
    beside = _beside(found)
    if len(dots) > 6 and text[found.end() :].lstrip()[:1].isdigit():  # the leader of a table of contents
        return None
    chinese = any(c in "。．·⋯" for c in dots) or re.search(f"[{_CJK}]", beside)
    return "……" if chinese else None


def _dashes(found: re.Match[str]) -> Made:
    typed = found.group()
    if typed == "——" or len(typed) > 4 or (set(typed) == {"—"} and len(typed) == 4):
        return None
    return "——" if re.search(f"[{_CJK}]", _beside(found)) else None


def _beside(found: re.Match[str]) -> str:
    """The characters on either side, past spaces: a line's end goes once a Chinese mark follows."""
    text = found.string
    return text[: found.start()].rstrip(" ")[-1:] + text[found.end() :].lstrip(" ")[:1]


_RATIO = re.compile(f"[{HAN}]{{1,6}}(?::[{HAN}]{{1,6}})*(?: ?[=＝] ?|[为是])\\d[\\d.]* ?[:：] ?\\d")


def _colon(found: re.Match[str]) -> Made:
    """Not in the name of a drive, D:盘, nor in ratios: 水泥:砂:石=1:2:3, 中国队:日本队为3:2."""
    text, at = found.string, found.start()
    if (text[found.end() :][:1] == "盘" and text[at - 1 : at].isupper()) or _RATIO.match(text, found.end()):
        return None
    return "："


_NUMERALS = "一二三四五六七八九十"
_BLANKS = 3  # spaces in a row that leave room for writing
_SPACED = re.compile(f"[{HAN}](?:[ \u00a0]+[{HAN}](?![{HAN}]))+")  # 年 月 日
_FIELD = re.compile(f"[{HAN}]{{1,8}}[：:]|[（(]")  # 性别：, （盖章）


def _space(found: re.Match[str]) -> Made:
    """Deleted, unless it is a blank to be filled in: （ ）, 签字： 年 月 日, 姓名： 性别："""
    text, before, after = found.string, found.string[: found.start()][-1:], found.string[found.end() :][:1]
    if len(found.group()) >= _BLANKS or (before in OPENERS and after in CLOSERS):
        return None
    blank = before == "：" and (_SPACED.match(text, found.end()) or _FIELD.match(text, found.end()))
    return None if blank else ""


def _steps(wish: RangeSign) -> tuple[_Step, ...]:
    beside = f"[{HAN}{CLOSERS}]"
    return (
        (FULL_WIDTH, re.compile("[０-９Ａ-Ｚａ-ｚ％]+"), _full_width),
        (FULL_WIDTH, re.compile(r"(?<=\d)．(?=\d{1,3}(?!\d))"), lambda m: "."),  # not ahead of a year
        (ELLIPSIS, re.compile(r"\.{3,}|。{3,}|．{3,}|·{3,}|[…⋯‥]+"), _dots),
        (DASH, re.compile(r"[-–―─－﹣—]{2,}|⸺|— —|(?<=[^\d\s])[―─](?=\D)"), _dashes),
        *((RANGE, pattern, made) for pattern, made in range_steps(wish)),
        (ASCII, re.compile("[｡､｢｣･]"), lambda m: _NARROW[m.group()]),
        (ASCII, re.compile(f"(?<={beside})[ ]?[,;?!] *"), _point),
        (ASCII, re.compile(f"(?<=[A-Za-z0-9%℃])[,;?!](?=[{HAN}{OPENERS}])"), _point),
        (ASCII, re.compile(f"(?<={beside}):(?![/:]) *|(?<=[A-Za-z%]):(?=[{HAN}{OPENERS}])"), _colon),
        (
            ASCII,  # not 一.二九运动, 三.二班
            re.compile(f"^[{_NUMERALS}]{{1,3}}\\.(?! *(?:[{_NUMERALS}]|班|年级|运动|事变)) *"),
            lambda m: m.group().rstrip(" ")[:-1] + "、",
        ),
        (ASCII, re.compile(f"(?<={beside})\\.(?=\\s*$|[”’」』）\n])"), lambda m: "。"),
        *((UNIT, pattern, made) for pattern, made in units.STEPS),
        (DOUBLED, re.compile(r"([，、；：])(?: ?\1)+|(?<!。)。。(?!。)"), lambda m: m.group()[0]),
        (
            SPACE,
            re.compile(
                f"(?<={beside})[ \u00a0]+(?=[，。、；：？！）》〉”’」』])"
                f"|(?<=[，。、；：（《〈“‘「『])[ \u00a0]+(?=[{HAN}{OPENERS}{CLOSERS}])"
                f"|(?<=^（[{_NUMERALS}\\d]）)[ \u00a0]+"
                f"|(?<=^（[{_NUMERALS}\\d]{{2}}）)[ \u00a0]+"
            ),
            _space,
        ),
    )


_STEPS = {wish: _steps(wish) for wish in RangeSign}
_WITHOUT_HAN = (FULL_WIDTH, RANGE, UNIT)  # what is mended in a cell of figures
# A text without any of these has nothing to mend; most texts have none.
_SUSPECT = re.compile(
    r"""[ \u00a0,;?!:()"'~〜∼…⋯‥⸺－﹣―─–−‐‑°˚º０-９Ａ-Ｚａ-ｚ％．㎀-㏿｡-･]|\.(?!\d)|-|·{3}|—{3}"""
    r"""|(?<=\d)[kcm]?m[23]|(?<=\d)[A-Za-z]{1,4}[23²³]?[/·]|(?<=\d)[KCMDGHkh][MGWVPBHLgmwvphzb]|([，、；：。])\1"""
)
_ROUNDS = 6
# GB/T 7714 writes references with half-width marks: [J], [EB/OL], and the number that begins one.
_REFERENCE = re.compile(r"\[(?:[JMDNCRSPGZAK]|DB|CP|EB|DS|CM)(?:/(?:OL|CD|MT|DK))?\]|^\[\d{1,3}\]")
_WORD = re.compile("[A-Za-z]{2,}")


def _kept(text: str) -> tuple[Rule, ...]:
    """Rules that an entry of a list of references is not held to, nor English with a few Chinese words."""
    if _REFERENCE.search(text):
        return (ASCII, RANGE)
    return (ASCII,) if len(_WORD.findall(text)) > len(ANY_HAN.findall(text)) else ()


def passage_edits(passage: Passage, wish: RangeSign = RangeSign.BY_USE) -> tuple[Edit, ...]:
    """`edits` of a passage; figures in a table's cell need no Chinese character beside them."""
    if passage.kind is not Kind.CELL or ANY_HAN.search(passage.text):
        pieces = passage.pieces
        seams = (b.at for a, b in pairwise(pieces) if a.line != b.line)
        return edits(passage.text, wish, frozenset(seams))
    return _cell_edits(passage.text, wish, _CODES.search(passage.above) is None)


_CODES = re.compile("号|码|电话|手机|型|编|房|门牌|规格|比分|标准|日期|尺寸")  # heads of columns


def _cell_edits(text: str, wish: RangeSign, ranges: bool) -> tuple[Edit, ...]:
    if not _SUSPECT.search(text):
        return ()
    draft = Draft(text)
    rules = _WITHOUT_HAN if ranges else (FULL_WIDTH, UNIT)
    for rule, pattern, made in (step for step in _STEPS[wish] if step[0] in rules):
        _put_all(draft, rule, pattern, made)
    bare = cell_range(draft.text, wish) if ranges else None
    if bare:
        draft.put(*bare, RANGE)
    return draft.edits()


def edits(
    text: str, wish: RangeSign = RangeSign.BY_USE, seams: frozenset[int] = frozenset()
) -> tuple[Edit, ...]:
    """What is to be changed in a passage, in the order of the text; then there is nothing more to change."""
    if not _SUSPECT.search(text) or not ANY_HAN.search(text):
        return ()
    draft, spared = Draft(text, seams), _kept(text)
    for _ in range(_ROUNDS):
        before = draft.text
        for found in () if spared else (bracket_edits, quote_edits):
            for at, new in sorted(found(draft.text), reverse=True):
                draft.put(at, at + 1, new, ASCII)
        for rule, pattern, made in _STEPS[wish]:
            if rule not in spared:
                _put_all(draft, rule, pattern, made)
        _join_lines(draft)
        if draft.text == before:
            break
    return draft.edits()


_WIDE_MARK = re.compile(f"[{_CJK}]")


def _join_lines(draft: Draft) -> None:
    """A line end that was read as a space is read as nothing once a wide mark stands before it."""
    for seam in draft.seams:
        at = draft.owner.index(seam - 1) if seam - 1 in draft.owner else 0
        why = draft.why[draft.owner[at - 1]] if at else ()
        if why and draft.text[at] == " " and _WIDE_MARK.match(draft.text[at - 1]):
            draft.put(at, at + 1, "", why[-1])


def _put_all(
    draft: Draft, rule: Rule, pattern: re.Pattern[str], made: Callable[[re.Match[str]], Made]
) -> None:
    for match in reversed(list(pattern.finditer(draft.text))):
        new_text = made(match)
        if new_text is not None and new_text != match.group():
            draft.put(match.start(), match.end(), new_text, rule)


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


def grouped(passage: Passage, wish: RangeSign = RangeSign.BY_USE) -> Iterator[Group]:
    """Each finding of a passage with the edits that it speaks of: those of one rule on one line."""
    by_rule: dict[tuple[Rule, int], list[Edit]] = {}
    made = passage_edits(passage, wish)
    for edit in made:
        line = passage.place(edit.start).line
        by_rule.setdefault((edit.rules[0], line), []).append(edit)
    for (rule, _), of_rule in by_rule.items():
        first = of_rule[0]
        text, after = _shown(passage, first, made)
        finding = rule.at(passage.place(first.start), count=len(of_rule), text=text, mended=after)
        yield finding, tuple(of_rule)


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
