"""Runs of clusters, classed once and summed up, so that any line costs only a few look-ups."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from kanwu_press.compose import costs
from kanwu_press.compose.allowed import Breaks
from kanwu_press.compose.classes import LATIN_KINDS, Kind
from kanwu_press.compose.contexts import kinds_of
from kanwu_press.compose.gaps import Flexible, Gaps, Level
from kanwu_press.compose.paragraph import Run
from kanwu_press.composition import Style

_STOPS = re.compile("[？！]{2,}")
_HANGING = frozenset("、，。")
_SLACK = 0.001  # em: nobody sees it, and sums of rounded advances differ by so much


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text ready to be set in any measure. Lengths as in Run; places count clusters.

    `starts[i]` is the left edge of cluster i's body on an endless line, `ends[i]` the right edge of
    cluster i-1. A tuple of sums up to gap i gives a line's share as the difference of its two ends.
    """

    style: Style
    clusters: tuple[str, ...]
    kinds: tuple[Kind, ...]
    em: float  # size of the first cluster
    slack: float  # by which a line may be too wide before it counts
    starts: tuple[float, ...]
    ends: tuple[float, ...]  # one more than clusters
    origins: tuple[float, ...]  # of the glyphs, on the endless line
    levels: tuple[int, ...]  # how firmly each gap is kept from ending a line
    breaks: tuple[int, ...]  # where lines may begin, forced breaks, and the text's end
    forced: frozenset[int]  # forced breaks, and the text's end
    hyphens: Mapping[int, float]  # breaks at which a hyphen is set, and its advance
    penalties: Mapping[int, float]  # breaks that cost
    hangs: Mapping[int, float]  # breaks whose last mark may hang, and by how much
    squeezes: tuple[tuple[tuple[float, ...], float], ...]  # sums and cost of each class, in order
    squeezable: tuple[float, ...]  # sums of all
    stretches: tuple[tuple[tuple[float, ...], float], ...]  # sums and cost: word spaces, Han–Latin
    even: tuple[float, ...]  # sums of the em of the gaps that are spread equally
    every: tuple[float, ...]  # … of all gaps that stretch at all
    visible: tuple[int, ...]  # counts of clusters before each that are more than a mark
    phrases: frozenset[int]


def prepare(runs: Sequence[Run], style: Style, phrases: frozenset[int] = frozenset()) -> Prepared:
    """Class a paragraph once; it can then be set in any measure.

    `phrases` are clusters at which a new phrase begins: the better breaks of a headline.
    """
    clusters = [cluster for run in runs for cluster in run.clusters]
    advances = [advance for run in runs for advance in run.advances]
    sizes = [run.size for run in runs for _ in run.clusters]
    text = "".join(clusters)
    places = None if len(text) == len(clusters) else [0, *accumulate(map(len, clusters))]
    kinds = kinds_of(runs, clusters, advances, sizes, text)
    gaps = Gaps(advances, sizes, style)
    gaps.set_all(kinds, clusters, _paired_stops(text, places))
    breaks = Breaks(gaps, text, places)
    if not LATIN_KINDS.isdisjoint(kinds):
        breaks.add(runs)
    breaks.keep_whole(runs)
    _add_margins(gaps, runs, kinds)
    return _assembled(gaps, clusters, kinds, breaks, phrases)


def _paired_stops(text: str, places: list[int] | None) -> frozenset[int]:
    """The second of ？！ or ！！, which take one em together; of three, the last keeps its blank (W-1)."""
    if "？" not in text and "！" not in text:
        return frozenset()
    ends = (match.end() - 1 for match in _STOPS.finditer(text) if match.end() - match.start() == 2)
    return frozenset(end if places is None else bisect_left(places, end) for end in ends)


def _add_margins(gaps: Gaps, runs: Sequence[Run], kinds: list[Kind]) -> None:
    """Margins stick to the first and last cluster of their run that is not a space."""
    at, carried = 0, 0.0
    for run in runs:
        end = at + len(run.clusters)
        carried += run.before
        if at == end:
            carried += run.after
            continue
        seen = [i for i in range(at, end) if kinds[i] < Kind.SPACE] if carried or run.after else []
        first, last = (seen[0], seen[-1]) if seen else (at, end - 1)
        gaps.body[first] += carried
        gaps.shift[first] += carried
        gaps.body[last] += run.after
        at, carried = end, 0.0
    if carried and gaps.body:
        gaps.body[-1] += carried


