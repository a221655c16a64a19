"""How much ink a picture lays down, measured on its own pixels at the fineness that matters on paper."""

from __future__ import annotations

import io

import numpy as np
import pikepdf
from numpy.typing import NDArray
from PIL import Image

from kanwu_press.preflight.pdfcolour import PROCESS
from kanwu_press.preflight.pdfmarks import Picture
from kanwu_press.preflight.pdfobjects import BROKEN, array, filters, get, number, unpacked

COARSE_PPI = 40.0  # inks are summed up over about half a millimetre, not over single pixels
_MOST_PIXELS = 120_000_000
_UNREADABLE = (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning)


def inks_of(picture: Picture) -> NDArray[np.float32] | None:
    """Rows × columns × plates C, M, Y, K with 0 to 1, coarsely; None where it can't be told simply."""
    if picture.space is None or picture.space.kind not in ("CMYK", "managed CMYK") or picture.bits != 8:
        return None
    width, height = picture.pixels
    if not isinstance(picture.source, pikepdf.Stream) or not 0 < width * height <= _MOST_PIXELS:
        return None
    step = max(1, int(min(picture.ppi) / COARSE_PPI))
    chain = filters(picture.source)
    if chain == ("/DCTDecode",):
        values = _jpeg(picture.source, step)
    elif set(chain) <= {"/FlateDecode"} and number(
        get(get(picture.source, "/DecodeParms"), "/Predictor")
    ) in (None, 1):
        data, _ = unpacked(picture.source, width * height * 4 + 4)
        values = _plain(data, width, height)
    else:
        values = None
    if values is None or values.size == 0:
        return None
    ink = _coarse(values, step if chain != ("/DCTDecode",) else max(1, values.shape[0] * step // height))
    return 1 - ink if _inverted(picture.source) else ink


def printed_plates(picture: Picture) -> frozenset[str] | None:
    """The plates that a CMYK picture really prints on; None where it can't be told."""
    ink = inks_of(picture)
    if ink is None:
        return None
    return frozenset(plate for plate, most in zip(PROCESS, ink.max(axis=(0, 1)), strict=True) if most > 0.012)


def _jpeg(stream: pikepdf.Stream, step: int) -> NDArray[np.uint8] | None:
    try:
        with Image.open(io.BytesIO(stream.read_raw_bytes())) as image:
            if image.mode != "CMYK" or image.width * image.height > _MOST_PIXELS:
                return None
            image.draft("CMYK", (image.width // step, image.height // step))  # decodes an eighth of the work
            values = np.asarray(image)
    except (*_UNREADABLE, *BROKEN):
        return None
    # Pillow turns every four-colour JPEG over, as Photoshop writes them; a PDF counts the file's numbers.
    turned: NDArray[np.uint8] = 255 - values
    return turned


def _plain(data: bytes, width: int, height: int) -> NDArray[np.uint8] | None:
    if len(data) < width * height * 4:
        return None
    return np.frombuffer(data, np.uint8, width * height * 4).reshape(height, width, 4)


def _coarse(values: NDArray[np.uint8], step: int) -> NDArray[np.float32]:
    """Means over squares of `step` pixels; what is left at the edges is left out."""
    step = max(1, min(step, *values.shape[:2]))
    rows, columns = values.shape[0] // step, values.shape[1] // step
    cut = values[: rows * step, : columns * step]
    if step == 1:
        return cut.astype(np.float32) / np.float32(255)
    squares = cut.reshape(rows, step, columns, step, values.shape[2])
    means: NDArray[np.float32] = squares.mean(axis=(1, 3), dtype=np.float32) / np.float32(255)
    return means


def _inverted(stream: pikepdf.Stream) -> bool:
    """Whether Decode turns the numbers over: [1 0 1 0 1 0 1 0]."""
    decode = [number(v) for v in array(get(stream, "/Decode"))]
    return bool(decode) and decode[0] == 1
