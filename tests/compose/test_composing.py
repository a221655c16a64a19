"""The rules of CLREQ and GB/T 15834 on tiny paragraphs, their breaks and places worked out by hand.

In the face of these tests letters are half an em wide, all else one em (setting_type.py).
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from setting_type import content, lines, origins, prepared, run

from kanwu_press.compose.breaking import least_width, natural_width, next_line, set_lines
from kanwu_press.compose.classes import CLOSING, OPENING
from kanwu_press.compose.fitting import Segment, Tolerance, demerits
from kanwu_press.compose.paragraph import Run
from kanwu_press.compose.prepare import prepare
from kanwu_press.compose.setting import set_line
from kanwu_press.composition import Alignment, Prohibition, Style, Widths

TEN = "一二三四五六七八九十"
TEXT = (
    "清早的海风从东边来，带着一点盐的味道。孩子们在堤上跑，喊着“潮来了！”老人坐在石头上，不说话；"
    "他们在等最后一班渡船，船上有信、米、灯油和孩子们的课本，也有从城里捎来的消息。"
)


# Which marks begin and end lines


@pytest.mark.parametrize("mark", [*CLOSING, *"，、；：。？！·–—～-/／"])
def test_lb_start(mark: str) -> None:
    for text in (f"一二三四五{mark}六七八九十", f"一二三四五 {mark}六七八九十"):
        for measure in (3.5, 4.0, 5.0, 6.0):
            assert not any(line.startswith(mark) for line in lines(text, measure))


@pytest.mark.parametrize("mark", OPENING)
def test_lb_end(mark: str) -> None:
    assert lines(f"一二三四{mark}五六七八）", 5) == ["一二三四", f"{mark}五六七八）"]
    for measure in (3.5, 4.0, 5.0, 6.0):
        assert not any(line.endswith(mark) for line in lines(f"一二三四{mark}五六七八九十", measure))


def test_lb_gb() -> None:
    text = "一二三四/五六七八"
    assert lines(text, 4.5) == ["一二三四/", "五六七八"]
    for level in (Prohibition.GB, Prohibition.STRICT):
        assert not any(line.endswith("/") for line in lines(text, 4.5, Style(prohibition=level)))


@pytest.mark.parametrize("unit", ["——", "……"])
def test_lb_strict(unit: str) -> None:
    text = f"一二三四{unit}五六"
    for level in (Prohibition.BASIC, Prohibition.GB):
        assert lines(text, 4, Style(prohibition=level)) == ["一二三四", f"{unit}五六"]
    assert not any(line.startswith(unit) for line in lines(text, 4, Style(prohibition=Prohibition.STRICT)))


@pytest.mark.parametrize("unit", ["——", "……"])
def test_lb_unit_is_whole(unit: str) -> None:
    letters = [*"一二三四", *unit, *"五六七"]  # as two clusters, which only keep together
    run_of_letters = Run(tuple(letters), (1.0,) * len(letters), 1.0)
    for measure in (2.0, 3.0, 4.0, 5.0, 6.0):
        for text in (prepared(f"一二三四{unit}五六七"), prepare([run_of_letters], Style())):
            assert any(unit in content(text, line) for line in set_lines(text, measure))


@pytest.mark.parametrize(
    "unit",
    [
        "800本", "12.5%", "5℃", "2024年", "第3期", "3～5天", "3—5天", "3-5天", "120万人", "3公里", "20多年",
        "10:30", "3 000 km", "25 kg", "50平方米", "2,078艘", "¥3.5元", "0898-8888 8888", "No. 5", "第 12 期",
        "100余人",
    ],
)  # fmt: skip
def test_lb_unit_numbers(unit: str) -> None:
    text = f"海风又吹过{unit}海上的船都回来了"
    least = least_width(prepared(unit))
    for tenths in range(int(least * 10) + 10, 160, 5):
        assert any(unit in line for line in lines(text, tenths / 10)), tenths


def test_dates_are_whole_if_the_style_says_so() -> None:
    text, date = "海风又吹过2024年4月15日海上", "2024年4月15日"
    assert any(line.endswith("年") or line.endswith("月") for line in lines(text, 8.5))
    whole = Style(whole_dates=True)
    assert any(date in line for line in lines(text, 8.5, whole))
    assert any(
        line.endswith("年") or line.endswith("月") for line in lines(text, 5, whole)
    )  # there it does not fit


@pytest.mark.parametrize("name", ["J. K. Rowling", "J·K·罗琳", "A.B. 克拉克"])
def test_initials_stay_with_the_name(name: str) -> None:
    text = f"海风吹过{name}来了没有"
    for measure in (7, 8, 9, 10):
        assert not any(line.endswith((".", "·")) for line in lines(text, measure))


# Widths


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("一，二", [0, 1, 2]),
        ("一（二）三", [0, 1, 2, 3, 4]),
        ("一——二", [0, 1, 3]),
        ("一……二", [0, 1, 3]),
        ("一·二", [0, 1.085, 1.5]),  # half an em, the point in its middle
        ("一—二", [0, 1.055, 2]),  # one em
        ("一～二", [0, 1, 2]),
        ("一–二", [0, 0.97, 1.5]),
        ("一/二", [0, 1.075, 1.5]),
        ("一？！二", [0, 1, 1.5, 2]),
        ("一！！二", [0, 1, 1.5, 2]),
        ("一？！！二", [0, 1, 1.5, 2, 3]),
    ],
)
def test_w_1(text: str, places: list[float]) -> None:
    assert origins(text) == places


@pytest.mark.parametrize("pair", ["》（", "”、", "。”", "：“", "）。", "（“", "”）", "，“", "。“", "）（"])
def test_w_adj(pair: str) -> None:
    assert origins(f"一{pair}二") == [0, 1, 1.5, 2.5]  # one and a half em for the two


def test_w_adj_brackets_stay_close_to_what_they_enclose() -> None:
    assert origins("一（“二”）三") == [0, 1, 1.5, 2.5, 3.5, 4, 5]
    assert origins("一（）二") == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("pair", "places"), [("》（", [0, 1, 1, 2]), ("。“", [0, 1, 1, 2]), ("”、", [0, 1, 1.5, 2.5])]
)
def test_w_adj_tight(pair: str, places: list[float]) -> None:
    assert origins(f"一{pair}二", style=Style(tight_marks=True)) == places


@pytest.mark.parametrize(
    ("widths", "single", "paired"),
    [
        (Widths.FULL, [0, 1, 2, 3, 4], [0, 1, 1.5, 2.5]),
        (Widths.ENDS_FULL, [0, 1, 1.5, 2.5, 3.5], [0, 1, 1, 2]),
        (Widths.HALF, [0, 1, 1.5, 2.5, 3], [0, 1, 1, 2]),
        (Widths.EDGES_HALF, [0, 1, 2, 3, 4], [0, 1, 2, 3]),
    ],
)
def test_widths(widths: Widths, single: list[float], paired: list[float]) -> None:
    assert origins("一，二。三", style=Style(widths=widths)) == single
    assert origins("一》（二", style=Style(widths=widths)) == paired
    line = set_lines(prepared("一二三四，五六七八", Style(widths=widths)), 4.5)[0]
    assert (line.last, line.end, line.squeezed) == (5, 4.5, 0.0)  # at the line's end all are alike


def test_w_le() -> None:
    for mark in "，。！？；：、”）》":
        first, second = set_lines(prepared(f"一二三四{mark}五六七八。"), 4.5)
        assert (first.last, first.end, first.squeezed, first.stretched) == (5, 4.5, 0.0, 0.0)
        assert first.origins == (0, 1, 2, 3, 4)
        assert second.end == 4.5


def test_w_ls() -> None:
    text = prepared("“一二”三四五")
    assert set_lines(text, 10)[0].origins[:2] == (-0.5, 0.5)
    assert set_lines(text, 10, indent=2)[0].origins[:2] == (1.5, 2.5)


def test_w_order_pushes_in_before_it_pushes_out() -> None:
    # 7 em with a blank that gives half an em, against 6 em that would have to be stretched by as much
    assert lines("一二三，四五六七八九", 6.5) == ["一二三，四五六", "七八九"]


def test_hang() -> None:
    text = "一二三四五，六七八九十"
    assert lines(text, 5)[0] != "一二三四五，"
    hanging = prepared(text, Style(hanging=True))
    first, second = set_lines(hanging, 5)
    assert content(hanging, first) == "一二三四五，"
    assert (first.end, first.stretched, second.origins[0]) == (5.5, 0.0, 0.0)


@pytest.mark.parametrize("marks", ["”，", "。”", "；", "！"])
def test_only_one_mark_hangs(marks: str) -> None:
    whole = prepared(f"一二三四五{marks}六七八九十", Style(hanging=True))
    assert all(line.end <= 5 for line in set_lines(whole, 5))


# Gaps between Han and Latin


def test_sp_cw() -> None:
    assert origins("共800本") == [0, 1.25, 1.75, 2.25, 3]
    assert origins("共abc（de）f，g") == [0, 1.25, 1.75, 2.25, 2.75, 3.75, 4.25, 4.75, 5.75, 6.25, 7.25]


def test_sp_cw_a_typed_space_is_the_same_gap() -> None:
    for space in (" ", "  ", "\u00a0"):
        text = prepared(f"共{space}800{space}本")
        line = set_lines(text, 100)[0]
        seen = [x for x, cluster in zip(line.origins, text.clusters, strict=True) if cluster not in " \u00a0"]
        assert seen == [0, 1.25, 1.75, 2.25, 3]


def test_sp_cw_none_at_the_edges() -> None:
    text = prepared("一二三四 word 五六七八")
    first, second = set_lines(text, 4)[:2]
    assert (first.last, first.end, second.first, second.origins[0]) == (4, 4, 5, 0)
    assert prepared("一二abc").ends[-1] == 3.75


def test_a_typed_space_between_han_characters_is_kept() -> None:
    assert origins("一 二") == [0, 1, 1.25]
    assert origins("一\u3000二") == [0, 1, 2]
    assert lines("一二三 四五六", 3) == ["一二三", "四五六"]
    assert origins("\u3000\u3000一") == [0, 0, 2]


def test_the_gap_is_measured_in_the_han_characters_size() -> None:
    text = prepare([run("一", 2.0), run("ab", 1.0), run("二", 1.0)], Style())
    assert text.starts == (0, 2.5, 3.0, 3.75)


# Squeezing and stretching


def spaced(text: str) -> Run:
    """With word spaces of 0.35 em, which can give 0.1 em."""
    of = run(text)
    advances = [
        0.35 if cluster == " " else width for cluster, width in zip(of.clusters, of.advances, strict=True)
    ]
    return Run(of.clusters, tuple(advances), 1.0)


def gaps_of(run_of: Run, change: float) -> dict[str, float]:
    """How much each gap of the run changes by its cluster, when the line is to be wider by `change`."""
    text = prepare([run_of, run("末末")], Style())
    count = len(run_of.clusters)
    line = set_line(text, 0, count, text.ends[count] + change, 0.0, Alignment.JUSTIFIED)
    natural = text.origins[:count]
    moved = [round(x - o, 4) for x, o in zip(line.origins, natural, strict=True)]
    assert abs(moved[-1] - change) < 1e-4
    return {
        run_of.clusters[i]: round(moved[i + 1] - moved[i], 4)
        for i in range(count - 1)
        if moved[i + 1] != moved[i]
    }


@pytest.mark.parametrize(
    ("change", "gaps"),
    [
        (-0.05, {" ": -0.05}),  # word spaces first, to a quarter of an em
        (-0.1, {" ": -0.1}),
        (-0.6, {" ": -0.1, "二": -0.25, "）": -0.25}),  # then the blanks of brackets, all alike
        (-1.1, {" ": -0.1, "二": -0.5, "）": -0.5}),
        (-1.4, {" ": -0.1, "二": -0.5, "）": -0.5, "，": -0.3}),  # then those of ，、；：
        (-1.7, {" ": -0.1, "二": -0.5, "）": -0.5, "，": -0.5, "一": -0.05, "b": -0.05}),  # then Han–Latin
        (-1.85, {" ": -0.1, "二": -0.5, "）": -0.5, "，": -0.5, "一": -0.125, "b": -0.125}),
    ],
)
def test_just_sq(change: float, gaps: dict[str, float]) -> None:
    assert gaps_of(spaced("一a b二（三）四，五。六"), change) == gaps


def test_just_sq_stops_only_if_the_style_says_so() -> None:
    text = "一二三。四五六七八九"
    assert lines(text, 6.5)[0] == "一二三。四五"
    assert lines(text, 6.5, Style(squeeze_stops=True))[0] == "一二三。四五六"


@pytest.mark.parametrize(
    ("change", "gaps"),
    [
        (0.1, {" ": 0.1}),  # word spaces first, to half an em
        (0.35, {" ": 0.15, "一": 0.1, "b": 0.1}),  # then Han–Latin
        (0.65, {" ": 0.15, "一": 0.25, "b": 0.25}),
        (
            0.74,
            {" ": 0.15, "一": 0.25, "b": 0.25, "二": 0.03, "，": 0.03, "三": 0.03},
        ),  # then all others alike
    ],
)
def test_just_st(change: float, gaps: dict[str, float]) -> None:
    assert gaps_of(spaced("一a b二，三四"), change) == gaps


def test_just_st_leaves_units_and_connectors_alone() -> None:
    assert gaps_of(run("一—二/三四"), 0.1) == {"三": 0.1}
    assert gaps_of(Run(tuple("一——二"), (1.0,) * 4, 1.0), 0.2) == {"一": 0.1, "—": 0.1}


def test_a_line_without_gaps_stays_short() -> None:
    text = prepared("abcdefgh-ijklmnop", Style(hyphenation=False))
    first = set_lines(text, 6)[0]
    assert (content(text, first), first.end) == ("abcdefgh-", pytest.approx(4.35))


# Last lines


def test_p_widow1() -> None:
    assert lines(TEN + "末", 10) == ["一二三四五六七八九", "十末"]
    assert lines(TEN + "末。", 10) == ["一二三四五六七八九", "十末。"]
    assert lines(TEN + "末。”", 10) == ["一二三四五六七八九", "十末。”"]
    assert lines(TEN + "5。", 10) == ["一二三四五六七八九", "十5。"]


def test_a_paragraph_of_one_character() -> None:
    assert lines("末。", 10) == ["末。"]
    assert lines("末", 0.5) == ["末"]
    assert set_lines(prepared(""), 10) == ()


# Foreign words, addresses, notes


def test_words_are_hyphenated() -> None:
    assert lines("一二三hyphenation", 6) == ["一二三hy-", "phenation"]
    assert lines("一二三hyphenation", 6, Style(hyphenation=False))[0] == "一二三"
    for word in ("HYPHENATION", "hyphen2ation", "four"):
        assert not any(line.endswith("-") for line in lines(f"一二三{word}四五", 6))
    without = prepare([run("一二三hyphenation", hyphen=0.0)], Style())
    assert not any(line.hyphen for line in set_lines(without, 6))


def test_words_are_hyphenated_in_their_language() -> None:
    breaks = [
        prepare([run("signature", language=language)], Style()).hyphens for language in ("", "fr", "xx")
    ]
    assert [sorted(places) for places in breaks] == [[3, 5], [2, 5], []]


def test_soft_hyphens() -> None:
    assert lines("一二三ab\u00adcd四五", 4.75) == ["一二三ab\u00ad-", "cd四五"]
    assert lines("一二三ab\u00adcd四五", 20) == ["一二三ab\u00adcd四五"]


def test_addresses_break_after_their_signs() -> None:
    text = "见https://example.org/haian/tide?day=3五六"
    assert lines(text, 9) == ["见https://example.", "org/haian/tide?", "day=3五六"]
    for measure in (8, 10, 11, 12):
        found = lines(text, measure)
        assert "".join(found) == text
        assert all(line[-1] in "/?=.&" or line[-2:] in ("=3", "五六") for line in found)


def test_compounds_break_after_their_own_hyphen() -> None:
    assert lines("一二三well-known", 5.6) == ["一二三well-", "known"]
    assert not any(line.endswith("-") for line in lines("一二三四COVID-19五六七八", 7))


def test_a_word_wider_than_the_measure_is_broken_anywhere() -> None:
    for text in ("一二ABCDEFGHIJ三四", "一二hyphenation2三四"):
        found = lines(text, 3)
        assert "".join(found) == text
        assert all(least_width(prepared(line)) <= 3 for line in found)


def test_what_is_too_wide_is_broken_where_it_harms_least() -> None:
    found = lines("电话：0898-88888888", 5)  # at its hyphen, not in its figures
    assert found == ["电话：0898-", "88888888"]
    assert lines("海风2024年度，第3期", 2.5)[:2] == ["海风", "2024"]


def test_proportional_quotes_are_foreign() -> None:
    clusters = tuple("一don’t “word” 二")
    advances = tuple([1.0 if c in "一二" else 0.25 if c in " ’“”" else 0.5 for c in clusters])
    text = prepare([Run(clusters, advances, 1.0)], Style())
    line = set_lines(text, 100)[0]
    assert line.origins[1] == 1.25
    assert line.origins[5] - line.origins[4] == 0.25  # the apostrophe keeps its advance
    assert text.breaks == (1, 7, 14, 15)


def test_straight_quotes_open_and_close_by_turns() -> None:
    for measure in (3.5, 4.0, 4.5, 5.0, 6.0):
        found = lines('一二三"四五"六七八"九十"末尾', measure)
        assert not any(line.count('"') % 2 and line.startswith('"') and line[1:2] in "六末" for line in found)
        assert not any(line.endswith('"') and line[-2:-1] in "三八" for line in found)


def test_the_foot_of_a_formula_is_no_call() -> None:
    text = prepare([run("一CO"), run("2", 0.6), run("二三")], Style())
    assert text.starts == (0, 1.25, 1.75, 2.25, 2.8, 3.8)


def test_rounded_advances_fill_the_measure() -> None:
    advances = (13.3334,) * 44  # 22 of them are a trifle more than the measure
    text = prepare([Run(tuple("海" * 44), advances, 13.3333)], Style())
    first, second = set_lines(text, 13.3333 * 22)
    assert (first.last, second.last) == (22, 44)
    assert first.origins[-1] + 13.3334 == pytest.approx(13.3333 * 22, abs=1e-9)


def test_a_notes_call_never_begins_a_line() -> None:
    for call in ("①", "[1]", "*"):
        text = prepare([run("一二三四五"), run(call, 0.6), run("六七八九十一")], Style())
        for measure in (3.0, 5.0, 5.2, 6.0):
            assert not any(content(text, line).startswith(call) for line in set_lines(text, measure))
        assert text.starts[6 if len(call) == 1 else 8] == pytest.approx(5 + sum(run(call, 0.6).advances))


def test_the_number_of_an_item_may_begin_a_line() -> None:
    assert lines("一二三四：①五六七；②八九。", 4.5) == ["一二三四：", "①五六七；", "②八九。"]
    for measure in (4.0, 5.0, 5.5, 6.0, 7.0):  # and never ends one
        assert not any(line.endswith(("①", "②")) for line in lines("一二三：①四五六；②七八九。", measure))


# Alignments


def test_spread() -> None:
    def name(text: str) -> tuple[float, ...]:
        return set_lines(prepared(text), 3, alignment=Alignment.SPREAD)[0].origins

    assert name("张三") == (0, 2)
    assert name("张小三") == (0, 1, 2)
    assert name("张") == (0,)


def test_ragged_is_neither_squeezed_nor_stretched() -> None:
    assert lines("一二三，四五六七八九", 6.5, alignment=Alignment.RAGGED) == ["一二三，四五", "六七八九"]
    assert lines(TEN + "末", 10, alignment=Alignment.RAGGED)[-1] == "十末"


def test_balanced() -> None:
    def headline(text: str, measure: float, phrases: frozenset[int] = frozenset()) -> list[str]:
        whole = prepared(text, phrases=phrases)
        return [content(whole, x) for x in set_lines(whole, measure, alignment=Alignment.BALANCED)]

    assert headline("在大海与陆地之间寻找道路", 11) == ["在大海与陆地", "之间寻找道路"]
    assert headline("在大海与陆地之间寻找道路", 11, frozenset({1, 4, 8, 10})) in (
        ["在大海与", "陆地之间寻找道路"], ["在大海与陆地之间", "寻找道路"],
    )  # fmt: skip
    assert headline("在大海与陆地之间寻找道路", 11, frozenset({1, 8, 10})) == ["在大海与陆地之间", "寻找道路"]
    assert headline("在大海与陆地 之间寻找一条道路", 11, frozenset({4, 9})) == [
        "在大海与陆地",
        "之间寻找一条道路",
    ]
    assert headline("潮水涨落之间，堤上的孩子们", 11) == ["潮水涨落之间，", "堤上的孩子们"]
    assert min(map(len, headline("一二三四五六七八九十末", 10))) == 5
    assert headline("新船；下水", 4.5, frozenset({1})) == ["新船；", "下水"]  # never a lone character


def test_looseness() -> None:
    text = prepared(TEXT)
    for measure in (20.0, 21.0, 22.0, 23.0, 24.0):
        best = len(set_lines(text, measure, indent=2))
        for looseness in (1, -1):
            changed = set_lines(text, measure, indent=2, looseness=looseness)
            assert len(changed) in (0, best + looseness)
            assert all(line.spread <= 0.09 for line in changed) or looseness < 0
    counts = [len(set_lines(text, m / 2, indent=2, looseness=1)) for m in range(40, 60)]
    assert any(counts) and not all(counts)


# What the runs say


def test_a_run_that_is_not_broken() -> None:
    text = prepare([run("一二三"), run("四五六", unbroken=True), run("七八九")], Style())
    for measure in (4, 5, 6, 7):
        assert any("四五六" in content(text, line) for line in set_lines(text, measure))


def test_margins_stick_to_their_clusters() -> None:
    text = prepare([run("一"), run("二三", before=0.5, after=0.25), run("四")], Style())
    assert text.origins == (0, 1.5, 2.5, 3.75)
    assert set_lines(text, 2.0)[1].origins[0] == pytest.approx(0.5)
    spaces = prepare([run("a"), run(" b ", before=0.5, after=0.25), run("c")], Style())
    assert spaces.origins == (0, 0.5, 0.75 + 0.5, 1.25 + 0.5 + 0.25, 2.25)


def test_forced_breaks() -> None:
    text = prepared("一二\n\n三四五")
    found = set_lines(text, 10, indent=2)
    assert [(x.first, x.last, x.next, x.forced) for x in found] == [
        (0, 2, 3, True), (3, 3, 4, True), (4, 7, 7, False),
    ]  # fmt: skip
    assert [x.origins[:1] for x in found] == [(2,), (), (0,)]
    assert natural_width(text) == 3


def test_widths_for_the_engine() -> None:
    text = prepared("一二三word四五，")
    assert natural_width(text) == pytest.approx(3 + 0.25 + 2 + 0.25 + 2 + 0.5)
    assert least_width(text) == 2
    assert least_width(prepared("一，二")) == 1.5


def test_line_by_line_in_changing_measures() -> None:
    text = prepared(TEXT)
    first = next_line(text, 10.0)
    assert first is not None and first.end == pytest.approx(10.0)
    second = next_line(text, 22.0, start=first.next)
    assert second is not None and second.first == first.next and second.end == pytest.approx(22.0)
    rest = set_lines(text, 22.0, start=second.next)
    assert rest[0].first == second.next and rest[-1].next == len(text.clusters)
    assert next_line(text, 22.0, start=len(text.clusters)) is None


# Total fit


@pytest.mark.parametrize("measure", [10.0, 14.0, 16.5, 18.0, 20.0, 22.0, 22.3])
def test_total_fit_costs_no_more_than_line_by_line(measure: float) -> None:
    text = prepared(TEXT * 2)
    at, path = 0, []
    while (line := next_line(text, measure, start=at)) is not None:
        at = line.next
        path.append(at)
    segment = Segment(text, 0, text.breaks, measure, 0.0, Alignment.JUSTIFIED)
    best = tuple(line.next for line in set_lines(text, measure))
    anything = Tolerance(10.0, 10.0, True, False)
    assert demerits(segment, best, anything) <= demerits(segment, path, anything)


def test_neighbouring_lines_look_alike() -> None:
    lines_of = [set_lines(prepared(TEXT * 2), measure) for measure in (18.0, 19.5, 20.0, 21.3, 22.0)]
    spreads = [line.spread for lines in lines_of for line in lines[:-1]]
    assert max(spreads) < 0.06


def test_lines_that_begin_or_end_alike_cost() -> None:
    def costs_of(*three: str) -> float:
        text = prepared("".join(three) + "末尾")
        segment = Segment(text, 0, text.breaks, 6.0, 0.0, Alignment.JUSTIFIED)
        return demerits(segment, [6, 12, 18, 20], Tolerance(0.1, 0.0, False, False))

    unlike = costs_of("一二三四五六", "海风二一三四", "潮水四三一二")
    assert costs_of("一二三四五六", "海风二一三四", "海风四三一二") == unlike + 40
    assert costs_of("一二三四潮水", "海风三四潮水", "六七四三一二") == unlike + 40


def test_a_contrast_of_tight_and_loose_lines_costs() -> None:
    """The even way between a line that is squeezed and one that is stretched is taken."""
    text = prepared(
        "一二三四五六七八九十一二三四五六七八九十一，二三四五六七八九十一二三四五六七八九十一二三四"
    )
    shares = [line.stretched - line.squeezed for line in set_lines(text, 21.5)]
    assert all(abs(a - b) <= 1.0 for a, b in pairwise(shares))


def test_a_call_stands_between_a_mark_and_its_blank() -> None:
    """。”① keeps close; the half em that ” brings stands after the call."""
    small = Run(("①",), (0.8,), 0.8)
    line = set_lines(prepare([run("好。”"), small, run("他说")], Style()), 20.0)[0]
    quote, call, after = line.origins[2:5]
    assert call - quote == pytest.approx(0.5)
    assert after - call == pytest.approx(0.8 + 0.5)
