"""The proof: every page of the interior 1:1 on a larger sheet, with all that a proofreader needs around it.

In: the interior's bytes, the page map, the lines read back, the marks. Out: a PDF. The page itself is kept as
it is, as a form: its text can still be copied and searched. All words around it are outlines, so that
the text of the proof is the text of the interior. The same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from gettext import NullTranslations

import pikepdf
import pypdfium2

from kanwu_press.faces import Faces, Role
from kanwu_press.findings import Finding
from kanwu_press.model import Issue, PageMap
from kanwu_press.naming import number_and_serial
from kanwu_press.press.lettering import Lettering
from kanwu_press.proof.layout import Sheet, sheet_for
from kanwu_press.proof.letters import Letters
from kanwu_press.proof.lines import TextPage, columns_of, read_pages
from kanwu_press.proof.lists import list_sheets
from kanwu_press.proof.locate import Mark, locate
from kanwu_press.proof.overlay import Head, page_overlay

CREATOR = "kanwu-press proof"  # by this a proof is known as ours, and may be replaced
_PAGE_KEYS = ("/TrimBox", "/BleedBox", "/CropBox", "/ArtBox", "/Annots", "/StructParents", "/Tabs", "/Group")
_ROOT_KEYS = ("/StructTreeRoot", "/MarkInfo", "/Names", "/Metadata", "/OutputIntents", "/ViewerPreferences")


def proof_of(
    issue: Issue,
    interior: bytes,
    pages: PageMap,
    findings: Iterable[Finding],
    faces: Faces,
    words: NullTranslations,
    round_: int,
) -> tuple[bytes, int]:
    """The proof of a finished interior, and how many sheets it has; `round_` is the 校次, from 1."""
    hei = faces.by_role(Role.HEI) or faces.faces
    texts = read_interior(interior, issue)
    marks = locate(issue, pages, texts, findings, words)
    head = make_head(issue, interior, round_)
    weights = Lettering(hei[0].file), Lettering(hei[-1].file)
    return make_proof(issue, interior, pages, texts, marks, head, weights)


def make_head(issue: Issue, interior: bytes, round_: int) -> Head:
    """The head line of an issue's proofs; `round_` is the 校次, from 1."""
    return Head(
        title=issue.publication.title,
        issue=number_and_serial(issue),
        date=issue.issued.isoformat(),
        digest=hashlib.sha256(interior).hexdigest()[:10],
        round=round_,
    )


def read_interior(interior: bytes, issue: Issue) -> tuple[TextPage, ...]:
    """The pages of a finished interior as glyphs and lines."""
    document = pypdfium2.PdfDocument(interior)
    try:
        return read_pages(document, issue.publication.type_area)
    finally:
        document.close()


def make_proof(
    issue: Issue,
    interior: bytes,
    pages: PageMap,
    texts: Sequence[TextPage],
    marks: tuple[Mark, ...],
    head: Head,
    hei: tuple[Lettering, Lettering],
) -> tuple[bytes, int]:
    """The proof's bytes and the number of its sheets; `hei` is the house's Hei, regular and bold."""
    area = issue.publication.type_area
    with pikepdf.open(io.BytesIO(interior)) as pdf:
        letters = Letters(pdf, *hei)
        box = [float(v) for v in pdf.pages[0].trimbox]
        sheet = sheet_for(box[2] - box[0], box[3] - box[1])
        total = len(pdf.pages)
        for number, page in enumerate(pdf.pages, 1):
            here = [m for m in marks if any(spot.page == number for spot in m.spots)]
            columns, lines = columns_of(area, number), texts[number - 1].lines
            drawn = page_overlay(
                letters, sheet, head, number, pages.label(number), total, columns, lines, here
            )
            _mount(pdf, page, sheet, number, drawn, letters)
        for drawn in _lists(letters, sheet, head, marks, pages):
            _append(pdf, sheet, drawn, letters)
        _tidy(pdf)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue(), len(pdf.pages)


def _lists(
    letters: Letters, sheet: Sheet, head: Head, marks: Sequence[Mark], pages: PageMap
) -> Iterator[str]:
    def named(number: int) -> str:
        return f"第 {pages.label(number)} 页（PDF 第 {number} 页）"

    yield from list_sheets(letters, sheet, head, marks, named)


def _mount(
    pdf: pikepdf.Pdf, page: pikepdf.Page, sheet: Sheet, number: int, drawn: str, letters: Letters
) -> None:
    """Make a page its own proof sheet: what it showed within its trim becomes a form on the sheet."""
    left, bottom = page.trimbox[0], page.trimbox[1]
    form = _page_form(pdf, page)
    for key in _PAGE_KEYS:
        if key in page:
            del page[key]
    x, y = sheet.left(number) - float(left), sheet.bottom - float(bottom)
    content = f"q 1 0 0 1 {x:.3f} {y:.3f} cm /Page Do Q\n/Proof Do\n"
    forms = {"/Page": form, "/Proof": _form(pdf, sheet, drawn, letters)}
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(forms))
    page.Contents = pdf.make_stream(content.encode("ascii"))
    page.MediaBox = [0, 0, round(sheet.width, 2), round(sheet.height, 2)]


def _page_form(pdf: pikepdf.Pdf, page: pikepdf.Page) -> pikepdf.Object:
    """What a page shows within its trim, as a form; its stream is taken over as it is compressed."""
    if isinstance(page.Contents, pikepdf.Array):
        page.contents_coalesce()
    shown = page.Contents
    form = pikepdf.Stream(pdf, shown.read_raw_bytes())
    for key in ("/Filter", "/DecodeParms"):
        if key in shown:
            form[key] = shown[key]
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox = page.trimbox
    form.Resources = page.Resources
    if "/Group" in page:
        form.Group = page.Group
    return form


def _append(pdf: pikepdf.Pdf, sheet: Sheet, drawn: str, letters: Letters) -> None:
    """A further sheet without a page on it."""
    pdf.add_blank_page(page_size=(round(sheet.width, 2), round(sheet.height, 2)))
    page = pdf.pages[-1]
    forms = {"/Proof": _form(pdf, sheet, drawn, letters)}
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(forms))
    page.Contents = pdf.make_stream(b"/Proof Do\n")


def _form(pdf: pikepdf.Pdf, sheet: Sheet, drawn: str, letters: Letters) -> pikepdf.Object:
    form = pikepdf.Stream(pdf, drawn.encode("ascii"))
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox = [0, 0, sheet.width, sheet.height]
    form.Resources = letters.resources
    return form


def _tidy(pdf: pikepdf.Pdf) -> None:
    """Take out what spoke of the pages as they were; bookmarks lead to whole sheets."""
    with pdf.open_outline() as outline:
        stack = list(outline.root)
        while stack:
            item = stack.pop()
            stack.extend(item.children)
            if isinstance(item.destination, pikepdf.Array) and len(item.destination) > 1:
                item.destination = pikepdf.Array([item.destination[0], pikepdf.Name.Fit])
    for key in _ROOT_KEYS:
        if key in pdf.Root:
            del pdf.Root[key]
    pdf.docinfo["/Creator"] = pikepdf.String(CREATOR)
