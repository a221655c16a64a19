"""One side of a comparison: a PDF, or a delivered issue with its page map. Names → where its files are.

A folder of a delivery holds print/…-interior.pdf and pages.json; a PDF alone has pages only. pages.json is
somebody's file: what in it is not as we write it is left aside.
"""

from __future__ import annotations

import filecmp
import json
from dataclasses import dataclass
from pathlib import Path

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import NOWHERE
from kanwu_press.workspace import ISSUE_NAME, Workspace

_MAP = "pages.json"
_LARGEST_MAP = 10_000_000  # bytes

NOT_FOUND = Rule(
    "diff-not-found",
    Level.ERROR,
    N_("There is no file, folder or finished issue {name}."),
    N_("Name a PDF, the folder of a finished issue (build/2026-01), or an issue that was built."),
)
NOT_BUILT = Rule(
    "diff-not-built",
    Level.ERROR,
    N_("Issue {name} has no finished files yet in {folder}."),
    N_("Build it first: kanwu build {name}"),
)
WHICH_PDF = Rule(
    "diff-which-pdf",
    Level.ERROR,
    N_("It is not clear which PDF of the folder {folder} is meant: {count} would do."),
    N_("Name the PDF itself."),
)


@dataclass(frozen=True, slots=True)
class Leaf:
    """What pages.json says of a page: its folio, and which article it belongs to ("" where to none)."""

    folio: str
    article: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """A PDF, how it was called, and what is known of its pages (none without a page map)."""

    name: str
    pdf: Path
    leaves: tuple[Leaf, ...] = ()


def find_edition(name: str, workspace: Workspace | None) -> tuple[Edition | None, tuple[Finding, ...]]:
    """The edition that `name` means: a PDF, a folder of a delivery, or an issue of this publication."""
    path = Path(name)
    if path.is_dir():
        return _in_folder(name, path)
    if path.exists():
        near = (path.parent, *((path.parent.parent,) if path.parent.name == "print" else ()))
        maps = (folder / _MAP for folder in near)
        return Edition(name, path, next((leaves for m in maps if (leaves := read_leaves(m))), ())), ()
    if workspace is not None and ISSUE_NAME.fullmatch(name):
        folder = workspace.default_output / name
        if folder.is_dir():
            return _in_folder(name, folder)
        if name in workspace.issue_names():
            return None, (NOT_BUILT.at(NOWHERE, name=name, folder=workspace.default_output),)
    return None, (NOT_FOUND.at(NOWHERE, name=name),)


def same_bytes(one: Path, other: Path) -> bool:
    """Whether two files are the same, byte for byte; files that can't be read are not."""
    try:
        return filecmp.cmp(one, other, shallow=False)
    except OSError:
        return False


def _in_folder(name: str, folder: Path) -> tuple[Edition | None, tuple[Finding, ...]]:
    for pattern in ("print/*-interior.pdf", "*.pdf", "print/*.pdf"):
        found = sorted(folder.glob(pattern))
        if len(found) == 1:
            return Edition(name, found[0], read_leaves(folder / _MAP)), ()
        if found:
            return None, (WHICH_PDF.at(NOWHERE, folder=folder, count=len(found)),)
    return None, (WHICH_PDF.at(NOWHERE, folder=folder, count=0),)


def read_leaves(file: Path) -> tuple[Leaf, ...]:
    """The pages of a page map; none where the file is missing or is no page map of ours."""
    try:
        if not file.is_file() or file.stat().st_size > _LARGEST_MAP:
            return ()
        record = json.loads(file.read_text("utf-8"))
        titles = {str(a["id"]): (str(a["file"]), str(a["title"])) for a in record["articles"]}
        leaves = []
        for page in record["pages"]:
            key, title = titles.get(str(page["article"]), ("", ""))
            leaves.append(Leaf(str(page["folio"]), key, title))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ()
    return tuple(leaves)
