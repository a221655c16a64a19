"""A manuscript's name into issue.yaml: one line is added, all others stay as they are."""

from __future__ import annotations

import re

from kanwu_press.intake.manuscript import scalar

_COLUMNS = re.compile(r"^(?:栏目|sections)\s*:\s*(?:#.*)?$")
_NAME = re.compile(r"^(\s*)(-\s+)?(?:名称|name)\s*:\s*(.*?)\s*(?:#.*)?$")
_ARTICLES = re.compile(r"^(\s*)(-\s+)?(?:文章|articles)\s*:\s*(?:#.*)?$")
_ITEM = re.compile(r"^(\s*)-\s+\S")


def listed(text: str, column: str, name: str) -> str | None:
    """The text of issue.yaml with `name` at the end of `column`, a new one if need be; None if not sure.

    The same text where the name stands there already.
    """
    lines = text.split("\n")
    if any(_value(line.strip().removeprefix("- ")) == name for line in lines if _ITEM.match(line)):
        return text
    start = next((at for at, line in enumerate(lines) if _COLUMNS.match(line)), None)
    if start is None:
        return None
    end = _end(lines, start + 1, 0, lists=True)
    at = _column(lines, start + 1, end, column)
    if at is None:
        return _with_column(lines, start, end, column, name)
    return _with_article(lines, at, end, name)


def _value(text: str) -> str:
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _end(lines: list[str], at: int, indent: int, *, lists: bool = False) -> int:
    """The index behind the lines that lie deeper than `indent`, and with `lists` the items that lie at it."""
    last = at
    for number in range(at, len(lines)):
        line = lines[number]
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        deeper = _indent(line) > indent or (
            lists and _indent(line) == indent and line.lstrip().startswith("- ")
        )
        if not deeper:
            break
        last = number + 1
    return last


def _column(lines: list[str], start: int, end: int, column: str) -> int | None:
    """The index of the line that names the column."""
    for at in range(start, end):
        found = _NAME.match(lines[at])
        if found and _value(found[3]) == column:
            return at
    return None


def _with_article(lines: list[str], at: int, end: int, name: str) -> str | None:
    """The name behind the last article of the column that is named in line `at`."""
    found = _NAME.match(lines[at])
    assert found
    depth = len(found[1]) + len(found[2] or "")
    for line in range(at + 1, end):
        if lines[line].strip() and _indent(lines[line]) < depth:
            return None  # the next column, and no articles here
        articles = _ARTICLES.match(lines[line])
        if articles and _indent(lines[line]) == depth:
            last = _end(lines, line + 1, depth, lists=True)
            items = [_ITEM.match(one) for one in lines[line + 1 : last]]
            indents = [len(item[1]) for item in items if item]
            indent = indents[0] if indents else depth + 2
            return "\n".join([*lines[:last], f"{' ' * indent}- {scalar(name)}", *lines[last:]])
    return None


def _with_column(lines: list[str], start: int, end: int, column: str, name: str) -> str | None:
    """A new column at the end, indented as those before it."""
    items = [_ITEM.match(line) for line in lines[start + 1 : end]]
    indents = [len(item[1]) for item in items if item]
    indent = " " * (min(indents) if indents else 2)
    new = [f"{indent}- 名称: {scalar(column)}", f"{indent}  文章:", f"{indent}    - {scalar(name)}"]
    return "\n".join([*lines[:end], *new, *lines[end:]])
