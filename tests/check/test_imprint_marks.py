"""What each class does not print, and how numbers and reprints are written: never a refusal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from build_issue import build_issue, p
from kanwu_press.check.imprint import internal_texts, internal_words, issn_check, numbers, periodical
from kanwu_press.findings import Finding, Level
from kanwu_press.model import BoardRole, Issue, Kind

RULES: tuple[Callable[[Issue], Iterator[Finding]], ...]
RULES = (internal_words, internal_texts, periodical, numbers)


def of(kind: Kind, **given: object) -> Issue:
    """An issue of a class that gives no cause for a word."""
    issue = replace(build_issue(), recipients="本系统")
    clean = {"imprint_notes": (), "qr_codes": (), "title": "海岸资料"}
    publication = replace(issue.publication, kind=kind, **{**clean, **given})
    return with_article(replace(issue, publication=publication))


def with_article(issue: Issue, text: str = "海风从东边来。", **given: object) -> Issue:
    article = replace(issue.articles[-1], blocks=(p(text, 12),), **given)
    return replace(issue, sections=(replace(issue.sections[0], articles=(article,)),))


def codes(issue: Issue) -> list[str]:
    found = [finding for rule in RULES for finding in rule(issue)]
    assert all(f.level in (Level.WARNING, Level.INFO) for f in found)
    return [f.code for f in found]


@pytest.mark.parametrize("kind", Kind)
def test_nothing_is_said_without_cause(kind: Kind) -> None:
    assert codes(of(kind)) == []


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"title": "海岸月刊"}, "internal-name-word"),
        ({"title": "海岸报"}, "internal-name-word"),
        ({"compilers": ("海岸杂志社",)}, "internal-name-word"),
        ({"cn": "CN 11-1234/G2"}, "internal-serial-number"),
        ({"co_organisers": ("渔业史学会",)}, "internal-co-organiser"),
        ({"imprint_notes": ("每册5元，欢迎订阅",)}, "internal-sale-word"),
        ({"imprint_notes": ("可在APP在线阅读",)}, "internal-online-word"),
        ({"imprint_notes": ("本刊欢迎来稿",)}, "internal-own-name"),
    ],
)
def test_internal_material_does_not_say(given: dict[str, object], code: str) -> None:
    assert codes(of(Kind.INTERNAL, **given)) == [code]
    assert code not in codes(of(Kind.OTHER, **given))


def test_names_that_internal_material_may_have() -> None:
    for title in ("工作简报", "海岸通报", "海岸快报", "海岸"):
        assert codes(of(Kind.INTERNAL, title=title)) == []
    board = (BoardRole("特约记者", ("林海",)),)
    assert codes(replace(of(Kind.INTERNAL), board=board)) == ["internal-name-word"]


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("本刊编辑部与本报记者", "本刊”“本报"),
        ("中共某某部部刊", "部刊"),
        ("一本刊登旧闻的册子，本报告说成本报价，全部刊发", ""),
        ("欢迎拨打广告热线", "广告热线"),
        ("街上的广告牌", ""),
    ],
)
def test_words_of_texts_are_hints_once_for_each_file(text: str, met: str) -> None:
    found = list(internal_texts(with_article(of(Kind.INTERNAL), text)))
    assert [dict(f.values)["word"] for f in found] == ([met] if met else [])
    assert all(f.place.line == 12 and f.level is Level.INFO for f in found)


def test_a_word_is_counted_with_its_lines() -> None:
    issue = of(Kind.INTERNAL)
    article = replace(issue.articles[0], blocks=(p("本刊和本刊。", 12), p("无。", 14), p("本刊。", 16)))
    issue = replace(issue, sections=(replace(issue.sections[0], articles=(article,)),))
    [found] = internal_texts(issue)
    assert (dict(found.values)["count"], dict(found.values)["lines"]) == ("3", "12、16")


def test_columns_of_advertisements() -> None:
    for kind, code in ((Kind.INTERNAL, "internal-advert"), (Kind.PERIODICAL, "imprint-advert-licence")):
        issue = of(kind)
        assert codes(replace(issue, sections=(replace(issue.sections[0], name="广告"),))) == [code]


def test_a_periodical_names_editor_and_reach() -> None:
    issue = replace(of(Kind.PERIODICAL), recipients="", board=(BoardRole("编委", ("林海",)),))
    assert codes(issue) == ["imprint-no-editor", "imprint-no-reach"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("《海岸志》", []),
        ("海岸网", ["reprint-no-address"]),
        ("据https://example.org/a", ["reprint-no-address"]),
        ("据海岸网https://example.org/a，2026年1月5日下载", []),
        ("某局内部资料", ["reprint-internal"]),
    ],
)
def test_what_a_periodical_reprints(source: str, expected: list[str]) -> None:
    def found(kind: Kind, **given: str) -> list[str]:
        return codes(with_article(of(kind), **given))

    assert found(Kind.PERIODICAL, source=source) == found(Kind.PERIODICAL, reprint=source) == expected
    assert found(Kind.OTHER, source=source) == []


@pytest.mark.parametrize(("seven", "digit"), [("0317847", "1"), ("1000000", "3"), ("2434561", "X")])
def test_the_check_digit(seven: str, digit: str) -> None:
    assert issn_check(seven) == digit  # 0317-8471 is the example of ISO 3297


def test_forms_of_numbers() -> None:
    good = {"cn": "CN 11-1234/G2", "issn": "ISSN 0317-8471"}
    assert codes(of(Kind.PERIODICAL, **good)) == []
    assert codes(of(Kind.PERIODICAL, cn="11-1234", issn="0317-8471")) == []
    assert codes(of(Kind.PERIODICAL, cn="11-12345")) == ["cn-form"]
    assert codes(of(Kind.PERIODICAL, issn="0317-8472")) == ["issn-check-digit"]
    assert codes(of(Kind.OTHER, permit="琼第015号")) == ["imprint-class"]
