"""The web edition's files, read back: text, links, printed pages, metadata, what must never be in them."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from dataclasses import replace
from io import BytesIO
from pathlib import Path, PurePosixPath

import pytest
from lxml import etree, html
from PIL import Image
from webpages import (
    NAME,
    PAST,
    SITE,
    addresses,
    faults,
    online,
    pages_of,
    small_issue,
    small_pages,
    small_web,
    styles,
)
from webpages import text_of as text

from kanwu_press.model import (
    Author,
    Figure,
    Issue,
    Link,
    PageEntry,
    PageKind,
    PageMap,
    Paragraph,
    PastIssue,
    Place,
    Span,
    Text,
)
from kanwu_press.preflight.conserve import compare, manuscript_text, signs
from kanwu_press.read.issue import read_issue
from kanwu_press.screenpictures import Shelf
from kanwu_press.typeset.html.elements import el
from kanwu_press.walk import counted
from kanwu_press.web.assets import MINISEARCH_SHA256, MINISEARCH_VERSION, library_files
from kanwu_press.web.markup import to_html
from kanwu_press.web.site import make_web

ATOM = "{http://www.w3.org/2005/Atom}"
Files = dict[str, bytes]


def page(files: Files, name: str) -> html.HtmlElement:
    return html.document_fromstring(files[f"web/{name}"].decode())


# ---- the text ------------------------------------------------------------------------------


def test_every_character_is_there_in_order(small: Files) -> None:
    issue, expected = small_issue(), manuscript_text(small_issue())
    bodies = [page(small, f"{NAME}/{a.id}.html").find(".//article") for a in issue.articles]
    assert compare("web", expected.main, "".join(text(b) for b in bodies), kept=signs) == ()
    notes = "".join(text(n, notes=True) for b in bodies for n in b.iter("section"))
    assert compare("web", expected.notes, notes, kept=signs) == ()


def test_a_lost_character_would_be_noticed(small: Files) -> None:
    body = text(page(small, f"{NAME}/a02.html").find(".//article"))
    (article,) = (a for a in small_issue().articles if a.id == "a02")
    expected = manuscript_text(
        replace(small_issue(), sections=(replace(small_issue().sections[0], articles=(article,)),))
    )
    assert compare("web", expected.main, body, kept=signs) == ()
    assert compare("web", expected.main, body.replace("东边", "东", 1), kept=signs)


def test_pages_are_well_formed(small: Files) -> None:
    found = {name: faults(data) for name, data in small.items() if name.endswith(".html")}
    assert len(found) == 7 and not any(found.values()), found
    assert faults(b"<p id=a><b></p><i id=a>") == [
        "</p> closes nothing",
        "never closed: p",
        "never closed: i",
        "twice: a",
    ]


def test_every_page_says_its_language_and_title(small: Files) -> None:
    titles = set()
    for root in pages_of(small).values():
        assert root.get("lang") == "zh-Hans" and len(list(root.iter("h1"))) == 1
        titles.add(root.findtext(".//title"))
    assert len(titles) == 7
    assert page(small, f"{NAME}/a01.html").find(".//rt").get("lang") == "zh-Latn-pinyin"
    assert [e.get("lang") for e in page(small, "index.html").find_class("latin")[0]] == [
        "zh-Latn-pinyin",
        "en",
    ]


# ---- links ---------------------------------------------------------------------------------


def dead(files: Files, ours: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Addresses of pages that lead to no file or anchor; `ours` lie on the site already."""
    roots, found = pages_of(files), []
    anchors = {name: {e.get("id") for e in root.iter() if e.get("id")} for name, root in roots.items()}
    for name, root in roots.items():
        for address in addresses(root):
            if re.match(r"(https?|mailto):", address):
                continue
            path, _, anchor = address.partition("#")
            parts: list[str] = []
            for part in (*PurePosixPath(name).parent.parts, *PurePosixPath(path).parts) if path else ():
                parts = parts[:-1] if part == ".." else [*parts, part]
            target = "/".join(parts) if path else name
            if target in ours:
                continue
            if target not in files or (anchor and anchor not in anchors[target]):
                found.append((name, address))
    return found


