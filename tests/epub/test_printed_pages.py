"""Printed pages in the EPUB: markers at their characters, in the order of print, and the list of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lxml import etree

from build_issue import BREAKS, build_issue, build_pages
from epub_reading import X, attribute, by_class, document, epub_styles, opened, text
from kanwu_press.epub.book import make_epub
from kanwu_press.epub.folios import print_source
from kanwu_press.model import Issue, PageMap
from kanwu_press.walk import counted

LABELS = [label for label, _, _ in BREAKS]


def spine(data: bytes) -> list[str]:
    package = etree.fromstring(opened(data).read("EPUB/content.opf"))
    return [item.get("idref", "") for item in package.iter("{*}itemref")]


def markers(data: bytes) -> list[tuple[str, str]]:
    """All markers in reading order: the document each stands in, and its label."""
    return [
        (name, marker.get("aria-label", ""))
        for name in spine(data)
        for marker in document(data, name).iter(f"{X}span")
        if marker.get("role") == "doc-pagebreak"
    ]


def made(issue: Issue, root: Path, pages: PageMap) -> bytes:
    data, findings = make_epub(issue, root, epub_styles(), pages)
    assert data is not None and findings == ()
    return data


def test_every_page_has_its_marker_in_the_order_of_print(made_epub: bytes) -> None:
    assert markers(made_epub) == [
        ("title", "i"), ("nav", "ii"), ("nav", "iii"), ("board", "iv"), ("s1", "1"), ("a01", "2"),
        ("a01", "3"), ("a02", "4"), ("a02", "5"), ("a03", "6"), ("a03", "7"), ("imprint", "8"),
        ("imprint", "9"), ("imprint", "10"),
    ]  # fmt: skip


def test_markers_are_named_and_empty(made_epub: bytes) -> None:
    for name in spine(made_epub):
        for marker in by_class(document(made_epub, name), "page-marker"):
            label = marker.get("aria-label", "")
            assert marker.get("id") == f"p-{label}" and attribute(marker, "type") == "pagebreak"
            assert not len(marker) and not marker.text


def test_a_page_begins_at_its_character(made_epub: bytes) -> None:
    """What stands before the marker in its article is as long as the page map says."""
    for label, owner, at in BREAKS:
        if not owner.startswith("a") or not at:
            continue
        article = next(document(made_epub, owner).iter(f"{X}article"))
        before = 0
        for node in article.iter():
            if node.get("id") == f"p-{label}":
                break
            before += 1 if node.tag == f"{X}img" else 0
        else:
            raise AssertionError(label)
        marker = next(node for node in article.iter() if node.get("id") == f"p-{label}")
        walked = article.xpath(
            "descendant::text()[not(ancestor::x:a[contains(@class, 'noteref')])]"
            "[not(ancestor::x:rt or ancestor::x:rp)][following::*[@id=$id]]",
            id=marker.get("id"),
            namespaces={"x": X[1:-1]},
        )
        assert before + len(counted("".join(walked))) == at


def test_contents_that_go_on_are_marked_at_the_column(made_epub: bytes) -> None:
    marker = next(m for m in document(made_epub, "nav").iter(f"{X}span") if m.get("id") == "p-iii")
    link = marker.getparent()
    assert link is not None and text(link) == "卷末" and link.getparent().get("class") == "column-entry"


def test_the_page_list_leads_to_the_markers(made_epub: bytes) -> None:
    nav = next(n for n in document(made_epub, "nav").iter(f"{X}nav") if attribute(n, "type") == "page-list")
    assert nav.get("hidden") is not None and nav.get("role") == "doc-pagelist"
    links = [(text(a), *(a.get("href") or "").split("#")) for a in nav.iter(f"{X}a")]
    assert [label for label, _, _ in links] == LABELS
    for label, file, id_ in links:
        (target,) = (e for e in document(made_epub, file.removesuffix(".xhtml")).iter() if e.get("id") == id_)
        assert target.get("aria-label") == label


def test_old_readers_get_the_pages_too(made_epub: bytes) -> None:
    ncx = etree.fromstring(opened(made_epub).read("EPUB/toc.ncx"))
    targets = list(ncx.iter("{*}pageTarget"))
    assert [text(t).strip() for t in targets] == LABELS
    assert [t.get("type") for t in targets] == ["front"] * 4 + ["normal"] * 10
    assert targets[5].find("{*}content").get("src") == "a01.xhtml#p-2"
    assert [p.get("id") for p in ncx.iter("{*}navPoint")] == [
        "ncx-s1", "ncx-a01", "ncx-a02", "ncx-s2", "ncx-a03", "ncx-imprint",
    ]  # fmt: skip


def test_a_column_with_a_printed_opener_has_a_page_a_strip_stands_at_the_article(made_epub: bytes) -> None:
    opener = by_class(document(made_epub, "s1"), "opener")[0]
    assert text(opener).startswith("Ⅰ海岸观察从潮水看起。潮水来时")
    (strip,) = by_class(document(made_epub, "a03"), "strip")
    before = strip.getprevious()
    assert text(strip) == "Ⅱ 卷末" and before is not None and before.get("id") == "p-7"
    assert not by_class(document(made_epub, "a03"), "kicker") and by_class(
        document(made_epub, "a01"), "kicker"
    )


def test_blank_pages_at_the_very_end_follow_everything(publication_root: Path) -> None:
    pages = build_pages()
    last = replace(pages.breaks[-1], page=13)
    turned = replace(pages, breaks=(*pages.breaks[:12], last, replace(pages.breaks[12], page=14)))
    data = made(build_issue(), publication_root, turned)
    assert markers(data)[-3:] == [("imprint", "8"), ("imprint", "9"), ("imprint", "10")]
    body = document(data, "imprint").find(f"{X}body")
    assert body is not None and body[-1].get("id") == "p-10"


def test_without_a_title_page_the_board_names_the_bodies(publication_root: Path) -> None:
    pages = build_pages()
    entries, breaks = pages.pages[1:], pages.breaks[1:]
    fewer = replace(
        pages,
        pages=tuple(replace(e, number=n) for n, e in enumerate(entries, 1)),
        breaks=tuple(replace(b, page=n) for n, b in enumerate(breaks, 1)),
    )
    data = made(build_issue(), publication_root, fewer)
    assert "目次HAI AN　The Coast本期主题：潮间" in text(document(data, "nav"))
    assert "主管单位" in text(document(data, "board")) and "主管单位" not in text(document(data, "title"))


def test_without_pages_nothing_is_claimed(publication_root: Path) -> None:
    data = made(build_issue(), publication_root, PageMap((), (), ()))
    package = opened(data).read("EPUB/content.opf")
    assert markers(data) == [] and b"page-list" not in opened(data).read("EPUB/nav.xhtml")
    assert b"pageBreak" not in package and b"pageNavigation" not in package


def test_the_printed_edition_is_named_with_its_number() -> None:
    issue = build_issue()
    with_number = replace(issue, publication=replace(issue.publication, issn="ISSN 1000-0000"))
    assert print_source(with_number) == "海岸 2026年第1期，印刷版，ISSN 1000-0000"
