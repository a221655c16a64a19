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
from typing import Any

from PIL import Image, ImageCms

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import HOUSE_CONDITION, NOWHERE, Intent, PressSettings, Publication

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
    N_("“{name}” is a profile for {space} ({kind}), not of a four-colour press."),
    N_("Ask the printer for the ICC profile of the press and paper: an output profile for CMYK."),
)

PROFILE_TORN = Rule(
    "press-profile-torn",
    Level.ERROR,
    N_("“{name}” is no ICC profile, or a damaged one."),
    N_("Copy the file again; if that does not help, ask the printer for it anew."),
)
PROFILE_UNREADABLE = Rule(
    "press-profile-unreadable",
    Level.ERROR,
    N_("The profile “{name}” cannot be read: {reason}."),
    N_("Check the file's permissions, and that it is not larger than 20 MB."),
)

HOUSE_FILE = "ISOcoated_v2_300_bas.icc"
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
        return _turned(picture, self._opened, "CMYK", _INTENTS[self.intent])

    def is_own(self, data: bytes) -> bool:
        """Whether a picture's profile is this one, so that its numbers are meant for this press."""
        try:
            return data == self.data or _named(data) == self.description
        except (OSError, ImageCms.PyCMSError):
            return False

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

    def screen_of(self, inks: tuple[float, float, float, float]) -> tuple[int, int, int]:
        """Inks as a screen shows them (sRGB)."""
        printed = Image.new("CMYK", (1, 1), tuple(round(255 * ink) for ink in inks))
        shown = ImageCms.applyTransform(printed, self._inks_to_screen)
        pixel = shown.getpixel((0, 0)) if shown is not None else None
        assert isinstance(pixel, tuple)
        red, green, blue = (int(value) for value in pixel)
        return red, green, blue

    @cached_property
    def _inks_to_screen(self) -> ImageCms.ImageCmsTransform:
        return ImageCms.buildTransform(self._opened, _SCREEN_LAB[0], "CMYK", "RGB", _RELATIVE, _BPC)

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


def on_screen(picture: Image.Image) -> Image.Image:
    """A picture in the colours of the screen (sRGB), its own profile heard."""
    if not picture.info.get("icc_profile") and picture.mode in ("RGB", "L"):
        return picture
    return _turned(picture, _SCREEN_LAB[0], "RGB", _RELATIVE)


def _turned(picture: Image.Image, to: Any, mode: str, intent: ImageCms.Intent) -> Image.Image:
    """A picture in another space. A profile of its own that is torn counts for none."""
    for own in (picture.info.get("icc_profile"), None):
        try:
            transform = ImageCms.buildTransform(
                _source(own, picture.mode), to, picture.mode, mode, intent, _BPC
            )
            converted = ImageCms.applyTransform(picture, transform)
        except ImageCms.PyCMSError:
            continue
        assert converted is not None  # None comes back for inPlace only
        return converted
    return picture.convert(mode)


def _named(data: bytes) -> str:
    return ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(data))).strip()


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
    path, place, name = root / settings.profile, publication.place_of("press"), settings.profile
    try:
        if path.stat().st_size > LARGEST_BYTES:
            return None, (PROFILE_UNREADABLE.at(place, name=name, reason="> 20 MB"),)
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return None, (PROFILE_UNREADABLE.at(place, name=name, reason=reason),)
    wrong = unfit(data)
    if wrong is None:
        return Profile(data, settings.condition, settings.intent), ()
    if wrong == ("", ""):
        return None, (PROFILE_TORN.at(place, name=name),)
    return None, (PROFILE_WRONG.at(place, name=name, space=wrong[0], kind=wrong[1]),)


def unfit(data: bytes) -> tuple[str, str] | None:
    """Of which space and kind a profile is that no press is described by, ("", "") for none at all.

    None when it is an output profile for CMYK (ICC.1, 7.2).
    """
    try:
        core = ImageCms.ImageCmsProfile(io.BytesIO(data)).profile
        space, kind = core.xcolor_space.strip(), core.device_class.strip()
        if (space, kind) != ("CMYK", "prtr"):
            return space, kind
        whole = Profile(data, "", Intent.RELATIVE)  # a torn one shows when it is used, both ways
        whole.screen_of(whole.inks_of(90, 60, 20))
    except (OSError, ImageCms.PyCMSError):
        return "", ""
    return None
