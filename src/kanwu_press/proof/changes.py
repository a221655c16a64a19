"""What changed in the words: character by character, by article where the pages tell it. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from kanwu_press.proof.editions import Leaf
from kanwu_press.proof.pages import Leafed

CONTEXT = 10  # characters shown on both sides of a change
_CLOSE = 2  # changes with no more than so many characters between them are one
_FINE = 2000  # longer passages that changed are shown as a whole
_SENTENCE = re.compile(r"[^。！？；]*[。！？；]+[”’」』）]*|[^。！？；]+")


@dataclass(frozen=True, slots=True)
class Change:
    """Words that changed. Pages count from 1 in their PDF; 0 where the article is not in that edition."""

    before: str
    after: str
    left: str  # what stands before and behind it
    right: str
    page_a: int
    page_b: int


@dataclass(frozen=True, slots=True)
class ArticleChanges:
    """The changes of one article, or, with an empty title, of the pages that belong to none.

    `only` is "a" or "b" where just one edition has the article.
    """

    title: str
    changes: tuple[Change, ...]
    only: str = ""


@dataclass(frozen=True, slots=True)
class _Flow:
    """The text of an article over its pages."""

    title: str
    text: str
    starts: tuple[int, ...]
    pages: tuple[int, ...]

    def page(self, at: int) -> int:
        """On which page the character `at` stands."""
        return self.pages[max(0, bisect_right(self.starts, min(at, max(0, len(self.text) - 1))) - 1)]


def text_changes(
    one: Sequence[Leafed], leaves_a: Sequence[Leaf], other: Sequence[Leafed], leaves_b: Sequence[Leaf]
) -> tuple[ArticleChanges, ...]:
    """All changes of words, article by article in the order of the second edition, then what it lost."""
    known = len(leaves_a) == len(one) and len(leaves_b) == len(other)
    a = _flows(one, leaves_a if known else ())
    b = _flows(other, leaves_b if known else ())
    found = []
    keys = (*b, *(key for key in a if key not in b))
    for key in sorted(keys, key=lambda key: not key):  # contents and imprint come last
        if key not in a or key not in b:
            flow = b.get(key) or a[key]
            found.append(ArticleChanges(flow.title, (), "b" if key in b else "a"))
        elif a[key].text != b[key].text:
            found.append(ArticleChanges(b[key].title, tuple(_changes(a[key], b[key]))))
    return tuple(found)


def _flows(pages: Sequence[Leafed], leaves: Sequence[Leaf]) -> dict[str, _Flow]:
    """The text of each article by its manuscript; under "" what belongs to none."""
    held: dict[str, list[Leafed]] = {}
    titles: dict[str, str] = {}
    for n, page in enumerate(pages):
        leaf = leaves[n] if leaves else Leaf("")
        held.setdefault(leaf.article, []).append(page)
        titles.setdefault(leaf.article, leaf.title)
    return {key: _flow(titles[key], own) for key, own in held.items()}


def _flow(title: str, pages: Sequence[Leafed]) -> _Flow:
    starts = accumulate((len(page.text) for page in pages[:-1]), initial=0)
    text = "".join(page.text for page in pages)
    return _Flow(title, text, tuple(starts), tuple(page.number for page in pages))


def _changes(a: _Flow, b: _Flow) -> Iterator[Change]:
    for i, j, k, m in _joined(_whole(_spans(a.text, b.text), a.text, b.text)):
        yield Change(
            before=a.text[i:j],
            after=b.text[k:m],
            left=b.text[max(0, k - CONTEXT) : k],
            right=b.text[m : m + CONTEXT],
            page_a=a.page(i),
            page_b=b.page(k),
        )


_Span = tuple[int, int, int, int]  # from, to in one text; from, to in the other


def _spans(one: str, other: str) -> Iterator[_Span]:
    """Where two texts differ: by sentences first, then within those that changed."""
    sentences_a, sentences_b = _SENTENCE.findall(one), _SENTENCE.findall(other)
    at_a = tuple(accumulate((len(s) for s in sentences_a), initial=0))
    at_b = tuple(accumulate((len(s) for s in sentences_b), initial=0))
    for tag, a, b, c, d in SequenceMatcher(None, sentences_a, sentences_b).get_opcodes():
        if tag == "equal":
            continue
        i, j, k, m = at_a[a], at_a[b], at_b[c], at_b[d]
        if tag != "replace" or j - i > _FINE or m - k > _FINE:
            yield i, j, k, m
            continue
        for fine, e, f, g, h in SequenceMatcher(None, one[i:j], other[k:m], autojunk=False).get_opcodes():
            if fine != "equal":
                yield i + e, i + f, k + g, k + h


def _whole(spans: Iterable[_Span], one: str, other: str) -> Iterator[_Span]:
    """Figures and foreign words change as wholes: 20 became 24, not 0 became 4."""
    for i, j, k, m in spans:
        while min(i, k) and one[i - 1] == other[k - 1] and _goes_on(one[i - 1], one[i:j], other[k:m], 0):
            i, k = i - 1, k - 1
        while one[j : j + 1] == other[m : m + 1] != "" and _goes_on(one[j], one[i:j], other[k:m], -1):
            j, m = j + 1, m + 1
        yield i, j, k, m


def _goes_on(char: str, before: str, after: str, end: int) -> bool:
    """Whether an unchanged character and the change next to it, at this end, are of one word."""
    ends = (before[end] if before else "", after[end] if after else "")
    return _is_word(char) and any(_is_word(c) for c in ends)


def _is_word(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _joined(spans: Iterable[_Span]) -> Iterator[_Span]:
    """Changes that stand close together as one: 甲乙丙 → 丁乙戊 reads better whole."""
    held: _Span | None = None
    for span in spans:
        if held is not None and span[0] - held[1] <= _CLOSE:
            held = (
                min(held[0], span[0]),
                max(held[1], span[1]),
                min(held[2], span[2]),
                max(held[3], span[3]),
            )
            continue
        if held is not None:
            yield held
        held = span
    if held is not None:
        yield held
