"""Conservation: the manuscripts' characters, all of them and in order, in the finished editions.

`manuscript_text` walks the issue in reading order; `compare` holds it against the text of an
edition. The match is exact: an edition may add only words that are declared, and a lost
paragraph is noticed even where its characters occur elsewhere. Pure, without I/O.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias, assert_never

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import (
    Article,
    Block,
    Box,
    Break,
    Figure,
    Gallery,
    Heading,
    Issue,
    ListBlock,
    Paragraph,
    Place,
    Quote,
    Table,
    Together,
)
from kanwu_press.walk import plain

Piece: TypeAlias = tuple[Place, str]

TEXT_LOST = Rule(
    "text-lost",
    Level.ERROR,
    N_("The {edition} lacks text of the manuscript: “{expected}”; it reads “{found}” there."),
    N_("Nothing was delivered. This is a fault of the program: please report it with the manuscript."),
)
TEXT_ADDED = Rule(
    "text-added",
    Level.ERROR,
    N_("The {edition} holds text that stands in no manuscript: “{found}”, after “{before}”."),
    N_("Nothing was delivered. This is a fault of the program: please report it with the manuscript."),
)

# What every edition adds to an article by itself (typeset/html).
LABELS = ("摘要", "关键词", "编者按", "来源")

_SHOWN = 16  # characters of text in a finding
_NEAR = 4  # pieces before the parting that may be the missing one
_FAR = 2000  # characters within which the text may go on after something too much
_HAN = re.compile(r"[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_SIGNS = re.compile(r"[0-9A-Za-z\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")


@dataclass(frozen=True, slots=True)
class Manuscripts:
    """The text of all articles in reading order, piece by piece; notes apart, for they stand elsewhere."""

    main: tuple[Piece, ...]
    notes: tuple[Piece, ...]


def han(text: str) -> str:
    """The Han characters of a text, compatibility forms and radicals unified (PDF text may hold such)."""
    return "".join(_HAN.findall(unicodedata.normalize("NFKC", text)))


def signs(text: str) -> str:
    """Han characters, ASCII letters and figures: what an edition conserves whose text is wholly ours."""
    return "".join(_SIGNS.findall(unicodedata.normalize("NFC", text)))


# ---- what is expected ----------------------------------------------------------------------


def manuscript_text(issue: Issue) -> Manuscripts:
    """Every piece of text of the issue's articles, as the editions print it."""
    main = (piece for article in issue.articles for piece in article_text(article))
    notes = (piece for article in issue.articles for note in article.notes for piece in _blocks(note.blocks))
    return Manuscripts(tuple(p for p in main if p[1]), tuple(p for p in notes if p[1]))


def article_text(article: Article) -> Iterator[Piece]:
    """One article: its head, its blocks, its end; without notes."""
    here = article.place
    yield here, article.area
    yield here, article.title
    yield here, article.subtitle
    for author in article.authors:
        yield here, author.name
        yield here, author.affiliation
    yield here, plain(article.abstract)
    yield here, "；".join(article.keywords)
    yield here, plain(article.editor_note)
    yield from _blocks(article.blocks)
    for line in (*article.author_notes, article.source, article.reprint):
        yield here, line


def matter_text(issue: Issue) -> tuple[Piece, ...]:
    """What issue.yaml and publication.yaml give to print inside: columns, board, theme, remarks."""
    pieces = [(issue.publication.place, issue.publication.title), (issue.place, issue.theme)]
    for section in issue.sections:
        pieces += [(section.place, section.name)]
        pieces += [(article.place, article.title) for article in section.articles]
    for role in issue.board:
        pieces += [(issue.place, text) for text in (role.role, *role.names, role.note)]
    pieces += [(issue.publication.place, remark) for remark in issue.publication.imprint_notes]
    pieces += [(issue.place, remark) for remark in issue.imprint_notes]
    return tuple(piece for piece in pieces if piece[1])


