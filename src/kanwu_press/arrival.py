"""The page map for readers, who do not get what has not arrived: its pages count as blank ones. Pure."""

from __future__ import annotations

from dataclasses import replace

from kanwu_press.model import Issue, PageBreak, PageMap


def reader_pages(issue: Issue, pages: PageMap) -> PageMap:
    """The page map of `issue` as an edition of `issue.arrived` can show it: no page is lost from it."""
    arrived = issue.arrived
    if arrived is issue:
        return pages
    there = {a.id for a in arrived.articles} | {s.id for s in arrived.sections}
    absent = ({a.id for a in issue.articles} | {s.id for s in issue.sections}) - there
    held = [article.planned is not None for article in issue.articles]

    def shown(begun: PageBreak) -> PageBreak:
        if begun.owner in absent:
            return PageBreak(begun.page, "")
        if begun.owner == "contents":
            return replace(begun, at=begun.at - sum(held[: begun.at]))
        return begun

    return replace(pages, breaks=tuple(shown(begun) for begun in pages.breaks))


def comparable_pages(issue: Issue, pages: PageMap) -> PageMap:
    """The same without the pages that name what has not arrived: contents and openers read otherwise."""
    if issue.arrived is issue:
        return pages
    other = {"contents", *(section.id for section in issue.sections)}
    shown = reader_pages(issue, pages).breaks
    return replace(pages, breaks=tuple(replace(b, owner="") if b.owner in other else b for b in shown))
