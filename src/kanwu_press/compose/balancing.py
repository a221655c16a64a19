"""Headlines: the fewest lines that fit, about equally long, broken where the meaning allows."""

from __future__ import annotations

from math import inf

from kanwu_press.compose.classes import CLOSING_KINDS, Kind
from kanwu_press.compose.fitting import Segment
from kanwu_press.compose.prepare import Prepared

# What a break costs where the author has typed a space; after a mark; where a phrase begins; elsewhere.
_AT_SPACE, _AFTER_MARK, _AT_PHRASE, _WITHIN = 0.0, 2.0, 20.0, 80.0
_ACROSS_SPACE = 40.0  # a line that runs on over the author's space
_ONE_MORE = 25.0  # a line more than the fewest, which only an author's space can be worth
_UNEVEN = 100.0  # a line that is twice as long as it should be, growing with the square
_LONE = 10_000.0
_FORBIDDEN = 5_000.0
MOST_LINES = 8  # of a headline; longer texts are set as ragged ones


def balanced_breaks(segment: Segment) -> tuple[int, ...]:
    """The breaks of the best balanced setting; () if it takes more than `MOST_LINES` or nothing fits."""
    count = _fewest(segment)
    if not 0 < count <= MOST_LINES:
        return ()
    spaces = frozenset(b for b in segment.breaks[:-1] if _is_at_space(segment.text, b))
    cost, breaks = _best(segment, count, spaces)
    if count > 1 and spaces:
        dearer, more = _best(segment, count + 1, spaces)
        if dearer + _ONE_MORE < cost:
            return more
    return breaks


def _best(segment: Segment, count: int, spaces: frozenset[int]) -> tuple[float, tuple[int, ...]]:
    """The cheapest setting in so many lines: its cost and breaks. `spaces`: the breaks of the author's."""
    ideal = (segment.text.ends[segment.end] - segment.text.starts[segment.first]) / count
    # best[j]: cost and breaks of the best setting that ends at break j in so many lines
    best: dict[int, tuple[float, tuple[int, ...]]] = {-1: (0.0, ())}
    for _ in range(count):
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for k, (cost, path) in best.items():
            for j in _reachable(segment, k):
                total = cost + _cost(segment, k, j, ideal, spaces)
                if total < following.get(j, (inf, ()))[0]:
                    following[j] = (total, (*path, segment.breaks[j]))
        best = following
    return best.get(len(segment.breaks) - 1, (inf, ()))


def _start(segment: Segment, k: int) -> int:
    return segment.breaks[k] if k >= 0 else segment.first


def _width(segment: Segment, k: int, j: int) -> float:
    text, b = segment.text, segment.breaks[j]
    hyphen = 0.0 if b == segment.end else text.hyphens.get(b, 0.0)
    return text.ends[b] - text.starts[_start(segment, k)] + hyphen


def _reachable(segment: Segment, k: int) -> list[int]:
    """The breaks at which a line that begins at break k may end."""
    measure = segment.measure - (segment.indent if k < 0 else 0.0) + segment.text.slack
    found = []
    for j in range(k + 1, len(segment.breaks)):
        if _width(segment, k, j) <= measure:
            found.append(j)
        elif segment.breaks[j] not in segment.text.hyphens:
            break
    return found


def _fewest(segment: Segment) -> int:
    """How many lines the text takes at least; 0 if something does not fit."""
    k, count, last = -1, 0, len(segment.breaks) - 1
    while k < last and count <= MOST_LINES:
        reachable = _reachable(segment, k)
        if not reachable:
            return 0
        k = reachable[-1]
        count += 1
    return count


def _cost(segment: Segment, k: int, j: int, ideal: float, spaces: frozenset[int]) -> float:
    text, a, b = segment.text, _start(segment, k), segment.breaks[j]
    uneven = (_width(segment, k, j) - ideal) / ideal if ideal > 0 else 0.0
    cost = _UNEVEN * uneven * uneven
    if text.visible[b] - text.visible[a] <= 1 and (k >= 0 or b != segment.end):
        cost += _LONE
    if b != segment.end:
        cost += _AT_SPACE if b in spaces else _break_cost(text, b)
        cost += text.penalties.get(b, 0.0) + _FORBIDDEN * text.levels[b]
    return cost + _ACROSS_SPACE * sum(1 for space in spaces if a < space < b)


def _break_cost(text: Prepared, b: int) -> float:
    if b in text.phrases:
        return _AFTER_MARK if text.kinds[b - 1] in CLOSING_KINDS else _AT_PHRASE
    before = text.kinds[b - 1]
    if before in (Kind.COMMA, Kind.STOP, Kind.DASH, Kind.ELLIPSIS) or text.kinds[b] == Kind.DASH:
        return _AFTER_MARK
    if before == Kind.CLOSE or text.kinds[b] == Kind.OPEN:
        return 2 * _AFTER_MARK
    return _WITHIN if text.phrases else _AT_PHRASE


def _is_at_space(text: Prepared, b: int) -> bool:
    """Whether the author has typed a space between Chinese characters here, or a mark to break at."""
    spaces = (Kind.SPACE, Kind.IDEOGRAPHIC_SPACE, Kind.BREAK_HERE)
    if text.kinds[b - 1] not in spaces:
        return False
    before = b - 1
    while before and text.kinds[before] in spaces:
        before -= 1
    return Kind.LATIN not in (text.kinds[before], text.kinds[b])
