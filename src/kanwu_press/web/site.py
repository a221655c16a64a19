"""The whole web edition: a folder to be laid over the site, everything in it static.

In: the issue, the issues before it, the page map, the stylesheets, the files to be downloaded. Out: files by
name, `web/2026-01/a01.html`. Nothing in it needs a server or, to be read, a script; no page asks another
host for anything, which a Content-Security-Policy in each of them makes sure of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kanwu_press.addresses import article_file, site_address
from kanwu_press.findings import N_, Finding, Level, Rule, blocks_delivery
from kanwu_press.model import Article, Issue, PageMap, PastIssue, Section
from kanwu_press.screenpictures import Prepared, Shelf
from kanwu_press.typeset.html.elements import Element
from kanwu_press.web import pages as make
from kanwu_press.web.assets import library_files, mark_svg, stylesheet
from kanwu_press.web.bodies import article_body, passages
from kanwu_press.web.feeds import FEED_FILE, SITEMAP_FILE, feed, sitemap
from kanwu_press.web.folios import IMPRINT_FILE, ISSUE_FILE, on_the_web
from kanwu_press.web.naming import authors
from kanwu_press.web.pictures import Gallery, Shown
from kanwu_press.web.search import DATA_FILE, Searched, search_data

FOLDER = "web"

OFFLINE = Rule(
    "web-offline",
    Level.INFO,
    N_("No web edition was made: publication.yaml does not say that the issue may go online (上网)."),
    N_("If it may, write “上网: 是” in publication.yaml, and “发布网址: …” for the address of the site."),
)
NO_ADDRESS = Rule(
    "web-no-address",
    Level.WARNING,
    N_("The web edition does not know its address, so it has no feed, no sitemap and no links to itself."),
    N_("Write “发布网址: https://…” in publication.yaml: the address under which web/ will stand."),
)


def make_web(
    issue: Issue,
    past: tuple[PastIssue, ...],
    shelf: Shelf,
    styles: tuple[str, ...],
    pages: PageMap,
    cover: bytes | None = None,
    downloads: Mapping[str, bytes] | None = None,
    epoch: int | None = None,
) -> tuple[dict[str, bytes] | None, tuple[Finding, ...]]:
    """The files of the web edition by name; none where the issue may not go online.

    `past` are the issues before this one, for the archive. `styles` are CSS texts in cascade order (tokens,
    article, web). `cover` is the front cover as a JPEG, `downloads` the files that the issue's page offers,
    by name. `epoch` is SOURCE_DATE_EPOCH in seconds. None comes back when something must be mended first.
    """
    if not issue.publication.online:
        return {}, (OFFLINE.at(issue.publication.place),)
    pages = on_the_web(issue, pages)
    gallery = Gallery(shelf)
    bodies = [(a, s, article_body(a, issue, pages, gallery)) for s in issue.sections for a in s.articles]
    site = make.Site(issue, pages, past, _cover(cover, gallery), downloads or {})
    address = site_address(issue)
    found = shelf.findings + (() if address else (NO_ADDRESS.at(issue.publication.place),))
    if blocks_delivery(found):
        return None, found
    files = dict(_root_files(site, styles, address, epoch))
    inside = {**dict(_issue_files(site, bodies)), **gallery.files, **site.downloads}
    files.update({f"{issue.name}/{name}": data for name, data in inside.items()})
    return {f"{FOLDER}/{name}": data for name, data in sorted(files.items())}, found


def _cover(jpeg: bytes | None, gallery: Gallery) -> Shown | None:
    if jpeg is None:
        return None
    src = gallery.add("cover", Prepared(jpeg, "image/jpeg", "jpg"), (0, 0), folder="")
    return gallery.shown[src]


def _issue_files(
    site: make.Site, bodies: list[tuple[Article, Section, Element]]
) -> Iterator[tuple[str, bytes]]:
    """The files in the issue's own folder, but for pictures and downloads."""
    searched = []
    for article, section, body in bodies:
        yield article_file(article), make.article_page(site, article, section, body)
        first = site.pages.label(site.pages.article(article.id).first)
        found = tuple(passages(body, first))
        file = article_file(article)
        searched.append(Searched(file, article.title, authors(article), section.name, found))
    yield ISSUE_FILE, make.issue_page(site)
    yield IMPRINT_FILE, make.imprint_page(site)
    yield make.SEARCH_FILE, make.search_page(site)
    yield DATA_FILE, search_data(searched)


def _root_files(
    site: make.Site, styles: tuple[str, ...], address: str | None, epoch: int | None
) -> Iterator[tuple[str, bytes]]:
    """The files of the site itself: archive, feed, sitemap, stylesheet and scripts."""
    yield "index.html", make.archive_page(site)
    css = stylesheet(styles)
    yield "assets/style.css", css
    yield "assets/icon.svg", mark_svg(site.issue.publication.title, css)
    for name, data in library_files().items():
        yield f"assets/{name}", data
    if address is not None:
        yield FEED_FILE, feed(site.issue, site.past, address, epoch)
        names = (*(article_file(a) for a in site.issue.articles), IMPRINT_FILE)
        yield SITEMAP_FILE, sitemap(site.issue, site.past, names, address, epoch)
