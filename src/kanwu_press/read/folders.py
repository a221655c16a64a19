"""Folders in manuscripts/ that were meant to be issues and are not: what keeps each from being one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Place
from kanwu_press.workspace import ISSUE_NAME, Workspace

FOLDER_NAME = Rule(
    "issue-folder-name",
    Level.WARNING,
    N_("The folder looks like an issue, but is not called by year and number, so it is not found."),
    N_("Give it a name like {example}: the year in four digits, “-”, the number in two."),
)
FILE_NAME = Rule(
    "issue-file-name",
    Level.WARNING,
    N_("The file of the issue must be called issue.yaml; here it is called {name}."),
    N_("Rename it to issue.yaml, in small letters. (Your system may hide the end of file names.)"),
)
FILE_MISSING = Rule(
    "issue-file-missing",
    Level.WARNING,
    N_("The folder is named like an issue, but holds no issue.yaml."),
    N_("Put an issue.yaml there, copied from another issue, and list the manuscripts in it."),
)

_LIKE_SETTINGS = re.compile(r"issue(\.ya?ml)?(\.txt)?|(本期|期|目录)\.ya?ml", re.IGNORECASE)
_LOOSE_NAME = re.compile(r"\D*(\d{4})\D+(\d{1,3})\D*")


def stray_issues(workspace: Workspace) -> Iterator[Finding]:
    """Folders with manuscripts or settings in them that are not found as issues, by name."""
    if not workspace.manuscripts.is_dir():
        return
    for folder in sorted(workspace.manuscripts.glob("*")):
        if folder.name.startswith(".") or folder.name in workspace.issue_names() or not folder.is_dir():
            continue
        place = Place(workspace.place_of(folder))
        settings = _settings(folder)
        if settings not in ("", "issue.yaml"):
            yield FILE_NAME.at(place, name=settings)
        if not ISSUE_NAME.fullmatch(folder.name):
            if settings or any(folder.glob("*.md")):
                yield FOLDER_NAME.at(place, example=_example(folder.name))
        elif not settings:
            yield FILE_MISSING.at(place)


def _settings(folder: Path) -> str:
    """The name of what is, or was meant to be, the issue.yaml; empty where there is none."""
    names = sorted(path.name for path in folder.glob("*") if _LIKE_SETTINGS.fullmatch(path.name))
    return "issue.yaml" if "issue.yaml" in names else next(iter(names), "")


def _example(name: str) -> str:
    """The right name, as far as the wrong one tells it: 2026-03 for `2026年第3期`."""
    match = _LOOSE_NAME.fullmatch(name)
    return f"{match[1]}-{int(match[2]):02d}" if match else "2026-01"
