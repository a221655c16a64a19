"""Pages held for an article that has not arrived: as many as were reserved, and told as such."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build_issue import build_issue
from kanwu_press.model import Issue, Opener, Place, Planned, Status
from kanwu_press.preflight.text import check_interior
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
    place = issue.place.file
    assert check_interior(issue, print_.pdf, print_.page_map, print_.band_pt) == (), place
    without = replace(issue, sections=issue.arrived.sections)
    found = check_interior(without, print_.pdf, print_.page_map, print_.band_pt)
    assert found != ()  # its words are looked for as any others
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
