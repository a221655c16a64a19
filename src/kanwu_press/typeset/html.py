"""Blocks → XHTML: one semantic body for every edition; only the medium's addresses differ.

In: the model's articles, blocks, inlines. Out: lxml elements in the XHTML namespace.
No style is written here: classes name what a thing is, the stylesheets say how it looks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias, assert_never

from lxml import etree

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
from kanwu_press.titles import split_title as split_title
from kanwu_press.typeset.tableheads import parted_heads

XHTML = "http://www.w3.org/1999/xhtml"
EPUB = "http://www.idpf.org/2007/ops"
Element: TypeAlias = etree._Element
Child: TypeAlias = "Element | str | None"


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
class _Scope:
    """What the blocks of one article need to know: its medium, its id, its notes."""

    medium: Medium
    article: str
    notes: dict[str, Note]
    called: set[str] = field(default_factory=set)  # a second call of a note shows its mark only


def el(tag: str, *children: Child, **attributes: str | None) -> Element:
    """An XHTML element. `class_` loses its underscore, `__` becomes a hyphen; None is left out."""
    element: Element = etree.Element(f"{{{XHTML}}}{tag}")
    for name, value in attributes.items():
        if value is not None:
            element.set(_attribute(name), value)
    append(element, children)
    return element


def _attribute(name: str) -> str:
    if name.startswith("epub_"):
        return f"{{{EPUB}}}{name[5:]}"
    return name.rstrip("_").replace("__", "-")


def append(element: Element, children: Iterable[Child]) -> None:
    """Add children; strings become text at the right place."""
    for child in children:
        if child is None:
            continue
        if not isinstance(child, str):
            element.append(child)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + child
        else:
            element.text = (element.text or "") + child


# ---- inlines -------------------------------------------------------------------------------


def _inlines(children: tuple[Inline, ...], scope: _Scope) -> Iterator[Child]:
    for inline in children:
        yield _inline(inline, scope)


def _inline(inline: Inline, scope: _Scope) -> Child:
    match inline:
        case Text():
            return inline.text
        case Strong():
            return el("b", *_inlines(inline.children, scope))
        case Emphasis():
            return el("em", *_inlines(inline.children, scope))
        case ProperName():
            return el("u", *_inlines(inline.children, scope), class_="proper-name")
        case BookTitle():
            return el("u", *_inlines(inline.children, scope), class_="book-title")
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


def _link(link: Link, scope: _Scope) -> Element:
    href = scope.medium.link(link.href)
    children = _inlines(link.children, scope)
    return el("span", *children, class_="link") if href is None else el("a", *children, href=href)


def _note_call(call: NoteRef, scope: _Scope) -> Child:
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
        children = _note_inlines(note, scope)
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


def _note_inlines(note: Note, scope: _Scope) -> Iterator[Child]:
    """A note as running text: its paragraphs one after the other (a note holds nothing else)."""
    for block in note.blocks:
        if isinstance(block, Paragraph):
            yield from _inlines(block.children, scope)


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


def _blocks(blocks: tuple[Block, ...], scope: _Scope) -> Iterator[Element]:
    for block in blocks:
        yield _block(block, scope)


def _block(block: Block, scope: _Scope) -> Element:
    match block:
        case Heading():
            return el(
                f"h{block.level + 2}",
                *_inlines(block.children, scope),
                class_=f"subhead-{block.level}",
                id=heading_id(scope.article, block),
            )
        case Paragraph():
            # lines that the author parted, verse for the most part, are all indented alike
            parted = any(isinstance(inline, LineBreak) for inline in block.children)
            return el("p", *_inlines(block.children, scope), class_="lines" if parted else None)
        case Quote():
            return el("blockquote", *_blocks(block.blocks, scope))
        case ListBlock():
            return _list(block, scope)
        case Table():
            return _table(block, scope)
        case Figure():
            return _figure(block, scope, grouped=False)
        case Gallery():
            return _gallery(block, scope)
        case Box():
            title = el("p", *_inlines(block.title, scope), class_="box-title") if block.title else None
            return el("aside", title, *_blocks(block.blocks, scope), class_=f"box {block.width.value}")
        case Together():
            return el("div", *_blocks(block.blocks, scope), class_="together")
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


def _list(block: ListBlock, scope: _Scope) -> Element:
    tag = "ol" if block.ordered else "ul"
    start = str(block.start) if block.ordered and block.start != 1 else None
    return el(tag, *(_item(item, scope) for item in block.items), start=start)


def _item(item: tuple[Block, ...], scope: _Scope) -> Element:
    """A list item; a lone paragraph needs no <p> of its own."""
    if len(item) >= 1 and isinstance(item[0], Paragraph):
        return el("li", *_inlines(item[0].children, scope), *_blocks(item[1:], scope))
    return el("li", *_blocks(item, scope))


def _table(table: Table, scope: _Scope) -> Element:
    def row(cells: tuple[tuple[Inline, ...], ...], tag: str) -> Element:
        return el(
            "tr",
            *(
                el(tag, *_inlines(cell, scope), class_=align.value, scope="col" if tag == "th" else None)
                for cell, align in zip(cells, table.aligns, strict=True)
            ),
        )

    caption = el("figcaption", *_inlines(table.caption, scope)) if table.caption else None
    head = el("thead", row(table.head, "th")) if any(table.head) else None
    for cell, parts in zip(head[0] if head is not None else (), parted_heads(table), strict=False):
        if parts:
            cell.text = None
            cell.extend(el("span", part, class_="unbroken") for part in parts)
    body = el("tbody", *(row(cells, "td") for cells in table.rows))
    note = el("p", *_inlines(table.note, scope), class_="table-note") if table.note else None
    return el(
        "figure",
        caption,
        el("table", head, body),
        note,
        class_=f"table {table.width.value}",
        id=figure_id(scope.article, table),
    )


def _figure(figure: Figure, scope: _Scope, *, grouped: bool) -> Element:
    credit = el("span", figure.credit, class_="credit") if figure.credit else None
    has_caption = figure.caption or figure.credit
    space = " " if figure.caption and figure.credit else None
    caption = el("figcaption", *_inlines(figure.caption, scope), space, credit) if has_caption else None
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


def _gallery(gallery: Gallery, scope: _Scope) -> Element:
    caption = el("figcaption", *_inlines(gallery.caption, scope)) if gallery.caption else None
    figures = (_figure(figure, scope, grouped=True) for figure in gallery.figures)
    return el(
        "figure",
        el("div", *figures, class_=f"group of-{len(gallery.figures)}"),
        caption,
        class_=f"gallery {gallery.width.value}",
        id=figure_id(scope.article, gallery),
    )


# ---- the article ---------------------------------------------------------------------------


def article_element(article: Article, medium: Medium) -> Element:
    """The whole article: head, body, and its end (author notes, source, reprint)."""
    element = el("article", article_head(article, medium), id=article.id, class_=article.layout.value)
    append(element, (*body_elements(article, article.blocks, medium), article_end(article)))
    if not medium.inline_notes and article.notes:
        append(element, note_elements(article, medium))
    return element


def article_head(article: Article, medium: Medium) -> Element:
    """Area label, title, subtitle, authors, abstract, keywords, editor's note."""
    scope = _scope(article, medium)
    return el(
        "header",
        el("p", article.area, class_="area") if article.area else None,
        el("h2", *title_parts(article.title), class_="title"),
        el("p", f"——{article.subtitle}", class_="subtitle") if article.subtitle else None,
        _byline(article),
        _labelled("abstract", "摘要", _inlines(article.abstract, scope)) if article.abstract else None,
        _labelled("keywords", "关键词", iter(("；".join(article.keywords),))) if article.keywords else None,
        _labelled("editor-note", "编者按", _inlines(article.editor_note, scope))
        if article.editor_note
        else None,
        class_="article-head",
    )


