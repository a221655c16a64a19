"""data.json: what a report tells, for machines, and for the next report to say what has changed.

In: Facts. Out: a Record and its bytes; a Record from bytes, None where they are none of ours. Pure.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kanwu_press.desk.facts import Facts
from kanwu_press.desk.texts import characters, paragraphs
from kanwu_press.model import Article, Figure, PageMap
from kanwu_press.walk import within

SCHEMA = 1
_DIGITS = 12  # of a paragraph's hash: enough to tell those of one article apart


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """An article: `paragraphs` are hashes and lengths of its text by lines; pages are 0 before they are set.

    `file` is its manuscript; of an article to come, which has none, issue.yaml and its title (`record_file`).
    `white` are the lines left empty below its end, None where that is not known.
    """

    file: str
    title: str
    section: str
    authors: tuple[str, ...]
    status: str
    characters: int
    pictures: int
    paragraphs: tuple[tuple[str, int], ...]
    first: int = 0
    last: int = 0
    first_folio: str = ""
    last_folio: str = ""
    white: int | None = None
    depth: int = 0  # lines of the type area that it takes

    @property
    def pages(self) -> int:
        return self.last - self.first + 1 if self.first else 0


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """What became of an article: added, removed, changed (its text), moved (only its pages), status.

    `added` and `removed` are characters of the lines that changed; pages are folios, `12` or `12–14`.
    """

    kind: str
    file: str
    title: str
    added: int
    removed: int
    pages_before: str
    pages_after: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs from the build before: by article, and the sums before and after."""

    articles: tuple[ArticleChange, ...]
    characters: tuple[int, int]
    pages: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Record:
    """What of a report the next is held against. `pages` is 0 before they are set."""

    issue: str
    pages: int
    articles: tuple[ArticleRecord, ...]
    changes: Changes | None = None

    @property
    def characters(self) -> int:
        return sum(article.characters for article in self.articles)


def make_record(facts: Facts) -> Record:
    """The record of an issue, its changes not yet known."""
    if facts.issue is None:
        return Record(facts.name, 0, ())
    articles = tuple(
        _article(article, section.name, facts)
        for section in facts.issue.sections
        for article in section.articles
    )
    return Record(facts.name, len(facts.pages.pages) if facts.pages else 0, articles)


def record_file(article: Article) -> str:
    """What an article is known by from build to build."""
    return article.place.file if article.planned is None else f"{article.place.file}#{article.title}"


def _article(article: Article, section: str, facts: Facts) -> ArticleRecord:
    coming = article.planned is not None  # what stands on its pages is ours, and will not stay
    texts = () if coming else paragraphs(article)
    hashes = tuple((_digest(text), len(text)) for text in texts)
    pages = facts.pages
    first, last = _span(article, pages)
    extent = next((e for e in pages.extents if e.id == article.id), None) if pages else None
    return ArticleRecord(
        file=record_file(article),
        title=article.title,
        section=section,
        authors=tuple(author.name for author in article.authors),
        status=facts.standing(article.id).status.value,
        characters=0 if coming else characters(article),
        pictures=sum(isinstance(block, Figure) for block in within(article.blocks)),
        paragraphs=hashes,
        first=first,
        last=last,
        first_folio=pages.label(first) if pages and first else "",
        last_folio=pages.label(last) if pages and last else "",
        white=extent.white if extent and not coming else None,
        depth=extent.depth if extent and not coming else 0,
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:_DIGITS]


def _span(article: Article, pages: PageMap | None) -> tuple[int, int]:
    found = next((span for span in pages.articles if span.id == article.id), None) if pages else None
    return (found.first, found.last) if found else (0, 0)


# ---- bytes ---------------------------------------------------------------------------------


