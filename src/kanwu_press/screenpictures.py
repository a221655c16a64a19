"""Pictures for screens: as they are where that is good, else turned, scaled down, in sRGB.

In: a picture file of the manuscripts. Out: its bytes as the EPUB and the web edition hold them. The print
originals may hold 6,000 pixels, ink colours, a camera's position: none of it belongs in a reader's hands.
Nothing is ever scaled up. The same picture gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Picture, Place

LONG_SIDE_PX = 1600  # sharp on a 10-inch reader held upright
JPEG_QUALITY = 85
_WORTH_IT = 1.25  # by how much less, in width and in bytes, a smaller picture must be
DRAWING_SIDE_PX = 2048  # of a drawing with a palette, which only grows where it is scaled to more colours
_FEW_COLOURS = 4096  # a drawing, not a photograph
_SVG = "image/svg+xml"
_AS_IT_IS = {"JPEG": ("RGB", "L"), "PNG": ("RGB", "RGBA", "L", "LA", "P", "1")}

PICTURE_UNUSABLE = Rule(
    "epub-picture",
    Level.ERROR,
    N_("The picture {file} could not be prepared for screens: {reason}"),
    N_("Open it in a picture program, save it as JPEG or PNG, and build again."),
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A picture as the editions for screens hold it."""

    data: bytes
    media_type: str
    extension: str


class UnusablePictureError(Exception):
    """A picture that no longer decodes; says why."""


class Shelf:
    """The pictures of one build, each prepared once, when an edition first asks for it.

    They are read from `root`; `findings` holds what went wrong with those that could not be used.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._prepared: dict[str, Prepared | None] = {}
        self.findings: tuple[Finding, ...] = ()

    def prepared(self, picture: Picture) -> Prepared | None:
        """A picture as screens show it; None where it can't be used, which is then among the findings."""
        if picture.sha256 not in self._prepared:
            self._prepared[picture.sha256] = self._prepare(picture)
        return self._prepared[picture.sha256]

    def _prepare(self, picture: Picture) -> Prepared | None:
        try:
            return prepare((self._root / picture.file).read_bytes(), picture.media_type)
        except (OSError, UnusablePictureError) as error:
            name = PurePosixPath(picture.file).name
            self.findings += (PICTURE_UNUSABLE.at(Place(picture.file), file=name, reason=error),)
            return None


def prepare(data: bytes, media_type: str) -> Prepared:
    """The bytes of a picture file as screens are to get them. Raises UnusablePictureError."""
    if media_type == _SVG:
        return Prepared(data, _SVG, "svg")
    try:
        with Image.open(BytesIO(data)) as image:
            image.load()
            if _good_as_it_is(image):
                return _prepared(data, image.format or "")
            return _remade(image)
    except (OSError, UnidentifiedImageError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise UnusablePictureError(str(error)) from error


def _good_as_it_is(image: Image.Image) -> bool:
    """Small enough, in a colour space that readers show, and without a camera's data."""
    modes = _AS_IT_IS.get(image.format or "", ())
    most = DRAWING_SIDE_PX if image.mode == "P" else LONG_SIDE_PX
    return image.mode in modes and max(image.size) <= most and not image.getexif()


def _prepared(data: bytes, format_: str) -> Prepared:
    return Prepared(data, *(("image/jpeg", "jpg") if format_ == "JPEG" else ("image/png", "png")))


def _remade(image: Image.Image) -> Prepared:
    drawn = image.format != "JPEG" and is_drawing(image)
    upright = ImageOps.exif_transpose(image)
    colours = to_srgb(upright)
    if drawn or colours.mode in ("RGBA", "LA"):
        colours = _scaled(colours)
        return _prepared(encode_png(colours), "PNG")
    return _prepared(encode_jpeg(_scaled(colours)), "JPEG")


def size_px(prepared: Prepared) -> tuple[int, int] | None:
    """Width and height in pixels; None of a drawing without pixels (SVG)."""
    if prepared.media_type == _SVG:
        return None
    with Image.open(BytesIO(prepared.data)) as image:
        return image.size


def narrower(prepared: Prepared, width_px: int) -> Prepared | None:
    """The picture `width_px` wide for small screens; None where that would save nothing worth a file."""
    size = size_px(prepared)
    if size is None or size[0] <= width_px * _WORTH_IT:
        return None
    with Image.open(BytesIO(prepared.data)) as image:
        if prepared.extension == "png":
            scaled = to_srgb(image)
        else:
            image.draft(None, (width_px, 1))  # decoded at a half or a quarter where that is enough
            scaled = image.convert("RGB") if image.mode != "L" else image
        small = scaled.resize(
            (width_px, max(1, round(size[1] * width_px / size[0]))), Image.Resampling.LANCZOS
        )
    png = prepared.extension == "png"
    data = encode_png(small) if png else encode_jpeg(small)
    if len(data) * _WORTH_IT > len(prepared.data):
        return None
    return _prepared(data, "PNG" if png else "JPEG")


def is_drawing(image: Image.Image) -> bool:
    """Whether a picture has so few colours that PNG is the smaller and cleaner file."""
    if image.mode in ("1", "P"):
        return True
    return image.mode in ("L", "RGB", "RGBA") and image.getcolors(_FEW_COLOURS) is not None


def _scaled(image: Image.Image) -> Image.Image:
    if max(image.size) <= LONG_SIDE_PX:
        return image
    scale = LONG_SIDE_PX / max(image.size)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def to_srgb(image: Image.Image, about: Mapping[Any, Any] | None = None) -> Image.Image:
    """In sRGB or grey (with transparency where there is some), by the picture's own profile if it has one.

    `about` is what the file said of it, where working on the picture has lost that.
    """
    about = image.info if about is None else about
    profile = about.get("icc_profile")
    if image.mode in ("CMYK", "RGB") and isinstance(profile, bytes) and profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
            return image.convert("RGB") if converted is None else converted
        except ImageCms.PyCMSError:
            pass  # a broken profile: the plain conversion below is what every viewer does
    if image.mode in ("RGB", "RGBA", "L", "LA"):
        return image
    if image.mode.startswith("I;16"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode == "1":
        return image.convert("L")
    return image.convert("RGBA" if "transparency" in about or image.mode == "PA" else "RGB")


def encode_jpeg(image: Image.Image) -> bytes:
    """JPEG without profile or camera data."""
    out = BytesIO()
    image.save(
        out, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=False, icc_profile=None, exif=b""
    )
    return out.getvalue()


def encode_png(image: Image.Image) -> bytes:
    """PNG without profile or camera data."""
    out = BytesIO()
    image.save(out, "PNG", optimize=True, icc_profile=None, exif=b"")
    return out.getvalue()
