"""`kanwu build`: an issue, from its manuscripts to what is delivered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from kanwu_press.build import Built, build
from kanwu_press.cli.options import Body, Given
from kanwu_press.cli.shared import form_option, issue_here, normal, nothing, prefix
from kanwu_press.console import Screen, make_screen
from kanwu_press.findings import N_, exit_code


def command(given: Given) -> Body:
    _ = given.words.gettext

    @given.issue
    @click.option("-o", "--out", type=Path, metavar=_("FOLDER"), help=_("Where to put it (build/)."))
    @given.final
    @form_option(given)
    @given.machine
    @given.lang
    def build_command(issue: str | None, out: Path | None, final: bool, form: str, machine: bool) -> int:
        return _build(make_screen(given.words, machine, form, prefix()), issue, out, final)

    return build_command


def _build(screen: Screen, name: str | None, out: Path | None, final: bool) -> int:
    asked = issue_here(screen, name)
    if asked is None:
        return nothing(screen)
    workspace, chosen = asked
    with screen.steps() as steps:
        folder = normal(out or workspace.default_output)
        built = build(workspace, chosen, folder, screen.words, steps.begin, final=final)
        steps.end(good=built.folder is not None)
    screen.findings(built.findings)
    _tell(screen, built)
    return exit_code(built.findings)


def _tell(screen: Screen, built: Built) -> None:
    """Where the files are, or that nothing was changed."""
    folder = None if built.folder is None else str(built.folder)
    if folder is None:
        screen.say(N_("Nothing was delivered; the last good build is untouched."))
        if built.report is not None:
            screen.say(N_("At a glance: {report}"), report=built.report)
    else:
        count = len(built.pages.pages) if built.pages else 0
        said = N_("Issue {issue} is ready, {count} pages: {folder}")
        screen.say(said, issue=built.issue, count=count, folder=folder)
        for line in _listed(built.files):
            screen.item(line)
    screen.done(issue=built.issue, folder=folder, files=list(built.files), exit=exit_code(built.findings))


def _listed(files: tuple[str, ...]) -> Iterator[str]:
    """The delivered files; of the report and the web edition, which have many, where they begin."""
    many = {folder: [file for file in files if file.startswith(folder)] for folder in ("report/", "web/")}
    yield from (file for file in files if not file.startswith(tuple(many)))
    for folder, pages in many.items():
        if pages:
            yield f"{folder}index.html (+{len(pages) - 1})"
