"""Full sheets, what they hold, and the paper for a run."""

from __future__ import annotations

import pytest

from kanwu_press.press.sheets import cover_form, full_sheet, need, text_forms, text_sheet, ups, usual_sheet
from kanwu_press.press.signatures import signatures
from kanwu_press.production import Backing, Form, FullSheet


def test_what_a_sheet_holds() -> None:
    """As measured: 210×285 with bleed 16 times on 889×1194, 210×297 not, which wants 890×1240."""
    assert ups((889, 1194), 216, 291) == 16
    assert ups((889, 1194), 216, 303) == 8  # 12 would fit, but can't be folded
    assert ups((890, 1240), 216, 303) == 16
    assert ups((1194, 889), 216, 291) == 16
    assert ups((889, 1194), 431, 291) == 8
    assert ups((890, 1240), 154, 216) == 32  # and not 5 × 5 of them
    assert ups((710, 1000), 176, 246) == 16
    assert ups((700, 650), 216, 291) == 4
    assert ups((200, 200), 216, 291) == 0


@pytest.mark.parametrize(
    ("trim", "sheet"),
    [
        ((210, 285), (889, 1194)),
        ((210, 297), (890, 1240)),
        ((185, 260), (787, 1092)),
        ((285, 210), (889, 1194)),
        ((170, 240), (710, 1000)),
    ],
)
def test_the_trade_s_sheets(trim: tuple[float, float], sheet: tuple[float, float]) -> None:
    found = usual_sheet(trim, trim[0] + 6, trim[1] + 6)
    assert (found.width_mm, found.height_mm, found.ups, found.press_ups) == (*sheet, 16, 8)


def test_a5_is_a_32nd_of_the_sheet_of_a4() -> None:
    found = usual_sheet((148, 210), 154, 216)
    assert (found.width_mm, found.height_mm, found.ups, found.press_ups) == (890, 1240, 32, 16)


@pytest.mark.parametrize("bleed", [0, 3, 5, 10, 15])
def test_a_large_bleed_takes_no_more_room_than_the_cut(bleed: float) -> None:
    page = usual_sheet((210, 285), 210 + 2 * bleed, 285 + 2 * bleed)
    cover = usual_sheet((210, 285), 425 + 2 * bleed, 285 + 2 * bleed)
    given = text_sheet((889, 1194), (210, 285), 210 + 2 * bleed, 285 + 2 * bleed)
    assert page == given == FullSheet(889, 1194, 16, 2)
    assert cover == FullSheet(889, 1194, 8, 2)


def test_a_given_sheet_that_holds_one_page_is_not_taken() -> None:
    assert text_sheet((700, 650), (450, 450), 456, 456) == usual_sheet((450, 450), 456, 456)
    assert text_sheet((700, 650), (210, 285), 216, 291) == FullSheet(650, 700, 4, 2)


def test_all_trims_can_be_folded() -> None:
    """Every form of every trim that may be set, on the usual sheet and on given ones."""
    for width in range(100, 451, 7):
        for height in range(100, 451, 7):
            for given in (None, (700, 650), (880, 1230), (520, 740)):
                sheet = text_sheet(given, (width, height), width + 6, height + 6)
                forms = text_forms(signatures(92, "perfect"), sheet.press_ups)
                assert sum(form.pages for form in forms) == 92
                assert {form.pages for form in forms} <= {4, 8, 16}, (width, height, sheet)


def test_press_halves_hold_half() -> None:
    """Half a full sheet, cut across its long side or else along it, holds half of the pages."""
    for width in range(100, 451, 7):
        for height in range(100, 451, 7):
            sheet = usual_sheet((width, height), width + 6, height + 6)
            if sheet.parts == 2:
                halves = ((sheet.width_mm, sheet.height_mm / 2), (sheet.width_mm / 2, sheet.height_mm))
                assert max(ups(half, width + 6, height + 6) for half in halves) == sheet.press_ups


@pytest.mark.parametrize("trim", [(140, 203), (230, 300), (250, 250), (450, 450), (100, 100)])
def test_other_sizes_waste_least(trim: tuple[float, float]) -> None:
    width, height = trim[0] + 6, trim[1] + 6
    found = usual_sheet(trim, width, height)
    used = found.ups * width * height / (found.width_mm * found.height_mm)
    for other in ((710, 1000), (787, 1092), (850, 1168), (889, 1194), (890, 1240), (1000, 1400)):
        assert used >= ups(other, width, height) * width * height / (other[0] * other[1]) - 1e-9


def test_what_is_too_large_for_any_sheet_is_one_on_the_largest() -> None:
    assert usual_sheet((900, 1500), 906, 1506).ups == 1


def test_forms_of_the_quarterly() -> None:
    forms = text_forms(signatures(92, "perfect"), 8)
    assert [(f.pages, f.backing.value, f.copies, f.sets) for f in forms] == [
        *[(16, "sheetwise", 1, 2)] * 4,
        (8, "work-and-turn", 2, 1),
        (4, "work-and-turn", 4, 1),
        (16, "sheetwise", 1, 2),
    ]


@pytest.mark.parametrize("press_ups", [2, 4, 8, 16, 32])
@pytest.mark.parametrize("pages", [4, 12, 92, 96])
def test_every_page_is_in_one_form(press_ups: int, pages: int) -> None:
    forms = text_forms(signatures(pages, "perfect"), press_ups)
    assert sum(form.pages for form in forms) == pages
    for form in forms:  # no form holds more than its plates
        held = form.sets * press_ups
        assert form.pages <= held
        assert form.backing is not Backing.WORK_AND_TURN or form.pages * form.copies <= 2 * press_ups


def test_covers() -> None:
    assert cover_form(4, inside=False) == Form(4, Backing.ONE_SIDE, 4)
    assert cover_form(4, inside=True) == Form(4, Backing.WORK_AND_TURN, 4)
    assert cover_form(1, inside=True).sets == 2


def test_spoilage_is_a_share_but_at_least_so_many_sheets_a_set() -> None:
    sheet = full_sheet((889, 1194), 216, 291)
    forms = text_forms(signatures(92, "perfect"), sheet.press_ups)
    short = need(forms, sheet, 800, 80, 5, 50)
    assert (short.sheets, short.reams, short.spoilage_sheets, short.total_reams) == (2300, 4.6, 300, 5.2)
    many = need(forms, sheet, 20000, 80, 5, 50)
    assert (many.reams, many.spoilage_sheets) == (115, 115 * 500 * 5 // 100)
    assert need(forms, sheet, 800, 80, 5, 0).total_reams == pytest.approx(4.6 * 1.05)
    assert need(forms, sheet, 800, 80, 0, 0).total_reams == 4.6


def test_weight_by_area() -> None:
    sheet = full_sheet((1000, 1400), 216, 291)
    form = (Form(16, Backing.SHEETWISE, 1),)
    assert need(form, sheet, 1000, 100, 0, 0).weight_kg == 70.0  # 500 sheets of 1.4 m²
