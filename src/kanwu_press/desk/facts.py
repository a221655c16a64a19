"""All that the desk report tells, as values. Whoever has them gathers them; the report reads no file.

Pages count from 1 over the interior; lengths in mm; characters are those without spaces.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from kanwu_press.faces import Faces
from kanwu_press.findings import Finding
from kanwu_press.model import Figure, Issue, PageMap
from kanwu_press.production import PagePlan


class Status(Enum):
    """How far an article is."""

    TO_COME = "to-come"
    IN_EDIT = "in-edit"
    FINAL = "final"
    ARRIVED = "arrived"  # it is there, and nobody has said how far it is


@dataclass(frozen=True, slots=True)
class Standing:
    """What the flat plan says of an article: its status, and how many pages are kept for it (0: not said)."""

    status: Status = Status.ARRIVED
    planned: int = 0


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of the cover as a picture; `ahead`: it stands before the interior."""

    name: str  # front, inside-front, inside-back, back
    ahead: bool
    jpeg: bytes


@dataclass(frozen=True, slots=True)
class Thumbs:
    """The pages as JPEGs, all of one size in pixels: those of the interior in order, those of the cover."""

    width: int
    height: int
    pages: tuple[bytes, ...]
    leaves: tuple[Leaf, ...]


@dataclass(frozen=True, slots=True)
class PictureFact:
    """A picture file in print: where it stands, how wide it is printed, and how fine.

    `width_mm` and `ppi` are 0 where they are not known, as those of drawings without pixels. `thumb` is a
    small picture and its extension; empty where none was made.
    """

    figure: Figure
    article: str  # "" on the cover
    width_mm: float
    ppi: float
    size: int  # bytes of the file
    thumb: bytes = b""
    extension: str = ""


@dataclass(frozen=True, slots=True)
class Rare:
    """A rare character: how often it stands in the issue, where, which faces have it, its level.

    `places` are file and line of the first of them. The level is that of 通用规范汉字表: 1 to 3, 0 for
    what is not in it.
    """

    char: str
    count: int
    places: tuple[tuple[str, int], ...]
    faces: tuple[str, ...]
    level: int = 0


@dataclass(frozen=True, slots=True)
class EmbeddedFont:
    """A font that delivered PDFs embed, with how many characters of it the printer's files and the screen PDF
    show; None where a file has it not. `whole` is whether every file holds its program."""

    name: str
    printed: int | None
    screen: int | None
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Ran:
    """A check: its name and what it did are message ids; `count` its rules, 0 where that says nothing.

    `state` is "passed", "found" or "not-run".
    """

    name: str
    state: str
    said: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """One issue as the desk report shows it. What is None or empty is not known yet and is left out.

    `previous` is data.json of the report that this one takes the place of; `sources` the way from the report
    to the publication's folder (`../../..`), "" where manuscripts are not to be linked; `tokens` a CSS text.
    """

    name: str
    issue: Issue | None
    findings: tuple[Finding, ...]
    cleared: tuple[Finding, ...] = ()  # what an editor looked at and let be, with the reason
    pages: PageMap | None = None
    plan: PagePlan | None = None
    faces: Faces | None = None
    thumbs: Thumbs | None = None
    pictures: tuple[PictureFact, ...] = ()
    rare: tuple[Rare, ...] = ()
    levels: tuple[int, int, int, int] = (0, 0, 0, 0)  # different ones outside of the table, of levels 1 to 3
    embedded: tuple[EmbeddedFont, ...] = ()
    checks: tuple[Ran, ...] = ()
    standings: Mapping[str, Standing] = field(default_factory=dict)
    previous: bytes | None = None
    sources: str = ""
    tokens: str = ""

    def standing(self, article: str) -> Standing:
        """What is said of an article by its id."""
        return self.standings.get(article, Standing())
