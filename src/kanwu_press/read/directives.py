"""Lines of a body → runs of Markdown, `:::` blocks and definitions of notes, each line with its number.

This comes before Markdown is parsed, so that a block which is not closed, or a note, is told
at its own line whatever stands around it. The table of blocks is `DIRECTIVES` in read/schema.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import NamedTuple, TypeAlias

from kanwu_press.findings import N_, Level, Rule
from kanwu_press.model import Place
from kanwu_press.read.marks import clear
from kanwu_press.read.record import Record
from kanwu_press.read.schema import DIRECTIVES, Directive

UNKNOWN = Rule(
    "directive-unknown",
    Level.ERROR,
    N_("There is no block “::: {name}”."),
    N_("The blocks are: {names}."),
)
MISSPELT = Rule(
    "directive-misspelt",
    Level.ERROR,
    N_("There is no block “::: {name}”."),
    N_("Did you mean “::: {guess}”?"),
)
UNCLOSED = Rule(
    "directive-unclosed",
    Level.ERROR,
    N_("The block “::: {name}” that begins here is not closed."),
    N_("Put a line of {count} colons where it ends: {colons}"),
)
STRAY = Rule(
    "directive-stray",
    Level.ERROR,
    N_("This line of colons closes nothing."),
    N_("Delete it, or give it as many colons as the line that opens the block."),
)
FULL_WIDTH_COLONS = Rule(
    "directive-colons",
    Level.ERROR,
    N_("The colons of this line are full-width."),
    N_("Type ordinary colons with the English keyboard: :::"),
)
TOO_DEEP = Rule(
    "directive-too-deep",
    Level.ERROR,
    N_("Blocks stand in one another more than {limit} deep."),
    N_("Close the outer blocks first, or leave one of them out."),
)

NOT_SAID = Rule(
    "cleared-not-said",
    Level.ERROR,
    N_("“::: 核过” must say which finding is no fault, and why."),
    N_("Write the code of the finding and the reason: ::: 核过 title-twice：同名专栏"),
)

CLEARED = "核过"
DEPTH_LIMIT = 3
FRAMES_LIMIT = 20

BY_NAME = {directive.name: directive for directive in DIRECTIVES}

_FENCE = re.compile(r"^ {0,3}([:：]{3,})[ \t\u3000]*(.*?)[ \t\u3000]*$")
_NOTE = re.compile(r"^ {0,3}\[\^([^\[\]\s^]{1,80})\][:：][ \t\u3000]*(.*)$")
_INDENTED = re.compile(r"^(?: {2,4}|\t)")


class Line(NamedTuple):
    """A line and its number in the file."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """Lines of Markdown without `:::` blocks."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class NoteDefinition:
    """`[^label]: …` with its further lines."""

    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A `:::` block. A leaf holds at most one Run, of its own lines."""

    line: int
    argument: str
    directive: Directive
    nodes: tuple[Node, ...]


Node: TypeAlias = Run | NoteDefinition | Opened


@dataclass(slots=True)
class _Frame:
    """A block that is still open; the outermost frame is the body itself."""

    line: Line
    colons: int = 0
    name: str = ""
    argument: str = ""
    directive: Directive | None = None
    nodes: list[Node] = field(default_factory=list)
    run: list[Line] = field(default_factory=list)

    def end_run(self) -> None:
        if self.run:
            self.nodes.append(Run(tuple(self.run)))
            self.run = []

    def close(self, too_deep: bool) -> list[Node]:
        """The block; or, if it is unknown or too deep, its title and content without it.

        What 核过 stands around comes out as if nothing stood around it.
        """
        self.end_run()
        if self.directive is not None and self.directive.name == CLEARED:
            return self.nodes
        if self.directive is not None and not too_deep:
            return [Opened(self.line.number, self.argument, self.directive, tuple(self.nodes))]
        return [Run((Line(self.line.number, self.argument),)), *self.nodes]


def scan(texts: list[str], first_line: int, record: Record) -> tuple[Node, ...]:
    """Divide a body; `first_line` is the file's number of the first line."""
    return _Scanner([Line(n, text) for n, text in enumerate(texts, first_line)], record).run()


