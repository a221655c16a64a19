"""The EPUB as it is delivered: it claims to be accessible only where EPUBCheck and Ace passed that very file.

In: the prepared book. Out: its bytes and what the checkers found. The claiming file is the one that is
checked; where a checker is missing or finds fault, the same book is packed without the claim, and
EPUBCheck looks at that (EPUB Accessibility 1.1, section 4: whoever claims has evaluated).
"""

from __future__ import annotations

from kanwu_press.addresses import stem
from kanwu_press.epub.metadata import Certified
from kanwu_press.epub.package import Book, pack
from kanwu_press.findings import Finding
from kanwu_press.model import Issue
from kanwu_press.preflight.ace import ace_version, run_ace
from kanwu_press.preflight.epub import EPUBCHECK_VERSION, check_epub


def certified_epub(issue: Issue, book: Book, epoch: int | None) -> tuple[bytes, tuple[Finding, ...]]:
    """The EPUB with its claim, or without it; and what EPUBCheck, Ace and conservation find in it."""
    version, told = ace_version(), tuple[Finding, ...]()
    if version is not None:
        certified = Certified((("EPUBCheck", EPUBCHECK_VERSION), ("Ace", version)), issue.issued)
        claiming = pack(book, epoch, certified)
        verdict, told = run_ace(claiming, f"epub/{stem(issue)}.epub")
        if verdict is not None and verdict.passed and verdict.version == version:
            found = check_epub(issue, claiming)
            if not found:
                return claiming, told
    plain = pack(book, epoch)
    if version is None:
        told = run_ace(plain, f"epub/{stem(issue)}.epub")[1]  # says that it is not installed
    return plain, (*check_epub(issue, plain), *told)
