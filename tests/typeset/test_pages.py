"""What a small issue looks like once it is set: folios, heads, grid, contents, outline, labels."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from build_issue import build_issue, p, plain_article
from kanwu_press.geometry import fitted, page_geometry
from kanwu_press.model import (
    Heading,
    Issue,
    Kind,
    Layout,
    ListBlock,
    PageEntry,
    PageKind,
    PageMap,
    Paragraph,
    Place,
    Start,
    Table,
    Text,
    TypeArea,
)
from kanwu_press.preflight.text import check_interior, page_texts
from kanwu_press.typeset.interior import Printed, added_pages
from reading import Glyph, glyphs, text_between

from .conftest import Press

AREA = TypeArea()
GEOMETRY = page_geometry(AREA, 3.0)
TOP = GEOMETRY.head_mm / 25.4 * 72
PITCH = AREA.leading_pt
BODY_CHARS = frozenset("第段。潮水涨了又落，滩上的人去了又来0123456789")


def pages_of(printed: Printed) -> list[tuple[Glyph, ...]]:
    document = pypdfium2.PdfDocument(printed.pdf)
    return [glyphs(document, n) for n in range(len(document))]


def long_article(number: int, paragraphs: int, **more: object) -> object:
    article = plain_article(number, f"长文{number}", layout=Layout.TWO)
    lines = tuple(
        p(f"第{n}段。" + "潮水涨了又落，滩上的人去了又来。" * (3 + n % 5), n + 10) for n in range(paragraphs)
    )
    return replace(article, blocks=lines, **more)


def issue_with(*articles: object) -> Issue:
    issue = build_issue()
    section = replace(issue.sections[0], articles=tuple(articles))
    return replace(issue, sections=(section,))


@pytest.fixture(scope="module")
def small(press: Press) -> Printed:
    return press.set(build_issue())[0]


@pytest.fixture(scope="module")
def long(press: Press) -> Printed:
    return press.set(issue_with(long_article(1, 90), long_article(2, 31)))[0]


def test_the_total_is_a_multiple_of_four_and_says_what_was_added(press: Press) -> None:
    for paragraphs in (1, 40, 70, 100):
        printed, codes = press.set(issue_with(long_article(1, paragraphs)))
        kinds = [page.kind for page in printed.page_map.pages]
        assert len(kinds) % 4 == 0
        assert ("pages-added" in codes) == (PageKind.ADDED in kinds)
        assert kinds[-1] is PageKind.BACK
        assert len(pypdfium2.PdfDocument(printed.pdf)) == len(kinds)


def test_added_pages_are_named_as_a_reader_of_the_pdf_counts_them() -> None:
    """A blank page shows no folio, so its place in the file is said beside it."""
    kinds = (PageKind.FRONT, PageKind.FRONT, PageKind.BODY, PageKind.ADDED, PageKind.ADDED, PageKind.BACK)
    labels = ("i", "ii", "1", "2", "3", "4")
    rows = enumerate(zip(labels, kinds, strict=True), 1)
    pages = tuple(PageEntry(number, label, kind) for number, (label, kind) in rows)
    (finding,) = added_pages(PageMap(pages, (), ()))
    values = dict(finding.values)
    assert (values["places"], values["pages"], values["count"]) == ("4、5", "2、3", "2")


def test_every_body_line_of_every_column_sits_on_the_grid(long: Printed) -> None:
    lines = 0
    for entry, page in zip(long.page_map.pages, pages_of(long), strict=True):
        if entry.kind is not PageKind.BODY:
            continue
        body = [g for g in page if g.char in "潮水涨了又落滩上的人去来" and abs(g.size - AREA.size_pt) < 0.01]
        first = TOP + PITCH  # a baseline lies within its line: take the residue of one as the norm
        residues = {round((g.y - first) % PITCH, 1) % PITCH for g in body}
        assert len(residues) == 1, (entry.number, residues)
        lines += len({(round(g.y), g.x > 300) for g in body})
    assert lines > 300


def test_body_lines_of_facing_pages_meet(long: Printed) -> None:
    pages = pages_of(long)
    norms = {
        round(next(g.y for g in page if g.char == "潮" and abs(g.size - 10.5) < 0.01) % PITCH, 1)
        for entry, page in zip(long.page_map.pages, pages, strict=True)
        if entry.kind is PageKind.BODY
    }
    assert len(norms) == 1


def test_folios_stand_at_the_outer_foot_and_count_from_the_first_article(long: Printed) -> None:
    width = GEOMETRY.trim_width_mm / 25.4 * 72
    foot = TOP + GEOMETRY.depth_pt + 5
    for entry, page in zip(long.page_map.pages, pages_of(long), strict=True):
        folio = [g for g in page if g.y > foot and not g.char.isspace()]
        text = "".join(g.char for g in folio)
        if entry.kind is PageKind.BODY:
            assert text == entry.label.zfill(2)
            assert (folio[0].x < width / 2) == (entry.number % 2 == 0)
        elif entry.kind is PageKind.FRONT and page:
            assert text == entry.label
        else:
            assert text == ""
    first = long.page_map.pages[long.page_map.articles[0].first - 1]
    assert first.label == "1" and first.number % 2 == 1


def test_running_heads_name_magazine_and_article(long: Printed) -> None:
    titles = {
        article.id: article.title for article in issue_with(long_article(1, 1), long_article(2, 1)).articles
    }
    seen = 0
    for entry, page in zip(long.page_map.pages, pages_of(long), strict=True):
        head = text_between(page, 0, TOP - 5)
        if entry.kind is not PageKind.BODY:
            assert head == ""
        elif entry.number % 2 == 0:
            assert head.startswith("海岸2026年第1期")
        else:
            assert head.endswith(titles[entry.article])
            seen += 1
    assert seen > 3


def test_margins_are_mirrored(long: Printed) -> None:
    inner, outer = (mm / 25.4 * 72 for mm in (GEOMETRY.inner_mm, GEOMETRY.outer_mm))
    for entry, page in zip(long.page_map.pages, pages_of(long), strict=True):
        if entry.kind is PageKind.BODY:
            left = min(g.x for g in page if abs(g.size - 10.5) < 0.01 and not g.char.isspace())
            assert left == pytest.approx(inner if entry.number % 2 else outer, abs=1.0)


def test_contents_print_the_folios_of_the_page_map(small: Printed) -> None:
    contents = "".join(g.char for g in pages_of(small)[0] if not g.char.isspace())
    for article in build_issue().articles:
        folio = small.page_map.label(small.page_map.article(article.id).first).zfill(2)
        assert article.title.replace(" ", "") in contents
        after = contents.split(article.title.replace(" ", ""), 1)[1]
        digits = "".join(c for c in after if c.isdigit() or c == ".").lstrip(".")
        assert digits.startswith(folio), (article.title, after[:40])
    for section in build_issue().sections:
        span = small.page_map.section(section.id)
        first, last = (small.page_map.label(n).zfill(2) for n in (span.first, span.last))
        assert (f"{first}～{last}" if first != last else first) in contents


def test_a_paragraph_never_leaves_one_line_alone(long: Printed) -> None:
    """No column begins with a paragraph's last line or ends with its first (orphans and widows of two)."""
    for entry, page in zip(long.page_map.pages, pages_of(long), strict=True):
        if entry.kind is not PageKind.BODY:
            continue
        for right in (False, True):
            body = [g for g in page if g.char in BODY_CHARS and abs(g.size - 10.5) < 0.01]
            body = [g for g in body if (g.x > 297) == right]
            rows = sorted({round(g.y, 0) for g in body})
            lines = [sorted((g for g in body if round(g.y, 0) == y), key=lambda g: g.x) for y in rows]
            if len(lines) < 4:
                continue
            left = min(line[0].x for line in lines)
            starts = [line[0].x > left + 15 for line in lines]
            assert not starts[-1], (entry.number, right)
            assert starts[0] or not starts[1], (entry.number, right)


