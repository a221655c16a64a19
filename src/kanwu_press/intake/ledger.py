"""What became of each piece of the original: placed, merged, left over. The report is made from these."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Placed:
    """Text of the original that stands in a settings file, or repeats what stands elsewhere."""

    line: int
    text: str  # as in the original
    where: str  # the key it filled, or what it repeats


@dataclass(frozen=True, slots=True)
class Leftover:
    """Text of the original that found no place; it goes into a file of its own."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A value for publication.yaml or issue.yaml under its Chinese key."""

    key: str
    value: str
    line: int
