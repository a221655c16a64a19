"""The press room: everything that is the same for all files of an issue, and the finishing of each.

In: the issue, the stylesheets, the faces, and the files that were laid out. Out: PDF/X-4 bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kanwu_press.faces import Faces, Role
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.geometry import PT_PER_MM as MM
from kanwu_press.model import NOWHERE, Colours, Issue, PageMap, Publication
from kanwu_press.naming import issue_title, year_and_number
from kanwu_press.press import marks as m
from kanwu_press.press.finish import Edition, content_digest, finish
from kanwu_press.press.inks import Inks, make_inks
from kanwu_press.press.lettering import Lettering
from kanwu_press.press.metadata import About
from kanwu_press.press.pictures import Conversion, PictureCache, plates
from kanwu_press.press.profile import Profile, read_profile
from kanwu_press.press.recolour import UnknownColourError
from kanwu_press.press.stocks import COVER, TEXT, ink_limit, paper
from kanwu_press.press.ticket import file_fact
from kanwu_press.production import FileFact

COLOUR_UNKNOWN = Rule(
    "press-colour-unknown",
    Level.ERROR,
    N_("The pages use a colour that can't be turned into ink ({space})."),
    N_("In your own stylesheet in styles/, write colours as #rrggbb, or as device-cmyk(…) for the press."),
)

CONDITION_COATED = Rule(
    "press-condition-coated",
    Level.INFO,
    N_("The text's paper, {name}, is not coated; the profile at hand, FOGRA39, is for coated paper."),
    N_("Ask the printer for the profile of this paper (印刷: 色彩特性文件), or let him allow for it."),
)

STANDARD = "PDF/X-4"
SHOWN_DIGITS = 8  # of the digest, in slug lines


@dataclass(frozen=True)
class PressRoom:
    """What all files of an issue share. Pictures of covers are always in four inks."""

    issue: Issue
    profile: Profile
    styles: tuple[str, ...]
    interior_inks: Inks
    cover_inks: Inks
    lettering: Lettering
    cache: PictureCache

    @property
    def interior_limit(self) -> float:
        """The most ink that the interior's paper takes, per cent of all inks together."""
        p = self.issue.publication
        return p.press.ink_limit or ink_limit(p.text_stock)

    @property
    def cover_limit(self) -> float:
        """The same for the cover's paper, coated where nothing is said."""
        p = self.issue.publication
        return p.press.ink_limit or ink_limit(p.cover_stock or COVER)


def open_room(
    issue: Issue, root: Path, styles: tuple[str, ...], faces: Faces, cache: Path
) -> tuple[PressRoom | None, tuple[Finding, ...]]:
    """The press room for an issue; None when there is no profile to work by.

    Converted pictures are kept in the folder `cache`.
    """
    settings = issue.publication.press
    profile, found = read_profile(root, issue.publication)
    if profile is None:
        return None, found
    p = issue.publication
    inside = settings.ink_limit or ink_limit(p.text_stock)
    outside = settings.ink_limit or ink_limit(p.cover_stock or COVER)
    interior, more = make_inks(styles, profile, settings.colours, settings.spot, inside)
    cover = replace(interior, colours=Colours.CMYK, ink_limit=outside, _known={})
    lettering = Lettering(faces.by_role(Role.HEI)[0].file)
    room = PressRoom(issue, profile, styles, interior, cover, lettering, PictureCache(cache))
    return room, (*found, *more, *_coated(issue.publication))


def _coated(p: Publication) -> tuple[Finding, ...]:
    """A note that the house's profile is for coated paper, where the text's is not."""
    if p.press.profile or p.text_stock is None or paper(p.text_stock, TEXT).coated:
        return ()
    return (CONDITION_COATED.at(p.place, name=p.text_stock.name),)


