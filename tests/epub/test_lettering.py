"""The faces that an EPUB brings along: for heads and rare characters only, and only where wanted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from build_issue import build_issue, build_pages
from epub_reading import epub_styles, opened
from kanwu_press.epub.book import make_epub
from kanwu_press.epub.lettering import HEADS, RARE, TITLES, is_rare, screen_characters
from kanwu_press.faces import ScreenFace
from kanwu_press.model import EbookSettings

TEXT = frozenset("潮水来时𬶐䶮，从东边来")


def test_titles_and_heads_not_the_text() -> None:
    found = screen_characters(build_issue(), TEXT)
    assert {"潮", "滩", "海", "岸", "Ⅰ"} <= found[TITLES] and {"涨", "朔", "编", "委"} <= found[HEADS]
    assert "渔" not in found[TITLES] and "民" not in found[HEADS]  # of the text only
    assert found[RARE] == {"𬶐", "䶮"}


@pytest.mark.parametrize(
    ("character", "rare"),
    [("海", False), ("镕", False), ("䶮", True), ("𬶐", True), ("é", False), ("，", False)],
)
def test_rare_is_what_devices_lack(character: str, rare: bool) -> None:
    assert is_rare(character) is rare


def test_an_editor_may_want_none() -> None:
    issue = build_issue()
    without = replace(issue, publication=replace(issue.publication, ebook=EbookSettings(embed_fonts=False)))
    assert screen_characters(without, TEXT) == {}


def test_faces_in_the_file(publication_root: Path) -> None:
    faces = (
        ScreenFace("title", 700, b"wOF2-title", frozenset("海")),
        ScreenFace("rare", 400, b"wOF2-rare", frozenset("䶮𬶐")),
    )
    data, _ = make_epub(build_issue(), publication_root, epub_styles(), build_pages(), None, faces)
    archive = opened(data or b"")
    assert archive.read("EPUB/fonts/title.woff2") == b"wOF2-title"
    css = archive.read("EPUB/styles/epub.css").decode()
    assert css.count("@font-face") == 2 and "unicode-range: U+4DAE, U+2CD90" in css
    assert b'href="fonts/rare.woff2" id="font-rare" media-type="font/woff2"' in archive.read(
        "EPUB/content.opf"
    )


def test_no_face_no_rule(made_epub: bytes) -> None:
    assert "@font-face" not in opened(made_epub).read("EPUB/styles/epub.css").decode()
    assert not [n for n in opened(made_epub).namelist() if n.endswith(".woff2")]


