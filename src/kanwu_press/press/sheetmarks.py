"""What stands on a sheet outside the pages: cut, fold, registration and collation marks, and the label.

In: a forme and the sheet. Out: operators of a content stream, in mm, that paint with the colour space /All of
the page's resources, the registration colour that prints on every plate. Nothing reaches into a trim.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kanwu_press.geometry import MM_PER_PT
from kanwu_press.press.forme import Forme
from kanwu_press.press.imposition import Kind, Placement, Sheet, Side
from kanwu_press.press.lettering import Lettering

_AWAY_MM = 0.5  # a mark keeps so far from the bleed
_LEAST_AWAY_MM = 2.0  # and from the trim
_LONG_MM = 5.0
_BAND_MM = 9.0  # marks stay within so much around the bleed
_LEAST_MM = 1.0  # a shorter mark is no help
_LABEL_MM = 2.1  # 6 pt
_LEAST_LABEL_MM = 1.2
_BAR_MM = 4.0  # the collation mark, less where the spine has less room
_BAR_HIGH_MM = 6.0
_BAR_TOP_MM, _BAR_FOOT_MM = 25.0, 60.0  # from head and foot: the steps stay in between
_STEP_MM = 8.0

Line = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Words:
    """What is written on a side, and how many signatures there are."""

    label: str
    collation: str
    signatures: int
    lettering: Lettering | None


def marks(forme: Forme, sheet: Sheet, side: Side, words: Words) -> bytes:
    """The operators of all marks of one side."""
    parts = [f"q /All CS 1 SCN /All cs 1 scn {1 / MM_PER_PT:.6f} 0 0 {1 / MM_PER_PT:.6f} 0 0 cm 0.1 w"]
    parts += [_stroke(line) for line in _cuts(forme, sheet, side)]
    if sheet.kind is not Kind.SPREAD:
        parts += [_registration(forme)]
        folds = [_stroke(line) for line in _folds(forme, sheet)]
        parts += ["q [1.2 0.6] 0 d 0.15 w", *folds, "Q"]
        parts += [_collation(forme, sheet, side, words)]
    parts += [_label(forme, words), "Q"]
    return "\n".join(part for part in parts if part).encode("ascii")


def _stroke(line: Line) -> str:
    return "{:.3f} {:.3f} m {:.3f} {:.3f} l S".format(*line)


def _bands(forme: Forme) -> tuple[float, float]:
    """How wide the bands for marks are, beside the pages, and above and below them."""
    beside, above = forme.margins
    return min(beside, _BAND_MM), min(above, _BAND_MM)


# ---- lines ---------------------------------------------------------------------------------


def _reach(forme: Forme, margin: float, long: float = _LONG_MM) -> tuple[float, float] | None:
    """From and to how far outside the trim a mark goes; None where the margin has no room for one."""
    edge = forme.block.edge
    begin = max(edge + _AWAY_MM, _LEAST_AWAY_MM)
    end = min(begin + long, edge + margin)
    return (begin, end) if end - begin >= _LEAST_MM else None


def _upright(forme: Forme, x: float, long: float = _LONG_MM) -> Iterator[Line]:
    """A mark at x, below and above the pages."""
    _, low, _, high = forme.trimmed()
    reach = _reach(forme, forme.margins[1], long)
    if reach:
        yield x, low - reach[0], x, low - reach[1]
        yield x, high + reach[0], x, high + reach[1]


def _level(forme: Forme, y: float) -> Iterator[Line]:
    """A mark at y, left and right of the pages."""
    left, _, right, _ = forme.trimmed()
    reach = _reach(forme, forme.margins[0])
    if reach:
        yield left - reach[0], y, left - reach[1], y
        yield right + reach[0], y, right + reach[1], y


def _cuts(forme: Forme, sheet: Sheet, side: Side) -> Iterator[Line]:
    """Where the finished page ends: at the fore edges (moved by the creep), at head and foot."""
    for column in range(side.columns):
        place = side.at(column, side.rows - 1)
        page = forme.page(place)
        yield from _upright(forme, page[2] if place.spine_left else page[0])
    for low, high in forme.rows:
        yield from _level(forme, low)
        yield from _level(forme, high)
    if sheet.kind is Kind.TURNED:  # where the two copies are cut apart: a mark to the paper's edge
        yield from _upright(forme, forme.width_mm / 2, max(forme.margins))


def _folds(forme: Forme, sheet: Sheet) -> Iterator[Line]:
    """At every spine, at the heads, and in the middle of a sheet that is folded there first."""
    columns, rows = forme.columns, forme.rows
    for left, right in zip(columns[::2], columns[1::2], strict=True):
        yield from _upright(forme, (left[1] + right[0]) / 2)
    if len(columns) == 4 and sheet.kind is Kind.SHEETWISE:
        yield from _upright(forme, forme.width_mm / 2)
    if len(rows) == 2:
        yield from _level(forme, forme.height_mm / 2)


def _registration(forme: Forme) -> str:
    """Crosses in circles in all four margins, beside the middle of a page, where no fold or cut is."""
    left, low, right, high = forme.trimmed()
    beside, above = _bands(forme)
    edge, columns, (bottom, top) = forme.block.edge, forme.columns, forme.rows[-1]
    parts = []
    for centre in (sum(columns[0]) / 2, sum(columns[-1]) / 2):
        parts += [_cross(centre, y, above) for y in (low - edge - above / 2, high + edge + above / 2)]
    middle = (bottom + top) / 2
    parts += [_cross(x, middle, beside) for x in (left - edge - beside / 2, right + edge + beside / 2)]
    return "\n".join(part for part in parts if part)


def _cross(x: float, y: float, room: float) -> str:
    """A registration mark as large as its margin allows, 4 mm at most."""
    arm = min(2.0, room / 2 - 0.2)
    if arm < _LEAST_MM:
        return ""
    ring, bend = arm * 0.6, arm * 0.6 * 0.5523
    curves = (
        f"{x + ring:.3f} {y:.3f} m",
        _curve(x + ring, y + bend, x + bend, y + ring, x, y + ring),
        _curve(x - bend, y + ring, x - ring, y + bend, x - ring, y),
        _curve(x - ring, y - bend, x - bend, y - ring, x, y - ring),
        _curve(x + bend, y - ring, x + ring, y - bend, x + ring, y),
        "s",
    )
    return "\n".join((*curves, _stroke((x - arm, y, x + arm, y)), _stroke((x, y - arm, x, y + arm))))


def _curve(*points: float) -> str:
    return " ".join(f"{value:.3f}" for value in points) + " c"


# ---- the spine -----------------------------------------------------------------------------


def _collation(forme: Forme, sheet: Sheet, side: Side, words: Words) -> str:
    """The bar on the spine of the first page's fold, a step lower from signature to signature (黑梯).

    In a gathered book the bars make a flight of stairs, and a signature that is missing, doubled or out of
    its place breaks it. It is milled off with the spine; where nothing is milled, there is no room for it.
    """
    gap = forme.block.spine_gap
    place = _first_page(sheet, side)
    if place is None or gap < _LEAST_MM:
        return ""
    low, high = forme.rows[place.row]
    left, right = forme.page(place)[0], forme.page(place)[2]
    x = left - gap / 2 if place.spine_left else right + gap / 2
    room = high - low - _BAR_TOP_MM - _BAR_FOOT_MM
    step = min(_STEP_MM, room / max(words.signatures, 1))
    tall = min(_BAR_HIGH_MM, 0.75 * step)
    top = high - _BAR_TOP_MM - step * (sheet.signature - 1)
    wide = min(_BAR_MM, gap - 1.0)
    bar = f"{x - wide / 2:.3f} {top - tall:.3f} {wide:.3f} {tall:.3f} re f"
    return "\n".join((bar, _upwards(words, words.collation, x, low + 8.0, min(_LABEL_MM, wide * 0.6))))


def _first_page(sheet: Sheet, side: Side) -> Placement | None:
    """The first page of a gathered signature, on whose spine the collation mark stands."""
    if sheet.kind not in (Kind.SHEETWISE, Kind.TURNED):
        return None
    return next((place for place in side.places if place.page == sheet.first), None)


# ---- words ---------------------------------------------------------------------------------


def _label(forme: Forme, words: Words) -> str:
    """The label below the first page, or beside it where there is no room below."""
    left, low, _, _ = forme.trimmed()
    beside, below = _bands(forme)
    edge, leaf = forme.block.edge, forme.block.leaf
    room = leaf.width_mm / 2 - 12.0  # between the corner's mark and the registration mark
    if below >= beside or below > _LABEL_MM + _LEAST_MM:
        size = min(_LABEL_MM, below - _LEAST_MM)
        y = low - edge - (below + size * 0.75) / 2
        return _line(words, words.label, (left + 6.0, y), size, room)
    size = min(_LABEL_MM, beside - _LEAST_MM)
    x = left - edge - (beside - size * 0.75) / 2
    return _upwards(words, words.label, x, low + 6.0, size, leaf.height_mm / 2 - 12.0)


def _line(words: Words, text: str, at: tuple[float, float], size: float, room: float) -> str:
    """A line of words from left to right in mm, smaller or cut off where the room is short."""
    if words.lettering is None or size < _LEAST_LABEL_MM:
        return ""
    text, size = _fitted(words.lettering, text, size, room)
    return words.lettering.line(text, at[0], at[1], size).decode("ascii")


def _upwards(words: Words, text: str, x: float, y: float, size: float, room: float = 60.0) -> str:
    """A line of words that runs upwards, its middle at x."""
    if words.lettering is None or size < _LEAST_LABEL_MM:
        return ""
    text, size = _fitted(words.lettering, text, size, room)
    drawn = words.lettering.line(text, 0, 0, size).decode("ascii")
    return f"q 0 1 -1 0 {x + size * 0.36:.3f} {y:.3f} cm\n{drawn}\nQ"


def _fitted(lettering: Lettering, text: str, size: float, room: float) -> tuple[str, float]:
    """The text and size that fit into the room: first smaller type, then fewer words."""
    size = max(_LEAST_LABEL_MM, min(size, size * room / max(lettering.width(text, size), 1e-6)))
    while len(text) > 1 and lettering.width(text, size) > room:
        text = text[:-2] + "…"
    return text, size
