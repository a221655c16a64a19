"""Pages held for an article that has not arrived: as many as were reserved, and told as such."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build_issue import build_issue
from kanwu_press.arrival import comparable_pages, reader_pages
from kanwu_press.model import Issue, Opener, PageBreak, Place, Planned, Status
from kanwu_press.preflight.text import check_interior, page_texts
from kanwu_press.read.keys import Reading
from kanwu_press.read.planned import planned_article
from kanwu_press.typeset.interior import Printed
from kanwu_press.web.folios import folios

from .conftest import Press


def issue_with(pages: int) -> Issue:
    issue = build_issue()
    place = Place(issue.place.file, 9)
    values = {"title": "灯塔三章", "pages": pages, "genre": "散文"}
    coming = planned_article(Reading(values, {}, place), "a09")
    assert (coming.planned, coming.status) == (Planned(pages, "散文"), Status.TO_COME)
    first, last = issue.sections
    articles = (coming, *last.articles)
    return replace(issue, sections=(first, replace(last, articles=articles, opener=Opener.HALF)))


@pytest.fixture(scope="module")
def printed(press: Press) -> tuple[Issue, Printed, list[str]]:
    issue = issue_with(3)
    return issue, *press.set(issue)


def test_it_takes_the_pages_reserved(printed: tuple[Issue, Printed, list[str]]) -> None:
    issue, print_, codes = printed
    span = print_.page_map.article("a09")
    assert span.last - span.first + 1 == 3  # also below a column's opener
    assert [p.article for p in print_.page_map.pages[span.first - 1 : span.last]] == ["a09"] * 3
    texts = page_texts(print_.pdf, print_.band_pt)
    assert check_interior(issue, texts, print_.page_map) == ()
    assert check_interior(issue.arrived, texts, print_.page_map) != ()  # its words are text as any other
    assert "few-lines-over" not in codes


def test_its_pages_are_in_no_readers_list(printed: tuple[Issue, Printed, list[str]]) -> None:
    issue, print_, _ = printed
    span = print_.page_map.article("a09")
    held = {print_.page_map.label(n) for n in range(span.first + 1, span.last + 1)}
    everything = {folio.label for folio in folios(issue, print_.page_map)}
    shown = {folio.label for folio in folios(issue.arrived, print_.page_map)}
    assert held <= everything and shown == everything - {
        print_.page_map.label(b.page) for b in print_.page_map.breaks if b.owner == "a09"
    }


def test_no_page_is_lost_from_the_readers_page_map(printed: tuple[Issue, Printed, list[str]]) -> None:
    issue, print_, _ = printed
    pages = print_.page_map
    shown = reader_pages(issue, pages)
    assert [b.page for b in shown.breaks] == [b.page for b in pages.breaks] and shown.pages == pages.pages
    span = pages.article("a09")
    owners = {b.page: b.owner for b in shown.breaks}
    assert not any(owners[n] for n in range(span.first + 1, span.last + 1))
    compared = {b.owner for b in comparable_pages(issue, pages).breaks}
    assert {"a01", "a03"} <= compared and not compared & {"a09", "contents", "s1", "s2"}
    assert reader_pages(issue.arrived, pages) is comparable_pages(issue.arrived, pages) is pages
    later = replace(pages, breaks=(PageBreak(2, "contents", 4),))  # its fourth entry is the one to come
    assert reader_pages(issue, later).breaks == (PageBreak(2, "contents", 3),)
