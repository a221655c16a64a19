"""The PDF for screens, read back: as many pages as print and cover have, fit for readers. Bytes → findings.

That a page holds what its printed one does is seen in tests only: both are one drawing.
"""

from __future__ import annotations

from dataclasses import replace

from kanwu_press.findings import Finding
from kanwu_press.model import Issue, PageMap
from kanwu_press.preflight.pdf import SCREEN, preflight
from kanwu_press.preflight.rules_pages import check_count
from kanwu_press.preflight.wanted import Wanted

_WHOLE = replace(SCREEN, checks=(*SCREEN.checks, check_count))


def check_screen(
    issue: Issue, name: str, pdf: bytes, pages: PageMap, cover_pages: int
) -> tuple[Finding, ...]:
    """What is to be said of the PDF for screens. `name` is its name in the delivery."""
    area, expected = issue.publication.type_area, len(pages.pages) + cover_pages
    trim = (area.trim_width_mm, area.trim_height_mm)
    wanted = Wanted(trim_mm=trim, pages=expected, accessible=True, archival=True)
    return preflight(pdf, _WHOLE, wanted, file=name)
