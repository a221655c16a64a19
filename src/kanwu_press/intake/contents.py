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


def find_contents(chunks: tuple[Chunk, ...], body: int = 0) -> Contents | None:
    """The contents list, or None where no column is followed by a page range.

    `body` is the line at which the body begins at the latest; 0 where that is not known.
    """
    limit = next((i for i, c in enumerate(chunks) if body and c.line >= body), len(chunks))
    heads = [(i, size) for i in range(limit) if (size := _column_size(chunks, i))]
    if not heads:
        return None
    after = heads[-1][0] + heads[-1][1]
    end = min(_end(chunks, after), max(limit, after))
    board = next((i for i in range(after, end) if _BOARD.fullmatch(_name(chunks[i]))), end)
    columns = []
    for (at, size), following in zip(heads, [*(i for i, _ in heads[1:]), board], strict=True):
        name, pages = _named(chunks[at : at + size])
        columns.append(Column(name, chunks[at].line, pages, _entries(chunks[at + size : following])))
    head = Entry(chunks[board].line, chunks[board].text) if board < end else None
    return Contents(tuple(columns), posts_of(chunks[board + 1 : end]), head, heads[0][0], end)


def _column_size(chunks: tuple[Chunk, ...], at: int) -> int:
    """How many chunks name a column and its pages from `at` on: 1, 2, or 0 for none."""
    head = chunks[at]
    if head.kind is Kind.RANGE:
        return 1 if head.label else 0
    following = chunks[at + 1] if at + 1 < len(chunks) else None
    pages = following is not None and following.kind is Kind.RANGE and not following.label
    return 2 if pages and head.kind in (Kind.HEADING, Kind.TEXT) and len(head.text) <= 20 else 0


def _named(chunks: tuple[Chunk, ...]) -> tuple[str, str]:
    """The name and the pages of a column."""
    inline = words.COLUMN_RANGE.fullmatch(chunks[0].text)
    if len(chunks) == 1 and inline:
        return re.sub(r"\s+", "", inline[1]), inline[2]
    return _name(chunks[0]), chunks[1].text


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
    """A line is an entry; one that holds a title and its author is two. Page numbers are none."""
    entries: list[Entry] = []
    for line in (line for chunk in chunks for line in chunk.lines):
        text = words.PAGE_TAIL.sub("", _plain(line))
        if words.PAGE_NUMBER.fullmatch(text):
            continue
        entries += [Entry(line.number, part) for part in words.unglued(text) if part]
    return tuple(entries)


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
