"""Where the web edition is said to stand, and codes that have nothing to lead to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build_issue import build_issue
from kanwu_press.check.codes import MOST_BYTES, article_codes, base_url, overfull
from kanwu_press.model import CodePlace, Issue, QrCode
from kanwu_press.typeset.imprint import qr_svg


def issue_with(**wishes: object) -> Issue:
    issue = build_issue()
    return replace(issue, publication=replace(issue.publication, **wishes))  # type: ignore[arg-type]


@pytest.mark.parametrize("place", [CodePlace.END, CodePlace.MARGIN])
@pytest.mark.parametrize(
    ("online", "base", "codes"),
    [
        (False, "https://example.org/a/", ["codes-offline"]),
        (True, "", ["codes-nowhere"]),
        (True, "https://example.org/a/", []),
    ],
)
def test_codes_need_a_web_edition(place: CodePlace, online: bool, base: str, codes: list[str]) -> None:
    issue = issue_with(article_codes=place, online=online, base_url=base)
    assert [f.code for f in article_codes(issue)] == codes
    assert list(article_codes(issue_with(online=online, base_url=base))) == []


@pytest.mark.parametrize(
    ("address", "codes"),
    [
        ("https://example.org/haian/", []),
        ("https://example.org", []),
        ("https://例子.org:8443/海岸", []),
        ("http://example.org/haian/", ["base-url-http"]),
        ("https://example.org/?id=7", ["base-url-shape"]),
        ("https://example.org/#a", ["base-url-shape"]),
        ("https://example.org/a　b/", ["base-url-shape"]),
        ("https://me:word@example.org/", ["base-url-shape"]),
        ("https://example.org/haian/index.html", ["base-url-shape"]),
        ("https://", ["base-url-shape"]),
        ("https://[", ["base-url-shape"]),
        ("https://example.org:x/", ["base-url-shape"]),
    ],
)
def test_the_base_address_is_a_folder(address: str, codes: list[str]) -> None:
    assert [f.code for f in base_url(issue_with(base_url=address))] == codes


def test_a_code_holds_so_much_and_no_more() -> None:
    assert b"<svg" in qr_svg("a/" * (MOST_BYTES // 2))  # what is let pass can be drawn
    for content, codes in (("a/" * (MOST_BYTES // 2), []), ("a/" * MOST_BYTES, ["code-overfull"])):
        assert [f.code for f in overfull(issue_with(qr_codes=(QrCode("长", content),)))] == codes
