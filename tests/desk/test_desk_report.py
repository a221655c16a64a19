"""The page of the report: each page, finding and number once; links lead somewhere; text stays text."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

import pytest
from lxml import html

from desk_facts import FILE, FINDINGS, desk_facts, desk_report
from kanwu_press.check.pictures import COARSE, NO_ALT
from kanwu_press.desk.facts import Facts
from kanwu_press.desk.report import stylesheet
from kanwu_press.findings import Level
from kanwu_press.model import Author, Place, Planned
from kanwu_press.preflight.web import check_site
from whole import Whole

Document = html.HtmlElement
SAID = {"name": "渔港.jpg", "width": 156, "ppi": 120, "pixels": 1845}


def page(files: dict[str, bytes]) -> Document:
    return html.document_fromstring(files["index.html"].decode("utf-8"))


def texts(document: Document, path: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in document.xpath(path)]


def faults(files: dict[str, bytes]) -> list[tuple[str, str]]:
    """What the check of the web edition says of a report: links, anchors, inline code, other hosts."""
    found = check_site({f"web/{name}": data for name, data in files.items()})
    return [(f.code, str(dict(f.values))) for f in found if f.level is not Level.INFO]


# ---- the small issue -----------------------------------------------------------------------


def test_every_page_is_shown_once_in_its_spread() -> None:
    files = desk_report()
    document = page(files)
    shown = document.xpath("//div[contains(@class, 'sheet')]//img/@src")
    pages = [f"pages/{n:03d}.jpg" for n in range(1, 9)]
    assert shown == ["pages/cover-front.jpg", *pages, "pages/cover-back.jpg"]
    assert all(files[name] for name in shown)
    spreads = document.xpath("//div[starts-with(@class, 'spread ') or @class='spread']")
    sides = [[bool(side.get("id")) for side in spread] for spread in spreads]
    assert sides == [[False, True], [False, True], *[[True, True]] * 3, [True, False], [True, False]]
    assert spreads[1][1].get("id") == "p1"  # the first page is a right-hand one


def listed_as(document: Document, place: Place) -> str:
    """The id of the one finding at a place."""
    said = ":".join(str(part) for part in (place.file, place.line, place.column) if part)
    items = document.xpath("//li[starts-with(@class, 'finding ')]")
    (found,) = (item.get("id") for item in items if (item.xpath(".//code/text()") or [""])[0] == said)
    return str(found)


def test_findings_are_numbered_as_they_are_listed() -> None:
    document = page(desk_report())
    numbers = [int(n) for n in texts(document, "//li[starts-with(@class, 'finding ')]/span[@class='number']")]
    assert numbers == list(range(1, len(FINDINGS) + 1))


def test_what_was_let_be_is_shown_with_its_reason() -> None:
    cleared = (replace(FINDINGS[1], cleared="地名如此"),)
    document = page(desk_report(replace(desk_facts(), cleared=cleared)))
    (said,) = texts(document, "//li[@class='finding cleared']")
    assert "地名如此" in said and FINDINGS[1].code in said
    assert not page(desk_report()).xpath("//li[@class='finding cleared']")


def test_an_article_to_come_is_one_by_itself() -> None:
    """Two of them stand in one file, with the board and all else of the issue; their pages hold no text."""
    facts = desk_facts()
    assert facts.issue is not None
    place = facts.issue.place
    coming = [
        replace(a, place=replace(place, line=line), planned=Planned(pages=1))
        for a, line in zip(facts.issue.articles[:2], (20, 23), strict=True)
    ]
    section = replace(facts.issue.sections[0], articles=(*coming, *facts.issue.sections[0].articles[2:]))
    issue = replace(facts.issue, sections=(section, *facts.issue.sections[1:]))
    findings = (NO_ALT.at(replace(place, line=6)), NO_ALT.at(coming[1].place))
    document = page(desk_report(replace(facts, issue=issue, findings=findings)))
    rows = document.xpath("//table[@class='articles']/tbody/tr")[:2]
    assert [row.xpath("./th")[0].text_content().strip() for row in rows] == [a.title for a in coming]
    assert [row.xpath("./td[last()]")[0].text_content().strip() for row in rows] == ["—", "1"]
    assert all(row.xpath("./td[3]")[0].text_content().strip() == "0" for row in rows)
    pinned = {
        pin.get("href"): pin.xpath("ancestor::div[@id]/@id")[0]
        for pin in document.xpath("//a[starts-with(@class, 'pin ')]")
    }
    assert pinned == {"#f1": "cover-front", "#f2": "p5"}


def test_every_finding_is_listed_once_and_pinned_to_its_page() -> None:
    document = page(desk_report())
    listed = document.xpath("//li[starts-with(@class, 'finding ')]/@id")
    assert sorted(listed) == [f"f{n}" for n in range(1, len(FINDINGS) + 1)]
    pinned = {
        pin.get("href"): pin.xpath("ancestor::div[contains(@class, 'sheet')]/@id")[0]
        for pin in document.xpath("//a[starts-with(@class, 'pin ')]")
    }
    at = {f.place: pinned.get(f"#{listed_as(document, f.place)}") for f in FINDINGS}
    assert at == {
        Place(""): None,
        Place(FILE, 12, 3): "p3",
        Place(FILE, 33): "p4",
        Place("manuscripts/2026-01/issue.yaml", 6): "cover-front",
    }
    places = texts(document, "//li[starts-with(@class, 'finding ')]//code")
    assert f"{FILE}:12:3" in places and f"{FILE}:33" in places


def test_many_of_one_rule_are_folded_up_behind_three() -> None:
    """The same said forty times hides what is said once; two are not worth a fold."""
    many = tuple(NO_ALT.at(Place(FILE, line)) for line in range(10, 50))
    for count, folded in ((4, 0), (5, 2), (40, 37)):
        facts = replace(desk_facts(), findings=(*many[:count], COARSE.at(Place(FILE, 33), **SAID)))
        document = page(desk_report(facts))
        listed = document.xpath("//li[starts-with(@class, 'finding ')]/@id")
        assert sorted(listed) == sorted(f"f{n + 1}" for n in range(count + 1))
        fold = document.xpath("//li[@class='alike']//li[starts-with(@class, 'finding ')]/@id")
        assert fold == [f"f{n + 1}" for n in range(count) if n >= 3][:folded]


def test_links_lead_somewhere_and_nothing_is_inline_or_from_elsewhere() -> None:
    files = desk_report(replace(desk_facts(), sources=""))
    assert faults(files) == []
    assert faults({**files, "index.html": files["index.html"].replace(b"#p3", b"#p33")}) != []
    broken = files["index.html"].replace(b"</main>", b"<script>x()</script></main>")
    assert faults({**files, "index.html": broken}) != []
    assert b"Content-Security-Policy" in files["index.html"]


def test_manuscripts_are_linked_where_they_lie_beside_the_report() -> None:
    links = page(desk_report()).xpath("//a[@class='open']/@href")
    assert "../../../manuscripts/2026-01/01-%E6%BD%AE%E6%B0%B4.md" in links
    outside = [FINDINGS[0].rule.at(Place(file)) for file in ("../x.md", "/etc/passwd", "print/x.pdf")]
    facts = replace(desk_facts(), findings=tuple(outside))
    assert page(desk_report(facts)).xpath("//a[@class='open']") == []


def test_the_plan_and_the_sums_are_those_of_the_page_map() -> None:
    document = page(desk_report())
    assert "8 pages = 8" in texts(document, "//p[@class='big']")
    rows = [texts(row, "./th|./td") for row in document.xpath("//table[@class='articles']/tbody/tr")]
    assert [row[5].split()[0] for row in rows] == ["1–2", "3", "4"]
    assert [row[2] for row in rows] == ["final", "in edit", "arrived"]
    assert "planned 3" in rows[0][5]
    bars = document.xpath("//td[@class='length']/svg/rect")
    assert [(r.get("class"), float(r.get("width"))) for r in bars][:2] == [
        ("c1", round(70 / 38, 3)),
        ("white", round(6 / 38, 3)),
    ]


def test_hostile_text_stays_text() -> None:
    evil = '<img src=x onerror="alert(1)">{{ 7 * 7 }}{% raw %}</script>&amp;\u202e'
    facts = desk_facts()
    assert facts.issue is not None
    section = facts.issue.sections[0]
    article = replace(section.articles[0], title=evil, authors=(Author(evil),))
    section = replace(section, name=evil, articles=(article, *section.articles[1:]))
    issue = replace(facts.issue, sections=(section, *facts.issue.sections[1:]), theme=evil)
    found = tuple(replace(f, values=(*f.values, ("name", evil))) for f in FINDINGS)
    files = desk_report(replace(facts, issue=issue, findings=found, sources=""))
    document = page(files)
    assert texts(document, "//table[@class='articles']/tbody/tr[1]/th")[0] == " ".join(evil.split())
    assert not document.xpath("//img[@src='x']") and len(document.xpath("//script")) == 1
    assert "49" not in "".join(texts(document, "//h1|//h3"))
    assert faults(files) == []


def test_the_same_facts_give_the_same_bytes_in_both_languages() -> None:
    for language in ("en", "zh"):
        assert desk_report(language=language) == desk_report(language=language)
    assert page(desk_report(language="zh")).text_content().count("Findings") == 0


@pytest.mark.parametrize("known", ["nothing", "issue"])
def test_a_check_makes_one_too(known: str) -> None:
    full = desk_facts()
    facts = Facts("2026-01", full.issue if known == "issue" else None, FINDINGS, sources="")
    files = desk_report(facts)
    assert set(files) == {"index.html", "report.css", "report.js", "data.json"}
    document = page(files)
    assert len(document.xpath("//li[starts-with(@class, 'finding ')]")) == len(FINDINGS)
    assert len(document.xpath("//table[@class='articles']")) == (2 if known == "issue" else 0)
    assert faults(files) == []


def test_the_institutions_colour_is_taken_and_nothing_else() -> None:
    css = stylesheet(
        ":root { --house: #8a1c2b; --house-ink: x; --song: url(http://x/); }\n --house: #8a1c2b;"
    )
    assert b"--house: #8a1c2b;" in css and b"http" not in css and b"--tokens" not in css
    assert b"#8a1c2b" not in stylesheet("")


# ---- the whole issues ----------------------------------------------------------------------


def test_whole_reports_tell_what_pages_json_tells(whole: Whole) -> None:
    folder = whole.folder / "report"
    files = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    assert faults(files) == []
    document, data = page(files), json.loads(files["data.json"])
    assert (
        data["pages"]
        == len(whole.pages["pages"])
        == len([n for n in files if n[:8] < "pages/c" and n[:6] == "pages/"])
    )
    assert set(document.xpath("//div[contains(@class, 'sheet')]/@id")) >= {
        f"p{p['number']}" for p in whole.pages["pages"]
    }
    told = [(a["title"], a["first_page"], a["last_page"], a["white_lines"]) for a in data["articles"]]
    assert told == [
        (a["title"], a["first_page"], a["last_page"], a.get("white_lines")) for a in whole.pages["articles"]
    ]
    found = json.loads((whole.folder / "findings.json").read_text("utf-8"))["findings"]
    assert Counter(p["code"] for p in data["pins"]) == Counter(f["code"] for f in found)
    assert len(document.xpath("//li[starts-with(@class, 'finding ')]")) == len(found)
    ends = {a["file"]: f"p{a['last_page']}" for a in whole.pages["articles"]}
    white = [p for p in data["pins"] if p["code"] in ("white-at-end", "white-filler")]
    assert white and all(p["at"] == ends[p["file"]] for p in white)
    assert sum(len(data) for data in files.values()) < 5_000_000
    assert all(p["ppi"] >= 72 for p in data["pictures"])
    assert str(whole.workspace.root).encode() not in files["index.html"] + files["data.json"]
