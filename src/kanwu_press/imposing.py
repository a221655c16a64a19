"""Imposition as a command needs it: an issue that was built, or any PDF, onto sheets in a file beside it.

Reads what the publication says of binding and paper, and writes aside before anything takes its name.
"""

from __future__ import annotations

import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kanwu_press.faces import Role
from kanwu_press.findings import N_, Finding, Level, Rule, in_order
from kanwu_press.fonts import build_faces
from kanwu_press.geometry import GRIND_OFF_MM
from kanwu_press.model import Colours, Place, Publication
from kanwu_press.press.impose import Imposed, Job, impose
from kanwu_press.press.imposition import Scheme
from kanwu_press.press.lettering import Lettering
from kanwu_press.press.papers import PAPERS, Paper, parts_of
from kanwu_press.press.sheets import text_sheet
from kanwu_press.press.stocks import TEXT, paper
from kanwu_press.read.fonts import font_table_file, read_fonts
from kanwu_press.read.publication import read_publication
from kanwu_press.targets import Kind, check_target, in_delivery
from kanwu_press.workspace import Workspace, packaged

NOT_BUILT = Rule(
    "impose-not-built",
    Level.ERROR,
    N_("Issue {issue} has no finished pages yet: there is no interior in {folder}."),
    N_("Build the issue first, then impose it."),
)
NOT_READ = Rule(
    "impose-not-read",
    Level.ERROR,
    N_("This file can't be read: {reason}."),
    N_("Check the name of the file, and that it may be read."),
)
NOT_WRITTEN = Rule(
    "impose-not-written",
    Level.ERROR,
    N_("The sheets could not be written to {file}: {reason}."),
    N_("Choose another file with -o, or make room there."),
)
ONTO_ITSELF = Rule(
    "impose-onto-itself",
    Level.ERROR,
    N_("The sheets would take the place of the pages that they are made of."),
    N_("Choose another file with -o."),
)
NOT_PDF = Rule(
    "impose-out-not-pdf",
    Level.ERROR,
    N_("The sheets are a PDF; the name {file} does not end in .pdf."),
    N_("Choose a name that ends in .pdf, or name a folder that exists."),
)
IN_DELIVERY = Rule(
    "impose-out-in-delivery",
    Level.ERROR,
    N_("{file} would stand among the finished files of an issue, where sheets do not belong."),
    N_("Choose another file with -o; the sheets of an issue go to build/imposed/."),
)
FOREIGN_FILE = Rule(
    "impose-out-foreign",
    Level.ERROR,
    N_("{file} is there already and holds no such sheets of ours, so it is not overwritten."),
    N_("Choose another name with -o, or move this file away."),
)

IMPOSED = "imposed"  # the folder beside the issues in build/
CALIPER_MM = 0.1  # of a leaf of 80 g/m²
MOST_CALIPER_MM = 1.0
SCHEMES = {
    "骑马": Scheme.SADDLE,
    "骑马订": Scheme.SADDLE,
    "胶订": Scheme.PERFECT,
    "锁线": Scheme.PERFECT,
    "自翻": Scheme.TURN,
    "对页": Scheme.SPREADS,
    **{scheme.value: scheme for scheme in Scheme},
}
BINDINGS = {"saddle": Scheme.SADDLE}  # all others are gathered


@dataclass(frozen=True, slots=True)
class Wish:
    """What the editor asked for; None and () are as usual. `caliper_mm` is of one leaf."""

    scheme: Scheme | None = None
    papers: tuple[Paper, ...] = ()
    caliper_mm: float | None = None
    scale_to_fit: bool = False
    out: Path | None = None


@dataclass(frozen=True, slots=True)
class Sheets:
    """What came of it: the file, or None, how many sheets, on which papers, and what was found."""

    file: Path | None
    count: int
    papers: tuple[str, ...]
    findings: tuple[Finding, ...]


def scheme_of(text: str) -> Scheme | None:
    """The scheme that the editor names, in Chinese or English."""
    return SCHEMES.get(text.strip().lower())


def caliper_of(text: str) -> float | None:
    """The thickness of a leaf in mm that the editor writes; None for what is none."""
    number = re.fullmatch(r"(\d*\.?\d+)\s*(?:mm|毫米)?", unicodedata.normalize("NFKC", text).strip().lower())
    value = float(number[1]) if number else 0.0
    return value if 0 < value <= MOST_CALIPER_MM else None


def is_file(text: str) -> bool:
    """Whether the editor means a file by it, rather than an issue."""
    return text.lower().endswith(".pdf") or Path(text).is_file()


