"""A desk report with everything in it, of the small issue made by hand: pages, plan, findings, pictures."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image

from build_issue import build_issue
from kanwu_press.check.pictures import COARSE, NO_ALT, printed_figures
from kanwu_press.desk.facts import EmbeddedFont, Facts, Leaf, PictureFact, Ran, Rare, Standing, Status, Thumbs
from kanwu_press.desk.phrases import Speech
from kanwu_press.desk.report import make_report
from kanwu_press.faces import Face, Faces, Role
from kanwu_press.findings import in_order
from kanwu_press.model import Extent, Landing, PageBreak, PageEntry, PageKind, PageMap, Place, Span
from kanwu_press.press.plan import make_plan
from kanwu_press.words import words

FILE = "manuscripts/2026-01/01-潮水.md"
PLANNED = PageMap(
    pages=(
        PageEntry(1, "i", PageKind.FRONT),
        PageEntry(2, "ii", PageKind.FRONT),
        PageEntry(3, "1", PageKind.BODY, "a01", "s1"),
        PageEntry(4, "2", PageKind.BODY, "a01", "s1"),
        PageEntry(5, "3", PageKind.BODY, "a02", "s1"),
        PageEntry(6, "4", PageKind.BODY, "a03", "s2"),
        PageEntry(7, "5", PageKind.ADDED),
        PageEntry(8, "6", PageKind.BACK),
    ),
    sections=(Span("s1", 3, 5), Span("s2", 6, 6)),
    articles=(Span("a01", 3, 4), Span("a02", 5, 5), Span("a03", 6, 6)),
    figures=(Landing("a01-f33", "a01", 4),),
    extents=(Extent("a01", 70, 32, 30, 6), Extent("a02", 20, 20, 18, 18), Extent("a03", 30, 30, 28, 8)),
    breaks=(
        PageBreak(1, "title-page"),
        PageBreak(2, "contents"),
        PageBreak(3, "a01"),
        PageBreak(4, "a01", 200),
        PageBreak(5, "a02"),
        PageBreak(6, "a03"),
        PageBreak(7, ""),
        PageBreak(8, "imprint"),
    ),
)
FINDINGS = in_order(
    (
        COARSE.at(Place(FILE, 33), name="渔港.jpg", width=156, ppi=120, pixels=1845),
        NO_ALT.at(Place(FILE, 12, 3)),
        NO_ALT.at(Place("manuscripts/2026-01/issue.yaml", 6)),
        NO_ALT.at(Place("")),
    )
)


@cache
def jpeg(shade: int) -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 54), (shade, 120, 150)).save(out, "JPEG")
    return out.getvalue()


def desk_facts() -> Facts:
    """All that a build knows of the small issue."""
    issue = build_issue()
    face = Face(Role.SONG, "Kanwu Song", 400, Path("song.ttf"), frozenset(range(0x4E00, 0x4F00)))
    shown = [
        PictureFact(f.figure, f.article, f.width_mm, 120.0 + 90 * n, 12_000, jpeg(n * 20), "jpg")
        for n, f in enumerate(printed_figures(issue))
    ]
    return Facts(
        name=issue.name,
        issue=issue,
        findings=FINDINGS,
        pages=PLANNED,
        plan=make_plan(issue, len(PLANNED.pages)),
        faces=Faces(Path("faces"), Path("fonts.conf"), (face, replace(face, weight=700))),
        thumbs=Thumbs(
            40,
            54,
            tuple(jpeg(n) for n in range(len(PLANNED.pages))),
            (Leaf("cover-front", True, jpeg(90)), Leaf("cover-back", False, jpeg(91))),
        ),
        pictures=tuple(shown),
        rare=(Rare("亓", 2, ((FILE, 12), (FILE, 15)), ("Kanwu Song",), 3),),
        levels=(0, 900, 60, 1),
        embedded=(EmbeddedFont("Kanwu-Song", 820, 821), EmbeddedFont("Kanwu-Kai", None, 12, whole=False)),
        checks=(Ran("EPUBCheck", "passed", "Ace"), Ran("Ace", "not-run", "EPUBCheck", 3)),
        standings={"a01": Standing(Status.FINAL, 3), "a02": Standing(Status.IN_EDIT)},
        sources="../../..",
    )


def desk_report(facts: Facts | None = None, language: str = "en") -> dict[str, bytes]:
    """Its files by name within the report."""
    made = make_report(facts or desk_facts(), Speech(words(language)))
    return {name.removeprefix("report/"): data for name, data in made.items()}
