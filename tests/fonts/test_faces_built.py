"""Building the faces from the source fonts that set-up installs."""

from __future__ import annotations

import dataclasses
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from filelock import FileLock
from fontTools.ttLib import TTFont

from kanwu_press.faces import Faces, FontSource, FontTable, Role
from kanwu_press.findings import Level
from kanwu_press.fonts import build_faces
from kanwu_press.fonts.sources import system_folders

RARE = frozenset("䶮")  # in Ext A: in no standard set
SHA = {
    "NotoSerifCJK-Regular.ttc": "a04178ec485dffdff7cc0c0c20e1fce9202d7e2160d805e8e44a4c8841c58481",
    "LXGWWenKai-Regular.ttf": "bbf534b0ca093928f94d1782855e65a19a32cde82b075d495d072025521953c8",
}
SONG = FontSource(
    Role.SONG, 400, "Kanwu Song", "NotoSerifCJKsc-Regular", ("NotoSerifCJK-Regular.ttc",), "OFL-1.1",
    packages=(("apt", "fonts-noto-cjk"), ("brew", "font-noto-serif-cjk-sc")),
    known=(("2.001", SHA["NotoSerifCJK-Regular.ttc"]),),
)  # fmt: skip
MEDIUM = FontSource(
    Role.HEI, 500, "Kanwu Hei", "NotoSansCJKsc-Medium", ("NotoSansCJK-Medium.ttc",), "OFL-1.1"
)  # no known version
KAI = FontSource(
    Role.KAI, 400, "Kanwu Kai", "LXGWWenKai-Regular", ("LXGWWenKai-Regular.ttf",), "OFL-1.1",
    known=(("1.250", SHA["LXGWWenKai-Regular.ttf"]),), without=frozenset("“”"),
)  # fmt: skip
TABLE = FontTable((SONG, MEDIUM, KAI))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Faces:
    faces, _ = build_faces(TABLE, Path("none"), tmp_path_factory.mktemp("fonts"), RARE)
    assert faces is not None
    return faces


def located(name: str) -> Path:
    return next(p for folder in system_folders() for p in folder.rglob(name))


def test_faces_have_private_names_and_their_weight(built: Faces) -> None:
    for face in built.faces:
        font = TTFont(face.file, checkChecksums=2)
        names = font["name"]
        family = names.getDebugName(16) or names.getDebugName(1)
        assert family == face.family
        assert font["OS/2"].usWeightClass == face.weight
        assert "OFL" in names.getDebugName(14)
        if "CFF " in font:
            cff = font["CFF "].cff
            assert cff.fontNames == [names.getDebugName(6)]
            assert cff.topDictIndex[0].FamilyName.rstrip() == face.family
            assert not [s for s in cff.strings.strings if s.startswith("Noto")]


def test_the_simplified_face_is_taken_from_the_collection(built: Faces) -> None:
    """骨 has its own glyph in each region: the built outline is the one of the SC face."""
    song = built.by_role(Role.SONG)[0]
    source = TTFont(located("NotoSerifCJK-Regular.ttc"), fontNumber=2)
    assert source["name"].getDebugName(6) == "NotoSerifCJKsc-Regular"
    assert outline(TTFont(song.file), "骨") == outline(source, "骨")


def outline(font: TTFont, char: str) -> object:
    from fontTools.pens.recordingPen import RecordingPen

    pen = RecordingPen()
    font.getGlyphSet()[font.getBestCmap()[ord(char)]].draw(pen)
    return pen.value


def test_coverage_beside_the_face_is_its_cmap(built: Faces) -> None:
    for face in built.faces:
        assert face.characters == frozenset(TTFont(face.file).getBestCmap())
    assert built.covers("䶮")
    assert not built.covers("\U0001f30a")


def test_marks_left_out_of_kai_are_set_in_song(built: Faces) -> None:
    kai, song = built.by_role(Role.KAI)[0], built.by_role(Role.SONG)[0]
    assert {0x201C, 0x201D}.isdisjoint(kai.characters)
    assert {0x201C, 0x201D} <= song.characters
    assert built.covers("“")


def test_layout_features_stay(built: Faces) -> None:
    font = TTFont(built.by_role(Role.SONG)[0].file)
    positions = {r.FeatureTag for r in font["GPOS"].table.FeatureList.FeatureRecord}
    assert positions >= {"halt", "palt", "kern"}
    substitutions = {r.FeatureTag for r in font["GSUB"].table.FeatureList.FeatureRecord}
    assert "vert" in substitutions
    assert "locl" not in substitutions


