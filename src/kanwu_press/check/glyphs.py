"""Characters that no face can set. Issue, faces → findings; nothing else shows a missing glyph in time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from unicodedata import category

from kanwu_press.check.han import COMMON, is_han, table
from kanwu_press.faces import Faces, Role
from kanwu_press.findings import N_, Finding, Level, Rule, in_order
from kanwu_press.model import Issue, NoteRef, Picture, Place, Text

GLYPH_MISSING = Rule(
    "glyph-missing",
    Level.ERROR,
    N_("None of the fonts has the character “{char}” (U+{point})."),
    N_(
        "See whether it is the character meant: it may come from a broken file, or be a symbol or emoji. "
        "If it is right, name a font that has it in fonts/fonts.yaml."
    ),
)
GLYPH_SUBSTITUTED = Rule(
    "glyph-substituted",
    Level.WARNING,
    N_("The body face (Song) lacks the character “{char}” (U+{point}); {family} sets it instead."),
    N_("Look at it on the page. Another Song face that has it can be named in fonts/fonts.yaml."),
)

RARE = Rule(
    "glyph-rare-name",
    Level.INFO,
    N_("The name {name} has a rare character: “{char}” (U+{point}), drawn by {families}."),
    N_("Look at it on the page, at every place where the name stands."),
)
RARE_LACKING = Rule(
    "glyph-rare-name-lacking",
    Level.INFO,
    N_("The name {name} has a rare character: “{char}” (U+{point}), drawn by {families}, not by {lacking}."),
    N_("Look at it on the page, at every place where the name stands: another face steps in."),
)

# Set by nothing: controls, joiners, variation selectors; spaces of any width HarfBuzz makes itself.
_INVISIBLE = ("Cc", "Cf", "Zs", "Zl", "Zp")
_UNPRINTED = {
    "Article": ("id",),
    "Issue": ("name",),
    "Link": ("href",),
    "Note": ("label",),
    "PressSettings": ("profile",),
    "Publication": ("code", "base_url"),
    "QrCode": ("content",),
    "Section": ("id",),
}


def issue_characters(issue: Issue) -> frozenset[str]:
    """All characters that the issue prints, for `build_faces`."""
    return frozenset("".join(text for text, _ in printed(issue)))


def missing_characters(issue: Issue, faces: Faces) -> tuple[Finding, ...]:
    """A finding for each line and character that no face draws, or that the body face lacks."""
    song = frozenset[int]().union(*(f.characters for f in faces.by_role(Role.SONG)))
    findings: list[Finding] = []
    for text, place in printed(issue):
        for char in sorted(set(text)):
            if ord(char) in song or _invisible(char):
                continue
            point = f"{ord(char):04X}"
            if not faces.covers(char):
                findings.append(GLYPH_MISSING.at(place, char=char, point=point))
            else:
                family = next(f.family for f in faces.faces if ord(char) in f.characters)
                findings.append(GLYPH_SUBSTITUTED.at(place, char=char, point=point, family=family))
    return in_order(findings)


def rare_names(issue: Issue, faces: Faces) -> tuple[Finding, ...]:
    """The rare characters in names of authors and board, once each, with the families that draw them.

    Rare is what is not among the first 6,500 of the 通用规范汉字表: there typefaces differ.
    """
    people = [(a.name, article.place) for article in issue.articles for a in article.authors]
    people += [(n, r.place if r.place.file else issue.place) for r in issue.board for n in r.names]
    met: dict[str, tuple[str, Place]] = {}
    for name, place in people:
        for char in name:
            if is_han(char) and (char not in table() or table()[char].rank >= COMMON):
                met.setdefault(char, (name, place))
    families = dict.fromkeys(f.family for f in sorted(faces.faces, key=lambda f: (f.role.value, f.family)))
    found = []
    for char, (name, place) in met.items():
        drawn = {f.family for f in faces.faces if ord(char) in f.characters}
        if drawn:  # what no face has is told by itself
            lacking = "、".join(f for f in families if f not in drawn)
            rule = RARE_LACKING if lacking else RARE
            said = "、".join(f for f in families if f in drawn)
            values = {"lacking": lacking} if lacking else {}
            point = f"{ord(char):04X}"
            found.append(rule.at(place, name=name, char=char, point=point, families=said, **values))
    return in_order(found)


def _invisible(char: str) -> bool:
    selector = 0xFE00 <= ord(char) <= 0xFE0F or 0xE0100 <= ord(char) <= 0xE01EF
    return selector or category(char) in _INVISIBLE


def printed(issue: Issue) -> Iterator[tuple[str, Place]]:
    """Each piece of text that reaches the reader, with the place it was read from."""
    return _texts(issue, issue.place)


def _texts(value: object, place: Place) -> Iterator[tuple[str, Place]]:
    """Walks the frozen values of the model: what is added there later is walked as well."""
    if isinstance(value, str):
        yield value, place
    elif isinstance(value, Text):
        yield value.text, Place(place.file, value.line or place.line)
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item, place)
    elif is_dataclass(value) and not isinstance(value, (Place, Picture, NoteRef, type)):
        own = getattr(value, "place", place)
        own = own if own.file else place  # what was made by hand may stand nowhere
        line = getattr(value, "line", 0)
        own = Place(own.file, line) if line else own
        for name in _walked(type(value)):
            yield from _texts(getattr(value, name), own)


@cache
def _walked(kind: type) -> tuple[str, ...]:
    left_out = _UNPRINTED.get(kind.__name__, ())
    return tuple(f.name for f in fields(kind) if f.name not in left_out)
