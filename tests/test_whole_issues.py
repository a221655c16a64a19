"""What must be true of every page of both whole issues: text, folios, heads, grid, contents, checks."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator

from kanwu_press.geometry import PageGeometry, page_geometry
from kanwu_press.model import Layout, PageEntry, PageKind, PageMap
from kanwu_press.preflight.conserve import Allowed, compare, han, manuscript_text
from kanwu_press.preflight.epub import check_epub_text, epub_text, run_epubcheck
from kanwu_press.preflight.text import check_interior, page_texts
from kanwu_press.titles import running_head
from reading import Glyph
from whole import Whole


def squeezed(page: tuple[Glyph, ...], top: float, bottom: float) -> str:
    return "".join(g.char for g in page if top <= g.y < bottom and not g.char.isspace())


def geometry(whole: Whole) -> PageGeometry:
    publication = whole.issue.publication
    return page_geometry(publication.type_area, publication.bleed_mm)


def test_it_is_delivered_with_right_checksums(whole: Whole) -> None:
    lines = (whole.folder / "SHA256SUMS").read_text("utf-8").splitlines()
    names = {line[66:] for line in lines}
    files = {p.relative_to(whole.folder).as_posix() for p in whole.folder.rglob("*") if p.is_file()}
    assert names == files - {"SHA256SUMS"}
    for line in lines:
        data = (whole.folder / line[66:]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == line[:64]


def test_the_engine_had_nothing_to_say(whole: Whole) -> None:
    assert not [code for code in whole.codes if code.startswith("engine")]


def test_all_han_characters_are_in_the_pdf_in_order(whole: Whole) -> None:
    """Read back by another program, page furniture aside; the counts as a second proof."""
    band = geometry(whole).band_pt
    entries = tuple(
        PageEntry(int(str(p["number"])), str(p["folio"]), PageKind(p["kind"])) for p in whole.pages["pages"]
    )
    pages = PageMap(entries, (), ())
    assert check_interior(whole.issue, page_texts(whole.pdf, band), pages) == ()
    text = manuscript_text(whole.issue)
    wanted = Counter(han("".join(piece for _, piece in (*text.main, *text.notes))))
    printed = Counter(han("".join(g.char for page in whole.glyphs() for g in page)))
    assert not wanted - printed


def test_all_characters_are_in_the_epub_in_order(whole: Whole) -> None:
    assert check_epub_text(whole.issue, whole.epub) == ()
    text = epub_text(whole.epub)
    expected = manuscript_text(whole.issue)
    assert compare("EPUB", expected.main, text.articles, Allowed()) == ()


def test_epubcheck_passes_it(whole: Whole) -> None:
    assert run_epubcheck(whole.epub, "x.epub") == ()


def test_folios_in_the_contents_are_the_page_map_s(whole: Whole) -> None:
    pages = whole.glyphs()
    front = [p["number"] for p in whole.pages["pages"] if p["kind"] == "front"]
    lines = [line for number in front for line in rows(pages[number - 1])]  # type: ignore[operator]
    text = "\n".join(lines)
    for article in whole.pages["articles"]:
        folio = str(article["first_folio"]).zfill(2)
        title = "".join(str(article["title"]).split())
        found = re.search(between(title) + r"[\s\S]*?(\d{2,3})(?=\n|$)", text)
        assert found, title
        assert found[1] == folio, (title, found[0])
    for section in whole.pages["sections"]:
        first, last = (str(section[key]).zfill(2) for key in ("first_folio", "last_folio"))
        wanted = first if first == last else f"{first}～{last}"
        assert any(str(section["name"]) in line and line.endswith(wanted) for line in lines), section


def rows(page: tuple[Glyph, ...]) -> list[str]:
    """The lines of a page as text, from top to bottom, each from left to right."""
    by_height: dict[int, list[Glyph]] = {}
    for g in page:
        if not g.char.isspace():
            near = next((y for y in by_height if abs(y - g.y) < 4), round(g.y))
            by_height.setdefault(near, []).append(g)
    return ["".join(g.char for g in sorted(by_height[y], key=lambda g: g.x)) for y in sorted(by_height)]


def between(title: str) -> str:
    """A pattern for a title that may be broken over lines."""
    return r"\n?".join(re.escape(c) for c in title)


def test_running_heads_name_the_article_of_that_page(whole: Whole) -> None:
    articles = {a.id: a for a in whole.issue.articles}
    sections = {s.id: s.name for s in whole.issue.sections}
    top = geometry(whole).head_mm / 25.4 * 72
    named = 0
    for entry, page in zip(whole.pages["pages"], whole.glyphs(), strict=True):
        head = squeezed(page, 0, top - 5)
        if entry["kind"] != "body":
            assert head == "", entry
        elif int(str(entry["number"])) % 2 == 0:
            publication = whole.issue.publication.title
            assert head.startswith(f"{publication}{whole.issue.year}年第{whole.issue.number}期"), entry
        else:
            article = articles[str(entry["article"])]
            wanted = sections[str(entry["section"])] + running_head(article)
            assert head == "".join(wanted.split()), entry
            named += 1
    assert named > 10


def test_the_article_named_is_on_the_page(whole: Whole) -> None:
    """Independent of the running head: a page between an article's first and last holds its text."""
    main = manuscript_text(whole.issue).main
    texts = {
        a.id: han("".join(text for place, text in main if place.file == a.place.file))
        for a in whole.issue.articles
    }
    for entry, page in zip(whole.pages["pages"], whole.glyphs(), strict=True):
        if entry["kind"] != "body":
            continue
        body = [g.char for g in page if abs(g.size - 10.5) < 0.02 or abs(g.size - 12) < 0.02]
        run = han("".join(body))[-30:][:8]
        if len(run) == 8:
            ids = [a for a, text in texts.items() if run in text]
            spans = {str(a["id"]): a for a in whole.pages["articles"]}
            number = int(str(entry["number"]))
            if ids:
                assert any(
                    int(str(spans[i]["first_page"])) <= number <= int(str(spans[i]["last_page"])) for i in ids
                ), (entry, run)


