"""Short lists and headlines as print is given them: what is to be spread, what balanced."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree

from build_issue import build_issue, plain_article
from kanwu_press.geometry import page_geometry
from kanwu_press.model import (
    Article,
    Author,
    BoardRole,
    Issue,
    Opener,
    PageEntry,
    PageKind,
    PageMap,
    Span,
    TypeArea,
)
from kanwu_press.typeset import matter
from kanwu_press.typeset.body import PRINT, opener_element, print_article
from kanwu_press.typeset.fields import Field, label_fields, name_fields
from kanwu_press.typeset.html import article_element
from kanwu_press.typeset.html.elements import Element

AREA = TypeArea()
GEOMETRY = page_geometry(AREA, 3.0)
SPREAD_NAME = "whole-name spread-3"


def classes_of(text: str, fields: tuple[Field, ...]) -> str:
    return next(field.classes for field in fields if field.text == text)


def article_by(*names: str, **more: str) -> Article:
    article = replace(plain_article(1, "潮间"), authors=tuple(Author(name) for name in names))
    return replace(article, **more)


def head_of(article: Article) -> Element:
    head = print_article(article, 1, AREA, GEOMETRY).find("{*}header")
    assert head is not None
    return head


def text_of(markup: str) -> str:
    """What a page says, without the spaces of its layout."""
    return re.sub(r"\s+", "", "".join(etree.fromstring(markup).itertext()))


def pages_for(issue: Issue) -> PageMap:
    """Everything on page 1."""
    spans = tuple(Span(s.id, 1, 1) for s in issue.sections)
    articles = tuple(Span(a.id, 1, 1) for a in issue.articles)
    return PageMap((PageEntry(1, "1", PageKind.BODY),), spans, articles)


# ---- names and labels ----------------------------------------------------------------------


def test_a_name_of_two_characters_is_as_wide_as_those_of_three() -> None:
    fields = name_fields(("沈砚", "许知微", "欧阳明远"), ("沈砚", "许知微", "欧阳明远"))
    assert [field.classes for field in fields] == [SPREAD_NAME, "whole-name", "whole-name"]


def test_names_are_left_alone_where_none_has_three_characters() -> None:
    assert classes_of("沈砚", name_fields(("沈砚", "郗文"), ("沈砚", "郗文"))) == "whole-name"


def test_foreign_names_and_bodies_are_not_spread() -> None:
    names = ("许知微", "Li", "Jo Li", "汐州市海岸事务中心编辑部")
    assert [field.classes for field in name_fields(names, names)] == ["whole-name", "whole-name", "", ""]


def test_labels_are_as_wide_as_those_of_four_characters() -> None:
    fields = label_fields(("主编", "副主编", "责任编辑", "国内统一刊号", "QR"))
    assert [field.classes for field in fields] == ["spread-4", "spread-4", "", "", ""]
    assert {field.classes for field in label_fields(("主编", "编委"))} == {""}


# ---- where they stand ----------------------------------------------------------------------


def test_bylines_of_several_are_spread() -> None:
    byline = head_of(article_by("沈砚", "许知微")).find("{*}p[@class='byline']")
    assert byline is not None
    assert [name.get("class") for name in byline.iterfind(".//{*}span/{*}span")] == [
        f"name {SPREAD_NAME}",
        "name whole-name",
    ]
    assert "".join(byline.itertext()) == "沈砚 许知微"
    alone = head_of(article_by("沈砚")).find(".//{*}span/{*}span")
    assert alone is not None and alone.get("class") == "name"


def test_contents_and_board_and_imprint_spread_names_without_a_character_more() -> None:
    board = (BoardRole("主编", ("沈砚",)), BoardRole("责任编辑", ("许知微", "郗文")))
    plain = build_issue()
    section = replace(plain.sections[0], articles=(article_by("沈砚", "许知微"),))
    issue = replace(plain, board=board, sections=(section,))
    front = matter.front_html(issue, pages_for(issue))
    assert f'<span class="who"><span class="{SPREAD_NAME}">沈砚</span> ' in front
    assert '<span class="role"><span class="spread-4">主编</span></span>' in front
    assert f'<span class="person"><span class="{SPREAD_NAME}">郗文</span></span>' in front
    assert "沈砚许知微" in text_of(front)
    back = matter.back_html(issue, verso=True)
    assert (
        '<span class="key"><span class="spread-4">刊名</span></span><span class="value">海岸</span>' in back
    )
    assert f'<span class="value"><span class="{SPREAD_NAME}">沈砚</span></span>' in back
    assert "责任编辑许知微郗文" in text_of(back)


def test_openers_spread_the_names_of_their_articles() -> None:
    section = replace(build_issue().sections[0], articles=(article_by("沈砚"), article_by("许知微")))
    opener = opener_element(replace(section, opener=Opener.PAGE), 1)
    assert opener is not None
    assert [e.text for e in opener.iterfind(f".//{{*}}span[@class='{SPREAD_NAME}']")] == ["沈砚"]


# ---- headlines -----------------------------------------------------------------------------


def test_headlines_are_marked_for_the_composer() -> None:
    whole = print_article(build_issue().articles[0], 0, AREA, GEOMETRY)
    balanced = [e for e in whole.iter() if e.get("data-lines") == "balance"]
    kinds = {e.get("class") or etree.QName(e).localname for e in balanced}
    assert {"title", "subhead-1", "subhead-2", "box-title", "figcaption"} <= kinds
    for caption in (e for e in balanced if etree.QName(e).localname == "figcaption"):
        parent = caption.getparent()
        assert parent is not None and "table" in (parent.get("class") or "")  # those of pictures are ragged


def test_contents_and_openers_are_marked_for_the_composer() -> None:
    issue = build_issue()
    front = etree.fromstring(matter.front_html(issue, pages_for(issue)))
    texts = front.findall(".//div[@class='entry']/p[@data-lines='balance']")
    assert len(texts) == len(issue.articles)
    opener = opener_element(replace(issue.sections[0], opener=Opener.HALF), 1)
    assert opener is not None
    assert {item.get("data-lines") for item in opener.iterfind(".//{*}li")} == {"balance"}


def test_a_title_in_print_has_no_boxes_and_keeps_the_authors_space() -> None:
    article = article_by("沈砚", title="一片滩涂的呼吸　鹭洲滩剖面三年观测")
    title = head_of(article).find("{*}h2")
    assert title is not None
    assert (title.text, len(title), title.get("style")) == ("一片滩涂的呼吸 鹭洲滩剖面三年观测", 0, None)
    screen = article_element(article, PRINT).find(".//{*}h2")
    assert screen is not None and len(screen) == 2  # the EPUB keeps the parts


def test_a_very_long_title_is_set_smaller() -> None:
    def classes(title: str) -> str | None:
        element = head_of(article_by("沈砚", title=title)).find("{*}h2")
        assert element is not None
        return element.get("class")

    assert classes("潮" * 30) == "title"
    assert classes("潮" * 45) == "title long"
    assert classes("潮" * 16 + " " + "汐" * 16 + " " + "滩" * 16) == "title"  # each part has its line
