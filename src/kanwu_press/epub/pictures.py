"""Pictures for screens: as they are where that is good, else turned, scaled down, in sRGB.

The print originals may hold 6,000 pixels, ink colours, a camera's position: none of it belongs
in a reader's e-book. Nothing is ever scaled up. The same picture gives the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from kanwu_press.findings import N_, Level, Rule

LONG_SIDE_PX = 1600  # sharp on a 10-inch reader held upright
JPEG_QUALITY = 85
DRAWING_SIDE_PX = 2048  # of a drawing with a palette, which only grows where it is scaled to more colours
_FEW_COLOURS = 4096  # a drawing, not a photograph
_SVG = "image/svg+xml"
_AS_IT_IS = {"JPEG": ("RGB", "L"), "PNG": ("RGB", "RGBA", "L", "LA", "P", "1")}

PICTURE_UNUSABLE = Rule(
    "epub-picture",
    Level.ERROR,
    N_("The picture {file} could not be prepared for the EPUB: {reason}"),
    N_("Open it in a picture program, save it as JPEG or PNG, and build again."),
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A picture as the EPUB holds it."""

    data: bytes
    media_type: str
    extension: str


class UnusablePictureError(Exception):
    """A picture that no longer decodes; says why."""


def prepare(data: bytes, media_type: str) -> Prepared:
    """The bytes of a picture file as the EPUB is to hold them. Raises UnusablePictureError."""
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
    drawn = image.format != "JPEG" and _is_drawing(image)
    upright = ImageOps.exif_transpose(image)
    colours = to_srgb(upright)
    if drawn or colours.mode in ("RGBA", "LA"):
        colours = _scaled(colours)
        return _prepared(encode_png(colours), "PNG")
    return _prepared(encode_jpeg(_scaled(colours)), "JPEG")


def _is_drawing(image: Image.Image) -> bool:
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


def to_srgb(image: Image.Image) -> Image.Image:
    """In sRGB or grey (with transparency where there is some), by the picture's own profile if it has one."""
    profile = image.info.get("icc_profile")
    if image.mode in ("CMYK", "RGB") and profile:
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
    return image.convert("RGBA" if "transparency" in image.info or image.mode == "PA" else "RGB")


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
