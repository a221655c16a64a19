"""The pages of the web edition: templates filled with an issue. Values in, HTML out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from kanwu_press.addresses import article_address, article_file, issue_address, site_address
from kanwu_press.model import Article, Issue, PageMap, PastIssue, Section
from kanwu_press.naming import chinese_date, cover_caption, issue_title, label, year_and_number
from kanwu_press.titles import split_title
from kanwu_press.typeset.html.elements import Element
from kanwu_press.typeset.imprint import imprint_fields, qr_codes
from kanwu_press.web.feeds import FEED_FILE
from kanwu_press.web.folios import IMPRINT_FILE, folios, labels_in, marker, pagination, span_said
from kanwu_press.web.markup import to_html
from kanwu_press.web.naming import (
    bytes_said,
    description,
    serial,
    shortened,
)
from kanwu_press.web.pictures import Shown
from kanwu_press.web.search import DATA_FILE
from kanwu_press.web.templating import templates

SEARCH_FILE = "search.html"
_KINDS = {"pdf": ("PDF", "application/pdf"), "epub": ("EPUB 电子书", "application/epub+zip")}


@dataclass(frozen=True, slots=True)
class Site:
    """What all pages of a build share. `cover` is the cover's picture, from the issue's folder."""

    issue: Issue
    pages: PageMap
    past: tuple[PastIssue, ...]
    cover: Shown | None
    downloads: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Download:
    name: str
    kind: str
    media_type: str
    size: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in the contents."""

    href: str
    parts: tuple[str, ...]
    subtitle: str
    authors: tuple[str, ...]
    folio: str
    folio_href: str
    said: str
    pagination: str
    begins: tuple[Markup, ...]  # printed pages of the contents that begin here


@dataclass(frozen=True, slots=True)
class Column:
    """A section (栏目) in the contents; `begins` are the marks of its opener's pages."""

    id: str
    number: str
    name: str
    intro: str
    said: str
    entries: tuple[Entry, ...]
    begins: tuple[Markup, ...]


def issue_page(site: Site) -> bytes:
    """The issue's first page: cover, contents, downloads, printed pages."""
    issue = site.issue
    highlights = issue.cover.highlights or tuple(a.title for a in issue.articles[:3])
    return _page(
        "issue.html.j2",
        site,
        page_title=issue_title(issue),
        description=shortened("；".join((*((issue.theme,) if issue.theme else ()), *highlights))),
        address=issue_address(issue),
        kind="website",
        columns=tuple(_column(section, number, site) for number, section in enumerate(issue.sections, 1)),
        downloads=_downloads(site),
        folios=folios(issue, site.pages),
        title_marks=_marks(labels_in("title-page", site.pages)),
        contents_marks=_marks(labels_in("contents", site.pages)[:1]),
        cover_caption=cover_caption(issue),
    )


def article_page(site: Site, article: Article, section: Section, body: Element) -> bytes:
    """One article under its column's name, between the one before it and the one after."""
    articles = site.issue.articles
    at = articles.index(article)
    span = site.pages.article(article.id)
    return _page(
        "article.html.j2",
        site,
        page_title=f"{label(article)} — {issue_title(site.issue)}",
        description=description(article),
        address=article_address(site.issue, article),
        kind="article",
        article=article,
        section=section,
        said=span_said(span, site.pages),
        pagination=pagination(span, site.pages),
        body=to_html(body),
        before=_neighbour(articles[at - 1]) if at else None,
        after=_neighbour(articles[at + 1]) if at + 1 < len(articles) else None,
    )


def imprint_page(site: Site) -> bytes:
    """Editorial board and imprint; what QR codes hold can be followed as links."""
    issue, p = site.issue, site.issue.publication
    address = issue_address(issue)
    return _page(
        "imprint.html.j2",
        site,
        page_title=f"版权页 — {issue_title(issue)}",
        description=f"{issue_title(issue)}的编辑委员会和版权页。",
        address=None if address is None else address + IMPRINT_FILE,
        kind="website",
        fields=imprint_fields(issue),
        links=tuple((code.label, _followed(code.content), code.content) for code in qr_codes(issue)),
        remarks=(*p.imprint_notes, *issue.imprint_notes),
        board_marks=_marks(labels_in("board", site.pages)),
        marks=_marks(labels_in("imprint", site.pages)),
        cover_caption=cover_caption(issue),
    )


