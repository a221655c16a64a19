"""The machine-readable files of a build: pages.json (the page map) and findings.json."""

from __future__ import annotations

import json
from collections.abc import Iterable
from gettext import NullTranslations

from kanwu_press.findings import Finding
from kanwu_press.model import Issue, Landing, PageMap, Span


def pages_json(issue: Issue, pages: PageMap) -> bytes:
    """The page map: pages count from 1 over the whole interior, folios are as printed."""
    titles = {article.id: article for article in issue.articles}
    names = {section.id: section.name for section in issue.sections}

    def span(entry: Span) -> dict[str, object]:
        return {
            "first_page": entry.first,
            "last_page": entry.last,
            "first_folio": pages.label(entry.first),
            "last_folio": pages.label(entry.last),
        }

    def lines(id_: str) -> dict[str, object]:
        """How deep an article is, in lines of the type area, and how many stay empty below it."""
        return next(
            (
                {"lines": e.depth, "lines_on_last_page": e.last, "white_lines": e.white}
                for e in pages.extents
                if e.id == id_
            ),
            {},
        )

    def landing(entry: Landing) -> dict[str, object]:
        return {
            "id": entry.id,
            "article": entry.article,
            "page": entry.page,
            "folio": pages.label(entry.page),
        }

    def begins(page: int) -> dict[str, object]:
        """In what the page begins, and after how many characters and pictures of it."""
        return next(
            ({"begins_in": b.owner, "begins_after": b.at} for b in pages.breaks if b.page == page), {}
        )

    return _json(
        {
            "publication": issue.publication.code,
            "issue": issue.name,
            "pages": [
                {
                    "number": page.number,
                    "folio": page.label,
                    "kind": page.kind.value,
                    "section": page.section,
                    "article": page.article,
                    **begins(page.number),
                }
                for page in pages.pages
            ],
            "sections": [{"id": s.id, "name": names[s.id], **span(s)} for s in pages.sections],
            "articles": [
                {
                    "id": a.id,
                    "title": titles[a.id].title,
                    "authors": [author.name for author in titles[a.id].authors],
                    "file": titles[a.id].place.file,
                    **span(a),
                    **lines(a.id),
                }
                for a in pages.articles
            ],
            "headings": [landing(entry) for entry in pages.headings],
            "figures": [landing(entry) for entry in pages.figures],
            "notes": [landing(entry) for entry in pages.notes],
        }
    )


def findings_json(findings: Iterable[Finding], words: NullTranslations) -> bytes:
    """All findings with their sentences in the language of `words`."""
    return _json({"findings": [finding_record(finding, words) for finding in findings]})


def finding_record(finding: Finding, words: NullTranslations) -> dict[str, object]:
    """One finding as a flat record."""
    return {
        "code": finding.code,
        "level": finding.level.value,
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "message": finding.message(words),
        "remedy": finding.remedy(words),
        **({"suppressed": True, "reason": finding.cleared} if finding.cleared else {}),
    }


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
