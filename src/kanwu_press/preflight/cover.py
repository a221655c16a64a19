"""The finished cover sheet, read back: everything given for it stands on it. Bytes → findings.

A warning only: an institution's own styles/cover.css may leave a line out on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Issue
from kanwu_press.preflight.conserve import Piece, han

COVER_TEXT = Rule(
    "cover-text",
    Level.WARNING,
    N_("“{text}” was given for the cover, but does not stand on it."),
    N_("If your own styles/cover.css leaves it out on purpose, all is well; else please report this."),
)


def check_cover(issue: Issue, pdf: bytes) -> tuple[Finding, ...]:
    """Whether the first page of the cover's PDF holds title, theme, highlights, bodies, lines of the back."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        found = han(document[0].get_textpage().get_text_range())
    finally:
        document.close()
    missing = ((place, text) for place, text in _given(issue) if han(text) not in found)
    return tuple(COVER_TEXT.at(place, text=text) for place, text in missing)


def _given(issue: Issue) -> Iterator[Piece]:
    """Every piece that the editor gave for the cover."""
    p = issue.publication
    bodies = (*p.supervisors, *p.sponsors, *p.co_organisers, *p.compilers, *p.publishers)
    yield from ((p.place, text) for text in (p.title, p.address, p.permit, *bodies))
    cover = issue.cover
    for line in (issue.theme, *cover.highlights, *cover.back_lines, issue.printer, issue.recipients):
        yield issue.place, line
