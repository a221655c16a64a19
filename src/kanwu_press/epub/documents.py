"""The EPUB's XHTML documents: cover, title page, contents, column pages, articles, imprint.

In: the model and the names under which pictures and documents lie in the EPUB. Out: bytes,
serialised here, because EbookLib's own HTML round trip loses attributes and text.
The body of an article is the one of every edition (typeset/html.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import cast

from lxml import etree

from kanwu_press.model import Article, Figure, Issue, Opener, Picture, Section
from kanwu_press.typeset.html import (
    EPUB,
    XHTML,
    Child,
    Element,
    Medium,
    append,
    article_element,
    bind_note_calls,
    el,
)
from kanwu_press.typeset.imprint import bodies, imprint_fields, qr_codes
from kanwu_press.walk import plain

LANGUAGE = "zh-Hans"
STYLESHEET = "../styles/epub.css"
XML = "http://www.w3.org/XML/1998/namespace"

# lxml's stubs know no default namespace, which is spelt None
_NAMESPACES = cast("dict[str, str]", {None: XHTML, "epub": EPUB})
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)


@dataclass(frozen=True, slots=True)
class Document:
    """One XHTML document: its id in the package, its title, what it holds."""

    id: str
    title: str
    data: bytes

    @property
    def file(self) -> str:
        """Its name, beside the other documents."""
        return file_of(self.id)


def file_of(id_: str) -> str:
    """The file name of the document with this id: `a03` → `a03.xhtml`."""
    return f"{id_}.xhtml"


Address = Callable[[Picture], str]


def issue_title(issue: Issue) -> str:
    """`海岸 2026年第1期`, the title of the EPUB."""
    return f"{issue.publication.title} {year_and_number(issue)}"


def year_and_number(issue: Issue) -> str:
    """`2026年第1期`."""
    return f"{issue.year}年第{issue.number}期"


def has_page(section: Section) -> bool:
    """Whether a column gets a page of its own; a column of one article without intro needs none."""
    return section.opener is not Opener.NONE and (len(section.articles) > 1 or bool(section.intro))


def _document(id_: str, title: str, body: Element) -> Document:
    """The shell: language on the document, title, stylesheet."""
    root: Element = etree.Element(f"{{{XHTML}}}html", nsmap=_NAMESPACES)
    root.set("lang", LANGUAGE)
    root.set(f"{{{XML}}}lang", LANGUAGE)
    head = el("head", el("meta", charset="utf-8"), el("title", title))
    head.append(el("meta", name="viewport", content="width=device-width, initial-scale=1"))
    head.append(el("link", rel="stylesheet", type="text/css", href=STYLESHEET))
    append(root, (head, body))
    etree.cleanup_namespaces(root, top_nsmap=_NAMESPACES, keep_ns_prefixes=["epub"])
    for element in root.iter():
        # <td/> is an open tag to readers that parse HTML
        if not len(element) and element.text is None and etree.QName(element).localname not in _VOID:
            element.text = ""
    text = etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")
    return Document(id_, title, text + b"\n")


# ---- front matter --------------------------------------------------------------------------


def cover_document(issue: Issue, address: Address) -> Document:
    """The cover as text: masthead, year and number, picture, what is inside."""
    p = issue.publication
    lines = [el("li", line) for line in issue.cover.highlights]
    body = el(
        "body",
        el(
            "section",
            el("p", p.title, class_="masthead"),
            _latin_names(issue),
            el("p", year_and_number(issue), _serial(issue), class_="cover-issue"),
            _cover_picture(issue.cover.picture, address),
            el("ul", *lines, class_="highlights") if lines else None,
            class_="cover",
            epub_type="cover",
        ),
        epub_type="frontmatter",
    )
    return _document("cover", issue_title(issue), body)


def _latin_names(issue: Issue) -> Element | None:
    """The title in pinyin and English."""
    names: list[Child] = []
    if issue.publication.title_pinyin:
        names.append(el("span", issue.publication.title_pinyin, lang="zh-Latn-pinyin"))
    if issue.publication.title_en:
        names.append(el("span", issue.publication.title_en, lang="en"))
    for name in names:
        if not isinstance(name, str) and name is not None:
            name.set(f"{{{XML}}}lang", name.get("lang", ""))
    return el("p", *_joined(names, "　"), class_="latin") if names else None


def _joined(children: list[Child], between: str) -> Iterator[Child]:
    for number, child in enumerate(children):
        if number:
            yield between
        yield child


def _serial(issue: Issue) -> Element | None:
    return el("span", f"总第{issue.serial}期", class_="serial") if issue.serial else None


def _cover_picture(figure: Figure | None, address: Address) -> Element | None:
    if figure is None or figure.picture is None:
        return None
    image = el("img", src=address(figure.picture), alt=figure.alt)
    return el("div", image, class_="cover-picture")


def title_document(issue: Issue) -> Document:
    """Title page: masthead, who stands behind the publication, editorial board."""
    p = issue.publication
    people = [
        (role.role, (*role.names, *((f"（{role.note}）",) if role.note else ()))) for role in issue.board
    ]
    figure = issue.cover.picture
    caption = "　".join(part for part in (plain(figure.caption), figure.credit) if part) if figure else ""
    body = el(
        "body",
        el(
            "section",
            el("h1", p.title, class_="masthead"),
            _latin_names(issue),
            el("p", year_and_number(issue), _serial(issue), class_="title-issue"),
            el("p", f"本期主题：{issue.theme}", class_="theme") if issue.theme else None,
            _pairs(bodies(p), "bodies"),
            el("h2", "编辑委员会", class_="board-head") if people else None,
            _pairs(tuple(people), "board"),
            el("p", f"封面：{caption}", class_="cover-caption") if caption else None,
            class_="title-page",
            epub_type="titlepage",
        ),
        epub_type="frontmatter",
    )
    return _document("title", issue_title(issue), body)


def _pairs(rows: tuple[tuple[str, tuple[str, ...]], ...], class_: str) -> Element | None:
    """Posts and names, or keys and values, as a description list."""
    if not rows:
        return None
    element = el("dl", class_=class_)
    for term, values in rows:
        element.append(el("dt", term))
        append(element, (el("dd", value) for value in values))
    return element


# ---- contents ------------------------------------------------------------------------------


def nav_document(issue: Issue) -> Document:
    """The contents (目次), for the eye and for the reading system: every article with all its authors."""
    entries = el("ol", *(_column_entry(section) for section in issue.sections))
    entries.append(el("li", el("a", "版权页", href=file_of("imprint")), class_="back-entry"))
    body = el(
        "body",
        el("p", issue_title(issue), _serial(issue), class_="contents-issue"),
        el(
            "nav",
            el("h1", "目次", id="toc-title"),
            entries,
            class_="contents",
            id="toc",
            epub_type="toc",
            role="doc-toc",
            aria__labelledby="toc-title",
        ),
        _landmarks(issue),
        epub_type="frontmatter",
    )
    return _document("nav", "目次", body)


def section_file(section: Section) -> str:
    """Where a column begins: its own page, or its first article."""
    return file_of(section.id if has_page(section) or not section.articles else section.articles[0].id)


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
        el("a", el("span", label(article), class_="what"), *_who(article), href=file_of(article.id)),
    )


def label(article: Article) -> str:
    """Title and subtitle on one line."""
    return f"{article.title}——{article.subtitle}" if article.subtitle else article.title


def _who(article: Article) -> tuple[Child, ...]:
    names = "、".join(author.name for author in article.authors)
    return ("　", el("span", names, class_="who")) if names else ()


def _landmarks(issue: Issue) -> Element:
    first = issue.sections[0] if issue.sections else None
    marks = (
        ("cover", "cover", "封面"),
        ("titlepage", "title", "扉页"),
        ("toc", "nav", "目次"),
        *((("bodymatter", section_file(first).removesuffix(".xhtml"), "正文"),) if first else ()),
        ("colophon", "imprint", "版权页"),
    )
    items = (
        el("li", el("a", name, href=file_of(id_) + ("#toc" if kind == "toc" else ""), epub_type=kind))
        for kind, id_, name in marks
    )
    return el(
        "nav", el("h2", "导航"), el("ol", *items), epub_type="landmarks", hidden="hidden", id="landmarks"
    )


# ---- columns and articles ------------------------------------------------------------------


def section_document(section: Section, number: int) -> Document:
    """A column's page: number, name, intro, its articles. `number` counts from 1."""
    entries = (_article_entry(article) for article in section.articles)
    body = el(
        "body",
        el(
            "section",
            el("p", f"{number:02d}", class_="number"),
            el("h1", section.name, class_="name", id=f"{section.id}-title"),
            el("p", section.intro, class_="intro") if section.intro else None,
            el("ol", *entries, class_="column-list"),
            class_="opener",
            id=section.id,
            epub_type="part",
            role="doc-part",
            aria__labelledby=f"{section.id}-title",
        ),
        epub_type="bodymatter",
    )
    return _document(section.id, section.name, body)


