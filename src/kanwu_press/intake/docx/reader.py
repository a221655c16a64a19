"""A package → a Document: the body, notes, comments, and the text of all parts that are not printed."""

from __future__ import annotations

from collections.abc import Iterator

from kanwu_press.intake.docx.foreign import foreign_parts, foreign_text
from kanwu_press.intake.docx.names import Element, attribute, children, name
from kanwu_press.intake.docx.numbering import Numbering
from kanwu_press.intake.docx.package import Package
from kanwu_press.intake.docx.story.blocks import Story
from kanwu_press.intake.docx.story.state import State
from kanwu_press.intake.docx.story.texts import text_in
from kanwu_press.intake.docx.styles import Styles
from kanwu_press.intake.docx.values import Block, Comment, Document, Left

_NOTES = (("footnote", "footnotes"), ("endnote", "endnotes"))
_NO_NOTES = ("separator", "continuationSeparator", "continuationNotice")
# Parts that hold settings and no words of the article.
_SILENT = (
    "styles",
    "settings",
    "fontTable",
    "webSettings",
    "theme",
    "numbering",
    "people",
    "stylesWithEffects",
)


def read_document(package: Package) -> Document:
    """All of the document. Raises Refused where a part is damaged."""
    main = package.main
    folder = main.rpartition("/")[0]
    targets = package.targets(main)
    by_kind = {t.kind: t.part for t in targets.values() if not t.outside}

    def part(kind: str) -> str:
        return by_kind.get(kind) or f"{folder}/{kind}.xml"

    state = State(package, Styles(package.xml(part("styles"))), Numbering(package.xml(part("numbering"))))
    root = package.xml(main)
    state.used |= {main, *(part(kind) for kind in ("footnotes", "endnotes", "comments"))}
    story = Story(state, targets)
    blocks = tuple(block for body in children(root, "w:body") for block in story.read(body))
    notes: dict[tuple[str, str], tuple[Block, ...]] = {}
    for kind, name_ in _NOTES:
        notes |= _notes(state, part(name_), kind)
    comments = tuple(_comments(state, part("comments")))
    state.number = 0
    for one in package.parts:
        _rest(state, one, by_kind)
    for one in foreign_parts(package):
        state.left.append(Left(0, "inserted file", foreign_text(package, one)))
    return Document(
        blocks=blocks,
        notes=notes,
        left=tuple(state.left),
        changes=tuple(state.changes),
        comments=comments,
        labels=state.labels,
        objects=tuple(state.objects),
        symbols=tuple(state.symbols),
        open_fields=state.open_fields,
        marks=tuple(state.marks),
    )


def _notes(state: State, part: str, kind: str) -> dict[tuple[str, str], tuple[Block, ...]]:
    root = state.package.xml(part)
    found: dict[tuple[str, str], tuple[Block, ...]] = {}
    for one in children(root, f"w:{kind}"):
        if attribute(one, "w:type") in _NO_NOTES:
            state.leave("separator", text_in(one))
            continue
        blocks = Story(state, state.package.targets(part)).read(one)
        key = (kind, attribute(one, "w:id"))
        found[key] = (*found.get(key, ()), *blocks)
    return found


def _comments(state: State, part: str) -> Iterator[Comment]:
    for one in children(state.package.xml(part), "w:comment"):
        number, about = state.pinned.get(attribute(one, "w:id"), (0, []))
        author, when = attribute(one, "w:author"), attribute(one, "w:date")
        yield Comment(number, author, when, "".join(about), "\n".join(_paragraph_texts(one)))


def _rest(state: State, part: str, by_kind: dict[str, str]) -> None:
    """The words of a part that nothing above has taken."""
    if not holds_words(part) or part in state.used:
        return
    root = state.package.xml(part)
    if root is None:
        return
    text = " ".join(_paragraph_texts(root))
    if text.strip():
        state.left.append(Left(0, kind_of(part), text))


def _paragraph_texts(root: Element) -> list[str]:
    """All text in an element, by paragraphs at any depth; text beside them counts as one."""
    if name(root) == "w:p" or not any(name(one) == "w:p" for one in root.iter()):
        return [text_in(root)]
    if name(root) == "mc:AlternateContent":
        return [text_in(root)]
    return [text for one in root for text in _paragraph_texts(one)]


def holds_words(part: str, main: str = "") -> bool:
    """Whether a part may hold words of the document, whose `main` part surely does."""
    if part == main:
        return True
    if not part.endswith(".xml") or not part.startswith("word/") or "/_rels/" in part:
        return False
    stem = part.rpartition("/")[2].removesuffix(".xml").rstrip("0123456789")
    return stem not in _SILENT and not part.startswith("word/theme/")


def kind_of(part: str) -> str:
    """What kind of part it is, for the report."""
    stem = part.rpartition("/")[2].removesuffix(".xml").rstrip("0123456789")
    if part.startswith("word/glossary/"):
        return "glossary"
    return {
        "header": "header",
        "footer": "footer",
        "chart": "chart",
        "data": "diagram",
        "drawing": "diagram",
    }.get(stem, f"part {part}")
