"""Text → chunks: runs of lines between blank lines, each with its kind and its lines in the original.

Nothing is judged here beyond the shape of a chunk: what it belongs to is decided later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from kanwu_press.intake import words


class Kind(Enum):
    """What a chunk looks like."""

    TEXT = "text"
    HEADING = "heading"  # `#` to `######`, or a whole short line in bold
    LABEL = "label"  # a table row of one cell: the area label above a title
    RANGE = "range"  # ..... 09 ~ 37
    TABLE = "table"  # lines parted by tabs or bars
    LIST = "list"
    CAPTION = "caption"  # ▲ of a picture
    FIGURE = "figure"  # 图1 …
    TABLE_CAPTION = "table caption"  # 表1 …
    NOTE = "note"  # （作者系…）（本文转载自…）（来源：…）
    MEMBERS = "members"  # the research group and whom they belong to


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the original; `number` counts from 1."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines that stand together. `text` is their text as one line, bold marks kept."""

    kind: Kind
    text: str
    lines: tuple[Line, ...]
    level: int = 0  # of a heading: the number of `#`
    label: str = ""  # the area label that stood in the same line; of a RANGE, the column's name

    @property
    def line(self) -> int:
        return self.lines[0].number


_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*")
_LABEL = re.compile(r"\|\s*([^|]{1,20}?)\s*\|\s*(.*?)\s*\|?\s*")
_LIST = re.compile(r"\s*[-*+]\s+\S")
_BAR_ROW = re.compile(r"\s*\|.*\|.*\|\s*")
_RULE_ROW = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*")
_BOLD_LINE = re.compile(r"\*\*([^*]+)\*\*")
_LATIN = re.compile(r"[!-~]")
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]*)\)")
# A line much longer than any printed line is a paragraph of its own, as pasted text has them.
_PRINTED_LINE = 60
_STANDING_LINE = 40


def chunks_of(
    text: str, breaks: frozenset[int] = frozenset(), subheads: frozenset[int] = frozenset()
) -> tuple[Chunk, ...]:
    """The chunks of `text`, in order.

    A line whose number is in `breaks` begins anew though no blank line stands before it; one in
    `subheads` is a heading without a mark.
    """
    chunks = (chunk for lines in _runs(text, breaks) for chunk in _split(lines))
    return tuple(
        replace(c, kind=Kind.HEADING) if c.kind is Kind.TEXT and c.line in subheads else c for c in chunks
    )


def rows_in(text: str) -> tuple[Line, ...]:
    """The lines of `text` that are not blank."""
    return tuple(line for run in _runs(text, frozenset()) for line in run)


def heading_text(text: str) -> str:
    """A line without the marks of a heading or of bold type."""
    heading = _HEADING.fullmatch(text)
    return _plain(heading[2] if heading else text)


def is_label(text: str) -> bool:
    """Whether a line is an area label."""
    label = _LABEL.fullmatch(text.strip())
    return bool(label and not label[2])


def is_plain(text: str) -> bool:
    """Whether a line is of running text, by its shape alone: no heading, table, list, note or caption."""
    special = _BAR_ROW.fullmatch(text) or _RULE_ROW.fullmatch(text) or _LIST.match(text) or "\t" in text
    return not special and _single(Line(0, text)) is None


def joined(texts: tuple[str, ...]) -> str:
    """Lines as one: nothing between Han characters, one space between Latin words."""
    whole = ""
    for text in (t.strip() for t in texts):
        apart = whole and text and _LATIN.match(whole[-1]) and _LATIN.match(text[0])
        whole += (" " if apart else "") + text
    return whole


def _runs(text: str, breaks: frozenset[int]) -> Iterator[tuple[Line, ...]]:
    run: list[Line] = []
    for number, line in enumerate(text.split("\n"), 1):
        if run and number in breaks:
            yield tuple(run)
            run = []
        if line.strip():
            run.append(Line(number, line.rstrip().removesuffix("\\").rstrip()))
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def _split(lines: tuple[Line, ...]) -> Iterator[Chunk]:
    """Chunks of one run: headings, labels, notes, tables and lists stand apart from the text around them."""
    text: list[Line] = []
    at = 0
    while at < len(lines):
        found, size = _special(lines, at)
        if found is None:
            text.append(lines[at])
            at += 1
            continue
        yield from _paragraphs(tuple(text))
        text = []
        yield found
        at += size
    yield from _paragraphs(tuple(text))


