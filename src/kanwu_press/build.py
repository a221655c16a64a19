"""The pipeline, to be read like a contents page: read, check, set, press, look, deliver."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from gettext import NullTranslations
from pathlib import Path
from typing import TypeVar

from kanwu_press.addresses import site_address, stem
from kanwu_press.arrival import comparable_pages, reader_pages
from kanwu_press.certifying import certified_epub
from kanwu_press.check.glyphs import issue_characters
from kanwu_press.checking import (
    COVER_STYLES,
    EPUB_STYLES,
    PRINT_STYLES,
    TICKET_STYLES,
    WEB_STYLES,
    Found,
    prepare,
    sheets_of,
)
from kanwu_press.deliver import check_output, deliver
from kanwu_press.epub.book import prepare_epub
from kanwu_press.epub.lettering import screen_characters
from kanwu_press.faces import Faces
from kanwu_press.findings import N_, Finding, blocks_delivery, in_order
from kanwu_press.fonts.screen import screen_faces
from kanwu_press.model import Issue, PageMap
from kanwu_press.preflight.codes import check_codes
from kanwu_press.preflight.cover import check_cover
from kanwu_press.preflight.epub import missing_tools
from kanwu_press.preflight.pagelist import check_page_list
from kanwu_press.preflight.plated import Plated, check_plated
from kanwu_press.preflight.screen import check_screen
from kanwu_press.preflight.text import check_interior, page_texts
from kanwu_press.preflight.web import check_web
from kanwu_press.press.budget import budget_findings
from kanwu_press.press.picture import front_picture
from kanwu_press.press.plan import make_plan
from kanwu_press.press.room import open_room, press_cover, press_facts, press_interior
from kanwu_press.press.ticket import make_ticket, ticket_json
from kanwu_press.read.archive import read_past_issues
from kanwu_press.records import findings_json, pages_json
from kanwu_press.reporting import Made, placed_by_file, put_checked, report_files
from kanwu_press.screen.pdf import make_screen_pdf
from kanwu_press.screenpictures import Shelf
from kanwu_press.typeset.cover import set_cover
from kanwu_press.typeset.engine import check_release
from kanwu_press.typeset.interior import set_interior
from kanwu_press.typeset.ticket import set_ticket
from kanwu_press.typeset.writing import screen_profile
from kanwu_press.web.site import make_web
from kanwu_press.workspace import Workspace

T = TypeVar("T")
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to: the folder with the delivered files, or None, and everything found."""

    issue: str
    folder: Path | None
    files: tuple[str, ...]
    findings: Found
    pages: PageMap | None = None
    report: Path | None = None  # the desk report's index.html


def build(
    workspace: Workspace, name: str, out: Path, words: NullTranslations, progress: Progress,
    *, final: bool = False,
) -> Built:  # fmt: skip
    """Build issue `name` into OUT/<name>, or leave what is there and say why. `final` refuses what is not."""
    run = _Run()
    try:
        files, pages = _made(run, workspace, name, out, progress, final=final)
    except _StoppedError:
        found = in_order(run.found)
        report, unwritten = put_checked(workspace, name, run.made, found, words)
        return Built(name, None, (), in_order((*found, *unwritten)), report=report)
    progress(N_("Making the report"))
    found = in_order(run.found)
    report_of = report_files(workspace, name, run.made, found, out / name, words)
    progress(N_("Putting it in place"))
    delivered = deliver({**files, **report_of, "findings.json": findings_json(found, words)}, out, name)
    folder = delivered.folder if delivered.files else None
    report = folder / "report" / "index.html" if folder else None
    return Built(name, folder, delivered.files, in_order((*found, *delivered.findings)), pages, report)


