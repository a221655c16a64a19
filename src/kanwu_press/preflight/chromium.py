"""Finished editions, opened in a real Chromium → findings: the EPUB in epub.js, the site page by page.

The harness is `browser/inspect.mjs`; it gets the jobs as JSON and gives the problems back as JSON. What was
shown is counted: a browser that dies half-way has not found everything good.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import NOWHERE, Place
from kanwu_press.preflight.epub import open_epub
from kanwu_press.preflight.tools import BROWSER, Tools, find_tools, missing, room, run, shut_in_chromium

TIMEOUT_SECONDS = 1200.0
_OURS = N_("Please report this together with the manuscript.")

READER_WIDE = Rule(
    "reader-wide",
    Level.ERROR,
    N_("Wider than the screen: {where} ({view})"),
    N_("A table with many columns or a very long word may be the cause; else please report this."),
)
READER_PICTURE = Rule(
    "reader-picture",
    Level.ERROR,
    N_("A picture does not show: {where} {text} ({view})"),
    N_("Save the picture anew and build again."),
)
READER_CONSOLE = Rule(
    "reader-console", Level.ERROR, N_("The browser finds fault: {text} ({where}, {view})"), _OURS
)
READER_REMOTE = Rule(
    "reader-remote", Level.ERROR, N_("It calls another machine: {text} ({where}, {view})"), _OURS
)
READER_NO_FILE = Rule(
    "reader-no-file", Level.ERROR, N_("It asks for a file that is not there: {text} ({where}, {view})"), _OURS
)
READER_LINK = Rule(
    "reader-link",
    Level.ERROR,
    N_("The reading program epub.js finds no place for an entry of the contents or page list: {text}"),
    _OURS,
)
READER_EMPTY = Rule("reader-empty", Level.ERROR, N_("The page shows nothing ({where}, {view})."), _OURS)
READER_FAILED = Rule(
    "reader-failed", Level.ERROR, N_("It could not be shown: {text} ({where}, {view})"), _OURS
)
AXE_VIOLATION = Rule(
    "axe-violation",
    Level.ERROR,
    N_("Hard to use for some readers: {text} at {where} ({view})"),
    N_("If you changed colours or sizes in styles/, look there; else please report this."),
)
BROWSER_UNPROVED = Rule(
    "browser-unproved",
    Level.ERROR,
    N_("Chromium did not show everything: {text}"),
    N_("Close other programs and check again; report it if it happens twice."),
)
_RULES = {
    "wide": READER_WIDE,
    "picture": READER_PICTURE,
    "console": READER_CONSOLE,
    "remote": READER_REMOTE,
    "missing": READER_NO_FILE,
    "link": READER_LINK,
    "empty": READER_EMPTY,
    "failed": READER_FAILED,
    "axe": AXE_VIOLATION,
}


@dataclass(frozen=True, slots=True)
class View:
    """A screen in CSS pixels, by night or day; for EPUBs the type size in percent, and whether in pages."""

    width: int
    height: int
    dark: bool = False
    percent: int = 100
    paged: bool = False


EPUB_VIEWS = (
    *(View(390, 844, dark, percent) for percent in (100, 200) for dark in (False, True)),
    View(390, 844, paged=True),
)
WEB_VIEWS = tuple(
    View(width, height, dark)
    for dark in (False, True)
    for width, height in ((390, 844), (320, 640), (1280, 800))
)


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture to be taken of one document, from the first element that `selector` finds."""

    name: str
    page: str
    selector: str
    view: View


@dataclass(frozen=True, slots=True)
class Edition:
    """What is opened: an EPUB or a site; its name in findings, its files, the documents to show, and how."""

    kind: str  # "epub" or "web"
    name: str
    files: Mapping[str, bytes]
    documents: tuple[str, ...]
    views: tuple[View, ...]
    package: str = ""
    shots: tuple[Shot, ...] = ()


def epub_edition(data: bytes, name: str, views: tuple[View, ...] = EPUB_VIEWS) -> Edition | None:
    """An EPUB to be opened; None when the file is none."""
    opened = open_epub(data)
    if opened is None:
        return None
    return Edition("epub", name, opened.files, opened.spine, views, opened.package)


