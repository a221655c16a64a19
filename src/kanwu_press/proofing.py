"""Proofs and comparisons: what `kanwu proof` and `kanwu diff` do, stage by stage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from gettext import NullTranslations
from pathlib import Path

from kanwu_press.checking import PRINT_STYLES, Found, prepare, sheets_of
from kanwu_press.deliver import check_output, deliver, deliver_file
from kanwu_press.findings import N_, in_order
from kanwu_press.proof.compare import compare_apart
from kanwu_press.proof.editions import find_edition, same_bytes
from kanwu_press.proof.report import report_files, summary
from kanwu_press.proof.sheets import proof_of
from kanwu_press.proof.target import check_target, proof_file
from kanwu_press.typeset.engine import check_release
from kanwu_press.typeset.interior import set_interior
from kanwu_press.workspace import Workspace

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Proofed:
    """What a proof came to: the file, or None, how many sheets it has, and everything found."""

    issue: str
    file: Path | None
    sheets: int
    findings: Found


def proof(
    workspace: Workspace,
    name: str,
    out: Path | None,
    words: NullTranslations,
    progress: Progress,
    round_: int,
) -> Proofed:
    """A proof of issue `name` as OUT (build/proofs/), also where the manuscripts are not in order yet."""
    progress(N_("Reading and checking the manuscripts"))
    issue, faces, styles, found = prepare(workspace, name)
    found = (*check_release(), *found)
    if issue is None or faces is None:
        return Proofed(name, None, 0, in_order(found))
    file = proof_file(workspace, issue, out)
    refused = check_target(file, workspace)
    if refused:
        return Proofed(name, None, 0, in_order((*found, *refused)))

    progress(N_("Setting the pages"))
    sheets = sheets_of(styles, PRINT_STYLES)
    printed, more = set_interior(issue, workspace.root, sheets, faces.fontconfig)
    found = in_order((*found, *more))
    if printed is None:
        return Proofed(name, None, 0, found)
    progress(N_("Drawing the proof"))
    open_ = tuple(f for f in found if not f.cleared)
    data, count = proof_of(issue, printed.pdf, printed.page_map, open_, faces, words, round_)
    refused = deliver_file(data, file)
    return Proofed(name, None if refused else file, count, in_order((*found, *refused)))


@dataclass(frozen=True, slots=True)
class Compared:
    """What comparing two editions came to, in a sentence where they differ.

    `same` is None where it could not be told; `folder` holds the report where there is one.
    """

    same: bool | None
    folder: Path | None
    summary: str
    findings: Found


def diff(names: tuple[str, str], workspace: Workspace | None, folder: Path, progress: Progress) -> Compared:
    """Compare two editions; where they differ, a report goes into `folder`."""
    one, found = find_edition(names[0], workspace)
    other, more = find_edition(names[1], workspace)
    found = (*found, *more, *check_output(folder.parent, folder.name))
    if one is None or other is None or found:
        return Compared(None, None, "", in_order(found))
    if same_bytes(one.pdf, other.pdf):
        return Compared(True, None, "", ())
    progress(N_("Comparing page by page"))
    result, found = compare_apart(one, other)
    if result is None:
        return Compared(None, None, "", in_order(found))
    if result.same:
        return Compared(True, None, "", ())
    progress(N_("Writing the report"))
    files = report_files(result, one, other)
    delivered = deliver(files, folder.parent, folder.name, others=False)
    return Compared(False, folder if delivered.files else None, summary(result), delivered.findings)
