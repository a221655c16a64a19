"""Pictures → inks, once: by the printer's profile, kept under the paper's ink limit, in a cache by hash.

In: picture files (JPEG, PNG) and the profile. Out: what stands in an image XObject. Grey pictures, and all
pictures of a black-only edition, become grey samples, which a press prints with black ink alone. What came
as JPEG stays JPEG, at a quality that shows no second loss; what came without loss keeps none.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy
from numpy.typing import NDArray
from PIL import Image, ImageOps

from kanwu_press.model import Colours
from kanwu_press.press.profile import Profile, on_screen

JPEG_QUALITY = 95
GREY_SPREAD = 6  # of 255: channels that differ by no more are one grey, with a scanner's or JPEG's noise
_VERSION = "2"  # part of each key: raise it when the conversion changes
_MOST_KEPT = 400  # files in the cache, before those not used by this build are swept

Samples = NDArray[numpy.uint8]


@dataclass(frozen=True, slots=True)
class Plate:
    """A picture as an image XObject holds it. `inverted`: 0 is full ink, as in JPEGs of CMYK (Adobe)."""

    width: int
    height: int
    grey: bool
    jpeg: bool
    inverted: bool
    data: bytes
    alpha: bytes = b""  # a mask of 8 bits, Flate, where the picture had one

    def header(self) -> dict[str, object]:
        return {
            "width": self.width, "height": self.height, "grey": self.grey, "jpeg": self.jpeg,
            "inverted": self.inverted, "data": len(self.data), "alpha": len(self.alpha),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Conversion:
    """How the pictures of an edition are converted. `ink_limit` in per cent of all inks together."""

    profile: Profile
    colours: Colours
    ink_limit: float

    def key(self, file: bytes) -> str:
        """The same picture under the same conversion has the same key."""
        parts = (
            _VERSION, hashlib.sha256(file).hexdigest(), self.profile.sha256, self.profile.intent.value,
            self.colours.value, f"{self.ink_limit:g}",
        )  # fmt: skip
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def convert(file: bytes, conversion: Conversion) -> Plate:
    """One picture in inks. The file was decoded before (read/pictures.py), so it can be."""
    with Image.open(io.BytesIO(file)) as opened:
        jpeg = opened.format in ("JPEG", "MPO")
        picture = ImageOps.exif_transpose(opened)
        picture.info.setdefault("icc_profile", opened.info.get("icc_profile"))
        base, alpha = _parted(picture)
    if conversion.colours is Colours.BLACK or _is_grey(base):
        return _encoded(_grey(base, conversion.profile), jpeg, alpha)
    inked = base if _is_ready(base, conversion.profile) else conversion.profile.inks(base)
    return _encoded(_limited(inked, conversion.ink_limit), jpeg, alpha)


def _parted(picture: Image.Image) -> tuple[Image.Image, Image.Image | None]:
    """The picture as RGB, L or CMYK, and its transparency where it has any."""
    own = picture.info.get("icc_profile")
    alpha = None
    if picture.mode in ("I;16", "I"):  # 16 bits: 8 are what plates hold; the transparent grey is kept as such
        key = picture.info.get("transparency")
        deep = numpy.asarray(picture)
        if isinstance(key, int):
            alpha = Image.fromarray(numpy.where(deep == key, 0, 255).astype(numpy.uint8))
        picture = Image.fromarray((deep >> 8).astype(numpy.uint8))
    elif picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        alpha = picture.getchannel("A")
        if alpha.getextrema() == (255, 255):
            alpha = None
        picture = picture.convert("RGB")
    mode = picture.mode if picture.mode in ("RGB", "L", "CMYK") else "L" if picture.mode == "1" else "RGB"
    base = picture if picture.mode == mode else picture.convert(mode)
    base.info["icc_profile"] = own
    return base, alpha


def _is_ready(base: Image.Image, profile: Profile) -> bool:
    """A CMYK picture without a profile, or with the press's own, has been made for it: its numbers stay."""
    own = base.info.get("icc_profile")
    return base.mode == "CMYK" and (not own or profile.is_own(own))


def _is_grey(base: Image.Image) -> bool:
    if base.mode == "L":
        return True
    if base.mode != "RGB":
        return False
    small = base.copy()
    small.thumbnail((64, 64))  # settles nearly every colour picture at once
    return _spread(small) <= GREY_SPREAD and _spread(base) <= GREY_SPREAD * 3


def _spread(picture: Image.Image) -> int:
    samples = numpy.asarray(picture)
    return int((samples.max(axis=2) - samples.min(axis=2)).max(initial=0))


