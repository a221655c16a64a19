"""Where a page lies on its proof sheet. Pure arithmetic: trim and page number in, pt out.

The page stands 1:1 on the smallest sheet of the A series that leaves the margins for remarks.
"""

from __future__ import annotations

from dataclasses import dataclass

from kanwu_press.geometry import PT_PER_MM as MM

INNER_MM, OUTER_MM = 35.0, 45.0  # at least so much beside the page
HEAD_MM, FOOT_MM = 24.0, 45.0  # and above and below
_SHEETS_MM = ((210.0, 297.0), (297.0, 420.0), (420.0, 594.0), (594.0, 841.0))  # A4, A3, A2, A1


@dataclass(frozen=True, slots=True)
class Sheet:
    """A proof sheet and the trim of the page on it, pt."""

    width: float
    height: float
    trim_width: float
    trim_height: float

    @property
    def bottom(self) -> float:
        """Where the page's lower edge stands."""
        return self.height - HEAD_MM * MM - self.trim_height

    @property
    def outer(self) -> float:
        """The width of the outer margin."""
        return self.width - INNER_MM * MM - self.trim_width

    def left(self, number: int) -> float:
        """Where the left edge of page `number` (from 1) stands: rectos have the wide margin right."""
        return INNER_MM * MM if number % 2 else self.outer


def sheet_for(width: float, height: float) -> Sheet:
    """The sheet for a page of this trim, pt; larger than A1 only where the page asks for it."""
    across, down = width + (INNER_MM + OUTER_MM) * MM, height + (HEAD_MM + FOOT_MM) * MM
    for sheet_width, sheet_height in _SHEETS_MM:
        if across <= sheet_width * MM and down <= sheet_height * MM:
            return Sheet(sheet_width * MM, sheet_height * MM, width, height)
    return Sheet(across, down, width, height)
