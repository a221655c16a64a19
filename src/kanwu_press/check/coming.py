"""Articles that issue.yaml reserves pages for, and how far the others have come. Issue → findings."""

from __future__ import annotations

from collections.abc import Iterator

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Issue, Status

TO_COME = Rule(
    "article-to-come",
    Level.WARNING,
    N_("“{title}” has not arrived; {pages} page(s) are reserved for it."),
    N_(
        "When it is here, write its file name in place of these lines. Until then print and screen PDF show"
        " a placeholder; the EPUB and the web edition leave it out."
    ),
)
NOT_HERE = Rule(
    "final-not-here",
    Level.ERROR,
    N_("A final build holds no placeholders, and “{title}” has not arrived."),
    N_("Write its file name in place of these lines, or delete them; without --final it builds as it is."),
)
NOT_FINAL = Rule(
    "final-in-edit",
    Level.ERROR,
    N_("A final build takes only what is final, and “{title}” is not marked so."),
    N_("When everybody is done with it, write “状态: 定稿” in its head; without --final it builds as it is."),
)


def to_come(issue: Issue) -> Iterator[Finding]:
    """The articles that have not arrived."""
    for article in issue.articles:
        if article.planned is not None:
            yield TO_COME.at(article.place, title=article.title, pages=article.planned.pages)


def unfinished(issue: Issue) -> Iterator[Finding]:
    """What a final build refuses."""
    for article in issue.articles:
        if article.planned is not None:
            yield NOT_HERE.at(article.place, title=article.title)
        elif article.status is not Status.FINAL:
            yield NOT_FINAL.at(article.place, title=article.title)
