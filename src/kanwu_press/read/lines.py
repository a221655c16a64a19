"""Source lines made safe for the block parser: nesting is bounded, years do not begin lists.

Lines are changed one by one, so that their numbers stay.
"""

from __future__ import annotations

import re

from kanwu_press.findings import N_, Level, Rule
from kanwu_press.read.record import Record

MARKS_LIMIT = 12  # list and quotation marks at the head of one line
INDENT_LIMIT = 24  # columns; more does not mean more
PREFIX_LIMIT = 60  # columns of marks and spaces

NESTING = Rule(
    "nesting-too-deep",
    Level.ERROR,
    N_("Lists and quotations stand in one another too deep: at most {lists} lists and {quotes} quotations."),
    N_("Begin the line with fewer marks and spaces, or write these lines as paragraphs."),
)
LIST_LIMIT = 4
QUOTE_LIMIT = 3

_MARK = r"(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))"
_PREFIX = re.compile(rf"(?:[ \t]*{_MARK})*[ \t]*")
_MARKS = re.compile(_MARK)
_BREAK = re.compile(r"[ \t]*([-*_])(?:[ \t]*\1){2,}[ \t]*$")
# 2024. at the head of a line is a year, not the 2024th item.
_YEAR = re.compile(r"((?:[ \t]*(?:>|[-+*](?=[ \t])))*[ \t]*)(\d{4,9})([.)])(?=[ \t]|$)")


def prepare(text: str, number: int, record: Record) -> str:
    """The line as the block parser gets it."""
    prefix = _PREFIX.match(text)
    assert prefix is not None
    if prefix.end() > 4 and not _BREAK.match(text):
        text = _bounded(text, prefix.group(), number, record)
    return _YEAR.sub(r"\1\2\\\3", text, count=1) if _YEAR.match(text) else text


def _bounded(text: str, prefix: str, number: int, record: Record) -> str:
    marks = len(_MARKS.findall(prefix))
    if marks > MARKS_LIMIT or (marks and len(prefix.expandtabs(4)) > PREFIX_LIMIT):
        report_nesting(number, record)
        return text[len(prefix) :]
    body = text.lstrip(" \t")
    indent = len(text[: len(text) - len(body)].expandtabs(4))
    return " " * INDENT_LIMIT + body if indent > INDENT_LIMIT else text


def report_nesting(number: int, record: Record) -> None:
    record.report(NESTING, number, lists=LIST_LIMIT, quotes=QUOTE_LIMIT)
