"""Folders that look like issues and are not found as such."""

from __future__ import annotations

from pathlib import Path

import pytest

from kanwu_press.read.folders import stray_issues
from kanwu_press.workspace import Workspace


@pytest.mark.parametrize(
    ("file", "found"),
    [
        ("2026-01/issue.yaml", []),
        ("2026-1/issue.yaml", [("issue-folder-name", "2026-01")]),
        ("第一期/01.md", [("issue-folder-name", "2026-01")]),
        ("2025年第12期/issue.yaml", [("issue-folder-name", "2025-12")]),
        ("2026-02/Issue.yaml", [("issue-file-name", "Issue.yaml")]),
        ("2026-02/issue.yaml.txt", [("issue-file-name", "issue.yaml.txt")]),
        ("2026-02/issue.yml", [("issue-file-name", "issue.yml")]),
        ("2026-02/01.md", [("issue-file-missing", "")]),
        ("2026_02/issue.yml", [("issue-file-name", "issue.yml"), ("issue-folder-name", "2026-02")]),
        ("旧图/a.png", []),  # not everything that lies here is meant to be an issue
        (".new-x/issue.yaml", []),
        ("读我.md", []),
    ],
)
def test_stray_issues(tmp_path: Path, file: str, found: list[tuple[str, str]]) -> None:
    path = tmp_path / "manuscripts" / file
    path.parent.mkdir(parents=True)
    path.write_text("", "utf-8")
    strays = stray_issues(Workspace(tmp_path))
    assert [(f.code, "".join(value for _, value in f.values)) for f in strays] == found


def test_no_manuscripts_at_all(tmp_path: Path) -> None:
    assert list(stray_issues(Workspace(tmp_path))) == []
