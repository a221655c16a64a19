"""A picture's name in a manuscript → Picture, fully decoded once, before anything is laid out.

Allowed are JPEG, PNG and SVG: what both the printer and every EPUB reader take. The header is
judged before the pixels are decoded, so that a bomb costs nothing. Nothing raises.
"""

from __future__ import annotations

import hashlib
import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageFile

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Picture, Place
from kanwu_press.read.jail import locate
from kanwu_press.read.svg import svg_size
from kanwu_press.read.textfile import NOT_A_FILE, TOO_LARGE, read_bytes

PICTURE_BYTES = 60_000_000
PICTURE_PIXELS = 100_000_000  # A3 with bleed at 600 ppi has 72 million
SVG_BYTES = 2_000_000

NOT_A_PICTURE = Rule(
    "picture-not-file",
    Level.ERROR,
    N_("“{name}” is a folder, not a picture."),
    N_("Write the name of the picture file itself."),
)
LARGE = Rule(
    "picture-large",
    Level.ERROR,
    N_("The picture “{name}” is larger than {limit} MB."),
    N_("Reduce it in a picture program; 2500 pixels across fill a page."),
)
UNREADABLE = Rule(
    "picture-unreadable",
    Level.ERROR,
    N_("The picture “{name}” cannot be read."),
    N_("Check the file's permissions, and whether another program has it open."),
)
EMPTY = Rule(
    "picture-empty",
    Level.ERROR,
    N_("The picture “{name}” is empty (0 bytes)."),
    N_("Copy the picture again from its source."),
)
FORMAT = Rule(
    "picture-format",
    Level.ERROR,
    N_("The picture “{name}” is {format}, which is not accepted."),
    N_("Save it as JPEG (photos) or PNG (drawings, screenshots); drawings may also be SVG."),
)
UNKNOWN = Rule(
    "picture-unknown",
    Level.ERROR,
    N_("“{name}” is not a picture, or of a kind that is not known here."),
    N_("Save it as JPEG or PNG with a picture program; renaming the file does not help."),
)
DAMAGED = Rule(
    "picture-damaged",
    Level.ERROR,
    N_("The picture “{name}” is damaged or incomplete."),
    N_("Copy it again from its source, or open it in a picture program and save it anew."),
)
PIXELS = Rule(
    "picture-pixels",
    Level.ERROR,
    N_("The picture “{name}” has {width}×{height} pixels; at most {limit} million are accepted."),
    N_("Reduce it in a picture program; 2500 pixels across fill a page."),
)
SUFFIX = Rule(
    "picture-suffix",
    Level.WARNING,
    N_("“{name}” is {format}, though its name says something else."),
    N_("Rename the file so that its ending is right."),
)
LIMIT_MILLIONS = PICTURE_PIXELS // 1_000_000

_SUFFIXES = {"JPEG": (".jpg", ".jpeg"), "PNG": (".png",), "SVG": (".svg",)}
_MEDIA = {"JPEG": "image/jpeg", "PNG": "image/png"}
# Formats that are recognised only to be named. ISO media files hold their brand at byte 8.
_REFUSED = (
    (b"GIF8", "GIF"), (b"II*\0", "TIFF"), (b"MM\0*", "TIFF"), (b"BM", "BMP"), (b"%PDF", "PDF"),
    (b"8BPS", "Photoshop (PSD)"), (b"%!PS", "PostScript (EPS/AI)"), (b"\xd7\xcd\xc6\x9a", "WMF"),
    (b"PK\x03\x04", "ZIP/Office"), (b"\0\0\1\0", "ICO"), (b"\xff\x0a", "JPEG XL"),
    (b"\0\0\0\x0cjP", "JPEG 2000"),
)  # fmt: skip
_BRANDS = {b"heic": "HEIC", b"heix": "HEIC", b"mif1": "HEIC", b"msf1": "HEIC", b"avif": "AVIF"}
_ROTATED = (5, 6, 7, 8)  # EXIF orientations that lay the picture on its side
_EXIF_ORIENTATION = 0x0112
# What Pillow's JPEG and PNG readers raise on damaged files (its documentation names only OSError).
_DAMAGE = (
    OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, OverflowError,
    struct.error, zlib.error, Image.DecompressionBombError,
)  # fmt: skip


