"""The web edition for tests: of the small issue, and of a whole one that was built; pages read back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

from lxml import html

from build_issue import build_issue
from kanwu_press.model import (
    Issue,
    PageBreak,
    PageEntry,
    PageKind,
    PageMap,
    PastIssue,
    Publication,
    Span,
)
from kanwu_press.screenpictures import Shelf
from kanwu_press.web.site import make_web
from kanwu_press.workspace import packaged
from whole import Whole

SITE = "https://example.org/haian/read/"
NAME = "2026-01"
PAST = (
    PastIssue("2025-04", 2025, 4, date(2025, 12, 20), 28, "冬", ("风从海上来",)),
    PastIssue("2025-03", 2025, 3, date(2025, 9, 20), 27),
)
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}


def styles() -> tuple[str, ...]:
    folder = packaged("styles")
    return tuple((folder / n).read_text("utf-8") for n in ("tokens.css", "article.css", "web.css"))


def online(publication: Publication) -> Publication:
    return replace(publication, online=True, base_url=SITE)


def small_issue() -> Issue:
    issue = build_issue()
    return replace(issue, publication=online(issue.publication))


def small_pages() -> PageMap:
    """The first article over two pages and the next one's first line, an opener, an imprint."""
    labels = ("i", "1", "2", "3", "4", "5")
    kinds = (PageKind.FRONT, *[PageKind.BODY] * 4, PageKind.BACK)
    pages = tuple(
        PageEntry(n, label, kind) for n, (label, kind) in enumerate(zip(labels, kinds, strict=True), 1)
    )
    breaks = (
        PageBreak(1, "contents"),
        PageBreak(2, "a01"),
        PageBreak(3, "a01", 120),
        PageBreak(4, "a02", 30),
        PageBreak(5, "s2"),
        PageBreak(6, "imprint"),
    )
    return PageMap(
        pages,
        (Span("s1", 2, 4), Span("s2", 5, 5)),
        (Span("a01", 2, 3), Span("a02", 3, 4), Span("a03", 5, 5)),
        breaks=breaks,
    )


def small_web(root: Path, issue: Issue | None = None, **more: object) -> dict[str, bytes]:
    """The files of the small issue's web edition; nothing may be found."""
    made, found = make_web(
        issue or small_issue(),
        PAST,
        Shelf(root),
        styles(),
        small_pages(),
        downloads={"haian-2026-01.epub": b"x" * 1_234_567},
        **more,  # type: ignore[arg-type]
    )
    assert made is not None and found == ()
    return made


def whole_pages(whole: Whole) -> PageMap:
    """The page map that was delivered."""
    entries = whole.pages["pages"]

    def spans(name: str) -> tuple[Span, ...]:
        return tuple(
            Span(str(s["id"]), int(str(s["first_page"])), int(str(s["last_page"]))) for s in whole.pages[name]
        )

    return PageMap(
        tuple(
            PageEntry(int(str(p["number"])), str(p["folio"]), PageKind(p["kind"]), str(p["article"]))
            for p in entries
        ),
        spans("sections"),
        spans("articles"),
        breaks=tuple(
            PageBreak(int(str(p["number"])), str(p["begins_in"]), int(str(p["begins_after"])))
            for p in entries
        ),
    )


def whole_web(whole: Whole) -> dict[str, bytes]:
    """The web edition of a whole issue; one that may not go online is asked as if it might."""
    delivered = {
        path.relative_to(whole.folder).as_posix(): path.read_bytes()
        for path in (whole.folder / "web").rglob("*")
        if path.is_file()
    }
    if delivered:
        return delivered
    issue = replace(whole.issue, publication=online(whole.issue.publication))
    made, found = make_web(issue, (), Shelf(whole.workspace.root), styles(), whole_pages(whole))
    assert made is not None and found == ()
    return made


# ---- read back -----------------------------------------------------------------------------


def pages_of(files: Mapping[str, bytes]) -> dict[str, html.HtmlElement]:
    """The HTML pages by name, parsed."""
    return {n: html.document_fromstring(d.decode()) for n, d in files.items() if n.endswith(".html")}


def text_of(element: html.HtmlElement, *, notes: bool = False) -> str:
    """What a page's article reads, without notes, their calls and readings; or the notes alone."""
    return "".join(_text(element, notes))


def _text(element: html.HtmlElement, notes: bool) -> Iterator[str]:
    classes = (element.get("class") or "").split()
    if element.tag in ("rt", "rp") or "noteref" in classes or element.get("role") == "doc-backlink":
        return
    if "notes" in classes and not notes:
        return
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _text(child, notes)
        yield child.tail or ""


class Strict(HTMLParser):
    """Whether every element is closed where it was opened, and every id given once."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag == "a" and "a" in self.open:
            self.faults.append("a link within a link")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")


def faults(page: bytes) -> list[str]:
    """What is wrong with the form of a page."""
    parser = Strict()
    parser.feed(page.decode())
    parser.close()
    twice = sorted({id_ for id_ in parser.ids if parser.ids.count(id_) > 1})
    return [*parser.faults, *(f"never closed: {t}" for t in parser.open), *(f"twice: {id_}" for id_ in twice)]


def addresses(page: html.HtmlElement) -> Iterator[str]:
    """Everything in a page that leads somewhere."""
    for element in page.iter():
        for name in ("href", "src", "action"):
            if element.get(name) is not None:
                yield str(element.get(name))
        for source in re.split(r",\s*", element.get("srcset") or ""):
            if source:
                yield source.split()[0]