class _Scanner:
    def __init__(self, lines: list[Line], record: Record) -> None:
        self.lines, self.record = lines, record
        self.frames = [_Frame(Line(0, ""))]

    def run(self) -> tuple[Node, ...]:
        at = 0
        while at < len(self.lines):
            at = self._line(at)
        while len(self.frames) > 1:
            self._unclosed(self.frames[-1])
            self._close(len(self.lines))
        self.frames[0].end_run()
        return tuple(self.frames[0].nodes)

    def _line(self, at: int) -> int:
        """Take the line at index `at`; returns the index of the next one."""
        line = self.lines[at]
        if fence := _FENCE.match(line.text):
            if "：" in fence[1]:
                self.record.report(FULL_WIDTH_COLONS, line.number)
            return self._open(at, fence) if fence[2] else self._close_by(at, len(fence[1]))
        if note := _NOTE.match(line.text):
            return self._note(at, note)
        self.frames[-1].run.append(line)
        return at + 1

    # ---- blocks

    def _open(self, at: int, fence: re.Match[str]) -> int:
        line = self.lines[at]
        if self._depth() > DEPTH_LIMIT:
            self.record.report(TOO_DEEP, line.number, limit=DEPTH_LIMIT)
        if len(self.frames) > FRAMES_LIMIT:  # hostile: no more frames, the line stays as text
            self.frames[-1].run.append(line)
            return at + 1
        name, argument = [*re.split(r"[ \t\u3000]+", fence[2], maxsplit=1), ""][:2]
        directive = BY_NAME.get(name)
        frame = _Frame(line, len(fence[1]), name, argument.strip(), directive)
        self.record.unprinted += [name, argument] if name == CLEARED else [name]
        if directive is None:
            self._unknown(line, name)
        self.frames[-1].end_run()
        self.frames.append(frame)
        return self._leaf(at + 1, frame) if directive is not None and directive.leaf else at + 1

    def _leaf(self, at: int, frame: _Frame) -> int:
        """The lines of a leaf: up to its closing line, else up to the first blank line."""
        end = at
        while end < len(self.lines) and not _FENCE.match(self.lines[end].text):
            end += 1
        closed = end < len(self.lines) and self._closes_leaf(self.lines[end], frame)
        if not closed:
            self._unclosed(frame)
            end = next((i for i in range(at, end) if not self.lines[i].text.strip()), end)
        frame.run = self.lines[at:end]
        self._close(end)
        return end + 1 if closed else end

    def _closes_leaf(self, line: Line, frame: _Frame) -> bool:
        fence = _FENCE.match(line.text)
        if fence is None or fence[2]:
            return False
        if "：" in fence[1]:
            self.record.report(FULL_WIDTH_COLONS, line.number)
        colons = len(fence[1])
        return colons == frame.colons or not any(outer.colons == colons for outer in self.frames[1:-1])

    def _close_by(self, at: int, colons: int) -> int:
        """A closing line closes the innermost block with as many colons, else one with fewer."""
        opened = self.frames[1:]
        equal = [frame for frame in opened if frame.colons == colons]
        fewer = [frame for frame in opened if frame.colons < colons]
        if not equal and not fewer:
            self.record.report(STRAY, self.lines[at].number)
            return at + 1
        target = (equal or fewer)[-1]
        while self.frames[-1] is not target:
            self._unclosed(self.frames[-1])
            self._close(at)
        self._close(at)
        return at + 1

    def _close(self, at: int) -> None:
        """Close the innermost block; `at` is the index of the line that ends it."""
        frame = self.frames.pop()
        if frame.directive is not None and frame.directive.name == CLEARED:
            self._clear(frame, self.lines[min(at, len(self.lines) - 1)].number)
        self.frames[-1].nodes += frame.close(too_deep=self._depth() > DEPTH_LIMIT)

    def _clear(self, frame: _Frame, last: int) -> None:
        """Note what 核过 says of the lines that it stands around."""
        mark = clear(frame.argument, Place(self.record.file, frame.line.number), last)
        if mark is None:
            self.record.report(NOT_SAID, frame.line.number)
        else:
            self.record.cleared.append(mark)

    def _depth(self) -> int:
        """The open blocks, with the body; 核过 is none."""
        return sum(f.directive is None or f.directive.name != CLEARED for f in self.frames)

    def _unclosed(self, frame: _Frame) -> None:
        self.record.report(
            UNCLOSED, frame.line.number, name=frame.name, count=frame.colons, colons=":" * frame.colons
        )

    def _unknown(self, line: Line, name: str) -> None:
        guess = nearest(name, ((d.name, d.also) for d in DIRECTIVES))
        if guess:
            self.record.report(MISSPELT, line.number, name=name, guess=guess)
        else:
            self.record.report(UNKNOWN, line.number, name=name, names="、".join(BY_NAME))

    # ---- notes

    def _note(self, at: int, note: re.Match[str]) -> int:
        """A definition: its line, the lines directly after it, and indented paragraphs after blank lines."""
        lines = [Line(self.lines[at].number, note[2])]
        self.record.unprinted.append(note[1])
        end = at + 1
        while (after := self._next_of_note(end)) > end:
            lines += [Line(line.number, _INDENTED.sub("", line.text)) for line in self.lines[end:after]]
            end = after
        self.frames[-1].end_run()
        self.frames[-1].nodes.append(NoteDefinition(note[1], tuple(lines)))
        return end

    def _next_of_note(self, at: int) -> int:
        """The index after the next lines that belong to the note, or `at` if there are none."""
        end = at
        while end < len(self.lines) and not self.lines[end].text.strip():
            end += 1
        if end == len(self.lines):
            return at
        text = self.lines[end].text
        if _FENCE.match(text) or _NOTE.match(text):
            return at
        belongs = not text.startswith("#") if end == at else _INDENTED.match(text)
        return end + 1 if belongs else at


def definitions(nodes: Iterable[Node]) -> Iterator[NoteDefinition]:
    """All definitions of notes, in the order of the source."""
    for node in nodes:
        if isinstance(node, NoteDefinition):
            yield node
        elif isinstance(node, Opened):
            yield from definitions(node.nodes)


def note_labels(nodes: Iterable[Node]) -> frozenset[str]:
    return frozenset(node.label for node in definitions(nodes))


def nearest(word: str, known: Iterable[tuple[str, tuple[str, ...]]]) -> str:
    """The known word that `word` was probably meant to be, or nothing."""
    words: dict[str, str] = {}
    for name, also in known:
        words |= {name: name} | dict.fromkeys(also, name)
    found = get_close_matches(word, words, n=1, cutoff=0.5)
    return words[found[0]] if found else ""
