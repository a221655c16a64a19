"""Sheets that presses and copiers take, by the names that printers call them. In: a name. Out: sizes in mm.

These are uncut sheets: 大8开 is 444×297 mm, cut from a full sheet of 889×1194 mm, and gives 420×285 mm after
trimming. A name without 正 or 大, such as 8开, is either of them, whichever the pages fit on.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

SCARCE_MM = 0.05  # less than this is no difference between two papers


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet of paper, mm; it may be used either way."""

    name: str
    width_mm: float
    height_mm: float

    def turned_for(self, width_mm: float, height_mm: float) -> Paper:
        """The sheet lying as something of this size lies, its long edge along the long edge."""
        if (width_mm >= height_mm) == (self.width_mm >= self.height_mm):
            return self
        return Paper(self.name, self.height_mm, self.width_mm)

    def holds(self, width_mm: float, height_mm: float) -> bool:
        """Whether something of this size fits on the sheet as it lies."""
        return width_mm <= self.width_mm + SCARCE_MM and height_mm <= self.height_mm + SCARCE_MM

    @property
    def size(self) -> str:
        return f"{round(self.width_mm, 1):g}×{round(self.height_mm, 1):g}"


PAPERS = (
    Paper("A4", 297, 210),
    Paper("正8开", 390, 270),
    Paper("A3", 420, 297),
    Paper("大8开", 444, 297),
    Paper("SRA3", 450, 320),
    Paper("正长4开", 787, 270),
    Paper("正4开", 546, 390),
    Paper("大长4开", 889, 297),
    Paper("大4开", 597, 444),
    Paper("正对开", 787, 546),
    Paper("大对开", 889, 597),
    Paper("正全开", 1092, 787),
    Paper("大全开", 1194, 889),
)
_PARTS = (("全开", 1, 1), ("对开", 2, 1), ("4开", 2, 2), ("长4开", 4, 1), ("8开", 4, 2))
_TABLED: dict[tuple[float, float], str] = {(1092, 787): "正", (1194, 889): "大"}  # their parts stand above
_OTHER_NAMES = {"4": "四", "8": "八"}
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*(?:mm)?\s*[x×*]\s*(\d+(?:\.\d+)?)\s*(?:mm|毫米)?")
_LEAST_MM, _MOST_MM = 50.0, 2000.0


def parts_of(width_mm: float, height_mm: float) -> tuple[Paper, ...]:
    """A full sheet and what it is cut into: as the trade squares it, else in whole mm."""
    long, short = max(width_mm, height_mm), min(width_mm, height_mm)
    if (long, short) in _TABLED:
        return tuple(paper for paper in PAPERS if paper.name.startswith(_TABLED[long, short]))
    return tuple(Paper(name, long // across, short // up) for name, across, up in _PARTS)


def papers_of(text: str) -> tuple[Paper, ...]:
    """The papers that `text`, a name or a size such as 450x320, means, the smallest first; or none."""
    text = unicodedata.normalize("NFKC", text).strip()
    size = _SIZE.fullmatch(text.lower())
    if size:
        width, height = float(size[1]), float(size[2])
        fits = all(_LEAST_MM <= length <= _MOST_MM for length in (width, height))
        return (Paper("", width, height),) if fits else ()
    name = text.upper()
    for digit, word in _OTHER_NAMES.items():
        name = name.replace(word, digit)
    return tuple(paper for paper in PAPERS if name in (paper.name, paper.name.lstrip("正大")))


def smallest(width_mm: float, height_mm: float, papers: tuple[Paper, ...]) -> Paper | None:
    """The paper of least area that something of this size fits on, lying as it does; None where none is."""
    lying = (paper.turned_for(width_mm, height_mm) for paper in papers)
    fitting = [paper for paper in lying if paper.holds(width_mm, height_mm)]
    return min(fitting, key=lambda paper: paper.width_mm * paper.height_mm, default=None)
