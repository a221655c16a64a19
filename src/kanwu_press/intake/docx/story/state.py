"""What all stories of a document share while they are read: the paragraph's number, and what is set aside.

What is not printed goes into `State.left` or `State.changes`: no text is passed over.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kanwu_press.intake.docx.names import Element, attribute
from kanwu_press.intake.docx.numbering import Numbering
from kanwu_press.intake.docx.package import Package
from kanwu_press.intake.docx.styles import Styles
from kanwu_press.intake.docx.values import Change, Left

GONE = {"w:del": "deleted", "w:moveFrom": "moved-from"}  # tracked changes by their elements, 17.13.5
NEW = {"w:ins": "inserted", "w:moveTo": "moved-to"}


@dataclass(slots=True)
class State:
    """What all stories of a document share."""

    package: Package
    styles: Styles
    numbering: Numbering
    number: int = 0
    left: list[Left] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    pinned: dict[str, tuple[int, list[str]]] = field(default_factory=dict)  # comments: paragraph, words
    open_comments: set[str] = field(default_factory=set)
    labels: int = 0
    objects: list[tuple[int, str]] = field(default_factory=list)
    symbols: list[tuple[int, str, str]] = field(default_factory=list)
    marks: list[tuple[str, str]] = field(default_factory=list)
    open_fields: int = 0
    used: set[str] = field(default_factory=set)  # parts whose text was taken

    def leave(self, kind: str, text: str) -> None:
        """Text that is not printed, at the paragraph being read; pieces of one kind come together."""
        if not text.strip():
            return
        last = self.left[-1] if self.left else None
        if last is not None and (last.number, last.kind) == (self.number, kind):
            self.left[-1] = replace(last, text=last.text + text)
        else:
            self.left.append(Left(self.number, kind, text))

    def change(self, kind: str, holder: Element, text: str) -> None:
        """A tracked change with the author and time that `holder` names."""
        if text.strip():
            author, when = attribute(holder, "w:author"), attribute(holder, "w:date")
            self.changes.append(Change(self.number, kind, author, when, text))

    def comment(self, key: str) -> None:
        """A comment is pinned to the paragraph being read, if it was not before."""
        self.pinned.setdefault(key, (self.number, []))

    def pin(self, text: str) -> None:
        """Words that the open comments are about."""
        for key in sorted(self.open_comments):
            self.pinned[key][1].append(text)
