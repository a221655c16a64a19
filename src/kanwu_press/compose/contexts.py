"""The class of each cluster in its context: what quotes, hyphens and enclosed figures are here."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kanwu_press.compose.classes import KINDS, LATIN_KINDS, LEAST_FULL_WIDTH, Kind, kind_of
from kanwu_press.compose.paragraph import Run

_CURLY = "“”‘’"
_STRAIGHT = '"'
_DASHES = "—"
_LATIN_CONNECTORS = frozenset("-‐–/~")
_CALL_SIZE = 0.85  # of the size before: what is smaller, and a number or sign, is a footnote's call
_CALL = re.compile(r"[\[(〔［]?(?:[0-9*†‡§]{1,3}|[\u2460-\u24ff\u2776-\u2793])[\])〕］]?")


def kinds_of(
    runs: Sequence[Run], clusters: list[str], advances: list[float], sizes: list[float], text: str
) -> list[Kind]:
    """One class for each cluster; the arguments are those of `runs`, laid out flat."""
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
