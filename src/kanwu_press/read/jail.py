"""Which file a name in a manuscript means: only files of the publication, by their real path.

`startswith` would let symbolic links and a folder `issue-evil` beside `issue` pass; this does not.
"""

from __future__ import annotations

import os
import re
import unicodedata
from difflib import get_close_matches
from pathlib import Path

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Place

ADDRESS = Rule(
    "file-address",
    Level.ERROR,
    N_("“{name}” is an address; only files in the publication's folder are used, nothing is fetched."),
    N_("Put the file into the folder of {file} and write its name."),
)
OUTSIDE = Rule(
    "file-outside",
    Level.ERROR,
    N_("“{name}” lies outside the publication's folder."),
    N_("Copy the file into the issue's folder and write its name there."),
)
ABSOLUTE = Rule(
    "file-absolute",
    Level.ERROR,
    N_("“{name}” begins at the disk; elsewhere the file would not be found."),
    N_("Copy the file into the folder of {file} and write its name relative to that folder."),
)
BACKSLASH = Rule(
    "file-backslash",
    Level.ERROR,
    N_("“{name}” holds a backslash “\\”."),
    N_("Write “/” between folder and file."),
)
NAME = Rule(
    "file-name",
    Level.ERROR,
    N_("“{name}” cannot be a file name: empty, too long, or with control characters."),
    N_("Write the file's name relative to the folder of {file}."),
)
NOT_THERE = Rule(
    "file-not-there",
    Level.ERROR,
    N_("There is no file “{name}”."),
    N_("Check the name and the folder; capital and small letters differ."),
)
NOT_THERE_NEAR = Rule(
    "file-not-there-near",
    Level.ERROR,
    N_("There is no file “{name}”."),
    N_("Perhaps you mean “{near}”; capital and small letters differ."),
)
LINKED_OUT = Rule(
    "file-linked-out",
    Level.ERROR,
    N_("This is a link to a file outside of the publication's folder."),
    N_("Delete the link and copy the file itself to this place."),
)

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]+:|//")
LONGEST_NAME = 1_000


def locate(root: Path, folder: Path, name: str, place: Place) -> Path | Finding:
    """The existing file that `name`, written in a file of `folder`, means; or why it may not be used."""
    shown = name if len(name) <= 80 else name[:79] + "…"
    if _SCHEME.match(name):
        return ADDRESS.at(place, name=shown, file=place.file)
    rule = _bad_name(name)
    if rule is not None:
        return rule.at(place, name=shown, file=place.file)
    path = folder / name
    if not inside(root, path):
        return OUTSIDE.at(place, name=shown)
    if not os.path.exists(path):  # noqa: PTH110 - Path.exists raises where a folder may not be read
        near = _near(path)
        return NOT_THERE_NEAR.at(place, name=shown, near=near) if near else NOT_THERE.at(place, name=shown)
    return path


def inside(root: Path, path: Path) -> bool:
    """Whether `path`, all symbolic links followed, lies under `root`."""
    real_root = os.path.realpath(root)
    return os.path.commonpath((real_root, os.path.realpath(path))) == real_root


def linked_out(root: Path, path: Path, file: str) -> tuple[Finding, ...]:
    """A finding for a file of the publication (in findings: `file`) that a symbolic link leads out of it."""
    return () if inside(root, path) else (LINKED_OUT.at(Place(file)),)


def same_name(name: str) -> str:
    """The form in which two names are one on some machines: without case, composed."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _bad_name(name: str) -> Rule | None:
    if name.startswith("/") or re.match(r"[A-Za-z]:", name):
        return ABSOLUTE
    if "\\" in name:
        return BACKSLASH
    control = any(ord(c) < 32 or 0xD800 <= ord(c) <= 0xDFFF for c in name)
    if control or not name.strip() or len(name) > LONGEST_NAME:
        return NAME
    return NAME if any(len(part.encode()) > 255 for part in name.split("/")) else None


def _near(path: Path) -> str:
    """A file beside it whose name is almost this one."""
    try:
        names = sorted(p.name for p in path.parent.iterdir()) if path.parent.is_dir() else []
    except OSError:
        return ""
    same = [n for n in names if same_name(n) == same_name(path.name) or Path(n).stem == path.name]
    return (same or get_close_matches(path.name, names[:2000], 1, 0.75) or [""])[0]
