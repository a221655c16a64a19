"""Total fit: the breaks of a whole paragraph whose demerits sum up to least (after Knuth and Plass).

Chinese gives it other material: half-width blanks that are squeezed in the order of CLREQ JUST-SQ,
gaps that are stretched in the order of JUST-ST, and a possible break after almost every character.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

from kanwu_press.compose import costs
from kanwu_press.compose.prepare import Prepared
from kanwu_press.composition import Alignment

EPSILON = 1e-6  # of the caller's unit: two ways of summing up differ by less
_NARROW = 0.05  # em: the spread that the first pass allows
_WIDE = 0.25  # em: … the last one, before a line counts as beyond tolerance
_RAGGED = (2.0, 8.0, inf)  # em that a ragged line may be short, by pass
_FARTHEST = 5.0  # em: beyond it, a loose line is no worse; it stays better than one that sticks out
_IN_EMERGENCY = 3  # lines that are tried where none is within tolerance
_TIGHT, _EVEN, _LOOSE = range(3)
_STATES = 4  # room for the three in a key


@dataclass(frozen=True, slots=True)
class Segment:
    """What lies between two forced breaks, to be set in one measure."""

    text: Prepared
    first: int  # cluster
    breaks: Sequence[int]  # in the order of the text; the last one ends the segment
    measure: float
    indent: float
    alignment: Alignment

    @property
    def end(self) -> int:
        return self.breaks[-1]


class Tolerance(NamedTuple):
    """What one pass allows."""

    spread: float  # em
    short: float  # em by which a ragged line may be short
    lone: bool  # a last line of one character
    emergency: bool  # lines beyond tolerance


class Node(NamedTuple):
    """The best way to a break, for one fitness of the line that ends there."""

    demerits: float
    at: int  # the break: cluster
    fitness: int
    lines: int
    before: Node | None


def passes(text: Prepared) -> tuple[Tolerance, ...]:
    """From what nobody notices to what has to be."""
    most = text.style.most_spread
    return (
        Tolerance(min(_NARROW, most), _RAGGED[0], False, False),
        Tolerance(most, _RAGGED[1], False, False),
        Tolerance(max(_WIDE, 2 * most), _RAGGED[2], True, True),
    )


def best_breaks(segment: Segment) -> tuple[int, ...]:
    """The breaks of the best setting; there always is one."""
    for tolerance in passes(segment.text):
        ends = reach(segment, tolerance)
        if ends:
            return _path(min(ends, key=lambda node: node.demerits))
    raise AssertionError("the last pass sets any text")


def breaks_of_length(segment: Segment, lines: int, tolerance: Tolerance) -> tuple[int, ...]:
    """The breaks of the best setting in so many lines; () if there is none within tolerance."""
    ends = [node for node in reach(segment, tolerance, counted=True) if node.lines == lines]
    return _path(min(ends, key=lambda node: node.demerits)) if ends else ()


def demerits(segment: Segment, path: Sequence[int], tolerance: Tolerance) -> float:
    """What a setting with these breaks costs in all; infinite beyond tolerance."""
    total, fitness_before, k = 0.0, _EVEN, -1
    for b in path:
        j = segment.breaks.index(b, k + 1)
        a = segment.breaks[k] if k >= 0 else segment.first
        measure = segment.measure - (segment.indent if k < 0 else 0.0)
        cost, fitness = line_cost(segment, tolerance, k, j, a, measure)
        total += cost + costs.CONTRAST[abs(fitness_before - fitness)]
        fitness_before, k = fitness, j
    return total


def _path(node: Node) -> tuple[int, ...]:
    found = []
    step: Node | None = node
    while step is not None and step.lines:
        found.append(step.at)
        step = step.before
    return tuple(reversed(found))


def reach(segment: Segment, tolerance: Tolerance, *, counted: bool = False) -> list[Node]:
    """The best ways to the segment's end; `counted` tells those of different numbers of lines apart.

    Forward over the breaks: a way to a break is extended by every line that fits after it.
    """
    breaks = segment.breaks
    limits = _least_ends(segment)
    count = len(breaks)
    reached: list[dict[int, Node]] = [{} for _ in breaks]
    root = Node(0.0, segment.first, _EVEN, 0, None)
    for k in range(-1, count - 1):
        nodes = list(reached[k].values()) if k >= 0 else [root]
        if not nodes:
            continue
        for j, cost, fitness in lines_from(segment, tolerance, k, limits):
            ways = reached[j]
            b = breaks[j]
            for node in nodes:
                demerits = node.demerits + cost + costs.CONTRAST[abs(node.fitness - fitness)]
                key = fitness + _STATES * (node.lines + 1) if counted else fitness
                other = ways.get(key)
                if other is None or demerits < other.demerits:
                    ways[key] = Node(demerits, b, fitness, node.lines + 1, node)
    return list(reached[-1].values())


def _least_ends(segment: Segment) -> list[float]:
    """For each break, how far a line reaches that is squeezed as much as can be. Never decreases."""
    text = segment.text
    ends, squeezable, hangs = text.ends, text.squeezable, text.hangs
    if segment.alignment in (Alignment.RAGGED, Alignment.BALANCED):
        return [ends[b] for b in segment.breaks]
    if hangs:
        return [ends[b] - squeezable[b - 1] - hangs.get(b, 0.0) if b else 0.0 for b in segment.breaks]
    return [ends[b] - squeezable[b - 1] if b else 0.0 for b in segment.breaks]


def lines_from(
    segment: Segment, tolerance: Tolerance, k: int, limits: list[float] | None = None
) -> list[tuple[int, float, int]]:
    """Each line that may begin at break k (-1: at the segment's start): its break, cost, fitness."""
    text = segment.text
    limits = _least_ends(segment) if limits is None else limits
    a = segment.breaks[k] if k >= 0 else segment.first
    measure = segment.measure - (segment.indent if k < 0 else 0.0)
    ragged = segment.alignment in (Alignment.RAGGED, Alignment.BALANCED)
    reach_of = measure + text.starts[a] - (0.0 if ragged else text.squeezable[a]) + text.slack
    high = bisect_right(limits, reach_of, k + 1)
    last = len(limits) - 1
    found = []
    for j in range(high - 1, k, -1):
        cost, fitness = line_cost(segment, tolerance, k, j, a, measure)
        if cost < inf:
            found.append((j, cost, fitness))
        elif j != last and segment.breaks[j] not in text.hyphens:
            break
    if tolerance.emergency and not found:
        for j in range(max(high, k + 2) - 1, k, -1):  # the longest that fit; else the shortest there is
            cost, fitness = line_cost(segment, tolerance, k, j, a, measure, beyond=True)
            if cost < costs.OVERFULL or (j == k + 1 and not found):
                found.append((j, cost, fitness))
            if len(found) == _IN_EMERGENCY:
                break
    return found


def line_cost(
    segment: Segment, tolerance: Tolerance, k: int, j: int, a: int, measure: float, *, beyond: bool = False
) -> tuple[float, int]:
    """Cost and fitness of the line from cluster a (break k) to break j; infinite beyond tolerance."""
    text = segment.text
    b = segment.breaks[j]
    room = measure - (text.ends[b] - text.starts[a])
    is_last = j == len(segment.breaks) - 1
    if b in text.hyphens and not is_last:
        room -= text.hyphens[b]
    if is_last:
        cost = _last_cost(segment, tolerance, k, a, measure - room)
        if room >= 0 and segment.alignment is not Alignment.SPREAD:
            return cost, _EVEN
    else:
        cost = costs.LINE + _break_cost(segment, k, a, b)
    if segment.alignment in (Alignment.RAGGED, Alignment.BALANCED):
        adjusted, fitness = _ragged_cost(text, tolerance, room, beyond)
    else:
        hang = text.hangs.get(b, 0.0)
        spread = inf if is_last else tolerance.spread  # only SPREAD comes here with a last line that has room
        adjusted, fitness = adjustment_cost(text, a, b - 1, room, spread, beyond)
        if hang:
            hung = adjustment_cost(text, a, b - 1, room + hang, spread, beyond)
            adjusted, fitness = min((adjusted, fitness), (hung[0] + costs.HANGING, hung[1]))
    return cost + adjusted, fitness


def _last_cost(segment: Segment, tolerance: Tolerance, k: int, a: int, width: float) -> float:
    """A last line of one character, or one shorter than an indent (P-WIDOW1)."""
    if k < 0:
        return 0.0
    text = segment.text
    cost = costs.LINE
    if text.visible[segment.end] - text.visible[a] <= 1:
        if not tolerance.lone:
            return inf
        cost += costs.LONE
    if width < costs.LEAST_LAST * text.em - EPSILON:
        cost += costs.SHORT_LAST
    if a in text.hyphens:
        cost += costs.LAST_HYPHEN
    return cost


def _break_cost(segment: Segment, k: int, a: int, b: int) -> float:
    """What the break itself costs: hyphens, addresses, emergencies, and lines that begin or end alike."""
    text = segment.text
    cost = 0.0
    if b in text.penalties:
        cost = text.penalties[b]
        if b in text.hyphens and a in text.hyphens:
            cost += costs.HYPHENS_IN_A_ROW
    if text.levels[b]:
        cost += costs.ANYWHERE * text.levels[b]
    clusters = text.clusters
    if clusters[a] == clusters[b] and clusters[a + 1 : a + 2] == clusters[b + 1 : b + 2]:
        cost += costs.STACK
    if k >= 0 and clusters[b - 1] == clusters[a - 1] and clusters[b - 2] == clusters[a - 2]:
        cost += costs.STACK
    return cost


def _ragged_cost(text: Prepared, tolerance: Tolerance, room: float, beyond: bool) -> tuple[float, int]:
    short = room / text.em
    if room < -text.slack:
        return (costs.OVERFULL * (1 - short) if beyond else inf), _EVEN
    if short > tolerance.short and not beyond:
        return inf, _EVEN
    return costs.RAGGED * short * short, _EVEN


def adjustment_cost(
    text: Prepared, a: int, z: int, room: float, spread: float, beyond: bool
) -> tuple[float, int]:
    """Cost and fitness of making the line of clusters a…z wider by `room` (narrower where negative)."""
    every = text.every[z] - text.every[a]
    weighted = 0.0
    if room < 0.0:
        need = -room
        for sums, weight in text.squeezes:
            share = sums[z] - sums[a]
            if need <= share:
                weighted += need * weight
                need = 0.0
                break
            weighted += share * weight
            need -= share
        if need > text.slack:
            return (costs.OVERFULL * (1 + need / text.em) if beyond else inf), _TIGHT
        per_gap = weighted / every if every > 0 else weighted / text.em
        noticed = per_gap / costs.NOTICED
        fitness = _TIGHT if -room > costs.TIGHT * every else _EVEN
        return costs.SQUEEZE * costs.ADJUSTED * noticed * noticed, fitness
    rest = room
    for sums, weight in text.stretches:
        share = sums[z] - sums[a]
        if rest <= share:
            weighted += rest * weight
            rest = 0.0
            break
        weighted += share * weight
        rest -= share
    spread_by = 0.0
    if rest > EPSILON:
        even = text.even[z] - text.even[a]
        spread_by = rest / even if even > 0 else inf
        weighted += rest
        if spread_by > spread + EPSILON:
            if not beyond:
                return inf, _LOOSE
            per_gap = min(room / every if every > 0 else room / text.em, _FARTHEST)
            square = min(per_gap / _WIDE, 2.0) ** 2
            return costs.TOO_LOOSE * square + costs.STILL_LOOSER * max(per_gap - 2 * _WIDE, 0.0), _LOOSE
    noticed = weighted / costs.NOTICED / (every if every > 0 else text.em)
    steep = 1 + (min(spread_by, 10.0) / costs.NOTICED) ** 2
    return costs.ADJUSTED * noticed * noticed * steep, _LOOSE if room > costs.LOOSE * every else _EVEN
