"""The lines below the title: subtitle, authors, affiliations."""

from __future__ import annotations

from collections.abc import Sequence

from kanwu_press.intake import words
from kanwu_press.intake.docx import doubts
from kanwu_press.intake.docx.flow import Flow
from kanwu_press.intake.docx.head.authors import affiliated, authors_of, unbracketed
from kanwu_press.intake.docx.head.labels import is_labelled
from kanwu_press.intake.docx.head.metadata import TITLE_LENGTH, Head
from kanwu_press.intake.docx.values import Paragraph, missing

_AUTHOR_STYLES = ("author", "作者", "作者姓名")
_DATE_STYLES = ("date", "日期")
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
        if not isinstance(one, Paragraph) or (one.text.strip() and not _take_line(head, one)):
            break
        at += 1
    return at


def _take_line(head: Head, one: Paragraph) -> bool:
    """Whether the paragraph is such a line; then it is taken."""
    text = one.text.strip()
    if _take_subtitle(head, one, text):
        return True
    if one.style in _AUTHOR_STYLES:
        named, left = authors_of(text) or ([(" ".join(text.split()), "")], "")
        return _take_authors(head, one, [*head.authors, *named], left)
    if one.outline or words.scheme_of(text)[0] or is_labelled(text):
        return False
    if not head.authors and (found := authors_of(text)):
        return _take_authors(head, one, *found)
    if not head.authors and one.align in ("center", "right") and _may_sign(text):
        head.find(doubts.AUTHOR_GUESSED, one.number, text=text)
        name = unbracketed(text)
        return _take_authors(head, one, [(name, "")], missing(text, name))
    if head.authors and (units := affiliated(head.authors, text)):
        authors, left, sure = units
        if not sure:
            head.find(doubts.UNITS_GUESSED, one.number, text=text)
        return _take_authors(head, one, authors, left)
    return False


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
