"""核过: what an editor has looked at and found to be no fault, as it is written in heads and in bodies.

In: the groups under the key 核过, or what stands on the line `::: 核过 code：reason`. Out: `Cleared`.
"""

from __future__ import annotations

import re
from typing import Any

from kanwu_press.findings import N_, Level, Rule
from kanwu_press.model import Cleared, Place
from kanwu_press.read.record import Record

NOT_SAID = Rule(
    "cleared-not-said",
    Level.ERROR,
    N_("“::: 核过” must say which finding is no fault, and why."),
    N_("Write the code of the finding and the reason: ::: 核过 title-twice：同名专栏"),
)

_SAID = re.compile(r"[\[【]?([a-z0-9]+(?:-[a-z0-9]+)*)[\]】]?[ \t\u3000]*[:：，,]?[ \t\u3000]*(.+)")


def cleared(values: dict[str, Any]) -> tuple[Cleared, ...]:
    """Taken out of `values`: the complete groups under 核过."""
    groups = values.pop("cleared", ())
    return tuple(
        Cleared(g.values["code"].strip("[]"), g.values["reason"], g.place, g.values.get("words", ""))
        for g in groups
        if {"code", "reason"} <= set(g.values)
    )


def clear(said: str, line: int, last: int, record: Record) -> None:
    """Note what the line `::: 核过 …` says of the passage that ends with line `last`."""
    match = _SAID.fullmatch(said)
    if match is None:
        record.report(NOT_SAID, line)
        return
    record.cleared.append(Cleared(match[1], match[2].strip(), Place(record.file, line), last=last))
