"""Which chunks belong to which article, and in what order.

A title set in the middle of a page makes recognition read columns around it out of order, so an
article's first paragraphs may stand before its title. Three signs, in this order: a closing note
(（作者系…）) ends the article before; a word of the issue runs across the title; a word runs from
an article's last paragraph to one before its title.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from kanwu_press.intake import words
from kanwu_press.intake.chunks import Chunk, Kind
from kanwu_press.intake.titles import Head
from kanwu_press.intake.usage import Usage, likeness, pairs_in

_KICKER = 40  # characters
_DATE = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?\s*[)）]?$")
_SENTENCE_MARKS = re.compile(r"[，。；：！？]")


@dataclass(frozen=True, slots=True)
class Region:
    """The chunks of one article in reading order. `strays` are those of them that stood before the title."""

    head: Head
    head_line: int
    chunks: tuple[Chunk, ...]
    kicker: Chunk | None = None
    strays: tuple[Chunk, ...] = ()
    strays_last: bool = False  # they follow the rest instead of going before it


def spread(chunks: tuple[Chunk, ...], heads: tuple[Head, ...], usage: Usage) -> tuple[Region, ...]:
    """All of `chunks` between, before and after the titles, as one region for each head."""
    between = [_between(chunks, heads, at) for at in range(-1, len(heads))]
    regions: list[Region] = []
    # From the last to the first: where an article ends is known before asking what it lacks.
    for at in range(len(heads) - 1, -1, -1):
        before, after = between[at], between[at + 1]
        kept, kicker, strays, last = _parted(before, after, usage, first=at == 0)
        between[at] = kept
        ordered = (*after, *strays) if last else (*strays, *after)
        regions.append(Region(heads[at], chunks[heads[at].at].line, ordered, kicker, strays, last))
    return tuple(reversed(regions))


def _between(chunks: tuple[Chunk, ...], heads: tuple[Head, ...], at: int) -> tuple[Chunk, ...]:
    """The chunks behind head `at` up to the next, area labels of that one left out."""
    start = heads[at].after if at >= 0 else 0
    end = heads[at + 1].at if at + 1 < len(heads) else len(chunks)
    last = chunks[end - 1] if end > start else None
    if at + 1 < len(heads) and last and last.kind is Kind.LABEL and last.label == heads[at + 1].label:
        end -= 1
    return chunks[start:end]


def _parted(
    before: tuple[Chunk, ...], after: tuple[Chunk, ...], usage: Usage, *, first: bool
) -> tuple[tuple[Chunk, ...], Chunk | None, tuple[Chunk, ...], bool]:
    """(what stays with the article before, line above the title, what goes behind it, whether last)."""
    closing = (i + 1 for i, c in enumerate(before) if c.kind in (Kind.NOTE, Kind.MEMBERS))
    note = 0 if first else max(closing, default=0)
    across = bool(before and after) and _runs_on(before[-1], after[0], usage)
    kicker = None
    if before and not across and _is_kicker(before, note):
        before, kicker = before[:-1], before[-1]
    if note or first:
        strays = before[note:]
        last = bool(strays and after) and _follows(after[-1], strays[0], usage) and not _is_open(strays[-1])
        return before[:note], kicker, strays, last
    if across:
        start = _own_from(before, after)
        return before[:start], kicker, before[start:], False
    if after and _is_open(after[-1]):
        starts = [
            i
            for i in range(1, len(before))
            if _begins_cut(before, i) and _follows(after[-1], before[i], usage)
        ]
        if starts:
            start = max(starts, key=lambda i: usage.continues(after[-1].text, before[i].text))
            return before[:start], kicker, before[start:], True
    return before, kicker, (), False


def _is_open(chunk: Chunk) -> bool:
    return chunk.kind is Kind.TEXT and not words.is_closed(chunk.text.replace("**", ""))


def _follows(one: Chunk, other: Chunk, usage: Usage) -> bool:
    return _is_open(one) and other.kind is Kind.TEXT and usage.is_word(one.text, other.text)


def _runs_on(one: Chunk, other: Chunk, usage: Usage) -> bool:
    """Whether a sentence runs from the end of one article's chunks across the title."""
    return _follows(one, other, usage) and not other.text.startswith("**")


def _begins_cut(chunks: tuple[Chunk, ...], at: int) -> bool:
    """Whether the chunk at `at` may begin within a sentence that the chunk before it does not hold."""
    chunk, before = chunks[at], chunks[at - 1]
    fresh = chunk.text.startswith("**") or words.begins_lead(chunk.text)
    return chunk.kind is Kind.TEXT and not fresh and not _is_open(before)


def _is_kicker(before: tuple[Chunk, ...], note: int) -> bool:
    """Whether the last chunk is a line above the title: short, without marks, after an end."""
    last = before[-1]
    if last.kind is not Kind.TEXT or len(last.text) > _KICKER or _SENTENCE_MARKS.search(last.text):
        return False
    if _DATE.search(last.text):  # it closes the article before
        return False
    return len(before) - 1 == note or not _is_open(before[-2])


def _own_from(before: tuple[Chunk, ...], after: tuple[Chunk, ...]) -> int:
    """From which chunk on the text before a title is more like what follows it than like what precedes."""
    own = pairs_in("".join(c.text for c in (before[-1], *after)))
    start = len(before) - 1
    while start > 1:
        chunk = before[start - 1]
        above: Counter[str] = pairs_in("".join(c.text for c in before[: start - 1]))
        if chunk.kind is not Kind.TEXT or likeness(chunk.text, own, above) <= 0:
            break
        own += pairs_in(chunk.text)
        start -= 1
    return start
