"""What is told of a whole document: doubts, formats left to the house style, the fate of each paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping

from kanwu_press.findings import Finding, Rule
from kanwu_press.intake.docx import decisions, doubts
from kanwu_press.intake.docx.tidy import Ledger
from kanwu_press.intake.docx.values import Document, Run
from kanwu_press.intake.docx.walking import all_blocks, formulas_of, paragraphs_of, pieces_of
from kanwu_press.model import Place
from kanwu_press.read.links import allowed_href

_OBJECTS = {"chart": doubts.CHART, "diagram": doubts.DIAGRAM, "EQ": doubts.EQUATION, "shapes": doubts.SHAPES}
_SHOWN = 28  # characters of a paragraph in the report
_Maker = Callable[..., Finding]


def remarks(
    document: Document, ledger: Ledger, source: str, file: str, titles: Collection[int]
) -> Iterator[Finding]:
    """Findings on the document `source`, whose manuscript is `file`.

    `titles` are the paragraphs of the title, whose automatic numbers are not written.
    """

    def at(rule: Rule, number: int = 0, **values: object) -> Finding:
        return rule.at(Place(source, number), **{"file": file, **values})

    for number, formula in formulas_of(document):
        yield at(doubts.FORMULA, number, text=formula.text)
    if document.changes:
        kinds = Counter(change.gone for change in document.changes)
        yield at(doubts.CHANGES, inserted=kinds[False], deleted=kinds[True])
    if document.comments:
        yield at(doubts.COMMENTS, count=len(document.comments), report=file)
    if not any(p.text.strip() or p.pieces for p in paragraphs_of(document.blocks)):
        yield at(doubts.NO_BODY, report=file)
    yield from _of_left(document, at)
    yield from _of_characters(document, ledger, at)
    struck: dict[int, str] = {}
    for number, piece in pieces_of(all_blocks(document)):
        if isinstance(piece, Run) and piece.look.struck and piece.text.strip():
            struck[number] = struck.get(number, "") + piece.text
    for number, text in struck.items():
        yield at(doubts.STRUCK, number, text=text.strip()[:60])
    if document.open_fields:
        yield at(doubts.FIELD_OPEN, count=document.open_fields)
    labelled = [p for p in paragraphs_of(all_blocks(document)) if p.label and p.number not in titles]
    if labelled:
        text = labelled[0].text.strip()[:20]
        yield at(decisions.NUMBERED, labelled[0].number, count=len(labelled), text=text)
    refused = (p.href for _, p in pieces_of(all_blocks(document)) if isinstance(p, Run) and p.href)
    for href in dict.fromkeys(refused):
        if allowed_href(href) is None or set("<>\n") & set(href):
            yield at(decisions.LINK, address=href[:120])


def _of_left(document: Document, at: _Maker) -> Iterator[Finding]:
    """Hidden text, parts that are not understood, charts and other objects."""
    for left in document.left:
        if left.kind == "hidden":
            yield at(doubts.HIDDEN, left.number, text=left.text.strip()[:60])
        elif left.kind.startswith("part "):
            yield at(doubts.UNKNOWN_PART, part=left.kind.removeprefix("part "))
    for number, kind in document.objects:
        yield at(_OBJECTS.get(kind, doubts.OBJECT), number, kind=kind)


def _of_characters(document: Document, ledger: Ledger, at: _Maker) -> Iterator[Finding]:
    """Symbols that are not known, private characters, quotation marks without a partner."""
    for number, font, code in document.symbols:
        yield at(doubts.SYMBOL, number, font=font or "?", point=f"U+{code}", mark="□")
    for (char, font), times in sorted(ledger.private.items()):
        number = ledger.private_at[char, font]
        yield at(doubts.PRIVATE, number, point=f"U+{ord(char):04X}", count=times, font=font or "?")
    for number, text in ledger.odd_quotes:
        yield at(doubts.QUOTES, number, text=text)


def formats(document: Document, *, names: bool) -> Counter[str]:
    """Formats that the house style does not keep, by the runs that have them."""
    found: Counter[str] = Counter()
    for _, piece in pieces_of(all_blocks(document)):
        if isinstance(piece, Run) and piece.text.strip():
            look = piece.look
            found["italic"] += look.italic
            found["struck out"] += look.struck
            found["coloured"] += look.coloured
            found["underlined"] += look.line and not names
            found["raised or lowered"] += bool(look.raised) and piece.text.strip().isascii()
    return +found


def fates(
    document: Document, head: Mapping[tuple[int, int], str], body: Mapping[int, list[str]]
) -> Iterator[tuple[int, str, str]]:
    """(number, first words, what became of it) of each paragraph, in order, as `head` and `body` took it."""
    took: dict[int, list[str]] = {}
    for (number, _), what in head.items():
        took.setdefault(number, []).append(what)
    noted = {p.number for note in document.notes.values() for p in paragraphs_of(note)}
    for paragraph in sorted(paragraphs_of(all_blocks(document)), key=lambda p: p.number):
        number = paragraph.number
        became = [*took.get(number, []), *body.get(number, [])]
        text = " ".join(paragraph.text.split())
        if not became:
            became = ["note" if number in noted else "left out" if text else "empty"]
        yield number, text[:_SHOWN], " + ".join(dict.fromkeys(became))
