"""Findings → where they stand on the finished pages.

In: findings with a file and line, the issue, the page map and the lines read back from the PDF. Out: marks
in the order of the pages, each with the lines of its paragraph as frames; then those without a page.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from gettext import NullTranslations
from typing import TypeAlias

from kanwu_press.findings import Finding, Level
from kanwu_press.model import (
    Article,
    Block,
    Box,
    Figure,
    Gallery,
    Heading,
    Issue,
    PageMap,
    Paragraph,
    Table,
)
from kanwu_press.proof.lines import Line, TextPage
from kanwu_press.walk import plain, within

_SURE = 12  # so many characters are looked up to find where a text goes on
_PARTS = 12  # into so many parts pages, columns and notes may cut a paragraph
_PAD_PT = 2.0  # between the text and its frame
_ASCENT_EM, _DESCENT_EM = 0.88, 0.14

_At: TypeAlias = tuple[int, int]  # a page, and the number of a glyph on it


@dataclass(frozen=True, slots=True)
class Spot:
    """A frame on a page (from 1), pt from the trim's lower left corner. `column` counts from 1."""

    page: int
    column: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding as it is printed on the proof. `page` is 0 where it belongs to none; no spots: list only."""

    number: int
    level: Level
    message: str
    remedy: str
    file: str
    line: int
    page: int
    spots: tuple[Spot, ...] = ()


def locate(
    issue: Issue,
    pages: PageMap,
    texts: Sequence[TextPage],
    findings: Iterable[Finding],
    words: NullTranslations,
) -> tuple[Mark, ...]:
    """All findings as marks, numbered from 1: in the order of the pages, then those without a page."""
    articles = {article.place.file: article for article in issue.articles}
    books: dict[str, _Book] = {}
    numbers = {page.label: page.number for page in pages.pages}
    marks = []
    for finding in findings:
        article = articles.get(finding.place.file)
        page, spots = 0, tuple[Spot, ...]()
        if article is not None:
            if article.id not in books:
                books[article.id] = _Book(article, pages, texts)
            page, spots = books[article.id].place(finding.place.line)
            page = numbers.get(dict(finding.values).get("page", ""), page)  # the page that its text speaks of
        marks.append(_mark(finding, page, spots, words))
    marks.sort(key=_order)
    return tuple(replace(mark, number=number) for number, mark in enumerate(marks, 1))


def _mark(finding: Finding, page: int, spots: tuple[Spot, ...], words: NullTranslations) -> Mark:
    place = finding.place
    message, remedy = finding.message(words), finding.remedy(words)
    return Mark(0, finding.level, message, remedy, place.file, place.line, page, spots)


def _order(mark: Mark) -> tuple[object, ...]:
    """By page, column and height; the pageless last, by file."""
    first = next((spot for spot in mark.spots if spot.page == mark.page), None)
    at = (first.column, -first.top) if first else (0, 0.0)
    return (mark.page == 0, mark.page, at, mark.file, mark.line, mark.message)


class _Book:
    """The pages of one article as one text, and where each of its pieces was found in it."""

    def __init__(self, article: Article, pages: PageMap, texts: Sequence[TextPage]) -> None:
        span = pages.article(article.id)
        self._first = span.first
        self._texts = texts
        self._stream = tuple(_stream(texts, range(span.first, span.last + 1)))
        self._text = "".join(char for char, _, _ in self._stream)
        self._pieces = tuple(_pieces(article))
        self._landed = {  # figures without a caption are known by their page alone
            int(line): landing.page
            for landing in pages.figures
            if landing.article == article.id
            and (line := landing.id.removeprefix(article.id).lstrip("-ft")).isdecimal()
        }

    def place(self, line: int) -> tuple[int, tuple[Spot, ...]]:
        """The page and the frames of what stands on `line` of the manuscript; 0 is the whole article."""
        if line == 0:
            return self._first, ()
        before = ((at, n) for n, (at, _) in enumerate(self._pieces) if at <= line)
        chosen = self._same_line(max(before, default=(0, 0))[1])
        found = self._found(chosen)
        if found:
            spots = tuple(_spots(self._texts, found))
            return spots[0].page, spots
        page = self._landed.get(self._pieces[chosen][0])
        if page is not None:
            return page, tuple(_head_of(self._texts, page))
        title = self._find(_text_of(self._pieces[0][1]), 0)
        spots = tuple(_spots(self._texts, title)) if title else tuple(_head_of(self._texts, self._first))
        return self._first, spots

    def _same_line(self, chosen: int) -> int:
        """The first piece with words of those that begin on the chosen one's line."""
        line = self._pieces[chosen][0]
        same = [n for n, (at, text) in enumerate(self._pieces) if at == line and _text_of(text)]
        return same[0] if same else chosen

    def _found(self, wanted: int) -> tuple[_At, ...]:
        """The glyphs of a piece, searched after all pieces before it: a repeated text is told apart."""
        at = 0
        for number in range(wanted + 1):
            text = _text_of(self._pieces[number][1])
            found = self._positions(text, at) if text else ()
            if number == wanted:
                found = found or (self._positions(text, 0) if text else ())
                return tuple((self._stream[n][1], self._stream[n][2]) for n in found)
            if found and (len(text) >= _SURE or found[0] - at < 20 * _SURE):
                at = found[-1] + 1
        return ()

    def _find(self, text: str, start: int) -> tuple[_At, ...]:
        return tuple((self._stream[n][1], self._stream[n][2]) for n in self._positions(text, start))

    def _positions(self, text: str, start: int) -> tuple[int, ...]:
        """Where in the article's text the characters of `text` stand; notes and boxes may interrupt it."""
        found: list[int] = []
        at = start
        for _ in range(_PARTS):
            head = text[:_SURE]
            begin = self._text.find(head, at)
            if begin < 0:
                break
            length = _common(text, self._text, begin)
            found.extend(range(begin, begin + length))
            text, at = text[length:], begin + length
            if not text:
                break
        return tuple(found)


