"""Articles as print counts them: the same tokens as the pages', each line found on its page."""

from __future__ import annotations

import io

import pypdfium2
import pytest

from build_issue import build_issue
from kanwu_press.desk.locating import Locator
from kanwu_press.desk.texts import PICTURE, characters, pieces
from kanwu_press.findings import Level, Rule
from kanwu_press.model import Article, PageBreak, PageEntry, PageKind, PageMap, Place, Span
from kanwu_press.typeset.html import article_element
from kanwu_press.typeset.html.blocks import Medium
from kanwu_press.typeset.markers import tokens
from kanwu_press.walk import counted
from whole import Whole

MEDIUM = Medium(picture=lambda p: p.file, link=lambda href: None, inline_notes=True)
RULE = Rule("x", Level.WARNING, "x", "")


def printed(article: Article) -> str:
    """What the pages count of an article."""
    return "".join(text for _, text in tokens(article_element(article, MEDIUM)))


def test_every_kind_of_block_is_counted_as_the_pages_count_it() -> None:
    for article in build_issue().articles:
        assert "".join(piece.text for piece in pieces(article)) == printed(article)


def test_the_whole_issues_are_counted_alike(whole: Whole) -> None:
    for article in whole.issue.articles:
        assert "".join(piece.text for piece in pieces(article)) == printed(article), article.title


def test_characters_are_those_of_text_and_notes() -> None:
    article = build_issue().articles[0]
    notes = "".join(counted(c.text) for n in article.notes for b in n.blocks for c in b.children)  # type: ignore[union-attr]
    assert characters(article) == len(printed(article).replace(PICTURE, "")) + len(notes)


# ---- lines and pages -----------------------------------------------------------------------


def two_pages(at: int) -> PageMap:
    """The first article of the small issue over two pages, the second beginning after `at` tokens."""
    entries = tuple(PageEntry(n, str(n), PageKind.BODY, "a01", "s1") for n in (1, 2))
    breaks = (PageBreak(1, "a01", 0), PageBreak(2, "a01", at))
    return PageMap(entries, (), (Span("a01", 1, 2),), breaks=breaks)


def test_a_line_is_on_the_page_where_it_begins_and_a_column_may_be_on_the_next() -> None:
    issue = build_issue()
    article = issue.articles[0]
    file, last = article.place.file, 56
    split = next(
        sum(len(p.text) for p in pieces(article)[:n]) for n, p in enumerate(pieces(article)) if p.line == last
    )
    locator = Locator(issue, two_pages(split + 4))
    assert locator.anchor(RULE.at(Place(file, 12))) == "p1"
    assert locator.anchor(RULE.at(Place(file, last))) == "p1"
    assert locator.anchor(RULE.at(Place(file, last, 5))) == "p2"
    assert locator.anchor(RULE.at(Place(file, 0))) == "p1"
    assert locator.anchor(RULE.at(Place(file, 12), page="2")) == "p2"  # the page that it speaks of
    assert locator.anchor(RULE.at(Place("publication.yaml", 3))) == ""
    assert locator.anchor(RULE.at(Place("print/x-interior.pdf"), page="2")) == "p2"
    assert locator.anchor(RULE.at(Place("print/x-interior.pdf"), page="9")) == ""


@pytest.mark.parametrize("shift", [0, 1])
def test_each_line_stands_on_the_page_that_is_found_for_it(whole: Whole, shift: int) -> None:
    """The control looks one page too far."""
    document = pypdfium2.PdfDocument(io.BytesIO(whole.pdf))
    texts = [counted(page.get_textpage().get_text_bounded()) for page in document]
    locator = Locator(whole.issue, page_map(whole))
    good = all_ = 0
    for article in whole.issue.articles:
        for piece in pieces(article):
            if piece.line and len(piece.text) >= 12:
                page = locator.page(article, piece.line) + shift
                all_ += 1
                good += page <= len(texts) and piece.text[:4] in texts[page - 1]
    assert all_ > 200
    assert good > all_ * 0.97 if not shift else good < all_ * 0.5


def page_map(whole: Whole) -> PageMap:
    """The page map of a delivered issue, as far as pages.json holds it."""
    data = whole.pages
    return PageMap(
        tuple(
            PageEntry(int(str(p["number"])), str(p["folio"]), PageKind(p["kind"]), str(p["article"]))
            for p in data["pages"]
        ),
        (),
        tuple(
            Span(str(a["id"]), int(str(a["first_page"])), int(str(a["last_page"]))) for a in data["articles"]
        ),
        breaks=tuple(
            PageBreak(int(str(p["number"])), str(p["begins_in"]), int(str(p["begins_after"])))
            for p in data["pages"]
            if "begins_in" in p
        ),
    )