def test_a_subhead_is_never_the_last_thing_on_a_page_or_column(press: Press) -> None:
    blocks = []
    for n in range(60):
        blocks.append(Heading(1 + n % 2, (Text(f"小题{n:02d}"),), Place("x", 1000 + n)))
        blocks.append(p("潮水涨了又落，滩上的人去了又来。" * (2 + n % 7), 2000 + n))
    printed, _ = press.set(issue_with(replace(long_article(1, 1), blocks=tuple(blocks))))
    heads = 0
    for entry, page in zip(printed.page_map.pages, pages_of(printed), strict=True):
        if entry.kind is not PageKind.BODY:
            continue
        for right in (False, True):
            column = [g for g in page if TOP < g.y < TOP + GEOMETRY.depth_pt and (g.x > 297) == right]
            if column:
                last = max(column, key=lambda g: g.y)
                text = "".join(g.char for g in column if abs(g.y - last.y) < 1)
                assert "小题" not in text, entry.number
                heads += "".join(g.char for g in column).count("小题")
    assert heads == 60


def test_a_long_table_repeats_its_head(press: Press) -> None:
    cells = tuple(((Text(f"第{n}行"),), (Text(str(n)),)) for n in range(120))
    table = Table((Text("表1 长表"),), ((Text("表头甲"),), (Text("表头乙"),)), cells, (), Place("x", 5))
    table = replace(table, aligns=build_issue().articles[0].blocks[10].aligns[:2])
    issue = issue_with(replace(long_article(1, 3), blocks=(p("前文。", 2), table, p("后文。", 900))))
    printed, _ = press.set(issue)
    text = "".join(g.char for page in pages_of(printed) for g in page)
    assert text.count("表头甲") >= 3
    assert all(f"第{n}行" in text for n in range(120))
    assert check_interior(issue, page_texts(printed.pdf, printed.band_pt), printed.page_map) == ()


