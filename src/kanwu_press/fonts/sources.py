"""Where the source files of the faces are on this machine, and whether they are the ones we know."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kanwu_press.faces import FontSource
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import NOWHERE

FONT_MISSING = Rule(
    "font-missing",
    Level.INSTALL,
    N_("The font {file}, for {family} {weight}, is not on this machine."),
    N_("Install the package {package}: {command}. Or put the file into the publication's fonts/ folder."),
)
FONT_UNKNOWN = Rule(
    "font-unknown",
    Level.WARNING,
    N_("The font {file} ({version}) is not one of the versions this program was tested with: {known}."),
    N_("Look the pages over once. Machines with another version of the font will not make the same bytes."),
)

_MEMORY = "sources.json"
_INSTALL = (
    ("apt", "apt-get", "sudo apt-get install {package}"),
    ("dnf", "dnf", "sudo dnf install {package}"),
    ("pacman", "pacman", "sudo pacman -S {package}"),
    ("brew", "brew", "brew install --cask {package}"),
)


@dataclass(frozen=True, slots=True)
class FoundSource:
    """A source and its file: absolute path and SHA-256."""

    source: FontSource
    path: Path
    sha256: str

    @property
    def known_as(self) -> str:
        """The version this checksum is known by, "" for an unknown file."""
        return next((version for version, sha256 in self.source.known if sha256 == self.sha256), "")


def system_folders() -> tuple[Path, ...]:
    """Where Linux, Homebrew and macOS keep fonts; those that do not exist do no harm."""
    home = Path.home()
    return (
        home / ".local/share/fonts",
        home / ".fonts",
        home / "Library/Fonts",
        Path("/usr/local/share/fonts"),
        Path("/usr/share/fonts"),
        Path("/opt/homebrew/share/fonts"),
        Path("/Library/Fonts"),
        Path("/System/Library/Fonts"),
    )


def find_sources(
    sources: Sequence[FontSource], folders: Iterable[Path], cache: Path
) -> tuple[tuple[FoundSource, ...], tuple[Finding, ...]]:
    """The sources' files, the first folder wins; what is missing is found."""
    wanted = {name for source in sources for name in source.files}
    where = _locate(wanted, folders)
    sums = _checksums(sorted(where.values()), cache / _MEMORY)
    found: list[FoundSource] = []
    findings: list[Finding] = []
    for source in sources:
        path = next((where[name] for name in source.files if name in where), None)
        if path is None:
            findings.append(_missing(source))
        else:
            found.append(FoundSource(source, path, sums[path]))
    return tuple(found), tuple(findings)


def _locate(wanted: set[str], folders: Iterable[Path]) -> dict[str, Path]:
    where: dict[str, Path] = {}
    for folder in folders:
        for parent, children, names in os.walk(folder):
            children[:] = sorted(c for c in children if c != "built")  # the cache is no source
            for name in wanted.intersection(names):
                where.setdefault(name, Path(parent, name).absolute())
    return where


def _checksums(paths: Sequence[Path], memory: Path) -> dict[Path, str]:
    """SHA-256 of each file; `memory` spares reading 130 MB again while size and time stay the same."""
    try:
        remembered = json.loads(memory.read_text("utf-8"))
    except (OSError, ValueError):
        remembered = {}
    if not isinstance(remembered, dict):
        remembered = {}
    fresh: dict[str, list[object]] = {}
    for path in paths:
        status = path.stat()
        old = remembered.get(str(path))
        if isinstance(old, list) and old[:2] == [status.st_size, status.st_mtime_ns] and len(old) == 3:
            fresh[str(path)] = old
        else:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            fresh[str(path)] = [status.st_size, status.st_mtime_ns, digest]
    if fresh != remembered:
        _write_aside(memory, json.dumps(fresh, indent=1, sort_keys=True))
    return {path: str(fresh[str(path)][2]) for path in paths}


def _write_aside(path: Path, text: str) -> None:
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    aside.write_text(text, "utf-8")
    aside.replace(path)


def _missing(source: FontSource) -> Finding:
    packages = dict(source.packages)
    here = [(m, line) for m, program, line in _INSTALL if m in packages and shutil.which(program)]
    manager, line = here[0] if here else ("apt", _INSTALL[0][2])
    package = packages.get(manager, source.family)
    return FONT_MISSING.at(
        NOWHERE,
        file=source.files[0],
        family=source.family,
        weight=source.weight,
        package=package,
        command=line.format(package=package),
    )


def unknown(found: FoundSource, version: str) -> Finding:
    """The finding for a file whose checksum is not in the table; `version` is what the font itself states."""
    known = ", ".join(v for v, _ in found.source.known)
    return FONT_UNKNOWN.at(NOWHERE, file=found.path.name, version=version, known=known)
