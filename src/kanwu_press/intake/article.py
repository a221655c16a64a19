"""One region of the original → a draft: title, authors, notes, blocks, and what was decided and doubted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from kanwu_press.findings import Finding
from kanwu_press.intake import rules, words
from kanwu_press.intake.blocks import Block, Grid, Items, Legend, Sub, para
from kanwu_press.intake.chunks import Chunk, Kind, joined, rows_of
from kanwu_press.intake.doubts import about_blocks, about_joins, about_region
from kanwu_press.intake.joins import rejoin
from kanwu_press.intake.leads import even_leads, heading_as_para, levelled, whole_leads
from kanwu_press.intake.spread import Region
from kanwu_press.intake.titles import without_stray_spaces
from kanwu_press.intake.usage import Usage
from kanwu_press.model import Place
from kanwu_press.titles import split_title

_WIDE_LINE = 28  # characters: wider than a column of two
_WIDE_TABLE = 4  # columns
_LONG_TITLE = 34  # characters; a running head has no room for more
_SPELT_RATHER = 3  # times as often


@dataclass(frozen=True, slots=True)
class Draft:
    """An article ready to be written; `lines` are the first and last of the original."""

    file: str
    column: int
    title: str
    lines: tuple[int, int]
    blocks: tuple[Block, ...]
    subtitle: str = ""
    running_title: str = ""
    authors: tuple[str, ...] = ()
    area: str = ""
    note: str = ""  # 编者按
    author_notes: tuple[str, ...] = ()
    source: str = ""
    reprint: str = ""
    one_column: bool = False
    findings: tuple[Finding, ...] = ()
    joins: int = 0
    cuts_left: int = 0


@dataclass(frozen=True, slots=True)
class _Notes:
    author: tuple[str, ...]
    source: str
    reprint: str


def draft_of(
    region: Region,
    number: int,
    usage: Usage,
    source: str,
    column: str,
    guessed: frozenset[int] = frozenset(),
) -> Draft:
    """The draft of article `number`; `source` names the original in findings, `column` its column.

    `guessed` are the lines whose text was taken for an author without being shaped like a name.
    """
    title, title_found = _title(region, column, source)
    file = f"{number:02d}-{words.bare(title)[:16] or '无题'}.md"
    notes = _notes(region.chunks)
    members = _members(region.chunks)
    authors, author_found = _authors(region, members, usage, source)
    raw, raw_found = _blocks(region.chunks, source)
    whole = rejoin(raw, usage)
    blocks, lead_lines = even_leads(tuple(whole_leads(b) for b in whole.blocks))
    blocks = levelled(blocks)
    one = _wants_one_column(region.chunks, blocks)
    lines = sorted([region.head_line, *(line.number for c in region.chunks for line in c.lines)])
    found = [
        *title_found, *author_found, *raw_found,
        *about_region(region, members, source),
        *about_joins(whole, source),
        *about_blocks(raw, blocks, lead_lines, source),
    ]  # fmt: skip
    if region.head.byline_line in guessed:
        place = Place(source, region.head.byline_line)
        found.append(rules.AUTHOR_GUESSED.at(place, names="、".join(authors)))
    if one:
        found.append(rules.ONE_COLUMN.at(Place(source, lines[0])))
    return Draft(
        file=file,
        column=region.head.column,
        title=title,
        lines=(lines[0], lines[-1]),
        blocks=blocks,
        subtitle=region.head.subtitle,
        running_title=_running_title(title),
        authors=authors,
        area=region.head.label,
        note=region.kicker.text if region.kicker else "",
        author_notes=notes.author + members,
        source=notes.source,
        reprint=notes.reprint,
        one_column=one,
        findings=tuple(_in_file(f, file) for f in found),
        joins=len(whole.joins),
        cuts_left=len(whole.cut),
    )


def _in_file(finding: Finding, file: str) -> Finding:
    return replace(finding, values=tuple(sorted((*finding.values, ("file", file)))))


# ---- title and authors ---------------------------------------------------------------------


def _title(region: Region, column: str, source: str) -> tuple[str, tuple[Finding, ...]]:
    """The title to print: the body's, or the list's where the body's is a part of it."""
    head = region.head
    place = Place(source, region.head_line)
    listed = head.listed
    if not listed:
        found = (rules.NOT_LISTED.at(place, column=column),) if column else ()
        return head.text, found
    body, other = words.bare(head.text), words.bare(listed)
    if body != other and body in other:
        return listed, (rules.TITLE_LISTED.at(place, title=listed),)
    title = without_stray_spaces(head.text, listed)
    if body != other:
        return title, (rules.TITLE_DIFFERS.at(place, listed=listed),)
    return title, () if title == head.text else (rules.TITLE_SPACES.at(place, title=title),)


def _running_title(title: str) -> str:
    """The first part of a title too long for a running head; empty where it fits."""
    first = split_title(title)[0] if len(title) > _LONG_TITLE else ""
    return first if 6 <= len(first) <= _LONG_TITLE and first != title else ""