def test_notes_stand_at_the_foot_of_the_page_of_their_call(small: Printed) -> None:
    pages = pages_of(small)
    for landing in small.page_map.notes:
        page = "".join(g.char for g in pages[landing.page - 1])
        assert ("见《渔业志》" in page) or ("朔日与望日" in page)
    assert len(small.page_map.notes) == 2


def test_an_article_may_start_on_a_recto(press: Press) -> None:
    issue = issue_with(long_article(1, 3), long_article(2, 3, start=Start.RECTO))
    printed, _ = press.set(issue)
    span = printed.page_map.article("a02")
    assert span.first % 2 == 1
    blank = printed.page_map.pages[span.first - 2]
    assert blank.kind is PageKind.BLANK
    assert pages_of(printed)[blank.number - 1] == ()


def test_an_article_may_run_on_below_the_one_before(press: Press) -> None:
    issue = issue_with(long_article(1, 3), long_article(2, 3, start=Start.RUN_ON))
    printed, _ = press.set(issue)
    assert printed.page_map.article("a02").first == printed.page_map.article("a01").last


def test_every_character_is_in_the_pdf_in_order(small: Printed) -> None:
    assert check_interior(build_issue(), page_texts(small.pdf, small.band_pt), small.page_map) == ()


def test_a_lost_character_is_found(small: Printed) -> None:
    issue = build_issue()
    article = issue.articles[1]
    first = article.blocks[1]
    assert isinstance(first, Paragraph)
    more = replace(first, children=(*first.children, Text("这句话没有印上。")))
    longer = replace(article, blocks=(article.blocks[0], more, *article.blocks[2:]))
    sections = tuple(
        replace(s, articles=tuple(longer if a.id == article.id else a for a in s.articles))
        for s in issue.sections
    )
    findings = check_interior(
        replace(issue, sections=sections), page_texts(small.pdf, small.band_pt), small.page_map
    )
    assert [f.code for f in findings] == ["text-lost"]
    assert findings[0].place == first.place


def test_the_pdf_says_what_it_is(small: Printed) -> None:
    with pikepdf.open(BytesIO(small.pdf)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "海岸 2026年第1期"
        assert str(pdf.Root.Lang) == "zh-Hans"
        assert str(pdf.docinfo["/CreationDate"]).startswith(f"D:{build_issue().issued:%Y%m%d}")
        front = sum(page.kind is PageKind.FRONT for page in small.page_map.pages)
        assert [str(page.label) for page in pdf.pages][: front + 2] == [
            *("i", "ii", "iii", "iv")[:front],
            "1",
            "2",
        ]
        with pdf.open_outline() as outline:
            names = [item.title for item in outline.root]
        assert names == ["目次", "编辑委员会", *(s.name for s in build_issue().sections), "版权页"]


def test_the_page_has_trim_and_bleed(small: Printed) -> None:
    with pikepdf.open(BytesIO(small.pdf)) as pdf:
        for page in pdf.pages:
            trim = [float(n) for n in page.trimbox]
            bleed = [float(n) for n in page.obj.BleedBox]
            assert (trim[2] - trim[0]) / 72 * 25.4 == pytest.approx(210, abs=0.01)
            assert (trim[3] - trim[1]) / 72 * 25.4 == pytest.approx(285, abs=0.01)
            assert (trim[0] - bleed[0]) / 72 * 25.4 == pytest.approx(3, abs=0.01)


def test_a_numbered_list_counts_from_its_first_number(press: Press) -> None:
    place = Place("x.md", 3)
    items = tuple((p("看月亮，看风。", n),) for n in (3, 4))
    blocks = (ListBlock(True, items, place, start=9), ListBlock(True, items, place))
    printed, _ = press.set(issue_with(replace(plain_article(1, "单"), blocks=blocks)))
    page = next(page for page in pages_of(printed) if any(g.char == "亮" for g in page))
    text = "".join(g.char for g in page if not g.char.isspace())
    assert "9.10.1.2." in text  # the engine draws markers last


@pytest.mark.parametrize(("width", "height"), [(105.0, 148.0), (148.0, 210.0), (185.0, 260.0)])
def test_the_imprint_of_a_small_trim_takes_a_page_or_two(press: Press, width: float, height: float) -> None:
    """In one column where two would be a character wide; whatever the publication says of itself."""
    issue = build_issue()
    area = fitted(TypeArea(trim_width_mm=width, trim_height_mm=height, columns=1), frozenset())
    told = replace(
        issue.publication, type_area=area, kind=Kind.INTERNAL, permit="琼新出准印字第015号",
        postcode="570000", telephone="0898-00000000", email="haian@example.org", founded="2019",
    )  # fmt: skip
    printed, _ = press.set(replace(issue, publication=told, printer="汐州印刷厂", print_run=500))
    back = [n for n, page in enumerate(printed.page_map.pages) if page.kind is PageKind.BACK]
    assert len(back) in (1, 2)
