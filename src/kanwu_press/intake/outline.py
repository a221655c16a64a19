"""Lines → where the contents list stands, where the body begins, and which of its lines are listed titles.

Works on lines, since pasted text has no blank lines between a title, its author and the first paragraph.
The list ends where a listed title comes again as a line of its own, or with the first long paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz

from kanwu_press.intake import words
from kanwu_press.intake.chunks import Line, heading_text, is_label

_COLUMN = 20  # characters of a column's name, at most
_LONG = 80  # characters; no entry of a list is longer
_SENTENCE = 25  # characters of a line that ends on a full stop
_TITLE = 90
_ALIKE = 88.0  # per cent: a line among text must be more alike than a marked heading
_LEAST = 6  # characters of a title that may be merely alike
_PEN_NAME = 4  # characters: no title goes on with so few
_LISTED_NAME = 8
_BACK = 3  # lines between a title and its first paragraph, title included


@dataclass(frozen=True, slots=True)
class Outline:
    """Line numbers of the original; `body` is 0 and the sets are empty where there is no contents list."""

    begin: int = 0
    body: int = 0  # where the body begins; behind the last line if there is none
    columns: frozenset[str] = frozenset()  # names, letters only
    listed: frozenset[str] = frozenset()  # titles and authors, letters only
    titles: frozenset[int] = frozenset()  # first lines of listed titles in the body
    title_ends: frozenset[int] = frozenset()  # their last lines
    authors: frozenset[int] = frozenset()  # lines that name the author, shaped like a name or not


def outline_of(rows: tuple[Line, ...]) -> Outline:
    """The outline of the lines that are not blank."""
    ranges = [i for i, row in enumerate(rows) if _is_range(rows, i)]
    if not ranges:
        return Outline()
    paragraph = next((i for i in range(ranges[0] + 1, len(rows)) if _is_paragraph(rows[i])), len(rows))
    ranges = [i for i in ranges if i < paragraph]
    begin = ranges[0] if words.COLUMN_RANGE.fullmatch(rows[ranges[0]].text.strip()) else ranges[0] - 1
    stop = _stop(rows, begin, ranges[-1] + 1, paragraph)
    names = frozenset(_column_name(rows, i) for i in ranges)
    spans = frozenset(_spans([_bare(row) for row in rows[begin:stop]]))
    found = tuple(_titles(rows, stop, spans, names))
    return Outline(
        rows[begin].number,
        rows[stop].number if stop < len(rows) else rows[-1].number + 1,
        names,
        frozenset(_bare(row) for row in rows[begin:stop]),
        frozenset(rows[i].number for i, _ in found),
        frozenset(rows[i].number for _, i in found),
        frozenset(_authors(rows, stop, found, spans)),
    )


def _is_range(rows: tuple[Line, ...], at: int) -> bool:
    """Whether the line holds a column's page range, with the name in it or in the line before."""
    text = rows[at].text.strip()
    if words.COLUMN_RANGE.fullmatch(text):
        return True
    before = heading_text(rows[at - 1].text) if at else ""
    return bool(words.RANGE.fullmatch(text)) and 0 < len(before) <= _COLUMN


def _column_name(rows: tuple[Line, ...], at: int) -> str:
    inline = words.COLUMN_RANGE.fullmatch(rows[at].text.strip())
    return words.bare(inline[1] if inline else heading_text(rows[at - 1].text))


def _is_paragraph(row: Line) -> bool:
    text = row.text.strip()
    return len(text) > _LONG or (len(text) >= _SENTENCE and text.rstrip("”’").endswith("。"))


