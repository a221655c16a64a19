"""One line, set: how much each of its gaps gives or takes, and where each glyph goes."""

from __future__ import annotations

from dataclasses import dataclass

from kanwu_press.compose import costs
from kanwu_press.compose.classes import Kind
from kanwu_press.compose.fitting import EPSILON, adjustment_cost
from kanwu_press.compose.paragraph import Line
from kanwu_press.compose.prepare import Prepared
from kanwu_press.composition import Alignment

_UNSEEN = frozenset(
    {Kind.SPACE, Kind.NO_BREAK_SPACE, Kind.IDEOGRAPHIC_SPACE, Kind.BREAK_HERE, Kind.JOINER, Kind.FORCED}
)
_LEADING = frozenset(
    {Kind.SPACE, Kind.BREAK_HERE, Kind.JOINER}
)  # what the author has typed as an indent stays


@dataclass(frozen=True, slots=True)
class _Adjusted:
    """Shares of each class of gaps: (its sums, the part of them that is added; negative: taken away)."""

    shares: tuple[tuple[tuple[float, ...], float], ...] = ()
    left: float = 0.0  # what no gap could take
    spread: float = 0.0  # em between two Han characters


def set_line(
    text: Prepared, first: int, at: int, measure: float, indent: float, alignment: Alignment
) -> Line:
    """The line from cluster `first` to the break `at`."""
    kinds = text.kinds
    first = skip_spaces(text, first, at)
    last = at
    while last > first and kinds[last - 1] in _UNSEEN:
        last -= 1
    is_forced = at < len(kinds) and kinds[at] == Kind.FORCED
    following = at + 1 if is_forced else at
    if first == last:
        return Line(first, first, following, (), indent, forced=is_forced)
    ends_segment = at in text.forced
    hyphen = 0.0 if ends_segment else text.hyphens.get(at, 0.0)
    natural = text.ends[last] - text.starts[first]
    room = measure - indent - natural - hyphen
    flush = alignment is Alignment.SPREAD or (
        alignment is Alignment.JUSTIFIED and (not ends_segment or room < 0)
    )
    hang, adjusted = 0.0, _Adjusted()
    if flush:
        hang = _hang(text, first, last, at, room)
        adjusted = _adjust(text, first, last - 1, room + hang, ends_segment)
    change = room + hang - adjusted.left if flush else 0.0
    return Line(
        first,
        last,
        following,
        _origins(text, first, last, indent, adjusted),
        indent + natural + hyphen + change if not flush or adjusted.left else measure + hang,
        hyphen=hyphen > 0,
        forced=is_forced,
        squeezed=max(0.0, -change),
        stretched=max(0.0, change),
        spread=adjusted.spread,
    )


def skip_spaces(text: Prepared, first: int, end: int) -> int:
    """The first cluster from `first` on that a line shows at its start."""
    while first < end and text.kinds[first] in _LEADING:
        first += 1
    return first


def _hang(text: Prepared, first: int, last: int, at: int, room: float) -> float:
    """How far the line's last mark hangs out: where that costs less than having it in the measure."""
    hang = text.hangs.get(at, 0.0)
    if not hang:
        return 0.0
    most = text.style.most_spread
    inside = adjustment_cost(text, first, last - 1, room, most, True)
    outside = adjustment_cost(text, first, last - 1, room + hang, most, True)
    return hang if outside[0] + costs.HANGING < inside[0] else 0.0


def _adjust(text: Prepared, a: int, z: int, room: float, distribute: bool) -> _Adjusted:
    if room < 0:
        return _squeeze(text, a, z, -room)
    every = text.every[z] - text.every[a]
    if distribute:  # the last line of a distributed field: all gaps alike
        if every <= 0:
            return _Adjusted(left=room)
        return _Adjusted(((text.every, room / every),), 0.0, room / every)
    return _stretch(text, a, z, room, every)


def _squeeze(text: Prepared, a: int, z: int, need: float) -> _Adjusted:
    """In the order of JUST-SQ, each class to its limit before the next begins."""
    shares = []
    for sums, _ in text.squeezes:
        capacity = sums[z] - sums[a]
        if capacity > 0:
            taken = min(need, capacity)
            shares.append((sums, -taken / capacity))
            need -= taken
            if need <= 0:
                break
    every = text.every[z] - text.every[a]
    if EPSILON < need <= text.slack and every > 0:  # a rounding, which all gaps share
        shares.append((text.every, -need / every))
        need = 0.0
    return _Adjusted(tuple(shares), -need if need > EPSILON else 0.0)


def _stretch(text: Prepared, a: int, z: int, rest: float, every: float) -> _Adjusted:
    """In the order of JUST-ST; what is beyond tolerance is shared by all gaps, word spaces too."""
    shares = []
    for sums, _ in text.stretches:
        capacity = sums[z] - sums[a]
        if capacity > 0:
            added = min(rest, capacity)
            shares.append((sums, added / capacity))
            rest -= added
            if rest <= 0:
                return _Adjusted(tuple(shares))
    even = text.even[z] - text.even[a]
    spread = 0.0
    if even > 0:
        spread = min(rest / even, text.style.most_spread)
        shares.append((text.even, spread))
        rest -= spread * even
    if rest > EPSILON:
        if every <= 0:
            return _Adjusted(tuple(shares), rest, spread)
        shares.append((text.every, rest / every))
        spread += rest / every if even > 0 else 0.0
    return _Adjusted(tuple(shares), 0.0, spread)


def _origins(text: Prepared, first: int, last: int, indent: float, adjusted: _Adjusted) -> tuple[float, ...]:
    """The natural places of the line's glyphs, moved by what the gaps before each give or take."""
    shift = indent - text.starts[first]
    places = [origin + shift for origin in text.origins[first:last]]
    for sums, part in adjusted.shares:
        base = sums[first]
        places = [x + part * (s - base) for x, s in zip(places, sums[first:last], strict=True)]
    return tuple(places)
