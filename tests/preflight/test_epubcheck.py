"""EPUBCheck's verdict: the good pass, broken controls are rejected, a Java that dies is no verdict."""

from __future__ import annotations

import io
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from build_issue import build_issue, p
from kanwu_press.findings import Level, exit_code
from kanwu_press.preflight import epub as module
from kanwu_press.preflight.epub import (
    check_epub,
    check_epub_text,
    epub_text,
    find_jar,
    find_java,
    run_epubcheck,
)

needs_java = pytest.mark.skipif(not (find_java() and find_jar()), reason="EPUBCheck cannot run here")
NAME = "epub/haian-2026-01.epub"


def changed(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """The EPUB with one replacement in one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == name:
                assert old in content
                content = content.replace(old, new)
            target.writestr(info, content)
    return out.getvalue()


@needs_java
def test_our_epub_passes(made_epub: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also in folders with Chinese names where the locale knows no Chinese."""
    (tmp_path / "刊物").mkdir()
    monkeypatch.chdir(tmp_path / "刊物")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "刊物"))
    monkeypatch.setenv("LC_ALL", "C")
    assert check_epub(build_issue(), made_epub) == ()


@needs_java
def test_broken_controls_are_rejected(made_epub: bytes) -> None:
    wrong_link = changed(made_epub, "EPUB/a01.xhtml", b'href="a02.xhtml"', b'href="a99.xhtml"')
    findings = run_epubcheck(wrong_link, NAME)
    assert {f.code for f in findings} == {"epub-invalid"} and exit_code(findings) == 1
    values = dict(findings[0].values)
    assert values["id"] == "RSC-007" and values["file"].startswith("EPUB/a01.xhtml:")
    assert findings[0].place.file == NAME


@needs_java
def test_a_file_that_is_no_epub_is_rejected(made_epub: bytes) -> None:
    assert "PKG-008" in {dict(f.values)["id"] for f in run_epubcheck(made_epub[:5000], NAME)}


# ---- a checker that lies -------------------------------------------------------------------

CLEAN = "No errors or warnings detected.\nMessages: 0 fatals / 0 errors / 0 warnings / 0 infos\n"


def java(folder: Path, script: str) -> str:
    """A stand-in for Java."""
    file = folder / "java"
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return str(file)


@pytest.mark.parametrize(
    ("script", "code", "level"),
    [
        ("exit 0", "java-died", Level.INSTALL),
        ("echo 'Error: Could not create the Java Virtual Machine.' >&2; exit 1", "java-died", Level.INSTALL),
        ("kill -9 $$", "java-died", Level.INSTALL),
        (f"printf '{CLEAN}'; exit 1", "epub-unproved", Level.ERROR),
        ("echo 'Messages: 0 fatals / 0 errors / 0 warnings / 0 infos'; exit 0", "epub-unproved", Level.ERROR),
        (
            "echo 'No errors or warnings detected'; echo 'Messages: 0 fatals / 0 errors / 10 warnings'",
            "epub-unproved",
            Level.ERROR,
        ),
        (
            f"printf '{CLEAN}'; echo 'WARNING(OPF-003): x.epub/a.txt(-1,-1): strange' >&2",
            "epub-invalid",
            Level.ERROR,
        ),
    ],
)
def test_only_three_witnesses_together_are_believed(
    script: str, code: str, level: Level, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = java(tmp_path, script)
    monkeypatch.setattr(module, "find_java", lambda: command)
    assert [(f.code, f.level) for f in run_epubcheck(b"", NAME)] == [(code, level)]


def test_a_stand_in_that_says_all_three_is_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = java(tmp_path, f"printf '{CLEAN}'")
    monkeypatch.setattr(module, "find_java", lambda: command)
    assert run_epubcheck(b"", NAME) == ()


def test_no_java_no_jar_no_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    findings = run_epubcheck(b"", NAME)
    assert [f.code for f in findings] == ["java-missing"] and exit_code(findings) == 3
    command = java(tmp_path, "exec /bin/sleep 60")
    monkeypatch.setattr(module, "TIMEOUT_SECONDS", 0.2)
    assert [f.code for f in run_epubcheck(b"", NAME)] == ["epubcheck-slow"]
    monkeypatch.setattr(module, "find_java", lambda: command)
    monkeypatch.setattr(module, "find_jar", lambda: None)
    assert [f.code for f in run_epubcheck(b"", NAME)] == ["epubcheck-missing"]


# ---- conservation --------------------------------------------------------------------------


def test_all_text_is_conserved(made_epub: bytes) -> None:
    assert check_epub_text(build_issue(), made_epub) == ()


def test_text_is_read_back_by_what_it_is(made_epub: bytes) -> None:
    text = epub_text(made_epub)
    assert text.notes == " 见《渔业志》第三卷。 朔日与望日。"
    assert "村里姓亓的人家" in text.articles and "①" not in text.articles
    assert "主编沈砚" in text.other and "潮水退了" not in text.other


@pytest.mark.parametrize(
    ("name", "lost", "line"),
    [
        ("a01", "<p>一段接着一段。</p>", 52),
        ("a01", "见《渔业志》第三卷。", 60),
        ("a01", "98", 40),
        ("a03", "编后的第2段，海风从东边来。", 12),
    ],
)
def test_a_loss_is_named_by_its_line(made_epub: bytes, name: str, lost: str, line: int) -> None:
    short = changed(made_epub, f"EPUB/{name}.xhtml", lost.encode(), b"")
    assert [(f.code, f.place.line) for f in check_epub_text(build_issue(), short)] == [("text-lost", line)]


def test_a_repetition_is_named(made_epub: bytes) -> None:
    twice = changed(
        made_epub,
        "EPUB/a02.xhtml",
        "<p>灯塔的第3段".encode(),
        "<p>灯塔的第2段，海风从东边来。</p><p>灯塔的第3段".encode(),
    )
    assert [f.code for f in check_epub_text(build_issue(), twice)] == ["text-added"]


def test_a_lost_article(made_epub: bytes) -> None:
    issue = build_issue()
    more = replace(issue.articles[2], blocks=(*issue.articles[2].blocks, p("漏排的一段。", 30, "03-编后.md")))
    longer = replace(issue, sections=(issue.sections[0], replace(issue.sections[1], articles=(more,))))
    findings = check_epub_text(longer, made_epub)
    assert [(f.code, f.place.line) for f in findings] == [("text-lost", 30)]
    assert dict(findings[0].values)["expected"] == "漏排的一段"
