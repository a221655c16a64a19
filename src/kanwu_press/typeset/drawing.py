"""Composed text into the PDF's content stream: every glyph at its place, no character added.

In: text boxes whose `pango_layout` is a `SetText`. The engine draws everything else.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeAlias

from weasyprint.text.ffi import FROM_UNITS, pango

from kanwu_press.compose.paragraph import SOFT_HYPHEN
from kanwu_press.typeset.glyphs import Cluster

Stream: TypeAlias = Any

_NOTHING_TO_READ = "<</ActualText <FEFF00AD>>>"  # a hyphen that the line's end brought (PDF 32000, 14.9.4)
_CURVE = 0.5523  # control points of a quarter of a circle
_DOT = 0.065  # radius of an emphasis dot, em
_DOT_BELOW = (
    0.25  # its centre below the baseline, em: under the descender of the character, clear of the next line
)
_LINE = 0.05  # thickness of a line under a name, em
_LINE_BELOW = 0.2  # below the baseline, em
_LINE_INSET = 0.06  # the lines of two names in a row don't touch
_NEXT_BELOW = 0.12  # a second mark below the first, em
_LEADER_PITCH, _LEADER_DOT, _LEADER_UP = 0.5, 0.045, 0.3  # em; the dots of all lines stand below each other
_WAVE = 0.11  # half a wave, em


class Annotation(Enum):
    """Marks under characters (CLREQ EMPH; GB/T 15834 4.9, 4.16, 4.17)."""

    DOTS = "dots"  # 着重号
    NAME = "name"  # 专名号
    TITLE = "title"  # 书名号甲式 ﹏
    LEADER = "leader"  # dots from the end of a line of the contents to its folio


@dataclass(frozen=True, slots=True)
class Decoration:
    """Metrics of lines that CSS draws (text-decoration), px; the names are the engine's."""

    ascent: float = 0.0
    underline_position: float = 0.0
    underline_thickness: float = 0.0
    strikethrough_position: float = 0.0
    strikethrough_thickness: float = 0.0


@dataclass(slots=True)
class SetText:
    """What stands for the engine's own layout in a text box that was composed.

    `origins` holds the x of each of the `clusters`, and `left` that of the box, all from the line's
    left edge, px. The engine asks for `text`, for the metrics of lines, and calls `reactivate` and
    `deactivate`.
    """

    text: str
    clusters: tuple[Cluster, ...]
    origins: tuple[float, ...]
    left: float
    right: float  # of the box, from the line's left edge
    size: float
    decoration: Decoration
    annotations: tuple[Annotation, ...] = ()
    spaced: bool = False  # the line ends at a space between words, which is set nowhere, but is to be read
    first_line_direction: int = 0
    max_width: None = None

    def reactivate(self, style: object) -> None:
        """Nothing to do: the glyphs are known."""

    def deactivate(self) -> None:
        """Nothing to do."""

    @property
    def ascent(self) -> float:
        return self.decoration.ascent

    @property
    def underline_position(self) -> float:
        return self.decoration.underline_position

    @property
    def underline_thickness(self) -> float:
        return self.decoration.underline_thickness

    @property
    def strikethrough_position(self) -> float:
        return self.decoration.strikethrough_position

    @property
    def strikethrough_thickness(self) -> float:
        return self.decoration.strikethrough_thickness


class Pen:
    """Draws composed text boxes into streams of one document."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[int, int], tuple[Any, float, object, object]] = {}

    def _font(self, stream: Stream, pango_font: Any) -> tuple[Any, float]:
        """The PDF's font and its size for a face; asking the engine for it each time is slow."""
        key = (id(stream._fonts), id(pango_font))
        known = self._fonts.get(key)
        if known is None or known[2] is not stream._fonts:
            font, size = stream.add_font(pango_font)
            known = self._fonts[key] = (font, size, stream._fonts, pango_font)
        return known[0], known[1]

    def draw(self, stream: Stream, text: SetText, matrix: Any) -> None:
        """Show the glyphs of `text`; `matrix` puts its origin in its place."""
        if not text.text.strip():
            return
        stream.set_text_matrix(*matrix.values)
        drawn: object = None
        font: Any = None
        size = pen = 0.0
        parts: list[str] = []
        left = text.left
        for x, cluster in zip(text.origins, text.clusters, strict=True):
            for number, glyph in enumerate(cluster.glyphs):
                if glyph.font is not drawn:
                    at = pen * size
                    _show(stream, parts)
                    drawn = glyph.font
                    font, size = self._font(stream, drawn)
                    pen = at / size
                    stream.set_font_size(font.hash, size)
                code = glyph.number
                if code not in font.to_unicode:
                    font.to_unicode[code] = _text_of(cluster, number)
                if cluster.text == SOFT_HYPHEN:
                    _show(stream, parts)
                    stream.begin_marked_content("Span", _NOTHING_TO_READ)
                width = font.widths.get(code)
                if width is None:
                    width = font.widths[code] = _width(stream, drawn, code, size)
                back = round(pen - (x - left + glyph.dx) / size * 1000)
                pen -= back
                if glyph.rise:
                    _show(stream, parts, back)
                    stream.set_text_rise(glyph.rise)
                    _show(stream, [f"<{code:04x}>"])
                    stream.set_text_rise(0)
                elif back:
                    parts.append(f"{back}<{code:04x}>")
                else:
                    parts.append(f"<{code:04x}>")
                pen += width
                if cluster.text == SOFT_HYPHEN:
                    _show(stream, parts)
                    stream.end_marked_content()
        _show(stream, parts)