def _made(
    run: _Run, workspace: Workspace, name: str, out: Path, progress: Progress, *, final: bool
) -> tuple[dict[str, bytes], PageMap]:
    """All files of an issue by name, and its page map. Raises _StoppedError when it is kept back."""
    root = workspace.root
    progress(N_("Reading and checking the manuscripts"))
    prepared = prepare(workspace, name, final=final)
    run.made = Made(*prepared[:2], prepared[2].get("tokens.css", ""))
    run.note(*check_output(out, name), *missing_tools(), *check_release(), *prepared[-1])
    issue, faces, styles = run.have(_readied(prepared))
    inks = sheets_of(styles, (*PRINT_STYLES, "cover.css"))
    room = run.have(open_room(issue, root, inks, faces, workspace.plates))

    progress(N_("Setting the pages"))
    printed = run.have(set_interior(issue, root, sheets_of(styles, PRINT_STYLES), faces.fontconfig))
    pages = printed.page_map
    plan = make_plan(issue, len(pages.pages), inside_cover=issue.cover.has_inside)
    run.note(*plan.advice, *budget_findings(issue, pages, plan))

    progress(N_("Setting the cover"))
    spine = plan.spine_mm
    cover = run.have(set_cover(issue, root, sheets_of(styles, COVER_STYLES), faces.fontconfig, spine))

    progress(N_("Making the EPUB"))
    front = front_picture(cover.pdf, spine, cover.trim_width_mm, cover.trim_height_mm)
    shelf = Shelf(root)
    readers, folios = issue.arrived, reader_pages(issue, pages)  # what has not arrived is for print only
    letters = screen_faces(faces, screen_characters(readers, issue_characters(readers)))
    book = run.have(prepare_epub(readers, shelf, sheets_of(styles, EPUB_STYLES), folios, front, letters))

    with ThreadPoolExecutor(1) as beside:  # the EPUB's checkers are other programs: they run beside the press
        certified = beside.submit(certified_epub, readers, book, _epoch())
        progress(N_("Making the PDF for screens"))
        shown = {**printed.pictures, **cover.pictures}
        screen = run.have(make_screen_pdf(issue, printed.marked, cover.leaves, shown, screen_profile()))

        progress(N_("Making the printer's files"))
        interior = run.have(press_interior(room, printed.pdf, pages, printed.pictures))
        sheet = run.have(press_cover(room, cover.pdf, cover.pictures, spine))
        room.cache.sweep()
        ticket = make_ticket(issue, plan, press_facts(room, interior, len(pages.pages), sheet, cover.pages))
        ticket_sheet = run.have(set_ticket(ticket, sheets_of(styles, TICKET_STYLES), faces.fontconfig))

        progress(N_("Checking what was made"))
        inside = Plated(f"print/{stem(issue)}-interior.pdf", interior, room.interior_limit)
        outside = Plated(f"print/{stem(issue)}-cover.pdf", sheet, room.cover_limit)
        texts = page_texts(interior, printed.band_pt)
        run.note(*check_interior(issue, texts, pages), *check_cover(issue, sheet))
        run.note(*check_plated(issue, pages, inside, outside, spine))
        screen_name = f"screen/{stem(issue)}.pdf"
        run.note(*check_screen(issue, screen_name, screen, pages, len(cover.leaves.pages)))
        epub = run.have(certified.result())
        run.note(*check_page_list(readers, comparable_pages(issue, pages), epub, texts))

    placed = {
        **placed_by_file(root, printed.pictures, printed.marked.placed),
        **placed_by_file(root, cover.pictures, cover.leaves.marked.placed),
    }
    run.made = replace(
        run.made, pages=pages, plan=plan, screen=screen, cover=cover.leaves, shelf=shelf, placed=placed
    )
    progress(N_("Making the web edition"))
    past = run.have(read_past_issues(root, name))
    downloads = {f"{stem(issue)}.epub": epub, f"{stem(issue)}.pdf": screen}
    sheets = sheets_of(styles, WEB_STYLES)
    web = run.have(make_web(readers, past, shelf, sheets, folios, front, downloads, _epoch()))
    run.note(*_web_findings(readers, web))
    return {
        inside.name: interior,
        outside.name: sheet,
        f"print/{stem(issue)}-ticket.pdf": ticket_sheet,
        f"print/{stem(issue)}-ticket.json": ticket_json(ticket),
        f"epub/{stem(issue)}.epub": epub,
        screen_name: screen,
        "pages.json": pages_json(issue, pages),
        **web,
    }, pages


def _web_findings(issue: Issue, web: dict[str, bytes]) -> Found:
    """What is to be said of the finished site, where there is one, and of the codes that lead to it."""
    if not web:
        return ()
    return (*check_web(issue, web, site_address(issue) or ""), *check_codes(issue, web))


class _StoppedError(Exception):
    """Something that was found keeps the issue from being delivered."""


class _Run:
    """What has been found so far; whatever keeps the issue back ends the run at once."""

    def __init__(self) -> None:
        self.found: Found = ()
        self.made = Made(None)  # for the desk report

    def note(self, *found: Finding) -> None:
        self.found = (*self.found, *found)
        if blocks_delivery(found):
            raise _StoppedError

    def have(self, made: tuple[T | None, Found]) -> T:
        """What a stage made, its findings noted."""
        self.note(*made[1])
        if made[0] is None:
            raise _StoppedError
        return made[0]


def _readied(
    prepared: tuple[Issue | None, Faces | None, dict[str, str], Found],
) -> tuple[tuple[Issue, Faces, dict[str, str]] | None, Found]:
    """What `prepare` made, whole or not at all."""
    issue, faces, styles, _ = prepared
    return (None if issue is None or faces is None else (issue, faces, styles)), ()


def _epoch() -> int | None:
    """SOURCE_DATE_EPOCH in seconds, where the build is told one; else the issue's own date counts."""
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(value) if value.isdecimal() else None
