"""A prepared text into lines: total fit where the measure stays the same, line by line where it changes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace

from kanwu_press.compose import costs
from kanwu_press.compose.balancing import balanced_breaks
from kanwu_press.compose.fitting import (
    Segment,
    Tolerance,
    best_breaks,
    breaks_of_length,
    lines_from,
    passes,
)
from kanwu_press.compose.gaps import Level
from kanwu_press.compose.paragraph import Line
from kanwu_press.compose.prepare import Prepared
from kanwu_press.compose.setting import set_line, skip_spaces
from kanwu_press.composition import Alignment

_SPREAD_FOR_A_LINE = 0.04  # em: what a paragraph that is to gain a line may be spread, so that it never shows


def set_lines(
    text: Prepared,
    measure: float,
    *,
    indent: float = 0.0,
    alignment: Alignment = Alignment.JUSTIFIED,
    start: int = 0,
    looseness: int = 0,
) -> tuple[Line, ...]:
    """All lines from cluster `start` on, the first one indented; lengths in the unit of the runs.

    `looseness` is TeX's: so many lines more (or fewer) than the best setting has; () where that is
    not to be had within tolerance. A line is wider than the measure only where a single cluster, or
    a —— or ……, is.
    """
    segments = tuple(_segments(text, measure, indent, alignment, start))
    paths = [_breaks(segment) for segment in segments]
    if looseness and not _change_length(segments, paths, looseness):
        return ()
    return tuple(
        line for segment, path in zip(segments, paths, strict=True) for line in _lines(segment, path)
    )


def next_line(
    text: Prepared,
    measure: float,
    *,
    indent: float = 0.0,
    alignment: Alignment = Alignment.JUSTIFIED,
    start: int = 0,
) -> Line | None:
    """The line from cluster `start` on by itself, for where the measure changes from line to line.

    None at the text's end.
    """
    segment = next(_segments(text, measure, indent, alignment, start), None)
    if segment is None:
        return None
    at = segment.end if _fits(segment) else _best_end(segment)
    return set_line(text, segment.first, at, measure, indent, alignment)


def natural_width(text: Prepared) -> float:
    """Width of the widest line when only forced breaks end lines (max-content)."""
    segments = _segments(text, 0.0, 0.0, Alignment.RAGGED, 0, whole=True)
    return max((_width(segment, segment.first, segment.end, False) for segment in segments), default=0.0)


def least_width(text: Prepared) -> float:
    """Width of the widest piece that no line may break, unsqueezed (min-content)."""
    widest = 0.0
    for segment in _segments(text, 0.0, 0.0, Alignment.RAGGED, 0, whole=True):
        first = segment.first
        for b in segment.breaks:
            widest = max(widest, _width(segment, first, b, False))
            first = b
    return widest


def _segments(
    text: Prepared, measure: float, indent: float, alignment: Alignment, start: int, *, whole: bool = False
) -> Iterator[Segment]:
    """What forced breaks part, each with the breaks at which its lines may end.

    Where something is wider than the measure, breaks are added in it, unless `whole`.
    """
    count, breaks = len(text.clusters), text.breaks
    while start < count:
        high = bisect_left(breaks, start)
        while breaks[high] not in text.forced:
            high += 1
        end = breaks[high]
        first = skip_spaces(text, start, end)
        inner = breaks[bisect_right(breaks, first, 0, high) : high + 1]
        segment = Segment(text, first, inner, measure, indent, alignment)
        yield segment if whole or _fits(segment) else _with_breaks_anywhere(segment)
        start, indent = end + 1, 0.0


def _width(segment: Segment, first: int, b: int, squeezed: bool) -> float:
    """Width of the clusters from `first` to break b, hyphen included."""
    text = segment.text
    if b <= first:
        return 0.0
    width = text.ends[b] - text.starts[first]
    if squeezed:
        width -= text.squeezable[b - 1] - text.squeezable[first]
    return width if b == segment.end else width + text.hyphens.get(b, 0.0)


def _fits(segment: Segment) -> bool:
    """Whether all fits on one line as it is; what is empty always does."""
    width = _width(segment, segment.first, segment.end, False)
    return segment.first == segment.end or width <= segment.measure - segment.indent + segment.text.slack


def _with_breaks_anywhere(segment: Segment) -> Segment:
    """The segment with more breaks within what is too wide for a line, where they do the least harm."""
    squeezed = segment.alignment in (Alignment.JUSTIFIED, Alignment.SPREAD)
    breaks: list[int] = []
    first, room = segment.first, segment.measure - segment.indent
    for b in segment.breaks:
        if _width(segment, first, b, squeezed) > room + segment.text.slack:
            breaks.extend(_breaks_within(segment, first, b, squeezed))
        breaks.append(b)
        first, room = b, segment.measure
    return segment if len(breaks) == len(segment.breaks) else replace(segment, breaks=tuple(breaks))


def _breaks_within(segment: Segment, first: int, end: int, squeezed: bool) -> list[int]:
    """Breaks in clusters first…end that let every piece fit, of the lowest level that does."""
    found: list[int] = []
    for level in (Level.WHOLE, Level.UNIT, Level.WORD, Level.MARK):
        found = [i for i in range(first + 1, end) if segment.text.levels[i] <= level]
        ends = [*found, end]
        pieces = zip([first, *found], ends, strict=True)
        room = segment.measure - (segment.indent if first == segment.first else 0.0) + segment.text.slack
        if all(_width(segment, a, b, squeezed) <= room for a, b in pieces):
            break
    return found


def _breaks(segment: Segment) -> tuple[int, ...]:
    if _fits(segment):
        return (segment.end,)
    if segment.alignment is Alignment.BALANCED:
        return balanced_breaks(segment) or best_breaks(segment)
    return best_breaks(segment)


def _lines(segment: Segment, path: tuple[int, ...]) -> Iterator[Line]:
    first, indent = segment.first, segment.indent
    for at in path:
        yield set_line(segment.text, first, at, segment.measure, indent, segment.alignment)
        first, indent = at, 0.0


def _change_length(segments: tuple[Segment, ...], paths: list[tuple[int, ...]], looseness: int) -> bool:
    """Give one of the segments, the longest if it can, so many lines more; whether one could take them."""
    order = sorted(range(len(segments)), key=lambda i: -len(paths[i]))
    for i in order:
        segment = segments[i]
        most = segment.text.style.most_spread
        spread = min(most, _SPREAD_FOR_A_LINE) if looseness > 0 else most
        ragged = passes(segment.text)[0].short
        tolerance = Tolerance(spread, ragged, False, False)
        if segment.alignment in (Alignment.JUSTIFIED, Alignment.RAGGED):
            path = breaks_of_length(segment, len(paths[i]) + looseness, tolerance)
            if path:
                paths[i] = path
                return True
    return False


def _best_end(segment: Segment) -> int:
    """The break of the best single line; it leaves no lone character behind if it can."""
    text = segment.text
    for tolerance in passes(text):
        lines = lines_from(segment, tolerance, -1)
        if lines:
            break
    best = min(lines, key=lambda line: line[1] + _left_alone(segment, line[0]))
    return segment.breaks[best[0]]


def _left_alone(segment: Segment, j: int) -> float:
    text, b = segment.text, segment.breaks[j]
    lone = b != segment.end and text.visible[segment.end] - text.visible[b] <= 1
    return costs.LONE if lone else 0.0
