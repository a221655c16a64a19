"""The job ticket on paper: one page, whatever is written, and every value of the ticket is on it."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache

import pypdfium2
import pytest

from kanwu_press.checking import TICKET_STYLES
from kanwu_press.faces import Faces
from kanwu_press.findings import Finding
from kanwu_press.model import Issue, PressSettings
from kanwu_press.press.plan import make_plan
from kanwu_press.press.ticket import file_fact, make_ticket, ticket_json
from kanwu_press.production import Ticket
from kanwu_press.typeset.ticket import SHOWN_DIGITS, set_ticket
from kanwu_press.workspace import packaged
from quarterly import long_winded, quarterly

LONG_NAME = "haian-2026-01-interior-with-a-very-long-name-that-somebody-wanted-to-have.pdf"


def ticket(issue: Issue, pages: int = 92) -> Ticket:
    interior = LONG_NAME if len(issue.press_notes) > 2 else "haian-2026-01-interior.pdf"
    uses = (("haian-2026-01-cover.pdf", "封面"), (interior, "内文"), ("haian-2026-01-sheets.pdf", "拼版"))
    files = {name: file_fact(name.encode(), use, 7, "PDF/X-4", "FOGRA39") for name, use in uses}
    return make_ticket(issue, make_plan(issue, pages), files)


ISSUES = {
    "quarterly": (quarterly(), 92),
    "long": (long_winded(), 92),
    "saddle": (replace(quarterly(PressSettings(), binding="saddle"), print_run=None, press_notes=()), 48),
}


@cache
def _set(name: str, faces: Faces) -> tuple[bytes, tuple[Finding, ...]]:
    return _fresh(ticket(*ISSUES[name]), faces)


def _fresh(made: Ticket, faces: Faces) -> tuple[bytes, tuple[Finding, ...]]:
    styles = tuple((packaged("styles") / name).read_text(encoding="utf-8") for name in TICKET_STYLES)
    pdf, found = set_ticket(made, styles, faces.fontconfig)
    assert pdf is not None, found
    return pdf, found


def plain(text: str) -> str:
    return "".join(text.split())


def text_of(pdf: bytes) -> str:
    """All text; PDFium gives a hyphen at the end of a line as U+FFFE, as if it were not of the text."""
    pages = pypdfium2.PdfDocument(pdf)
    return plain("".join(page.get_textpage().get_text_range() for page in pages).replace("\ufffe", "-"))


@pytest.mark.parametrize("name", ISSUES)
def test_one_page_of_a4_and_nothing_to_say(name: str, faces: Faces) -> None:
    pdf, found = _set(name, faces)
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1
    assert document[0].get_size() == pytest.approx((595.28, 841.89), abs=0.1)
    assert found == ()


@pytest.mark.parametrize("name", ISSUES)
def test_every_value_is_on_the_sheet(name: str, faces: Faces) -> None:
    made = ticket(*ISSUES[name])
    text = text_of(_set(name, faces)[0])
    wanted = [made.title, made.job, made.number, made.dated, *made.notes]
    for group in made.groups:
        wanted += [part for row in group.rows for part in (row.label, row.text, row.how)]
    for file in made.files:
        fact = file.fact
        wanted += [file.name, fact.use, str(fact.pages), fact.standard, fact.condition]
        wanted.append(fact.sha256[:SHOWN_DIGITS])
        assert fact.sha256[: SHOWN_DIGITS + 1] not in text
    wanted += [part for signing in made.signings for part in (signing.who, signing.what)]
    assert [part for part in wanted if plain(part) not in text] == []
    assert plain("没有这一句") not in text


@pytest.mark.parametrize("name", ISSUES)
def test_json_and_sheet_agree(name: str, faces: Faces) -> None:
    """Every number and word of the JSON is in the text of its row, and so on the sheet."""
    made = ticket(*ISSUES[name])
    text, value = text_of(_set(name, faces)[0]), json.loads(ticket_json(made))
    for group in made.groups:
        assert set(value[group.key]) == {row.key for row in group.rows}
        for row in group.rows:
            parts = value[group.key][row.key]
            for part in parts if isinstance(parts, list) else [parts]:
                if part is None:
                    assert row.text == ""
                elif row.key in ("issued", "printed", "delivery"):
                    year, month, day = (int(figure) for figure in part.split("-"))
                    assert plain(f"{year}年{month}月{day}日") in text
                else:
                    said = part if isinstance(part, str) else f"{part:.10g}"
                    assert said in (row.text + row.how if row.key == "signatures" else row.text)
    assert {file["sha256"][:SHOWN_DIGITS] in text for file in value["files"]} == {True}


def test_what_is_missing_is_a_line_to_write_on(faces: Faces) -> None:
    document = pypdfium2.PdfDocument(_set("saddle", faces)[0])
    filled = pypdfium2.PdfDocument(_set("quarterly", faces)[0])
    count = [
        len(list(d[0].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH]))) for d in (document, filled)
    ]
    assert count[0] >= count[1] + 12  # contact, telephone, packing, run, weight, four lines twice


def test_it_is_set_smaller_only_where_it_must_be(faces: Faces) -> None:
    """The name of the form is 2.5 times the size of its text."""
    sizes = {}
    for name in ISSUES:
        page = pypdfium2.PdfDocument(_set(name, faces)[0])[0].get_textpage()
        sizes[name] = max(pypdfium2.raw.FPDFText_GetFontSize(page, n) for n in range(page.count_chars()))
    assert sizes["saddle"] == sizes["quarterly"] > sizes["long"]


def test_too_much_is_said(faces: Faces) -> None:
    issue = long_winded()
    pdf, found = _fresh(ticket(replace(issue, press_notes=issue.press_notes * 6)), faces)
    assert [finding.code for finding in found] == ["ticket-too-long"]
    assert len(pypdfium2.PdfDocument(pdf)) == 2  # nothing is lost
    assert plain(issue.press_notes[-1]) in text_of(pdf)


def test_text_is_never_markup(faces: Faces) -> None:
    pdf, found = _fresh(ticket(replace(quarterly(), press_notes=("用<b>&{{ 1 }}胶",))), faces)
    assert found == ()
    assert "用<b>&{{1}}胶" in text_of(pdf)


def test_bytes_repeat(faces: Faces) -> None:
    assert _fresh(ticket(*ISSUES["quarterly"]), faces)[0] == _set("quarterly", faces)[0]
