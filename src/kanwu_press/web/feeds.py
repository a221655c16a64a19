"""The site's Atom feed (RFC 4287) and sitemap (sitemaps.org 0.9). Both want whole addresses.

In: this issue, those before it, and where the site stands. Out: XML as bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

from lxml import etree

from kanwu_press.addresses import article_file
from kanwu_press.model import Issue, PastIssue
from kanwu_press.naming import issue_title
from kanwu_press.typeset.html.elements import XHTML, Element, el
from kanwu_press.web.naming import past_title

FEED_FILE, SITEMAP_FILE = "feed.xml", "sitemap.xml"
_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XML = "http://www.w3.org/XML/1998/namespace"
FEED_ISSUES = 20  # the last five years of a quarterly


def moment(day: date, epoch: int | None = None) -> str:
    """When an issue last changed: SOURCE_DATE_EPOCH if given, else its date; never the clock."""
    when = datetime(day.year, day.month, day.day, tzinfo=UTC)
    if epoch is not None:
        when = datetime.fromtimestamp(epoch, UTC)
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


def feed(issue: Issue, past: tuple[PastIssue, ...], site: str, epoch: int | None) -> bytes:
    """One entry for each issue, the newest first; that of this issue holds its contents."""
    p = issue.publication
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})  # type: ignore[dict-item]
    root.set(f"{{{_XML}}}lang", "zh-Hans")
    _add(root, "id", site)
    _add(root, "title", p.title)
    if p.title_en:
        _add(root, "subtitle", p.title_en)
    _add(root, "updated", moment(issue.issued, epoch))
    _add(root, "link", rel="self", href=site + FEED_FILE, type="application/atom+xml")
    _add(root, "link", rel="alternate", href=site, type="text/html")
    for name in p.compilers or p.publishers or p.sponsors or (p.title,):
        _add(_add(root, "author"), "name", name)
    _entry(root, issue_title(issue), f"{site}{issue.name}/", moment(issue.issued, epoch), issue.issued)
    content = _add(root[-1], "content", type="xhtml")
    content.append(_contents(issue, f"{site}{issue.name}/"))
    for other in past[: FEED_ISSUES - 1]:
        title = past_title(issue.publication, other)
        _entry(root, title, f"{site}{other.name}/", moment(other.issued), other.issued)
        _add(root[-1], "summary", "；".join(other.highlights) or other.theme or title)
    return _bytes(root)


def _entry(root: Element, title: str, address: str, updated: str, issued: date) -> None:
    entry = _add(root, "entry")
    _add(entry, "id", address)
    _add(entry, "title", title)
    _add(entry, "updated", updated)
    _add(entry, "published", moment(issued))
    _add(entry, "link", rel="alternate", href=address, type="text/html")


def _contents(issue: Issue, folder: str) -> Element:
    """The contents as XHTML, with whole addresses: a feed is read elsewhere."""
    holder = el("div", lang="zh-Hans")
    for section in issue.sections:
        holder.append(el("h2", section.name))
        entries = el("ul")
        for article in section.articles:
            who = "、".join(author.name for author in article.authors)
            link = el("a", article.title, href=folder + article_file(article))
            entries.append(el("li", link, f"　{who}" if who else None))
        holder.append(entries)
    etree.cleanup_namespaces(holder, top_nsmap={None: XHTML})  # type: ignore[dict-item]
    return holder


def sitemap(
    issue: Issue, past: Iterable[PastIssue], pages: Iterable[str], site: str, epoch: int | None
) -> bytes:
    """Every page of this issue (`pages`, by name within its folder), and the first of every other."""
    root = etree.Element(f"{{{_SITEMAP}}}urlset", nsmap={None: _SITEMAP})  # type: ignore[dict-item]
    changed = moment(issue.issued, epoch)
    folder = f"{site}{issue.name}/"
    for address in (site, folder, *(folder + name for name in pages)):
        _url(root, address, changed)
    for other in past:
        _url(root, f"{site}{other.name}/", moment(other.issued))
    return _bytes(root)


def _url(root: Element, address: str, changed: str) -> None:
    url = etree.SubElement(root, f"{{{_SITEMAP}}}url")
    etree.SubElement(url, f"{{{_SITEMAP}}}loc").text = address
    etree.SubElement(url, f"{{{_SITEMAP}}}lastmod").text = changed


def _add(parent: Element, tag: str, text: str | None = None, **attributes: str) -> Element:
    child = etree.SubElement(parent, f"{{{_ATOM}}}{tag}")
    child.text = text
    for name, value in attributes.items():
        child.set(name, value)
    return child


def _bytes(root: Element) -> bytes:
    text = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"
