"""Turns of phrase that stand often in the issue, and once or twice with one character wrong.

Five characters that stand six times or more are usual (党建引领基); the same with one of the inner three
replaced by a character that sounds or looks alike (党建引颌基), or with two neighbours changed about, is
asked about; so are four of which the last is replaced (党建引颌), once, where the first three are
followed by nothing else. A hint: the odd form may be meant.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kanwu_press.check.han import alike
from kanwu_press.check.names import APART
from kanwu_press.check.passages import issue_passages
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Issue

SLIP = Rule(
    "phrase-slip",
    Level.INFO,
    N_("“{odd}” may be a slip: elsewhere it is “{usual}” ({count} times)."),
    N_("If it is one, write “{usual}”."),
)

_LENGTH = 5
_OFTEN, _SELDOM = 6, 2
_SHORT = _LENGTH - 1
_HAN = re.compile(rf"[\u4e00-\u9fff]{{{_SHORT},}}")
_INNER = range(1, _LENGTH - 1)


def phrases(issue: Issue) -> Iterator[Finding]:
    """Odd forms of usual phrases, once for each line and slip."""
    prose = list(issue_passages(issue.articles))
    runs = [run for passage in prose for run in _HAN.findall(passage.text)]
    count = _counted(runs, _LENGTH)
    short = _counted(runs, _SHORT)
    odd = {**dict(_odd(count)), **dict(_odd_at_the_end(short, count))}
    count.update(short)
    if not odd:
        return
    pattern = re.compile("|".join(sorted(odd)))
    told: set[tuple[str, int, str]] = set()
    for passage in prose:
        for match in pattern.finditer(passage.text):
            place, usual = passage.place(match.start()), odd[match[0]]
            if (place.file, place.line, match[0]) not in told:
                told.add((place.file, place.line, match[0]))
                yield SLIP.at(place, odd=match[0], usual=usual, count=count[usual])


def _counted(runs: list[str], length: int) -> Counter[str]:
    return Counter(run[i : i + length] for run in runs for i in range(len(run) - length + 1))


def _odd_at_the_end(count: Counter[str], longer: Counter[str]) -> Iterator[tuple[str, str]]:
    """Odd forms with another last character, each with the usual one: there are no third ones.

    What one character always follows (引领基, of 基层) ends within a word, and its last tells nothing.
    """
    heads = {phrase[:-1] for phrase, times in count.items() if times >= _OFTEN}
    known: dict[str, list[str]] = {}
    for phrase in count:
        if phrase[:-1] in heads:
            known.setdefault(phrase[:-1], []).append(phrase)
    for forms in known.values():
        if len(forms) == 2:
            usual, odd = sorted(forms, key=lambda phrase: -count[phrase])
            a, b = usual[-1], odd[-1]
            if count[usual] < _OFTEN or count[odd] > 1 or {a, b} & APART or not alike(a, b):
                continue
            if all(times < count[usual] for phrase, times in longer.items() if phrase[:-1] == usual):
                yield odd, usual


def _odd(count: Counter[str]) -> Iterator[tuple[str, str]]:
    """Odd forms, each with the usual one."""
    usual = {phrase for phrase, times in count.items() if times >= _OFTEN}
    gapped: dict[str, list[str]] = {}
    for phrase in sorted(usual):
        for i in _INNER:
            gapped.setdefault(f"{phrase[:i]}\0{phrase[i + 1 :]}", []).append(phrase)
        for i in range(_LENGTH - 1):
            turned = phrase[:i] + phrase[i + 1] + phrase[i] + phrase[i + 2 :]
            if turned != phrase and 0 < count.get(turned, 0) <= _SELDOM:
                yield turned, phrase
    heads, tails = {p[:2] for p in usual}, {p[-2:] for p in usual}
    for phrase, times in count.items():
        if times <= _SELDOM and (phrase[:2] in heads or phrase[-2:] in tails):
            yield from ((phrase, good) for good in _replaced(phrase, gapped))


def _replaced(phrase: str, gapped: dict[str, list[str]]) -> Iterator[str]:
    """The usual phrases from which `phrase` differs in one inner character that is like the other."""
    for i in _INNER:
        for good in gapped.get(f"{phrase[:i]}\0{phrase[i + 1 :]}", ()):
            a, b = phrase[i], good[i]
            if not {a, b} & APART and alike(a, b):
                yield good
