"""What a remainder costs, on page maps made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build_issue import plain_article
from kanwu_press.findings import Level
from kanwu_press.model import Extent, Issue, Layout, PageEntry, PageKind, PageMap, Span, Start
from kanwu_press.press.budget import articles_over, budget_findings, cheaper, signature_words
from kanwu_press.press.plan import make_plan
from kanwu_press.words import words
from quarterly import quarterly


def made(
    total: int, *rows: tuple[int, int, int], added: int = 0, starts: tuple[Start, ...] = ()
) -> tuple[Issue, PageMap]:
    """An issue of one section; a row is an article's first page, last page, and lines on the last page."""
    starts = starts or (Start.PAGE,) * len(rows)
    articles = tuple(
        replace(plain_article(n, f"篇{n}", layout=Layout.TWO), start=start)
        for n, start in enumerate(starts, 1)
    )
    issue = quarterly()
    issue = replace(issue, sections=(replace(issue.sections[0], articles=articles),))
    kinds = [PageKind.BODY] * (total - added - 1) + [PageKind.ADDED] * added + [PageKind.BACK]
    pages = tuple(PageEntry(n, str(n), kind) for n, kind in enumerate(kinds, 1))
    spans = tuple(Span(a.id, row[0], row[1]) for a, row in zip(articles, rows, strict=True))
    extents = tuple(
        Extent(a.id, 38, last, 2 * last, 38 - last) for a, (_, _, last) in zip(articles, rows, strict=True)
    )
    return issue, PageMap(pages, (), spans, extents=extents)


def found(total: int, *rows: tuple[int, int, int], added: int = 0) -> list[tuple[str, dict[str, str]]]:
    issue, pages = made(total, *rows, added=added)
    plan = make_plan(issue, total)
    return [(f.code, dict(f.values)) for f in budget_findings(issue, pages, plan)]


def test_92_pages() -> None:
    """5×16+8+4: 8 and 4 take a set each; 88 would save one, and 96 cost none more."""
    ((code, values),) = found(92, (1, 40, 38), (41, 44, 3), (45, 90, 30), added=1)
    assert code == "signature-remainder-over"
    assert values["parts"] == "5×16+8+4"
    assert (values["rest"], values["sets"], values["plates"]) == ("12", "2", "8")
    assert (values["whole"], values["full"]) == ("80", "96")
    assert (values["less"], values["saved"], values["blank"]) == ("3", "4", "1")
    assert (values["more"], values["extra"]) == ("4", "0")
    assert values["over"] == "《篇2》（6）"
    assert values["longest"] == "《篇3》（46）、《篇1》（40）、《篇2》（4）"


def test_whole_signatures_need_no_word() -> None:
    for total in (16, 80, 96):
        assert found(total, (1, total - 2, 3)) == []
    assert found(12, (1, 10, 3)) == []  # below the first there is no choice


@pytest.mark.parametrize(("total", "less", "extra"), [(84, "4", "4"), (88, "8", "4"), (92, "4", "0")])
def test_where_the_next_plates_are_saved(total: int, less: str, extra: str) -> None:
    ((code, values),) = found(total, (1, total - 2, 30))
    assert code == "signature-remainder"
    assert (values["less"], values["extra"]) == (less, extra)


def test_a_smaller_number_really_takes_fewer_plates() -> None:
    for total in range(20, 200, 4):
        plan = make_plan(quarterly(), total)
        step = cheaper(plan)
        assert step is not None
        fewer = make_plan(quarterly(), step.pages)
        assert fewer.text.sets + step.sets == plan.text.sets
        between = range(step.pages + 4, total, 4)
        assert all(make_plan(quarterly(), n).text.sets >= plan.text.sets for n in between)


def test_whose_last_page_a_cut_would_save() -> None:
    rows = ((1, 3, 2), (3, 4, 2), (5, 5, 1), (6, 8, 20), (9, 11, 5), (12, 14, 4), (15, 16, 1), (17, 18, 9))
    starts = (Start.PAGE, Start.RUN_ON, *(Start.PAGE,) * 4, Start.PAGE, Start.RECTO)
    issue, pages = made(20, *rows, starts=starts)
    # 1 shares its last page, 3 has only one, 4 ends low, 7 stands before a recto
    assert [a.title for a in articles_over(issue, pages)] == ["篇2", "篇6", "篇5"]


def test_it_is_only_said_and_in_chinese() -> None:
    issue, pages = made(92, (1, 40, 38), (41, 44, 3))
    (finding,) = budget_findings(issue, pages, make_plan(issue, 92))
    assert finding.level is Level.INFO
    assert "内文 92 页，分成 5×16+8+4" in finding.message(words("zh"))
    assert "《篇2》（6）" in finding.remedy(words("zh"))


def test_what_cannot_be_folded_is_said_elsewhere() -> None:
    issue, pages = made(93, (1, 40, 38))
    assert budget_findings(issue, pages, make_plan(issue, 93)) == ()


def test_the_words_of_signatures() -> None:
    assert signature_words((16, 16, 8, 4, 16)) == "3×16+8+4"
    assert signature_words((16,)) == "16"
