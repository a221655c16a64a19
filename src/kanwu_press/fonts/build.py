"""Source files → a folder with the faces of the house and a fontconfig file that shows only them.

The folder is named by all that decides its bytes (the sources' checksums, the characters, HarfBuzz's
version), so it is made once and never changed. One process at a time makes faces; a second one waits.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from filelock import FileLock

from kanwu_press.faces import Face, Faces, FontTable
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.fonts.repertoire import standard_characters
from kanwu_press.fonts.sfnt import Names, as_house_face, cff_name
from kanwu_press.fonts.sources import FoundSource, find_sources, system_folders, unknown
from kanwu_press.fonts.subset import ENGINE, FontUnreadableError, SourceFace
from kanwu_press.model import NOWHERE

FONT_UNREADABLE = Rule(
    "font-unreadable",
    Level.INSTALL,
    N_("The font file {file} is damaged, or holds no face called {face}."),
    N_("Install its package again, or take the file away."),
)
FONT_CACHE = Rule(
    "font-cache",
    Level.INSTALL,
    N_("The fonts could not be written to {folder}: {reason}"),
    N_("Make room on the disk, and see that the folder may be written to."),
)

_RECIPE = "3"  # raise when the same sources are to give other bytes
_KEPT_SETS = 4
WAIT_SECONDS = 120.0  # making all faces takes about two seconds; whoever holds the lock longer hangs
_STYLES = {400: "Regular", 500: "Medium", 700: "Bold"}


def build_faces(
    table: FontTable,
    own_folder: Path,
    cache: Path,
    characters: frozenset[str],
    folders: tuple[Path, ...] | None = None,
) -> tuple[Faces | None, tuple[Finding, ...]]:
    """The faces of `table`, built under `cache` unless they are there already.

    Sources are looked for in `own_folder` first, then in `folders` (the system's, when None).
    `characters` are the issue's own, added to the standard ones. The same sources and characters
    give the same bytes. Without every source there are no faces, and findings say what to install.
    """
    try:
        cache.mkdir(parents=True, exist_ok=True)
        places = (own_folder, *(system_folders() if folders is None else folders))
        found, findings = find_sources(table.sources, places, cache)
        if findings:
            return None, findings
        return _faces(found, cache, characters)
    except OSError as error:
        reason = error.strerror or str(error)
        return None, (FONT_CACHE.at(NOWHERE, folder=cache, reason=reason),)


def _faces(
    found: tuple[FoundSource, ...], cache: Path, characters: frozenset[str]
) -> tuple[Faces | None, tuple[Finding, ...]]:
    extra = characters - standard_characters()
    folder = cache / _key(found, extra)
    versions = _versions(found, folder) or _made(found, folder, standard_characters() | extra)
    if isinstance(versions, Finding):
        return None, (versions,)
    findings = tuple(unknown(f, versions[_stem(f)]) for f in found if not f.known_as)
    faces = tuple(_read_face(f, folder) for f in found)
    return Faces(folder, _fontconfig(folder), faces), findings


_REPORT = "versions.json"  # written last: a folder that has it is complete


def _key(found: tuple[FoundSource, ...], extra: frozenset[str]) -> str:
    """The name of the folder: a digest of all that decides the bytes in it."""
    parts = [_RECIPE, ENGINE, "".join(sorted(extra)), "".join(sorted(standard_characters()))]
    for f in found:
        s = f.source
        parts += [s.role.value, str(s.weight), s.family, s.face, "".join(sorted(s.without)), f.sha256]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _stem(found: FoundSource) -> str:
    return f"{found.source.family.replace(' ', '')}-{found.source.weight}"


def _versions(found: tuple[FoundSource, ...], folder: Path) -> dict[str, str] | None:
    """The versions that the sources of a set state; None where it is not there or not whole."""
    try:
        versions = json.loads((folder / _REPORT).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    stems = [_stem(f) for f in found]
    whole = all(_font_file(folder, s).is_file() and (folder / f"{s}.chars").is_file() for s in stems)
    return versions if whole and isinstance(versions, dict) and set(stems) <= set(versions) else None


def _made(
    found: tuple[FoundSource, ...], folder: Path, characters: frozenset[str]
) -> dict[str, str] | Finding:
    """Make the set unless another process does so meanwhile."""
    with FileLock(folder.parent / ".lock", timeout=WAIT_SECONDS):
        versions = _versions(found, folder) or _make(found, folder, characters)
        _prune(folder.parent, folder)
    return versions


def _make(
    found: tuple[FoundSource, ...], folder: Path, characters: frozenset[str]
) -> dict[str, str] | Finding:
    """Build all faces aside and put the folder in place; whoever calls holds the lock."""
    for dead in folder.parent.glob("aside-*"):  # its maker was killed, else it would hold the lock
        shutil.rmtree(dead, ignore_errors=True)
    aside = Path(tempfile.mkdtemp(prefix="aside-", dir=folder.parent))
    try:
        versions: dict[str, str] = {}
        for f in found:
            try:
                versions[_stem(f)] = _make_face(f, aside, characters - f.source.without)
            except FontUnreadableError:
                return FONT_UNREADABLE.at(NOWHERE, file=f.path, face=f.source.face)
        _write(aside / _REPORT, json.dumps(versions).encode("utf-8"))
        aside.chmod(0o755)  # mkdtemp makes it private
        shutil.rmtree(folder, ignore_errors=True)  # what is left of a set that is not whole
        aside.rename(folder)
        return versions
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _make_face(found: FoundSource, folder: Path, characters: frozenset[str]) -> str:
    """Write one face and the list of its characters; the version its source states."""
    source = SourceFace(found.path, found.source.face)
    data, points = source.subset(sorted(characters))
    data = as_house_face(data, _names(found, source, data))
    suffix = ".otf" if data[:4] == b"OTTO" else ".ttf"
    _write(folder / f"{_stem(found)}{suffix}", data)
    _write(folder / f"{_stem(found)}.chars", "".join(map(chr, sorted(points))).encode("utf-8"))
    return source.version


def _names(found: FoundSource, source: SourceFace, data: bytes) -> Names:
    """Private names, as the OFL asks of a changed font. The digest tells two subsets of a face apart."""
    want = found.source
    style = _STYLES.get(want.weight, f"W{want.weight}")
    digest = hashlib.sha256(data).hexdigest()
    postscript = f"{want.family.replace(' ', '')}-{style}-{digest}"
    length = len(cff_name(data)) or len(postscript) - len(digest) + 4
    return Names(want.family, style, postscript[:length], source.version, source.legal_names)


def _write(path: Path, data: bytes) -> None:
    """Write and flush to the disk: the folder is trusted from then on."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _read_face(found: FoundSource, folder: Path) -> Face:
    s = found.source
    points = frozenset(map(ord, (folder / f"{_stem(found)}.chars").read_text("utf-8")))
    return Face(s.role, s.family, s.weight, _font_file(folder, _stem(found)), points)


def _font_file(folder: Path, stem: str) -> Path:
    otf = folder / f"{stem}.otf"
    return otf if otf.is_file() else otf.with_suffix(".ttf")


def _fontconfig(folder: Path) -> Path:
    """The fontconfig file of a set; written anew when the publication has moved."""
    path = folder / "fonts.conf"
    text = (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
        f"  <dir>{escape(str(folder.absolute()))}</dir>\n"
        f"  <cachedir>{escape(str((folder / 'fontconfig').absolute()))}</cachedir>\n"
        "</fontconfig>\n"
    )
    if not path.is_file() or path.read_text("utf-8") != text:
        aside = path.with_name(f"fonts.conf.{os.getpid()}")
        aside.write_text(text, "utf-8")
        aside.replace(path)
    return path


def _prune(cache: Path, newest: Path) -> None:
    """Keep the few sets made last: an issue with a rare character has a set of its own."""
    sets = [p for p in cache.iterdir() if p.is_dir() and p != newest and (p / _REPORT).is_file()]
    sets.sort(key=lambda p: p.stat().st_mtime, reverse=True)
    for old in sets[_KEPT_SETS - 1 :]:
        shutil.rmtree(old, ignore_errors=True)
