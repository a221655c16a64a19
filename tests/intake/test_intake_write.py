"""Writing: never over edited files, the same bytes again, findings instead of tracebacks."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample import SAMPLE

from kanwu_press.intake import import_file
from kanwu_press.intake.recognised import Imported, import_text
from kanwu_press.intake.rules import KEPT_PUBLICATION
from kanwu_press.intake.write import MANIFEST, write
from kanwu_press.words import words

FOLDER = "manuscripts/2026-01"


@pytest.fixture
def sample() -> Imported:
    return import_text(SAMPLE, "2026-01", "haian-2026-01.txt")


def snapshot(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def codes(found: tuple[object, ...]) -> list[str]:
    return [f"{f.code} {f.place.file}" for f in found]  # type: ignore[attr-defined]


def test_a_second_run_writes_the_same_bytes(sample: Imported, tmp_path: Path) -> None:
    assert write(sample, tmp_path) == ()
    first = snapshot(tmp_path)
    assert set(first) == {name for name, _ in sample.files} | {f"{FOLDER}/{MANIFEST}"}
    assert write(sample, tmp_path) == ()
    assert snapshot(tmp_path) == first


def test_an_edited_manuscript_is_kept_and_named(sample: Imported, tmp_path: Path) -> None:
    write(sample, tmp_path)
    edited = tmp_path / FOLDER / "01-潮水来时.md"
    edited.write_text("改过的", encoding="utf-8")
    for _ in range(2):  # the manifest must not come to believe in the edit
        assert codes(write(sample, tmp_path)) == [f"intake-edited-kept {FOLDER}/01-潮水来时.md"]
        assert edited.read_text(encoding="utf-8") == "改过的"


def test_an_unedited_manuscript_is_written_anew(sample: Imported, tmp_path: Path) -> None:
    write(sample, tmp_path)
    again = import_text(SAMPLE.replace("老船长自己不", "老船长自己也不"), "2026-01", "haian-2026-01.txt")
    assert write(again, tmp_path) == ()
    assert "自己也不笑" in (tmp_path / FOLDER / "04-老船长说风.md").read_text(encoding="utf-8")


def test_a_publication_there_already_is_kept(sample: Imported, tmp_path: Path) -> None:
    (tmp_path / "publication.yaml").write_text("刊名: 别的\n", encoding="utf-8")
    for _ in range(2):
        assert codes(write(sample, tmp_path)) == ["intake-publication-kept publication.yaml"]
    assert (tmp_path / "publication.yaml").read_text(encoding="utf-8") == "刊名: 别的\n"


def test_nothing_is_doubted_about_a_publication_that_is_kept(tmp_path: Path) -> None:
    source = tmp_path / "haian-2026-01.txt"
    source.write_text("# 来信\n\n" + "海风从东边吹来。" * 20 + "\n", encoding="utf-8")
    about_it = {"intake-publication-kept", "intake-kind-assumed", "intake-no-publication-title"}

    def said() -> set[str]:
        return {f.code for f in import_file(source, tmp_path, "2026-01")} & about_it

    assert said() == {"intake-kind-assumed", "intake-no-publication-title"}
    assert said() == {
        "intake-kind-assumed",
        "intake-no-publication-title",
    }  # as it was written: not looked at
    (tmp_path / "publication.yaml").write_text("刊名: 我的\n类别: 内部资料\n", encoding="utf-8")
    assert said() == {"intake-publication-kept"}
    told = (tmp_path / FOLDER / "导入报告.md").read_text("utf-8")
    assert words("zh").gettext(KEPT_PUBLICATION.message) in told
    assert "暂定" not in told


def test_a_manuscript_that_was_there_before_any_import_is_kept(sample: Imported, tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir(parents=True)
    (tmp_path / FOLDER / "issue.yaml").write_text("年: 2026\n", encoding="utf-8")
    assert codes(write(sample, tmp_path)) == [f"intake-edited-kept {FOLDER}/issue.yaml"]


def test_what_no_longer_belongs_is_cleared_unless_edited(sample: Imported, tmp_path: Path) -> None:
    write(sample, tmp_path)
    (tmp_path / FOLDER / "04-老船长说风.md").write_text("改过的", encoding="utf-8")
    renamed = SAMPLE.replace("修船的人", "修旧船的人").replace("老船长说风", "老船长说大风")
    again = import_text(renamed, "2026-01", "haian-2026-01.txt")
    assert codes(write(again, tmp_path)) == [f"intake-stale-kept {FOLDER}/04-老船长说风.md"]
    names = {p.name for p in (tmp_path / FOLDER).glob("0*.md")}
    assert names == {
        "01-潮水来时.md", "02-东湾渔港的早晨和傍晚.md", "03-修旧船的人.md", "04-老船长说大风.md",
        "04-老船长说风.md",
    }  # fmt: skip


def test_a_spoilt_manifest_endangers_nothing(sample: Imported, tmp_path: Path) -> None:
    write(sample, tmp_path)
    outside = tmp_path / "outside.md"
    outside.write_text("x", encoding="utf-8")
    digest = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"  # of "x"
    for spoilt in ("{", "[]", '{"manuscripts/2026-01/../../outside.md": "' + digest + '"}'):
        (tmp_path / FOLDER / MANIFEST).write_text(spoilt, encoding="utf-8")
        write(sample, tmp_path)
        assert outside.exists()


def test_a_folder_in_the_way_is_a_finding(sample: Imported, tmp_path: Path) -> None:
    (tmp_path / FOLDER / "issue.yaml").mkdir(parents=True)
    assert codes(write(sample, tmp_path)) == [f"intake-not-written {FOLDER}/issue.yaml"]
    assert not list((tmp_path / FOLDER).glob(".*.part"))


def test_a_file_in_the_way_of_the_folder_is_a_finding(sample: Imported, tmp_path: Path) -> None:
    (tmp_path / "manuscripts").write_text("", encoding="utf-8")
    assert {c.split()[0] for c in codes(write(sample, tmp_path))} == {"intake-not-written"}
