"""The healthy issue as a value, and the rules that need the whole issue."""

from __future__ import annotations

import shutil
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from kanwu_press.model import (
    Article,
    Author,
    BoardRole,
    Cover,
    Heading,
    Issue,
    Kind,
    Layout,
    Opener,
    Place,
    Publication,
    QrCode,
    Section,
    Stock,
    TypeArea,
)  # fmt: skip
from kanwu_press.read import schema
from kanwu_press.read.article import split
from kanwu_press.read.issue import read_issue
from kanwu_press.terms import Term

HEALTHY = Path(__file__).parents[1] / "data" / "healthy"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HEALTHY, tmp_path / "p"))


def read(root: Path) -> Issue:
    issue, _ = read_issue(root, "2026-01")
    assert issue is not None
    return issue


def test_all_sides_of_the_cover(root: Path) -> None:
    file = root / "manuscripts/2026-01/issue.yaml"
    pictures = "  图片: 图片/渔港.png\n  封二: 图片/渔港.png\n  封三: 图片/没有.png\n"
    more = f"封面:\n{pictures}  封底:\n    - 一行\n    - 两行\n"
    file.write_text(file.read_text("utf-8").replace("封面:\n", more), "utf-8")
    issue, findings = read_issue(root, "2026-01")
    assert issue is not None
    cover = issue.cover
    assert cover.picture and cover.inside_front and cover.picture.picture == cover.inside_front.picture
    assert cover.inside_back is None and cover.back_lines == ("一行", "两行")
    assert cover.figures == (cover.picture, cover.inside_front)
    (missing,) = (f for f in findings if f.code == "file-missing" or "没有.png" in str(f.values))
    assert missing.place.line == cover.inside_front.place.line + 1


def test_the_healthy_issue(root: Path) -> None:
    issue, findings = read_issue(root, "2026-01")
    assert findings == () and issue is not None
    assert (issue.name, issue.year, issue.number, issue.serial) == ("2026-01", 2026, 1, 28)
    assert (issue.issued, issue.printed) == (date(2026, 3, 20), date(2026, 3, 12))
    assert issue.publication.kind is Kind.OTHER and issue.publication.online
    assert issue.publication.text_stock == Stock("双胶纸", 80)
    assert issue.publication.type_area == TypeArea()
    where = Place("manuscripts/2026-01/issue.yaml", 13, 5)
    assert issue.board[1] == BoardRole("编辑", ("陈渔", "周帆"), "按姓氏笔画排序", where)
    assert issue.cover == Cover(None, ("潮水来时",), highlights_place=Place(where.file, 8, 3))
    assert [(s.id, s.name, s.opener, len(s.articles)) for s in issue.sections] == [
        ("s1", "海岸观察", Opener.HALF, 2),
        ("s2", "海边来信", Opener.STRIP, 1),
    ]
    assert [a.id for a in issue.articles] == ["a01", "a02", "a03"]
    first = issue.articles[0]
    assert first.authors == (Author("林海", "海岸研究所"), Author("陈渔"))
    assert first.keywords == ("渔村", "潮水")
    assert issue.articles[2].layout is Layout.ONE


def test_places_are_those_of_the_whole_file(root: Path) -> None:
    article = read(root).articles[0]
    lines = (root / article.place.file).read_text("utf-8").split("\n")
    assert lines[article.place.line - 1] == "标题: 潮水来时"
    headings = [b for b in article.blocks if isinstance(b, Heading)]
    assert [lines[h.place.line - 1] for h in headings] == [
        "## 一、四十年前",
        "### （一）船",
        "### （二）网",
        "## 二、今天",
    ]


def test_a_title_has_single_spaces_however_they_were_typed(root: Path) -> None:
    path = root / "manuscripts/2026-01/01-潮水.md"
    text = path.read_text("utf-8").replace("标题: 潮水来时", "标题: 潮水来时\u3000 滩上的人")
    path.write_text(text, "utf-8")
    assert read(root).articles[0].title == "潮水来时 滩上的人"


def test_an_explicit_opener_wins(root: Path) -> None:
    path = root / "manuscripts/2026-01/issue.yaml"
    path.write_text(path.read_text("utf-8").replace("    文章:", "    篇章页: 整页\n    文章:"), "utf-8")
    assert {s.opener for s in read(root).sections} == {Opener.PAGE}


def test_a_picture_is_decoded_once_and_named_from_the_root(root: Path) -> None:
    figure = next(b for b in read(root).articles[0].blocks if type(b).__name__ == "Figure")
    picture = figure.picture  # type: ignore[union-attr]
    assert picture is not None
    assert picture.file == "manuscripts/2026-01/图片/渔港.png"
    assert (picture.width_px, picture.height_px) == (900, 600)
    assert len(picture.sha256) == 64 and picture.media_type == "image/png"


@pytest.mark.parametrize("name", ["", "..", "2026-1", "2026-01/../2026-01", "/etc", "2026-01\n", "a" * 5000])
def test_a_name_that_is_none(root: Path, name: str) -> None:
    issue, findings = read_issue(root, name)
    assert issue is None and [f.code for f in findings] == ["issue-name"]


def test_an_issue_that_is_not_there(root: Path) -> None:
    issue, findings = read_issue(root, "2031-01")
    assert issue is None and [f.code for f in findings] == ["file-missing"]
    issue, findings = read_issue(root / "manuscripts", "2031-01")
    assert issue is None and [f.code for f in findings] == ["file-missing", "file-missing"]


def test_an_issue_folder_outside(root: Path, tmp_path: Path) -> None:
    shutil.move(root / "manuscripts/2026-01", tmp_path / "2026-01")
    (root / "manuscripts/2026-01").symlink_to(tmp_path / "2026-01")
    issue, findings = read_issue(root, "2026-01")
    assert issue is None and [f.code for f in findings] == ["file-outside"]


@pytest.mark.parametrize(
    ("text", "head", "body_line"),
    [
        ("---\n标题: 甲\n---\n正文", "标题: 甲", 4),
        ("\n\n---\n标题: 甲\n---   \n\n正文\n\n---\n\n又", "标题: 甲", 6),
        ("---\n标题: 甲\n摘要: |\n  一\n\n  二\n---\n正文", "标题: 甲\n摘要: |\n  一\n\n  二", 8),
        ("正文\n\n---\n又", "", 1),
        ("", "", 1),
    ],
)
def test_head_and_body(text: str, head: str, body_line: int) -> None:
    parts = split(text, "a.md")
    assert (parts.head, parts.body_line) == (head, body_line)
    assert text.split("\n")[body_line - 1 :] == parts.body.split("\n")


@pytest.mark.parametrize(
    ("table", "model", "elsewhere"),
    [
        (schema.PUBLICATION, Publication, {"trim"}),
        (schema.TYPE_AREA, TypeArea, set()),
        (schema.STOCK, Stock, set()),
        (schema.QR, QrCode, set()),
        (schema.ISSUE, Issue, set()),
        (schema.BOARD, BoardRole, set()),
        (schema.COVER, Cover, {"caption", "credit", "alt"}),
        (schema.SECTION, Section, {"files"}),
        (schema.ARTICLE, Article, set()),
        (schema.AUTHOR, Author, set()),
        (schema.TERM, Term, set()),
    ],
)
def test_every_key_fills_an_attribute_of_the_model(
    table: tuple[schema.Field, ...], model: type, elsewhere: set[str]
) -> None:
    attributes = {f.name for f in fields(model)}
    assert {f.attribute for f in table} - elsewhere <= attributes
    assert len({f.key for f in table}) == len(table)
