"""Codes held against the pages of the web edition; each page that is missing is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build_issue import build_issue
from kanwu_press.model import CodePlace, Issue, QrCode
from kanwu_press.preflight.codes import check_codes, web_file

BASE = "https://example.org/海岸"
ASCII = "https://example.org/%E6%B5%B7%E5%B2%B8/"
PAGES = frozenset(
    f"web/{name}"
    for name in ("index.html", "2026-01/index.html", *(f"2026-01/a0{n}.html" for n in (1, 2, 3)))
)


def issue_with(*given: str, online: bool = True) -> Issue:
    issue = build_issue()
    codes = tuple(QrCode("码", content) for content in given)
    publication = replace(
        issue.publication, online=online, base_url=BASE, article_codes=CodePlace.END, qr_codes=codes
    )
    return replace(issue, publication=publication)


def test_all_pages_are_there() -> None:
    given = (BASE, f"{BASE}/", f"{BASE}/2026-01", f"{BASE}/2025-04/a09.html", "https://example.com/", "文字")
    assert check_codes(issue_with(*given), PAGES) == ()


@pytest.mark.parametrize("page", sorted(PAGES - {"web/index.html"}))
def test_a_missing_page_is_named(page: str) -> None:
    (finding,) = check_codes(issue_with(), PAGES - {page})
    assert finding.code == "code-leads-nowhere" and dict(finding.values)["page"] == page


def test_nothing_is_asked_of_an_issue_offline() -> None:
    assert check_codes(issue_with(online=False), frozenset()) == ()


def test_an_article_without_a_code_asks_for_no_page() -> None:
    issue = issue_with()
    section = issue.sections[1]
    bare = replace(section, articles=(replace(section.articles[0], coded=False),))
    issue = replace(issue, sections=(issue.sections[0], bare))
    assert check_codes(issue, PAGES - {"web/2026-01/a03.html"}) == ()


def test_a_code_of_the_editor_is_a_warning() -> None:
    codes = [f.code for f in check_codes(issue_with(f"{BASE}/2026-01/a99.html"), PAGES)]
    assert codes == ["given-code-nowhere"]


@pytest.mark.parametrize(
    ("address", "file"),
    [
        (ASCII, "web/index.html"),
        (ASCII.rstrip("/"), "web/index.html"),
        (f"{ASCII}feed.xml", "web/feed.xml"),
        (f"{ASCII}2026-01/", "web/2026-01/index.html"),
        (f"{ASCII}2026-01/a03.html?from=print#x", "web/2026-01/a03.html"),
        (f"{ASCII}2025-04/a03.html", None),
        ("https://example.org/other/", None),
        ("mailto:editor@example.org", None),
        ("编号 7", None),
    ],
)
def test_what_an_address_opens(address: str, file: str | None) -> None:
    assert web_file(issue_with(), address) == file
