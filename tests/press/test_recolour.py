"""Operators in screen colours to operators in inks; expected streams are written by hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

import pikepdf
import pytest

from kanwu_press.model import Colours, Spot
from kanwu_press.press.inks import make_inks
from kanwu_press.press.profile import Profile
from kanwu_press.press.recolour import Names, UnknownColourError, recoloured
from setting import print_styles

Pressed: TypeAlias = Callable[..., list[str]]
SPACES = {"/lab": "Lab", "/DeviceCMYK": "DeviceCMYK", "/DeviceRGB": "DeviceRGB", "/Pattern": "Pattern"}
ALPHAS = {"/half": 0.5, "/full": 1.0}


@pytest.fixture
def pressed(profile: Profile) -> Pressed:
    """Recolours a stream; lines come out one operator each."""

    def run(text: str, colours: Colours = Colours.CMYK, spot: Spot | None = None) -> list[str]:
        inks, _ = make_inks(print_styles(), profile, colours, spot)
        pdf = pikepdf.new()
        stream = pdf.make_stream(text.encode("ascii"))
        names = Names(lambda name: SPACES.get(name, "?"), ALPHAS.get)
        out = recoloured(stream, inks, names).decode("ascii")
        return [re.sub(r"(\.\d*?)0+\b", r"\1", line).replace(". ", " ") for line in out.splitlines()]

    return run


def test_body_text_is_black_ink_and_overprints(pressed: Pressed) -> None:
    assert pressed("0 0 0 rg BT /F 9 Tf (a) Tj ET") == [
        "BT", "/F 9 Tf", "/KwOver gs", "0 0 0 1 k", "(a) Tj", "ET",
    ]  # fmt: skip


def test_what_follows_black_text_does_not_overprint(pressed: Pressed) -> None:
    out = pressed("0 0 0 rg BT (a) Tj ET 1 1 1 rg BT (b) Tj ET 0 0 0 rg BT (c) Tj ET")
    assert out == [
        "BT", "/KwOver gs", "0 0 0 1 k", "(a) Tj", "ET",
        "BT", "/KwKnock gs", "0 0 0 0 k", "(b) Tj", "ET",
        "BT", "/KwOver gs", "0 0 0 1 k", "(c) Tj", "ET",
    ]  # fmt: skip


def test_a_saved_state_comes_back(pressed: Pressed) -> None:
    out = pressed("0 0 0 rg BT (a) Tj ET q 1 1 1 rg BT (b) Tj ET Q BT (c) Tj ET")
    assert out[-3:] == ["BT", "(c) Tj", "ET"]  # black and overprint are what they were before q
    assert out.count("/KwOver gs") == 1 and out.count("/KwKnock gs") == 1


def test_colours_go_before_the_path(pressed: Pressed) -> None:
    assert pressed("0.070588 0.278431 0.419608 rg 0 0 m 9 0 l 9 9 l h f") == [
        "/KwKnock gs", "0.9 0.6 0.2 0.2 k", "0 0 m", "9 0 l", "9 9 l", "h", "f",
    ]  # fmt: skip


def test_a_large_black_area_is_rich_and_small_ones_after_it_are_not(pressed: Pressed) -> None:
    out = pressed("0 0 0 rg 0 0 100 100 re f 0 0 5 5 re f")
    assert out == [
        "/KwKnock gs", "0.6 0.4 0.4 1 k", "0 0 100 100 re", "f",
        "/KwOver gs", "0 0 0 1 k", "0 0 5 5 re", "f",
    ]  # fmt: skip


def test_areas_are_measured_on_paper(pressed: Pressed) -> None:
    assert "0 0 0 1 k" in pressed("q 0.1 0 0 0.1 0 0 cm 0 0 0 rg 0 0 100 100 re f Q")
    assert "0.6 0.4 0.4 1 k" in pressed("q 10 0 0 10 0 0 cm 0 0 0 rg 0 0 10 10 re f Q")


def test_clipping_paints_nothing(pressed: Pressed) -> None:
    assert pressed("0 0 0 rg 0 0 5 5 re W n") == ["0 0 5 5 re", "W", "n"]


def test_strokes_and_fills_have_colours_of_their_own(pressed: Pressed) -> None:
    out = pressed("0 0 0 RG 1 1 1 rg 2 w 0 0 5 5 re B")
    assert out == ["2 w", "/KwOverLines gs", "0 0 0 0 k", "0 0 0 1 K", "0 0 5 5 re", "B"]


@pytest.mark.parametrize(
    "path",
    [
        "0 0 200 200 re 1 1 198 198 re f*",  # a frame: one ring, drawn with a hole
        "0 0 m 300 0 l 300 2 l 2 2 l 2 300 l 0 300 l h f",  # an L of 2 pt
        "0 0 500 3 re f",  # a rule
        "0 0 2 90 re 6 0 4 90 re 90 0 9 90 re f",  # a barcode in one path
        "10 10 8 8 re W n 0 0 300 300 re f",  # a large area seen through a small window
        "/half gs 0 0 300 300 re f",  # seen through: a grey, which is black ink
    ],
)
def test_what_is_thin_or_small_is_not_rich(pressed: Pressed, path: str) -> None:
    assert "0 0 0 1 k" in pressed(f"0 0 0 rg {path}") and "0.6 0.4 0.4 1 k" not in pressed(f"0 0 0 rg {path}")


def test_a_clip_ends_with_its_state(pressed: Pressed) -> None:
    out = pressed("0 0 0 rg q 10 10 8 8 re W n Q 0 0 300 300 re f")
    assert "0.6 0.4 0.4 1 k" in out


def test_letters_that_are_stroked_keep_their_colour(pressed: Pressed) -> None:
    out = pressed("1 0 0 RG BT 1 Tr (a) Tj ET")
    assert [line for line in out if line.endswith(" K")] and not [line for line in out if line.endswith(" k")]
    both = pressed("0 1 0 rg 0 0 1 RG BT 2 Tr (a) Tj ET")
    assert [line for line in both if line.endswith(" K")] and [line for line in both if line.endswith(" k")]


def test_black_lines_overprint_as_black_letters_do(pressed: Pressed) -> None:
    assert "/KwOverLines gs" in pressed("0 0 0 RG 0 0 m 5 5 l S")
    assert "/KwOverAll gs" in pressed("0 0 0 rg 0 0 0 RG 0 0 5 5 re B")


def test_pictures_never_overprint(pressed: Pressed) -> None:
    assert pressed("0 0 0 rg BT (a) Tj ET q /I Do Q")[-3:] == ["/KwKnock gs", "/I Do", "Q"]


def test_inks_of_a_stylesheet_stay(pressed: Pressed) -> None:
    assert "0 1 1 0 k" in pressed("/DeviceCMYK cs 0 1 1 0 scn 0 0 5 5 re f")
    assert "0 0 0 1 k" in pressed("/DeviceCMYK cs 0 0 0 1 scn BT (a) Tj ET")


def test_patterns_pass(pressed: Pressed) -> None:
    out = pressed("/Pattern cs /p0 scn 0 0 5 5 re f")
    assert out == ["/KwKnock gs", "/Pattern cs", "/p0 scn", "0 0 5 5 re", "f"]


def test_a_space_without_inks_is_refused(pressed: Pressed) -> None:
    with pytest.raises(UnknownColourError, match="Lab"):
        pressed("/lab cs 50 10 10 scn 0 0 5 5 re f")


def test_a_spot_ink(pressed: Pressed) -> None:
    text = "0.070588 0.278431 0.419608 rg 0 0 5 5 re f 0.905882 0.933333 0.952941 rg 0 0 5 5 re f"
    out = pressed(text, spot=Spot("P"))
    assert [line for line in out if line.endswith(("cs", "scn"))] == [
        "/KwSpot cs", "1 scn", "/KwSpot cs", "0.09 scn",
    ]  # fmt: skip


def test_no_screen_colour_is_left(pressed: Pressed) -> None:
    out = pressed("0.5 g 0.2 G 0.3 0.4 0.5 rg 0.1 0.2 0.3 RG 0 0 m 5 5 l S 0 0 5 5 re f BT (a) Tj ET")
    assert not [line for line in out if re.search(r" (rg|RG|g|G|sc|SC)$", line)]
