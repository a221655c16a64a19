"""What composition takes and gives: runs of clusters in, lines with exact positions out.

All lengths are in one unit of the caller's choice (the engine's px); `size` gives the em in it.
"""

from __future__ import annotations

from dataclasses import dataclass

FORCED = "\n"  # a cluster that ends the line
OBJECT = "\ufffc"  # a cluster that stands for something of a fixed width: a picture, a ruby group
SOFT_HYPHEN = "\u00ad"  # no width, and a hyphen where the line is broken at it


@dataclass(frozen=True, slots=True)
class Run:
    """Clusters of one face and size.

    A cluster is what is set in one piece: a character, or the two of —— and ……, or the letters
    that a ligature stands for. Words stay one cluster per letter.
    """

    clusters: tuple[str, ...]
    advances: tuple[float, ...]  # one for each cluster, as the face has them, kerning included
    size: float
    before: float = 0.0  # margins and paddings of inline boxes that begin before the first cluster
    after: float = 0.0  # … and that end after the last one
    hyphen: float = 0.0  # advance of the hyphen; 0: words of this run are not hyphenated
    language: str = ""  # of its foreign words, for hyphenation: "en", "fr"; empty: English
    unbroken: bool = False  # no line ends inside of this run (white-space: nowrap)


@dataclass(frozen=True, slots=True)
class Line:
    """One line. Clusters count over all runs, from 0.

    `origins` are the glyphs' origins from the line's left edge, indent included; the origin of a
    mark that has lost its left half stands half an em further left.
    """

    first: int  # first cluster that is set
    last: int  # one past the last cluster that is set; spaces at the edges are not
    next: int  # where the following line begins
    origins: tuple[float, ...]
    end: float  # right edge of what is set: the measure, on a line that is flush; beyond it, if a mark hangs
    hyphen: bool = False  # a hyphen is to be drawn at `end` minus its advance
    forced: bool = False  # ended by a forced break
    squeezed: float = 0.0  # what was taken out of the line's natural width in all
    stretched: float = 0.0  # what was added in all
    spread: float = 0.0  # em added between two Han characters
