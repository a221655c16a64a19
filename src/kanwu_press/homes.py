"""Where the texts of an article stand in the lines of its manuscript, character by character.

In: a passage, and the lines of the file. Out: for each character its line from 1 and its place from 0; none
for what was typed otherwise than it is read.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from html import unescape

from kanwu_press.check.passages import Passage

# What may stand between two texts of a line: marks of the manuscript, of which none is text.
_BETWEEN = re.compile(
    r"(?:^[ \t]*:{3,}[ \t]*[^\s:]+|^[ \t\u3000]*(?:说明|注)[ \t]*[：:]"
    r"|\[\^[^\]\s]*\]:?|\[[!-~]*\]\([^()\s]*\)|\["
    r"|\]\((?:<[^<>]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)"
    r"|<[^<>\s]*>|\{(?:专名|书名)[：:]|\{|[|｜][^{}|｜]*\}|\}|\d{1,9}[.)](?=[ \t])|[\s*#>|+\\-])*+"
)
# A value of the head that is one whole text, quoted or not.
_KEY = re.compile(r"[ \t]*(?:-[ \t]+)?(?:[^\s:：]{1,20}[ \t]*:[ \t]+)?[\"']?")
_FOLDED = re.compile(r"(?:[>|][+-]?)?[ \t]*")  # its text begins on the next line
_ENTITY = re.compile(r"&#?\w{1,32};")
_VALUE_END = re.compile(r"[\"']?[ \t]*")
_TRIES = 40  # places of a text in its line that are looked at

Homes = dict[int, tuple[int, int]]


def homes_of(passage: Passage, lines: list[str], cursors: dict[int, int]) -> Homes:
    """Where the characters of a passage stand: offset → line from 1 and character from 0."""
    homes: Homes = {}
    for piece, after in zip(passage.pieces, (*passage.pieces[1:], None), strict=True):
        line = piece.line
        if piece.text == " " and after and 1 <= line < after.line <= len(lines):
            homes[piece.at] = (line, len(lines[line - 1]))  # what the line end became: there is nothing
            continue
        if not piece.text.strip() or not 1 <= line <= len(lines):
            continue
        places, end = _sought(piece.text, lines[line - 1], cursors.get(line, 0))
        if end:
            homes.update((piece.at + i, (line, at)) for i, at in enumerate(places) if at is not None)
            cursors[line] = end
    return homes


def head_homes(passage: Passage, head: list[str]) -> Homes:
    """Where a value of the head stands: whole, from the line of its key on."""
    line = passage.line
    if not 1 <= line <= len(head):
        return {}
    begin = _KEY.match(head[line - 1])
    assert begin is not None  # it may be empty
    if len(passage.pieces) > 1:
        return homes_of(passage, head, {line: begin.end()})
    at = begin.end()
    if _FOLDED.fullmatch(head[line - 1], at):
        at = len(head[line - 1])
    homes: Homes = {}
    for offset, char in enumerate(passage.pieces[0].text):
        folded = at == len(head[line - 1])
        if folded and line < len(head):
            line, at = line + 1, len(head[line]) - len(head[line].lstrip(" "))
        if folded and char == " " and offset:
            homes[offset] = (line - 1, len(head[line - 2]))  # what the line end became: there is nothing
            continue
        if head[line - 1][at : at + 1] != char:
            return {}
        homes[offset] = (line, at)
        at += 1
    return homes if _VALUE_END.fullmatch(head[line - 1], at) else {}


def _sought(text: str, line: str, cursor: int) -> tuple[list[int | None], int]:
    """Where each character of `text` stands in `line` from `cursor` on, and where it ends; 0 if nowhere.

    Before it nothing but marks of the manuscript may stand. Characters typed as `\\*` or `&amp;` have no
    place: they are not to be changed.
    """
    for at in _found(text, line, cursor):
        if _BETWEEN.fullmatch(line, cursor, at):
            return list(range(at, at + len(text))), at + len(text)
    begin = _BETWEEN.match(line, cursor)
    for at in (cursor, *_found(text[0], line, cursor), *([begin.end()] if begin else [])):
        if _BETWEEN.fullmatch(line, cursor, at) and (places := _escaped(text, line, at)):
            return places
    return [], 0


def _found(text: str, line: str, cursor: int) -> Iterator[int]:
    """The first places of a text in its line."""
    at = line.find(text, cursor)
    for _ in range(_TRIES):
        if at < 0:
            return
        yield at
        at = line.find(text, at + 1)


def _escaped(text: str, line: str, at: int) -> tuple[list[int | None], int] | None:
    """The same where characters of the text are typed behind a backslash or as entities."""
    places: list[int | None] = [None] * bool(at and line[at - 1] == "\\")
    at += len(places)
    for char in text[len(places) :]:
        entity = _ENTITY.match(line, at) if line[at : at + 1] == "&" else None
        if line[at : at + 1] == "\\" and line[at + 1 : at + 2] == char and char in string.punctuation:
            places.append(None)
            at += 2
        elif entity and unescape(entity.group()) == char:
            places.append(None)
            at = entity.end()
        elif line[at : at + 1] == char:
            places.append(at)
            at += 1
        else:
            return None
    return places, at
