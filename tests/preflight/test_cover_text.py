"""A line that the cover lost is named: the sheet is read back and held against what was given."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from build_issue import build_issue
from kanwu_press.model import Issue
from kanwu_press.preflight.cover import check_cover
from kanwu_press.typeset.cover import set_cover
from kanwu_press.workspace import packaged
from typeset.conftest import faces as faces  # the house's faces, built once


@pytest.fixture(scope="module")
def issue() -> Issue:
    plain = build_issue()
    return replace(plain, cover=replace(plain.cover, picture=None, back_lines=("潮水都会还回来。",)))


@pytest.fixture(scope="module")
def pdf(issue: Issue, faces: object, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    names = ("tokens.css", "article.css", "cover.css")
    sheets = tuple((packaged("styles") / name).read_text("utf-8") for name in names)
    fontconfig: Path = faces.fontconfig  # type: ignore[attr-defined]
    sheet, found = set_cover(issue, tmp_path_factory.mktemp("cover"), sheets, fontconfig, 6.0)
    assert sheet is not None, found
    return sheet.pdf


def test_all_that_was_given_is_there(issue: Issue, pdf: bytes) -> None:
    assert check_cover(issue, pdf) == ()


@pytest.mark.parametrize(
    "cover",
    [{"highlights": ("灯塔旧事", "没有印上的一条")}, {"back_lines": ("没有印上的一行",)}],
    ids=["highlights", "back"],
)
def test_a_lost_line_is_named(issue: Issue, pdf: bytes, cover: dict[str, tuple[str, ...]]) -> None:
    more = replace(issue, cover=replace(issue.cover, **cover))
    (finding,) = check_cover(more, pdf)
    assert finding.code == "cover-text" and "没有印上" in dict(finding.values)["text"]
    other = replace(issue, publication=replace(issue.publication, title="海洋"))
    assert [dict(f.values)["text"] for f in check_cover(other, pdf)] == ["海洋"]
