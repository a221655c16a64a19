"""The typefaces as values: which ones the house wants (FontTable), and which were built (Faces).

Readers of `fonts/fonts.yaml`, the builder, the typesetter and the checks all speak of them,
so they stand beside the model. Frozen, no I/O.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path


class Role(Enum):
    """What a face is for."""

    SONG = "song"  # 宋: body
    HEI = "hei"  # 黑: heads, lead-ins
    KAI = "kai"  # 楷: bylines, quotations
    FANG = "fang"  # 仿宋: documents; not needed


@dataclass(frozen=True, slots=True)
class FontSource:
    """One face the house wants, and where it comes from.

    `files` are file names, the first found wins; `face` is the PostScript name that picks the face
    out of a collection; `packages` pairs a package manager with the package's name there;
    `known` pairs a version with the SHA-256 of its file; `without` are characters left out so
    that the next family of the stylesheet's chain sets them.
    """

    role: Role
    weight: int
    family: str
    face: str
    files: tuple[str, ...]
    licence: str
    packages: tuple[tuple[str, str], ...] = ()
    known: tuple[tuple[str, str], ...] = ()
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FontTable:
    """fonts.yaml, read."""

    sources: tuple[FontSource, ...]


@dataclass(frozen=True, slots=True)
class Face:
    """One built face: `file` is absolute, `characters` are the code points it draws."""

    role: Role
    family: str
    weight: int
    file: Path
    characters: frozenset[int]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A face that a reader edition wants to bring along; `name` is that of its file."""

    name: str
    role: Role
    weight: int


@dataclass(frozen=True, slots=True)
class ScreenFace:
    """A face cut for a reader edition, as WOFF2."""

    name: str
    weight: int
    data: bytes
    characters: frozenset[str]


@dataclass(frozen=True, slots=True)
class Faces:
    """The built faces, alone in `folder`; `fontconfig`, for FONTCONFIG_FILE, shows only them."""

    folder: Path
    fontconfig: Path
    faces: tuple[Face, ...]

    def by_role(self, role: Role) -> tuple[Face, ...]:
        """The faces of a role, lightest first."""
        return tuple(sorted((f for f in self.faces if f.role is role), key=lambda f: f.weight))

    def covers(self, char: str) -> bool:
        """Whether any face draws `char`: what one lacks, the engine takes from another."""
        point = ord(char)
        return any(point in face.characters for face in self.faces)
