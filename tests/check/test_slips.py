"""Usual turns of phrase with one character wrong."""

from __future__ import annotations

import pytest

from kanwu_press.check.slips import phrases
from small_issue import article, issue, said, value

USUAL = "党建引领基层治理。"


@pytest.mark.parametrize("odd", ["党建引颌基层治理。", "党建引邻基层治理。", "党建领引基层治理。"])
def test_a_slip_is_told_with_the_usual_form(odd: str) -> None:
    found = list(phrases(issue(article(1, USUAL * 3, odd), article(2, USUAL * 3))))
    assert {said(f) for f in found} == {("phrase-slip", "01.md", 11)}
    assert {value(f, "count") for f in found} == {"6"}
    assert all(value(f, "usual") in USUAL and value(f, "odd") in odd for f in found)


def test_a_slip_in_the_last_character_is_told() -> None:
    (found,) = phrases(issue(article(1, "坚持党建引领。" * 6, "坚持党建引颌。")))
    assert (value(found, "odd"), value(found, "usual"), said(found)[2]) == ("党建引颌", "党建引领", 11)
    assert list(phrases(issue(article(1, "坚持党建引领。" * 6, "坚持党建引颌，党建引擎。")))) == []


@pytest.mark.parametrize("other", ["党建引发基层治理。", "党建引领机关治理。", "党的引领。", "党建引发。"])
def test_other_words_are_left_alone(other: str) -> None:
    assert list(phrases(issue(article(1, USUAL * 6, other)))) == []


def test_what_is_not_usual_is_no_measure() -> None:
    assert list(phrases(issue(article(1, USUAL * 5, "党建引颌基层治理。")))) == []
    assert list(phrases(issue(article(1, USUAL * 6, "党建引颌基层治理。" * 3)))) == []
