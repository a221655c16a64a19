"""Where the web edition is said to stand, and codes that have nothing to lead to."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from build_issue import build_issue
from kanwu_press.check.codes import MOST_BYTES, article_codes, base_url, overfull
from kanwu_press.model import CodePlace, Issue, QrCode
from kanwu_press.read.issue import read_issue
from kanwu_press.typeset.imprint import qr_svg

HEALTHY = Path(__file__).parents[1] / "data" / "healthy"


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


def test_findings_point_to_the_line_of_the_key(tmp_path: Path) -> None:
    root = shutil.copytree(HEALTHY, tmp_path / "刊")
    file = root / "publication.yaml"
    lines = [*file.read_text("utf-8").splitlines(), "发布网址: http://example.org/haian/", "文章二维码: 文末"]
    lines[lines.index("上网: 是")] = "上网: 否"
    file.write_text("\n".join(lines) + "\n", "utf-8")
    issue, _ = read_issue(root, "2026-01")
    assert issue is not None
    found = [(f.code, f.place.line) for rule in (article_codes, base_url) for f in rule(issue)]
    assert found == [("codes-offline", len(lines)), ("base-url-http", len(lines) - 1)]
    nowhere = replace(issue, publication=replace(issue.publication, key_lines=()))
    assert [f.place.line for f in base_url(nowhere)] == [1]
