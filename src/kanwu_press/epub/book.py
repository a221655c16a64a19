"""The whole EPUB edition: `make_epub` calls documents, pictures, stylesheet and package in turn."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path, PurePosixPath

import segno

from kanwu_press.epub import documents
from kanwu_press.epub.documents import Document
from kanwu_press.epub.package import COVER_IMAGE, Access, Asset, pack
from kanwu_press.epub.styles import resolve
from kanwu_press.findings import Finding, blocks_delivery
from kanwu_press.model import Issue, Picture
from kanwu_press.screenpictures import Shelf
from kanwu_press.typeset.html import Medium
from kanwu_press.typeset.imprint import qr_codes


def make_epub(
    issue: Issue,
    root: Path,
    styles: tuple[str, ...],
    cover: bytes | None = None,
    epoch: int | None = None,
    shelf: Shelf | None = None,
) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The EPUB of `issue`; its pictures are read from `root`.

    `styles` are CSS texts in cascade order (tokens, article, epub). `cover` is a JPEG for
    the reading program's shelf (press/picture.py); without it the EPUB has only its page of that name.
    `epoch` is SOURCE_DATE_EPOCH in seconds; without it the issue's own date is used.
    `shelf` holds pictures that another edition shares. None comes back when something must be mended first.
    """
    css, style_findings = resolve(styles)
    gallery = _Gallery(shelf or Shelf(root))
    texts = _documents(issue, gallery)
    findings = (*style_findings, *gallery.shelf.findings)
    if blocks_delivery(findings):
        return None, findings
    sheet = Asset("style", "styles/epub.css", "text/css", css.encode())
    assets = (sheet, *_cover(cover), *gallery.assets.values(), *_qr_assets(issue))
    return pack(issue, texts, assets, _access(texts, gallery), epoch), findings


class _Gallery:
    """Prepares each picture once, in the order in which the documents ask for it."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.assets: dict[str, Asset] = {}

    def address(self, picture: Picture) -> str:
        """Where a picture lies, from a document; prepares it when first asked for."""
        if picture.sha256 not in self.assets:
            self._prepare(picture)
        asset = self.assets.get(picture.sha256)
        return f"../{asset.file}" if asset else ""

    def _prepare(self, picture: Picture) -> None:
        prepared = self.shelf.prepared(picture)
        if prepared is None:
            return
        id_ = f"p{len(self.assets) + 1:02d}"
        file = f"images/{id_}.{prepared.extension}"
        self.assets[picture.sha256] = Asset(id_, file, prepared.media_type, prepared.data)


def _documents(issue: Issue, gallery: _Gallery) -> tuple[Document, ...]:
    """All documents in reading order."""
    medium = Medium(picture=gallery.address, link=_link_for(issue), inline_notes=False)
    texts = [
        documents.cover_document(issue, gallery.address),
        documents.title_document(issue),
        documents.nav_document(issue),
    ]
    for number, section in enumerate(issue.sections, 1):
        if documents.has_page(section):
            texts.append(documents.section_document(section, number))
        texts += [documents.article_document(article, section, medium) for article in section.articles]
    texts.append(documents.imprint_document(issue, lambda number: f"../{_qr_file(number)}"))
    return tuple(texts)


def _link_for(issue: Issue) -> Callable[[str], str | None]:
    """Addresses of links: another article's manuscript becomes its document; an unknown one stays text."""
    files = {PurePosixPath(a.place.file).name: documents.file_of(a.id) for a in issue.articles}

    def link(href: str) -> str | None:
        if href.startswith(("http://", "https://", "mailto:")):
            return href
        return files.get(PurePosixPath(href.partition("#")[0]).name)

    return link


def _cover(jpeg: bytes | None) -> tuple[Asset, ...]:
    if jpeg is None:
        return ()
    return (Asset(COVER_IMAGE, "images/cover.jpg", "image/jpeg", jpeg, (COVER_IMAGE,)),)


def _qr_file(number: int) -> str:
    return f"images/qr{number}.png"


def _qr_assets(issue: Issue) -> tuple[Asset, ...]:
    """QR codes at level M with the quiet zone of four modules, as PNG: some readers draw no SVG."""
    assets = []
    for number, code in enumerate(qr_codes(issue), 1):
        out = BytesIO()
        segno.make(code.content, error="m", micro=False).save(out, kind="png", scale=10, border=4)
        assets.append(Asset(f"qr{number}", _qr_file(number), "image/png", out.getvalue()))
    return tuple(assets)


def _access(texts: tuple[Document, ...], gallery: _Gallery) -> Access:
    return Access(
        pictures=bool(gallery.assets),
        all_described=not any(b'alt=""' in text.data for text in texts),
        ruby=any(b"<ruby>" in text.data for text in texts),
    )
