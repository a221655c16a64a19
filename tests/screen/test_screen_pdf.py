"""The PDF for screens of a small issue with every kind of block: what is tagged, and how; what is seen."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops

from build_issue import build_issue, figure, write_pictures
from kanwu_press.model import Issue
from kanwu_press.preflight.pdf import SCREEN, preflight
from kanwu_press.screen.pdf import make_screen_pdf
from kanwu_press.typeset.cover import CoverSheet, set_cover
from kanwu_press.typeset.interior import Printed
from kanwu_press.typeset.writing import screen_profile
from kanwu_press.workspace import packaged
from setting import Press, house_faces
from tagged import Read, read_tags

COVER_STYLES = ("tokens.css", "article.css", "cover.css")
GROUPING = {"Document", "Sect", "Art", "Div", "BlockQuote", "TOC", "L", "Table", "THead", "TBody", "TR"}


def cover_of(issue: Issue, press: Press) -> CoverSheet:
    styles = tuple((packaged("styles") / name).read_text("utf-8") for name in COVER_STYLES)
    sheet, _ = set_cover(issue, press.root, styles, press.faces.fontconfig, 5.0)
    assert sheet is not None
    return sheet


def screen_of(printed: Printed, cover: CoverSheet) -> bytes:
    pictures = {**printed.pictures, **cover.pictures}
    data, found = make_screen_pdf(build_issue(), printed.marked, cover.leaves, pictures, screen_profile())
    assert data is not None and found == ()
    return data


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Press:
    root = tmp_path_factory.mktemp("screen")
    write_pictures(root)
    return Press(house_faces(), root)


@pytest.fixture(scope="module")
def printed(press: Press) -> Printed:
    return press.set(build_issue())[0]


@pytest.fixture(scope="module")
def cover(press: Press) -> CoverSheet:
    issue = build_issue()
    inside = replace(issue.cover, inside_front=figure("封面.jpg", "潮间", 8))
    return cover_of(replace(issue, cover=inside), press)


@pytest.fixture(scope="module")
def screen(printed: Printed, cover: CoverSheet) -> bytes:
    return screen_of(printed, cover)


@pytest.fixture(scope="module")
def read(screen: bytes) -> Read:
    return read_tags(screen)


# ---- the tags ------------------------------------------------------------------------------


def test_every_piece_has_one_element_and_all_else_is_an_artifact(read: Read) -> None:
    assert read.faults == []
    assert [
        tag.kind
        for tag in read.root.all()
        if tag.kind in GROUPING and any(isinstance(k, str) for k in tag.kids)
    ] == []


def test_running_heads_and_folios_are_artifacts(read: Read, printed: Printed) -> None:
    labels = {page.label.zfill(2) for page in printed.page_map.pages if page.kind.value == "body"}
    assert labels <= set(read.artifacts)
    assert any("2026年第1期" in text for text in read.artifacts)


def test_headings_begin_at_one_and_leave_no_level_out(read: Read) -> None:
    levels = [int(tag.kind[1]) for tag in read.root.all() if tag.kind[0] == "H" and tag.kind[1:].isdigit()]
    assert levels[0] == 1 and len(levels) > 6
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_figures_have_alternative_texts_and_ornaments_none(read: Read) -> None:
    alts = [tag.alt for tag in read.tags("Figure")]
    assert alts and all(alts)


def test_lists_tables_and_ruby_have_their_parts(read: Read) -> None:
    assert all([kid.kind for kid in item.kids] in (["Lbl", "LBody"], ["LBody"]) for item in read.tags("LI"))
    for table in read.tags("Table"):
        rows = [tag for tag in table.all() if tag.kind == "TR"]
        assert len({len(row.kids) for row in rows}) == 1 and table.kids[0].kind in (
            "Caption",
            "THead",
            "TBody",
        )
    for ruby in read.tags("Ruby"):
        assert [kid.kind for kid in ruby.kids] == ["RB", "RT"]
    assert read.tags("LI") and read.tags("Table") and read.tags("Ruby")


def test_a_note_stands_after_its_call_and_they_lead_to_each_other(read: Read, screen: bytes) -> None:
    (note, *_), names = read.tags("Note"), set()
    assert note.id and note.kids[0].kind == "Lbl"
    above = next(tag for tag in read.root.all() if note in tag.kids)
    call = above.kids[above.kids.index(note) - 1]
    assert call.kind == "Reference" and call.kids[0].contents.startswith("注")
    with pikepdf.open(BytesIO(screen)) as pdf:
        names = {str(name) for name in pdf.Root.Names.Dests.Names[::2]}
        aims = {str(link.Dest) for page in pdf.pages for link in page.get("/Annots", []) if "/Dest" in link}
    assert {note.id, f"{note.id}-call"} <= names & aims and aims <= names


def test_links_are_live_and_say_where_they_lead(read: Read, screen: bytes) -> None:
    with pikepdf.open(BytesIO(screen)) as pdf:
        links = [link for page in pdf.pages for link in page.get("/Annots", [])]
        assert all(str(link.Contents) and int(link.F) == 4 and "/StructParent" in link for link in links)
        out = {str(link.A.URI) for link in links if "/A" in link}
    assert any(address.startswith("https://") for address in out)
    assert all(tag.contents for tag in read.tags("Link"))


def test_a_paragraph_over_pages_is_one_element(press: Press, cover: CoverSheet) -> None:
    issue = build_issue()
    article = issue.sections[0].articles[1]
    long = replace(article, blocks=(replace(article.blocks[0], children=article.blocks[0].children * 300),))
    issue = replace(issue, sections=(replace(issue.sections[0], articles=(long,)),))
    printed, _ = press.set(issue)
    span = printed.page_map.articles[0]
    assert span.last > span.first
    text = "".join(inline.text for inline in long.blocks[0].children)
    paragraphs = [tag.text() for tag in read_tags(screen_of(printed, cover)).tags("P")]
    assert [p for p in paragraphs if len(p) > 1000] == [text]


# ---- what is seen --------------------------------------------------------------------------


def test_pages_look_as_they_are_printed_within_the_trim(printed: Printed, screen: bytes) -> None:
    """All but pages with photographs, which are lighter, to the pixel."""
    print_, seen = pypdfium2.PdfDocument(printed.pdf), pypdfium2.PdfDocument(screen)
    assert len(seen) == len(print_) + 3
    same = 0
    for number, page in enumerate(print_):
        trim = page.get_trimbox()
        page.set_mediabox(*trim)
        page.set_cropbox(*trim)
        ours = seen[number + 2].render(scale=1, may_draw_forms=False).to_pil()
        theirs = page.render(scale=1, may_draw_forms=False).to_pil()
        assert ours.size == theirs.size
        differs = max(high for _, high in ImageChops.difference(ours, theirs).getextrema())
        same += differs == 0
        assert differs < 90, number
    assert same >= len(print_) - 2


def test_covers_stand_around_the_pages_and_are_named(screen: bytes, printed: Printed) -> None:
    seen = pypdfium2.PdfDocument(screen)
    labels = [seen.get_page_label(number) for number in range(len(seen))]
    inside = [page.label for page in printed.page_map.pages]
    assert labels == ["封面", "封二", *inside, "封底"]
    sizes = {tuple(round(length, 1) for length in seen.get_page_size(n)) for n in range(len(seen))}
    assert len(sizes) == 1
    front, back = (seen[n].get_textpage().get_text_range() for n in (0, len(seen) - 1))
    assert "潮间" in front and "主管" in front and "潮间" not in back


def test_the_file_says_what_it_is(screen: bytes) -> None:
    with pikepdf.open(BytesIO(screen)) as pdf:
        xmp = pdf.Root.Metadata.read_bytes().decode()
        for said in ("<pdfuaid:part>1<", "<pdfaid:part>3<", "<pdfaid:conformance>U<", "2026年第1期"):
            assert said in xmp
        assert pdf.pdf_version == "1.7" and str(pdf.Root.Lang) == "zh-Hans"
        assert str(pdf.Root.OutputIntents[0].S) == "/GTS_PDFA1"
        assert bool(pdf.Root.MarkInfo.Marked) and bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert {str(page.Tabs) for page in pdf.pages} == {"/S"}
        assert not [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and "/Interpolate" in o]
        first = pdf.Root.Outlines.First
        assert (str(first.Title), str(pdf.Root.Outlines.Last.Title)) == ("封面", "封底")


def test_preflight_for_screens_has_nothing_to_say(screen: bytes) -> None:
    assert preflight(screen, SCREEN) == ()


def test_the_same_pages_give_the_same_bytes(screen: bytes, printed: Printed, cover: CoverSheet) -> None:
    assert screen_of(printed, cover) == screen


def test_a_picture_that_broke_keeps_the_file_back(printed: Printed, cover: CoverSheet) -> None:
    broken = {**printed.pictures, **cover.pictures}
    missing = dict.fromkeys(broken, packaged("styles") / "tokens.css")
    data, found = make_screen_pdf(build_issue(), printed.marked, cover.leaves, missing, screen_profile())
    assert data is None and {f.code for f in found} == {"screen-picture"}


# ---- broken controls: the reader of the tests does see faults -------------------------------


def test_the_reader_notices_what_is_wrong(screen: bytes) -> None:
    with pikepdf.open(BytesIO(screen)) as pdf:
        page = pdf.pages[3]
        page.contents_add(b"0 0 10 10 re f")
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        numbers[9][0] = numbers[7][0]
        out = BytesIO()
        pdf.save(out)
    faults = read_tags(out.getvalue()).faults
    assert any("outside of any mark" in fault for fault in faults)
    assert any("does not know its element" in fault for fault in faults)
