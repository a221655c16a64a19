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
from kanwu_press.preflight.cover import check_cover
from kanwu_press.preflight.epub import check_epub, missing_tools
from kanwu_press.preflight.pdf import check_interior
from kanwu_press.press.picture import front_picture
from kanwu_press.read.fonts import font_table_file, read_fonts
from kanwu_press.read.issue import read_issue
from kanwu_press.read.styles import read_styles
from kanwu_press.records import findings_json, pages_json
from kanwu_press.typeset.cover import CoverSheet, set_cover
from kanwu_press.typeset.engine import check_release
from kanwu_press.typeset.interior import Printed, set_interior
from kanwu_press.workspace import Workspace

PRINT_STYLES = ("tokens.css", "article.css", "print.css")
COVER_STYLES = ("tokens.css", "article.css", "cover.css")
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

    progress(N_("Setting the pages"))
    sheets = _sheets(styles, PRINT_STYLES)
    printed, more = set_interior(issue, workspace.root, sheets, faces.fontconfig)
    found = (*found, *more)
    if printed is None or blocks_delivery(found):
        return Built(name, None, (), in_order(found))

    progress(N_("Setting the cover"))
    sheets, spine_mm = _sheets(styles, COVER_STYLES), _spine_mm(issue, printed.page_map)
    cover, more = set_cover(issue, workspace.root, sheets, faces.fontconfig, spine_mm)
    found = (*found, *more)
    if cover is None or blocks_delivery(found):
        return Built(name, None, (), in_order(found))

    progress(N_("Making the EPUB"))
    sheets, front = _sheets(styles, EPUB_STYLES), _front(cover)
    epub, more = make_epub(issue, workspace.root, sheets, front, _epoch())
    found = (*found, *more)
    if epub is None or blocks_delivery(found):
        return Built(name, None, (), in_order(found))

    progress(N_("Checking what was made"))
    with ThreadPoolExecutor(1) as beside:  # EPUBCheck is another program: it runs while the PDF is checked
        epub_found = beside.submit(check_epub, issue, epub)
        found = (*found, *check_interior(issue, printed.pdf, printed.page_map, printed.band_pt))
        found = (*found, *check_cover(issue, cover.pdf))
        found = in_order((*found, *epub_found.result()))
    if blocks_delivery(found):
        return Built(name, None, (), found)

    progress(N_("Putting it in place"))
    delivered = deliver(_files(issue, printed, cover, epub, findings_json(found, words)), out, name)
    folder = delivered.folder if delivered.files else None
    return Built(name, folder, delivered.files, in_order((*found, *delivered.findings)), printed.page_map)


def _prepare(
    workspace: Workspace, name: str
) -> tuple[Issue | None, Faces | None, dict[str, str], Found]:
    """The issue as a value, the faces and styles that set it, and all that is to be said of them."""
    issue, found = read_issue(workspace.root, name)
    styles, more = read_styles(workspace, tuple(dict.fromkeys(PRINT_STYLES + COVER_STYLES + EPUB_STYLES)))
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


def _spine_mm(issue: Issue, pages: PageMap) -> float:
    """How thick the bound issue is. Placeholder of press/plan.py: leaves of 0.1 mm and a cover of 0.22 mm."""
    if issue.publication.binding == "saddle":
        return 0.0
    return len(pages.pages) / 2 * 0.1 + 0.44


def _front(cover: CoverSheet) -> bytes:
    """The front cover as the picture of the screen editions."""
    return front_picture(cover.pdf, cover.spine_mm, cover.trim_width_mm, cover.trim_height_mm)


def _epoch() -> int | None:
    """SOURCE_DATE_EPOCH in seconds, where the build is told one; else the issue's own date counts."""
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(value) if value.isdecimal() else None


def _files(
    issue: Issue, printed: Printed, cover: CoverSheet, epub: bytes, findings: bytes
) -> dict[str, bytes]:
    """The delivered files by name."""
    name = f"{issue.publication.code}-{issue.name}"
    return {
        f"print/{name}-interior.pdf": printed.pdf,
        f"print/{name}-cover.pdf": cover.pdf,
        f"epub/{name}.epub": epub,
        "pages.json": pages_json(issue, printed.page_map),
        "findings.json": findings,
    }
