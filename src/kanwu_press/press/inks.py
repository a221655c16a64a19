"""Colours of the screen → inks of the press, by the tokens of the stylesheets.

In: CSS texts in which a colour token has its ink beside it, and the profile for all other colours:

    --house: #12476b;  --house-ink: device-cmyk(0.9 0.6 0.2 0.2);  --house-tint: 100%;

`-ink` is what four inks print; `-tint` is the share of the institution's colour, for a spot ink. Greys
are black ink only; what no token names goes through the profile. Out: `Inks`, which answers for text,
areas and lines. Inks are 0…1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import floor
from typing import Any

import tinycss2
from tinycss2.color5 import parse_color

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import NOWHERE, Colours, Spot
from kanwu_press.press.profile import Profile

INKS_DIFFER = Rule(
    "press-inks-differ",
    Level.WARNING,
    N_("The tokens {first} and {second} have one colour on the screen ({colour}) but different inks."),
    N_("Give one of them another colour on the screen in styles/tokens.css; now both print as {first}."),
)

INK_FAR = Rule(
    "press-ink-far",
    Level.WARNING,
    N_("The colour {name} shows {colour} on screens, but its ink {name}-ink prints another colour: {inks}."),
    N_("In styles/tokens.css, change both lines together; without the -ink line the profile finds the ink."),
)

SPOT_UNUSED = Rule(
    "press-spot-unused",
    Level.ERROR,
    N_("The spot ink {name} is to print the institution's colour, but no stylesheet has a colour --house."),
    N_("In your own styles/tokens.css keep a line “--house: #rrggbb;”."),
)

FAR = 30.0  # ΔE*ab: beyond what paper takes away from a screen's colour, it is another colour
SOLID = 1.0
RICH_BLACK = (0.6, 0.4, 0.4, 1.0)  # 240 %: black that covers as an area, under any paper's limit
RICH_FROM_PT2 = 3200.0  # 4 cm²: of smaller areas, misregister would show more than thin black does
RICH_FROM_PT = 12.0  # and of thin ones: frames, rules, bars
HOUSE = "--house"

Cmyk = tuple[float, float, float, float]
Rgb = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Paint:
    """What is printed: four inks, or a tint of the spot ink; in a mask, a grey."""

    inks: Cmyk
    tint: float | None = None
    grey: float | None = None

    @property
    def overprints(self) -> bool:
        """Solid black alone does: it hides what is below, and no white edge can open beside it."""
        return self.tint is None and self.grey is None and self.inks == (0.0, 0.0, 0.0, SOLID)

    @property
    def process(self) -> Cmyk:
        """The four inks that stand for it where there is no other ink."""
        if self.tint is None:
            return self.inks
        c, m, y, k = (ink * self.tint for ink in self.inks)
        return c, m, y, k


@dataclass(frozen=True, slots=True)
class Token:
    """A colour of the house: its name, its screen colour, its ink and its share of the house's colour."""

    name: str
    screen: Rgb
    inks: Cmyk
    tint: float | None


@dataclass(frozen=True)
class Inks:
    """Answers what a colour of the screen prints as."""

    tokens: Mapping[Rgb, Token]
    profile: Profile
    colours: Colours = Colours.CMYK
    spot: Spot | None = None
    ink_limit: float = 400.0  # per cent, of colours that come from the profile
    _known: dict[Rgb, Paint] = field(default_factory=dict)

    def area(self, rgb: Rgb, pt2: float = 0.0, thickness: float = 0.0) -> Paint:
        """A filled area of `pt2` square points, so many pt thick; large black ones are rich black."""
        paint = self._paint(rgb)
        large = pt2 >= RICH_FROM_PT2 and thickness >= RICH_FROM_PT
        if self.colours is Colours.CMYK and paint.overprints and large:
            return Paint(RICH_BLACK)
        return paint

    def line(self, rgb: Rgb) -> Paint:
        """A stroked line."""
        return self._paint(rgb)

    def text(self, rgb: Rgb) -> Paint:
        """Text. On a black press the institution's colour is solid black: a screened letter has no edge."""
        token = self.tokens.get(rgb)
        screened = self.colours is Colours.BLACK and self.spot is None
        if screened and token is not None and token.name == HOUSE:
            return Paint((0.0, 0.0, 0.0, SOLID))
        return self._paint(rgb)

    def given(self, inks: Cmyk) -> Paint:
        """Inks that a stylesheet or drawing names itself; on a black press, black that looks as light."""
        if self.colours is Colours.BLACK and any(inks[:3]):
            return Paint((0.0, 0.0, 0.0, self._black(self.profile.screen_of(inks))))
        return Paint(inks)

    @property
    def spot_inks(self) -> Cmyk:
        """What stands in for the spot ink where there is none: as written, else the house colour's inks."""
        if self.spot is not None and self.spot.cmyk is not None:
            c, m, y, k = (value / 100 for value in self.spot.cmyk)
            return c, m, y, k
        return next((token.inks for token in self.tokens.values() if token.name == HOUSE), (0, 0, 0, SOLID))

    def _paint(self, rgb: Rgb) -> Paint:
        if rgb not in self._known:
            self._known[rgb] = self._worked_out(rgb)
        return self._known[rgb]

    def _worked_out(self, rgb: Rgb) -> Paint:
        token = self.tokens.get(rgb)
        if token is not None and self.spot is not None and token.tint is not None:
            return Paint(self.spot_inks, token.tint)
        if self.colours is Colours.BLACK:
            if token is not None and token.inks[:3] == (0.0, 0.0, 0.0):
                return Paint(token.inks)
            return Paint((0.0, 0.0, 0.0, self._black(rgb)))
        if token is not None:
            return Paint(token.inks)
        if len(set(rgb)) == 1:
            return Paint((0.0, 0.0, 0.0, self._black(rgb)))
        return Paint(_limited(self.profile.inks_of(*rgb), self.ink_limit))

    def _black(self, rgb: Rgb) -> float:
        """Black ink that looks as light as the colour (ITU-R BT.601 for its grey)."""
        red, green, blue = rgb
        grey = round(0.299 * red + 0.587 * green + 0.114 * blue)
        return round(self.profile.blacks[grey] / 2.55) / 100


