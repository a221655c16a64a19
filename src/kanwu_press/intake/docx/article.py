"""A document → one article: its manuscript, the text of its report, and the account of its characters."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kanwu_press.findings import Finding, Rule
from kanwu_press.intake.docx import decisions, doubts
from kanwu_press.intake.docx.body.blocks import write_body
from kanwu_press.intake.docx.body.figures import write_pictures
from kanwu_press.intake.docx.body.writer import Writer
from kanwu_press.intake.docx.flow import Boxed, Flow, Pictures, Table, flow_of
from kanwu_press.intake.docx.head.metadata import Head
from kanwu_press.intake.docx.head.recognition import read_head
from kanwu_press.intake.docx.markup import inline, plain
from kanwu_press.intake.docx.tidy import INVISIBLE_MARKS, Ledger
from kanwu_press.intake.docx.values import (
    Aside,
    Block,
    Call,
    Document,
    Formula,
    Grid,
    Image,
    Left,
    Paragraph,
    Piece,
    Run,
)
from kanwu_press.intake.manuscript import escaped, guarded, mapping, scalar
from kanwu_press.model import Place
from kanwu_press.read.links import allowed_href
from kanwu_press.titles import split_title

Key = tuple[str, str]
_LONG_TITLE = 34  # characters; a running head has no room for more
_OBJECTS = {"chart": doubts.CHART, "diagram": doubts.DIAGRAM, "EQ": doubts.EQUATION}
_GONE = ("deleted", "moved-from")
_WORD = re.compile(r"[\u0021-\u02af\u0370-\u058f]+")
_SHOWN = 28  # characters of a paragraph in the report


@dataclass(frozen=True, slots=True)
class Made:
    """An article ready to be written and reported.

    `words` is all text that was written, `added` what of it the document has not.
    """

    title: str
    manuscript: str
    characters: int  # 字数: each Chinese character and mark, each foreign word
    fates: tuple[tuple[int, str, str], ...]  # paragraph, its first words, what became of it
    left: tuple[Left, ...]
    said: tuple[tuple[int, str], ...]  # words that the form of the manuscript says itself
    ledger: Ledger
    formulas: tuple[tuple[int, Formula], ...]
    notes: int
    formats: tuple[tuple[str, int], ...]  # what was left to the house style, and at how many places
    words: tuple[str, ...]
    added: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class _Work:
    """What comes together while an article is made."""

    document: Document
    source: str
    file: str
    ledger: Ledger = field(default_factory=Ledger)
    left: list[Left] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    labels: dict[Key, str] = field(default_factory=dict)
    moved: list[str] = field(default_factory=list)  # notes of the head, as notes on the authors

    def find(self, rule: Rule, number: int = 0, **values: object) -> None:
        self.findings.append(rule.at(Place(self.source, number), **{"file": self.file, **values}))


def make(document: Document, source: str, stem: str, file: str, namer: Callable[[Image, int], str]) -> Made:
    """The article. `file` is the manuscript's name, `stem` the document's; `namer` takes pictures out."""
    work = _Work(document, source, file, left=list(document.left))
    flow = flow_of(document.blocks, work.ledger, top=True)
    notes = {key: flow_of(blocks, work.ledger) for key, blocks in document.notes.items()}
    head, rest = read_head(flow, source, stem, file)
    _label(work, head, rest, notes)
    names = any(isinstance(p, Run) and p.look.wave for _, p in pieces_of(document.blocks))
    writer = Writer(work.labels, namer, source, file, names, head.body_size)
    blocks = write_body(writer, rest)
    written = [
        text for key, label in work.labels.items() for text in _note(label, notes[key], writer, blocks)
    ]
    formulas = tuple(_formulas(document))
    for number, one in formulas:
        work.find(doubts.FORMULA, number, text=one.text)
    _about_document(work)
    words = (*_head_words(head, work.moved), *writer.words)
    return Made(
        title=head.title,
        manuscript=_manuscript(head, work, writer, blocks, written),
        characters=count("\n".join(words)),
        fates=tuple(_fates(document, head, writer)),
        left=tuple(work.left),
        said=tuple(one for one in (*head.said, *writer.said) if one[1].strip()),
        ledger=work.ledger,
        formulas=formulas,
        notes=len(work.labels) + len(work.moved),
        formats=tuple(sorted(_formats(document, names=names).items())),
        words=words,
        added=tuple(filter(None, (*head.added, *writer.added))),
        findings=(*head.findings, *work.findings, *writer.findings),
    )


def count(text: str) -> int:
    """字数 as Word counts it: each Chinese character and mark, each run of foreign letters and figures."""
    western = _WORD.findall(text)
    rest = _WORD.sub("", text)
    return len(western) + sum(not char.isspace() for char in rest)


def letters(text: str) -> Counter[str]:
    """The characters that carry words: no spaces, nothing invisible."""
    found = Counter(text)
    for char in [char for char in found if char.isspace() or INVISIBLE_MARKS.match(char)]:
        del found[char]
    return found


def account(source: Iterable[str], document: Document, made: Made) -> tuple[str, str]:
    """(lost, surplus): what of the document stands nowhere, and what stands there in excess of it."""
    kept = letters("".join(made.words))
    for text in (
        *(left.text for left in made.left),
        *(text for _, text in made.said),
        *(change.text for change in document.changes if change.kind in _GONE),
        *(comment.text for comment in document.comments),
        *(formula.source for _, formula in made.formulas),
        *(was for was, _ in document.marks),
    ):
        kept += letters(text)
    kept += made.ledger.was
    new = letters(
        "".join((*made.added, *(f.text for _, f in made.formulas), *(w for _, w in document.marks)))
    )
    new += made.ledger.became
    whole = Counter[str]()
    for text in source:
        whole += letters(text)
    lost = whole + new - kept
    surplus = kept - whole - new
    written = letters(made.manuscript) | letters(html.unescape(made.manuscript))
    unwritten = letters("".join(made.words)) - written
    return "".join(sorted((lost | unwritten).elements())), "".join(sorted(surplus.elements()))


# ---- walking -------------------------------------------------------------------------------


def pieces_of(blocks: Iterable[Block]) -> Iterator[tuple[int, Piece]]:
    """Every piece with the number of its paragraph, those in tables and boxes included."""
    for paragraph in paragraphs_of(blocks):
        for piece in paragraph.pieces:
            yield paragraph.number, piece


def paragraphs_of(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Every paragraph, those in tables and boxes included."""
    for block in blocks:
        if isinstance(block, Grid):
            for row in block.rows:
                for cell in row:
                    yield from paragraphs_of(cell.blocks)
            continue
        yield block
        for piece in block.pieces:
            if isinstance(piece, Aside):
                yield from paragraphs_of(piece.blocks)


