"""What has no room on a cover: lines near the trim, at a fold, or over one another, read from the boxes.

In: the engine's page of the cover and its plan. Out: a finding for the first such line of each part.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.geometry import MM_PER_PT, SAFE_MM
from kanwu_press.model import Place
from kanwu_press.typeset.coverplan import CoverPlan
from kanwu_press.typeset.grid import PX_PER_PT

Box: TypeAlias = Any

FOLD_MM = 3.0  # the binder's tolerance and more: nothing of weight stands nearer to a fold
_SHOWN = 12
_MM_PER_PX = MM_PER_PT / PX_PER_PT
_PARTS = {"back": "封底", "front": "封面"}

COVER_CROWDED = Rule(
    "cover-crowded",
    Level.WARNING,
    N_(
        "On the cover ({part}) there is no room for “{text}”…:"
        " it stands too near to an edge or over other text."
    ),
    N_(
        "Shorten the texts of the cover: highlights, lines of the back, names of bodies."
        " Or look at styles/cover.css."
    ),
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text: its em box in mm from the trim's upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def over(self, other: _Line) -> bool:
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)


def crowded(page: Any, plan: CoverPlan, place: Place) -> Iterator[Finding]:
    """Findings for the outer page of a cover."""
    fold = {"back": plan.width_mm, "front": plan.width_mm + plan.spine_mm}
    for part, lines in _by_part(page._page_box):
        left = fold[part] + FOLD_MM if part == "front" else SAFE_MM
        right = fold[part] - FOLD_MM if part == "back" else plan.sheet_width_mm - SAFE_MM
        safe = _Line("", left, SAFE_MM, right, plan.height_mm - SAFE_MM)
        for number, line in enumerate(lines):
            if not _within(line, safe) or any(line.over(other) for other in lines[:number]):
                yield COVER_CROWDED.at(place, part=_PARTS[part], text=line.text[:_SHOWN])
                break


def _within(line: _Line, safe: _Line) -> bool:
    return (
        line.left >= safe.left and line.right <= safe.right
        and line.top >= safe.top and line.bottom <= safe.bottom
    )  # fmt: skip


def _by_part(box: Box) -> Iterator[tuple[str, tuple[_Line, ...]]]:
    """The lines of back and front; those of the spine have their own arithmetic (spine.py)."""
    for child in getattr(box, "children", ()):
        element = getattr(child, "element", None)
        classes = (element.get("class") or "").split() if element is not None else []
        part = next((name for name in _PARTS if name in classes and "part" in classes), "")
        if part:
            yield part, tuple(_lines(child))
        else:
            yield from _by_part(child)


def _lines(box: Box) -> Iterator[_Line]:
    for child in getattr(box, "children", ()):
        if type(child).__name__ != "LineBox":
            yield from _lines(child)
            continue
        texts = [b for b in child.descendants() if type(b).__name__ == "TextBox" and b.text.strip()]
        for text in texts:
            middle, half = text.position_y + text.height / 2, float(text.style["font_size"]) / 2
            right = text.position_x + text.width
            edges = (text.position_x, middle - half, right, middle + half)
            yield _Line(text.text, *(edge * _MM_PER_PX for edge in edges))