def _blocks(blocks: Iterable[Block]) -> Iterator[Piece]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[Piece]:
    match block:
        case Heading() | Paragraph():
            yield block.place, plain(block.children)
        case Quote() | Together():
            yield from _blocks(block.blocks)
        case ListBlock():
            for item in block.items:
                yield from _blocks(item)
        case Table():
            yield from _table(block)
        case Figure():
            yield block.place, plain(block.caption)
            yield block.place, block.credit
        case Gallery():
            yield from _blocks(block.figures)
            yield block.place, plain(block.caption)
        case Box():
            yield block.place, plain(block.title)
            yield from _blocks(block.blocks)
        case Break():
            return
        case _:
            assert_never(block)


def _table(table: Table) -> Iterator[Piece]:
    yield table.place, plain(table.caption)
    for row in (table.head, *table.rows):
        for cell in row:
            yield table.place, plain(cell)
    yield table.place, plain(table.note)


# ---- held against an edition ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Allowed:
    """What an edition may hold beside the expected text, at any point of it.

    `furniture`: words it adds, any number of times (labels, running heads, repeated table heads).
    `once`: pieces that must each occur, once, and may stand anywhere (notes at the page foot).
    """

    furniture: tuple[str, ...] = LABELS
    once: tuple[Piece, ...] = ()


def compare(
    edition: str,
    expected: Sequence[Piece],
    actual: str,
    allowed: Allowed | None = None,
    kept: Callable[[str], str] = han,
) -> tuple[Finding, ...]:
    """Whether `actual` is the expected pieces one after the other, and nothing but allowed words between.

    `edition` names the edition in findings (“EPUB”); `kept` says which characters count. The
    first place where the texts part is reported, with what stands on both sides.
    """
    allowed = allowed or Allowed()
    text, found = _expected(expected, kept), kept(actual)
    once = Counter(kept(piece) for _, piece in allowed.once)
    insertions = {kept(words) for words in allowed.furniture} | set(once)
    walk = _walk(text.text, found, tuple(sorted(insertions - {""}, key=lambda w: (-len(w), w))))
    if not walk.arrived:
        return (_parting(edition, text, found, walk),)
    missing = (
        TEXT_LOST.at(place, edition=edition, expected=kept(piece)[:_SHOWN], found="……")
        for place, piece in allowed.once
        if walk.used[kept(piece)] < once[kept(piece)]
    )
    twice = (
        TEXT_ADDED.at(place, edition=edition, found=kept(piece)[:_SHOWN], before="……")
        for place, piece in allowed.once
        if walk.used[kept(piece)] > once[kept(piece)] > 0 and kept(piece)
    )
    return tuple(dict.fromkeys((*missing, *twice)))


def held(
    edition: str, pieces: Sequence[Piece], actual: str, kept: Callable[[str], str] = han
) -> tuple[Finding, ...]:
    """Whether `actual` holds each piece, in any order: for matter that each edition arranges its own way."""
    found = kept(actual)
    return tuple(
        TEXT_LOST.at(place, edition=edition, expected=kept(piece)[:_SHOWN], found="……")
        for place, piece in pieces
        if kept(piece) not in found
    )


@dataclass(frozen=True, slots=True)
class _Expected:
    """The expected characters as one text; where each piece begins in it, and its place."""

    text: str
    starts: tuple[int, ...]
    places: tuple[Place, ...]

    def piece(self, at: int) -> int:
        """The number of the piece that holds the character `at`."""
        return max(0, bisect_right(self.starts, at) - 1)

    def end(self, piece: int) -> int:
        return self.starts[piece + 1] if piece + 1 < len(self.starts) else len(self.text)


def _expected(pieces: Sequence[Piece], kept: Callable[[str], str]) -> _Expected:
    texts = [(place, kept(piece)) for place, piece in pieces]
    texts = [(place, text) for place, text in texts if text]
    starts = accumulate((len(text) for _, text in texts[:-1]), initial=0)
    return _Expected("".join(text for _, text in texts), tuple(starts), tuple(place for place, _ in texts))


_State: TypeAlias = tuple[int, int]  # how far in the expected, how far in the found text
_Came: TypeAlias = dict[_State, tuple[_State, str] | None]  # from where, over which insertion