def search_page(site: Site) -> bytes:
    """The search over the issue; without a script it says how to search otherwise."""
    return _page(
        "search.html.j2",
        site,
        page_title=f"检索 — {issue_title(site.issue)}",
        description=f"在{issue_title(site.issue)}里检索。",
        address=None,
        kind="website",
        data_file=DATA_FILE,
    )


def archive_page(site: Site) -> bytes:
    """All issues, the newest first, by year; it lies above the issues' folders."""
    years: dict[int, list[PastIssue]] = {}
    for other in site.past:
        years.setdefault(other.year, []).append(other)
    highlights = site.issue.cover.highlights or tuple(a.title for a in site.issue.articles[:3])
    p = site.issue.publication
    return _page(
        "archive.html.j2",
        site,
        top="",
        page_title=f"{p.title}：各期目录",
        description=shortened("，".join((p.title, *(v for v in (p.frequency,) if v), *p.sponsors))),
        address=site_address(site.issue),
        kind="website",
        years=tuple(years.items()),
        highlights=highlights,
    )


def _page(template: str, site: Site, *, top: str = "../", **values: Any) -> bytes:
    """A template filled; `top` leads from the page's folder to that of the site."""
    issue = site.issue
    address = issue_address(issue)
    picture = site.cover.src if site.cover else ""
    text = (
        templates()
        .get_template(template)
        .render(
            issue=issue,
            p=issue.publication,
            top=top,
            home="" if top else f"{issue.name}/",
            cover=site.cover,
            feed=FEED_FILE if site_address(issue) else "",
            cover_address=address + picture if address and picture else "",
            search_file=SEARCH_FILE,
            imprint_file=IMPRINT_FILE,
            year_and_number=year_and_number,
            serial=serial,
            chinese_date=chinese_date,
            split_title=split_title,
            **values,
        )
    )
    return text.encode()


def _column(section: Section, number: int, site: Site) -> Column:
    span = site.pages.section(section.id)
    return Column(
        section.id,
        f"{number:02d}",
        section.name,
        section.intro,
        span_said(span, site.pages),
        tuple(_entry(article, site) for article in section.articles),
        _marks(labels_in(section.id, site.pages)),
    )


def _entry(article: Article, site: Site) -> Entry:
    pages = site.pages
    span, file = pages.article(article.id), article_file(article)
    folio = pages.label(span.first)
    begins_here = any(b.owner == article.id and b.page == span.first for b in pages.breaks)
    index = site.issue.articles.index(article)
    begins = (pages.label(b.page) for b in pages.breaks if b.owner == "contents" and 0 < b.at == index)
    return Entry(
        file,
        split_title(article.title),
        article.subtitle,
        tuple(author.name for author in article.authors),
        folio,
        f"{file}#p-{folio}" if begins_here else file,
        span_said(span, pages),
        pagination(span, pages),
        _marks(tuple(begins)),
    )


def _marks(labels: tuple[str, ...]) -> tuple[Markup, ...]:
    return tuple(to_html(marker(label)) for label in labels)


def _downloads(site: Site) -> tuple[Download, ...]:
    found = []
    for name, data in sorted(site.downloads.items()):
        kind, media_type = _KINDS.get(name.rpartition(".")[2], (name, "application/octet-stream"))
        found.append(Download(name, kind, media_type, bytes_said(len(data))))
    return tuple(found)


def _neighbour(article: Article) -> tuple[str, str]:
    return article_file(article), article.title


def _followed(content: str) -> str:
    """What a QR code holds, as a link where it is one."""
    return content if content.startswith(("http://", "https://", "mailto:")) else ""