def _all_blocks(document: Document) -> list[Block]:
    return [*document.blocks, *(block for note in document.notes.values() for block in note)]


def _formulas(document: Document) -> Iterator[tuple[int, Formula]]:
    for number, piece in pieces_of(_all_blocks(document)):
        if isinstance(piece, Formula):
            yield number, piece


def _calls(flow: Iterable[Flow]) -> Iterator[tuple[int, Call]]:
    """The calls of notes in the order of the text."""
    for one in flow:
        match one:
            case Paragraph():
                yield from ((one.number, p) for p in one.pieces if isinstance(p, Call))
            case Boxed():
                yield from _calls(one.flow)
            case Table():
                for row in one.rows:
                    for cell in row:
                        yield from _calls(cell.flow)


# ---- notes ---------------------------------------------------------------------------------


def _label(work: _Work, head: Head, flow: Sequence[Flow], notes: Mapping[Key, Sequence[Flow]]) -> None:
    """Gives the notes their labels in the order of their calls; those of the head go to the authors."""
    for number, call in head.moved_notes:
        key = (call.kind, call.id)
        text = _note_text(notes.get(key, ()))
        if text:
            work.moved.append(text)
            work.find(doubts.NOTE_MOVED, number, text=text[:40])
        else:
            work.find(doubts.NOTE_DANGLING, number)
    done = {(call.kind, call.id) for _, call in head.moved_notes}
    for number, call in _calls(flow):
        key = (call.kind, call.id)
        if _note_text(notes.get(key, ())) and key not in done:
            work.labels.setdefault(key, str(len(work.labels) + 1))
        elif key not in done:
            work.find(doubts.NOTE_DANGLING, number)
    for key, note in notes.items():
        text = _note_text(note)
        if key not in work.labels and key not in done and text:
            work.left.append(Left(0, "note", text))
            work.find(doubts.NOTE_UNCALLED, text=text[:40])


def _note_text(flow: Iterable[Flow]) -> str:
    """All words of a note."""
    parts: list[str] = []
    for one in flow:
        match one:
            case Paragraph():
                parts.append(one.label + plain(one.pieces))
            case Boxed():
                parts.append(_note_text(one.flow))
            case Table():
                parts += [_note_text(cell.flow) for row in one.rows for cell in row]
            case Pictures():
                parts += [image.alt for image in one.images]
    return " ".join(part.strip() for part in parts if part.strip())


def _note(label: str, flow: Sequence[Flow], writer: Writer, blocks: list[str]) -> Iterator[str]:
    """The definition of a note: paragraphs; pictures in it go to the end of the article."""
    lines: list[str] = []
    for one in flow:
        match one:
            case Paragraph():
                pieces = (Run(one.label), *one.pieces) if one.label else one.pieces
                writer.words.append(plain(pieces))
                writer.added.append(one.label)
                writer.fate(one.number, "note")
                lines.append(inline([p for p in pieces if not isinstance(p, Call)], {}).replace("\\\n", " "))
            case Pictures():
                write_pictures(writer, [one], 0, blocks)
            case _:
                text = _note_text([one])
                writer.words.append(text)
                lines.append(escaped(text))
    filled = [line for line in lines if line]
    for at, line in enumerate(filled):
        yield f"[^{label}]: {line}" if at == 0 else f"    {guarded(line)}"


# ---- what is told --------------------------------------------------------------------------


