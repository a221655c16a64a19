"""The printer's profile: which one counts, what is unfit, and that colours become inks by it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from build_issue import build_publication
from kanwu_press.model import PressSettings
from kanwu_press.press.profile import Profile, read_profile, unfit

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def _own(name: str) -> PressSettings:
    return PressSettings(profile=name, condition="JC200103")


def test_the_printer_s_own_profile_counts(tmp_path: Path, profile: Profile) -> None:
    (tmp_path / "own.icc").write_bytes(profile.data)
    publication = replace(build_publication(), press=_own("own.icc"))
    own, found = read_profile(tmp_path, publication, ())
    assert own is not None and found == ()
    assert (own.condition, own.data) == ("JC200103", profile.data)


def test_without_a_profile_the_installation_is_not_whole(tmp_path: Path) -> None:
    own, found = read_profile(tmp_path, build_publication(), (tmp_path,))
    assert own is None and [f.code for f in found] == ["press-profile-missing"]


@pytest.mark.parametrize(
    "data", [b"", b"no profile", SRGB]
)
def test_what_is_no_press_profile_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "own.icc").write_bytes(data)
    own, found = read_profile(tmp_path, replace(build_publication(), press=_own("own.icc")))
    code = "press-profile-wrong" if data == SRGB else "press-profile-torn"
    assert own is None and [f.code for f in found] == [code]
    assert unfit(data) is not None


def test_a_torn_profile_is_no_profile(tmp_path: Path, profile: Profile) -> None:
    for length in (200, 5000, len(profile.data) // 2):
        (tmp_path / "own.icc").write_bytes(profile.data[:length])
        own, found = read_profile(tmp_path, replace(build_publication(), press=_own("own.icc")))
        assert own is None and [f.code for f in found] == ["press-profile-torn"]
    assert unfit(profile.data) is None


def test_a_profile_that_went_away(tmp_path: Path) -> None:
    own, found = read_profile(tmp_path, replace(build_publication(), press=_own("away.icc")))
    assert own is None and [f.code for f in found] == ["press-profile-unreadable"]


def test_white_is_paper_and_colours_have_their_inks(profile: Profile) -> None:
    assert profile.inks_of(255, 255, 255) == (0, 0, 0, 0)
    cyan, magenta, yellow, _ = profile.inks_of(255, 0, 0)
    assert magenta > 0.8 and yellow > 0.8 and cyan < 0.1


def test_greys_grow_darker_from_paper_to_solid(profile: Profile) -> None:
    blacks = profile.blacks
    assert len(blacks) == 256 and (blacks[0], blacks[255]) == (255, 0)
    assert list(blacks) == sorted(blacks, reverse=True)
    assert 120 < blacks[128] < 160  # a middle grey takes half of the ink, and a little more for the paper


def test_a_picture_s_own_profile_is_heard(profile: Profile) -> None:
    plain = Image.new("RGB", (2, 2), (90, 160, 60))
    tagged = plain.copy()
    tagged.info["icc_profile"] = b"not a profile"
    assert profile.inks(tagged).tobytes() == profile.inks(plain).tobytes()
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    tagged.info["icc_profile"] = SRGB[:300]  # torn
    assert profile.inks(tagged).tobytes() == profile.inks(plain).tobytes()
    tagged.info["icc_profile"] = lab  # of other channels than the pixels: not heard
    assert profile.inks(tagged).tobytes() == profile.inks(plain).tobytes()