def web_edition(files: Mapping[str, bytes], name: str, views: tuple[View, ...] = WEB_VIEWS) -> Edition:
    """A site to be opened: all its HTML pages. `files` by their names within the site."""
    pages = tuple(sorted(n for n in files if n.endswith(".html")))
    return Edition("web", name, files, pages, views)


def look(editions: Iterable[Edition], shots: Path | None = None) -> tuple[Finding, ...]:
    """Open each edition in one Chromium; `shots` is a folder for the pictures, which is there.

    Without the programs there is one finding that says so. Never raises on what it opens.
    """
    todo = tuple(editions)
    if not todo:
        return ()
    tools = find_tools()
    if tools is None:
        return tuple(missing(_WHAT[edition.kind], edition.name) for edition in todo)
    with room() as folder:
        jobs = [_job(edition, folder / f"job{n}") for n, edition in enumerate(todo)]
        answer = _answer(tools, folder, jobs, shots)
    if isinstance(answer, str):
        return (BROWSER_UNPROVED.at(NOWHERE, text=answer),)
    return (*_findings(answer["problems"], todo), *_unshown(answer["shown"], todo))


_WHAT = {"epub": "epub.js", "web": "axe"}


def _job(edition: Edition, folder: Path) -> dict[str, object]:
    """The files in a folder of their own, and what the harness is to do with them."""
    folder.mkdir()
    for name, data in edition.files.items():
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts:
            continue  # EPUBCheck and the site's own check name it
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return {
        "kind": edition.kind,
        "name": edition.name,
        "folder": str(folder),
        "package": edition.package,
        "pages": edition.documents,
        "documents": edition.documents,
        "views": [_view(view) for view in edition.views],
        "shots": [
            {"name": shot.name, "page": shot.page, "selector": shot.selector, **_view(shot.view)}
            for shot in edition.shots
        ],
    }


def _view(view: View) -> dict[str, object]:
    return {
        "width": view.width, "height": view.height, "dark": view.dark, "percent": view.percent,
        "paged": view.paged,
    }  # fmt: skip


def _answer(
    tools: Tools, folder: Path, jobs: list[dict[str, object]], shots: Path | None
) -> dict[str, Any] | str:
    """What the harness found, or its last words."""
    asked = {
        "modules": str(tools.modules),
        "chromium": str(shut_in_chromium(folder, tools.chromium)),
        "profile": str(folder / "profile"),
        "shots": None if shots is None else str(shots.absolute()),
        "jobs": jobs,
    }
    command = [tools.node, str(BROWSER / "inspect.mjs")]
    done = run(command, folder, TIMEOUT_SECONDS, json.dumps(asked).encode())
    if done.code is None:
        return f"> {TIMEOUT_SECONDS:.0f} s"
    try:
        answer = json.loads(done.out) if done.code == 0 else None
    except ValueError:
        answer = None
    if isinstance(answer, dict) and {"problems", "shown"} <= answer.keys():
        return answer
    return done.last


def _findings(problems: list[dict[str, str]], editions: tuple[Edition, ...]) -> tuple[Finding, ...]:
    """One finding for what shows in several views alike."""
    kinds = {edition.name: edition.kind for edition in editions}
    views: dict[tuple[str, ...], dict[str, None]] = {}
    for p in problems:
        key = (p["job"], p["file"], p["kind"], p["where"], p["text"])
        views.setdefault(key, {})[p["view"]] = None
    found = []
    for (job, file, kind, where, text), seen in views.items():
        inside = f"{file} {where}".strip() if kinds[job] == "epub" else where or file
        place = Place(job if kinds[job] == "epub" else f"{job}/{file}")
        found.append(_RULES[kind].at(place, where=inside, text=text, view=", ".join(seen)))
    return tuple(found)


def _unshown(shown: dict[str, int], editions: tuple[Edition, ...]) -> tuple[Finding, ...]:
    """Editions of which not every document was shown in every view."""
    found = []
    for edition in editions:
        wanted, got = len(edition.documents) * len(edition.views), shown.get(edition.name, 0)
        if got != wanted or not wanted:
            found.append(BROWSER_UNPROVED.at(Place(edition.name), text=f"{got} / {wanted}"))
    return tuple(found)
