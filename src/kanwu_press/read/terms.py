"""manuscripts/terms.yaml → the register of terms; and terms → lines to be put at its end.

The register belongs to the publication and is common to its issues. Where there is none, it is empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kanwu_press.findings import N_, Finding, Level, Rule, in_order
from kanwu_press.model import Inline, Picture, Place, Text
from kanwu_press.read.jail import linked_out
from kanwu_press.read.keys import Helpers, Reading, read_keys
from kanwu_press.read.schema import TERMS
from kanwu_press.read.settings import load
from kanwu_press.read.textfile import SETTINGS_BYTES, read_text
from kanwu_press.terms import Term
from kanwu_press.workspace import Workspace

CLASH = Rule(
    "term-clash",
    Level.WARNING,
    N_("“{word}” is not to be used here, but is right in line {line}."),
    N_("Decide for one of the two in terms.yaml; until then it is not checked."),
)
TWICE = Rule(
    "term-twice",
    Level.WARNING,
    N_("“{word}” is in the register a second time; it was first entered in line {line}."),
    N_("Bring the two entries together."),
)
SHORT = Rule(
    "term-too-short",
    Level.WARNING,
    N_("“{word}” is a single character; it would be found in every other word."),
    N_("Write a longer form, with what stands beside it."),
)

_HEAD = re.compile(r"^术语:[ \t]*(#.*)?$", re.MULTILINE)
_ITEM = re.compile(r"^( *)- ", re.MULTILINE)  # new entries stand below the first of the old


def read_terms(workspace: Workspace) -> tuple[tuple[Term, ...], tuple[Finding, ...]]:
    """The register of a publication and what is wrong with it. Never raises for what an editor can write."""
    path = workspace.terms_file
    if not path.is_file():
        return (), ()
    file = workspace.place_of(path)
    outside = linked_out(workspace.root, path, file)
    text, found = (None, outside) if outside else read_text(path, file, SETTINGS_BYTES)
    if text is None:
        return (), found
    loaded = load(text, file)
    reading, more = read_keys(loaded.root, TERMS, Place(file, 1), Helpers(_rich, _picture))
    terms, wrong = _judged(tuple(_terms(reading)))
    return terms, in_order((*found, *loaded.findings, *more, *wrong))


def _rich(text: str, place: Place) -> tuple[tuple[Inline, ...], tuple[Finding, ...]]:
    return (Text(text, place.line),), ()  # the register holds plain words only


def _picture(text: str, place: Place) -> tuple[Picture | None, tuple[Finding, ...]]:
    return None, ()


def _terms(reading: Reading) -> Iterator[Term]:
    for group in reading.values.get("terms", ()):
        if "name" in group.values:
            yield Term(**group.values, place=group.places["name"])


def _judged(terms: tuple[Term, ...]) -> tuple[tuple[Term, ...], tuple[Finding, ...]]:
    """The terms without forms that are refused in one place and right in another, or too short."""
    right: dict[str, Term] = {}
    found: list[Finding] = []
    for term in terms:
        if term.name in right and right[term.name].name == term.name:
            found.append(TWICE.at(term.place, word=term.name, line=right[term.name].place.line))
        for word in (term.name, *term.short):
            right.setdefault(word, term)
    kept = []
    for term in terms:
        refused = []
        for word in term.refused:
            if word in right:
                found.append(CLASH.at(term.place, word=word, line=right[word].place.line))
            elif len(word) < 2:
                found.append(SHORT.at(term.place, word=word))
            else:
                refused.append(word)
        kept.append(Term(term.name, term.place, tuple(refused), term.short, term.note, term.spell_out))
    return tuple(kept), tuple(found)


# ---- growing it ----------------------------------------------------------------------------


def with_added(text: str, terms: Iterable[Term]) -> str:
    """The text of terms.yaml with `terms` at its end; what stands there stays as it is.

    `text` is "" where there is no register yet. What it returns reads as the old terms and the new.
    """
    first = _ITEM.search(text)
    indent = first[1] if first else "  "
    entries = [indent + line for term in terms for line in _entry(term)]
    if not entries:
        return text
    head = [] if _HEAD.search(text) else ["术语:"]
    return "\n".join([*text.splitlines(), *head, *entries]) + "\n"


def _entry(term: Term) -> Iterator[str]:
    yield f"- 正名: {_quoted(term.name)}"
    for key, words in (("不用", term.refused), ("简称", term.short)):
        if words:
            yield f"  {key}:"
            yield from (f"    - {_quoted(word)}" for word in words)
    if term.spell_out:
        yield "  先用全称: 是"
    if term.note:
        yield f"  说明: {_quoted(term.note)}"


def _quoted(word: str) -> str:
    """In single quotes unless it is all letters and digits, so that no mark means anything."""
    return word if word.isalnum() else "'" + word.replace("'", "''") + "'"
