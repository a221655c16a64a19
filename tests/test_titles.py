"""Lengths of titles: lines on the page, what the running head can hold."""

from __future__ import annotations

from itertools import accumulate

import pytest

from kanwu_press.compose.phrases import author_starts
from kanwu_press.model import Article, Place
from kanwu_press.titles import is_cut, running_head, split_title, title_lines

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
        ("记 " + "潮" * 17 + " GPT", 2),  # no part to be kept whole
        ("", 1),
    ],
)
def test_lines(title: str, lines: int) -> None:
    assert title_lines(title, MEASURE) == lines


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("潮水来时 滩上的人", ("潮水来时", "滩上的人")),
        ("潮水来时", ("潮水来时",)),
        ("灯塔 渔港\u3000海堤", ("灯塔", "渔港", "海堤")),
        ("“灯” 与塔的故事", ("“灯”", "与塔的故事")),
        ("写给 GPT 的信 寄往海边", ("写给 GPT 的信", "寄往海边")),
        ("记 2026 年的海", ("记 2026 年的海",)),
        ("The Old Man", ("The Old Man",)),
        ("前 言", ("前 言",)),
        ("潮水来时 林 海", ("潮水来时 林 海",)),
        ("", ("",)),
    ],
)
def test_parts(title: str, parts: tuple[str, ...]) -> None:
    assert split_title(title) == parts


@pytest.mark.parametrize(
    "title", ["潮水来时 滩上的人", "记 2026 年 海边的人 回乡", "前 言", "甲乙 丙 丁戊", "灯塔 ABC 渔港"]
)
def test_the_composer_sees_the_same_marks(title: str) -> None:
    ends = accumulate(len(part) + 1 for part in split_title(title)[:-1])
    assert author_starts(title) == set(ends)


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
