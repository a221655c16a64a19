"""The finished EPUB → Ace's verdict on its accessibility (DAISY Ace, EPUB Accessibility 1.1) and findings.

Ace ends with 0 whatever it found, so its report is read. It has passed only if the report says so, holds
no assertion that failed, and speaks of every document of the spine.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Place
from kanwu_press.preflight.epub import open_epub
from kanwu_press.preflight.tools import Tools, find_tools, missing, room, run, shut_in_chromium

TIMEOUT_SECONDS = 300.0

ACE_VIOLATION = Rule(
    "ace-violation",
    Level.WARNING,
    N_("Ace finds the EPUB hard to use for some readers: {text} ({rule}, {impact}) at {file}: {where}"),
    N_("If a picture lacks its alternative text, write it; else please report this with the manuscript."),
)
ACE_UNPROVED = Rule(
    "ace-unproved",
    Level.WARNING,
    N_("Ace gave no verdict on the EPUB: {text}"),
    N_("The EPUB claims no conformance then. Close other programs and build again; report it if it stays."),
)


@dataclass(frozen=True, slots=True)
class AceVerdict:
    """What Ace says of an EPUB, and which Ace."""

    passed: bool
    version: str


def ace_version() -> str | None:
    """The version of Ace that is installed; None where it is not, or lacks what it runs with."""
    tools = find_tools()
    if tools is None:
        return None
    package = _read(tools.modules / "node_modules" / "@daisy" / "ace-cli" / "package.json")
    return None if package is None else str(package.get("version", ""))


def run_ace(data: bytes, name: str) -> tuple[AceVerdict | None, tuple[Finding, ...]]:
    """Ace's verdict on an EPUB, which findings call `name`, and what it found.

    None when there is no verdict: Ace is not installed, died, or took too long. Never raises.
    """
    tools = find_tools()
    if tools is None:
        return None, (missing("Ace", name),)
    opened = open_epub(data)
    if opened is None:
        return None, (ACE_UNPROVED.at(Place(name), text="EPUB?"),)
    text, report = _report(data, tools)
    if report is None:
        return None, (ACE_UNPROVED.at(Place(name), text=text),)
    return _verdict(report, set(opened.spine), name)


def _report(data: bytes, tools: Tools) -> tuple[str, dict[str, Any] | None]:
    """Ace's report, or why there is none."""
    with room() as folder:
        (folder / "issue.epub").write_bytes(data)
        ace = tools.modules / "node_modules" / "@daisy" / "ace-cli" / "bin" / "ace.js"
        command = [tools.node, str(ace), "--force", "--outdir", str(folder / "out"), "issue.epub"]
        done = run(
            command, folder, TIMEOUT_SECONDS, ACE_TIMEOUT_INITIAL="60000",
            PUPPETEER_EXECUTABLE_PATH=str(shut_in_chromium(folder, tools.chromium)),
        )  # fmt: skip
        if done.code is None:
            return f"> {TIMEOUT_SECONDS:.0f} s", None
        return done.last, _read(folder / "out" / "report.json") if done.code == 0 else None


def _read(file: Path) -> dict[str, Any] | None:
    try:
        report = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return None
    return report if isinstance(report, dict) else None


def _verdict(
    report: dict[str, Any], documents: set[str], name: str
) -> tuple[AceVerdict | None, tuple[Finding, ...]]:
    """The report in our words; one that is not whole is no verdict."""
    try:
        version = str(report["earl:assertedBy"]["doap:release"]["doap:revision"])
        outcome = report["earl:result"]["earl:outcome"]
        seen = {str(subject["earl:testSubject"]["url"]) for subject in report["assertions"]}
        found = tuple(_violations(report, name))
    except (KeyError, TypeError, AttributeError) as error:
        return None, (ACE_UNPROVED.at(Place(name), text=repr(error)),)
    unseen = sorted(file for file in documents if not any(_same(file, url) for url in seen))
    if unseen:
        return None, (*found, ACE_UNPROVED.at(Place(name), text=", ".join(unseen)))
    if not found and outcome != "pass":
        return None, (ACE_UNPROVED.at(Place(name), text=str(outcome)),)
    return AceVerdict(not found, version), found


def _same(file: str, url: str) -> bool:
    """Whether Ace's address, which counts from the package document, is this file of the zip."""
    return file == url or file.endswith(f"/{url}")


def _violations(report: dict[str, Any], name: str) -> Iterator[Finding]:
    for subject in report["assertions"]:
        file = subject["earl:testSubject"]["url"]
        for assertion in subject["assertions"]:
            test, result = assertion["earl:test"], assertion["earl:result"]
            css = result.get("earl:pointer", {}).get("css", [])
            where = css[0] if css and isinstance(css, list) else file
            yield ACE_VIOLATION.at(
                Place(name),
                text=" ".join(str(result["dct:description"]).split())[:300],
                rule=test["dct:title"],
                impact=test["earl:impact"],
                file=file,
                where=where,
            )

