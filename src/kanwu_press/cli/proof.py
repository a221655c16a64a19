"""`kanwu proof`: an issue as sheets to be read and marked."""

from __future__ import annotations

from pathlib import Path

import click

from kanwu_press.cli.options import Body, Given
from kanwu_press.cli.shared import issue_here, normal, nothing
from kanwu_press.console import Screen, make_screen
from kanwu_press.findings import N_, exit_code
from kanwu_press.proofing import proof
from kanwu_press.usage import round_check


def command(given: Given) -> Body:
    _ = given.words.gettext

    @given.issue
    @click.option(
        "-o", "--out", type=Path, metavar=_("FILE"), help=_("The file or folder to write to (build/proofs/).")
    )
    @click.option(
        "--round", "round_", metavar="1|2|3", default="1", callback=round_check(given.words),
        help=_("The round of proofreading, marked on each sheet (1)."),
    )  # fmt: skip
    @given.machine
    @given.lang
    def proof_command(issue: str | None, out: Path | None, round_: str, machine: bool) -> int:
        return _proof(make_screen(given.words, machine), issue, out, int(round_))

    return proof_command


def _proof(screen: Screen, name: str | None, out: Path | None, round_: int) -> int:
    asked = issue_here(screen, name)
    if asked is None:
        return nothing(screen)
    workspace, chosen = asked
    with screen.steps() as steps:
        target = None if out is None else normal(out)
        made = proof(workspace, chosen, target, screen.words, steps.begin, round_)
        steps.end(good=made.file is not None)
    screen.findings(made.findings)
    if made.file is None:
        screen.say(N_("No proof was made."))
    else:
        screen.say(
            N_("The proof of issue {issue} has {count} sheets: {file}"),
            issue=chosen, count=made.sheets, file=made.file,
        )  # fmt: skip
    code = exit_code(made.findings)
    screen.done(issue=chosen, file=made.file and str(made.file), sheets=made.sheets, exit=code)
    return code
