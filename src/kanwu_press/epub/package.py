"""Documents, pictures and metadata → the EPUB file. The only door to EbookLib.

EbookLib writes container, package and NCX; it gets finished bytes under fixed ids, and what it
zips is zipped again in a fixed order with fixed dates, so that the same issue gives the same bytes.
Metadata follow EPUB 3.3 and EPUB Accessibility 1.1 (1.2 asks for the same and accessModeSufficient).
"""

from __future__ import annotations

import uuid
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from ebooklib import epub

from kanwu_press.epub.documents import LANGUAGE, Document, issue_title, label, section_file
from kanwu_press.model import Issue

COVER_IMAGE = "cover-image"  # the id and the property of the cover's picture
_STORED = (".jpg", ".png")  # compressed already
_ZIP_BEGINS = datetime(1980, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the EPUB that is no document: its name under EPUB/, its type and properties."""

    id: str
    file: str
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Access:
    """What the accessibility metadata may claim."""

    pictures: bool
    all_described: bool
    ruby: bool


def identifier(issue: Issue) -> str:
    """The same for every build of an issue: it follows from the publication's code and the issue's name."""
    name = f"kanwu-press:{issue.publication.code}:{issue.name}"
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"


def modified(issue: Issue, epoch: int | None) -> datetime:
    """SOURCE_DATE_EPOCH if given, else the issue's own date; never the clock."""
    if epoch is not None:
        return datetime.fromtimestamp(epoch, UTC)
    return datetime(issue.issued.year, issue.issued.month, issue.issued.day, tzinfo=UTC)


def pack(
    issue: Issue,
    documents: tuple[Document, ...],
    assets: tuple[Asset, ...],
    access: Access,
    epoch: int | None,
) -> bytes:
    """The EPUB. `documents` stand in reading order; the one with id `nav` is the navigation document."""
    book = epub.EpubBook()
    book.metadata.clear()  # a random identifier and EbookLib's own name
    book.IDENTIFIER_ID = "issue-id"
    book.set_identifier(identifier(issue))
    book.set_title(issue_title(issue))
    book.set_language(LANGUAGE)
    _metadata(book, issue)
    _accessibility(book, access)
    for document in documents:
        properties = ("nav",) if document.id == "nav" else ()
        asset = Asset(
            document.id, f"text/{document.file}", "application/xhtml+xml", document.data, properties
        )
        book.add_item(_item(asset))
    for asset in assets:
        book.add_item(_item(asset))
        if asset.id == COVER_IMAGE:  # what readers made before EPUB 3 look for, Chinese ones among them
            book.add_metadata("OPF", "cover", "", {"name": "cover", "content": COVER_IMAGE})
    book.add_item(epub.EpubNcx())
    book.toc = _toc(issue)
    book.spine = [document.id for document in documents]
    out = BytesIO()
    when = modified(issue, epoch)
    epub.write_epub(out, book, {"mtime": when, "raise_exceptions": True})
    return _zipped_again(out.getvalue(), when)


def _item(asset: Asset) -> epub.EpubItem:
    item = epub.EpubItem(asset.id, asset.file, asset.media_type, asset.data)
    item.properties = list(asset.properties)
    return item


# ---- metadata ------------------------------------------------------------------------------


def _metadata(book: epub.EpubBook, issue: Issue) -> None:
    p = issue.publication
    makers = p.compilers or p.publishers or p.sponsors
    for number, name in enumerate(makers, 1):
        _person(book, "creator", f"creator-{number}", name, "edt")
    authors = dict.fromkeys(author.name for article in issue.articles for author in article.authors)
    for number, name in enumerate(authors, 1):
        _person(book, "contributor", f"author-{number}", name, "aut")
    for name in p.publishers or makers:
        book.add_metadata("DC", "publisher", name)
    book.add_metadata("DC", "date", issue.issued.isoformat())
    if issue.theme:
        book.add_metadata("DC", "description", f"本期主题：{issue.theme}")
    _meta(book, "belongs-to-collection", p.title, id="series")
    _meta(book, "collection-type", "series", refines="#series")
    position = str(issue.serial) if issue.serial else f"{issue.year}.{issue.number}"
    _meta(book, "group-position", position, refines="#series")
    if p.issn:
        _meta(book, "dcterms:identifier", f"urn:issn:{p.issn.removeprefix('ISSN ')}", refines="#series")


def _person(book: epub.EpubBook, kind: str, id_: str, name: str, role: str) -> None:
    book.add_metadata("DC", kind, name, {"id": id_})
    _meta(book, "role", role, refines=f"#{id_}", scheme="marc:relators")


def _meta(book: epub.EpubBook, property_: str, value: str, **attributes: str) -> None:
    book.add_metadata("OPF", property_, value, {"property": property_, **attributes})


def _accessibility(book: epub.EpubBook, access: Access) -> None:
    """Only what holds for this issue; no conformance is claimed, because nobody has certified any."""
    _meta(book, "schema:accessMode", "textual")
    if access.pictures:
        _meta(book, "schema:accessMode", "visual")
    features = ["tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability"]
    features += ["alternativeText"] if access.all_described else []
    features += ["rubyAnnotations"] if access.ruby else []
    for feature in features:
        _meta(book, "schema:accessibilityFeature", feature)
    _meta(book, "schema:accessibilityHazard", "none")
    if access.all_described:
        _meta(book, "schema:accessModeSufficient", "textual")
    if access.pictures:
        _meta(book, "schema:accessModeSufficient", "textual,visual")
    words = "文字可以重排、放大、朗读；目次列出全部栏目和文章，正文有分级的小标题，注释可以往返。"
    if access.pictures:
        words += "图片都有替代文字。" if access.all_described else "部分图片没有替代文字。"
    _meta(book, "schema:accessibilitySummary", words)


def _toc(issue: Issue) -> list[object]:
    """The NCX that readers made before EPUB 3 show as contents."""
    toc: list[object] = []
    for section in issue.sections:
        links = [epub.Link(f"text/{a.id}.xhtml", label(a), f"ncx-{a.id}") for a in section.articles]
        toc.append((epub.Section(section.name, f"text/{section_file(section)}"), links))
    toc.append(epub.Link("text/imprint.xhtml", "版权页", "ncx-imprint"))
    return toc


# ---- the zip -------------------------------------------------------------------------------


def _zipped_again(data: bytes, when: datetime) -> bytes:
    """The same entries in the same order with one date; mimetype first and stored (OCF 3.3)."""
    date = max(when, _ZIP_BEGINS).timetuple()[:6]
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, date)
            info.create_system = 3  # Unix, wherever this runs
            info.external_attr = 0o644 << 16
            stored = name == "mimetype" or name.endswith(_STORED)
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name), compresslevel=9)
    return out.getvalue()
