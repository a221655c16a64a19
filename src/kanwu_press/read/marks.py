"""核过: what an editor has looked at and found to be no fault, as it is written in heads and in bodies.

In: the groups under the key 核过, or what stands on the line `::: 核过 code：reason`. Out: `Cleared`.
"""

from __future__ import annotations

import re
from typing import Any

from kanwu_press.model import Cleared, Place

_CODE = "[a-z0-9]+(?:-[a-z0-9]+)*"
# The code, a mark or a space, and a reason that says something and does not begin with another code.
_SAID = re.compile(
    rf"[\[【]?({_CODE})[\]】]?(?:[ \t\u3000]*[:：，,][ \t\u3000]*|[ \t\u3000]+)"
    rf"(?![\[【]?{_CODE}[\]】]?[ \t\u3000]*[:：，,、])(?=.*\w)([^、:：，,].*)"
)


def cleared(values: dict[str, Any]) -> tuple[Cleared, ...]:
    """Taken out of `values`: the complete groups under 核过."""
    groups = values.pop("cleared", ())
    return tuple(
        Cleared(g.values["code"].strip("[]"), g.values["reason"], g.place, g.values.get("words", ""))
        for g in groups
        if {"code", "reason"} <= set(g.values)
    )


def clear(said: str, place: Place, last: int) -> Cleared | None:
    """What `::: 核过 …` at `place` says of the passage up to line `last`; None if it lacks a part."""
    match = _SAID.fullmatch(said)
    return None if match is None else Cleared(match[1], match[2].strip(), place, last=last)
