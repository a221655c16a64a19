"""Preflight (印前检查): a finished PDF, ours or anybody's → findings in the editor's and the printer's words.

A profile is a tuple of rules; each rule is one small function over the same read-only view of the file.
Damaged and hostile files give findings, not exceptions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Place
from kanwu_press.preflight import (
    rules_colour,
    rules_document,
    rules_ink,
    rules_objects,
    rules_pages,
    rules_screen,
    rules_text,
    standards,
)
from kanwu_press.preflight.pdfview import MOST_BYTES, TOO_LARGE, View, opened
from kanwu_press.preflight.wanted import Check, Wanted

__all__ = ["PROFILES", "SCREEN", "X4", "Examined", "Profile", "Wanted", "examine", "preflight"]

SHOWN = 10  # findings of one kind
MORE = Rule("preflight-more", Level.INFO, N_("{count} more findings of the kind {code}."), "")
UNREADABLE = Rule(
    "preflight-unreadable",
    Level.ERROR,
    N_("The file can't be read: {reason}"),
    N_("Check the file's name and that you may read it."),
)
DISAGREE = Rule(
    "pdf-second-opinion",
    Level.ERROR,
    N_("Another program (PDFium) sees {found} pages in this file, not {expected}: it is damaged."),
    N_("Export the file anew, and copy it completely."),
)


@dataclass(frozen=True, slots=True)
class Profile:
    """What a file is checked for. `title` says it to the editor."""

    name: str
    title: str
    checks: tuple[Check, ...]


def _second_opinion(view: View, wanted: Wanted) -> Iterable[Finding]:
    """Whether PDFium counts the same pages."""
    found = 0
    try:
        document = pypdfium2.PdfDocument(view.data)
        found = len(document)
        document.close()
    except pypdfium2.PdfiumError:
        pass
    if found != len(view.pages) and not view.findings:
        yield DISAGREE.at(view.place, found=found, expected=len(view.pages))


_COMMON: tuple[Check, ...] = (
    rules_document.check_sound,
    _second_opinion,
    rules_document.check_actions,
    rules_document.check_attachments,
    rules_text.check_fonts,
    rules_text.check_glyphs,
)
X4 = Profile(
    "x4",
    N_("for printing (PDF/X-4)"),
    (
        *_COMMON,
        rules_document.check_intent,
        rules_document.check_identity,
        rules_document.check_forms,
        rules_document.check_layers,
        rules_document.check_old_ways,
        rules_document.check_transparency,
        rules_pages.check_boxes,
        rules_pages.check_sizes,
        rules_pages.check_bleed,
        rules_pages.check_count,
        rules_pages.check_blank,
        rules_pages.check_annotations,
        rules_colour.check_foreign,
        rules_colour.check_managed,
        rules_colour.check_black_text,
        rules_colour.check_overprint,
        rules_colour.check_ink_sum,
        rules_colour.check_plates,
        rules_objects.check_ppi,
        rules_objects.check_reach,
        rules_objects.check_lines,
        rules_text.check_small,
        rules_text.check_safety,
        rules_ink.check_pictures,
    ),
)
SCREEN = Profile(
    "screen",
    N_("for screens"),
    (
        *_COMMON,
        rules_pages.check_sizes,
        rules_screen.check_access,
        rules_screen.check_links,
        rules_screen.check_fit,
        standards.check_standards,
    ),
)
PROFILES = {profile.name: profile for profile in (X4, SCREEN)}


def preflight(
    pdf: bytes, profile: Profile, wanted: Wanted | None = None, *, file: str = "", ink: bool = False
) -> tuple[Finding, ...]:
    """All that is to be said of a finished PDF; nothing of a good one.

    `file` is the name in the findings' places. With `ink`, whole pages are separated by Ghostscript
    and their inks summed up, which takes a second for some ten pages. Never raises on a bad file.
    """
    return _checked(pdf, profile, wanted or Wanted(), file, ink)[0]


def _checked(
    pdf: bytes, profile: Profile, wanted: Wanted, file: str, ink: bool
) -> tuple[tuple[Finding, ...], int]:
    """The findings, and how many pages were looked at."""
    with opened(pdf, Place(file, 0)) as view:
        if isinstance(view, Finding):
            return (view,), 0
        checks = (*profile.checks, rules_ink.check_separations) if ink else profile.checks
        found = [*view.findings, *(finding for check in checks for finding in check(view, wanted))]
        return bundled(found), len(view.pages)


def bundled(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """At most ten findings of a kind, then how many more there are; errors first."""
    counts: Counter[Rule] = Counter()
    kept: list[Finding] = []
    for finding in findings:
        counts[finding.rule] += 1
        if counts[finding.rule] <= SHOWN:
            kept.append(finding)
    order = list(Level)
    kept.sort(key=lambda finding: order.index(finding.level))
    more = [
        MORE.at(kept[0].place, count=count - SHOWN, code=rule.code)
        for rule, count in counts.items()
        if count > SHOWN
    ]
    return (*kept, *more)


# ---- anybody's file ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of a file: its findings, what was looked at and what was not (message ids), and its pages."""

    findings: tuple[Finding, ...]
    pages: int
    profile: Profile
    checked: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        """Whether nothing was found but facts worth knowing."""
        return all(finding.level is Level.INFO for finding in self.findings)


_CHECKED = {
    "x4": (
        N_("output intent, identification as PDF/X-4, boxes, bleed and sizes"),
        N_("colours, black text, overprint, sums of inks of colours and of simply packed pictures"),
        N_("resolution of pictures, thickness of lines, type and fonts, distance from the edge"),
    ),
    "screen": (N_("fonts, title, language, tags, bookmarks, links, size"),),
}
_UNCHECKED = {
    "x4": (
        N_("spelling and contents; whether the pages stand in the right order"),
        N_("whether profile, paper and binding are those agreed with the printer"),
    ),
    "screen": (N_("spelling and contents; whether tags and alternative texts make sense"),),
}
INK = N_("inks that lie one on the other, over whole pages (Ghostscript)")


def examine(path: Path, profile: str, ink: bool) -> Examined:
    """Preflight a file on disk, by the name of a profile; `path` as it was typed is the findings' place."""
    chosen = PROFILES[profile]
    place = Place(str(path), 0)
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            found = TOO_LARGE.at(place, found=size // 1_000_000, limit=MOST_BYTES // 1_000_000)
            return Examined((found,), 0, chosen)
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Examined((UNREADABLE.at(place, reason=reason),), 0, chosen)
    findings, pages = _checked(data, chosen, Wanted(), str(path), ink)
    if not pages:
        return Examined(findings, 0, chosen)
    separated = ink and all(finding.rule is not rules_ink.NOT_CHECKED for finding in findings)
    checked, unchecked = _CHECKED[profile], _UNCHECKED[profile]
    if separated:
        checked = (*checked, INK)
    elif profile == X4.name:
        unchecked = (*unchecked, INK)
    return Examined(findings, pages, chosen, checked, unchecked)
