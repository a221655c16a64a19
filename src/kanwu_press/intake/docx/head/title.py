"""The title of an article: judged by style, outline, size and place among the first paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kanwu_press.intake import words
from kanwu_press.intake.docx import doubts
from kanwu_press.intake.docx.flow import Flow
from kanwu_press.intake.docx.head.labels import is_labelled
from kanwu_press.intake.docx.head.metadata import TITLE_LENGTH, TITLE_STYLES, Head, body_size
from kanwu_press.intake.docx.values import Paragraph, Run

_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.．、\s\u3000]\s*\D")  # 2.1 方法
_SPACED = re.compile(rf"(?:{words.HAN.pattern} ){{2,}}{words.HAN.pattern}")
_ENCLOSURE = re.compile(
    r"附\s*[件录]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})?\s*[:：.．]?"
)  # says what the sheet is
_TOP = 10  # paragraphs among which the title is looked for
_STYLE, _OUTLINE, _SIZE, _PLACE = 4, 3, 2, 1  # how it is known, the surest first
_BY = {_STYLE: "title (style)", _OUTLINE: "title (style)", _SIZE: "title (size)", _PLACE: "title (place)"}


def take_title(head: Head, flow: list[Flow], stem: str) -> int:
    """Takes the title out of the flow; the index behind it, where 0 says that it is not in the text.

    `stem` is the title where there is none.
    """
    judged = list(_judged(head, flow, sum(_is_outlined(one) for one in flow)))
    if not judged:
        head.title = stem
        head.added.append(stem)
        head.find(doubts.TITLE_GUESSED, title=stem)
        return 0
    score, _, minus = max(judged)
    at = -minus
    first = flow[at]
    assert isinstance(first, Paragraph)
    parts = [first]
    while (after := _next_line(flow, at + len(parts), first)) is not None:
        parts.append(after)
    # An automatic number is none of the title's.
    parts = [replace(part, label="") for part in parts]
    head.title = _closed_up(" ".join(" ".join(p.text.split()) for p in parts))
    for part in parts:
        head.take(part, _BY[score])
    if score == _PLACE:
        head.find(doubts.TITLE_GUESSED, first.number, title=head.title)
    del flow[at : at + len(parts)]
    return at


def _closed_up(title: str) -> str:
    """A title whose characters were set apart by spaces (关 于 灯 塔), without them."""
    return title.replace(" ", "") if _SPACED.fullmatch(title) else title


def _is_outlined(one: Flow) -> bool:
    return isinstance(one, Paragraph) and one.outline == 1 and bool(one.text.strip())


def _judged(head: Head, flow: Sequence[Flow], outlined: int) -> Iterator[tuple[int, int, int]]:
    """(how sure, size, minus the index) of each paragraph that may be the title.

    `outlined` is how many paragraphs are of the highest rank: where there are several, they may be sections.
    """
    seen = 0
    apart = False  # whether a line that looks like a title stands above
    for at, one in enumerate(flow):
        if not isinstance(one, Paragraph) or not one.text.strip():
            continue
        text = one.text.strip()
        if seen >= _TOP or (len(text) > TITLE_LENGTH and not one.outline):
            return
        seen += 1
        if one.style in (*TITLE_STYLES, "文章标题"):
            yield _STYLE, one.size, -at
        elif one.outline == 1 and not _numbered(one, text, outlined) and len(text) <= TITLE_LENGTH:
            if not apart or (outlined == 1 and not _SECTION.match(text)):
                yield _OUTLINE, one.size, -at
            if outlined > 1:
                return
        elif is_labelled(text) or _labelled(one, text) or one.bullet >= 0 or _ENCLOSURE.fullmatch(text):
            seen -= bool(_ENCLOSURE.fullmatch(text))  # the line below it is the first
        elif one.size > head.body_size > 0 and len(text) <= TITLE_LENGTH:
            apart = True
            yield _SIZE, one.size, -at
        elif (seen == 1 or one.align == "center") and _may_be_title(text):
            apart |= one.align == "center"
            bold = all(p.look.bold for p in one.pieces if isinstance(p, Run) and p.text.strip())
            yield (
                (_SIZE if one.align == "center" and seen == 1 else _PLACE),
                int(bold and one.align == "center"),
                -at,
            )


def _labelled(one: Paragraph, text: str) -> bool:
    """Whether a paragraph has a number, automatic or as the schemes have it."""
    return bool(one.label or words.scheme_of(text)[0])


def _numbered(one: Paragraph, text: str, outlined: int) -> bool:
    """The same, and 1 引言 where there are `outlined` of its rank; 20 世纪的海港 may stand alone."""
    return _labelled(one, text) or (outlined > 1 and bool(_SECTION.match(text)))


def _may_be_title(text: str) -> bool:
    """Whether the words could be a title, of whose looks nothing is known."""
    if len(text) > 40 or words.is_closed(text):
        return False
    return not words.is_byline(text) and not words.SUBTITLE.fullmatch(text)


def _next_line(flow: Sequence[Flow], at: int, first: Paragraph) -> Paragraph | None:
    """The next line of a title set in several paragraphs."""
    one = flow[at] if at < len(flow) else None
    if not isinstance(one, Paragraph) or not one.text.strip() or len(one.text) > TITLE_LENGTH:
        return None
    text = one.text.strip()
    if _looks(one) != _looks(first) or one.outline or one.size == 0:
        return None
    if words.SUBTITLE.fullmatch(text) or words.is_byline(text):
        return None
    if first.style not in TITLE_STYLES and words.is_closed(text):
        return None
    return None if words.scheme_of(text)[0] or is_labelled(text) or not _is_larger(one, flow) else one


def _looks(one: Paragraph) -> tuple[str, int, str, int]:
    return one.style, one.size, one.align, one.outline


def _is_larger(one: Paragraph, flow: Sequence[Flow]) -> bool:
    return one.style in TITLE_STYLES or one.size > body_size(flow)
