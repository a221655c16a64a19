"""What `kanwu fix` does: the edits of check/typed.py, brought home to the lines of the manuscripts.

In: an issue as read, and its files as they are. Out: the same files with those edits, byte for byte the
same elsewhere. Each text of the model is sought in its line again; between two texts only marks of the
manuscript may stand. What can't be found so is left alone: keys, addresses, captions behind pictures.
"""

from __future__ import annotations

import difflib
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kanwu_press.check.cleared import suppressed
from kanwu_press.check.draft import Edit
from kanwu_press.check.passages import Passage, body_passages, head_passages
from kanwu_press.check.ranges import RangeSign
from kanwu_press.check.typed import FULL_WIDTH, grouped, typed
from kanwu_press.findings import N_, Finding, Level, Rule, in_order
from kanwu_press.homes import Homes, head_homes, homes_of
from kanwu_press.model import Article, Issue, Place
from kanwu_press.read.article import split
from kanwu_press.read.issue import read_issue
from kanwu_press.workspace import Workspace

NOT_UTF8 = Rule(
    "fix-encoding", Level.WARNING,
    N_("The file is not in UTF-8; it was left as it is."),
    N_("Save it as UTF-8, then try again."),
)  # fmt: skip
NOT_WRITTEN = Rule(
    "fix-unwritten", Level.ERROR,
    N_("The file could not be written: {reason}"),
    N_("Check whether it is open elsewhere, or write-protected."),
)  # fmt: skip

_MARK = "\ufeff"  # of byte order
_ENDS = re.compile(r"(\r\n|\r|\n)")
_SIGNS = {
    "用途": RangeSign.BY_USE, "by-use": RangeSign.BY_USE,
    "一字线": RangeSign.EM, "—": RangeSign.EM, "em": RangeSign.EM,
    "浪纹线": RangeSign.WAVE, "～": RangeSign.WAVE, "~": RangeSign.WAVE, "wave": RangeSign.WAVE,
}  # fmt: skip
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_LONE_NUMBER = re.compile(r"[\s>]*[0-9０-９]{1,9}[.．)]\s*")
_ROOM = 12  # characters shown on either side of a change

Spared = frozenset[Finding]


@dataclass(frozen=True, slots=True)
class Change:
    """One edit in a file: the line from 1, the characters from 0, what was and what will be there."""

    line: int
    start: int
    old: str
    new: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Hunk:
    """Words of a line before and after, with … where the line goes on."""

    line: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """A manuscript with its edits. `before` and `after` are whole files; `file` is as findings name it."""

    file: str
    before: bytes
    after: bytes
    changes: tuple[Change, ...]

    @property
    def patch(self) -> str:
        """A unified diff of whole lines, for `git apply` and `patch -p1`."""
        old, new = (_LINE.findall(data.decode("utf-8")) for data in (self.before, self.after))
        made = difflib.unified_diff(old, new, f"a/{self.file}", f"b/{self.file}")
        return "".join(
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in made
        )

    @property
    def hunks(self) -> tuple[Hunk, ...]:
        """The same for an editor: a paragraph is one long line, so only the words around a change."""
        lines = _ENDS.split(self.before.decode("utf-8"))[::2]
        groups: list[list[Change]] = []
        for change in sorted(self.changes, key=lambda c: (c.line, c.start)):
            last = groups[-1][-1] if groups else None
            near = (
                last and last.line == change.line and change.start - last.start - len(last.old) <= 2 * _ROOM
            )
            if near:
                groups[-1].append(change)
            else:
                groups.append([change])
        return tuple(_hunk(lines[group[0].line - 1], group) for group in groups)


@dataclass(frozen=True, slots=True)
class Fixes:
    """Everything there is to fix in an issue; `written` where it was put into the files."""

    files: tuple[Fixed, ...]
    findings: tuple[Finding, ...]
    written: bool = False

    @property
    def count(self) -> int:
        return sum(len(fixed.changes) for fixed in self.files)


def fix(
    workspace: Workspace,
    name: str,
    *,
    write: bool = False,
    wish: RangeSign | None = None,
) -> Fixes:
    """The edits of issue `name`; with `write` they are made. Findings say what kept a file from it.

    `wish` says what joins ranges, where not as the publication has it.
    """
    issue, found = read_issue(workspace.root, name)
    if issue is None:
        return Fixes((), found)
    files, told = fix_issue(issue, workspace.root, wish)
    if not write:
        return Fixes(files, told)
    failed = [finding for fixed in files if (finding := _write(workspace.root, fixed)) is not None]
    lost = {finding.place.file for finding in failed}
    done = tuple(fixed for fixed in files if fixed.file not in lost)
    return Fixes(done, in_order((*told, *failed)), written=True)


def sign_of(word: str) -> RangeSign | None:
    """What joins ranges, by the words an editor may write; None for others."""
    return _SIGNS.get(word.strip().lower())


