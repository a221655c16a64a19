"""`kanwu diff`: what differs between two issues or PDFs."""

from __future__ import annotations

from pathlib import Path

import click

from kanwu_press.cli.options import Body, Given
from kanwu_press.cli.shared import normal
from kanwu_press.console import Screen, make_screen
from kanwu_press.findings import N_, Exit, exit_code
from kanwu_press.proofing import diff
from kanwu_press.workspace import find_workspace


def command(given: Given) -> Body:
    _ = given.words.gettext

    @click.argument("a", metavar=_("A"))
    @click.argument("b", metavar=_("B"))
    @click.option(
        "-o", "--out", type=Path, metavar=_("FOLDER"), help=_("Where to put the report (build/diff/).")
    )
    @click.option("--exit-code", "strict", is_flag=True, help=_("End with 1 where they differ, for scripts."))
    @given.machine
    @given.lang
    def diff_command(a: str, b: str, out: Path | None, strict: bool, machine: bool) -> int:
        return _diff(make_screen(given.words, machine), (a, b), out, strict)

    return diff_command


def _diff(screen: Screen, names: tuple[str, str], out: Path | None, strict: bool) -> int:
    workspace = find_workspace(Path())
    usual = workspace.default_output / "diff" if workspace else Path("diff")
    folder = normal(out or usual)
    with screen.steps() as steps:
        compared = diff(names, workspace, folder, steps.begin)
        steps.end(good=compared.same is not None)
    screen.findings(compared.findings)
    code = exit_code(compared.findings)
    if compared.same:
        screen.say(N_("{a} and {b} are the same."), a=names[0], b=names[1])
    elif compared.folder is not None:
        screen.say(N_("{a} and {b} differ: {report}"), a=names[0], b=names[1], report=compared.folder)
        screen.item(compared.summary)
        code = code or (Exit.MEND if strict else Exit.DELIVERED)
    report = None if compared.folder is None else str(compared.folder)
    screen.done(same=compared.same, folder=report, exit=code)
    return code
