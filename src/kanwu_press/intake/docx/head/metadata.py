"""What the head of an article says, as it comes together, and which paragraphs said it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from kanwu_press.findings import Finding, Rule
from kanwu_press.intake.docx.flow import Flow
from kanwu_press.intake.docx.values import Call, Left, Paragraph, Piece, Reading
from kanwu_press.model import Place

TITLE_LENGTH = 70  # characters, at most
TITLE_STYLES = ("title", "标题")
_RICH = ("abstract", "editor_note")  # texts with notes and readings of their own


@dataclass(slots=True)
class Head:
    """What the head says.

    `took` names what each paragraph became; `said` are words that the form of the manuscript says.
    """

    source: str  # the document's name
    file: str  # the manuscript's
    body_size: int = 0  # half points
    title: str = ""
    subtitle: str = ""
    authors: list[tuple[str, str]] = field(default_factory=list)
    abstract: tuple[Piece, ...] = ()
    keywords: list[str] = field(default_factory=list)
    editor_note: tuple[Piece, ...] = ()
    author_notes: list[str] = field(default_factory=list)
    origin: str = ""  # 来源
    reprint: str = ""
    took: dict[tuple[int, int], str] = field(default_factory=dict)
    said: list[tuple[int, str]] = field(default_factory=list)
    moved_notes: list[tuple[int, Call]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    added: list[str] = field(default_factory=list)  # automatic numbers, institutions written twice
    left: list[Left] = field(default_factory=list)
    kept: set[tuple[int, int]] = field(default_factory=set)  # lines not understood, which stay in the text
    at_end: list[Paragraph] = field(default_factory=list)  # lines that go to the end of the text

    def take(self, one: Paragraph, what: str) -> None:
        """The paragraph belongs to the head, as `what`; its notes go to the authors."""
        self.took[one.key] = what
        self.moved_notes += [(one.number, p) for p in one.pieces if isinstance(p, Call)]
        if what not in _RICH:
            self.added.append(one.label)
            for piece in one.pieces:
                if isinstance(piece, Reading):
                    self.say(one, piece.reading)

    def say(self, one: Paragraph, text: str) -> None:
        """Words of a paragraph that the form of the manuscript says itself."""
        if text.strip():
            self.said.append((one.number, text.strip()))

    def find(self, rule: Rule, number: int = 0, **values: object) -> None:
        """A doubt at paragraph `number` of the document."""
        self.findings.append(rule.at(Place(self.source, number), **{"file": self.file, **values}))


def body_size(flow: Sequence[Flow]) -> int:
    """The size of most characters, in half points."""
    sizes: Counter[int] = Counter()
    for one in flow:
        if isinstance(one, Paragraph):
            sizes[one.size] += len(one.text)
    return max(sizes, key=lambda s: (sizes[s], s), default=0)
