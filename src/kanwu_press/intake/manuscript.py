"""Drafts → manuscripts in the format of docs/稿件格式.md: front matter in YAML, body in Markdown.

Everything that Markdown would take for a sign is escaped, so that the reader sees the same characters.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from kanwu_press.intake.article import Draft
from kanwu_press.intake.blocks import Block, Grid, Items, Legend, Para, Span, Sub

_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=<~.：\x00-\x1f][^\[\]{}#&*!|>'\"%@`：:\x00-\x1f]*")
_SPECIAL = re.compile(r"[\\*_`\[\]<|{}]|&(?=#?\w+;)|~(?=~)")
_AT_START = re.compile(r"(?:#{1,6}(?=\s|$)|[-+](?=\s|$)|>|:::|[-=]{2,}\s*$)")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_CHAPTERS = "##"  # a subhead of level 1


def scalar(value: str) -> str:
    """`value` as YAML: plain where nothing in it is a sign, else in double quotes."""
    if _PLAIN.fullmatch(value) and value == value.strip():
        return value
    return json.dumps(value, ensure_ascii=False)


def mapping(pairs: Iterable[tuple[str, str | tuple[str, ...]]]) -> Iterator[str]:
    """The lines of a YAML mapping; empty values left out, several values as a list."""
    for key, value in pairs:
        if isinstance(value, str):
            if value:
                yield f"{key}: {scalar(value)}"
        elif len(value) == 1:
            yield f"{key}: {scalar(value[0])}"
        elif value:
            yield f"{key}:"
            yield from (f"  - {scalar(one)}" for one in value)


def manuscript(draft: Draft) -> str:
    """The whole file of an article."""
    head = mapping(
        (
            ("标题", draft.title),
            ("副标题", draft.subtitle),
            ("书眉标题", draft.running_title),
            ("作者", draft.authors),
            ("版式", "单栏" if draft.one_column else "双栏"),
            ("地区", draft.area),
            ("编者按", escaped(draft.note)),
            ("作者简介", draft.author_notes),
            ("来源", draft.source),
            ("转载", draft.reprint),
        )
    )
    body = "\n\n".join(_block(block, one_column=draft.one_column) for block in draft.blocks)
    return "---\n" + "\n".join(head) + "\n---\n\n" + body + "\n"


def _block(block: Block, *, one_column: bool) -> str:
    match block:
        case Para():
            return _guarded("".join(_span(span) for span in block.spans))
        case Sub():
            return f"{_CHAPTERS}{'#' * (block.level - 1)} {escaped(block.text)}"
        case Legend():
            return _guarded(escaped(block.text))
        case Items():
            return "\n".join(f"{'  ' * depth}- {_guarded(escaped(text))}" for depth, text in block.items)
        case Grid():
            return _table(block, full=not one_column and len(block.rows[0]) > 3)
        case _:
            assert_never(block)


def _span(span: Span) -> str:
    """A span in Markdown; spaces at the ends of a bold run stand outside it."""
    text = escaped(span.text)
    bare = text.strip()
    if not span.bold or not bare:
        return text
    start = text.index(bare[0])
    return f"{text[:start]}**{bare}**{text[start + len(bare) :]}"


def _table(grid: Grid, *, full: bool) -> str:
    head, *rows = grid.rows
    lines = [f"::: 表 {escaped(grid.caption)}"]
    if full:
        lines.append("位置：通栏")
    lines += [_row(head), "|" + "---|" * len(head), *(_row(row) for row in rows), ":::"]
    return "\n".join(lines)


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(escaped(cell.replace("**", "")) for cell in cells) + " |"


def escaped(text: str) -> str:
    """`text` with a backslash before every character that Markdown would take for a sign."""
    return _SPECIAL.sub(lambda m: "\\" + m[0], text)


def _guarded(text: str) -> str:
    """`text` so that its beginning is no heading, list, quotation or directive."""
    text = text.strip()
    if _AT_START.match(text):
        return "\\" + text
    return _NUMBERED.sub(r"\1\\\2", text, count=1) if _NUMBERED.match(text) else text


def texts_of(draft: Draft) -> Iterator[str]:
    """Every text of the draft as it is printed, to be counted against the original."""
    yield from (draft.title, draft.subtitle, *draft.authors, draft.area, draft.note)
    yield from (*draft.author_notes, draft.source, draft.reprint)
    for block in draft.blocks:
        match block:
            case Para() | Sub() | Legend():
                yield block.text
            case Items():
                yield from (text for _, text in block.items)
            case Grid():
                yield block.caption
                yield from (cell for row in block.rows for cell in row)
            case _:
                assert_never(block)
