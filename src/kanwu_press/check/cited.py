"""Figures and tables by their numbers: cited and missing, never cited, captions alone. Issue → findings.

The numbers are those that captions and text give: 图1, 表2, 图1-2; 图一 is 图1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kanwu_press.check.order import value_of
from kanwu_press.check.passages import Passage, passages
from kanwu_press.check.walk import blocks, words
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Article, Block, Figure, Gallery, Inline, Issue, Paragraph, Place, Table
from kanwu_press.walk import Kind

MISSING = Rule(
    "figure-missing", Level.WARNING,
    N_("“{name}” is cited, but no figure or table of this article has that number: {text}"),
    N_("Put it in with a caption that begins with “{name}”, or correct the number."),
)  # fmt: skip
UNCITED = Rule(
    "figure-uncited", Level.INFO,
    N_("“{name}” has a number, but the text never mentions it."),
    N_("Mention it, as in （见{name}）, or leave the number out."),
)  # fmt: skip
NUMBERS = Rule(
    "figure-numbers", Level.WARNING,
    N_("After “{before}” comes “{name}”."),
    N_("Number figures and tables one by one, each kind for itself."),
)  # fmt: skip
UNPICTURED = Rule(
    "caption-unpictured", Level.WARNING,
    N_("A caption without its picture or table: {text}"),
    N_("Put in the picture (“::: 图”) or table (“::: 表”) with this caption, or delete the line."),
)  # fmt: skip
LOOSE = Rule(
    "caption-loose", Level.WARNING,
    N_("The caption stands as a paragraph beside its picture or table: {text}"),
    N_("Write it behind “::: 图” or “::: 表”, so that the two stay together."),
)  # fmt: skip
HEADLESS = Rule(
    "table-headless", Level.WARNING,
    N_("The first row of the table says nothing about its columns: {text}"),
    N_("Write above the line |---| what the columns hold."),
)  # fmt: skip

_HAN_NUMBER = "[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_BEHIND = r"(?![\d.%:：]|[-–—]\d|[万亿个张幅人名多余家户份类项]|年|月|条)"
_HAN_BEHIND = r"(?=[\s：:．.、，。）)；和与及至到～所中]|$)"
_NUMBER = rf"[ \u00a0]?(\d{{1,2}}(?:[-–—.]\d{{1,2}})?{_BEHIND}|(?:{_HAN_NUMBER}){_HAN_BEHIND})"
_IN_HAN = re.compile(f"([图表])({_HAN_NUMBER})")
_CAPTION = re.compile(f"(附)?([图表]){_NUMBER}")
_SAYS = "所示|所列|显示|表明|中|可见|可以看|为|是|反映|给出|列[出举]|展示|统计|描绘|说明了|呈现"
_CITED = re.compile(
    f"(?:(?:见|如|参看|参照|根据|据|由|从|与|和|及|、|下)(附|插)?([图表]){_NUMBER})"
    f"|(?:[（(]([图表]){_NUMBER}(?=[）)、，,；;和及至～~]))"
    f"|(?:(?<![一-鿿])([图表]){_NUMBER}(?={_SAYS}))"
)
# 图1、2、3; 图1至图3; 图1～3
_MORE = re.compile(r"(、|[和与及至到～~])[图表]?(\d{1,2})(?=[、，,；;。）)和与及至所中～~]|$)")
_BETWEEN = re.compile("[-–—.]")
_ENUMERATED = re.compile("[至到～~]")
_LOOSE = re.compile(rf"(?:[图表]{_NUMBER}[ \u3000：:．.、]|[▲△▼▽◀▶])")
_ARROWS = "▲△▼▽◀▶"
_LONGEST_CAPTION = 60
_FIGURE = re.compile(r"[\d.,%‰，—–-]+")
_CELLS_SHOWN = 3


def cited(issue: Issue) -> Iterator[Finding]:
    """Citations against captions, article by article."""
    for article in issue.articles:
        captions, captioned = _captions(article), dict[str, Place]()
        for name, place in captions:
            captioned.setdefault(name, place)
        loose = {name for passage in passages(article) if (name := _loose(passage))}
        texts = [p for p in passages(article) if p.kind is not Kind.CAPTION and not _is_loose(p)]
        named = set[str]()
        known = captioned.keys() | loose
        for passage in texts:
            for name, start, end in _citations(passage.text):
                meant = _span(name) if name not in known and known >= _ends(name) else (name,)
                if known.isdisjoint(meant) and name not in named:
                    yield MISSING.at(passage.place(start), name=name, text=passage.around(start, end))
                named.update(meant)
        running = "".join("".join(p.text.split()) + "\n" for p in texts)
        running = _IN_HAN.sub(lambda found: _name(found[1], found[2]), running)
        for name, place in captioned.items():
            if name not in named and not re.search(re.escape(name) + r"(?!\d)", running):
                yield UNCITED.at(place, name=name)
        yield from _sequence(captions)


def captions(issue: Issue) -> Iterator[Finding]:
    """Paragraphs that are captions, and tables whose head says nothing."""
    for article in issue.articles:
        beside = _beside(article)
        for passage in passages(article):
            if _is_loose(passage):
                rule = LOOSE if passage.line in beside else UNPICTURED
                yield rule.at(passage.place(0), text=passage.around(0, 0, 24))
        for block in blocks(article):
            if isinstance(block, Table) and _headless(block):
                text = " | ".join(words(cell).strip() for cell in block.head[:_CELLS_SHOWN])
                yield HEADLESS.at(block.place, text=text)


def _citations(text: str) -> Iterator[tuple[str, int, int]]:
    if "图" not in text and "表" not in text:
        return
    for match in _CITED.finditer(text):
        kind, number = match[2] or match[4] or match[6], match[3] or match[5] or match[7]
        if match[1] == "附":
            continue  # what is attached may come by itself
        yield _name(kind, number), match.start(), match.end()
        last, more = number, _MORE.match(text, match.end())
        while more and last.isdigit():
            through = int(last) + 1 if _ENUMERATED.match(more[1]) else int(more[2])
            for value in range(through, int(more[2]) + 1):
                yield f"{kind}{value}", match.start(), more.end()
            last, more = more[2], _MORE.match(text, more.end())


def _name(kind: str, number: str) -> str:
    """图一 → 图1."""
    return kind + (number if number[0].isdigit() else str(value_of(number)))


def _ends(name: str) -> set[str]:
    """图1-3 may be two pictures and those between: 图1, 图3."""
    return {name[0] + part for part in _BETWEEN.split(name[1:])}


def _span(name: str) -> tuple[str, ...]:
    first, *_, last = map(int, _BETWEEN.split(name[1:]))
    return tuple(f"{name[0]}{value}" for value in range(first, last + 1))


def _captions(article: Article) -> list[tuple[str, Place]]:
    """The numbered captions in the order of the manuscript."""
    found: list[tuple[str, Place]] = []
    for block in blocks(article):
        for caption in _of(block):
            match = _CAPTION.match(words(caption).strip())
            if match is not None:
                found.append((_name(match[2], match[3]), block.place))
    return found


def _of(block: Block) -> tuple[tuple[Inline, ...], ...]:
    return (block.caption,) if isinstance(block, Figure | Gallery | Table) and block.caption else ()


def _sequence(captions: list[tuple[str, Place]]) -> Iterator[Finding]:
    """Plain numbers follow each other; those with parts, 图1-2, are let be."""
    for kind in "图表":
        own = [(name, place) for name, place in captions if name[0] == kind and name[1:].isdigit()]
        if own and int(own[0][0][1:]) > 1:
            yield NUMBERS.at(own[0][1], before="…", name=own[0][0])
        for (before, _), (name, place) in pairwise(own):
            if int(name[1:]) != int(before[1:]) + 1:
                yield NUMBERS.at(place, before=before, name=name)


def _is_loose(passage: Passage) -> bool:
    text = passage.text.strip()
    return (
        passage.kind is Kind.PARAGRAPH
        and len(text) <= _LONGEST_CAPTION
        and _LOOSE.match(text) is not None
        and (text[0] in _ARROWS or text[-1] not in "。；：")
    )


def _loose(passage: Passage) -> str:
    """The number of a caption that is a paragraph; empty where it has none."""
    match = _CAPTION.match(passage.text.strip()) if _is_loose(passage) else None
    return _name(match[2], match[3]) if match else ""


def _beside(article: Article) -> set[int]:
    """Lines of paragraphs next to a picture or table that has no caption of its own."""
    lines = set[int]()
    for one, other in pairwise(blocks(article)):
        for paragraph, thing in ((one, other), (other, one)):
            bare = isinstance(thing, Figure | Gallery | Table) and not thing.caption
            if isinstance(paragraph, Paragraph) and bare:
                lines.add(paragraph.place.line)
    return lines


def _headless(table: Table) -> bool:
    """No words in the head: empty cells, or figures only, where columns are more than years."""
    heads = ["".join(words(cell).split()) for cell in table.head]
    if not any(heads):
        return True
    said = [head for head in heads[1:] if head]
    figures = bool(said) and all(_FIGURE.fullmatch(head) for head in said)
    return figures and not all(re.fullmatch(r"(?:1[89]|20)\d\d|\d{1,2}", head) for head in said)
