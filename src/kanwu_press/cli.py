"""The commands: parse, call one function, print what was found, set the exit code. No logic."""

from __future__ import annotations

import io
import os
import shlex
import sys
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from gettext import NullTranslations
from pathlib import Path
from types import TracebackType

import click

from kanwu_press.build import Built, build, check, check_desk
from kanwu_press.check.ranges import RangeSign
from kanwu_press.console import FORMS, Screen, make_screen
from kanwu_press.findings import N_, Exit, Finding, Level, exit_code, in_order
from kanwu_press.fixing import Fixes, fix, sign_of
from kanwu_press.flatplan import (
    PLAN_FIGURES,
    PLAN_HEADS,
    PLAN_WRAPPED,
    flat_plan,
    plan_record,
    plan_rows,
    plan_sentences,
)
from kanwu_press.imposing import Sheets, Wish, caliper_of, impose_file, impose_issue, is_file, scheme_of
from kanwu_press.intake import import_files
from kanwu_press.new import new_issue, new_publication
from kanwu_press.preflight.pdf import PROFILES, examine
from kanwu_press.press.papers import papers_of
from kanwu_press.proofing import diff, proof
from kanwu_press.read.folders import stray_issues
from kanwu_press.readers import check_readers
from kanwu_press.termlist import TERMS_HEADS, grow_terms
from kanwu_press.usage import (
    Command,
    Group,
    Option,
    Wrong,
    choice_check,
    explained,
    known_check,
    language_check,
    round_check,
    year_check,
)
from kanwu_press.watching import difference, settled
from kanwu_press.words import words as words_of
from kanwu_press.workspace import Workspace, find_workspace

_STOPPED = 130  # 128 + SIGINT
_SCHEME_UNKNOWN = N_(
    "“{value}” is no scheme; write 骑马 (saddle), 胶订 (perfect), 自翻 (work-and-turn) or 对页 (spreads)."
)
_SHEET_UNKNOWN = N_(
    "“{value}” is no sheet; write A3, SRA3, 8开, 大8开, 对开 …, or a size in mm such as 450x320."
)
_SIGN_UNKNOWN = N_("“{value}” is no mark of a range; write 用途 (by use), 一字线 (—) or 浪纹线 (～).")
_CALIPER_UNKNOWN = N_("“{value}” is no thickness of a leaf; write mm, such as 0.1.")


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point of the `kanwu` command."""
    if arguments is None and not _has_chinese(sys.getfilesystemencoding()):
        _begin_again_in_utf8()
    argv = list(sys.argv[1:] if arguments is None else arguments)
    _accept_any_terminal()
    words = words_of(_language(argv))
    with _NoTraceback(words):
        sys.exit(_run(argv, words))


def _begin_again_in_utf8() -> None:
    """Under LANG=en_US.ISO-8859-1 and the like no Chinese file name can be written; Python can do without."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    environment = {"PYTHONIOENCODING": encoding} | os.environ | {"PYTHONUTF8": "1"}
    os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], environment)


