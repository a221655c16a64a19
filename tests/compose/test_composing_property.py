"""Whatever is composed: nothing lost, nothing outside, flush on both sides, prohibitions kept."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from setting_type import run

from kanwu_press.compose.breaking import least_width, natural_width, next_line, set_lines
from kanwu_press.compose.classes import CLOSING, OPENING
from kanwu_press.compose.gaps import Level
from kanwu_press.compose.paragraph import Line
from kanwu_press.compose.prepare import Prepared, prepare
from kanwu_press.composition import Alignment, Prohibition, Style, Widths

SPACES = " \u3000\u00a0\u200b\u2060\n"
PIECES = st.one_of(
    st.text("海风堤潮人在了一", min_size=1, max_size=8),
    st.sampled_from("，。、；：？！“”‘’（）《》·～–—-/　 \u00a0\u200b\u00ad\ufffc①"),
    st.sampled_from(
        ["——", "……", "……", "word", "hyphenation", "composition", "2024年", "12.5%", "3～5", "A. B. "]
    ),
    st.sampled_from(["https://example.org/a/b?c=d", "\n", "？！", "！！！", "”——", "）（", "J·K·"]),
)
TEXTS = st.lists(PIECES, min_size=1, max_size=30).map("".join)
STYLES = st.builds(
    Style,
    widths=st.sampled_from(Widths),
    prohibition=st.sampled_from(Prohibition),
    tight_marks=st.booleans(),
    hanging=st.booleans(),
    squeeze_stops=st.booleans(),
    whole_dates=st.booleans(),
)
RUNS = st.lists(
    st.builds(
        run,
        TEXTS,
        st.sampled_from([1.0, 1.0, 0.7, 1.5]),
        before=st.sampled_from([0.0, 0.0, 0.3]),
        after=st.sampled_from([0.0, 0.0, 0.2]),
        unbroken=st.sampled_from([False, False, False, True]),
    ),
    min_size=1,
    max_size=3,
)
MEASURES = st.sampled_from([0.0, 0.4, 3.0, 5.5, 8.0, 12.0, 20.0, 22.0, 37.3])
INDENTS = st.sampled_from([0.0, 2.0])


def right_edge(text: Prepared, line: Line) -> float:
    """Of the last body, from its glyph's origin."""
    last = line.last - 1
    return line.origins[-1] + text.ends[last + 1] - text.origins[last]


@settings(max_examples=150, deadline=None)
@given(RUNS, STYLES, MEASURES, INDENTS, st.sampled_from(Alignment))
def test_nothing_is_lost_and_the_order_is_kept(runs, style, measure, indent, alignment):  # type: ignore[no-untyped-def]
    text = prepare(runs, style)
    lines = set_lines(text, measure, indent=indent, alignment=alignment)
    shown = {i for line in lines for i in range(line.first, line.last)}
    assert all(text.clusters[i] in SPACES for i in set(range(len(text.clusters))) - shown)
    at = 0
    for line in lines:
        assert at <= line.first <= line.last <= line.next
        assert len(line.origins) == line.last - line.first
        at = line.next
    assert at == len(text.clusters)
    for line in lines:
        places = [x - (text.origins[i] - text.starts[i]) for i, x in enumerate(line.origins, line.first)]
        assert all(b - a > -1e-6 for a, b in pairwise(places))
    assert lines == set_lines(text, measure, indent=indent, alignment=alignment)


