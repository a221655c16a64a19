"""The commands: parse, call one function, print what was found, set the exit code. No logic."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from gettext import NullTranslations
from pathlib import Path
from types import TracebackType

import click

from kanwu_press.build import Built, build, check
from kanwu_press.console import Screen, make_screen
from kanwu_press.findings import N_, Exit, Finding, exit_code, in_order
from kanwu_press.intake import import_file
from kanwu_press.new import new_issue, new_publication
from kanwu_press.words import words as words_of
from kanwu_press.workspace import Workspace, find_workspace


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point of the `kanwu` command."""
    argv = list(sys.argv[1:] if arguments is None else arguments)
    words = words_of(_language(argv))
    with _NoTraceback(words):
        sys.exit(_run(argv, words))


def _language(argv: Sequence[str]) -> str:
    """`--lang en` anywhere, else KANWU_LANG, else Chinese: help and errors need it before parsing."""
    for number, word in enumerate(argv):
        if word == "--lang" and number + 1 < len(argv):
            return argv[number + 1]
        if word.startswith("--lang="):
            return word.partition("=")[2]
    return os.environ.get("KANWU_LANG", "zh")


def _run(argv: Sequence[str], words: NullTranslations) -> int:
    try:
        code = _commands(words).main(list(argv), prog_name="kanwu", standalone_mode=False)
    except click.UsageError as error:
        _complain(error, words)
        return Exit.USAGE
    except click.Abort:
        click.echo(words.gettext("Stopped."), err=True)
        return 130
    return int(code or 0)


def _complain(error: click.UsageError, words: NullTranslations) -> None:
    _ = words.gettext
    match error:
        case click.NoSuchOption():
            text = _("There is no option {name}.").format(name=error.option_name)
        case click.MissingParameter(param=click.Parameter() as parameter):
            text = _("Something is missing: {name}.").format(name=parameter.human_readable_name)
        case click.BadParameter(param=click.Parameter() as parameter):
            text = _("{name}: this value will not do ({reason}).").format(
                name=parameter.human_readable_name, reason=error.message
            )
        case _:
            text = _("This command was not understood: {reason}").format(reason=error.format_message())
    click.echo(text, err=True)
    click.echo(_("See kanwu --help for what there is."), err=True)


class _NoTraceback:
    """The editor never sees a traceback: a fault of the program is one sentence and a file."""

    def __init__(self, words: NullTranslations) -> None:
        self._words = words

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None or not issubclass(kind, Exception):
            return
        handle, name = tempfile.mkstemp(prefix="kanwu-", suffix=".log")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.writelines(traceback.format_exception(kind, error, trace))
        text = self._words.gettext("The program has a fault; nothing was changed. Please send us {file}.")
        click.echo(text.format(file=name), err=True)
        sys.exit(Exit.BROKEN)


# ---- the commands --------------------------------------------------------------------------


