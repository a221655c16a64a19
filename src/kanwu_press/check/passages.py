"""The running texts of an article, one by one: paragraph, subhead, cell, caption, key. Article → passages.

A passage is what a reader takes in at one go; marks come in pairs within it. Bold, links and notes do
not part it. Addresses are blanked, so that no rule judges what a machine is to read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import assert_never

from kanwu_press.check.walk import head_line, words
from kanwu_press.model import (
    Article,
    Block,
    BookTitle,
    Emphasis,
    Heading,
    Inline,
    LineBreak,
    Link,
    NoteRef,
    Paragraph,
    Place,
    ProperName,
    Ruby,
    Strong,
    Table,
    Text,
)
from kanwu_press.walk import Kind, running

HIDDEN = "\ufffc"  # stands for each character of an address
_HAN = r"\u3400-\u9fff\U00020000-\U0003ffff"
_ADDRESS = re.compile(
    "|".join((
        # Chinese within an address, …/三亚,海南; a clause behind a comma is longer
        rf"(?:https?|ftp)://[!-~]++(?:(?<=[/=#_-])[{_HAN}]++(?:[,;:(][{_HAN}]{{1,6}}(?![{_HAN}])|[!-~])*+)*+",
        r"www\.[!-~]+",
        r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
        r"\b[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:com|cn|org|net|gov|edu)\b(?:/[!-~]*)?",
        # code and formulas
        r"`[^`\n]+`",
        r"\$(?=[^$\n]*[A-Za-z\\])[!-#%-~][^$\n]*(?<! )\$(?!\d)",
        # marks of the manuscript that reading refused and kept as they were typed
        r"!?\[[^\[\]\n]*\]\([^()\n]*\)|</?[A-Za-z!][^<>\n]*>|\{[^{}|｜\n]*[|｜:：][^{}\n]*\}",
        r"\[\^[^\[\]\n]*\]|:{3,}[^\n]*",
    )),
    re.ASCII,
)  # fmt: skip
_SUSPECT = re.compile(r"[.\[<{`$]|:::")


# What may have been typed as an entity or behind a backslash: from there on columns can't be told.
_TYPED_OTHERWISE = re.compile(r"[\u00a0&*_\\`]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that stands together in the manuscript; `column` is 0 where it can't be told."""

    at: int  # where it begins in the passage
    text: str
    line: int
    column: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """`text` has U+FFFC for the characters of addresses and LF for line ends the author asked for."""

    text: str
    kind: Kind
    file: str
    pieces: tuple[Piece, ...]
    line: int
    bold: int = 0  # length of the lead-in in bold it begins with
    calls_notes: bool = False
    starts: tuple[int, ...] = field(default=(), repr=False)
    above: str = ""  # of a cell, the head of its column

    def place(self, offset: int) -> Place:
        """The place of the character at `offset`."""
        index = bisect_right(self.starts, offset) - 1
        if index < 0:
            return Place(self.file, self.line)
        piece = self.pieces[index]
        column = piece.column + offset - piece.at if piece.column else 0
        return Place(self.file, piece.line or self.line, column)

    def around(self, start: int, end: int, room: int = 8) -> str:
        """The words around a place, to be quoted in a message."""
        text = self.text[max(0, start - room) : end + room]
        return text.replace("\n", " ").replace(HIDDEN, "…").strip()


def issue_passages(articles: Iterable[Article]) -> Iterator[Passage]:
    """The passages of several articles."""
    for article in articles:
        yield from passages(article)


def passages(article: Article) -> Iterator[Passage]:
    """Those of the head, then of the body, then of the notes; empty ones are left out."""
    yield from head_passages(article)
    yield from body_passages(article)


def sought(article: Article, place: Place, word: str) -> Place:
    """`place` with the column of the first `word` on its line, where that can be told."""
    for passage in passages(article):
        at = passage.text.find(word)
        while at >= 0:
            found = passage.place(at)
            if found.line == place.line:
                return found
            at = passage.text.find(word, at + 1)
    return place


def body_passages(article: Article) -> Iterator[Passage]:
    """Those below the head, in the order of the manuscript but for the notes, which come last."""
    file = article.place.file
    yield from _running(article.blocks, file, Kind.PARAGRAPH)
    for note in article.notes:
        yield from _running(note.blocks, file, Kind.ITEM)


def head_passages(article: Article) -> Iterator[Passage]:
    """Title, subtitle, notes on the authors, abstract, editor's note, each at the line of its value."""
    file = article.place.file
    for text, kind, line in (
        (article.title, Kind.TITLE, head_line(article, "title")),
        (article.subtitle, Kind.TITLE, head_line(article, "subtitle")),
        *(
            (note, Kind.KEY, head_line(article, "author_notes", number))
            for number, note in enumerate(article.author_notes)
        ),
    ):
        yield from _passage((Text(text, line),), kind, file, line)
    for inlines, key in ((article.abstract, "abstract"), (article.editor_note, "editor_note")):
        yield from _passage(inlines, Kind.KEY, file, head_line(article, key))


