"""Pictures for screens: lighter, never larger, sharp drawings, upright, in sRGB, the same bytes again."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from kanwu_press.screen.pictures import PPI, Shown, shown

INCH = 72.0


def file(image: Image.Image, form: str, **options: object) -> bytes:
    out = BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def photograph(width: int, height: int) -> Image.Image:
    across = Image.linear_gradient("L").rotate(90).resize((width, height))
    down = Image.linear_gradient("L").resize((width, height))
    return Image.merge("RGB", (across, down, across.point(lambda v: v * 7 % 256)))


def opened(picture: Shown) -> Image.Image:
    """The picture as a program that reads PDF sees it."""
    pdf = pikepdf.new()
    item = pdf.make_stream(picture.data)
    channels = 1 if picture.grey else 3
    parms = pikepdf.Dictionary(Predictor=15, Columns=picture.size[0], Colors=channels, BitsPerComponent=8)
    if picture.jpeg:
        item.write(picture.data, filter=pikepdf.Name.DCTDecode)
    else:
        item.write(picture.data, filter=pikepdf.Name.FlateDecode, decode_parms=parms)
    item.Type, item.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    item.Width, item.Height = picture.size
    item.BitsPerComponent = 8
    item.ColorSpace = pikepdf.Name.DeviceGray if picture.grey else pikepdf.Name.DeviceRGB
    return pikepdf.PdfImage(item).as_pil_image()


def test_a_large_picture_is_brought_to_what_a_screen_shows() -> None:
    data = file(photograph(3000, 2000), "JPEG", quality=95)
    made = shown(data, (3 * INCH, 2 * INCH))
    assert made.size == (3 * PPI, 2 * PPI) and made.jpeg and len(made.data) < len(data) / 10
    assert shown(data, (3 * INCH, 2 * INCH)) == made
    assert opened(made).size == made.size


@pytest.mark.parametrize("pixels", [40, 3 * PPI, int(3.5 * PPI)])
def test_nothing_is_scaled_up_nor_a_little_down(pixels: int) -> None:
    made = shown(file(photograph(pixels, pixels), "JPEG"), (3 * INCH, 3 * INCH))
    assert made.size == (pixels, pixels)


def test_the_side_that_fills_its_room_decides() -> None:
    """A picture that is cut to fill a cover keeps enough pixels on both sides."""
    made = shown(file(photograph(4000, 1000), "JPEG"), (2 * INCH, 2 * INCH))
    assert made.size[1] == 2 * PPI


def test_a_picture_lying_on_its_side_is_put_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data = file(photograph(2000, 1000), "JPEG", exif=exif.tobytes())
    assert shown(data, (1 * INCH, 2 * INCH)).size == (PPI, 2 * PPI)


def test_a_drawing_stays_without_loss() -> None:
    drawing = Image.new("RGB", (600, 400), "white")
    drawing.paste((18, 71, 107), (50, 50, 300, 52))
    made = shown(file(drawing, "PNG"), (4 * INCH, 2.6 * INCH))
    assert not made.jpeg and opened(made).tobytes() == drawing.tobytes()


def test_transparency_stays() -> None:
    picture = Image.new("RGBA", (100, 100), (200, 0, 0, 255))
    picture.paste((0, 0, 0, 0), (0, 0, 50, 100))
    assert shown(file(picture, "PNG"), (INCH, INCH)).alpha
    opaque = Image.new("RGBA", (100, 100), (200, 0, 0, 255))
    assert not shown(file(opaque, "PNG"), (INCH, INCH)).alpha


@pytest.mark.parametrize("mode", ["CMYK", "L", "P", "1", "I;16"])
def test_every_kind_becomes_grey_or_colour(mode: str) -> None:
    source = Image.linear_gradient("L").resize((64, 64))
    deep = mode == "I;16"
    image = source.convert("I").point(lambda v: v * 256).convert(mode) if deep else source.convert(mode)
    made = shown(file(image, "TIFF"), (INCH, INCH))
    assert opened(made).mode in ("L", "RGB") and made.grey == (mode in ("L", "1", "I;16"))


def test_what_is_no_picture_says_so() -> None:
    with pytest.raises(OSError, match="cannot identify"):
        shown(b"no picture", (INCH, INCH))
