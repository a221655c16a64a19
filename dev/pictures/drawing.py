"""A small press for the sample issue's pictures: a sheet measured in millimetres, and tools to cut into it.

In: lengths in mm, type in pt, colours as RGB. Out: a picture at 300 ppi. Everything is drawn at
twice the size and reduced once, and all chance comes from a fixed seed, so that the same
script gives the same pictures.
"""

from __future__ import annotations

import math
import subprocess
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Colour = tuple[int, int, int]
Point = tuple[float, float]
Field = NDArray[np.float64]

PPI = 300
FULL, COLUMN = 156.2, 74.1  # printed widths in mm
FOLDER = Path(__file__).parents[2] / "manuscripts" / "2026-01" / "图片"
OVER = 2  # drawn this many times larger, then reduced
PX = PPI / 25.4 * OVER  # working pixels in a millimetre

SEA: Colour = (18, 71, 107)
DEEP: Colour = (10, 44, 70)
MID: Colour = (70, 121, 153)
SOFT: Colour = (143, 178, 198)
PALE: Colour = (212, 224, 231)
MIST: Colour = (233, 239, 242)
SAND: Colour = (205, 184, 145)
DUNE: Colour = (160, 131, 86)
SHELL: Colour = (240, 232, 216)
FROST: Colour = (232, 238, 241)
PAPER: Colour = (255, 255, 255)
INK: Colour = (34, 38, 42)
GREY: Colour = (112, 117, 121)
RULE: Colour = (186, 190, 193)


def blend(a: Colour, b: Colour, t: float) -> Colour:
    """The colour `t` of the way from `a` to `b`."""
    return tuple(round(x + (y - x) * t) for x, y in zip(a, b, strict=True))  # type: ignore[return-value]


@cache
def face(points: float, weight: str, family: str) -> ImageFont.FreeTypeFont:
    """A Noto CJK face at a size in points; fontconfig knows where it is."""
    pattern = f"Noto {family} CJK SC:style={weight}"
    found = subprocess.run(
        ["fc-match", "-f", "%{file}|%{index}", pattern], check=True, capture_output=True, text=True
    ).stdout
    file, index = found.rsplit("|", 1)
    return ImageFont.truetype(file, size=round(points / 72 * PPI * OVER), index=int(index))


def noise(shape: tuple[int, int], cells: tuple[float, float], seed: int, octaves: int = 4) -> Field:
    """Smooth noise in about -1 … 1: value noise, cosine-joined, each octave half as strong."""
    total = np.zeros(shape)
    for octave in range(octaves):
        ny, nx = (max(2, math.ceil(c * 2**octave) + 2) for c in cells)
        knots = np.random.default_rng(seed + octave).random((ny, nx)) * 2 - 1
        y = np.linspace(0, cells[0] * 2**octave, shape[0], endpoint=False)
        x = np.linspace(0, cells[1] * 2**octave, shape[1], endpoint=False)
        yi, xi = y.astype(int), x.astype(int)
        ty, tx = ((1 - np.cos((v - v.astype(int)) * math.pi)) / 2 for v in (y, x))
        rows0 = knots[yi][:, xi] * (1 - tx) + knots[yi][:, xi + 1] * tx
        rows1 = knots[yi + 1][:, xi] * (1 - tx) + knots[yi + 1][:, xi + 1] * tx
        total += (rows0 * (1 - ty)[:, None] + rows1 * ty[:, None]) / 2**octave
    return np.asarray(total / 1.6, dtype=np.float64)


def wander(count: int, cells: float, seed: int, octaves: int = 3) -> Field:
    """One line of smooth noise with `count` values."""
    return np.asarray(noise((2, count), (1, cells), seed, octaves)[0], dtype=np.float64)


