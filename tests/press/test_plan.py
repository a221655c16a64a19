"""The plan of an issue, by the figures of a real quarterly; and its advice, with cases that get none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kanwu_press.findings import Level
from kanwu_press.model import Colours, Issue, PressSettings, Spot, Stock, TypeArea
from kanwu_press.press.plan import make_plan
from kanwu_press.production import Origin, PagePlan
from quarterly import quarterly


def codes(plan: PagePlan) -> list[str]:
    return [finding.code for finding in plan.advice]


def values(plan: PagePlan, code: str) -> dict[str, str]:
    return dict(next(f for f in plan.advice if f.code == code).values)


def bound(issue: Issue, binding: str) -> Issue:
    return replace(issue, publication=replace(issue.publication, binding=binding))


def test_the_quarterly() -> None:
    """92 pages, 800 copies, 大16开, 80 g: 5.75 printing sheets, 4.6 reams, a spine of about 5 mm."""
    plan = make_plan(quarterly(), 92)
    assert plan.text.need is not None and plan.cover.need is not None
    assert (plan.text.printing_sheets, plan.text.need.reams, plan.text.need.sheets) == (5.75, 4.6, 2300)
    assert plan.cover.need.reams == 0.2
    assert sorted(plan.signatures) == [4, 8, 16, 16, 16, 16, 16]
    assert (plan.text.sets, plan.text.plates, plan.cover.plates) == (12, 48, 4)
    assert 4.8 <= plan.spine_mm <= 5.4
    assert plan.spine_mm == pytest.approx(46 * 0.104 + 2 * 0.175, abs=0.05)
    assert (plan.spine_origin, plan.spine_text, plan.creep_mm) == (Origin.TABLE, True, 0)
    assert plan.text.need.weight_kg == pytest.approx(2600 * 0.889 * 1.194 * 0.08, abs=0.1)
    assert plan.copy_grams == pytest.approx(46 * 0.21 * 0.285 * 80 + 0.4251 * 0.285 * 200, abs=0.1)


def test_it_is_an_arithmetic_without_surprises() -> None:
    for pages in range(4, 200, 4):
        plan = make_plan(quarterly(), pages)
        assert sum(plan.signatures) == sum(form.pages for form in plan.text.forms) == pages
        assert plan.text.printing_sheets == pages / 16
        assert plan.text.need is not None
        assert plan.text.need.reams == pytest.approx(pages / 16 * 800 / 1000, abs=0.001)
        assert plan.text.need.total_reams > plan.text.need.reams


def test_inks() -> None:
    plan = make_plan(quarterly(PressSettings(colours=Colours.BLACK)), 92)
    assert (plan.text.inks, plan.text.plates, plan.cover.inks) == ((1, 1), 12, (4, 0))
    spot = make_plan(quarterly(PressSettings(colours=Colours.BLACK, spot=Spot("PANTONE 295 C"))), 92)
    assert (spot.text.inks, spot.cover.inks, spot.cover.plates) == ((2, 2), (5, 0), 5)
    assert make_plan(quarterly(), 92, inside_cover=True).cover.inks == (4, 4)


def test_without_a_print_run() -> None:
    plan = make_plan(replace(quarterly(), print_run=None), 92)
    assert (plan.copies, plan.text.need, plan.cover.need) == (None, None, None)
    assert plan.text.printing_sheets == 5.75
    assert codes(plan) == ["spine-near-text", "print-run-missing"]
    assert "print-run-missing" not in codes(make_plan(quarterly(), 92))


def test_the_printer_measures() -> None:
    plan = make_plan(quarterly(PressSettings(spine_mm=5.2)), 92)
    assert (plan.spine_mm, plan.spine_origin, codes(plan)) == (5.2, Origin.MEASURED, [])
    unlikely = make_plan(quarterly(PressSettings(spine_mm=52)), 92)
    assert codes(unlikely) == ["spine-unlikely"]
    assert values(unlikely, "spine-unlikely")["computed"] == "5.1"


def test_a_caliper_of_the_editor_s() -> None:
    thick = make_plan(quarterly(text_stock=Stock("双胶纸", 80, 0.2)), 92)
    assert thick.spine_mm == pytest.approx(46 * 0.2 + 0.35, abs=0.05)


def test_an_unknown_paper() -> None:
    plan = make_plan(quarterly(text_stock=Stock("桑皮纸", 120)), 92)
    assert (codes(plan), plan.spine_origin) == (["paper-unknown"], Origin.RULE_OF_THUMB)
    assert plan.spine_mm == pytest.approx(46 * 120 * 0.001346 + 0.35, abs=0.05)
    told = make_plan(quarterly(text_stock=Stock("桑皮纸", 120, 0.15)), 92)
    assert codes(told) == []
    measured = make_plan(quarterly(PressSettings(spine_mm=7.8), text_stock=Stock("桑皮纸", 120)), 92)
    assert codes(measured) == []


def test_no_paper_named() -> None:
    plan = make_plan(quarterly(text_stock=None, cover_stock=None), 92)
    assert codes(plan).count("paper-not-named") == 2
    assert plan.spine_mm == make_plan(quarterly(), 92).spine_mm


def test_saddle_stitching() -> None:
    fits, thick = (make_plan(bound(quarterly(), "saddle"), pages) for pages in (64, 92))
    assert codes(fits) == []
    assert (fits.spine_mm, fits.signatures) == (0, (64,))
    assert fits.creep_mm == pytest.approx(1.2 * 0.104 * 15, abs=0.01)
    assert codes(thick) == ["saddle-too-thick"]
    assert 2.3 <= thick.creep_mm <= 3.2  # of 92 pages of 80 g
    assert values(thick, "saddle-too-thick") == {"bulk": "4.8", "creep": "2.8", "most": "64", "pages": "92"}
    light = quarterly(text_stock=Stock("铜版纸", 157))
    assert values(make_plan(bound(light, "saddle"), 64), "saddle-too-thick")["most"] == "48"


def test_glue_wants_a_spine() -> None:
    thin, thick = make_plan(quarterly(), 48), make_plan(quarterly(), 60)
    assert codes(thin) == ["spine-too-thin"]
    assert values(thin, "spine-too-thin") == {"least": "3", "pages": "48", "spine": "2.8"}
    assert codes(thick) == []
    assert codes(make_plan(bound(quarterly(), "sewn"), 48)) == ["spine-too-thin"]


def test_near_the_limit_of_spine_text() -> None:
    assert "spine-near-text" in codes(make_plan(quarterly(), 92))
    for pages in (80, 104):
        plan = make_plan(quarterly(), pages)
        assert (codes(plan), plan.spine_text) == ([], pages == 104)


def test_what_cannot_be_folded() -> None:
    plan = make_plan(quarterly(), 93)
    assert (plan.blank, sum(plan.signatures), plan.text.printing_sheets) == (3, 96, 6)
    (finding,) = (f for f in plan.advice if f.code == "cannot-fold")
    assert finding.level is Level.ERROR
    assert {"fewer": "92", "more": "96", "less": "1", "added": "3"}.items() <= dict(finding.values).items()
    with pytest.raises(ValueError, match="folded"):
        make_plan(quarterly(), 0)


def test_a_full_sheet_of_the_printer_s() -> None:
    plan = make_plan(quarterly(PressSettings(sheet_mm=(1194, 889), spine_mm=5.1)), 92)
    assert (plan.text.sheet.ups, codes(plan)) == (16, [])
    large = make_plan(quarterly(PressSettings(sheet_mm=(1000, 1400), spine_mm=5.1)), 92)
    assert large.text.sheet.width_mm == 1000
    small = make_plan(quarterly(PressSettings(sheet_mm=(200, 200), spine_mm=5.1)), 92)
    assert (codes(small), small.text.sheet.width_mm) == (["sheet-too-small"], 889)


@pytest.mark.parametrize("size", [(100.0, 100.0), (450.0, 450.0), (450.0, 100.0), (148.0, 210.0)])
@pytest.mark.parametrize("pages", [4, 92, 4000])
def test_any_size_has_a_plan(size: tuple[float, float], pages: int) -> None:
    area = TypeArea(trim_width_mm=size[0], trim_height_mm=size[1])
    plan = make_plan(quarterly(type_area=area, bleed_mm=10.0), pages, inside_cover=True)
    assert plan.text.plates > 0 and plan.cover.plates > 0
    assert plan.text.need is not None and plan.text.need.total_reams > 0
