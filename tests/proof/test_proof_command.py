"""`kanwu proof`: where the file goes, what it does not overwrite, and that it comes with errors, too."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from kanwu_press import cli
from kanwu_press.checking import check
from kanwu_press.deliver import deliver_file
from kanwu_press.new import new_publication
from kanwu_press.proof.sheets import CREATOR
from kanwu_press.proof.target import check_target, proof_file
from kanwu_press.workspace import Workspace

from .conftest import SetIssue


def pdf_by(file: Path, creator: str) -> Path:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(100, 100))
    pdf.docinfo["/Creator"] = creator
    pdf.save(file)
    return file


def codes(file: Path, workspace: Workspace) -> list[str]:
    return [finding.code for finding in check_target(file, workspace)]


def test_where_a_proof_may_go(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "SHA256SUMS").touch()
    (tmp_path / "稿.md").write_text("稿子", "utf-8")
    (tmp_path / "note.pdf").write_text("不是 PDF", "utf-8")
    assert codes(tmp_path / "new.pdf", workspace) == []
    assert codes(pdf_by(tmp_path / "old.pdf", CREATOR), workspace) == []
    assert codes(pdf_by(tmp_path / "other.pdf", "kanwu-press"), workspace) == ["proof-foreign-file"]
    assert codes(tmp_path / "note.pdf", workspace) == ["proof-foreign-file"]
    assert codes(tmp_path / "稿.md", workspace) == ["proof-not-pdf"]
    assert codes(tmp_path / "build" / "2026-01" / "print" / "x.pdf", workspace) == ["proof-in-delivery"]
    assert codes(tmp_path / "elsewhere" / "x.pdf", workspace) == ["proof-in-delivery"]
    (tmp_path / "link.pdf").symlink_to(tmp_path / "old.pdf")
    assert codes(tmp_path / "link.pdf", workspace) == ["proof-foreign-file"]


def test_the_usual_name(small: SetIssue, tmp_path: Path) -> None:
    usual = tmp_path / "build" / "proofs" / "haian-2026-01-校样.pdf"
    assert proof_file(Workspace(tmp_path), small.issue, None) == usual
    assert proof_file(Workspace(tmp_path), small.issue, tmp_path) == tmp_path / usual.name
    assert proof_file(Workspace(tmp_path), small.issue, tmp_path / "a.pdf") == tmp_path / "a.pdf"
    assert codes(usual, Workspace(tmp_path)) == []


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["proof", *arguments])
    return int(stopped.value.code or 0)


def test_a_proof_of_manuscripts_with_errors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "刊"
    assert new_publication(root, 2026) == ()
    article = sorted((root / "manuscripts").rglob("*.md"))[0]
    article.write_text(article.read_text("utf-8") + "\n\n![没有的图](图片/没有.jpg)\n", "utf-8")
    found = check(Workspace(root), "2026-01")
    assert "error" in {finding.level.value for finding in found}
    monkeypatch.chdir(root)
    assert run() == 1
    assert "校样做好了" in capsys.readouterr().out
    (file,) = (root / "build" / "proofs").glob("*.pdf")
    assert len(pypdfium2.PdfDocument(file)) % 4 == 1  # the issue's pages, and one for the list
    first = file.read_bytes()
    assert run() == 1 and file.read_bytes() == first
    assert list((root / "build" / "proofs").iterdir()) == [file]


def test_wrong_rounds_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("--round", "4") == 2
    assert run("--round", "second") == 2
    assert "second" in capsys.readouterr().err


def test_what_the_disk_refuses_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (finding,) = deliver_file(b"%PDF", tmp_path / "file" / "x.pdf")
    assert finding.code in ("deliver-not-folder", "deliver-failed")
    (tmp_path / "x.pdf").mkdir()
    assert deliver_file(b"%PDF", tmp_path / "x.pdf") != ()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "x.pdf"]
    assert deliver_file(b"%PDF", tmp_path / "y.pdf") == ()
    assert (tmp_path / "y.pdf").read_bytes() == b"%PDF"
