"""The flow of an article → its head, and the flow without it.

The order is the one that contributors use; what is not recognised stays in the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kanwu_press.intake.docx import doubts
from kanwu_press.intake.docx.flow import Flow
from kanwu_press.intake.docx.head.byline import take_byline
from kanwu_press.intake.docx.head.matter import take_foot, take_matter
from kanwu_press.intake.docx.head.metadata import Head, body_size
from kanwu_press.intake.docx.head.title import take_title
from kanwu_press.intake.docx.values import Paragraph


def read_head(flow: Sequence[Flow], source: str, stem: str, file: str) -> tuple[Head, tuple[Flow, ...]]:
    """The head, and the flow without it. `stem` is the name of the file, a title where there is none."""
    head = Head(source, file, body_size(flow))
    rest = list(flow)
    begin = take_title(head, rest, stem)
    at = take_byline(head, rest, begin)
    take_matter(head, rest, at)
    take_foot(head, rest)
    before = [one.text for one in rest[:begin] if isinstance(one, Paragraph) and one.text.strip()]
    if before:
        head.find(doubts.BEFORE_TITLE, rest[0].number, text="／".join(before)[:60])
    text = (
        replace(one, text_only=True) if isinstance(one, Paragraph) and one.key in head.kept else one
        for one in rest
        if not isinstance(one, Paragraph) or one.key not in head.took
    )
    return head, (*text, *head.at_end)
