"""A page marker stands before the very character that begins the page, and changes nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

import pytest
from lxml import etree

from kanwu_press.typeset import markers
from kanwu_press.typeset.html.elements import XHTML, Element, el
from kanwu_press.typeset.markers import PICTURE, mark, page_marker, tokens
from kanwu_press.walk import counted

NOTE = el("aside", el("p", "注文不算"), class_="note")
ARTICLE = el(
    "article",
    el("header", el("p", "苇港", class_="area"), el("h2", el("span", "潮"), " ", el("span", "汐表"))),
    el("p", "海边的", el("b", "人", el("em", "看潮")), "。", el("a", "①", class_="noteref"), " 再看 sea"),
    el("h3", el("b", "一、"), "滩涂"),
    el("figure", el("img", src="x"), el("figcaption", el("span", "图1"), "　苇港")),
    el("figure", el("table", el("tr", el("th", "日期"), el("td", "四月")), el("tr", el("td"), el("td")))),
    el("ul", el("li", "一条"), el("li", el("b", "二"), "条", el("ol", el("li", "里层")))),
    el("p", el("ruby", "亓", el("rp", "（"), el("rt", "qí"), el("rp", "）")), "先生说"),
    el("footer", el("p", "（来源：海岸）")),
    NOTE,
)  # fmt: skip


def stream(article: Element) -> str:
    return "".join(piece for _, piece in tokens(article))


def after_marker(article: Element) -> str:
    """What is counted after the marker, read by another way than the module's: events in document order."""
    out: list[str] = []
    seen = hidden = False
    for event, node in _events(article):
        if event == "hide":
            hidden = True
        elif event == "show":
            hidden = False
        elif event == "marker":
            seen = True
        elif seen and not hidden:
            out.append(node)
    return "".join(out)


def _events(node: Element) -> Iterator[tuple[str, str]]:
    classes = (node.get("class") or "").split()
    name = etree.QName(node).localname
    if "page-marker" in classes:
        yield "marker", ""
        return
    skip = name in ("rt", "rp") or "note" in classes or "noteref" in classes
    if skip:
        return
    if name == "img":
        yield "text", PICTURE
    yield "text", counted(node.text or "")
    for child in node:
        yield from _events(child)
        yield "text", counted(child.tail or "")


def marked(at: int) -> Element:
    article = deepcopy(ARTICLE)
    mark(article, at, page_marker("p7", "7"))
    return article


@pytest.mark.parametrize("at", range(len(stream(ARTICLE)) + 1))
def test_marker_stands_before_its_character(at: int) -> None:
    article = marked(at)
    assert after_marker(article) == stream(ARTICLE)[at:]
    assert "".join(article.itertext()) == "".join(ARTICLE.itertext())
    assert stream(article) == stream(ARTICLE)


def test_notes_calls_and_readings_are_not_counted() -> None:
    text = stream(ARTICLE)
    assert "注文" not in text and "①" not in text and "qí" not in text
    assert text.startswith("苇港潮汐表海边的人看潮。再看sea") and text.count(PICTURE) == 1


def parent_of_marker(at: int) -> str:
    found = marked(at).find(f".//{{{XHTML}}}span[@class='page-marker']")
    assert found is not None
    parent = found.getparent()
    assert parent is not None
    return markers.tag_of(parent)


@pytest.mark.parametrize(
    ("text", "parent"),
    [("苇港潮", "article"), ("潮汐", "header"), ("海边", "article"), ("一、滩", "article"),
     (PICTURE, "article"), ("图1", "figcaption"), ("四月", "td"), ("一条", "li"),
     ("二条", "li"), ("亓", "article"), ("来源", "p"), ("滩涂", "h3")],
)  # fmt: skip
def test_a_marker_that_opens_a_block_stands_before_it(text: str, parent: str) -> None:
    """Not in a heading, whose name it would lengthen; within, where only rows or items may stand."""
    assert parent_of_marker(stream(ARTICLE).index(text)) == parent
