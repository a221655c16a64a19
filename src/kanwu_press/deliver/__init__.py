"""Finished files → OUT/<issue>/, all or nothing.

In: the files of one build by name. Out: the folder OUT/<issue> with them and a SHA256SUMS, or
findings and the build that stood there before. The files are written and synced in
OUT/.work-<issue>, then the two folders change names in one step (Linux renameat2, macOS
renamex_np); where the file system cannot, in two renames that the next start completes.

OUT/<issue> belongs to the program: whatever a build put there, the next replaces. A folder
holding anything else is refused, so that no file of the editor's can be lost.
"""

from __future__ import annotations

import os
import shutil
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from filelock import FileLock, Timeout

from kanwu_press.deliver.disk import Content, exchange, remove, sync_folder, write
from kanwu_press.deliver.rules import BUSY, FOREIGN_FILES, LEFTOVER, NOT_A_FOLDER, refused
from kanwu_press.findings import Finding, blocks_delivery
from kanwu_press.model import NOWHERE

SUMS = "SHA256SUMS"
WAIT_SECONDS = 120.0  # a delivery takes seconds; whoever holds the lock longer hangs
_DESKTOP_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", ".directory"})
_NAMED = 5  # foreign files named in a finding

Step: TypeAlias = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of a delivery: the folder, the files in it (sorted, with SHA256SUMS), the findings.

    `files` is empty when something kept the build from being delivered.
    """

    folder: Path
    files: tuple[str, ...]
    findings: tuple[Finding, ...] = ()


def files_below(folder: Path) -> dict[str, Content]:
    """The files under a folder by their POSIX names, for `deliver`; links are not followed."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder).as_posix(): path for path in found}


def deliver(
    files: Mapping[str, Content],
    out: Path,
    issue: str,
    step: Step = lambda name: None,
    *,
    others: bool = True,
) -> Delivered:
    """Put `files` (relative POSIX name → bytes, or a file to copy) in place as OUT/<issue>.

    `step` is told each step as it ends. With `others` off, OUT may be anybody's folder: what killed
    deliveries of other names left there is not looked at, and the lock is cleared away. Raises
    ValueError for names that no build may have; everything the disk refuses is a finding.
    """
    _refuse_bad_names(files, issue)
    target = out / issue
    try:
        out.mkdir(parents=True, exist_ok=True)
        with _lock(out, issue, tidy=not others):
            step("locked")
            _recover(out, issue)
            _sweep(out, issue, others)
            step("swept")
            findings = check_output(out, issue)
            if blocks_delivery(findings):
                return Delivered(target, (), findings)
            return _put(files, out, issue, step)
    except Timeout:
        return Delivered(target, (), (BUSY.at(NOWHERE, folder=out, seconds=round(WAIT_SECONDS)),))
    except OSError as error:
        return Delivered(target, (), (refused(error, target),))