def article_document(article: Article, section: Section, medium: Medium) -> Document:
    """One article under its column's name."""
    element = article_element(article, medium)
    title = element.find(f".//{{{XHTML}}}h2")
    if title is not None:
        title.set("id", f"{article.id}-title")
    for image in element.iter(f"{{{XHTML}}}img"):
        # print pixels are not screen pixels; the stylesheet keeps the picture within the page
        for name in ("width", "height"):
            if name in image.attrib:
                del image.attrib[name]
    bind_note_calls(element)
    body = el(
        "body",
        el(
            "section",
            el("p", section.name, class_="kicker"),
            element,
            epub_type="chapter",
            role="doc-chapter",
            aria__labelledby=f"{article.id}-title",
        ),
        epub_type="bodymatter",
    )
    return _document(article.id, label(article), body)


# ---- imprint -------------------------------------------------------------------------------


def imprint_document(issue: Issue, qr_address: Callable[[int], str]) -> Document:
    """The imprint (版权页) with the QR codes; each code's content can also be followed as a link."""
    remarks = (*issue.publication.imprint_notes, *issue.imprint_notes)
    codes = (
        el(
            "li",
            el("img", src=qr_address(number), alt=f"二维码：{code.label}"),
            _code_label(code.label, code.content),
        )
        for number, code in enumerate(qr_codes(issue), 1)
    )
    body = el(
        "body",
        el(
            "section",
            el("h1", "版权页", id="imprint-title"),
            el("p", issue_title(issue), _serial(issue), class_="imprint-issue"),
            _pairs(tuple((field.key, (field.value,)) for field in imprint_fields(issue)), "imprint"),
            el("ul", *codes, class_="codes") if qr_codes(issue) else None,
            *(el("p", remark, class_="remark") for remark in remarks),
            class_="imprint-page",
            epub_type="colophon",
            role="doc-colophon",
            aria__labelledby="imprint-title",
        ),
        epub_type="backmatter",
    )
    return _document("imprint", "版权页", body)


def _code_label(name: str, content: str) -> Element:
    """A code on a screen cannot be read by the phone that shows it: its label is a link."""
    if content.startswith(("http://", "https://", "mailto:")):
        return el("a", name, href=content)
    return el("span", name)