def test_every_link_leads_somewhere(small: Files) -> None:
    ours = tuple(f"web/{other.name}/index.html" for other in PAST)
    assert dead(small, ours) == []
    assert {address for _, address in dead(small)} == {f"{other.name}/index.html" for other in PAST}
    without = {name: data for name, data in small.items() if not name.endswith("a02.html")}
    assert ("web/2026-01/index.html", "a02.html") in dead(without, ours)


def test_before_and_after(small: Files) -> None:
    links = {
        n: {a.get("rel"): a.get("href") for a in page(small, f"{NAME}/{n}.html").find_class("neighbours")[0]}
        for n in ("a01", "a02", "a03")
    }
    assert links == {
        "a01": {"next": "a02.html"},
        "a02": {"prev": "a01.html", "next": "a03.html"},
        "a03": {"prev": "a02.html"},
    }


def test_notes_lead_there_and_back(small: Files) -> None:
    root = page(small, f"{NAME}/a01.html")
    calls = [(a.get("id"), a.get("href")) for a in root.find_class("noteref")]
    notes = [(e.get("id"), e.find(".//a").get("href")) for e in root.find_class("note")]
    assert calls == [(back[1:], f"#{id_}") for id_, back in notes] and len(calls) == 2


# ---- printed pages -------------------------------------------------------------------------


def test_a_printed_page_begins_at_its_very_character(small: Files) -> None:
    for number, at in ((1, 0), (2, 120)):
        root = page(small, f"{NAME}/a01.html").find(".//article")
        whole_text = counted(text(root))
        mark = root.xpath(f'.//*[@id="p-{number}"]')[0]
        holder = mark.getparent()
        assert holder.get("class").split()[0] == "page-marker" and mark.get("role") == "doc-pagebreak"
        holder.text = "\u2021"
        before, _, after = counted(text(root)).partition("\u2021")
        pictures = len(root.xpath(f'.//img[following::*[@id="p-{number}"]]'))
        assert len(before) + pictures == at and before + after == whole_text


def test_folios_lead_to_their_pages(small: Files) -> None:
    root = page(small, f"{NAME}/index.html")
    listed = [(a.text, a.get("href")) for a in root.find_class("page-list")[0].iter("a")]
    assert listed == [
        ("i", "index.html#p-i"),
        ("1", "a01.html#p-1"),
        ("2", "a01.html#p-2"),
        ("3", "a02.html#p-3"),
        ("4", "a03.html#p-4"),
        ("5", "imprint.html#p-5"),
    ]
    entries = [(a.text, a.get("href")) for a in root.find_class("entry-folio")]
    assert entries == [("1", "a01.html#p-1"), ("2", "a02.html"), ("4", "a03.html#p-4")]
    assert [e.text for e in root.find_class("range")] == ["第1～3页", "第4页"]


# ---- what programs read --------------------------------------------------------------------


def test_microdata(small: Files) -> None:
    root = page(small, f"{NAME}/a01.html")
    content = {e.get("itemprop"): e.get("content") for e in root.iter("meta") if e.get("itemprop")}
    assert content["pagination"] == "1-2" and content["datePublished"] == "2026-03-20"
    kinds = [e.get("itemtype").rpartition("/")[2] for e in root.xpath("//*[@itemscope]")]
    assert kinds == ["Article", "PublicationIssue", "Periodical", "Person", "Person"]
    authors = [e.text for e in root.xpath('//*[@itemprop="author"]/*[@itemprop="name"]')]
    assert authors == ["林海", "陈渔"]
    parts = page(small, f"{NAME}/index.html").xpath(
        '//*[@itemprop="hasPart"]/*[@itemprop="pagination"]/@content'
    )
    assert parts == ["1-2", "2-3", "4"]


def test_what_messengers_show(small: Files) -> None:
    root = page(small, f"{NAME}/a01.html")
    said = {e.get("property"): e.get("content") for e in root.iter("meta") if e.get("property")}
    assert said["og:type"] == "article" and said["og:url"] == f"{SITE}{NAME}/a01.html"
    assert said["og:description"] == "本文记录潮水与人。"
    assert root.xpath('string(//link[@rel="canonical"]/@href)') == said["og:url"]


