"""Runs of clusters, classed once and summed up, so that any line costs only a few look-ups."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from kanwu_press.compose import costs
from kanwu_press.compose.classes import KINDS, LATIN_KINDS, LEAST_FULL_WIDTH, Kind, kind_of
from kanwu_press.compose.gaps import Flexible, Gaps, Level
from kanwu_press.compose.hyphens import hyphenation
from kanwu_press.compose.paragraph import Run
from kanwu_press.compose.units import (
    WORD,
    addresses,
    breaks_in_address,
    breaks_in_compounds,
    dates,
    units,
)
from kanwu_press.composition import Style

_CURLY = "“”‘’"
_LATIN_CONNECTORS = frozenset("-‐–/~")
_CALL_SIZE = 0.8  # of the size before: what is smaller, and a number or sign, is a footnote's call
_CALL = re.compile(r"[\[(〔［]?(?:[0-9*†‡§]{1,3}|[\u2460-\u24ff\u2776-\u2793])[\])〕］]?")
_STOPS = re.compile("[？！]{2,}")
_HANGING = frozenset("、，。")
_DASHES = "—"
_STRAIGHT = '"'
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
    kinds = _kinds(runs, clusters, advances, sizes, text)
    gaps = Gaps(advances, sizes, style)
    gaps.set_all(kinds, clusters, _paired_stops(text, places))
    breaks = _Breaks(gaps, text, places)
    if not LATIN_KINDS.isdisjoint(kinds):
        breaks.add(runs)
    breaks.keep_whole(runs)
    _add_margins(gaps, runs, kinds)
    return _assembled(gaps, clusters, kinds, breaks, phrases)


def _kinds(
    runs: Sequence[Run], clusters: list[str], advances: list[float], sizes: list[float], text: str
) -> list[Kind]:
    get, han = KINDS.get, Kind.HAN
    if len(text) == len(clusters):
        kinds = [get(cluster, han) for cluster in clusters]
    else:
        kinds = [get(c, han) if len(c) == 1 else kind_of(c) for c in clusters]
    present = set(kinds)
    if len(runs) > 1:
        _mark_calls(runs, kinds)
    if Kind.NOTE in present:
        _tell_items_from_calls(kinds, sizes)
    if any(quote in text for quote in _CURLY):
        for i, cluster in enumerate(clusters):
            if cluster in _CURLY and advances[i] < LEAST_FULL_WIDTH * sizes[i]:
                kinds[i] = Kind.LATIN_OPEN if cluster in "“‘" else Kind.LATIN_CLOSE
    if _STRAIGHT in text:
        _pair_straight_quotes(kinds, clusters)
    if Kind.CONNECTOR in present or Kind.SOLIDUS in present:
        _settle_connectors(kinds, clusters)
    return kinds


def _mark_calls(runs: Sequence[Run], kinds: list[Kind]) -> None:
    """A small run of a figure or a sign is the call of a note."""
    at = 0
    size = 0.0
    for run in runs:
        count = len(run.clusters)
        if count and run.size < _CALL_SIZE * size and _CALL.fullmatch("".join(run.clusters)):
            if kinds[at - 1] != Kind.LATIN:  # of CO2, m2, it is the foot or the head
                kinds[at : at + count] = [Kind.NOTE] * count
        elif count:
            size = run.size
        at += count


def _tell_items_from_calls(kinds: list[Kind], sizes: list[float]) -> None:
    """①: smaller than what stands before it, or right after a word, it is a call; else it counts an item."""
    for i, kind in enumerate(kinds):
        if kind == Kind.NOTE and (
            i == 0
            or (
                sizes[i] >= _CALL_SIZE * sizes[i - 1]
                and kinds[i - 1] not in (Kind.HAN, Kind.CLOSE, Kind.NOTE, *LATIN_KINDS)
            )
        ):
            kinds[i] = Kind.HAN


def _pair_straight_quotes(kinds: list[Kind], clusters: list[str]) -> None:
    """A typewriter's quotes open and close by turns."""
    places = [i for i, cluster in enumerate(clusters) if cluster == _STRAIGHT]
    for number, i in enumerate(places):
        kinds[i] = Kind.LATIN_CLOSE if number % 2 else Kind.LATIN_OPEN


def _settle_connectors(kinds: list[Kind], clusters: list[str]) -> None:
    """Two — are a dash; - – / between foreign letters belong to them."""
    for i, kind in enumerate(kinds):
        if kind not in (Kind.CONNECTOR, Kind.SOLIDUS):
            continue
        cluster = clusters[i]
        if cluster == _DASHES and (clusters[i - 1 : i] == [_DASHES] or clusters[i + 1 : i + 2] == [_DASHES]):
            kinds[i] = Kind.DASH
        elif cluster in _LATIN_CONNECTORS and _beside_latin(kinds, i, -1) and _beside_latin(kinds, i, 1):
            kinds[i] = Kind.LATIN


def _beside_latin(kinds: list[Kind], index: int, step: int) -> bool:
    other = index + step
    if 0 <= other < len(kinds) and kinds[other] == Kind.SPACE:
        other += step
    if not 0 <= other < len(kinds):
        return False
    kind = kinds[other]
    return kind in LATIN_KINDS or (step > 0 and kind in (Kind.SOLIDUS, Kind.CONNECTOR))


def _paired_stops(text: str, places: list[int] | None) -> frozenset[int]:
    """The second of ？！ or ！！, which take one em together; of three, the last keeps its blank (W-1)."""
    if "？" not in text and "！" not in text:
        return frozenset()
    ends = (match.end() - 1 for match in _STOPS.finditer(text) if match.end() - match.start() == 2)
    return frozenset(end if places is None else bisect_left(places, end) for end in ends)


