"""Lead-ins and subheads: which headings are none, which bold runs were cut, and the levels of the rest."""

from __future__ import annotations

import re
from dataclasses import replace

from kanwu_press.intake import words
from kanwu_press.intake.blocks import Block, Items, Para, Span, Sub, embolden, merged
from kanwu_press.intake.titles import without_stray_spaces

_LEAD = 42  # characters; a lead-in longer than this is a sentence
_REMAINDER = 25  # characters of a lead-in that stand behind the cut
_SENTENCE_END = re.compile(r"[。！？]")
_LEVELS = 3
_SPACE_AFTER_MARK = re.compile(r"(?<=[：，；、。！？])\s+")
_INLINE = re.compile(r"(?<=[。；！？”）])[一二三四五六七八九十]{1,2}是")


def lead_end(text: str, start: int, longest: int = _REMAINDER) -> int:
    """Where the lead-in that runs through `start` ends (behind its final mark); 0 if not within `longest`."""
    found = _SENTENCE_END.search(text, start)
    return found.end() if found and found.end() - start <= longest else 0


def heading_as_para(head: str, following: Para | None, line: int) -> Para | None:
    """The paragraph whose beginning recognition took for a heading; None for a real heading.

    Three signs: a sentence ends within it; it counts (二是 …) as only a lead-in does; the paragraph
    after it begins in bold with the rest of the sentence.
    """
    end = _SENTENCE_END.search(head)
    if end and end.end() < len(head):
        return Para(merged((Span(head[: end.end()], True), Span(head[end.end() :]))), (line,))
    if words.is_closed(head) or following is None:
        return None
    rest = following.lead
    broken = rest and not words.begins_lead(rest) and words.is_closed(rest) and len(rest) <= _REMAINDER
    if broken and words.begins_lead(head):
        return Para((Span(head, True),), (line,))
    if words.ENUMERATION.match(head) and lead_end(following.text, 0):
        return Para((Span(head, True),), (line,))
    return None


def whole_leads(block: Block) -> Block:
    """A lead-in whose bold stops short of its final mark, bold up to it."""
    if not isinstance(block, Para):
        return block
    at = 0
    for span in block.spans:
        at += len(span.text)
        if span.bold and words.begins_lead(span.text) and not words.is_closed(span.text):
            end = lead_end(block.text, at)
            if end:
                return whole_leads(embolden(block, at, end))
    return block


def even_leads(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[int, ...]]:
    """Where some of （一）（二）（三）or 一是、二是 are bold, the others too; and the lines that changed."""
    out = list(blocks)
    for group in _sequences(blocks):
        if any(_para(out[i]).lead for i in group):
            for i in group:
                block = _para(out[i])
                end = lead_end(block.text, 0, _LEAD)
                if not block.lead and end < len(block.text):
                    out[i] = embolden(block, 0, end)
    out = [_even_inline(block) for block in out]
    changed = tuple(b.line for a, b in zip(blocks, out, strict=True) if a is not b and a != b)
    return tuple(out), changed


def _para(block: Block) -> Para:
    assert isinstance(block, Para)
    return block


def _sequences(blocks: tuple[Block, ...]) -> list[list[int]]:
    """Indexes of paragraphs that count up in one scheme (1. 2. 3.), each sequence for itself."""
    groups: list[list[int]] = []
    last: dict[str, tuple[int, list[int]]] = {}
    for at, block in enumerate(blocks):
        if not isinstance(block, Para):
            continue
        scheme, numeral = words.scheme_of(block.text)
        if not scheme:
            continue
        number = words.number_of(numeral)
        before, group = last.get(scheme, (0, []))
        if number != before + 1 or not group:
            group = []
            groups.append(group)
        group.append(at)
        last[scheme] = (number, group)
    return groups


def _even_inline(block: Block) -> Block:
    """一是 … 二是 … within a paragraph: all bold if two or more are."""
    if not isinstance(block, Para):
        return block
    bold = sum(span.bold and bool(words.ENUMERATION.match(span.text)) for span in block.spans)
    if bold < 2:
        return block
    for found in _INLINE.finditer(block.text):
        end = lead_end(block.text, found.start(), _LEAD)
        if end:
            block = embolden(block, found.start(), end)
    return block


def levelled(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Subheads with consistent levels: unnumbered and 一、 first, then （一）, 1., （1）, ①."""
    ranks = sorted({_rank(block.text) for block in blocks if isinstance(block, Sub)})
    known = _listed(blocks)
    out: list[Block] = []
    for block in blocks:
        if isinstance(block, Sub):
            level = min(ranks.index(_rank(block.text)) + 1, _LEVELS)
            text = _SPACE_AFTER_MARK.sub("", block.text)
            listed = known.get(words.bare(text))
            text = without_stray_spaces(text, listed) if listed else text
            out.append(replace(block, text=text, level=level))
        else:
            out.append(block)
    return tuple(out)


def _rank(text: str) -> int:
    scheme, _ = words.scheme_of(text)
    names = [name for name, _ in words.SCHEMES]
    return names.index(scheme) if scheme else 0


def _listed(blocks: tuple[Block, ...]) -> dict[str, str]:
    """Subheads that a contents list within the article names, by their letters: whole, and unnumbered."""
    found: dict[str, str] = {}
    for block in blocks:
        for _, text in block.items if isinstance(block, Items) else ():
            unnumbered = next((p.sub("", text, count=1) for _, p in words.SCHEMES if p.match(text)), text)
            found[words.bare(text)] = text
            found.setdefault(words.bare(unnumbered), unnumbered)
    return found