@dataclass(frozen=True, slots=True)
class _Walked:
    """How far the texts go together: `at` in the expected, `to` in the found; insertions used on the way."""

    arrived: bool
    at: int
    to: int
    used: Counter[str]


def _walk(expected: str, found: str, insertions: tuple[str, ...]) -> _Walked:
    """Go along both texts. Where they part, an insertion must stand; where several could, each is tried.

    An insertion may read like what is expected next, so the parting may show long after it began:
    it is looked for backwards along the whole stretch that went well, the nearest first.
    """
    came: _Came = {(0, 0): None}
    best = (0, 0)
    trail: list[tuple[_State, Iterator[tuple[_State, str]]]] = []
    state: _State | None = (0, 0)
    while state is not None:
        at, to = _together(expected, found, *state)
        if at == len(expected) and to == len(found):
            return _Walked(True, at, to, _used(came, state))
        best = max(best, (at, to))
        trail.append((state, _candidates(found, insertions, (at, to), to - state[1])))
        state = _next(trail, came)
    return _Walked(False, *best, Counter())


def _next(trail: list[tuple[_State, Iterator[tuple[_State, str]]]], came: _Came) -> _State | None:
    """The next state that was not met before, going back along the trail; None when all were tried."""
    while trail:
        begun, candidates = trail[-1]
        for state, words in candidates:
            if state not in came:
                came[state] = (begun, words)
                return state
        trail.pop()
    return None


def _together(expected: str, found: str, at: int, to: int) -> tuple[int, int]:
    """Where the texts part, going on from `at` and `to`."""
    step = 256
    while step and at < len(expected) and to < len(found):
        if expected[at : at + step] == found[to : to + step]:
            length = min(step, len(expected) - at, len(found) - to)
            at, to = at + length, to + length
        else:
            step //= 2
    return at, to


def _candidates(
    found: str, insertions: tuple[str, ...], parting: _State, walked: int
) -> Iterator[tuple[_State, str]]:
    """The states after an insertion that begins at the parting or before it; nearest and longest first."""
    at, to = parting
    for back in range(walked + 1):
        for words in insertions:
            if found.startswith(words, to - back):
                yield (at - back, to - back + len(words)), words


def _used(came: _Came, state: _State) -> Counter[str]:
    used: Counter[str] = Counter()
    while (step := came[state]) is not None:
        state, words = step
        used[words] += 1
    return used


# ---- saying what is wrong ------------------------------------------------------------------


def _parting(edition: str, text: _Expected, found: str, walk: _Walked) -> Finding:
    """A piece that is missing whole is named; else text too much; else the two texts side by side."""
    if not text.places:
        return TEXT_ADDED.at(Place(""), edition=edition, found=found[:_SHOWN], before="……")
    piece = text.piece(min(walk.at, len(text.text) - 1))
    for number in range(piece, max(-1, piece - _NEAR), -1):
        after, there = text.end(number), walk.to - (walk.at - text.starts[number])
        following = text.text[after : after + _SHOWN]
        if there >= 0 and found[there : there + _SHOWN].startswith(following or found[there:] + "."):
            return _lost(edition, text, number, text.starts[number], found[there:])
    rest = text.text[walk.at : walk.at + _SHOWN]
    again = found.find(rest, walk.to, walk.to + _FAR)
    if again > walk.to or not rest:
        extra = found[walk.to : again if rest else walk.to + _SHOWN]
        before = text.text[max(0, walk.at - _SHOWN) : walk.at]
        return TEXT_ADDED.at(text.places[piece], edition=edition, found=extra[:_SHOWN], before=before)
    return _lost(edition, text, piece, walk.at, found[walk.to :])


def _lost(edition: str, text: _Expected, piece: int, at: int, found: str) -> Finding:
    end = max(text.end(piece), at + 1)
    expected, there = text.text[at : min(end, at + _SHOWN)], found[:_SHOWN] or "……"
    return TEXT_LOST.at(text.places[piece], edition=edition, expected=expected, found=there)
