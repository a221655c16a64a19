"""Cut paragraphs: which pieces go together, and which are left for a human."""

from __future__ import annotations

import pytest

from kanwu_press.intake.blocks import Block, Legend, Para, Span, Sub, para
from kanwu_press.intake.joins import Rejoined, rejoin
from kanwu_press.intake.usage import usage_of

# The words of a made-up issue: what stands here often is a word.
USAGE = usage_of(["渔船回到渔港。"] * 5 + ["灯塔守着海湾。"] * 5 + ["渔网晒在沙滩。"] * 5)


def run(*texts: str | Block) -> Rejoined:
    blocks = tuple(para(t, n) if isinstance(t, str) else t for n, t in enumerate(texts, 1))
    return rejoin(blocks, USAGE)


def texts(done: Rejoined) -> list[str]:
    return [b.text for b in done.blocks if isinstance(b, Para)]


def test_an_open_paragraph_goes_on_in_the_next() -> None:
    done = run("清早的渔", "船都回来了。", "新的一段。")
    assert texts(done) == ["清早的渔船都回来了。", "新的一段。"]
    assert [(j.before, j.after, j.adjacent) for j in done.joins] == [(1, 2, True)]
    assert done.cut == ()


def test_three_pieces_make_one() -> None:
    assert texts(run("灯", "塔亮", "了。")) == ["灯塔亮了。"]


def test_a_comma_at_the_end_is_open_a_quote_after_a_stop_is_not() -> None:
    assert texts(run("他说，", "好。")) == ["他说，好。"]
    assert texts(run("“好。”", "他走了。")) == ["“好。”", "他走了。"]


def test_latin_words_keep_a_space() -> None:
    assert texts(run("一本 Sea", "Watch 手册。")) == ["一本 Sea Watch 手册。"]


def test_numbered_and_bold_beginnings_are_not_continuations() -> None:
    for start in ("（二）补网。", "2. 补网。", "二是补网。", "**补网。**慢慢补。"):
        done = run("第一件事做到一半", start)
        assert len(texts(done)) == 2
        assert done.cut == (1,)


def test_a_year_is_no_number() -> None:
    assert texts(run("一直到", "2024年的春天。")) == ["一直到2024年的春天。"]


def test_a_picture_in_between_moves_behind() -> None:
    done = run("远处的灯", Legend("▲灯塔", 2), "塔亮了。")
    assert [b.text for b in done.blocks] == ["远处的灯塔亮了。", "▲灯塔"]  # type: ignore[union-attr]


def test_a_subhead_ends_the_search() -> None:
    done = run("远处的灯", Sub("夜里", 2), "塔亮了。")
    assert done.cut == (1,)
    assert len(done.joins) == 0


@pytest.mark.parametrize("tail", ["**", ""])
@pytest.mark.parametrize("head", ["**", ""])
def test_a_bold_run_cut_in_two(tail: str, head: str) -> None:
    done = run(f"先说一件事。**一是修好旧渔{tail}", f"{head}船。**船底要刷油。")
    (block,) = done.blocks
    assert isinstance(block, Para)
    assert block.spans == (Span("先说一件事。"), Span("一是修好旧渔船。", True), Span("船底要刷油。"))


def test_a_lead_in_that_lost_its_bold_behind_the_cut() -> None:
    (block,) = run("**二是补好渔**", "网。一针一针地补。").blocks
    assert isinstance(block, Para)
    assert block.spans == (Span("二是补好渔网。", True), Span("一针一针地补。"))


def test_a_lead_in_at_the_very_end_goes_on() -> None:
    assert texts(run("前文。**二是补网。**", "一针一针地补。")) == ["前文。二是补网。一针一针地补。"]


def test_blocks_out_of_order_are_found_by_the_word_across_the_cut() -> None:
    done = run("天黑了，海上的灯", "**规矩。**老人定的。", "塔亮了起来。")
    assert texts(done)[0] == "天黑了，海上的灯塔亮了起来。"
    assert [j.adjacent for j in done.joins] == [False]


def test_blocks_out_of_order_are_found_by_the_quotes_that_close() -> None:
    done = run("他说：“船要‘慢", "走’：‘我跟着走。”", "慢开’，才稳。”")
    assert texts(done) == ["他说：“船要‘慢慢开’，才稳。”", "走’：‘我跟着走。”"]
    assert done.headless == (2,)


def test_what_closes_quotes_that_are_not_open_is_left() -> None:
    done = run("大家都说老人的功劳", "里，都是海的味道。”", "2020年，他走了。")
    assert len(texts(done)) == 3
    assert (done.cut, done.headless) == ((1,), (2,))


def test_a_short_sentence_beside_a_photo_goes_home() -> None:
    done = run(
        "他深感责", Legend("▲老人", 2), "任重大。互助小组。", "后来他们组成了“船主+帮工”的", "春天来了。"
    )
    assert texts(done) == ["他深感责任重大。", "后来他们组成了“船主+帮工”的互助小组。", "春天来了。"]
    assert done.moved == ((3, "互助小组。"),)
