"""`kanwu preflight`: a finished PDF checked, ours or another's."""

from __future__ import annotations

from pathlib import Path

import click

from kanwu_press.cli.options import Body, Given
from kanwu_press.console import Screen, make_screen
from kanwu_press.findings import N_, exit_code
from kanwu_press.preflight.pdf import PROFILES, examine
from kanwu_press.usage import choice_check


def command(given: Given) -> Body:
    _ = given.words.gettext

    @click.argument("file", type=Path, metavar=_("FILE"))
    @click.option(
        "--profile", default="x4", metavar="x4|screen", callback=choice_check(given.words, PROFILES),
        help=_("For printing (x4, unless told otherwise) or for screens."),
    )  # fmt: skip
    @click.option("--ink", is_flag=True, help=_("Also sum up the inks of whole pages, with Ghostscript."))
    @given.machine
    @given.lang
    def preflight_command(file: Path, profile: str, ink: bool, machine: bool) -> int:
        return _preflight(make_screen(given.words, machine), file, profile, ink)

    return preflight_command


def _preflight(screen: Screen, file: Path, profile: str, ink: bool) -> int:
    with screen.steps() as steps:
        steps.begin(N_("Checking the PDF"))
        result = examine(file, profile, ink)
    screen.findings(result.findings)
    for title, subjects in ((N_("Checked:"), result.checked), (N_("Not checked:"), result.unchecked)):
        if subjects:
            screen.say(title)
            for subject in subjects:
                screen.item(screen.words.gettext(subject))
    if result.good:
        said = N_("{file}: {count} pages, nothing to mend {purpose}.")
        purpose = screen.words.gettext(result.profile.title)
        screen.say(said, file=file, count=result.pages, purpose=purpose)
    code = exit_code(result.findings)
    screen.done(file=str(file), profile=profile, pages=result.pages, exit=code)
    return code
