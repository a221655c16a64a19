"""The register of terms against an issue, and what an issue has to add to it."""

from __future__ import annotations

from kanwu_press.check.terms import WHY_OFTEN, WHY_SHORT, WHY_TWO_WAYS, proposals, register
from kanwu_press.model import Place
from kanwu_press.terms import Term
from small_issue import article, issue, said, value

PLACE = Place("manuscripts/terms.yaml", 2)
BODY = Term("海岸市委组织部", PLACE, ("海岸组织部", "市组织部"), ("市委组织部",), "见三定方案")


def test_refused_forms_are_told_once_for_each_file() -> None:
    told = register(
        issue(article(1, "市组织部说", "好", "市组织部又说，海岸组织部也说"), article(2, "市组织部")), (BODY,)
    )
    assert [(said(f), value(f, "word"), value(f, "lines")) for f in told] == [
        (("term-refused", "01.md", 10), "市组织部", "10、12"),
        (("term-refused", "01.md", 12), "海岸组织部", "12"),
        (("term-refused", "02.md", 10), "市组织部", "10"),
    ]
    assert {(value(f, "name"), value(f, "note")) for f in told} == {("海岸市委组织部", "见三定方案")}


def test_what_lies_within_a_right_form_is_right() -> None:
    inside = Term("海岸市组织部大楼", PLACE, ("组织部大楼",), ("市委组织部",))
    assert register(issue(article(1, "海岸市组织部大楼里，市委组织部的人")), (inside,)) == ()
    assert register(issue(article(1, "海岸市委组织部和市委组织部")), (BODY,)) == ()
    assert register(issue(article(1, "组织部大楼")), ()) == ()


def test_addresses_and_titles_are_let_be() -> None:
    assert register(issue(article(1, "《关于市组织部的通知》", "《市组织部》印发")), (BODY,)) == ()
    port = Term("海南自由贸易港", PLACE, ("FTZ",))
    assert register(issue(article(1, "见 https://example.org/FTZ/index.html 。")), (port,)) == ()
    assert len(register(issue(article(1, "这就是FTZ。")), (port,))) == 1
    told = register(issue(article(1, "《通知》说市组织部")), (BODY,))
    assert [said(f) for f in told] == [("term-refused", "01.md", 10)]


def test_the_full_name_first_where_that_is_wanted() -> None:
    term = Term("海南自由贸易港", PLACE, short=("自贸港",), spell_out=True)
    of = issue(
        article(1, "自贸港好。", "海南自由贸易港，自贸港"), article(2, "海南自由贸易港（自贸港）好，自贸港")
    )
    assert [(said(f), f.level.value) for f in register(of, (term,))] == [
        (("term-short-first", "01.md", 10), "info")
    ]
    assert register(of, (Term("海南自由贸易港", PLACE, short=("自贸港",)),)) == ()


def test_proposals() -> None:
    of = issue(
        article(1, "《海岸保护三年行动计划》（以下简称“行动计划”）印发。", "“知事识人”“知事识人”“知事识人”"),
        article(2, "“知事识人”“知事识仁”“潮汐表”"),
    )
    found = {p.term.name: p for p in proposals(of, ())}
    assert found["海岸保护三年行动计划"].term.short == ("行动计划",)
    assert found["海岸保护三年行动计划"].why == WHY_SHORT
    assert (found["知事识人"].term.refused, found["知事识人"].why) == (("知事识仁",), WHY_TWO_WAYS)
    assert set(found) == {"海岸保护三年行动计划", "知事识人"}
    assert [p.term.name for p in proposals(of, (Term("知事识人", PLACE),))] == ["海岸保护三年行动计划"]
    often = issue(article(1, "“潮汐表”“潮汐表”“潮汐表”"), article(2, "“潮汐表”"))
    assert [(p.term.name, p.count, p.why) for p in proposals(often, ())] == [("潮汐表", 4, WHY_OFTEN)]
