"""Which pictures are taken of an edition: cover, contents, a long article, a table, notes; phone and desk,
day and night. What each stands for is found in the files, not known by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kanwu_press.preflight.chromium import Edition, Shot, View

VIEWS = tuple(View(w, h, dark) for w, h in ((390, 844), (1280, 800)) for dark in (False, True))
_TABLE, _NOTE = "figure.table", "[role=doc-footnote]"


def epub_shots(edition: Edition) -> Edition:
    """The EPUB with its shots; epub.js names documents from the package's folder."""
    start = edition.package.rpartition("/")[0]
    wanted = list(_articles(edition, edition.documents))
    wanted += [("cover", edition.documents[0], "")] if edition.documents else []
    nav = next((n for n in edition.documents if b'epub:type="toc"' in edition.files[n]), None)
    wanted += [("contents", nav, "")] if nav else []
    shots = tuple(
        _shot("epub", what, page.removeprefix(f"{start}/"), selector, view)
        for what, page, selector in wanted
        for view in VIEWS
    )
    return replace(edition, shots=shots)


def web_shots(edition: Edition) -> Edition:
    """The site with its shots: the archive and the issue's own index stand for contents and cover."""
    wanted = list(_articles(edition, edition.documents))
    for page in edition.documents:
        if page.endswith("index.html"):
            wanted.append(("cover" if "/" in page else "archive", page, ""))
            wanted += [("contents", page, ".contents")] if "/" in page else []
    shots = (_shot("web", what, page, selector, view) for what, page, selector in wanted for view in VIEWS)
    return replace(edition, shots=tuple(shots))


def _articles(edition: Edition, documents: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """The longest article, the first with a table, the first with notes."""
    pages = [name for name in documents if b"<article" in edition.files.get(name, b"")]
    if pages:
        yield "article", max(pages, key=lambda name: len(edition.files[name])), ""
    for what, mark, selector in (("table", b"<table", _TABLE), ("notes", b"doc-footnote", _NOTE)):
        page = next((name for name in pages if mark in edition.files[name]), None)
        if page:
            yield what, page, selector


def _shot(medium: str, what: str, page: str, selector: str, view: View) -> Shot:
    name = f"{medium}-{what}-{view.width}x{view.height}-{'dark' if view.dark else 'light'}"
    return Shot(name, page, selector, view)
