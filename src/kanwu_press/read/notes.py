"""Definitions and calls of notes → the article's notes, numbered by their first calls.

A note may be called more than once: later calls show the same number. A note holds
paragraphs; other blocks are findings and become paragraphs.
"""

from __future__ import annotations

from dataclasses import replace

from kanwu_press.findings import N_, Level, Rule
from kanwu_press.model import Block, Note, Paragraph
from kanwu_press.read.blocks import BodyReader
from kanwu_press.read.conserve import parts
from kanwu_press.read.directives import NoteDefinition, Run
from kanwu_press.read.embedded import Means
from kanwu_press.read.inline import NOTE_NESTED

NOTE_UNCALLED = Rule(
    "note-uncalled",
    Level.ERROR,
    N_("The text of note [^{label}] is here, but nothing calls it."),
    N_("Write [^{label}] where the note belongs, or delete its text."),
)
NOTE_REPEATED = Rule(
    "note-repeated",
    Level.ERROR,
    N_("Note [^{label}] has a text already, in line {first}."),
    N_("Give this note another label, or delete one of the texts."),
)
NOTE_EMPTY = Rule(
    "note-empty",
    Level.ERROR,
    N_("Note [^{label}] has no text."),
    N_("Write its text behind the colon."),
)
NOTE_BLOCK = Rule(
    "note-block",
    Level.ERROR,
    N_("A note holds only paragraphs; here is a list, quotation, table, picture or subhead."),
    N_("Write it as plain text, or move it into the manuscript."),
)


def read_notes(definitions: list[NoteDefinition], means: Means) -> tuple[Note, ...]:
    """The notes in the order of their numbers; those that nothing calls come last."""
    record = replace(means.record, no_note=NOTE_NESTED, notes=frozenset(), calls={})  # findings are shared
    reader = BodyReader(replace(means, record=record))
    found: dict[str, Note] = {}
    for definition in definitions:
        label, line = definition.label, definition.lines[0].number
        blocks = _paragraphs(reader.read((Run(definition.lines),)), means)
        if label in found:
            means.record.report(NOTE_REPEATED, line, label=label, first=found[label].place.line)
            blocks = (*found[label].blocks, *blocks)
        elif not blocks:
            means.record.report(NOTE_EMPTY, line, label=label)
        place = found[label].place if label in found else means.place(line)
        found[label] = Note(label, 0, blocks, place)
    uncalled = [label for label in found if label not in means.record.calls]
    for label in uncalled:
        means.record.report(NOTE_UNCALLED, found[label].place.line, label=label)
    order = [*means.record.calls, *uncalled]
    return tuple(replace(found[label], number=number) for number, label in enumerate(order, 1))


def _paragraphs(blocks: tuple[Block, ...], means: Means) -> tuple[Block, ...]:
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            kept.append(block)
            continue
        means.record.report(NOTE_BLOCK, block.place.line)
        kept += [Paragraph(text, block.place) for text in parts(block) if text]
    return tuple(kept)