def test_feed_and_sitemap(small: Files) -> None:
    root = etree.fromstring(small["web/feed.xml"])
    entries = [(e.findtext(f"{ATOM}id"), e.findtext(f"{ATOM}updated")) for e in root.iter(f"{ATOM}entry")]
    assert entries == [
        (f"{SITE}2026-01/", "2026-03-20T00:00:00Z"),
        (f"{SITE}2025-04/", "2025-12-20T00:00:00Z"),
        (f"{SITE}2025-03/", "2025-09-20T00:00:00Z"),
    ]
    links = [e.get("href") for e in root.iter("{http://www.w3.org/1999/xhtml}a")]
    assert links == [f"{SITE}2026-01/a0{n}.html" for n in (1, 2, 3)]
    places = [e.text for e in etree.fromstring(small["web/sitemap.xml"]).iter("{*}loc")]
    assert places[:3] == [SITE, f"{SITE}2026-01/", f"{SITE}2026-01/a01.html"]
    assert f"{SITE}2025-03/" in places and len(places) == 8


def test_downloads_say_how_large_they_are(small: Files) -> None:
    (link,) = page(small, f"{NAME}/index.html").find_class("downloads")[0].iter("a")
    assert link.get("href") == "haian-2026-01.epub" and "1.2 MB" in link.text_content()
    assert len(small[f"web/{NAME}/haian-2026-01.epub"]) == 1_234_567


def test_the_archive_lists_the_years(small: Files) -> None:
    root = page(small, "index.html")
    years = [e.text for e in root.xpath('//*[@class="year"]/h3')]
    issues = [a.get("href") for a in root.xpath('//*[@class="past"]//a')]
    assert years == ["2025"] and issues == ["2025-04/index.html", "2025-03/index.html"]
    assert "风从海上来" in root.text_content() and "总第28期" in root.text_content()


# ---- pictures ------------------------------------------------------------------------------


def test_pictures_keep_their_room_and_come_in_two_sizes(small: Files) -> None:
    images = list(page(small, f"{NAME}/a01.html").iter("img"))
    assert len(images) == 4
    for image in images:
        assert image.get("loading") == "lazy" and image.get("alt")
        files = [image.get("src"), *(s.split()[0] for s in (image.get("srcset") or "").split(", ") if s)]
        widths = [Image.open(BytesIO(small[f"web/{NAME}/{name}"])).width for name in files]
        assert widths[0] == int(image.get("width")) <= 1600
        if image.get("srcset"):
            told = [int(s.split()[1][:-1]) for s in image.get("srcset").split(", ")]
            assert told == widths[1:] == [800, widths[0]]
    assert [bool(image.get("srcset")) for image in images] == [True, False, False, True]  # the large ones


# ---- the search ----------------------------------------------------------------------------


def search_data(files: Files) -> dict[str, list[list[object]]]:
    script = files[f"web/{NAME}/search-data.js"].decode()
    found: dict[str, list[list[object]]] = json.loads(
        script.removeprefix("window.kanwuSearch=").rstrip(";\n")
    )
    return found


def test_everything_can_be_found_where_it_stands(small: Files) -> None:
    data = search_data(small)
    files = [str(a[0]) for a in data["articles"]]
    for number, file in enumerate(files):
        root = page(small, f"{NAME}/{file}")
        mine = [p for p in data["passages"] if p[0] == number]
        ids = {e.get("id") for e in root.find(".//article").iter()}
        assert {p[1] for p in mine} <= ids
        found = signs("".join(str(p[4]) for p in mine))
        wanted = root.find(".//article")
        assert sorted(found) == sorted(
            signs(text(wanted) + "".join(text(n, notes=True) for n in wanted.iter("section")))
        )
    folios = [p[2] for p in data["passages"] if p[0] == 0]
    assert folios[0] == "1" and folios[-1] == "2"
    assert next(p[2] for p in data["passages"] if p[0] == 1) == "2"  # begins below the end of the first


