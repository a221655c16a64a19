"""Screen colours to inks: by token, grey to black, the rest by the profile; black-only and spot editions."""

from __future__ import annotations

import pytest

from kanwu_press.model import Colours, Spot
from kanwu_press.press.inks import RICH_BLACK, RICH_FROM_PT, RICH_FROM_PT2, Inks, Paint, make_inks
from kanwu_press.press.profile import Profile
from setting import print_styles

HOUSE, SOFT, QUIET, BLACK, WHITE = (18, 71, 107), (231, 238, 243), (89, 89, 89), (0, 0, 0), (255, 255, 255)


def _inks(profile: Profile, *styles: str, colours: Colours = Colours.CMYK, spot: Spot | None = None) -> Inks:
    inks, found = make_inks((*print_styles(), *styles), profile, colours, spot)
    assert found == ()
    return inks


def test_every_colour_token_of_the_house_has_an_ink(profile: Profile) -> None:
    names = {token.name for token in _inks(profile).tokens.values()}
    assert names == {"--ink", "--quiet", "--rule", "--paper", "--house", "--house-soft", "--house-line"}


def test_a_token_prints_as_its_ink(profile: Profile) -> None:
    inks = _inks(profile)
    assert inks.text(HOUSE).inks == inks.area(HOUSE).inks == (0.9, 0.6, 0.2, 0.2)
    assert inks.text(QUIET).inks == (0, 0, 0, 0.75)
    assert inks.area(WHITE).inks == (0, 0, 0, 0)


def test_body_text_is_black_ink_alone_and_overprints(profile: Profile) -> None:
    paint = _inks(profile).text(BLACK)
    assert paint == Paint((0, 0, 0, 1)) and paint.overprints
    assert not _inks(profile).text(WHITE).overprints and not _inks(profile).text(QUIET).overprints


def test_large_black_areas_are_rich(profile: Profile) -> None:
    inks = _inks(profile)
    assert inks.area(BLACK, RICH_FROM_PT2, RICH_FROM_PT).inks == RICH_BLACK and sum(RICH_BLACK) <= 2.8
    assert inks.area(BLACK, RICH_FROM_PT2 - 1, 50).inks == (0, 0, 0, 1)
    assert inks.area(BLACK, 1e6, RICH_FROM_PT - 1).inks == (0, 0, 0, 1)  # a rule, however long
    assert _inks(profile, colours=Colours.BLACK).area(BLACK, 1e6, 50).inks == (0, 0, 0, 1)


def test_what_no_token_names_goes_through_the_profile(profile: Profile) -> None:
    inks = _inks(profile)
    assert inks.area((200, 60, 20)).inks == profile.inks_of(200, 60, 20)
    c, m, y, k = inks.line((128, 128, 128)).inks
    assert (c, m, y) == (0, 0, 0) and 0.45 < k < 0.65


def test_on_a_black_press_nothing_else_is_printed(profile: Profile) -> None:
    inks = _inks(profile, colours=Colours.BLACK)
    for rgb in (HOUSE, SOFT, QUIET, BLACK, WHITE, (200, 60, 20)):
        assert inks.area(rgb).inks[:3] == inks.text(rgb).inks[:3] == inks.line(rgb).inks[:3] == (0, 0, 0)
    assert inks.text(HOUSE).inks[3] == 1  # letters solid,
    assert 0.7 < inks.area(HOUSE).inks[3] < 0.9  # areas a tint


def test_a_spot_ink_takes_the_house_s_colour_and_its_tints(profile: Profile) -> None:
    inks = _inks(profile, spot=Spot("PANTONE 295 C"))
    assert inks.text(HOUSE).tint == 1 and inks.area(SOFT).tint == 0.09
    assert inks.spot_inks == (0.9, 0.6, 0.2, 0.2)
    assert inks.text(BLACK) == Paint((0, 0, 0, 1))
    other = _inks(profile, spot=Spot("PANTONE 295 C", (100, 70, 8, 54)))
    assert other.spot_inks == (1, 0.7, 0.08, 0.54)


