"""Articles and sections as the print edition sets them: runs of columns, full-width blocks, openers.

In: the issue and the page geometry. Out: one XHTML element per section. What is the same
in every edition comes from html/; what the engine needs besides, from adapting.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import PurePosixPath
from urllib.parse import unquote

from kanwu_press.geometry import PageGeometry
from kanwu_press.model import (
    Article,
    Block,
    Heading,
    Issue,
    Layout,
    Opener,
    Picture,
    Section,
    Start,
    TypeArea,
)
from kanwu_press.naming import number_and_serial
from kanwu_press.titles import TITLE_PT, running_head, split_title, width_em
from kanwu_press.typeset.adapting import (
    end_mark,
    group_widths,
    hold_quotations,
    indent_long_ends,
    keep_short_tables,
    mark_balanced,
    mark_whole_lines,
    number_lists,
    part_numbers,
    run_in,
    set_readings,
)
from kanwu_press.typeset.codes import NO_CODES, Codes, add_code
from kanwu_press.typeset.fields import Field, name_fields
from kanwu_press.typeset.html import article_end, article_head, body_elements
from kanwu_press.typeset.html.blocks import Medium, is_full_width, roman_figure
from kanwu_press.typeset.html.elements import XHTML, Element, el

_OUTWARD = ("#", "http://", "https://", "mailto:")


def picture_url(picture: Picture) -> str:
    """The address under which the engine is given a picture's file."""
    return f"kanwu:picture/{picture.sha256}"


PRINT = Medium(picture=picture_url, link=lambda href: href, inline_notes=True)


def section_element(issue: Issue, number: int, geometry: PageGeometry, codes: Codes = NO_CODES) -> Element:
    """A section with its opener and articles, these with their codes. `number` counts from 1."""
    section = issue.sections[number - 1]
    element = el(
        "section",
        opener_element(section, number),
        class_="issue-section",
        id=section.id,
        data__name=section.name,
        data__masthead=masthead(issue),
    )
    mark_whole_lines(element, issue.publication.type_area.leading_pt)
    for position, article in enumerate(section.articles):
        element.append(print_article(article, position, issue.publication.type_area, geometry, codes))
    _aim_links(element, issue)
    return element


def _aim_links(section: Element, issue: Issue) -> None:
    """Links to manuscripts lead to their articles, others out onto the web; the rest is plain text.

    They look like the text around them, and paper knows nothing of them: the PDF for screens does.
    """
    files = {PurePosixPath(article.place.file).name: article.id for article in issue.articles}
    for link in section.iter(f"{{{XHTML}}}a"):
        href = link.get("href") or ""
        if href.startswith(_OUTWARD):
            continue
        id_ = files.get(PurePosixPath(unquote(href.partition("#")[0])).name)
        if id_ is not None:
            link.set("href", f"#{id_}")
        else:
            link.tag = f"{{{XHTML}}}span"
            del link.attrib["href"]


def masthead(issue: Issue) -> str:
    """Title, year and number for the running heads of even pages (GB/T 3179)."""
    return f"{issue.publication.title}　{number_and_serial(issue)}"


def opener_element(section: Section, number: int) -> Element | None:
    """The section's opener: number, name, and its articles with authors and pages."""
    if section.opener is Opener.NONE:
        return None
    field = el(
        "div",
        el("p", roman_figure(number), class_="number"),  # 01 would be taken for a folio
        el("p", section.name, class_="name", role="heading", aria__level="2"),
        el("p", section.intro, class_="intro") if section.intro else None,
        class_="field",
    )
    entries = None
    if section.opener is not Opener.STRIP:
        among = [author.name for article in section.articles for author in article.authors]
        entries = el("ol", *(_opener_entry(article, among) for article in section.articles))
    return el("header", field, entries, class_=f"opener {section.opener.value}", data__name=section.name)


def _opener_entry(article: Article, among: list[str]) -> Element:
    who = name_fields((author.name for author in article.authors), among)
    return el(
        "li",
        el("a", class_="where", href=f"#{article.id}", aria__label=article.title),
        el("span", article.title, class_="what"),
        el("span", *_spaced(who), class_="who") if who else None,
        data__lines="balance",
    )


