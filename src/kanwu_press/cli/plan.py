"""`kanwu plan`: the flat plan of an issue."""

from __future__ import annotations

from pathlib import Path

import click

from kanwu_press.cli.options import Body, Given, program
from kanwu_press.cli.shared import issue_here, nothing, shown
from kanwu_press.console import Screen, make_screen
from kanwu_press.findings import N_, Exit, Level
from kanwu_press.flatplan import (
    PLAN_FIGURES,
    PLAN_HEADS,
    PLAN_WRAPPED,
    flat_plan,
    plan_record,
    plan_rows,
    plan_sentences,
)


def command(given: Given) -> Body:
    _ = given.words.gettext

    @given.issue
    @click.option("-o", "--out", type=Path, metavar=_("FOLDER"), help=_("Where it was built (build/)."))
    @given.machine
    @given.lang
    def plan_command(issue: str | None, out: Path | None, machine: bool) -> int:
        return _plan(make_screen(given.words, machine), issue, out)

    return plan_command


def _plan(screen: Screen, name: str | None, out: Path | None) -> int:
    asked = issue_here(screen, name)
    if asked is None:
        return nothing(screen)
    workspace, chosen = asked
    plan, findings = flat_plan(workspace, chosen, (out or workspace.default_output).absolute())
    if plan is None:
        return shown(screen, findings, issue=chosen)
    screen.table(PLAN_HEADS, plan_rows(plan, screen.words), PLAN_FIGURES, PLAN_WRAPPED)
    for said, values in () if screen.machine else plan_sentences(plan):
        screen.say(said, **values)
    screen.record(event="plan", **plan_record(plan))
    errors = sum(finding.level is Level.ERROR for finding in findings)
    if errors:
        screen.say(N_("{count} thing(s) in the manuscripts must be mended; {command} check tells them."),
                   count=errors, command=program())  # fmt: skip
    screen.done(issue=chosen, exit=Exit.DELIVERED)
    return Exit.DELIVERED
