"""Words outside the page (slug lines, labels of sheets, line numbers) as filled outlines.

In: a face's file and text. Out: operators of a PDF content stream. Outlines need no font in the file,
so that what stands on the margin of a sheet can neither be substituted nor counted as text.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont


class _Operators(BasePen):  # type: ignore[misc]
    """Draws a glyph as path operators in font units."""

    def __init__(self, glyphs: object) -> None:
        super().__init__(glyphs)
        self.parts: list[str] = []

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - fontTools' own names
        self.parts.append(f"{pt[0]:g} {pt[1]:g} m")

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self.parts.append(f"{pt[0]:g} {pt[1]:g} l")

    def _curveToOne(  # noqa: N802
        self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]
    ) -> None:
        self.parts.append(f"{pt1[0]:g} {pt1[1]:g} {pt2[0]:g} {pt2[1]:g} {pt3[0]:g} {pt3[1]:g} c")

    def _closePath(self) -> None:  # noqa: N802
        self.parts.append("h")


class Lettering:
    """Sets single lines in one face. A character that the face lacks is left out, with its width."""

    def __init__(self, file: Path) -> None:
        self._font = TTFont(file, lazy=True)
        self._drawn: dict[str, tuple[str, float]] = {}

    @cached_property
    def _cmap(self) -> dict[int, str]:
        names: dict[int, str] = self._font.getBestCmap()
        return names

    def _glyph(self, char: str) -> tuple[str, float]:
        """The path of a character in font units and its advance in em."""
        if char not in self._drawn:
            name, glyphs = self._cmap.get(ord(char)), self._font.getGlyphSet()
            if name is None:
                self._drawn[char] = "", 1.0 if ord(char) > 0x2E7F else 0.5
            else:
                pen = _Operators(glyphs)
                glyphs[name].draw(pen)
                units = self._font["head"].unitsPerEm
                self._drawn[char] = "\n".join(pen.parts), glyphs[name].width / units
        return self._drawn[char]

    def width(self, text: str, size_pt: float) -> float:
        """How wide a line is, pt."""
        return sum(self._glyph(char)[1] for char in text) * size_pt

    def line(self, text: str, x: float, y: float, size_pt: float) -> bytes:
        """Operators that fill `text` with the current colour, its baseline beginning at (x, y), pt."""
        scale = size_pt / self._font["head"].unitsPerEm
        parts = []
        for char in text:
            path, advance = self._glyph(char)
            if path:
                parts.append(f"q {scale:.6g} 0 0 {scale:.6g} {x:.3f} {y:.3f} cm\n{path}\nf Q")
            x += advance * size_pt
        return "\n".join(parts).encode("ascii")
