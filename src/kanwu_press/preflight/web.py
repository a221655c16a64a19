"""The finished site → findings: dead links, what browsers under a strict policy refuse, and lost text.

In: the delivered files by name (`web/index.html`, `web/2026-01/a01.html` …). The site must work from any
folder and from `file:`: every address within it is relative and names a file, in exactly its letters.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Issue, Place
from kanwu_press.preflight.conserve import Allowed, compare, held, manuscript_text, matter_text, signs
from kanwu_press.workspace import ISSUE_NAME

FOLDER = "web"
INDEX = f"{FOLDER}/index.html"
EDITION = "HTML"

_REPORT = N_("Please report this together with the manuscript.")
WEB_DEAD = Rule(
    "web-dead-link", Level.ERROR, N_("“{target}” leads to a file that the site does not have."), _REPORT
)
WEB_CASE = Rule(
    "web-case",
    Level.ERROR,
    N_("“{target}” is spelt “{name}” on the site; most servers tell capital from small letters."),
    _REPORT,
)
WEB_ANCHOR = Rule(
    "web-anchor", Level.ERROR, N_("“{target}” leads to a place that the page does not have."), _REPORT
)
WEB_ABSOLUTE = Rule(
    "web-absolute", Level.ERROR, N_("“{target}” works in one place only: it is not relative."), _REPORT
)
WEB_REMOTE = Rule(
    "web-remote", Level.ERROR, N_("The page would fetch “{target}” from another machine."), _REPORT
)
WEB_INLINE = Rule(
    "web-inline", Level.ERROR, N_("A script or style stands in the page itself: {what}."), _REPORT
)
WEB_ORPHAN = Rule("web-orphan", Level.ERROR, N_("No link leads to this page from the site's index."), _REPORT)
WEB_ARTICLE = Rule(
    "web-article", Level.ERROR, N_("{article} stands on {count} pages of the site, not on one."), _REPORT
)
WEB_UNREADABLE = Rule("web-unreadable", Level.ERROR, N_("The page can't be read: {reason}"), _REPORT)
WEB_EARLIER = Rule(
    "web-earlier",
    Level.INFO,
    N_("Pages of other issues are linked to and not in this delivery: {names}. They must be on the server."),
    "",
)


def check_web(issue: Issue, files: Mapping[str, bytes], base_url: str = "") -> tuple[Finding, ...]:
    """All that is to be said of the site of `issue` among the delivered `files`; others are passed over.

    `base_url` is where web/ will lie: what is written with it must exist among the files too.
    """
    site = _read(files)
    text = () if site.broken else _text(issue, site)
    return (*site.broken, *_faults(site, base_url), *text)


def check_site(files: Mapping[str, bytes], base_url: str = "") -> tuple[Finding, ...]:
    """The same without the manuscripts: links, addresses, what a strict policy refuses."""
    site = _read(files)
    return (*site.broken, *_faults(site, base_url))


def web_addresses(files: Mapping[str, bytes]) -> frozenset[str]:
    """The site's pages and downloads as one writes them behind the base URL: `2026-01/a01.html`.

    A page that is a folder's index is there under the folder's address too: `2026-01/` and, for the
    archive, the empty string.
    """
    names = {name.removeprefix(f"{FOLDER}/") for name in files if name.startswith(f"{FOLDER}/")}
    folders = {name.removesuffix("index.html") for name in names if posixpath.basename(name) == "index.html"}
    return frozenset(names | folders)


# ---- reading -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Site:
    """The site's files by name, its pages parsed, the anchors of each, and the pages that can't be read."""

    names: frozenset[str]
    pages: dict[str, etree._Element]
    anchors: dict[str, frozenset[str]]
    others: dict[str, bytes]
    broken: tuple[Finding, ...]


def _read(files: Mapping[str, bytes]) -> _Site:
    own = {name: data for name, data in files.items() if name.startswith(f"{FOLDER}/")}
    pages: dict[str, etree._Element] = {}
    broken: list[Finding] = []
    for name in sorted(own):
        if not name.endswith((".html", ".svg", ".xml")):
            continue
        try:
            pages[name] = _parsed(name, own[name])
        except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
            broken.append(WEB_UNREADABLE.at(Place(name), reason=str(error)))
    anchors = {name: frozenset(_ids(page)) for name, page in pages.items()}
    others = {name: data for name, data in own.items() if name.endswith(".css")}
    return _Site(frozenset(own), pages, anchors, others, tuple(broken))


def _parsed(name: str, data: bytes) -> etree._Element:
    if name.endswith(".html"):
        return html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _ids(page: etree._Element) -> Iterator[str]:
    for element in page.iter(etree.Element):
        yield from filter(None, (element.get("id"), element.get("name") if element.tag == "a" else None))


# ---- addresses -----------------------------------------------------------------------------

_RESOURCES = {  # attributes that make a browser fetch something, by element
    "img": ("src", "srcset"), "source": ("src", "srcset"), "script": ("src",), "iframe": ("src",),
    "audio": ("src",), "video": ("src", "poster"), "track": ("src",), "embed": ("src",), "object": ("data",),
    "image": ("href",), "use": ("href",), "input": ("src",),
}  # fmt: skip
_RELS = frozenset(
    {"stylesheet", "icon", "preload", "prefetch", "modulepreload", "manifest", "apple-touch-icon"}
)
_CSS_ADDRESS = re.compile(r"url\(\s*[\"']?([^\"')]+)[\"']?\s*\)|@import\s+[\"']([^\"']+)[\"']")
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_DATA_TYPES = frozenset({"application/ld+json", "application/json"})  # read, never run


@dataclass(frozen=True, slots=True)
class _Address:
    """An address in a file, its line, and whether a browser fetches it or a reader follows it."""

    file: str
    line: int
    target: str
    fetched: bool


def _local(name: object) -> str:
    """A name without its namespace, written either way: the HTML parser leaves `xlink:href` as it stands."""
    return str(name).rpartition("}")[2].rpartition(":")[2]


def _line(element: etree._Element) -> int:
    """The line of an element in its file."""
    line: object = element.sourceline
    return line if isinstance(line, int) else 0


def _attributes(element: etree._Element) -> Iterator[tuple[str, str]]:
    for attribute, value in element.items():
        yield str(attribute), str(value)


def _addresses(name: str, page: etree._Element) -> Iterator[_Address]:
    """All addresses of a page."""
    for element in page.iter(etree.Element):
        tag, line = _local(element.tag), _line(element)
        resources = _RESOURCES.get(tag, ())
        if tag == "link" and _RELS & set((element.get("rel") or "").lower().split()):
            resources = ("href",)
        for attribute, value in _attributes(element):
            local = _local(attribute)
            fetched = local in resources
            if local == "srcset":
                for part in value.split(","):
                    yield _Address(name, line, (part.split() or [""])[0], True)
            elif fetched or local in ("href", "src", "action", "formaction", "cite"):
                yield _Address(name, line, value.strip(), fetched)


def _css_addresses(name: str, data: bytes) -> Iterator[_Address]:
    text = data.decode("utf-8", "replace")
    text = _CSS_COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    for match in _CSS_ADDRESS.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        yield _Address(name, line, (match[1] or match[2]).strip(), True)


def _absolute(name: str, page: etree._Element, base_url: str) -> Iterator[_Address]:
    """What is written with the base URL: Open Graph, sitemap and feed hold such."""
    for element in page.iter(etree.Element):
        text = (element.text or "").strip() if _local(element.tag) in ("loc", "id") else ""
        for value in (text, element.get("content") or "", element.get("href") or ""):
            if value.startswith(base_url):
                yield _Address(name, _line(element), value, False)


def _faults(site: _Site, base_url: str) -> Iterator[Finding]:
    earlier: set[str] = set()
    links: dict[str, set[str]] = {}
    found = [a for name, page in site.pages.items() for a in _addresses(name, page)]
    found += [a for name, data in site.others.items() for a in _css_addresses(name, data)]
    for address in found:
        yield from _followed(site, address, earlier, links)
    base = base_url.rstrip("/") + "/"
    for name, page in site.pages.items():
        yield from _inline(name, page)
        for address in _absolute(name, page, base) if base_url else ():
            yield from _published(site, address, base, earlier)
    yield from _orphans(site, links)
    if earlier:
        names = ", ".join(sorted(earlier))
        yield WEB_EARLIER.at(Place(INDEX), names=names)


def _followed(
    site: _Site, address: _Address, earlier: set[str], links: dict[str, set[str]]
) -> Iterator[Finding]:
    """Where one address leads: nowhere is a finding; else it is noted in `links`, or in `earlier`."""
    target, place = address.target, Place(address.file, address.line)
    if target.lower().startswith("javascript:"):
        yield WEB_INLINE.at(place, what=target[:40])
        return
    try:
        parts = urlsplit(target)
    except ValueError:
        yield WEB_DEAD.at(place, target=target)
        return
    if parts.scheme == "data" and address.fetched:
        return
    if parts.scheme or parts.netloc:
        if address.fetched:
            yield WEB_REMOTE.at(place, target=target)
        elif parts.scheme == "file" or (parts.netloc and not parts.scheme):
            yield WEB_ABSOLUTE.at(place, target=target)
        return
    if target.startswith(("/", "\\")):
        yield WEB_ABSOLUTE.at(place, target=target)
        return
    path = unquote(parts.path)
    file = posixpath.normpath(posixpath.join(posixpath.dirname(address.file), path)) if path else address.file
    yield from _arrival(site, file, unquote(parts.fragment), target, place, earlier)
    links.setdefault(address.file, set()).add(file)


def _arrival(
    site: _Site, file: str, fragment: str, target: str, place: Place, earlier: set[str]
) -> Iterator[Finding]:
    """What is at the end of an address."""
    if file not in site.names:
        folder = file.split("/")[1] if file.startswith(f"{FOLDER}/") and file.count("/") > 1 else ""
        spelt = next((name for name in site.names if name.casefold() == file.casefold()), None)
        if spelt is not None:
            yield WEB_CASE.at(place, target=target, name=spelt.removeprefix(f"{FOLDER}/"))
        elif ISSUE_NAME.fullmatch(folder) and not any(f"/{folder}/" in name for name in site.names):
            earlier.add(folder)
        else:
            yield WEB_DEAD.at(place, target=target)
    elif fragment and file in site.anchors and fragment not in site.anchors[file]:
        yield WEB_ANCHOR.at(place, target=target)


def _published(site: _Site, address: _Address, base: str, earlier: set[str]) -> Iterator[Finding]:
    """What is written with the base URL must be a page of the site, or a folder that has an index."""
    parts = urlsplit(address.target.removeprefix(base))
    path = unquote(parts.path)
    name = f"{path}index.html" if path.endswith("/") or not path else path
    place = Place(address.file, address.line)
    yield from _arrival(site, f"{FOLDER}/{name}", unquote(parts.fragment), address.target, place, earlier)


def _inline(name: str, page: etree._Element) -> Iterator[Finding]:
    """What a policy without 'unsafe-inline' refuses: a site must not need it."""
    for element in page.iter(etree.Element):
        tag, place = _local(element.tag), Place(name, _line(element))
        data = (element.get("type") or "").strip().lower() in _DATA_TYPES
        if tag == "style" or (tag == "script" and element.get("src") is None and not data):
            yield WEB_INLINE.at(place, what=f"<{tag}>")
        for attribute, _ in _attributes(element):
            if attribute == "style" or attribute.lower().startswith("on"):
                yield WEB_INLINE.at(place, what=f"{tag} {attribute}=")


def _orphans(site: _Site, links: dict[str, set[str]]) -> Iterator[Finding]:
    """Pages that a reader who begins at the index never comes to."""
    reached: set[str] = set()
    ahead = {INDEX}
    while ahead:
        reached |= ahead
        ahead = {file for page in ahead for file in links.get(page, ())} - reached
    for name in sorted(site.pages):
        if name.endswith(".html") and name not in reached:
            yield WEB_ORPHAN.at(Place(name))
    if INDEX not in site.names:
        yield WEB_DEAD.at(Place(INDEX), target="index.html")


# ---- conservation --------------------------------------------------------------------------

_UNREAD_TAGS = frozenset({"rt", "rp", "script", "style"})
_UNREAD_ROLES = frozenset({"doc-noteref", "doc-backlink", "doc-pagebreak"})


def _text(issue: Issue, site: _Site) -> Iterator[Finding]:
    """Whether each article stands on one page, and all its characters with it; notes in their order."""
    wanted = {article.id for article in issue.articles}
    articles: dict[str, list[str]] = {}
    notes: dict[str, list[str]] = {}
    other: list[str] = []
    count = dict.fromkeys(wanted, 0)
    for name, page in site.pages.items():
        if name.endswith(".html"):
            for element in page.iter("article"):
                if element.get("id") in wanted:
                    id_ = str(element.get("id"))
                    count[id_] += 1
                    _collect(element, articles.setdefault(id_, []), notes.setdefault(id_, []))
            other.append("".join(_words(page)))
    for article in issue.articles:
        if count[article.id] != 1:
            yield WEB_ARTICLE.at(article.place, article=article.title, count=count[article.id])
    if any(n != 1 for n in count.values()):
        return
    expected = manuscript_text(issue)
    ids = [article.id for article in issue.articles]
    body = "".join(part for id_ in ids for part in articles[id_])
    yield from compare(EDITION, expected.main, body, kept=signs)
    noted = "".join(part for id_ in ids for part in notes[id_])
    yield from compare(EDITION, expected.notes, noted, Allowed(furniture=()), kept=signs)
    yield from held(EDITION, matter_text(issue), "\n".join(other), kept=signs)


def _collect(element: etree._Element, here: list[str], notes: list[str]) -> None:
    """Put an element's text where it belongs; what follows it belongs to its parent's."""
    if element.tag in _UNREAD_TAGS or element.get("role") in _UNREAD_ROLES:
        into: list[str] = []
    else:
        into = notes if element.get("role") == "doc-footnote" else here
    into.append(element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            _collect(child, into, notes)
        into.append(child.tail or "")


def _words(page: etree._Element) -> Iterator[str]:
    """All text of a page that is shown."""
    for element in page.iter(etree.Element):
        yield (element.text or "") if element.tag not in ("script", "style") else ""
        yield element.tail or ""
