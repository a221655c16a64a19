"""What the law wants printed, by class: each missing mark is named once, with its rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from build_issue import build_issue
from kanwu_press.check import check_issue
from kanwu_press.check.record import cover_dues, delivery, dues, highlights
from kanwu_press.findings import Finding, Level
from kanwu_press.model import Issue, Kind, Place
from kanwu_press.read.values import WHOLE


def of(kind: Kind, **given: object) -> Issue:
    issue = build_issue()
    return replace(issue, publication=replace(issue.publication, kind=kind, sponsors=(), **given))


def missing(issue: Issue) -> list[tuple[str, str]]:
    return [(dict(f.values)["key"], dict(f.values)["rule"]) for f in cover_dues(issue)]


def test_the_cover_of_internal_material_bears_its_permit() -> None:
    assert missing(of(Kind.INTERNAL)) == [("准印证号", "《内部资料性出版物管理办法》第十四条")]
    assert missing(of(Kind.INTERNAL, permit="琼新出准印字第015号")) == []


def test_the_cover_of_a_periodical_bears_its_number_and_sponsor() -> None:
    assert missing(of(Kind.PERIODICAL)) == [
        ("国内统一刊号", "《期刊出版管理规定》第三十一条"),
        ("主办单位", "GB/T 3179—2009"),
    ]
    issue = of(Kind.PERIODICAL, cn="CN 00-0000/G0")
    sponsored = replace(issue, publication=replace(issue.publication, sponsors=("汐州海岸馆",)))
    assert missing(sponsored) == []


def test_other_publications_owe_nothing() -> None:
    assert missing(of(Kind.OTHER)) == [] and list(dues(of(Kind.OTHER))) == []


@pytest.mark.parametrize("kind", Kind)
def test_no_mark_is_named_twice_and_none_refuses(kind: Kind) -> None:
    found = [*dues(of(kind)), *cover_dues(of(kind))]
    keys = [dict(f.values)["key"] for f in found]
    assert len(keys) == len(set(keys))
    assert all(f.level is Level.WARNING for f in found)


@pytest.mark.parametrize(
    ("delivered", "printed", "codes"),
    [
        (date(2026, 3, 18), date(2026, 3, 10), []),
        (date(2026, 3, 10), date(2026, 3, 10), []),
        (date(2026, 3, 18), None, []),
        (None, date(2026, 3, 10), []),
        (date(2026, 3, 9), date(2026, 3, 10), ["date-delivery-unprinted"]),
        (date(2025, 12, 18), None, ["date-delivery-early"]),
    ],
)
def test_delivery_comes_after_printing(
    delivered: date | None, printed: date | None, codes: list[str]
) -> None:
    found = list(delivery(replace(build_issue(), delivery=delivered, printed=printed)))
    assert [f.code for f in found] == codes
    assert all(f.level is Level.WARNING for f in found)


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        (("潮" * 24,) * 5, []),
        (("潮",) * 6, ["cover-highlights-many"]),
        (("潮", "潮" * 25), ["cover-highlight-long"]),
    ],
)
def test_a_cover_names_a_few_articles(lines: tuple[str, ...], codes: list[str]) -> None:
    issue = build_issue()
    found = list(highlights(replace(issue, cover=replace(issue.cover, highlights=lines))))
    assert [f.code for f in found] == codes
    assert all(f.level is Level.WARNING for f in found)


def test_a_value_that_was_refused_is_not_missing() -> None:
    issue = of(Kind.INTERNAL)

    def lacking(*read: Finding) -> set[str]:
        return {dict(f.values)["key"] for f in check_issue(issue, read) if f.code == "imprint-lacking"}

    refused = WHOLE.at(Place(issue.place.file, 9), key="印数", value="-5")
    elsewhere = WHOLE.at(Place("other.yaml", 9), key="印数", value="-5")
    assert "印数" in lacking() and "印数" in lacking(elsewhere)
    assert lacking(refused) == lacking() - {"印数"}
