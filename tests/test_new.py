"""A new publication, and the next issue from the last."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kanwu_press.check import check_issue
from kanwu_press.findings import Level
from kanwu_press.new import STARTER, Rhythm, following, new_issue, new_publication, rhythm
from kanwu_press.read.issue import read_issue
from kanwu_press.workspace import Workspace


@pytest.fixture
def publication(tmp_path: Path) -> Workspace:
    assert new_publication(tmp_path / "刊") == ()
    return Workspace(tmp_path / "刊")


def codes(findings: tuple) -> list[str]:  # type: ignore[type-arg]
    return [f.code for f in findings]


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_starter_is_copied_whole_and_reads_without_a_finding(publication: Workspace) -> None:
    assert tree(publication.root) == tree(STARTER)
    issue, findings = read_issue(publication.root, "2026-01")
    assert findings == ()
    assert issue is not None
    assert [len(section.articles) for section in issue.sections] == [1, 2, 1]


def test_a_year_may_be_given(tmp_path: Path) -> None:
    assert new_publication(tmp_path, year=2031) == ()
    issue, findings = read_issue(tmp_path, "2031-01")
    assert findings == ()
    assert issue is not None
    assert (issue.year, issue.issued) == (2031, date(2031, 3, 20))


def test_what_is_there_is_not_overwritten(publication: Workspace) -> None:
    (publication.root / "publication.yaml").write_text("刊名: 我的\n", "utf-8")
    before = tree(publication.root)
    (found,) = new_publication(publication.root)  # one cause, one finding
    assert found.code == "new-exists"
    assert dict(found.values)["name"] == "manuscripts、publication.yaml"
    assert tree(publication.root) == before


@pytest.mark.parametrize("where", ["manuscripts/2026-02", "副刊"])
def test_a_publication_within_another_is_refused(publication: Workspace, where: str) -> None:
    before = tree(publication.root)
    assert codes(new_publication(publication.root / where)) == ["new-within"]
    assert tree(publication.root) == before
    assert new_publication(publication.root.parent / "另一刊") == ()


def test_other_files_in_the_folder_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine", "utf-8")
    assert new_publication(tmp_path) == ()
    assert (tmp_path / "README.md").read_text("utf-8") == "mine"


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    assert codes(new_publication(tmp_path / "file" / "sub")) == ["new-failed"]


def test_the_next_issue_keeps_what_stays(publication: Workspace) -> None:
    path = publication.issue_folder("2026-01") / "issue.yaml"
    text = path.read_text("utf-8").replace("# 总期号: 1", "总期号: 29")
    text = text.replace("# 印数: 500", "印数: 500 # 本") + "交货日期: 2026-03-18\n印刷日期: 2026-03-10\n"
    coming = "文章:\n      - 标题: 月沙\n        页数: 3\n"  # neither what is to come nor what was cleared
    text = text.replace("文章: 01-写在前面.md\n", coming) + "核过:\n  - 代码: title-twice\n    理由: 专栏\n"
    path.write_text(text, "utf-8")
    (made,) = new_issue(publication)
    assert (made.code, made.level) == ("new-issue-made", Level.INFO)
    issue, findings = read_issue(publication.root, "2026-02")
    assert findings == ()
    assert issue is not None
    assert (issue.year, issue.number, issue.serial, issue.issued) == (2026, 2, 30, date(2026, 6, 20))
    assert issue.print_run == 500
    assert (issue.delivery, issue.printed) == (None, None)
    assert [role.names for role in issue.board] == [("张三",), ("李四", "王五")]
    assert [section.name for section in issue.sections] == ["卷首", "怎样写稿", "怎样出刊"]
    assert issue.sections[1].intro
    assert issue.theme == ""
    assert issue.cover.picture is None
    assert issue.cleared == () and issue.arrived == issue
    assert all(len(section.articles) == 1 for section in issue.sections)
    assert "印数: 500 # 本" in (publication.issue_folder("2026-02") / "issue.yaml").read_text("utf-8")


def test_the_empty_manuscripts_are_noticed_until_they_are_written(publication: Workspace) -> None:
    new_issue(publication)
    issue, _ = read_issue(publication.root, "2026-02")
    assert issue is not None
    assert codes(check_issue(issue)) == ["placeholder-left"] * 3
    first, _ = read_issue(publication.root, "2026-01")
    assert first is not None
    assert check_issue(first) == ()


def test_issue_after_issue_into_the_next_year(publication: Workspace) -> None:
    for _ in range(4):
        assert codes(new_issue(publication)) == ["new-issue-made"]
    assert publication.issue_names() == ("2026-01", "2026-02", "2026-03", "2026-04", "2027-01")


def test_the_first_issue_of_an_empty_publication(tmp_path: Path) -> None:
    (tmp_path / "publication.yaml").write_bytes((STARTER / "publication.yaml").read_bytes())
    assert codes(new_issue(Workspace(tmp_path))) == ["new-issue-made"]
    issue, findings = read_issue(tmp_path, "2026-01")
    assert findings == ()
    assert issue is not None


def test_an_issue_is_never_overwritten(publication: Workspace) -> None:
    folder = publication.issue_folder("2026-02")
    folder.mkdir()
    (folder / "稿.md").write_text("手稿", "utf-8")
    assert codes(new_issue(publication)) == ["new-issue-exists"]
    assert tree(folder) == {"稿.md": "手稿".encode()}
    assert sorted(p.name for p in publication.manuscripts.iterdir()) == ["2026-01", "2026-02"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("期: 1\n", "期: 一\n", "new-issue-last"),
        ("出版日期: 2026-03-20", "出版日期: 三月", "new-issue-last"),
        ("栏目:\n", "栏: \n", "new-issue-last"),
        ("年: 2026", "年：2026", "yaml-colon-wide"),
    ],
)
def test_a_last_issue_with_mistakes_is_not_followed(
    publication: Workspace, old: str, new: str, code: str
) -> None:
    path = publication.issue_folder("2026-01") / "issue.yaml"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    assert code in codes(new_issue(publication))
    assert publication.issue_names() == ("2026-01",)


def test_strange_names_of_columns_become_good_files(publication: Workspace) -> None:
    path = publication.issue_folder("2026-01") / "issue.yaml"
    text = path.read_text("utf-8").replace("名称: 怎样写稿", "名称: '问: 答/\"甲\" #1'")
    path.write_text(text, "utf-8")
    assert codes(new_issue(publication)) == ["new-issue-made"]
    issue, findings = read_issue(publication.root, "2026-02")
    assert findings == ()
    assert issue is not None
    assert issue.sections[1].name == "问: 答/\"甲\" #1"


@pytest.mark.parametrize(
    ("frequency", "expected"),
    [
        ("季刊", Rhythm(4, months=3)),
        ("双月刊", Rhythm(6, months=2)),
        ("半月刊", Rhythm(24, days=15)),
        ("月刊（每月5日出版）", Rhythm(12, months=1)),
        ("半年刊", Rhythm(2, months=6)),
        ("年刊", Rhythm(1, months=12)),
        ("不定期", Rhythm(999, months=3)),
        ("", Rhythm(999, months=3)),
    ],
)
def test_rhythm(frequency: str, expected: Rhythm) -> None:
    assert rhythm(frequency) == expected


def test_dates_stay_within_their_month() -> None:
    assert following(2025, 12, date(2025, 12, 31), rhythm("月刊")) == (2026, 1, date(2026, 1, 31))
    assert following(2026, 1, date(2026, 1, 31), rhythm("月刊")) == (2026, 2, date(2026, 2, 28))
    assert following(2026, 24, date(2026, 12, 20), rhythm("半月刊")) == (2027, 1, date(2027, 1, 4))
