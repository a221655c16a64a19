# ruff: noqa: E501 - lines of XML and tables of cases
"""Hostile and broken Word files: refused with a finding, within seconds and little memory, nothing fetched or left."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from word_builder import document, para, picture, png, zipped
from word_cases import SENTENCE

from kanwu_press.findings import Level
from kanwu_press.intake import import_files
from kanwu_press.intake.docx import import_word_files, is_word
from kanwu_press.words import words

LINUX = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells a process's peak")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
GOOD = document(para("好的稿", style="Title"), para(SENTENCE))
BOMB = b"<!DOCTYPE w [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>"


def parts_of(data: bytes) -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_main(xml: bytes) -> bytes:
    return zipped({**parts_of(GOOD), "word/document.xml": xml})


def main_xml() -> bytes:
    data = parts_of(GOOD)["word/document.xml"]
    assert isinstance(data, bytes)
    return data


def big_zip(megabytes: int) -> bytes:
    """A package whose body unpacks to many megabytes of one run."""
    filler = b"<w:p><w:r><w:t>" + b"a" * (megabytes * 1_000_000) + b"</w:t></w:r></w:p></w:body>"
    return with_main(main_xml().replace(b"</w:body>", filler))


def many_tags() -> bytes:
    return with_main(main_xml().replace(b"</w:body>", b"<w:p/>" * 900_000 + b"</w:body>"))


def deep() -> bytes:
    opened, closed = b"<w:sdt><w:sdtContent>" * 3000, b"</w:sdtContent></w:sdt>" * 3000
    return with_main(main_xml().replace(b"</w:body>", opened + closed + b"</w:body>"))


def lying_size(said: int = 1000) -> bytes:
    """The directory says that the body is short, or very long."""
    data = bytearray(big_zip(20))
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"word/document.xml"))
    data[at + 24 : at + 28] = said.to_bytes(4, "little")
    return bytes(data)


def circle() -> bytes:
    styles = '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
    styles += '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    return document(para("绕圈的样式", style="A"), para(SENTENCE), styles=styles)


def with_page(page: bytes) -> bytes:
    """A document that takes a web page in."""
    return document(
        para(SENTENCE),
        '<w:altChunk r:id="c"/>',
        parts={"sub/a.html": page},
        targets={"c": ("aFChunk", "sub/a.html")},
    )


REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "truncated": ("a.docx", lambda: GOOD[: len(GOOD) // 2], "word-damaged"),
    "zip bomb": ("a.docx", lambda: big_zip(40), "word-too-large"),
    "zip bomb declared": ("a.docx", lambda: lying_size(400_000_000), "word-too-large"),
    "a size that lies": ("a.docx", lying_size, "word-"),
    "many tags": ("a.docx", many_tags, "word-too-large"),
    "many tags in a web page": ("a.docx", lambda: with_page(b"<b>" * 900_000), "word-too-large"),
    "deep": ("a.docx", deep, "word-damaged"),
    "many entries": ("a.docx", lambda: zipped({**parts_of(GOOD), **{f"x{n}": b"" for n in range(5000)}}), "word-damaged"),
    "entities": ("a.docx", lambda: with_main(BOMB + main_xml()), "word-entities"),
    "entities in UTF-16": ("a.docx", lambda: with_main((BOMB + main_xml()).decode().encode("utf-16")), "word-entities"),
    "entities in the styles": ("a.docx", lambda: zipped({**parts_of(GOOD), "word/styles.xml": BOMB + b"<w/>"}), "word-entities"),
    "broken XML": ("a.docx", lambda: with_main(main_xml()[:-20]), "word-damaged"),
    "macros": ("a.docm", lambda: document(para("x"), main="application/vnd.ms-word.document.macroEnabled.main+xml"), "word-macros"),
    "macros renamed": ("a.docx", lambda: zipped({**parts_of(GOOD), "word/vbaProject.bin": b"x"}), "word-macros"),
    "old .doc": ("a.doc", lambda: OLE + b"\0" * 600, "word-old-format"),
    "old .doc renamed": ("a.docx", lambda: OLE + b"\0" * 600, "word-old-format"),
    ".wps": ("a.wps", lambda: OLE + b"\0" * 600, "word-old-format"),
    "RTF": ("a.docx", lambda: b"{\\rtf1\\ansi hello}", "word-old-format"),
    "encrypted": ("a.docx", lambda: OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "word-encrypted"),
    "picture renamed": ("a.docx", lambda: png(), "word-not-word"),
    "PDF renamed": ("a.docx", lambda: b"%PDF-1.7\n", "word-not-word"),
    "HTML renamed": ("a.docx", lambda: b"<html><body>", "word-not-word"),
    "text renamed": ("a.docx", lambda: "一段文字".encode(), "word-not-known"),
    "sheet renamed": ("a.docx", lambda: zipped({"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<a/>"}), "word-not-word"),
    "any archive": ("a.docx", lambda: zipped({"x.txt": "x"}), "word-not-word"),
    "empty file": ("a.docx", lambda: b"", "word-no-bytes"),
    "no text": ("a.docx", lambda: document(para(), para("  ")), "word-empty"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str, tmp_path: Path) -> None:
    file, make, code = REFUSED[name]
    path = tmp_path / file
    path.write_bytes(make())
    assert is_word(path)
    began = time.process_time()
    found = import_word_files([path], tmp_path / "pub", "2026-01")
    assert time.process_time() - began < 5
    [finding] = found
    assert finding.code.startswith(code)
    assert finding.level is Level.ERROR
    assert finding.message(words("en")) and finding.remedy(words("en"))
    assert not (tmp_path / "pub").exists()


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    [finding] = import_word_files([tmp_path / "没有.docx"], tmp_path / "pub", "2026-01")
    assert finding.code == "intake-unreadable"


@pytest.mark.parametrize("target", ["../../../etc/passwd", "/etc/passwd", "file:///etc/passwd"])
def test_nothing_outside_the_document_is_read(target: str, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(
        document(
            para("外面", style="Title"),
            para(SENTENCE),
            para(picture("i1")),
            targets={"i1": ("image", target)},
        )
    )
    found = import_word_files([path], tmp_path / "pub", "2026-01")
    assert {"word-picture-lost", "word-picture-outside"} & {f.code for f in found}
    assert not list((tmp_path / "pub").rglob("图片/*"))


def test_a_damaged_picture_is_told_and_the_text_comes_in(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    data = document(
        para("坏图", style="Title"), para(SENTENCE), para(picture("i1")),
        parts={"media/image1.gif": b"GIF89a\xff\xff\xff\xff"}, targets={"i1": ("image", "media/image1.gif")},
    )  # fmt: skip
    path.write_bytes(data)
    codes = {f.code for f in import_word_files([path], tmp_path / "pub", "2026-01")}
    assert "word-picture-kind" in codes
    assert SENTENCE in next((tmp_path / "pub").rglob("0*.md")).read_text("utf-8")


@pytest.mark.parametrize(
    "page",
    [
        b"<div>" * 100_000 + b"x",
        b"",
        b"<!-- x -->",
        b"\0<p>a",
        b"\xff\xfe<",
        b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><p>&x;",
    ],
)
def test_a_damaged_web_page_is_no_hindrance(page: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(with_page(page))
    found = import_word_files([tmp_path / "a.docx"], tmp_path / "pub", "2026-01")
    assert not [f.code for f in found if f.level is Level.ERROR]
    assert [f.code for f in found].count("word-object") == 1
    [told] = (tmp_path / "pub").rglob("导入报告/*.json")
    assert "root:" not in told.read_text("utf-8")
    assert ("鯨".encode() in page) == ("鯨" in told.read_text("utf-8"))  # however deep it lies


def test_styles_in_a_circle(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(circle())
    assert not [f for f in import_word_files([path], tmp_path / "pub", "2026-01") if f.level is Level.ERROR]


def test_text_that_looks_like_signs_stays_text(tmp_path: Path) -> None:
    """A title and a name cannot break out of the front matter, nor out of the folder."""
    path = tmp_path / "a.docx"
    path.write_bytes(document(para("../../标题: {{x}} --- # [y]", style="Title"), para(SENTENCE)))
    assert not [f for f in import_word_files([path], tmp_path / "pub", "2026-01") if f.level is Level.ERROR]
    [made] = (tmp_path / "pub/manuscripts/2026-01").glob("*.md")
    assert made.name == "01-标题xy.md"
    assert '标题: "../../标题: {{x}} --- # [y]"' in made.read_text("utf-8")


@LINUX
@pytest.mark.parametrize("name", ["zip bomb", "many tags"])
def test_refused_in_little_memory(name: str, tmp_path: Path) -> None:
    file, make, _ = REFUSED[name]
    path = tmp_path / file
    path.write_bytes(make())
    assert _peak(path, tmp_path) < 500


@LINUX
def test_a_long_document_in_little_memory_and_time(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(document(para("长稿", style="Title"), *(para(SENTENCE * 3) for _ in range(1_500))))
    began = time.monotonic()
    assert _peak(path, tmp_path) < 500
    assert time.monotonic() - began < 5


def _peak(path: Path, folder: Path) -> float:
    """MB that an import of the file takes at most, in a process of its own."""
    code = (
        "import sys; from pathlib import Path; from kanwu_press.intake.docx import import_word_files;"
        "import_word_files([Path(sys.argv[1])], Path(sys.argv[2]), '2026-01');"
        "print(Path('/proc/self/status').read_text().partition('VmHWM:')[2].split()[0])"
    )
    source = Path(__file__).resolve().parents[3] / "src"
    environment = {**os.environ, "PYTHONPATH": str(source)}
    done = subprocess.run(
        [sys.executable, "-c", code, str(path), str(folder / "pub")],
        env=environment,
        capture_output=True,
        check=True,
    )
    return int(done.stdout) / 1000


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    bad, good = tmp_path / "bad.docx", tmp_path / "good.docx"
    bad.write_bytes(b"%PDF")
    good.write_bytes(GOOD)
    found = import_files([bad, good], tmp_path / "pub", "2026-01")
    assert found[0].code == "word-not-word"
    assert "word-done" in [f.code for f in found]
