"""文章二维码 in publication.yaml, and 二维码 in the head of an article."""

from __future__ import annotations

from pathlib import Path

import pytest

from kanwu_press.model import CodePlace
from kanwu_press.read.article import read_article
from kanwu_press.read.pictures import Pictures
from kanwu_press.read.publication import read_publication
from kanwu_press.workspace import Workspace

HEAD = "刊名: 海岸\n代号: haian\n类别: 其他\n"


@pytest.mark.parametrize(
    ("line", "place", "found"),
    [
        ("", CodePlace.NONE, 0),
        ("文章二维码: 无\n", CodePlace.NONE, 0),
        ("文章二维码: 文末\n", CodePlace.END, 0),
        ("文章二维码: 页边\n", CodePlace.MARGIN, 0),
        ("文章二维码: 封面\n", CodePlace.NONE, 1),
    ],
)
def test_where_the_codes_stand(line: str, place: CodePlace, found: int, tmp_path: Path) -> None:
    (tmp_path / "publication.yaml").write_text(HEAD + line, "utf-8")
    publication, findings = read_publication(Workspace(tmp_path))
    assert publication is not None
    assert (publication.article_codes, len(findings)) == (place, found)


@pytest.mark.parametrize(("line", "coded"), [("", True), ("二维码: 是\n", True), ("二维码: 否\n", False)])
def test_an_article_switches_its_own_off(line: str, coded: bool, tmp_path: Path) -> None:
    path = tmp_path / "01.md"
    path.write_text(f"---\n标题: 潮水\n{line}---\n\n文字。\n", "utf-8")
    article, found = read_article(path, "01.md", "a01", Pictures(tmp_path, tmp_path))
    assert article is not None and found == ()
    assert article.coded is coded