def test_the_library_is_the_released_one() -> None:
    files = library_files()
    assert hashlib.sha256(files["minisearch.js"]).hexdigest() == MINISEARCH_SHA256
    assert (
        MINISEARCH_VERSION.startswith("7.")
        and b"Permission is hereby granted" in files["minisearch-LICENSE.txt"]
    )


# ---- what must never be in it --------------------------------------------------------------

BAD = '</script><script>alert(1)</script>{{ 7*7 }}{% raw %}" onload="x'
HOSTS = re.compile(r"(?:src|srcset|action|poster|data)=\"(?:https?:)?//", re.IGNORECASE)


def hostile() -> Issue:
    issue = small_issue()
    first = issue.articles[0]
    here = Place("manuscripts/2026-01/01-潮水.md", 90)
    figure = next(b for b in first.blocks if isinstance(b, Figure))
    links = tuple(
        Link(href, (Text(BAD),))
        for href in (
            "javascript:alert(1)",
            "../../secret.md",
            "//evil.example/x",
            "data:text/html,x",
            'https://e.example/"><script>',
        )
    )
    bad = replace(
        first,
        title=BAD,
        subtitle=BAD,
        area=BAD,
        authors=(Author(BAD, BAD),),
        keywords=(BAD,),
        source=BAD,
        blocks=(
            Paragraph((Text(BAD), *links), here),
            replace(figure, alt=BAD, credit=BAD, caption=(Text(BAD),)),
        ),
    )
    section = replace(issue.sections[0], name=BAD, intro=BAD, articles=(bad, issue.articles[1]))
    publication = replace(issue.publication, title=BAD, title_en=BAD, imprint_notes=(BAD,))
    return replace(issue, publication=publication, sections=(section, issue.sections[1]), theme=BAD)


def unsafe(files: Files) -> list[str]:
    """Scripts in pages, handlers, addresses of other hosts that a page would ask, names that lead out."""
    found = [name for name in files if ".." in name or name.startswith("/") or not name.startswith("web/")]
    for name, root in pages_of(files).items():
        for element in root.iter():
            if element.tag in ("style", "iframe", "object", "embed", "base"):
                found.append(f"{name}: {element.tag}")
            if element.tag == "script" and (element.text or not (element.get("src") or "").endswith(".js")):
                found.append(f"{name}: inline script")
            found += [f"{name}: {a}" for a in element.attrib if a.startswith("on") or a == "style"]
            address = element.get("href") or ""
            if re.match(r"\s*(javascript|data|vbscript|file):|//", address, re.IGNORECASE):
                found.append(f"{name}: {address}")
            if (
                element.tag == "a"
                and address.startswith("http")
                and "noopener" not in (element.get("rel") or "")
            ):
                found.append(f"{name}: {address} without rel")
        found += [f"{name}: {m}" for m in HOSTS.findall(files[name].decode())]
    return found


def test_no_page_holds_a_script_or_asks_another_host(small: Files) -> None:
    assert unsafe(small) == []
    for root in pages_of(small).values():
        (policy,) = root.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
        rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
        assert rules["default-src"] == "'none'"
        assert {s for sources in rules.values() for s in sources.split()} == {"'none'", "'self'", "file:"}
        assert root.xpath('//meta[@name="referrer"]/@content') == ["no-referrer"]


def test_a_hostile_manuscript_stays_text(publication_root: Path) -> None:
    files = small_web(publication_root, hostile())
    assert unsafe(files) == []
    assert not [name for name, data in files.items() if name.endswith(".html") and faults(data)]
    root = page(files, f"{NAME}/a01.html")
    assert root.find(".//h1").text_content() == BAD
    assert [
        a.get("href") for a in root.find(".//article").iter("a") if (a.get("href") or "").startswith("http")
    ] == ['https://e.example/"><script>']
    assert b"<" not in files[f"web/{NAME}/search-data.js"]
    etree.fromstring(files["web/feed.xml"])
    etree.fromstring(files["web/assets/icon.svg"])


def test_the_test_sees_what_is_unsafe() -> None:
    bad = (
        '<html><body onload="x"><script>1</script><img src="//e.example/a.png">'
        '<a href="javascript:1">x</a><a href="https://e">y</a></body></html>'
    )
    assert len(unsafe({"web/x.html": bad.encode(), "web/../y": b""})) == 6


