"""Articles → XHTML: one semantic body for every edition; only the medium's addresses differ.

In: the model's articles; `blocks` does what they hold. Out: lxml elements in the XHTML namespace.
No style is written here: classes name what a thing is, the stylesheets say how it looks.
"""

from __future__ import annotations

from collections.abc import Iterator

from kanwu_press.model import Article, Block
from kanwu_press.naming import bracketed
from kanwu_press.titles import split_title
from kanwu_press.typeset.html.blocks import (
    Medium,
    block_elements,
    circled,
    inline_children,
    note_id,
    note_inlines,
    scope_of,
)
from kanwu_press.typeset.html.elements import Child, Element, append, el


def article_element(article: Article, medium: Medium) -> Element:
    """The whole article: head, body, and its end (author notes, source, reprint)."""
    element = el("article", article_head(article, medium), id=article.id, class_=article.layout.value)
    append(element, (*body_elements(article, article.blocks, medium), article_end(article)))
    if not medium.inline_notes and article.notes:
        append(element, note_elements(article, medium))
    return element


def article_head(article: Article, medium: Medium) -> Element:
    """Area label, title, subtitle, authors, abstract, keywords, editor's note."""
    scope = scope_of(article, medium)
    return el(
        "header",
        el("p", article.area, class_="area") if article.area else None,
        el("h2", *title_parts(article.title), class_="title"),
        el("p", f"——{article.subtitle}", class_="subtitle") if article.subtitle else None,
        _byline(article),
        _labelled("abstract", "摘要", inline_children(article.abstract, scope)) if article.abstract else None,
        _labelled("keywords", "关键词", iter(("；".join(article.keywords),))) if article.keywords else None,
        _labelled("editor-note", "编者按", inline_children(article.editor_note, scope))
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
    return list(block_elements(blocks, scope_of(article, medium)))


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


def note_elements(article: Article, medium: Medium) -> list[Element]:
    """The notes after the article, one aside each: a singular epub:type on a container breaks readers."""
    scope = scope_of(article, medium)
    return [
        el(
            "aside",
            el(
                "p",
                el("a", circled(note.number), href=f"#{article.id}-r{note.number}", role="doc-backlink"),
                " ",
                *note_inlines(note, scope),
            ),
            class_="note",
            id=note_id(article.id, note),
            role="doc-footnote",
            epub_type="footnote",
        )
        for note in article.notes
    ]
