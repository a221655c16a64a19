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

FAR = 30.0  # ΔE*ab: beyond what paper takes away from a screen's colour, it is another colour
SOLID = 1.0
RICH_BLACK = (0.6, 0.4, 0.4, 1.0)  # 240 %: black that covers as an area, under any paper's limit
RICH_FROM_PT2 = 3200.0  # 4 cm²: of smaller areas, misregister would show more than thin black does
HOUSE = "--house"

Cmyk = tuple[float, float, float, float]
Rgb = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Paint:
    """What is printed: four inks, or a tint of the spot ink. `overprints` on what lies below."""

    inks: Cmyk
    tint: float | None = None

    @property
    def overprints(self) -> bool:
        """Solid black alone does: it hides what is below, and no white edge can open beside it."""
        return self.tint is None and self.inks == (0.0, 0.0, 0.0, SOLID)


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
    _known: dict[Rgb, Paint] = field(default_factory=dict)

    def area(self, rgb: Rgb, pt2: float = 0.0) -> Paint:
        """A filled area of `pt2` square points; large black ones are rich black."""
        paint = self._paint(rgb)
        if self.colours is Colours.CMYK and paint.overprints and pt2 >= RICH_FROM_PT2:
            return Paint(RICH_BLACK)
        return paint

    def line(self, rgb: Rgb) -> Paint:
        """A stroked line."""
        return self._paint(rgb)

    def text(self, rgb: Rgb) -> Paint:
        """Text. On a black press the institution's colour is solid black: a screened letter has no edge."""
        token = self.tokens.get(rgb)
        if self.colours is Colours.BLACK and token is not None and token.name == HOUSE:
            return Paint((0.0, 0.0, 0.0, SOLID))
        return self._paint(rgb)

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
        if self.colours is Colours.BLACK:
            if token is not None and token.inks[:3] == (0.0, 0.0, 0.0):
                return Paint(token.inks)
            return Paint((0.0, 0.0, 0.0, self._black(rgb)))
        if token is not None and self.spot is not None and token.tint is not None:
            return Paint(self.spot_inks, token.tint)
        if token is not None:
            return Paint(token.inks)
        if len(set(rgb)) == 1:
            return Paint((0.0, 0.0, 0.0, self._black(rgb)))
        return Paint(self.profile.inks_of(*rgb))

    def _black(self, rgb: Rgb) -> float:
        """Black ink that looks as light as the colour (ITU-R BT.601 for its grey)."""
        red, green, blue = rgb
        grey = round(0.299 * red + 0.587 * green + 0.114 * blue)
        return round(self.profile.blacks[grey] / 2.55) / 100


def make_inks(
    styles: tuple[str, ...], profile: Profile, colours: Colours, spot: Spot | None
) -> tuple[Inks, tuple[Finding, ...]]:
    """The inks of an edition, from CSS texts in cascade order."""
    values = dict(_custom_properties(styles))
    tokens: dict[Rgb, Token] = {}
    found: list[Finding] = []
    for name, text in values.items():
        screen, inks = _screen(text), _inks(values.get(f"{name}-ink", ""))
        if screen is None or inks is None:
            continue
        token = Token(name, screen, inks, _share(values.get(f"{name}-tint", "")))
        if profile.distance(screen, inks) > FAR:
            found.append(INK_FAR.at(NOWHERE, name=name, colour=_hex(screen), inks=_percents(inks)))
        first = tokens.setdefault(screen, token)
        if (first.inks, first.tint) != (token.inks, token.tint):
            found.append(INKS_DIFFER.at(NOWHERE, first=first.name, second=name, colour=_hex(screen)))
    return Inks(tokens, profile, colours, spot), tuple(found)


def _custom_properties(styles: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Every `--name: value` of the texts, wherever it stands; the last of a name counts."""
    for text in styles:
        for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
            if rule.type != "qualified-rule":
                continue
            for declared in tinycss2.parse_blocks_contents(rule.content):
                if declared.type == "declaration" and declared.name.startswith("--"):
                    yield declared.name, tinycss2.serialize(declared.value).strip()


def _screen(text: str) -> Rgb | None:
    """An opaque colour of the screen as whole numbers; None for what is none."""
    colour = parse_color(text) if text else None
    if colour is None or colour == "currentcolor" or colour.space == "device-cmyk" or colour.alpha != 1:
        return None
    red, green, blue = (min(255, max(0, round(value * 255))) for value in colour.to("srgb").coordinates)
    return red, green, blue


def _inks(text: str) -> Cmyk | None:
    """`device-cmyk(…)` with numbers or per cents as inks."""
    colour = parse_color(text) if text else None
    if colour is None or colour == "currentcolor" or colour.space != "device-cmyk":
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
