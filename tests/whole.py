"""The two whole issues that tests look at: the sample, and the real one where it lies beside the checkout.

Each is built once in a test run, also when several workers run at the same time.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from gettext import NullTranslations
from pathlib import Path

import pypdfium2
import pytest
from filelock import FileLock

from kanwu_press.build import build
from kanwu_press.intake import import_file
from kanwu_press.model import Issue
from kanwu_press.read.issue import read_issue
from kanwu_press.workspace import Workspace
from reading import Glyph, glyphs

REPOSITORY = Path(__file__).resolve().parents[1]
REAL = REPOSITORY.parent / "shared" / "real" / "sanya-dangjian-2024-04.txt"
SAMPLE, REAL_ISSUE = "2026-01", "2024-04"


@dataclass(frozen=True)
class Whole:
    """A built issue: its publication, where it was delivered, and what it holds."""

    workspace: Workspace
    name: str
    folder: Path
    codes: tuple[str, ...]

    @cached_property
    def issue(self) -> Issue:
        issue, _ = read_issue(self.workspace.root, self.name)
        assert issue is not None
        return issue

    @cached_property
    def pdf(self) -> bytes:
        return next((self.folder / "print").glob("*-interior.pdf")).read_bytes()

    @cached_property
    def epub(self) -> bytes:
        return next((self.folder / "epub").glob("*.epub")).read_bytes()

    @cached_property
    def screen(self) -> bytes:
        return next((self.folder / "screen").glob("*.pdf")).read_bytes()

    @cached_property
    def pages(self) -> dict[str, list[dict[str, object]]]:
        text = (self.folder / "pages.json").read_text("utf-8")
        pages: dict[str, list[dict[str, object]]] = json.loads(text)
        return pages

    def glyphs(self) -> list[tuple[Glyph, ...]]:
        return self._glyphs

    @cached_property
    def _glyphs(self) -> list[tuple[Glyph, ...]]:
        document = pypdfium2.PdfDocument(self.pdf)
        return [glyphs(document, n) for n in range(len(document))]


def sample(base: Path) -> Whole:
    """The sample issue of this checkout."""
    return _built(Workspace(REPOSITORY), SAMPLE, base)


def real(base: Path) -> Whole:
    """The real issue, imported by our own command."""
    if not REAL.is_file():
        pytest.skip("the real issue is not on this machine")
    root = base / "real"
    with FileLock(base / "real.lock"):
        if not (root / "publication.yaml").is_file():
            import_file(REAL, root, REAL_ISSUE, NullTranslations())
    return _built(Workspace(root), REAL_ISSUE, base)


def _built(workspace: Workspace, name: str, base: Path) -> Whole:
    record = base / f"{name}.json"
    with FileLock(base / f"{name}.lock"):
        if not record.is_file():
            built = build(workspace, name, base / "out", NullTranslations(), lambda step: None)
            codes = [finding.code for finding in built.findings]
            assert built.folder is not None, [(f.code, f.place, f.values) for f in built.findings]
            record.write_text(json.dumps(codes), encoding="utf-8")
    return Whole(workspace, name, base / "out" / name, tuple(json.loads(record.read_text("utf-8"))))
