"""Landmarks, lists of figures and tables, notes that pop up, and what may be claimed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from lxml import etree

from build_issue import build_issue, build_pages
from epub_reading import X, attribute, by_class, document, epub_styles, opened, text
from kanwu_press.epub.book import make_epub, prepare_epub
from kanwu_press.epub.metadata import CONFORMANCE, Certified
from kanwu_press.epub.package import pack
from kanwu_press.model import Figure, Issue, Kind
from kanwu_press.screenpictures import Shelf

CERTIFIED = Certified((("EPUBCheck", "5.3.0"), ("Ace", "1.4.6")), date(2026, 3, 20))


def made(issue: Issue, root: Path) -> bytes:
    data, findings = make_epub(issue, root, epub_styles(), build_pages())
    assert data is not None and findings == ()
    return data


def metas(data: bytes) -> list[tuple[str | None, str | None]]:
    package = etree.fromstring(opened(data).read("EPUB/content.opf"))
    return [(meta.get("property"), meta.text) for meta in package.iter("{*}meta")]


def links(data: bytes, kind: str) -> list[tuple[str, str]]:
    nav = next(n for n in document(data, "nav").iter(f"{X}nav") if attribute(n, "type") == kind)
    return [(text(a), a.get("href") or "") for a in nav.iter(f"{X}a")]


def test_lists_of_figures_and_tables(made_epub: bytes) -> None:
    assert links(made_epub, "loi") == [
        ("图1 清晨的渔港", "a01.xhtml#a01-f33"),
        ("三条船，三代人", "a01.xhtml#a01-f35"),
        ("图2 潮位曲线", "a01.xhtml#a01-f48"),
    ]
    assert links(made_epub, "lot") == [("表1 各镇渔船数量", "a01.xhtml#a01-t40")]
    ids = {element.get("id") for element in document(made_epub, "a01").iter()}
    assert {href.partition("#")[2] for kind in ("loi", "lot") for _, href in links(made_epub, kind)} <= ids


def test_landmarks(made_epub: bytes) -> None:
    nav = next(n for n in document(made_epub, "nav").iter(f"{X}nav") if attribute(n, "type") == "landmarks")
    marks = {attribute(a, "type"): a.get("href") for a in nav.iter(f"{X}a")}
    assert marks == {
        "cover": "cover.xhtml", "titlepage": "title.xhtml", "toc": "nav.xhtml#toc", "loi": "nav.xhtml#loi",
        "lot": "nav.xhtml#lot", "bodymatter": "s1.xhtml", "colophon": "imprint.xhtml",
    }  # fmt: skip


def test_notes_for_every_reader(made_epub: bytes) -> None:
    """EPUB 3 by type and role; 多看 by class; KOReader by a container without a type."""
    root = document(made_epub, "a01")
    calls = by_class(root, "duokan-footnote")
    notes = by_class(root, "duokan-footnote-item")
    assert [attribute(c, "type") for c in calls] == ["noteref"] * 2
    assert [(n.tag, attribute(n, "type"), n.get("role")) for n in notes] == [
        (f"{X}aside", "footnote", "doc-footnote")
    ] * 2
    (container,) = by_class(root, "duokan-footnote-content")
    assert list(container) == notes and not attribute(container, "type") and container.get("role") is None
    backs = [a for n in notes for a in n.iter(f"{X}a") if a.get("role") == "doc-backlink"]
    assert [text(a) for a in backs] == ["①", "②"]  # the text stays outside of the link


# ---- what is claimed -----------------------------------------------------------------------


def test_conformance_is_claimed_only_with_a_certificate(publication_root: Path) -> None:
    book, _ = prepare_epub(build_issue(), Shelf(publication_root), epub_styles(), build_pages())
    assert book is not None
    plain, claimed = pack(book), pack(book, None, CERTIFIED)
    assert not [m for m in metas(plain) if m[0] in ("dcterms:conformsTo", "a11y:certifiedBy")]
    assert ("dcterms:conformsTo", CONFORMANCE) in metas(claimed)
    assert ("a11y:certifiedBy", "汐州海岸馆编辑部") in metas(claimed)
    assert ("dcterms:date", "2026-03-20") in metas(claimed)
    summary = dict(metas(claimed))["schema:accessibilitySummary"] or ""
    assert "EPUBCheck 5.3.0和Ace 1.4.6" in summary
    ours, theirs = opened(plain), opened(claimed)
    different = [n for n in ours.namelist() if ours.read(n) != theirs.read(n)]
    assert different == ["EPUB/content.opf"]


def test_features_that_hold(made_epub: bytes) -> None:
    features = {value for key, value in metas(made_epub) if key == "schema:accessibilityFeature"}
    assert features == {
        "tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability", "ARIA",
        "alternativeText", "pageNavigation", "pageBreakMarkers", "rubyAnnotations",
    }  # fmt: skip


def test_a_decoration_is_passed_over(publication_root: Path) -> None:
    issue = build_issue()
    article = issue.articles[0]
    blocks = tuple(replace(b, alt="装饰") if isinstance(b, Figure) else b for b in article.blocks)
    section = replace(issue.sections[0], articles=(replace(article, blocks=blocks), issue.articles[1]))
    data = made(replace(issue, sections=(section, issue.sections[1])), publication_root)
    image = next(document(data, "a01").iter(f"{X}img"))
    assert (image.get("alt"), image.get("role")) == ("", "presentation")
    assert ("schema:accessibilityFeature", "alternativeText") in metas(data)


def test_what_may_not_go_online_says_so(made_epub: bytes, publication_root: Path) -> None:
    issue = build_issue()
    internal = replace(issue, publication=replace(issue.publication, kind=Kind.INTERNAL))
    online = replace(internal, publication=replace(internal.publication, online=True))
    data = made(internal, publication_root)
    for name in ("title", "imprint"):
        assert [text(e) for e in by_class(document(data, name), "internal")] == ["内部资料，免费交流"]
        assert [text(e) for e in by_class(document(made_epub, name), "internal")] == [
            "内部使用，请勿公开传播"
        ]
    assert "<dc:rights>内部资料，免费交流</dc:rights>" in opened(data).read("EPUB/content.opf").decode()
    told = made(online, publication_root)  # whoever puts it online: it stays what it is
    assert b"dc:rights" in opened(told).read("EPUB/content.opf")
    free = replace(issue, publication=replace(issue.publication, online=True))
    told = made(free, publication_root)
    assert not by_class(document(told, "title"), "internal")
    assert b"dc:rights" not in opened(told).read("EPUB/content.opf")


# ---- nothing that runs, nothing from elsewhere ---------------------------------------------


def test_nothing_runs_and_nothing_is_fetched(publication_root: Path) -> None:
    """Markup in every field that an editor may fill stays text; addresses lead nowhere but in links."""
    issue = build_issue()
    evil = '<script src="http://x.test/a.js">alert(1)</script>"><img src=x onerror=y>{{7*7}}'
    publication = replace(issue.publication, title_en=evil, address=evil, imprint_notes=(evil,))
    article = replace(issue.articles[2], title=evil, subtitle=evil, area=evil, source=evil)
    section = replace(issue.sections[1], name=evil, intro=evil, articles=(article,))
    hostile = replace(
        issue, publication=publication, theme=evil, sections=(issue.sections[0], section), board=()
    )
    archive = opened(made(hostile, publication_root))
    assert all(n.startswith(("mimetype", "META-INF/", "EPUB/")) and ".." not in n for n in archive.namelist())
    for name in archive.namelist():
        if name.endswith(".xhtml"):
            for element in etree.fromstring(archive.read(name)).iter(etree.Element):
                kind = str(element.tag).rpartition("}")[2]
                assert kind not in ("script", "iframe", "object", "embed", "form", "base", "video", "audio")
                assert not [a for a in element.attrib if str(a).startswith("on") or a == "style"]
                source = element.get("src") or (element.get("href") if kind == "link" else "") or ""
                assert not re.match(r"\w+:|//|/", source), source
    css = archive.read("EPUB/styles/epub.css").decode()
    assert "@import" not in css and not re.search(r"url\((?!\.\./fonts/)", css)
