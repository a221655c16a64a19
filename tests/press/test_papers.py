"""Sheets by their names in the trade."""

from __future__ import annotations

import pytest

from kanwu_press.press.papers import PAPERS, Paper, papers_of, parts_of, smallest


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A3", ["A3"]),
        ("sra3", ["SRA3"]),
        ("8开", ["正8开", "大8开"]),
        ("大8开", ["大8开"]),
        ("大八开", ["大8开"]),
        ("对开", ["正对开", "大对开"]),
        ("Ａ３", ["A3"]),
        ("17开", []),
        ("", []),
        ("正", []),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert [paper.name for paper in papers_of(text)] == names


@pytest.mark.parametrize("text", ["450x320", "450×320", "450 X 320 mm", "450*320毫米", "４５０ｘ３２０"])
def test_sizes(text: str) -> None:
    assert papers_of(text) == (Paper("", 450, 320),)


@pytest.mark.parametrize("text", ["10x10", "450", "450x", "-450x320", "450x99999", "nanxnan"])
def test_what_is_no_size(text: str) -> None:
    assert papers_of(text) == ()


def test_the_smallest_that_fits_either_way() -> None:
    assert smallest(432, 303, PAPERS) == Paper("SRA3", 450, 320)
    assert smallest(303, 432, PAPERS) == Paper("SRA3", 320, 450)
    assert smallest(432, 297, PAPERS) == Paper("大8开", 444, 297)
    assert smallest(1200, 100, PAPERS) is None


def test_papers_stand_in_the_order_of_size() -> None:
    areas = [paper.width_mm * paper.height_mm for paper in PAPERS]
    assert areas == sorted(areas)


def test_a_full_sheet_and_its_parts() -> None:
    parts = {paper.name: (paper.width_mm, paper.height_mm) for paper in parts_of(889, 1194)}
    assert parts == {
        "全开": (1194, 889), "对开": (597, 889), "4开": (597, 444), "长4开": (1194, 222), "8开": (298, 444),
    }  # fmt: skip