def _special(lines: tuple[Line, ...], at: int) -> tuple[Chunk | None, int]:
    """The chunk that begins at `at` and is not plain text, and how many lines it has."""
    line = lines[at]
    block = _table_lines(lines, at)
    if len(block) > 1:
        return Chunk(Kind.TABLE, "", block), len(block)
    block = tuple(_while(lines[at:], _LIST))
    if block:
        return Chunk(Kind.LIST, "", block), len(block)
    if words.MEMBERS.match(_plain(line.text)):
        return Chunk(Kind.MEMBERS, "", lines[at:]), len(lines) - at
    single = _single(line)
    return single, 1


def _single(line: Line) -> Chunk | None:
    bare = line.text.strip()
    heading = _HEADING.fullmatch(line.text)
    if heading:
        return _heading(line, len(heading[1]), heading[2])
    label = _LABEL.fullmatch(bare)
    if label and not label[2]:
        return Chunk(Kind.LABEL, "", (line,), label=label[1])
    column = words.COLUMN_RANGE.fullmatch(bare)
    if column:
        return Chunk(Kind.RANGE, bare, (line,), label=column[1])
    if words.RANGE.fullmatch(bare):
        return Chunk(Kind.RANGE, bare, (line,))
    plain = _plain(bare)
    if words.AUTHOR_NOTE.fullmatch(plain) or words.reprint_in(plain) or words.SOURCE.fullmatch(plain):
        return Chunk(Kind.NOTE, plain, (line,))
    if words.CAPTION.match(plain):
        return Chunk(Kind.CAPTION, plain, (line,))
    picture = _PICTURE.fullmatch(bare)
    if picture:
        return Chunk(Kind.CAPTION, "▲" + (picture[1] or picture[2]), (line,))
    return _caption_or_bold(line, bare, plain)


def _caption_or_bold(line: Line, bare: str, plain: str) -> Chunk | None:
    short = len(plain) <= _STANDING_LINE and not words.is_closed(plain)
    if short and words.TABLE_CAPTION.match(plain):
        return Chunk(Kind.TABLE_CAPTION, plain, (line,))
    if short and words.FIGURE_CAPTION.match(plain):
        return Chunk(Kind.FIGURE, plain, (line,))
    bold = _BOLD_LINE.fullmatch(bare)
    if bold and short:
        return Chunk(Kind.HEADING, bold[1].strip(), (line,), level=0)
    return None


def _heading(line: Line, level: int, text: str) -> Chunk:
    label = _LABEL.fullmatch(text)
    if not label:
        return Chunk(Kind.HEADING, text.replace("**", ""), (line,), level=level)
    if not label[2]:
        return Chunk(Kind.LABEL, "", (line,), label=label[1])
    return Chunk(Kind.HEADING, label[2].replace("**", ""), (line,), level=level, label=label[1])


def _plain(text: str) -> str:
    return text.strip().replace("**", "").strip()


def _while(lines: tuple[Line, ...], pattern: re.Pattern[str]) -> Iterator[Line]:
    for line in lines:
        if not pattern.match(line.text):
            return
        yield line


def _table_lines(lines: tuple[Line, ...], at: int) -> tuple[Line, ...]:
    """The lines from `at` on that are parted by tabs (or are rows of a Markdown table)."""
    if "\t" in lines[at].text:
        return tuple(_while(lines[at:], re.compile(r".*\t")))
    if _BAR_ROW.fullmatch(lines[at].text):
        return tuple(_while(lines[at:], re.compile(rf"{_BAR_ROW.pattern}$|{_RULE_ROW.pattern}$")))
    return ()


def rows_of(chunk: Chunk) -> tuple[tuple[str, ...], ...]:
    """The rows of a TABLE chunk, every one with as many cells as the widest."""
    rows = []
    for line in chunk.lines:
        if "\t" in line.text:
            rows.append(tuple(cell.strip() for cell in line.text.strip("\n").split("\t")))
        elif not _RULE_ROW.fullmatch(line.text):
            rows.append(tuple(cell.strip() for cell in line.text.strip().strip("|").split("|")))
    width = max(map(len, rows), default=0)
    return tuple((*row, *("",) * (width - len(row))) for row in rows)


def _paragraphs(lines: tuple[Line, ...]) -> Iterator[Chunk]:
    """Plain lines as one paragraph, or several where the line ends are those of paragraphs."""
    run: list[Line] = []
    widest = max((len(line.text.strip()) for line in lines), default=0)
    for line in lines:
        run.append(line)
        size = len(line.text.strip())
        ends = words.is_closed(_plain(line.text)) and (size > _PRINTED_LINE or size < widest - 2)
        if ends:
            yield _text(tuple(run))
            run = []
    if run:
        yield _text(tuple(run))


def _text(lines: tuple[Line, ...]) -> Chunk:
    return Chunk(Kind.TEXT, joined(tuple(line.text for line in lines)), lines)
