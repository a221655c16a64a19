"""Where a proof is written, and whether something else stands there. Paths → findings; nothing is written."""

from __future__ import annotations

from pathlib import Path

import pikepdf

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import NOWHERE, Issue
from kanwu_press.proof.sheets import CREATOR
from kanwu_press.workspace import ISSUE_NAME, Workspace

FOLDER = "proofs"  # below build/: what stands in build/<issue>/ belongs to the delivery
_SUMS = "SHA256SUMS"

IN_DELIVERY = Rule(
    "proof-in-delivery",
    Level.ERROR,
    N_("{file} would stand among the finished files of an issue; the next build would not know it."),
    N_("Choose another file with -o, or leave -o out: proofs go to build/proofs/."),
)
FOREIGN_FILE = Rule(
    "proof-foreign-file",
    Level.ERROR,
    N_("{file} is there already and is no proof of ours, so it is not overwritten."),
    N_("Choose another name with -o, or move this file away."),
)
NOT_PDF = Rule(
    "proof-not-pdf",
    Level.ERROR,
    N_("A proof is a PDF; the name {file} does not end in .pdf."),
    N_("Choose a name that ends in .pdf, or name a folder that exists."),
)


def proof_file(workspace: Workspace, issue: Issue, out: Path | None) -> Path:
    """The file that the proof becomes: OUT, or under its usual name in the folder OUT or build/proofs/."""
    name = f"{issue.publication.code}-{issue.name}-校样.pdf"
    if out is None:
        return workspace.default_output / FOLDER / name
    return out / name if out.is_dir() else out


def check_target(file: Path, workspace: Workspace) -> tuple[Finding, ...]:
    """Whether a proof may be written as `file`: new, or one of ours, and not among finished files."""
    if file.suffix.lower() != ".pdf":
        return (NOT_PDF.at(NOWHERE, file=file),)
    if any(_is_delivery(folder, workspace) for folder in file.absolute().parents):
        return (IN_DELIVERY.at(NOWHERE, file=file),)
    if (file.exists() or file.is_symlink()) and not is_proof(file):
        return (FOREIGN_FILE.at(NOWHERE, file=file),)
    return ()


def _is_delivery(folder: Path, workspace: Workspace) -> bool:
    """Whether a build delivers, or has delivered, into this folder."""
    own = folder.parent == workspace.default_output and ISSUE_NAME.fullmatch(folder.name) is not None
    return own or (folder / _SUMS).is_file()


def is_proof(file: Path) -> bool:
    """Whether a file is a proof of ours, which the next one may replace."""
    if not file.is_file() or file.is_symlink():
        return False
    try:
        with pikepdf.open(file) as pdf:
            return str(pdf.docinfo.get("/Creator", "")) == CREATOR
    except (pikepdf.PdfError, OSError):
        return False
