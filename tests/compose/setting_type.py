"""Runs of given text with the advances of an ideal face, in em; and lines as text, to read in tests."""

from __future__ import annotations

import re

from kanwu_press.compose.breaking import set_lines
from kanwu_press.compose.paragraph import Line, Run
from kanwu_press.compose.prepare import Prepared, prepare
from kanwu_press.composition import Alignment, Style

_PIECES = re.compile("——|……|.", re.DOTALL)
_ADVANCES = {"·": 0.33, "—": 0.89, "–": 0.56, "/": 0.35, "-": 0.35, " ": 0.25, "\u00a0": 0.25, "\u3000": 1.0}
_NOTHING = "\n\u00ad\u200b\u2060"


def advance(cluster: str) -> float:
    if cluster in _NOTHING:
        return 0.0
    if len(cluster) == 2:
        return 2.0
    return _ADVANCES.get(cluster, 0.5 if cluster < "\u2000" else 1.0)


def run(text: str, size: float = 1.0, **fields: object) -> Run:
    """A run of half-em letters and one-em everything else."""
    clusters = tuple(_PIECES.findall(text))
    advances = tuple([advance(cluster) * size for cluster in clusters])
    return Run(clusters, advances, size, **{"hyphen": 0.35 * size, **fields})  # type: ignore[arg-type]


def prepared(text: str, style: Style | None = None, phrases: frozenset[int] = frozenset()) -> Prepared:
    return prepare([run(text)], style or Style(), phrases)


def content(text: Prepared, line: Line) -> str:
    return "".join(text.clusters[line.first : line.last]) + ("-" if line.hyphen else "")


def lines(
    text: str,
    measure: float,
    style: Style | None = None,
    indent: float = 0.0,
    alignment: Alignment = Alignment.JUSTIFIED,
) -> list[str]:
    """The lines of `text` as one would read them."""
    whole = prepared(text, style)
    return [content(whole, line) for line in set_lines(whole, measure, indent=indent, alignment=alignment)]


def origins(text: str, measure: float = 100.0, style: Style | None = None) -> list[float]:
    """Where the glyphs of the first line stand, in em."""
    whole = prepared(text, style)
    return [round(x, 4) for x in set_lines(whole, measure)[0].origins]
