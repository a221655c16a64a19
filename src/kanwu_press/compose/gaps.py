"""The widths of clusters and of the gaps between them, and which gaps may end a line.

A cluster has a body, which is what a line's edge meets; its blank sides belong to the gaps. So at
the edges of a line every mark has its half width by itself (W-LE, W-LS), and a line's natural width
is the sum of its bodies and inner gaps.
"""

from __future__ import annotations

from collections.abc import Container
from enum import IntEnum

from kanwu_press.compose.classes import (
    CLOSING_KINDS,
    LATIN_KINDS,
    LEAST_FULL_WIDTH,
    NOT_FIRST,
    NOT_LAST,
    Kind,
)
from kanwu_press.composition import Prohibition, Style, Widths

_HALF = 0.5  # em
_WORD_SPACE_LEAST, _WORD_SPACE_MOST = 0.25, 0.5  # em (JUST-SQ, JUST-ST)
_WIDE_CONNECTORS = frozenset("—～〜－")  # 1 em; the others, and the solidus, half an em (W-1)
_JOINING = frozenset({Kind.CONNECTOR, Kind.SOLIDUS})
_UNIT_KINDS = frozenset({Kind.DASH, Kind.ELLIPSIS})
_MARKS = CLOSING_KINDS | {Kind.OPEN}


class Level(IntEnum):
    """How firmly a line may not end at a place. Where nothing fits, the lower ones yield first."""

    FREE = 0
    WHOLE = 1  # in a date that the style keeps whole
    UNIT = 2  # in a number with its unit, a run that is not broken, at a space that does not break
    WORD = 3  # in a foreign word
    MARK = 4  # before or after a mark (LB-START, LB-END)
    NEVER = 5  # in —— or ……, before a space


class Flexible(IntEnum):
    """Classes of gaps in the order in which they are squeezed (JUST-SQ)."""

    WORD = 0
    BRACKET = 1
    COMMA = 2
    HAN_LATIN = 3
    COLON = 4  # CLREQ does not name it: after a speaker's name a narrow one disturbs the eye
    STOP = 5


