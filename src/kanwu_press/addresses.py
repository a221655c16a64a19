"""Names and addresses of the reader editions: what files are called, and where they stand on the site.

In: the issue. Out: names relative to the site's root, and whole addresses under 发布网址 where there is one.
The site is one folder for each issue beside an archive page: `2026-01/a03.html`.
"""

from __future__ import annotations

from kanwu_press.model import Article, Issue


def stem(issue: Issue) -> str:
    """How the names of an issue's files begin: `haian-2026-01`."""
    return f"{issue.publication.code}-{issue.name}"


def article_file(article: Article) -> str:
    """The name of an article's page, within the folder of its issue: `a03.html`."""
    return f"{article.id}.html"


def site_address(issue: Issue) -> str | None:
    """Where the site stands, with a stroke at its end; None where the issue may not go online."""
    p = issue.publication
    if not p.online or not p.base_url:
        return None
    return p.base_url.rstrip("/") + "/"


def issue_address(issue: Issue) -> str | None:
    """The address of an issue's first page: `https://example.org/haian/2026-01/`."""
    site = site_address(issue)
    return None if site is None else f"{site}{issue.name}/"


def article_address(issue: Issue, article: Article) -> str | None:
    """The address of an article's page: `https://example.org/haian/2026-01/a03.html`."""
    folder = issue_address(issue)
    return None if folder is None else f"{folder}{article_file(article)}"
