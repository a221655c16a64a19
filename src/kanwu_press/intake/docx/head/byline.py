"""The lines below the title: subtitle, authors, affiliations."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kanwu_press.intake import words
from kanwu_press.intake.docx import doubts
from kanwu_press.intake.docx.flow import Flow
from kanwu_press.intake.docx.head.authors import (
    affiliated,
    authors_of,
    picture_credits,
    unbracketed,
    with_index,
)
from kanwu_press.intake.docx.head.labels import is_labelled
from kanwu_press.intake.docx.head.metadata import TITLE_LENGTH, Head
from kanwu_press.intake.docx.head.numbered import (
    Signed,
    authors_with,
    is_institution,
    looks_numbered,
    numbered_names,
    numbered_units,
    numbers_institutions,
    sets_apart,
)
from kanwu_press.intake.docx.values import Left, Paragraph, Run, missing

_AUTHOR_STYLES = ("author", "作者", "作者姓名")
_DATE_STYLES = ("date", "日期")
_UNIT_WORD = re.compile("(?:工作|所在)?单位")
_WORK = re.compile("口述|整理|翻译|编译|摄影|绘图|供图")  # 文, 图文 are what authors do
_MOVED = 1000  # beyond all parts of a paragraph
_SUBTITLE_STYLES = ("subtitle", "副标题")


def take_byline(head: Head, flow: Sequence[Flow], at: int) -> int:
    """Takes the lines from `at` on as far as they are such; the index behind them."""
    while at < len(flow):
        one = flow[at]
        if isinstance(one, Paragraph) and (
            one.style in _DATE_STYLES or words.DATE.fullmatch(one.text.strip())
        ):
            at += 1  # stays in the text, and the lines go on
            continue
        if isinstance(one, Paragraph) and (taken := _take_numbered(head, one, flow[at + 1 :])):
            at += taken
            continue
        if not isinstance(one, Paragraph) or (one.text.strip() and not _take_line(head, one)):
            break
        at += 1
    return at


def _take_numbered(head: Head, one: Paragraph, below: Sequence[Flow]) -> int:
    """How many paragraphs are names with numbers and their institutions; 0 for others.

    What does not fit together for certain stays in the text, each word in its place.
    """
    text = one.text.strip()
    if one.outline or is_labelled(text) or any(unit for _, unit in head.authors):
        return 0
    named = "　".join(name for name, _ in head.authors) or text
    certain = bool(numbered_names(named))
    above = 0 if head.authors else 1  # the paragraphs of names
    if not certain and not (head.authors or looks_numbered(text)):
        return 0
    within = [one] if not certain and head.authors else [one, *below]  # a list may follow plain names
    lines, units, count = _units_below(within[above:])
    alike = all(map(is_institution, units.values()))
    if not units or not (certain or alike) or (len(units) == 1 and not (certain and alike)):
        return 0
    one_author = len(head.authors) == 1 and words.is_person(named) and sets_apart(text, units)
    signed = (Signed(named, tuple(units)),) if one_author else numbered_names(named)
    authors = authors_with(signed, units)
    told = [text][:above] + [line.text.strip() for line in lines]
    if not authors:
        head.find(doubts.UNITS_KEPT, one.number, text="／".join(told))
        head.kept |= {line.key for line in (*[one][:above], *lines)}
        return above + count
    marks = "".join(person.marks for person in signed)
    left = missing(missing(named, "".join(name for name, _ in authors)), marks)
    if above:
        head.take(one, "authors")
    head.say(one, left)
    _take_units(head, lines, units, authors)
    for person in signed:
        if person.marks:
            head.left.append(Left(one.number, "author's mark", person.marks))
            head.find(doubts.AUTHOR_MARK, one.number, name=person.name, mark=person.marks)
    return above + count


def _take_units(
    head: Head, lines: Sequence[Paragraph], units: Mapping[int, str], authors: list[tuple[str, str]]
) -> None:
    """The authors with their institutions; the numbers and marks between these are said by the form."""
    head.authors = authors
    once = "".join(units.values())
    head.added.append(missing("".join(dict.fromkeys(unit for _, unit in authors)), once))
    for line in lines:
        head.say(line, missing(line.text, once))
        once = missing(once, line.text)
        head.take(line, "authors")


def _units_below(below: Sequence[Flow]) -> tuple[list[Paragraph], dict[int, str], int]:
    """The paragraphs that number institutions, these, and how many paragraphs they are with empty ones."""
    lines: list[Paragraph] = []
    units: dict[int, str] = {}
    count = 0
    for at, one in enumerate(below, 1):
        if not isinstance(one, Paragraph) or one.outline or is_labelled(one.text.strip()):
            break
        if not one.text.strip():
            continue
        more = numbered_units([line.text for line in (*lines, one)])
        if len(more) <= len(units):
            break
        lines, units, count = [*lines, one], more, at
    return lines, units, count


def _take_line(head: Head, one: Paragraph) -> bool:
    """Whether the paragraph is such a line; then it is taken."""
    text = one.text.strip()
    if _take_subtitle(head, one, text):
        return True
    written, pictures = picture_credits(text)
    if pictures and _take_credits(head, one, written, pictures):
        return True
    if one.style in _AUTHOR_STYLES:
        named, left = authors_of(text) or ([(" ".join(text.split()), "")], "")
        return _take_authors(head, one, [*head.authors, *named], left)
    if one.outline or words.scheme_of(text)[0] or is_labelled(text):
        return False
    if not head.authors and (found := authors_of(text)):
        if any(with_index(name) for name, _ in found[0]):  # leads to nothing that was read
            head.find(doubts.AUTHOR_GUESSED, one.number, text=text)
        return _take_authors(head, one, found[0], _without_work(head, one, found[1]))
    if not head.authors and one.align in ("center", "right") and _may_sign(text):
        head.find(doubts.AUTHOR_GUESSED, one.number, text=text)
        name = unbracketed(text)
        return _take_authors(head, one, [(name, "")], missing(text, name))
    if head.authors and numbers_institutions(text):
        head.find(doubts.UNITS_KEPT, one.number, text=text)
        head.kept.add(one.key)
        return True
    if head.authors and (units := affiliated(head.authors, text)):
        authors, left, sure = units
        if words.HAN.search(_UNIT_WORD.sub("", left)):  # a word that the form does not say
            head.find(doubts.UNITS_KEPT, one.number, text=text)
            head.kept.add(one.key)
            return True
        if not sure:
            head.find(doubts.UNITS_GUESSED, one.number, text=text)
        return _take_authors(head, one, authors, left)
    return False


def _without_work(head: Head, one: Paragraph, left: str) -> str:
    """What is left of a byline without what the authors did, which the manuscript has no place for."""
    did = _WORK.findall(left)
    if did:
        head.left.append(Left(one.number, "author's work", "".join(did)))
        head.find(doubts.AUTHOR_WORK, one.number, text=one.text.strip())
    return missing(left, "".join(did))


def _take_credits(head: Head, one: Paragraph, written: str, pictures: str) -> bool:
    """Who wrote is an author; who took the pictures goes to the end of the text."""
    found = authors_of(written) if written else None
    if bool(found) == bool(head.authors) or bool(written) != bool(found):
        return False
    head.find(doubts.CREDIT_MOVED, one.number, text=pictures)
    head.at_end.append(
        replace(one, pieces=(Run(pictures),), label="", part=one.part + _MOVED, text_only=True)
    )
    if found:
        left = missing(one.text, pictures + "".join(name + unit for name, unit in found[0]))
        return _take_authors(head, one, found[0], left)
    head.say(one, missing(one.text, pictures))
    head.take(one, "credit")
    return True


def _take_subtitle(head: Head, one: Paragraph, text: str) -> bool:
    dashed = words.SUBTITLE.fullmatch(text)
    if head.subtitle or len(text) > TITLE_LENGTH or not (dashed or one.style in _SUBTITLE_STYLES):
        return False
    head.subtitle = dashed[1] if dashed else text
    head.say(one, text.removesuffix(head.subtitle))
    head.take(one, "subtitle")
    return True


def _take_authors(head: Head, one: Paragraph, authors: list[tuple[str, str]], left: str) -> bool:
    head.authors = authors
    head.say(one, left)
    head.take(one, "authors")
    return True


def _may_sign(text: str) -> bool:
    """Whether a line set apart may be names that we do not know as such."""
    return 2 <= len(text) <= 20 and not words.is_closed(text)