def test_black_and_a_spot_ink_are_two_plates(profile: Profile) -> None:
    inks = _inks(profile, colours=Colours.BLACK, spot=Spot("PANTONE 295 C"))
    assert inks.text(HOUSE).tint == inks.area(HOUSE).tint == 1 and inks.area(SOFT).tint == 0.09
    assert inks.area((200, 60, 20)).inks[:3] == inks.text(QUIET).inks[:3] == (0, 0, 0)


def test_a_spot_ink_needs_no_ink_or_tint_beside_the_colour(profile: Profile) -> None:
    bare = ":root { --house: #12476b }"
    inks, found = make_inks((bare,), profile, Colours.CMYK, Spot("P"))
    assert found == () and inks.text(HOUSE).tint == 1
    assert inks.spot_inks == profile.inks_of(*HOUSE)
    black, _ = make_inks((bare,), profile, Colours.BLACK, None)
    assert black.text(HOUSE).inks == (0, 0, 0, 1)


def test_a_spot_ink_that_prints_nothing_is_said(profile: Profile) -> None:
    _, found = make_inks((":root { --own: #123456 }",), profile, Colours.CMYK, Spot("P"))
    assert [f.code for f in found] == ["press-spot-unused"]


def test_inks_that_are_named_become_black_on_a_black_press(profile: Profile) -> None:
    assert _inks(profile).given((1, 0, 0, 0)).inks == (1, 0, 0, 0)
    c, m, y, k = _inks(profile, colours=Colours.BLACK).given((1, 0, 0, 0)).inks
    assert (c, m, y) == (0, 0, 0) and 0.2 < k < 0.7


def test_the_paper_s_limit_holds_for_colours_too(profile: Profile) -> None:
    inks, _ = make_inks(print_styles(), profile, Colours.CMYK, None, 240)
    free, _ = make_inks(print_styles(), profile, Colours.CMYK, None, 400)
    for rgb in ((0, 0, 34), (26, 0, 0), (10, 30, 12)):
        assert sum(inks.area(rgb).inks) <= 2.4001 < sum(free.area(rgb).inks)


ODD = ["oklch(50% .1 20)", "lab(50 20 20)", "color(display-p3 1 0 0)", "device-cmyk(none 0 0 1)"]


@pytest.mark.parametrize("odd", ODD)
def test_no_colour_of_css_is_a_fault(profile: Profile, odd: str) -> None:
    own = f":root {{ --own: {odd}; --own-ink: {odd}; --other: #abcdef; --other-ink: {odd} }}"
    assert len(_inks(profile, own).tokens) in (7, 8)


@pytest.mark.parametrize("value", ["#c1272d", "rgb(193 39 45)", "hsl(357.7 66.4% 45.5%)"])
def test_a_publication_s_own_colour(profile: Profile, value: str) -> None:
    own = f":root {{ --house: {value}; --house-ink: device-cmyk(15% 100% 90% 10%) }}"
    assert _inks(profile, own).text((193, 39, 45)).inks == pytest.approx((0.15, 1, 0.9, 0.1))


def test_one_screen_colour_with_two_inks_is_said(profile: Profile) -> None:
    own = ":root { --alarm: #12476b; --alarm-ink: device-cmyk(1 0.7 0.2 0.2) }"
    inks, found = make_inks((*print_styles(), own), profile, Colours.CMYK, None)
    assert [f.code for f in found] == ["press-inks-differ"]
    assert inks.text(HOUSE).inks == (0.9, 0.6, 0.2, 0.2)


def test_a_colour_changed_without_its_ink_is_said(profile: Profile) -> None:
    """The house's colour made red, its ink left blue: screens and paper would differ."""
    _, found = make_inks((*print_styles(), ":root { --house: #a01020 }"), profile, Colours.CMYK, None)
    assert [f.code for f in found] == ["press-ink-far"]
    assert ("inks", "C90 M60 Y20 K20") in found[0].values


def test_odd_values_are_no_tokens(profile: Profile) -> None:
    own = (
        ":root { --a: currentcolor; --a-ink: red; --b: #12; --b-ink: device-cmyk(1 0 0 0);"
        " --c: rgb(0 0 0 / 50%); --c-ink: device-cmyk(0 0 0 1) }"
    )
    assert len(_inks(profile, own).tokens) == 7
