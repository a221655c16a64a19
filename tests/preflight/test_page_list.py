"""The EPUB's printed pages against the PDF's: the good pass, every broken control is found."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest

from build_issue import build_issue, build_pages
from kanwu_press.findings import Finding, Level
from kanwu_press.geometry import page_geometry
from kanwu_press.model import PageBreak, PageEntry, PageKind, PageMap
from kanwu_press.preflight.pagelist import check_page_list, counted
from kanwu_press.preflight.text import page_texts
from whole import Whole


def page_map(whole: Whole) -> PageMap:
    """The page map of a built issue, as its pages.json records it."""
    entries, breaks = [], []
    for page in whole.pages["pages"]:
        number = int(str(page["number"]))
        entries.append(PageEntry(number, str(page["folio"]), PageKind(page["kind"])))
        at = int(str(page.get("begins_after", 0)))
        breaks.append(PageBreak(number, str(page.get("begins_in", "")), at))
    return PageMap(tuple(entries), (), (), breaks=tuple(breaks))


def edited(epub: bytes, name: str, edit: Callable[[str], str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(epub)) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            data = source.read(info)
            if info.filename == f"EPUB/{name}.xhtml":
                after = edit(data.decode())
                assert after != data.decode()
                data = after.encode()
            target.writestr(info, data)
    return out.getvalue()


def test_whole_issues(whole: Whole) -> None:
    """Every printed page has its entry, and ten characters alike; the marker one character on has not."""
    area = whole.issue.publication.type_area
    band = page_geometry(area, whole.issue.publication.bleed_mm).band_pt
    pages, texts = page_map(whole), page_texts(whole.pdf, band)
    assert check_page_list(whole.issue, pages, whole.epub, texts) == ()
    compared = [text for b, text in zip(pages.breaks, texts, strict=True) if b.owner and counted(text)[9:]]
    assert len(compared) > 0.9 * len(pages.pages)
    within = next(b for b in pages.breaks if b.owner.startswith("a") and b.at > 200)
    label = pages.label(within.page)
    moved = edited(whole.epub, within.owner, lambda text: shifted(text, f"p-{label}"))
    (found,) = check_page_list(whole.issue, pages, moved, texts)
    assert found.code == "epub-page-marker" and dict(found.values)["page"] == label


def shifted(text: str, id_: str) -> str:
    """The marker with this id behind the character that follows it, over tags if need be."""
    marker = re.search(rf'<span[^>]*id="{id_}"[^>]*></span>', text)
    assert marker
    rest = text[marker.end() :]
    character = re.match(r"(?:<[^>]*>|\s)*[^<\s]", rest)
    assert character
    return text[: marker.start()] + character[0] + marker[0] + rest[character.end() :]


# ---- the controls, on a small issue --------------------------------------------------------


@pytest.fixture(scope="module")
def texts() -> tuple[str, ...]:
    """What the pages of `build_pages()` read; with folios, a reading, a table's head and ornaments."""
    return (
        "2026 年第 1 期　总第 29 期\r\n海 岸\r\nHAI AN",
        "海岸　2026 年第 1 期　总第 29 期\r\n01～06\r\n目 次\r\n海岸观察",
        "07\r\n卷末\r\n编后 编辑部 07",
        "编 辑 委 员 会\r\n主 编 沈 砚",
        "01\r\n04\r\nⅠ\r\n海岸观察\r\n从潮水看起。潮水来时",
        "qí\r\n亓的人家最多，灯塔就是",
        "镇 二〇二〇年 2025年\r\n东湾\r\n120\r\n98 苇港",
        "灯塔\r\n编辑部\r\n灯塔的第 1 段",
        "4段，海风从■\r\n◆东边来。",
        "",
        "Ⅱ\r\n卷末\r\n编后\r\n编辑部\r\n编后的第",
        "",
        "",
        "海岸 2026 年第 1 期　总",
    )


def found(epub: bytes, texts: tuple[str, ...], pages: PageMap | None = None) -> list[tuple[str, str]]:
    findings: tuple[Finding, ...] = check_page_list(build_issue(), pages or build_pages(), epub, texts)
    assert all(f.rule.level is Level.ERROR for f in findings)
    return [(f.code, dict(f.values).get("page", dict(f.values)["expected"])) for f in findings]


def test_a_marker_at_another_character(made_epub: bytes, texts: tuple[str, ...]) -> None:
    moved = edited(made_epub, "a02", lambda text: shifted(text, "p-5"))
    assert ("epub-page-marker", "5") in found(moved, texts)
    assert ("epub-page-marker", "5") not in found(made_epub, texts)


def test_an_entry_that_is_missing(made_epub: bytes, texts: tuple[str, ...]) -> None:
    fewer = edited(made_epub, "nav", lambda t: re.sub(r'<li><a href="a01.xhtml#p-3">3</a></li>', "", t))
    assert found(fewer, texts) == [("epub-page-list", "3")]
    last = edited(made_epub, "nav", lambda t: re.sub(r'<li><a href="[^"]*#p-10">10</a></li>', "", t))
    assert found(last, texts) == [("epub-page-list", "10")]


def test_entries_in_another_order(made_epub: bytes, texts: tuple[str, ...]) -> None:
    two, three = (f'<li><a href="a01.xhtml#p-{n}">{n}</a></li>' for n in (2, 3))
    turned = edited(made_epub, "nav", lambda t: t.replace(two + three, three + two))
    assert found(turned, texts) == [("epub-page-list", "2")]


def test_entries_that_lead_to_one_another_s_place(made_epub: bytes, texts: tuple[str, ...]) -> None:
    crossed = edited(
        made_epub,
        "nav",
        lambda t: t.replace('#p-2">2', '#p-x">2').replace('#p-3">3', '#p-2">3').replace("#p-x", "#p-3"),
    )
    assert ("epub-page-list", "3") in found(crossed, texts)


def test_a_marker_that_is_missing(made_epub: bytes, texts: tuple[str, ...]) -> None:
    gone = edited(made_epub, "a02", lambda text: text.replace('id="p-4"', 'id="q-4"'))
    assert ("epub-page-list", "4") in found(gone, texts)


def test_an_epub_without_pages(made_epub: bytes) -> None:
    assert found(made_epub, (), PageMap((), (), ())) == [("epub-page-list", "……")]


def test_what_only_paper_has_is_left_out(made_epub: bytes, texts: tuple[str, ...]) -> None:
    assert found(made_epub, texts) == []


