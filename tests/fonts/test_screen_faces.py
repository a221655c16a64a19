"""Faces cut for reader editions: small, named and licensed as the built ones, the same bytes each time."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from kanwu_press.faces import Faces, FontSource, FontTable, Role, Wanted
from kanwu_press.fonts import build_faces, screen
from kanwu_press.fonts.screen import screen_faces

KAI = FontSource(Role.KAI, 400, "Kanwu Kai", "LXGWWenKai-Regular", ("LXGWWenKai-Regular.ttf",), "OFL-1.1")
SONG = FontSource(
    Role.SONG, 400, "Kanwu Song", "NotoSerifCJKsc-Regular", ("NotoSerifCJK-Regular.ttc",), "OFL-1.1"
)
TITLE = Wanted("title", Role.SONG, 700)
WORDS = frozenset("海岸，A𬶐\U000e0001")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Faces:
    table, cache = FontTable((SONG, KAI)), tmp_path_factory.mktemp("fonts")
    faces, _ = build_faces(table, Path("none"), cache, frozenset("𬶐"))
    assert faces is not None
    return faces


def test_a_small_face_with_the_licence(built: Faces) -> None:
    (face,) = screen_faces(built, {TITLE: WORDS})
    assert face.data.startswith(b"wOF2OTTO") and len(face.data) < 6000
    font = TTFont(BytesIO(face.data))
    assert set(font.getBestCmap()) == {ord(c) for c in "海岸，A𬶐"} and face.characters == set("海岸，A𬶐")
    assert "OFL" in font["name"].getDebugName(14) and "Kanwu Song" in font["name"].getDebugName(1)


def test_outlines_of_both_kinds(built: Faces) -> None:
    (face,) = screen_faces(built, {Wanted("kai", Role.KAI, 400): frozenset("海岸")})
    font = TTFont(BytesIO(face.data))
    source = TTFont(built.by_role(Role.KAI)[0].file)
    for character in "海岸":
        ours, theirs = (f["glyf"][f.getBestCmap()[ord(character)]] for f in (font, source))
        assert ours.numberOfContours == theirs.numberOfContours > 0


def test_the_same_bytes_made_anew_or_kept(built: Faces, monkeypatch: pytest.MonkeyPatch) -> None:
    first = screen_faces(built, {TITLE: WORDS})
    kept = list((built.folder / "screen").glob("*.woff2"))
    for file in kept:
        file.unlink()
    assert kept and screen_faces(built, {TITLE: WORDS}) == first

    def never(*_: object) -> bytes:
        raise AssertionError("made again")

    monkeypatch.setattr(screen, "_woff2", never)
    assert screen_faces(built, {TITLE: WORDS}) == first


def test_what_is_not_there_is_left_out(built: Faces) -> None:
    assert screen_faces(built, {Wanted("x", Role.FANG, 400): WORDS}) == ()
    assert screen_faces(built, {TITLE: frozenset("\U000e0001")}) == ()
