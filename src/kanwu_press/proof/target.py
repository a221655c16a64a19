"""Where a proof is written, and whether something else stands there. Paths → findings; nothing is written."""

from __future__ import annotations

from pathlib import Path

from kanwu_press import targets
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Issue
from kanwu_press.proof.sheets import CREATOR
from kanwu_press.workspace import Workspace

FOLDER = "proofs"  # below build/: what stands in build/<issue>/ belongs to the delivery

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
PROOF = targets.Kind(CREATOR, NOT_PDF, IN_DELIVERY, FOREIGN_FILE)


def proof_file(workspace: Workspace, issue: Issue, out: Path | None) -> Path:
    """The file that the proof becomes: OUT, or under its usual name in the folder OUT or build/proofs/."""
    name = f"{issue.publication.code}-{issue.name}-校样.pdf"
    if out is None:
        return workspace.default_output / FOLDER / name
    return out / name if out.is_dir() else out


def check_target(file: Path, workspace: Workspace) -> tuple[Finding, ...]:
    """Whether a proof may be written as `file`: new, or one of ours, and not among finished files."""
    return targets.check_target(file, PROOF, workspace)
