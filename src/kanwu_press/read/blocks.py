"""Runs of Markdown and `:::` blocks → the model's blocks.

In: the nodes of read/directives.py. Markdown tokens become a tree first, then one small
function per kind of block. What is not accepted is a finding and stays visible as a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from kanwu_press.findings import N_, Level, Rule
from kanwu_press.model import Block, Box, Break, Heading, ListBlock, Paragraph, Quote, Together, Width
from kanwu_press.read.directives import Node, NoteDefinition, Opened, Run
from kanwu_press.read.embedded import ARGUMENT_UNWANTED, Means, figures, read_leaf
from kanwu_press.read.images import only_images
from kanwu_press.read.keylines import key_lines
from kanwu_press.read.lines import LIST_LIMIT, QUOTE_LIMIT, prepare, report_nesting
from kanwu_press.read.record import Tok
from kanwu_press.read.script import INDENT
from kanwu_press.read.tables import NO_RULE, read_table

HEADING_TITLE = Rule(
    "heading-title",
    Level.ERROR,
    N_("A heading with one # is the title of an article, and the title stands in the file's head."),
    N_("Use ## for a subhead; if this is the title, move it to the line “标题:” at the top."),
)
HEADING_DEEP = Rule(
    "heading-too-deep",
    Level.ERROR,
    N_("A subhead with {count} #; there are three levels: ##, ###, ####."),
    N_("Use at most ####, or make it a paragraph that begins in bold."),
)
HEADING_EMPTY = Rule(
    "heading-empty",
    Level.ERROR,
    N_("A subhead without words."),
    N_("Write its words behind the #, or delete the line."),
)
HEADING_MARK = Rule(
    "heading-mark",
    Level.ERROR,
    N_("This looks like a subhead; left so, it would be printed as it stands: {text}"),
    N_("Type ordinary # signs at the very beginning of the line, and a space after them: ## words"),
)
CODE = Rule(
    "code-fence",
    Level.ERROR,
    N_("Program code between ``` or ~~~ is not part of a magazine; it was read as ordinary text."),
    N_("Delete the line of ``` or ~~~."),
)
MISPLACED = Rule(
    "directive-misplaced",
    Level.ERROR,
    N_("A line of colons stands inside a list or quotation, or too deep: {text}"),
    N_("Put it at the beginning of a line, outside of lists and quotations."),
)
REFERENCE = Rule(
    "link-reference",
    Level.ERROR,
    N_("Addresses of links are not collected at the end of a manuscript: {text}"),
    N_("Write each address where it belongs: [words](https://…)"),
)
LIST_NUMBERS = Rule(
    "list-numbers",
    Level.WARNING,
    N_("The list has number {typed} here; it will be printed as {printed}."),
    N_("Correct the numbers; to keep one that is not in sequence, put a backslash before its point: 7\\."),
)
BRACKETS = Rule(
    "link-brackets",
    Level.ERROR,
    N_("A link or picture is written with full-width marks: {text}"),
    N_("Type ! [ ] ( ) with the English keyboard: [words](address), ![words](file)"),
)
EMPTY = Rule(
    "directive-empty",
    Level.ERROR,
    N_("The block “::: {name}” is empty."),
    N_("Write something in it, or delete it."),
)

# What a line of a paragraph may look like and cannot be.
_SUSPECTS = (
    (re.compile(r"[:：]{3,}"), MISPLACED),
    (re.compile(r"`{3}|~{3}"), CODE),
    (re.compile(r"#{2,6}[^\s#]|#{1,6}\s|＃"), HEADING_MARK),
    (re.compile(r"\[[^\]]{1,200}\]:[ \t]*\S"), REFERENCE),
    (re.compile(r".*?\[[^\[\]]{0,200}\]（[^（）\s]{0,300}(?:://|\.(?:md|jpe?g|png|svg)\b)|！\["), BRACKETS),
)
# Authors who leave no blank line between paragraphs indent them.
_INDENTED = re.compile(r"(?<!\\)\n(?=\u3000{2})")
_INDENTED_OR_SPACED = re.compile(r"(?<!\\)\n(?=\u3000{2}| {4}|\t)")


@dataclass(slots=True)
class _Branch:
    """A token and what stands inside it."""

    token: Tok
    children: list[_Branch] = field(default_factory=list)


class _Depth(NamedTuple):
    lists: int = 0
    quotes: int = 0


class BodyReader:
    """Reads nodes to blocks; definitions of notes are laid aside in `definitions`."""

    def __init__(self, means: Means) -> None:
        self.means, self.record = means, means.record
        self.definitions: list[NoteDefinition] = []

    def read(self, nodes: Iterable[Node]) -> tuple[Block, ...]:
        return tuple(block for node in nodes for block in self._node(node))

    def _node(self, node: Node) -> Iterable[Block]:
        match node:
            case Run():
                return self._run(node)
            case NoteDefinition():
                self.definitions.append(node)
                return ()
            case Opened():
                return read_leaf(node, self.means) if node.directive.leaf else self._container(node)

    def _container(self, opened: Opened) -> list[Block]:
        """A box, or blocks kept together."""
        name, line = opened.directive.name, opened.line
        lines = key_lines(opened, self.record)
        place = self.means.place(line)
        width = self.means.width(lines, Width.COLUMN)
        title = self.means.inlines(opened.argument, line)
        own = (Run(tuple(lines.rest)),) if lines.rest else ()
        nodes = opened.nodes[1:] if opened.nodes and isinstance(opened.nodes[0], Run) else opened.nodes
        lead = self.means.paragraphs(lines.refused)
        blocks = (*lead, *self.read((*own, *nodes)))
        if not blocks:
            self.record.report(EMPTY, line, name=name)
        if name == "框":
            return [Box(title, blocks, place, width)]
        if title:
            self.record.report(ARGUMENT_UNWANTED, line, name=name, text=opened.argument)
            blocks = (Paragraph(title, place), *blocks)
        return [Together(blocks, place)]

    # ---- Markdown

    def _run(self, run: Run) -> Iterator[Block]:
        first = run.lines[0].number
        text = "\n".join(prepare(line.text, line.number, self.record) for line in run.lines)
        for branch in _tree(self.means.grammar.blocks(text)):
            yield from self._block(branch, first, _Depth())

    def _block(self, branch: _Branch, first: int, depth: _Depth) -> Iterable[Block]:
        token = branch.token
        line = first + (token.map[0] if token.map else 0)
        match token.type:
            case "paragraph_open":
                return self._paragraphs(branch.children[0].token.content, line, nested=depth != _Depth())
            case "heading_open":
                return self._heading(token, branch.children[0].token.content, line)
            case "blockquote_open":
                return self._quote(branch, first, line, depth)
            case "bullet_list_open" | "ordered_list_open":
                return self._list(branch, first, line, depth)
            case "pipe_table":
                return (read_table(token.meta["lines"], line, self.record, self.means.grammar),)
            case _:
                return (Break(self.means.place(line)),)

    def _children(self, branch: _Branch, first: int, depth: _Depth) -> tuple[Block, ...]:
        return tuple(block for child in branch.children for block in self._block(child, first, depth))

    def _heading(self, token: Tok, content: str, line: int) -> Iterable[Block]:
        marks = int(token.tag[1:])
        if marks == 1:
            self.record.report(HEADING_TITLE, line)
        elif marks > 4:
            self.record.report(HEADING_DEEP, line, count=marks)
        children = self.means.inlines(content, line)
        if not children:
            self.record.report(HEADING_EMPTY, line)
            return ()
        return (Heading(min(max(marks - 1, 1), 3), children, self.means.place(line)),)

    def _quote(self, branch: _Branch, first: int, line: int, depth: _Depth) -> Iterable[Block]:
        blocks = self._children(branch, first, depth._replace(quotes=depth.quotes + 1))
        if depth.quotes >= QUOTE_LIMIT:
            report_nesting(line, self.record)
            return blocks
        return (Quote(blocks, self.means.place(line)),) if blocks else ()

    def _list(self, branch: _Branch, first: int, line: int, depth: _Depth) -> Iterable[Block]:
        below = depth._replace(lists=depth.lists + 1)
        items = tuple(self._children(item, first, below) for item in branch.children)
        ordered = branch.token.type == "ordered_list_open"
        typed = branch.token.attrGet("start")
        start = 1 if typed is None else int(typed)
        if ordered:
            self._check_numbers(branch, first, start)
        if depth.lists >= LIST_LIMIT:
            report_nesting(line, self.record)
            return tuple(block for item in items for block in item)
        return (ListBlock(ordered, items, self.means.place(line), start),)

    def _check_numbers(self, branch: _Branch, first: int, start: int) -> None:
        typed = [int(item.token.info) for item in branch.children]
        if len(set(typed)) == 1:  # 1. 1. 1. is a way of writing lists
            return
        for printed, (number, item) in enumerate(zip(typed, branch.children, strict=True), start):
            if number != printed:
                line = first + (item.token.map[0] if item.token.map else 0)
                self.record.report(LIST_NUMBERS, line, typed=number, printed=printed)
                return

    # ---- paragraphs

    def _paragraphs(self, content: str, line: int, *, nested: bool) -> Iterator[Block]:
        """The paragraphs of a run of lines: an indented line begins a new one."""
        for part in (_INDENTED if nested else _INDENTED_OR_SPACED).split(content):
            yield from self._paragraph(part, line)
            line += part.count("\n") + 1

    def _paragraph(self, text: str, line: int) -> Iterable[Block]:
        refs = only_images(text, line) if text.lstrip(INDENT).startswith("![") else None
        if refs:
            return figures(refs, self.means)
        self._suspect(text, line)
        children = self.means.inlines(text, line)
        return (Paragraph(children, self.means.place(line)),) if children else ()

    def _suspect(self, text: str, line: int) -> None:
        rows = [row.strip(INDENT) for row in text.split("\n")]
        for number, row in enumerate(rows, line):
            for pattern, rule in _SUSPECTS:
                if pattern.match(row):
                    self.record.report(rule, number, text=row[:40])
        if all(len(row) > 2 and row[0] == row[-1] == "|" for row in rows):
            self.record.report(NO_RULE, line)


def _tree(tokens: list[Tok]) -> list[_Branch]:
    """Flat tokens as branches; closing tokens go."""
    root: list[_Branch] = []
    stack = [root]
    for token in tokens:
        if token.nesting < 0:
            stack.pop()
            continue
        branch = _Branch(token)
        stack[-1].append(branch)
        if token.nesting > 0:
            stack.append(branch.children)
    return root