def _accept_any_terminal() -> None:
    """A character that the terminal does not have becomes a question mark, not an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _language(argv: Sequence[str]) -> str:
    """`--lang en` anywhere, else KANWU_LANG, else Chinese: help and errors need it before parsing."""
    for number, word in enumerate(argv):
        if word == "--lang" and number + 1 < len(argv):
            return argv[number + 1]
        if word.startswith("--lang="):
            return word.partition("=")[2]
    return os.environ.get("KANWU_LANG") or (
        "zh" if _has_chinese(getattr(sys.stdout, "encoding", None)) else "en"
    )


def _has_chinese(encoding: str | None) -> bool:
    """Whether an encoding, of a terminal or of file names, can be Chinese at all."""
    try:
        "刊物".encode(encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _command() -> str:
    """What to type for this program here: `./kanwu` says where it is, since it is on no path."""
    return shlex.quote(os.environ.get("KANWU_COMMAND") or "kanwu")


def _run(argv: Sequence[str], words: NullTranslations) -> int:
    try:
        code = _commands(words).main(list(argv), prog_name=_command(), standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.message, err=True)
        return Exit.USAGE
    except click.UsageError as error:
        click.echo(explained(error, words), err=True)
        path = error.ctx.command_path if error.ctx else _command()
        click.echo(words.gettext("See {command} --help for what there is.").format(command=path), err=True)
        return Exit.USAGE
    except click.Abort:
        click.echo(words.gettext("Stopped."), err=True)
        return _STOPPED
    return int(code or 0)


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
        text = self._words.gettext(
            "The program has a fault and stopped; finished issues are untouched. Please send us {file}."
        )
        lines = traceback.format_exception(kind, error, trace)
        try:
            handle, name = tempfile.mkstemp(prefix="kanwu-", suffix=".log")
            with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
                file.writelines(lines)
        except OSError:  # no room even for that: the last line says what it was
            name = lines[-1].strip()
        click.echo(text.format(file=name), err=True)
        sys.exit(Exit.BROKEN)


# ---- the commands --------------------------------------------------------------------------


def _commands(words: NullTranslations) -> click.Group:
    _ = words.gettext
    lang = click.option(
        "--lang", metavar="zh|en", callback=language_check(words), expose_value=False,
        help=_("Language of the messages."),
    )  # fmt: skip
    machine = click.option("--json", "machine", is_flag=True, help=_("One JSON object a line, for machines."))
    issue = click.argument("issue", required=False, metavar="[2026-01]")
    folder_word = _("FOLDER")
    form = click.option(
        "--format", "form", default="text", metavar=_("FORM"), callback=choice_check(words, FORMS),
        help=_("How to tell findings: text, json, sarif, github."),
    )  # fmt: skip
    final = click.option("--final", is_flag=True, help=_("Refuse what is not final or has not come."))

    @click.group(
        cls=Group, words=words, subcommand_metavar=_("COMMAND …"),
        help=_("Make the print and reader editions of a Chinese periodical from its manuscripts."),
    )  # fmt: skip
    @click.version_option(
        package_name="kanwu-press", message="kanwu %(version)s", help=_("Show the version.")
    )
    @lang
    def kanwu() -> None: ...

    @kanwu.command("build", cls=Command, words=words, help=_("Build an issue; without a name, the newest."))
    @issue
    @click.option("-o", "--out", type=Path, metavar=folder_word, help=_("Where to put it (build/)."))
    @final
    @form
    @machine
    @lang
    def build_command(issue: str | None, out: Path | None, final: bool, form: str, machine: bool) -> int:
        return _build(make_screen(words, machine, form, _prefix()), issue, out, final)

    @kanwu.command(
        "plan", cls=Command, words=words,
        help=_("Show the flat plan of an issue: articles, pages, status, what is to come."),
    )  # fmt: skip
    @issue
    @click.option("-o", "--out", type=Path, metavar=folder_word, help=_("Where it was built (build/)."))
    @machine
    @lang
    def plan_command(issue: str | None, out: Path | None, machine: bool) -> int:
        return _plan(make_screen(words, machine), issue, out)

    @kanwu.command(
        "terms", cls=Command, words=words,
        help=_("Propose terms of an issue for the register; --add enters them."),
    )  # fmt: skip
    @issue
    @click.option("--add", is_flag=True, help=_("Enter them into manuscripts/terms.yaml."))
    @machine
    @lang
    def terms_command(issue: str | None, add: bool, machine: bool) -> int:
        return _terms(make_screen(words, machine), issue, add)

    @kanwu.command("check", cls=Command, words=words, help=_("Only check an issue; no files are delivered."))
    @issue
    @click.option(
        "--readers", is_flag=True, help=_("Open what was built in readers' own programs.")
    )
    @click.option(
        "--screenshots", type=Path, metavar=folder_word, help=_("Also take pictures of what readers see.")
    )
    @click.option("-o", "--out", type=Path, metavar=folder_word, help=_("Where it was built (build/)."))
    @click.option("--watch", is_flag=True, help=_("Check again at every change, until Ctrl-C."))
    @final
    @form
    @machine
    @lang
    def check_command(
        issue: str | None, readers: bool, screenshots: Path | None, out: Path | None, watch: bool,
        final: bool, form: str, machine: bool,
    ) -> int:  # fmt: skip
        if watch and (form in ("sarif", "github") or readers or screenshots is not None):
            raise Wrong(_("--watch shows what changes as text or JSON, and goes with no other way to check."))
        screen = make_screen(words, machine, form, _prefix())
        if readers or screenshots is not None:
            return _check_readers(screen, issue, out, screenshots)
        return _watch(screen, issue, final) if watch else _check(screen, issue, final)

    @kanwu.command(
        "fix", cls=Command, words=words,
        help=_("Mend the marks, ranges and units that are safe to mend; without --write, only show them."),
    )  # fmt: skip
    @issue
    @click.option("--write", is_flag=True, help=_("Change the manuscripts."))
    @click.option(
        "--range", "sign", metavar="用途|—|～", callback=known_check(words, sign_of, _SIGN_UNKNOWN),
        help=_("What joins ranges: by use (— for time, ～ for quantities), or one mark for all."),
    )  # fmt: skip
    @click.option("--patch", is_flag=True, help=_("Print a patch of whole lines, for git apply."))
    @machine
    @lang
    def fix_command(issue: str | None, write: bool, sign: str | None, patch: bool, machine: bool) -> int:
        return _fix(make_screen(words, machine), issue, sign, write=write, patch=patch)

    @kanwu.command(
        "proof", cls=Command, words=words,
        help=_("Make a proof to read: line numbers, findings beside the text, room for remarks."),
    )  # fmt: skip
    @issue
    @click.option(
        "-o", "--out", type=Path, metavar=_("FILE"), help=_("The file or folder to write to (build/proofs/).")
    )
    @click.option(
        "--round", "round_", metavar="1|2|3", default="1", callback=round_check(words),
        help=_("The round of proofreading, marked on each sheet (1)."),
    )  # fmt: skip
    @machine
    @lang
    def proof_command(issue: str | None, out: Path | None, round_: str, machine: bool) -> int:
        return _proof(make_screen(words, machine), issue, out, int(round_))

    @kanwu.command(
        "diff", cls=Command, words=words,
        help=_("Compare two finished issues or PDFs, page by page and word by word."),
    )  # fmt: skip
    @click.argument("a", metavar=_("A"))
    @click.argument("b", metavar=_("B"))
    @click.option(
        "-o", "--out", type=Path, metavar=folder_word, help=_("Where to put the report (build/diff/).")
    )
    @click.option("--exit-code", "strict", is_flag=True, help=_("End with 1 where they differ, for scripts."))
    @machine
    @lang
    def diff_command(a: str, b: str, out: Path | None, strict: bool, machine: bool) -> int:
        return _diff(make_screen(words, machine), (a, b), out, strict)

    @kanwu.command(
        "new", cls=Command, words=words, help=_("Make a new publication in a folder; it builds at once.")
    )
    @click.argument("folder", type=Path, metavar=folder_word)
    @click.option(
        "--year", metavar="2026", callback=year_check(words), help=_("The year of the first issue.")
    )
    @machine
    @lang
    def new_command(folder: Path, year: str | None, machine: bool) -> int:
        return _new(make_screen(words, machine), folder, int(year) if year else None)

    @kanwu.command("new-issue", cls=Command, words=words, help=_("Make the next issue from the last."))
    @machine
    @lang
    def new_issue_command(machine: bool) -> int:
        return _new_issue(make_screen(words, machine))

    @kanwu.command(
        "import", cls=Command, words=words,
        help=_("Turn Word files, or recognised or pasted text, into manuscripts."),
    )  # fmt: skip
    @click.argument("files", type=Path, nargs=-1, required=True, metavar=_("FILE") + "…")
    @click.option(
        "--issue", cls=Option, required=True, metavar="2026-01", help=_("The issue that it becomes; needed.")
    )
    @click.option(
        "--into", type=Path, default=Path(), metavar=folder_word, help=_("The publication's folder (here).")
    )
    @click.option(
        "--column", metavar=_("COLUMN"), default="", help=_("The column (栏目) to list Word files in.")
    )
    @machine
    @lang
    def import_command(files: tuple[Path, ...], into: Path, issue: str, column: str, machine: bool) -> int:
        screen = make_screen(words, machine)
        return _shown(screen, import_files(files, into, issue, column, words), issue=issue)

    @kanwu.command(
        "impose", cls=Command, words=words, help=_("Put the pages of an issue, or of any PDF, on sheets.")
    )
    @click.argument("what", required=False, metavar="[2026-01|" + _("FILE") + ".pdf]")
    @click.option(
        "--scheme", metavar=_("SCHEME"), callback=known_check(words, scheme_of, _SCHEME_UNKNOWN),
        help=_("saddle, perfect, work-and-turn, spreads; else as bound."),
    )  # fmt: skip
    @click.option(
        "--sheet", metavar=_("SHEET"), callback=known_check(words, papers_of, _SHEET_UNKNOWN),
        help=_("A3, SRA3, 8开, 大8开, 对开 … or mm, 450x320; else what fits."),
    )  # fmt: skip
    @click.option(
        "--caliper", metavar="0.1", callback=known_check(words, caliper_of, _CALIPER_UNKNOWN),
        help=_("How thick a leaf is, mm, for the creep of nested sheets."),
    )  # fmt: skip
    @click.option("--scale-to-fit", is_flag=True, help=_("Make the pages fit the sheet; for proofs only."))
    @click.option("-o", "--out", type=Path, metavar=_("FILE"), help=_("Where to put it (build/imposed/)."))
    @machine
    @lang
    def impose_command(
        what: str | None, scheme: str | None, sheet: str | None, caliper: str | None, scale_to_fit: bool,
        out: Path | None, machine: bool,
    ) -> int:  # fmt: skip
        wish = Wish(
            scheme_of(scheme or ""), papers_of(sheet or ""), caliper_of(caliper or ""), scale_to_fit, out
        )
        return _impose(make_screen(words, machine), what, wish)

    @kanwu.command("preflight", cls=Command, words=words, help=_("Check a finished PDF, ours or another's."))
    @click.argument("file", type=Path, metavar=_("FILE"))
    @click.option(
        "--profile", default="x4", metavar="x4|screen", callback=choice_check(words, PROFILES),
        help=_("For printing (x4, unless told otherwise) or for screens."),
    )  # fmt: skip
    @click.option("--ink", is_flag=True, help=_("Also sum up the inks of whole pages, with Ghostscript."))
    @machine
    @lang
    def preflight_command(file: Path, profile: str, ink: bool, machine: bool) -> int:
        return _preflight(make_screen(words, machine), file, profile, ink)

    return kanwu


# ---- what they call ------------------------------------------------------------------------


def _build(screen: Screen, name: str | None, out: Path | None, final: bool) -> int:
    workspace = _workspace(screen)
    chosen = workspace and _chosen(workspace, name, screen)
    if workspace is None or not chosen:
        return _nothing(screen)
    with screen.steps() as steps:
        folder = Path(os.path.normpath((out or workspace.default_output).absolute()))
        built = build(workspace, chosen, folder, screen.words, steps.begin, final=final)
        steps.end(good=built.folder is not None)
    screen.findings(built.findings)
    _tell(screen, built)
    return exit_code(built.findings)


def _tell(screen: Screen, built: Built) -> None:
    """Where the files are, or that nothing was changed."""
    folder = None if built.folder is None else str(built.folder)
    if folder is None:
        screen.say(N_("Nothing was delivered; the last good build is untouched."))
        if built.report is not None:
            screen.say(N_("At a glance: {report}"), report=built.report)
    else:
        count = len(built.pages.pages) if built.pages else 0
        said = N_("Issue {issue} is ready, {count} pages: {folder}")
        screen.say(said, issue=built.issue, count=count, folder=folder)
        for line in _listed(built.files):
            screen.item(line)
    screen.done(issue=built.issue, folder=folder, files=list(built.files), exit=exit_code(built.findings))


def _listed(files: tuple[str, ...]) -> Iterator[str]:
    """The delivered files; of the report and the web edition, which have many, where they begin."""
    many = {folder: [file for file in files if file.startswith(folder)] for folder in ("report/", "web/")}
    yield from (file for file in files if not file.startswith(tuple(many)))
    for folder, pages in many.items():
        if pages:
            yield f"{folder}index.html (+{len(pages) - 1})"


def _check(screen: Screen, name: str | None, final: bool) -> int:
    workspace = _workspace(screen)
    chosen = workspace and _chosen(workspace, name, screen)
    if workspace is None or not chosen:
        return _nothing(screen)
    with screen.steps() as steps:
        steps.begin(N_("Reading and checking the manuscripts"))
        findings, report = check_desk(workspace, chosen, screen.words, final=final)
    if report is not None:
        screen.say(N_("At a glance: {report}"), report=report)
    if all(finding.level is Level.INFO or finding.cleared for finding in findings):
        screen.say(N_("Nothing to mend."))
    return _shown(screen, findings, issue=chosen)


def _watch(screen: Screen, name: str | None, final: bool) -> int:
    """Check, wait for a change, check again; what is shown is what has come and what has gone."""
    workspace = _workspace(screen)
    chosen = workspace and _chosen(workspace, name, screen)
    if workspace is None or not chosen:
        return _nothing(screen)
    findings: tuple[Finding, ...] = ()
    try:
        looked = settled(workspace, chosen)
        findings = check(workspace, chosen, final=final)
        screen.findings(findings)
        screen.say(N_("Looking after issue {issue}; Ctrl-C ends it."), issue=chosen)
        while True:
            looked = settled(workspace, chosen, looked)
            before, findings = findings, check(workspace, chosen, final=final)
            _tell_changes(screen, before, findings)
    except KeyboardInterrupt:
        screen.done(issue=chosen, exit=exit_code(findings))
        return exit_code(findings)


def _tell_changes(screen: Screen, before: tuple[Finding, ...], after: tuple[Finding, ...]) -> None:
    new, gone = difference(before, after)
    screen.changes(new, gone)
    if new or gone:
        screen.count(after)
    else:
        screen.say(N_("Checked again: the findings are the same."))


def _plan(screen: Screen, name: str | None, out: Path | None) -> int:
    workspace = _workspace(screen)
    chosen = workspace and _chosen(workspace, name, screen)
    if workspace is None or not chosen:
        return _nothing(screen)
    plan, findings = flat_plan(workspace, chosen, (out or workspace.default_output).absolute())
    if plan is None:
        return _shown(screen, findings, issue=chosen)
    screen.table(PLAN_HEADS, plan_rows(plan, screen.words), PLAN_FIGURES, PLAN_WRAPPED)
    for said, values in () if screen.machine else plan_sentences(plan):
        screen.say(said, **values)
    screen.record(event="plan", **plan_record(plan))
    errors = sum(finding.level is Level.ERROR for finding in findings)
    if errors:
        screen.say(N_("{count} thing(s) in the manuscripts must be mended; {command} check tells them."),
                   count=errors, command=_command())  # fmt: skip
    screen.done(issue=chosen, exit=Exit.DELIVERED)
    return Exit.DELIVERED


def _terms(screen: Screen, name: str | None, add: bool) -> int:
    workspace = _workspace(screen)
    chosen = workspace and _chosen(workspace, name, screen)
    if workspace is None or not chosen:
        return _nothing(screen)
    grown = grow_terms(workspace, chosen, add=add)
    rows = [
        (p.term.name, "、".join((*p.term.refused, *p.term.short)), str(p.count),
         f"{p.term.place.file}:{p.term.place.line}", screen.words.gettext(p.why))
        for p in grown.proposals
    ]  # fmt: skip
    if rows:
        screen.table(TERMS_HEADS, rows, (2,), (0, 1, 3, 4))
    elif not grown.findings:
        screen.say(N_("Nothing to propose: the register has all that the issue would give it."))
    for row in rows:
        screen.record(event="term", **dict(zip(("term", "also", "times", "where", "why"), row, strict=True)))
    if grown.written:
        screen.say(N_("{count} entered into manuscripts/terms.yaml. Look them over."), count=len(rows))
    return _shown(screen, grown.findings, issue=chosen)


def _check_readers(screen: Screen, name: str | None, out: Path | None, shots: Path | None) -> int:
    workspace = _workspace(screen)
    chosen = workspace and _chosen(workspace, name, screen)
    if workspace is None or not chosen:
        return _nothing(screen)
    folder = Path(os.path.normpath((out or workspace.default_output).absolute()))
    pictures = None if shots is None else Path(os.path.normpath(shots.absolute()))
    with screen.steps() as steps:
        findings = check_readers(workspace, chosen, folder, steps.begin, pictures)
    if all(finding.level is Level.INFO for finding in findings):
        screen.say(N_("Nothing to mend."))
    return _shown(screen, findings, issue=chosen)


def _fix(screen: Screen, name: str | None, sign: str | None, *, write: bool, patch: bool) -> int:
    workspace = _workspace(screen)
    chosen = workspace and _chosen(workspace, name, screen)
    if workspace is None or not chosen:
        return _nothing(screen)
    fixes = fix(workspace, chosen, write=write, wish=sign_of(sign or "") or RangeSign.BY_USE)
    if patch:
        click.echo("".join(fixed.patch for fixed in fixes.files), nl=False)
        return exit_code(fixes.findings)
    _tell_fixes(screen, fixes)
    screen.findings(fixes.findings)
    code = exit_code(fixes.findings)
    files = [fixed.file for fixed in fixes.files]
    screen.done(issue=chosen, files=files, count=fixes.count, written=fixes.written, exit=code)
    return code


def _tell_fixes(screen: Screen, fixes: Fixes) -> None:
    """What changes, line by line with the words around it, and whether it has been written."""
    for fixed in fixes.files:
        screen.change(fixed.file, ((hunk.line, hunk.before, hunk.after) for hunk in fixed.hunks))
    if not fixes.count:
        screen.say(N_("Nothing to fix."))
    elif fixes.written:
        screen.say(N_("{count} places mended in {files} files."), count=fixes.count, files=len(fixes.files))
    else:
        said = N_(
            "{count} places in {files} files can be mended so; nothing was changed yet: {command} fix --write"
        )
        screen.say(said, count=fixes.count, files=len(fixes.files), command=_command())


def _proof(screen: Screen, name: str | None, out: Path | None, round_: int) -> int:
    workspace = _workspace(screen)
    chosen = workspace and _chosen(workspace, name, screen)
    if workspace is None or not chosen:
        return _nothing(screen)
    with screen.steps() as steps:
        target = None if out is None else Path(os.path.normpath(out.absolute()))
        made = proof(workspace, chosen, target, screen.words, steps.begin, round_)
        steps.end(good=made.file is not None)
    screen.findings(made.findings)
    if made.file is None:
        screen.say(N_("No proof was made."))
    else:
        screen.say(
            N_("The proof of issue {issue} has {count} sheets: {file}"),
            issue=chosen, count=made.sheets, file=made.file,
        )  # fmt: skip
    code = exit_code(made.findings)
    screen.done(issue=chosen, file=made.file and str(made.file), sheets=made.sheets, exit=code)
    return code


def _diff(screen: Screen, names: tuple[str, str], out: Path | None, strict: bool) -> int:
    workspace = find_workspace(Path())
    usual = workspace.default_output / "diff" if workspace else Path("diff")
    folder = Path(os.path.normpath((out or usual).absolute()))
    with screen.steps() as steps:
        compared = diff(names, workspace, folder, steps.begin)
        steps.end(good=compared.same is not None)
    screen.findings(compared.findings)
    code = exit_code(compared.findings)
    if compared.same:
        screen.say(N_("{a} and {b} are the same."), a=names[0], b=names[1])
    elif compared.folder is not None:
        screen.say(N_("{a} and {b} differ: {report}"), a=names[0], b=names[1], report=compared.folder)
        screen.item(compared.summary)
        code = code or (Exit.MEND if strict else Exit.DELIVERED)
    report = None if compared.folder is None else str(compared.folder)
    screen.done(same=compared.same, folder=report, exit=code)
    return code


def _preflight(screen: Screen, file: Path, profile: str, ink: bool) -> int:
    with screen.steps() as steps:
        steps.begin(N_("Checking the PDF"))
        result = examine(file, profile, ink)
    screen.findings(result.findings)
    for title, subjects in ((N_("Checked:"), result.checked), (N_("Not checked:"), result.unchecked)):
        if subjects:
            screen.say(title)
            for subject in subjects:
                screen.item(screen.words.gettext(subject))
    if result.good:
        said = N_("{file}: {count} pages, nothing to mend {purpose}.")
        purpose = screen.words.gettext(result.profile.title)
        screen.say(said, file=file, count=result.pages, purpose=purpose)
    code = exit_code(result.findings)
    screen.done(file=str(file), profile=profile, pages=result.pages, exit=code)
    return code


def _new(screen: Screen, folder: Path, year: int | None) -> int:
    folder = Path(os.path.normpath(folder))
    findings = new_publication(folder, year)
    if not findings:
        screen.say(N_("Made {folder}. To build it:"), folder=folder)
        if folder.resolve() != Path.cwd():
            screen.item(f"cd {shlex.quote(str(folder))}")
        screen.item(f"{_command()} build")
    return _shown(screen, findings, folder=str(folder.absolute()))


def _new_issue(screen: Screen) -> int:
    workspace = _workspace(screen)
    return _nothing(screen) if workspace is None else _shown(screen, new_issue(workspace))


def _impose(screen: Screen, what: str | None, wish: Wish) -> int:
    if what is not None and is_file(what):
        return _laid(screen, impose_file(Path(what), find_workspace(Path()), wish))
    workspace = _workspace(screen)
    chosen = workspace and _chosen(workspace, what, screen)
    if workspace is None or not chosen:
        return _nothing(screen)
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


def _prefix() -> str:
    """Where the publication lies in its repository, by GitHub or git: `journal/`, or nothing."""
    workspace, top = find_workspace(Path()), os.environ.get("GITHUB_WORKSPACE", "")
    if workspace is None:
        return ""
    here = (workspace.root, *workspace.root.parents)
    root = Path(top).resolve() if top else next((f for f in here if (f / ".git").exists()), None)
    if root is None or root not in workspace.root.parents:
        return ""
    return f"{workspace.root.relative_to(root).as_posix()}/"


def _workspace(screen: Screen) -> Workspace | None:
    workspace = find_workspace(Path())
    if workspace is None:
        said = N_(
            "There is no publication.yaml here or in a folder above. Go to the publication's folder, "
            "or make one: {command} new"
        )
        screen.say(said, command=_command())
    return workspace


def _chosen(workspace: Workspace, name: str | None, screen: Screen) -> str | None:
    """The issue asked for, else the newest; None when there is no such issue, and said so."""
    names = workspace.issue_names()
    strays = tuple(stray_issues(workspace))
    if strays and (not names or name not in (None, *names)):
        screen.findings(in_order(strays))
    if not names and strays:
        screen.say(N_("None of the folders in manuscripts/ is an issue yet; see above."))
        return None
    if not names:
        screen.say(N_("manuscripts/ has no issue yet. {command} new-issue makes one."), command=_command())
        return None
    if name is not None and name not in names:
        known = "、".join(names)
        screen.say(N_("There is no issue {name} in manuscripts/. There is: {known}"), name=name, known=known)
        return None
    return name or names[-1]


def _nothing(screen: Screen) -> int:
    """Nothing could be done, and it was said why; a form that others read is whole all the same."""
    screen.empty()
    screen.done(exit=Exit.MEND)
    return Exit.MEND


def _shown(screen: Screen, findings: tuple[Finding, ...], **record: object) -> int:
    screen.findings(in_order(findings))
    code = exit_code(findings)
    screen.done(**record, exit=code)
    return code


if __name__ == "__main__":
    main()
