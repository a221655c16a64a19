"""What `kanwu check` does, and every build first: an issue is read and checked.

Out: findings, the desk report; for a build the issue, and the faces and styles that set it.
"""

from __future__ import annotations

from gettext import NullTranslations
from pathlib import Path

from kanwu_press.check import check_issue
from kanwu_press.check.cleared import suppressed
from kanwu_press.check.glyphs import issue_characters, missing_characters, rare_names
from kanwu_press.check.terms import register
from kanwu_press.faces import Faces
from kanwu_press.findings import Finding, in_order
from kanwu_press.fonts import build_faces
from kanwu_press.model import Issue
from kanwu_press.press.profile import read_profile
from kanwu_press.read.fonts import font_table_file, read_fonts
from kanwu_press.read.issue import read_issue
from kanwu_press.read.styles import read_styles
from kanwu_press.read.terms import read_terms
from kanwu_press.reporting import Made, put_checked
from kanwu_press.workspace import Workspace

# The stylesheets of each edition, in cascade order.
PRINT_STYLES = ("tokens.css", "article.css", "print.css")
COVER_STYLES = ("tokens.css", "article.css", "cover.css")
TICKET_STYLES = ("tokens.css", "ticket.css")
EPUB_STYLES = ("tokens.css", "article.css", "epub.css")
WEB_STYLES = ("tokens.css", "article.css", "web.css")

Found = tuple[Finding, ...]


def check(workspace: Workspace, name: str, *, final: bool = False) -> Found:
    """Read and check an issue; nothing is written but the faces in fonts/built/."""
    issue, _, _, found = prepare(workspace, name, final=final)
    more = read_profile(workspace.root, issue.publication)[1] if issue else ()
    return in_order((*found, *more))


def check_desk(
    workspace: Workspace, name: str, words: NullTranslations, *, final: bool = False
) -> tuple[Found, Path | None]:
    """The same, and its desk report in .kanwu/check/<name>; None where that could not be written."""
    issue, faces, styles, found = prepare(workspace, name, final=final)
    more = read_profile(workspace.root, issue.publication)[1] if issue else ()
    found = in_order((*found, *more))
    made = Made(issue, faces, styles.get("tokens.css", ""))
    page, unwritten = put_checked(workspace, name, made, found, words)
    return in_order((*found, *unwritten)), page


def prepare(
    workspace: Workspace, name: str, *, final: bool = False
) -> tuple[Issue | None, Faces | None, dict[str, str], Found]:
    """The issue as a value, the faces and styles that set it, and all that is to be said of them."""
    issue, found = read_issue(workspace.root, name)
    names = dict.fromkeys((*PRINT_STYLES, *COVER_STYLES, *TICKET_STYLES, *EPUB_STYLES, *WEB_STYLES))
    styles, more = read_styles(workspace, tuple(names))
    found = (*found, *more)
    table, more = read_fonts(font_table_file(workspace))
    found = (*found, *more)
    if issue is None or table is None:
        return issue, None, styles, found
    own_fonts = workspace.root / "fonts"
    faces, more = build_faces(table, own_fonts, workspace.built_fonts, issue_characters(issue))
    missing = (*missing_characters(issue, faces), *rare_names(issue, faces)) if faces else ()
    terms, more_terms = read_terms(workspace)
    found = (*found, *check_issue(issue, found, final=final), *more, *missing, *more_terms)
    kept, aside = suppressed(issue, (*found, *register(issue, terms)))
    return issue, faces, styles, (*kept, *aside)


def sheets_of(styles: dict[str, str], names: tuple[str, ...]) -> tuple[str, ...]:
    """The texts of these stylesheets, in cascade order."""
    return tuple(styles[name] for name in names)
