"""The navigation of the EPUB: contents by column, figures and tables, printed pages, landmarks; and the NCX.

EPUB 3.3, section 7 (navigation document); OPF 2.0.1, 2.4.1 (NCX, for readers made before EPUB 3).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from kanwu_press.epub.folios import Beginning, Folios, PageTarget, around
from kanwu_press.epub.matter import has_title_page, latin_names
from kanwu_press.epub.shell import LANGUAGE, XML, Document, document, file_of, serial
from kanwu_press.model import Article, Figure, Gallery, Issue, Opener, Section, Table
from kanwu_press.naming import issue_title, label
from kanwu_press.typeset.html.blocks import figure_id
from kanwu_press.typeset.html.elements import Child, Element, el
from kanwu_press.walk import plain, within

_NCX = "http://www.daisy.org/z3986/2005/ncx/"


def has_page(section: Section) -> bool:
    """Whether a column has a page of its own; a strip over a single article stands at its head instead."""
    if section.opener is Opener.NONE:
        return False
    return section.opener is not Opener.STRIP or len(section.articles) != 1 or bool(section.intro)


def section_file(section: Section) -> str:
    """Where a column begins: its own page, or its first article."""
    return file_of(section.id if has_page(section) or not section.articles else section.articles[0].id)


def who(article: Article) -> tuple[Child, ...]:
    """The authors behind a title."""
    names = "、".join(author.name for author in article.authors)
    return ("　", el("span", names, class_="who")) if names else ()


# ---- figures and tables --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Listed:
    """A figure or table with a caption, and where it stands."""

    caption: str
    href: str


def figures(issue: Issue) -> tuple[Listed, ...]:
    """Figures and groups of pictures that have a caption, in reading order; a group counts as one."""
    found: list[Listed] = []
    for article in issue.articles:
        grouped: set[int] = set()
        for block in within(article.blocks):
            if isinstance(block, Gallery) and plain(block.caption).strip():
                grouped |= {id(figure) for figure in block.figures}
            if isinstance(block, Figure | Gallery) and id(block) not in grouped:
                found += _listed(article, block)
    return tuple(found)


def tables(issue: Issue) -> tuple[Listed, ...]:
    """Tables that have a caption, in reading order."""
    return tuple(
        listed
        for article in issue.articles
        for block in within(article.blocks)
        if isinstance(block, Table)
        for listed in _listed(article, block)
    )


def _listed(article: Article, block: Figure | Gallery | Table) -> list[Listed]:
    """The entry of a block with a caption, without the triangle that points at the picture on paper."""
    caption = plain(block.caption).strip().lstrip("▲△▼▽ 　")
    return [Listed(caption, f"{file_of(article.id)}#{figure_id(article.id, block)}")] if caption else []


# ---- the navigation document ---------------------------------------------------------------


def nav_document(issue: Issue, *, board: bool, folios: Folios, pages: tuple[PageTarget, ...]) -> Document:
    """The contents (目次), for the eye and for the reading system: every article with all its authors.

    As on paper, they say what the issue is about where no title page does.
    """
    beginnings = folios.get("contents", ())
    alone = not has_title_page(folios)
    entries = el("ol")
    if board:
        entries.append(el("li", el("a", "编辑委员会", href=file_of("board")), class_="matter-entry"))
    for section in issue.sections:
        entries.append(_column_entry(section))
    entries.append(el("li", el("a", "版权页", href=file_of("imprint")), class_="matter-entry"))
    body = el(
        "body",
        el("p", issue_title(issue), serial(issue), class_="contents-issue"),
        el("h1", "目次", id="toc-title", class_="contents-head"),
        latin_names(issue) if alone else None,
        el("p", f"本期主题：{issue.theme}", class_="theme") if alone and issue.theme else None,
        el(
            "nav",
            entries,
            class_="contents",
            id="toc",
            epub_type="toc",
            role="doc-toc",
            aria__labelledby="toc-title",
        ),
        _list(figures(issue), "loi", "图片"),
        _list(tables(issue), "lot", "表格"),
        _page_list(pages),
        _landmarks(issue),
        epub_type="frontmatter",
    )
    _mark(entries, issue, beginnings)
    return document("nav", "目次", around(body, tuple(b for b in beginnings if b.at == 0)))


def _column_entry(section: Section) -> Element:
    articles = el("ol", *(_article_entry(article) for article in section.articles))
    return el(
        "li",
        el("a", section.name, href=section_file(section)),
        articles if section.articles else None,
        class_="column-entry",
    )


def _article_entry(article: Article) -> Element:
    return el(
        "li",
        el("a", el("span", label(article), class_="what"), *who(article), href=file_of(article.id)),
    )


def _mark(entries: Element, issue: Issue, beginnings: tuple[Beginning, ...]) -> None:
    """A page of contents that goes on begins with an entry: the marker stands at the head of its link.

    Nothing but a link may stand in an item (EPUB 3.3, 7.3). The first entry of a column has the
    column's name above it, as on paper.
    """
    columns = [item for item in entries if item.get("class") == "column-entry"]
    items: list[Element] = []
    for section, column in zip(issue.sections, columns, strict=True):
        own = list(column[1]) if section.articles else []
        items += [column, *own[1:]] if own else []
    for begun in beginnings:
        if 0 < begun.at < len(items):
            link = items[begun.at][0]
            marker = begun.marker()
            marker.tail, link.text = link.text, None
            link.insert(0, marker)


def _list(listed: tuple[Listed, ...], kind: str, name: str) -> Element | None:
    if not listed:
        return None
    items = (el("li", el("a", each.caption, href=each.href)) for each in listed)
    return el(
        "nav",
        el("h2", name, id=f"{kind}-title"),
        el("ol", *items),
        class_="captions",
        id=kind,
        epub_type=kind,
        aria__labelledby=f"{kind}-title",
    )


def _page_list(pages: tuple[PageTarget, ...]) -> Element | None:
    if not pages:
        return None
    items = (el("li", el("a", page.label, href=page.href)) for page in pages)
    return el(
        "nav",
        el("h2", "印刷版页码", id="page-list-title"),
        el("ol", *items),
        id="page-list",
        epub_type="page-list",
        role="doc-pagelist",
        aria__labelledby="page-list-title",
        hidden="hidden",
    )


def _landmarks(issue: Issue) -> Element:
    items = (el("li", el("a", name, href=href, epub_type=kind)) for kind, href, name in _marks(issue))
    return el(
        "nav", el("h2", "导航"), el("ol", *items), epub_type="landmarks", hidden="hidden", id="landmarks"
    )


def _marks(issue: Issue) -> Iterator[tuple[str, str, str]]:
    """Kind, address and name of each landmark; a hidden list, as that of the pages, is no place to go."""
    yield "cover", file_of("cover"), "封面"
    yield "titlepage", file_of("title"), "扉页"
    yield "toc", f"{file_of('nav')}#toc", "目次"
    if figures(issue):
        yield "loi", f"{file_of('nav')}#loi", "图片"
    if tables(issue):
        yield "lot", f"{file_of('nav')}#lot", "表格"
    if issue.sections:
        yield "bodymatter", section_file(issue.sections[0]), "正文"
    yield "colophon", file_of("imprint"), "版权页"


# ---- the NCX -------------------------------------------------------------------------------


def ncx(issue: Issue, identifier: str, pages: tuple[PageTarget, ...]) -> bytes:
    """Contents and pages for readers made before EPUB 3; it lies beside the folder of the documents."""
    root: Element = etree.Element(f"{{{_NCX}}}ncx", nsmap={None: _NCX}, version="2005-1")  # type: ignore[dict-item]
    root.set(f"{{{XML}}}lang", LANGUAGE)
    head = _sub(root, "head")
    for name, value in (
        ("dtb:uid", identifier),
        ("dtb:depth", "2"),
        ("dtb:totalPageCount", str(len(pages))),
        ("dtb:maxPageNumber", str(max((int(p.label) for p in pages if p.label.isdecimal()), default=0))),
    ):
        _sub(head, "meta", name=name, content=value)
    _text(_sub(root, "docTitle"), issue_title(issue))
    points = _sub(root, "navMap")
    for section in issue.sections:
        column = _point(points, f"ncx-{section.id}", section.name, section_file(section))
        for article in section.articles:
            _point(column, f"ncx-{article.id}", label(article), file_of(article.id))
    _point(points, "ncx-imprint", "版权页", file_of("imprint"))
    if pages:
        _pages(_sub(root, "pageList"), pages)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _pages(element: Element, pages: tuple[PageTarget, ...]) -> None:
    for page in pages:
        kind = "normal" if page.label.isdecimal() else "front"
        value = {"value": page.label} if page.label.isdecimal() else {}
        target = _sub(element, "pageTarget", id=f"ncx-p-{page.label}", type=kind, **value)
        _text(_sub(target, "navLabel"), page.label)
        _sub(target, "content", src=page.href)


def _point(parent: Element, id_: str, name: str, file: str) -> Element:
    point = _sub(parent, "navPoint", id=id_)
    _text(_sub(point, "navLabel"), name)
    _sub(point, "content", src=file)
    return point


def _sub(parent: Element, tag: str, **attributes: str) -> Element:
    return etree.SubElement(parent, f"{{{_NCX}}}{tag}", attributes)


def _text(parent: Element, text: str) -> None:
    _sub(parent, "text").text = text
