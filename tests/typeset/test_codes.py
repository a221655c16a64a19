"""Articles' codes in print: where they are asked for, how large, and that nothing else is moved by them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build_issue import build_issue
from kanwu_press.addresses import article_address, article_codes, imprint_codes, issue_address, site_address
from kanwu_press.geometry import page_geometry
from kanwu_press.model import CodePlace, Issue, QrCode, TypeArea
from kanwu_press.typeset.body import print_article
from kanwu_press.typeset.codes import LEAST_MODULE_MM, MOST_MM, USUAL_MM, Codes, make_codes
from kanwu_press.typeset.html.elements import XHTML
from kanwu_press.typeset.imprint import qr_modules
from kanwu_press.typeset.markers import tokens

from .conftest import Press

BASE = "https://example.org/haian/read"


def online(place: CodePlace = CodePlace.MARGIN, base_url: str = BASE, **more: object) -> Issue:
    issue = build_issue()
    wishes = {"online": True, "base_url": base_url, "article_codes": place, **more}
    return replace(issue, publication=replace(issue.publication, **wishes))  # type: ignore[arg-type]


def made(issue: Issue) -> tuple[Codes, list[str]]:
    codes, found = make_codes(issue, page_geometry(issue.publication.type_area, 3.0))
    return codes, [finding.code for finding in found]


@pytest.mark.parametrize("wishes", [{"online": False}, {"base_url": ""}, {"place": CodePlace.NONE}])
def test_no_code_without_a_web_edition_or_a_wish(wishes: dict[str, object]) -> None:
    codes, found = made(online(**wishes))  # type: ignore[arg-type]
    assert (codes.place, dict(codes.addresses), found) == (CodePlace.NONE, {}, [])


def test_an_issue_offline_has_no_address_and_no_code_of_its_own() -> None:
    issue = online(online=False)
    assert issue_address(issue) is None and article_address(issue, issue.articles[0]) is None
    assert imprint_codes(issue) == issue.publication.qr_codes


def test_the_imprint_has_the_issue_once() -> None:
    codes = imprint_codes(online())
    assert [code.content for code in codes][-1] == f"{BASE}/2026-01/" and len(codes) == 3
    given = (QrCode("本期", f"{BASE}/2026-01"),)
    assert imprint_codes(online(qr_codes=given)) == given


def test_addresses_are_in_ascii() -> None:
    assert site_address(online(base_url="https://例子.org/海岸/%E5%88%8A")) == (
        "https://xn--fsqu00a.org/%E6%B5%B7%E5%B2%B8/%E5%88%8A/"
    )
    assert site_address(online(base_url="https://[")) is None


def test_an_article_can_do_without() -> None:
    issue = online()
    section = issue.sections[0]
    bare = replace(section, articles=(section.articles[0], replace(section.articles[1], coded=False)))
    assert list(article_codes(replace(issue, sections=(bare, *issue.sections[1:])))) == ["a01", "a03"]


@pytest.mark.parametrize(("length", "dense"), [(20, False), (100, False), (140, True)])
def test_a_code_grows_with_its_address_up_to_three_lines(length: int, dense: bool) -> None:
    base = "https://example.org/".ljust(length, "a")
    issue = online(CodePlace.END, base)
    codes, found = made(issue)
    module = codes.size_mm / qr_modules(next(iter(codes.addresses.values())))
    assert USUAL_MM <= codes.size_mm <= MOST_MM
    assert (module < LEAST_MODULE_MM) == dense == ("code-dense" in found)


def test_a_code_of_the_imprint_may_be_too_dense_as_well() -> None:
    assert "code-dense" in made(online(qr_codes=(QrCode("长", "https://example.org/" + "a" * 400),)))[1]


def test_a_narrow_margin_sends_the_codes_to_the_end() -> None:
    area = TypeArea(column_chars=22)  # 44 instead of 40 characters leave 18 mm
    codes, found = made(online(type_area=area))
    assert (codes.place, found) == (CodePlace.END, ["code-margin-narrow"])
    assert made(online())[1] == [] and made(online())[0].place is CodePlace.MARGIN


def test_codes_in_the_margin_move_nothing(press: Press) -> None:
    without, _ = press.set(online(CodePlace.NONE))
    beside, _ = press.set(online(CodePlace.MARGIN))
    assert beside.page_map == without.page_map
    assert beside.pdf != without.pdf


@pytest.mark.parametrize("place", [CodePlace.END, CodePlace.MARGIN])
def test_codes_are_not_counted_among_what_a_page_begins_with(place: CodePlace) -> None:
    issue = online(place)
    area, geometry = issue.publication.type_area, page_geometry(issue.publication.type_area, 3.0)
    codes, _ = made(issue)
    for article in issue.articles:
        coded = print_article(article, 0, area, geometry, codes)
        bare = print_article(article, 0, area, geometry)
        assert len(list(coded.iter(f"{{{XHTML}}}img"))) == len(list(bare.iter(f"{{{XHTML}}}img"))) + 1
        assert [text for _, text in tokens(coded) if text] == [text for _, text in tokens(bare) if text]


def test_a_code_that_takes_a_page_is_told(press: Press) -> None:
    """The last page then holds the code and next to nothing else; in the margin it would not be needed."""
    issue = online(CodePlace.END)
    section = replace(issue.sections[1], articles=(_filling(issue),))
    issue = replace(issue, sections=(section,))
    _, found = press.set(issue)
    assert "code-takes-page" in found
    spared = replace(issue, publication=replace(issue.publication, article_codes=CodePlace.MARGIN))
    assert "code-takes-page" not in press.set(spared)[1]


def _filling(issue: Issue) -> object:
    """An article whose text ends with its page."""
    article = issue.articles[2]
    block = article.blocks[0]
    return replace(article, id="a01", blocks=(block,) * 62)
