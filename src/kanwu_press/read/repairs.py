"""What people get wrong in the form of settings, mended so that the rest of the file can be read.

Each repair is reported: the manuscript itself is never changed. In: the lines of a file, and where
YAML stumbled. Out: the lines, mended in place, and what was done to which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Place
from kanwu_press.read.schema import known_keys

_LOOK_BACK = 200  # lines of one text opened by `|`

FULL_COLON = Rule(
    "yaml-colon-wide",
    Level.ERROR,
    N_("After “{key}” stands a full-width colon “：”."),
    N_("Write a half-width colon and a space: “{key}: …”."),
)
COLON_SPACE = Rule(
    "yaml-colon-space",
    Level.ERROR,
    N_("After “{key}:” the space is missing."),
    N_("Write a space after the colon: “{key}: …”."),
)
TAB = Rule(
    "yaml-tab",
    Level.ERROR,
    N_("The line is indented with a tab or a full-width space."),
    N_("Indent with ordinary spaces, two for each level."),
)
COLON_INSIDE = Rule(
    "yaml-colon-inside",
    Level.ERROR,
    N_("The text after “{key}” holds a half-width colon followed by a space."),
    N_("Use the full-width colon “：” within the text, or put the whole text into single quotes '…'."),
)
START = Rule(
    "yaml-start",
    Level.ERROR,
    N_("The text after “{key}” begins with {mark}, which means something else here."),
    N_("Put the whole text into single quotes '…', or use Chinese quotation marks “…”."),
)
ALIAS = Rule(
    "yaml-alias",
    Level.ERROR,
    N_("Anchors, aliases and tags (& * !) are not used here."),
    N_("Write the text itself; if it should begin with such a mark, put it into single quotes '…'."),
)
INDENT = Rule(
    "yaml-indent",
    Level.ERROR,
    N_("The line does not stand in the same column as the others of its group."),
    N_("Let lines of one group begin in the same column, and lists (“- ”) below their key."),
)
NO_COLON = Rule(
    "yaml-no-colon",
    Level.ERROR,
    N_("The line is neither “key: value” nor a list item “- …”."),
    N_("Write the key, a half-width colon, a space, and the value."),
)


KEY_NO_COLON = Rule(
    "yaml-key-no-colon",
    Level.ERROR,
    N_("After “{key}” the colon is missing."),
    N_("Write a half-width colon and a space: “{key}: …”; where lines beginning with “- ” follow, “{key}:”."),
)


@dataclass(frozen=True, slots=True)
class Repair:
    rule: Rule
    line: int  # from 0, as in YAML's marks
    column: int
    values: dict[str, str]


_KNOWN = frozenset(known_keys())  # every key of every file: a word that is none of them is no key
_INDENT = re.compile(r"[ \t\u3000\u00a0]+")
# `- 刊名：海岸` or `刊名:海岸`: indentation and dashes, key, colon, value.
_WRONG_COLON = re.compile(r"^(\s*(?:- +)*)([^\s:：#'\"\-\[{][^:：#]{0,19}?)\s*(：|:(?=\S))\s*(.*)$")
_KEY = re.compile(r"^(\s*(?:- +)*)([^\s:#'\"][^:]*?)(: +)(.*)$")
_NO_COLON = re.compile(r"^(\s*(?:- +)*)([^\s:：#'\"]+)[ \u3000]*([^:：]*)$")
_ITEM = re.compile(r"^(\s*(?:- +)+)()()(.*)$")


def straighten(lines: list[str], file: str, first_line: int) -> Iterator[Finding]:
    """Replace tabs, in `lines` itself; those that indent are findings."""
    for index, line in enumerate(lines):
        match = _INDENT.match(line)
        if match and line.strip() and set(match.group()) - {" "} and not _inside_block(lines, index):
            yield TAB.at(Place(file, first_line + index, 1))
            line = " " * _likely_indent(lines, index) + line[match.end() :]
        lines[index] = line.replace("\t", " ")


def _likely_indent(lines: list[str], index: int) -> int:
    """Where a line indented with tabs is meant to begin: below the key above, or within it."""
    above = next((line for line in reversed(lines[:index]) if line.strip()), "")
    return _column(above) + (2 if above.rstrip().endswith((":", "：")) else 0)


def _inside_block(lines: list[str], index: int) -> bool:
    """Whether a full-width indent belongs to a text opened by `|` or `>`, where it is the author's."""
    if not lines[index].startswith(" "):
        return False
    indent = len(lines[index]) - len(lines[index].lstrip(" "))
    for line in reversed(lines[max(0, index - _LOOK_BACK) : index]):
        if line.strip() and len(line) - len(line.lstrip(" ")) < indent:
            return line.rstrip().endswith(("|", ">", "|-", ">-", "|+", ">+"))
    return False


