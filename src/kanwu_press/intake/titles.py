"""Which headings are titles of articles, and in which column (栏目): the contents list against the body.

Titles are matched by likeness (rapidfuzz), best first, each entry and heading once. Recognition drops
lines of titles and the list may say it otherwise; so a title is also one that contains the other,
and a heading with an area label or a byline is a title though the list has forgotten it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from kanwu_press.intake import words
from kanwu_press.intake.chunks import Chunk, Kind
from kanwu_press.intake.contents import Contents, Entry

_ALIKE = 80.0  # per cent, of letters only; the real list's worst true title has 91
_ALIKE_AUTHOR = 75.0
_LEAST_PART = 6  # characters of a title that is a part of the other
_LONGEST_TITLE = 90


@dataclass(frozen=True, slots=True)
class Head:
    """A title found in the body: chunk indexes [at, after) hold title, subtitle and byline."""

    at: int
    after: int
    text: str  # as in the body
    column: int = -1
    entries: tuple[Entry, ...] = ()  # the same title in the contents list
    label: str = ""
    subtitle: str = ""
    byline: tuple[str, ...] = ()
    byline_line: int = 0
    author_entries: tuple[Entry, ...] = ()

    @property
    def listed(self) -> str:
        """The title as the contents list has it."""
        return " ".join(entry.text for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Heads:
    """All titles in the order of the body, and the entries of the list that belong to none."""

    heads: tuple[Head, ...]
    unmatched: tuple[Entry, ...]


def find_heads(
    chunks: tuple[Chunk, ...],
    contents: Contents | None,
    titles: frozenset[int] = frozenset(),
    authors: frozenset[int] = frozenset(),
) -> Heads:
    """The titles among `chunks` (the body only).

    `titles` are the lines where listed ones begin, `authors` those known to name an author.
    """
    candidates = {at: head for at in range(len(chunks)) if (head := _candidate(chunks, at, titles, authors))}
    matched = _matched(candidates, contents) if contents else {}
    taken = {e for h in matched.values() for e in h.entries}
    listed = taken if contents else None
    chosen = dict(matched)
    for at, head in candidates.items():
        if at not in chosen and _is_title(chunks, head, listed is None, candidates):
            chosen[at] = head
    heads = tuple(chosen[at] for at in sorted(chosen))
    if contents is None:
        return Heads(tuple(replace(h, column=0) for h in heads), ())
    return _with_authors(_in_columns(heads, contents, taken), contents, taken)


def _candidate(
    chunks: tuple[Chunk, ...], at: int, titles: frozenset[int], authors: frozenset[int]
) -> Head | None:
    """What stands at `at`, taken for a title with all that follows it."""
    chunk = chunks[at]
    glued = at > 0 and chunks[at - 1].line == chunk.line  # a name that stood behind its title
    if glued or (chunk.line in authors and chunk.kind is Kind.TEXT):
        return None
    if chunk.line in titles and chunk.kind in (Kind.HEADING, Kind.TEXT):
        return _with_followers(chunks, at, authors)
    short = len(chunk.text) <= _LONGEST_TITLE
    standing = (
        chunk.kind is Kind.TEXT and short and not words.is_closed(chunk.text) and "，" not in chunk.text
    )
    if not (short and (chunk.kind is Kind.HEADING or standing)) or words.begins_lead(chunk.text):
        return None
    if standing and words.is_byline(" ".join(line.text.strip() for line in chunk.lines)):
        return None
    return _with_followers(chunks, at, authors)


def _with_followers(chunks: tuple[Chunk, ...], at: int, authors: frozenset[int]) -> Head:
    """The title at `at` with the area label before it, and the subtitle and byline behind it."""
    chunk = chunks[at]
    label = chunk.label
    if not label and at and chunks[at - 1].kind is Kind.LABEL:
        label = chunks[at - 1].label
    head = Head(at, at + 1, chunk.text, label=label)
    while head.after < len(chunks) and (
        longer := _extended(head, chunks[head.after], authors | {chunk.line})
    ):
        head = longer
    return head


def _extended(head: Head, chunk: Chunk, authors: frozenset[int]) -> Head | None:
    """The title with a subtitle or byline more, if `chunk` is one; `authors` are lines known to be that."""
    if chunk.kind is not Kind.TEXT:
        return None
    line = " ".join(part.text.strip().replace("**", "") for part in chunk.lines)
    subtitle = words.SUBTITLE.fullmatch(line)
    if subtitle and not head.subtitle and not head.byline and len(line) <= 60 and not words.is_closed(line):
        return replace(head, after=head.after + 1, subtitle=subtitle[1])
    if not head.byline and (words.is_byline(line) or chunk.line in authors):
        return replace(head, after=head.after + 1, byline=words.names_in(line), byline_line=chunk.line)
    return None


def _matched(candidates: dict[int, Head], contents: Contents) -> dict[int, Head]:
    """The candidates that the contents list names, each with its entries and column."""
    pairs = sorted(_scores(candidates, contents), key=lambda p: (-p[0], p[1], p[3][0].line))
    found: dict[int, Head] = {}
    taken: set[Entry] = set()
    for _, at, column, span in pairs:
        if at not in found and not any(entry in taken for entry in span):
            found[at] = replace(candidates[at], column=column, entries=span)
            taken.update(span)
    return found


def _scores(
    candidates: dict[int, Head], contents: Contents
) -> Iterator[tuple[float, int, int, tuple[Entry, ...]]]:
    spans = [
        (
            number,
            column.entries[i : i + size],
            words.bare("".join(e.text for e in column.entries[i : i + size])),
        )
        for number, column in enumerate(contents.columns)
        for size in (1, 2, 3)
        for i in range(len(column.entries) - size + 1)
    ]
    for at, head in candidates.items():
        title = words.bare(head.text)
        for number, span, listed in spans:
            score = likeness(title, listed)
            if score:
                yield score, at, number, span


def likeness(title: str, listed: str) -> float:
    """How alike two titles are, per cent; 0 below the threshold. A part of the other counts as just alike."""
    score = fuzz.ratio(title, listed, score_cutoff=_ALIKE)
    if score:
        return score
    small, large = sorted((title, listed), key=len)
    part = len(small) >= _LEAST_PART and small in large and len(small) * 2 >= len(large)
    return _ALIKE * len(small) / len(large) if part else 0.0


def _is_title(chunks: tuple[Chunk, ...], head: Head, unlisted: bool, candidates: dict[int, Head]) -> bool:
    """Whether a heading that the list does not name is a title all the same."""
    chunk = chunks[head.at]
    if chunk.kind is not Kind.HEADING:
        return False
    if head.label or head.byline:
        return True
    top = min((chunks[at].level or 9 for at in candidates if chunks[at].kind is Kind.HEADING), default=9)
    return unlisted and chunk.level == top and top < 9


def _in_columns(heads: tuple[Head, ...], contents: Contents, taken: set[Entry]) -> tuple[Head, ...]:
    """Every head in a column: an unlisted one with its neighbour before, unless named with the next."""
    placed: list[Head] = []
    for at, head in enumerate(heads):
        if head.column >= 0:
            placed.append(head)
            continue
        before = placed[-1].column if placed else 0
        after = next((h.column for h in heads[at + 1 :] if h.column >= 0), before)
        choice = before
        if after != before and head.byline:
            named = [c for c in (before, after) if _author_named(head, contents.columns[c].entries, taken)]
            choice = named[0] if len(named) == 1 else before
        placed.append(replace(head, column=choice))
    return tuple(placed)


def _author_named(head: Head, entries: tuple[Entry, ...], taken: set[Entry]) -> bool:
    return any(_same_author(head, entry) for entry in entries if entry not in taken)


def _same_author(head: Head, entry: Entry) -> float:
    return fuzz.ratio(words.bare("".join(head.byline)), words.bare(entry.text), score_cutoff=_ALIKE_AUTHOR)


def _with_authors(heads: tuple[Head, ...], contents: Contents, taken: set[Entry]) -> Heads:
    """Each head with the author entries of its column: those like its byline, the rest to heads without."""
    unmatched: list[Entry] = []
    done = list(heads)
    for number, column in enumerate(contents.columns):
        free = [entry for entry in column.entries if entry not in taken]
        own = [i for i, head in enumerate(done) if head.column == number]
        for i in own:
            same = _likest(done[i], free)
            if same:
                done[i] = replace(done[i], author_entries=(same,))
                free.remove(same)
        without = [i for i in own if not done[i].byline and not done[i].author_entries]
        names = [entry for entry in free if words.is_byline(entry.text)]
        for i, some in _shares(without, names, [done[i] for i in without]):
            done[i] = replace(done[i], author_entries=some)
            free = [entry for entry in free if entry not in some]
        unmatched.extend(free)
    return Heads(tuple(done), tuple(unmatched))


def _likest(head: Head, entries: list[Entry]) -> Entry | None:
    """The entry most like the byline of `head`, if any is."""
    alike = [entry for entry in entries if head.byline and _same_author(head, entry)]
    return max(alike, key=lambda entry: _same_author(head, entry), default=None)


def _shares(
    without: list[int], names: list[Entry], heads: list[Head]
) -> Iterator[tuple[int, tuple[Entry, ...]]]:
    """Names that are left for heads without byline: all to the only one, or to the title they stand under."""
    if len(without) == 1 and names:
        yield without[0], tuple(names)
        return
    for i, head in zip(without, heads, strict=True):
        last = max((entry.line for entry in head.entries), default=0)
        near = tuple(entry for entry in names if last and 0 <= entry.line - last <= 2)
        if near:
            yield i, near


def without_stray_spaces(title: str, other: str) -> str:
    """`title` without the spaces that `other`, the same title, does not have: they were line ends."""
    gaps, letters = _gaps(other), words.bare(other)
    blocks = Indel.opcodes(words.bare(title), letters)
    out, seen = "", 0
    for ch in title:
        if ch.isspace():
            shift = next(
                (
                    o.dest_start - o.src_start
                    for o in blocks
                    if o.tag == "equal" and o.src_start < seen < o.src_end
                ),
                None,
            )
            if shift is not None and seen + shift not in gaps:
                continue
        out += ch
        seen += ch.isalnum()
    return out


def _gaps(text: str) -> set[int]:
    """How many letters stand before each space of `text`."""
    gaps, seen = set(), 0
    for ch in text:
        if ch.isspace():
            gaps.add(seen)
        seen += ch.isalnum()
    return gaps
