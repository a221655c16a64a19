"""The page list against pages that are set: openers with names so short that authors come into sight."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build_issue import build_issue, plain_article
from epub_reading import epub_styles
from kanwu_press.epub.book import make_epub
from kanwu_press.model import Author, Opener
from kanwu_press.preflight.pagelist import check_page_list
from kanwu_press.preflight.text import page_texts

from .conftest import Press


@pytest.mark.parametrize("names", [("沈砚", "顾怀瑾"), ("沈砚",), ("甲", "乙", "丙")])
@pytest.mark.parametrize(("column", "title"), [("诗歌", "秋夜"), ("名", "一"), ("笔谈", "潮水来时")])
def test_openers_with_short_names(press: Press, column: str, title: str, names: tuple[str, ...]) -> None:
    issue = build_issue()
    article = replace(plain_article(1, title), authors=tuple(Author(name) for name in names))
    section = replace(issue.sections[0], name=column, intro="", articles=(article,), opener=Opener.PAGE)
    issue = replace(issue, sections=(section,))
    printed, _ = press.set(issue)
    epub, findings = make_epub(issue, press.root, epub_styles(), printed.page_map)
    assert epub is not None, findings
    texts = page_texts(printed.pdf, printed.band_pt)
    front = printed.page_map.pages[0].number - 1
    assert check_page_list(issue, printed.page_map, epub, texts[front:]) == ()
