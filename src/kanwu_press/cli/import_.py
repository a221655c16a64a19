"""`kanwu import`: Word files, or recognised or pasted text, into manuscripts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from kanwu_press.cli.options import Body, Given, program
from kanwu_press.cli.shared import nothing, shown
from kanwu_press.console import Notes, Screen, make_screen
from kanwu_press.findings import N_
from kanwu_press.intake import import_files, is_word
from kanwu_press.usage import Option
from kanwu_press.workspace import find_workspace

_FOLDED = N_("{count} more notes of this kind; all of them stand in the import report.")
# One for each file, which says what became of it: none is left out.
_WHOLE = frozenset((
    "word-done", "word-listed", "word-listed-already", "word-unlisted", "word-written-anew",
))  # fmt: skip


def command(given: Given) -> Body:
    _ = given.words.gettext

    @click.argument("files", type=Path, nargs=-1, required=True, metavar=_("FILE") + "…")
    @click.option(
        "--issue", cls=Option, required=True, metavar="2026-01", help=_("The issue that it becomes; needed.")
    )
    @click.option(
        "--into",
        type=Path,
        default=None,
        metavar=_("FOLDER"),
        help=_("The publication's folder (where you are); made if new."),
    )
    @click.option(
        "--column", metavar=_("COLUMN"), default="", help=_("The column (栏目) to list Word files in.")
    )
    @given.machine
    @given.lang
    def import_command(
        files: tuple[Path, ...], into: Path | None, issue: str, column: str, machine: bool
    ) -> int:
        screen = make_screen(given.words, machine)
        folder = into or _here(screen, files)
        if folder is None:
            return nothing(screen)
        found = import_files(files, folder, issue, column, given.words)
        return shown(screen, found, Notes(_FOLDED, _WHOLE), issue=issue)

    return import_command


def _here(screen: Screen, files: Sequence[Path]) -> Path | None:
    """The publication that we are in; this folder for the text of a whole issue, which begins a publication.

    None for Word files where there is none, and said so: they belong to a publication that is there.
    """
    workspace = find_workspace(Path())
    if workspace is not None:
        return workspace.root
    if any(map(is_word, files)):
        said = N_(
            "There is no publication.yaml here or in a folder above. Go to the publication's folder, or name "
            "it with --into; a new one is begun by --into FOLDER, or by {command} new."
        )
        screen.say(said, command=program())
        return None
    return Path()
