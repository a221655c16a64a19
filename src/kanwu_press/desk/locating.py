"""Findings → the pages they are of. In: the issue, its page map. Out: anchors, `p12`, `cover-front`."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from kanwu_press.desk.texts import pieces
from kanwu_press.findings import Finding
from kanwu_press.model import Article, Issue, PageMap

FRONT, INSIDE_FRONT, INSIDE_BACK = "cover-front", "cover-inside-front", "cover-inside-back"


def page_anchor(number: int) -> str:
    """The anchor of a page counted from 1."""
    return f"p{number}"


@dataclass(frozen=True, slots=True)
class _Spot:
    line: int
    at: int
    length: int


class Locator:
    """Where manuscript lines landed."""

    def __init__(self, issue: Issue, pages: PageMap) -> None:
        self._issue, self._pages = issue, pages
        self._articles = {a.place.file: a for a in issue.articles if a.planned is None}
        self._coming = {a.place.line: a.id for a in issue.articles if a.planned is not None}
        self._folios = {page.label: page.number for page in pages.pages}
        self._landed = {p.id: p.page for p in (*pages.headings, *pages.figures)}
        self._spots: dict[str, tuple[_Spot, ...]] = {}

    def anchor(self, finding: Finding) -> str:
        """The anchor of the page that a finding is of; "" where it is of none."""
        article = self._articles.get(finding.place.file)
        told = dict(finding.values)
        if article is not None:
            folio = self._folios.get(told.get("page", ""))  # the page that its text speaks of
            return page_anchor(folio or self.page(article, finding.place.line, finding.place.column))
        if finding.place.file == self._issue.place.file:
            return self._of_issue(finding.place.line)
        if finding.place.file.endswith("-interior.pdf"):
            return self._in_pdf(told.get("page", ""))
        return self._in_pdf(told.get("places", "").partition("、")[0]) if not finding.place.file else ""

    def page(self, article: Article, line: int, column: int = 0) -> int:
        """The page (from 1) of a line of an article's manuscript; of its head, its first."""
        span = self._pages.article(article.id)
        for note in article.notes:
            if line and note.place.line == line:
                id_ = f"{article.id}-n{note.number}"
                return next((n.page for n in self._pages.notes if n.id == id_), span.first)
        for kind in ("h", "f", "t"):  # headings, figures and tables are known by their lines
            if line and (landed := self._landed.get(f"{article.id}-{kind}{line}")):
                return landed
        at = self._at(article, line, column)
        begun = [b.page for b in self._pages.breaks if b.owner == article.id and b.at <= at]
        return max(begun, default=span.first)

    def _at(self, article: Article, line: int, column: int) -> int:
        """How much of the article stands before this place, as print counts it."""
        spots = self._spots_of(article)
        before = bisect_right([spot.line for spot in spots], line)
        if not before or not line:
            return 0
        spot = spots[before - 1]
        return spot.at + (max(0, min(column, spot.length) - 1) if spot.line == line else 0)

    def _spots_of(self, article: Article) -> tuple[_Spot, ...]:
        """Where each line begins, in the order of the lines, and how much stands on it."""
        if article.id not in self._spots:
            held: dict[int, _Spot] = {}
            at = 0
            for piece in pieces(article):
                known = held.get(piece.line, _Spot(piece.line, at, 0))
                held[piece.line] = _Spot(piece.line, known.at, known.length + len(piece.text))
                at += len(piece.text)
            held.pop(0, None)  # head and end have no lines of their own
            self._spots[article.id] = tuple(held[line] for line in sorted(held))
        return self._spots[article.id]

    def _of_issue(self, line: int) -> str:
        """What stands in issue.yaml: articles to come, which have no file of their own, and the cover."""
        coming = self._coming.get(line)
        return page_anchor(self._pages.article(coming).first) if coming else self._on_cover(line)

    def _on_cover(self, line: int) -> str:
        cover = self._issue.cover
        sides = (
            (cover.picture, FRONT),
            (cover.inside_front, INSIDE_FRONT),
            (cover.inside_back, INSIDE_BACK),
        )
        return next((name for f, name in sides if f is not None and line and f.place.line == line), "")

    def _in_pdf(self, number: str) -> str:
        known = number.isdecimal() and 0 < int(number) <= len(self._pages.pages)
        return page_anchor(int(number)) if known else ""