def mend(lines: list[str], problem_line: int, context_line: int) -> tuple[Repair, ...]:
    """Mend `lines` where YAML met a fault that is a known one; what was mended, or nothing.

    Lines count from 0: `problem_line` is where YAML stopped, `context_line` where what it was reading began.
    """
    for line in dict.fromkeys((problem_line, context_line)):
        if repair := _mend_colon(lines, line):
            return (repair,)
    above = next((n for n in range(problem_line - 1, -1, -1) if lines[n].strip()), problem_line)
    for line in dict.fromkeys((problem_line, context_line, above)):
        if repair := _mend_key(lines, line):
            return (repair,)
    for line in dict.fromkeys((problem_line, context_line)):
        if repair := _mend_value(lines, line):
            return (repair,)
    return tuple(_mend_above(lines, problem_line)) or _mend_indent(lines, problem_line)


def drop(lines: list[str], index: int) -> tuple[Repair, ...]:
    """Leave out a line that is no key and no item, with all that stands within it.

    What follows can then be read, and is not taken for part of the value before.
    """
    column = _column(lines[index])
    lines[index] = ""
    for below in range(index + 1, len(lines)):
        if lines[below].strip():
            if len(lines[below]) - len(lines[below].lstrip(" ")) <= column:
                break
            lines[below] = ""
    return (Repair(NO_COLON, index, column, {}),)


def _mend_indent(lines: list[str], index: int) -> tuple[Repair, ...]:
    """A line one space to the left or right of the one above is meant to stand below it."""
    if index == 0 or _KEY.match(lines[index]) is None:
        return ()
    indent = len(lines[index]) - len(lines[index].lstrip(" "))
    above = _column(lines[index - 1])
    if abs(indent - above) != 1:
        return ()
    lines[index] = " " * above + lines[index].lstrip(" ")
    return (Repair(INDENT, index, indent, {}),)


def _mend_colon(lines: list[str], index: int) -> Repair | None:
    match = _WRONG_COLON.match(lines[index])
    if match is None:
        return None
    head, key, colon, value = match.groups()
    lines[index] = f"{head}{key}: {value}"
    return Repair(FULL_COLON if colon == "：" else COLON_SPACE, index, match.start(3), {"key": key})


def _mend_key(lines: list[str], index: int) -> Repair | None:
    """Give a known key the colon that it lacks."""
    match = _NO_COLON.match(lines[index])
    if match is None or match.group(2) not in _KNOWN:
        return None
    head, key, value = match.groups()
    lines[index] = f"{head}{key}: {value}"
    return Repair(KEY_NO_COLON, index, len(head), {"key": key})


def _mend_above(lines: list[str], index: int) -> Iterator[Repair]:
    """Lines right above, in the same column, that YAML took for one running text."""
    column = _column(lines[index])
    for above in range(index - 1, -1, -1):
        if _column(lines[above]) != column:
            return
        repair = _mend_colon(lines, above)
        if repair is None:
            return
        yield repair


def _column(line: str) -> int:
    match = re.match(r"\s*(?:- +)*", line)
    return match.end() if match else 0


def _mend_value(lines: list[str], index: int) -> Repair | None:
    match = _KEY.match(lines[index]) or _ITEM.match(lines[index])
    if match is None or not match.group(4):
        return None
    head, key, colon, value = match.groups()
    if value[0] in "\"'[{@`%*&!|>":
        rule, values = START, {"key": key, "mark": value[0]}
        if value[0] in "\"'" and not value.rstrip().rstrip(value[0])[1:].count(value[0]):
            return None  # a mark never closed: quoting it would hide the lines it has swallowed
    elif ": " in value or value.endswith(":"):
        rule, values = COLON_INSIDE, {"key": key}
    else:
        return None
    lines[index] = f"{head}{key}{colon}{_quoted(value)}"
    return Repair(rule, index, match.start(4), values)


def quote_start(lines: list[str], index: int) -> bool:
    """Quote a value that begins with & * or !, so that the rest of the file can be read."""
    match = _KEY.match(lines[index]) or _ITEM.match(lines[index])
    if match is None or not match.group(4).startswith(("&", "*", "!")):
        return False
    head, key, colon, value = match.groups()
    lines[index] = f"{head}{key}{colon}{_quoted(value)}"
    return True


def _quoted(value: str) -> str:
    return "'" + value.rstrip().replace("'", "''") + "'"
