"""A manuscript's name into issue.yaml: one line is added, all others stay as they are.

Places of keys come from the reader of YAML; the result is read again, and given up where it does not hold
what it should. A 文章 that is one name becomes a list of lines, a list in brackets grows in place.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from kanwu_press.findings import Level
from kanwu_press.intake.manuscript import scalar
from kanwu_press.read.settings import Keys, Listing, Node, Scalar, load

FAULTY, SHAPE = "faulty", "shape"  # why a name could not be listed


@dataclass(frozen=True, slots=True)
class Entered:
    """issue.yaml with the name in it. `column` is where it stood `before`; empty where it is new."""

    text: str
    before: str = ""
    why_not: str = ""  # FAULTY or SHAPE; then the text is as it was
    line: int = 0  # where the fault is, counted from 1


def entered(text: str, column: str, name: str) -> Entered:
    """The text of issue.yaml with `name` at the end of `column`, which is made where there is none."""
    root, fault = _read(text)
    if fault:
        return Entered(text, why_not=FAULTY, line=fault)
    columns = _value(root, "栏目")
    if not isinstance(columns, Listing):
        return Entered(text, why_not=SHAPE, line=columns.place.line if columns else 0)
    listed = _names(columns)
    for known, names in listed:
        if name in names:
            return Entered(text, before=known)
    lines = text.split("\n")
    mapping = next((one for one in columns.items if _text(_value(one, "名称")) == column), None)
    place = (mapping or columns).place.line
    new = (
        _with_article(lines, mapping, name)
        if isinstance(mapping, Keys)
        else _with_column(lines, columns, column, name)
    )
    at = [known for known, _ in listed].index(column) if mapping else len(listed)
    after = [*listed[:at], (column, (*(listed[at][1] if mapping else ()), name)), *listed[at + 1 :]]
    good = new is not None and _holds(new, after)
    return Entered(new) if new is not None and good else Entered(text, why_not=SHAPE, line=place)


# ---- what stands there ---------------------------------------------------------------------


def _read(text: str) -> tuple[Node | None, int]:
    """The tree, and the line of the first fault or 0."""
    loaded = load(text.replace("\ufeff", "").replace("\r", ""), "")
    faults = [f.place.line for f in loaded.findings if f.level is Level.ERROR]
    return loaded.root, min(faults) if faults else 0


def _value(node: Node | None, key: str) -> Node | None:
    pairs = node.pairs if isinstance(node, Keys) else ()
    return next((value for known, value in pairs if known.text == key), None)


def _text(node: Node | None) -> str:
    return node.text.strip() if isinstance(node, Scalar) else ""


def _names(columns: Listing) -> list[tuple[str, tuple[str, ...]]]:
    """Each column with the names in it; an article to come counts as a name that no file has."""
    return [(_text(_value(one, "名称")), tuple(_articles(_value(one, "文章")))) for one in columns.items]


def _articles(node: Node | None) -> Iterator[str]:
    if isinstance(node, Listing):
        yield from (_text(one) for one in node.items)
    elif isinstance(node, Keys) or _text(node):
        yield _text(node)


def _holds(text: str, wanted: list[tuple[str, tuple[str, ...]]]) -> bool:
    """Whether the new text reads as it should."""
    root, fault = _read(text)
    columns = _value(root, "栏目")
    return not fault and isinstance(columns, Listing) and _names(columns) == wanted


# ---- one line more -------------------------------------------------------------------------


def _with_article(lines: list[str], column: Keys, name: str) -> str | None:
    """The name behind the last article of the column; None where its form is not known."""
    key, value = next(((k, v) for k, v in column.pairs if k.text == "文章"), (None, None))
    if key is None or value is None:
        depth = column.place.column - 1
        new = [f"{' ' * depth}文章:", f"{' ' * depth}  - {scalar(name)}"]
        return (
            None if _is_flow(lines, column) else _put(lines, _end(lines, column.place.line, depth - 1), new)
        )
    at, depth = key.place.line - 1, key.place.column - 1
    if isinstance(value, Listing):
        if _is_flow(lines, value):
            return _into_brackets(lines, value, name)
        last = _end(lines, at + 1, depth)
        indent = lines[value.place.line - 1][: value.place.column - 1]
        return _put(lines, last, [f"{' ' * len(indent)}- {scalar(name)}"])
    if not isinstance(value, Scalar) or value.lines or (value.text and value.place.line - 1 != at):
        return None
    indent = " " * (depth + 2)
    if not value.text.strip():
        return _put(lines, at + 1, [f"{indent}- {scalar(name)}"])
    return _from_scalar(lines, value, indent, name)


def _from_scalar(lines: list[str], value: Scalar, indent: str, name: str) -> str:
    """文章: 01-a.md as a list of two lines; a comment stays beside its name."""
    at, start = value.place.line - 1, value.place.column - 1
    line = lines[at]
    head, own = line[:start].rstrip(), line[start:]
    end = "\r" if line.endswith("\r") else ""
    return _put(
        [*lines[:at], head + end, f"{indent}- {own}", *lines[at + 1 :]], at + 2, [f"{indent}- {scalar(name)}"]
    )


def _with_column(lines: list[str], columns: Listing, column: str, name: str) -> str | None:
    """A new column at the end, indented as those before it."""
    if _is_flow(lines, columns):
        return None
    at = columns.place.line - 1
    indent = " " * (columns.place.column - 1)
    new = [f"{indent}- 名称: {scalar(column)}", f"{indent}  文章:", f"{indent}    - {scalar(name)}"]
    return _put(lines, _end(lines, at, 0), new)


def _put(lines: list[str], at: int, new: list[str]) -> str:
    """The lines with `new` ones at the index `at`, which end as the line before them does."""
    end = "\r" if lines[at - 1].endswith("\r") else ""
    return "\n".join([*lines[:at], *(line + end for line in new), *lines[at:]])


def _is_flow(lines: list[str], node: Listing | Keys) -> bool:
    return lines[node.place.line - 1][node.place.column - 1 :].startswith(("[", "{"))


def _into_brackets(lines: list[str], listing: Listing, name: str) -> str | None:
    """[01-a.md] with the name before the bracket that closes it."""
    at, start = listing.place.line - 1, listing.place.column - 1
    close = lines[at].find("]", start)
    if close < 0:
        return None
    inner = lines[at][start + 1 : close].rstrip().rstrip(",")
    quoted = json.dumps(name, ensure_ascii=False)
    inner = f"{inner}, {quoted}" if inner.strip() else quoted
    return "\n".join([*lines[:at], lines[at][: start + 1] + inner + lines[at][close:], *lines[at + 1 :]])


def _end(lines: list[str], at: int, indent: int) -> int:
    """The index behind the lines that lie deeper than `indent`, and the items that lie at it."""
    last = at
    for number in range(at, len(lines)):
        line = lines[number]
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        depth = len(line) - len(line.lstrip(" "))
        if depth < indent or (depth == indent and not line.lstrip().startswith("- ")):
            break
        last = number + 1
    return last
