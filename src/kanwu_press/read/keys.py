"""A tree of settings against a table of keys: unknown, repeated and missing keys are findings.

In: the tree of settings.py and the fields of schema.py. Out: attribute → value, with the place of each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, cast

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import NOWHERE, Author, Inline, Picture, Place
from kanwu_press.read.repairs import COLON_SPACE, FULL_COLON
from kanwu_press.read.schema import Field, Shape
from kanwu_press.read.settings import Keys, Listing, Node, Scalar
from kanwu_press.read.values import convert, nearest, separated

PictureOf: TypeAlias = Callable[[str, Place], tuple[Picture | None, tuple[Finding, ...]]]
RichOf: TypeAlias = Callable[[str, Place], tuple[tuple[Inline, ...], tuple[Finding, ...]]]

UNKNOWN = Rule(
    "key-unknown",
    Level.ERROR,
    N_("The key “{key}” is not known here."),
    N_("The keys allowed here are: {allowed}."),
)
MISSPELT = Rule(
    "key-misspelt",
    Level.ERROR,
    N_("The key “{key}” is not known here."),
    N_("Perhaps you mean “{near}”."),
)
REPEATED = Rule(
    "key-repeated",
    Level.ERROR,
    N_("The key “{key}” stands here a second time; it was first written in line {first}."),
    N_("Keep one of the two."),
)
MISSING = Rule(
    "key-missing",
    Level.ERROR,
    N_("The key “{key}” is missing."),
    N_("Add a line “{key}: …”. {doc}"),
)
WANT_TEXT = Rule(
    "value-not-text",
    Level.ERROR,
    N_("“{key}” should be one line of text, but is a list or has keys of its own."),
    N_("Write it in one line: “{key}: …”."),
)
WANT_KEYS = Rule(
    "value-not-keys",
    Level.ERROR,
    N_("Below “{key}” there should be keys ({allowed})."),
    N_("Write each in a line of its own, indented by two spaces, as in the handbook."),
)
WANT_LIST = Rule(
    "value-not-list",
    Level.ERROR,
    N_("Below “{key}” there should be a list."),
    N_("Begin each item in a line of its own with “- ”."),
)
NESTED = Rule(
    "key-nested",
    Level.ERROR,
    N_("“{key}” stands at the wrong place: it belongs under “{group}”."),
    N_("Write “{group}:” in a line of its own, and below it “  {key}: …”, two spaces further in."),
)
AUTHORS_RUN = Rule(
    "authors-space",
    Level.WARNING,
    N_("“{value}” was read as one author, but looks like several."),
    N_("Part the names by “、”, or write each in a line of its own beginning with “- ”."),
)

WHOLE = "publication.yaml / issue.yaml / ---"  # never shown: a file's own level has no key


@dataclass(frozen=True, slots=True)
class Helpers:
    """How marked-up text and picture files are read, lent by the reader of the file."""

    rich: RichOf
    picture: PictureOf


@dataclass(frozen=True, slots=True)
class Reading:
    """What a group of keys says: attribute → value and place. Absent and wrong keys have no entry.

    `lines` are those on which values begin, one for each item of a list.
    """

    values: Mapping[str, Any]
    places: Mapping[str, Place]
    place: Place
    lines: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class _Reader:
    """Walks one tree; gathers the findings."""

    helpers: Helpers
    found: list[Finding] = field(default_factory=list)

    # ---- keys

    def keys(self, node: Node, fields: tuple[Field, ...], name: str) -> Reading:
        if isinstance(node, Scalar):
            node = self._unread_keys(node) or node
        if not isinstance(node, Keys):
            self._report(WANT_KEYS, node.place, key=name, allowed="、".join(f.key for f in fields))
            return Reading({}, {}, node.place)
        known = {f.key: f for f in fields}
        values: dict[str, Any] = {}
        places: dict[str, Place] = {}
        lines: dict[str, tuple[int, ...]] = {}
        first: dict[str, int] = {}
        present = {key.text.strip() for key, _ in node.pairs}
        for key, child in node.pairs:
            word = key.text.strip().strip("\u3000")
            if word not in known:
                self._unknown(key, word, fields, present)
            elif word in first:
                self._report(REPEATED, key.place, key=word, first=first[word])
            else:
                first[word] = key.place.line
                self._value(known[word], child, values)
                places[known[word].attribute] = key.place
                lines[known[word].attribute] = _lines(child)
        self._missing(fields, node, first)
        return Reading(values, places, node.place, lines)

    def _unknown(self, key: Scalar, word: str, fields: tuple[Field, ...], present: set[str]) -> None:
        """A key that stands here already is not what a misspelt one was meant to be."""
        meant = next((f.key for f in fields if word in f.also), "")
        absent = () if meant else (f.key for f in fields if f.key not in present)
        near = nearest(word, absent) if meant in (*present, "") else meant
        shown = word[:40]
        group = next((f.key for f in fields for inner in f.fields if inner.key == word), "")
        if group:
            self._report(NESTED, key.place, key=shown, group=group)
        elif near:
            self._report(MISSPELT, key.place, key=shown, near=near)
        else:
            self._report(UNKNOWN, key.place, key=shown, allowed="、".join(f.key for f in fields))

    def _missing(self, fields: tuple[Field, ...], node: Keys, first: Mapping[str, int]) -> None:
        guessed = {dict(f.values).get("near") for f in self.found if f.rule is MISSPELT}
        empty = {k.text for k, v in node.pairs if isinstance(v, Scalar) and not v.text.strip()}
        for f in fields:
            if f.required and (f.key not in first or f.key in empty) and f.key not in guessed:
                self._report(MISSING, node.place, key=f.key, doc=f.doc)

    def _unread_keys(self, scalar: Scalar) -> Keys | None:
        """Keys that YAML took for one running text because every colon is a wrong one."""
        lines = scalar.lines or (scalar.text,)
        parts = [re.fullmatch(r"([^\s:：]{1,20})\s*(：|:)\s*(.*)", line) for line in lines]
        pairs: list[tuple[Scalar, Node]] = []
        for offset, match in enumerate(parts):
            if match is None:
                return None
            place = Place(scalar.place.file, scalar.place.line + offset, scalar.place.column)
            key, colon, value = match.groups()
            self._report(FULL_COLON if colon == "：" else COLON_SPACE, place, key=key)
            pairs.append((Scalar(key, place), Scalar(value, place)))
        return Keys(tuple(pairs), scalar.place)

    # ---- values

    def _value(self, f: Field, node: Node, values: dict[str, Any]) -> None:
        """Put the value of one key into `values`, unless it is empty or wrong."""
        if isinstance(node, Scalar) and not node.text.strip():
            return  # a key without a value, as a template leaves it, says nothing
        value = self._converted(f, node)
        if value is not None:
            values[f.attribute] = value

    def _converted(self, f: Field, node: Node) -> Any:
        match f.shape:
            case Shape.MAPPING:
                return self.keys(node, f.fields, f.key)
            case Shape.MAPPINGS:
                return tuple(self.keys(item, f.fields, f.key) for item in self._items(f, node))
            case Shape.AUTHORS:
                return tuple(self._authors(f, node))
            case Shape.TEXTS:
                return tuple(t for item in self._texts(f, node) for t in item)
            case Shape.FILES:
                return tuple(self._listed(f, node))
            case _:
                return self._single(f, node)

    def _single(self, f: Field, node: Node) -> Any:
        if not isinstance(node, Scalar):
            self._report(WANT_TEXT, node.place, key=f.key)
            return None
        value = convert(f, node)
        if isinstance(value, Finding):
            self.found.append(value)
            return None
        if f.shape is Shape.RICH:
            inlines, found = self.helpers.rich(str(value), node.place)
            self.found.extend(found)
            return inlines
        if f.shape is Shape.PICTURE:
            picture, found = self.helpers.picture(str(value), node.place)
            self.found.extend(found)
            return picture
        return value

    def _items(self, f: Field, node: Node) -> tuple[Node, ...]:
        if isinstance(node, Listing):
            return tuple(i for i in node.items if not (isinstance(i, Scalar) and not i.text.strip()))
        if isinstance(node, Keys) and f.shape is Shape.MAPPINGS:
            return (node,)  # a list of one, its dash forgotten, is clear enough
        if isinstance(node, Scalar) and f.shape is Shape.FILES:
            return (node,)
        self._report(WANT_LIST, node.place, key=f.key)
        return ()

    def _listed(self, f: Field, node: Node) -> Iterator[Scalar | Reading]:
        """File names, and where the field has keys of its own, groups of these in place of a name."""
        for item in self._items(f, node):
            if f.fields and (isinstance(item, Keys) or self._begins_with_key(item, f.fields)):
                yield self.keys(item, f.fields, f.key)
            elif self._is_scalar(f, item):
                yield cast(Scalar, item)

    def _begins_with_key(self, node: Node, fields: tuple[Field, ...]) -> bool:
        """Whether a text is keys with wrong colons: 标题：月沙."""
        first = re.match(r"([^\s:：]{1,20})\s*[:：]", node.text) if isinstance(node, Scalar) else None
        return first is not None and any(first[1] in (f.key, *f.also) for f in fields)

    def _is_scalar(self, f: Field, node: Node) -> bool:
        if not isinstance(node, Scalar):
            self._report(WANT_TEXT, node.place, key=f.key)
        return isinstance(node, Scalar)

    def _texts(self, f: Field, node: Node) -> Iterator[tuple[str, ...]]:
        for item in node.items if isinstance(node, Listing) else (node,):
            if isinstance(item, Scalar) and not item.text.strip():
                continue
            value = self._single(f, item)
            if value is not None:
                yield value

    # ---- authors

    def _authors(self, f: Field, node: Node) -> Iterator[Author]:
        for item in node.items if isinstance(node, Listing) else (node,):
            if isinstance(item, Keys):
                group = self.keys(item, f.fields, f.key).values
                if "name" in group:
                    yield Author(_joined_name(group["name"]), group.get("affiliation", ""))
                continue
            value = self._single(f, item)
            for name in separated(value) if value is not None else ():
                yield self._author(name, item.place)

    def _author(self, name: str, place: Place) -> Author:
        name = _joined_name(name)
        if _SEVERAL.fullmatch(name) and not _UNITS.search(name):
            self._report(AUTHORS_RUN, place, value=name)
        return Author(name)

    def _report(self, rule: Rule, place: Place, **values: object) -> None:
        self.found.append(rule.at(place, **values))


def _lines(node: Node) -> tuple[int, ...]:
    """The line of a value, or of each item of a list that says something."""
    if not isinstance(node, Listing):
        return (node.place.line,)
    return tuple(i.place.line for i in node.items if not isinstance(i, Scalar) or i.text.strip())


_HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff]"
_SEVERAL = re.compile(rf"{_HAN}{{2,3}}([ \u3000]+{_HAN}{{2,3}})+")
_UNITS = re.compile(r"[市县区镇乡村部委局院所校社办组处科厅会]([ \u3000]|$)")


def _joined_name(name: str) -> str:
    """`林　海`, spaced to three characters' width by hand, as the name itself."""
    return re.sub(rf"^({_HAN})[ \u3000]+({_HAN})$", r"\1\2", name.strip())


def read_keys(
    node: Node | None, fields: tuple[Field, ...], place: Place, helpers: Helpers
) -> tuple[Reading, tuple[Finding, ...]]:
    """What the tree of a file says, by `fields`; `place` is where the file's keys begin."""
    reader = _Reader(helpers)
    if node is None:
        node = Keys((), place)
    reading = reader.keys(node, fields, place.file)
    return reading, tuple(reader.found)


NOTHING = Reading({}, {}, NOWHERE)
