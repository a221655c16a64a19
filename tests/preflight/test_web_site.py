"""The site's own check: a good site is passed, and each fault of a broken one is named with its place."""

from __future__ import annotations

import pytest
from lxml import etree

from build_issue import build_issue
from kanwu_press.findings import Level
from kanwu_press.preflight.conserve import matter_text
from kanwu_press.preflight.web import check_site, check_web, web_addresses
from kanwu_press.typeset.html import article_element
from kanwu_press.typeset.html.blocks import Medium
from tiny_editions import page, web_files

BASE = "https://example.org/haian/"


def codes(files: dict[str, bytes], base: str = "") -> list[tuple[str, str]]:
    """What is found but for the note on earlier issues: code and file."""
    found = check_site(files, base)
    return [(f.code, f.place.file) for f in found if f.level is not Level.INFO]


def test_a_good_site_is_passed_and_earlier_issues_are_noted() -> None:
    found = check_site(web_files())
    assert [(f.code, dict(f.values)) for f in found] == [("web-earlier", {"names": "2025-04"})]


ARTICLE = "web/2026-01/a01.html"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('<a href="a02.html">x</a>', "web-dead-link"),
        ('<a href="../2026-01/">x</a>', "web-dead-link"),  # a folder's index is not found from file:
        ('<a href="../../other/x.html">x</a>', "web-dead-link"),
        ('<img src="q.png" alt="">', "web-dead-link"),
        ('<img src="p.png" srcset="p.png 1x, q.png 2x" alt="">', "web-dead-link"),
        ('<img src="P.png" alt="">', "web-case"),
        ('<a href="index.html#nowhere">x</a>', "web-anchor"),
        ('<a href="#nowhere">x</a>', "web-anchor"),
        ('<a href="/haian/index.html">x</a>', "web-absolute"),
        ('<a href="file:///etc/passwd">x</a>', "web-absolute"),
        ('<a href="//example.org/">x</a>', "web-absolute"),
        ('<img src="https://example.org/p.png" alt="">', "web-remote"),
        ('<img src="//example.org/p.png" alt="">', "web-remote"),
        ('<svg><image href="https://example.org/p.png" /></svg>', "web-remote"),
        ('<svg><image xlink:href="https://example.org/p.png" /></svg>', "web-remote"),
        ('<iframe src="https://example.org/"></iframe>', "web-remote"),
        ('<script src="https://example.org/x.js"></script>', "web-remote"),
        ("<script>alert(1)</script>", "web-inline"),
        ("<style>p { color: red }</style>", "web-inline"),
        ('<p style="color: red">x</p>', "web-inline"),
        ('<p onclick="x()">x</p>', "web-inline"),
        ('<a href="javascript:x()">x</a>', "web-inline"),
        ('<a href=" JavaScript:x()">x</a>', "web-inline"),
    ],
)
def test_each_fault_is_found(body: str, code: str) -> None:
    files = web_files()
    files[ARTICLE] = page(f'<article id="a01"><h1>x</h1>\n{body}</article>')
    assert codes(files) == [(code, ARTICLE)]
    assert next(f.place.line for f in check_site(files) if f.code == code) == 5


@pytest.mark.parametrize(
    "body",
    [
        '<a href="https://example.org/">x</a>',
        '<a href="mailto:editor@example.org">x</a>',
        '<a href="index.html?q=%E6%BD%AE">x</a>',
        '<a href="#a01">x</a>',
        '<a href="%61%30%31.html">x</a>',
        '<script type="application/ld+json">{"@type": "Article", "url": "/x"}</script>',
        '<img src="data:image/png;base64,AAAA" alt="">',
    ],
)
def test_what_is_allowed_is_passed(body: str) -> None:
    files = web_files()
    files[ARTICLE] = page(f'<article id="a01"><h1>x</h1>\n{body}</article>')
    assert codes(files) == []


def test_stylesheets_are_read_too() -> None:
    files = web_files()
    files["web/assets/style.css"] = (
        b"/* url(gone.png) */\n@import 'gone.css';\n@font-face { src: url(https://example.org/f.woff2) }"
    )
    found = [(f.code, f.place.line) for f in check_site(files) if f.level is not Level.INFO]
    assert set(found) == {
        ("web-remote", 3),
        ("web-dead-link", 2),
    }


