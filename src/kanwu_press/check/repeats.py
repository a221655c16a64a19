"""The same words twice in the issue: a paragraph pasted twice, a report that was copied from another.

A whole sentence of at least 20 characters, or a passage of at least 30 from the beginning of a clause
on, word for word. A part of a sentence is only a hint up to 60 characters: documents have set phrases.
What is quoted may be quoted twice: quotations and what stands mostly in quotation marks are left out;
so are tables and captions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from kanwu_press.check.passages import paragraph_passage
from kanwu_press.check.walk import words
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Block, Box, Issue, ListBlock, Paragraph, Place, Together
from kanwu_press.walk import Kind

TWICE = Rule(
    "passage-twice",
    Level.WARNING,
    N_("“{text}” stands word for word in {where} as well ({count} characters)."),
    N_("See which of the two is wanted; if both are, nothing need be done."),
)
PHRASE = Rule(
    "phrase-twice",
    Level.INFO,
    N_("“{text}” stands in {where} as well ({count} characters)."),
    N_("If it is a set phrase of documents, nothing need be done."),
)

SENTENCE = 20  # characters of a whole sentence
PASSAGE = 30  # characters from the beginning of a clause
LONG = 60  # characters that no set phrase has
_LEAST_HAN = 16  # of them Han characters
_SHOWN = 16
_HAN = re.compile(r"[\u4e00-\u9fff]")
_CLAUSE = re.compile(r"^|(?<=[，。；！？：、])(?=.)")
_ENDS = "。！？"
_END = re.compile(f"[{_ENDS}]")
_SPACES = re.compile(r"\s+")
_QUOTED = re.compile(r"“[^“”]*”|「[^「」]*」|《[^《》]*》")


@dataclass(slots=True)
class _Read:
    """The paragraphs read so far, and where each passage and sentence first began."""

    paragraphs: list[tuple[str, Place]] = field(default_factory=list)
    first: dict[str, tuple[int, int]] = field(default_factory=dict)

    def again(self, text: str, place: Place) -> Iterator[tuple[int, int, Place, bool]]:
        """Where something begins that stood before, its length, where it stood, and whether it is grave.

        Grave is a whole sentence, here or there, and what is long. Then all is remembered.
        """
        index, done = len(self.paragraphs), 0
        self.paragraphs.append((text, place))
        for begin in (m.start() for m in _CLAUSE.finditer(text)):
            for key in _keys(text, begin):
                paragraph, at = self.first.setdefault(key, (index, begin))
                if (paragraph, at) != (index, begin) and begin >= done:
                    before, where = self.paragraphs[paragraph]
                    count = _common(text, begin, before, at)
                    done = begin + count
                    if _counts(text[begin:done]):
                        whole = _is_whole(text, begin, done) or _is_whole(before, at, at + count)
                        yield begin, count, where, whole or count >= LONG


def _keys(text: str, begin: int) -> Iterator[str]:
    """What is compared from `begin` on: a passage, and a whole short sentence that begins there."""
    if len(text) - begin >= PASSAGE:
        yield text[begin : begin + PASSAGE]
    end = _END.search(text, begin, begin + PASSAGE)
    if end and SENTENCE <= end.end() - begin < PASSAGE and (begin == 0 or text[begin - 1] in _ENDS):
        yield text[begin : end.end()]


def passages(issue: Issue) -> Iterator[Finding]:
    """What stood before, told once for each paragraph in which it stands again."""
    read = _Read()
    for article in issue.articles:
        for block, kind in _prose(article.blocks, Kind.PARAGRAPH):
            text = words(block.children)
            bare = _SPACES.sub("", text)
            found = list(read.again(bare, block.place))
            if found:
                begin, _, where, grave = max(found, key=lambda one: one[3])  # the first of the gravest
                rule = TWICE if grave else PHRASE
                place = _place(block, kind, _typed_at(text, begin))
                name = f"{where.file.rpartition('/')[2]}:{where.line}"
                count = sum(one[1] for one in found)
                yield rule.at(place, text=bare[begin : begin + _SHOWN] + "…", where=name, count=count)


def _is_whole(text: str, begin: int, end: int) -> bool:
    """Whether a whole sentence lies within, or the passage is a whole paragraph."""
    if begin == 0 and end == len(text):
        return True
    bounds = [begin] if begin == 0 or text[begin - 1] in _ENDS else []
    bounds += [found.end() for found in _END.finditer(text, begin, end)]
    return any(b - a >= SENTENCE for a, b in pairwise(bounds))


def _common(a: str, i: int, b: str, j: int) -> int:
    """How many characters are the same from `a[i]` and `b[j]` on."""
    count = 0
    while i + count < len(a) and j + count < len(b) and a[i + count] == b[j + count]:
        count += 1
    return count


def _counts(text: str) -> bool:
    """Whether a passage is more than a quotation, a formula or an address."""
    own = _QUOTED.sub("", text)
    return 2 * len(own) >= len(text) and len(_HAN.findall(text)) >= _LEAST_HAN


def _typed_at(text: str, bare: int) -> int:
    """Where the character stands that is number `bare` without spaces."""
    typed = [at for at, char in enumerate(text) if not char.isspace()]
    return typed[bare]


def _place(block: Paragraph, kind: Kind, offset: int) -> Place:
    """The place of a character of a paragraph."""
    passage = next(paragraph_passage(block, block.place.file, kind), None)
    return block.place if passage is None else passage.place(offset)


def _prose(blocks: tuple[Block, ...], kind: Kind) -> Iterator[tuple[Paragraph, Kind]]:
    """Paragraphs, those of quotations left out, and what they are as passages."""
    for block in blocks:
        match block:
            case Paragraph():
                yield block, kind
            case Box():
                yield from _prose(block.blocks, Kind.ITEM)
            case Together():
                yield from _prose(block.blocks, kind)
            case ListBlock():
                for item in block.items:
                    yield from _prose(item, Kind.ITEM)
            case _:
                pass
