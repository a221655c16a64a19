"""A publication's own tokens.css against the house's → findings, before anything is set with it.

The engine and the press both take their colours, sizes and families from here, and neither stops at one that
is missing: text would be white on white. So every token of the house must be there and be what it is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import tinycss2
from tinycss2.ast import Node
from tinycss2.color5 import parse_color

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Place

MISSING = Rule(
    "token-missing",
    Level.ERROR,
    N_("The stylesheet lacks what everything is set with: {names}."),
    N_("Add the line again, inside “:root {{ … }}”, as in “{name}: {example};”."),
)
SEMICOLON = Rule(
    "token-semicolon",
    Level.ERROR,
    N_("The line of {name} has no “;” at its end, so {next} is lost."),
    N_("Write “;” at the end of the line: “{name}: {example};”."),
)
NOT_COLOUR = Rule(
    "token-not-colour",
    Level.ERROR,
    N_("{name} is no colour: “{value}”."),
    N_("Write it like #8a1c2b: “{name}: {example};”."),
)
NOT_LENGTH = Rule(
    "token-not-length",
    Level.ERROR,
    N_("{name} is no length: “{value}”."),
    N_("Write a number with its unit, without a space between: “{name}: {example};”."),
)
NOT_FAMILY = Rule(
    "token-not-family",
    Level.ERROR,
    N_("{name} names no typeface: “{value}”."),
    N_("Write names in straight quotation marks, parted by commas: “{name}: {example};”."),
)
NOT_INK = Rule(
    "token-not-ink",
    Level.ERROR,
    N_("{name} says nothing a press can print: “{value}”."),
    N_("Write four inks, “{name}: device-cmyk(0.9 0.6 0.2 0.2);”, or delete the line: the profile has some."),
)
INK_RANGE = Rule(
    "token-ink-range",
    Level.ERROR,
    N_("{name} asks for more than all of an ink: “{value}”."),
    N_("Write decimal numbers from 0 to 1, or per cents with %: “device-cmyk(90% 60% 20% 20%)”."),
)
NOT_SHARE = Rule(
    "token-not-share",
    Level.ERROR,
    N_("{name} should be a share of the house's colour, but is “{value}”."),
    N_("Write it from 0% to 100%: “{name}: 40%;”, or delete the line."),
)
HOUSE_ALONE = Rule(
    "token-house-alone",
    Level.WARNING,
    N_("{house} is a colour of your own, but {names}, which are lighter shades of it, are as before."),
    N_("Give {names} shades of the new colour, too."),
)

HOUSE, SHADES = "--house", ("--house-soft", "--house-line")
_UNITS = frozenset(("pt", "mm", "cm", "in", "px", "pc", "q", "em", "rem"))
_ROOTS = frozenset((":root", "html", "*"))
_SHOWN = 8  # names in one message


@dataclass(frozen=True, slots=True)
class _Token:
    line: int
    text: str
    value: tuple[Node, ...]

    @property
    def shown(self) -> str:
        text = " ".join(self.text.split())
        return text if len(text) <= 40 else text[:39] + "…"


def token_findings(own: str, house: str, file: str) -> tuple[Finding, ...]:
    """What is wrong with the tokens of `own` (CSS text; in findings: `file`), by those of `house`."""
    ours, wanted = _tokens(own), _tokens(house)
    run_on = {name: after for name, token in ours.items() if (after := _swallowed(token))}
    lost = set(run_on.values())
    found = [
        SEMICOLON.at(Place(file, ours[name].line), name=name, next=after, example=_example(name, wanted))
        for name, after in run_on.items()
    ]
    optional = {name for name in wanted if _base(name, wanted)}
    missing = [name for name in wanted if name not in ours and name not in (lost | optional)]
    if missing:
        names = "、".join(missing[:_SHOWN]) + ("…" if len(missing) > _SHOWN else "")
        found.append(MISSING.at(Place(file), names=names, name=missing[0], example=wanted[missing[0]].text))
    for name, token in ours.items():
        rule = None if name in run_on else _fault(name, token, ours, wanted)
        if rule is not None:
            example = _example(name, wanted)
            found.append(rule.at(Place(file, token.line), name=name, value=token.shown, example=example))
    return tuple(found) or tuple(_alone(ours, wanted, file))


def _example(name: str, wanted: Mapping[str, _Token]) -> str:
    return wanted[name].text if name in wanted else "…"


def _base(name: str, names: Mapping[str, _Token]) -> str:
    """The colour that an `-ink` or a `-tint` belongs to; empty for any other token."""
    base = re.sub(r"-(ink|tint)$", "", name)
    return base if base != name and base in names else ""


def _fault(
    name: str, token: _Token, ours: Mapping[str, _Token], wanted: Mapping[str, _Token]
) -> Rule | None:
    """Why this token is not what it should be."""
    if _base(name, {**wanted, **ours}):
        return _ink_fault(token) if name.endswith("-ink") else _share_fault(token)
    if name not in wanted:
        return None  # of the publication's own; the engine judges it where it is used
    settled = _settled(token, ours)
    if settled is None:
        return None
    pattern = wanted[name].text
    if _is_colour(pattern):
        return None if _is_colour(settled.text) else NOT_COLOUR
    if pattern.endswith("pt"):
        return None if _is_length(settled) else NOT_LENGTH
    return None if _is_family(settled) else NOT_FAMILY


def _settled(token: _Token, ours: Mapping[str, _Token]) -> _Token | None:
    """The token that a `var(--other)` stands for; None where only the engine can work it out."""
    for _ in range(len(ours)):
        if "var(" not in token.text:
            return token
        named = re.fullmatch(r"var\(\s*(--[^\s,()]+)\s*\)", token.text)
        if named is None:
            return None
        if named[1] not in ours:
            break
        token = ours[named[1]]
    return _Token(token.line, "", ())  # it leads nowhere, or round in a circle


def _is_colour(text: str) -> bool:
    colour = parse_color(text) if text else None
    return colour is not None and colour != "currentcolor" and colour.space != "device-cmyk"


def _is_length(token: _Token) -> bool:
    if len(token.value) != 1:
        return False
    (node,) = token.value
    if node.type == "function":
        return bool(node.lower_name in ("calc", "min", "max", "clamp"))  # the engine works it out
    return bool(node.type == "dimension" and node.lower_unit in _UNITS and node.value > 0)


def _is_family(token: _Token) -> bool:
    """Whether the value is names parted by commas: one in quotation marks, or bare words."""
    parts: list[list[str]] = [[]]
    for node in token.value:
        if node.type == "literal" and node.value == ",":
            parts.append([])
        else:
            parts[-1].append(node.type)
    return all(part == ["string"] or (part and set(part) == {"ident"}) for part in parts)


def _ink_fault(token: _Token) -> Rule | None:
    colour = parse_color(token.text) if token.text else None
    if colour is None or colour == "currentcolor" or colour.space != "device-cmyk":
        return NOT_INK
    inks = [node for node in token.value[0].arguments if node.type in ("number", "percentage")]
    whole = {"number": 1.0, "percentage": 100.0}
    return None if all(0 <= node.value <= whole[node.type] for node in inks) else INK_RANGE


def _share_fault(token: _Token) -> Rule | None:
    share = re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]+)?)%", token.text)
    return None if share and float(share[1]) <= 100 else NOT_SHARE


def _alone(ours: Mapping[str, _Token], wanted: Mapping[str, _Token], file: str) -> Iterator[Finding]:
    """The shades that were left behind when the house's colour was changed."""
    if parse_color(ours[HOUSE].text) == parse_color(wanted[HOUSE].text):
        return
    left = [n for n in SHADES if parse_color(ours[n].text) == parse_color(wanted[n].text)]
    if left:
        yield HOUSE_ALONE.at(Place(file, ours[left[0]].line), house=HOUSE, names="、".join(left))


def _swallowed(token: _Token) -> str:
    """The name of the token that stands within this one's value, because a `;` is missing between them."""
    solid = [node for node in token.value if node.type not in ("whitespace", "comment")]
    for node, after in pairwise(solid):
        if node.type == "ident" and node.value.startswith("--") and after.type == "literal" and after == ":":
            return str(node.value)
    return ""


def _tokens(text: str) -> dict[str, _Token]:
    """Every `--name: value` that holds for the whole document; the last of a name counts."""
    return dict(_declared(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)))


def _declared(rules: list[Node]) -> Iterator[tuple[str, _Token]]:
    for rule in rules:
        if rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports"):
            inner = tinycss2.parse_rule_list(rule.content or (), skip_comments=True, skip_whitespace=True)
            yield from _declared(inner)
        if rule.type != "qualified-rule":
            continue
        selectors = {part.strip().lower() for part in tinycss2.serialize(rule.prelude).split(",")}
        if not selectors & _ROOTS:
            continue
        for node in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
            if node.type == "declaration" and node.name.startswith("--"):
                value = tuple(part for part in node.value if part.type not in ("whitespace", "comment"))
                yield node.name, _Token(node.source_line, tinycss2.serialize(node.value).strip(), value)
