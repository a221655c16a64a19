"""Footnotes and endnotes → labels in the order of their calls, and definitions; the head's → author notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kanwu_press.findings import Finding, Rule
from kanwu_press.intake.docx import doubts
from kanwu_press.intake.docx.body.figures import write_pictures
from kanwu_press.intake.docx.body.writer import Writer
from kanwu_press.intake.docx.flow import Boxed, Flow, Pictures, Table
from kanwu_press.intake.docx.markup import inline, plain
from kanwu_press.intake.docx.values import Call, Left, Paragraph, Run
from kanwu_press.intake.docx.walking import calls_in
from kanwu_press.intake.manuscript import escaped, guarded
from kanwu_press.model import Place

Key = tuple[str, str]  # footnote or endnote, id


@dataclass(slots=True)
class Notes:
    """The notes of a document as flows, and what becomes of them."""

    flows: Mapping[Key, Sequence[Flow]]
    source: str  # the document's name
    file: str  # the manuscript's
    labels: dict[Key, str] = field(default_factory=dict)
    moved: list[str] = field(default_factory=list)  # notes of the head, as notes on the authors
    left: list[Left] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def assign(self, of_head: Iterable[tuple[int, Call]], flow: Iterable[Flow]) -> None:
        """Labels for the notes that `flow` calls; those `of_head` are moved; the rest is left out."""
        done: set[Key] = set()
        for number, call in of_head:
            done.add((call.kind, call.id))
            text = note_text(self.flows.get((call.kind, call.id), ()))
            if text:
                self.moved.append(text)
                self._find(doubts.NOTE_MOVED, number, text=text[:40])
            else:
                self._find(doubts.NOTE_DANGLING, number)
        for number, call in calls_in(flow):
            key = (call.kind, call.id)
            if note_text(self.flows.get(key, ())) and key not in done:
                self.labels.setdefault(key, str(len(self.labels) + 1))
            elif key not in done:
                self._find(doubts.NOTE_DANGLING, number)
        for key, note in self.flows.items():
            text = note_text(note)
            if key not in self.labels and key not in done and text:
                self.left.append(Left(0, "note", text))
                self._find(doubts.NOTE_UNCALLED, text=text[:40])

    def definitions(self, writer: Writer, blocks: list[str]) -> list[str]:
        """The definitions of the labelled notes; pictures in them go to the end of `blocks`."""
        return [
            line
            for key, label in self.labels.items()
            for line in _definition(label, self.flows[key], writer, blocks)
        ]

    def _find(self, rule: Rule, number: int = 0, **values: object) -> None:
        self.findings.append(rule.at(Place(self.source, number), file=self.file, **values))


def note_text(flow: Iterable[Flow]) -> str:
    """All words of a note."""
    parts: list[str] = []
    for one in flow:
        match one:
            case Paragraph():
                parts.append(one.label + plain(one.pieces))
            case Boxed():
                parts.append(note_text(one.flow))
            case Table():
                parts += [note_text(cell.flow) for row in one.rows for cell in row]
            case Pictures():
                parts += [image.alt for image in one.images]
    return " ".join(part.strip() for part in parts if part.strip())


def _definition(label: str, flow: Sequence[Flow], writer: Writer, blocks: list[str]) -> Iterator[str]:
    """A note's paragraphs, the first with its label."""
    lines: list[str] = []
    for one in flow:
        match one:
            case Paragraph():
                pieces = (Run(one.label), *one.pieces) if one.label else one.pieces
                writer.words.append(plain(pieces))
                writer.added.append(one.label)
                writer.fate(one.number, "note")
                lines.append(inline([p for p in pieces if not isinstance(p, Call)], {}).replace("\\\n", " "))
            case Pictures():
                write_pictures(writer, [one], 0, blocks)
            case _:
                text = note_text([one])
                writer.words.append(text)
                lines.append(escaped(text))
    filled = [line for line in lines if line]
    for at, line in enumerate(filled):
        yield f"[^{label}]: {line}" if at == 0 else f"    {guarded(line)}"