def impose_issue(workspace: Workspace, name: str, wish: Wish) -> Sheets:
    """The delivered interior of issue `name` on sheets, as its publication binds it; into build/imposed/."""
    publication, found = read_publication(workspace)
    if publication is None:
        return _failed(found)
    folder = workspace.default_output / name / "print"
    files = sorted(folder.glob("*-interior.pdf"))
    if not files:
        return _failed((NOT_BUILT.at(Place(f"manuscripts/{name}"), issue=name, folder=folder),))
    scheme = wish.scheme or BINDINGS.get(publication.binding, Scheme.PERFECT)
    stock = publication.text_stock
    year, number = name.split("-")
    job = Job(
        scheme,
        wish.papers,
        wish.caliper_mm or paper(stock, TEXT).caliper_mm,
        _milled(publication.binding),
        wish.scale_to_fit,
        f"《{publication.title}》 {year}年第{int(number)}期",
        f"{publication.title} {name}",
        *_cut_from(publication),
        black=publication.press.colours is Colours.BLACK and publication.press.spot is None,
    )
    default = workspace.default_output / IMPOSED / f"{publication.code}-{name}-{_ending(scheme, wish)}.pdf"
    return _made(files[0], workspace.place_of(files[0]), workspace, job, default, wish.out)


def _cut_from(publication: Publication) -> tuple[tuple[Paper, ...], tuple[Paper, ...]]:
    """The parts of the full sheet that the job ticket names, and what else may be taken.

    That is nothing where the printer's own full sheet was given.
    """
    area, bleed = publication.type_area, publication.bleed_mm
    trim = area.trim_width_mm, area.trim_height_mm
    given = publication.press.sheet_mm
    sheet = text_sheet(given, trim, trim[0] + 2 * bleed, trim[1] + 2 * bleed)
    taken = given is not None and {*given} == {sheet.width_mm, sheet.height_mm}
    return parts_of(sheet.width_mm, sheet.height_mm), () if taken else PAPERS


def impose_file(file: Path, workspace: Workspace | None, wish: Wish) -> Sheets:
    """Any PDF on sheets, in a file beside it; of a finished file, in build/imposed/.

    `workspace`, where there is one, has faces for the labels.
    """
    scheme = wish.scheme or _usual(workspace)
    job = Job(
        scheme,
        wish.papers,
        wish.caliper_mm or CALIPER_MM,
        _milled(""),
        wish.scale_to_fit,
        file.stem,
        file.stem,
    )
    default = file.with_name(f"{file.stem}-{_ending(scheme, wish)}.pdf")
    if workspace and in_delivery(default, workspace):
        default = workspace.default_output / IMPOSED / default.name
    return _made(file, str(file), workspace, job, default, wish.out)


def _ending(scheme: Scheme, wish: Wish) -> str:
    """How the file's name ends: proofs have one of their own, so that none is printed for a sheet."""
    return f"{scheme.value}-看样" if wish.scale_to_fit else scheme.value


def _usual(workspace: Workspace | None) -> Scheme:
    """How the publication that we stand in is bound; else gathered."""
    publication: Publication | None = read_publication(workspace)[0] if workspace else None
    return BINDINGS.get(publication.binding if publication else "", Scheme.PERFECT)


def _milled(binding: str) -> float:
    """What is milled off the spine beyond the trim: nothing from sewn and stitched sheets."""
    return GRIND_OFF_MM if binding in ("", "perfect") else 0.0


def _made(
    file: Path, name: str, workspace: Workspace | None, job: Job, default: Path, out: Path | None
) -> Sheets:
    """Read, impose, write; findings call the file `name`."""
    target = default if out is None else out / default.name if out.is_dir() else out
    place = Place(name)
    try:
        data = file.read_bytes()
    except OSError as error:
        return _failed((NOT_READ.at(place, reason=_reason(error)),))
    if target.exists() and target.samefile(file):
        return _failed((ONTO_ITSELF.at(place),))
    kind = Kind(job.creator, NOT_PDF, IN_DELIVERY, FOREIGN_FILE)
    if refused := check_target(target, kind, workspace):
        return _failed(refused)
    imposed, found = impose(data, name, job, _lettering(workspace, job.title + job.collation))
    if imposed is None:
        return _failed(found)
    return _written(imposed, target, found)


def _written(imposed: Imposed, target: Path, found: tuple[Finding, ...]) -> Sheets:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _put(target, imposed.pdf)
    except OSError as error:
        return _failed((*found, NOT_WRITTEN.at(Place(""), file=target, reason=_reason(error))))
    return Sheets(target, imposed.sheets, imposed.papers, in_order(found))


def _put(target: Path, data: bytes) -> None:
    """Write aside, flush, and give it its name: whoever looks sees the old file or the whole new one."""
    handle, name = tempfile.mkstemp(prefix=f".{target.stem[:40]}-", suffix=".part", dir=target.parent)
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        aside.chmod(0o644)  # mkstemp makes it private
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)


def _lettering(workspace: Workspace | None, text: str) -> Lettering | None:
    """The house's Hei for the labels; where it can't be had, there are none."""
    if workspace is not None:
        return _hei(workspace, workspace.built_fonts, text)
    with tempfile.TemporaryDirectory(prefix="kanwu-") as folder:
        return _hei(Workspace(packaged("fonts").parent), Path(folder), text)


def _hei(workspace: Workspace, cache: Path, text: str) -> Lettering | None:
    table, _ = read_fonts(font_table_file(workspace))
    if table is None:
        return None
    faces, _ = build_faces(table, workspace.root / "fonts", cache, frozenset(text))
    return Lettering(faces.by_role(Role.HEI)[0].file) if faces else None


def _failed(found: Iterable[Finding]) -> Sheets:
    return Sheets(None, 0, (), in_order(found))


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
