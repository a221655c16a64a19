"""What may be spent on reading one file, what was read of it already, and what a walk collects."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field

from kanwu_press.preflight.pdfcolour import Space, read_space
from kanwu_press.preflight.pdffonts import Font, read_font
from kanwu_press.preflight.pdfmarked import Stream
from kanwu_press.preflight.pdfmarks import Content, Mark
from kanwu_press.preflight.pdfobjects import MOST_STREAM, Obj, get, key_of, unpacked

_EACH_STREAM = 100  # what beginning one costs, in operators
MOST_OPERATORS = 3_000_000  # of a file; a page of text has about 500, a map 100,000
MOST_CONTENT = 400_000_000  # bytes of content of a file, unpacked


class Enough(Exception):  # noqa: N818 - no error: a limit is reached
    """The file holds more than is looked at."""


@dataclass(slots=True)
class Budget:
    """What is left to spend on a file, and what was read of it already."""

    operators: int = MOST_OPERATORS
    content: int = MOST_CONTENT
    fonts: dict[tuple[int, int], Font] = field(default_factory=dict)
    spaces: dict[tuple[int, int], Space] = field(default_factory=dict)
    # What a form painted in a state of drawing, what it numbered, and what it cost in operators.
    forms: dict[Hashable, tuple[tuple[Mark, ...], tuple[tuple[Stream, int], ...], int]] = field(
        default_factory=dict
    )

    def font(self, value: Obj) -> Font:
        key = key_of(value)
        if key == (0, 0):
            return read_font(value)
        if key not in self.fonts:
            self.fonts[key] = read_font(value)
        return self.fonts[key]

    def space(self, value: Obj, resources: Obj) -> Space:
        key = key_of(value)
        if key == (0, 0):
            return read_space(value, resources)
        if key not in self.spaces:
            self.spaces[key] = read_space(value, resources)
        return self.spaces[key]


@dataclass(slots=True)
class Found:
    """What a walk collects."""

    marks: list[Mark] = field(default_factory=list)
    groups: dict[Space, None] = field(default_factory=dict)
    damaged: bool = False
    numbers: list[tuple[Stream, int]] = field(default_factory=list)  # of marked content
    forms: list[Stream] = field(default_factory=list)
    blank: int = 0  # strings that show nothing and belong nowhere
    open_ended: bool = False
    unknown: dict[str, None] = field(default_factory=dict)  # operators
    nested: int = 0

    def content(self) -> Content:
        return Content(
            tuple(self.numbers), tuple(self.forms), self.blank, self.open_ended,
            tuple(self.unknown), self.nested,
        )  # fmt: skip


def spent(stream: Obj, found: Found, budget: Budget) -> bytes:
    """A content stream, paid for."""
    data, good = unpacked(stream, min(MOST_STREAM, budget.content + 1))
    found.damaged = found.damaged or not good
    budget.content -= len(data)
    budget.operators -= _EACH_STREAM
    if budget.content < 0 or budget.operators < 0:
        raise Enough
    return data


def note_group(holder: Obj, resources: Obj, found: Found, budget: Budget) -> None:
    """The space of a transparency group, if one is named."""
    space = get(get(holder, "/Group"), "/CS")
    if space is not None:
        found.groups[budget.space(space, resources)] = None