def _penalties(gaps: Gaps, kinds: list[Kind], breaks: Breaks) -> dict[int, float]:
    """Those of foreign words, and of lines that would begin with —— or …… ."""
    penalties = breaks.penalties
    if Kind.DASH in kinds or Kind.ELLIPSIS in kinds:
        for i, kind in enumerate(kinds):
            if kind in (Kind.DASH, Kind.ELLIPSIS) and gaps.levels[i] == Level.FREE:
                penalties[i] = costs.UNIT_FIRST
    return penalties


def _assembled(
    gaps: Gaps, clusters: list[str], kinds: list[Kind], breaks: Breaks, phrases: frozenset[int]
) -> Prepared:
    count = len(clusters)
    body, gap = gaps.body, gaps.gap
    starts = tuple(accumulate(g + b for g, b in zip(gap, [0.0, *body], strict=False)))
    squeezes = tuple(
        (_sums(gaps.squeeze[flexible], count), costs.SQUEEZED[flexible])
        for flexible in Flexible
        if any(gaps.squeeze[flexible].values())
    )
    words, han_latin = gaps.stretch_words, gaps.stretch_han_latin
    stretches = tuple(
        (_sums(capacities, count), cost)
        for capacities, cost in (
            (words, costs.STRETCHED_WORD),
            (han_latin, costs.STRETCHED_HAN_LATIN),
        )
        if capacities
    )
    even = tuple(accumulate(gaps.even))
    every = list(gaps.even)
    for index in (*words, *han_latin):
        every[index] = gaps.sizes[index]
    forced = frozenset(i for i, kind in enumerate(kinds) if kind == Kind.FORCED) | {count}
    legal = [i for i, level in enumerate(gaps.levels) if i and level == Level.FREE]
    em = gaps.sizes[0] if count else 1.0
    squeezable = (
        tuple(map(sum, zip(*(sums for sums, _ in squeezes), strict=True))) if squeezes else (0.0,) * count
    )
    return Prepared(
        gaps.style,
        tuple(clusters),
        tuple(kinds),
        em,
        _SLACK * em,
        starts,
        (0.0, *(s + b for s, b in zip(starts, body, strict=True))),
        tuple(s + d for s, d in zip(starts, gaps.shift, strict=True)),
        tuple(gaps.levels),
        tuple(sorted({*legal, *forced})),
        forced,
        breaks.hyphens,
        _penalties(gaps, kinds, breaks),
        dict(_hanging(gaps, clusters, kinds)) if gaps.style.hanging else {},
        squeezes,
        squeezable,
        stretches,
        even,
        tuple(accumulate(every)) if stretches else even,
        tuple(accumulate(_is_visible(gaps, clusters, kinds), initial=0)),
        phrases,
    )


def _sums(capacities: Mapping[int, float], count: int) -> tuple[float, ...]:
    values = [0.0] * count
    for index, capacity in capacities.items():
        values[index] = capacity
    return tuple(accumulate(values))


_SEEN = tuple(
    int(kind in (Kind.HAN, Kind.LATIN, Kind.OBJECT)) for kind in Kind
)  # what makes a last line more than marks


def _is_visible(gaps: Gaps, clusters: list[str], kinds: list[Kind]) -> Iterator[int]:
    """What each cluster counts for in a last line: marks and signs (■) nothing, wide pictures two."""
    for index, kind in enumerate(kinds):
        if kind == Kind.HAN:
            yield int(clusters[index].isalnum())
        elif kind == Kind.OBJECT and gaps.body[index] >= costs.LEAST_LAST * gaps.sizes[index]:
            yield 2
        else:
            yield _SEEN[kind]


def _hanging(gaps: Gaps, clusters: list[str], kinds: list[Kind]) -> Iterator[tuple[int, float]]:
    """Breaks after 、，。 that follow no other mark (HANG), also at a paragraph's end."""
    for i, cluster in enumerate(clusters):
        if i and cluster in _HANGING and kinds[i - 1] in (Kind.HAN, Kind.OBJECT, *LATIN_KINDS):
            yield i + 1, gaps.body[i]
