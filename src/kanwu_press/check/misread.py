"""Words with a wrong character that is a good one elsewhere: 关於, 己经, 一股作气. Issue → findings.

The words are data/words.txt. Told once for each word and file, with all its lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kanwu_press.check.characters import FORM, lines_said, spotter
from kanwu_press.check.glyphs import printed
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Issue, Place

ALIKE = Rule(
    "character-alike",
    Level.WARNING,
    N_("“{word}” is written here; it looks like “{good}” (lines {lines})."),
    N_("If “{good}” is meant, write so."),
)
MISTYPED = Rule(
    "word-mistyped",
    Level.WARNING,
    N_("“{word}” is written here; the word is “{good}” (lines {lines})."),
    N_("Write “{good}”; in names and quoted texts “{word}” may stay."),
)
UNUSUAL = Rule(
    "word-unusual",
    Level.INFO,
    N_("“{word}” is written here; “{good}” is the usual form (lines {lines})."),
    N_("Write “{good}”; in names and quoted texts “{word}” may stay."),
)

_PARTS = {"[forms]": FORM, "[alike]": ALIKE, "[mistyped]": MISTYPED, "[hints]": UNUSUAL}
# 截止 is to end: 报名截止; up to a time is 截至 or 截止到.
_UNTIL = r"(?<![一-鿿])截止(?=目前|现在|当前|发稿|[今去昨前][年日天]|\d{4}年|\d{1,2}月|本[年月])"


@dataclass(frozen=True, slots=True)
class _Word:
    """What is meant, where it is no fault, and the rule that it breaks."""

    good: str
    not_before: str
    not_behind: str
    rule: Rule


_TO_END = _Word("截至", "", "", MISTYPED)


@cache
def _words() -> Mapping[str, _Word]:
    text = files("kanwu_press.check").joinpath("data/words.txt").read_text("utf-8")
    found: dict[str, _Word] = {}
    rule = FORM
    for line in text.splitlines():
        if line.startswith("["):
            rule = _PARTS[line]
        elif line and not line.startswith("#"):
            word, good, *spared = line.split(" ")
            before, behind = ("" if part == "-" else part for part in (*spared, "-", "-")[:2])
            found[word] = _Word(good, before, behind, rule)
    return found


def misread(issue: Issue) -> Iterator[Finding]:
    """Words that are written with a character of another sense, or with a look-alike."""
    known, pieces = _words(), tuple(printed(issue))
    whole = "\n".join(text for text, _ in pieces)
    there = [word for word in known if word in whole]  # far quicker than one pattern of them all
    pattern = re.compile("|".join((*there, _UNTIL)))
    met: dict[tuple[str, str], dict[int, None]] = {}
    for text, place in pieces:
        for match in pattern.finditer(text):
            word = known.get(match[0], _TO_END)
            before, behind = text[max(0, match.start() - 1) : match.start()], text[match.end() :][:1]
            if not (before and before in word.not_before) and not (behind and behind in word.not_behind):
                met.setdefault((place.file, match[0]), {})[place.line] = None
    spot = spotter(issue)
    for (file, found), lines in met.items():
        word = known.get(found, _TO_END)
        place, said = spot(Place(file, min(lines)), found), lines_said(lines)
        named = {"char": found} if word.rule is FORM else {"word": found}
        yield word.rule.at(place, good=word.good, lines=said, **named)