def _authors(
    region: Region, members: tuple[str, ...], usage: Usage, source: str
) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """The byline; where the contents list spells a name otherwise, the spelling that the issue uses."""
    head = region.head
    entry_line = head.author_entries[0].line if head.author_entries else region.head_line
    place = Place(source, head.byline_line or entry_line)
    listed = tuple(name for entry in head.author_entries for name in words.names_in(entry.text))
    known = tuple(m[2] for m in map(_MEMBER.match, members) if m)
    names, others = (head.byline, listed) if head.byline else (listed, known)
    if not names:
        return (), (rules.NO_AUTHOR.at(place),)
    found: list[Finding] = []
    if not head.byline:
        found.append(rules.AUTHOR_LISTED.at(place, names="、".join(listed)))
    chosen = []
    for name in names:
        other = _other_spelling(name, names, others)
        body, list_name = (name, other) if head.byline else (other, name)
        taken = _spelt(body, list_name, usage) if other else name
        if other:
            found.append(rules.AUTHOR_DIFFERS.at(place, body=body, listed=list_name, taken=taken))
        chosen.append(taken)
    return tuple(chosen), tuple(found)


_MEMBER = re.compile(r"(?:[^:：]{2,10}[:：]\s*)?((\S{2,8}?))\s")


def _other_spelling(name: str, names: tuple[str, ...], others: tuple[str, ...]) -> str:
    """The name among `others` that is like `name` but not the same; empty where there is none."""
    if name in others:
        return ""
    near = [o for o in others if o not in names and fuzz.ratio(name, o) >= 60]
    return max(near, key=lambda o: fuzz.ratio(name, o), default="")


def _spelt(body: str, listed: str, usage: Usage) -> str:
    """The list's spelling where the issue uses it much oftener, else the body's."""
    return listed if usage.rarest(listed) >= _SPELT_RATHER * max(1, usage.rarest(body)) else body


# ---- chunks to blocks ----------------------------------------------------------------------


def _notes(chunks: tuple[Chunk, ...]) -> _Notes:
    texts = [c.text for c in chunks if c.kind is Kind.NOTE]
    author = tuple(t for t in texts if words.AUTHOR_NOTE.fullmatch(t))
    sources = [m[1] for m in map(words.SOURCE.fullmatch, texts) if m]
    reprints = [m[1] for t in texts if t not in author and (m := words.reprint_in(t))]
    return _Notes(author, "；".join(sources), "；".join(reprints))


def _members(chunks: tuple[Chunk, ...]) -> tuple[str, ...]:
    """The lines of a list of members, each with what stands in the next line without a name."""
    lines: list[str] = []
    for text in (line.text.strip() for c in chunks if c.kind is Kind.MEMBERS for line in c.lines):
        member = words.MEMBER_LINE.fullmatch(text)
        if lines and not (member and words.is_person(member[1])):
            lines[-1] = joined((lines[-1], text))
        else:
            lines.append(text)
    return tuple(lines)


def _blocks(chunks: tuple[Chunk, ...], source: str) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """The chunks as blocks, notes and members left out."""
    blocks: list[Block] = []
    found: list[Finding] = []
    for at, chunk in enumerate(chunks):
        place = Place(source, chunk.line)
        following = chunks[at + 1] if at + 1 < len(chunks) else None
        match chunk.kind:
            case Kind.NOTE | Kind.MEMBERS:
                continue
            case Kind.HEADING:
                after = (
                    para(following.text, following.line)
                    if following and following.kind is Kind.TEXT
                    else None
                )
                text = f"{chunk.label} {chunk.text}".strip()  # a label here belongs to no title
                begun = heading_as_para(text, after, chunk.line)
                if begun:
                    found.append(rules.NOT_A_HEADING.at(place, text=text[:20]))
                blocks.append(begun or Sub(text, chunk.line, chunk.level))
            case Kind.CAPTION | Kind.FIGURE:
                found.append(rules.LOST_PICTURE.at(place, caption=chunk.text))
                blocks.append(Legend(chunk.text, chunk.line))
            case Kind.TABLE_CAPTION if following is None or following.kind is not Kind.TABLE:
                found.append(rules.LOST_TABLE.at(place, caption=chunk.text))
                blocks.append(Legend(chunk.text, chunk.line))
            case Kind.TABLE_CAPTION:
                continue
            case Kind.TABLE:
                grid = _grid(chunk, chunks[at - 1] if at else None)
                found.append(
                    rules.TABLE.at(
                        place, rows=len(grid.rows), columns=len(grid.rows[0]), caption=grid.caption
                    )
                )
                blocks.append(grid)
            case Kind.LIST:
                blocks.append(Items(tuple(_items(chunk)), chunk.line))
            case Kind.TEXT | Kind.LABEL | Kind.RANGE:
                blocks.append(para(chunk.text or chunk.label, chunk.line))
    return tuple(blocks), tuple(found)


def _grid(chunk: Chunk, before: Chunk | None) -> Grid:
    caption = before.text if before and before.kind is Kind.TABLE_CAPTION else "表"
    return Grid(caption, rows_of(chunk), chunk.line)


def _items(chunk: Chunk) -> Iterator[tuple[int, str]]:
    """Depth and text of each item; an item indented more than the one before lies one deeper."""
    indents: list[int] = []
    for line in chunk.lines:
        indent = len(line.text) - len(line.text.lstrip())
        while indents and indents[-1] > indent:
            indents.pop()
        if not indents or indents[-1] < indent:
            indents.append(indent)
        yield len(indents) - 1, line.text.strip()[1:].strip()


def _wants_one_column(chunks: tuple[Chunk, ...], blocks: tuple[Block, ...]) -> bool:
    wide = any(
        chunk.kind is Kind.TEXT
        and len(chunk.lines) > 2
        and all(_WIDE_LINE <= len(ln.text) <= 60 for ln in chunk.lines[:-1])
        for chunk in chunks
    )
    return wide or any(isinstance(b, Grid) and len(b.rows[0]) >= _WIDE_TABLE for b in blocks)
