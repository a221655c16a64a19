"""Rejoins paragraphs that recognition cut at page and column ends.

A paragraph is open when it ends without a final mark; then the next one continues it, unless that one
begins a paragraph of its own (numbered, a bold lead-in) or closes quotes that were never opened. In that
case one of the next few is taken, if a word of the issue runs through the cut or the open quotes
close: these are the places where recognition put columns out of order. What stays open is a doubt.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from kanwu_press.intake import words
from kanwu_press.intake.blocks import Block, Grid, Legend, Para, embolden, join
from kanwu_press.intake.leads import lead_end
from kanwu_press.intake.usage import Usage

_LOOK_AHEAD = 3  # paragraphs; a photo and a narrow column beside it displace no more
_FRAGMENT = 10  # characters of a sentence that may have lost its head


class Fit(Enum):
    """How a paragraph suits as the continuation of another."""

    WELL = "well"
    CLASH = "clash"  # it closes quotes that are not open
    NO = "no"  # it begins anew


@dataclass(frozen=True, slots=True)
class Joined:
    """Two pieces put together: the line each begins at, and whether others stood between."""

    before: int
    after: int
    seam: str  # the few characters about the seam, parted by ｜
    adjacent: bool


@dataclass(frozen=True, slots=True)
class Rejoined:
    """Blocks with whole paragraphs; `cut` are those still open, `headless` those that begin in a sentence."""

    blocks: tuple[Block, ...]
    joins: tuple[Joined, ...]
    cut: tuple[int, ...]  # lines
    headless: tuple[int, ...]
    moved: tuple[tuple[int, str], ...]  # sentences set behind another paragraph


def rejoin(blocks: tuple[Block, ...], usage: Usage) -> Rejoined:
    """The same blocks, with paragraphs whole as far as can be told."""
    settled, moved = _fragments_home(blocks)
    queue, out = list(settled), list[Block]()
    joins: list[Joined] = []
    skipped: set[int] = set()
    while queue:
        block = queue.pop(0)
        while isinstance(block, Para) and block.is_open:
            ahead = _ahead(queue)
            behind = [b for b in out if isinstance(b, Para) and b.line in skipped]
            choice = _continuation(block, ahead, behind, usage)
            if choice is None:
                break
            adjacent = bool(ahead) and choice is ahead[0]
            if not adjacent and choice in ahead:
                skipped.update(b.line for b in ahead[: ahead.index(choice)])
            joins.append(Joined(block.lines[-1], choice.line, _seam(block, choice), adjacent))
            (queue if choice in queue else out).remove(choice)
            block = joined(block, choice)
        out.append(block)
    cut, headless = _left(out, skipped)
    return Rejoined(tuple(out), tuple(joins), cut, headless, moved)


def joined(first: Para, second: Para) -> Para:
    """The two as one paragraph; a lead-in that lost its bold behind the cut gets it back."""
    whole = join(first, second)
    if first.ends_bold_open and not second.lead:
        return _lead_to_stop(whole, len(first.text))
    return whole


def _lead_to_stop(whole: Para, at: int) -> Para:
    end = lead_end(whole.text, at)
    return embolden(whole, at, end) if end else whole


def _ahead(queue: list[Block]) -> list[Para]:
    """The next paragraphs, past pictures and tables, up to a subhead or list."""
    found: list[Para] = []
    for block in queue:
        if isinstance(block, Para):
            found.append(block)
        elif not isinstance(block, Legend | Grid):
            break
        if len(found) == _LOOK_AHEAD:
            break
    return found


def _continuation(first: Para, ahead: list[Para], behind: list[Para], usage: Usage) -> Para | None:
    """The paragraph among `ahead`, or the skipped ones `behind`, that continues `first`."""
    if first.ends_bold_open:
        for other in (*behind, *ahead):
            if other.lead and not words.begins_lead(other.lead):
                return other
    if ahead:
        fit = fit_of(first, ahead[0])
        if fit is Fit.WELL or (fit is Fit.CLASH and usage.is_word(first.text, ahead[0].text)):
            return ahead[0]
    for other in (*ahead[1:], *behind):
        if fit_of(first, other) is not Fit.WELL:
            continue
        if usage.is_word(first.text, other.text) or _closes(first, other):
            return other
    return None


def fit_of(first: Para, second: Para) -> Fit:
    """How `second` suits as the continuation of the open paragraph `first`."""
    if second.lead and not (first.ends_bold_open and not words.begins_lead(second.lead)):
        return Fit.NO
    if words.begins_lead(second.text):
        return Fit.NO
    before, _ = words.open_quotes(first.text)
    return Fit.CLASH if words.open_quotes(second.text, before)[1] else Fit.WELL


def _closes(first: Para, second: Para) -> bool:
    """Whether quotes left open by `first` are closed within `second`, and nothing stays open."""
    before, clash = words.open_quotes(first.text)
    return bool(before) and not clash and words.open_quotes(second.text, before) == ((), False)


def _seam(first: Para, second: Para) -> str:
    return f"{first.text[-8:]}｜{second.text[:8]}"


def _left(out: list[Block], skipped: set[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Lines of paragraphs still open at the end, and of those without their beginning."""
    paras = [b for b in out if isinstance(b, Para)]
    cut = tuple(p.lines[-1] for p in paras if p.is_open)
    headless = tuple(
        p.line
        for before, p in zip([None, *paras], paras, strict=False)
        if not (p.lead or words.begins_lead(p.text))
        and (p.line in skipped or (words.open_quotes(p.text)[1] and before is not None and before.is_open))
    )
    return cut, headless


def _fragments_home(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[tuple[int, str], ...]]:
    """Short sentences behind a paragraph that a photo cut, put after the next one if that wants a noun.

    Beside a photo, recognition reads the last line of the following paragraph too early.
    """
    out = list(blocks)
    moved: list[tuple[int, str]] = []
    for at in range(2, len(out) - 1):
        first, between, piece, following = out[at - 2 : at + 2]
        if not (isinstance(first, Para) and isinstance(between, Legend)):
            continue
        if not (isinstance(piece, Para) and isinstance(following, Para)) or not first.is_open:
            continue
        body, stop, tail = piece.text[:-1].rpartition("。")
        fragment = stop and 0 < len(tail) <= _FRAGMENT and not set(tail) & set("，、；：“”（）")
        if (
            fragment
            and following.text.rstrip("”’）").endswith(("的", "和", "与", "及"))
            and piece.text.endswith("。")
        ):
            sentence = piece.text[len(body) + 1 :]
            shorter = piece.spans[-1].text[: -len(sentence)]
            out[at] = replace(piece, spans=(*piece.spans[:-1], replace(piece.spans[-1], text=shorter)))
            last = following.spans[-1]
            out[at + 1] = replace(
                following, spans=(*following.spans[:-1], replace(last, text=last.text + sentence))
            )
            moved.append((piece.line, sentence))
    return tuple(out), tuple(moved)
