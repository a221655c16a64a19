"""Findings about the ends of articles, on page maps made by hand."""

from __future__ import annotations

from dataclasses import replace
from gettext import NullTranslations

import pytest

from build_issue import build_issue, plain_article
from kanwu_press.model import (
    Article,
    Extent,
    Issue,
    Layout,
    PageEntry,
    PageKind,
    PageMap,
    Span,
    Start,
    TypeArea,
)
from kanwu_press.typeset.white import (
    FEW_LINES,
    LEAST_WHITE,
    fillers_for,
    picture_mm,
    room_chars,
    white_findings,
)
from kanwu_press.words import words

LINES = TypeArea().lines


def made(*rows: tuple[int, int, int, int], starts: tuple[Start, ...] = ()) -> tuple[Issue, PageMap]:
    """An issue of one section; a row is an article's first page, last page, depth, white."""
    starts = starts or (Start.PAGE,) * len(rows)
    articles: list[Article] = [
        replace(plain_article(n, f"篇{n}", layout=Layout.TWO), start=start)
        for n, start in enumerate(starts, 1)
    ]
    issue = build_issue()
    issue = replace(issue, sections=(replace(issue.sections[0], articles=tuple(articles)),))
    last = max(row[1] for row in rows)
    pages = tuple(PageEntry(n, str(n), PageKind.BODY) for n in range(1, last + 1))
    spans = tuple(Span(a.id, row[0], row[1]) for a, row in zip(articles, rows, strict=True))
    extents = tuple(
        Extent(a.id, depth, LINES - white, 2 * (LINES - white), white)
        for a, (_, _, depth, white) in zip(articles, rows, strict=True)
    )
    return issue, PageMap(pages, (), spans, extents=extents)


def codes(issue: Issue, pages: PageMap) -> list[str]:
    return [f.code for f in white_findings(issue, pages)]


def test_little_white_is_not_spoken_of() -> None:
    assert codes(*made((1, 1, 33, LEAST_WHITE - 1), (2, 2, 38, 0))) == []


def test_white_that_nothing_fills_is_said_in_lines_millimetres_and_characters() -> None:
    issue, pages = made((1, 3, 100, 10), (4, 4, 38, 0))
    (finding,) = white_findings(issue, pages)
    values = dict(finding.values)
    assert finding.code == "white-at-end"
    assert finding.place.file == issue.articles[0].place.file
    assert (values["page"], values["lines"], values["mm"], values["characters"]) == ("3", "10", "63", "400")
    assert (values["width"], values["height"]) == ("155", "46")


def test_a_strip_is_not_asked_for_but_a_picture_in_a_column() -> None:
    publication = build_issue().publication
    assert picture_mm(publication, Layout.TWO, 6 * 18) == (74, 65)
    assert picture_mm(publication, Layout.TWO, 38 * 18)[1] == 165  # no picture is deeper
    assert picture_mm(publication, Layout.ONE, 6 * 18)[0] == 143


def test_characters_go_by_the_lines_of_the_layout() -> None:
    publication = build_issue().publication
    assert room_chars(publication, Layout.TWO, 6 * 18) == 6 * 2 * 20
    assert room_chars(publication, Layout.ONE, 6 * 18) == 5 * 34


def test_the_filler_that_leaves_least_comes_first_and_three_are_enough() -> None:
    issue, pages = made((1, 2, 50, 20), *((n, n, depth, 0) for n, depth in enumerate((9, 19, 12, 20, 14), 3)))
    found = fillers_for(issue, pages, issue.articles[0])
    assert [a.title for a in found] == ["篇3", "篇6", "篇4"]  # 19, 14, 12; with its white, 20 is too deep
    finding = white_findings(issue, pages)[0]
    assert finding.code == "white-filler"
    assert "《篇3》（19）、《篇6》（14）、《篇4》（12）" in finding.message(NullTranslations())


def test_who_already_runs_on_needs_no_line_more() -> None:
    rows = ((1, 1, 18, 20), (2, 2, 20, 0))
    assert codes(*made(*rows)) == ["white-at-end"]
    assert codes(*made(*rows, starts=(Start.PAGE, Start.RUN_ON))) == ["white-filler"]


@pytest.mark.parametrize(
    ("rows", "starts"),
    [
        (((1, 1, 18, 20), (2, 2, 38, 0), (3, 3, 8, 0), (3, 3, 30, 0)), ()),  # its hole would only move
        (((1, 1, 18, 20), (2, 3, 50, 0), (3, 3, 8, 0)), ()),
        (((1, 1, 18, 20), (3, 3, 8, 0)), (Start.PAGE, Start.RECTO)),  # it was given a recto
    ],
)
def test_who_does_not_come_into_question(
    rows: tuple[tuple[int, int, int, int], ...], starts: tuple[Start, ...]
) -> None:
    assert codes(*made(*rows, starts=starts)) == ["white-at-end"]


def test_a_section_is_not_emptied() -> None:
    issue, pages = made((1, 1, 18, 20), (2, 2, 8, 0))
    first, second = issue.articles
    section = issue.sections[0]
    parted = (replace(section, articles=(first,)), replace(section, id="s2", articles=(second,)))
    assert codes(replace(issue, sections=parted), pages) == ["white-at-end"]
    assert codes(issue, pages) == ["white-filler"]


def test_a_page_with_a_few_lines_gets_one_finding_of_its_own() -> None:
    issue, pages = made((1, 2, 42, LINES - 4), (3, 3, 8, 0))
    (finding,) = white_findings(issue, pages)
    values = dict(finding.values)
    assert (finding.code, values["lines"], values["characters"]) == ("few-lines-over", "4", "160")
    assert "160" in finding.remedy(NullTranslations())


def test_more_lines_than_a_few_or_a_short_article_are_not_left_over() -> None:
    assert codes(*made((1, 2, 50, LINES - FEW_LINES - 1))) == ["white-at-end"]
    assert codes(*made((1, 1, 4, LINES - 4))) == ["white-at-end"]


def test_every_sentence_can_be_said_in_both_languages() -> None:
    for rows in (((1, 2, 42, 34),), ((1, 1, 18, 20), (2, 2, 8, 0)), ((1, 1, 18, 20),)):
        (finding, *_) = white_findings(*made(*rows))
        for language in (NullTranslations(), words("zh_CN")):
            assert "{" not in finding.message(language) + finding.remedy(language)


def test_an_article_that_pushed_the_next_one_on_is_no_filler_for_it() -> None:
    """The second was to run on below the first and did not fit; moving the first behind it gains nothing."""
    rows = ((1, 1, 20, 18), (2, 2, 6, 32))
    issue, pages = made(*rows, starts=(Start.PAGE, Start.RUN_ON))
    assert fillers_for(issue, pages, issue.articles[1]) == ()
    issue, pages = made(*rows)
    assert fillers_for(issue, pages, issue.articles[1]) == (issue.articles[0],)
