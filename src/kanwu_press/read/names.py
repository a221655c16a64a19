"""Marks under proper names (专名号) and wavy ones under titles (书名号): `{专名：屈原}`, `{书名：离骚}`.

GB/T 15834-2011, 4.16 and 4.15; CLREQ, annotation marks. Finds where a mark begins and ends; what
stands within is parsed by markdown.py like any other text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from kanwu_press.findings import N_, Level, Rule
from kanwu_press.read.record import Record
from kanwu_press.read.script import HAN, INDENT

LONGEST_NAME = 200  # characters within a mark; also keeps the search for its end short
_SHOWN = 14  # characters of a broken mark in a finding

Kind = Literal["proper_name", "book_title"]
KINDS: dict[str, Kind] = {"专名": "proper_name", "书名": "book_title"}
# What people write for them.
_MEANT = {
    "专名": "专名", "专名号": "专名", "专有名词": "专名", "专名线": "专名", "人名": "专名", "地名": "专名",
    "书名": "书名", "书名号": "书名", "篇名": "书名", "波浪线": "书名",
}  # fmt: skip

UNCLOSED = Rule(
    "name-mark-unclosed",
    Level.ERROR,
    N_("This mark of a name has no closing brace within {limit} characters: {text}"),
    N_("Put }} right after the name; for a literal brace write \\{{ ."),
)
EMPTY = Rule(
    "name-mark-empty",
    Level.ERROR,
    N_("This mark of a name holds no text: {text}"),
    N_("Write the name after the colon, as in {{专名：屈原}}; or delete the mark."),
)
MALFORMED = Rule(
    "name-mark-malformed",
    Level.ERROR,
    N_("This looks like the mark of a name, but is not written as one: {text}"),
    N_("Write {{{meant}：…}} with half-width braces; for literal braces write \\{{ ."),
)

_SPACE = f"[{INDENT}]*"
_BEGUN = re.compile(rf"\{{{_SPACE}({'|'.join(KINDS)}){_SPACE}[：:]")
_WORDS = "|".join(_MEANT)
_ALMOST = re.compile(
    # with a bar, as ruby is written; ruby over the word 地名 itself has Latin letters after the bar
    rf"\{{{_SPACE}(?P<word>{_WORDS}){_SPACE}(?:[：:]|[|｜](?=[^{{}}\n]{{0,40}}{HAN.pattern})|[{INDENT}](?=[^}}\n]))"
    rf"|\{{[^{{}}|｜\n]{{1,40}}[|｜]{_SPACE}(?P<last>[专书]名号?){_SPACE}\}}"
)
_WIDE = re.compile(rf"｛{_SPACE}({_WORDS}){_SPACE}[：:|｜]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark in a text: its content from `start` to `end`, where its closing brace is."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Broken:
    """What was meant to be a mark. Up to `after` it is printed as it was written."""

    rule: Rule
    meant: str
    after: int

    def report(self, text: str, line: int, record: Record) -> None:
        record.report(self.rule, line, text=text, meant=self.meant, limit=LONGEST_NAME)


def mark_at(text: str, pos: int, limit: int) -> Mark | Broken | None:
    """The mark whose brace is at `pos`; None if none begins there. Nothing is read from `limit` on."""
    begun = _BEGUN.match(text, pos, limit)
    if begun is None:
        almost = _ALMOST.match(text, pos, limit)
        if almost is None:
            return None
        return Broken(MALFORMED, _MEANT[almost["word"] or almost["last"]], almost.end())
    word, start = begun[1], begun.end()
    end = _closing(text, start, min(limit, start + LONGEST_NAME + 1))
    if end is None:
        return Broken(UNCLOSED, word, start)
    if not text[start:end].strip(INDENT + "\n"):
        return Broken(EMPTY, word, end + 1)
    while text[start] in INDENT + "\n":
        start += 1
    return Mark(word, start, end)


def report_wide(text: str, line: int, record: Record) -> None:
    """A mark in full-width braces is none, and is printed as it was written."""
    for found in _WIDE.finditer(text):
        shown = text[found.start() : found.start() + _SHOWN]
        Broken(MALFORMED, _MEANT[found[1]], found.end()).report(shown, line, record)


def _closing(text: str, start: int, limit: int) -> int | None:
    """The brace that closes what was opened before `start`; those within pair, `\\}` is text."""
    depth, pos = 0, start
    while pos < min(limit, len(text)):
        match text[pos]:
            case "\\":
                pos += 1
            case "{":
                depth += 1
            case "}" if depth == 0:
                return pos
            case "}":
                depth -= 1
        pos += 1
    return None