def fix_issue(
    issue: Issue, root: Path, wish: RangeSign | None = None
) -> tuple[tuple[Fixed, ...], tuple[Finding, ...]]:
    """The files that would change, in the order of the issue. Nothing is written.

    What the editor has looked at and found to be no fault (核过) stays as it is.
    """
    files: list[Fixed] = []
    found: list[Finding] = []
    wish = wish or issue.publication.range_sign
    spared = spared_findings(issue, wish)
    for article in issue.arrived.articles:
        file = article.place.file
        before = (root / file).read_bytes()
        try:
            text = before.decode("utf-8")
        except UnicodeDecodeError:
            found.append(NOT_UTF8.at(Place(file)))
            continue
        changes = tuple(changes_of(article, text, wish, spared))
        if changes:
            after = applied(text, changes).encode("utf-8")
            files.append(Fixed(file, before, after, changes))
    return tuple(files), tuple(found)


def spared_findings(issue: Issue, wish: RangeSign) -> Spared:
    """The findings of check/typed.py that are set aside, as they were found."""
    _, aside = suppressed(issue, typed(issue.arrived, wish))
    return frozenset(replace(finding, cleared="") for finding in aside)


# ---- from the model's texts to the file's lines --------------------------------------------


def changes_of(
    article: Article, text: str, wish: RangeSign = RangeSign.BY_USE, spared: Spared = frozenset()
) -> Iterator[Change]:
    """The edits of an article as places in the text of its file; not those of findings in `spared`.

    The file may begin with a byte order mark.
    """
    if text.startswith(_MARK):
        for change in changes_of(article, text[1:], wish, spared):
            yield replace(change, start=change.start + 1) if change.line == 1 else change
        return
    lines = _ENDS.split(text)[::2]
    head = lines[: split("\n".join(lines), article.place.file).body_line - 1]
    for passage in head_passages(article):
        made = _wanted(passage, wish, spared)
        homes = head_homes(passage, head) if made else {}
        for edit in made:
            yield from _change(edit, homes, lines)
    cursors: dict[int, int] = {}
    for passage in body_passages(article):
        homes = homes_of(passage, lines, cursors)
        for edit in _wanted(passage, wish, spared):
            yield from _change(edit, homes, lines)


def _wanted(passage: Passage, wish: RangeSign, spared: Spared) -> list[Edit]:
    """The edits of a passage in the order of its text, without those that somebody gave a reason for."""
    found = grouped(passage, wish)
    return sorted((e for f, of_it in found if f not in spared for e in of_it), key=lambda e: e.start)


def applied(text: str, changes: tuple[Change, ...]) -> str:
    """The text of a file with changes made; its line ends stay as they are."""
    parts = _ENDS.split(text)
    for change in sorted(changes, key=lambda c: (c.line, c.start), reverse=True):
        line = parts[2 * change.line - 2]
        end = change.start + len(change.old)
        parts[2 * change.line - 2] = line[: change.start] + change.new + line[end:]
    return "".join(parts)


def _change(edit: Edit, homes: Homes, lines: list[str]) -> Iterator[Change]:
    """An edit where its characters stand; parts of it that marks of the manuscript part are changed apart."""
    places = [homes.get(at) for at in range(edit.start, edit.end)]
    known = [place for place in places if place is not None]
    if not known or len(known) < len(places):
        return
    groups: list[list[tuple[int, int]]] = []
    for place in known:
        if groups and groups[-1][-1] == (place[0], place[1] - 1):
            groups[-1].append(place)
        else:
            groups.append([place])
    if FULL_WIDTH in edit.rules and any(_wide_beside_star(lines[line - 1], at) for line, at in known):
        return  # beside a figure ** opens or closes otherwise than beside a wide one
    if FULL_WIDTH in edit.rules and any(_LONE_NUMBER.fullmatch(lines[line - 1]) for line, _ in known):
        return  # “１．” on a line of its own would become the number of a list
    for index, group in enumerate(groups):
        line, start = group[0]
        old = lines[line - 1][start : start + len(group)]
        new = edit.new if index == 0 else ""
        if old != new:
            yield Change(line, start, old, new, edit.rules)


def _wide_beside_star(line: str, at: int) -> bool:
    return "\uff10" <= line[at] <= "\uff5a" and "*" in (line[at - 1 : at], line[at + 1 : at + 2])


def _hunk(line: str, changes: list[Change]) -> Hunk:
    start = max(0, changes[0].start - _ROOM)
    end = min(len(line), changes[-1].start + len(changes[-1].old) + _ROOM)
    before, after, at = line[start:end], "", start
    for change in changes:
        after += line[at : change.start] + change.new
        at = change.start + len(change.old)
    after += line[at:end]
    left, right = "…" * (start > 0), "…" * (end < len(line))
    return Hunk(changes[0].line, left + before + right, left + after + right)


# ---- writing -------------------------------------------------------------------------------


def _write(root: Path, fixed: Fixed) -> Finding | None:
    """Put a file in place whole or not at all; not where it has been changed meanwhile."""
    path = root / fixed.file
    try:
        if path.read_bytes() != fixed.before:
            return NOT_WRITTEN.at(Place(fixed.file), reason=os.strerror(16))
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".kanwu-")
        with os.fdopen(handle, "wb") as stream:
            stream.write(fixed.after)
        Path(name).chmod(path.stat().st_mode & 0o777)
        Path(name).replace(path)
    except OSError as error:
        return NOT_WRITTEN.at(Place(fixed.file), reason=error.strerror or type(error).__name__)
    return None
