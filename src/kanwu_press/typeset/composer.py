"""Paragraphs of an edition, each flattened once and planned once for every measure that it meets.

In: the engine's line boxes. Out: settings, whose lines become boxes when they are asked for. What
can't be composed is left to the engine, and counted.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from kanwu_press.compose.breaking import natural_width, set_lines
from kanwu_press.compose.paragraph import Line
from kanwu_press.compose.phrases import phrase_starts
from kanwu_press.compose.prepare import Prepared, prepare
from kanwu_press.composition import Alignment, Style
from kanwu_press.typeset.glyphs import Faces
from kanwu_press.typeset.lineboxes import line_box
from kanwu_press.typeset.paragraphs import NotComposedError, Paragraph, flatten, path_to, position_of

Box: TypeAlias = Any


class Placing(NamedTuple):
    """How a paragraph, or its rest from cluster `start` on, is to be set; lengths in px."""

    measure: float
    indent: float
    alignment: Alignment
    start: int = 0
    looseness: int = 0  # lines more or less than come by themselves


class Resume(dict[int, Any]):
    """Where a paragraph goes on, for the engine in its own notation; for us, the setting and the line."""

    __slots__ = ("line", "position", "setting")

    def __init__(self, path: dict[int, Any], position: int, setting: Setting | None, line: int) -> None:
        super().__init__(path)
        self.position, self.setting, self.line = position, setting, line


@dataclass(slots=True)
class Setting:
    """A paragraph's lines in one placing; their boxes and ends are made as they are asked for."""

    paragraph: Paragraph
    placing: Placing
    lines: tuple[Line, ...]
    _boxes: dict[int, Box] = field(default_factory=dict)
    _resumes: dict[int, Resume] = field(default_factory=dict)

    def box(self, number: int) -> Box:
        """The line box of line `number` (from 0), at the origin: to be copied, not to be used."""
        box = self._boxes.get(number)
        if box is None:
            begin = self.lines[number - 1].next if number else self.placing.start
            box = line_box(self.paragraph, self.lines[number], begin, self.placing.measure)
            self._boxes[number] = box
        return box

    def resume(self, number: int) -> Resume | None:
        """Where the paragraph goes on after line `number`; None after its last one."""
        if number == len(self.lines) - 1:
            return None
        resume = self._resumes.get(number)
        if resume is None:
            resume = resume_at(self.paragraph, self.lines[number].next, self, number + 1)
            self._resumes[number] = resume
        return resume


def resume_at(paragraph: Paragraph, position: int, setting: Setting | None, line: int) -> Resume:
    """The place before cluster `position`, where `line` of `setting` begins."""
    path = path_to(paragraph.root, position, paragraph.clusters) or {}
    return Resume(path, position, setting, line)


@dataclass(slots=True)
class Kept:
    """A paragraph of the engine as it was flattened, with its settings. `box` keeps the id taken."""

    box: Box
    width: float | None  # of the containing block, where atomic boxes depend on it
    paragraph: Paragraph
    prepared: Prepared
    settings: dict[Placing, Setting] = field(default_factory=dict)

    def fits(self, width: float | None) -> bool:
        """Whether what was flattened still holds, in a containing block of this width."""
        return self.paragraph.unchanged() and (not self.paragraph.has_objects or self.width == width)

    def position(self, skip_stack: Any) -> int:
        """The cluster at which a skip stack goes on, ours or the engine's."""
        if skip_stack is None:
            return 0
        if isinstance(skip_stack, Resume):
            return skip_stack.position
        return position_of(self.paragraph.root, skip_stack, self.paragraph.clusters)


class Composer:
    """Composes the paragraphs of one edition; `by_engine` counts what it left to the engine, by reason."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.faces = Faces()
        self.by_engine: Counter[str] = Counter()
        self.planned = 0  # lines
        self._kept: dict[int, Kept] = {}
        self._left: dict[int, Box] = {}

    def kept(self, context: Any, box: Box, containing_block: Any) -> Kept | None:
        """The flattened paragraph of a line box, or None where the engine is to set it.

        Without a containing block only widths are asked for.
        """
        if id(box) in self._left:
            return None
        kept = self._kept.get(id(box))
        width = None if containing_block is None else containing_block.width
        if kept is not None and kept.fits(width):
            return kept
        try:
            paragraph = flatten(
                context, box, containing_block, self.faces, measuring=containing_block is None
            )
        except NotComposedError as reason:
            self.leave(box, str(reason))
            return None
        if not paragraph.clusters:
            return None
        kept = Kept(box, width, paragraph, prepare(paragraph.runs, self.style))
        self._kept[id(box)] = kept
        return kept

    def leave(self, box: Box, reason: str) -> None:
        """Leave a paragraph to the engine."""
        if id(box) not in self._left:
            self._left[id(box)] = box
            self.by_engine[reason] += 1

    def setting(self, kept: Kept, placing: Placing) -> Setting:
        """The paragraph's lines for this placing, planned once; none where the looseness can't be had."""
        setting = kept.settings.get(placing)
        if setting is None:
            lines = set_lines(
                self._prepared(kept, placing),
                placing.measure,
                indent=placing.indent,
                alignment=placing.alignment,
                start=placing.start,
                looseness=placing.looseness,
            )
            self.planned += len(lines)
            setting = kept.settings[placing] = Setting(kept.paragraph, placing, lines)
        return setting

    def _prepared(self, kept: Kept, placing: Placing) -> Prepared:
        """With the phrases of a headline that needs more than one line."""
        room = placing.measure - placing.indent
        if placing.alignment is not Alignment.BALANCED or natural_width(kept.prepared) <= room:
            return kept.prepared
        return prepare(kept.paragraph.runs, self.style, _phrases(kept.paragraph))


def _phrases(paragraph: Paragraph) -> frozenset[int]:
    """The clusters at which a phrase of a headline begins."""
    starts, offset, found = phrase_starts("".join([c.text for c in paragraph.clusters])), 0, set()
    for index, cluster in enumerate(paragraph.clusters):
        if offset in starts:
            found.add(index)
        offset += len(cluster.text)
    return frozenset(found)
