"""The front cover as a picture: exactly the trimmed front, sharp, and the same bytes every time."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from kanwu_press.press.picture import front_picture

MM = 72 / 25.4
BLEED = 3.0
RED, BLUE, GREEN = (255, 0, 0), (0, 0, 255), (0, 128, 0)


def sheet(width: float, height: float, spine: float) -> bytes:
    """A cover whose front is green, with all else red, and a blue frame 1 mm wide within its trim."""
    total = 2 * width + spine
    left = width + spine
    fills = (
        (RED, -BLEED, -BLEED, total + 2 * BLEED, height + 2 * BLEED),
        (BLUE, left, 0, width, height),
        (GREEN, left + 1, 1, width - 2, height - 2),
    )
    content = "\n".join(
        f"{r / 255:.4f} {g / 255:.4f} {b / 255:.4f} rg"
        f" {x * MM:.4f} {y * MM:.4f} {w * MM:.4f} {h * MM:.4f} re f"
        for (r, g, b), x, y, w, h in fills
    )
    document = pikepdf.new()
    box = [-BLEED * MM, -BLEED * MM, (total + BLEED) * MM, (height + BLEED) * MM]
    page = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=pikepdf.Array(box),
        Contents=document.make_stream(content.encode()),
        Resources=pikepdf.Dictionary(),
    )
    document.pages.append(pikepdf.Page(document.make_indirect(page)))
    out = BytesIO()
    document.save(out, deterministic_id=True)
    return out.getvalue()


def shown(jpeg: bytes) -> Image.Image:
    return Image.open(BytesIO(jpeg))


def near(a: object, b: tuple[int, int, int]) -> bool:
    assert isinstance(a, tuple)
    return max(abs(x - y) for x, y in zip(a, b, strict=True)) < 24


@pytest.mark.parametrize(
    ("width", "height", "spine"), [(210, 285, 5.37), (210, 297, 0), (185, 260, 3.3), (100, 103.7, 12.1)]
)
def test_the_trimmed_front_and_nothing_else(width: float, height: float, spine: float) -> None:
    image = shown(front_picture(sheet(width, height, spine), spine, width, height))
    right, bottom = image.width - 1, image.height - 1
    assert image.size == (1400, round(1400 * height / width))
    per_mm = 1400 / width
    middle, half = (right // 2, bottom // 2), round(per_mm / 2)
    assert near(image.getpixel(middle), GREEN)
    for x, y in ((half, middle[1]), (right - half, middle[1]), (middle[0], half), (middle[0], bottom - half)):
        assert near(image.getpixel((x, y)), BLUE)
    for x, y in ((1, middle[1]), (right - 1, middle[1]), (middle[0], 1), (middle[0], bottom - 1)):
        assert not near(image.getpixel((x, y)), RED)


def test_sharp_colours_and_no_date() -> None:
    jpeg = front_picture(sheet(210, 285, 5), 5, 210, 285)
    image = shown(jpeg)
    assert (image.format, image.mode) == ("JPEG", "RGB")
    assert [component[1:3] for component in image.layer] == [(1, 1)] * 3  # type: ignore[attr-defined]
    assert not image.getexif() and "icc_profile" not in image.info
    assert jpeg == front_picture(sheet(210, 285, 5), 5, 210, 285)
    assert shown(front_picture(sheet(210, 285, 5), 5, 210, 285, width_px=300)).size == (300, 407)


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(pypdfium2.PdfiumError):
        front_picture(b"no pdf", 5, 210, 285)
