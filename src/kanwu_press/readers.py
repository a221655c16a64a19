"""What `kanwu check --readers` does: the delivered editions of an issue, opened in readers' own programs.

In: an issue's name and the folder that it was delivered to. Out: findings; with `shots`, pictures of what
readers see. Nothing is built or changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kanwu_press.addresses import site_address
from kanwu_press.findings import N_, Finding, Level, Rule, in_order
from kanwu_press.model import Issue, Place
from kanwu_press.preflight.ace import run_ace
from kanwu_press.preflight.chromium import Edition, epub_edition, look, web_edition
from kanwu_press.preflight.epub import run_epubcheck
from kanwu_press.preflight.pdf import SCREEN, bundled, preflight
from kanwu_press.preflight.secondopinion import second_opinion
from kanwu_press.preflight.shots import epub_shots, web_shots
from kanwu_press.preflight.validity import check_validity
from kanwu_press.preflight.web import FOLDER, check_site
from kanwu_press.read.issue import read_issue
from kanwu_press.workspace import Workspace

Found = tuple[Finding, ...]

NOT_BUILT = Rule(
    "readers-not-built",
    Level.ERROR,
    N_("Issue {issue} has not been built: there is no {folder}."),
    N_("Build it first; then check what was made."),
)
NO_EDITION = Rule(
    "readers-no-edition",
    Level.WARNING,
    N_("The delivery has no {what}, so it was not checked."),
    N_("Build the issue again."),
)
OLDER = Rule(
    "readers-older",
    Level.INFO,
    N_("What was built is older than {file}: what is checked here does not have the latest changes."),
    N_("Build the issue again, then check it."),
)
SHOTS_INSIDE = Rule(
    "screenshots-inside",
    Level.ERROR,
    N_("The pictures would lie among the delivered files."),
    N_("Choose a folder outside of the issue's own in build/."),
)
SHOTS_FOLDER = Rule(
    "screenshots-folder",
    Level.ERROR,
    N_("The folder for the pictures can't be made: {reason}"),
    N_("Choose another folder, or one that you may write to."),
)


def check_readers(
    workspace: Workspace, name: str, out: Path, progress: Callable[[str], None], shots: Path | None = None
) -> Found:
    """Everything that readers' programs say of what lies in OUT/<name>; of each kind at most ten findings."""
    issue, found = read_issue(workspace.root, name)
    if issue is None:
        return in_order(found)
    folder = out / name
    if not folder.is_dir():
        return (NOT_BUILT.at(Place(""), issue=name, folder=folder),)
    refused = _shots_refused(shots, folder)
    if refused:
        return refused
    files = delivered(issue, folder)
    progress(N_("Opening the editions in readers' programs"))
    with ThreadPoolExecutor(1) as beside:  # the other programs take their turns beside the browser
        judged = beside.submit(lambda: tuple(_judged(issue, files)))
        looked = look(_editions(files, shots is not None), shots)
        aged = _older(workspace, name, [folder / file for file in files])
        return bundled((*looked, *judged.result(), *_lacking(issue, files), *aged))


def _older(workspace: Workspace, name: str, made: list[Path]) -> Iterator[Finding]:
    """Whether a manuscript or setting was changed after the editions were made."""
    built = max((path.stat().st_mtime_ns for path in made), default=0)
    folder = workspace.issue_folder(name).rglob("*")
    sources = (p for p in folder if p.is_file() and not p.name.startswith((".", "~$")))
    changed = [(p.stat().st_mtime_ns, p) for p in (workspace.publication_file, *sources)]
    newest, path = max(changed, default=(0, workspace.publication_file))
    if built and newest > built:
        yield OLDER.at(Place(workspace.place_of(path)), file=path.name)


def _shots_refused(shots: Path | None, delivery: Path) -> Found:
    """Makes the folder for the pictures; why not, if it can't be or lies in the delivery."""
    if shots is None:
        return ()
    if shots.resolve().is_relative_to(delivery.resolve()):
        return (SHOTS_INSIDE.at(Place(str(shots))),)
    try:
        shots.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return (SHOTS_FOLDER.at(Place(str(shots)), reason=error.strerror or type(error).__name__),)
    return ()


def delivered(issue: Issue, folder: Path) -> dict[str, bytes]:
    """The files of the reader editions by their names in the delivery."""
    stem = f"{issue.publication.code}-{issue.name}"
    single = (folder / "epub" / f"{stem}.epub", folder / "screen" / f"{stem}.pdf")
    paths = sorted(path for path in (*single, *(folder / FOLDER).rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _lacking(issue: Issue, files: dict[str, bytes]) -> Iterator[Finding]:
    for what in ("epub", "screen", *((FOLDER,) if issue.publication.online else ())):
        if not any(name.startswith(f"{what}/") for name in files):
            yield NO_EDITION.at(Place(what), what=f"{what}/")


def _editions(files: dict[str, bytes], pictured: bool) -> Iterator[Edition]:
    """What the browser opens. A file that is no EPUB is left to EPUBCheck."""
    for name, data in files.items():
        if name.startswith("epub/"):
            book = epub_edition(data, name)
            if book is not None:
                yield epub_shots(book) if pictured else book
    site = _site(files)
    if any(name.endswith(".html") for name in site):
        edition = web_edition(site, FOLDER)
        yield web_shots(edition) if pictured else edition


def _site(files: dict[str, bytes]) -> dict[str, bytes]:
    """The web edition's files by their names within it."""
    start = f"{FOLDER}/"
    return {name.removeprefix(start): data for name, data in files.items() if name.startswith(start)}


def _judged(issue: Issue, files: dict[str, bytes]) -> Iterator[Finding]:
    """What the checkers say that need no browser, and Ace."""
    for name, data in files.items():
        if name.startswith("epub/"):
            yield from run_epubcheck(data, name)
            yield from run_ace(data, name)[1]
        elif name.startswith("screen/"):
            yield from preflight(data, SCREEN, file=name)
            yield from second_opinion(data, name)
    site = _site(files)
    if site:
        yield from check_site(files, site_address(issue) or "")
        yield from check_validity(site, FOLDER)
