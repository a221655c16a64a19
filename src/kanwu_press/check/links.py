"""Links lead somewhere. Their schemes have been judged at reading; here it is whether the goal exists."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from kanwu_press.check.walk import inlines, words
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Article, Issue, Link, Place

NOT_IN_ISSUE = Rule(
    "link-not-in-issue",
    Level.ERROR,
    N_("The link leads to “{href}”, which is no manuscript of this issue."),
    N_("Write the manuscript's file name as in issue.yaml, or a whole address with https://."),
)
FRAGMENT = Rule(
    "link-fragment",
    Level.WARNING,
    N_("The link leads to a place within “{href}”; only whole manuscripts can be linked."),
    N_("Leave out what follows the #."),
)
TAIL = Rule(
    "link-tail",
    Level.WARNING,
    N_("The address ends with “{mark}”, which probably belongs to the sentence: {href}"),
    N_("Move the mark behind the link."),
)
EMPTY = Rule(
    "link-empty",
    Level.ERROR,
    N_("The link to “{href}” has no words to click on."),
    N_("Write the words between the square brackets: [words](address)."),
)

_WEB = re.compile(r"(https?|mailto):", re.IGNORECASE)
_MARKS = "，。、；：？！）》」』”’…"


def targets(issue: Issue) -> Iterator[Finding]:
    """Internal links name a manuscript of the issue; addresses do not swallow the sentence's marks."""
    files = {article.place.file for article in issue.articles}
    for article in issue.articles:
        for inline, line in inlines(article):
            if isinstance(inline, Link):
                place = Place(article.place.file, inline.line or line)
                yield from _judged(inline, place, article, files)


def _judged(link: Link, place: Place, article: Article, files: set[str]) -> Iterator[Finding]:
    shown = link.href[:80]
    if not words(link.children).strip():
        yield EMPTY.at(place, href=shown)
    if _WEB.match(link.href):
        if link.href[-1] in _MARKS:
            yield TAIL.at(place, href=shown, mark=link.href[-1])
        return
    path, _, fragment = unquote(link.href).partition("#")
    goal = posixpath.normpath(posixpath.join(posixpath.dirname(article.place.file), path))
    if path and goal not in files:
        yield NOT_IN_ISSUE.at(place, href=shown)
    elif fragment or not path:
        yield FRAGMENT.at(place, href=shown)
