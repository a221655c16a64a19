"""A document → one article: its manuscript, and all that its report tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kanwu_press.findings import Finding
from kanwu_press.intake.docx.body.blocks import write_body
from kanwu_press.intake.docx.body.writer import Writer
from kanwu_press.intake.docx.flow import flow_of
from kanwu_press.intake.docx.head.metadata import Head
from kanwu_press.intake.docx.head.recognition import read_head
from kanwu_press.intake.docx.markup import inline, plain
from kanwu_press.intake.docx.notes import Notes
from kanwu_press.intake.docx.remarks import fates, formats, remarks
from kanwu_press.intake.docx.tidy import Ledger
from kanwu_press.intake.docx.values import Document, Formula, Image, Left, Run
from kanwu_press.intake.docx.walking import formulas_of, pieces_of
from kanwu_press.intake.manuscript import mapping, scalar
from kanwu_press.titles import split_title

_LONG_TITLE = 34  # characters; a running head has no room for more
_WORD = re.compile(r"[\u0021-\u02af\u0370-\u058f]+")


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


def make(document: Document, source: str, stem: str, file: str, namer: Callable[[Image, int], str]) -> Made:
    """The article. `file` is the manuscript's name, `stem` the document's; `namer` takes pictures out."""
    ledger = Ledger()
    flow = flow_of(document.blocks, ledger, top=True)
    notes = Notes({key: flow_of(blocks, ledger) for key, blocks in document.notes.items()}, source, file)
    head, rest = read_head(flow, source, stem, file)
    notes.assign(head.moved_notes, rest)
    names = any(isinstance(p, Run) and p.look.wave for _, p in pieces_of(document.blocks))
    writer = Writer(notes.labels, namer, source, file, names, head.body_size)
    blocks = write_body(writer, rest)
    written = notes.definitions(writer, blocks)
    words = (*_head_words(head, notes.moved), *writer.words)
    titles = {number for (number, _), what in head.took.items() if what.startswith("title")}
    told = remarks(document, ledger, source, file, titles)
    return Made(
        title=head.title,
        manuscript=_manuscript(head, notes.moved, [*blocks, *written]),
        characters=count("\n".join(words)),
        fates=tuple(fates(document, head.took, writer.fates)),
        left=(*document.left, *head.left, *notes.left),
        said=tuple(one for one in (*head.said, *writer.said) if one[1].strip()),
        ledger=ledger,
        formulas=tuple(formulas_of(document)),
        notes=len(notes.labels) + len(notes.moved),
        formats=tuple(sorted(formats(document, names=names).items())),
        words=words,
        added=tuple(filter(None, (*head.added, *writer.added))),
        findings=(*head.findings, *notes.findings, *told, *writer.findings),
    )


def count(text: str) -> int:
    """字数 as Word counts it: each Chinese character and mark, each run of foreign letters and figures."""
    western = _WORD.findall(text)
    rest = _WORD.sub("", text)
    return len(western) + sum(not char.isspace() for char in rest)


def _head_words(head: Head, moved: Sequence[str]) -> tuple[str, ...]:
    names = [name for name, _ in head.authors]
    units = dict.fromkeys(unit for _, unit in head.authors)
    rich = (plain(head.abstract), plain(head.editor_note))
    rest = (*head.keywords, *head.author_notes, *moved, head.origin, head.reprint)
    return (head.title, head.subtitle, *names, *units, *rich, *rest)


def _manuscript(head: Head, moved: Sequence[str], blocks: Sequence[str]) -> str:
    lines = [
        *mapping((("标题", head.title), ("副标题", head.subtitle), ("书眉标题", _running(head.title)))),
        *_authors(head.authors),
        *mapping((
            ("版式", "双栏"),
            ("摘要", inline(head.abstract, {}).replace("\\\n", " ")),
            ("关键词", tuple(head.keywords)),
            ("编者按", inline(head.editor_note, {}).replace("\\\n", " ")),
            ("作者简介", (*head.author_notes, *moved)),
            ("来源", head.origin),
            ("转载", head.reprint),
        )),
    ]  # fmt: skip
    text = "---\n" + "\n".join(lines) + "\n---\n\n" + "\n\n".join(blocks)
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
