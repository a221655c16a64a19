"""What was decided and doubted about one article, as findings with the lines of the original."""

from __future__ import annotations

from collections.abc import Iterator

from kanwu_press.findings import Finding
from kanwu_press.intake import rules, words
from kanwu_press.intake.blocks import Block, Para, Sub
from kanwu_press.intake.chunks import Kind
from kanwu_press.intake.joins import Rejoined
from kanwu_press.intake.spread import Region
from kanwu_press.model import Place

_REPEAT = 40  # characters; names of projects and documents stay below


def about_region(region: Region, members: tuple[str, ...], source: str) -> Iterator[Finding]:
    """What was moved to the article from above its title, and its list of members."""
    if region.strays:
        rule = rules.STRAYS_LAST if region.strays_last else rules.STRAYS
        first, last = region.strays[0].line, region.strays[-1].lines[-1].number
        yield rule.at(Place(source, first), first=first, last=last)
    if region.kicker:
        yield rules.KICKER.at(Place(source, region.kicker.line), text=region.kicker.text)
    if members:
        line = next(c.line for c in region.chunks if c.kind is Kind.MEMBERS)
        yield rules.MEMBERS.at(Place(source, line), count=len(members))


def about_joins(whole: Rejoined, source: str) -> Iterator[Finding]:
    """Every cut: rejoined, rejoined out of order, or left."""
    paras = [b for b in whole.blocks if isinstance(b, Para)]
    for join in whole.joins:
        rule = rules.JOINED if join.adjacent else rules.JOINED_APART
        yield rule.at(Place(source, join.before), after=join.after, seam=join.seam)
    for p in paras:
        if p.lines[-1] in whole.cut:
            yield rules.CUT_LEFT.at(Place(source, p.lines[-1]), words=p.text[-12:])
        if p.line in whole.headless:
            yield rules.HEADLESS.at(Place(source, p.line), words=p.text[:12])
    for line, sentence in whole.moved:
        yield rules.FRAGMENT.at(Place(source, line), words=sentence)


def about_blocks(
    raw: tuple[Block, ...], blocks: tuple[Block, ...], lead_lines: tuple[int, ...], source: str
) -> Iterator[Finding]:
    """Changed levels and lead-ins, marks without their partner, passages read twice."""
    old = {b.line: b.level for b in raw if isinstance(b, Sub)}
    for block in blocks:
        place = Place(source, block.line)
        if isinstance(block, Sub) and old.get(block.line) != block.level + 1:
            was, now = old.get(block.line, 0), block.level + 1
            if was:
                yield rules.LEVEL.at(place, old=was, new=now, text=block.text)
            else:
                yield rules.SUBHEAD.at(place, new=now, text=block.text)
        if isinstance(block, Para):
            left, clash = words.open_quotes(block.text)
            if left or clash:
                yield rules.QUOTES.at(place, marks="".join(left) or "”")
            if block.line in lead_lines:
                yield rules.LEADS.at(place, text=block.lead[:20])
    yield from _repeated([b for b in raw if isinstance(b, Para)], source)


def _repeated(paras: list[Para], source: str) -> Iterator[Finding]:
    """Passages of `_REPEAT` characters and more that stand in two paragraphs."""
    seen: dict[str, int] = {}
    for p in paras:
        text, count, start, other = p.text, 0, 0, 0
        for at in range(len(text) - _REPEAT + 1):
            piece = text[at : at + _REPEAT]
            line = seen.setdefault(piece, p.line)
            if line != p.line:
                start, other = (start, other) if count else (at, line)
                count += 1
        if count:  # overlapping pieces of one passage, so their number and length make its own
            yield rules.REPEATED.at(
                Place(source, p.line), count=count + _REPEAT - 1, other=other, words=text[start : start + 16]
            )
