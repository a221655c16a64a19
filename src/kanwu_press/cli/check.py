"""`kanwu check`: an issue checked, once, at every change, or as readers' programs see it."""

from __future__ import annotations

from pathlib import Path

import click

from kanwu_press.checking import check, check_desk
from kanwu_press.cli.options import Body, Given
from kanwu_press.cli.shared import form_option, issue_here, normal, nothing, prefix, shown
from kanwu_press.console import Screen, make_screen
from kanwu_press.findings import N_, Finding, Level, exit_code
from kanwu_press.readers import check_readers
from kanwu_press.usage import Wrong
from kanwu_press.watching import difference, settled


def command(given: Given) -> Body:
    _ = given.words.gettext

    @given.issue
    @click.option("--readers", is_flag=True, help=_("Open what was built in readers' own programs."))
    @click.option(
        "--screenshots", type=Path, metavar=_("FOLDER"), help=_("Also take pictures of what readers see.")
    )
    @click.option("-o", "--out", type=Path, metavar=_("FOLDER"), help=_("Where it was built (build/)."))
    @click.option("--watch", is_flag=True, help=_("Check again at every change, until Ctrl-C."))
    @given.final
    @form_option(given)
    @given.machine
    @given.lang
    def check_command(
        issue: str | None, readers: bool, screenshots: Path | None, out: Path | None, watch: bool,
        final: bool, form: str, machine: bool,
    ) -> int:  # fmt: skip
        if watch and (form in ("sarif", "github") or readers or screenshots is not None):
            raise Wrong(_("--watch shows what changes as text or JSON, and goes with no other way to check."))
        screen = make_screen(given.words, machine, form, prefix())
        if readers or screenshots is not None:
            return _check_readers(screen, issue, out, screenshots)
        return _watch(screen, issue, final) if watch else _check(screen, issue, final)

    return check_command


def _check(screen: Screen, name: str | None, final: bool) -> int:
    asked = issue_here(screen, name)
    if asked is None:
        return nothing(screen)
    workspace, chosen = asked
    with screen.steps() as steps:
        steps.begin(N_("Reading and checking the manuscripts"))
        findings, report = check_desk(workspace, chosen, screen.words, final=final)
    if report is not None:
        screen.say(N_("At a glance: {report}"), report=report)
    if all(finding.level is Level.INFO or finding.cleared for finding in findings):
        screen.say(N_("Nothing to mend."))
    return shown(screen, findings, issue=chosen)


def _watch(screen: Screen, name: str | None, final: bool) -> int:
    """Check, wait for a change, check again; what is shown is what has come and what has gone."""
    asked = issue_here(screen, name)
    if asked is None:
        return nothing(screen)
    workspace, chosen = asked
    findings: tuple[Finding, ...] = ()
    try:
        looked = settled(workspace, chosen)
        findings = check(workspace, chosen, final=final)
        screen.findings(findings)
        screen.say(N_("Looking after issue {issue}; Ctrl-C ends it."), issue=chosen)
        while True:
            looked = settled(workspace, chosen, looked)
            before, findings = findings, check(workspace, chosen, final=final)
            _tell_changes(screen, before, findings)
    except KeyboardInterrupt:
        screen.done(issue=chosen, exit=exit_code(findings))
        return exit_code(findings)


def _tell_changes(screen: Screen, before: tuple[Finding, ...], after: tuple[Finding, ...]) -> None:
    new, gone = difference(before, after)
    screen.changes(new, gone)
    if new or gone:
        screen.count(after)
    else:
        screen.say(N_("Checked again: the findings are the same."))


def _check_readers(screen: Screen, name: str | None, out: Path | None, shots: Path | None) -> int:
    asked = issue_here(screen, name)
    if asked is None:
        return nothing(screen)
    workspace, chosen = asked
    folder = normal(out or workspace.default_output)
    pictures = None if shots is None else normal(shots)
    with screen.steps() as steps:
        findings = check_readers(workspace, chosen, folder, steps.begin, pictures)
    if all(finding.level is Level.INFO for finding in findings):
        screen.say(N_("Nothing to mend."))
    return shown(screen, findings, issue=chosen)