@dataclass(slots=True)
class Pictures:
    """Reads the pictures named in the files of `folder`; each file is decoded once per run."""

    root: Path  # the publication's folder, which no picture may leave
    folder: Path
    _seen: dict[Path, Picture | Finding] = field(default_factory=dict)

    def for_folder(self, folder: Path) -> Pictures:
        """The same, for files of another folder; what has been decoded is shared."""
        return Pictures(self.root, folder, self._seen)

    def __call__(self, name: str, place: Place) -> tuple[Picture | None, tuple[Finding, ...]]:
        """The picture `name`, written at `place`; None with a finding where it cannot be used."""
        path = locate(self.root, self.folder, name, place)
        if isinstance(path, Finding):
            return None, (path,)
        real = path.resolve()
        if real not in self._seen:
            self._seen[real] = _read(real, name, place, self.root)
        seen = self._seen[real]
        if isinstance(seen, Finding):
            return None, (Finding(seen.rule, place, _renamed(seen, name)),)
        return seen, _suffix(seen, path, name, place)


def _renamed(finding: Finding, name: str) -> tuple[tuple[str, str], ...]:
    return tuple((k, name if k == "name" else v) for k, v in finding.values)


def _suffix(picture: Picture, path: Path, name: str, place: Place) -> tuple[Finding, ...]:
    kind = "SVG" if picture.media_type == "image/svg+xml" else picture.media_type.rpartition("/")[2].upper()
    if path.suffix.lower() in _SUFFIXES[kind]:
        return ()
    return (SUFFIX.at(place, name=name, format=kind),)


def _read(path: Path, name: str, place: Place, root: Path) -> Picture | Finding:
    data, found = read_bytes(path, place.file, PICTURE_BYTES)
    if data is None:
        rule = {NOT_A_FILE: NOT_A_PICTURE, TOO_LARGE: LARGE}.get(found[0].rule, UNREADABLE)
        return rule.at(place, name=name, limit=PICTURE_BYTES // 1_000_000)
    if not data:
        return EMPTY.at(place, name=name)
    file = path.relative_to(root.resolve()).as_posix()
    digest = hashlib.sha256(data).hexdigest()
    if _looks_like_svg(data):
        if len(data) > SVG_BYTES:
            return LARGE.at(place, name=name, limit=SVG_BYTES // 1_000_000)
        size = svg_size(data, name, place)
        if isinstance(size, Finding):
            return size
        return Picture(file, *size, digest, "image/svg+xml")
    return _raster(data, name, place, file, digest)


def _looks_like_svg(data: bytes) -> bool:
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and (b"<svg" in head or head.startswith(b"<?xml") or b"<!DOCTYPE" in head)


def _raster(data: bytes, name: str, place: Place, file: str, digest: str) -> Picture | Finding:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the limit is ours, below
            image = Image.open(io.BytesIO(data), formats=("JPEG", "PNG"))
    except Image.DecompressionBombError:
        return _too_many_pixels(data, name, place)
    except _DAMAGE:
        return _unreadable(data, name, place)
    with image:
        width, height = image.size
        if width * height > PICTURE_PIXELS:
            return PIXELS.at(place, name=name, width=width, height=height, limit=LIMIT_MILLIONS)
        media = _MEDIA["PNG" if image.format == "PNG" else "JPEG"]
        try:
            with _whole_files_only():  # asking a PNG for its EXIF loads it, too
                rotated = image.getexif().get(_EXIF_ORIENTATION, 1) in _ROTATED
                # All of a JPEG's data are read, but at an eighth of its size: a 64th of the memory.
                image.draft(None, (max(1, width // 8), max(1, height // 8)))
                image.load()
        except _DAMAGE:
            return DAMAGED.at(place, name=name)
    if rotated:
        width, height = height, width
    return Picture(file, width, height, digest, media)


@contextmanager
def _whole_files_only() -> Iterator[None]:
    """The typesetting engine, once imported, tells Pillow to take truncated files for good ones."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _too_many_pixels(data: bytes, name: str, place: Place) -> Finding:
    """Beyond Pillow's own limit it does not tell the size; PNG's header does."""
    width, height = struct.unpack(">II", data[16:24]) if data.startswith(b"\x89PNG") else ("?", "?")
    return PIXELS.at(place, name=name, width=width, height=height, limit=LIMIT_MILLIONS)


def _unreadable(data: bytes, name: str, place: Place) -> Finding:
    if data.startswith((b"\xff\xd8\xff", b"\x89PNG")):
        return DAMAGED.at(place, name=name)
    if data[4:8] == b"ftyp":
        return FORMAT.at(place, name=name, format=_BRANDS.get(data[8:12], "HEIC/AVIF/MP4"))
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return FORMAT.at(place, name=name, format="WebP")
    for mark, kind in _REFUSED:
        if data.startswith(mark):
            return FORMAT.at(place, name=name, format=kind)
    return UNKNOWN.at(place, name=name)
