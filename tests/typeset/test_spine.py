"""The arithmetic of the spine: what stands on it from which width, in which size, and how long it is."""

from __future__ import annotations

import pytest

from kanwu_press.geometry import MM_PER_PT
from kanwu_press.typeset.spine import CLEAR_MM, SpineText, han_issue, han_number, most_em, pieces, spine_text


def made(title: str, width_mm: float, length_mm: float = 253.0) -> SpineText:
    text = spine_text(title, 2024, 4, width_mm, length_mm)
    assert text is not None
    return text


def test_text_from_five_millimetres_on() -> None:
    assert spine_text("海岸", 2024, 4, 4.99, 250) is None
    assert spine_text("海岸", 2024, 4, 0, 250) is None
    assert spine_text("海岸", 2024, 4, 5.0, 250) is not None


@pytest.mark.parametrize("width", [5.0, 5.4, 7.3, 12.0, 40.0])
@pytest.mark.parametrize("title", ["滩", "海岸", "某某市住房和城乡建设研究", "The Coast 海岸", "海" * 60])
def test_the_text_keeps_within_the_spine(title: str, width: float) -> None:
    text = made(title, width)
    assert text.size_pt * MM_PER_PT <= width - 2 * CLEAR_MM + 1e-9
    length = sum(sign.height_pt for sign in (*text.title, *text.issue)) * MM_PER_PT
    assert length <= 253
    assert "".join(sign.text for sign in text.issue) == "二〇二四年第四期"
    assert "".join(sign.text for sign in text.title) == title.replace(" ", "")


def test_foreign_words_and_brackets_are_turned() -> None:
    signs = {sign.text: sign.turned for sign in made("IT时代（A-B）", 8).title}
    assert signs == {"IT": True, "时": False, "代": False, "（": True, "A-B": True, "）": True}
    assert pieces("I’m é 海2.0") == ("I’m", "é", "海", "2.0")


def test_chinese_figures() -> None:
    numbers = (1, 4, 10, 11, 20, 21, 100, 101, 110, 115, 999)
    assert [han_number(n) for n in numbers] == [
        "一", "四", "十", "十一", "二十", "二十一",
        "一百", "一百零一", "一百一十", "一百一十五", "九百九十九",
    ]  # fmt: skip
    assert han_issue(2024, 12) == "二〇二四年第十二期"


def test_no_width_is_guessed_too_small() -> None:
    assert most_em("海岸") == 2
    assert most_em("WM") > 2 > most_em("il")
