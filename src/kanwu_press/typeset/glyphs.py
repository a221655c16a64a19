"""Clusters from the engine's faces: a Han character is looked up once, a foreign word shaped once.

In: text and the engine's style. Out: clusters with their advances (px) and glyphs. What Pango
has shaped stays alive here, so that its fonts can be handed to the PDF at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from weasyprint.text.ffi import FROM_UNITS, ffi, pango
from weasyprint.text.line_break import Layout, line_size

from kanwu_press.compose.paragraph import SOFT_HYPHEN

# What is shaped in one piece: a dash, an ellipsis, a foreign word with its apostrophes; else one character.
# Combining marks and variation selectors stay with the character that they belong to.
_LETTER, _ACCENT = r"[^\W\u2e80-\U0003ffff]", r"[\u0300-\u036f]"
_WORD = rf"{_LETTER}(?:{_LETTER}|{_ACCENT})*"
_JOINED = r"[\u0300-\u036f\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef]*"
_PIECES = re.compile(rf"——|……|{_WORD}(?:[’']{_WORD})*|.{_JOINED}", re.DOTALL)
_APOSTROPHE = "’"
_HAN = "\u3400"
_AIR = 0.04  # em, on both sides of an apostrophe
_UNKNOWN = int(pango.PANGO_GLYPH_UNKNOWN_FLAG)
_EMPTY = int(pango.PANGO_GLYPH_EMPTY)
_FACE = (
    "font_family", "font_style", "font_stretch", "font_weight", "font_size", "lang", "font_kerning",
    "font_variant_ligatures", "font_variant_position", "font_variant_caps", "font_variant_numeric",
    "font_variant_alternates", "font_variant_east_asian", "font_feature_settings",
    "font_variation_settings", "font_language_override", "direction",
)  # fmt: skip

Style: TypeAlias = Any  # the engine's computed style


class UnknownGlyphError(Exception):
    """A face has no glyph for a character: the engine itself is to set it, and to say so."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph. `dx` from the cluster's origin, `rise` above the baseline, both px."""

    font: Any  # PangoFont
    number: int
    dx: float
    rise: float


@dataclass(frozen=True, slots=True)
class Cluster:
    """What is set in one piece. `advance` in px, as the face has it."""

    text: str
    advance: float
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True, slots=True)
class Metrics:
    """Height of a line of this face, and its baseline from the top; px."""

    height: float
    baseline: float


class Face:
    """One face at one size, with what was shaped in it."""

    def __init__(self, style: Style, fonts: dict[int, Any]) -> None:
        self._fonts = fonts
        self._style = style.copy()
        self._style["letter_spacing"] = "normal"
        self._style["word_spacing"] = 0
        self._known: dict[str, tuple[Cluster, ...]] = {}
        self._alive: list[Layout] = []
        layout, line = self._shape("水")
        height = line_size(line, self._style)[1]
        self.metrics = Metrics(height, pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS)

    def clusters(self, text: str) -> list[Cluster]:
        """The clusters of `text`; UnknownGlyphError when the faces lack a character."""
        pieces = _PIECES.findall(text)
        known = self._known
        new = {piece for piece in pieces if piece not in known}
        if new:
            self._learn(new)
        return [cluster for piece in pieces for cluster in known[piece]]

    def hyphen(self) -> Cluster:
        """The hyphen that ends a line within a word: seen, but read as a soft hyphen, that is, not at all."""
        (cluster,) = self.clusters("-")
        return Cluster(SOFT_HYPHEN, cluster.advance, cluster.glyphs)

    def _learn(self, pieces: set[str]) -> None:
        han = sorted(piece for piece in pieces if len(piece) == 1 and piece >= _HAN)
        for piece in pieces & {"\n", "\u00ad"}:  # they steer the setting and are not seen
            self._known[piece] = (Cluster(piece, 0.0, ()),)
        if han:  # all at once: they are neither kerned nor joined
            clusters = self._shaped("".join(han))
            if [cluster.text for cluster in clusters] == han:
                self._known.update((cluster.text, (cluster,)) for cluster in clusters)
        for piece in sorted(pieces):
            if piece not in self._known:
                self._known[piece] = tuple(self._shaped(piece))

    def _shape(self, text: str) -> tuple[Layout, Any]:
        layout = Layout(self._style)
        layout.set_text(text)
        self._alive.append(layout)
        line, _ = layout.get_first_line()
        return layout, line

    def _shaped(self, text: str) -> list[Cluster]:
        _, line = self._shape(text)
        clusters = list(_clusters(text.encode(), line, self._fonts))
        if _APOSTROPHE in text and len(text) > 1:  # inside of a word it is not a Chinese mark
            size = self._style["font_size"]
            clusters = [_apostrophe(c, size) if c.text == _APOSTROPHE else c for c in clusters]
        return clusters


def _clusters(text: bytes, line: Any, fonts: dict[int, Any]) -> Iterator[Cluster]:
    """The clusters of a shaped line, in the order of the text (left to right only)."""
    run = line.runs[0] if line.runs != ffi.NULL else ffi.NULL
    while run != ffi.NULL:
        item, run = run.data, run.next
        offset, end = item.item.offset, item.item.offset + item.item.length
        glyphs = [item.glyphs.glyphs[i] for i in range(item.glyphs.num_glyphs)]
        starts = [offset + item.glyphs.log_clusters[i] for i in range(len(glyphs))]
        font = item.item.analysis.font
        font = fonts.setdefault(int(ffi.cast("uintptr_t", font)), font)
        for start in sorted(set(starts)):
            stop = min((s for s in starts if s > start), default=end)
            yield _cluster(
                text[start:stop].decode(),
                font,
                [g for g, s in zip(glyphs, starts, strict=True) if s == start],
            )


def _cluster(text: str, font: Any, infos: Iterable[Any]) -> Cluster:
    pen = 0.0
    glyphs = []
    for info in infos:
        if info.glyph & _UNKNOWN and info.glyph != _EMPTY:
            raise UnknownGlyphError(text)
        geometry = info.geometry
        if info.glyph != _EMPTY:
            dx, rise = pen + geometry.x_offset * FROM_UNITS, -geometry.y_offset * FROM_UNITS
            glyphs.append(Glyph(font, info.glyph, dx, rise))
        pen += geometry.width * FROM_UNITS
    return Cluster(text, pen, tuple(glyphs))


def _apostrophe(cluster: Cluster, size: float) -> Cluster:
    """A full-width quote cut to its ink, with a little air: don’t, not don’ t."""
    (glyph,) = cluster.glyphs
    ink, logical = ffi.new("PangoRectangle *"), ffi.new("PangoRectangle *")
    pango.pango_font_get_glyph_extents(glyph.font, glyph.number, ink, logical)
    left, width, air = ink.x * FROM_UNITS, ink.width * FROM_UNITS, _AIR * size
    return Cluster(cluster.text, width + 2 * air, (Glyph(glyph.font, glyph.number, air - left, glyph.rise),))


class Faces:
    """All faces that a document sets text in, each at each of its sizes."""

    def __init__(self) -> None:
        self._faces: dict[tuple[object, ...], Face] = {}
        self._fonts: dict[int, Any] = {}  # one object for each Pango font, so that `is` tells them apart

    def of(self, style: Style) -> Face:
        """The face of this style."""
        key = (id(style.font_config), *(_hashable(style[name]) for name in _FACE))
        face = self._faces.get(key)
        if face is None:
            face = self._faces[key] = Face(style, self._fonts)
        return face


def _hashable(value: object) -> object:
    return tuple(map(_hashable, value)) if isinstance(value, list | tuple) else value
