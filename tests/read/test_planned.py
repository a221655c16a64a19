"""An article that has not arrived: its pages are held, and nothing that looks at texts sees it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from kanwu_press.check import check_issue
from kanwu_press.findings import Level
from kanwu_press.model import Author, Issue, Planned, Status
from kanwu_press.read.issue import read_issue
from kanwu_press.walk import plain

HEALTHY = Path(__file__).parents[1] / "data" / "healthy"
COMING = """      - 标题: 岛上的学校
        作者: 沈砚、陈渔
        页数: 3
        体裁: 通讯
        交稿: 2026年2月10日
"""


@pytest.fixture
def issue(tmp_path: Path) -> Issue:
    """The healthy issue with an article to come between its two of the first column, and one that is all."""
    root = shutil.copytree(HEALTHY, tmp_path / "刊")
    file = root / "manuscripts" / "2026-01" / "issue.yaml"
    text = file.read_text("utf-8").replace("      - 02-渔港.md\n", COMING + "      - 02-渔港.md\n")
    file.write_text(text + "  - 名称: 文苑\n    文章:\n      - 标题: 月沙\n        状态: 编辑中\n", "utf-8")
    first = root / "manuscripts" / "2026-01" / "01-潮水.md"
    first.write_text(first.read_text("utf-8").replace("地区:", "状态: 定稿\n地区:"), "utf-8")
    read, found = read_issue(root, "2026-01")
    assert read is not None and found == ()
    return read


def test_it_stands_in_its_place(issue: Issue) -> None:
    assert [(a.id, a.status, a.planned is not None) for a in issue.articles] == [
        ("a01", Status.FINAL, False), ("a02", Status.TO_COME, True), ("a03", Status.IN_EDIT, False),
        ("a04", Status.IN_EDIT, False), ("a05", Status.IN_EDIT, True),
    ]  # fmt: skip
    coming = issue.articles[1]
    assert coming.planned == Planned(3, "通讯", date(2026, 2, 10))
    assert coming.authors == (Author("沈砚"), Author("陈渔")) and not coming.coded
    said = [plain(block.children) for block in coming.blocks]  # type: ignore[union-attr]
    assert said == [
        "待来稿　预留3页　通讯　2026年2月10日交稿", "待来稿　第2页，共3页", "待来稿　第3页，共3页",
    ]  # fmt: skip


def test_readers_get_what_has_arrived(issue: Issue) -> None:
    arrived = issue.arrived
    assert [a.id for a in arrived.articles] == ["a01", "a03", "a04"]
    assert [s.name for s in arrived.sections] == ["海岸观察", "海边来信"]
    assert arrived.arrived is arrived


def test_the_checks_say_so_and_no_more(issue: Issue) -> None:
    found = check_issue(issue)
    assert [(f.code, f.level) for f in found] == [("article-to-come", Level.WARNING)] * 2


def test_a_final_issue_holds_only_what_is_final(issue: Issue) -> None:
    found = check_issue(issue, final=True)
    assert {f.level for f in found} == {Level.ERROR}
    assert sorted(f.code for f in found) == ["final-in-edit"] * 2 + ["final-not-here"] * 2
    assert "01-潮水.md" not in " ".join(f.place.file for f in found)
