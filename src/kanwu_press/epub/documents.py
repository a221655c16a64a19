"""The body of the EPUB: pages of columns, and articles with the notes that pop up.

The body of an article is the one of every edition (typeset/html).
"""

from __future__ import annotations

from collections.abc import Iterator

from kanwu_press.epub.contents import has_page, who
from kanwu_press.epub.folios import Folios, around
from kanwu_press.epub.shell import Document, document, file_of
from kanwu_press.model import Article, Issue, Opener, Section
from kanwu_press.naming import label
from kanwu_press.typeset.html import article_element
from kanwu_press.typeset.html.blocks import Medium, roman_figure
from kanwu_press.typeset.html.elements import XHTML, Element, el
from kanwu_press.typeset.html.screens import bind_note_calls, frame_table
from kanwu_press.typeset.markers import mark

SHORT_TABLE = 14  # rows to which a table may be framed: a frame is not parted over a reader's pages
WIDE_TABLE = 5  # columns from which a table's type is smaller, so that it stays within a phone's screen
# By these names 多看 knows a note and its call; the others go by epub:type and role.
_DUOKAN_CALL, _DUOKAN_NOTES, _DUOKAN_NOTE = (
    "duokan-footnote",
    "duokan-footnote-content",
    "duokan-footnote-item",
)


def body_documents(issue: Issue, medium: Medium, folios: Folios) -> Iterator[Document]:
    """Columns and articles in reading order."""
    for number, section in enumerate(issue.sections, 1):
        if has_page(section):
            yield section_document(section, number, folios)
        for position, article in enumerate(section.articles):
            head = _strip(section, number) if position == 0 and not has_page(section) else None
            yield article_document(article, section, medium, folios, head)


def owner_files(issue: Issue) -> dict[str, str]:
    """The document of each owner of a printed page."""
    files = {
        owner: file_of(id_)
        for owner, id_ in (
            ("title-page", "title"),
            ("contents", "nav"),
            ("board", "board"),
            ("imprint", "imprint"),
        )
    }
    for section in issue.sections:
        first = section.articles[0].id if section.articles else section.id
        files[section.id] = file_of(section.id if has_page(section) else first)
        files |= {article.id: file_of(article.id) for article in section.articles}
    return files


def section_document(section: Section, number: int, folios: Folios) -> Document:
    """A column's page: number, name, intro, its articles as in print. `number` counts from 1."""
    entries = [
        el("li", el("a", el("span", article.title, class_="what"), *who(article), href=file_of(article.id)))
        for article in section.articles
    ]
    listed = section.opener is not Opener.STRIP and entries  # on paper a strip lists no articles either
    body = el(
        "body",
        el(
            "section",
            el("p", roman_figure(number), class_="number"),
            el("h1", section.name, class_="name", id=f"{section.id}-title"),
            el("p", section.intro, class_="intro") if section.intro else None,
            el("ol", *entries, class_="column-list") if listed else None,
            class_="opener",
            id=section.id,
            epub_type="part",
            role="doc-part",
            aria__labelledby=f"{section.id}-title",
        ),
        epub_type="bodymatter",
    )
    return document(section.id, section.name, around(body, folios.get(section.id, ())))


def _strip(section: Section, number: int) -> Element | None:
    """The strip of a column that has no page of its own, as it stands over the first article."""
    if section.opener is Opener.NONE:
        return None
    return el("p", el("span", roman_figure(number), class_="number"), " ", section.name, class_="strip")


# ---- articles ------------------------------------------------------------------------------


def article_document(
    article: Article, section: Section, medium: Medium, folios: Folios, strip: Element | None
) -> Document:
    """One article under its column's name, or under the column's `strip`."""
    element = article_element(article, medium)
    title = element.find(f".//{{{XHTML}}}h2")
    if title is not None:
        title.set("id", f"{article.id}-title")
    _shrink(element)
    for begun in folios.get(article.id, ()):
        mark(element, begun.at, begun.marker())
    bind_note_calls(element)
    for call in [a for a in element.iter(f"{{{XHTML}}}a") if a.get("class") == "noteref"]:
        call.set("class", f"noteref {_DUOKAN_CALL}")
    _gather_notes(element)
    opened = folios.get(section.id, ()) if strip is not None else ()
    body = el(
        "body",
        el(
            "section",
            *(begun.marker() for begun in opened),
            strip if strip is not None else el("p", section.name, class_="kicker"),
            element,
            epub_type="chapter",
            role="doc-chapter",
            aria__labelledby=f"{article.id}-title",
        ),
        epub_type="bodymatter",
    )
    return document(article.id, label(article), body)


def _shrink(article: Element) -> None:
    """Pictures and tables stay within the screen: print pixels are not screen pixels."""
    for image in article.iter(f"{{{XHTML}}}img"):
        for name in ("width", "height"):
            if name in image.attrib:
                del image.attrib[name]
    for table in list(article.iter(f"{{{XHTML}}}table")):
        rows = list(table.iter(f"{{{XHTML}}}tr"))
        if rows and len(rows[0]) >= WIDE_TABLE:
            table.set("class", "many")
        if len(rows) <= SHORT_TABLE:
            frame_table(table)
        else:
            table.set("class", f"{table.get('class') or ''} long".strip())


def _gather_notes(article: Element) -> None:
    """Notes in a container without a type of its own: KOReader takes a typed one for a single long note."""
    notes = [a for a in article.iter(f"{{{XHTML}}}aside") if a.get("role") == "doc-footnote"]
    if not notes:
        return
    for note in notes:
        note.set("class", f"note {_DUOKAN_NOTE}")
    article.append(el("div", *notes, class_=f"notes {_DUOKAN_NOTES}"))