def paragraph_passage(block: Paragraph, file: str, kind: Kind = Kind.PARAGRAPH) -> Iterator[Passage]:
    """A paragraph's one passage; none where it is empty."""
    column = int(kind is Kind.PARAGRAPH)  # an item has marks before it
    yield from _passage(block.children, kind, file, block.place.line, column)


def _running(blocks: Iterable[Block], file: str, kind: Kind) -> Iterator[Passage]:
    heads: dict[int, Iterator[str]] = {}  # what stands above each cell of a table, by the table's id
    for block, its_kind, inlines in running(blocks, kind):
        column = block.level + 2 if isinstance(block, Heading) else int(its_kind is Kind.PARAGRAPH)
        above = ""
        if isinstance(block, Table) and its_kind is Kind.CELL:
            above = next(heads.setdefault(id(block), _above(block)))
        for passage in _passage(inlines, its_kind, file, block.place.line, column):
            yield replace(passage, above=above) if above else passage


def _above(table: Table) -> Iterator[str]:
    """The head of its column for each cell of a table, those of the head itself included."""
    heads = [words(cell) for cell in table.head]
    for row in (table.head, *table.rows):
        yield from (heads[number] if number < len(heads) else "" for number in range(len(row)))


def _passage(
    inlines: tuple[Inline, ...], kind: Kind, file: str, line: int, column: int = 0
) -> Iterator[Passage]:
    if not inlines:
        return
    taker = _Taker(line, column)
    taker.take(inlines)
    text = "".join(taker.parts)
    if not text.strip():
        return
    text = blanked(text)
    first = inlines[0]
    bold = sum(len(piece.text) for piece in _taken(first.children)) if isinstance(first, Strong) else 0
    starts = tuple(piece.at for piece in taker.pieces)
    yield Passage(text, kind, file, tuple(taker.pieces), line, bold, taker.calls_notes, starts)


def blanked(text: str) -> str:
    """The text with U+FFFC for each character of what is not read by people."""
    return _ADDRESS.sub(lambda found: HIDDEN * len(found.group()), text) if _SUSPECT.search(text) else text


def _taken(inlines: tuple[Inline, ...]) -> list[Piece]:
    taker = _Taker(0, 0)
    taker.take(inlines)
    return taker.pieces


class _Taker:
    """Takes inlines in, counting characters of the passage and columns of the manuscript."""

    def __init__(self, line: int, column: int) -> None:
        self.parts: list[str] = []
        self.pieces: list[Piece] = []
        self.at, self.line, self.column = 0, line, column
        self.known = column > 0
        self.opened = 0  # width of the opening marks since the last text: they stand on the line of the next
        self.moved_in = 0  # the last line whose indentation has been counted
        self.calls_notes = False

    def take(self, inlines: tuple[Inline, ...]) -> None:
        for inline in inlines:
            match inline:
                case Text():
                    self._text(inline.text, inline.line, inline.indent)
                case Ruby():
                    self._open(1)
                    self._text(inline.base, inline.line)
                    self._move(len(inline.reading) + 2)
                case LineBreak():
                    self.parts.append("\n")
                    self.at += 1
                case NoteRef():
                    self.calls_notes = True
                    self._move(len(inline.note) + 3)
                case Strong():
                    self._within(inline.children, 2)
                case Emphasis():
                    self._within(inline.children, 1)
                case ProperName() | BookTitle():
                    self._open(4)
                    self.take(inline.children)
                    self._move(1)
                case Link():
                    self._link(inline)
                case _:
                    assert_never(inline)

    def _move(self, width: int) -> None:
        if self.column:
            self.column += width

    def _open(self, width: int) -> None:
        self._move(width)
        self.opened += width

    def _within(self, children: tuple[Inline, ...], marks: int) -> None:
        self._open(marks)
        self.take(children)
        self._move(marks)

    def _link(self, link: Link) -> None:
        begun, first = len(self.parts), len(self.pieces)
        self._open(1)
        self.take(link.children)
        shown = "".join(self.parts[begun:])
        if shown in link.href or "://" in shown:  # an address that shows itself
            self.parts[begun:] = [HIDDEN * len(shown)]
            self.pieces[first:] = [Piece(p.at, "", p.line) for p in self.pieces[first:]]
        self.column = 0  # how the address was typed can't be told; the next line is certain again

    def _text(self, text: str, line: int, indent: int | None = None) -> None:
        if line and line != self.line:
            self.line, self.column = line, self.opened + 1 if self.known else 0
        self.opened = 0
        if indent is not None and self.line != self.moved_in:
            self.moved_in = self.line
            self._move(indent)
        unsure = _TYPED_OTHERWISE.search(text) if self.column else None
        if unsure:
            self._text(text[: unsure.start()], 0)
            self.column, text = 0, text[unsure.start() :]
        self.pieces.append(Piece(self.at, text, self.line, self.column))
        self.parts.append(text)
        self.at += len(text)
        self._move(len(text))