class Gaps:
    """Bodies and gaps of a text in the making. Gap i lies before cluster i. Lengths as in Run."""

    def __init__(self, advances: list[float], sizes: list[float], style: Style) -> None:
        count = len(sizes)
        self.style = style
        self.sizes = sizes
        self.advances = advances
        self.body = list(advances)
        self.shift = [0.0] * count  # of the glyph's origin from the body's left edge
        self.gap = [0.0] * count
        self.even = list(sizes)  # the em of a gap that takes part in spreading; 0: none
        self.levels: list[int] = [Level.FREE] * count
        self.squeeze: tuple[dict[int, float], ...] = ({}, {}, {}, {}, {}, {})  # by Flexible
        self.stretch_words: dict[int, float] = {}
        self.stretch_han_latin: dict[int, float] = {}
        self.soft: list[int] = []  # clusters before which a soft hyphen stands within a word
        self._colons: set[int] = set()
        self._blank: dict[int, float] = {}  # of marks, on whichever side it is
        self._not_first = NOT_FIRST | (
            _UNIT_KINDS if style.prohibition is Prohibition.STRICT else frozenset()
        )
        self._not_last = NOT_LAST | (
            frozenset() if style.prohibition is Prohibition.BASIC else {Kind.SOLIDUS}
        )
        self._together = style.widths is not Widths.EDGES_HALF  # marks in a row close up

    def set_all(self, kinds: list[Kind], clusters: list[str], paired_stops: Container[int]) -> None:
        """Widths of all clusters, then all gaps. `paired_stops`: the second of ？！, which has no blank."""
        for index, kind in enumerate(kinds):
            if 0 < kind < Kind.LATIN:
                self._set_width(index, kind, clusters[index], index in paired_stops)
        start = 0  # of the line that forced breaks part
        spaces: list[int] = []
        before = Kind.FORCED
        for index, kind in enumerate(kinds):
            if kind == 0 and before == 0:  # two Han characters: all is set already
                continue
            if kind >= Kind.SPACE:
                self.body[index], self.even[index], self.levels[index] = 0.0, 0.0, Level.NEVER
                spaces.append(index)
                if kind == Kind.FORCED:
                    start, spaces = index + 1, []
            elif spaces:
                self._after_spaces(kinds, spaces[0] - 1 if spaces[0] > start else -1, index, spaces)
                spaces = []
            elif index == start:
                self.levels[index], self.even[index] = Level.NEVER, 0.0
            else:
                self._beside(kinds, index - 1, index)
            before = kind

    def _set_width(self, index: int, kind: Kind, cluster: str, paired: bool) -> None:
        em = self.sizes[index]
        width = self.body[index]
        if kind in _MARKS:
            if cluster == "：":
                self._colons.add(index)
            if width >= LEAST_FULL_WIDTH * em:
                blank = width - _HALF * em
                self.body[index] = _HALF * em
                self.shift[index] = -blank if kind == Kind.OPEN else 0.0
                if not paired and self._has_blank(kind, cluster):
                    self._blank[index] = blank
            return
        wanted = width
        if kind == Kind.INTERPUNCT or (kind == Kind.SOLIDUS and cluster != "／"):  # ／ fills its square
            wanted = _HALF * em
        elif kind == Kind.CONNECTOR:
            if cluster not in _WIDE_CONNECTORS:
                wanted = _HALF * em
            elif width >= LEAST_FULL_WIDTH * em:
                wanted = em
        elif kind == Kind.DASH and (len(cluster) > 1 or cluster == "⸺"):
            wanted = max(width, 2 * em)
        self.body[index] = wanted
        self.shift[index] = (wanted - width) / 2

    def _has_blank(self, kind: Kind, mark: str) -> bool:
        """Whether a mark within a line keeps its blank half (W-1)."""
        if self.style.widths is Widths.ENDS_FULL:
            return kind == Kind.STOP and mark != "："
        return self.style.widths is not Widths.HALF

    def _level(self, before: Kind, after: Kind) -> Level:
        """How firmly two clusters hold together when no space parts them."""
        if after in self._not_first or before in self._not_last:
            return Level.MARK
        if before in LATIN_KINDS and after in LATIN_KINDS:
            return Level.WORD
        return Level.FREE

    def _marks(self, left: int, right: int, kinds: list[Kind]) -> tuple[float, Flexible]:
        """The blank between two clusters, and how it is squeezed (W-ADJ)."""
        before, after = kinds[left], kinds[right]
        if before == Kind.NOTE:  # it has taken over the blank of the mark before it
            before = Kind.CLOSE
        from_left = self._blank.get(left, 0.0) if before in CLOSING_KINDS else 0.0
        from_right = self._blank.get(right, 0.0) if after == Kind.OPEN else 0.0
        flexible = (
            Flexible.COLON
            if left in self._colons
            else Flexible.STOP
            if from_left and before == Kind.STOP
            else Flexible.COMMA
            if from_left and before == Kind.COMMA
            else Flexible.BRACKET
        )
        if before in _MARKS and after in _MARKS and self._together:
            if before in CLOSING_KINDS and after == Kind.OPEN:
                return (0.0 if self.style.tight_marks else max(from_left, from_right)), flexible
            return 0.0, flexible
        return from_left + from_right, flexible

    def _beside(self, kinds: list[Kind], left: int, index: int) -> None:
        """The gap between two clusters without a space."""
        before, after = kinds[left], kinds[index]
        if after == Kind.NOTE and left in self._blank and before != Kind.OPEN:
            # the call stands close to the mark whose blank follows it: 。”①
            self._blank[index] = self._blank.pop(left)
        elif before == Kind.NOTE and left in self._blank:
            before = Kind.CLOSE
        level = self._level(before, after)
        self.levels[index] = level
        if before in _UNIT_KINDS and before == after:
            self.levels[index], self.even[index] = Level.NEVER, 0.0
        elif before in CLOSING_KINDS or after == Kind.OPEN:
            blank, flexible = self._marks(left, index, kinds)
            if blank:
                self._set_blank(index, blank, flexible)
        elif before in LATIN_KINDS or after in LATIN_KINDS:
            if self._is_han_latin(before, after):
                self._set_han_latin(kinds, left, index)
            elif before in LATIN_KINDS and after in LATIN_KINDS:
                self.even[index] = 0.0
        torn = before in LATIN_KINDS and after in CLOSING_KINDS  # a mark stays with a foreign word
        if before in _JOINING or after in _JOINING or after == Kind.NOTE or torn:
            self.even[index] = 0.0

    def _set_blank(self, index: int, blank: float, flexible: Flexible) -> None:
        self.gap[index] = blank
        if flexible != Flexible.STOP or self.style.squeeze_stops:
            self.squeeze[flexible][index] = blank

    @staticmethod
    def _is_han_latin(before: Kind, after: Kind) -> bool:
        if before == Kind.HAN:
            return after in (Kind.LATIN, Kind.LATIN_OPEN)
        return after == Kind.HAN and before in (Kind.LATIN, Kind.LATIN_CLOSE)

    def _set_han_latin(self, kinds: list[Kind], left: int, index: int) -> None:
        """SP-CW, in the em of the Han character."""
        style = self.style
        em = self.sizes[left if kinds[left] == Kind.HAN else index]
        self.gap[index] = style.gap * em
        self.even[index] = 0.0
        self.squeeze[Flexible.HAN_LATIN][index] = max(style.gap - style.least_gap, 0.0) * em
        self.stretch_han_latin[index] = max(style.most_gap - style.gap, 0.0) * em

    def _after_spaces(self, kinds: list[Kind], left: int, index: int, spaces: list[int]) -> None:
        """The gap before a cluster that follows spaces, or that begins a line."""
        held = [i for i in spaces if kinds[i] in (Kind.NO_BREAK_SPACE, Kind.IDEOGRAPHIC_SPACE)]
        if left < 0:  # at the start, what the author has typed as an indent stays
            self.gap[index] = sum(self.advances[i] for i in held)
            self.levels[index], self.even[index] = Level.NEVER, 0.0
            return
        self._beside(kinds, left, index)
        present = {kinds[i] for i in spaces}
        if present == {Kind.SOFT_HYPHEN}:
            if kinds[left] in LATIN_KINDS and kinds[index] in LATIN_KINDS:
                self.soft.append(index)
            return
        if self.levels[index] < Level.MARK:
            kept = present & {Kind.JOINER, Kind.NO_BREAK_SPACE}
            self.levels[index] = Level.UNIT if kept else Level.FREE
        width = sum(self.advances[i] for i in spaces)
        if width:
            self._set_space(kinds, left, index, width, Kind.IDEOGRAPHIC_SPACE in present)

    def _set_space(self, kinds: list[Kind], left: int, index: int, width: float, ideographic: bool) -> None:
        before, after = kinds[left], kinds[index]
        if ideographic:
            if self._is_han_latin(before, after):
                self.gap[index] = 0.0
                self.squeeze[Flexible.HAN_LATIN].pop(index)
                self.stretch_han_latin.pop(index)
            self.gap[index] += width
            return
        latin = (before in LATIN_KINDS) + (after in LATIN_KINDS)
        if latin and ({before, after} & _MARKS or self._is_han_latin(before, after)):
            return  # the mark's own blank, or the gap that is there already
        if latin:
            em = self.sizes[left if before in LATIN_KINDS else index]
            self.gap[index] = width
            self.even[index] = 0.0
            self.squeeze[Flexible.WORD][index] = max(width - _WORD_SPACE_LEAST * em, 0.0)
            self.stretch_words[index] = max(_WORD_SPACE_MOST * em - width, 0.0)
        else:
            self.gap[index] = max(self.gap[index], width)
            for squeezed in self.squeeze:
                squeezed.pop(index, None)
            if before not in _JOINING and after not in _JOINING:
                self.even[index] = self.sizes[index]
