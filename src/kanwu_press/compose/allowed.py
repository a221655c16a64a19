"""Where a text, as text, keeps lines from ending and allows them to: units, addresses, foreign words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from kanwu_press.compose import costs
from kanwu_press.compose.gaps import Gaps, Level
from kanwu_press.compose.hyphens import hyphenation
from kanwu_press.compose.paragraph import Run
from kanwu_press.compose.units import (
    WORD,
    addresses,
    breaks_in_address,
    breaks_in_compounds,
    breaks_in_ranges,
    dates,
    units,
)


class Breaks:
    """Writes into the levels of `gaps`; `places` are the characters at which clusters begin (None: all)."""

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
        for place in breaks_in_ranges(self.text):
            cluster = self.cluster(place)
            if cluster is not None:
                self.gaps.levels[cluster] = Level.FREE
                self.penalties[cluster] = costs.IN_RANGE
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
