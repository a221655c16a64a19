"""`kanwu terms`: proposals from an issue, entered on demand, and nothing proposed twice."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kanwu_press.read.terms import read_terms
from kanwu_press.termlist import grow_terms
from kanwu_press.workspace import Workspace

HEALTHY = Path(__file__).parent / "data" / "healthy"
ISSUE = "2026-01"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    root = tmp_path / "刊"
    shutil.copytree(HEALTHY, root)
    file = next((root / "manuscripts" / ISSUE).glob("02-*.md"))
    said = "\n汐州市海岸带保护条例（以下简称“条例”）今年施行，条例共六章。\n"
    file.write_text(file.read_text("utf-8") + said, "utf-8")
    return Workspace(root)


def test_it_proposes_and_writes_only_when_told(workspace: Workspace) -> None:
    proposed = grow_terms(workspace, ISSUE, add=False)
    names = [p.term.name for p in proposed.proposals]
    assert any("海岸带保护条例" in name for name in names) and not proposed.written
    assert not workspace.terms_file.exists()
    added = grow_terms(workspace, ISSUE, add=True)
    assert added.written and added.findings == ()
    assert [term.name for term in read_terms(workspace)[0]] == names
    again = grow_terms(workspace, ISSUE, add=True)
    assert again.proposals == () and not again.written


def test_what_stands_there_stays(workspace: Workspace) -> None:
    old = "# 我们的术语\n术语:\n  - 正名: 苇港\n    不用:\n      - 韦港\n"
    workspace.terms_file.write_text(old, "utf-8")
    assert grow_terms(workspace, ISSUE, add=True).written
    assert workspace.terms_file.read_text("utf-8").startswith(old)
    assert read_terms(workspace)[0][0].name == "苇港"


def test_a_folder_that_refuses_is_a_finding(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    grown = grow_terms(workspace, ISSUE, add=True)
    assert [f.code for f in grown.findings] == ["terms-unwritten"] and not grown.written
    assert not list(workspace.terms_file.parent.glob(".*.new"))
