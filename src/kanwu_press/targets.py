"""Where a PDF that was asked for may be written. Paths → findings; nothing is written.

What stands in the folder of a delivery belongs to the delivery, and only a file of the same kind, known by
its /Creator, is replaced.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from kanwu_press.findings import Finding, Rule
from kanwu_press.model import NOWHERE
from kanwu_press.workspace import ISSUE_NAME, Workspace

_SUMS = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: the creator that it names, and what is said where it may not be written; of {file}."""

    creator: str
    not_pdf: Rule
    in_delivery: Rule
    foreign: Rule


def check_target(file: Path, kind: Kind, workspace: Workspace | None) -> tuple[Finding, ...]:
    """Whether `file` may be written: new, or one of its kind, and not among finished files."""
    if file.suffix.lower() != ".pdf":
        return (kind.not_pdf.at(NOWHERE, file=file),)
    if in_delivery(file, workspace):
        return (kind.in_delivery.at(NOWHERE, file=file),)
    if (file.exists() or file.is_symlink()) and not made_by(file, kind.creator):
        return (kind.foreign.at(NOWHERE, file=file),)
    return ()


def in_delivery(file: Path, workspace: Workspace | None) -> bool:
    """Whether `file` lies, by whatever way, in a folder into which a build delivers or has delivered."""
    output = Path(os.path.realpath(workspace.default_output)) if workspace else None
    return any(_is_delivery(folder, output) for folder in Path(os.path.realpath(file.parent), "x").parents)


def _is_delivery(folder: Path, output: Path | None) -> bool:
    own = folder.parent == output and ISSUE_NAME.fullmatch(folder.name) is not None
    return own or (folder / _SUMS).is_file()


def made_by(file: Path, creator: str) -> bool:
    """Whether a file is a PDF that names `creator` as its own."""
    if not file.is_file() or file.is_symlink():
        return False
    try:
        with pikepdf.open(file) as pdf:
            return str(pdf.docinfo.get("/Creator", "")) == creator
    except (pikepdf.PdfError, OSError):
        return False
