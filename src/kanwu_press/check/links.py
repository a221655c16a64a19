"""Links lead somewhere. Their schemes have been judged at reading; here it is whether the goal exists."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from kanwu_press.check.walk import inlines
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Article, Issue, Link, Place

NOT_IN_ISSUE = Rule(
    "link-not-in-issue",
    Level.ERROR,
    N_("The link leads to “{href}”, which is no manuscript of this issue."),
    N_("Write the manuscript's file name as in issue.yaml, or a whole address with https://."),
)
TAIL = Rule(
    "link-tail",
    Level.WARNING,
    N_("The address ends with “{mark}”, which probably belongs to the sentence: {href}"),
    N_("Move the mark behind the link."),
)

_WEB = re.compile(r"(https?|mailto):", re.IGNORECASE)
_MARKS = tuple("，。、；：？！）》」』”’…")


def targets(issue: Issue) -> Iterator[Finding]:
    """Internal links name a manuscript of the issue; addresses do not swallow the sentence's marks."""
    files = {article.place.file for article in issue.articles}
    for article in issue.articles:
        for inline, line in inlines(article):
            if isinstance(inline, Link):
                place = Place(article.place.file, inline.line or line)
                yield from _judged(inline, place, article, files)


def _judged(link: Link, place: Place, article: Article, files: set[str]) -> Iterator[Finding]:
    href = unquote(link.href)
    shown = href[:80]
    if _WEB.match(link.href):
        if href[-1:] in _MARKS:
            yield TAIL.at(place, href=shown, mark=href[-1])
        return
    goal = posixpath.normpath(posixpath.join(posixpath.dirname(article.place.file), href))
    if goal not in files:
        yield NOT_IN_ISSUE.at(place, href=shown)
