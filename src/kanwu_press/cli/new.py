"""`kanwu new`: a new publication."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import click

from kanwu_press.cli.options import Body, Given, program
from kanwu_press.cli.shared import shown
from kanwu_press.console import Screen, make_screen
from kanwu_press.findings import N_
from kanwu_press.new import new_publication
from kanwu_press.usage import year_check


def command(given: Given) -> Body:
    _ = given.words.gettext

    @click.argument("folder", type=Path, metavar=_("FOLDER"))
    @click.option(
        "--year", metavar="2026", callback=year_check(given.words), help=_("The year of the first issue.")
    )
    @given.machine
    @given.lang
    def new_command(folder: Path, year: str | None, machine: bool) -> int:
        return _new(make_screen(given.words, machine), folder, int(year) if year else None)

    return new_command


def _new(screen: Screen, folder: Path, year: int | None) -> int:
    folder = Path(os.path.normpath(folder))
    findings = new_publication(folder, year)
    if not findings:
        screen.say(N_("Made {folder}. To build it:"), folder=folder)
        if folder.resolve() != Path.cwd():
            screen.item(f"cd {shlex.quote(str(folder))}")
        screen.item(f"{program()} build")
    return shown(screen, findings, folder=str(folder.absolute()))
