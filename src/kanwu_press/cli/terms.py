"""`kanwu terms`: what an issue would give the register of terms."""

from __future__ import annotations

import click

from kanwu_press.cli.options import Body, Given
from kanwu_press.cli.shared import issue_here, nothing, shown
from kanwu_press.console import Screen, make_screen
from kanwu_press.findings import N_
from kanwu_press.termlist import TERMS_HEADS, grow_terms


def command(given: Given) -> Body:
    _ = given.words.gettext

    @given.issue
    @click.option("--add", is_flag=True, help=_("Enter them into manuscripts/terms.yaml."))
    @given.machine
    @given.lang
    def terms_command(issue: str | None, add: bool, machine: bool) -> int:
        return _terms(make_screen(given.words, machine), issue, add)

    return terms_command


def _terms(screen: Screen, name: str | None, add: bool) -> int:
    asked = issue_here(screen, name)
    if asked is None:
        return nothing(screen)
    workspace, chosen = asked
    grown = grow_terms(workspace, chosen, add=add)
    rows = [
        (p.term.name, "、".join((*p.term.refused, *p.term.short)), str(p.count),
         f"{p.term.place.file}:{p.term.place.line}", screen.words.gettext(p.why))
        for p in grown.proposals
    ]  # fmt: skip
    if rows:
        screen.table(TERMS_HEADS, rows, (2,), (0, 1, 3, 4))
    elif not grown.findings:
        screen.say(N_("Nothing to propose: the register has all that the issue would give it."))
    for row in rows:
        screen.record(event="term", **dict(zip(("term", "also", "times", "where", "why"), row, strict=True)))
    if grown.written:
        screen.say(N_("{count} entered into manuscripts/terms.yaml. Look them over."), count=len(rows))
    return shown(screen, grown.findings, issue=chosen)
