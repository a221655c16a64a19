"""Characters that are not the standard ones: traditional and variant forms, unknown ones, look-alikes.

By 通用规范汉字表 (2013). Told once for each character and file, with all its lines. Quoted classical text and
names may keep their forms, so none of it is an error. What reading repairs by itself (radicals, double codes)
is not told again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kanwu_press.check.glyphs import printed
from kanwu_press.check.han import IDEOGRAPH, standard_forms, table
from kanwu_press.check.passages import sought
from kanwu_press.check.walk import inlines
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Issue, Place, Ruby

FORM = Rule(
    "character-form",
    Level.WARNING,
    N_("“{char}” is the traditional form or a variant of “{good}” (lines {lines})."),
    N_("Write “{good}”; in names and quoted old texts “{char}” may stay."),
)
FORM_IN_NAME = Rule(
    "character-form-name",
    Level.INFO,
    N_("The name “{name}” is written with “{char}”, the traditional form or a variant of “{good}”."),
    N_("Ask whether the person writes the name so; else write “{good}”."),
)
UNLISTED = Rule(
    "character-unlisted",
    Level.WARNING,
    N_("“{char}” (U+{point}) is not among the 8,105 standard characters (lines {lines})."),
    N_("See whether it is the character meant; it may come from recognising a scan."),
)
ZERO = Rule(
    "character-zero",
    Level.WARNING,
    N_("In “{text}” stands “{char}” (U+{point}) where “〇” is meant (lines {lines})."),
    N_("Write “〇” (U+3007)."),
)
DASH_ONE = Rule(
    "character-dash-one",
    Level.WARNING,
    N_("In “{text}” a dash stands where “一” is meant, or the other way round (lines {lines})."),
    N_("Write the character “一” in words, and a dash (— or ～) between numbers."),
)
DAY = Rule(
    "character-day",
    Level.WARNING,
    N_("In “{text}” stands “曰” (say) where “日” (day) is meant (lines {lines})."),
    N_("Write “日”."),
)
SCRIPT = Rule(
    "character-script",
    Level.WARNING,
    N_("In “{text}” a Greek or Cyrillic letter looks like a Latin one: {char} (U+{point}; lines {lines})."),
    N_("Type the word again in Latin letters; it can't be found or read aloud as it is."),
)

_HAN = re.compile(rf"[{IDEOGRAPH}]")
_NUMBERS = "一二三四五六七八九"
_ZERO = re.compile(
    rf"[{_NUMBERS}〇零][{_NUMBERS}〇零○◯OoОοΟ0]*[○◯OoОοΟ0][{_NUMBERS}〇零○◯OoОοΟ0]*(?=[{_NUMBERS}年〇])"
)
_ZEROS = re.compile(r"[○◯OoОοΟ0]")
_DASHED = re.compile(
    r"\d一\d|进[—－-]步|[统唯第][—－-](?=[\u4e00-\u9fff])|(?<![—－-])[—－-](?=体化|方面|些|批|线|系列|定要|起来)|(?<=[了着过])一一(?=[这那我你他她它再也就是])"
)
# 孔明曰：, 先生曰： and 《史记》卷8曰： say something; 今曰 within words (如今曰) may.
_SPEAKS = "(?![：:，,“])"
_DAY = re.compile(
    rf"\d月\d{{1,2}}曰|(?<![第\d])\d{{1,4}}月?曰{_SPEAKS}|月[一二三十廿]{{1,3}}曰|(?:(?<![\u4e00-\u9fff])[今明昨]|节)曰{_SPEAKS}|曰报|曰期|曰常"
    rf"|(?<![诸先儒门学])生曰{_SPEAKS}(?!名)"
)
_LATIN = r"A-Za-z\u00c0-\u024f"
_LOOKS_LATIN = "АВЕЅІЈКМНОРСТУХасеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"
_MIXED = re.compile(
    rf"[{_LATIN}{_LOOKS_LATIN}]*(?:[{_LATIN}][{_LOOKS_LATIN}]|[{_LOOKS_LATIN}][{_LATIN}])[{_LATIN}{_LOOKS_LATIN}]*"
    rf"|(?<![\u0370-\u04ff{_NUMBERS}〇零])[{_LOOKS_LATIN}](?=[{IDEOGRAPH}\d-])"  # А级, В2栋
)
_LETTER = re.compile(f"[{_LOOKS_LATIN}]")
# One pass finds the texts worth a look: clean text costs no more than that.
_SUSPECT = re.compile(
    rf"[○◯{_LOOKS_LATIN}曰]|[{_NUMBERS}〇][Oo0]|\d一\d|[\u4e00-\u9fff][—－-][\u4e00-\u9fff]|[了着过]一一"
)
_MOST_LINES = 12


def standard(issue: Issue) -> Iterator[Finding]:
    """Forms outside the national table, once for each file; names are asked about, not judged."""
    named = _names(issue)
    known = table().keys() | _read_aloud(issue)
    for char, (name, place) in named.items():
        if char in standard_forms():
            yield FORM_IN_NAME.at(place, name=name, char=char, good=standard_forms()[char])
    met: dict[tuple[str, str], dict[int, None]] = {}
    spot = spotter(issue)
    for text, place in printed(issue):
        for char in set(text):
            if char not in known and _HAN.match(char) and char not in named:
                met.setdefault((place.file, char), {})[place.line] = None
    for (file, char), lines in met.items():
        place, said = spot(Place(file, min(lines)), char), lines_said(lines)
        good = standard_forms().get(char)
        if good:
            yield FORM.at(place, char=char, good=good, lines=said)
        else:
            yield UNLISTED.at(place, char=char, point=f"{ord(char):04X}", lines=said)


def look_alikes(issue: Issue) -> Iterator[Finding]:
    """Characters in the place of others that look like them."""
    met: dict[tuple[Rule, str, tuple[tuple[str, str], ...]], dict[int, None]] = {}
    for text, place in printed(issue):
        if _SUSPECT.search(text):
            for rule, values in _mistaken(text):
                key = (rule, place.file, tuple(sorted(values.items())))
                met.setdefault(key, {})[place.line] = None
    spot = spotter(issue)
    for (rule, file, pairs), lines in met.items():
        values = dict(pairs)
        yield rule.at(spot(Place(file, min(lines)), values["text"]), lines=lines_said(lines), **values)


def spotter(issue: Issue) -> Callable[[Place, str], Place]:
    """Tells in which column of its line a word of a manuscript stands."""
    articles = {article.place.file: article for article in issue.articles}

    def spot(place: Place, word: str) -> Place:
        article = articles.get(place.file)
        return sought(article, place, word) if article is not None else place

    return spot


def _mistaken(text: str) -> Iterator[tuple[Rule, dict[str, str]]]:
    for match in _ZERO.finditer(text):
        wrong = _ZEROS.search(match[0])
        if wrong:
            yield ZERO, {"text": match[0], "char": wrong[0], "point": f"{ord(wrong[0]):04X}"}
    for match in _DASHED.finditer(text):
        yield DASH_ONE, {"text": text[max(0, match.start() - 2) : match.end() + 2]}
    for match in _DAY.finditer(text):
        yield DAY, {"text": match[0]}
    for match in _MIXED.finditer(text):
        letter = _LETTER.search(match[0])
        if letter:
            yield SCRIPT, {"text": match[0], "char": letter[0], "point": f"{ord(letter[0]):04X}"}


def _names(issue: Issue) -> dict[str, tuple[str, Place]]:
    """What is no standard character in the names of authors and board, with the first such name."""
    found: dict[str, tuple[str, Place]] = {}
    people = [(a.name, article.place) for article in issue.articles for a in article.authors]
    people += [
        (name, role.place if role.place.file else issue.place) for role in issue.board for name in role.names
    ]
    for name, place in people:
        for char in name:
            if _HAN.match(char) and char not in table():
                found.setdefault(char, (name, place))
    return found


def _read_aloud(issue: Issue) -> set[str]:
    """Characters that are given with their reading: whoever does so has looked at them."""
    ruby = (i for article in issue.articles for i, _ in inlines(article) if isinstance(i, Ruby))
    return {char for inline in ruby for char in inline.base}


def lines_said(lines: dict[int, None]) -> str:
    """The numbers of lines; of many the first."""
    shown = sorted(lines)
    return "、".join(map(str, shown[:_MOST_LINES])) + ("…" if len(shown) > _MOST_LINES else "")
