"""The printer's ICC profile: found, judged, and used to turn colours and pictures into inks.

In: the publication's settings and folder. Out: a Profile, or the finding that says what is missing. The
house's own is ISO Coated v2 300 % (FOGRA39) by basICColor, under the zlib licence; set-up obtains it as a
package. Lengths of colour are 0…1 for inks and 0…255 for screen values.
"""

from __future__ import annotations

import hashlib
import io
import math
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from PIL import Image, ImageCms

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import NOWHERE, Intent, PressSettings, Publication

PROFILE_MISSING = Rule(
    "press-profile-missing",
    Level.INSTALL,
    N_("The profile of the printing condition FOGRA39, {file}, is not on this machine."),
    N_(
        "Install the package scribus-data: sudo apt-get install scribus-data. Or put the printer's profile "
        "into the publication's folder and name it under 印刷: 色彩特性文件."
    ),
)
PROFILE_WRONG = Rule(
    "press-profile-wrong",
    Level.ERROR,
    N_("“{name}” is no profile of a four-colour press ({reason})."),
    N_("Ask the printer for the ICC profile of the press and paper: an output profile for CMYK."),
)

HOUSE_FILE = "ISOcoated_v2_300_bas.icc"
HOUSE_CONDITION = "FOGRA39"
LARGEST_BYTES = 20_000_000
_BPC = ImageCms.Flags.BLACKPOINTCOMPENSATION
_RELATIVE = ImageCms.Intent.RELATIVE_COLORIMETRIC
_SCREEN_LAB = (ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"))
_INTENTS = {
    Intent.PERCEPTUAL: ImageCms.Intent.PERCEPTUAL,
    Intent.RELATIVE: ImageCms.Intent.RELATIVE_COLORIMETRIC,
}


def profile_folders() -> tuple[Path, ...]:
    """Where Linux, Homebrew and macOS keep colour profiles; those that do not exist do no harm."""
    home = Path.home()
    return (
        home / ".local/share/icc",
        home / ".color/icc",
        Path("/usr/local/share/color/icc"),
        Path("/usr/share/color/icc"),
        Path("/usr/share/scribus/profiles"),
        Path("/opt/homebrew/share/color/icc"),
        Path("/Library/ColorSync/Profiles"),
    )


@dataclass(frozen=True)
class Profile:
    """A four-colour output profile and the registered name of its printing condition (ISO 15930-7, 6.2.1)."""

    data: bytes
    condition: str
    intent: Intent

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    @cached_property
    def description(self) -> str:
        return ImageCms.getProfileDescription(self._opened).strip()

    @cached_property
    def _opened(self) -> ImageCms.ImageCmsProfile:
        return ImageCms.ImageCmsProfile(io.BytesIO(self.data))

    def inks(self, picture: Image.Image) -> Image.Image:
        """An RGB, L or Lab picture, or a CMYK one with a profile of its own, as CMYK; its profile counts."""
        own = picture.info.get("icc_profile")
        source = _source(own, picture.mode)
        transform = ImageCms.buildTransform(
            source, self._opened, picture.mode, "CMYK", _INTENTS[self.intent], _BPC
        )
        converted = ImageCms.applyTransform(picture, transform)
        assert converted is not None  # None comes back for inPlace only
        return converted

    def inks_of(self, red: int, green: int, blue: int) -> tuple[float, float, float, float]:
        """A colour of the screen (sRGB) in inks, in whole per cents: finer steps no plate holds."""
        turned = ImageCms.applyTransform(
            Image.new("RGB", (1, 1), (red, green, blue)), self._screen_to_inks
        )
        pixel = turned.getpixel((0, 0)) if turned is not None else None
        assert isinstance(pixel, tuple)
        c, m, y, k = (round(value / 2.55) / 100 for value in pixel)
        return c, m, y, k

    def distance(self, rgb: tuple[int, int, int], inks: tuple[float, float, float, float]) -> float:
        """How far a colour of the screen and printed inks are apart to the eye (CIE ΔE*ab, 1976)."""
        shown = Image.new("RGB", (1, 1), rgb)
        printed = Image.new("CMYK", (1, 1), tuple(round(255 * ink) for ink in inks))
        places = []
        for pixel, transform in ((shown, self._screen_to_lab), (printed, self._inks_to_lab)):
            turned = ImageCms.applyTransform(pixel, transform)
            assert turned is not None
            light, a, b = turned.tobytes()
            places.append((light / 2.55, _signed(a), _signed(b)))
        return math.dist(*places)

    @cached_property
    def _screen_to_lab(self) -> ImageCms.ImageCmsTransform:
        return ImageCms.buildTransform(*_SCREEN_LAB, "RGB", "LAB", _RELATIVE, _BPC)

    @cached_property
    def _inks_to_lab(self) -> ImageCms.ImageCmsTransform:
        return ImageCms.buildTransform(self._opened, _SCREEN_LAB[1], "CMYK", "LAB", _RELATIVE, _BPC)

    @cached_property
    def _screen_to_inks(self) -> ImageCms.ImageCmsTransform:
        return ImageCms.buildTransform(
            _SCREEN_LAB[0], self._opened, "RGB", "CMYK", _INTENTS[self.intent], _BPC
        )

    @cached_property
    def blacks(self) -> tuple[int, ...]:
        """For each grey of the screen (0…255) how much black ink (0…255) looks as light.

        Lightness decides (CIE L*): paper stands for white, solid black ink for black.
        """
        ramp = Image.new("CMYK", (256, 1))
        ramp.putdata([(0, 0, 0, k) for k in range(256)])
        lab = ImageCms.createProfile("LAB")
        to_lab = ImageCms.buildTransform(
            self._opened, lab, "CMYK", "LAB", ImageCms.Intent.RELATIVE_COLORIMETRIC
        )
        printed = ImageCms.applyTransform(ramp, to_lab)
        assert printed is not None
        light = list(printed.getchannel("L").tobytes())
        paper, ink = light[0], light[255]
        wanted = [ink + (paper - ink) * _lightness(grey) / 100 for grey in range(256)]
        return (255, *(_nearest(light, value) for value in wanted[1:255]), 0)


def _source(own: bytes | None, mode: str) -> ImageCms.ImageCmsProfile:
    """The picture's own profile where it fits its pixels, else sRGB."""
    if own:
        try:
            profile = ImageCms.ImageCmsProfile(io.BytesIO(own))
        except (OSError, ImageCms.PyCMSError):
            profile = None
        spaces = {"RGB": "RGB", "CMYK": "CMYK", "L": "GRAY", "LAB": "Lab"}
        if profile is not None and profile.profile.xcolor_space.strip() == spaces.get(mode):
            return profile
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _signed(byte: int) -> int:
    """a* and b* of an 8-bit Lab sample, which Pillow keeps as signed bytes."""
    return byte - 256 if byte > 127 else byte


def _lightness(grey: int) -> float:
    """CIE L* of a grey of the screen (IEC 61966-2-1)."""
    share = grey / 255
    linear = share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
    return 116 * linear ** (1 / 3) - 16 if linear > 0.008856 else 903.3 * linear


def _nearest(light: list[int], value: float) -> int:
    return min(range(len(light)), key=lambda k: (abs(light[k] - value), k))


# ---- where it comes from -------------------------------------------------------------------


def read_profile(
    root: Path, publication: Publication, folders: tuple[Path, ...] | None = None
) -> tuple[Profile | None, tuple[Finding, ...]]:
    """The publication's own profile, else the house's from the machine's folders."""
    settings = publication.press
    if settings.profile:
        return _own(root, publication, settings)
    path = next((p for folder in folders or profile_folders() if (p := folder / HOUSE_FILE).is_file()), None)
    if path is None:
        return None, (PROFILE_MISSING.at(NOWHERE, file=HOUSE_FILE),)
    return Profile(path.read_bytes(), HOUSE_CONDITION, settings.intent), ()


def _own(
    root: Path, publication: Publication, settings: PressSettings
) -> tuple[Profile | None, tuple[Finding, ...]]:
    path = root / settings.profile
    wrong = PROFILE_WRONG.at
    try:
        if path.stat().st_size > LARGEST_BYTES:
            return None, (wrong(publication.place, name=settings.profile, reason="> 20 MB"),)
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return None, (wrong(publication.place, name=settings.profile, reason=reason),)
    reason = unfit(data)
    if reason:
        return None, (wrong(publication.place, name=settings.profile, reason=reason),)
    return Profile(data, settings.condition, settings.intent), ()


def unfit(data: bytes) -> str:
    """Why bytes are no output profile for CMYK; "" when they are (ICC.1, 7.2)."""
    try:
        core = ImageCms.ImageCmsProfile(io.BytesIO(data)).profile
    except (OSError, ImageCms.PyCMSError):
        return "ICC?"
    space, kind = core.xcolor_space.strip(), core.device_class.strip()
    return "" if (space, kind) == ("CMYK", "prtr") else f"{space or '?'} {kind or '?'}"
