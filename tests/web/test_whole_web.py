"""The web edition of both whole issues: every character, every printed page, every link; and in a browser."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from time import process_time

import pytest
from webpages import faults, pages_of, text_of, whole_pages, whole_web

from kanwu_press.preflight.conserve import compare, manuscript_text, signs
from kanwu_press.walk import counted
from whole import Whole, sample

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


def test_a_whole_issue_on_the_web(whole: Whole) -> None:
    issue, pages = whole.issue, whole_pages(whole)
    began = process_time()
    files = whole_web(whole)
    assert process_time() - began < 3.0
    roots = pages_of(files)
    bodies = {a.id: roots[f"web/{whole.name}/{a.id}.html"].find(".//article") for a in issue.articles}
    expected = manuscript_text(issue)
    found = compare("web", expected.main, "".join(text_of(b) for b in bodies.values()), kept=signs)
    assert found == ()
    notes = "".join(text_of(n, notes=True) for b in bodies.values() for n in b.find_class("notes"))
    assert compare("web", expected.notes, notes, kept=signs) == ()
    assert not [name for name, data in files.items() if name.endswith(".html") and faults(data)]
    for page_break in pages.breaks:
        body = bodies.get(page_break.owner)
        if body is None:
            continue
        (mark,) = body.xpath(f'.//*[@id="p-{pages.label(page_break.page)}"]/..')
        mark.text = "\u2021"
        before = counted(text_of(body)).partition("\u2021")[0]
        pictures = len(mark.xpath("preceding::img[ancestor::article]"))
        mark.text = None
        assert len(before) + pictures == page_break.at
    shown = {e.get("id") for root in roots.values() for e in root.iter() if e.get("role") == "doc-pagebreak"}
    assert shown == {f"p-{pages.label(b.page)}" for b in pages.breaks}, "blank pages too"


def test_the_sample_delivers_its_web_edition(shared_folder: Path) -> None:
    built = sample(shared_folder)
    names = {path.relative_to(built.folder).as_posix() for path in (built.folder / "web").rglob("*")}
    assert {"web/index.html", "web/feed.xml", "web/sitemap.xml", "web/2026-01/a27.html"} <= names
    epub = (built.folder / "web/2026-01/haian-2026-01.epub").read_bytes()
    assert epub == built.epub
    assert not {"web-offline", "web-no-address"} & set(built.codes)


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_the_search_finds_word_for_word_first(shared_folder: Path, tmp_path: Path) -> None:
    """From a disk, in a real browser: the scripts run under the page's own policy."""
    folder = sample(shared_folder).folder / "web" / "2026-01"
    query = "三条剖面"
    done = subprocess.run(
        [
            str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            f"--user-data-dir={tmp_path}", "--dump-dom", f"{(folder / 'search.html').as_uri()}?q={query}",
        ],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "HOME": str(tmp_path)},
    )  # fmt: skip
    assert re.search(r"在 \d+ 篇文章里找到 \d+ 处</p>", done.stdout), done.stderr
    first = re.findall(r'<a href="([^"]+)"><span class="page">第(\d+)页</span>.*?</a>', done.stdout)[0]
    assert f"<mark>{query}</mark>" in done.stdout
    anchor = first[0].partition("#")[2]
    assert f'id="{anchor}"' in (folder / first[0].partition("#")[0]).read_text("utf-8")
