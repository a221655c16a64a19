"""YAML → keys, lists and words that know their lines; the only importer of yaml.

Every value stays the text that was written (`04` stays "04", `no` stays "no"). What people get
wrong (full-width colons, tabs, a forgotten space, a value that begins with a quotation mark) is
explained, and read as it was meant, so that all mistakes of a file are reported at once. Anchors, tags
and deep nesting are refused: nobody needs them here, and bombs are made of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

import yaml

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Place
from kanwu_press.read.characters import clean
from kanwu_press.read.repairs import ALIAS, INDENT, NO_COLON, drop, mend, quote_start, straighten

DEEPEST = 8  # nesting of keys and lists; the format itself needs 4
MOST_NODES = 5_000  # values in one file; a large issue has 300
_MOST_REPAIRS = 20  # mistakes of form mended for one reading; each costs another pass

QUOTE_OPEN = Rule(
    "yaml-quote-open",
    Level.ERROR,
    N_("A quotation mark is opened here and never closed."),
    N_("Close it, or use Chinese quotation marks “…”, which mean nothing special here."),
)
BRACKET_OPEN = Rule(
    "yaml-bracket-open",
    Level.ERROR,
    N_("A bracket “[” or “{{” is opened here and not closed."),
    N_("Close it; if it belongs to the text, put the whole text into single quotes '…'."),
)
DOCUMENTS = Rule(
    "yaml-documents",
    Level.ERROR,
    N_("A line “---” begins a second part of the file, which is not read."),
    N_("Delete the line “---”."),
)
DEPTH = Rule(
    "yaml-depth",
    Level.ERROR,
    N_("Keys and lists are nested more than {limit} deep."),
    N_("Compare with the handbook; two levels are enough everywhere."),
)
COUNT = Rule(
    "yaml-count",
    Level.ERROR,
    N_("There are more than {limit} values in one file."),
    N_("Check whether this is the right file."),
)
ESCAPE = Rule(
    "yaml-escape",
    Level.ERROR,
    N_("In a text in double quotes a backslash names no character."),
    N_("Use single quotes '…' or Chinese quotation marks “…”, where a backslash is a backslash."),
)
BROKEN = Rule(
    "yaml-broken",
    Level.ERROR,
    N_("The line cannot be understood ({problem})."),
    N_("Compare this line and the one before it with the handbook's examples."),
)


_FOREIGN_ENDS = re.compile("[\x85\u2028\u2029]")  # line ends to YAML, to nobody else


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value as written. `lines` are the source lines of an unquoted text of several lines."""

    text: str
    place: Place
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys and values in the order of the file; a key may occur twice."""

    pairs: tuple[tuple[Scalar, Node], ...]
    place: Place


Node: TypeAlias = Scalar | Listing | Keys


@dataclass(frozen=True, slots=True)
class Loaded:
    root: Node | None  # None when nothing could be read, or nothing is there
    findings: tuple[Finding, ...]


class _Mark(Protocol):
    """Where YAML is, counted from 0."""

    line: int
    column: int


class _RefusedError(Exception):
    """What YAML allows and this reader does not, at a line counted from 0."""

    def __init__(self, rule: Rule, line: int, column: int, **values: object) -> None:
        super().__init__(rule.code)
        self.rule, self.line, self.column, self.values = rule, line, column, values


def load(text: str, file: str, first_line: int = 1) -> Loaded:
    """`text` as a tree; `first_line` is its first line's number in `file`. Never raises."""
    lines = _FOREIGN_ENDS.sub(" ", text).split("\n")
    found = list(straighten(lines, file, first_line))
    for _ in range(_MOST_REPAIRS):
        try:
            root, more = _Builder(lines, file, first_line).build()
            return Loaded(root, (*found, *more))
        except _RefusedError as error:
            mended = error.rule is ALIAS and quote_start(lines, error.line)
            place = Place(file, first_line + error.line, error.column + 1)
            found.append(error.rule.at(place, **error.values))
            if not mended:
                return Loaded(None, tuple(found))
        except yaml.MarkedYAMLError as error:
            line = _line(error.problem_mark, lines)
            context = _line(error.context_mark, lines) if error.context_mark else line
            no_key = "could not find expected ':'" in (error.problem or "")
            repairs = mend(lines, line, context) or (drop(lines, context) if no_key else ())
            if not repairs:
                return Loaded(None, (*found, _explained(error, file, first_line)))
            for r in repairs:
                found.append(r.rule.at(Place(file, first_line + r.line, r.column + 1), **r.values))
        except (ValueError, OverflowError):  # "\UFFFFFFFF" in double quotes
            return Loaded(None, (*found, ESCAPE.at(Place(file, first_line))))
        except yaml.YAMLError as error:
            return Loaded(None, (*found, BROKEN.at(Place(file, first_line), problem=type(error).__name__)))
    return Loaded(None, tuple(found))


