"""What the stages of a build or check made → the desk report, and where the report of a check is put.

Reads what the report shows beside it: the sizes of picture files, and the report that was delivered before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from gettext import NullTranslations
from pathlib import Path, PurePosixPath

from kanwu_press.check import RULES
from kanwu_press.check.glyphs import printed
from kanwu_press.check.han import level
from kanwu_press.check.pictures import PrintedFigure, printed_figures
from kanwu_press.deliver import deliver
from kanwu_press.desk.facts import EmbeddedFont, Facts, PictureFact, Ran, Rare, Standing, Status
from kanwu_press.desk.phrases import Speech
from kanwu_press.desk.report import DATA_FILE, FOLDER, make_report
from kanwu_press.desk.thumbs import make_thumbs
from kanwu_press.faces import Face, Faces
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import NOWHERE, Issue, PageMap, Picture, Place
from kanwu_press.preflight.embedded import embedded_fonts
from kanwu_press.preflight.pdf import SCREEN, X4
from kanwu_press.production import PagePlan
from kanwu_press.screenpictures import Prepared, Shelf, narrower
from kanwu_press.structure import Cover
from kanwu_press.workspace import Workspace

Found = tuple[Finding, ...]

_THUMB_PX = 400
_MOST_DATA = 20_000_000  # bytes of a data.json that is read back
_LEAVES = {
    "封面": "cover-front",
    "封二": "cover-inside-front",
    "封三": "cover-inside-back",
    "封底": "cover-back",
}
_FACES, _PLACES = 3, 4  # named for a rare character
_RARE = (3, 0)  # levels that are listed one by one

UNWRITTEN = Rule(
    "desk-unwritten",
    Level.WARNING,
    N_("The report of the check could not be written: {reason}"),
    N_("What was found is told here all the same. Look at the folder {folder}."),
)


@dataclass(frozen=True, slots=True)
class Made:
    """What the report needs of a run. A check has `issue` and `faces`; a build all of it."""

    issue: Issue | None
    faces: Faces | None = None
    tokens: str = ""
    pages: PageMap | None = None
    plan: PagePlan | None = None
    screen: bytes | None = None
    printed: tuple[bytes, ...] = ()  # the printer's files
    cover: Cover | None = None
    shelf: Shelf | None = None
    placed: Mapping[str, tuple[float, float]] = field(default_factory=dict)  # pt, by picture file


def report_files(
    workspace: Workspace, name: str, made: Made, found: Found, folder: Path, words: NullTranslations
) -> dict[str, bytes]:
    """The report of a run by file name; `folder` is the one that it is delivered to."""
    issue = made.issue
    leaves = [(_LEAVES[page.label], page.ahead) for page in made.cover.pages] if made.cover else []
    facts = Facts(
        name=name,
        issue=issue,
        findings=tuple(finding for finding in found if not finding.cleared),
        cleared=tuple(finding for finding in found if finding.cleared),
        standings=standings(issue) if issue else {},
        pages=made.pages,
        plan=made.plan,
        faces=made.faces,
        thumbs=make_thumbs(made.screen, leaves) if made.screen else None,
        pictures=tuple(_pictures(issue, workspace.root, made)) if issue else (),
        rare=rare_characters(issue, made.faces) if issue else (),
        levels=levels(issue) if issue else (0, 0, 0, 0),
        embedded=embedded(made),
        checks=checks_of(found, built=made.screen is not None, online=_online(issue)),
        previous=_previous(folder),
        sources=_sources(workspace.root, folder),
        tokens=made.tokens,
    )
    return make_report(facts, Speech(words))


def standings(issue: Issue) -> dict[str, Standing]:
    """How far each article is, and how many pages are kept for those to come."""
    return {
        a.id: Standing(Status(a.status.value), a.planned.pages if a.planned else 0) for a in issue.articles
    }


def put_checked(
    workspace: Workspace, name: str, made: Made, found: Found, words: NullTranslations
) -> tuple[Path | None, Found]:
    """Put the report of a check into .kanwu/check/<name>; nothing that is delivered is touched.

    None and a warning come back where the disk refuses it.
    """
    folder = workspace.checked / name
    files = report_files(workspace, name, made, found, folder, words)
    done = deliver(files, workspace.checked, name, others=False)
    if not done.files:
        reason = "；".join(f.message(words) for f in done.findings)
        return None, (UNWRITTEN.at(NOWHERE, reason=reason, folder=folder),)
    return folder / FOLDER / "index.html", ()


def _online(issue: Issue | None) -> bool:
    return issue is not None and issue.publication.online


def _previous(folder: Path) -> bytes | None:
    """data.json of the report that this one takes the place of; None where there is none to be read."""
    file = folder / FOLDER / DATA_FILE
    try:
        return file.read_bytes() if file.is_file() and file.stat().st_size <= _MOST_DATA else None
    except OSError:
        return None


def _sources(root: Path, folder: Path) -> str:
    """The way from the report to the publication; "" from elsewhere: it tells nothing of this machine."""
    target = folder / FOLDER
    if not target.is_relative_to(root):
        return ""
    return PurePosixPath(*[".."] * len(target.relative_to(root).parts)).as_posix()


# ---- pictures ------------------------------------------------------------------------------


def placed_by_file(
    root: Path, files: Mapping[str, Path], placed: Mapping[str, tuple[float, float]]
) -> dict[str, tuple[float, float]]:
    """The largest print (pt) of each picture by its file, as it was laid out."""
    found: dict[str, tuple[float, float]] = {}
    for name, size in placed.items():
        if name in files:
            file = files[name].relative_to(root).as_posix()
            found[file] = max(found.get(file, (0.0, 0.0)), size)
    return found


def _pictures(issue: Issue, root: Path, made: Made) -> Iterator[PictureFact]:
    """Each picture of the issue; one that stands twice is shown twice, for it is printed twice."""
    figures = tuple(printed_figures(issue))
    uses = Counter(shown.figure.picture.file for shown in figures if shown.figure.picture is not None)
    for shown in figures:
        picture = shown.figure.picture
        if picture is None:
            continue
        width, ppi = _print_of(shown, picture, made, alone=uses[picture.file] == 1)
        thumb = _thumb(picture, made.shelf)
        yield PictureFact(
            figure=shown.figure,
            article=shown.article,
            width_mm=width,
            ppi=ppi,
            size=_size(root / picture.file),
            thumb=thumb.data if thumb else b"",
            extension=thumb.extension if thumb else "",
        )


def _print_of(shown: PrintedFigure, picture: Picture, made: Made, *, alone: bool) -> tuple[float, float]:
    """Width in mm and pixels per inch: as laid out where that is known, else as the measures promise.

    The layout knows files: of one that is printed twice it can't say which of its widths is whose.
    """
    if picture.media_type == "image/svg+xml":
        return 0.0, 0.0
    laid = made.placed.get(picture.file) if alone else None
    width = laid[0] / 72 * 25.4 if laid else shown.width_mm
    return width, picture.width_px / width * 25.4


def _thumb(picture: Picture, shelf: Shelf | None) -> Prepared | None:
    prepared = shelf.prepared(picture) if shelf else None
    if prepared is None or prepared.extension == "svg":
        return prepared
    return narrower(prepared, _THUMB_PX) or prepared


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


# ---- characters ----------------------------------------------------------------------------


def rare_characters(issue: Issue, faces: Faces | None) -> tuple[Rare, ...]:
    """Han characters of the third level of 通用规范汉字表 and outside of it, the rarest last.

    Each with its places and the faces that have it, the one that sets it first.
    """
    counts: Counter[str] = Counter()
    places: dict[str, dict[tuple[str, int], None]] = {}
    texts = tuple(printed(issue))
    rare = frozenset(char for char in _characters(texts) if level(char) in _RARE)
    for text, place in () if not rare else texts:
        for char in () if rare.isdisjoint(text) else text:
            if char in rare:
                counts[char] += 1
                places.setdefault(char, {})[place.file, place.line] = None
    built = faces.faces if faces else ()
    return tuple(
        Rare(char, n, tuple(sorted(places[char]))[:_PLACES], _families(char, built), level(char) or 0)
        for char, n in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def levels(issue: Issue) -> tuple[int, int, int, int]:
    """How many different characters are outside of 通用规范汉字表, and of its levels 1, 2 and 3."""
    found = Counter(map(level, _characters(printed(issue))))
    return found[0], found[1], found[2], found[3]


def _characters(texts: Iterable[tuple[str, Place]]) -> set[str]:
    return set().union(*(text for text, _ in texts))


def _families(char: str, faces: tuple[Face, ...]) -> tuple[str, ...]:
    has = [face.family for face in faces if ord(char) in face.characters]
    return tuple(dict.fromkeys(has))[:_FACES]


def embedded(made: Made) -> tuple[EmbeddedFont, ...]:
    """The fonts in the printer's files and in the screen PDF, those with most characters first."""
    of_print = {font.name: font for font in embedded_fonts(*made.printed)}
    of_screen = {font.name: font for font in embedded_fonts(*((made.screen,) if made.screen else ()))}
    return tuple(
        EmbeddedFont(
            name,
            of_print[name].characters if name in of_print else None,
            of_screen[name].characters if name in of_screen else None,
            all(fonts[name].whole for fonts in (of_print, of_screen) if name in fonts),
        )
        for name in dict.fromkeys((*of_print, *of_screen))
    )


