"""Rules on issues made by hand, where a folder of files would say less."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kanwu_press.check import RULES, check_issue
from kanwu_press.check.pictures import alternative_text, names, resolution
from kanwu_press.findings import Level
from kanwu_press.model import (
    Cover,
    Figure,
    Gallery,
    Issue,
    Layout,
    Opener,
    Picture,
    Place,
    Text,
    TypeArea,
    Width,
)
from kanwu_press.read.issue import read_issue

HEALTHY = Path(__file__).parents[1] / "data" / "healthy"


@pytest.fixture(scope="module")
def healthy() -> Issue:
    issue, _ = read_issue(HEALTHY, "2026-01")
    assert issue is not None
    return issue


def figure(
    width_px: int, height_px: int = 600, width: Width = Width.COLUMN, kind: str = "image/png"
) -> Figure:
    return Figure(Picture("a.png", width_px, height_px, "", kind), (), "", "海", Place("a.md", 3), width)


def ppi(issue: Issue, *figures: Figure, layout: Layout = Layout.TWO) -> list[tuple[str, int]]:
    article = replace(issue.articles[0], blocks=figures, layout=layout)
    section = replace(issue.sections[0], articles=(article,))
    found = resolution(replace(issue, sections=(section,)))
    return [(f.code, int(dict(f.values)["ppi"])) for f in found]


def test_resolution_follows_the_printed_width(healthy: Issue) -> None:
    # A column of 20 characters of 10.5 pt is 74.1 mm, the type area 155.6 mm wide.
    assert ppi(healthy, figure(660)) == []
    assert ppi(healthy, figure(600)) == [("picture-soft", 205)]
    assert ppi(healthy, figure(400)) == [("picture-coarse", 137)]
    assert ppi(healthy, figure(900, width=Width.FULL)) == [("picture-coarse-wide", 146)]
    # Where one column would be too wide as well, it is not advised.
    assert ppi(healthy, figure(430, width=Width.FULL)) == [("picture-coarse", 92)]
    assert ppi(healthy, figure(1200), layout=Layout.ONE) == [("picture-soft", 211)]


def test_a_tall_picture_is_set_narrower(healthy: Issue) -> None:
    assert ppi(healthy, figure(400, 1600)) == []


def test_pictures_of_all_covers_are_judged_and_named_apart(healthy: Issue) -> None:
    """The front's fills its field, so a broad one is enlarged; those inside are set within the page."""

    def found(**cover: Figure) -> list[tuple[str, int]]:
        issue = replace(healthy, cover=replace(healthy.cover, **cover))
        return [(f.code, int(dict(f.values)["ppi"])) for f in resolution(issue)]

    assert found(picture=figure(2600, 3400)) == []
    assert found(picture=figure(2600, 1300)) == [("picture-soft", 193)]
    assert found(picture=figure(1500, 2000)) == [("picture-soft", 176)]
    assert found(inside_front=figure(2600, 1300)) == []
    assert found(inside_back=figure(1000, 800)) == [("picture-coarse", 147)]  # 172 mm between its margins
    assert found(inside_back=figure(1500, 2096)) == [("picture-soft", 182)]  # of the page's shape: fills it
    twin = replace(figure(2600, 3400), picture=Picture("A.png", 2600, 3400, "", "image/png"))
    clash = replace(healthy, cover=replace(healthy.cover, picture=figure(2600, 3400), inside_back=twin))
    assert [f.code for f in names(clash)] == ["picture-same-name"]


def test_drawings_have_no_resolution(healthy: Issue) -> None:
    assert ppi(healthy, figure(10, kind="image/svg+xml")) == []


def test_pictures_of_a_group_share_the_width(healthy: Issue) -> None:
    group = Gallery((figure(500), figure(500), figure(500)), (), Place("a.md", 9))
    article = replace(healthy.articles[0], blocks=(group,))
    issue = replace(healthy, sections=(replace(healthy.sections[0], articles=(article,)),))
    assert list(resolution(issue)) == []


def test_all_levels_of_resolution_are_warnings(healthy: Issue) -> None:
    article = replace(healthy.articles[0], blocks=(figure(30),))
    issue = replace(healthy, sections=(replace(healthy.sections[0], articles=(article,)),))
    assert {f.level for f in resolution(issue)} == {Level.WARNING}


