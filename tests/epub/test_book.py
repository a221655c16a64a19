"""The EPUB's contents, read back from the finished bytes."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from build_issue import FOLDER, build_issue, build_pages, picture, pictures, write_pictures
from epub_reading import X, by_class, document, epub_styles, opened, text
from kanwu_press.epub.book import make_epub
from kanwu_press.model import Issue, Link, NoteRef, Opener, PageMap, Paragraph, Place, Text

TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DOCUMENTS = ["cover", "title", "nav", "board", "s1", "a01", "a02", "a03", "imprint"]


def made(issue: Issue, root: Path) -> bytes:
    data, findings = make_epub(issue, root, epub_styles(), build_pages())
    assert data is not None and findings == ()
    return data


# ---- the file ------------------------------------------------------------------------------


def test_container(made_epub: bytes) -> None:
    archive = opened(made_epub)
    first = archive.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert archive.read("mimetype") == b"application/epub+zip"
    names = archive.namelist()
    assert len({n.casefold() for n in names}) == len(names) and all(
        n.isascii() and " " not in n for n in names
    )
    assert {info.date_time for info in archive.infolist()} == {(2026, 3, 20, 0, 0, 0)}


def test_documents_stand_in_reading_order(made_epub: bytes) -> None:
    package = etree.fromstring(opened(made_epub).read("EPUB/content.opf"))
    assert [i.get("idref") for i in package.iter("{*}itemref")] == DOCUMENTS


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_names_its_language_and_title(made_epub: bytes, name: str) -> None:
    root = document(made_epub, name)
    assert root.get("lang") == root.get(XML_LANG) == "zh-Hans"
    assert text(root.find(f"{X}head/{X}title"))
    assert not re.search(
        rb"<(p|span|td|th|a|div|li|h\d)( [^>]*)?/>", opened(made_epub).read(f"EPUB/{name}.xhtml")
    )


def test_every_link_and_picture_is_there(made_epub: bytes) -> None:
    archive = opened(made_epub)
    names = set(archive.namelist())
    for name in DOCUMENTS:
        for element in document(made_epub, name).iter():
            address = element.get("href") or element.get("src") or ""
            if not address or address.startswith(("https:", "#")):
                continue
            target = (Path("EPUB") / address.partition("#")[0]).as_posix()
            assert target in names, address


# ---- the same bytes ------------------------------------------------------------------------


def test_the_same_sources_give_the_same_bytes(made_epub: bytes, tmp_path: Path) -> None:
    write_pictures(tmp_path / "elsewhere")
    assert made(build_issue(), tmp_path / "elsewhere") == made_epub


def test_dates_come_from_the_issue_or_the_epoch(made_epub: bytes, publication_root: Path) -> None:
    assert b"2026-03-20T00:00:00Z" in opened(made_epub).read("EPUB/content.opf")
    epoch = int(datetime(2027, 1, 2, 3, 4, 5, tzinfo=UTC).timestamp())
    data, _ = make_epub(build_issue(), publication_root, epub_styles(), build_pages(), epoch=epoch)
    package = opened(data or b"").read("EPUB/content.opf")
    assert b"2027-01-02T03:04:05Z" in package and b"<dc:date>2026-03-20</dc:date>" in package


def test_the_identifier_belongs_to_the_issue(made_epub: bytes, publication_root: Path) -> None:
    def identifier(data: bytes) -> bytes:
        found = re.search(rb"urn:uuid:[0-9a-f-]{36}", opened(data).read("EPUB/content.opf"))
        assert found
        return found[0]

    issue = build_issue()
    renamed = replace(issue, publication=replace(issue.publication, title="新海岸"))
    other = replace(issue, name="2026-02")
    assert identifier(made_epub) == identifier(made(renamed, publication_root))
    assert identifier(made_epub) != identifier(made(other, publication_root))


# ---- metadata ------------------------------------------------------------------------------


def test_metadata(made_epub: bytes) -> None:
    package = etree.fromstring(opened(made_epub).read("EPUB/content.opf"))
    dc = {e.tag.rpartition("}")[2]: e.text for e in package.iter("{http://purl.org/dc/elements/1.1/}*")}
    assert dc["title"] == "海岸 2026年第1期" and dc["language"] == "zh-Hans" and dc["date"] == "2026-03-20"
    contributors = [e.text for e in package.iter("{http://purl.org/dc/elements/1.1/}contributor")]
    assert contributors == ["林海", "陈渔", "编辑部"]
    meta = [(m.get("property"), m.text) for m in package.iter("{*}meta")]
    assert ("belongs-to-collection", "海岸") in meta and ("group-position", "29") in meta
    hazards = {value for key, value in meta if key == "schema:accessibilityHazard"}
    assert hazards == {"noFlashingHazard", "noMotionSimulationHazard", "noSoundHazard"}
    assert ("pageBreakSource", "海岸 2026年第1期，印刷版") in meta
    assert {("schema:accessibilityFeature", f) for f in ("pageNavigation", "pageBreakMarkers")} <= set(meta)
    assert ("schema:accessibilityFeature", "alternativeText") in meta
    assert not [m for m in meta if m[0] == "dcterms:conformsTo"]  # no checker has passed it


def test_no_alternative_text_no_claim(publication_root: Path) -> None:
    issue = build_issue()
    assert issue.cover.picture
    bare = replace(issue, cover=replace(issue.cover, picture=replace(issue.cover.picture, alt="")))
    package = opened(made(bare, publication_root)).read("EPUB/content.opf").decode()
    assert "alternativeText" not in package and "部分图片没有替代文字" in package


# ---- documents -----------------------------------------------------------------------------


def test_contents_by_column_with_all_authors(made_epub: bytes) -> None:
    nav = next(n for n in document(made_epub, "nav").iter(f"{X}nav") if n.get(TYPE) == "toc")
    columns = [(c.find(f"{X}a"), c.findall(f"{X}ol/{X}li")) for c in by_class(nav, "column-entry")]
    assert [(text(a), a.get("href"), len(items)) for a, items in columns] == [
        ("海岸观察", "s1.xhtml", 2),
        ("卷末", "a03.xhtml", 1),
    ]
    first = columns[0][1][0]
    assert text(first) == "潮水来时 滩上的人——一个渔村的四十年　林海、陈渔"


def test_notes_are_asides_that_lead_back(made_epub: bytes) -> None:
    root = document(made_epub, "a01")
    notes = [e for e in root.iter(f"{X}aside") if e.get(TYPE) == "footnote"]
    calls = [e for e in root.iter(f"{X}a") if e.get(TYPE) == "noteref"]
    assert [text(n) for n in notes] == ["① 见《渔业志》第三卷。", "② 朔日与望日。"]
    assert [c.get("href") for c in calls] == [f"#{n.get('id')}" for n in notes]
    backs = [a.get("href") for n in notes for a in n.iter(f"{X}a")]
    assert backs == [f"#{c.get('id')}" for c in calls]
    assert {n.get("role") for n in notes} == {"doc-footnote"}


def test_no_line_begins_with_a_note_call(made_epub: bytes) -> None:
    bound = by_class(document(made_epub, "a01"), "bound")
    assert [text(e) for e in bound] == ["风①", "五②"]
    assert [e.tail[0] for e in bound if e.tail] == ["。", "，"]


def test_a_call_after_bold_or_at_the_head(publication_root: Path) -> None:
    issue = build_issue()
    article = issue.articles[0]
    head = Paragraph((NoteRef("a"), Text("句首的注"), NoteRef("b"), NoteRef("a")), Place("x", 1))
    odd = replace(article, blocks=(head,))
    section = replace(issue.sections[0], articles=(odd, issue.articles[1]))
    data = made(replace(issue, sections=(section, issue.sections[1])), publication_root)
    paragraph = next(p for p in document(data, "a01").iter(f"{X}p") if "句首" in text(p))
    assert text(paragraph) == "①句首的注②①"


def test_links_between_articles_and_outwards(made_epub: bytes, publication_root: Path) -> None:
    links = {text(a): a.get("href") for a in document(made_epub, "a01").iter(f"{X}a")}
    assert links["灯塔"] == "a02.xhtml" and links["潮汐表"] == "https://example.org/tide?a=1&b=2"
    issue = build_issue()
    lost = Paragraph((Link("99-没有.md", (Text("没有的文章"),)),), Place("x", 1))
    section = replace(issue.sections[1], articles=(replace(issue.articles[2], blocks=(lost,)),))
    root = document(made(replace(issue, sections=(issue.sections[0], section)), publication_root), "a03")
    assert not list(root.iter(f"{X}a")) and "没有的文章" in text(root)


def test_figures_tables_ruby(made_epub: bytes) -> None:
    root = document(made_epub, "a01")
    figure = by_class(root, "picture")[0]
    image = figure.find(f"{X}img")
    assert image.get("alt") and image.get("width") is None
    assert text(figure.find(f"{X}figcaption")).startswith("图1 清晨的渔港")
    table = next(root.iter(f"{X}table"))
    assert [th.get("scope") for th in table.find(f"{X}thead").iter(f"{X}th")] == ["col"] * 3
    assert text(next(root.iter(f"{X}ruby"))) == "亓（qí）"
    assert text(next(root.iter(f"{X}em"))) == "先看"
    assert [(u.get("class"), text(u)) for u in root.iter(f"{X}u")] == [
        ("book-title", "潮水来时"),
        ("proper-name", "滩上"),
    ]


def test_verse_is_indented_alike(made_epub: bytes) -> None:
    verse = by_class(document(made_epub, "a01"), "lines")
    assert [text(e) for e in verse] == ["初一和十五②，水最高。老人都这样说。"]


def test_a_column_without_opener_has_no_page(publication_root: Path) -> None:
    issue = build_issue()
    plain = replace(issue.sections[0], opener=Opener.NONE)
    names = opened(made(replace(issue, sections=(plain, issue.sections[1])), publication_root)).namelist()
    assert "EPUB/s1.xhtml" not in names and "EPUB/a01.xhtml" in names


def test_imprint_with_codes(made_epub: bytes) -> None:
    root = document(made_epub, "imprint")
    terms = dict(zip(map(text, root.iter(f"{X}dt")), map(text, root.iter(f"{X}dd")), strict=True))
    assert terms["编印单位"] == "汐州海岸馆编辑部" and terms["出版日期"] == "2026年3月20日"
    assert [i.get("alt") for i in root.iter(f"{X}img")] == ["二维码：网上阅读", "二维码：编号"]
    code = Image.open(io.BytesIO(opened(made_epub).read("EPUB/images/qr1.png")))
    assert code.width == code.height and code.getpixel((39, 39)) and not code.getpixel((40, 40))


def test_bare_issue(tmp_path: Path) -> None:
    """No cover, board, authors, codes: still an EPUB."""
    issue = build_issue()
    publication = replace(issue.publication, qr_codes=(), title_pinyin="", title_en="", supervisors=())
    article = replace(issue.articles[2], authors=())
    bare = Issue(
        publication,
        "2026-01",
        2026,
        1,
        issue.issued,
        (replace(issue.sections[1], articles=(article,)),),
        issue.place,
    )
    data, _ = make_epub(bare, tmp_path, epub_styles(), PageMap((), (), ()))
    names = opened(data or b"").namelist()
    assert "EPUB/images/cover.jpg" not in names and "EPUB/s2.xhtml" not in names


def test_the_cover_picture_is_taken_as_it_is(made_epub: bytes, publication_root: Path) -> None:
    jpeg = pictures()[f"{FOLDER}/图片/渔港.jpg"]
    data, _ = make_epub(build_issue(), publication_root, epub_styles(), build_pages(), jpeg)
    archive = opened(data or b"")
    assert archive.read("EPUB/images/cover.jpg") == jpeg
    package = etree.fromstring(archive.read("EPUB/content.opf"))
    (item,) = (i for i in package.iter("{*}item") if i.get("properties") == "cover-image")
    assert item.get("href") == "images/cover.jpg"
    assert [m.get("content") for m in package.iter("{*}meta") if m.get("name") == "cover"] == [item.get("id")]
    without = etree.fromstring(opened(made_epub).read("EPUB/content.opf"))
    assert not [m for m in without.iter("{*}meta") if m.get("name") == "cover"]


# ---- pictures and styles -------------------------------------------------------------------


def test_pictures_are_brought_to_the_screen(made_epub: bytes) -> None:
    archive = opened(made_epub)
    images = {}
    for name in archive.namelist():
        if re.fullmatch(r"EPUB/images/p\d\d\.\w+", name):
            image = Image.open(io.BytesIO(archive.read(name)))
            images[name.rpartition("/")[2]] = (image.format, image.mode, image.size)
    assert images == {
        "p01.jpg": ("JPEG", "RGB", (1600, 1143)),  # cover
        "p02.jpg": ("JPEG", "RGB", (1600, 1067)),  # 3000 × 2000
        "p03.jpg": ("JPEG", "RGB", (900, 600)),  # ink colours
        "p04.jpg": ("JPEG", "RGB", (800, 600)),
        "p05.png": ("PNG", "RGB", (1600, 600)),  # a drawing stays PNG
    }
    assert archive.read("EPUB/images/p04.jpg") == pictures()[f"{FOLDER}/图片/铁船.jpg"]  # as it is


def test_a_missing_picture_is_a_finding(tmp_path: Path) -> None:
    write_pictures(tmp_path)
    (tmp_path / picture("渔港.jpg").file).unlink()
    data, findings = make_epub(build_issue(), tmp_path, epub_styles(), build_pages())
    assert data is None and [f.code for f in findings] == ["epub-picture"]
    assert findings[0].place.file.endswith("渔港.jpg")


def test_no_custom_property_reaches_a_reader(made_epub: bytes) -> None:
    css = opened(made_epub).read("EPUB/styles/epub.css").decode()
    assert "var(" not in css and "--" not in css and ":root" not in css
    assert "#12476b" in css and not re.search(r"\dpx", css)


def test_an_unknown_token_is_a_finding(publication_root: Path) -> None:
    data, findings = make_epub(
        build_issue(), publication_root, (*epub_styles(), "p { color: var(--nowhere) }"), build_pages()
    )
    assert data is None and [(f.code, f.values) for f in findings] == [
        ("style-token-unknown", (("token", "--nowhere"),))
    ]
