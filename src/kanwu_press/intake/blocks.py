"""The pieces of an article while it is being put together: runs of plain and bold text, and blocks.

Each block keeps the lines of the original that it came from.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

from kanwu_press.intake import words


@dataclass(frozen=True, slots=True)
class Span:
    """Text of one weight."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph; `lines` holds the first line of each chunk that it was joined from."""

    spans: tuple[Span, ...]
    lines: tuple[int, ...]

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)

    @property
    def line(self) -> int:
        return self.lines[0]

    @property
    def lead(self) -> str:
        """The bold run at its head."""
        return self.spans[0].text if self.spans and self.spans[0].bold else ""

    @property
    def ends_bold_open(self) -> bool:
        """Whether it breaks off within a bold run."""
        return bool(self.spans) and self.spans[-1].bold and not words.is_closed(self.text)

    @property
    def ends_on_lead(self) -> bool:
        """Whether it ends with a lead-in (**二是……。**) that nothing follows."""
        if len(self.spans) < 2 or not self.spans[-1].bold:
            return False
        return words.begins_lead(self.spans[-1].text) and words.is_closed(self.text)

    @property
    def is_open(self) -> bool:
        return not words.is_closed(self.text) or self.ends_on_lead


@dataclass(frozen=True, slots=True)
class Sub:
    """A subhead; `level` counts from 1 for the highest, 0 while it is not known."""

    text: str
    line: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its caption, which may be empty."""

    caption: str
    rows: tuple[tuple[str, ...], ...]
    line: int


@dataclass(frozen=True, slots=True)
class Items:
    """A list: (depth, text) for each item, depth counting from 0."""

    items: tuple[tuple[int, str], ...]
    line: int


@dataclass(frozen=True, slots=True)
class Legend:
    """The caption of a picture that is lost."""

    text: str
    line: int


Block: TypeAlias = Para | Sub | Grid | Items | Legend

_MARK = "**"
_REST = 30  # characters of a bold run that stand behind the cut


def spans_of(text: str) -> tuple[Span, ...]:
    """`text` with `**` marks as spans.

    An unpaired mark comes from a bold run cut in two: behind the short end of a sentence it closes,
    else the last one opens a run to the end.
    """
    parts = text.split(_MARK)
    unpaired = len(parts) % 2 == 0 and not words.begins_lead(parts[1])
    closes_first = unpaired and 0 < len(parts[0]) <= _REST and words.is_closed(parts[0])
    return merged(tuple(Span(part, (at % 2 == 1) != closes_first) for at, part in enumerate(parts)))


def merged(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Neighbours of the same weight as one, empty ones left out."""
    out: list[Span] = []
    for span in spans:
        if out and out[-1].bold == span.bold:
            out[-1] = replace(span, text=out[-1].text + span.text)
        elif span.text:
            out.append(span)
    return tuple(out)


def para(text: str, line: int) -> Para:
    """A paragraph of one chunk."""
    return Para(spans_of(text), (line,))


def join(first: Para, second: Para) -> Para:
    """Two parts of one paragraph; a space only between Latin words."""
    one, two = first.text, second.text
    gap = " " if one[-1:].isascii() and one[-1:].isalpha() and two[:1].isascii() and two[:1].isalpha() else ""
    glue = (Span(gap, first.spans[-1].bold),) if gap else ()
    return Para(merged((*first.spans, *glue, *second.spans)), first.lines + second.lines)


def embolden(whole: Para, start: int, end: int) -> Para:
    """`whole` with its characters [start, end) in bold."""
    spans: list[Span] = []
    at = 0
    for span in whole.spans:
        low, high = max(start - at, 0), min(end - at, len(span.text))
        if span.bold or low >= high:
            spans.append(span)
        else:
            spans += [Span(span.text[:low]), Span(span.text[low:high], True), Span(span.text[high:])]
        at += len(span.text)
    return replace(whole, spans=merged(tuple(spans)))
