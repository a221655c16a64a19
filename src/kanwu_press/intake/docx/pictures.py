"""Pictures of a document → files in 图片/, whole and in full size, whatever Word shows of them.

JPEG, PNG and SVG go out byte for byte; GIF, BMP, TIFF and WebP become PNG, pixel by pixel; drawings of
Windows (EMF, WMF) and the rest are kept as they are and told. Nothing that is only linked is fetched.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PIL import Image as Pillow

from kanwu_press.findings import Finding, Rule
from kanwu_press.intake.docx import decisions, doubts, refusals
from kanwu_press.intake.docx.package import Package, Refused
from kanwu_press.intake.docx.values import Image
from kanwu_press.model import Place

PPI = 300
FOLDER = "图片"
_PIXELS = 100_000_000
_MM_PER_INCH = 25.4
_KINDS = (
    (b"\xff\xd8\xff", "JPEG", ".jpg"), (b"\x89PNG\r\n\x1a\n", "PNG", ".png"), (b"GIF8", "GIF", ".gif"),
    (b"BM", "BMP", ".bmp"), (b"II*\0", "TIFF", ".tif"), (b"MM\0*", "TIFF", ".tif"),
    (b"\xd7\xcd\xc6\x9a", "WMF", ".wmf"), (b"\x01\0\0\0", "EMF", ".emf"), (b"\x01\0\x09\0", "WMF", ".wmf"),
)  # fmt: skip
_PRINTED = ("JPEG", "PNG", "SVG")
_CONVERTED = ("GIF", "BMP", "TIFF", "WebP")
_MODES = ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")  # what PNG holds without loss
_DAMAGE = (
    OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, OverflowError, struct.error,
    zlib.error, MemoryError, Pillow.DecompressionBombError, Pillow.DecompressionBombWarning,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Taken:
    """A picture that was taken out. Sizes in pixels; 0 where they are not known."""

    file: str  # from the folder
    paragraph: int
    kind: str
    width_px: int
    height_px: int
    set_mm: float  # how wide it is set in Word

    @property
    def print_mm(self) -> tuple[int, int]:
        """How large it may be printed at 300 ppi, in whole mm."""
        width, height = (int(px / PPI * _MM_PER_INCH) for px in (self.width_px, self.height_px))
        return width, height


@dataclass(slots=True)
class Gallery:
    """Takes the pictures of one document out, named by the manuscript's number: 图片/03-1.jpg."""

    package: Package
    prefix: str
    taken: dict[str, Taken] = field(default_factory=dict)  # by part
    files: list[tuple[str, bytes]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def name(self, image: Image, number: int) -> str:
        """The file of a picture, as manuscripts write it; empty where there is none."""
        if not image.part:
            if image.address:
                self._find(doubts.PICTURE_OUTSIDE, number, address=image.address[:200])
            else:
                self._find(doubts.PICTURE_LOST, number, name="?")
            return ""
        if image.part not in self.taken:
            taken = self._take(image, number)
            if taken is None:
                return ""
            self.taken[image.part] = taken
        file = self.taken[image.part].file
        if image.cropped:
            self._find(decisions.CROPPED, number, name=file)
        return file

    def _find(self, rule: Rule, number: int, **values: object) -> None:
        self.findings.append(rule.at(Place(self.package.source, number), **{"file": "", **values}))

    def _take(self, image: Image, number: int) -> Taken | None:
        try:
            data = self.package.read(image.part)
        except Refused as refused:
            if refused.finding.rule is refusals.TOO_LARGE:
                raise
            data = b""
        if not data:
            self._find(doubts.PICTURE_LOST, number, name=image.part)
            return None
        kind, ending = _kind(data)
        stem = f"{FOLDER}/{self.prefix}-{len(self.taken) + 1}"
        if kind in _CONVERTED and (converted := _as_png(data)) is not None:
            data, was, kind, ending = converted, kind, "PNG", ".png"
            self._find(decisions.CONVERTED, number, name=stem + ending, kind=was)
        if kind not in _PRINTED:
            self._find(doubts.PICTURE_KIND, number, name=stem + ending, kind=kind)
        width, height = _size(data) if kind != "SVG" else (0, 0)
        self.files.append((stem + ending, data))
        return Taken(stem + ending, number, kind, width, height, image.width_mm)


def _kind(data: bytes) -> tuple[str, str]:
    for mark, kind, ending in _KINDS:
        if data.startswith(mark):
            return kind, ending
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WebP", ".webp"
    if b"<svg" in data[:2000]:
        return "SVG", ".svg"
    return "?", ".bin"


@contextmanager
def _opened(data: bytes) -> Iterator[Pillow.Image]:
    """The picture, its header judged; Pillow's warning of a bomb is an error here."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Pillow.DecompressionBombWarning)
        with Pillow.open(io.BytesIO(data)) as picture:
            yield picture


def _size(data: bytes) -> tuple[int, int]:
    try:
        with _opened(data) as picture:
            return picture.size
    except _DAMAGE:
        return 0, 0


def _as_png(data: bytes) -> bytes | None:
    """The picture as PNG; None where that would lose something, or it is damaged or too large."""
    out = io.BytesIO()
    try:
        with _opened(data) as picture:
            if picture.mode not in _MODES or picture.width * picture.height > _PIXELS // 4:
                return None
            picture.save(out, "PNG")
    except _DAMAGE:
        return None
    return out.getvalue()
