"""Lengths of titles: lines on the page, what the running head can hold."""

from __future__ import annotations

import pytest

from kanwu_press.model import Article, Place
from kanwu_press.titles import is_cut, running_head, title_lines

MEASURE = 441.0  # 大16开: 18 em of 24 pt, 21 em of 21 pt


def article(title: str, running: str = "") -> Article:
    return Article("a01", title, (), Place("a.md", 1), running_title=running)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("潮" * 18, 1),
        ("潮" * 19, 2),
        ("潮" * 63, 3),  # set in the smaller size
        ("潮" * 64, 4),
        ("潮水来时 滩上的人", 1),
        (" ".join(["潮" * 12] * 3), 3),
        (" ".join(["潮" * 12] * 4), 4),
        ("", 1),
    ],
)
def test_lines(title: str, lines: int) -> None:
    assert title_lines(title, MEASURE) == lines


@pytest.mark.parametrize(
    ("title", "running", "head", "cut"),
    [
        ("潮" * 36, "", "潮" * 36, False),
        ("潮" * 37, "", "潮" * 34 + "……", True),
        ("潮" * 37, "短题", "短题", False),
        ("潮" * 20 + " " + "汐" * 20, "", "潮" * 20, False),
        ("潮" * 37 + " 汐", "", "潮" * 34 + "……", True),
    ],
)
def test_running_head(title: str, running: str, head: str, cut: bool) -> None:
    assert running_head(article(title, running)) == head
    assert is_cut(article(title, running)) == cut
