"""The delivered covers of whole issues: one design for print and screens."""

from __future__ import annotations

import zipfile
from io import BytesIO

import numpy
import pypdfium2
from PIL import Image, ImageChops, ImageStat

from whole import Whole

MM = 72 / 25.4


def delivered(whole: Whole) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(next((whole.folder / "print").glob("*-cover.pdf")).read_bytes())


def front_of_print(whole: Whole, size: tuple[int, int]) -> Image.Image:
    """The front as a printer's viewer shows it, found from the trim's right edge; without spine and bleed."""
    page = delivered(whole)[0]
    width = whole.issue.publication.type_area.trim_width_mm * MM
    scale = size[0] / width
    image = page.render(scale=scale).to_pil().convert("RGB")
    box, media = page.get_trimbox(), page.get_mediabox()
    right, top = round((box[2] - media[0]) * scale), round((media[3] - box[3]) * scale)
    return image.crop((right - size[0], top, right, top + size[1]))


def test_the_cover_of_the_epub_is_the_printed_front(whole: Whole) -> None:
    data = zipfile.ZipFile(BytesIO(whole.epub)).read("EPUB/images/cover.jpg")
    assert len(data) < 400_000
    screen = Image.open(BytesIO(data)).convert("RGB")
    area = whole.issue.publication.type_area
    assert screen.size == (1400, round(1400 * area.trim_height_mm / area.trim_width_mm))
    small = (350, screen.height // 4)  # what a pixel more or less at the edges doesn't change
    printed = front_of_print(whole, screen.size).resize(small, Image.Resampling.BOX)
    shown = screen.resize(small, Image.Resampling.BOX)
    # Inks are other colours than a screen's: the forms must be the same, and the colours near.
    assert alike(printed, shown) > 0.97
    assert max(ImageStat.Stat(ImageChops.difference(printed, shown)).mean) < 14
    assert alike(ImageChops.offset(printed, 12, 0), shown) < 0.97  # the measure can fail


def alike(one: Image.Image, other: Image.Image) -> float:
    """How far the lights and darks of two pictures agree, 1 for the same."""
    samples = (numpy.asarray(picture.convert("L"), float).ravel() for picture in (one, other))
    return float(numpy.corrcoef(*samples)[0, 1])


def test_the_sheet_is_two_pages_and_what_binds_them(whole: Whole) -> None:
    area, document = whole.issue.publication.type_area, delivered(whole)
    left, bottom, right, top = document[0].get_trimbox()
    assert (left, bottom) == (0, 0)
    assert abs(top / MM - area.trim_height_mm) < 0.01
    assert 0 < right / MM - 2 * area.trim_width_mm < 12
    text = "".join(document[0].get_textpage().get_text_range().split())
    issue = whole.issue
    assert text.count(issue.publication.title) >= 2 and f"{issue.year}年第{issue.number}期" in text
    assert all("".join(line.split()) in text for line in issue.cover.highlights)
    narrow = "spine-bare" in whole.codes
    assert (f"第{'一二三四'[issue.number - 1]}期" in text) != narrow
