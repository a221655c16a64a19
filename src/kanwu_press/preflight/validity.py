"""Pages of a site → what the Nu Html Checker (vnu, Java) finds wrong with their HTML.

A page that is known to be broken goes along each time: a checker that finds nothing there has not looked.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Place
from kanwu_press.preflight.epub import find_java
from kanwu_press.preflight.tools import find_modules, missing, room, run

TIMEOUT_SECONDS = 300.0
_JVM = ("-Xmx512m", "-Xss8m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData")
_CONTROL = "broken-control.html"
_BROKEN = b'<!DOCTYPE html><html lang="zh-Hans"><title>x</title><p>a<b>b</p></html>'

HTML_INVALID = Rule(
    "html-invalid",
    Level.ERROR,
    N_("The page is no valid HTML: {text}"),
    N_("Please report this together with the manuscript."),
)
HTML_DOUBTFUL = Rule(
    "html-doubtful",
    Level.WARNING,
    N_("The HTML checker warns of the page: {text}"),
    N_("Please report this together with the manuscript."),
)
HTML_UNPROVED = Rule(
    "html-unproved",
    Level.ERROR,
    N_("The HTML checker gave no verdict: {text}"),
    N_("Close other programs and check again; report it if it happens twice."),
)


def check_validity(files: Mapping[str, bytes], name: str) -> tuple[Finding, ...]:
    """What vnu says of the HTML pages among `files`; findings call the site `name`. Never raises."""
    java, modules = find_java(), find_modules()
    if java is None or modules is None:
        return (missing("HTML (vnu)", name),)
    jar = modules / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    pages = sorted(n for n in files if n.endswith(".html"))
    with room() as folder:
        for number, page in enumerate(pages):
            (folder / f"{number}.html").write_bytes(files[page])
        (folder / _CONTROL).write_bytes(_BROKEN)
        names = [f"{number}.html" for number in range(len(pages))]
        command = [java, *_JVM, "-jar", str(jar), "--format", "json", "--stdout", "--exit-zero-always"]
        done = run([*command, *names, _CONTROL], folder, TIMEOUT_SECONDS)
    try:
        messages: list[dict[str, Any]] = json.loads(done.out)["messages"] if done.code == 0 else []
    except (ValueError, KeyError, TypeError):
        messages = []
    if not any(Path(m.get("url", "")).name == _CONTROL and m.get("type") == "error" for m in messages):
        return (HTML_UNPROVED.at(Place(name), text=done.last[:300]),)
    return tuple(_finding(message, pages, name) for message in messages if not _passed_over(message))


def _passed_over(message: dict[str, Any]) -> bool:
    """The broken page's own, and what vnu holds against a policy of 'self' since it reads plain files.

    The browser judges the policy, with the page served and from a folder.
    """
    policy = str(message.get("message", "")).startswith("Resource violates Content Security Policy")
    return policy or Path(message.get("url", "")).name == _CONTROL


def _finding(message: dict[str, Any], pages: list[str], name: str) -> Finding:
    """One message; a fatal one, or one without a page, is an error too."""
    number = Path(message.get("url", "")).stem
    page = pages[int(number)] if number.isdecimal() and int(number) < len(pages) else ""
    rule = HTML_DOUBTFUL if message.get("type") == "info" else HTML_INVALID
    place = Place(f"{name}/{page}" if page else name, int(message.get("lastLine", 0)))
    extract = " ".join(str(message.get("extract", "")).split())
    return rule.at(place, text=f"{message.get('message', '')} {extract}".strip())
