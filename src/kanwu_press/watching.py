"""Looking after a publication while it is being worked on: whether a file changed, and what that changed.

Files are asked for time and size (no library, and it works on any drive); findings are compared without
their lines, since a line written above moves all below it.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from kanwu_press.findings import Finding
from kanwu_press.workspace import Workspace

SECONDS = 0.5  # between two looks

Stamps = dict[str, tuple[int, int]]


def settled(workspace: Workspace, name: str, before: Stamps | None = None) -> Stamps:
    """The files as they are, once they are no longer as `before` and have stopped changing."""
    now = stamps(workspace, name)
    while now == before:
        time.sleep(SECONDS)
        now = stamps(workspace, name)
    while before is not None:
        time.sleep(SECONDS / 2)  # an editor may still be writing
        now, last = stamps(workspace, name), now
        if now == last:
            break
    return now


def stamps(workspace: Workspace, name: str) -> Stamps:
    """Time (ns) and size of every file that checking issue `name` reads."""
    found: Stamps = {}
    for path in _files(workspace, name):
        try:
            state = path.stat()
        except OSError:  # just being replaced: the next look sees it
            continue
        found[str(path)] = (state.st_mtime_ns, state.st_size)
    return found


def _files(workspace: Workspace, name: str) -> Iterator[Path]:
    yield workspace.publication_file
    for folder in (workspace.issue_folder(name), workspace.root / "styles"):
        yield from (path for path in folder.rglob("*") if not path.name.startswith((".", "~$")))
    yield from (workspace.root / "fonts").glob("*.yaml")


def difference(
    before: Iterable[Finding], after: Iterable[Finding]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """What is new, and what is gone."""
    then, now = tuple(before), tuple(after)
    return _beyond(now, then), _beyond(then, now)


def _beyond(these: tuple[Finding, ...], those: tuple[Finding, ...]) -> tuple[Finding, ...]:
    left = Counter(_same(finding) for finding in those)
    found = []
    for finding in these:
        key = _same(finding)
        if left[key]:
            left[key] -= 1
        else:
            found.append(finding)
    return tuple(found)


def _same(finding: Finding) -> tuple[object, ...]:
    return (finding.code, finding.place.file, finding.values, bool(finding.cleared))
