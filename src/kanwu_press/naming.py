"""What issues, articles and days are called, alike in every edition."""

from __future__ import annotations

from datetime import date

from kanwu_press.model import Article, Issue, PastIssue
from kanwu_press.walk import plain


def year_and_number(issue: Issue | PastIssue) -> str:
    """`2026年第1期`."""
    return f"{issue.year}年第{issue.number}期"


def number_and_serial(issue: Issue) -> str:
    """`2026年第1期（总第29期）`; without the brackets where nobody counts."""
    return year_and_number(issue) + (f"（总第{issue.serial}期）" if issue.serial else "")


def issue_title(issue: Issue) -> str:
    """`海岸 2026年第1期`."""
    return f"{issue.publication.title} {year_and_number(issue)}"


def chinese_date(day: date) -> str:
    """`2026年3月20日`."""
    return f"{day.year}年{day.month}月{day.day}日"


def label(article: Article) -> str:
    """Title and subtitle on one line."""
    return f"{article.title}——{article.subtitle}" if article.subtitle else article.title


def bracketed(line: str) -> str:
    """A closing line of an article in full-width brackets, as it is printed."""
    return line if line[:1] in "（(" and line[-1:] in "）)" else f"（{line}）"


def cover_caption(issue: Issue) -> str:
    """What the cover shows and who took it; "" without a picture."""
    figure = issue.cover.picture
    if figure is None:
        return ""
    return "　".join(part for part in (plain(figure.caption), figure.credit) if part)