# ---- checks --------------------------------------------------------------------------------

_MANUSCRIPTS = (N_("Manuscripts"), N_("Form, notes, links, pictures, dates, what the imprint must carry."))
_GLYPHS = (N_("Characters and their faces"), N_("Whether a face has every character that is printed."))
_CONSERVED = (
    N_("Conservation"),
    N_("Every character of the manuscripts counted again in the pages and the EPUB."),
)
_ALL_CONSERVED = N_(
    "Every character of the manuscripts counted again in the pages, the EPUB and the web edition."
)
_PREFLIGHT = (N_("Printer's files"), N_("PDF/X-4, inks, pictures, fonts, bleed, black text, the spine."))
_SCREEN = (N_("PDF for screens"), N_("Tags, links, PDF/UA-1 and PDF/A-3u by our own rules."))
_EPUBCHECK = (N_("EPUBCheck"), N_("The EPUB by the program of the standard's makers."))
_ACE = (N_("Ace"), N_("The EPUB by DAISY's checker of accessibility."))
_NO_ACE = N_("It is not installed on this machine; the EPUB makes no claim of accessibility.")
_SITE = (N_("Web edition"), N_("Every character, every link and file; nothing from elsewhere."))
_READERS = (
    N_("In readers' programs"),
    N_("Chromium with axe, and epub.js: “kanwu check --readers” opens what was built in them."),
)
_NOT_BUILT = N_("Comes with “kanwu build”.")


