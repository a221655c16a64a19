"""The flow below the head → blocks of Markdown, in order: paragraphs here, the rest by their own modules."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kanwu_press.intake import words
from kanwu_press.intake.docx import doubts
from kanwu_press.intake.docx.body.boxes import has_words, write_box
from kanwu_press.intake.docx.body.captions import (
    CAPTION_STYLES,
    captions_table,
    is_figure_caption,
    is_table_caption,
)
from kanwu_press.intake.docx.body.figures import last_picture, write_pictures
from kanwu_press.intake.docx.body.lists import is_item, write_list
from kanwu_press.intake.docx.body.subheads import QUOTES, doubtful, levels
from kanwu_press.intake.docx.body.tables import write_table
from kanwu_press.intake.docx.body.writer import Writer
from kanwu_press.intake.docx.flow import Boxed, Flow, Pictures, Table
from kanwu_press.intake.docx.values import Paragraph, Piece, Run
from kanwu_press.intake.manuscript import guarded

_PAUSE = re.compile(r"(?:[*＊※]\s*){3,}")


def write_body(writer: Writer, flow: Sequence[Flow], depth: int = 0) -> list[str]:
    """The flow as blocks of Markdown; `depth` counts the boxes around it."""
    flow = [one for one in flow if not isinstance(one, Paragraph) or has_words(one)]
    if not depth:
        writer.levels = dict(levels(flow, writer.body_size))
        for one in doubtful(flow, writer.levels):
            writer.find(doubts.SUBHEAD_GUESSED, one.number, text=one.text.strip())
    out: list[str] = []
    at = 0
    while at < len(flow):
        at += _write(writer, flow, at, depth, out)
    return out


def _write(writer: Writer, flow: Sequence[Flow], at: int, depth: int, out: list[str]) -> int:
    """Writes what begins at `at`; returns how much of the flow it took."""
    one = flow[at]
    after = _at(flow, at + 1)
    match one:
        case Pictures():
            return write_pictures(writer, flow, at, out)
        case Boxed():
            out.append(write_box(writer, one, depth, lambda inner: write_body(writer, inner, depth + 1)))
        case Table() if isinstance(after, Paragraph) and _captions_table_above(flow, at + 1):
            return 1 + write_table(writer, one, after, _at(flow, at + 2), out)
        case Table():
            return write_table(writer, one, None, after, out)
        case Paragraph() if isinstance(after, Table) and captions_table(one):
            return 1 + write_table(writer, after, one, _at(flow, at + 2), out)
        case Paragraph() if isinstance(after, Pictures) and is_figure_caption(one):
            if not _has_caption_below(flow, at + 1):
                return 1 + write_pictures(writer, flow, at + 1, out, above=one)
            out.append(_paragraph(writer, one))
        case Paragraph() if _is_pause(one):
            writer.fate(one.number, "pause")
            writer.said.append((one.number, one.text))
            out.append("***")
        case Paragraph() if is_item(one):
            return write_list(writer, flow, at, out)
        case Paragraph():
            out.append(_paragraph(writer, one))
    return 1


def _at(flow: Sequence[Flow], at: int) -> Flow | None:
    return flow[at] if at < len(flow) else None


def _captions_table_above(flow: Sequence[Flow], at: int) -> bool:
    """Whether the paragraph below a table is its caption by its style, and not that of what follows."""
    one = flow[at]
    below = isinstance(_at(flow, at + 1), Table | Pictures)
    return isinstance(one, Paragraph) and one.style in CAPTION_STYLES and captions_table(one) and not below


def _has_caption_below(flow: Sequence[Flow], at: int) -> bool:
    """Whether the pictures from `at` on have a caption of their own below them."""
    following = _at(flow, last_picture(flow, at) + 1)
    return isinstance(following, Paragraph) and is_figure_caption(following)


def _is_pause(one: Paragraph) -> bool:
    """Whether a line is nothing but stars: * * *"""
    return bool(_PAUSE.fullmatch(one.text.strip())) and all(isinstance(p, Run) for p in one.pieces)


def _paragraph(writer: Writer, one: Paragraph) -> str:
    """A subhead, a quotation, or running text."""
    if one.key in writer.levels:
        level, by = writer.levels[one.key]
        writer.fate(one.number, f"subhead {level} ({by})")
        if one.text.strip().endswith("。"):
            writer.find(doubts.SUBHEAD_STOPPED, one.number, text=one.text.strip())
        return "#" * (level + 1) + " " + writer.line(writer.numbered(one))
    caption = is_figure_caption(one) or is_table_caption(one)
    if caption and not words.is_closed(one.text):
        writer.find(doubts.CAPTION_ALONE, one.number, caption=one.text.strip())
    quote = one.style in QUOTES
    writer.fate(one.number, "caption alone" if caption else "quotation" if quote else "paragraph")
    pieces = writer.numbered(replace(one, pieces=_whole_lead(one.pieces)))
    text = "\n".join(guarded(line) for line in writer.text(pieces).split("\n"))
    return "> " + text.replace("\n", "\n> ") if quote else text


def _whole_lead(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """A lead-in whose bold stops short of its final mark, bold up to it."""
    for at, (one, two) in enumerate(pairwise(pieces)):
        if not (isinstance(one, Run) and isinstance(two, Run) and one.look.bold and not two.look.bold):
            continue
        if two.text[:1] in ("。", "：", "！", "？") and one.text[-1:].isalnum():
            grown = replace(one, text=one.text + two.text[0]), replace(two, text=two.text[1:])
            return (*pieces[:at], *grown, *pieces[at + 2 :])
    return pieces
