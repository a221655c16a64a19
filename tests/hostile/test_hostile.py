"""Each folder here is one way to get it wrong, laid over the healthy issue; expected.txt says what is found.

A new case needs no code: make a folder with the files that differ, run pytest with --save-golden,
and read expected.txt before committing it. What cannot be committed is made by hostile_builders.py.
"""

from __future__ import annotations

import shutil
import time
from gettext import NullTranslations
from pathlib import Path

import pytest
import weasyprint  # noqa: F401 - its import makes Pillow careless; reading must not become so
from hostile_builders import BUILDERS

from kanwu_press.check import check_issue
from kanwu_press.findings import Finding, Level, in_order
from kanwu_press.model import Issue
from kanwu_press.read.issue import read_issue

HERE = Path(__file__).parent
HEALTHY = HERE.parent / "data" / "healthy"
CASES = sorted(path.name for path in HERE.iterdir() if path.is_dir() and not path.name.startswith("_"))
SECONDS = 10.0  # no input may hold the program up; the slowest takes about two


def read_and_check(root: Path) -> tuple[Issue | None, tuple[Finding, ...]]:
    issue, found = read_issue(root, "2026-01")
    return issue, in_order((*found, *(check_issue(issue, found) if issue else ())))


@pytest.mark.parametrize("case", CASES)
def test_case(case: str, tmp_path: Path, save_golden: bool) -> None:
    root = tmp_path / "publication"
    shutil.copytree(HEALTHY, root)
    shutil.copytree(HERE / case, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))
    if case in BUILDERS:
        BUILDERS[case](root)
    began = time.process_time()
    issue, findings = read_and_check(root)
    assert time.process_time() - began < SECONDS
    lines = [_line(finding) for finding in findings]
    lines = [*(lines or ["(nothing found)"]), *([] if issue else ["(nothing to build)"])]
    golden = HERE / case / "expected.txt"
    if save_golden:
        golden.write_text("\n".join(lines) + "\n", "utf-8")
    assert lines == golden.read_text("utf-8").splitlines()


def _line(finding: Finding) -> str:
    """`file:line:column code`; the sentences are filled as well, which shows a field without a value."""
    words = NullTranslations()
    assert finding.message(words)
    assert finding.remedy(words) or finding.level is Level.INFO
    place = finding.place
    file = place.file.removeprefix("manuscripts/2026-01/")
    where = ":".join(str(part) for part in (file, place.line, place.column) if part)
    return f"{where} {finding.code}"


def test_healthy_issue_has_no_findings() -> None:
    issue, findings = read_and_check(HEALTHY)
    assert findings == ()
    assert issue is not None
    assert [len(section.articles) for section in issue.sections] == [2, 1]


def test_every_builder_has_its_folder() -> None:
    assert set(BUILDERS) <= set(CASES)
