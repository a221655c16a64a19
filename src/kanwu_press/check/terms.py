"""The register of terms against the issue, and the issue's terms that the register lacks.

Issue, register → findings, proposals. The register (manuscripts/terms.yaml) is read by read/terms.py.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kanwu_press.check.names import two_ways
from kanwu_press.check.passages import issue_passages, passages
from kanwu_press.findings import N_, Finding, Level, Rule, in_order
from kanwu_press.model import Article, Issue, Place
from kanwu_press.terms import Proposal, Term

REFUSED = Rule(
    "term-refused",
    Level.WARNING,
    N_("“{word}” is written here; the register of terms wants “{name}” (lines {lines}). {note}"),
    N_("Write “{name}”."),
)
SHORT_FIRST = Rule(
    "term-short-first",
    Level.INFO,
    N_("“{word}” stands here before its full name “{name}” has been given."),
    N_("Write the full name at its first use."),
)

WHY_SHORT = N_("an abbreviation is explained in the text")
WHY_TWO_WAYS = N_("it is written two ways")
WHY_OFTEN = N_("it stands in quotation marks in several articles")

# 《……》（以下简称“……”）, 三亚中央商务区（以下简称“CBD”）
_EXPLAINED = re.compile(
    r"(?:《([^《》]{3,40})》|([\u4e00-\u9fff]{4,24}))[（(](?:以下)?简称[:：]?[“《]?([^“”《》（）()，。]{2,16})[”》]?[）)]"
)
_QUOTED = re.compile(r"“([\u4e00-\u9fffA-Za-z\d+]{3,12})”")
_TITLES = re.compile("《[^《》]*》")
_OFTEN, _ARTICLES = 4, 2  # times and articles that make a quoted term one of the house's


def register(issue: Issue, terms: tuple[Term, ...]) -> tuple[Finding, ...]:
    """Forms that the register refuses, once for each form and manuscript; abbreviations before full names."""
    if not terms:
        return ()
    refused = {word: term for term in terms for word in term.refused}
    spelled = {word: term for term in terms if term.spell_out for word in term.short}
    known = {word for term in terms for word in (term.name, *term.short)} | refused.keys()
    pattern = re.compile("|".join(re.escape(word) for word in sorted(known, key=lambda w: (-len(w), w))))
    found = (f for article in issue.articles for f in _in_article(article, pattern, refused, spelled))
    return in_order(found)


def _in_article(
    article: Article, pattern: re.Pattern[str], refused: dict[str, Term], spelled: dict[str, Term]
) -> Iterator[Finding]:
    """A refused form within a right one (市委组织部 in 三亚市委组织部) is no fault: the longest is taken."""
    met: dict[str, list[Place]] = {}
    full: set[str] = set()
    for passage in passages(article):
        titles = [m.span() for m in _TITLES.finditer(passage.text)]
        for match in pattern.finditer(passage.text):
            word, place = match[0], passage.place(match.start())
            if word in refused and any(a < match.start() < b for a, b in titles):
                continue  # a title is written as it was given
            if word in refused:
                met.setdefault(word, []).append(place)
            elif word in spelled and spelled[word].name not in full:
                yield SHORT_FIRST.at(place, word=word, name=spelled[word].name)
                full.add(spelled[word].name)  # told once
            else:
                full.add(word)
    for word, places in met.items():
        lines = "、".join(dict.fromkeys(str(place.line) for place in sorted(places)))
        term = refused[word]
        yield REFUSED.at(min(places), word=word, name=term.name, lines=lines, note=term.note)


def proposals(issue: Issue, terms: tuple[Term, ...]) -> tuple[Proposal, ...]:
    """What the register may take up from the issue, in the order of the text; nothing that it has."""
    known = {word for term in terms for word in (term.name, *term.short, *term.refused)}
    found: dict[str, Proposal] = {}
    for proposal in (*_explained(issue), *_two_ways(issue), *_often(issue)):
        if proposal.term.name not in known:
            found.setdefault(proposal.term.name, proposal)
    return tuple(sorted(found.values(), key=lambda p: (p.term.place, p.term.name)))


def _explained(issue: Issue) -> Iterator[Proposal]:
    whole = _whole(issue)
    for article in issue.articles:
        for passage in passages(article):
            for match in _EXPLAINED.finditer(passage.text):
                name, short, place = match[1] or match[2], match[3], passage.place(match.start())
                yield Proposal(Term(name, place, short=(short,)), whole.count(name), WHY_SHORT)


def _two_ways(issue: Issue) -> Iterator[Proposal]:
    for t in two_ways(issue):
        yield Proposal(Term(t.usual, t.odd_place, refused=(t.odd,)), t.count, WHY_TWO_WAYS)


def _often(issue: Issue) -> Iterator[Proposal]:
    count: Counter[str] = Counter()
    first: dict[str, Place] = {}
    files: dict[str, set[str]] = {}
    for article in issue.articles:
        for passage in passages(article):
            for match in _QUOTED.finditer(passage.text):
                place = passage.place(match.start(1))
                count[match[1]] += 1
                first.setdefault(match[1], place)
                files.setdefault(match[1], set()).add(place.file)
    for word, times in count.items():
        if times >= _OFTEN and len(files[word]) >= _ARTICLES:
            yield Proposal(Term(word, first[word]), times, WHY_OFTEN)


def _whole(issue: Issue) -> str:
    return "\n".join(passage.text for passage in issue_passages(issue.articles))
