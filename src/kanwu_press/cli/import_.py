"""`kanwu import`: Word files, or recognised or pasted text, into manuscripts."""

from __future__ import annotations

from pathlib import Path

import click

from kanwu_press.cli.options import Body, Given
from kanwu_press.cli.shared import shown
from kanwu_press.console import make_screen
from kanwu_press.intake import import_files
from kanwu_press.usage import Option


def command(given: Given) -> Body:
    _ = given.words.gettext

    @click.argument("files", type=Path, nargs=-1, required=True, metavar=_("FILE") + "…")
    @click.option(
        "--issue", cls=Option, required=True, metavar="2026-01", help=_("The issue that it becomes; needed.")
    )
    @click.option(
        "--into", type=Path, default=Path(), metavar=_("FOLDER"), help=_("The publication's folder (here).")
    )
    @click.option(
        "--column", metavar=_("COLUMN"), default="", help=_("The column (栏目) to list Word files in.")
    )
    @given.machine
    @given.lang
    def import_command(files: tuple[Path, ...], into: Path, issue: str, column: str, machine: bool) -> int:
        screen = make_screen(given.words, machine)
        return shown(screen, import_files(files, into, issue, column, given.words), issue=issue)

    return import_command
