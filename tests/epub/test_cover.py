"""The cover picture: the printed cover's proportions, the issue's picture, words where there are faces."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageFont

from build_issue import FOLDER, build_issue, pictures
from kanwu_press.epub.cover import cover_jpeg
from kanwu_press.faces import Face, Faces, Role
from kanwu_press.model import Issue

HOUSE = "#12476b"


def shown(issue: Issue, picture: bytes | None, faces: Faces | None = None) -> Image.Image:
    return Image.open(io.BytesIO(cover_jpeg(issue, picture, faces, HOUSE))).convert("RGB")


@pytest.fixture
def faces(tmp_path: Path) -> Faces:
    """Pillow's own face stands in: what matters here is that words are drawn, not how."""
    font = ImageFont.load_default(20)
    if not isinstance(font, ImageFont.FreeTypeFont):
        pytest.skip("Pillow without FreeType")
    file = tmp_path / "face.ttf"
    file.write_bytes(font.font_bytes)
    return Faces(tmp_path, tmp_path / "fonts.conf", (Face(Role.SONG, "Stand-in", 700, file, frozenset()),))


def test_proportions_and_picture() -> None:
    picture = pictures()[f"{FOLDER}/图片/封面.jpg"]
    cover = shown(build_issue(), picture)
    assert cover.size == (1400, 1900)
    assert cover.getpixel((700, 100)) == (255, 255, 255)
    assert cover.getpixel((700, 1200)) != cover.getpixel((100, 700))  # a picture, not a field


def test_without_a_picture_a_field_in_the_house_colour() -> None:
    red, green, blue = shown(build_issue(), None).getpixel((700, 1200))
    assert abs(red - 0x12) < 6 and abs(green - 0x47) < 6 and abs(blue - 0x6B) < 6


def test_words_are_drawn_and_kept_within(faces: Faces) -> None:
    issue = build_issue()
    long = replace(issue, publication=replace(issue.publication, title="A Very Long Masthead of a Coast"))
    for each in (replace(issue, publication=replace(issue.publication, title="Coast")), long):
        cover = shown(each, None, faces)
        head = cover.crop((0, 0, 1400, 500)).convert("L")
        box = head.point(lambda value: 255 * (value < 128)).getbbox()
        assert box and box[0] >= 80 and box[2] <= 1320
        assert head.crop((0, 0, 900, 500)).getextrema()[0] < 100


def test_the_same_cover_gives_the_same_bytes(faces: Faces) -> None:
    picture = pictures()[f"{FOLDER}/图片/渔港.jpg"]
    assert cover_jpeg(build_issue(), picture, faces, HOUSE) == cover_jpeg(
        build_issue(), picture, faces, HOUSE
    )
