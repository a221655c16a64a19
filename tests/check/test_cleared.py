"""核过: what the editor has found to be no fault is set aside at its place, and only there."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kanwu_press.check import check_issue
from kanwu_press.check.cleared import suppressed
from kanwu_press.findings import Finding, Level, Rule
from kanwu_press.model import Issue, Place
from kanwu_press.read.issue import read_issue
from kanwu_press.read.marks import clear

HEALTHY = Path(__file__).parents[1] / "data" / "healthy"
FOLDER = "manuscripts/2026-01"
FILE = f"{FOLDER}/03-来信.md"
WARNING = Rule("name-twice", Level.WARNING, "{name}", "mend")
HINT = Rule("title-twice", Level.INFO, "{name}", "")
ERROR = Rule("text-odd", Level.ERROR, "{name}", "mend")

BODY = """---
标题: 来信
作者: 读者
核过:
  - 代码: title-twice
    原文: 潮水
    理由: 同名专栏
---

刘子璇来信说，潮水涨了。

::: 核过 name-twice：原文如此
第二段写刘子瑛。

- 第三段
:::

第四段又写刘子瑛。
"""


def issue_with(tmp_path: Path, body: str, settings: str = "", publication: str = "") -> Issue:
    root = shutil.copytree(HEALTHY, tmp_path / "刊")
    (root / FILE).write_text(body, "utf-8")
    for name, more in ((f"{FOLDER}/issue.yaml", settings), ("publication.yaml", publication)):
        (root / name).write_text((root / name).read_text("utf-8") + more, "utf-8")
    issue, found = read_issue(root, "2026-01")
    assert issue is not None and [f.code for f in found if f.level is Level.ERROR] == []
    return issue


def split(issue: Issue, *findings: Finding) -> tuple[list[tuple[str, int]], list[tuple[str, int, str]]]:
    kept, aside = suppressed(issue, findings)
    return (
        [(f.code, f.place.line) for f in kept],
        [(f.code, f.place.line, f.cleared) for f in aside],
    )


def at(rule: Rule, line: int, name: str = "x", file: str = FILE) -> Finding:
    return rule.at(Place(file, line), name=name)


def test_a_passage_and_a_head_clear_their_own_findings(tmp_path: Path) -> None:
    issue = issue_with(tmp_path, BODY)
    kept, aside = split(
        issue, at(WARNING, 13), at(WARNING, 15), at(WARNING, 18),
        at(WARNING, 13, file=f"{FOLDER}/01-潮水.md"), at(HINT, 10), at(HINT, 18), at(HINT, 18, "潮水"),
    )  # fmt: skip
    assert aside == [
        ("name-twice", 13, "原文如此"),
        ("name-twice", 15, "原文如此"),
        ("title-twice", 10, "同名专栏"),  # the words stand in the line
        ("title-twice", 18, "同名专栏"),  # or in what the finding says
    ]
    assert kept == [("name-twice", 18), ("name-twice", 13), ("title-twice", 18)]


def test_errors_are_never_set_aside(tmp_path: Path) -> None:
    issue = issue_with(tmp_path, BODY.replace("name-twice", "text-odd"))
    for level in (Level.ERROR, Level.INSTALL):
        kept, aside = split(issue, at(replace(ERROR, level=level), 13), at(HINT, 10))
        assert ("text-odd", 13) in kept and ("cleared-error", 12) in kept
        assert [code for code, *_ in aside] == ["title-twice"]


def test_a_mark_that_meets_nothing_is_a_hint_that_no_mark_clears(tmp_path: Path) -> None:
    body = BODY.replace("name-twice", "cleared-unused")
    kept, aside = split(issue_with(tmp_path, body), at(HINT, 10))
    assert kept == [("cleared-unused", 12)] and len(aside) == 1


def test_a_misspelt_code_is_told_with_the_nearest(tmp_path: Path) -> None:
    kept, _ = suppressed(issue_with(tmp_path, BODY.replace("name-twice", "mark-asci")), (at(HINT, 10),))
    assert [(f.code, f.level, dict(f.values)["near"]) for f in kept] == [
        ("cleared-unknown", Level.WARNING, "mark-ascii")
    ]


def test_the_mark_changes_nothing_of_the_article(tmp_path: Path) -> None:
    marked = issue_with(tmp_path / "a", BODY).articles[-1]
    lines = BODY.split("\n")
    bare = "\n".join("" if line.startswith(":::") else line for line in lines)
    plain = issue_with(tmp_path / "b", bare).articles[-1]
    assert plain.blocks == marked.blocks and len(plain.cleared) == 1 and len(marked.cleared) == 2


@pytest.mark.parametrize("file", ["publication.yaml", f"{FOLDER}/issue.yaml", f"{FOLDER}/99-旧稿.md"])
def test_settings_clear_their_own_files(tmp_path: Path, file: str) -> None:
    mark = "核过:\n  - 代码: title-twice\n    理由: 准印证如此\n"
    own = file == "publication.yaml"
    issue = issue_with(tmp_path, "---\n标题: 来信\n---\n\n信。\n", "" if own else mark, mark if own else "")
    kept, aside = split(issue, at(HINT, 1, file=file), at(HINT, 1, file=FILE))
    assert aside == [("title-twice", 1, "准印证如此")] and kept == [("title-twice", 1)]


@pytest.mark.parametrize("words", ["2026", "1", "md", "来信.md"])
def test_words_meet_neither_the_file_name_nor_counts(tmp_path: Path, words: str) -> None:
    body = BODY.replace("原文: 潮水", f'原文: "{words}"')
    kept, aside = split(issue_with(tmp_path, body), at(HINT, 18, "1"), at(WARNING, 13))
    assert ("title-twice", 18) in kept and [code for code, *_ in aside] == ["name-twice"]


@pytest.mark.parametrize(
    ("said", "mark"),
    [
        ("mark-ascii：原文如此", ("mark-ascii", "原文如此")),
        ("[mark-ascii] 原文如此", ("mark-ascii", "原文如此")),
        ("mark-ascii，as typed", ("mark-ascii", "as typed")),
        ("mark-ascii：3-5是比分", ("mark-ascii", "3-5是比分")),
        ("mark-ascii", None),
        ("mark-ascii：", None),
        ("mark-ascii：。", None),
        ("mark-ascii、mark-range：两个", None),
        ("mark-ascii，mark-range：两个", None),
        ("mark-ascii mark-range：两个", None),
    ],
)
def test_a_code_and_a_reason_are_said(said: str, mark: tuple[str, str] | None) -> None:
    made = clear(said, Place(FILE, 1), 2)
    assert (made and (made.code, made.reason)) == mark


def test_real_findings_are_met(tmp_path: Path) -> None:
    mark = "核过:\n  - 代码: heading-last\n    原文: 附记\n    理由: 空着\n"
    body = f"---\n标题: 来信\n作者: 读者\n{mark}---\n\n信。\n\n## 附记\n"
    issue = issue_with(tmp_path, body)
    found = tuple(f for f in check_issue(issue) if f.code != "heading-alone")
    assert [f.code for f in found] == ["heading-last"]
    assert split(issue, *found) == ([], [("heading-last", 12, "空着")])
