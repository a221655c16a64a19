"""The account of an import: each character of the document stands in the manuscript or the report, once."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterable

from kanwu_press.intake.docx.article import Made
from kanwu_press.intake.docx.tidy import INVISIBLE_MARKS
from kanwu_press.intake.docx.values import Document


def letters(text: str) -> Counter[str]:
    """The characters that carry words: no spaces, nothing invisible."""
    found = Counter(text)
    for char in [char for char in found if char.isspace() or INVISIBLE_MARKS.match(char)]:
        del found[char]
    return found


def account(source: Iterable[str], document: Document, made: Made) -> tuple[str, str]:
    """(lost, surplus): what of the document stands nowhere, and what stands there in excess of it."""
    kept, new = _kept(document, made), _new(document, made)
    whole = Counter[str]()
    for text in source:
        whole += letters(text)
    lost = whole + new - kept
    surplus = kept - whole - new
    written = letters(made.manuscript) | letters(html.unescape(made.manuscript))
    unwritten = letters("".join(made.words)) - written
    return "".join(sorted((lost | unwritten).elements())), "".join(sorted(surplus.elements()))


def _kept(document: Document, made: Made) -> Counter[str]:
    """What stands in the manuscript or in the report."""
    kept = letters("".join(made.words))
    for text in (
        *(left.text for left in made.left),
        *(text for _, text in made.said),
        *(change.text for change in document.changes if change.gone),
        *(comment.text for comment in document.comments),
        *(formula.source for _, formula in made.formulas),
        *(was for was, _ in document.marks),
    ):
        kept += letters(text)
    return kept + made.ledger.was


def _new(document: Document, made: Made) -> Counter[str]:
    """What was written that the document has not, or has otherwise."""
    formulas = (formula.text for _, formula in made.formulas)
    marks = (written for _, written in document.marks)
    return letters("".join((*made.added, *formulas, *marks))) + made.ledger.became
