"""Sheets by their names in the trade."""

from __future__ import annotations

import pytest

from kanwu_press.press.papers import PAPERS, Paper, papers_of, parts_of, smallest
from kanwu_press.press.sheets import FULL_SHEETS


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
    parts = {paper.name: (paper.width_mm, paper.height_mm) for paper in parts_of(880, 1230)}
    assert parts == {
        "全开": (1230, 880), "对开": (615, 880), "4开": (615, 440), "长4开": (307, 880), "8开": (307, 440),
    }  # fmt: skip
    assert Paper("正长4开", 787, 270) in parts_of(787, 1092)
    assert {paper.name for paper in parts_of(1194, 889)} == {"大全开", "大对开", "大4开", "大长4开", "大8开"}


COUNTS = {"全开": 1, "对开": 2, "4开": 4, "长4开": 4, "8开": 8}


@pytest.mark.parametrize("sheet", [*FULL_SHEETS, (700, 650), (787, 1093)])
def test_all_parts_together_are_the_sheet(sheet: tuple[float, float]) -> None:
    """But for what is lost to whole millimetres and squaring; and so many lie on it side by side."""
    parts = parts_of(*sheet)
    assert len(parts) == len(COUNTS)
    for part in parts:
        count = COUNTS[part.name.lstrip("正大")]
        assert 0.975 < part.width_mm * part.height_mm * count / (sheet[0] * sheet[1]) <= 1
        grid = {(w, h) for w in (1, 2, 4) for h in (1, 2, 4) if w * h == count}
        long, short = max(sheet), min(sheet)
        assert any(
            across * width <= long and up * height <= short
            for across, up in grid
            for width, height in ((part.width_mm, part.height_mm), (part.height_mm, part.width_mm))
        )


def test_the_size_is_told_to_a_tenth_of_a_millimetre() -> None:
    assert Paper("", 419.98333, 297).size == "420×297"
    assert Paper("", 430.46, 297.04).size == "430.5×297"
