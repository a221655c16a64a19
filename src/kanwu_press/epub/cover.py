"""The cover as a picture, for a reading program's shelf: masthead, year and number, picture, three lines.

In: the issue, its cover picture's bytes, the faces. Out: a JPEG in the proportions of the printed cover.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont, ImageOps

from kanwu_press.epub.pictures import encode_jpeg, to_srgb
from kanwu_press.faces import Faces, Role
from kanwu_press.model import Issue

WIDTH_PX = 1400  # shops ask for 1,400 on the short side
_MARGIN = 96
_HEAD = 0.27  # the share of the height that masthead and issue take
_HIGHLIGHTS = 3
_INK = "#1a1a1a"
_PAPER = "#ffffff"


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws text in the house's faces. Kerning by Raqm would differ from machine to machine: basic layout."""

    draw: ImageDraw.ImageDraw
    faces: Faces

    def font(self, role: Role, size: float) -> ImageFont.FreeTypeFont:
        face = self.faces.by_role(role)[-1]  # the heaviest
        return ImageFont.truetype(str(face.file), round(size), layout_engine=ImageFont.Layout.BASIC)

    def width(self, text: str, role: Role, size: float) -> float:
        return self.font(role, size).getlength(text)

    def text(
        self, at: tuple[float, float], text: str, role: Role, size: float, fill: str, anchor: str
    ) -> None:
        self.draw.text(at, text, font=self.font(role, size), fill=fill, anchor=anchor)


def cover_jpeg(issue: Issue, picture: bytes | None, faces: Faces | None, house: str) -> bytes:
    """The cover. Without `faces` it has no words; without `picture` a field in `house` (a CSS colour)."""
    area = issue.publication.type_area
    height = round(WIDTH_PX * area.trim_height_mm / area.trim_width_mm)
    head = round(height * _HEAD)
    cover = Image.new("RGB", (WIDTH_PX, height), _PAPER)
    draw = ImageDraw.Draw(cover)
    draw.rectangle((0, head, WIDTH_PX, height), fill=house)
    if picture is not None:
        cover.paste(_filling(picture, (WIDTH_PX, height - head)), (0, head))
    if faces is not None and faces.by_role(Role.SONG):
        pen = _Pen(draw, faces)
        _head(pen, issue, head, house)
        _highlights(pen, issue, height, house)
    return encode_jpeg(cover)


def _filling(picture: bytes, size: tuple[int, int]) -> Image.Image:
    """The picture's middle, filling `size`."""
    with Image.open(BytesIO(picture)) as image:
        upright = to_srgb(ImageOps.exif_transpose(image)).convert("RGB")
    return ImageOps.fit(upright, size, Image.Resampling.LANCZOS)


def _head(pen: _Pen, issue: Issue, head: int, house: str) -> None:
    """Masthead as large as its characters allow; year and number at the right on its baseline."""
    p = issue.publication
    base = head - 96
    room = (WIDTH_PX - 2 * _MARGIN) * 0.66
    size = min(230.0, room / max(1.0, pen.width(p.title, Role.SONG, 100) / 100))
    pen.text((_MARGIN, base), p.title, Role.SONG, size, house, "ls")
    right = WIDTH_PX - _MARGIN
    pen.text((right, base - 62), str(issue.year), Role.SONG, 74, _INK, "rs")
    number = f"第{issue.number}期" + (f"　总第{issue.serial}期" if issue.serial else "")
    pen.text((right, base), number, _second(pen.faces), 34, _INK, "rs")
    latin = "　".join(name for name in (p.title_pinyin, p.title_en) if name)
    if latin:
        pen.text((_MARGIN + 6, base + 64), latin, _second(pen.faces), 30, _INK, "ls")


def _highlights(pen: _Pen, issue: Issue, height: int, house: str) -> None:
    """What is inside, in a band at the foot."""
    lines = issue.cover.highlights[:_HIGHLIGHTS]
    if not lines:
        return
    top = height - 60 - 74 * len(lines) - 40
    pen.draw.rectangle((0, top, WIDTH_PX, height), fill=house)
    for number, line in enumerate(lines):
        size = min(44.0, 44 * (WIDTH_PX - 2 * _MARGIN) / max(1.0, pen.width(line, _second(pen.faces), 44)))
        baseline = top + 50 + 74 * number + 44
        pen.text((_MARGIN, baseline), line, _second(pen.faces), size, _PAPER, "ls")


def _second(faces: Faces) -> Role:
    return Role.HEI if faces.by_role(Role.HEI) else Role.SONG
