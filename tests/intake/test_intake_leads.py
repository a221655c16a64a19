"""Headings that are none, lead-ins in bold, levels of subheads."""

from __future__ import annotations

from kanwu_press.intake.blocks import Block, Items, Para, Span, Sub, para
from kanwu_press.intake.leads import even_leads, heading_as_para, levelled, whole_leads


def test_a_heading_with_a_sentence_in_it_is_a_paragraph() -> None:
    begun = heading_as_para("1. 先看潮水。潮水每天来两", None, 1)
    assert begun is not None
    assert begun.spans == (Span("1. 先看潮水。", True), Span("潮水每天来两"))


def test_a_heading_whose_rest_is_bold_is_a_lead_in() -> None:
    begun = heading_as_para("二、学会看渔村的", para("**“老皇历”。**老人都会看。", 2), 1)
    assert begun is not None and begun.spans == (Span("二、学会看渔村的", True),)


def test_a_heading_that_counts_is_a_lead_in() -> None:
    assert heading_as_para("第二是学会", para("看风向。风有四种。", 2), 1) is not None


def test_a_real_heading_stays() -> None:
    assert heading_as_para("二、看风向", para("**一是看云。**云往东走。", 2), 1) is None
    assert heading_as_para("看风向", para("风有四种。", 2), 1) is None
    assert heading_as_para("看风向", None, 1) is None


def test_levels_follow_the_numbering_not_the_marks() -> None:
    blocks: tuple[Block, ...] = (
        Sub("一、海", 1, 3), Sub("（一）潮", 2, 2), Sub("(二) 浪", 3, 4), Sub("二、岸", 4, 1),
        Sub("1. 沙", 5, 2),
    )  # fmt: skip
    assert [b.level for b in levelled(blocks) if isinstance(b, Sub)] == [1, 2, 2, 1, 3]


def test_levels_have_no_gaps_and_at_most_three() -> None:
    assert [b.level for b in levelled((Sub("看海", 1, 2), Sub("① 听潮", 2, 3))) if isinstance(b, Sub)] == [
        1,
        2,
    ]
    deep = tuple(Sub(t, n, 1) for n, t in enumerate(("一、a", "（一）b", "1. c", "（1）d", "① e")))
    assert [b.level for b in levelled(deep) if isinstance(b, Sub)] == [1, 2, 3, 3, 3]


def test_spaces_of_line_ends_leave_subheads() -> None:
    listed = Items(((0, "一、从退潮到涨潮：一天两次"),), 1)
    done = levelled((listed, Sub("从退潮 到涨潮： 一天两次", 2, 2), Sub("看海 听潮", 3, 2)))
    assert [b.text for b in done if isinstance(b, Sub)] == ["从退潮到涨潮：一天两次", "看海 听潮"]


def test_lead_ins_like_their_neighbours() -> None:
    blocks = (
        para("**（一）看云。**云走得快。", 1),
        para("（二）看浪。浪起得高。", 2),
        para("（一）补网。另一组，都不粗。", 3),
        para("（二）修船。也不粗。", 4),
    )
    done, lines = even_leads(blocks)
    assert [b.lead for b in done if isinstance(b, Para)] == ["（一）看云。", "（二）看浪。", "", ""]
    assert lines == (2,)


def test_lead_ins_within_a_paragraph() -> None:
    (done,), lines = even_leads((para("**一是看云。**云快。**二是看浪。**浪高。三是看鸟。鸟低。", 1),))
    assert isinstance(done, Para)
    assert Span("三是看鸟。", True) in done.spans
    assert lines == (1,)
    assert even_leads((para("**要点。**一是看云。二是看浪。", 1),))[1] == ()


def test_bold_reaches_the_final_mark() -> None:
    done = whole_leads(para("**三是学会“看天”**吃饭。天有晴雨。", 1))
    assert isinstance(done, Para)
    assert done.spans == (Span("三是学会“看天”吃饭。", True), Span("天有晴雨。"))