# ---- tree ----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    is_list: bool
    place: Place
    children: list[Node] = field(default_factory=list)


class _Builder:
    """YAML events → nodes, without recursion."""

    def __init__(self, lines: list[str], file: str, first_line: int) -> None:
        self.lines, self.file, self.first_line = lines, file, first_line
        self.findings: list[Finding] = []

    def build(self) -> tuple[Node | None, tuple[Finding, ...]]:
        stack: list[_Open] = []
        root: Node | None = None
        events = yaml.parse("\n".join(self.lines), Loader=yaml.BaseLoader)
        count = 0
        for event in events:
            if isinstance(event, yaml.NodeEvent):
                count += 1
                self._refuse(event, len(stack), count)
            done: Node | None = None
            if isinstance(event, yaml.ScalarEvent):
                done = self._scalar(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                stack.append(_Open(isinstance(event, yaml.SequenceStartEvent), self._place(event.start_mark)))
            elif isinstance(event, yaml.CollectionEndEvent):
                done = self._closed(stack.pop())
            elif isinstance(event, yaml.DocumentStartEvent) and root is not None:
                self.findings.append(DOCUMENTS.at(self._place(event.start_mark)))
                break
            if done is not None and stack:
                stack[-1].children.append(done)
            elif done is not None:
                root = done
        return root, tuple(self.findings)

    def _refuse(self, event: yaml.NodeEvent, depth: int, count: int) -> None:
        line, column = _spot(event.start_mark)
        tagged = getattr(event, "tag", None) is not None
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None or tagged:
            raise _RefusedError(ALIAS, line, column)
        if depth > DEEPEST:
            raise _RefusedError(DEPTH, line, column, limit=DEEPEST)
        if count > MOST_NODES:
            raise _RefusedError(COUNT, line, column, limit=MOST_NODES)

    def _place(self, mark: _Mark | None) -> Place:
        line, column = _spot(mark)
        return Place(self.file, self.first_line + line, column + 1)

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        place = self._place(event.start_mark)
        text = event.value
        if event.style == '"':  # escapes such as "\u0000" bring in what the file itself does not hold
            text, faults = clean(text, self.file, place.line)
            self.findings.extend(faults)
        (first, start), (last, end) = _spot(event.start_mark), _spot(event.end_mark)
        if event.style is not None or first == last:
            return Scalar(text, place)
        source = [self.lines[first][start:], *self.lines[first + 1 : last]]
        source.append(self.lines[last][:end])
        return Scalar(text, place, tuple(line.strip() for line in source))

    def _closed(self, opened: _Open) -> Node:
        if opened.is_list:
            return Listing(tuple(opened.children), opened.place)
        return Keys(tuple(self._pairs(opened.children)), opened.place)

    def _pairs(self, children: list[Node]) -> Iterator[tuple[Scalar, Node]]:
        for key, value in zip(children[::2], children[1::2], strict=True):
            if isinstance(key, Scalar):
                yield key, value
            else:
                self.findings.append(NO_COLON.at(key.place))


def _spot(mark: _Mark | None) -> tuple[int, int]:
    return (mark.line, mark.column) if mark else (0, 0)


def _line(mark: _Mark | None, lines: list[str]) -> int:
    return min(mark.line, len(lines) - 1) if mark else 0


def _explained(error: yaml.MarkedYAMLError, file: str, first_line: int) -> Finding:
    """A fault that could not be mended, in the editor's words."""
    problem, context = error.problem or "", error.context or ""
    mark = error.problem_mark
    if "quoted scalar" in context or "unexpected end of stream" in problem:
        rule, mark = QUOTE_OPEN, error.context_mark or mark
    elif "flow" in context:
        rule, mark = BRACKET_OPEN, error.context_mark or mark
    elif "expected <block end>" in problem or "not allowed here" in problem:
        rule = INDENT
    else:
        rule = BROKEN
    place = Place(file, first_line + mark.line, mark.column + 1) if mark else Place(file)
    return rule.at(place, problem=problem) if rule is BROKEN else rule.at(place)
