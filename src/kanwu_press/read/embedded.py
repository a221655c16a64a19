"""Figures, groups of pictures and tables: the blocks whose lines are their own (leaves).

A leaf becomes one block of the model; lines that say nothing a leaf can use are findings
and follow it as paragraphs, so that no text is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Block, Figure, Gallery, Inline, Paragraph, Picture, Place, Table, Width
from kanwu_press.read.directives import Line, Opened
from kanwu_press.read.images import ImageRef, only_images, plain
from kanwu_press.read.inline import PICTURE_MALFORMED, read_inlines
from kanwu_press.read.keylines import KeyLines, KeyValue, key_lines
from kanwu_press.read.record import Grammar, Record
from kanwu_press.read.tables import has_pipe, read_table

ARGUMENT_MISSING = Rule(
    "directive-argument-missing",
    Level.ERROR,
    N_("“::: {name}” wants something after it on the same line: {argument}."),
    N_("Write it behind the name, parted by a space."),
)
ARGUMENT_UNWANTED = Rule(
    "directive-argument-unwanted",
    Level.ERROR,
    N_("“::: {name}” takes nothing behind its name: {text}"),
    N_("Delete it, or move it to a line of its own inside the block."),
)
CHOICE = Rule(
    "directive-choice",
    Level.ERROR,
    N_("“{value}” is no value of “{key}”."),
    N_("Write one of these: {choices}."),
)
LEFTOVER = Rule(
    "directive-line",
    Level.ERROR,
    N_("This line cannot stand in a block “::: {name}”: {text}"),
    N_("Write each key and its value on one line; move running text out of the block."),
)
TABLE_MISSING = Rule(
    "table-missing",
    Level.ERROR,
    N_("The block “::: 表” holds no table."),
    N_("Write the rows with ordinary uprights: | town | boats |, then a line |---|---|, then the rows."),
)
TABLE_UPRIGHT = Rule(
    "table-upright",
    Level.ERROR,
    N_("The table is written with full-width uprights ｜."),
    N_("Replace them by the ordinary upright | of the English keyboard."),
)
TABLE_SECOND = Rule(
    "table-second",
    Level.ERROR,
    N_("A second table in one block “::: 表”."),
    N_("Give it a block of its own; a table holds no blank lines."),
)
GALLERY_EMPTY = Rule(
    "gallery-empty",
    Level.ERROR,
    N_("The group holds no picture."),
    N_('Write each picture on a line of its own: ![alternative text](file "caption｜credit")'),
)
TWO_ON_LINE = Rule(
    "picture-two-on-line",
    Level.ERROR,
    N_("Two pictures stand on one line."),
    N_("Write each picture on a line of its own."),
)

Pictures = Callable[[str, Place], "tuple[Picture | None, tuple[Finding, ...]]"]


@dataclass(frozen=True, slots=True)
class Means:
    """What reading a block needs: where findings go, the parser, and who opens pictures."""

    record: Record
    grammar: Grammar
    pictures: Pictures

    def place(self, line: int) -> Place:
        return Place(self.record.file, line)

    def inlines(self, text: str, line: int) -> tuple[Inline, ...]:
        return read_inlines(text, line, self.record, self.grammar)

    def rich(self, value: KeyValue | None) -> tuple[Inline, ...]:
        return self.inlines(value.value, value.line) if value else ()

    def picture(self, path: str, line: int) -> Picture | None:
        self.record.unprinted.append(path)
        picture, findings = self.pictures(path, self.place(line))
        self.record.findings += findings
        return picture

    def paragraphs(self, lines: Iterable[Line]) -> list[Block]:
        """One paragraph for each line that is not blank."""
        read = ((line, self.inlines(line.text.strip(), line.number)) for line in lines if line.text.strip())
        return [Paragraph(children, self.place(line.number)) for line, children in read if children]

    def width(self, lines: KeyLines, default: Width) -> Width:
        value = lines.values.get("width")
        if value is None or not value.value:
            return default
        choices = dict(value.field.choices)
        self.record.unprinted.append(value.value)
        if value.value in choices:
            return Width(choices[value.value])
        self.record.report(
            CHOICE, value.line, key=value.field.key, value=value.value, choices="、".join(choices)
        )
        return default

    def leftovers(self, opened: Opened, rest: Iterable[Line], refused: Iterable[Line]) -> list[Block]:
        """Lines that a leaf cannot use, as paragraphs; those in `refused` were reported already."""
        rest = [line for line in rest if line.text.strip()]
        for line in rest:
            self.record.report(LEFTOVER, line.number, name=opened.directive.name, text=_shorten(line.text))
        return self.paragraphs(sorted([*rest, *refused]))

    def check_argument(self, opened: Opened) -> None:
        if opened.directive.argument_required and not opened.argument:
            name, argument = opened.directive.name, opened.directive.argument
            self.record.report(ARGUMENT_MISSING, opened.line, name=name, argument=argument)


def read_leaf(opened: Opened, means: Means) -> list[Block]:
    """A `::: 图`, `::: 组图` or `::: 表`, and its leftovers."""
    means.check_argument(opened)
    return _LEAVES[opened.directive.name](opened, means)


def _figure(opened: Opened, means: Means) -> list[Block]:
    lines = key_lines(opened, means.record)
    credit, alt = lines.values.get("credit"), lines.values.get("alt")
    figure = Figure(
        picture=means.picture(opened.argument, opened.line) if opened.argument else None,
        caption=means.rich(lines.values.get("caption")),
        credit=plain(credit.value) if credit else "",
        alt=plain(alt.value) if alt else "",
        place=means.place(opened.line),
        width=means.width(lines, Width.COLUMN),
    )
    return [figure, *means.leftovers(opened, lines.rest, lines.refused)]


def figures(refs: Iterable[ImageRef], means: Means) -> list[Figure]:
    """Pictures in the `![…](…)` form, one to a line."""
    found: list[Figure] = []
    for ref in refs:
        if found and found[-1].place.line == ref.line:  # a line is a figure's identity in the editions
            means.record.report(TWO_ON_LINE, ref.line)
        picture = means.picture(ref.path, ref.line)
        caption = means.inlines(ref.caption, ref.line)
        found.append(Figure(picture, caption, ref.credit, ref.alt, means.place(ref.line)))
    return found


def _gallery(opened: Opened, means: Means) -> list[Block]:
    lines = key_lines(opened, means.record)
    found: list[Figure] = []
    rest: list[Line] = []
    refused = lines.refused
    for line in lines.rest:
        refs = only_images(line.text, line.number)
        if refs:
            found += figures(refs, means)
        elif line.text.lstrip().startswith("!["):
            means.record.report(PICTURE_MALFORMED, line.number, text=_shorten(line.text))
            refused.append(line)
        else:
            rest.append(line)
    if not found:
        means.record.report(GALLERY_EMPTY, opened.line)
    caption = means.inlines(opened.argument, opened.line)
    width = means.width(lines, Width.FULL)
    gallery = Gallery(tuple(found), caption, means.place(opened.line), width)
    return [gallery, *means.leftovers(opened, rest, refused)]


def _table(opened: Opened, means: Means) -> list[Block]:
    lines = key_lines(opened, means.record)
    caption = means.inlines(opened.argument, opened.line)
    tables = [_rows(group, means) for group in _groups(line for line in lines.rest if has_pipe(line.text))]
    for table in tables[1:]:
        means.record.report(TABLE_SECOND, table.place.line)
    note = means.rich(lines.values.get("note"))  # read after the cells: notes are numbered as printed
    width = means.width(lines, Width.COLUMN)
    rest = [line for line in lines.rest if not has_pipe(line.text)]
    place = means.place(opened.line)
    if tables:
        first: Block = replace(tables[0], caption=caption, note=note, width=width, place=place)
        return [first, *tables[1:], *means.leftovers(opened, rest, lines.refused)]
    if any("｜" in line.text for line in rest):
        means.record.report(TABLE_UPRIGHT, opened.line)
    else:
        means.record.report(TABLE_MISSING, opened.line)
    visible = [Paragraph(text, place) for text in (caption, note) if text]
    return [*visible, *means.paragraphs(sorted([*rest, *lines.refused]))]


def _groups(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines that follow each other in the file, together."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and groups[-1][-1].number == line.number - 1:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _rows(group: list[Line], means: Means) -> Table:
    return read_table([line.text for line in group], group[0].number, means.record, means.grammar)


def _shorten(text: str) -> str:
    text = text.strip()
    return text if len(text) <= 40 else text[:39] + "…"


_LEAVES: dict[str, Callable[[Opened, Means], list[Block]]] = {
    "图": _figure,
    "组图": _gallery,
    "表": _table,
}