@pytest.mark.parametrize(
    ("area", "codes"),
    [
        (TypeArea(trim_width_mm=148, trim_height_mm=210), ["type-area-high", "type-area-wide"]),
        (TypeArea(inner_margin_mm=60), ["type-area-wide"]),
        (TypeArea(head_margin_mm=60), ["type-area-high"]),
        (TypeArea(leading_pt=12), ["type-area-leading"]),
        (TypeArea(trim_width_mm=185, trim_height_mm=260, columns=2, column_chars=19, lines=36), []),
    ],
)
def test_type_area(healthy: Issue, area: TypeArea, codes: list[str]) -> None:
    issue = replace(healthy, publication=replace(healthy.publication, type_area=area))
    assert [f.code for f in check_issue(issue)] == codes


@pytest.mark.parametrize(
    ("issued", "printed", "codes"),
    [
        (date(2027, 1, 15), date(2027, 1, 6), []),
        (date(2026, 3, 20), None, []),
        (date(2025, 12, 20), None, []),
        (date(2028, 3, 20), None, ["date-year"]),
        (date(2026, 3, 20), date(2026, 8, 20), ["date-printed-late"]),
        (date(2026, 3, 20), date(2025, 8, 20), ["date-printed-early"]),
    ],
)
def test_dates(healthy: Issue, issued: date, printed: date | None, codes: list[str]) -> None:
    assert [f.code for f in check_issue(replace(healthy, issued=issued, printed=printed))] == codes


def with_first_article(issue: Issue, **changes: str) -> Issue:
    section = issue.sections[0]
    articles = (replace(section.articles[0], **changes), *section.articles[1:])  # type: ignore[arg-type]
    return replace(issue, sections=(replace(section, articles=articles), *issue.sections[1:]))


def test_long_titles(healthy: Issue) -> None:
    uncovered = replace(healthy, cover=Cover())  # its cover names the article by its title

    def found(**changes: str) -> list[str]:
        return [f.code for f in check_issue(with_first_article(uncovered, **changes))]

    assert found(title="潮" * 36) == []
    assert found(title="潮" * 40) == ["running-head-cut"]
    assert found(title="潮" * 40, running_title="潮水") == []
    assert found(title="潮" * 70) == ["running-head-cut", "title-long"]


def test_an_introduction_wants_an_opener(healthy: Issue) -> None:
    for opener, codes in ((Opener.NONE, ["intro-unprinted"]), (Opener.STRIP, []), (Opener.PAGE, [])):
        section = replace(healthy.sections[0], opener=opener, intro="从潮水看起。")
        found = check_issue(replace(healthy, sections=(section, *healthy.sections[1:])))
        assert [(f.code, f.level) for f in found] == [(code, Level.ERROR) for code in codes]


def test_rules_are_many_and_each_is_named(healthy: Issue) -> None:
    assert len({(rule.__module__, rule.__name__) for rule in RULES}) == len(RULES)
    assert all(rule.__doc__ for rule in RULES)


@pytest.mark.parametrize(
    ("alt", "code"),
    [
        ("", "picture-no-alt"),
        ("图1 清晨的渔港", "picture-alt-caption"),
        ("清晨的渔港。", "picture-alt-caption"),
        ("清晨的渔港 陈海生 摄", "picture-alt-caption"),
        ("a.png", "picture-alt-file"),
        ("A" * 201, "picture-alt-long"),
        ("十几条渔船并排停在码头。", None),
        ("装饰", None),
        ("无", None),
    ],
)
def test_alternative_texts_are_weighed(healthy: Issue, alt: str, code: str | None) -> None:
    said = replace(figure(2600), alt=alt, caption=(Text("图1 清晨的渔港"),), credit="陈海生 摄")
    section = replace(healthy.sections[0], articles=(replace(healthy.articles[0], blocks=(said,)),))
    issue = replace(healthy, sections=(section,), cover=replace(healthy.cover, picture=None))
    assert [f.code for f in alternative_text(issue)] == ([code] if code else [])
