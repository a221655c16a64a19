"""Pictures to inks: under the paper's limit, grey stays grey, once for each picture."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import numpy
import pytest
from PIL import Image

from kanwu_press.model import Colours
from kanwu_press.press import pictures
from kanwu_press.press.pictures import Conversion, PictureCache, Plate, convert
from kanwu_press.press.profile import Profile


def _file(picture: Image.Image, form: str = "PNG", **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **options)  # type: ignore[arg-type]
    return out.getvalue()


def _ramp(mode: str = "RGB") -> Image.Image:
    across = Image.linear_gradient("L").resize((160, 120))
    down = across.rotate(90).resize((160, 120))
    return Image.merge("RGB", (across, down, across.point(lambda v: 255 - v))).convert(mode)


def _samples(plate: Plate) -> numpy.ndarray:  # type: ignore[type-arg]
    """What is printed: 255 is full ink."""
    if plate.jpeg:
        inked = numpy.asarray(Image.open(io.BytesIO(plate.data)))  # Pillow has turned Adobe's CMYK over
        return 255 - inked if plate.grey else inked
    channels = 1 if plate.grey else 4
    rows = numpy.frombuffer(zlib.decompress(plate.data), numpy.uint8).reshape(plate.height, -1)
    assert set(rows[:, 0]) == {2}
    values = numpy.cumsum(rows[:, 1:], axis=0, dtype=numpy.uint8).reshape(plate.height, plate.width, channels)
    return 255 - values[:, :, 0] if plate.grey else values


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
@pytest.mark.parametrize("limit", [300, 240])
def test_no_place_has_more_ink_than_the_paper_takes(profile: Profile, form: str, limit: float) -> None:
    dark = _ramp().point(lambda v: v // 4)
    plate = convert(_file(dark, form), Conversion(profile, Colours.CMYK, limit))
    sums = _samples(plate).sum(axis=2, dtype=int) / 2.55
    assert sums.max() <= limit + (6 if form == "JPEG" else 0.01)  # JPEG's own noise
    free = convert(_file(dark, form), Conversion(profile, Colours.CMYK, 400))
    assert (_samples(free).sum(axis=2, dtype=int) / 2.55).max() > 240  # so the limit has done something


def test_lossless_stays_lossless(profile: Profile) -> None:
    plate = convert(_file(_ramp()), Conversion(profile, Colours.CMYK, 400))
    assert (_samples(plate) == numpy.asarray(profile.inks(_ramp()))).all()
    assert not plate.jpeg and (plate.width, plate.height) == (160, 120)


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_grey_pictures_are_black_ink_alone(profile: Profile, form: str) -> None:
    grey = _ramp("L").convert("RGB")
    plate = convert(
        _file(grey, form, **({"quality": 90} if form == "JPEG" else {})),
        Conversion(profile, Colours.CMYK, 300),
    )
    assert plate.grey
    assert abs(int(_samples(plate)[60, 80]) - profile.blacks[grey.getpixel((80, 60))[0]]) <= 4  # type: ignore[index]


def test_one_spot_of_colour_keeps_a_picture_in_colour(profile: Profile) -> None:
    grey = _ramp("L").convert("RGB")
    grey.paste((220, 20, 20), (10, 10, 14, 14))
    assert not convert(_file(grey), Conversion(profile, Colours.CMYK, 300)).grey


def test_a_black_press_gets_grey(profile: Profile) -> None:
    for picture in (_ramp(), _ramp("L"), _ramp("CMYK")):
        form = "JPEG" if picture.mode == "CMYK" else "PNG"
        assert convert(_file(picture, form), Conversion(profile, Colours.BLACK, 300)).grey


def test_inks_that_were_made_for_a_press_stay(profile: Profile) -> None:
    inked = Image.new("CMYK", (16, 16), (10, 20, 30, 40))
    samples = _samples(convert(_file(inked, "JPEG", quality=98), Conversion(profile, Colours.CMYK, 300)))
    assert numpy.abs(samples.astype(int) - numpy.array((10, 20, 30, 40))).max() <= 3


def test_inks_with_the_press_s_own_profile_stay_too(profile: Profile) -> None:
    inked = Image.new("CMYK", (16, 16), (0, 0, 0, 255))
    data = _file(inked, "JPEG", quality=98, icc_profile=profile.data)
    samples = _samples(convert(data, Conversion(profile, Colours.CMYK, 300)))
    assert samples[:, :, :3].max() <= 3 and samples[:, :, 3].min() >= 252


def test_a_torn_profile_in_a_picture_is_passed_over(profile: Profile) -> None:
    torn = profile.data[:300]
    for mode in ("RGB", "CMYK", "L"):
        data = _file(_ramp(mode), "JPEG", icc_profile=torn)
        for colours in Colours:
            assert convert(data, Conversion(profile, colours, 300)).data


def test_sixteen_bits_with_a_transparent_grey(profile: Profile) -> None:
    deep = Image.fromarray(numpy.full((8, 8), 20_000, numpy.uint16))
    out = io.BytesIO()
    deep.save(out, "PNG", transparency=65_535)
    plate = convert(out.getvalue(), Conversion(profile, Colours.CMYK, 300))
    assert plate.grey and 100 < int(_samples(plate)[4, 4]) < 230  # and not away


def test_transparency_becomes_a_mask(profile: Profile) -> None:
    clear = _ramp().convert("RGBA")
    clear.putalpha(128)
    plate = convert(_file(clear), Conversion(profile, Colours.CMYK, 300))
    assert len(zlib.decompress(plate.alpha)) == 120 * 161
    clear.putalpha(255)
    assert convert(_file(clear), Conversion(profile, Colours.CMYK, 300)).alpha == b""


def test_a_turned_photograph_stands_upright(profile: Profile) -> None:
    turned = Image.new("RGB", (40, 20), (200, 30, 30))
    exif = Image.Exif()
    exif[0x0112] = 6
    plate = convert(_file(turned, "JPEG", exif=exif), Conversion(profile, Colours.CMYK, 300))
    assert (plate.width, plate.height) == (20, 40)


@pytest.mark.parametrize("mode", ["1", "P", "LA", "I;16"])
def test_every_kind_of_png(profile: Profile, mode: str) -> None:
    picture = (
        Image.fromarray(numpy.full((8, 8), 40000, numpy.uint16)) if mode == "I;16" else _ramp().convert(mode)
    )
    assert convert(_file(picture), Conversion(profile, Colours.CMYK, 300)).data


def test_a_picture_is_converted_once(
    profile: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(_file(_ramp()))
    conversion = Conversion(profile, Colours.CMYK, 300)
    first = PictureCache(tmp_path / "cache").plate(file, conversion)

    def never(*_: object) -> Plate:
        raise AssertionError("converted again")

    monkeypatch.setattr(pictures, "convert", never)
    assert PictureCache(tmp_path / "cache").plate(file, conversion) == first
    with pytest.raises(AssertionError):
        PictureCache(tmp_path / "cache").plate(file, Conversion(profile, Colours.CMYK, 280))


@pytest.mark.parametrize("spoilt", [b"", b"{}\n", b'{"width": 1}\nabc', b"\xff\xfe\n"])
def test_a_spoilt_cache_is_made_anew(profile: Profile, tmp_path: Path, spoilt: bytes) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(_file(_ramp()))
    conversion = Conversion(profile, Colours.CMYK, 300)
    first = PictureCache(tmp_path / "cache").plate(file, conversion)
    kept = next((tmp_path / "cache").glob("*.plate"))
    for data in (spoilt, kept.read_bytes()[:-1], kept.read_bytes().replace(b"grey", b"gray")):
        kept.write_bytes(data)
        assert PictureCache(tmp_path / "cache").plate(file, conversion) == first


def test_a_cache_that_can_t_be_written_does_no_harm(profile: Profile, tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(_file(_ramp()))
    (tmp_path / "cache").write_text("a file in the folder's place")
    assert PictureCache(tmp_path / "cache").plate(file, Conversion(profile, Colours.CMYK, 300)).data


def test_what_is_not_used_is_swept_when_there_is_much(profile: Profile, tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    folder.mkdir()
    for n in range(pictures._MOST_KEPT):
        (folder / f"{n}.plate").write_bytes(b"")
    file = tmp_path / "a.png"
    file.write_bytes(_file(_ramp()))
    cache = PictureCache(folder)
    cache.plate(file, Conversion(profile, Colours.CMYK, 300))
    cache.sweep()
    assert len(list(folder.iterdir())) == 1