def _grey(base: Image.Image, profile: Profile) -> Image.Image:
    """Samples of which 0 is solid black ink, as light as the picture is on the screen."""
    return on_screen(base).convert("L").point([255 - black for black in profile.blacks])


def _limited(picture: Image.Image, limit: float) -> Image.Image:
    """Cyan, magenta and yellow taken back together where all inks sum up to more than `limit` per cent."""
    *colour, black = (numpy.asarray(channel) for channel in picture.split())
    most = int(limit * 2.55)
    sums = numpy.add(colour[0], colour[1], dtype=numpy.uint16)
    sums += colour[2]
    over = sums + black > most
    if not over.any():
        return picture
    room = numpy.clip(most - black[over].astype(numpy.int32), 0, None)
    share = room / numpy.maximum(sums[over], 1)
    limited = numpy.asarray(picture).copy()
    limited[over, :3] = numpy.floor(limited[over, :3] * share[:, None]).astype(numpy.uint8)
    return Image.fromarray(limited, "CMYK")


# ---- encoding ------------------------------------------------------------------------------


def _encoded(picture: Image.Image, jpeg: bool, alpha: Image.Image | None) -> Plate:
    grey = picture.mode == "L"
    mask = _flate(numpy.asarray(alpha)) if alpha is not None else b""
    if jpeg:
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=JPEG_QUALITY, subsampling=0)
        return Plate(picture.width, picture.height, grey, True, not grey, out.getvalue(), mask)
    return Plate(picture.width, picture.height, grey, False, False, _flate(numpy.asarray(picture)), mask)


def _flate(samples: Samples) -> bytes:
    """Rows with PNG's filter “Up” (ISO 15948, 9.2), which suits drawings, compressed."""
    rows = samples.reshape(samples.shape[0], -1)
    filtered = numpy.empty((rows.shape[0], rows.shape[1] + 1), numpy.uint8)
    filtered[:, 0] = 2
    filtered[0, 1:] = rows[0]
    numpy.subtract(rows[1:], rows[:-1], out=filtered[1:, 1:])
    return zlib.compress(filtered.tobytes(), 1)  # more would take longer than all the rest


# ---- the cache -----------------------------------------------------------------------------


class PictureCache:
    """Converted pictures in a folder of their own, by key. A file that is not whole is made anew."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._used: set[str] = set()

    def plate(self, file: Path, conversion: Conversion) -> Plate:
        """The converted picture, from the cache or made now."""
        data = file.read_bytes()
        key = conversion.key(data)
        self._used.add(key)
        kept = self._read(key)
        if kept is None:
            kept = convert(data, conversion)
            self._write(key, kept)
        return kept

    def sweep(self) -> None:
        """Forget what this build has not used, once there is much of it."""
        files = sorted(self._folder.glob("*.plate")) if self._folder.is_dir() else []
        if len(files) > _MOST_KEPT:
            for file in files:
                if file.stem not in self._used:
                    file.unlink(missing_ok=True)

    def _read(self, key: str) -> Plate | None:
        try:
            raw = (self._folder / f"{key}.plate").read_bytes()
        except OSError:
            return None
        head, _, body = raw.partition(b"\n")
        try:
            values: dict[str, Any] = json.loads(head)
            data, alpha, digest = values.pop("data"), values.pop("alpha"), values.pop("sha256")
            if len(body) != data + alpha or hashlib.sha256(body).hexdigest() != digest:
                return None
            return Plate(**values, data=body[:data], alpha=body[data:])
        except (ValueError, KeyError, TypeError, AttributeError):
            return None

    def _write(self, key: str, plate: Plate) -> None:
        """A full disk or a folder that can't be written costs time at the next build, and nothing else."""
        body = plate.data + plate.alpha
        head = {**plate.header(), "sha256": hashlib.sha256(body).hexdigest()}
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            aside = self._folder / f"{key}.{os.getpid()}"
            aside.write_bytes(json.dumps(head, sort_keys=True).encode() + b"\n" + body)
            aside.replace(self._folder / f"{key}.plate")
        except OSError:
            return


def plates(
    files: Mapping[str, Path], conversion: Conversion, cache: PictureCache
) -> Iterator[tuple[str, Plate]]:
    """The plates of an edition by the name under which the engine placed them; drawings (SVG) have none."""
    for name, file in files.items():
        if file.suffix.lower() != ".svg":
            yield name, cache.plate(file, conversion)
