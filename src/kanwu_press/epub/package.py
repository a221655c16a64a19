"""Documents, pictures and metadata → the EPUB file. The only door to EbookLib.

EbookLib writes container and package; it gets finished bytes under fixed ids, and what it
zips is zipped again in a fixed order with fixed dates, so that the same issue gives the same bytes.
"""

from __future__ import annotations

import uuid
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from ebooklib import epub

from kanwu_press.epub.metadata import Access, Certified, dublin_core, metas, people
from kanwu_press.epub.shell import LANGUAGE, Document
from kanwu_press.model import Issue
from kanwu_press.naming import issue_title

COVER_IMAGE = "cover-image"  # the id and the property of the cover's picture
NCX = "ncx"
_STORED = (".jpg", ".png", ".woff2")  # compressed already
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
class Book:
    """An EPUB that wants only packing. `documents` stand in reading order, `nav` among them."""

    issue: Issue
    documents: tuple[Document, ...]
    assets: tuple[Asset, ...]
    access: Access


def identifier(issue: Issue) -> str:
    """The same for every build of an issue: it follows from the publication's code and the issue's name."""
    name = f"kanwu-press:{issue.publication.code}:{issue.name}"
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"


def modified(issue: Issue, epoch: int | None) -> datetime:
    """SOURCE_DATE_EPOCH if given, else the issue's own date; never the clock."""
    if epoch is not None:
        return datetime.fromtimestamp(epoch, UTC)
    return datetime(issue.issued.year, issue.issued.month, issue.issued.day, tzinfo=UTC)


def pack(made: Book, epoch: int | None = None, certified: Certified | None = None) -> bytes:
    """The EPUB's bytes; with `certified` it claims to conform to EPUB Accessibility.

    `epoch` is SOURCE_DATE_EPOCH in seconds; without it the issue's own date is used.
    """
    book = epub.EpubBook()
    book.metadata.clear()  # a random identifier and EbookLib's own name
    book.IDENTIFIER_ID = "issue-id"
    book.set_identifier(identifier(made.issue))
    book.set_title(issue_title(made.issue))
    book.set_language(LANGUAGE)
    _metadata(book, made, certified)
    for document in made.documents:
        properties = ("nav",) if document.id == "nav" else ()
        # beside the package document: epub.js looks for the links of the contents there
        asset = Asset(document.id, document.file, "application/xhtml+xml", document.data, properties)
        book.add_item(_item(asset))
    for asset in made.assets:
        book.add_item(_item(asset))
        if asset.id == COVER_IMAGE:  # what readers made before EPUB 3 look for, Chinese ones among them
            book.add_metadata("OPF", "cover", "", {"name": "cover", "content": COVER_IMAGE})
    book.spine = [document.id for document in made.documents]
    out = BytesIO()
    when = modified(made.issue, epoch)
    epub.write_epub(out, book, {"mtime": when, "raise_exceptions": True})
    return _zipped_again(out.getvalue(), when)


def _item(asset: Asset) -> epub.EpubItem:
    item = epub.EpubItem(asset.id, asset.file, asset.media_type, asset.data)
    item.properties = list(asset.properties)
    return item


def _metadata(book: epub.EpubBook, made: Book, certified: Certified | None) -> None:
    for person in people(made.issue):
        book.add_metadata("DC", person.kind, person.name, {"id": person.id})
        role = {"property": "role", "refines": f"#{person.id}", "scheme": "marc:relators"}
        book.add_metadata("OPF", "role", person.role, role)
    for name, value in dublin_core(made.issue):
        book.add_metadata("DC", name, value)
    for meta in metas(made.issue, made.access, certified):
        attributes = {"property": meta.property, **dict(meta.attributes)}
        book.add_metadata("OPF", meta.property, meta.value, attributes)


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
            read = source.read(name)
            target.writestr(info, _in_language(read) if name.endswith(".opf") else read, compresslevel=9)
    return out.getvalue()


def _in_language(package: bytes) -> bytes:
    """The package document, said to be in the language of its metadata: EbookLib leaves that out."""
    return package.replace(b"<package ", f'<package xml:lang="{LANGUAGE}" '.encode(), 1)
