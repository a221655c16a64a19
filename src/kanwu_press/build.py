"""The pipeline, to be read like a contents page: read, check, set, make the EPUB, look, deliver."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from gettext import NullTranslations
from pathlib import Path

from kanwu_press.check import check_issue
from kanwu_press.check.glyphs import issue_characters, missing_characters
from kanwu_press.deliver import check_output, deliver
from kanwu_press.epub.book import make_epub
from kanwu_press.faces import Faces
from kanwu_press.findings import N_, Finding, blocks_delivery, in_order
from kanwu_press.fonts import build_faces
from kanwu_press.model import Issue, PageMap
from kanwu_press.preflight.epub import check_epub, missing_tools
from kanwu_press.preflight.text import check_interior
from kanwu_press.read.fonts import font_table_file, read_fonts
from kanwu_press.read.issue import read_issue
from kanwu_press.read.styles import read_styles
from kanwu_press.records import findings_json, pages_json
from kanwu_press.typeset.engine import check_release
from kanwu_press.typeset.interior import Printed, set_interior
from kanwu_press.workspace import Workspace

PRINT_STYLES = ("tokens.css", "article.css", "print.css")
EPUB_STYLES = ("tokens.css", "article.css", "epub.css")

Found = tuple[Finding, ...]
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to: the folder with the delivered files, or None, and everything found."""

    issue: str
    folder: Path | None
    files: tuple[str, ...]
    findings: Found
    pages: PageMap | None = None


def check(workspace: Workspace, name: str) -> Found:
    """Read and check an issue; nothing is written but the faces in fonts/built/."""
    return in_order(_prepare(workspace, name)[-1])


def build(workspace: Workspace, name: str, out: Path, words: NullTranslations, progress: Progress) -> Built:
    """Build issue `name` into OUT/<name>, or leave what is there and say why."""
    progress(N_("Reading and checking the manuscripts"))
    issue, faces, styles, found = _prepare(workspace, name)
    found = (*check_output(out, name), *missing_tools(), *check_release(), *found)
    if issue is None or faces is None or blocks_delivery(found):
        return Built(name, None, (), in_order(found))

    progress(N_("Making the EPUB"))
    epub, more = make_epub(issue, workspace.root, _sheets(styles, EPUB_STYLES), faces, _epoch())
    found = (*found, *more)
    if epub is None or blocks_delivery(found):
        return Built(name, None, (), in_order(found))

    with ThreadPoolExecutor(1) as beside:  # EPUBCheck is another program: it runs while the pages are set
        epub_found = beside.submit(check_epub, issue, epub)
        progress(N_("Setting the pages"))
        sheets = _sheets(styles, PRINT_STYLES)
        printed, more = set_interior(issue, workspace.root, sheets, faces.fontconfig)
        found = (*found, *more)
        if printed is None or blocks_delivery(found):
            return Built(name, None, (), in_order(found))
        progress(N_("Checking what was made"))
        found = (*found, *check_interior(issue, printed.pdf, printed.page_map, printed.band_pt))
        found = in_order((*found, *epub_found.result()))
    if blocks_delivery(found):
        return Built(name, None, (), found)

    progress(N_("Putting it in place"))
    delivered = deliver(_files(issue, printed, epub, findings_json(found, words)), out, name)
    folder = delivered.folder if delivered.files else None
    return Built(name, folder, delivered.files, in_order((*found, *delivered.findings)), printed.page_map)


def _prepare(
    workspace: Workspace, name: str
) -> tuple[Issue | None, Faces | None, dict[str, str], Found]:
    """The issue as a value, the faces and styles that set it, and all that is to be said of them."""
    issue, found = read_issue(workspace.root, name)
    styles, more = read_styles(workspace, tuple(dict.fromkeys(PRINT_STYLES + EPUB_STYLES)))
    found = (*found, *more)
    table, more = read_fonts(font_table_file(workspace))
    found = (*found, *more)
    if issue is None or table is None:
        return issue, None, styles, found
    own_fonts = workspace.root / "fonts"
    faces, more = build_faces(table, own_fonts, workspace.built_fonts, issue_characters(issue))
    missing = missing_characters(issue, faces) if faces else ()
    return issue, faces, styles, (*found, *check_issue(issue), *more, *missing)


def _sheets(styles: dict[str, str], names: tuple[str, ...]) -> tuple[str, ...]:
    """The texts of these stylesheets, in cascade order."""
    return tuple(styles[name] for name in names)


def _epoch() -> int | None:
    """SOURCE_DATE_EPOCH in seconds, where the build is told one; else the issue's own date counts."""
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(value) if value.isdecimal() else None


def _files(issue: Issue, printed: Printed, epub: bytes, findings: bytes) -> dict[str, bytes]:
    """The delivered files by name."""
    name = f"{issue.publication.code}-{issue.name}"
    return {
        f"print/{name}-interior.pdf": printed.pdf,
        f"epub/{name}.epub": epub,
        "pages.json": pages_json(issue, printed.page_map),
        "findings.json": findings,
    }