def _commands(words: NullTranslations) -> click.Group:
    _ = words.gettext
    lang = click.option("--lang", metavar="zh|en", help=_("Language of the messages."), expose_value=False)
    machine = click.option("--json", "machine", is_flag=True, help=_("One JSON object a line, for machines."))
    issue = click.argument("issue", required=False, metavar="[2026-01]")

    @click.group(help=_("Make the print PDF and the EPUB of a Chinese periodical from its manuscripts."))
    @click.version_option(package_name="kanwu-press", help=_("Show the version."))
    @lang
    def kanwu() -> None: ...

    @kanwu.command("build", help=_("Build an issue; without a name, the newest."))
    @issue
    @click.option("-o", "--out", type=click.Path(path_type=Path), help=_("Where to put it (build/)."))
    @machine
    @lang
    def build_command(issue: str | None, out: Path | None, machine: bool) -> int:
        return _build(make_screen(words, machine), issue, out)

    @kanwu.command("check", help=_("Only check an issue; nothing is written."))
    @issue
    @machine
    @lang
    def check_command(issue: str | None, machine: bool) -> int:
        return _check(make_screen(words, machine), issue)

    @kanwu.command("new", help=_("Make a new publication in a folder; it builds at once."))
    @click.argument("folder", type=click.Path(path_type=Path))
    @click.option("--year", type=click.IntRange(1900, 2999), help=_("The year of the first issue."))
    @lang
    def new_command(folder: Path, year: int | None) -> int:
        screen = make_screen(words, machine=False)
        findings = new_publication(folder, year)
        if not _shown(screen, findings):
            screen.say(N_("Made {folder}. Go there and run: kanwu build"), folder=folder)
        return exit_code(findings)

    @kanwu.command("new-issue", help=_("Make the next issue from the last."))
    @lang
    def new_issue_command() -> int:
        screen = make_screen(words, machine=False)
        workspace = _workspace(screen)
        return Exit.MEND if workspace is None else _shown(screen, new_issue(workspace))

    @kanwu.command("import", help=_("Turn recognised or pasted text into manuscripts."))
    @click.argument("file", type=click.Path(path_type=Path))
    @click.option(
        "--into", type=click.Path(path_type=Path), default=Path(), help=_("The publication's folder.")
    )
    @click.option("--issue", required=True, metavar="2024-04", help=_("The issue that it becomes."))
    @lang
    def import_command(file: Path, into: Path, issue: str) -> int:
        return _shown(make_screen(words, machine=False), import_file(file, into, issue, words))

    return kanwu


# ---- what they call ------------------------------------------------------------------------


def _workspace(screen: Screen) -> Workspace | None:
    workspace = find_workspace(Path())
    if workspace is None:
        screen.say(
            N_("There is no publication.yaml here or in a folder above. kanwu new makes a publication.")
        )
    return workspace


def _chosen(workspace: Workspace, name: str | None, screen: Screen) -> str | None:
    """The issue asked for, else the newest; None when there is no such issue, and said so."""
    names = workspace.issue_names()
    if name is not None and name not in names:
        known = "、".join(names)
        screen.say(N_("There is no issue {name} in manuscripts/. There is: {known}"), name=name, known=known)
        return None
    if not names:
        screen.say(N_("manuscripts/ has no issue yet. kanwu new-issue makes one."))
        return None
    return name or names[-1]


def _build(screen: Screen, name: str | None, out: Path | None) -> int:
    workspace = _workspace(screen)
    chosen = workspace and _chosen(workspace, name, screen)
    if workspace is None or not chosen:
        return Exit.MEND
    built = build(workspace, chosen, (out or workspace.default_output).absolute(), screen.words, screen.step)
    screen.findings(built.findings)
    _tell(screen, built)
    return exit_code(built.findings)


def _tell(screen: Screen, built: Built) -> None:
    """Where the files are, or that nothing was changed."""
    folder = None if built.folder is None else str(built.folder)
    if built.folder is None:
        screen.say(N_("Nothing was delivered; the last good build is untouched."))
    else:
        count = len(built.pages.pages) if built.pages else 0
        screen.say(
            N_("Issue {issue} is ready, {count} pages: {folder}"),
            issue=built.issue,
            count=count,
            folder=folder,
        )
        if not screen.machine:
            for file in built.files:
                screen.item(file)
    screen.done(issue=built.issue, folder=folder, files=list(built.files), exit=exit_code(built.findings))


def _check(screen: Screen, name: str | None) -> int:
    workspace = _workspace(screen)
    chosen = workspace and _chosen(workspace, name, screen)
    if workspace is None or not chosen:
        return Exit.MEND
    findings = check(workspace, chosen)
    code = _shown(screen, findings)
    if not findings:
        screen.say(N_("Nothing to mend."))
    screen.done(issue=chosen, exit=code)
    return code


def _shown(screen: Screen, findings: tuple[Finding, ...]) -> int:
    screen.findings(in_order(findings))
    return exit_code(findings)


if __name__ == "__main__":
    main()