class Sheet:
    """A sheet of paper, sizes in mm from the upper left corner."""

    def __init__(self, width: float, height: float, paper: Colour = PAPER) -> None:
        self.width, self.height = width, height
        self.size = (math.ceil(width / 25.4 * PPI), math.ceil(height / 25.4 * PPI))
        self.image = Image.new("RGB", (self.size[0] * OVER, self.size[1] * OVER), paper)
        self.pen = ImageDraw.Draw(self.image)

    def area(self, points: Iterable[Point], fill: Colour) -> None:
        """A filled shape."""
        self.pen.polygon([(x * PX, y * PX) for x, y in points], fill=fill)

    def box(self, x0: float, y0: float, x1: float, y1: float, fill: Colour) -> None:
        self.pen.rectangle((x0 * PX, y0 * PX, x1 * PX - 1, y1 * PX - 1), fill=fill)

    def disc(self, x: float, y: float, r: float, fill: Colour) -> None:
        self.pen.ellipse(((x - r) * PX, (y - r) * PX, (x + r) * PX, (y + r) * PX), fill=fill)

    def ring(self, x: float, y: float, r: float, colour: Colour, width: float = 0.25) -> None:
        box = ((x - r) * PX, (y - r) * PX, (x + r) * PX, (y + r) * PX)
        self.pen.ellipse(box, outline=colour, width=max(1, round(width * PX)))

    def line(
        self, points: Sequence[Point], colour: Colour, width: float = 0.25, round_ends: bool = False
    ) -> None:
        """A line of even width through the points."""
        w = max(1, round(width * PX))
        self.pen.line([(x * PX, y * PX) for x, y in points], fill=colour, width=w, joint="curve")
        if round_ends:
            for x, y in (points[0], points[-1]):
                self.disc(x, y, width / 2, colour)

    def dashed(
        self, a: Point, b: Point, colour: Colour, width: float = 0.2, on: float = 1.0, off: float = 0.8
    ) -> None:
        length = math.dist(a, b)
        at = 0.0
        while at < length:
            end = min(at + on, length)
            p, q = ((a[0] + (b[0] - a[0]) * s / length, a[1] + (b[1] - a[1]) * s / length) for s in (at, end))
            self.line([p, q], colour, width)
            at = end + off

    def gouge(self, points: Sequence[Point], colour: Colour, width: float, taper: float = 0.7) -> None:
        """A cut of the gouge: thin at both ends, `width` mm in the middle."""
        p = np.asarray(points, dtype=float)
        d = np.gradient(p, axis=0)
        normal = np.stack([-d[:, 1], d[:, 0]], axis=1) / np.maximum(np.hypot(d[:, 0], d[:, 1]), 1e-9)[:, None]
        half = (np.sin(np.linspace(0, math.pi, len(p))) ** taper * width / 2)[:, None]
        outline = np.concatenate([p + normal * half, (p - normal * half)[::-1]])
        self.area([(float(x), float(y)) for x, y in outline], colour)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        points: float = 7.5,
        colour: Colour = INK,
        anchor: str = "lm",
        weight: str = "Regular",
        family: str = "Sans",
        halo: Colour | None = None,
    ) -> None:
        """Words at a point; `anchor` as in Pillow; a halo keeps them clear of lines beneath."""
        stroke = round(0.5 * PX) if halo else 0
        self.pen.text(
            (x * PX, y * PX),
            words,
            font=face(points, weight, family),
            fill=colour,
            anchor=anchor,
            stroke_width=stroke,
            stroke_fill=halo,
        )

    def paint(self, shade: Callable[[Field, Field], NDArray[np.uint8]]) -> None:
        """Colours the whole sheet from its coordinates: `shade(x, y)` gives RGB for fields of mm."""
        w, h = self.image.size
        y, x = np.mgrid[0:h, 0:w] / PX
        self.image.paste(Image.fromarray(shade(x, y)))

    def speckle(
        self, seed: int, share: float, colour: Colour, within: tuple[float, float, float, float]
    ) -> None:
        """Small flecks where the ink did not take, as on a hand-pulled print."""
        rng = np.random.default_rng(seed)
        x0, y0, x1, y1 = within
        for _ in range(int((x1 - x0) * (y1 - y0) * share)):
            x, y = x0 + rng.random() * (x1 - x0), y0 + rng.random() * (y1 - y0)
            self.disc(x, y, 0.05 + 0.13 * rng.random() ** 3, colour)

    def finished(self) -> Image.Image:
        return self.image.resize(self.size, Image.Resampling.LANCZOS)


def save_jpeg(sheet: Sheet, name: str, quality: int = 88) -> None:
    """For pictures with tone."""
    sheet.finished().save(
        FOLDER / f"{name}.jpg", quality=quality, subsampling=0, optimize=True, dpi=(PPI, PPI)
    )


def save_png(sheet: Sheet, name: str, colours: int = 128) -> None:
    """For line work: few colours, small file."""
    flat = sheet.finished().quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    flat.save(FOLDER / f"{name}.png", optimize=True, dpi=(PPI, PPI))