def test_folios_are_printed_on_every_page_of_the_body(whole: Whole) -> None:
    g = geometry(whole)
    foot = (g.head_mm / 25.4 * 72) + g.depth_pt + 5
    width = g.trim_width_mm / 25.4 * 72
    for entry, page in zip(whole.pages["pages"], whole.glyphs(), strict=True):
        folio = [x for x in page if x.y > foot and not x.char.isspace()]
        if entry["kind"] in ("body", "opener"):
            assert "".join(x.char for x in folio) == str(entry["folio"]).zfill(2)
            assert (folio[0].x < width / 2) == (int(str(entry["number"])) % 2 == 0)


def test_the_number_of_pages_is_a_multiple_of_four(whole: Whole) -> None:
    pages = whole.pages["pages"]
    assert len(pages) % 4 == 0
    assert pages[-1]["kind"] == "back"
    first = next(p for p in pages if p["kind"] in ("body", "opener"))
    assert first["folio"] == "1" and int(str(first["number"])) % 2 == 1


def test_body_lines_of_two_column_pages_sit_on_one_grid(whole: Whole) -> None:
    """Each page of a two-column article: all body baselines of both columns leave one remainder."""
    area = whole.issue.publication.type_area
    layouts = {a.id: a.layout for a in whole.issue.articles}
    tested = 0
    for entry, page in zip(whole.pages["pages"], whole.glyphs(), strict=True):
        if entry["kind"] != "body" or layouts[str(entry["article"])] is not Layout.TWO:
            continue
        on_page = {
            layouts[str(a["id"])]
            for a in whole.pages["articles"]
            if int(str(a["first_page"])) <= int(str(entry["number"])) <= int(str(a["last_page"]))
        }
        if on_page != {Layout.TWO}:
            continue
        body = [g for g in page if abs(g.size - area.size_pt) < 0.01 and han(g.char)]
        remainders = Counter(round(g.y % area.leading_pt, 1) for g in body)
        norm, _ = remainders.most_common(1)[0]
        # Kai of quotations and bylines hangs by its own metrics; Song and Hei must agree
        off = {r for r in remainders if min(abs(r - norm), area.leading_pt - abs(r - norm)) > 0.35}
        assert not off, (entry["number"], remainders)
        tested += 1
    assert tested >= 10


def columns(whole: Whole) -> Iterator[tuple[int, list[list[Glyph]]]]:
    """Each column of text of the body's pages as lines from top to bottom, with its page's number."""
    g = geometry(whole)
    top, middle = g.head_mm / 25.4 * 72, g.trim_width_mm / 2 / 25.4 * 72
    for entry, page in zip(whole.pages["pages"], whole.glyphs(), strict=True):
        if entry["kind"] != "body":
            continue
        area = [x for x in page if top < x.y < top + g.depth_pt and not x.char.isspace()]
        for right in (False, True):
            heights: dict[int, list[Glyph]] = {}
            for x in area:
                if (x.x > middle) == right:
                    heights.setdefault(round(x.y), []).append(x)
            if len(heights) >= 4:
                lines = [sorted(heights[y], key=lambda x: x.x) for y in sorted(heights)]
                yield int(str(entry["number"])), lines


def test_no_column_begins_or_ends_with_a_paragraph_s_lone_line(whole: Whole) -> None:
    area, g = whole.issue.publication.type_area, geometry(whole)
    top = g.head_mm / 25.4 * 72
    seen = 0
    for number, lines in columns(whole):
        body = [line for line in lines if abs(line[0].size - area.size_pt) < 0.02]
        if len(body) < 4 or body[0] is not lines[0] or body[-1] is not lines[-1]:
            continue  # a picture's caption, a note or a head stands there
        left = min(line[0].x for line in body)
        starts = [abs(line[0].x - left - 2 * area.size_pt) < 2.5 for line in body]
        if lines[0][0].y < top + area.leading_pt and lines[1][0].y - lines[0][0].y < area.leading_pt + 1:
            text = "".join(x.char for x in lines[0])
            ends = lines[0][0].x < left + 3 and starts[1] and len(text) < area.column_chars - 2
            assert not ends, (number, text)
            seen += 1
        if lines[-1][0].y > top + g.depth_pt - area.leading_pt:
            directly = lines[-1][0].y - lines[-2][0].y < area.leading_pt + 1
            goes_on = lines[-1][-1].x > left + g.column_pt - 2.2 * area.size_pt  # a full line
            assert not (directly and starts[-1] and goes_on), (number, "".join(x.char for x in lines[-1]))
    assert seen > 10


def test_no_first_level_subhead_is_the_last_thing_in_a_column(whole: Whole) -> None:
    heads = 0
    for number, lines in columns(whole):
        heads += sum(abs(line[0].size - 14) < 0.02 for line in lines)
        assert abs(lines[-1][0].size - 14) > 0.02, (number, "".join(x.char for x in lines[-1]))
    assert heads > 10