def checks_of(found: Found, *, built: bool, online: bool) -> tuple[Ran, ...]:
    """The checks that there are, and what became of each in this run."""
    sources = any(_of_sources(f) for f in found)
    glyphs = any(f.code.startswith("glyph-") for f in found)
    passed = (
        Ran(_MANUSCRIPTS[0], "found" if sources else "passed", _MANUSCRIPTS[1], len(RULES)),
        Ran(_GLYPHS[0], "found" if glyphs else "passed", _GLYPHS[1]),
    )
    late = _late(found, online)
    if not built:
        late = tuple(replace(ran, state="not-run", said=_NOT_BUILT) for ran in late)
    return (*passed, *late, Ran(_READERS[0], "not-run", _READERS[1]))


def _late(found: Found, online: bool) -> tuple[Ran, ...]:
    """The checks of what was made. What fails conservation is not delivered, so what is has passed."""
    missing = any(f.code == "readers-missing" and f.place.file.startswith("epub/") for f in found)
    grave = [f for f in found if f.level is not Level.INFO]
    folders = {f.place.file.partition("/")[0] for f in grave if not f.code.startswith("ace-")}
    aced = any(f.code.startswith("ace-") for f in grave)

    def ran(check: tuple[str, str], folder: str, count: int = 0) -> Ran:
        return Ran(check[0], "found" if folder in folders else "passed", check[1], count)

    return (
        Ran(_CONSERVED[0], "passed", _ALL_CONSERVED if online else _CONSERVED[1]),
        ran(_PREFLIGHT, "print", len(X4.checks)),
        ran(_SCREEN, "screen", len(SCREEN.checks)),
        ran(_EPUBCHECK, "epub"),
        Ran(
            _ACE[0], "not-run" if missing else "found" if aced else "passed", _NO_ACE if missing else _ACE[1]
        ),
        *((ran(_SITE, "web"),) if online else ()),
    )


def _of_sources(finding: Finding) -> bool:
    """A fault of the manuscripts, glyphs apart, which have a line of their own."""
    ours = finding.place.file.startswith("manuscripts/") or finding.place.file == "publication.yaml"
    return ours and finding.level is not Level.INFO and not finding.code.startswith("glyph-")
