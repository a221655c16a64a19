"""The contents list and the editorial board of a recognised issue.

A column (栏目) is a line of its own followed by a page range (`..... 09 ~ 37`); the lines up to the next
column are its entries, titles and authors mixed, since recognition sets them in separate runs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kanwu_press.intake import words
from kanwu_press.intake.chunks import Chunk, Kind, Line

_BOARD = re.compile(r"(?:编辑委员会|编委会|编辑部|本刊编委会|本期编辑)(?:成员)?")
_ROLE = re.compile(
    r"((?:执行|常务|责任|副|总|特约|美术|文字|本期|名誉)*"
    r"(?:主任委员|主任|委员|顾问|主编|编委|总编辑|总编|编辑|社长|校对|编审|审核|审校|监制|策划|美编|设计|排版|统筹|编务))"
    r"[\s:：]+(\S.*)"
)
_NOTE = re.compile(r"[（(](.*排[序列名].*)[)）]")
_PAGE_TAIL = re.compile(r"\s*[.…·]{2,}\s*\d{1,4}\s*$")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents list: a title, a part of one, or authors."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column (栏目) as the contents list has it; pages as printed there."""

    name: str
    line: int
    pages: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Post:
    """A line of the editorial board."""

    role: str
    names: tuple[str, ...]
    note: str
    line: int


@dataclass(frozen=True, slots=True)
class Contents:
    """The columns and the board, and where they stand among the chunks: [begin, end)."""

    columns: tuple[Column, ...]
    board: tuple[Post, ...]
    board_head: Entry | None
    begin: int
    end: int


def find_contents(chunks: tuple[Chunk, ...]) -> Contents | None:
    """The contents list, or None where no column is followed by a page range."""
    heads = [i for i in range(len(chunks) - 1) if _is_column(chunks[i], chunks[i + 1])]
    if not heads:
        return None
    end = _end(chunks, heads[-1] + 2)
    board = next((i for i in range(heads[-1] + 2, end) if _BOARD.fullmatch(_name(chunks[i]))), end)
    columns = []
    for at, following in zip(heads, [*heads[1:], board], strict=True):
        columns.append(
            Column(
                _name(chunks[at]), chunks[at].line, chunks[at + 1].text, _entries(chunks[at + 2 : following])
            )
        )
    head = Entry(chunks[board].line, chunks[board].text) if board < end else None
    return Contents(tuple(columns), posts_of(chunks[board + 1 : end]), head, heads[0], end)


def _is_column(head: Chunk, pages: Chunk) -> bool:
    return pages.kind is Kind.RANGE and head.kind in (Kind.HEADING, Kind.TEXT) and len(head.text) <= 20


def _name(chunk: Chunk) -> str:
    return re.sub(r"\s+", "", chunk.text)


def _end(chunks: tuple[Chunk, ...], start: int) -> int:
    """Where the articles begin: the first real heading after the last column, or the first long text."""
    for at in range(start, len(chunks)):
        chunk = chunks[at]
        if _BOARD.fullmatch(_name(chunk)):
            continue
        if (chunk.kind is Kind.HEADING and chunk.level) or chunk.kind is Kind.LABEL or len(chunk.text) > 80:
            return at
    return len(chunks)


def _entries(chunks: tuple[Chunk, ...]) -> tuple[Entry, ...]:
    lines = [line for chunk in chunks for line in chunk.lines]
    return tuple(Entry(line.number, _PAGE_TAIL.sub("", _plain(line))) for line in lines)


def _plain(line: Line) -> str:
    return line.text.strip().replace("**", "").strip("# ")


def posts_of(chunks: tuple[Chunk, ...]) -> tuple[Post, ...]:
    """The board's posts: `主任 某某`, names that go on in the next lines, a note on their order."""
    posts: list[Post] = []
    for line in (line for chunk in chunks for line in chunk.lines):
        text = _plain(line)
        role, note = _ROLE.fullmatch(text), _NOTE.fullmatch(text)
        last = posts[-1] if posts and posts[-1].role else None
        if role:
            posts.append(Post(role[1], words.names_in(role[2]), "", line.number))
        elif note and last and not last.note:
            posts[-1] = replace(last, note=note[1].strip())
        elif last and all(words.is_person(n) or len(n) <= 4 for n in words.names_in(text)):
            posts[-1] = replace(last, names=last.names + words.names_in(text))
        else:
            posts.append(Post("", (text,), "", line.number))
    return tuple(posts)