def _stop(rows: tuple[Line, ...], begin: int, after: int, paragraph: int) -> int:
    """The index of the body's first line: `after` is that behind the last page range."""
    seen = {_bare(row) for row in rows[begin:after]}
    for at in range(after, paragraph):
        text, letters = rows[at].text, _bare(rows[at])
        if heading_text(text) != _plain(text) or is_label(text):
            return at
        joined = letters in _spans([_bare(row) for row in rows[begin:at]])
        if (letters in seen or joined) and not words.is_byline(_plain(text)):
            return at
        seen.add(letters)
    entries = [_bare(row) for row in rows[begin:paragraph]]
    for at in range(max(after, paragraph - _BACK), paragraph):
        letters = entries[at - begin]
        if paragraph < len(rows) and any(_alike(letters, e) for e in entries[: at - begin]):
            return at
    return paragraph


def _spans(entries: list[str]) -> set[str]:
    """Entries alone, and up to three together, since the list breaks long titles."""
    return {"".join(entries[i : i + size]) for size in (1, 2, 3) for i in range(len(entries) - size + 1)} - {
        ""
    }


def _titles(
    rows: tuple[Line, ...], stop: int, spans: frozenset[str], columns: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """First and last index of each listed title among the lines from `stop` on."""
    at, last = stop, -1
    while at < len(rows):
        size = next((n for n in (2, 1) if _is_title(rows, at, n, spans, columns, after=last == at - 1)), 0)
        if size:
            last = at + size - 1
            yield at, last
        at += max(size, 1)


def _is_title(
    rows: tuple[Line, ...], at: int, size: int, spans: frozenset[str], columns: frozenset[str], *, after: bool
) -> bool:
    """Whether `size` lines are a listed title; `after` says that the line before ends one."""
    some = rows[at : at + size]
    text = "".join(_plain(row.text) for row in some)
    letters = "".join(_bare(row) for row in some)
    if len(some) < size or len(text) > _TITLE or not letters or "\t" in text:
        return False
    if size > 1 and (_is_gapped(some) or words.is_closed(text) or _may_be_name(_plain(some[-1].text))):
        return False
    if letters in spans and (letters not in columns or size > 1):
        named = size == 1 and not after and _is_byline_listed(rows, at + 1, spans)
        return named or not (words.is_byline(text) or (after and len(text) <= _LISTED_NAME))
    alone = at == 0 or some[0].number > rows[at - 1].number + 1 or words.is_closed(rows[at - 1].text)
    if size > 1 or not alone or words.is_closed(text) or "，" in text or words.is_byline(text):
        return False
    return any(_alike(letters, span) for span in spans if span not in columns)


def _may_be_name(text: str) -> bool:
    return words.is_byline(text) or len(text) <= _PEN_NAME


def _authors(
    rows: tuple[Line, ...], stop: int, titles: tuple[tuple[int, int], ...], spans: frozenset[str]
) -> Iterator[int]:
    """The lines behind a title that the list has and that are no title: no article is without text."""
    firsts = {first for first, _ in titles}
    ends = {last for _, last in titles} | {i for i, row in enumerate(rows) if row.text.startswith("#")}
    for at in range(stop + 1, len(rows)):
        text = _plain(rows[at].text)
        if at - 1 in ends and at not in firsts and len(text) <= _LISTED_NAME and _bare(rows[at]) in spans:
            yield rows[at].number


def _is_byline_listed(rows: tuple[Line, ...], at: int, spans: frozenset[str]) -> bool:
    """A title may be shaped like a name (黄昏); then its author stands below it."""
    return at < len(rows) and words.is_byline(_plain(rows[at].text)) and _bare(rows[at]) in spans


def _is_gapped(some: tuple[Line, ...]) -> bool:
    return any(b.number > a.number + 1 for a, b in pairwise(some))


def _alike(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= _LEAST and fuzz.ratio(one, other) >= _ALIKE


def _plain(text: str) -> str:
    return text.strip().replace("**", "").strip()


def _bare(row: Line) -> str:
    """The letters of a line, without marks of headings, page numbers, or a name glued behind a gap."""
    text = words.PAGE_TAIL.sub("", heading_text(row.text))
    return words.bare(words.unglued(text)[0])