def record_json(record: Record, facts: Facts, pins: Mapping[int, str]) -> bytes:
    """data.json; `pins` are the anchors of the findings by their place among them."""
    value = {
        "schema": SCHEMA,
        "issue": record.issue,
        "pages": record.pages,
        "characters": record.characters,
        "articles": [_article_json(article) for article in record.articles],
        "signatures": list(facts.plan.signatures) if facts.plan else None,
        "findings": dict(sorted(Counter(f.level.value for f in facts.findings).items())),
        "pins": [
            {"code": f.code, "file": f.place.file, "line": f.place.line, "at": pins.get(n, "")}
            for n, f in enumerate(facts.findings)
        ],
        "pictures": [
            {
                "file": p.figure.picture.file,
                "width_px": p.figure.picture.width_px,
                "height_px": p.figure.picture.height_px,
                "width_mm": round(p.width_mm, 1),
                "ppi": round(p.ppi),
                "bytes": p.size,
            }
            for p in facts.pictures
            if p.figure.picture is not None
        ],
        "changes": _changes_json(record.changes),
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _article_json(a: ArticleRecord) -> dict[str, object]:
    return {
        "file": a.file, "title": a.title, "section": a.section, "authors": list(a.authors),
        "status": a.status, "characters": a.characters, "pictures": a.pictures,
        "first_page": a.first, "last_page": a.last,
        "first_folio": a.first_folio, "last_folio": a.last_folio, "white_lines": a.white, "lines": a.depth,
        "paragraphs": " ".join(f"{digest}:{length}" for digest, length in a.paragraphs),
    }  # fmt: skip


def _changes_json(changes: Changes | None) -> dict[str, object] | None:
    if changes is None:
        return None
    return {
        "characters": list(changes.characters),
        "pages": list(changes.pages),
        "articles": [
            {
                "kind": c.kind, "file": c.file, "title": c.title, "added": c.added, "removed": c.removed,
                "pages_before": c.pages_before, "pages_after": c.pages_after,
            }
            for c in changes.articles
        ],
    }  # fmt: skip


def read_record(data: bytes | None) -> Record | None:
    """The record that a data.json holds; None where it is missing, damaged or of another schema."""
    if data is None:
        return None
    try:
        value = json.loads(data)
        if value["schema"] != SCHEMA:
            return None
        articles = tuple(_read_article(a) for a in value["articles"])
        changes = _read_changes(value["changes"])
        return Record(_text(value["issue"]), _whole(value["pages"]), articles, changes)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _read_article(a: Any) -> ArticleRecord:
    pairs = (pair.partition(":") for pair in _text(a["paragraphs"]).split())
    return ArticleRecord(
        file=_text(a["file"]),
        title=_text(a["title"]),
        section=_text(a["section"]),
        authors=tuple(_text(name) for name in a["authors"]),
        status=_text(a["status"]),
        characters=_whole(a["characters"]),
        pictures=_whole(a["pictures"]),
        paragraphs=tuple((digest, int(length)) for digest, _, length in pairs),
        first=_whole(a["first_page"]),
        last=_whole(a["last_page"]),
        first_folio=_text(a["first_folio"]),
        last_folio=_text(a["last_folio"]),
        white=None if a["white_lines"] is None else _whole(a["white_lines"]),
        depth=_whole(a["lines"]),
    )


def _read_changes(value: Any) -> Changes | None:
    if value is None:
        return None
    articles = tuple(
        ArticleChange(
            _text(c["kind"]), _text(c["file"]), _text(c["title"]), _whole(c["added"]), _whole(c["removed"]),
            _text(c["pages_before"]), _text(c["pages_after"]),
        )
        for c in value["articles"]
    )  # fmt: skip
    if any(change.kind not in ("added", "removed", "changed", "moved", "status") for change in articles):
        raise ValueError("no change that there is")
    return Changes(articles, _pair(value["characters"]), _pair(value["pages"]))


def _pair(value: Any) -> tuple[int, int]:
    before, after = value
    return _whole(before), _whole(after)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError("not a number")
    return value
