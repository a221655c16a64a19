"""Pictures for screens: turned, scaled, in sRGB, without a camera's data; never scaled up."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from kanwu_press.screenpictures import LONG_SIDE_PX, UnusablePictureError, prepare


def saved(image: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def shown(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def photo(width: int, height: int, mode: str = "RGB") -> Image.Image:
    return Image.effect_noise((width, height), 80).convert(mode)


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_small_pictures_stay_as_they_are(form: str) -> None:
    data = saved(photo(300, 200), form)
    assert prepare(data, f"image/{form.lower()}").data == data


@pytest.mark.parametrize(("side", "same"), [(2048, True), (2049, False)])
def test_a_drawing_with_a_palette_would_only_grow(side: int, same: bool) -> None:
    data = saved(Image.new("P", (side, 40)), "PNG")
    assert (prepare(data, "image/png").data == data) is same


def test_a_camera_turned_on_its_side() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "a camera"
    prepared = prepare(saved(photo(300, 200), "JPEG", exif=exif), "image/jpeg")
    assert shown(prepared.data).size == (200, 300) and not shown(prepared.data).getexif()


@pytest.mark.parametrize("mode", ["CMYK", "L"])
def test_large_photographs(mode: str) -> None:
    prepared = prepare(saved(photo(2000, 1000, mode), "JPEG"), "image/jpeg")
    image = shown(prepared.data)
    assert (image.size, image.format) == ((LONG_SIDE_PX, 800), "JPEG") and image.mode in ("RGB", "L")


def test_a_photograph_saved_as_png_becomes_jpeg_and_a_drawing_does_not() -> None:
    noisy = Image.merge("RGB", [Image.effect_noise((1700, 900), 80) for _ in range(3)])
    assert prepare(saved(noisy, "PNG"), "image/png").media_type == "image/jpeg"
    assert prepare(saved(Image.new("RGB", (2000, 50), "red"), "PNG"), "image/png").media_type == "image/png"


@pytest.mark.parametrize(
    ("form", "mode"), [("TIFF", "CMYK"), ("TIFF", "I;16"), ("WEBP", "RGBA"), ("GIF", "P"), ("BMP", "1")]
)
def test_other_formats_become_jpeg_or_png(form: str, mode: str) -> None:
    source = Image.new("I;16", (40, 30), 40000) if mode == "I;16" else photo(40, 30, mode)
    prepared = prepare(saved(source, form), f"image/{form.lower()}")
    assert shown(prepared.data).format in ("JPEG", "PNG") and shown(prepared.data).size == (40, 30)


def test_drawings_in_svg_stay() -> None:
    assert prepare(b"<svg/>", "image/svg+xml").extension == "svg"


@pytest.mark.parametrize("data", [b"", b"not a picture", saved(photo(300, 200), "JPEG")[:600]])
def test_what_does_not_decode_is_refused(data: bytes) -> None:
    with pytest.raises(UnusablePictureError):
        prepare(data, "image/jpeg")


def test_the_same_picture_gives_the_same_bytes() -> None:
    data = saved(photo(3000, 2000), "JPEG")
    assert prepare(data, "image/jpeg") == prepare(data, "image/jpeg")
