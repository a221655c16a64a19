"""Preflight of the interior as the engine writes it, through the view and through the command."""

from __future__ import annotations

import json
from pathlib import Path
from time import process_time

import pytest
from made_x4 import good

from build_issue import build_issue, write_pictures
from kanwu_press.cli import main
from kanwu_press.findings import Exit
from kanwu_press.preflight.pdf import X4, Wanted, preflight
from kanwu_press.typeset.interior import Printed
from setting import Press, house_faces


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """The tiny issue as the engine writes it, before the press room."""
    root = tmp_path_factory.mktemp("engine")
    write_pictures(root)
    return Press(house_faces(), root).set(build_issue())[0]


def test_the_engine_s_own_file_is_not_for_the_press(engines: Printed) -> None:
    start = process_time()
    wanted = Wanted(bleed_mm=3.0, pages=len(engines.page_map.pages), multiple_of=4)
    findings = preflight(engines.pdf, X4, wanted)
    seconds = process_time() - start
    codes = {finding.code for finding in findings}
    assert {"x4-rgb", "x4-intent", "x4-claim", "x4-trapped", "x4-pdf-version", "x4-annotation"} <= codes
    fine = {
        "pdf-damaged",
        "pdf-second-opinion",
        "x4-trim",
        "x4-boxes",
        "x4-sizes",
        "x4-bleed",
        "x4-pages",
        "x4-folds",
    }
    assert not fine & codes
    assert not {"pdf-font-missing", "pdf-font-unreadable", "x4-near-trim", "x4-stops-short"} & codes
    assert seconds < 6  # 2.5 on a machine of its own


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as stopped:
        main([*arguments, "--lang", "en"])
    captured = capsys.readouterr()
    code = stopped.value.code
    assert isinstance(code, int)
    return code, captured.out + captured.err


@pytest.fixture
def anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is no publication's, with a good file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.pdf").write_bytes(good())
    return tmp_path


def test_the_command_on_a_good_file(anywhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = run(capsys, "preflight", "x.pdf")
    assert code == Exit.DELIVERED
    assert "2 pages, nothing to mend" in said
    assert said.index("Checked:") < said.index("Not checked:") < said.index("Ghostscript")


def test_the_command_on_a_bad_file(anywhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (anywhere / "x.pdf").write_bytes(good()[:5000])
    code, said = run(capsys, "preflight", "x.pdf")
    assert code == Exit.MEND
    assert "x.pdf" in said and "nothing to mend" not in said


def test_the_command_for_screens_and_machines(anywhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = run(capsys, "preflight", "x.pdf", "--profile", "screen", "--json")
    assert code == Exit.DELIVERED  # things to look at, nothing that must be mended
    records = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    assert "screen-language" in [r.get("code") for r in records]
    assert records[-1] == {"event": "done", "file": "x.pdf", "profile": "screen", "pages": 2, "exit": 0}


def test_the_command_s_mistakes(anywhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = run(capsys, "preflight", "x.pdf", "--profile", "x3")
    assert code == Exit.USAGE
    assert "x4, screen" in said
    assert run(capsys, "preflight", "none.pdf")[0] == Exit.MEND
    assert run(capsys, "preflight")[0] == Exit.USAGE
