"""Pictures in a PDF for screens: sRGB or grey, no finer than a screen shows, never scaled up.

In: the editor's files, and how large each picture is printed. The same picture gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image, ImageOps, UnidentifiedImageError

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Place
from kanwu_press.screenpictures import is_drawing, to_srgb

PPI = 170  # at the size of print: still sharp when a page fills a screen of 1,400 pixels
JPEG_QUALITY = 80
_ENOUGH = 1.2  # a picture that is finer by less stays as fine as it is
_DRAWING_BYTES = 2.0  # so much larger than as a photograph a drawing may be to stay sharp

PICTURE_UNUSABLE = Rule(
    "screen-picture",
    Level.ERROR,
    N_("The picture {file} could not be prepared for the PDF for screens: {reason}"),
    N_("Open it in a picture program, save it as JPEG or PNG, and build again."),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as the PDF holds it: `data` is a JPEG, or compressed rows of a PNG; so is `alpha`."""

    data: bytes
    jpeg: bool
    grey: bool
    size: tuple[int, int]
    alpha: bytes = b""


def lighten(
    pdf: pikepdf.Pdf, files: Mapping[str, Path], placed: Mapping[str, tuple[float, float]]
) -> tuple[Finding, ...]:
    """Put lighter pictures in the place of the engine's, whose names `files` and `placed` (pt) go by."""
    found: list[Finding] = []
    done: set[tuple[int, int]] = set()
    for page in pdf.pages:
        for name, item in page.Resources.get("/XObject", Dictionary()).items():
            key = name[1:]
            if item.objgen in done or key not in files or key not in placed:
                continue
            done.add(item.objgen)
            try:
                _set(pdf, item, shown(files[key].read_bytes(), placed[key]))
            except _BROKEN as error:
                file = files[key].name
                found.append(PICTURE_UNUSABLE.at(Place(file), file=file, reason=str(error)))
    return tuple(found)


_BROKEN = (OSError, UnidentifiedImageError, SyntaxError, ValueError, Image.DecompressionBombError)


def shown(data: bytes, placed: tuple[float, float]) -> Shown:
    """A picture file as it is to be shown on `placed` (width, height) pt. Raises what Pillow raises."""
    with Image.open(BytesIO(data)) as image:
        turned = image.getexif().get(0x0112, 1) >= 5  # lying on its side (EXIF)
        size = image.size[::-1] if turned else image.size
        scale = min(1.0, max(length / 72 * PPI / have for length, have in zip(placed, size, strict=True)))
        scale = 1.0 if scale > 1 / _ENOUGH else scale
        wanted = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
        few = image.format != "JPEG" and is_drawing(image)
        image.draft(None, wanted)  # a JPEG is decoded no finer than needed
        small = image if image.mode in ("1", "P", "PA") else _scaled(image, wanted)
        upright = to_srgb(ImageOps.exif_transpose(small), image.info)
        small = _scaled(upright, wanted[::-1] if turned else wanted)
    return _encoded(small, few)


def _scaled(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    if image.size == size or image.width < size[0]:
        return image
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _encoded(image: Image.Image, drawing: bool) -> Shown:
    alpha = image.getchannel("A") if image.mode in ("RGBA", "LA") else None
    if alpha is not None and alpha.getextrema() == (255, 255):
        alpha = None
    plain = image.convert("L" if image.mode in ("L", "LA") else "RGB")
    out = BytesIO()
    plain.save(out, "JPEG", quality=JPEG_QUALITY, optimize=True, icc_profile=None, exif=b"")
    data, jpeg = out.getvalue(), True
    if drawing:
        rows = _png_rows(plain)
        if len(rows) < _DRAWING_BYTES * len(data):
            data, jpeg = rows, False
    return Shown(data, jpeg, plain.mode == "L", plain.size, b"" if alpha is None else _png_rows(alpha))


def _png_rows(image: Image.Image) -> bytes:
    """The compressed rows of a PNG, which PDF holds just so (ISO 32000-1, 7.4.4.4)."""
    out = BytesIO()
    image.save(out, "PNG", optimize=True, icc_profile=None, exif=b"")
    png, rows, at = out.getvalue(), b"", 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            rows += png[at + 8 : at + 8 + length]
        at += 12 + length
    return rows


def _set(pdf: pikepdf.Pdf, item: pikepdf.Object, picture: Shown) -> None:
    for key in ("/Decode", "/DecodeParms", "/SMask", "/Mask", "/Intent", "/Metadata"):
        if key in item:
            del item[key]
    _describe(item, picture.size, picture.grey)
    if picture.jpeg:
        item.write(picture.data, filter=Name.DCTDecode)
    else:
        parms = _rows(picture.size[0], 1 if picture.grey else 3)
        item.write(picture.data, filter=Name.FlateDecode, decode_parms=parms)
    if picture.alpha:
        mask = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Image)
        mask.write(picture.alpha, filter=Name.FlateDecode, decode_parms=_rows(picture.size[0], 1))
        _describe(mask, picture.size, True)
        item.SMask = mask


def _describe(item: pikepdf.Object, size: tuple[int, int], grey: bool) -> None:
    item.Width, item.Height = size
    item.BitsPerComponent = 8
    item.ColorSpace = Name.DeviceGray if grey else Name.DeviceRGB


def _rows(width: int, channels: int) -> Dictionary:
    return Dictionary(Predictor=15, Columns=width, Colors=channels, BitsPerComponent=8)
