"""A text box, or a table of one cell → a 框 with its title."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kanwu_press.intake import words
from kanwu_press.intake.docx import doubts
from kanwu_press.intake.docx.body.captions import is_table_caption
from kanwu_press.intake.docx.body.lists import is_item
from kanwu_press.intake.docx.body.writer import Writer
from kanwu_press.intake.docx.flow import Boxed, Flow
from kanwu_press.intake.docx.values import Paragraph, Run

_TITLE = 20  # characters, at most
_DEEPEST = 2  # boxes around a box that is still drawn as one
_COLONS = re.compile(r"^:{3,}", re.MULTILINE)
_ITEM = re.compile(r"位置(?=\s*[:：])")  # a line that the block would take for its own


def has_words(one: Paragraph) -> bool:
    """Whether there is anything in a paragraph."""
    return bool(one.text.strip()) or any(not isinstance(p, Run) for p in one.pieces)


def write_box(writer: Writer, one: Boxed, depth: int, inside: Callable[[Sequence[Flow]], list[str]]) -> str:
    """The box within `depth` others; `inside` writes what it holds."""
    flow = [p for p in one.flow if not isinstance(p, Paragraph) or has_words(p)]
    first = flow[0] if flow else None
    text = first.text.strip() if isinstance(first, Paragraph) else ""
    writer.find(doubts.BOX_TABLE if one.table else doubts.BOX, one.number, text=text[:30])
    title = ""
    if isinstance(first, Paragraph) and len(flow) > 1 and _is_title(first):
        title = writer.line(writer.numbered(first))
        writer.fate(first.number, "title of the box")
        flow = flow[1:]
    if not one.table:
        writer.fate(one.number, "box")  # of the paragraph that it is anchored in
    inner = inside(flow)
    for p in flow:
        if isinstance(p, Paragraph):
            writer.fates[p.number] = ["box", *writer.fates.get(p.number, [])]
    if depth >= _DEEPEST or not inner:
        return "\n\n".join(([title] if title else []) + inner)
    if _ITEM.match(inner[0]):
        inner[0] = "&#20301;" + inner[0][1:]
    longest = max((len(found) for block in inner for found in _COLONS.findall(block)), default=0)
    colons = ":" * max(3, longest + 1)
    return f"{colons} 框 {title}".rstrip() + "\n" + "\n\n".join(inner) + f"\n{colons}"


def _is_title(one: Paragraph) -> bool:
    text = one.text.strip()
    short = len(text) <= _TITLE and not words.is_closed(text)
    return short and not is_item(one) and not is_table_caption(one)
