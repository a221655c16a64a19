"""What issues and articles are called on the web: in titles, links and descriptions."""

from __future__ import annotations

from kanwu_press.model import Article, Issue, Paragraph, PastIssue, Publication
from kanwu_press.naming import year_and_number
from kanwu_press.walk import plain, within

DESCRIPTION_CHARS = 120  # what a search engine or a messenger shows


def serial(issue: Issue | PastIssue) -> str:
    """`总第29期`, or "" where nobody counts."""
    return f"总第{issue.serial}期" if issue.serial else ""


def past_title(publication: Publication, issue: PastIssue) -> str:
    """The same of another issue."""
    return f"{publication.title} {year_and_number(issue)}"


def authors(article: Article) -> str:
    """All authors on one line."""
    return "、".join(author.name for author in article.authors)


def description(article: Article) -> str:
    """What the article is about: its abstract, else how it begins."""
    first = plain(article.abstract)
    for block in within(article.blocks):
        if first:
            break
        if isinstance(block, Paragraph):
            first = plain(block.children)
    return shortened(" ".join(first.split()))


def shortened(text: str) -> str:
    return text if len(text) <= DESCRIPTION_CHARS else text[: DESCRIPTION_CHARS - 1] + "…"


def bytes_said(count: int) -> str:
    """The size of a file for people: `1.2 MB`, `640 KB`."""
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(1, round(count / 1000))} KB"