def press_interior(
    room: PressRoom, pdf: bytes, pages: PageMap, pictures: Mapping[str, Path]
) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The interior as it is plated."""
    digest = _digest(room, room.interior_inks, pdf, pictures)
    count = len(pages.pages)

    def page(number: int) -> str:
        return f"第{pages.label(number)}页（共{count}页之{number}）"

    marks = _marks(room, room.interior_inks, _head(room, "内文", digest), page, count)
    conversion = Conversion(room.profile, room.interior_inks.colours, room.interior_limit)
    about = _about(room, "interior", "内文", digest)
    return _finished(room, pdf, room.interior_inks, conversion, pictures, about, marks)


def press_cover(
    room: PressRoom, pdf: bytes, pictures: Mapping[str, Path], spine_mm: float
) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The cover sheet as it is plated, with fold marks at both edges of the spine."""
    digest = _digest(room, room.cover_inks, pdf, pictures)
    back = room.issue.publication.type_area.trim_width_mm * MM
    folds = tuple(dict.fromkeys((back, back + spine_mm * MM)))
    sides = ("封底、书脊、封面", "封二、封三")

    def page(number: int) -> str:
        return f"{sides[number - 1]}　书脊{spine_mm:.1f}毫米"

    marks = _marks(room, room.cover_inks, _head(room, "封面", digest), page, len(sides), folds)
    conversion = Conversion(room.profile, room.cover_inks.colours, room.cover_limit)
    about = _about(room, "cover", "封面", digest)
    return _finished(room, pdf, room.cover_inks, conversion, pictures, about, marks)


def _finished(
    room: PressRoom, pdf: bytes, inks: Inks, conversion: Conversion, pictures: Mapping[str, Path],
    about: About, marks: m.Marks,
) -> tuple[bytes | None, tuple[Finding, ...]]:  # fmt: skip
    inked = dict(plates(pictures, conversion, room.cache))
    wanted = marks if room.issue.publication.press.marks else None
    try:
        return finish(pdf, Edition(about, inks, room.profile, inked, wanted)), ()
    except UnknownColourError as unknown:
        return None, (COLOUR_UNKNOWN.at(NOWHERE, space=unknown),)


def _digest(room: PressRoom, inks: Inks, pdf: bytes, pictures: Mapping[str, Path]) -> str:
    """A fingerprint of a finished file, of all that it is made of: its slug can't hold its own."""
    tokens = sorted((t.name, t.screen, t.inks, t.tint) for t in inks.tokens.values())
    spot = inks.spot and (inks.spot.name, inks.spot_inks)
    press, profile = room.issue.publication.press, room.profile
    how = (profile.intent.value, profile.condition, press.marks)
    settings = (inks.colours.value, inks.ink_limit, spot, *how)
    files = sorted((name, content_digest(file.read_bytes())) for name, file in pictures.items())
    parts = (content_digest(pdf), room.profile.sha256, repr(tokens), repr(settings), repr(files))
    return content_digest("\n".join(parts).encode())


def _about(room: PressRoom, part: str, word: str, digest: str) -> About:
    issue, p = room.issue, room.issue.publication
    return About(
        name=f"{p.code}-{issue.name}-{part}",
        title=f"{issue_title(issue)} {word}",
        author="、".join(p.compilers or p.publishers or p.sponsors),
        issued=issue.issued,
        digest=digest,
    )


def _head(room: PressRoom, part: str, digest: str) -> str:
    issue = room.issue
    name = f"《{issue.publication.title}》{year_and_number(issue)}"
    return f"{name}　{part}　{issue.issued.isoformat()}　{digest[:SHOWN_DIGITS]}"


def _marks(
    room: PressRoom, inks: Inks, head: str, page: Callable[[int], str], pages: int,
    folds: tuple[float, ...] = (),
) -> m.Marks:  # fmt: skip
    p = room.issue.publication
    black = inks.colours is Colours.BLACK
    plates, patches = (m.BLACK_PLATES, m.BLACK_PATCHES) if black else (m.PROCESS_PLATES, m.PROCESS_PATCHES)
    spot = (p.press.spot.name, inks.spot_inks) if p.press.spot and not black else None
    return m.Marks(room.lettering, head, page, pages, plates, patches, p.bleed_mm * MM, folds, spot)


def press_facts(
    room: PressRoom, interior: bytes, interior_pages: int, cover: bytes, cover_pages: int
) -> dict[str, FileFact]:
    """What the job ticket says of the files that are plated, by name."""
    issue, condition = room.issue, room.profile.condition
    stem = f"{issue.publication.code}-{issue.name}"
    return {
        f"{stem}-interior.pdf": file_fact(interior, "内文", interior_pages, STANDARD, condition),
        f"{stem}-cover.pdf": file_fact(cover, "封面", cover_pages, STANDARD, condition),
    }
