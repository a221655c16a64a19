"""Ace's verdict: the good pass, a broken control does not, a tool that dies or lies gives no verdict."""

from __future__ import annotations

import json
import os
import tempfile
import time
from pathlib import Path

import pytest

from kanwu_press.findings import Level
from kanwu_press.preflight import ace, tools
from kanwu_press.preflight.ace import AceVerdict, run_ace
from kanwu_press.preflight.tools import Ran, Tools, find_tools, room, run, shut_in_chromium
from tiny_editions import epub_files, zipped

pytestmark = pytest.mark.usefixtures("readers_programs")

NAME = "epub/haian-2026-01.epub"


def test_the_good_pass_and_nothing_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory() as name:  # Chromium's sockets bear no long path
        monkeypatch.setattr("tempfile.tempdir", name)
        monkeypatch.setenv("HOME", name)
        assert run_ace(zipped(epub_files()), NAME) == (AceVerdict(True, "1.4.6"), ())
        assert list(Path(name).iterdir()) == []


def test_a_broken_control_is_rejected() -> None:
    files = epub_files()
    files["EPUB/a01.xhtml"] = files["EPUB/a01.xhtml"].replace(b' alt="\xe6\xbb\xa9\xe6\xb6\x82"', b"")
    files["EPUB/book.opf"] = files["EPUB/book.opf"].replace(b'\n xml:lang="zh-Hans"', b"")
    verdict, findings = run_ace(zipped(files), NAME)
    assert verdict == AceVerdict(False, "1.4.6")
    found = {(dict(f.values)["rule"], dict(f.values)["file"]) for f in findings}
    assert {("image-alt", "a01.xhtml"), ("epub-lang", "EPUB/book.opf")} <= found
    assert {f.code for f in findings} == {"ace-violation"} and findings[0].place.file == NAME


def test_a_machine_without_the_programs_is_told_what_was_not_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(tools, "modules_folder", lambda: tmp_path)
    verdict, findings = run_ace(b"", NAME)
    assert verdict is None and [(f.code, f.level) for f in findings] == [("readers-missing", Level.INFO)]
    assert dict(findings[0].values)["tool"] == "Node, Ace, epub.js, axe, Chromium"


def test_other_versions_than_the_locked_ones_do_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = (tools.BROWSER / "package-lock.json").read_bytes()
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "package-lock.json").write_bytes(lock)
    monkeypatch.setattr(tools, "modules_folder", lambda: tmp_path)
    assert tools.find_modules() is None  # npm was killed before its last step
    (tmp_path / "node_modules" / ".package-lock.json").touch()
    assert tools.find_modules() == tmp_path
    (tmp_path / "package-lock.json").write_bytes(lock + b"\n")
    assert tools.find_modules() is None


def report(outcome: str = "pass", urls: tuple[str, ...] = ("nav.xhtml", "a01.xhtml")) -> dict[str, object]:
    """A report in Ace's form without violations."""
    return {
        "earl:assertedBy": {"doap:release": {"doap:revision": "1.4.6"}},
        "earl:result": {"earl:outcome": outcome},
        "assertions": [{"earl:testSubject": {"url": url}, "assertions": []} for url in urls],
    }


@pytest.mark.parametrize(
    "script",
    [
        "exit 0",
        "exit 1",
        "kill -9 $$",
        "mkdir out; echo '{' >out/report.json",
        "mkdir out; echo '{}' >out/report.json",
        f"mkdir out; echo '{json.dumps(report('fail'))}' >out/report.json",
        f"mkdir out; echo '{json.dumps(report(urls=('nav.xhtml',)))}' >out/report.json",
        f"mkdir out; echo '{json.dumps(report())}' >out/report.json; exit 1",
    ],
)
def test_half_a_report_is_no_verdict(script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, script, monkeypatch)
    verdict, findings = run_ace(zipped(epub_files()), NAME)
    assert verdict is None and [f.code for f in findings] == ["ace-unproved"]


def test_a_whole_report_of_a_stand_in_is_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, f"mkdir out; echo '{json.dumps(report())}' >out/report.json", monkeypatch)
    assert run_ace(zipped(epub_files()), NAME) == (AceVerdict(True, "1.4.6"), ())


def test_what_does_not_end_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, "exec sleep 60", monkeypatch)
    monkeypatch.setattr(ace, "TIMEOUT_SECONDS", 0.3)
    assert [f.code for f in run_ace(zipped(epub_files()), NAME)[1]] == ["ace-unproved"]
    assert [f.code for f in run_ace(b"no EPUB", NAME)[1]] == ["ace-unproved"]


def test_the_browser_is_ended_with_the_program_that_started_it() -> None:
    """As puppeteer does, the browser gets a group of its own, which the program's end would not reach."""
    with room() as folder:
        chromium = shut_in_chromium(folder, "sleep_")
        text = chromium.read_text("utf-8")
        assert "--host-resolver-rules=MAP * ~NOTFOUND" in text
        chromium.write_text(text[: text.index("exec")] + "exec sleep 60\n", "utf-8")
        done = run(["/bin/sh", "-c", f"setsid {chromium} & sleep 60"], folder, 0.5)
        browser = int((folder / "started").read_text("utf-8"))
    assert done.code is None
    for _ in range(50):
        if not alive(browser):
            return
        time.sleep(0.1)
    raise AssertionError(browser)


def alive(number: int) -> bool:
    """Whether a process runs; one that only waits to be buried does not."""
    try:
        os.kill(number, 0)
        return "\nState:\tZ" not in Path(f"/proc/{number}/status").read_text("utf-8")
    except (ProcessLookupError, FileNotFoundError):
        return False


def test_a_command_that_is_not_there_is_no_exception() -> None:
    with room() as folder:
        assert run(["/no/such/program"], folder, 1) == Ran(127, b"", "No such file or directory")


def stand_in(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in for Node."""
    node = folder / "node"
    node.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    node.chmod(0o755)
    monkeypatch.setattr(ace, "find_tools", lambda: Tools(str(node), folder, "chromium"))


def test_the_tests_have_their_programs() -> None:
    """./test installs them (dev/setup.sh); without them nothing here would look at anything."""
    assert find_tools() is not None, "run: sh dev/readers"
