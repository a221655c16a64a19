"""What a finished PDF is held against, and how a preflight rule is called."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kanwu_press.findings import Finding, Rule
from kanwu_press.preflight.pdfmarks import Mark, Page
from kanwu_press.preflight.pdfview import View

USUAL_BLEED_MM = 3.0
USUAL_INK_LIMIT = 300.0  # coated paper, ISOcoated_v2_300
SAFETY_MM = 5.0  # so far from the trim no text stands, for the knife is not exact


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the file should be, as far as it is known; None asks for nothing, or for the usual.

    `inks` are the plates that there are: C, M, Y, K and spot inks by name. `blank` pages are meant to be so.
    """

    trim_mm: tuple[float, float] | None = None
    bleed_mm: float | None = None
    pages: int | None = None
    multiple_of: int = 1  # an interior is folded: 4
    inks: frozenset[str] | None = None
    ink_limit: float | None = None  # per cent
    blank: frozenset[int] = frozenset()
    accessible: bool = False  # PDF/UA-1; what claims to be it is held to it anyway
    archival: bool = False  # PDF/A-3u; the same

    @property
    def limit(self) -> float:
        return self.ink_limit if self.ink_limit is not None else USUAL_INK_LIMIT

    @property
    def bleed(self) -> float:
        return self.bleed_mm if self.bleed_mm is not None else USUAL_BLEED_MM

    @property
    def black_only(self) -> bool:
        return self.inks == frozenset({"K"})


Check = Callable[[View, Wanted], Iterable[Finding]]


def each_page(
    rule: Rule,
    view: View,
    hits: Iterable[tuple[Page, Mark]],
    say: Callable[[Mark], dict[str, str]] | None = None,
) -> Iterator[Finding]:
    """One finding for each page: how many (`count`), where the first stands, and what `say` adds of it."""
    firsts: dict[int, tuple[Page, Mark]] = {}
    counts: dict[int, int] = {}
    for page, mark in hits:
        firsts.setdefault(page.number, (page, mark))
        counts[page.number] = counts.get(page.number, 0) + 1
    for number, (page, mark) in firsts.items():
        more = say(mark) if say else {}
        yield rule.at(view.place, **page.at(mark.box), count=counts[number], **more)


def listed(numbers: Iterable[int]) -> str:
    """Page numbers as one says them: 1–3, 7, 9; at most twelve ranges, then “…”."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    said = [f"{a}" if a == b else f"{a}–{b}" for a, b in runs]
    return ", ".join(said[:12]) + (" …" if len(said) > 12 else "")
