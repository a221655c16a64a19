"""The printed front cover as a picture, for a reading program's shelf.

In: the cover sheet's PDF in screen colours and its lengths. Out: a JPEG of what is left of the front after
trimming. The screen editions so show the cover that is printed, and it is designed once.
"""

from __future__ import annotations

from io import BytesIO

import pypdfium2
from PIL import Image

from kanwu_press.geometry import PT_PER_MM

WIDTH_PX = 1400  # shops ask for 1,400 on the short side
_QUALITY = 88
_FULL_COLOUR = 0  # 4:4:4: halved colour frays the edges of coloured type


def front_picture(
    cover_pdf: bytes,
    spine_mm: float,
    trim_width_mm: float,
    trim_height_mm: float,
    width_px: int = WIDTH_PX,
) -> bytes:
    """A JPEG `width_px` wide of the front on the first page of `cover_pdf`, without bleed.

    The trim's lower left corner lies at (0, 0); the front is the rightmost `trim_width_mm` of it. The same
    PDF gives the same bytes. Raises pypdfium2.PdfiumError for what is no PDF.
    """
    left = (trim_width_mm + spine_mm) * PT_PER_MM
    width, height = trim_width_mm * PT_PER_MM, trim_height_mm * PT_PER_MM
    document = pypdfium2.PdfDocument(cover_pdf)
    try:
        page = document[0]
        page.set_cropbox(left, 0.0, left + width, height)
        size = (width_px, round(width_px * trim_height_mm / trim_width_mm))
        image = _rendered(page, width_px / width).crop((0, 0, *size))
    finally:
        document.close()
    out = BytesIO()
    image.save(out, "JPEG", quality=_QUALITY, subsampling=_FULL_COLOUR, optimize=True)
    return out.getvalue()


def _rendered(page: pypdfium2.PdfPage, scale: float) -> Image.Image:
    image: Image.Image = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    return image