def title_parts(title: str) -> Iterator[Child]:
    """A title whose parts stay whole where the measure allows; a real space stands between them."""
    parts = split_title(title)
    if len(parts) == 1:
        yield title
        return
    for number, part in enumerate(parts):
        if number:
            yield " "
        yield el("span", part, class_="part")


def _byline(article: Article) -> Element | None:
    if not article.authors:
        return None
    children: list[Child] = []
    for author in article.authors:
        if children:
            children.append(" ")
        name = el("span", author.name, class_="name")
        # real spaces: a reading voice would run the two together
        more = (" ", el("span", author.affiliation, class_="affiliation")) if author.affiliation else ()
        children.append(el("span", name, *more, class_="author"))
    return el("p", *children, class_="byline")


def _labelled(class_: str, label: str, children: Iterator[Child]) -> Element:
    return el("p", el("b", label, class_="label"), *children, class_=class_)


def body_elements(article: Article, blocks: tuple[Block, ...], medium: Medium) -> list[Element]:
    """Blocks of `article` as elements; print sets them in runs of columns and full-width blocks."""
    return list(_blocks(blocks, _scope(article, medium)))


def is_full_width(block: Block) -> bool:
    """Whether a block asks for the whole width of the type area."""
    return isinstance(block, Figure | Gallery | Table | Box) and block.width is Width.FULL


