"""No text is lost: every Han character of a body stands in its blocks or notes, and in order.

Counted, not trusted: whatever the parser did, what is missing is a finding. Words that are
rightly not printed (paths, keys, labels, addresses) are counted on the other side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import assert_never

from kanwu_press.findings import N_, Level, Rule
from kanwu_press.model import (
    Block,
    Box,
    Break,
    Figure,
    Gallery,
    Heading,
    Inline,
    LineBreak,
    ListBlock,
    NoteRef,
    Paragraph,
    Quote,
    Ruby,
    Table,
    Text,
    Together,
)
from kanwu_press.read.script import han

TEXT_LOST = Rule(
    "body-text-lost",
    Level.ERROR,
    N_("Text would be lost here, because it was not understood: {text}"),
    N_("Put blank lines around this place and look at its marks; please report it as a fault."),
)


def parts(block: Block, *, running: bool = False) -> Iterator[tuple[Inline, ...]]:
    """All the texts of a block, each a run of inlines.

    With `running`, without those that need not stand in the order of the source: the words
    of figures and the notes of tables.
    """
    match block:
        case Heading() | Paragraph():
            yield block.children
        case Quote() | Together():
            yield from _all(block.blocks, running)
        case Box():
            yield block.title
            yield from _all(block.blocks, running)
        case ListBlock():
            for item in block.items:
                yield from _all(item, running)
        case Table():
            yield block.caption
            yield from (cell for row in (block.head, *block.rows) for cell in row)
            yield () if running else block.note
        case Figure():
            yield from () if running else (block.caption, (Text(block.credit), Text(block.alt)))
        case Gallery():
            yield block.caption
            yield from _all(block.figures, running)
        case Break():
            pass
        case _:
            assert_never(block)


def _all(blocks: Iterable[Block], running: bool) -> Iterator[tuple[Inline, ...]]:
    for block in blocks:
        yield from parts(block, running=running)


def words(inlines: Iterable[Inline]) -> Iterator[tuple[int, str]]:
    """Line and text of every inline, readings of rare characters included."""
    for inline in inlines:
        match inline:
            case Text():
                yield inline.line, inline.text
            case Ruby():
                yield inline.line, inline.base + inline.reading
            case NoteRef() | LineBreak():
                pass
            case _:
                yield from words(inline.children)


def lost_text(
    lines: list[str], first_line: int, texts: Iterable[tuple[Inline, ...]], unprinted: Iterable[str]
) -> tuple[int, str] | None:
    """The first line whose Han characters are missing from `texts`, and which; None if all are there."""
    source = Counter(han("".join(lines)))
    printed: Counter[str] = Counter()
    by_line: dict[int, Counter[str]] = {}
    for text in texts:
        for line, word in words(text):
            by_line.setdefault(line, Counter()).update(han(word))
    for counter in by_line.values():
        printed.update(counter)
    missing = source - printed - Counter(han("".join(unprinted)))
    if not missing:
        return None
    for number, source_line in enumerate(lines, first_line):
        lost = (Counter(han(source_line)) - by_line.get(number, Counter())) & missing
        if lost:
            return number, "".join(lost)
    return first_line, "".join(missing)


def out_of_order(
    lines: list[str], first_line: int, texts: Iterable[tuple[Inline, ...]]
) -> tuple[int, str] | None:
    """The line and text of the first run whose Han characters do not follow those before it."""
    rest = iter(han("".join(lines)))
    for text in texts:
        for line, word in words(text):
            if not all(char in rest for char in han(word)):  # `in` consumes the iterator up to the match
                return line or first_line, word[:40]
    return None
