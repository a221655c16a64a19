"""What `kanwu terms` does: the terms that an issue would give the register, and the register grown by them.

In: a workspace and an issue's name. Out: proposals and findings; with `add`, manuscripts/terms.yaml has
them at its end, and what stood there stays as it was.
"""

from __future__ import annotations

from dataclasses import dataclass

from kanwu_press.check.terms import proposals
from kanwu_press.findings import N_, Finding, Level, Rule, blocks_delivery, in_order
from kanwu_press.model import Place
from kanwu_press.read.issue import read_issue
from kanwu_press.read.terms import read_terms, with_added
from kanwu_press.terms import Proposal
from kanwu_press.workspace import Workspace

UNWRITTEN = Rule(
    "terms-unwritten",
    Level.ERROR,
    N_("The register of terms could not be written: {reason}"),
    N_("See whether the disk is full, or whether you may write to the folder manuscripts/."),
)

TERMS_HEADS = (N_("Term"), N_("Also written"), N_("Times"), N_("Where"), N_("Why"))


@dataclass(frozen=True, slots=True)
class Grown:
    """What is proposed, what was found on the way, and whether it was written into the register."""

    proposals: tuple[Proposal, ...]
    findings: tuple[Finding, ...]
    written: bool = False


def grow_terms(workspace: Workspace, name: str, *, add: bool) -> Grown:
    """The proposals of issue `name`; with `add` they are entered, unless the register must be mended."""
    issue, found = read_issue(workspace.root, name)
    terms, wrong = read_terms(workspace)
    if issue is None:
        return Grown((), in_order((*found, *wrong)))
    proposed = proposals(issue, terms)
    if not add or not proposed or blocks_delivery(wrong):
        return Grown(proposed, in_order(wrong))
    unwritten = _write(workspace, proposed)
    return Grown(proposed, in_order((*wrong, *unwritten)), written=not unwritten)


def _write(workspace: Workspace, proposed: tuple[Proposal, ...]) -> tuple[Finding, ...]:
    """Put the new text in place at one go; nothing where it is refused."""
    file = workspace.terms_file
    aside = file.with_name(f".{file.name}.new")
    try:
        text = file.read_text("utf-8-sig") if file.is_file() else ""
        aside.write_text(with_added(text, [p.term for p in proposed]), "utf-8")
        aside.replace(file)
    except (OSError, UnicodeDecodeError) as error:
        aside.unlink(missing_ok=True)
        reason = getattr(error, "strerror", None) or "UTF-8"
        return (UNWRITTEN.at(Place(workspace.place_of(file)), reason=reason),)
    return ()
