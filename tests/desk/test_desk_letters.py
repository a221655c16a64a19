"""Rare characters by the national table, and the fonts that the delivered PDFs embed."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from lxml import html

from desk_facts import desk_facts, desk_report
from kanwu_press.check.han import level
from kanwu_press.faces import Face, Faces, Role
from kanwu_press.preflight.embedded import embedded_fonts
from kanwu_press.reporting import levels, rare_characters
from small_issue import article, issue
from whole import Whole


@pytest.mark.parametrize(
    ("char", "expected"),
    [("一", 1), ("乂", 2), ("亓", 2), ("鄘", 3), ("娛", 0), ("a", None), ("，", None), ("﨑", 0)],
)
def test_levels_are_those_of_the_table(char: str, expected: int | None) -> None:
    assert level(char) == expected


def test_rare_characters_have_level_places_and_faces() -> None:
    song = Face(Role.SONG, "宋", 400, Path("s.ttf"), frozenset(map(ord, "文鄘")))
    hei = Face(Role.HEI, "黑", 400, Path("h.ttf"), frozenset(map(ord, "文鄘娛")))
    whole = issue(article(1, "鄘家的文娛", "又是鄘家"), article(2, "一二三，乂"))
    found = rare_characters(whole, Faces(Path("f"), Path("c"), (song, hei)))
    assert [(r.char, r.count, [line for _, line in r.places], r.faces, r.level) for r in found] == [
        ("鄘", 2, [10, 11], ("宋", "黑"), 3),
        ("娛", 1, [10], ("黑",), 0),
    ]
    assert levels(whole)[0] == 1 and levels(whole)[3] == 1 and levels(whole)[2] == 1


def test_the_report_says_level_places_and_embedded_fonts() -> None:
    (table, fonts) = _tables(desk_report())
    assert "level 3" in table and ":12" in table and ":15" in table
    assert "Kanwu-Song 820 821" in fonts and "Kanwu-Kai not embedded — 12" in fonts
    bare = _tables(desk_report(replace(desk_facts(), embedded=())))
    assert len(bare) == 1  # a check has no PDF; it lists the typefaces that are ready


def _tables(files: dict[str, bytes]) -> list[str]:
    document = html.document_fromstring(files["index.html"].decode("utf-8"))
    tables = document.xpath("//section[@id='letters']//table")
    return [" ".join(" ".join(table.itertext()).split()) for table in tables]


def test_fonts_of_the_delivered_files(whole: Whole) -> None:
    """All are in the files; what is counted of the text face is at least what the level counts say."""
    printed, screen = embedded_fonts(whole.pdf), embedded_fonts(whole.screen)
    assert printed and screen and all(font.whole and font.characters for font in (*printed, *screen))
    assert printed[0].name == "Kanwu-Song" and printed[0].characters > 1000
    assert not any("+" in font.name for font in printed)
    both = {font.name: font for font in embedded_fonts(whole.pdf, whole.screen)}
    assert both["Kanwu-Song"].characters >= printed[0].characters


def test_a_font_that_is_not_in_the_file_is_told() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    names = {"Type": "Font", "Subtype": "TrueType", "BaseFont": "SimSun"}
    font = pikepdf.Dictionary({f"/{key}": pikepdf.Name(f"/{name}") for key, name in names.items()})
    pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(font)))
    stream = io.BytesIO()
    pdf.save(stream)
    assert [(f.name, f.whole) for f in embedded_fonts(stream.getvalue())] == [("SimSun", False)]