@settings(max_examples=150, deadline=None)
@given(RUNS, STYLES, MEASURES, INDENTS, st.sampled_from([Alignment.JUSTIFIED, Alignment.SPREAD]))
def test_lines_are_flush_and_never_too_wide(runs, style, measure, indent, alignment):  # type: ignore[no-untyped-def]
    text = prepare(runs, style)
    for number, line in enumerate(set_lines(text, measure, indent=indent, alignment=alignment)):
        if not line.origins:
            continue
        hyphen = next((text.hyphens[line.next] for _ in [0] if line.hyphen), 0.0)
        edge = right_edge(text, line) + hyphen
        assert abs(edge - line.end) < 1e-6
        width = measure - (indent if number == 0 else 0.0)
        a, z = line.first, line.last - 1
        single = all(text.levels[i] == Level.NEVER for i in range(a + 1, z + 1))
        hangs = text.hangs.get(line.last, 0.0)
        assert single or edge < measure + hangs + 1e-6, (width, edge)
        is_last = line.next in text.forced or line.forced
        can_stretch = text.every[z] - text.every[a] > 0
        if (alignment is Alignment.JUSTIFIED and is_last) or single or not can_stretch:
            continue
        assert (
            edge in (measure, measure + hangs)
            or abs(edge - measure) < 1e-6
            or abs(edge - measure - hangs) < 1e-6
        )


@settings(max_examples=150, deadline=None)
@given(RUNS, STYLES, MEASURES, INDENTS, st.sampled_from([Alignment.RAGGED, Alignment.BALANCED]))
def test_ragged_lines_keep_their_gaps(runs, style, measure, indent, alignment):  # type: ignore[no-untyped-def]
    text = prepare(runs, style)
    for line in set_lines(text, measure, indent=indent, alignment=alignment):
        assert line.squeezed == line.stretched == line.spread == 0.0
        for (i, x), (j, y) in pairwise(enumerate(line.origins, line.first)):
            assert abs(y - x - (text.origins[j] - text.origins[i])) < 1e-6


@settings(max_examples=150, deadline=None)
@given(RUNS, STYLES, MEASURES, INDENTS, st.sampled_from(Alignment))
def test_no_gap_leaves_its_limits(runs, style, measure, indent, alignment):  # type: ignore[no-untyped-def]
    text = prepare(runs, style)
    for line in set_lines(text, measure, indent=indent, alignment=alignment):
        for (i, x), (j, y) in pairwise(enumerate(line.origins, line.first)):
            taken = (text.origins[j] - text.origins[i]) - (y - x)
            assert taken <= text.squeezable[j] - text.squeezable[i] + 1e-6
            if text.every[j] == text.every[i]:
                assert taken > -1e-6


@settings(max_examples=150, deadline=None)
@given(RUNS, STYLES, MEASURES, st.sampled_from(Alignment))
def test_prohibitions_are_kept_where_they_can_be(runs, style, measure, alignment):  # type: ignore[no-untyped-def]
    text = prepare(runs, style)
    fits = least_width(text) <= measure
    for line in set_lines(text, measure, alignment=alignment):
        if line.next >= len(text.clusters) or line.forced:
            continue
        assert text.levels[line.next] != Level.NEVER
        if fits:
            assert text.levels[line.next] == Level.FREE
            assert text.clusters[line.next] not in (*CLOSING, *"，。、；：？！·～–—")
            assert text.clusters[line.last - 1] not in OPENING


@settings(max_examples=150, deadline=None)
@given(RUNS, STYLES, MEASURES, INDENTS)
def test_line_by_line_loses_nothing_either(runs, style, measure, indent):  # type: ignore[no-untyped-def]
    text = prepare(runs, style)
    at, count = 0, len(text.clusters)
    while at < count:
        line = next_line(text, measure, indent=indent, start=at)
        assert line is not None and line.next > at
        assert all(text.clusters[i] in SPACES for i in (*range(at, line.first), *range(line.last, line.next)))
        at, indent = line.next, 0.0
    assert next_line(text, measure, start=at) is None


@settings(max_examples=150, deadline=None)
@given(RUNS, STYLES)
def test_the_widths_that_the_engine_asks_for(runs, style):  # type: ignore[no-untyped-def]
    text = prepare(runs, style)
    assert 0.0 <= least_width(text) <= natural_width(text) + 0.36  # of a hyphen
    forced = text.clusters.count("\n") + (text.clusters[-1] != "\n")
    assert len(set_lines(text, natural_width(text) + 1e-3)) == forced
    for line in set_lines(text, least_width(text) + 1e-3, alignment=Alignment.RAGGED):
        assert line.end <= least_width(text) + 1e-2
