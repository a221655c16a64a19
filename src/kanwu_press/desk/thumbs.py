"""The pages of the PDF for screens as small pictures. Bytes → Thumbs, the same each time."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pypdfium2
from PIL import Image

from kanwu_press.desk.facts import Leaf, Thumbs

WIDTH_PX = 400  # shown half as wide, sharp on fine screens
_QUALITY = 70


def make_thumbs(pdf: bytes, leaves: Sequence[tuple[str, bool]]) -> Thumbs | None:
    """The pages of a PDF: those of the cover (`leaves`: name, and whether it stands ahead) around the others.

    None of a PDF that can't be drawn: the report goes without.
    """
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError:
        return None
    try:
        drawn = [_drawn(page) for page in document]
    except pypdfium2.PdfiumError:
        return None
    finally:
        document.close()
    ahead = sum(before for _, before in leaves)
    inside = drawn[ahead : len(drawn) - (len(leaves) - ahead)]
    outside = (*drawn[:ahead], *drawn[len(drawn) - (len(leaves) - ahead) :])
    made = tuple(Leaf(name, before, jpeg) for (name, before), (jpeg, _) in zip(leaves, outside, strict=True))
    size = drawn[0][1]
    return Thumbs(size[0], size[1], tuple(jpeg for jpeg, _ in inside), made)


def _drawn(page: pypdfium2.PdfPage) -> tuple[bytes, tuple[int, int]]:
    scale = WIDTH_PX / page.get_width()
    image: Image.Image = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    out = BytesIO()
    image.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue(), image.size
