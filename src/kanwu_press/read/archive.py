"""The publication's other issues, for the archive of the web edition: their issue.yaml, and nothing else.

In: the publication's folder and the issue that is built. Out: the issues that came before it, newest first.
Another issue's faults never keep this one back: what can't be read is left out, and that is said.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import PastIssue, Place
from kanwu_press.read.jail import linked_out
from kanwu_press.read.keys import Helpers, Reading, read_keys
from kanwu_press.read.schema import ISSUE
from kanwu_press.read.settings import load
from kanwu_press.read.textfile import SETTINGS_BYTES, read_text
from kanwu_press.workspace import Workspace

LEFT_OUT = Rule(
    "archive-issue-unread",
    Level.INFO,
    N_("Issue {name} is not in the archive of the web edition: its issue.yaml could not be read."),
    N_("To have it there, mend that file; “kanwu check {name}” says what is wrong with it."),
)

# Marked-up text and pictures are nothing to the archive.
_UNLOOKED = Helpers(lambda text, place: ((), ()), lambda name, place: (None, ()))
_WANTED = frozenset({"year", "number", "serial", "issued", "printed", "theme", "cover"})
_FIELDS = tuple(field for field in ISSUE if field.attribute in _WANTED)


def read_past_issues(root: Path, name: str) -> tuple[tuple[PastIssue, ...], tuple[Finding, ...]]:
    """The issues of the publication in `root` that came before issue `name`, newest first. Never raises."""
    workspace = Workspace(root.resolve())
    issues: list[PastIssue] = []
    found: list[Finding] = []
    for other in workspace.issue_names():
        if _order(other) >= _order(name):
            continue
        issue = _read(workspace, other)
        if issue is None:
            file = workspace.place_of(workspace.issue_folder(other) / "issue.yaml")
            found.append(LEFT_OUT.at(Place(file), name=other))
        else:
            issues.append(issue)
    return tuple(sorted(issues, key=lambda i: (i.year, i.number), reverse=True)), tuple(found)


def _order(name: str) -> tuple[int, int]:
    year, _, number = name.partition("-")
    return int(year), int(number)


def _read(workspace: Workspace, name: str) -> PastIssue | None:
    """One issue, if its file says at least what it is called; whatever else is wrong with it is not asked."""
    path = workspace.issue_folder(name) / "issue.yaml"
    file = workspace.place_of(path)
    text = None if linked_out(workspace.root, path, file) else read_text(path, file, SETTINGS_BYTES)[0]
    loaded = load(text, file) if text is not None else None
    if loaded is None or loaded.root is None:
        return None
    reading, _ = read_keys(loaded.root, _FIELDS, Place(file, 1), _UNLOOKED)
    values = reading.values
    if (values.get("year"), values.get("number")) != _order(name):
        return None
    cover = values.get("cover")
    return PastIssue(
        name=name,
        year=values["year"],
        number=values["number"],
        issued=values.get("issued") or values.get("printed") or date(values["year"], 1, 1),
        serial=values.get("serial"),
        theme=values.get("theme", ""),
        highlights=cover.values.get("highlights", ()) if isinstance(cover, Reading) else (),
    )