def test_a_body_holds_no_element_of_another_kind() -> None:
    with pytest.raises(ValueError, match="script"):
        to_html(el("p", el("script", "alert(1)")))


# ---- whether and where ---------------------------------------------------------------------


def test_the_same_issue_gives_the_same_bytes(small: Files, publication_root: Path) -> None:
    assert small_web(publication_root) == small
    later = small_web(publication_root, epoch=1_800_000_000)
    assert {n for n in small if small[n] != later[n]} == {"web/feed.xml", "web/sitemap.xml"}


def test_nothing_goes_online_unasked(publication_root: Path) -> None:
    issue = small_issue()
    issue = replace(issue, publication=replace(issue.publication, online=False))
    made, found = make_web(issue, PAST, Shelf(publication_root), styles(), small_pages())
    assert made == {} and [f.code for f in found] == ["web-offline"]


def test_without_an_address_there_are_no_whole_addresses(publication_root: Path) -> None:
    issue = small_issue()
    issue = replace(issue, publication=replace(issue.publication, base_url="", website="", qr_codes=()))
    made, found = make_web(issue, PAST, Shelf(publication_root), styles(), small_pages())
    assert made is not None and [f.code for f in found] == ["web-no-address"]
    assert not {"web/feed.xml", "web/sitemap.xml"} & made.keys()
    assert not [
        n for n, root in pages_of(made).items() if root.xpath('//*[@rel="canonical" or @property="og:url"]')
    ]
    assert dead(made, tuple(f"web/{other.name}/index.html" for other in PAST)) == []


def test_an_unusable_picture_is_a_finding(tmp_path: Path) -> None:
    made, found = make_web(small_issue(), (), Shelf(tmp_path), styles(), small_pages())
    assert made is None and {f.code for f in found} == {"epub-picture"}


def test_hostile_past_issues_stay_text(publication_root: Path) -> None:
    past = (PastIssue("2025-04", 2025, 4, PAST[0].issued, None, BAD, (BAD,)),)
    made, _ = make_web(small_issue(), past, Shelf(publication_root), styles(), small_pages())
    assert made is not None and unsafe(made) == []


# ---- the stylesheet ------------------------------------------------------------------------


def test_every_token_is_known_and_every_colour_has_its_night(small: Files) -> None:
    css = small["web/assets/style.css"].decode()
    assert set(re.findall(r"var\((--[\w-]+)", css)) <= set(re.findall(r"(--[\w-]+)\s*:", css))
    night = css[css.index("prefers-color-scheme: dark") :]
    night = night[: night.index("}")]
    day = "".join(re.findall(r":root\s*\{([^}]*)\}", css[: css.index("prefers-color-scheme")]))
    assert set(re.findall(r"(--[\w-]+)\s*:\s*#", day)) == set(re.findall(r"(--[\w-]+)\s*:\s*#", night))
    assert "device-cmyk" not in css and "@import" not in css and "url(" not in css


HOSTILE = Path(__file__).parents[1] / "hostile"


@pytest.mark.parametrize(
    "case", ["template-text", "html-raw", "links", "svg-active", "link-file", "characters"]
)
def test_hostile_publications_stay_text(case: str, tmp_path: Path) -> None:
    """What tests/hostile lays over the healthy issue, built as if nobody had stopped it."""
    root = tmp_path / "p"
    shutil.copytree(HOSTILE.parent / "data" / "healthy", root)
    shutil.copytree(HOSTILE / case, root, dirs_exist_ok=True)
    issue, _ = read_issue(root, NAME)
    assert issue is not None
    one = Span("", 1, 1)
    pages = PageMap(
        (PageEntry(1, "1", PageKind.BODY),),
        tuple(replace(one, id=section.id) for section in issue.sections),
        tuple(replace(one, id=article.id) for article in issue.articles),
    )
    issue = replace(issue, publication=online(issue.publication))
    made, found = make_web(issue, (), Shelf(root), styles(), pages)
    assert made is not None and found == ()
    assert unsafe(made) == [] and dead(made) == []
