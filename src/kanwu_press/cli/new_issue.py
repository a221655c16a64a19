"""`kanwu new-issue`: the next issue, from the last."""

from __future__ import annotations

from kanwu_press.cli.options import Body, Given
from kanwu_press.cli.shared import nothing, shown, workspace_here
from kanwu_press.console import Screen, make_screen
from kanwu_press.new import new_issue


def command(given: Given) -> Body:
    @given.machine
    @given.lang
    def new_issue_command(machine: bool) -> int:
        return _new_issue(make_screen(given.words, machine))

    return new_issue_command


def _new_issue(screen: Screen) -> int:
    workspace = workspace_here(screen)
    return nothing(screen) if workspace is None else shown(screen, new_issue(workspace))
