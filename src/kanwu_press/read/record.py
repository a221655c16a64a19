"""What one reading of a body gathers besides its blocks: findings, calls of notes, words not printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from kanwu_press.findings import Finding, Rule
from kanwu_press.model import Cleared, Place


class Tok(Protocol):
    """A token of the Markdown parser, as much of it as the walk reads."""

    type: str
    tag: str
    nesting: int
    content: str
    info: str
    map: list[int] | None
    meta: dict[Any, Any]

    def attrGet(self, name: str) -> str | int | float | None: ...  # noqa: N802 - the parser's name


class Grammar(Protocol):
    """The Markdown parser: text → flat tokens of blocks, or of inlines."""

    def blocks(self, text: str) -> list[Tok]: ...

    def inlines(self, text: str) -> list[Tok]: ...


@dataclass(slots=True)
class Record:
    """Filled while one text is read, then turned into values.

    `unprinted` are source words that rightly appear in no block: paths, keys, labels, addresses.
    `notes` are the labels that can be called; a call of any other is reported as `no_note`.
    `calls` are the labels called, in the order of their first calls. `cleared` is what `::: 核过` says.
    `lines` are those of the text, from `first_line` of the file on.
    """

    file: str
    no_note: Rule
    notes: frozenset[str] = frozenset()
    findings: list[Finding] = field(default_factory=list)
    unprinted: list[str] = field(default_factory=list)
    calls: dict[str, int] = field(default_factory=dict)
    cleared: list[Cleared] = field(default_factory=list)
    lines: Sequence[str] = ()
    first_line: int = 1

    def indent(self, line: int) -> int:
        """How many blank characters stand at the head of a line of the text."""
        index = line - self.first_line
        text = self.lines[index] if 0 <= index < len(self.lines) else ""
        return len(text) - len(text.lstrip())

    def report(self, rule: Rule, line: int, **values: object) -> None:
        self.findings.append(rule.at(Place(self.file, line), **values))
