"""Editions in a real Chromium: the good are passed, each broken control is rejected; one browser for all."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from desk_facts import desk_report
from kanwu_press.findings import Finding
from kanwu_press.preflight import chromium as module
from kanwu_press.preflight.chromium import View, epub_edition, look, web_edition
from kanwu_press.preflight.tools import BROWSER, Tools
from tiny_editions import XHTML, epub_files, page, picture, web_files, zipped

pytestmark = pytest.mark.usefixtures("readers_programs")

VIEWS = (View(390, 844), View(390, 844, dark=True, percent=200))
WIDE = "<table><tr><td><div class='w'>x</div></td></tr></table>"
INLINE = "<style>.w { width: 2000px } p { color: #ccc; background: #fff }</style>"


def site() -> dict[str, bytes]:
    return {name.removeprefix("web/"): data for name, data in web_files().items()}


def broken_site() -> dict[str, bytes]:
    """A page for each fault; beside them the good pages."""
    css = b".w { width: 2000px } .pale { color: #ccc; background: #fff } .s { overflow-x: auto }"
    dark = b" @media (prefers-color-scheme: dark) { .night { color: #333; background: #000 } }"
    bodies = {
        "wide": '<div class="w">x</div>',
        "scrolls": '<div class="s" tabindex="0"><div class="w">x</div></div>',
        "picture": '<img src="gone.png" alt="x">',
        "not-a-picture": '<img src="assets/style.css" alt="x">',
        "pale": '<p class="pale">潮水退了</p>',
        "night": '<p class="night">潮水退了</p>',
        "script": "<p>x</p><script>document.title = 'x'</script>",
        "style": '<p style="color: red">x</p>',
        "remote": '<img src="http://192.0.2.1/p.png" alt="x">',
    }
    files = {f"{name}.html": page(f"<h1>x</h1>{body}", up="") for name, body in bodies.items()}
    return {**files, "assets/style.css": site()["assets/style.css"] + css + dark}


def broken_epub() -> dict[str, bytes]:
    """One document with a wide table and a script, a picture that is missing, a link that leads nowhere."""
    files = epub_files()
    body = f"<h1>x</h1>{WIDE}<script>document.title = 'x'</script><p><img src='gone.png' alt='x'/></p>"
    files["EPUB/a01.xhtml"] = XHTML.format(title="x", head=INLINE, body=body).encode()
    return files


@pytest.fixture(scope="module")
def found() -> dict[str, set[tuple[str, str]]]:
    """Per edition, what is found: code, and the document."""
    books = {"good.epub": epub_files(), "bad.epub": broken_epub()}
    editions = [epub_edition(zipped(files), name, VIEWS) for name, files in books.items()]
    sites = {"good": site(), "bad": broken_site()}
    shown = (View(1280, 800), View(320, 640, dark=True))
    whole = [*(e for e in editions if e), *(web_edition(files, n, shown) for n, files in sites.items())]
    whole.append(web_edition(desk_report(language="zh"), "desk", shown))
    assert len(whole) == 5
    result: dict[str, set[tuple[str, str]]] = {edition.name: set() for edition in whole}
    for finding in look(whole):
        name, document = named(finding)
        result[name].add((finding.code, document))
    return result


def named(finding: Finding) -> tuple[str, str]:
    if ".epub" in finding.place.file:
        return finding.place.file, dict(finding.values)["where"].split()[0]
    name, _, document = finding.place.file.partition("/")
    return name, document


def test_good_editions_are_passed(found: dict[str, set[tuple[str, str]]]) -> None:
    assert found["good.epub"] == set() and found["good"] == set()


def test_the_desk_report_is_passed_by_day_and_by_night_wide_and_narrow(
    found: dict[str, set[tuple[str, str]]],
) -> None:
    assert found["desk"] == set()


def test_each_broken_page_is_rejected(found: dict[str, set[tuple[str, str]]]) -> None:
    assert found["bad"] == {
        ("reader-wide", "wide.html"),
        ("reader-picture", "picture.html"),
        ("reader-no-file", "picture.html"),
        ("reader-picture", "not-a-picture.html"),
        ("axe-violation", "pale.html"),
        ("axe-violation", "night.html"),
        ("reader-console", "script.html"),
        ("reader-console", "style.html"),
        ("reader-remote", "remote.html"),
        ("reader-picture", "remote.html"),
        ("reader-no-file", "remote.html"),
        ("reader-console", "remote.html"),
    }


def test_a_broken_epub_is_rejected(found: dict[str, set[tuple[str, str]]]) -> None:
    codes = {code for code, _ in found["bad.epub"]}
    assert codes >= {"reader-wide", "reader-picture", "reader-console", "reader-link", "reader-no-file"}
    assert ("reader-wide", "a01.xhtml") in found["bad.epub"]


# ---- a browser that lies -------------------------------------------------------------------


@pytest.mark.parametrize(
    "script",
    [
        "exit 0",
        "kill -9 $$",
        "echo '{}'",
        "echo '[1]'",
        'echo \'{"problems": [], "shown": {}}\'; exit 1',
        'echo \'{"problems": [], "shown": {"x.epub": 3}}\'',
        "exec sleep 60",
    ],
)
def test_only_what_was_shown_is_good(script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TIMEOUT_SECONDS", 1.0)
    assert [f.code for f in stand_in(script, tmp_path, monkeypatch)] == ["browser-unproved"]


def test_a_stand_in_that_showed_all_is_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert stand_in('echo \'{"problems": [], "shown": {"x.epub": 4}}\'', tmp_path, monkeypatch) == ()


def stand_in(script: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Finding, ...]:
    """What is found when Node is this script."""
    node = folder / "node"
    node.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    node.chmod(0o755)
    monkeypatch.setattr(module, "find_tools", lambda: Tools(str(node), folder, "chromium"))
    edition = epub_edition(zipped(epub_files()), "x.epub", VIEWS)
    assert edition is not None
    return look([edition])


def test_names_that_lead_out_of_the_folder_are_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"../../outside.txt": b"x", "/tmp/outside.txt": b"x", "in.html": picture()}
    edition = replace(web_edition(site(), "w"), files=files)
    module._job(edition, tmp_path / "a")
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == ["in.html"]


def test_a_file_that_is_no_epub_is_not_opened() -> None:
    assert epub_edition(b"no zip", "x.epub") is None
    assert epub_edition(zipped({"a": b"b"}), "x.epub") is None


# ---- what is installed ---------------------------------------------------------------------


def test_the_lock_names_no_registry_and_every_package_by_its_hash() -> None:
    text = (BROWSER / "package-lock.json").read_text("utf-8")
    packages = json.loads(text)["packages"]
    wanted = json.loads((BROWSER / "package.json").read_text("utf-8"))["dependencies"]
    assert packages[""]["dependencies"] == wanted and all(v[0].isdigit() for v in wanted.values())
    assert "resolved" not in text and "registry" not in text
    for name, package in packages.items():
        assert not name or package["integrity"].startswith("sha512-"), name
        # what addresses there are belong to people who ask for gifts
        rest = json.dumps({key: value for key, value in package.items() if key != "funding"})
        assert "://" not in rest, name