def _about_document(work: _Work) -> None:
    document = work.document
    if document.changes:
        kinds = Counter(change.kind in _GONE for change in document.changes)
        work.find(doubts.CHANGES, inserted=kinds[False], deleted=kinds[True])
    if document.comments:
        work.find(doubts.COMMENTS, count=len(document.comments), report=work.file)
    for left in document.left:
        if left.kind == "hidden":
            work.find(doubts.HIDDEN, left.number, text=left.text.strip()[:60])
        elif left.kind.startswith("part "):
            work.find(doubts.UNKNOWN_PART, part=left.kind.removeprefix("part "))
    for number, kind in document.objects:
        work.find(_OBJECTS.get(kind, doubts.OBJECT), number, kind=kind)
    for number, font, code in document.symbols:
        work.find(doubts.SYMBOL, number, font=font or "?", point=f"U+{code}", mark="□")
    for (char, font), times in sorted(work.ledger.private.items()):
        number = work.ledger.private_at[char, font]
        work.find(doubts.PRIVATE, number, point=f"U+{ord(char):04X}", count=times, font=font or "?")
    for number, text in work.ledger.odd_quotes:
        work.find(doubts.QUOTES, number, text=text)
    if document.open_fields:
        work.find(doubts.FIELD_OPEN, count=document.open_fields)
    labelled = [p for p in paragraphs_of(_all_blocks(document)) if p.label]
    if labelled:
        text = labelled[0].text.strip()[:20]
        work.find(decisions.NUMBERED, labelled[0].number, count=len(labelled), text=text)
    refused = (p.href for _, p in pieces_of(_all_blocks(document)) if isinstance(p, Run) and p.href)
    for href in dict.fromkeys(refused):
        if allowed_href(href) is None or set("<>\n") & set(href):
            work.find(decisions.LINK, address=href[:120])


def _formats(document: Document, *, names: bool) -> Counter[str]:
    """Formats that the house style does not keep, by the runs that have them."""
    found: Counter[str] = Counter()
    for _, piece in pieces_of(_all_blocks(document)):
        if isinstance(piece, Run) and piece.text.strip():
            look = piece.look
            found["italic"] += look.italic
            found["struck out"] += look.struck
            found["coloured"] += look.coloured
            found["underlined"] += look.line and not names
            found["raised or lowered"] += bool(look.raised) and piece.text.strip().isascii()
    return +found


def _fates(document: Document, head: Head, writer: Writer) -> Iterator[tuple[int, str, str]]:
    """What became of each paragraph of the document, in order."""
    took: dict[int, list[str]] = {}
    for (number, _), what in head.took.items():
        took.setdefault(number, []).append(what)
    noted = {p.number for note in document.notes.values() for p in paragraphs_of(note)}
    for paragraph in sorted(paragraphs_of(_all_blocks(document)), key=lambda p: p.number):
        number = paragraph.number
        became = [*took.get(number, []), *writer.fates.get(number, [])]
        text = " ".join(paragraph.text.split())
        if not became:
            became = ["note" if number in noted else "left out" if text else "empty"]
        yield number, text[:_SHOWN], " + ".join(dict.fromkeys(became))


# ---- the manuscript ------------------------------------------------------------------------


def _head_words(head: Head, moved: Sequence[str]) -> tuple[str, ...]:
    names = [name for name, _ in head.authors]
    units = dict.fromkeys(unit for _, unit in head.authors)
    rich = (plain(head.abstract), plain(head.editor_note))
    rest = (*head.keywords, *head.author_notes, *moved, head.origin, head.reprint)
    return (head.title, head.subtitle, *names, *units, *rich, *rest)


def _manuscript(head: Head, work: _Work, writer: Writer, blocks: Sequence[str], notes: Sequence[str]) -> str:
    lines = [
        *mapping((("标题", head.title), ("副标题", head.subtitle), ("书眉标题", _running(head.title)))),
        *_authors(head.authors),
        *mapping((
            ("版式", "双栏"),
            ("摘要", inline(head.abstract, {}).replace("\\\n", " ")),
            ("关键词", tuple(head.keywords)),
            ("编者按", inline(head.editor_note, {}).replace("\\\n", " ")),
            ("作者简介", (*head.author_notes, *work.moved)),
            ("来源", head.origin),
            ("转载", head.reprint),
        )),
    ]  # fmt: skip
    text = "---\n" + "\n".join(lines) + "\n---\n\n" + "\n\n".join([*blocks, *notes])
    return text.rstrip("\n") + "\n"


def _authors(authors: Sequence[tuple[str, str]]) -> Iterator[str]:
    if not any(unit for _, unit in authors):
        yield from mapping((("作者", tuple(name for name, _ in authors)),))
        return
    yield "作者:"
    for name, unit in authors:
        if unit:
            yield f"  - 姓名: {scalar(name)}"
            yield f"    单位: {scalar(unit)}"
        else:
            yield f"  - {scalar(name)}"


def _running(title: str) -> str:
    """The first part of a title too long for a running head; empty where it fits."""
    first = split_title(title)[0] if len(title) > _LONG_TITLE else ""
    return first if 6 <= len(first) <= _LONG_TITLE and first != title else ""
