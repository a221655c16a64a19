"""Ranges typed rightly, but not one like the other: 300—500户 here, 300～500户 there. Issue → findings.

Hints only: GB/T 15834—2011 (4.13) lets — and ～ stand for quantities; an issue keeps to one. What is typed
with a hyphen is told by typed.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from kanwu_press.check.passages import Passage, issue_passages
from kanwu_press.check.ranges import signs
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Issue, RangeSign

MIXED = Rule(
    "range-signs-mixed", Level.INFO,
    N_("Of ranges alike, “{sign}” joins {count} in this issue, and “{other}” joins {others}: {text}"),
    N_("Keep one of them; “范围号” in publication.yaml says which."),
)  # fmt: skip
NOT_AS_SET = Rule(
    "range-sign-other", Level.INFO,
    N_("“范围号” asks for “{other}”, but “{sign}” joins this range, {count} here: {text}"),
    N_("Write “{other}”."),
)  # fmt: skip

_SET = {RangeSign.EM: "—", RangeSign.WAVE: "～"}
_Met = tuple[Passage, int]


def range_signs(issue: Issue) -> Iterator[Finding]:
    """Signs that are not as the publication has them; by use, the rarer of two for ranges alike, once."""
    wanted = _SET.get(issue.publication.range_sign, "")
    kinds: dict[bool, dict[str, list[_Met]]] = {True: {}, False: {}}
    for passage in issue_passages(issue.articles):
        odd = []
        for at, sign, time in signs(passage.text):
            kinds[time].setdefault(sign, []).append((passage, at))
            if sign != wanted:
                odd.append((at, sign))
        if wanted and odd:
            at, sign = odd[0]
            text = passage.around(at, at + 1)
            yield NOT_AS_SET.at(passage.place(at), sign=sign, other=wanted, count=len(odd), text=text)
    if not wanted:
        for met in kinds.values():
            yield from _mixed(met)


def _mixed(met: dict[str, list[_Met]]) -> Iterator[Finding]:
    if len(met) < 2:
        return
    usual, rare = sorted(met, key=lambda sign: (-len(met[sign]), sign))
    passage, at = met[rare][0]
    yield MIXED.at(
        passage.place(at), sign=rare, count=len(met[rare]), other=usual, others=len(met[usual]),
        text=passage.around(at, at + 1),
    )  # fmt: skip
