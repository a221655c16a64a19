"""The parts of a comparison by themselves: which pages answer to each other, what of them differs."""

from __future__ import annotations

import numpy as np
import pytest

from kanwu_press.proof.align import aligned
from kanwu_press.proof.changes import text_changes
from kanwu_press.proof.editions import Leaf
from kanwu_press.proof.frames import changed_boxes
from kanwu_press.proof.pages import Leafed, Pixels, plain_text


def page(number: int, text: str, look: str = "") -> Leafed:
    return Leafed(number, 595, 808, text, "", look or text)


def pages(*texts: str) -> list[Leafed]:
    return [page(n, text) for n, text in enumerate(texts, 1)]


LONG = [f"第{n}页说的是潮水，第{n * 7}次涨落，渔船{n * n}艘出海，{'风' * n}从东来。" for n in range(1, 13)]


def numbers(one: list[Leafed], other: list[Leafed]) -> list[tuple[int, int]]:
    return [(a.number if a else 0, b.number if b else 0) for a, b in aligned(one, other)]


def test_the_same_pages_answer_to_each_other() -> None:
    assert numbers(pages(*LONG), pages(*LONG)) == [(n, n) for n in range(1, 13)]


def test_an_inserted_page_shifts_the_rest() -> None:
    new = [*LONG[:4], "这一页写灯塔和守灯的人，一个字也不一样。", *LONG[4:]]
    assert numbers(pages(*LONG), pages(*new)) == [
        *((n, n) for n in range(1, 5)), (0, 5), *((n, n + 1) for n in range(5, 13)),
    ]  # fmt: skip


def test_a_removed_page_beside_a_changed_one() -> None:
    new = [*LONG[:3], LONG[3].replace("潮水", "汐水"), *LONG[5:]]
    assert (4, 4) in numbers(pages(*LONG), pages(*new))
    assert (5, 0) in numbers(pages(*LONG), pages(*new))


def test_wholly_different_pages_are_not_forced_together() -> None:
    one, other = pages("甲乙丙丁戊己庚辛", "子丑寅卯辰巳"), pages("一二三四五六七", "八九十百千万", "东西南")
    assert len(numbers(one, other)) == 5


def test_blank_pages_keep_their_places() -> None:
    one = [page(1, "有字的一页。"), page(2, "", "white"), page(3, "最后一页。")]
    two = [page(1, "有字的这一页。"), page(2, "", "grey"), page(3, "最后那一页。")]
    assert numbers(one, two) == [(1, 1), (2, 2), (3, 3)]


# ---- pixels --------------------------------------------------------------------------------


def white(height: int = 400, width: int = 300) -> Pixels:
    return np.full((height, width, 3), 255, dtype=np.uint8)


def test_a_change_is_framed() -> None:
    other = white()
    other[100:110, 50:70] = 0
    ((left, top, right, bottom),) = changed_boxes(white(), other)
    assert left <= 50 and top <= 100 and right >= 70 and bottom >= 110
    assert right - left < 40 and bottom - top < 30


def test_near_changes_are_one_place_and_far_ones_two() -> None:
    near, far = white(), white()
    near[100:110, 50:60] = near[100:110, 66:76] = 0
    far[100:110, 50:60] = far[300:310, 50:60] = 0
    assert len(changed_boxes(white(), near)) == 1
    assert len(changed_boxes(white(), far)) == 2


def test_what_nobody_sees_is_no_change() -> None:
    other = white()
    other[100:110, 50:70] = 240
    assert changed_boxes(white(), other) == ()
    other[100, 50] = 100  # but one dark pixel is
    assert len(changed_boxes(white(), other)) == 1


def test_a_page_set_anew_has_one_frame() -> None:
    other = white(1200, 900)
    other[::60, ::60] = 0
    assert len(changed_boxes(white(1200, 900), other)) == 1


def test_pages_of_other_sizes_differ_as_a_whole() -> None:
    assert changed_boxes(white(400, 300), white(420, 300)) == ((0, 0, 300, 420),)


# ---- words ---------------------------------------------------------------------------------


def changed(one: str, other: str) -> list[tuple[str, str]]:
    found = text_changes(pages(one), (), pages(other), ())
    return [(change.before, change.after) for article in found for change in article.changes]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("潮水来了。船回来了。", "潮水来了。船回来了。", []),
        ("潮水来了。船回来了。", "潮水来了。舟回来了。", [("船", "舟")]),
        ("潮水来了。", "潮水又来了。", [("", "又")]),
        ("潮水又来了。", "潮水来了。", [("又", "")]),
        ("全年20艘渔船。", "全年24艘渔船。", [("20", "24")]),
        ("第1024号。", "第1034号。", [("1024", "1034")]),
        ("看tide表。", "看tides表。", [("tide", "tides")]),
        ("", "多出来的话。", [("", "多出来的话。")]),
    ],
)
def test_what_changed_in_the_words(one: str, other: str, expected: list[tuple[str, str]]) -> None:
    assert changed(one, other) == expected


def test_context_stands_on_both_sides() -> None:
    before = "一二三四五六七八九十甲乙丙丁戊船子丑寅卯辰巳午未申酉戌亥"
    (article,) = text_changes(pages(before), (), pages(before.replace("船", "舟")), ())
    (change,) = article.changes
    assert (change.left, change.right) == ("六七八九十甲乙丙丁戊", "子丑寅卯辰巳午未申酉")


def test_text_that_only_moved_to_the_next_page_did_not_change() -> None:
    assert text_changes(pages("甲乙丙。丁戊", "己庚。"), (), pages("甲乙丙。", "丁戊己庚。"), ()) == ()


def test_changes_are_told_by_article() -> None:
    a, b = pages("第一篇旧。", "第二篇。", "版权页。"), pages("第一篇新。", "第二篇。", "版权页。")
    leaves = (Leaf("1", "01.md", "第一篇"), Leaf("2", "02.md", "第二篇"), Leaf("3"))
    (article,) = text_changes(a, leaves, b, leaves)
    assert (article.title, article.only) == ("第一篇", "")
    assert [(c.before, c.after, c.page_a, c.page_b) for c in article.changes] == [("旧", "新", 1, 1)]


def test_an_article_that_only_one_edition_has() -> None:
    one, two = (Leaf("1", "01.md", "第一篇"),), (Leaf("1", "01.md", "第一篇"), Leaf("2", "02.md", "添上的"))
    (article,) = text_changes(pages("同一篇。"), one, pages("同一篇。", "新的一篇。"), two)
    assert (article.title, article.only) == ("添上的", "b")


def test_a_page_map_of_other_pages_is_not_believed() -> None:
    leaves = (Leaf("1", "01.md", "第一篇"),)
    (article,) = text_changes(pages("甲。", "乙。"), leaves, pages("甲。", "丙。"), leaves)
    assert article.title == ""


def test_hostile_text_is_compared_in_time() -> None:
    one, other = "的" * 60_000, "的" * 59_000 + "了" * 1000
    assert changed(one, other) != []
    assert changed("。" * 50_000, "。" * 50_001 + "的") != []


def test_running_text_has_blanks_only_between_foreign_words() -> None:
    assert plain_text(["潮 水 2023 年", "tide table", "of 海岸\ufffe"]) == "潮水2023年tide table of海岸"
