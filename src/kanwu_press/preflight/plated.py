"""The two files of an issue that are plated, held against what the issue wants of them. Bytes → findings."""

from __future__ import annotations

from dataclasses import dataclass

from kanwu_press.findings import Finding
from kanwu_press.model import Colours, Issue, PageKind, PageMap
from kanwu_press.preflight.pdf import X4, preflight
from kanwu_press.preflight.wanted import Wanted

PROCESS = frozenset("CMYK")
SHEET = 4  # pages of a folded sheet
# Told before with the manuscript's file and line (check/pictures.py), which the editor can use.
TOLD = frozenset(("x4-ppi", "x4-ppi-low"))
# Pages that may be empty; before the body one is, where the rest ends on a recto. That no text of the front
# matter is lost is seen elsewhere (preflight/conserve.py).
_EMPTY = (PageKind.ADDED, PageKind.BLANK, PageKind.FRONT)


@dataclass(frozen=True, slots=True)
class Plated:
    """A finished file: its name in the delivery, its bytes, and the most ink its paper takes (per cent)."""

    name: str
    data: bytes
    ink_limit: float


def check_plated(
    issue: Issue, pages: PageMap, interior: Plated, cover: Plated, spine_mm: float
) -> tuple[Finding, ...]:
    """What is to be said of the interior and the cover sheet as PDF/X-4 of this issue."""
    area, p = issue.publication.type_area, issue.publication
    spot = frozenset({p.press.spot.name}) if p.press.spot else frozenset[str]()
    black = p.press.colours is Colours.BLACK
    body = Wanted(
        trim_mm=(area.trim_width_mm, area.trim_height_mm),
        bleed_mm=p.bleed_mm,
        pages=len(pages.pages),
        multiple_of=SHEET,
        inks=(frozenset("K") if black else PROCESS) | spot,
        ink_limit=interior.ink_limit,
        blank=frozenset(page.number for page in pages.pages if page.kind in _EMPTY),
    )
    sheet = Wanted(
        trim_mm=(2 * area.trim_width_mm + spine_mm, area.trim_height_mm),
        bleed_mm=p.bleed_mm,
        inks=PROCESS | spot,
        ink_limit=cover.ink_limit,
    )
    found = (
        *preflight(interior.data, X4, body, file=interior.name),
        *preflight(cover.data, X4, sheet, file=cover.name),
    )
    return tuple(finding for finding in found if finding.code not in TOLD)