class _Breaks:
    """Where the text, as text, keeps lines from ending and allows them to."""

    def __init__(self, gaps: Gaps, text: str, places: list[int] | None) -> None:
        self.gaps = gaps
        self.text = text
        self.places = places
        self.hyphens: dict[int, float] = {}
        self.penalties: dict[int, float] = {}

    def cluster(self, place: int) -> int | None:
        """The cluster that begins at a character, if one does."""
        if self.places is None:
            return place
        found = bisect_left(self.places, place)
        return found if self.places[found] == place else None

    def keep_whole(self, runs: Sequence[Run]) -> None:
        self._hold(units(self.text), Level.UNIT)
        if self.gaps.style.whole_dates:
            self._hold(dates(self.text), Level.WHOLE)
        at = 0
        for run in runs:
            if run.unbroken:
                self._raise(at + 1, at + len(run.clusters), Level.UNIT)
            at += len(run.clusters)

    def _hold(self, spans: Iterable[tuple[int, int]], level: Level) -> None:
        for start, end in spans:
            if self.places is None:
                self._raise(start + 1, min(end, len(self.text)), level)
            else:
                first = bisect_left(self.places, start + 1)
                self._raise(first, bisect_left(self.places, end), level)

    def _raise(self, start: int, end: int, level: Level) -> None:
        levels = self.gaps.levels
        for i in range(start, end):
            if levels[i] < level:
                levels[i] = level

    def add(self, runs: Sequence[Run]) -> None:
        """Breaks in addresses, after hyphens of the text, and in foreign words."""
        spans = addresses(self.text)
        for start, end in spans:
            self._allow(breaks_in_address(self.text, start, end), costs.ADDRESS)
        outside = (place for place in breaks_in_compounds(self.text) if not _within(place, spans))
        self._allow(outside, costs.COMPOUND)
        at = 0
        for run in runs:
            if run.hyphen and not run.unbroken:
                self._hyphenate(run, at, spans)
            at += len(run.clusters)

    def _allow(self, places: Iterable[int], cost: float) -> None:
        for place in places:
            cluster = self.cluster(place)
            if cluster is not None and self._unbound(cluster):
                self.gaps.levels[cluster] = Level.FREE
                self.penalties[cluster] = cost

    def _unbound(self, cluster: int) -> bool:
        return self.gaps.levels[cluster] == Level.WORD

    def _hyphenate(self, run: Run, at: int, spans: tuple[tuple[int, int], ...]) -> None:
        for soft in self.gaps.soft:
            if at < soft < at + len(run.clusters):
                self._allow_hyphen(soft, run.hyphen)
        if not self.gaps.style.hyphenation:
            return
        start = at if self.places is None else self.places[at]
        end = start + sum(map(len, run.clusters))
        for word in WORD.finditer(self.text, start, end):
            if self._is_plain(word) and not _within(word.start() + 1, spans):
                for position in hyphenation(word[0], run.language):
                    cluster = self.cluster(word.start() + position)
                    if cluster is not None:
                        self._allow_hyphen(cluster, run.hyphen)

    def _is_plain(self, word: re.Match[str]) -> bool:
        """Whether a word is all of a word: no digits or signs join it."""
        around = self.text[word.start() - 1 : word.start()] + self.text[word.end() : word.end() + 1]
        return not any(c.isdigit() or c in "_-­'’/@#" for c in around)

    def _allow_hyphen(self, cluster: int, advance: float) -> None:
        if self._unbound(cluster):
            self.gaps.levels[cluster] = Level.FREE
            self.hyphens[cluster] = advance
            self.penalties[cluster] = costs.HYPHEN


def _within(place: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < place < end for start, end in spans)


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


def _penalties(gaps: Gaps, kinds: list[Kind], breaks: _Breaks) -> dict[int, float]:
    """Those of foreign words, and of lines that would begin with —— or …… ."""
    penalties = breaks.penalties
    if Kind.DASH in kinds or Kind.ELLIPSIS in kinds:
        for i, kind in enumerate(kinds):
            if kind in (Kind.DASH, Kind.ELLIPSIS) and gaps.levels[i] == Level.FREE:
                penalties[i] = costs.UNIT_FIRST
    return penalties


def _assembled(
    gaps: Gaps, clusters: list[str], kinds: list[Kind], breaks: _Breaks, phrases: frozenset[int]
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
        tuple(accumulate(_is_visible(gaps, kinds), initial=0)),
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


def _is_visible(gaps: Gaps, kinds: list[Kind]) -> Iterator[int]:
    """What each cluster counts for in a last line: marks nothing, wide pictures two."""
    if Kind.OBJECT not in kinds:
        return iter([_SEEN[kind] for kind in kinds])
    return iter(
        [
            2 if kind == Kind.OBJECT and gaps.body[i] >= costs.LEAST_LAST * gaps.sizes[i] else _SEEN[kind]
            for i, kind in enumerate(kinds)
        ]
    )


def _hanging(gaps: Gaps, clusters: list[str], kinds: list[Kind]) -> Iterator[tuple[int, float]]:
    """Breaks after 、，。 that follow no other mark (HANG), also at a paragraph's end."""
    for i, cluster in enumerate(clusters):
        if i and cluster in _HANGING and kinds[i - 1] in (Kind.HAN, Kind.OBJECT, *LATIN_KINDS):
            yield i + 1, gaps.body[i]
