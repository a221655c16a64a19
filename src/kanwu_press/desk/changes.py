"""Two records → what has changed from one build to the next. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from kanwu_press.desk.record import ArticleChange, ArticleRecord, Changes, Record


def with_changes(now: Record, before: Record | None) -> Record:
    """`now` with what changed since `before`; where nothing did, with the changes that `before` told.

    So that building twice gives the same bytes, and the last changes can still be read.
    """
    if before is None:
        return now
    articles = tuple(_changes(now, before))
    pages = (before.pages, now.pages)
    if not articles and pages[0] == pages[1]:
        return replace(now, changes=before.changes)
    return replace(now, changes=Changes(articles, (before.characters, now.characters), pages))


def _changes(now: Record, before: Record) -> Iterator[ArticleChange]:
    """In the order of the issue, then what it lost."""
    old = {article.file: article for article in before.articles}
    for article in now.articles:
        known = old.pop(article.file, None)
        change = _added(article) if known is None else _between(known, article)
        if change is not None:
            yield change
    for article in old.values():
        yield ArticleChange(
            "removed", article.file, article.title, 0, article.characters, folios(article), ""
        )


def _added(article: ArticleRecord) -> ArticleChange:
    return ArticleChange("added", article.file, article.title, article.characters, 0, "", folios(article))


def _between(before: ArticleRecord, now: ArticleRecord) -> ArticleChange | None:
    added, removed = _lengths(before, now)
    pages = (folios(before), folios(now))
    moved = bool(pages[0] and pages[1]) and pages[0] != pages[1]
    words = before.paragraphs != now.paragraphs
    status = before.status != now.status
    if not (words or moved or status):
        return None
    kind = "changed" if words else "moved" if moved else "status"
    return ArticleChange(kind, now.file, now.title, added, removed, *pages)


def _lengths(before: ArticleRecord, now: ArticleRecord) -> tuple[int, int]:
    """Characters of the lines that came and of those that went; one that was changed counts as both."""
    added = removed = 0
    matcher = SequenceMatcher(None, before.paragraphs, now.paragraphs, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            removed += sum(length for _, length in before.paragraphs[a:b])
            added += sum(length for _, length in now.paragraphs[c:d])
    return added, removed


def folios(article: ArticleRecord) -> str:
    """The pages of an article by their folios: `12`, `12–14`; "" before they are set."""
    if article.first_folio == article.last_folio:
        return article.first_folio
    return f"{article.first_folio}–{article.last_folio}"