def _common(text: str, stream: str, begin: int) -> int:
    """How many characters of `text` stand in the stream from `begin` on."""
    length = 0
    for one, other in zip(text, stream[begin : begin + len(text)], strict=False):
        if one != other:
            break
        length += 1
    return length


def _stream(texts: Sequence[TextPage], numbers: Iterable[int]) -> Iterator[tuple[str, int, int]]:
    """The characters of these pages that count, each with its page and the glyph's number there."""
    for number in numbers:
        for n, glyph in enumerate(texts[number - 1].glyphs):
            for char in _counted(glyph.char):
                yield char, number, n


def _text_of(text: str) -> str:
    return "".join(_counted(char) for char in text)


@lru_cache(maxsize=20_000)
def _counted(char: str) -> str:
    """A character as it is compared: Han, letters, figures; radicals unified; marks and ① left out."""
    code = ord(char)
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF:
        char = unicodedata.normalize("NFKC", char)
        code = ord(char[0])
    han = code in (0x3005, 0x3007) or 0x3400 <= code <= 0x9FFF or code >= 0x20000
    return char if han or (code < 0x80 and char.isalnum()) else ""


# ---- what stands on which line of a manuscript ---------------------------------------------


def _pieces(article: Article) -> Iterator[tuple[int, str]]:
    """Each piece of text with its line, in the order of reading; the title first, notes last."""
    yield 1, article.title
    for block in within(article.blocks):
        yield from ((place, text) for place, text in _own(block))
    for note in article.notes:
        for block in within(note.blocks):
            yield from _own(block)


def _own(block: Block) -> Iterator[tuple[int, str]]:
    """What a block says itself, without the blocks in it."""
    match block:
        case Heading() | Paragraph():
            yield block.place.line, plain(block.children)
        case Figure():
            yield block.place.line, plain(block.caption) + block.credit
        case Gallery():
            yield block.place.line, plain(block.caption)
        case Box():
            yield block.place.line, plain(block.title)
        case Table():
            yield block.place.line, plain(block.caption)
            rows = (plain(cell) for row in (block.head, *block.rows) for cell in row)
            yield block.place.line, "".join(rows)
        case _:
            return


# ---- frames --------------------------------------------------------------------------------


def _spots(texts: Sequence[TextPage], found: Sequence[_At]) -> Iterator[Spot]:
    """One frame for each page and column that the glyphs stand in, in the order of reading."""
    wanted: dict[int, set[int]] = {}
    for page, number in found:
        wanted.setdefault(page, set()).add(number)
    for page, glyphs in wanted.items():
        text = texts[page - 1]
        lines: dict[int, list[Line]] = {}
        for line in text.lines:
            if not glyphs.isdisjoint(line.glyphs):
                lines.setdefault(line.column, []).append(line)
        for _, held in sorted(lines.items()):
            yield _frame(page, held)


def _frame(page: int, lines: Sequence[Line]) -> Spot:
    """The frame around lines of one column."""
    first, last = lines[0], lines[-1]
    return Spot(
        page=page,
        column=first.column,
        left=min(line.left for line in lines) - _PAD_PT,
        bottom=last.baseline - _DESCENT_EM * last.size - _PAD_PT,
        right=max(line.right for line in lines) + _PAD_PT,
        top=first.baseline + _ASCENT_EM * first.size + _PAD_PT,
    )


def _head_of(texts: Sequence[TextPage], page: int) -> Iterator[Spot]:
    """The first line of a page, for what can't be found more exactly."""
    for line in texts[page - 1].lines[:1]:
        yield _frame(page, [line])
