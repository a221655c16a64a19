"""What issues and articles are called on the web: in titles, links and descriptions."""

from __future__ import annotations

from datetime import date

from kanwu_press.model import Article, Issue, Paragraph, PastIssue, Publication
from kanwu_press.walk import plain, within

DESCRIPTION_CHARS = 120  # what a search engine or a messenger shows


def year_and_number(issue: Issue | PastIssue) -> str:
    """`2026年第1期`."""
    return f"{issue.year}年第{issue.number}期"


def serial(issue: Issue | PastIssue) -> str:
    """`总第29期`, or "" where nobody counts."""
    return f"总第{issue.serial}期" if issue.serial else ""


def issue_title(issue: Issue) -> str:
    """`海岸 2026年第1期`."""
    return f"{issue.publication.title} {year_and_number(issue)}"


def past_title(publication: Publication, issue: PastIssue) -> str:
    """The same of another issue."""
    return f"{publication.title} {year_and_number(issue)}"


def chinese_date(day: date) -> str:
    """`2026年3月20日`."""
    return f"{day.year}年{day.month}月{day.day}日"


def label(article: Article) -> str:
    """Title and subtitle on one line."""
    return f"{article.title}——{article.subtitle}" if article.subtitle else article.title


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
