"""Papers by the names that editors use: how thick a leaf is, and whether it is coated. A table.

In: a `Stock` of the publication. Out: a `Paper` with its thickness and where that comes from: measured by the
printer, from the table, or from the rule of thumb. A maker's paper may differ by a tenth; a dummy decides.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from kanwu_press.model import Stock
from kanwu_press.production import Origin, Paper

RULE_OF_THUMB = 0.001346  # mm a leaf for each g/m²: the trade's factor for uncoated paper
COATED_LIMIT, UNCOATED_LIMIT = 300.0, 280.0  # per cent of all inks together
TEXT, COVER = Stock("双胶纸", 80), Stock("铜版纸", 200)  # what is assumed where none is named


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper: the words its name is known by, and mm a leaf by g/m², rising."""

    words: tuple[str, ...]
    coated: bool
    calipers: tuple[tuple[float, float], ...]

    def caliper(self, grams: float) -> float:
        """mm a leaf: straight between known weights; outside of them as bulky as the nearest."""
        low, high = self.calipers[0], self.calipers[-1]
        if not low[0] <= grams <= high[0]:
            weight, thick = low if grams < low[0] else high
            return thick * grams / weight
        for (g1, t1), (g2, t2) in pairwise(self.calipers):
            if grams <= g2:
                return t1 + (t2 - t1) * (grams - g1) / (g2 - g1)
        return low[1]


# The longest word found in a name decides, so that 亚光铜版纸 is not taken for 铜版纸.
# Sources: [1] A4 of 80 g measures 0.104 mm, bulk 1.3 cm³/g; printers' tables have 1.25 (supercalendered)
# to 1.43, thus 0.075–0.086 for 60 g, 0.088–0.100 for 70 g. [2] values that printers count with, unmeasured:
# between 0.17 and 0.18 for 200 g coated, 0.22 and 0.24 for 250 g; matt 5–10 % more. [3] usual bulk, not
# measured by us: light paper 1.6–1.9, newsprint 1.5, folding board 1.35.
KINDS: tuple[Kind, ...] = (
    Kind(  # [1]
        ("双胶", "双面胶版", "胶版", "胶板", "道林", "书纸", "纯质", "offset", "woodfree"),
        False,
        ((60, 0.078), (70, 0.09), (80, 0.104), (100, 0.13), (120, 0.156), (150, 0.195), (180, 0.234)),
    ),
    Kind(("书写", "打印纸", "复印纸"), False, ((60, 0.078), (70, 0.091), (80, 0.104))),  # [1], as offset
    Kind(  # [3] 1.7
        ("轻型", "轻质", "蒙肯", "bulky"),
        False,
        ((60, 0.102), (70, 0.119), (80, 0.136), (100, 0.17)),
    ),
    Kind(("新闻", "newsprint"), False, ((45, 0.068), (48.8, 0.073), (52, 0.078))),  # [3]
    Kind(  # [2]
        ("铜版", "铜板", "双铜", "单铜", "特铜", "光铜", "光粉", "gloss"),
        True,
        ((80, 0.065), (105, 0.085), (128, 0.105), (157, 0.135), (200, 0.175), (250, 0.23), (300, 0.276)),
    ),
    Kind(  # [2], 7.5 % more than gloss
        ("亚粉", "哑粉", "亚光", "哑光", "亚铜", "哑铜", "雪铜", "无光铜", "亚光铜", "哑光铜", "matt"),
        True,
        ((80, 0.07), (105, 0.091), (128, 0.113), (157, 0.145), (200, 0.188), (250, 0.247), (300, 0.297)),
    ),
    Kind(  # [3]
        ("白卡", "单粉卡", "双粉卡", "铜版卡", "铜卡", "卡纸"),
        True,
        ((200, 0.262), (250, 0.335), (300, 0.405), (350, 0.475)),
    ),
)


def kind_of(name: str) -> Kind | None:
    """The kind of a paper by its name, however it is written: 80g双胶, 157克 双面哑粉纸, 晨鸣铜板纸."""
    said = "".join(unicodedata.normalize("NFKC", name).casefold().split())
    found = [(len(word), kind) for kind in KINDS for word in kind.words if word in said]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def paper(stock: Stock | None, assumed: Stock) -> Paper:
    """A stock with its thickness; without one, `assumed` as the usual."""
    known = stock or assumed
    kind = kind_of(known.name)
    coated = kind is not None and kind.coated
    if known.caliper_mm is not None:
        thick, origin = known.caliper_mm, Origin.MEASURED
    elif kind is not None:
        thick, origin = kind.caliper(known.grams), Origin.TABLE
    else:
        thick, origin = RULE_OF_THUMB * known.grams, Origin.RULE_OF_THUMB
    return Paper(known.name, known.grams, round(thick, 4), origin, coated, assumed=stock is None)


def ink_limit(stock: Stock | None) -> float:
    """How much ink a paper bears, per cent of all inks together; an unknown paper is taken for uncoated."""
    kind = kind_of(stock.name) if stock is not None else None
    return COATED_LIMIT if kind is not None and kind.coated else UNCOATED_LIMIT
