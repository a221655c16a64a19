"""`kanwu impose`: pages of an issue, or of any PDF, on sheets."""

from __future__ import annotations

from pathlib import Path

import click

from kanwu_press.cli.options import Body, Given
from kanwu_press.cli.shared import issue_here, nothing
from kanwu_press.console import Screen, make_screen
from kanwu_press.findings import N_, exit_code
from kanwu_press.imposing import Sheets, Wish, caliper_of, impose_file, impose_issue, is_file, scheme_of
from kanwu_press.press.papers import papers_of
from kanwu_press.usage import known_check
from kanwu_press.workspace import find_workspace

_SCHEME_UNKNOWN = N_(
    "“{value}” is no scheme; write 骑马 (saddle), 胶订 (perfect), 自翻 (work-and-turn) or 对页 (spreads)."
)
_SHEET_UNKNOWN = N_(
    "“{value}” is no sheet; write A3, SRA3, 8开, 大8开, 对开 …, or a size in mm such as 450x320."
)
_CALIPER_UNKNOWN = N_("“{value}” is no thickness of a leaf; write mm, such as 0.1.")


def command(given: Given) -> Body:
    _ = given.words.gettext

    @click.argument("what", required=False, metavar="[2026-01|" + _("FILE") + ".pdf]")
    @click.option(
        "--scheme", metavar=_("SCHEME"), callback=known_check(given.words, scheme_of, _SCHEME_UNKNOWN),
        help=_("saddle, perfect, work-and-turn, spreads; else as bound."),
    )  # fmt: skip
    @click.option(
        "--sheet", metavar=_("SHEET"), callback=known_check(given.words, papers_of, _SHEET_UNKNOWN),
        help=_("A3, SRA3, 8开, 大8开, 对开 … or mm, 450x320; else what fits."),
    )  # fmt: skip
    @click.option(
        "--caliper", metavar="0.1", callback=known_check(given.words, caliper_of, _CALIPER_UNKNOWN),
        help=_("How thick a leaf is, mm, for the creep of nested sheets."),
    )  # fmt: skip
    @click.option("--scale-to-fit", is_flag=True, help=_("Make the pages fit the sheet; for proofs only."))
    @click.option("-o", "--out", type=Path, metavar=_("FILE"), help=_("Where to put it (build/imposed/)."))
    @given.machine
    @given.lang
    def impose_command(
        what: str | None, scheme: str | None, sheet: str | None, caliper: str | None, scale_to_fit: bool,
        out: Path | None, machine: bool,
    ) -> int:  # fmt: skip
        wish = Wish(
            scheme_of(scheme or ""), papers_of(sheet or ""), caliper_of(caliper or ""), scale_to_fit, out
        )
        return _impose(make_screen(given.words, machine), what, wish)

    return impose_command


def _impose(screen: Screen, what: str | None, wish: Wish) -> int:
    if what is not None and is_file(what):
        return _laid(screen, impose_file(Path(what), find_workspace(Path()), wish))
    asked = issue_here(screen, what)
    if asked is None:
        return nothing(screen)
    workspace, chosen = asked
    return _laid(screen, impose_issue(workspace, chosen, wish))


def _laid(screen: Screen, sheets: Sheets) -> int:
    """Where the sheets are, and what was found on the way."""
    screen.findings(sheets.findings)
    if sheets.file is not None:
        said = N_("{count} sheets of paper are ready ({papers} mm): {file}")
        screen.say(said, count=sheets.count, papers="、".join(sheets.papers), file=sheets.file)
    code = exit_code(sheets.findings)
    screen.done(file=None if sheets.file is None else str(sheets.file), sheets=sheets.count, exit=code)
    return code
