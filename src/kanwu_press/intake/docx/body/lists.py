"""Items of a bulleted list, by Word's bullets or by ones that were typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kanwu_press.intake.docx.body.writer import Writer
from kanwu_press.intake.docx.flow import Flow
from kanwu_press.intake.docx.symbols import BULLETS, PASTED_BULLETS
from kanwu_press.intake.docx.values import Paragraph, Piece, Run
from kanwu_press.intake.manuscript import guarded

_BULLET = re.compile(f"^[{BULLETS}{PASTED_BULLETS}]\\s*")


def is_item(one: Paragraph) -> bool:
    """Whether a paragraph is an item of a list."""
    return not one.outline and (one.bullet >= 0 or _BULLET.match(one.text.strip()) is not None)


def write_list(writer: Writer, flow: Sequence[Flow], at: int, out: list[str]) -> int:
    """The items from `at` on as one block; returns how many there are."""
    lines: list[str] = []
    for one in flow[at:]:
        if not isinstance(one, Paragraph) or not is_item(one):
            break
        pieces = _without_bullet(one)
        mark = one.text.strip()[:1] if pieces is not one.pieces else ""
        if mark:
            writer.said.append((one.number, mark))
        text = writer.text(pieces).replace("\\\n", " ")
        lines.append(f"{'  ' * max(0, one.bullet)}- {guarded(text)}")
        writer.fate(one.number, "list item")
    out.append("\n".join(lines))
    return len(lines)


def _without_bullet(one: Paragraph) -> tuple[Piece, ...]:
    """The pieces without a bullet typed as a character; the same object where there is none."""
    first = one.pieces[0] if one.pieces else None
    if isinstance(first, Run) and (found := _BULLET.match(first.text.lstrip())):
        return (replace(first, text=first.text.lstrip()[found.end() :]), *one.pieces[1:])
    return one.pieces
