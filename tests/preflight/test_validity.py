"""The HTML checker: a good page is passed, an unclosed element is named by its page and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kanwu_press.preflight import tools, validity
from kanwu_press.preflight.validity import check_validity
from tiny_editions import page, web_files

pytestmark = pytest.mark.usefixtures("readers_programs")


def test_the_good_are_passed_and_the_broken_named() -> None:
    files = {name.removeprefix("web/"): data for name, data in web_files().items()}
    files["bad.html"] = page("<h1>x</h1>\n<p>a<b>b</p>", up="")
    findings = check_validity(files, "web")
    assert {(f.code, f.place.file, f.place.line) for f in findings} >= {("html-invalid", "web/bad.html", 5)}
    assert {f.place.file for f in findings} == {"web/bad.html"}


@pytest.mark.parametrize(
    "script", ["exit 0", "exit 1", "kill -9 $$", "echo '{}'", "echo '{\"messages\": []}'"]
)
def test_a_checker_that_finds_nothing_in_a_broken_page_has_not_looked(
    script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    java = tmp_path / "java"
    java.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    java.chmod(0o755)
    monkeypatch.setattr(validity, "find_java", lambda: str(java))
    assert [f.code for f in check_validity({"a.html": b""}, "web")] == ["html-unproved"]


def test_without_it_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "modules_folder", lambda: tmp_path)
    assert [f.code for f in check_validity({}, "web")] == ["readers-missing"]