def test_fontconfig_shows_only_these_faces(built: Faces) -> None:
    if not shutil.which("fc-list"):
        pytest.skip("fc-list is not installed")
    environment = {**os.environ, "FONTCONFIG_FILE": str(built.fontconfig)}
    command = ["fc-list", ":", "file"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    files = {Path(line.strip().rstrip(":").strip()) for line in done.stdout.splitlines()}
    assert files == {face.file for face in built.faces}


def test_the_same_sources_give_the_same_bytes_in_another_folder(built: Faces, tmp_path: Path) -> None:
    again, _ = build_faces(TABLE, Path("none"), tmp_path / "elsewhere", RARE)
    assert again is not None
    assert [f.file.read_bytes() for f in again.faces] == [f.file.read_bytes() for f in built.faces]
    assert again.folder.name == built.folder.name


def test_a_second_call_makes_nothing(built: Faces) -> None:
    before = {p: p.stat().st_mtime_ns for p in built.folder.iterdir()}
    again, _ = build_faces(TABLE, Path("none"), built.folder.parent, RARE)
    assert again == built
    assert {p: p.stat().st_mtime_ns for p in built.folder.iterdir() if p in before} == before


def test_standard_characters_do_not_ask_for_another_set(built: Faces) -> None:
    again, _ = build_faces(TABLE, Path("none"), built.folder.parent, RARE | frozenset("潮水"))
    assert again is not None
    assert again.folder == built.folder


def test_a_half_made_set_is_not_trusted(built: Faces, tmp_path: Path) -> None:
    """A killed run leaves an aside folder, never one under the final name."""
    (tmp_path / "aside-killed").mkdir()
    (tmp_path / "aside-killed" / "KanwuSong-400.otf").write_bytes(b"")
    faces, _ = build_faces(TABLE, Path("none"), tmp_path, RARE)
    assert faces is not None
    assert faces.faces[0].file.stat().st_size > 1_000_000
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([".lock", "sources.json", faces.folder.name])


@pytest.mark.parametrize("spoilt", ["versions.json", "KanwuSong-400.otf", "KanwuSong-400.chars"])
def test_a_set_that_is_not_whole_is_made_anew(built: Faces, tmp_path: Path, spoilt: str) -> None:
    """After a power cut, or when somebody tidied up."""
    shutil.copytree(built.folder, tmp_path / built.folder.name)
    if spoilt == "versions.json":
        (tmp_path / built.folder.name / spoilt).write_bytes(b"")
    else:
        (tmp_path / built.folder.name / spoilt).unlink()
    faces, _ = build_faces(TABLE, Path("none"), tmp_path, RARE)
    assert faces is not None
    assert [f.file.read_bytes() for f in faces.faces] == [f.file.read_bytes() for f in built.faces]
    assert faces.faces[0].characters == built.faces[0].characters


def test_a_hanging_maker_is_not_waited_for_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kanwu_press.fonts.build.WAIT_SECONDS", 0.1)
    with FileLock(tmp_path / ".lock"):
        faces, findings = build_faces(TABLE, Path("none"), tmp_path, RARE)
    assert faces is None
    assert [f.code for f in findings] == ["font-cache"]


def test_an_untested_version_is_a_warning(tmp_path: Path) -> None:
    other = dataclasses.replace(SONG, known=(("1.9", "0" * 64),))
    faces, findings = build_faces(FontTable((other,)), Path("none"), tmp_path, frozenset())
    assert faces is not None
    assert [(f.code, f.level) for f in findings] == [("font-unknown", Level.WARNING)]
    assert dict(findings[0].values)["version"] == "Version 2.001"


def test_missing_fonts_are_all_found_with_the_command(tmp_path: Path) -> None:
    faces, findings = build_faces(TABLE, tmp_path / "none", tmp_path / "cache", frozenset(), folders=())
    assert faces is None
    assert [f.code for f in findings] == ["font-missing"] * 3
    assert all(f.level is Level.INSTALL for f in findings)
    assert dict(findings[0].values)["package"] in ("fonts-noto-cjk", "font-noto-serif-cjk-sc")


def test_a_font_in_the_publication_comes_first(tmp_path: Path) -> None:
    own = tmp_path / "fonts"
    own.mkdir()
    shutil.copy(located("LXGWWenKai-Regular.ttf"), own)
    faces, findings = build_faces(FontTable((KAI,)), own, own / "built", frozenset(), folders=())
    assert faces is not None
    assert findings == ()


def test_a_damaged_font_is_named(tmp_path: Path) -> None:
    own = tmp_path / "fonts"
    own.mkdir()
    (own / "LXGWWenKai-Regular.ttf").write_bytes(b"\0\1\0\0 not a font at all")
    faces, findings = build_faces(FontTable((KAI,)), own, own / "built", frozenset(), folders=())
    assert faces is None
    assert [f.code for f in findings] == ["font-unreadable"]
    assert not [p for p in (own / "built").iterdir() if p.is_dir()]


def test_a_cut_off_font_is_named_or_at_least_not_trusted(tmp_path: Path) -> None:
    own = tmp_path / "fonts"
    own.mkdir()
    data = located("LXGWWenKai-Regular.ttf").read_bytes()
    (own / "LXGWWenKai-Regular.ttf").write_bytes(data[: len(data) // 2])
    _, findings = build_faces(FontTable((KAI,)), own, own / "built", frozenset(), folders=())
    assert findings


def test_a_cache_that_cannot_be_written_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    faces, findings = build_faces(TABLE, Path("none"), tmp_path / "file" / "built", frozenset())
    assert faces is None
    assert [f.code for f in findings] == ["font-cache"]


def test_all_faces_share_the_metrics_of_the_em_box(built: Faces) -> None:
    for face in built.faces:
        with TTFont(face.file) as font:
            em = font["head"].unitsPerEm
            assert (font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap) == (
                round(em * 0.88),
                round(em * 0.88) - em,
                0,
            )
            assert font["OS/2"].sTypoAscender - font["OS/2"].sTypoDescender == em