def _spaced(fields: tuple[Field, ...]) -> Iterator[Element | str]:
    """Names with spaces between them."""
    for number, field in enumerate(fields):
        if number:
            yield " "
        yield el("span", field.text, class_=field.classes) if field.classes else field.text


def print_article(
    article: Article, position: int, area: TypeArea, geometry: PageGeometry, codes: Codes = NO_CODES
) -> Element:
    """One article, its blocks in runs of columns and full-width blocks between them."""
    classes = [article.layout.value, f"start-{article.start.value}"]
    if article.start is Start.RUN_ON:
        classes = [article.layout.value, "run-on"]
    if position == 0:
        classes.append("first-of-section")
    if article.planned is not None:
        classes.append("to-come")
    head = article_head(article, PRINT)
    _fit_title(head, article, geometry)
    _spread_names(head, article)
    element = el("article", head, *_flow(article), id=article.id, class_=" ".join(classes))
    mark_balanced(element)
    set_readings(element)
    hold_quotations(element)
    group_widths(element)
    keep_short_tables(element)
    part_numbers(element)
    number_lists(element)
    measure_pt = geometry.column_pt if article.layout is Layout.TWO else geometry.measure_pt
    indent_long_ends(element, measure_pt - codes.beside_pt(article.id))
    pitch_pt = area.leading_pt if article.layout is Layout.TWO else area.single_leading_pt
    add_code(element, codes, pitch_pt)
    mark_whole_lines(element, pitch_pt)
    return element


def _flow(article: Article) -> Iterator[Element]:
    """Runs of blocks: columns for the text, full-width blocks by themselves."""
    runs = _runs(article.blocks)
    end = article_end(article)
    last = max((n for n, (full, _) in enumerate(runs) if not full), default=None)
    text_class = "flow cols" if article.layout is Layout.TWO else "flow"
    for number, (full, blocks) in enumerate(runs):
        class_ = "flow wide" if full else text_class
        run = el(
            "div", *body_elements(article, blocks, PRINT), class_=class_ if number else f"{class_} first"
        )
        run_in(run)
        if number == last and article.planned is None:
            end_mark(run)
        if number == len(runs) - 1 and end is not None:
            run.append(end)
        yield run
    if not runs and end is not None:
        yield el("div", end, class_=text_class)


def _runs(blocks: tuple[Block, ...]) -> list[tuple[bool, tuple[Block, ...]]]:
    """Blocks in runs of full-width ones and others; a subhead goes with the full-width block it heads."""
    wide = [is_full_width(block) for block in blocks]
    for at in range(len(blocks) - 2, -1, -1):
        wide[at] = wide[at] or (wide[at + 1] and isinstance(blocks[at], Heading))
    pairs = groupby(zip(wide, blocks, strict=True), lambda pair: pair[0])
    return [(full, tuple(block for _, block in run)) for full, run in pairs]


# ---- titles --------------------------------------------------------------------------------


def _fit_title(head: Element, article: Article, geometry: PageGeometry) -> None:
    """Set a very long title smaller, and give the running head and outline their text."""
    title = head.find(f"{{{XHTML}}}h2")
    if title is None:
        return
    del title[:]  # the lines are balanced: no boxes for the title's parts, their space marks the break
    title.text = " ".join(split_title(article.title))
    title.set("data-running", running_head(article))
    title.set("data-label", article.title)
    whole = geometry.measure_pt / TITLE_PT
    if _fits(article.title, whole) or width_em(article.title) <= 2 * whole:
        return
    title.set("class", "title long")


def _fits(title: str, ems: float) -> bool:
    """Whether a title, or each part of it that the author marked, stands on a line of so many em."""
    return all(width_em(part) <= ems for part in split_title(title))


def _spread_names(head: Element, article: Article) -> None:
    """In a byline of several, names of two characters are as wide as those of three."""
    names = [author.name for author in article.authors]
    byline = head.find(f"{{{XHTML}}}p[@class='byline']")
    if byline is None or len(names) < 2:
        return
    fields = name_fields(names, names)
    for author, field in zip(byline, fields, strict=True):
        if field.classes:
            author[0].set("class", f"name {field.classes}")
