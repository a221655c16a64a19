"""The report of one Word file, for the editor in Markdown and for machines in JSON.

What became of every paragraph, what is not in the manuscript, what was mended, pictures with their size in
print, changes, comments, formulas.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from gettext import NullTranslations
from itertools import takewhile

from kanwu_press.findings import N_, Finding, Level, in_order
from kanwu_press.intake.docx.article import Made
from kanwu_press.intake.docx.pictures import PPI, Taken
from kanwu_press.intake.docx.values import Document

_VERSION = 1
_TITLE = N_("# Import report of {source}")
_FACTS = N_(
    "“{title}” → {file}. {characters} characters, {notes} notes, {pictures} pictures; "
    "{doubts} doubts, {left} pieces that are only here."
)
_GOOD = N_("Every character of the document was counted: each is in the manuscript or in this report.")
_BAD = N_("Not every character of the document was found again; see the doubts.")
_HEADS = {
    "doubts": N_("## Doubts: please look at these"),
    "decisions": N_("## Decisions"),
    "left": N_("## Not in the manuscript"),
    "changes": N_("## Tracked changes, accepted"),
    "comments": N_("## Comments"),
    "pictures": N_("## Pictures"),
    "formulas": N_("## Formulas"),
    "cleaned": N_("## Mended"),
    "formats": N_("## Formats left to the house style"),
    "paragraphs": N_("## What became of each paragraph"),
}
_TABLE = "table"
_NOTHING = N_("Nothing.")
_AT = N_("- Paragraph {number}: {message}")
_WHOLE = "- {message}"
_KIND = N_("{kind}: {text}")
_CHANGE = N_("{kind} by {author}, {when}: {text}")
_COMMENT = N_("{author}, {when}, about “{about}”: {text}")
_FORMULA = N_("{text}; as MathML: {mathml}")
_PICTURES = N_("| File | Paragraph | Kind | Pixels | At {ppi} ppi, mm | In Word, mm wide |")
_PARAGRAPHS = N_("| Paragraph | Begins | Became |")
_TIMES = N_("- {kind}: {count}")
# Where a remedy sends its reader to the report, the report itself says this.
_HERE = {
    "word-changes": N_("They are listed below; ask the author whether all are meant."),
    "word-comments": N_("They stand below."),
    "word-no-body": N_("Check whether this is the right file; copy from below what belongs to the article."),
}
_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)\S*")
# What the other modules call things, for translation.
_NAMES = (
    N_("header"), N_("footer"), N_("field"), N_("hidden"), N_("contents"), N_("chart"), N_("diagram"),
    N_("note"), N_("separator"), N_("alternative"), N_("alternative text"), N_("placeholder"),
    N_("drawing"), N_("glossary"), N_("inserted file"), N_("note mark"),
    N_("letters of mathematical alphabets"), N_("said by the form"), N_("inserted"), N_("deleted"),
    N_("moved-from"), N_("moved-to"), N_("someone"), N_("full-width letters and digits"),
    N_("stray spaces"), N_("wide gaps kept as one space"), N_("invisible characters"),
    N_("radicals and compatibility forms"), N_("straight quotation marks"), N_("tabs"),
    N_("raised and lowered digits"), N_("bullets of a symbol font"), N_("line ends joined"),
    N_("line ends made paragraphs"), N_("line ends kept"), N_("indents of spaces"), N_("italic"),
    N_("struck out"), N_("coloured"), N_("underlined"), N_("raised or lowered"), N_("title (style)"),
    N_("title (size)"), N_("title (place)"), N_("subtitle"), N_("authors"), N_("abstract"),
    N_("keywords"), N_("editor_note"), N_("author_notes"), N_("source"), N_("reprint"), N_("paragraph"),
    N_("quotation"), N_("list item"), N_("caption"), N_("caption alone"), N_("picture"), N_("table"),
    N_("cell"), N_("note of the table"), N_("title of the box"), N_("left out"), N_("empty"),
    N_("subhead 1 (style)"), N_("subhead 2 (style)"), N_("subhead 3 (style)"), N_("subhead 1 (number)"),
    N_("subhead 2 (number)"), N_("subhead 3 (number)"), N_("subhead 1 (bold)"), N_("subhead 2 (bold)"),
    N_("subhead 3 (bold)"), N_("subhead 1 (size)"), N_("box"), N_("pause"), N_("author's mark"), N_("credit"),
    N_("author's work"),
)  # fmt: skip


def report(
    source: str, file: str, document: Document, made: Made, pictures: Sequence[Taken],
    findings: Iterable[Finding], words: NullTranslations,
) -> str:  # fmt: skip
    """The report as Markdown."""
    t = words.gettext
    ordered = in_order(findings)
    doubts = [f for f in ordered if f.level is not Level.INFO]
    good = not any(f.code.startswith("word-characters") for f in doubts)
    left = [
        *((x.number, x.kind, x.text) for x in made.left),
        *((n, "said by the form", s) for n, s in made.said),
    ]
    facts = t(_FACTS).format(
        title=made.title, file=file, characters=made.characters, notes=made.notes, pictures=len(pictures),
        doubts=len(doubts), left=len(left),
    )  # fmt: skip
    sections: dict[str, list[str]] = {
        "doubts": list(_findings(doubts, words)),
        "decisions": list(_findings([f for f in ordered if f.level is Level.INFO], words)),
        "left": [_line(n, t(_KIND).format(kind=t(kind), text=_one(text)), t) for n, kind, text in left],
        "changes": [
            _line(
                c.number,
                t(_CHANGE).format(
                    kind=t(c.kind), author=c.author or t("someone"), when=_clock(c.when), text=_one(c.text)
                ),
                t,
            )
            for c in document.changes
        ],
        "comments": [
            _line(
                c.number,
                t(_COMMENT).format(
                    author=c.author or t("someone"),
                    when=_clock(c.when),
                    about=_one(c.about),
                    text=_one(c.text),
                ),
                t,
            )
            for c in document.comments
        ],
        "pictures": list(_pictures(pictures, t(_PICTURES).format(ppi=PPI))),
        "formulas": [
            _line(n, t(_FORMULA).format(text=f.text, mathml=f"`{f.mathml}`"), t) for n, f in made.formulas
        ],
        "cleaned": [t(_TIMES).format(kind=t(k), count=c) for k, c in sorted(made.ledger.counts.items()) if c],
        "formats": [t(_TIMES).format(kind=t(k), count=c) for k, c in made.formats],
        "paragraphs": list(_paragraphs(made, words)),
    }
    parts = [t(_TITLE).format(source=source), facts, t(_GOOD if good else _BAD)]
    for key, lines in sections.items():
        if lines or key == "doubts":
            parts += [t(_HEADS[key]), "\n".join(lines) or t(_NOTHING)]
    return "\n\n".join(parts) + "\n"


def _clock(when: str) -> str:
    """2026-01-05T10:00:00Z as people write it; Word counts local time, whatever it says."""
    return _CLOCK.sub(r"\1 \2", when)


def _one(text: str) -> str:
    return " ".join(text.split())


def _line(number: int, message: str, t: object) -> str:
    assert callable(t)
    return str(t(_AT).format(number=number, message=message)) if number else _WHOLE.format(message=message)


def _findings(findings: Iterable[Finding], words: NullTranslations) -> Iterator[str]:
    for finding in findings:
        message = " ".join(filter(None, (finding.message(words), _remedy(finding, words))))
        yield _line(finding.place.line, message, words.gettext)


def _remedy(finding: Finding, words: NullTranslations) -> str:
    here = _HERE.get(finding.code)
    return words.gettext(here) if here else finding.remedy(words)


def _pictures(pictures: Sequence[Taken], heads: str) -> Iterator[str]:
    if pictures:
        yield heads
        yield "|---|---:|---|---:|---:|---:|"
    for one in pictures:
        size = f"{one.width_px}×{one.height_px}" if one.width_px else "?"
        printed = "×".join(map(str, one.print_mm)) if one.width_px else "?"
        set_ = f"{one.set_mm:.0f}" if one.set_mm else ""
        yield f"| {one.file} | {one.paragraph} | {one.kind} | {size} | {printed} | {set_} |"


def _paragraphs(made: Made, words: NullTranslations) -> Iterator[str]:
    yield words.gettext(_PARAGRAPHS)
    yield "|---:|---|---|"
    for numbers, text, became in _gathered(made.fates):
        fate = " + ".join(words.gettext(one) for one in became.split(" + "))
        yield f"| {numbers} | {text.replace('|', chr(92) + '|')} | {fate} |"


def _gathered(fates: Sequence[tuple[int, str, str]]) -> Iterator[tuple[str, str, str]]:
    """The fates, all cells of a table in one line: numbers, first words, what became of them."""
    at = 0
    while at < len(fates):
        number, text, became = fates[at]
        end = at + 1
        if became in (_TABLE, f"cell + {_TABLE}"):
            inside = len(list(takewhile(lambda one: one[2] in ("cell", "empty"), fates[end:])))
            while inside and fates[at + inside][2] == "empty":  # it may stand below the table
                inside -= 1
            end += inside
        several = end - at > 1
        yield (
            (f"{number}–{fates[end - 1][0]}" if several else str(number)),
            text,
            (_TABLE if several else became),
        )
        at = end


def as_json(
    source: str, checksum: str, file: str, document: Document, made: Made, pictures: Sequence[Taken],
    findings: Iterable[Finding],
) -> str:  # fmt: skip
    """The same facts for machines; English keys, texts in full."""
    value = {
        "version": _VERSION,
        "source": source,
        "sha256": checksum,
        "manuscript": file,
        "title": made.title,
        "characters": made.characters,
        "notes": made.notes,
        "paragraphs": [
            {"paragraph": n, "begins": text, "became": what.split(" + ")} for n, text, what in made.fates
        ],
        "left_out": [{"paragraph": x.number, "kind": x.kind, "text": x.text} for x in made.left],
        "said_by_the_form": [{"paragraph": n, "text": text} for n, text in made.said],
        "added": list(made.added),
        "changes": [
            {"paragraph": c.number, "kind": c.kind, "author": c.author, "when": c.when, "text": c.text}
            for c in document.changes
        ],
        "comments": [
            {"paragraph": c.number, "author": c.author, "when": c.when, "about": c.about, "text": c.text}
            for c in document.comments
        ],
        "pictures": [
            {
                "file": p.file, "paragraph": p.paragraph, "kind": p.kind, "pixels": [p.width_px, p.height_px],
                "mm_at_300_ppi": list(p.print_mm), "mm_wide_in_word": round(p.set_mm, 1),
            }
            for p in pictures
        ],
        "formulas": [
            {"paragraph": n, "line": f.text, "source": f.source, "mathml": f.mathml} for n, f in made.formulas
        ],
        "mended": {
            "counts": dict(sorted(made.ledger.counts.items())),
            "was": "".join(sorted(made.ledger.was.elements())),
            "became": "".join(sorted(made.ledger.became.elements())),
        },
        "signs": [{"was": was, "became": became} for was, became in document.marks],
        "formats_left_out": dict(made.formats),
        "findings": [
            {"code": f.code, "level": f.level.value, "paragraph": f.place.line, "values": dict(f.values)}
            for f in in_order(findings)
        ],
    }  # fmt: skip
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
