"""Conservation notices every loss, and forgives only what is declared."""

from __future__ import annotations

from dataclasses import replace
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_issue import build_issue
from kanwu_press.model import Place
from kanwu_press.preflight.conserve import (
    Allowed,
    Piece,
    compare,
    han,
    held,
    manuscript_text,
    matter_text,
    signs,
)


def pieces(*texts: str) -> tuple[Piece, ...]:
    return tuple((Place("x.md", line), text) for line, text in enumerate(texts, 1))


def found(expected: tuple[Piece, ...], actual: str, allowed: Allowed | None = None) -> list[tuple[str, int]]:
    return [(f.code, f.place.line) for f in compare("PDF", expected, actual, allowed)]


def test_the_walk_holds_everything_in_reading_order() -> None:
    text = manuscript_text(build_issue())
    main = "".join(piece for _, piece in text.main)
    order = [
        "东湾镇",
        "潮水来时 滩上的人",
        "四十年",
        "林海",
        "海岸研究所",
        "陈渔",
        "记录潮水",
        "潮汐；渔村",
        "起刊发",
    ]
    order += [
        "一是先看潮水。",
        "月亮，再看风",
        "姓亓的人家",
        "灯塔就是",
        "一、涨潮",
        "初八二十三",
        "看月亮；",
        "缺的。看风。",
    ]
    order += ["图1", "陈海生", "木船", "三条船", "表1", "二〇二〇年", "苇港", "渔政站"]
    order += ["小知识", "图2", "不分开", "潮水退了"]
    order += ["研究员", "海岸志", "删节", "灯塔的第1段", "编后的第5段"]
    at = [main.index(word) for word in order]
    assert at == sorted(at)
    assert [p for _, p in text.notes] == ["见《渔业志》第三卷。", "朔日与望日。"]
    assert "qí" not in main
    assert all(place.line for place, _ in text.main)


def test_equal_texts_are_equal() -> None:
    expected = pieces("潮水来时", "滩上的人，", "ABC 12", "往回走。")
    assert found(expected, "潮水来 时\n滩上的人往回走 12") == []


def test_a_lost_paragraph_is_named_though_its_words_occur_later() -> None:
    expected = pieces("潮水来时。", "退潮。", "潮水退了，退潮的滩上。", "灯亮着。")
    assert found(expected, "潮水来时潮水退了退潮的滩上灯亮着") == [("text-lost", 2)]


@pytest.mark.parametrize("lost", range(5))
def test_whichever_piece_is_lost_is_the_one_named(lost: int) -> None:
    expected = pieces(
        "海风从东边来的第一段", "海风从东边来的第二段", "海风从东边来", "海风从东边来的第四段", "灯塔"
    )
    actual = "".join(text for n, (_, text) in enumerate(expected) if n != lost)
    assert found(expected, actual) == [("text-lost", lost + 1)]


def test_a_lost_character_pieces_that_change_places_and_text_too_much() -> None:
    expected = pieces("潮水来时滩上的人", "往回走到灯塔下面")
    assert found(expected, "潮水来时滩上的往回走到灯塔下面") == [("text-lost", 1)]
    assert found(expected, "往回走到灯塔下面潮水来时滩上的人")[0][0] in ("text-lost", "text-added")
    assert found(expected, "潮水来时滩上的人多出来的往回走到灯塔下面") == [("text-added", 2)]
    assert found(expected, "潮水来时滩上的人往回走到灯塔下面多") == [("text-added", 2)]
    assert found((), "多") == [("text-added", 0)]
    assert found(expected, "") == [("text-lost", 1)]


def test_furniture_may_stand_anywhere_even_within_a_word() -> None:
    expected = pieces("来源于海的水，海岸上的人", "海岸线")
    allowed = Allowed(furniture=("海岸", "来源", "海岸二〇二六年第一期"))
    for actual in (
        "来源来源于海的水海岸海岸上的人海岸线",
        "来源于海岸海的水海岸二〇二六年第一期海岸上的人海岸海岸线海岸",
    ):
        assert found(expected, actual, allowed) == []
    assert found(expected, "来源于海的水海岸海岸上的人线", allowed) == [("text-lost", 2)]


def test_furniture_excuses_no_loss() -> None:
    expected = pieces("海岸", "海岸线", "海岸")
    assert found(expected, "海岸海岸线", Allowed(furniture=("海岸",)))[0][0] == "text-lost"


def test_notes_at_the_page_foot_must_each_stand_once() -> None:
    expected, notes = pieces("潮水来时滩上的人"), pieces("朔日与望日", "见渔业志")
    allowed = Allowed((), notes)
    assert found(expected, "潮水来朔日与望日时滩上见渔业志的人", allowed) == []
    assert found(expected, "潮水来时滩上见渔业志的人", allowed) == [("text-lost", 1)]
    assert found(expected, "潮水朔日与望日来时滩上见渔业志的朔日与望日人", allowed) == [("text-added", 1)]


def test_han_takes_radicals_and_compatibility_forms_for_the_characters_they_show() -> None:
    assert han("⼀（㈠ \uf900x1。") == "一一豈"
    assert han("𠮷〇々") == "𠮷〇々"
    assert signs("潮a 1①。") == "潮a1"


def test_matter_is_held_in_any_order() -> None:
    issue = build_issue()
    text = "".join(piece for _, piece in reversed(matter_text(issue)))
    assert held("EPUB", matter_text(issue), text) == ()
    more = replace(issue, theme="没有印出来的主题")
    assert [f.place.file for f in held("EPUB", matter_text(more), text)] == ["manuscripts/2026-01/issue.yaml"]


words = st.lists(st.text("海岸潮水", min_size=1, max_size=6), min_size=1, max_size=8)


@given(words, st.dictionaries(st.integers(0, 20), st.sampled_from(("海", "岸潮", "水水海")), max_size=5))
def test_any_furniture_is_seen_through(texts: list[str], put: dict[int, str]) -> None:
    whole = "".join(texts)
    actual = "".join(put.get(at, "") + character for at, character in enumerate(whole))
    assert found(pieces(*texts), actual, Allowed(furniture=("海", "岸潮", "水水海"))) == []


def test_a_long_text_with_many_running_heads_is_quick_whether_whole_or_not() -> None:
    whole = "".join(chr(0x4E00 + n * 7919 % 20000) for n in range(80_000))
    heads = tuple(f"海岸{page}期" for page in "一二三四五六七八九十")
    actual = "".join(whole[n : n + 800] + heads[n // 800 % 10] for n in range(0, len(whole), 800))
    expected = pieces(*(whole[n : n + 250] for n in range(0, len(whole), 250)))
    begun = process_time()
    assert found(expected, actual, Allowed(heads)) == []
    assert found(expected, actual[:70_000] + actual[70_001:], Allowed(heads))[0][0] == "text-lost"
    assert process_time() - begun < 3


@given(words, st.data())
def test_any_lost_character_is_noticed(texts: list[str], data: st.DataObject) -> None:
    whole = "".join(texts)
    at = data.draw(st.integers(0, len(whole) - 1))
    assert found(pieces(*texts), whole[:at] + whole[at + 1 :]) != []
