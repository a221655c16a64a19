"""A publication's own stylesheets take the place of ours; whatever is wrong with one is a finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from kanwu_press.checking import check
from kanwu_press.new import new_publication
from kanwu_press.read.styles import STYLE_BYTES, read_styles
from kanwu_press.workspace import Workspace, packaged

NAMES = ("tokens.css", "print.css")
OURS = {name: (packaged("styles") / name).read_text("utf-8") for name in NAMES}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Where the publication's own print.css would lie."""
    (tmp_path / "publication" / "styles").mkdir(parents=True)
    return tmp_path / "publication" / "styles" / "print.css"


def read(own: Path) -> tuple[dict[str, str], list[str]]:
    texts, found = read_styles(Workspace(own.parents[1]), NAMES)
    assert {f.place.file for f in found} <= {"styles/print.css"}
    return texts, [f.code for f in found]


def test_ours_where_there_is_no_other(own: Path) -> None:
    assert read(own) == (OURS, [])


def test_one_s_own_takes_its_place(own: Path) -> None:
    own.write_bytes("\ufeff.标题 { color: red }\r\n".encode())
    assert read(own) == ({**OURS, "print.css": ".标题 { color: red }\n"}, [])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("a { color: red }".encode("utf-16"), "encoding-other"),
        (b"a { color: red }\xe2\x28", "encoding-unknown"),
        ("/* 标题 */".encode("gb18030"), "encoding-other"),
        (b"a { color: red }\0", "character-control"),
        (b" " * (STYLE_BYTES + 1), "file-too-large"),
    ],
)
def test_bytes_that_are_no_stylesheet(own: Path, data: bytes, code: str) -> None:
    own.write_bytes(data)
    assert read(own)[1] == [code]


def test_a_folder_or_a_dead_link_in_its_place(own: Path) -> None:
    own.mkdir()
    assert read(own) == ({"tokens.css": OURS["tokens.css"]}, ["file-not-regular"])
    own.rmdir()
    own.symlink_to("nowhere.css")
    assert read(own)[1] == ["file-not-regular"]


@pytest.mark.parametrize("what", ["styles/print.css", "publication.yaml", "manuscripts/2026-01/issue.yaml"])
def test_a_link_out_is_not_followed(tmp_path: Path, what: str) -> None:
    """Not even in a warning: the engine quotes what it does not understand."""
    root = tmp_path / "publication"
    new_publication(root)
    secret = tmp_path / "secret"
    secret.write_text("root:秘密", "utf-8")
    (root / what).parent.mkdir(exist_ok=True)
    (root / what).unlink(missing_ok=True)
    (root / what).symlink_to(secret)
    found = check(Workspace(root), "2026-01")
    assert [(f.place.file, f.code) for f in found] == [(what, "file-linked-out")]
    assert not any("秘密" in str(value) for f in found for _, value in f.values)