def article_end(article: Article) -> Element | None:
    """Author notes, source and reprint note, in brackets where the editor wrote none."""
    lines = [*(bracketed(note) for note in article.author_notes)]
    if article.source:
        lines.append(bracketed(f"来源：{article.source}"))
    if article.reprint:
        lines.append(bracketed(article.reprint))
    if not lines:
        return None
    return el("footer", *(el("p", line) for line in lines), class_="article-end")


def bracketed(line: str) -> str:
    """A closing line of an article in full-width brackets, as it is printed."""
    return line if line[:1] in "（(" and line[-1:] in "）)" else f"（{line}）"


def note_elements(article: Article, medium: Medium) -> list[Element]:
    """The notes after the article, one aside each: a singular epub:type on a container breaks readers."""
    scope = _scope(article, medium)
    return [
        el(
            "aside",
            el(
                "p",
                el("a", circled(note.number), href=f"#{article.id}-r{note.number}", role="doc-backlink"),
                " ",
                *_note_inlines(note, scope),
            ),
            class_="note",
            id=note_id(article.id, note),
            role="doc-footnote",
            epub_type="footnote",
        )
        for note in article.notes
    ]


def frame_table(table: Element) -> None:
    """A table wider than a phone is moved sideways within a frame of its own, also by the keyboard."""
    parent = table.getparent()
    assert parent is not None
    caption = parent.find(f"{{{XHTML}}}figcaption")
    name = "".join(str(text) for text in caption.itertext()) if caption is not None else ""
    frame = el("div", class_="table-frame", tabindex="0", role="region", aria__label=name or "表格")
    frame.tail, table.tail = table.tail, None
    parent.replace(table, frame)
    frame.append(table)


def bind_note_calls(article: Element) -> None:
    """Bind each note's call to the character before it: no line begins with ① (CLREQ 行首禁则)."""
    for call in [a for a in article.iter(f"{{{XHTML}}}a") if a.get("class") == "noteref"]:
        _keep_to_its_word(call)


def _keep_to_its_word(call: Element) -> None:
    before, parent = call.getprevious(), call.getparent()
    if parent is None:
        return
    text = (parent.text if before is None else before.tail) or ""
    if not text:
        return
    span = el("span", text[-1], class_="bound")
    if before is None:
        parent.text = text[:-1]
    else:
        before.tail = text[:-1]
    span.tail, call.tail = call.tail, None
    parent.replace(call, span)
    span.append(call)


def _scope(article: Article, medium: Medium) -> _Scope:
    return _Scope(medium, article.id, {note.label: note for note in article.notes})
