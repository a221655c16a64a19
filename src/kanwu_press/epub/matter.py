"""Front and back matter of the EPUB: cover, title page, editorial board, imprint, in the order of print."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kanwu_press.epub.folios import Beginning, Folios, around
from kanwu_press.epub.shell import Document, document, in_language, serial
from kanwu_press.model import Figure, Issue, Kind, Picture
from kanwu_press.naming import issue_title, year_and_number
from kanwu_press.typeset.html.elements import Child, Element, append, el
from kanwu_press.typeset.imprint import bodies, imprint_fields, qr_codes
from kanwu_press.walk import plain

Address = Callable[[Picture], str]


def internal_mark(issue: Issue) -> str | None:
    """What an issue says of itself that is not for everybody (《内部资料性出版物管理办法》 14); else None.

    An internal publication (内部资料) bears the law's own words, whatever 上网 says; only it may.
    """
    if issue.publication.kind is Kind.INTERNAL:
        return "内部资料，免费交流"
    return None if issue.publication.online else "内部使用，请勿公开传播"


def _mark(issue: Issue) -> Element | None:
    words = internal_mark(issue)
    return el("p", words, class_="internal") if words else None


# ---- cover and title page ------------------------------------------------------------------


def cover_document(issue: Issue, address: Address) -> Document:
    """The cover as text: masthead, year and number, picture, what is inside."""
    p = issue.publication
    lines = [el("li", line) for line in issue.cover.highlights]
    body = el(
        "body",
        el(
            "section",
            el("p", p.title, class_="masthead"),
            latin_names(issue),
            el("p", year_and_number(issue), serial(issue), class_="cover-issue"),
            _cover_picture(issue.cover.picture, address),
            el("ul", *lines, class_="highlights") if lines else None,
            _mark(issue),
            class_="cover",
            epub_type="cover",
        ),
        epub_type="frontmatter",
    )
    return document("cover", issue_title(issue), body)


def latin_names(issue: Issue) -> Element | None:
    """The title in pinyin and English."""
    p = issue.publication
    names = [
        in_language(el("span", name), language)
        for name, language in ((p.title_pinyin, "zh-Latn-pinyin"), (p.title_en, "en"))
        if name
    ]
    return el("p", *_joined(names, "　"), class_="latin") if names else None


def _joined(children: list[Element], between: str) -> Iterator[Child]:
    for number, child in enumerate(children):
        if number:
            yield between
        yield child


def _cover_picture(figure: Figure | None, address: Address) -> Element | None:
    if figure is None or figure.picture is None:
        return None
    role = "presentation" if figure.decorative else None
    image = el("img", src=address(figure.picture), alt=figure.described, role=role)
    return el("div", image, class_="cover-picture")


def has_title_page(folios: Folios) -> bool:
    """Whether the print edition has a title page; else the board names who stands behind the publication."""
    return "title-page" in folios or not folios


def title_document(issue: Issue, folios: Folios) -> Document:
    """Title page: masthead, and who stands behind the publication where print has them here."""
    p = issue.publication
    body = el(
        "body",
        el(
            "section",
            el("p", year_and_number(issue), serial(issue), class_="title-issue"),
            el("h1", p.title, class_="masthead"),
            latin_names(issue),
            el("p", f"本期主题：{issue.theme}", class_="theme") if issue.theme else None,
            _pairs(bodies(p), "bodies") if has_title_page(folios) else None,
            _mark(issue),
            class_="title-page",
            epub_type="titlepage",
        ),
        epub_type="frontmatter",
    )
    return document("title", issue_title(issue), around(body, folios.get("title-page", ())))


def _pairs(rows: tuple[tuple[str, tuple[str, ...]], ...], class_: str) -> Element | None:
    """Posts and names, or keys and values, as a description list."""
    if not rows:
        return None
    element = el("dl", class_=class_)
    for term, values in rows:
        element.append(el("dt", term))
        append(element, (el("dd", value) for value in values))
    return element


# ---- the board -----------------------------------------------------------------------------


def board_document(issue: Issue, folios: Folios) -> Document | None:
    """The editorial board, and what else print has on its page; None where there is nothing of it."""
    people = [
        (role.role, (*role.names, *((f"（{role.note}）",) if role.note else ()))) for role in issue.board
    ]
    figure = issue.cover.picture
    caption = "　".join(part for part in (plain(figure.caption), figure.credit) if part) if figure else ""
    behind = () if has_title_page(folios) else bodies(issue.publication)
    if not people and not caption and not behind:
        return None
    title = "编辑委员会" if people else "编印机构" if behind else "封面说明"
    body = el(
        "body",
        el(
            "section",
            el("h1", "编辑委员会", class_="board-head") if people else None,
            _pairs(tuple(people), "board"),
            _pairs(behind, "bodies"),
            el("p", f"封面：{caption}", class_="cover-caption") if caption else None,
            class_="board-page",
            epub_type="contributors" if people else None,
        ),
        epub_type="frontmatter",
    )
    return document("board", title, around(body, folios.get("board", ())))


# ---- imprint -------------------------------------------------------------------------------


def imprint_document(
    issue: Issue, qr_address: Callable[[int], str], beginnings: tuple[Beginning, ...]
) -> Document:
    """The imprint (版权页) with the QR codes; each code's content can also be followed as a link."""
    remarks = (*issue.publication.imprint_notes, *issue.imprint_notes)
    codes = (
        el(
            "li",
            el("img", src=qr_address(number), alt=f"二维码：{code.label}"),
            _code_label(code.label, code.content),
        )
        for number, code in enumerate(qr_codes(issue), 1)
    )
    body = el(
        "body",
        el(
            "section",
            el("h1", issue.publication.title),
            el("p", year_and_number(issue), serial(issue), class_="imprint-issue"),
            _pairs(tuple((field.key, (field.value,)) for field in imprint_fields(issue)), "imprint"),
            _mark(issue),
            el("ul", *codes, class_="codes") if qr_codes(issue) else None,
            *(el("p", remark, class_="remark") for remark in remarks),
            class_="imprint-page",
            epub_type="colophon",
            role="doc-colophon",
            aria__label="版权页",
        ),
        epub_type="backmatter",
    )
    return document("imprint", "版权页", around(body, beginnings))


def _code_label(name: str, content: str) -> Element:
    """A code on a screen cannot be read by the phone that shows it: its label is a link."""
    if content.startswith(("http://", "https://", "mailto:")):
        return el("a", name, href=content)
    return el("span", name)
