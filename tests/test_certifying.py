"""The EPUB claims to be accessible only where both checkers passed the very file that is delivered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from build_issue import build_issue, build_pages
from epub_reading import epub_styles, opened
from kanwu_press import certifying
from kanwu_press.certifying import certified_epub
from kanwu_press.epub.book import prepare_epub
from kanwu_press.epub.package import Book
from kanwu_press.findings import Level
from kanwu_press.model import Place
from kanwu_press.preflight.ace import ACE_VIOLATION, AceVerdict, run_ace
from kanwu_press.screenpictures import Shelf
from whole import real

pytestmark = pytest.mark.usefixtures("readers_programs")

ISSUE = build_issue()
CLAIM = b"EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
FAULT = ACE_VIOLATION.at(Place("x"), text="t", rule="r", impact="minor", file="f", where="w")


@pytest.fixture(scope="module")
def book(publication_root: Path) -> Book:
    book, _ = prepare_epub(ISSUE, Shelf(publication_root), epub_styles(), build_pages())
    assert book is not None
    return book


def claims(epub: bytes) -> bool:
    return CLAIM in opened(epub).read("EPUB/content.opf")


def test_what_both_pass_makes_its_claim(book: Book) -> None:
    epub, found = certified_epub(ISSUE, book, None)
    assert found == () and claims(epub)


@pytest.mark.parametrize(
    "verdict",
    [(AceVerdict(False, "1.4.6"), (FAULT,)), (None, (FAULT,)), (AceVerdict(True, "0.0.1"), ())],
    ids=["fault found", "no verdict", "another Ace than is named"],
)
def test_nothing_is_claimed_without_ace(
    book: Book, verdict: tuple[AceVerdict | None, tuple[object, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(certifying, "run_ace", lambda data, name: verdict)
    monkeypatch.setattr(certifying, "check_epub", lambda issue, data: ())
    epub, found = certified_epub(ISSUE, book, None)
    assert not claims(epub) and found == verdict[1]


def test_nothing_is_claimed_without_epubcheck(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the file without the claim is checked as well."""
    checked: list[bool] = []

    def fault(issue: object, data: bytes) -> tuple[object, ...]:
        checked.append(claims(data))
        return (FAULT,)

    monkeypatch.setattr(certifying, "run_ace", lambda data, name: (AceVerdict(True, "1.4.6"), ()))
    monkeypatch.setattr(certifying, "check_epub", fault)
    epub, found = certified_epub(ISSUE, book, None)
    assert not claims(epub) and FAULT in found and checked == [True, False]


def test_nothing_is_claimed_of_pictures_without_words(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ace takes them for ornaments, and passes them."""
    monkeypatch.setattr(certifying, "run_ace", lambda data, name: (AceVerdict(True, "1.4.6"), ()))
    monkeypatch.setattr(certifying, "check_epub", lambda issue, data: ())
    assert claims(certified_epub(ISSUE, book, None)[0])
    silent = replace(book, access=replace(book.access, all_described=False))
    assert not claims(certified_epub(ISSUE, silent, None)[0])


def test_without_ace_it_is_said_what_was_not_checked(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kanwu_press.preflight.tools.modules_folder", lambda: Path("none"))
    monkeypatch.setattr(certifying, "check_epub", lambda issue, data: ())
    epub, found = certified_epub(ISSUE, book, None)
    assert not claims(epub) and [(f.code, f.level) for f in found] == [("readers-missing", Level.INFO)]


def test_ace_finds_nothing_in_the_real_issue(shared_folder: Path) -> None:
    """The sample is looked at by the last step of .ci/run."""
    verdict, found = run_ace(real(shared_folder).epub, "epub")
    assert found == () and verdict is not None and verdict.passed