def test_a_page_to_which_nothing_leads() -> None:
    files = {**web_files(), "web/2026-01/lost.html": page("<h1>x</h1>")}
    assert codes(files) == [("web-orphan", "web/2026-01/lost.html")]
    del files["web/index.html"]
    assert ("web-dead-link", "web/index.html") in codes(files)


def test_what_is_published_under_the_base_address_exists() -> None:
    head = f'<meta property="og:url" content="{BASE}2026-01/a01.html">'
    head += f'<link rel="canonical" href="{BASE}2026-01/">'
    files = {**web_files(), ARTICLE: page('<article id="a01">x</article>', head=head)}
    files["web/sitemap.xml"] = f"<urlset><url><loc>{BASE}2026-01/a01.html</loc></url></urlset>".encode()
    assert codes(files, BASE) == []
    files["web/sitemap.xml"] = f"<urlset><url><loc>{BASE}2026-01/a09.html</loc></url></urlset>".encode()
    files[ARTICLE] = files[ARTICLE].replace(b"2026-01/a01.html", b"2026-01/A01.html")
    assert sorted(codes(files, BASE)) == [("web-case", ARTICLE), ("web-dead-link", "web/sitemap.xml")]


def test_a_feed_that_is_broken_is_named() -> None:
    assert codes({**web_files(), "web/feed.xml": b"<feed>"}) == [("web-unreadable", "web/feed.xml")]


def test_addresses_that_exist() -> None:
    found = web_addresses({**web_files(), "epub/x.epub": b""})
    assert found >= {"", "2026-01/", "2026-01/a01.html", "index.html"}
    assert not found & {"2026-01/a02.html", "epub/x.epub"}


# ---- conservation --------------------------------------------------------------------------


def whole_site() -> dict[str, bytes]:
    """The site of `build_issue()`, plain: a page for each article, and one for all the rest."""
    issue = build_issue()
    medium = Medium(picture=lambda p: "p.png", link=lambda href: href, inline_notes=False)
    files = web_files()
    for article in issue.articles:
        body = etree.tostring(article_element(article, medium), encoding="unicode").replace("html:", "")
        files[f"web/2026-01/{article.id}.html"] = page(f'{body}<p><a href="index.html">x</a></p>')
    links = "".join(f'<a href="{a.id}.html">{a.title}</a>' for a in issue.articles)
    matter = "".join(f"<p>{text}</p>" for _, text in matter_text(issue))
    files["web/2026-01/index.html"] = page(f'{links}{matter}<a href="../index.html">x</a>')
    return files


def text_findings(files: dict[str, bytes]) -> list[tuple[str, int]]:
    kept = ("text-lost", "text-added", "web-article")
    return [(f.code, f.place.line) for f in check_web(build_issue(), files) if f.code in kept]


def test_all_text_is_conserved() -> None:
    assert text_findings(whole_site()) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("a01", "<p>一段接着一段。</p>", "", ("text-lost", 52)),
        ("a01", "见《渔业志》第三卷。", "", ("text-lost", 60)),
        ("a02", "<p>灯塔的第3段", "<p>多出来的话</p><p>灯塔的第3段", ("text-added", 14)),
        ("a02", "<p>灯塔的第3段", '<span role="doc-pagebreak">12</span><p>灯塔的第3段', None),
    ],
)
def test_a_loss_is_named_by_its_line(name: str, old: str, new: str, expected: tuple[str, int] | None) -> None:
    files = whole_site()
    file = f"web/2026-01/{name}.html"
    assert old.encode() in files[file]
    files[file] = files[file].replace(old.encode(), new.encode())
    found = text_findings(files)
    assert [code for code, _ in found] == ([expected[0]] if expected else [])
    assert expected is None or expected[0] == "text-added" or found == [expected]


def test_an_article_stands_on_one_page() -> None:
    files = whole_site()
    files["web/2026-01/again.html"] = files["web/2026-01/a01.html"]
    assert [code for code, _ in text_findings(files)] == ["web-article"]
    files = whole_site()
    files["web/2026-01/a01.html"] = page("<h1>x</h1>")
    assert [code for code, _ in text_findings(files)] == ["web-article"]
