"""The whole EPUB edition: `prepare_epub` makes documents, pictures and stylesheet ready, `pack` zips them.

The two are apart because the same book is packed twice: once claiming to be accessible, to be checked,
and without the claim where a checker did not pass it.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path, PurePosixPath

import segno

from kanwu_press.epub import contents, matter
from kanwu_press.epub.contents import nav_document, ncx
from kanwu_press.epub.documents import body_documents, owner_files
from kanwu_press.epub.folios import Folios, PageTarget, folios, page_targets
from kanwu_press.epub.lettering import face_rules, font_file
from kanwu_press.epub.metadata import Access, Certified
from kanwu_press.epub.package import COVER_IMAGE, NCX, Asset, Book, identifier, pack
from kanwu_press.epub.shell import Document, file_of
from kanwu_press.epub.styles import resolve
from kanwu_press.faces import ScreenFace
from kanwu_press.findings import Finding, blocks_delivery
from kanwu_press.model import Issue, PageMap, Picture
from kanwu_press.screenpictures import Shelf
from kanwu_press.typeset.html.blocks import Medium
from kanwu_press.typeset.imprint import qr_codes


def make_epub(
    issue: Issue,
    root: Path,
    styles: tuple[str, ...],
    pages: PageMap,
    cover: bytes | None = None,
    faces: tuple[ScreenFace, ...] = (),
    epoch: int | None = None,
    certified: Certified | None = None,
) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The EPUB of `issue`, prepared and packed; see `prepare_epub` and `package.pack`."""
    book, findings = prepare_epub(issue, Shelf(root), styles, pages, cover, faces)
    return (None if book is None else pack(book, epoch, certified)), findings


def prepare_epub(
    issue: Issue,
    shelf: Shelf,
    styles: tuple[str, ...],
    pages: PageMap,
    cover: bytes | None = None,
    faces: tuple[ScreenFace, ...] = (),
) -> tuple[Book | None, tuple[Finding, ...]]:
    """All that the EPUB of `issue` holds; `shelf` has its pictures, which another edition may share.

    `styles` are CSS texts in cascade order (tokens, article, epub). `pages` says where the printed pages
    begin; without breaks there is no page list. `cover` is a JPEG for the reading program's shelf
    (press/picture.py); without it the EPUB has only its page of that name. `faces` are embedded.
    None comes back when something must be mended first.
    """
    css, style_findings = resolve(styles)
    gallery = _Gallery(shelf)
    found = folios(pages)
    targets = tuple(page_targets(pages, found, owner_files(issue)))
    texts = _documents(issue, gallery, found, targets)
    findings = (*style_findings, *gallery.shelf.findings)
    if blocks_delivery(findings):
        return None, findings
    sheet = Asset("style", "styles/epub.css", "text/css", (face_rules(faces) + css).encode())
    assets = (
        sheet,
        Asset(NCX, "toc.ncx", "application/x-dtbncx+xml", ncx(issue, identifier(issue), targets)),
        *(Asset(f"font-{face.name}", f"fonts/{font_file(face)}", "font/woff2", face.data) for face in faces),
        *_cover(cover),
        *gallery.assets.values(),
        *_qr_assets(issue),
    )
    return Book(issue, texts, assets, _access(issue, texts, gallery, targets)), findings


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
        return asset.file if asset else ""

    def _prepare(self, picture: Picture) -> None:
        prepared = self.shelf.prepared(picture)
        if prepared is None:
            return
        id_ = f"p{len(self.assets) + 1:02d}"
        file = f"images/{id_}.{prepared.extension}"
        self.assets[picture.sha256] = Asset(id_, file, prepared.media_type, prepared.data)


def _documents(
    issue: Issue, gallery: _Gallery, found: Folios, targets: tuple[PageTarget, ...]
) -> tuple[Document, ...]:
    """All documents in reading order, which is that of print."""
    medium = Medium(picture=gallery.address, link=_link_for(issue), inline_notes=False)
    board = matter.board_document(issue, found)
    return (
        matter.cover_document(issue, gallery.address),
        matter.title_document(issue, found),
        nav_document(issue, board=board is not None, folios=found, pages=targets),
        *((board,) if board is not None else ()),
        *body_documents(issue, medium, found),
        matter.imprint_document(issue, _qr_file, found.get("imprint", ())),
    )


def _link_for(issue: Issue) -> Callable[[str], str | None]:
    """Addresses of links: another article's manuscript becomes its document; an unknown one stays text."""
    files = {PurePosixPath(a.place.file).name: file_of(a.id) for a in issue.articles}

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


def _access(
    issue: Issue, texts: tuple[Document, ...], gallery: _Gallery, targets: tuple[PageTarget, ...]
) -> Access:
    data = b"".join(text.data for text in texts)
    bare = data.count(b'alt=""') - data.count(b'alt="" role="presentation"')
    return Access(
        pictures=bool(gallery.assets or qr_codes(issue)),
        all_described=bare == 0,
        ruby=b"<ruby>" in data,
        pages=bool(targets),
        notes=any(article.notes for article in issue.articles),
        figures=bool(contents.figures(issue) or contents.tables(issue)),
    )
