"""The full sheet for a trim size, how a copy lies on the sheets on press, the paper they take. Arithmetic.

Printing sheets (印张) are pages through what one side of the full sheet holds; a ream is 500 full sheets. On
press go halves of it (对开). A signature that one side holds whole is worked and turned: one set of plates,
and two copies or more of a sheet; a larger one is printed sheetwise from two sets. Sheets are folded in
halves, so pages stand on them in rows and columns of 1, 2, 4, 8; what more would fit is waste.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction

from kanwu_press.production import REAM, Backing, Form, FullSheet, Need

Size = tuple[float, float]

# Full sheets of the trade (mm): 正度 787×1092, 大度 889×1194, and those of GB/T 788 and GB/T 147.
FULL_SHEETS: tuple[Size, ...] = (
    (710, 1000), (787, 1092), (850, 1168), (860, 1220), (880, 1230), (889, 1194), (890, 1240), (900, 1280),
    (1000, 1400),
)  # fmt: skip
USUAL: dict[Size, Size] = {
    (210, 285): (889, 1194), (210, 297): (890, 1240), (185, 260): (787, 1092), (148, 210): (890, 1240),
    (170, 240): (710, 1000),
}  # fmt: skip
LEAST_UPS = 2  # one fold
MOST_BLEED_MM = 3.0  # that takes room on each side of a page; what is more overlaps with its neighbour's


def ups(sheet: Size, width_mm: float, height_mm: float) -> int:
    """How many rectangles of one direction a sheet holds that is to be folded: a power of two, or 0."""
    w, h = sheet
    upright = _halving(w / width_mm) * _halving(h / height_mm)
    return max(upright, _halving(w / height_mm) * _halving(h / width_mm))


def _halving(room: float) -> int:
    """The largest power of two that is not above `room`; 0 below 1."""
    whole = math.floor(room)
    return 1 << whole.bit_length() - 1 if whole else 0


def full_sheet(size: Size, width_mm: float, height_mm: float) -> FullSheet:
    """A full sheet with what it holds of a page (or cover) with bleed; 0 ups where that does not fit."""
    count = ups(size, width_mm, height_mm)
    return FullSheet(min(size), max(size), count, 2 if count >= 4 else 1)


def text_sheet(given: Size | None, trim: Size, width_mm: float, height_mm: float) -> FullSheet:
    """The full sheet for the interior: the given one, where a page with its bleed can be folded from it.

    `width_mm` and `height_mm` are those of the page with bleed. A single page a side can't be folded.
    """
    if given is not None:
        sheet = full_sheet(given, *_room(trim, width_mm, height_mm))
        if sheet.ups >= LEAST_UPS:
            return sheet
    return usual_sheet(trim, width_mm, height_mm)


def usual_sheet(trim: Size, width_mm: float, height_mm: float) -> FullSheet:
    """The trade's sheet for a trim size; for others the known sheet that wastes least.

    `width_mm` and `height_mm` are those of the page (or cover) with bleed. What fits on no known sheet is
    counted as one on the largest.
    """
    room = _room(trim, width_mm, height_mm)
    usual = USUAL.get((round(min(trim)), round(max(trim))))
    if usual and (sheet := full_sheet(usual, *room)).ups >= LEAST_UPS:
        return sheet
    sheets = [full_sheet(size, *room) for size in FULL_SHEETS]
    holding = [sheet for sheet in sheets if sheet.ups >= LEAST_UPS] or [s for s in sheets if s.ups]
    if not holding:
        return FullSheet(*FULL_SHEETS[-1], ups=1, parts=1)
    return min(holding, key=lambda s: (s.width_mm * s.height_mm / s.ups, s.width_mm * s.height_mm))


def _room(trim: Size, width_mm: float, height_mm: float) -> Size:
    """The room of a page (or cover) with bleed, of which at most so much counts; the height is the page's."""
    over = 2 * max(0.0, (height_mm - trim[1]) / 2 - MOST_BLEED_MM)
    return width_mm - over, height_mm - over


def text_forms(signatures: Iterable[int], press_ups: int) -> tuple[Form, ...]:
    """The sheets on press that the signatures take, in their order."""
    forms: list[Form] = []
    for pages in signatures:
        while pages > 0:
            take = min(pages, 2 * press_ups)
            if take > press_ups:
                forms.append(Form(take, Backing.SHEETWISE, 1))
            else:
                forms.append(Form(take, Backing.WORK_AND_TURN, 2 * (press_ups // take)))
            pages -= take
    return tuple(forms)


def cover_form(press_ups: int, *, inside: bool) -> Form:
    """The cover's sheet on press; `inside` says whether the inside pages are printed as well."""
    if not inside:
        return Form(4, Backing.ONE_SIDE, press_ups)
    if press_ups >= 2:
        return Form(4, Backing.WORK_AND_TURN, press_ups // 2 * 2)
    return Form(4, Backing.SHEETWISE, 1)


def need(
    forms: tuple[Form, ...], sheet: FullSheet, copies: int, grams: float, spoilage: float, least: int
) -> Need:
    """The paper for so many copies: at least `spoilage` per cent more, and `least` sheets on press a set."""
    exact, more = Fraction(0), Fraction(0)
    for form in forms:
        on_press = Fraction(copies, form.copies)
        exact += on_press
        more += max(on_press * Fraction(str(spoilage)) / 100, Fraction(least * form.sets))
    net, extra = exact / sheet.parts, math.ceil(more / sheet.parts)
    full = math.ceil(net)
    area = sheet.width_mm * sheet.height_mm / 1e6
    return Need(
        sheets=full,
        reams=round(float(net / REAM), 3),
        spoilage_sheets=extra,
        total_reams=round((full + extra) / REAM, 3),
        weight_kg=round((full + extra) * area * grams / 1000, 1),
    )
