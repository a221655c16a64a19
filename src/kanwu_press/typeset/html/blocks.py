"""Blocks and inlines → elements, and the ids that they have in every edition."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import assert_never

from kanwu_press.model import (
    Article,
    Block,
    BookTitle,
    Box,
    Break,
    Emphasis,
    Figure,
    Gallery,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    Note,
    NoteRef,
    Paragraph,
    Picture,
    ProperName,
    Quote,
    Ruby,
    Strong,
    Table,
    Text,
    Together,
    Width,
)
from kanwu_press.typeset.html.elements import Child, Element, el


@dataclass(frozen=True, slots=True)
class Medium:
    """What differs between editions: addresses of pictures and links, and where notes stand.

    `picture` gives the address of a picture file; `link` the address for a link, or None
    where links are to be plain text (print); `inline_notes` puts each note at its call, as a
    paged-media footnote, else the notes follow the article.
    """

    picture: Callable[[Picture], str]
    link: Callable[[str], str | None]
    inline_notes: bool


@dataclass(frozen=True, slots=True)
class Scope:
    """What the blocks of one article need to know: its medium, its id, its notes."""

    medium: Medium
    article: str
    notes: dict[str, Note]
    called: set[str] = field(default_factory=set)  # a second call of a note shows its mark only


def scope_of(article: Article, medium: Medium) -> Scope:
    """What the blocks of `article` need to know in `medium`."""
    return Scope(medium, article.id, {note.label: note for note in article.notes})


# ---- inlines -------------------------------------------------------------------------------


def inline_children(children: tuple[Inline, ...], scope: Scope) -> Iterator[Child]:
    """Inlines as children of an element."""
    for inline in children:
        yield _inline(inline, scope)


def _inline(inline: Inline, scope: Scope) -> Child:
    match inline:
        case Text():
            return inline.text
        case Strong():
            return el("b", *inline_children(inline.children, scope))
        case Emphasis():
            return el("em", *inline_children(inline.children, scope))
        case ProperName():
            return el("u", *inline_children(inline.children, scope), class_="proper-name")
        case BookTitle():
            return el("u", *inline_children(inline.children, scope), class_="book-title")
        case Link():
            return _link(inline, scope)
        case NoteRef():
            return _note_call(inline, scope)
        case Ruby():
            return el("ruby", inline.base, el("rp", "（"), el("rt", inline.reading), el("rp", "）"))
        case LineBreak():
            return el("br")
        case _:
            assert_never(inline)


def _link(link: Link, scope: Scope) -> Element:
    href = scope.medium.link(link.href)
    children = inline_children(link.children, scope)
    return el("span", *children, class_="link") if href is None else el("a", *children, href=href)


def _note_call(call: NoteRef, scope: Scope) -> Child:
    note = scope.notes.get(call.note)
    if note is None:
        return None
    first = call.note not in scope.called
    scope.called.add(call.note)
    id_, mark = note_id(scope.article, note), circled(note.number)
    if scope.medium.inline_notes:
        if not first:
            again = el("a", mark, href=f"#{id_}", aria__label=f"注{mark}")
            return el("sup", again, class_="noteref")
        children = note_inlines(note, scope)
        return el("span", *children, class_="note", id=id_, data__mark=mark)
    return el(
        "a",
        mark,
        class_="noteref",
        id=f"{scope.article}-r{note.number}" if first else None,
        href=f"#{id_}",
        role="doc-noteref",
        epub_type="noteref",
    )


def note_inlines(note: Note, scope: Scope) -> Iterator[Child]:
    """A note as running text: its paragraphs one after the other (a note holds nothing else)."""
    for block in note.blocks:
        if isinstance(block, Paragraph):
            yield from inline_children(block.children, scope)


def note_id(article: str, note: Note) -> str:
    """The id of a note in every edition: `a03-n1`."""
    return f"{article}-n{note.number}"


def circled(number: int) -> str:
    """① to ⑳, then (21): the mark of a note."""
    return chr(0x2460 + number - 1) if 1 <= number <= 20 else f"({number})"


def roman_figure(number: int) -> str:
    """The number of a column in every edition: Ⅰ to Ⅻ, then Arabic figures."""
    return chr(0x2160 + number - 1) if 1 <= number <= 12 else str(number)


# ---- blocks --------------------------------------------------------------------------------


def block_elements(blocks: tuple[Block, ...], scope: Scope) -> Iterator[Element]:
    """Blocks, an element each."""
    for block in blocks:
        yield _block(block, scope)


def _block(block: Block, scope: Scope) -> Element:
    match block:
        case Heading():
            return el(
                f"h{block.level + 2}",
                *inline_children(block.children, scope),
                class_=f"subhead-{block.level}",
                id=heading_id(scope.article, block),
            )
        case Paragraph():
            # lines that the author parted, verse for the most part, are all indented alike
            parted = any(isinstance(inline, LineBreak) for inline in block.children)
            return el("p", *inline_children(block.children, scope), class_="lines" if parted else None)
        case Quote():
            return el("blockquote", *block_elements(block.blocks, scope))
        case ListBlock():
            return _list(block, scope)
        case Table():
            return _table(block, scope)
        case Figure():
            return _figure(block, scope, grouped=False)
        case Gallery():
            return _gallery(block, scope)
        case Box():
            title = el("p", *inline_children(block.title, scope), class_="box-title") if block.title else None
            return el("aside", title, *block_elements(block.blocks, scope), class_=f"box {block.width.value}")
        case Together():
            return el("div", *block_elements(block.blocks, scope), class_="together")
        case Break():
            return el("hr")
        case _:
            assert_never(block)


def heading_id(article: str, heading: Heading) -> str:
    """The id of a subhead in every edition: its line in the manuscript is unique within the article."""
    return f"{article}-h{heading.place.line}"


def figure_id(article: str, block: Figure | Gallery | Table) -> str:
    """The id of a figure, group of pictures or table in every edition."""
    return f"{article}-{'t' if isinstance(block, Table) else 'f'}{block.place.line}"


def _list(block: ListBlock, scope: Scope) -> Element:
    tag = "ol" if block.ordered else "ul"
    start = str(block.start) if block.ordered and block.start != 1 else None
    return el(tag, *(_item(item, scope) for item in block.items), start=start)


def _item(item: tuple[Block, ...], scope: Scope) -> Element:
    """A list item; a lone paragraph needs no <p> of its own."""
    if len(item) >= 1 and isinstance(item[0], Paragraph):
        return el("li", *inline_children(item[0].children, scope), *block_elements(item[1:], scope))
    return el("li", *block_elements(item, scope))


def _table(table: Table, scope: Scope) -> Element:
    def row(cells: tuple[tuple[Inline, ...], ...], tag: str) -> Element:
        return el(
            "tr",
            *(
                el(
                    tag,
                    *inline_children(cell, scope),
                    class_=align.value,
                    scope="col" if tag == "th" else None,
                )
                for cell, align in zip(cells, table.aligns, strict=True)
            ),
        )

    caption = el("figcaption", *inline_children(table.caption, scope)) if table.caption else None
    head = el("thead", row(table.head, "th")) if any(table.head) else None
    body = el("tbody", *(row(cells, "td") for cells in table.rows))
    note = el("p", *inline_children(table.note, scope), class_="table-note") if table.note else None
    return el(
        "figure",
        caption,
        el("table", head, body),
        note,
        class_=f"table {table.width.value}",
        id=figure_id(scope.article, table),
    )


def _figure(figure: Figure, scope: Scope, *, grouped: bool) -> Element:
    credit = el("span", figure.credit, class_="credit") if figure.credit else None
    has_caption = figure.caption or figure.credit
    space = " " if figure.caption and figure.credit else None
    caption = (
        el("figcaption", *inline_children(figure.caption, scope), space, credit) if has_caption else None
    )
    picture = None
    if figure.picture is not None:
        picture = el(
            "img",
            src=scope.medium.picture(figure.picture),
            alt=figure.described,
            role="presentation" if figure.decorative else None,
            width=str(figure.picture.width_px),
            height=str(figure.picture.height_px),
        )
    return el(
        "figure",
        picture,
        caption,
        class_="grouped" if grouped else f"picture {figure.width.value}",
        id=figure_id(scope.article, figure),
    )


def _gallery(gallery: Gallery, scope: Scope) -> Element:
    caption = el("figcaption", *inline_children(gallery.caption, scope)) if gallery.caption else None
    figures = (_figure(figure, scope, grouped=True) for figure in gallery.figures)
    return el(
        "figure",
        el("div", *figures, class_=f"group of-{len(gallery.figures)}"),
        caption,
        class_=f"gallery {gallery.width.value}",
        id=figure_id(scope.article, gallery),
    )


def is_full_width(block: Block) -> bool:
    """Whether a block asks for the whole width of the type area."""
    return isinstance(block, Figure | Gallery | Table | Box) and block.width is Width.FULL
