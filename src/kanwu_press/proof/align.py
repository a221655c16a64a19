"""Which page of one edition answers to which of the other, also where pages came or went. Pure."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from kanwu_press.proof.pages import Leafed

Pair: TypeAlias = tuple[Leafed | None, Leafed | None]  # a page missing on one side is None

_BUCKETS = 512  # pairs of characters are counted in so many
_GAP = 0.25  # pages less alike than twice this are better taken as one gone, another come
_BLANK = 0.6  # how alike two pages without text are taken for


def aligned(one: Sequence[Leafed], other: Sequence[Leafed]) -> tuple[Pair, ...]:
    """All pages of both in order: the same text first, then what is most alike between those."""
    keys = [_key(page) for page in one], [_key(page) for page in other]
    pairs: list[Pair] = []
    for tag, a, b, c, d in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs.extend(zip(one[a:b], other[c:d], strict=True))
        else:
            pairs.extend(_between(one[a:b], other[c:d]))
    return tuple(pairs)


def _key(page: Leafed) -> str:
    """What makes a page the same page: its text, or where there is none, its look."""
    return page.text or page.look


def _between(one: Sequence[Leafed], other: Sequence[Leafed]) -> Iterator[Pair]:
    """Pages in order so that the sum of their likeness is the greatest (Needleman and Wunsch 1970)."""
    if len(one) == len(other) == 1:
        yield (one[0], other[0])
        return
    alike = likeness(one, other)
    rows, columns = alike.shape
    best = np.zeros((rows + 1, columns + 1))
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            both = best[i + 1, j + 1] + alike[i, j] - _GAP
            best[i, j] = max(both, best[i + 1, j], best[i, j + 1])
    i = j = 0
    while i < rows or j < columns:
        if i < rows and j < columns and best[i, j] == best[i + 1, j + 1] + alike[i, j] - _GAP:
            yield (one[i], other[j])
            i, j = i + 1, j + 1
        elif j >= columns or (i < rows and best[i, j] == best[i + 1, j]):
            yield (one[i], None)
            i += 1
        else:
            yield (None, other[j])
            j += 1


def likeness(one: Sequence[Leafed], other: Sequence[Leafed]) -> npt.NDArray[np.float64]:
    """How alike each page of one is to each of the other, 0 to 1: shared pairs of neighbouring characters."""
    a, b = _counts(one), _counts(other)
    alike = np.zeros((len(one), len(other)))
    for n, row in enumerate(a):
        shared, all_ = np.minimum(row, b).sum(axis=1), np.maximum(row, b).sum(axis=1)
        alike[n] = np.where(all_ > 0, shared / np.maximum(all_, 1), _BLANK)
    return alike


def _counts(pages: Sequence[Leafed]) -> npt.NDArray[np.int32]:
    counts = np.zeros((len(pages), _BUCKETS), dtype=np.int32)
    for n, page in enumerate(pages):
        for a, b in zip(page.text, page.text[1:], strict=False):
            counts[n, zlib.crc32(f"{a}{b}".encode("utf-8", "surrogatepass")) % _BUCKETS] += 1
    return counts
