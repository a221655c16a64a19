"""All that the checks say of the real issue has been judged by hand; hardly any of it is a false alarm."""

from __future__ import annotations

from pathlib import Path

from kanwu_press.check import check_issue
from kanwu_press.findings import Level
from kanwu_press.preflight.conserve import manuscript_text
from whole import real

JUDGED = Path(__file__).parents[1] / "data" / "judged-real-issue.txt"
CHARACTERS_FOR_ONE = 4000  # of the issue, for one false alarm among errors and warnings


def test_every_warning_has_been_judged(shared_folder: Path) -> None:
    issue = real(shared_folder).issue
    lines = [line.split() for line in JUDGED.read_text("utf-8").splitlines() if not line.startswith("#")]
    judged = {(file, int(line), code): verdict for file, line, code, verdict in lines}
    found = {
        (Path(f.place.file).name if f.place.file.endswith(".yaml") else Path(f.place.file).name[:2],
         f.place.line, f.code)
        for f in check_issue(issue)
        if f.level is not Level.INFO
    }  # fmt: skip
    assert found - set(judged) == set() and len(found) > 30
    characters = sum(len(text) for _, text in manuscript_text(issue).main)
    false = [key for key, verdict in judged.items() if verdict != "true"]
    assert len(false) * CHARACTERS_FOR_ONE < characters
