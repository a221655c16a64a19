"""What is written of the body as it comes together: words, the fate of each paragraph, doubts.

All words that are written are counted against the document.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kanwu_press.findings import Finding, Rule
from kanwu_press.intake.docx.markup import Labels, inline, plain
from kanwu_press.intake.docx.values import Image, Paragraph, Piece, Run
from kanwu_press.model import Place

Namer = Callable[[Image, int], str]


@dataclass(slots=True)
class Writer:
    """Turns pieces into Markdown and keeps account of them. `words` is all that is written."""

    labels: Labels  # of notes
    namer: Namer  # the name of a picture's file; empty where there is none
    source: str
    file: str
    names: bool = False  # whether underlines are names
    body_size: int = 0  # half points
    words: list[str] = field(default_factory=list)
    fates: dict[int, list[str]] = field(default_factory=dict)
    said: list[tuple[int, str]] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    levels: dict[tuple[int, int], tuple[int, str]] = field(default_factory=dict)  # of subheads, by what

    def find(self, rule: Rule, number: int, **values: object) -> None:
        """A doubt at paragraph `number` of the document."""
        self.findings.append(rule.at(Place(self.source, number), file=self.file, **values))

    def fate(self, number: int, what: str) -> None:
        """What a paragraph, or a part of it, became."""
        self.fates.setdefault(number, []).append(what)

    def text(self, pieces: Sequence[Piece], *, bold: bool = True) -> str:
        """Pieces in Markdown, their words counted."""
        self.words.append(plain(pieces))
        return inline(pieces, self.labels, bold=bold, names=self.names)

    def unwrite(self, number: int, text: str) -> None:
        """Signs of what was written last that are not in the manuscript: the form of the block says them."""
        last = self.words.pop()
        for char in filter(None, "".join(text.split())):
            at = last.rindex(char)
            last = last[:at] + last[at + 1 :]
        self.words.append(last)
        self.said.append((number, text))

    def repeat(self, one: Paragraph) -> None:
        """A paragraph that was written is taken back: what stands beside it says the same."""
        self.words.remove(plain((Run(one.label), *one.pieces)))
        self.said.append((one.number, one.text))

    def line(self, pieces: Sequence[Piece]) -> str:
        """Pieces in one line without bold."""
        return self.text(pieces, bold=False).replace("\\\n", " ")

    def numbered(self, one: Paragraph) -> tuple[Piece, ...]:
        """The pieces of a paragraph with its automatic number written out before them."""
        self.added.append(one.label)
        return (Run(one.label), *one.pieces) if one.label else one.pieces
