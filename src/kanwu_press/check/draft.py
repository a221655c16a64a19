"""A text being mended in several steps, which keeps account of what became of each of its characters."""

from __future__ import annotations

from dataclasses import dataclass

from kanwu_press.findings import Rule


@dataclass(frozen=True, slots=True)
class Edit:
    """`start` and `end` count characters of the text as it was; `rules` say why, first cause first."""

    start: int
    end: int
    new: str
    rules: tuple[Rule, ...]


class Draft:
    """A text being mended: for each character of the first text what stands for it now, and why.

    `seams` are where lines of the manuscript begin: an edit that meets one is two.
    """

    def __init__(self, text: str, seams: frozenset[int] = frozenset()) -> None:
        self.seams = seams
        self.original, self.text = text, text
        self.why: list[tuple[Rule, ...]] = [()] * len(text)
        self.owner = list(range(len(text)))  # of each character of the present text, its cell

    def put(self, start: int, end: int, new: str, rule: Rule) -> None:
        """Characters `start` to `end` of the present text become `new`; what stays keeps its cell."""
        old = self.text[start:end]
        while new and old and new[0] == old[0]:
            new, old, start = new[1:], old[1:], start + 1
        while new and old and new[-1] == old[-1]:
            new, old, end = new[:-1], old[:-1], end - 1
        if (not new and not old) or self._over_a_seam(start, end):
            return
        # what is only put in belongs to the character before it
        first = self.owner[start] if start < end else self.owner[max(start - 1, 0)]
        for cell in {first, *self.owner[start:end]}:
            if rule not in self.why[cell]:
                self.why[cell] = (*self.why[cell], rule)
        self.owner[start:end] = [first] * len(new)
        self.text = self.text[:start] + new + self.text[end:]

    def _over_a_seam(self, start: int, end: int) -> bool:
        """Whether what would be changed runs on from one line of the manuscript to the next: it is left."""
        cells = self.owner[start:end]
        return bool(cells) and any(cells[0] < seam <= cells[-1] for seam in self.seams)

    def edits(self) -> tuple[Edit, ...]:
        """Changed cells, joined where they touch."""
        now = [""] * len(self.original)
        for at, cell in enumerate(self.owner):
            now[cell] += self.text[at]
        made: list[Edit] = []
        for at, (old, new) in enumerate(zip(self.original, now, strict=True)):
            if old == new:
                continue
            last = made[-1] if made else None
            if last is not None and last.end == at and at not in self.seams:
                rules = tuple(dict.fromkeys((*last.rules, *self.why[at])))
                made[-1] = Edit(last.start, at + 1, last.new + new, rules)
            else:
                made.append(Edit(at, at + 1, new, self.why[at]))
        return tuple(made)
