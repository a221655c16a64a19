"""White below the ends of articles, on both whole issues: as pages.json says, and as the glyphs stand."""

from __future__ import annotations

from kanwu_press.geometry import page_geometry
from kanwu_press.typeset.white import FEW_LINES, LEAST_WHITE
from whole import Whole


def test_no_glyph_stands_in_the_white(whole: Whole) -> None:
    """The deepest gap between the lines of a last page is the white, but for the end of a line or two."""
    area = whole.issue.publication.type_area
    geometry = page_geometry(area, whole.issue.publication.bleed_mm)
    top = geometry.head_mm / 25.4 * 72
    foot = top + geometry.depth_pt
    pictured = {entry["page"] for entry in whole.pages["figures"]}
    looked_at = 0
    for article in whole.pages["articles"]:
        white, page = int(str(article["white_lines"])), int(str(article["last_page"]))
        if white < LEAST_WHITE:
            continue
        heights = sorted({g.y for g in whole.glyphs()[page - 1] if top < g.y < foot and not g.char.isspace()})
        gaps = [low - high for high, low in zip(heights, (*heights[1:], foot), strict=True)]
        assert max(gaps) >= white * area.leading_pt - 1, article
        if page not in pictured:
            assert max(gaps) < (white + 2.5) * area.leading_pt, article
            looked_at += 1
    assert looked_at > 3


def test_lines_of_articles_on_one_page_add_up_to_the_page(whole: Whole) -> None:
    """Articles that begin and end on one page, with what is free below the last, fill it but for openers."""
    lines = whole.issue.publication.type_area.lines
    pages: dict[object, list[dict[str, object]]] = {}
    for article in whole.pages["articles"]:
        if article["first_page"] == article["last_page"]:
            pages.setdefault(article["last_page"], []).append(article)
    for number, here in pages.items():
        depth = sum(int(str(a["lines"])) for a in here) + int(str(here[-1]["white_lines"]))
        assert depth <= lines + len(here), (number, here)  # each depth is rounded up
        opened = any(s["first_page"] == number for s in whole.pages["sections"])
        shared = [a for a in whole.pages["articles"] if number in (a["first_page"], a["last_page"])]
        if not opened and len(shared) == len(here):
            assert depth >= lines - 1, (number, here)


def test_each_end_with_much_white_is_spoken_of_once(whole: Whole) -> None:
    articles = whole.pages["articles"]
    much = sum(int(str(a["white_lines"])) >= LEAST_WHITE for a in articles)
    said = [code for code in whole.codes if code in ("white-at-end", "white-filler", "few-lines-over")]
    assert len(said) == much
    over = [
        a
        for a in articles
        if a["first_page"] != a["last_page"]
        and int(str(a["lines_on_last_page"])) <= FEW_LINES
        and int(str(a["white_lines"])) > 0
    ]
    assert said.count("few-lines-over") == len(over)
