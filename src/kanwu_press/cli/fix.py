"""`kanwu fix`: what is safe to mend, shown, written, or as a patch."""

from __future__ import annotations

import click

from kanwu_press.check.ranges import RangeSign
from kanwu_press.cli.options import Body, Given, program
from kanwu_press.cli.shared import issue_here, nothing
from kanwu_press.console import Screen, make_screen
from kanwu_press.findings import N_, exit_code
from kanwu_press.fixing import Fixes, fix, sign_of
from kanwu_press.usage import known_check

_SIGN_UNKNOWN = N_("“{value}” is no mark of a range; write 用途 (by use), 一字线 (—) or 浪纹线 (～).")


def command(given: Given) -> Body:
    _ = given.words.gettext

    @given.issue
    @click.option("--write", is_flag=True, help=_("Change the manuscripts."))
    @click.option(
        "--range", "sign", metavar="用途|—|～", callback=known_check(given.words, sign_of, _SIGN_UNKNOWN),
        help=_("What joins ranges: by use (— for time, ～ for quantities), or one mark for all."),
    )  # fmt: skip
    @click.option("--patch", is_flag=True, help=_("Print a patch of whole lines, for git apply."))
    @given.machine
    @given.lang
    def fix_command(issue: str | None, write: bool, sign: str | None, patch: bool, machine: bool) -> int:
        return _fix(make_screen(given.words, machine), issue, sign, write=write, patch=patch)

    return fix_command


def _fix(screen: Screen, name: str | None, sign: str | None, *, write: bool, patch: bool) -> int:
    asked = issue_here(screen, name)
    if asked is None:
        return nothing(screen)
    workspace, chosen = asked
    fixes = fix(workspace, chosen, write=write, wish=sign_of(sign or "") or RangeSign.BY_USE)
    if patch:
        click.echo("".join(fixed.patch for fixed in fixes.files), nl=False)
        return exit_code(fixes.findings)
    _tell_fixes(screen, fixes)
    screen.findings(fixes.findings)
    code = exit_code(fixes.findings)
    files = [fixed.file for fixed in fixes.files]
    screen.done(issue=chosen, files=files, count=fixes.count, written=fixes.written, exit=code)
    return code


def _tell_fixes(screen: Screen, fixes: Fixes) -> None:
    """What changes, line by line with the words around it, and whether it has been written."""
    for fixed in fixes.files:
        screen.change(fixed.file, ((hunk.line, hunk.before, hunk.after) for hunk in fixed.hunks))
    if not fixes.count:
        screen.say(N_("Nothing to fix."))
    elif fixes.written:
        screen.say(N_("{count} places mended in {files} files."), count=fixes.count, files=len(fixes.files))
    else:
        said = N_(
            "{count} places in {files} files can be mended so; nothing was changed yet: {command} fix --write"
        )
        screen.say(said, count=fixes.count, files=len(fixes.files), command=program())
