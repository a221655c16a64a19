"""Front and back matter as XHTML: contents from the page map, editorial board, imprint with QR codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree
from markupsafe import Markup

from kanwu_press.geometry import PageGeometry
from kanwu_press.model import Article, Issue, PageMap, QrCode, TypeArea
from kanwu_press.naming import cover_caption, issue_title
from kanwu_press.titles import split_title
from kanwu_press.typeset.codes import narrow_imprint
from kanwu_press.typeset.fields import Field, label_fields, name_fields
from kanwu_press.typeset.html.elements import Element
from kanwu_press.typeset.imprint import bodies, imprint_fields, qr_codes, qr_svg
from kanwu_press.typeset.templating import templates

SPREAD_FROM = 30  # lines of contents from which it takes a spread


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    id: str
    title: str
    subtitle: str
    who: tuple[Field, ...]
    folio: str

    @property
    def who_ems(self) -> int:
        """About how wide the authors' names are, with what stands between them."""
        return sum(max(3, len(name.text)) for name in self.who) + len(self.who)


@dataclass(frozen=True, slots=True)
class ContentsColumn:
    """A section (栏目) in the contents, with its range of folios."""

    name: str
    range: str
    entries: tuple[ContentsEntry, ...]

    @property
    def lines(self) -> float:
        """About how many lines it takes, to part the contents over a spread."""
        return 2.2 + sum(1 + (len(e.title) + e.who_ems > 35) for e in self.entries)


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code of the imprint: its label and the address of its drawing."""

    label: str
    url: str


def page_css(area: TypeArea, geometry: PageGeometry) -> str:
    """The lengths that follow from publication.yaml, as custom properties."""
    return templates().get_template("page.css.j2").render(area=area, g=geometry)


def body_html(issue: Issue, sections: list[Element]) -> str:
    """The articles as one document."""
    text = "".join(etree.tostring(section, encoding="unicode") for section in sections)
    return templates().get_template("shell.html.j2").render(body=Markup(text), part="body", **_shell(issue))


def front_html(issue: Issue, pages: PageMap) -> str:
    """Contents and editorial board; with a contents spread (pages ii and iii) a title page before it."""
    columns = contents(issue, pages)
    turn = _turn(columns)
    return (
        templates()
        .get_template("front.html.j2")
        .render(
            issue=issue,
            p=issue.publication,
            columns=columns,
            turn=turn,
            spread=turn > 0,
            bodies=_bodies(issue),
            board=_board(issue),
            cover_caption=cover_caption(issue),
            part="front-matter",
            **_shell(issue),
        )
    )


def back_html(issue: Issue, *, verso: bool) -> str:
    """The imprint, which begins on a left page (`verso`) or a right one."""
    return (
        templates()
        .get_template("back.html.j2")
        .render(
            issue=issue,
            p=issue.publication,
            fields=_imprint(issue),
            codes=qr_links(qr_codes(issue)),
            remarks=(*issue.publication.imprint_notes, *issue.imprint_notes),
            part="back-matter",
            verso=verso,
            narrow=narrow_imprint(issue),
            **_shell(issue),
        )
    )


def cover_css(**lengths: object) -> str:
    """The lengths of a cover sheet, as custom properties."""
    return templates().get_template("cover.css.j2").render(**lengths)


def cover_html(issue: Issue, **parts: object) -> str:
    """The cover sheet, of parts that typeset/cover.py prepares."""
    template = templates().get_template("cover.html.j2")
    return template.render(issue=issue, p=issue.publication, part="cover", **parts, **_shell(issue))


def blank_html(issue: Issue, count: int) -> str:
    """`count` empty pages."""
    body = Markup('<div class="blank-page"></div>') * count
    return templates().get_template("shell.html.j2").render(body=body, part="blank", **_shell(issue))


def _shell(issue: Issue) -> dict[str, str]:
    p = issue.publication
    return {
        "title": issue_title(issue),
        "author": "、".join(p.compilers or p.publishers or p.sponsors),
        "date": issue.issued.isoformat(),
    }


# ---- fields --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """A label and what stands beside it: names, or one value."""

    label: Field
    names: tuple[Field, ...]
    value: str = ""
    note: str = ""
    href: str = ""


def _bodies(issue: Issue) -> tuple[Line, ...]:
    """Who stands behind the publication, a line for each role."""
    rows = bodies(issue.publication)
    labels = label_fields(label for label, _ in rows)
    return tuple(Line(label, name_fields(names, ())) for label, (_, names) in zip(labels, rows, strict=True))


def _board(issue: Issue) -> tuple[Line, ...]:
    """The editorial board: its names stand below each other, and so does the end of its labels."""
    among = [name for role in issue.board for name in role.names]
    labels = label_fields(role.role for role in issue.board)
    return tuple(
        Line(label, name_fields(role.names, among), note=role.note)
        for label, role in zip(labels, issue.board, strict=True)
    )


def _imprint(issue: Issue) -> tuple[Line, ...]:
    """The fields of the imprint."""
    fields = imprint_fields(issue)
    among = [name for field in fields for name in field.people]
    labels = label_fields(field.key for field in fields)
    return tuple(
        Line(label, name_fields(field.people, among), "" if field.people else field.value, href=field.href)
        for label, field in zip(labels, fields, strict=True)
    )


# ---- contents ------------------------------------------------------------------------------


def contents(issue: Issue, pages: PageMap) -> tuple[ContentsColumn, ...]:
    """Every article with all its authors and first page, every column with its range (GB/T 13417)."""
    among = [author.name for article in issue.articles for author in article.authors]
    return tuple(
        ContentsColumn(
            section.name,
            _range(pages.section(section.id).first, pages.section(section.id).last, pages),
            tuple(_entry(article, pages, among) for article in section.articles),
        )
        for section in issue.sections
    )


def folio(page: int, pages: PageMap) -> str:
    """A page's folio as the body prints it: two figures at least."""
    return pages.label(page).zfill(2)


def _range(first: int, last: int, pages: PageMap) -> str:
    return folio(first, pages) if first == last else f"{folio(first, pages)}～{folio(last, pages)}"


def _entry(article: Article, pages: PageMap, among: list[str]) -> ContentsEntry:
    first = pages.article(article.id).first
    who = name_fields((author.name for author in article.authors), among)
    title = " ".join(split_title(article.title))
    return ContentsEntry(article.id, title, article.subtitle, who, folio(first, pages))


def _turn(columns: tuple[ContentsColumn, ...]) -> int:
    """The index of the column that begins the spread's second page; 0 when one page is enough."""
    total = sum(column.lines for column in columns)
    if total <= SPREAD_FROM:
        return 0
    seen, best = 0.0, (total, 0)
    for index, column in enumerate(columns):
        best = min(best, (abs(total / 2 - seen), index))
        seen += column.lines
    return best[1]


# ---- QR codes ------------------------------------------------------------------------------


def qr_url(number: int) -> str:
    """The address under which the engine is given a QR code's drawing."""
    return f"kanwu:qr/{number}"


def qr_links(codes: tuple[QrCode, ...]) -> tuple[Code, ...]:
    """QR codes as a template prints them."""
    return tuple(Code(code.label, qr_url(n)) for n, code in enumerate(codes, 1))


def qr_drawings(codes: tuple[QrCode, ...]) -> Mapping[str, bytes]:
    """QR codes as SVG, all at error level M, with the quiet zone of four modules."""
    return {qr_url(n): qr_svg(code.content) for n, code in enumerate(codes, 1)}
