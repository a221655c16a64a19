"""What a program reads out of composed pages: the manuscript's characters, all of them, and no others."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pypdfium2
import pytest

import composed
import linefaults
from build_issue import FOLDER, build_issue, plain_article, t
from kanwu_press.composition import Style
from kanwu_press.faces import Faces
from kanwu_press.model import (
    Article,
    Emphasis,
    Issue,
    Layout,
    NoteRef,
    Paragraph,
    Place,
    Ruby,
    Strong,
    Text,
)
from kanwu_press.typeset.interior import Printed, set_interior
from reading import Glyph, glyphs

from .conftest import Press, print_styles
from .sheet import NOTES, Table, fonts, tagged

NEAR = 0.02  # pt
SENTENCE = "清早的海风从东边来，带着一点盐的味道；渔民出海，先看月亮，再看风。"
RICH = (
    "<h1>潮水来时</h1>"
    "<p><b>一是先看潮水。</b>“渔民出海”——共 800 本，<a href='https://example.org/'>先看月亮，再看风的方向</a>；"
    "<em>别忘了</em>看<u class='book-title'>潮<u class='proper-name'>东湾</u>志</u>……2024年4月。</p>"
    f"<p>渔民<span class='note' data-mark='①'>朔望两日；{SENTENCE}</span>出海，"
    "it’s fine in the office。<br/>（末）</p>"
    "<ul><li>看月亮；</li><li>看风。</li></ul>"
    "<table><tr><th>镇</th><th>2025年</th></tr><tr><td>东湾</td><td>98</td></tr></table>"
)


@pytest.fixture(scope="module")
def table(faces: Faces) -> Table:
    return Table(faces.fontconfig)


def drawn(pdf: bytes) -> list[str]:
    """The text of each page in the order in which it is drawn, without the spaces that PDFium guesses."""
    document = pypdfium2.PdfDocument(pdf)
    return ["".join(g.char for g in glyphs(document, n)) for n in range(len(document))]


def close(text: str) -> str:
    return "".join(text.split())


# ---- small sheets --------------------------------------------------------------------------


def test_marks_add_no_character(table: Table) -> None:
    text = "渔民先看月亮，潮滩上记，再看风。"
    content = (
        "<p>渔民<em>先看月亮，</em><u class='book-title'>潮<u class='proper-name'>滩上</u>记</u>，"
        "<span style='text-decoration: underline'>再看</span>风。</p>"
    )
    assert drawn(table.lay(content).pdf) == [text]


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        "共 800 本 AIS 的，1 km 和 2 km。",
        "office 的 fine，it’s 和 rock ’n’ roll。",
        "——“看见没有？！”……《〈潮〉志》·A～B/C-D",
        "亓是qí，ê̄ 和 ē 与 Å。",
        "x\u0304与e\u0304\u030c，m\u0302n和ế，か\u3099",
        "〇一二○零０１２ＡＢ",
        "第①条，Ⅳ级，3℃和5%、№7、→。",
    ],
)
def test_what_was_written_is_read(table: Table, text: str) -> None:
    """With the spaces that the author typed, and none that the composer has set by position."""
    sheet = table.lay(f"<p>{text}</p>")
    assert sheet.reasons == {}
    (page,) = drawn(sheet.pdf)
    assert unicodedata.normalize("NFC", page) == unicodedata.normalize("NFC", text)


def test_it_is_the_engine_s_text_too(table: Table) -> None:
    ours, engine = (table.lay(RICH, NOTES, style=style) for style in (Style(), None))
    assert [close(page) for page in drawn(ours.pdf)] == [close(page) for page in drawn(engine.pdf)]


def test_every_code_of_every_font_stands_for_one_text(table: Table) -> None:
    tables = fonts(table.lay(RICH, NOTES).pdf)
    assert len(tables) >= 2 and sum(map(len, tables.values())) > 60
    for codes in tables.values():
        assert all(len(entries) == 1 and entries[0] for entries in codes.values())
        assert [
            code for code, count in Counter(entries[0] for entries in codes.values()).items() if count > 1
        ] == []


def test_tags_hold_the_same_text_in_the_same_order(table: Table) -> None:
    """Lines are broken elsewhere; elements, their order and their text are what the engine makes of them."""

    def merged(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """The blocks with their text: line ends part the elements within them."""
        blocks: list[tuple[str, str]] = []
        for role, text in found:
            if role and role not in ("/Span", "/Link", "/NonStruct"):
                blocks.append((role, ""))
            else:
                blocks[-1] = (blocks[-1][0], blocks[-1][1] + close(text))
        return blocks

    ours, engine = (tagged(table.lay(RICH, NOTES, style=style, tags=True).pdf) for style in (Style(), None))
    assert merged(ours) == merged(engine)
    roles = Counter(role for role, _ in ours)
    assert roles["/P"] == 2 and roles["/LI"] == 2 and roles["/TD"] == 2 and roles["/H1"] == 1
    text = close("".join(text for _, text in ours))
    assert "“渔民出海”——共800本，先看月亮，再看风的方向；别忘了看潮东湾志……2024年4月。" in text
    assert roles["/Link"] >= 1


# ---- an issue ------------------------------------------------------------------------------


def place(line: int) -> Place:
    return Place(f"{FOLDER}/09-样.md", line)


def article(*children: object, layout: Layout = Layout.TWO) -> Article:
    made = plain_article(9, "样", layout=layout)
    return replace(made, blocks=(Paragraph(tuple(children), place(3)), *made.blocks))  # type: ignore[arg-type]


def issue_of(*articles: Article) -> Issue:
    issue = build_issue()
    return replace(issue, sections=(replace(issue.sections[0], articles=tuple(articles)),))


def pages(printed: Printed) -> list[tuple[Glyph, ...]]:
    document = pypdfium2.PdfDocument(printed.pdf)
    return [glyphs(document, n) for n in range(len(document))]


def test_an_issue_reads_the_same_composed_or_not(press: Press) -> None:
    """All pages: contents, board, articles with every kind of block, imprint."""
    issue = build_issue()
    printed, _ = press.set(issue)
    engine, _ = set_interior(issue, press.root, print_styles(), press.faces.fontconfig, composed=False)
    assert engine is not None
    ours, theirs = (close("".join(drawn(p.pdf))) for p in (printed, engine))
    assert ours == re.sub(r"\.{3,}", "", theirs)  # leaders are drawn, not written
    for codes in fonts(printed.pdf).values():
        assert all(len(entries) == 1 and entries[0] for entries in codes.values())


def test_no_paragraph_of_an_issue_is_left_to_the_engine(press: Press) -> None:
    assert "lines-by-engine" not in press.set(build_issue())[1]


def test_readings_stand_above_their_characters(press: Press) -> None:
    text = "村里的人家以海为生，" * 2
    printed, codes = press.set(
        issue_of(article(Text(f"{text}姓"), Ruby("亓", "qí"), Text("，也有姓"), Ruby("醍醐", "tíhú")))
    )
    assert "lines-by-engine" not in codes
    page = next(p for p in pages(printed) if any(g.char == "亓" for g in p))
    base = next(g for g in page if g.char == "亓")
    reading = [g for g in page if g.char in "qí" and abs(g.size - 5.25) < 0.01 and abs(g.y - base.y) < 10.5]
    assert "".join(g.char for g in reading)[:2] == "qí"
    assert all(base.y - 12 < g.y < base.y - 7 for g in reading[:2])
    assert base.x - 0.5 < reading[0].x and reading[1].x < base.x + 10.5
    neighbour = page[page.index(base) - 3]  # before the reading, which is drawn before its base
    assert neighbour.char == "姓" and neighbour.y == pytest.approx(base.y, abs=NEAR)


def test_a_reading_does_not_raise_its_line(press: Press) -> None:
    printed, _ = press.set(issue_of(article(Text(SENTENCE), Ruby("亓", "qí"), Text(SENTENCE * 3))))
    page = next(p for p in pages(printed) if any(g.char == "亓" for g in p))
    heights = sorted({round(g.y, 2) for g in page if g.char in "海月看" and abs(g.size - 10.5) < 0.01})
    assert len(heights) >= 4
    assert {round(b - a, 1) % 18 for a, b in pairwise(heights)} == {0.0}


def test_a_paragraph_of_everything_is_flush(press: Press) -> None:
    """Lead-in, dots, note, reading and figures in one paragraph: its lines end where all others do."""
    made = replace(build_issue().articles[0], layout=Layout.TWO)
    children = (
        Strong(t("一是先看潮水。")),
        Text("渔民出海，共800本，"),
        Emphasis(t("先看")),
        Text("月亮，再看风"),
        NoteRef("a"),
        Text("；村里姓"),
        Ruby("亓", "qí"),
        Text(f"的人家AIS最多。{SENTENCE * 4}"),
    )
    issue = issue_of(replace(made, blocks=(Paragraph(children, place(3)),)))
    printed, codes = press.set(issue)
    assert "lines-by-engine" not in codes
    spans = {span.id: (span.first, span.last) for span in printed.page_map.articles}
    (paragraph,) = composed.paragraphs(issue, spans, printed.pdf, Layout.TWO)
    assert len(paragraph.lines) >= 8
    assert linefaults.not_flush([paragraph], linefaults.EXACT) == []
    assert linefaults.uncompressed([paragraph]) == []
    assert min(gap for gap, _ in linefaults.han_latin_gaps([paragraph])) > 0.125


def test_contents_end_flush_at_their_folios(press: Press) -> None:
    printed, _ = press.set(build_issue())
    document = pypdfium2.PdfDocument(printed.pdf)
    found = [composed.cells(document, n) for n in range(2)]
    front = next(page for page in found if "目次" in "".join(cell.char for cell in page))
    edge = max(cell.right for cell in front)
    folios = [
        b
        for (a, b), c in zip(pairwise(front), (*front[2:], front[-1]), strict=True)
        if a.char == "0" and b.char.isdigit() and a.x > 450 and c.char != "～"
    ]
    assert len(folios) >= 5
    assert [cell.right for cell in folios] == [pytest.approx(edge, abs=0.1)] * len(folios)


def test_a_hyphen_at_a_line_s_end_is_seen_but_not_read(table: Table) -> None:
    text = "<p>一二三四五六七八九十一二三四五internationalization一二三</p>"
    sheet = table.lay(text, "html { hyphens: auto }")
    read = sheet.document[0].get_textpage().get_text_bounded()
    assert "nternation" in re.sub(r"[\x02\u00ad\r\n]", "", read) and "-" not in read
    assert "\x02" in read  # PDFium's word for a soft hyphen: the word was parted
    assert any(row.text.endswith("-") or row.text.endswith("\x02") for row in sheet.rows), sheet.rows
