"""outloud's opinion: told where it is installed, never more than a warning, no exception when it breaks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kanwu_press.findings import Level
from kanwu_press.preflight import secondopinion as module
from kanwu_press.preflight.secondopinion import second_opinion

NAME = "screen/haian-2026-01.pdf"
FINDINGS = [
    {"rule": "LNK-010", "severity": "warning", "message": "printed as text", "page": 7, "count": 1},
    {"rule": "LNK-010", "severity": "warning", "message": "printed as text", "page": 56, "count": 2},
    {"rule": "DOC-001", "severity": "error", "message": "no /Marked"},
]


def said(findings: object, error: object = None) -> str:
    """A report in outloud's form, as a script that writes it."""
    report = json.dumps({"results": [{"path": "x", "error": error, "findings": findings}]})
    return f"echo '{report}' >report.json"


def opinion(script: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Level]]:
    command = folder / "outloud"
    command.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    command.chmod(0o755)
    monkeypatch.setattr(module, "find_outloud", lambda: str(command))
    return [(f.code, f.level) for f in second_opinion(b"", NAME)]


def test_each_of_its_rules_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = opinion(said(FINDINGS), tmp_path, monkeypatch)
    assert found == [("outloud-error", Level.WARNING), ("outloud-remark", Level.INFO)]
    values = dict(second_opinion(b"", NAME)[1].values)
    assert values == {"count": "3", "page": "7", "rule": "LNK-010", "text": "printed as text"}
    assert opinion(said([]), tmp_path, monkeypatch) == []


@pytest.mark.parametrize(
    "script",
    ["exit 0", "exit 3", "echo '{' >report.json", "echo '[]' >report.json",
     "echo '{\"results\": []}' >report.json", said([], "unreadable"),
     said([{}]), f"{said([])}; exit 1", "exec sleep 60"],
)  # fmt: skip
def test_a_broken_one_is_silent(script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TIMEOUT_SECONDS", 1.0)
    assert opinion(script, tmp_path, monkeypatch) == [("outloud-silent", Level.INFO)]


def test_without_it_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_outloud", lambda: None)
    assert [(f.code, f.level) for f in second_opinion(b"", NAME)] == [("outloud-missing", Level.INFO)]
