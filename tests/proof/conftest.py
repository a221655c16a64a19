"""A small issue, set by the engine, for proofs of it and comparisons with changed ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from build_issue import build_issue, write_pictures
from kanwu_press.check.glyphs import issue_characters
from kanwu_press.faces import Faces
from kanwu_press.fonts import build_faces
from kanwu_press.model import Article, Issue, PageMap
from kanwu_press.proof.lines import TextPage
from kanwu_press.proof.sheets import read_interior
from kanwu_press.read.fonts import read_fonts
from kanwu_press.records import pages_json
from kanwu_press.typeset.interior import set_interior
from kanwu_press.workspace import packaged

REPOSITORY = Path(__file__).resolve().parents[2]
Change = Callable[[Issue], Issue]


@dataclass(frozen=True)
class SetIssue:
    issue: Issue
    pdf: bytes
    pages: PageMap
    texts: tuple[TextPage, ...]
    band: tuple[float, float]

    def deliver(self, folder: Path) -> Path:
        """As a build would: the interior below print/, the page map beside it."""
        (folder / "print").mkdir(parents=True)
        (folder / "print" / "x-interior.pdf").write_bytes(self.pdf)
        (folder / "pages.json").write_bytes(pages_json(self.issue, self.pages))
        return folder


@pytest.fixture(scope="session")
def faces() -> Faces:
    table, found = read_fonts(packaged("fonts/fonts.yaml"))
    assert table is not None, found
    own = REPOSITORY / "fonts"
    built, found = build_faces(table, own, own / "built", issue_characters(build_issue()))
    assert built is not None, found
    return built


@pytest.fixture(scope="session")
def set_issue(faces: Faces, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Issue], SetIssue]:
    root = tmp_path_factory.mktemp("proof")
    write_pictures(root)
    names = ("tokens.css", "article.css", "print.css")
    styles = tuple((packaged("styles") / name).read_text("utf-8") for name in names)

    def set_(issue: Issue) -> SetIssue:
        printed, found = set_interior(issue, root, styles, faces.fontconfig)
        assert printed is not None, found
        texts = read_interior(printed.pdf, issue)
        return SetIssue(issue, printed.pdf, printed.page_map, texts, printed.band_pt)

    return set_


@pytest.fixture(scope="session")
def small(set_issue: Callable[[Issue], SetIssue]) -> SetIssue:
    """`build_issue()`, set."""
    return set_issue(build_issue())


def with_articles(issue: Issue, change: Callable[[tuple[Article, ...]], tuple[Article, ...]]) -> Issue:
    """The issue with the articles of its first section changed."""
    first, *rest = issue.sections
    return replace(issue, sections=(replace(first, articles=change(first.articles)), *rest))
