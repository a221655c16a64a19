"""Titles and authors that are typed anew, against the heads of the manuscripts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kanwu_press.check import check_issue
from kanwu_press.check.contents import cited_titles, highlights, planned_here, running_titles, text_heads
from kanwu_press.findings import Finding
from kanwu_press.model import Article, Cover, Heading, Issue, Place, Planned, Text
from small_issue import FOLDER, article, issue, said, value

CODE = "cover-highlight-"


def titled(number: int, title: str, *text: str, authors: tuple[str, ...] = (), **more: str) -> Article:
    return replace(article(number, *(text or ("文",)), authors=authors), title=title, **more)


def covered(line: str, *articles: Article) -> Issue:
    place = Place(f"{FOLDER}/issue.yaml", 7)
    return replace(issue(*articles), cover=Cover(highlights=(line,), highlights_place=place))


SHORE = titled(1, "一片滩涂的呼吸 鹭洲滩剖面观测", authors=("林海", "周帆"), subtitle="三年记录")
LAMP = titled(2, "灯亮着，就是没有事", authors=("海岸馆",))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("一片滩涂的呼吸：鹭洲滩剖面观测", ""),
        ("一片滩涂的呼吸", ""),
        ("一片滩涂的呼吸：三年跟踪看到了什么", ""),
        ("林海、周帆：一片滩涂的呼吸", ""),
        ("灯亮着 就是没有事　方蔚", CODE + "author"),
        ("一片滩涂的呼吸　林河", CODE + "author"),
        ("一片滩涂的呼息：鹭洲滩剖面观测", CODE + "differs"),
        ("灯还亮着，就没有事", CODE + "differs"),
        ("渔港的早晨", CODE + "unknown"),
        ("栏", ""),
        ("来信", ""),
    ],
)
def test_lines_of_the_cover(line: str, code: str) -> None:
    found = list(highlights(covered(line, SHORE, LAMP)))
    assert [said(f) for f in found] == ([(code, "issue.yaml", 7)] if code else [])


def test_the_cover_may_name_what_is_to_come_and_what_has_come_needs_no_pages() -> None:
    coming = replace(titled(3, "渔港的早晨"), planned=Planned(2), place=Place(f"{FOLDER}/issue.yaml", 20))
    whole = covered("渔港的早晨", SHORE, LAMP, coming)
    assert list(highlights(whole)) == [] and list(planned_here(whole)) == []
    codes = {f.code for f in check_issue(whole)}
    assert "article-to-come" in codes and not {c for c in codes if c.startswith(CODE)}
    (found,) = planned_here(covered("", titled(1, "渔港的早 晨"), coming))
    assert (said(found), value(found, "file")) == (("planned-here", "issue.yaml", 20), "01.md")


@pytest.mark.parametrize(
    ("short", "pair"),
    [
        ("一片滩涂的呼息", [("息", "吸")]),
        ("一片滩涂的呼吸", []),
        ("卷首语", []),
        ("滩涂三年记", []),
        ("滩涂观察记", []),
    ],
)
def test_short_titles(short: str, pair: list[tuple[str, str]]) -> None:
    found = list(running_titles(issue(replace(SHORE, running_title=short))))
    assert [(value(f, "char"), value(f, "other")) for f in found] == pair


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (("灯亮着，就是没有事", "文。"), "title-repeated"),
        (("灯亮着，还是没有事", "文。"), "title-differs"),
        (("灯亮着，就是没有事。", "文。"), ""),
        (("灯亮着，就是没有事，他常这么说，说了许多年", "文。"), ""),
        (("作者：方蔚", "文。"), "byline-differs"),
        (("（作者：林海）", "文。"), ""),
        (("文。", "文。", "文/周帆 林海"), ""),
        (("文。", "文。", "（撰稿：林海、方蔚）"), "byline-differs"),
        (("文。", "文。", "本刊记者 方蔚"), "byline-differs"),
        (("文。", "文。", "作者系海岸馆研究员"), ""),
        (("文。", "文。", "记者方蔚说，潮水来了。"), ""),
        (("文。", "文。", "作者：方蔚", "文。", "文。"), ""),
    ],
)
def test_titles_and_bylines_in_the_text(text: tuple[str, ...], code: str) -> None:
    found = list(text_heads(issue(titled(2, LAMP.title, *text, authors=("林海", "周帆")))))
    assert [f.code for f in found] == ([code] if code else [])


def test_a_title_may_come_as_a_subhead() -> None:
    head = Heading(1, (Text(LAMP.title, 10),), Place(f"{FOLDER}/02.md", 10))
    found = list(text_heads(issue(replace(LAMP, blocks=(head, *LAMP.blocks)))))
    assert [said(f) for f in found] == [("title-repeated", "02.md", 10)]


def test_titles_of_this_issue_cited_in_it() -> None:
    def cited(title: str) -> list[Finding]:
        return list(cited_titles(issue(LAMP, titled(3, "来信", "见本期", f"读了《{title}》很感动。"))))

    assert cited(LAMP.title) == cited("退潮之后") == []
    reading = titled(4, "读《海边的灯塔》", "读了《海边的灯塔》。")
    assert list(cited_titles(issue(reading, titled(5, "来信", "也读了《海边的灯塔》。")))) == []
    assert len(list(cited_titles(issue(reading, titled(5, "来信", "见《读海边灯塔》。"))))) == 1
    (found,) = cited("灯亮着，就没有事")
    assert (said(found), value(found, "title")) == (("title-cited-differs", "03.md", 11), LAMP.title)
