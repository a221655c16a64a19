"""Setting issues in tests as the command does: the house's styles and faces, and a press for each."""

from __future__ import annotations

from pathlib import Path

from build_issue import build_issue
from kanwu_press.check.glyphs import issue_characters
from kanwu_press.faces import Faces
from kanwu_press.fonts import build_faces
from kanwu_press.model import Issue
from kanwu_press.read.fonts import read_fonts
from kanwu_press.typeset.interior import Printed, set_interior
from kanwu_press.workspace import packaged

REPOSITORY = Path(__file__).resolve().parents[1]


def print_styles() -> tuple[str, ...]:
    names = ("tokens.css", "article.css", "print.css")
    return tuple((packaged("styles") / name).read_text(encoding="utf-8") for name in names)


def house_faces() -> Faces:
    """The faces of the house, from the checkout's own cache."""
    table, found = read_fonts(packaged("fonts/fonts.yaml"))
    assert table is not None, found
    own = REPOSITORY / "fonts"
    built, found = build_faces(table, own, own / "built", issue_characters(build_issue()))
    assert built is not None, found
    return built


class Press:
    """Sets issues with the house's styles and faces; the findings come with the print."""

    def __init__(self, faces: Faces, root: Path) -> None:
        self.faces, self.root = faces, root

    def set(self, issue: Issue, *styles: str) -> tuple[Printed, list[str]]:
        printed, found = set_interior(issue, self.root, (*print_styles(), *styles), self.faces.fontconfig)
        assert printed is not None, found
        return printed, [f.code for f in found]
