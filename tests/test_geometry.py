from __future__ import annotations

from dataclasses import replace

import pytest

from kanwu_press.geometry import MM_PER_PT, fitted, page_geometry, room_mm
from kanwu_press.model import TypeArea


def test_default_type_area_is_42_characters_by_38_lines() -> None:
    g = page_geometry(TypeArea(), 3.0)
    assert g.measure_pt == 42 * 10.5
    assert g.depth_pt == 38 * 18
    assert round(g.measure_pt * MM_PER_PT, 1) == 155.6
    assert round(g.depth_pt * MM_PER_PT, 1) == 241.3


def test_margins_and_type_area_fill_the_page() -> None:
    g = page_geometry(TypeArea(), 3.0)
    assert g.inner_mm + g.outer_mm + g.measure_pt * MM_PER_PT == pytest.approx(210)
    assert g.head_mm + g.foot_mm + g.depth_pt * MM_PER_PT == pytest.approx(285)
    assert g.inner_mm > g.outer_mm and g.head_mm < g.foot_mm


def test_the_single_column_is_centred() -> None:
    g = page_geometry(TypeArea(), 3.0)
    assert g.single_measure_pt == 34 * 12
    assert g.single_measure_pt + 2 * g.single_inset_pt == g.measure_pt


@pytest.mark.parametrize(
    ("width", "height", "fits"), [(210, 285, True), (210, 297, True), (185, 260, False), (160, 285, False)]
)
def test_a_type_area_that_leaves_no_margins_does_not_fit(width: float, height: float, fits: bool) -> None:
    assert page_geometry(TypeArea(trim_width_mm=width, trim_height_mm=height), 3.0).fits is fits


def test_a_smaller_format_takes_a_smaller_type_area() -> None:
    area = TypeArea(trim_width_mm=185, trim_height_mm=260, column_chars=18, lines=34)
    assert page_geometry(area, 3.0).fits


def test_given_margins_are_kept() -> None:
    g = page_geometry(TypeArea(inner_margin_mm=24, head_margin_mm=18), 3.0)
    assert (g.inner_mm, g.head_mm) == (24, 18)
    assert g.outer_mm == pytest.approx(210 - 24 - g.measure_pt * MM_PER_PT)


@pytest.mark.parametrize(
    ("width", "height", "chars", "lines", "single"),
    [(210, 285, 20, 38, 34), (210, 297, 20, 40, 34), (185, 260, 16, 34, 28), (148, 210, 11, 26, 19)],
)
def test_the_counts_follow_the_trim(width: float, height: float, chars: int, lines: int, single: int) -> None:
    area = fitted(TypeArea(trim_width_mm=width, trim_height_mm=height), frozenset())
    assert (area.column_chars, area.lines, area.single_chars) == (chars, lines, single)
    assert page_geometry(area, 3.0).fits


def test_given_counts_are_kept() -> None:
    area = fitted(TypeArea(column_chars=18, lines=30), frozenset({"column_chars", "lines"}))
    assert (area.column_chars, area.lines) == (18, 30)


@pytest.mark.parametrize("inner", [None, 11.0, 20.0, 40.0])
@pytest.mark.parametrize("head", [None, 12.0, 25.0])
def test_what_there_is_room_for_fits_and_no_more(inner: float | None, head: float | None) -> None:
    area = TypeArea(inner_margin_mm=inner, head_margin_mm=head, columns=1)
    across, down = room_mm(area)
    for over, fits in ((-0.01, True), (0.01, False)):
        wide = replace(area, column_chars=1, size_pt=(across + over) / MM_PER_PT, lines=1)
        assert page_geometry(wide, 3.0).fits is fits
        high = replace(area, column_chars=1, lines=1, leading_pt=(down + over) / MM_PER_PT)
        assert page_geometry(high, 3.0).fits is fits
