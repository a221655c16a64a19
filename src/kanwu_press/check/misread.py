"""Words with a wrong character that is a good one elsewhere: 关於, 己经, 末来. Issue → findings.

The words are data/words.txt. Told once for each word and file, with all its lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kanwu_press.check.characters import FORM, lines_said
from kanwu_press.check.glyphs import printed
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Issue, Place

ALIKE = Rule(
    "character-alike",
    Level.WARNING,
    N_("“{word}” is written here; it looks like “{good}” (lines {lines})."),
    N_("If “{good}” is meant, write so."),
)


@dataclass(frozen=True, slots=True)
class _Word:
    """What is meant, where it is no fault, and the rule that it breaks."""

    good: str
    not_before: str
    not_behind: str
    rule: Rule


@cache
def _words() -> tuple[re.Pattern[str], Mapping[str, _Word]]:
    text = files("kanwu_press.check").joinpath("data/words.txt").read_text("utf-8")
    found: dict[str, _Word] = {}
    rule = FORM
    for line in text.splitlines():
        if line.startswith("["):
            rule = FORM if line == "[forms]" else ALIKE
        elif line and not line.startswith("#"):
            word, good, *spared = line.split(" ")
            before, behind = ("" if part == "-" else part for part in (*spared, "-", "-")[:2])
            found[word] = _Word(good, before, behind, rule)
    return re.compile("|".join(found)), found


def misread(issue: Issue) -> Iterator[Finding]:
    """Words that are written with a character of another sense, or with a look-alike."""
    pattern, known = _words()
    met: dict[tuple[str, str], dict[int, None]] = {}
    for text, place in printed(issue):
        for match in pattern.finditer(text):
            word = known[match[0]]
            before, behind = text[max(0, match.start() - 1) : match.start()], text[match.end() :][:1]
            if not (before and before in word.not_before) and not (behind and behind in word.not_behind):
                met.setdefault((place.file, match[0]), {})[place.line] = None
    for (file, found), lines in met.items():
        place, good, said = Place(file, min(lines)), known[found].good, lines_said(lines)
        if known[found].rule is FORM:
            yield FORM.at(place, char=found, good=good, lines=said)
        else:
            yield ALIKE.at(place, word=found, good=good, lines=said)
