"""How a publication wants its Chinese composed: widths of marks, prohibitions, gaps.

Every switch stands in `publication.yaml` under 排版 (read/schema.py). Sources: W3C CLREQ,
GB/T 15834; the names of the widths are those that typesetters use (标点挤压 styles of xeCJK).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Widths(Enum):
    """How wide marks are inside of a line (CLREQ W-1, W-ADJ)."""

    FULL = "quanjiao"  # 全角: 1 em each; two in a row 1.5 em; half an em at both edges of the line
    ENDS_FULL = "kaiming"  # 开明: only 。．？！ 1 em, the others half an em
    HALF = "banjiao"  # 半角: all half an em
    EDGES_HALF = "hangmobanjiao"  # 行末半角: 1 em each, in a row as well; half an em at the edges of the line


class Prohibition(Enum):
    """What may not begin or end a line (CLREQ LB-START, LB-END, LB-GB, LB-STRICT)."""

    BASIC = "basic"
    GB = "gb"  # and no solidus at the end of a line
    STRICT = "strict"  # and no —— or …… at the start of a line


class Alignment(Enum):
    """What becomes of a line's remaining width."""

    JUSTIFIED = "justified"  # every line but the last is flush on both sides
    RAGGED = "ragged"  # nothing is squeezed or stretched
    BALANCED = "balanced"  # ragged, and the lines are about equally long: headlines
    SPREAD = "spread"  # every line is flush, the last one as well: 姓　名 in a field


@dataclass(frozen=True, slots=True)
class Style:
    """The switches. Lengths are in em of the character that they stand beside."""

    widths: Widths = Widths.FULL
    prohibition: Prohibition = Prohibition.BASIC
    tight_marks: bool = False  # two marks in a row that part two phrases, ）（ or 。“, take 1 em, not 1.5
    hanging: bool = False  # 、，。 may stand outside of the measure at the end of a line (HANG)
    squeeze_stops: bool = False  # 。？！ inside of a line may be squeezed, last of all (JUST-SQ)
    whole_dates: bool = False  # 2024年4月15日 stays on one line where the measure allows
    hyphenation: bool = True  # foreign words may be hyphenated
    gap: float = 0.25  # between Han and Latin (SP-CW)
    least_gap: float = 0.125
    most_gap: float = 0.5
    most_spread: float = 0.12  # what may be added between Han characters before a line counts as too loose
