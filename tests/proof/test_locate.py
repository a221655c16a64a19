"""Findings on their pages: each mark's frames hold the paragraph that the finding speaks of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pypdfium2
import pytest

from build_issue import FOLDER, build_issue, p, plain_article
from kanwu_press.findings import Finding, Level, Rule
from kanwu_press.model import Article, Heading, Issue, Paragraph, Place
from kanwu_press.preflight.conserve import han
from kanwu_press.proof.locate import Mark, locate
from kanwu_press.walk import plain, within
from kanwu_press.words import words
from reading import glyphs

from .conftest import SetIssue, with_articles

WRONG = Rule("test-wrong", Level.WARNING, "Wrong here.", "Mend it.")
WHITE = Rule("test-white", Level.INFO, "White on page {page}.", "")
FILE = f"{FOLDER}/01-潮水.md"


def marks_of(made: SetIssue, *findings: Finding) -> tuple[Mark, ...]:
    return locate(made.issue, made.pages, made.texts, findings, words("en"))


def at(line: int, file: str = FILE) -> Finding:
    return WRONG.at(Place(file, line))


def framed(made: SetIssue, mark: Mark) -> str:
    """The Han characters whose origin lies within the frames of a mark, in the order of drawing."""
    document = pypdfium2.PdfDocument(made.pdf)
    text = ""
    for spot in mark.spots:
        top = document[spot.page - 1].get_trimbox()[3]
        text += "".join(
            g.char for g in glyphs(document, spot.page - 1)
            if spot.left <= g.x <= spot.right and spot.bottom <= top - g.y <= spot.top
        )  # fmt: skip
    return han(text)


def texts_of(article: Article) -> list[tuple[int, str]]:
    blocks = [b for b in within(article.blocks) if isinstance(b, Paragraph | Heading)]
    notes = [b for note in article.notes for b in within(note.blocks) if isinstance(b, Paragraph)]
    return [(b.place.line, plain(b.children)) for b in (*blocks, *notes)]


def test_every_paragraph_heading_and_note_is_found(small: SetIssue) -> None:
    lines = texts_of(small.issue.articles[0])
    marks = marks_of(small, *(at(line) for line, _ in lines))
    assert len(marks) == len(lines) > 15
    by_line = {mark.line: mark for mark in marks}
    for line, text in lines:
        assert han(text) in framed(small, by_line[line]), text


def test_the_frame_holds_nothing_else(small: SetIssue) -> None:
    lines = dict(texts_of(small.issue.articles[0]))
    (mark,) = marks_of(small, at(56))
    assert framed(small, mark) == han(lines[56])
    (other,) = marks_of(small, at(14))
    assert framed(small, other) == han(lines[14]) != framed(small, mark)


def test_a_line_within_a_block_means_the_block_above(small: SetIssue) -> None:
    assert marks_of(small, at(57))[0].spots == marks_of(small, at(56))[0].spots


def test_figures_and_tables_are_found_by_their_captions(small: SetIssue) -> None:
    (picture,) = marks_of(small, at(33))
    (table,) = marks_of(small, at(40))
    assert "清晨的渔港" in framed(small, picture)
    assert "各镇渔船数量" in framed(small, table)


def test_what_is_wrong_in_the_front_matter_stands_at_the_title(small: SetIssue) -> None:
    (mark,) = marks_of(small, at(3))
    assert "潮水来时" in framed(small, mark)
    assert mark.page == small.pages.article("a01").first


def test_a_whole_article_has_a_page_but_no_frame(small: SetIssue) -> None:
    (mark,) = marks_of(small, at(0))
    assert (mark.page, mark.spots) == (small.pages.article("a01").first, ())


def test_other_files_have_no_page(small: SetIssue) -> None:
    (mark,) = marks_of(small, at(3, "publication.yaml"))
    assert (mark.page, mark.spots) == (0, ())


def test_marks_are_numbered_in_the_order_of_the_pages(small: SetIssue) -> None:
    marks = marks_of(small, at(2, "publication.yaml"), at(56), at(14), at(16, f"{FOLDER}/03-编后.md"))
    assert [mark.number for mark in marks] == [1, 2, 3, 4]
    assert [mark.line for mark in marks] == [14, 56, 16, 2]
    assert [mark.page for mark in marks][:3] == sorted(mark.page for mark in marks[:3])


@pytest.fixture(scope="module")
def long(set_issue: Callable[[Issue], SetIssue]) -> SetIssue:
    """A first article with a paragraph over three pages, and the same short sentence twice."""
    body = "".join(f"第{n}次量潮，水位比昨天高出{n}厘米，风从东南方向来。" for n in range(1, 150))
    blocks = (p("潮水又来了。", 10), p(body, 12), p("潮水又来了。", 14), p("完了。", 16))
    article = replace(plain_article(1, "潮水"), blocks=blocks)
    return set_issue(with_articles(build_issue(), lambda articles: (article, *articles[1:])))


def test_a_paragraph_over_columns_and_pages_has_a_frame_in_each(long: SetIssue) -> None:
    (mark,) = marks_of(long, at(12))
    article = long.issue.articles[0]
    text = plain(article.blocks[1].children)  # type: ignore[union-attr]
    assert framed(long, mark) == han(text)
    assert len({spot.page for spot in mark.spots}) >= 2


def test_the_same_words_twice_are_told_apart(long: SetIssue) -> None:
    first, second = marks_of(long, at(10), at(14))
    assert framed(long, first) == framed(long, second) == "潮水又来了"
    assert first.spots != second.spots
    assert (first.line, second.line) == (10, 14)
    assert first.spots[0].page < second.spots[0].page


def test_a_finding_stands_on_the_page_that_it_speaks_of(long: SetIssue) -> None:
    span = long.pages.article("a01")
    assert span.last > span.first
    white = WHITE.at(Place(FILE), page=long.pages.label(span.last))
    other = WHITE.at(Place(FILE), page="no such page")
    marks = marks_of(long, white, at(10), other, at(16))
    assert {mark.message: mark.page for mark in marks if mark.line == 0} == {
        f"White on page {long.pages.label(span.last)}.": span.last,
        "White on page no such page.": span.first,
    }
    assert [mark.page for mark in marks] == sorted(mark.page for mark in marks)
    table = WHITE.at(Place(FILE, 12), page=long.pages.label(span.last))  # begins on the pages before
    (mark,) = marks_of(long, table)
    assert mark.page == span.last and mark.spots
