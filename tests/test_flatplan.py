"""The flat plan: what is there, what is to come, and how many pages it makes, also before anything is set."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kanwu_press.desk.facts import Facts
from kanwu_press.desk.record import make_record
from kanwu_press.flatplan import FlatPlan, flat_plan, make_flat_plan, plan_record, plan_rows, plan_sentences
from kanwu_press.model import Planned, Status
from kanwu_press.read.issue import read_issue
from kanwu_press.words import words
from kanwu_press.workspace import Workspace
from whole import Whole

HEALTHY = Path(__file__).parent / "data" / "healthy"
COMING = """      - 标题: 灯塔
        作者: 沈砚
        页数: 6
        体裁: 散文
        交稿: 2026-02-10
"""
PAGES = 4  # that an estimate may be off, of 56 or 88


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = shutil.copytree(HEALTHY, tmp_path / "刊")
    file = root / "manuscripts" / "2026-01" / "issue.yaml"
    last = "      - 03-来信.md\n"
    file.write_text(file.read_text("utf-8").replace(last, last + COMING), "utf-8")
    return root


def planned(root: Path) -> FlatPlan:
    plan, found = flat_plan(Workspace(root), "2026-01", root / "build")
    assert plan is not None and found == ()
    return plan


def test_the_whole_issue_stands_from_the_first_day(root: Path) -> None:
    plan = planned(root)
    assert plan.estimated and plan.pages % 4 == 0 and plan.signatures == str(plan.pages)
    rows = list(plan_rows(plan, words("zh")))
    assert [row[0] for row in rows] == ["海岸观察", "", "海边来信", ""]
    assert rows[-1] == ("", "灯塔（散文）", "沈砚", "待来稿", "", "6", "", "2026-02-10")
    assert rows[0][5] == "≈1" and int(rows[0][4]) > 100
    assert [row.status for row in plan.to_come] == [Status.TO_COME]
    said = [words("zh").gettext(text).format(**values) for text, values in plan_sentences(plan)]
    assert said[1] == "4 篇：定稿 0 篇；待来稿 1 篇，预留 6 页。"
    record = json.loads(json.dumps(plan_record(plan)))
    assert record["articles"][3]["due"] == "2026-02-10" and record["pages"] == plan.pages


@pytest.mark.parametrize("text", ["", "{}", "[1]", "\ufeff"])
def test_a_record_that_is_none_is_no_harm(root: Path, text: str) -> None:
    folder = root / "build" / "2026-01"
    folder.mkdir(parents=True)
    (folder / "pages.json").write_text(text, "utf-8")
    assert planned(root).estimated


def test_estimates_come_near_what_is_built(whole: Whole) -> None:
    built, _ = flat_plan(whole.workspace, whole.name, whole.folder.parent)
    guess, _ = flat_plan(whole.workspace, whole.name, whole.folder.parent / "nowhere")
    assert built is not None and guess is not None
    assert not built.estimated and built.pages == len(whole.pages["pages"])
    assert all(row.folios and not row.estimated for row in built.rows)
    assert guess.estimated and abs(guess.pages - built.pages) <= PAGES
    off = [abs(a.pages - b.pages) for a, b in zip(built.rows, guess.rows, strict=True)]
    assert max(off) <= 2 and sum(off) <= 0.6 * len(off)


def test_it_counts_as_the_desk_report_does(root: Path) -> None:
    """One article has one number of characters, wherever it is told; one to come has none."""
    issue, _ = read_issue(root, "2026-01")
    assert issue is not None
    counts = [row.characters for row in planned(root).rows]
    records = make_record(Facts(issue.name, issue, ())).articles
    assert counts == [record.characters for record in records] and 0 in counts and any(counts)


def test_folios_of_a_build_are_told_only_of_the_issue_that_was_built(whole: Whole) -> None:
    """An article to come before them moves all others, nobody knows how far."""
    built = json.loads((whole.folder / "pages.json").read_text("utf-8"))
    assert all(row.folios for row in make_flat_plan(whole.issue, built).rows)
    first, *others = whole.issue.sections
    coming = replace(first.articles[0], title="还没有到", planned=Planned(pages=5))
    more = replace(whole.issue, sections=(replace(first, articles=(coming, *first.articles)), *others))
    assert not any(row.folios for row in make_flat_plan(more, built).rows)
    turned = replace(whole.issue, sections=(*others, first))
    assert not any(row.folios for row in make_flat_plan(turned, built).rows)
