"""PDFs whose pages can't be taken for each other: coloured cells that bleed, and an arrow upwards."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name

MM = 72 / 25.4  # pt
CELL_MM = 6
PX_MM = 0.5  # a pixel of the pictures


@dataclass(frozen=True)
class Pattern:
    """What the pages are like; all look the same to a reader. mm, but for `origin` and `unit` (pt)."""

    width: float = 60
    height: float = 84
    bleed: float = 3
    rotate: int = 0
    origin: tuple[float, float] = (0, 0)  # of the trim's lower left corner
    unit: float = 1  # UserUnit
    beyond: float = 0  # more paper outside the bleed
    boxes: bool = True  # else only a MediaBox


def pattern(pages: int, like: Pattern = Pattern()) -> bytes:
    """A PDF with so many pages; a picture and a graphics state are shared by all of them."""
    pdf = pikepdf.new()
    shared = pdf.make_indirect(Dictionary(Type=Name.ExtGState, CA=1, ca=1))
    grey = bytes([150]) * (32 * 32 * 3)  # of one colour: each way of sampling it shows the same
    picture = pdf.make_stream(
        grey, Type=Name.XObject, Subtype=Name.Image, Width=32, Height=32, BitsPerComponent=8,
        ColorSpace=Name.DeviceRGB,
    )  # fmt: skip
    for number in range(1, pages + 1):
        pdf.pages.append(_page(pdf, number, like, shared, picture))
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _page(
    pdf: pikepdf.Pdf, number: int, like: Pattern, shared: pikepdf.Object, picture: pikepdf.Object
) -> pikepdf.Page:
    across, up = (like.height, like.width) if like.rotate in (90, 270) else (like.width, like.height)
    x, y = like.origin
    right, top = x + across * MM / like.unit, y + up * MM / like.unit
    k = MM / like.unit
    upright = {
        0: (k, 0, 0, k, x, y),
        90: (0, k, -k, 0, right, y),
        180: (-k, 0, 0, -k, right, top),
        270: (0, -k, k, 0, x, top),
    }[like.rotate]
    content = " ".join(f"{value:.6f}" for value in upright) + " cm /G gs\n" + "\n".join(_cells(number, like))
    page = Dictionary(
        Type=Name.Page,
        MediaBox=_box((x, y, right, top), (like.bleed + like.beyond) * k),
        Resources=Dictionary(ExtGState=Dictionary(G=shared), XObject=Dictionary(I=picture)),
        Contents=Array([pdf.make_stream(b"q"), pdf.make_stream(content.encode("ascii") + b" Q")]),
    )
    if like.boxes:
        page.TrimBox = _box((x, y, right, top), 0)
        page.BleedBox = _box((x, y, right, top), like.bleed * k)
    if like.rotate:
        page.Rotate = like.rotate
    if like.unit != 1:
        page.UserUnit = like.unit
    return pikepdf.Page(page)


def _cells(number: int, like: Pattern) -> Iterator[str]:
    far = like.bleed + like.beyond
    seed = hashlib.shake_256(f"page {number}".encode()).digest(4096)
    at = 0
    for column in range(-1, int(like.width // CELL_MM) + 1):
        for row in range(-1, int(like.height // CELL_MM) + 1):
            colour = " ".join(f"{value / 255:.4f}" for value in seed[at : at + 3])
            yield f"{colour} rg {column * CELL_MM} {row * CELL_MM} {CELL_MM} {CELL_MM} re f"
            at += 3
    middle, foot = like.width / 2, like.height / 4
    # pictures are painted on every pixel they touch: keep clear of the edges of pixels
    yield f"q 11.8 0 0 11.8 {middle - 5.9} {foot + 0.1} cm /I Do Q"
    yield f"0 g {middle - 2} {foot + 15} 4 18 re f {middle - 8} {foot + 33} m {middle + 8} {foot + 33} l"
    yield f"{middle} {foot + 45} l f"
    if like.beyond:  # crop marks, say: nothing of it may be seen
        yield f"1 0 0 RG 0.5 w {-far} {-far} {like.width + 2 * far} {like.height + 2 * far} re S"


def _box(trim: tuple[float, float, float, float], more: float) -> Array:
    return Array([trim[0] - more, trim[1] - more, trim[2] + more, trim[3] + more])


# ---- pictures ------------------------------------------------------------------------------


def picture_of(document: pypdfium2.PdfDocument, index: int, *, headlong: bool = False) -> np.ndarray:
    """A page as it is seen, half a millimetre a pixel; the first row is the topmost."""
    scale = 1 / MM / PX_MM * (1 - 1e-6)  # a whole number of pixels must not become one more
    page = document[index]
    try:
        return np.asarray(
            page.render(scale=scale, rotation=180 if headlong else 0).to_pil().convert("RGB")
        ).astype(np.int16)
    finally:
        page.close()


def cut_out(picture: np.ndarray, left: float, bottom: float, width: float, height: float) -> np.ndarray:
    """A part of a picture; all in mm from its lower left corner."""
    px = [round(mm / PX_MM) for mm in (left, bottom, width, height)]
    top = picture.shape[0] - px[1] - px[3]
    return picture[top : top + px[3], px[0] : px[0] + px[2]]


def trims(pdf: bytes, width: float, height: float, *, headlong: bool = False) -> list[np.ndarray]:
    """The pages of a PDF with TrimBoxes, cut to their trims; `headlong` painted head down and turned back."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for index in range(len(document)):
        page = document[index]
        media, trim = page.get_mediabox(), page.get_trimbox()
        page.close()
        left, bottom = (round((trim[n] - media[n]) / MM, 3) for n in (0, 1))
        picture = picture_of(document, index, headlong=headlong)
        found.append(cut_out(picture[::-1, ::-1] if headlong else picture, left, bottom, width, height))
    return found