def deliver_file(data: bytes, file: Path) -> tuple[Finding, ...]:
    """Put one file in place: written and synced beside it, then renamed. Until then what was there stays.

    Whether it may be replaced is asked before; everything the disk refuses is a finding.
    """
    aside = file.with_name(f".work-{os.getpid()}-{file.name}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        remove(aside)
        try:
            write(aside, data)
            aside.replace(file)
        finally:
            aside.unlink(missing_ok=True)
        sync_folder(file.parent)
    except OSError as error:
        return (refused(error, file),)
    return ()


def check_output(out: Path, issue: str) -> tuple[Finding, ...]:
    """Whether OUT/<issue> may be replaced: absent, empty, or holding only what a build put there.

    Worth asking before a long build, too. A link is not followed: what it points to is not ours.
    """
    target = out / issue
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        return (NOT_A_FOLDER.at(NOWHERE, folder=target),)
    if not target.is_dir():
        return ()
    try:
        foreign = _foreign(target)
    except OSError as error:
        return (refused(error, target),)
    if not foreign:
        return ()
    named = "、".join(foreign[:_NAMED]) + ("……" if len(foreign) > _NAMED else "")
    return (FOREIGN_FILES.at(NOWHERE, folder=target, files=named),)


# ---- names ---------------------------------------------------------------------------------


def _refuse_bad_names(files: Mapping[str, Content], issue: str) -> None:
    """Names come from checked keys; should one be wrong all the same, nothing is written."""
    if not files:
        raise ValueError("nothing to deliver")
    if PurePosixPath(issue).parts != (issue,) or issue.startswith("."):
        raise ValueError(f"not the name of an issue: {issue!r}")
    folded: dict[str, str] = {}
    for name in files:
        path = PurePosixPath(name)
        if path.is_absolute() or not path.parts or str(path) != name or ".." in path.parts:
            raise ValueError(f"not a relative name: {name!r}")
        if "\\" in name or any(ord(c) < 0x20 for c in name) or name == SUMS:
            raise ValueError(f"not a name for a delivered file: {name!r}")
        key = unicodedata.normalize("NFC", name).casefold()
        if key in folded:
            raise ValueError(f"two names that some disks take for one: {folded[key]!r}, {name!r}")
        folded[key] = name


def _foreign(target: Path) -> list[str]:
    """Files below `target` that its SHA256SUMS does not name, so nothing of ours."""
    known = {SUMS}
    sums = target / SUMS
    if sums.is_file():
        lines = sums.read_text(encoding="utf-8", errors="replace").splitlines()
        known.update(line[66:] for line in lines)
    else:
        known.clear()
    present = (p for p in sorted(target.rglob("*")) if p.is_symlink() or not p.is_dir())
    names = (p.relative_to(target).as_posix() for p in present if p.name not in _DESKTOP_LITTER)
    return [name for name in names if name not in known]


# ---- the work folder -----------------------------------------------------------------------


def _work(out: Path, issue: str) -> Path:
    return out / f".work-{issue}"


def _old(out: Path, issue: str) -> Path:
    """Where the last build stands for a moment when the folders must be renamed one by one."""
    return out / f".old-{issue}"


@contextmanager
def _lock(out: Path, issue: str, wait: float | None = None, *, tidy: bool = False) -> Iterator[None]:
    """One delivery of an issue at a time. The system frees the lock of a killed process.

    So whoever holds it knows that a work folder lying there belongs to nobody alive. With `tidy` the file is
    removed while it is held: whoever waited for it sees that it has no name any more, and begins anew.
    """
    file = out / f".lock-{issue}"
    with FileLock(file, timeout=WAIT_SECONDS if wait is None else wait):
        try:
            yield
        finally:
            if tidy:
                file.unlink(missing_ok=True)


def _recover(out: Path, issue: str) -> None:
    """Complete two renames that were cut short: the last good build goes back to its name."""
    old, target = _old(out, issue), out / issue
    if old.is_dir() and not target.exists():
        old.rename(target)
        sync_folder(out)


def _sweep(out: Path, issue: str, others: bool) -> None:
    """Remove what killed deliveries left: of this issue, and of `others` that nobody is delivering."""
    remove(_work(out, issue))
    remove(_old(out, issue))
    if not others:
        return
    for folder in sorted(out.glob(".work-*")) + sorted(out.glob(".old-*")):
        other = folder.name.partition("-")[2]
        if other == issue:
            continue
        try:
            with _lock(out, other, wait=0):
                _recover(out, other)
                remove(folder)
        except (Timeout, OSError):
            continue  # alive, or not ours to remove: its own next delivery will see to it


def _put(files: Mapping[str, Content], out: Path, issue: str, step: Step) -> Delivered:
    """Write, sync, change places, clear away. Up to the change OUT/<issue> is not touched."""
    work, target = _work(out, issue), out / issue
    try:
        names = _write_all(files, work, step)
        _change_places(work, target, _old(out, issue), step)
    except BaseException:
        _recover(out, issue)
        shutil.rmtree(work, ignore_errors=True)
        raise
    sync_folder(out)
    step("in place")
    findings = _clear_away(work, _old(out, issue))
    step("cleared")
    return Delivered(target, names, findings)


def _write_all(files: Mapping[str, Content], work: Path, step: Step) -> tuple[str, ...]:
    """Write and sync every file and SHA256SUMS into the new folder `work`; their names, sorted."""
    work.mkdir()
    sums = {}
    for name in sorted(files):
        path = work / name
        path.parent.mkdir(parents=True, exist_ok=True)
        sums[name] = write(path, files[name])
        step(f"wrote {name}")
    lines = "".join(f"{digest}  {name}\n" for name, digest in sums.items())
    write(work / SUMS, lines.encode())
    for folder in sorted((p for p in work.rglob("*") if p.is_dir()), reverse=True):
        sync_folder(folder)
    sync_folder(work)
    step("written")
    return tuple(sorted((*sums, SUMS)))


def _clear_away(*folders: Path) -> tuple[Finding, ...]:
    """Remove the replaced build. It is delivered already, so trouble here is only a warning."""
    findings = []
    for folder in folders:
        try:
            remove(folder)
        except OSError:
            findings.append(LEFTOVER.at(NOWHERE, folder=folder))
    return tuple(findings)


# ---- changing places -----------------------------------------------------------------------


def _change_places(work: Path, target: Path, old: Path, step: Step) -> None:
    """Give `work` the name `target`; what stood there is afterwards `work` or `old`."""
    if not target.exists():
        work.rename(target)
    elif not exchange(work, target):
        target.rename(old)
        step("old aside")
        work.rename(target)
    step("changed")