class Luminance:
    """Colours within a soft mask: only how light they are counts (ISO 32000-1, 11.5.3)."""

    def area(self, rgb: Rgb, pt2: float = 0.0, thickness: float = 0.0) -> Paint:
        red, green, blue = (value / 255 for value in rgb)
        return Paint((0.0, 0.0, 0.0, 0.0), grey=0.3 * red + 0.59 * green + 0.11 * blue)

    def line(self, rgb: Rgb) -> Paint:
        return self.area(rgb)

    def text(self, rgb: Rgb) -> Paint:
        return self.area(rgb)

    def given(self, inks: Cmyk) -> Paint:
        c, m, y, k = inks
        return Paint((0.0, 0.0, 0.0, 0.0), grey=1 - min(1.0, 0.3 * c + 0.59 * m + 0.11 * y + k))


def make_inks(
    styles: tuple[str, ...], profile: Profile, colours: Colours, spot: Spot | None, ink_limit: float = 400.0
) -> tuple[Inks, tuple[Finding, ...]]:
    """The inks of an edition, from CSS texts in cascade order."""
    values = dict(_custom_properties(styles))
    tokens: dict[Rgb, Token] = {}
    found: list[Finding] = []
    for name, text in values.items():
        token = _token(name, text, values, profile)
        if token is None:
            continue
        if profile.distance(token.screen, token.inks) > FAR:
            said = {"colour": _hex(token.screen), "inks": _percents(token.inks)}
            found.append(INK_FAR.at(NOWHERE, name=name, **said))
        first = tokens.setdefault(token.screen, token)
        if (first.inks, first.tint) != (token.inks, token.tint):
            said = {"first": first.name, "second": name, "colour": _hex(token.screen)}
            found.append(INKS_DIFFER.at(NOWHERE, **said))
    if spot is not None and not any(token.tint for token in tokens.values()):
        found.append(SPOT_UNUSED.at(NOWHERE, name=spot.name))
    return Inks(tokens, profile, colours, spot, ink_limit), tuple(found)


def _token(name: str, text: str, values: Mapping[str, str], profile: Profile) -> Token | None:
    """A colour that has an ink or a tint beside it, or is the institution's; None for all others."""
    screen = _screen(text)
    inks, tint = _inks(values.get(f"{name}-ink", "")), _share(values.get(f"{name}-tint", ""))
    if screen is None or (inks is None and tint is None and name != HOUSE):
        return None
    if name == HOUSE and tint is None:
        tint = 1.0
    return Token(name, screen, inks if inks is not None else profile.inks_of(*screen), tint)


def _custom_properties(styles: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Every `--name: value` of the texts, wherever it stands; the last of a name counts."""
    for text in styles:
        for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
            if rule.type != "qualified-rule":
                continue
            for declared in tinycss2.parse_blocks_contents(rule.content):
                if declared.type == "declaration" and declared.name.startswith("--"):
                    yield declared.name, tinycss2.serialize(declared.value).strip()


def _parsed(text: str) -> Any:
    """A CSS colour, or None for what is none, or odd beyond the parser (`device-cmyk(none 0 0 1)`)."""
    try:
        colour = parse_color(text) if text else None
    except (TypeError, ValueError):
        return None
    return None if colour == "currentcolor" else colour


def _limited(inks: Cmyk, limit: float) -> Cmyk:
    """Cyan, magenta and yellow taken back together where all inks sum up to more than `limit` per cent."""
    c, m, y, k = inks
    most = max(0.0, limit / 100 - k)
    share = min(1.0, most / (c + m + y)) if c + m + y else 1.0
    c, m, y = (floor(ink * share * 100 + 1e-6) / 100 for ink in (c, m, y))
    return c, m, y, k


def _screen(text: str) -> Rgb | None:
    """An opaque colour of the screen as whole numbers; None for what is none."""
    colour = _parsed(text)
    if colour is None or colour.space == "device-cmyk" or colour.alpha != 1:
        return None
    try:
        red, green, blue = (min(255, max(0, round(value * 255))) for value in colour.to("srgb").coordinates)
    except NotImplementedError:  # lab, oklch and their like
        return None
    return red, green, blue


def _inks(text: str) -> Cmyk | None:
    """`device-cmyk(…)` with numbers or per cents as inks."""
    colour = _parsed(text)
    if colour is None or colour.space != "device-cmyk":
        return None
    c, m, y, k = (min(1.0, max(0.0, float(value or 0))) for value in colour.coordinates)
    return c, m, y, k


def _hex(rgb: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*rgb)


def _percents(inks: Cmyk) -> str:
    return " ".join(f"{letter}{round(100 * ink)}" for letter, ink in zip("CMYK", inks, strict=True))


def _share(text: str) -> float | None:
    match = re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]+)?)%", text)
    return min(1.0, float(match[1]) / 100) if match else None
