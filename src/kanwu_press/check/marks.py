"""Marks that somebody must look at: halves of pairs, nesting, marks at the wrong place. Issue → findings.

By GB/T 15834—2011. What can be mended without asking is in typed.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kanwu_press.check.pairs import HAN
from kanwu_press.check.passages import Passage, passages
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Issue
from kanwu_press.walk import Kind

UNCLOSED = Rule(
    "mark-unclosed", Level.WARNING,
    N_("{mark} is opened here and not closed: {text}"),
    N_("Put {other} where it ends; each paragraph of a longer quotation opens anew."),
)  # fmt: skip
UNOPENED = Rule(
    "mark-unopened", Level.WARNING,
    N_("{mark} closes here what was not opened: {text}"),
    N_("Put {other} where it begins, or delete this half."),
)  # fmt: skip
RUNS_ON = Rule(
    "quote-runs-on", Level.WARNING,
    N_("The quotation that is opened here runs on to the next paragraph, which does not open anew: {text}"),
    N_("Begin each of its paragraphs with {mark} and close only the last (GB/T 15834)."),
)  # fmt: skip
NESTED = Rule(
    "quote-nested", Level.WARNING,
    N_("{mark} stands within another {mark}: {text}"),
    N_("Quotations within “ ” take ‘ ’, titles within 《 》 take 〈 〉; or the first is not closed."),
)  # fmt: skip
STRAIGHT = Rule(
    "quote-straight", Level.WARNING,
    N_("A straight quotation mark without its other half: {text}"),
    N_("Write “ ” or ‘ ’ in pairs."),
)  # fmt: skip
POINT = Rule(
    "mark-point", Level.WARNING,
    N_("A half-width point between Chinese characters: {text}"),
    N_("Write “。” at a sentence's end, “·” in a foreigner's name, “、” after a number."),
)  # fmt: skip
CLASH = Rule(
    "mark-clash", Level.WARNING,
    N_("Two marks together that exclude each other: {text}"),
    N_("Keep one of them."),
)  # fmt: skip
AT_START = Rule(
    "mark-at-start", Level.WARNING,
    N_("The paragraph begins with “{mark}”: {text}"),
    N_("Join it to the paragraph before, or delete the mark."),
)  # fmt: skip
OPEN_END = Rule(
    "paragraph-open-end", Level.WARNING,
    N_("The paragraph ends with “{mark}”: {text}"),
    N_("Join the next one to it, or close the sentence."),
)  # fmt: skip
NO_END = Rule(
    "paragraph-no-end", Level.INFO,
    N_("The paragraph ends without a mark: {text}"),
    N_("See whether something is missing; if not, close the sentence."),
)  # fmt: skip
TITLE_MARK = Rule(
    "title-mark", Level.WARNING,
    N_("The title or subhead ends with “{mark}”: {text}"),
    N_("Delete the mark: titles and subheads on a line of their own take none."),
)  # fmt: skip
ENUMERATED = Rule(
    "enumeration-quoted", Level.INFO,
    N_("“、” between quoted words or titles, {count} here: {text}"),
    N_("It is usually left out there (GB/T 15834, 4.5.3.5); keep one way throughout the issue."),
)  # fmt: skip
AND_SO_ON = Rule(
    "ellipsis-and-so-on", Level.INFO,
    N_("“……” and “等” say the same: {text}"),
    N_("Keep one of them."),
)  # fmt: skip

JOINED = Rule(
    "enumeration-joined", Level.INFO,
    N_("“、” stands before “{word}”: {text}"),
    N_("Delete “、”: between the last two of a series stands 和 or 及 alone, and none before 等."),
)  # fmt: skip

_PAIRS = {
    "“": "”", "‘": "’", "（": "）", "《": "》", "〈": "〉", "「": "」", "『": "』", "【": "】", "〔": "〕",
    "(": ")",
}  # fmt: skip
_OTHER = {**_PAIRS, **{v: k for k, v in _PAIRS.items()}}
_ALIKE = {"(": "（", ")": "）"}  # a mixed pair is a pair; that one half is half-width, typed.py tells
_PAIR_MARK = re.compile("[“”‘’（）《》〈〉「」『』【】〔〕()]")
_QUOTES = "“‘「『"
_NUMBERED = re.compile(r"(?:^|[\s，。；：、])[A-Za-z0-9①-⑳一二三四五六七八九十]{1,3}$")  # 1） a)
_RUNNING = (Kind.PARAGRAPH, Kind.ITEM)


@dataclass(frozen=True, slots=True)
class _Half:
    """Half a pair, or a pair within its like: where it stands, and its mark."""

    at: int
    mark: str
    rule: Rule


_Open = tuple[Passage, _Half]


def marks(issue: Issue) -> Iterator[Finding]:
    """Every rule on each passage by itself, and pairs over the paragraphs of each article."""
    for article in issue.articles:
        left_open: list[_Open] = []  # quotations that the paragraph before did not close
        for passage in passages(article):
            for rule in _PASSAGE_RULES:
                yield from rule(passage)
            found = _halves(passage.text)
            if passage.kind not in _RUNNING:
                yield from (_told(half.rule, passage, half) for half in found)
                continue
            running, found = _continued(passage, left_open, found)
            yield from running
            left_open = [(passage, h) for h in found if h.rule is UNCLOSED and h.mark in _QUOTES]
            waiting = [half for _, half in left_open]
            yield from (_told(half.rule, passage, half) for half in found if half not in waiting)
        yield from (_told(UNCLOSED, passage, half) for passage, half in left_open)


def _continued(
    passage: Passage, left_open: list[_Open], found: list[_Half]
) -> tuple[list[Finding], list[_Half]]:
    """What the quotations left open before turn out to be, and what remains to be told of this paragraph."""
    running: list[Finding] = []
    for before, half in left_open:
        if passage.text.lstrip()[:1] in _QUOTES:
            continue  # each paragraph opens anew: as it should be
        closing = next((h for h in found if h.rule is UNOPENED and h.mark == _PAIRS[half.mark]), None)
        if closing is None:
            running.append(_told(UNCLOSED, before, half))
        else:
            running.append(_told(RUNS_ON, before, half))
            found = [h for h in found if h is not closing]
    return running, found


def _told(rule: Rule, passage: Passage, half: _Half) -> Finding:
    text = passage.around(half.at, half.at + 1)
    return rule.at(passage.place(half.at), mark=half.mark, other=_OTHER[half.mark], text=text)


def _halves(text: str) -> list[_Half]:
    """Unpaired halves, and pairs directly within their like."""
    stack: list[tuple[int, str, bool]] = []
    found: list[_Half] = []
    for match in _PAIR_MARK.finditer(text):
        at, mark = match.start(), match.group()
        if mark in _PAIRS:
            like = bool(stack) and stack[-1][1] == mark and mark in "“‘《〈"
            stack.append((at, mark, like))
            continue
        wanted = _OTHER[_ALIKE.get(mark, mark)]
        depth = next((i for i in range(len(stack) - 1, -1, -1) if _like(stack[i][1], wanted)), None)
        if depth is not None:
            found += (_Half(a, m, UNCLOSED) for a, m, _ in stack[depth + 1 :])
            begun, opening, like = stack[depth]
            if like:
                found.append(_Half(begun, opening, NESTED))
            del stack[depth:]
        elif not _lone(text, at, mark):
            found.append(_Half(at, mark, UNOPENED))
    # “A“B”: what is not closed is the first; that the second stands within it is no news.
    unclosed = {mark for _, mark, _ in stack}
    found = [h for h in found if h.rule is not NESTED or h.mark not in unclosed]
    return found + [_Half(at, mark, UNCLOSED) for at, mark, _ in stack]


def _like(mark: str, wanted: str) -> bool:
    return _ALIKE.get(mark, mark) == wanted


def _lone(text: str, at: int, mark: str) -> bool:
    """Closing marks that close nothing: apostrophes, and the bracket behind a number."""
    before = text[:at]
    if mark == "’":
        return before[-1:].isascii() and before[-1:].isalnum()
    return mark in ")）" and _NUMBERED.search(before[-5:]) is not None


# ---- rules on one passage ------------------------------------------------------------------

_CLASH = re.compile(
    r"[，、；：][，、。；：！？]|。[，、；：！？]|[！？][，、。；：]|([！？])\1{3,}|[。！？]”。|[，；：]”[，。；：]"
    r"|。[）)]。|……。"
)
_POINT = re.compile(f"(?<=[{HAN}])\\.(?=[{HAN}])")
_ENUMERATED = re.compile("(?<=[”》])、(?=[“《])")
_AND_SO_ON = re.compile(
    "……等(?=等|[，。；、：！？）”]|$|\\d|[几数多各诸]|[二两三四五六七八九十]+[大个种类项位名家]|人|工作|内容|问题|方面|活动|地)"
)
_JOINED = re.compile(
    "、(?:和(?!谐|平|睦|气|美|解|善|合|顺|声|田|县|政|硕|静|林|龙|布|马|服|尚|约|弦|盘|亲|悦|缓|好|牛|面|衷|蔼|煦|畅|奏|弄)"
    "|以及|及(?!时|早|其|格|第)|等(?=[，。；）]|人|\\d|[几多]|[二两三四五六七八九十]+[大个种类项位名家]))"
)
_LONG = 40  # characters of a paragraph that is one, not a line of verse, a name, a signature
_ENDS = "。！？…—”’）》」』】〕：；.!?)"


def _straight(passage: Passage) -> Iterator[Finding]:
    text = passage.text
    if text.count('"') % 2 and re.search(f"[{HAN}]", text):
        at = text.rindex('"')
        if not text[at - 1 : at].isdigit():  # 24" is a size
            yield STRAIGHT.at(passage.place(at), text=passage.around(at, at + 1))


def _point(passage: Passage) -> Iterator[Finding]:
    for match in _POINT.finditer(passage.text):
        if not re.fullmatch("[一二三四五六七八九十]{1,3}", passage.text[: match.start()]):
            yield POINT.at(passage.place(match.start()), text=passage.around(*match.span()))


def _clash(passage: Passage) -> Iterator[Finding]:
    for match in _CLASH.finditer(passage.text):
        if len(set(match.group())) > 1 or match[1]:
            yield CLASH.at(passage.place(match.start()), text=passage.around(*match.span()))


def _ends(passage: Passage) -> Iterator[Finding]:
    """How paragraphs begin and end. Verse and lists of names are let be: short, or broken by hand."""
    text = passage.text.strip()
    if passage.kind is not Kind.PARAGRAPH:
        return
    if text[0] in "，。、；：？！）》〉」』】":
        yield AT_START.at(passage.place(0), mark=text[0], text=passage.around(0, 1, 16))
    if "\n" in text or len(text) < _LONG or not re.search("[，。；]", text):
        return
    end = len(passage.text.rstrip())
    if text[-1] in "，、":
        yield OPEN_END.at(passage.place(end - 1), mark=text[-1], text=passage.around(end - 1, end, 16))
    elif text[-1] not in _ENDS and not re.search(r"[（(][^（）()]*$", text[-40:]):
        yield NO_END.at(passage.place(end - 1), text=passage.around(end - 1, end, 16))


def _title(passage: Passage) -> Iterator[Finding]:
    text = passage.text.rstrip()
    if passage.kind in (Kind.TITLE, Kind.HEADING) and text[-1] in "。，、；":
        at = len(text) - 1
        yield TITLE_MARK.at(passage.place(at), mark=text[-1], text=passage.around(at, at + 1, 16))


def _enumerated(passage: Passage) -> Iterator[Finding]:
    found = list(_ENUMERATED.finditer(passage.text))
    if found:
        text = passage.around(*found[0].span())
        yield ENUMERATED.at(passage.place(found[0].start()), count=len(found), text=text)


def _and_so_on(passage: Passage) -> Iterator[Finding]:
    for match in _AND_SO_ON.finditer(passage.text):
        yield AND_SO_ON.at(passage.place(match.start()), text=passage.around(*match.span()))


def _joined(passage: Passage) -> Iterator[Finding]:
    for match in _JOINED.finditer(passage.text):
        text = passage.around(*match.span())
        yield JOINED.at(passage.place(match.start()), word=match.group()[1:], text=text)


_PASSAGE_RULES: tuple[Callable[[Passage], Iterator[Finding]], ...] = (
    _straight, _point, _clash, _ends, _title, _enumerated, _and_so_on, _joined,
)  # fmt: skip
