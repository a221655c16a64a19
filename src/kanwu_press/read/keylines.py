"""The key lines of a `:::` block, `说明：…`: which keys a block knows is in DIRECTIVES of read/schema.py."""

from __future__ import annotations

import re
from typing import NamedTuple

from kanwu_press.findings import N_, Level, Rule
from kanwu_press.read.directives import Line, Opened, Run, nearest
from kanwu_press.read.record import Record
from kanwu_press.read.schema import Directive, Field
from kanwu_press.read.tables import has_pipe

KEY_UNKNOWN = Rule(
    "directive-key-unknown",
    Level.ERROR,
    N_("The block “::: {name}” knows no key “{key}”."),
    N_("Its keys are: {keys}."),
)
KEY_MISSPELT = Rule(
    "directive-key-misspelt",
    Level.ERROR,
    N_("The block “::: {name}” knows no key “{key}”."),
    N_("Did you mean “{guess}”?"),
)
KEY_REPEATED = Rule(
    "directive-key-repeated",
    Level.ERROR,
    N_("The key “{key}” stands twice in this block."),
    N_("Keep one of them."),
)

_KEY = re.compile(
    r"^[ \t\u3000]*([^\s：:|!*<>\[\](){}，。、；]{1,12})[ \t]*[：:][ \t\u3000]*(.*?)[ \t\u3000]*$"
)


class KeyValue(NamedTuple):
    """A key line of a block, with the field it fills."""

    field: Field
    value: str
    line: int


class KeyLines(NamedTuple):
    """The lines of a block: values by attribute, lines with a wrong or repeated key, all other lines."""

    values: dict[str, KeyValue]
    refused: list[Line]
    rest: list[Line]


def key_lines(opened: Opened, record: Record) -> KeyLines:
    """The key lines of a block.

    In a leaf every line may be a key line; in other blocks only those at the head whose
    key is known or nearly so, for running text may well begin with “时间：”.
    """
    leaf = opened.directive.leaf
    found = KeyLines({}, [], [])
    for line in _own_lines(opened):
        pair = _KEY.match(line.text) if leaf or not found.rest else None
        known = next((f for f in opened.directive.fields if pair and f.key == pair[1]), None)
        if pair is None or (known is None and has_pipe(line.text)):
            found.rest.append(line)
        elif known is None:
            reported = _unknown_key(opened.directive, pair[1], pair[2], line, record)
            (found.refused if leaf and reported else found.rest).append(line)
        elif known.attribute in found.values:
            record.report(KEY_REPEATED, line.number, key=known.key)
            found.refused.append(line)
        else:
            record.unprinted.append(known.key)
            found.values[known.attribute] = KeyValue(known, pair[2], line.number)
    return found


def _own_lines(opened: Opened) -> tuple[Line, ...]:
    first = opened.nodes[0] if opened.nodes else None
    return first.lines if isinstance(first, Run) else ()


def _unknown_key(directive: Directive, key: str, value: str, line: Line, record: Record) -> bool:
    """Whether the key was reported. In running text a key is meant only where its value is a choice."""
    fields = [f for f in directive.fields if directive.leaf or value in dict(f.choices)]
    guess = nearest(key, ((f.key, f.also) for f in fields))
    if guess:
        record.report(KEY_MISSPELT, line.number, name=directive.name, key=key, guess=guess)
    elif directive.leaf:
        keys = "、".join(f.key for f in directive.fields)
        record.report(KEY_UNKNOWN, line.number, name=directive.name, key=key, keys=keys)
    return bool(guess) or directive.leaf
