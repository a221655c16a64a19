"""印刷 in publication.yaml: what the printer asks for."""

from __future__ import annotations

from gettext import NullTranslations
from pathlib import Path

import pytest

from kanwu_press.findings import Finding
from kanwu_press.model import Colours, Intent, Lamination, PressSettings, Publication, Spot
from kanwu_press.read.publication import read_publication
from kanwu_press.workspace import Workspace

HEAD = "刊名: 海岸\n代号: haian\n类别: 其他\n"


def _read(folder: Path, keys: str) -> tuple[Publication, tuple[Finding, ...]]:
    (folder / "publication.yaml").write_text(HEAD + keys, "utf-8")
    publication, found = read_publication(Workspace(folder))
    assert publication is not None
    return publication, found


def test_without_a_word_the_usual_holds(tmp_path: Path) -> None:
    publication, found = _read(tmp_path, "")
    assert publication.press == PressSettings() and found == ()


def test_every_wish_of_the_printer(tmp_path: Path) -> None:
    (tmp_path / "厂").mkdir()
    (tmp_path / "厂/a.icc").write_bytes(b"icc")
    publication, found = _read(
        tmp_path,
        "印刷:\n  颜色: 单黑\n  色彩特性文件: 厂/a.icc\n  印刷条件: JC200103\n  渲染意图: 感知\n"
        "  总墨量上限: 290\n"
        "  裁切标记: 否\n  专色:\n    名称: PANTONE 295 C\n    代替值: C90 M60 Y20 K20\n  书脊厚度: 5.2 mm\n"
        "  全张纸: 889×1194\n  加放: 6\n  最少加放: 80\n  覆膜: 哑膜\n内文用纸:\n  名称: 双胶纸\n  克重: 80\n"
        "  单张厚度: 0.104\n",
    )
    assert found == ()
    assert publication.press == PressSettings(
        colours=Colours.BLACK, profile="厂/a.icc", condition="JC200103", intent=Intent.PERCEPTUAL,
        ink_limit=290, marks=False, spot=Spot("PANTONE 295 C", (90, 60, 20, 20)), spine_mm=5.2,
        sheet_mm=(889, 1194), spoilage=6, spoilage_sheets=80, lamination=Lamination.MATT,
    )  # fmt: skip
    assert publication.text_stock is not None and publication.text_stock.caliper_mm == 0.104


@pytest.mark.parametrize(
    ("keys", "code", "line"),
    [
        ("印刷:\n  色彩特性文件: a.icc\n", "press-condition-missing", 5),
        ("印刷:\n  色彩特性文件: ../a.icc\n  印刷条件: X\n", "file-outside", 5),
        ("印刷:\n  色彩特性文件: 没有这个.icc\n  印刷条件: X\n", "file-not-there", 5),
        ("印刷:\n  印刷条件: JC200103\n", "press-condition-alone", 5),
        ("印刷:\n  专色:\n    名称: Black\n", "press-spot-name", 6),
        ("印刷:\n  专色:\n    名称: None\n", "press-spot-name", 6),
        ("印刷:\n  专色:\n    名称: 黑\n", "press-spot-name", 6),
        (f"印刷:\n  专色:\n    名称: {'长' * 43}\n", "press-spot-name", 6),
        ("印刷:\n  专色:\n    名称: P\n    代替值: 90 60 20\n", "value-not-inks", 7),
        ("印刷:\n  专色:\n    名称: P\n    代替值: 90 60 20 120\n", "value-not-inks", 7),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, keys: str, code: str, line: int) -> None:
    (tmp_path / "a.icc").write_bytes(b"icc")
    _, found = _read(tmp_path, keys)
    assert [(f.code, f.place.line) for f in found] == [(code, line)]


def test_a_profile_outside_is_not_kept(tmp_path: Path) -> None:
    publication, found = _read(tmp_path, "印刷:\n  色彩特性文件: ../a.icc\n  印刷条件: X\n")
    assert publication.press.profile == "" and [f.code for f in found] == ["file-outside"]


def test_a_file_from_the_disk_belongs_into_the_publication_s_folder(tmp_path: Path) -> None:
    _, (found, *_) = _read(tmp_path, "印刷:\n  色彩特性文件: /usr/a.icc\n  印刷条件: X\n")
    assert (found.code, found.place.line) == ("file-absolute", 5)
    assert "the folder of publication.yaml" in found.remedy(NullTranslations())


def test_the_house_s_own_condition_needs_no_profile(tmp_path: Path) -> None:
    assert _read(tmp_path, "印刷:\n  印刷条件: FOGRA39\n")[1] == ()
