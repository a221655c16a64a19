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
_AT_START = re.compile(r"(?:#|[-+](?=\s|$)|>|:::|[-=]{2,}\s*$)")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_DEEPEST = 3  # of lists, counted from 0: the reader takes four levels
_NO_HEAD = " \t\u3000，。、；：！？”’）】》〉」』…"
_NO_END = " \t\u3000“‘（【《〈「『"
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
            return guarded(_inline(block.spans))
        case Sub():
            return f"{_CHAPTERS}{'#' * (block.level - 1)} {escaped(block.text)}"
        case Legend():
            return guarded(escaped(block.text))
        case Items():
            return "\n".join(
                f"{'  ' * min(depth, _DEEPEST)}- {guarded(escaped(text))}" for depth, text in block.items
            )
        case Grid():
            return _table(block, full=not one_column and len(block.rows[0]) > 3)
        case _:
            assert_never(block)


def _inline(spans: tuple[Span, ...]) -> str:
    """Spans in Markdown, their bold edges where CommonMark sees them."""
    out = ""
    for at, span in enumerate(spans):
        after = spans[at + 1].text if at + 1 < len(spans) else ""
        before, core, behind = edges(span.text, out[-1:], after[:1]) if span.bold else (span.text, "", "")
        out += escaped(before) + (f"**{escaped(core)}**" if core else "") + escaped(behind)
    return out


def edges(text: str, before: str, after: str) -> tuple[str, str, str]:
    """What of a bold text stands before, in and behind the bold marks.

    Outside stand spaces, closing marks at its head and opening ones at its end, and half-width marks
    beside a Latin letter (CommonMark 0.31, flanking runs).
    """
    if not any(char.isalnum() for char in text):  # a lone mark carries no weight
        return text, "", ""
    start, end = 0, len(text)
    while text[start] in _NO_HEAD or (_is_mark(text[start]) and _is_letter(before)):
        start += 1
    while text[end - 1] in _NO_END or (_is_mark(text[end - 1]) and _is_letter(after)):
        end -= 1
    return text[:start], text[start:end], text[end:]


def _is_mark(char: str) -> bool:
    return char.isascii() and not char.isalnum()


def _is_letter(char: str) -> bool:
    return bool(char) and char.isascii() and char.isalnum()


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


def guarded(text: str) -> str:
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
