"""What the commands share when they run: the publication and issue they are asked for, how they end."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from kanwu_press.cli.options import Given, program
from kanwu_press.console import FORMS, NOTES, Notes, Screen
from kanwu_press.findings import N_, Exit, Finding, exit_code, in_order
from kanwu_press.read.folders import stray_issues
from kanwu_press.usage import choice_check
from kanwu_press.workspace import Workspace, find_workspace

_Made = TypeVar("_Made", bound=Callable[..., object])


def form_option(given: Given) -> Callable[[_Made], _Made]:
    """`--format`, of the commands whose findings other programs read."""
    _ = given.words.gettext
    return click.option(
        "--format", "form", default="text", metavar=_("FORM"), callback=choice_check(given.words, FORMS),
        help=_("How to tell findings: text, json, sarif, github."),
    )  # fmt: skip


def normal(path: Path) -> Path:
    """A path from the root, without `..`; links are not followed."""
    return Path(os.path.normpath(path.absolute()))


def prefix() -> str:
    """Where the publication lies in its repository, by GitHub or git: `journal/`, or nothing."""
    workspace, top = find_workspace(Path()), os.environ.get("GITHUB_WORKSPACE", "")
    if workspace is None:
        return ""
    here = (workspace.root, *workspace.root.parents)
    root = Path(top).resolve() if top else next((f for f in here if (f / ".git").exists()), None)
    if root is None or root not in workspace.root.parents:
        return ""
    return f"{workspace.root.relative_to(root).as_posix()}/"


def workspace_here(screen: Screen) -> Workspace | None:
    """The publication of the folder we are in; None when there is none, and said so."""
    workspace = find_workspace(Path())
    if workspace is None:
        said = N_(
            "There is no publication.yaml here or in a folder above. Go to the publication's folder, "
            "or make one: {command} new"
        )
        screen.say(said, command=program())
    return workspace


def issue_here(screen: Screen, name: str | None) -> tuple[Workspace, str] | None:
    """The publication and the issue asked for, else the newest; None when there is no such, and said so."""
    workspace = workspace_here(screen)
    chosen = workspace and _chosen(workspace, name, screen)
    return (workspace, chosen) if workspace and chosen else None


def _chosen(workspace: Workspace, name: str | None, screen: Screen) -> str | None:
    names = workspace.issue_names()
    strays = tuple(stray_issues(workspace))
    if strays and (not names or name not in (None, *names)):
        screen.findings(in_order(strays))
    if not names and strays:
        screen.say(N_("None of the folders in manuscripts/ is an issue yet; see above."))
        return None
    if not names:
        screen.say(N_("manuscripts/ has no issue yet. {command} new-issue makes one."), command=program())
        return None
    if name is not None and name not in names:
        known = "、".join(names)
        screen.say(N_("There is no issue {name} in manuscripts/. There is: {known}"), name=name, known=known)
        return None
    return name or names[-1]


def nothing(screen: Screen) -> int:
    """Nothing could be done, and it was said why; a form that others read is whole all the same."""
    screen.empty()
    screen.done(exit=Exit.MEND)
    return Exit.MEND


def shown(screen: Screen, findings: tuple[Finding, ...], notes: Notes = NOTES, **record: object) -> int:
    """The findings, and the end of the run with what else `record` tells machines."""
    screen.findings(in_order(findings), notes)
    code = exit_code(findings)
    screen.done(**record, exit=code)
    return code