def _text_of(cluster: Cluster, number: int) -> str:
    """What a glyph of a cluster stands for: of several, the letter for itself and each accent for its own."""
    if cluster.text == SOFT_HYPHEN:
        return "-"
    count = len(cluster.glyphs)
    letters = unicodedata.normalize("NFD", cluster.text)
    if count == 1 or len(letters) < count:
        return cluster.text if number == 0 else ""
    first = len(letters) - count + 1
    return letters[first + number - 1] if number else unicodedata.normalize("NFC", letters[:first])


def _show(stream: Stream, parts: list[str], back: int = 0) -> None:
    """Show what has been gathered, then forget it."""
    if back:
        parts.append(f"{back}")
    if parts:
        stream.show_text("".join(parts).replace("><", ""))
        parts.clear()


def _width(stream: Stream, pango_font: Any, code: int, size: float) -> int:
    """The width of a glyph in thousandths of an em, as the engine records it."""
    pango.pango_font_get_glyph_extents(pango_font, code, stream.ink_rect, stream.logical_rect)
    width: int = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
    return width


# ---- marks under characters ----------------------------------------------------------------


def annotate(stream: Stream, text: SetText, x: float, baseline: float, color: object) -> None:
    """Draw the dots or the line under `text`, whose origin is (`x`, `baseline`); px, y downwards."""
    drawer = {
        Annotation.DOTS: _dots,
        Annotation.NAME: _line,
        Annotation.TITLE: _wave,
        Annotation.LEADER: _leader,
    }
    for number, annotation in enumerate(text.annotations):
        with stream.artifact(), stream.stacked():
            stream.set_color(color)
            stream.set_color(color, stroke=True)
            drawer[annotation](stream, text, x, baseline + number * _NEXT_BELOW * text.size)


def _dots(stream: Stream, text: SetText, x: float, baseline: float) -> None:
    radius, y = _DOT * text.size, baseline + _DOT_BELOW * text.size
    for origin, cluster in zip(text.origins, text.clusters, strict=True):
        if cluster.text.isalnum():  # marks carry no dot
            _circle(stream, x + origin - text.left + cluster.advance / 2, y, radius)
    stream.fill()


def _leader(stream: Stream, text: SetText, x: float, baseline: float) -> None:
    """Dots counted from the right, so that they end where the measure does."""
    left, right = x, x + text.right - text.left
    pitch, y = _LEADER_PITCH * text.size, baseline - _LEADER_UP * text.size
    for number in range(int((right - left) / pitch)):
        _circle(stream, right - (number + 0.5) * pitch, y, _LEADER_DOT * text.size)
    stream.fill()


def _circle(stream: Stream, x: float, y: float, r: float) -> None:
    c = _CURVE * r
    stream.move_to(x - r, y)
    stream.curve_to(x - r, y + c, x - c, y + r, x, y + r)
    stream.curve_to(x + c, y + r, x + r, y + c, x + r, y)
    stream.curve_to(x + r, y - c, x + c, y - r, x, y - r)
    stream.curve_to(x - c, y - r, x - r, y - c, x - r, y)


def _line(stream: Stream, text: SetText, x: float, baseline: float) -> None:
    left, right, y = _reach(text, x, baseline)
    stream.set_line_width(_LINE * text.size)
    stream.move_to(left, y)
    stream.line_to(right, y)
    stream.stroke()


def _wave(stream: Stream, text: SetText, x: float, baseline: float) -> None:
    left, right, y = _reach(text, x, baseline)
    halves = max(2, 2 * round((right - left) / (2 * _WAVE * text.size)))
    step, swing = (right - left) / halves, _WAVE * text.size * 0.55
    stream.set_line_width(_LINE * text.size)
    stream.move_to(left, y)
    for half in range(halves):
        at, dy = left + half * step, swing if half % 2 else -swing
        stream.curve_to(at + step / 3, y + dy, at + 2 * step / 3, y + dy, at + step, y)
    stream.stroke()


def _reach(text: SetText, x: float, baseline: float) -> tuple[float, float, float]:
    """Left and right end of a line under the whole text, and its y."""
    inset = _LINE_INSET * text.size
    return x + inset, x + text.right - text.left - inset, baseline + _LINE_BELOW * text.size


def drawing_with(pen: Pen, draw_first_line: Callable[..., Any]) -> Callable[..., Any]:
    """The engine's `draw_first_line`, but composed text is drawn by `pen`."""

    def draw(stream: Stream, textbox: Any, text_overflow: str, block_ellipsis: str, matrix: Any) -> Any:
        if not isinstance(textbox.pango_layout, SetText):
            return draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)
        pen.draw(stream, textbox.pango_layout, matrix)
        return []

    return draw


def annotating(draw_text: Callable[..., Any]) -> Callable[..., Any]:
    """The engine's `draw_text`, with the marks under composed text."""

    def draw(stream: Stream, textbox: Any, *options: Any) -> None:
        draw_text(stream, textbox, *options)
        text = textbox.pango_layout
        if isinstance(text, SetText) and text.annotations and textbox.style["visibility"] == "visible":
            baseline = textbox.position_y + textbox.baseline
            annotate(stream, text, textbox.position_x, baseline, textbox.style["color"])

    return draw
