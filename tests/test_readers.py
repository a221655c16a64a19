"""`kanwu check --readers` over a delivery made by hand: every checker has its say, pictures are taken."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from PIL import Image

from kanwu_press.cli import main
from kanwu_press.preflight import tools
from kanwu_press.preflight.chromium import View, epub_edition, web_edition
from kanwu_press.preflight.shots import epub_shots, web_shots
from kanwu_press.readers import _older, check_readers
from kanwu_press.workspace import Workspace
from tiny_editions import epub_files, page, web_files, zipped
from whole import REPOSITORY, SAMPLE

pytestmark = pytest.mark.usefixtures("readers_programs")

HERE = Workspace(REPOSITORY)


@pytest.fixture
def delivery(tmp_path: Path) -> Path:
    """A folder as a build leaves it, with tiny editions that are good."""
    files = {**web_files(), f"epub/haian-{SAMPLE}.epub": zipped(epub_files())}
    for name, data in files.items():
        file = tmp_path / SAMPLE / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return tmp_path


def codes(out: Path, shots: Path | None = None) -> set[tuple[str, str]]:
    found = check_readers(HERE, SAMPLE, out, lambda step: None, shots)
    return {(f.code, f.place.file) for f in found}


def test_a_build_that_is_older_than_the_manuscripts_is_told(delivery: Path) -> None:
    made = [path for path in (delivery / SAMPLE).rglob("*") if path.is_file()]
    assert list(_older(HERE, SAMPLE, made)) == []
    for path in made:
        os.utime(path, (1, 1))
    (told,) = _older(HERE, SAMPLE, made)
    assert told.code == "readers-older" and (REPOSITORY / told.place.file).is_file()
    os.utime(made[-1])  # one that was made since will do
    assert list(_older(HERE, SAMPLE, made)) == [] == list(_older(HERE, SAMPLE, []))


def test_all_is_looked_at_and_pictures_are_taken(
    delivery: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kanwu_press.preflight.shots.VIEWS", (View(390, 844, dark=True),))
    site = delivery / SAMPLE / "web"
    (site / "lost.html").write_bytes(page("<h1>x</h1><p>a<b>b</p>", up=""))
    (delivery / SAMPLE / "screen").mkdir()
    (delivery / SAMPLE / "screen" / f"haian-{SAMPLE}.pdf").write_bytes(b"no PDF")
    found = codes(delivery, tmp_path / "shots")
    assert {("web-orphan", "web/lost.html"), ("html-invalid", "web/lost.html")} <= found
    assert ("web-earlier", "web/index.html") in found
    screen = {code for code, file in found if file.startswith("screen/")}
    assert screen - {"outloud-missing", "outloud-silent", "outloud-error", "outloud-remark"}
    rest = {file for _, file in found} - {"web/lost.html", "web/index.html", f"screen/haian-{SAMPLE}.pdf"}
    assert rest == set(), found
    pictures = {file.name: Image.open(file).size for file in (tmp_path / "shots").iterdir()}
    assert {pictures[f"{m}-article-390x844-dark.png"] for m in ("epub", "web")} == {(390, 844)}
    assert len(pictures) == 3 + 4


def test_what_was_not_built_is_said(tmp_path: Path) -> None:
    assert codes(tmp_path) == {("readers-not-built", "")}
    (tmp_path / SAMPLE).mkdir()
    assert codes(tmp_path) == {("readers-no-edition", what) for what in ("epub", "screen", "web")}


def test_the_command_without_the_programs(
    delivery: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says what was not checked, and ends well."""
    monkeypatch.chdir(REPOSITORY)
    monkeypatch.setattr(tools, "modules_folder", lambda: tmp_path / "none")
    (delivery / SAMPLE / "epub" / f"haian-{SAMPLE}.epub").unlink()
    with pytest.raises(SystemExit) as end:
        main(["check", "--readers", "-o", str(delivery), "--lang", "en"])
    said = capsys.readouterr().out
    assert end.value.code == 0, said
    assert "Not checked here: axe" in said and "sh dev/readers" in said


@pytest.mark.parametrize("folder", ["2026-01/web", "2026-01/shots", "file/shots"])
def test_pictures_go_to_a_folder_of_their_own(delivery: Path, folder: str) -> None:
    (delivery / "file").touch()
    found = codes(delivery, delivery / folder)
    code = "screenshots-folder" if folder.startswith("file") else "screenshots-inside"
    assert {c for c, _ in found} == {code}
    assert not (delivery / SAMPLE / "shots").exists()


def test_pictures_are_chosen_by_what_the_documents_hold() -> None:
    files = epub_files()
    note = b'<table></table><aside role="doc-footnote">x</aside></article>'
    files["EPUB/a01.xhtml"] = files["EPUB/a01.xhtml"].replace(b"</article>", note)
    book = epub_edition(zipped(files), "x.epub")
    assert book is not None
    shots = {(s.name.split("-")[1], s.page, s.selector) for s in epub_shots(book).shots}
    assert shots == {
        ("cover", "nav.xhtml", ""), ("contents", "nav.xhtml", ""), ("article", "a01.xhtml", ""),
        ("table", "a01.xhtml", "figure.table"), ("notes", "a01.xhtml", "[role=doc-footnote]"),
    }  # fmt: skip
    site = web_edition({name.removeprefix("web/"): data for name, data in web_files().items()}, "web")
    pages = {(s.name.split("-")[1], s.page) for s in web_shots(site).shots}
    assert pages == {
        ("archive", "index.html"), ("cover", "2026-01/index.html"), ("contents", "2026-01/index.html"),
        ("article", "2026-01/a01.html"),
    }  # fmt: skip


def test_programs_lie_beside_the_environment() -> None:
    assert tools.modules_folder() == Path(sys.prefix) / "readers"
