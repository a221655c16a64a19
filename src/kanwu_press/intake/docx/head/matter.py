"""The labelled texts of the head: abstract, keywords, editor's note, notes on authors; source and reprint."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kanwu_press.intake import words
from kanwu_press.intake.docx.flow import Flow
from kanwu_press.intake.docx.head.labels import ABSTRACT, AUTHOR_NOTE, EDITOR_NOTE, KEYWORDS
from kanwu_press.intake.docx.head.metadata import Head
from kanwu_press.intake.docx.markup import plain
from kanwu_press.intake.docx.values import Call, Paragraph, Piece, Run, missing

_SOURCE_PARAGRAPHS = 5  # from the end, in which a source may stand
_ABSTRACT_STYLES = ("abstract", "摘要")
_SOURCE_LENGTH = 60  # characters
_BETWEEN_KEYWORDS = re.compile(r"[；;，,、\s]+")


def take_matter(head: Head, flow: Sequence[Flow], at: int) -> None:
    """Abstract, keywords, the editor's note and notes on the authors that follow the names."""
    while at < len(flow):
        one = flow[at]
        if not isinstance(one, Paragraph):
            return
        text = one.text.strip()
        following = flow[at + 1] if at + 1 < len(flow) else None
        if not text or one.key in head.took:
            at += 1
        elif (found := ABSTRACT.match(text)) and not head.abstract:
            head.abstract, taken = _take_labelled(head, one, following, found, "abstract")
            at += taken
        elif one.style in _ABSTRACT_STYLES and not head.abstract:
            head.abstract = tuple(p for p in one.pieces if not isinstance(p, Call))
            head.take(one, "abstract")
            at += 1
        elif (found := EDITOR_NOTE.match(text)) and not head.editor_note:
            head.editor_note, taken = _take_labelled(head, one, following, found, "editor_note")
            at += taken
        elif (found := KEYWORDS.match(text)) and not head.keywords:
            _take_keywords(head, one, found, text)
            at += 1
        elif _take_note(head, one, text):
            at += 1
        else:
            return


def _take_labelled(
    head: Head, one: Paragraph, following: Flow | None, found: re.Match[str], key: str
) -> tuple[tuple[Piece, ...], int]:
    """The text behind its label, or in the paragraph below it; and how many paragraphs it took."""
    pieces = _behind(one, found.end())
    head.say(one, found[0])
    head.take(one, key)
    head.moved_notes = [m for m in head.moved_notes if m[0] != one.number] + [
        (one.number, p) for p in pieces if isinstance(p, Call)
    ]
    taken = 1
    if not plain(pieces).strip() and isinstance(following, Paragraph):
        pieces, taken = following.pieces, 2
        head.take(following, key)
    return tuple(p for p in pieces if not isinstance(p, Call)), taken


def _behind(one: Paragraph, start: int) -> tuple[Piece, ...]:
    """The pieces behind the first `start` characters of the paragraph's text, spaces at its head apart."""
    start += len(one.text) - len(one.text.lstrip()) - len(one.label)
    out: list[Piece] = []
    for piece in one.pieces:
        if isinstance(piece, Run) and start > 0:
            cut, start = piece.text[start:], start - len(piece.text)
            if cut:
                out.append(replace(piece, text=cut))
        else:
            out.append(piece)
    return tuple(out)


def _take_keywords(head: Head, one: Paragraph, found: re.Match[str], text: str) -> None:
    listed = text[found.end() :]
    head.keywords = [word for word in _BETWEEN_KEYWORDS.split(listed) if word]
    head.say(one, found[0].strip() + missing(listed, "".join(head.keywords)))
    head.take(one, "keywords")


def _take_note(head: Head, one: Paragraph, text: str) -> bool:
    """Whether the paragraph is a note on the authors; then it is taken."""
    if not (words.AUTHOR_NOTE.fullmatch(text) or AUTHOR_NOTE.match(text)):
        return False
    head.author_notes.append(text)
    head.take(one, "author_notes")
    return True


def take_foot(head: Head, flow: Sequence[Flow]) -> None:
    """Notes on authors anywhere; the source and where the text stood first, near the end."""
    paragraphs = [
        one for one in flow if isinstance(one, Paragraph) and one.text.strip() and one.key not in head.took
    ]
    for one in paragraphs:
        _take_note(head, one, one.text.strip())
    for one in paragraphs[-_SOURCE_PARAGRAPHS:]:
        if one.key not in head.took and not one.outline:
            _take_source(head, one, one.text.strip())


def _take_source(head: Head, one: Paragraph, text: str) -> None:
    """来源 or 转载, where the paragraph says it."""
    source, reprint = words.SOURCE.fullmatch(text), words.reprint_in(text)
    if source and not head.origin and len(text) <= _SOURCE_LENGTH:
        head.origin = source[1]
        head.say(one, missing(text, source[1]))
        head.take(one, "source")
    elif reprint and not head.reprint:
        head.reprint = reprint[1]
        head.say(one, missing(text, reprint[1]))
        head.take(one, "reprint")
