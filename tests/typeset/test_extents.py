"""How deep articles are and what they leave below their ends, held against the glyphs on the pages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image

from build_issue import p, t
from kanwu_press.geometry import page_geometry
from kanwu_press.model import (
    Article,
    Extent,
    Figure,
    Issue,
    Layout,
    Note,
    NoteRef,
    Opener,
    Paragraph,
    Picture,
    Place,
    Start,
    Text,
    TypeArea,
    Width,
)
from kanwu_press.typeset.interior import Printed
from kanwu_press.typeset.white import fillers_for, line_chars, picture_mm, room_chars
from reading import Glyph

from .conftest import Press
from .test_pages import issue_with, long_article, pages_of

AREA = TypeArea()
GEOMETRY = page_geometry(AREA, 3.0)
TOP = GEOMETRY.head_mm / 25.4 * 72
FOOT = TOP + GEOMETRY.depth_pt
SENTENCE = "潮水涨了又落，滩上的人去了又来。"


def article(number: int, paragraphs: int, **more: object) -> Article:
    made = long_article(number, paragraphs, **more)
    assert isinstance(made, Article)
    return made


def plain(*articles: Article) -> Issue:
    """One section without an opener: the first article begins at the head of the type area."""
    issue = issue_with(*articles)
    return replace(issue, sections=(replace(issue.sections[0], opener=Opener.NONE),))


def body(printed: Printed, number: int) -> list[Glyph]:
    """The body text on the last page of an article, counted from 1."""
    page = pages_of(printed)[printed.page_map.articles[number - 1].last - 1]
    return [g for g in page if abs(g.size - AREA.size_pt) < 0.01 and TOP < g.y < FOOT]


def line_of(glyph: Glyph) -> int:
    """On which line of the type area a glyph stands: its baseline lies within that line."""
    return int((glyph.y - TOP) // AREA.leading_pt) + 1


def extent(printed: Printed, number: int) -> Extent:
    return printed.page_map.extents[number - 1]


@pytest.mark.parametrize("paragraphs", [2, 9, 17, 26, 40])
def test_the_white_is_what_no_line_of_text_reaches(press: Press, paragraphs: int) -> None:
    printed, _ = press.set(plain(article(1, paragraphs)))
    text = body(printed, 1)
    found, span = extent(printed, 1), printed.page_map.articles[0]
    assert found.white == AREA.lines - max(map(line_of, text))
    assert found.last == AREA.lines - found.white
    assert found.depth == found.last if span.first == span.last else found.depth > AREA.lines
    if span.first < span.last:  # a last page without a head: its lines can be counted
        assert found.rows == len({(line_of(g), g.x > 297) for g in text})


def test_below_an_article_that_another_follows_nothing_is_left(press: Press) -> None:
    printed, codes = press.set(plain(article(1, 5), article(2, 4, start=Start.RUN_ON)))
    first, second = printed.page_map.extents
    assert printed.page_map.articles[0].last == printed.page_map.articles[1].last
    assert first.white == 0
    assert first.depth + second.depth + second.white == AREA.lines
    assert second.white == AREA.lines - max(map(line_of, body(printed, 2)))
    assert "few-lines-over" not in codes


def test_a_single_column_is_counted_in_lines_of_the_type_area(press: Press) -> None:
    printed, _ = press.set(plain(article(1, 4, layout=Layout.ONE)))
    page = pages_of(printed)[printed.page_map.articles[0].last - 1]
    own = [g for g in page if abs(g.size - AREA.single_size_pt) < 0.01 and TOP < g.y < FOOT]
    found, deepest = extent(printed, 1), max(g.y for g in own)
    # a line reaches less than half its leading below its baseline
    assert 0 <= FOOT - deepest - found.white * AREA.leading_pt < AREA.leading_pt + AREA.single_leading_pt / 2
    assert found.rows * AREA.single_leading_pt <= found.last * AREA.leading_pt


def test_notes_count_and_white_ends_above_them(press: Press) -> None:
    place = Place("x", 3)
    call = Paragraph((Text(SENTENCE), NoteRef("a")), place)
    noted = replace(article(1, 3), notes=(Note("a", 1, (p("见旧志。", 4),), place),))
    noted = replace(noted, blocks=(call, *noted.blocks[1:]))
    bare = replace(noted, blocks=(replace(call, children=call.children[:1]), *noted.blocks[1:]), notes=())
    (with_note, _), (without, _) = press.set(plain(noted)), press.set(plain(bare))
    page = pages_of(with_note)[with_note.page_map.articles[0].last - 1]
    top = min(g.y for g in page if abs(g.size - 8.5) < 0.01 and TOP < g.y < FOOT)  # of the note
    deepest = max(map(line_of, body(with_note, 1)))
    room = (top - TOP) / AREA.leading_pt - deepest
    found, other = extent(with_note, 1), extent(without, 1)
    assert found.white < room < found.white + 3
    assert found.white < other.white
    assert found.depth > other.depth


# ---- what is promised holds ----------------------------------------------------------------


def test_a_filler_that_is_named_fits(press: Press) -> None:
    long, other, short = article(1, 9), article(2, 14), article(3, 2)
    before, codes = press.set(plain(long, other, short))
    issue = plain(long, other, short)
    assert short in fillers_for(issue, before.page_map, long)
    assert "white-filler" in codes
    moved = replace(short, start=Start.RUN_ON)
    after, _ = press.set(plain(long, moved, other))
    span = after.page_map.article(short.id)
    assert (span.first, span.last) == (after.page_map.article(long.id).last,) * 2
    depths = [next(e for e in printed.page_map.extents if e.id == short.id) for printed in (before, after)]
    assert 0 <= depths[1].depth - depths[0].depth <= 1


@pytest.mark.parametrize("layout", list(Layout))
def test_text_of_so_many_characters_fills_the_white(press: Press, layout: Layout) -> None:
    issue = plain(article(1, 6, layout=layout))
    before, _ = press.set(issue)
    room = room_chars(issue.publication, layout, extent(before, 1).white * AREA.leading_pt)
    count = room // len(SENTENCE) - 1
    longer = article(1, 6, layout=layout)
    longer = replace(longer, blocks=(*longer.blocks, p(SENTENCE * count, 999)))
    after, _ = press.set(plain(longer))
    assert after.page_map.articles[0] == before.page_map.articles[0]
    assert extent(after, 1).white <= 2


@pytest.mark.parametrize(("paragraphs", "wide"), [(8, True), (12, False)])
def test_a_picture_of_this_size_fills_the_white(press: Press, paragraphs: int, wide: bool) -> None:
    first = article(1, paragraphs)
    before, _ = press.set(plain(first))
    publication = plain(first).publication
    width, height = picture_mm(publication, first.layout, extent(before, 1).white * AREA.leading_pt)
    assert (width > 100) is wide
    Image.new("RGB", (width * 10, height * 10), (90, 120, 150)).save(press.root / f"{width}.png")
    picture = Picture(f"{width}.png", width * 10, height * 10, f"{width:064d}", "image/png")
    shape = Width.FULL if wide else Width.COLUMN
    figure = Figure(picture, t("滩涂"), "", "滩涂", Place("x", 999), shape)
    after, codes = press.set(plain(replace(first, blocks=(*first.blocks[:-1], figure, first.blocks[-1]))))
    assert after.page_map.articles[0] == before.page_map.articles[0]
    assert extent(after, 1).white <= 2
    assert not [code for code in codes if code.startswith(("engine", "white"))]


def test_so_many_characters_less_save_the_page(press: Press) -> None:
    for paragraphs in range(20, 60):
        first = article(1, paragraphs)
        printed, codes = press.set(plain(first))
        if "few-lines-over" in codes:
            break
    found = extent(printed, 1)
    assert found.last <= 6 and "white-at-end" not in codes
    cut = found.rows * line_chars(plain(first).publication, first.layout)
    blocks = list(first.blocks)
    for at in range(len(blocks)):  # a sentence here and there, not the end
        sentences = min(cut // len(SENTENCE) + 1, 2)
        if cut > 0:
            text = blocks[at].children[0].text  # type: ignore[union-attr]
            blocks[at] = replace(blocks[at], children=(Text(text[: -sentences * len(SENTENCE)]),))
            cut -= sentences * len(SENTENCE)
    after, _ = press.set(plain(replace(first, blocks=tuple(blocks))))
    assert after.page_map.articles[0].last < printed.page_map.articles[0].last
