"""The screen PDF → what `outloud` (PyPI, Apache-2.0) says of its accessibility, where it is installed.

It is young, so nothing that it says keeps an issue back: our own rules decide. It is run as a program of
its own, for it brings a library (PyMuPDF, AGPL) that kanwu does not use.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from typing import Any

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Place
from kanwu_press.preflight.tools import READERS_MISSING, modules_folder, room, run

TIMEOUT_SECONDS = 180.0

OUTLOUD = Rule(
    "outloud-opinion",
    Level.INFO,
    N_("A second checker of PDFs (outloud) remarks, {count} times: {text} ({rule}, {severity})"),
    "",
)
OUTLOUD_SILENT = Rule(
    "outloud-silent", Level.INFO, N_("The second checker of PDFs (outloud) gave no opinion: {text}"), ""
)


def find_outloud() -> str | None:
    """The command, where dev/readers put it or on the PATH."""
    return shutil.which(str(modules_folder() / "outloud" / "bin" / "outloud")) or shutil.which("outloud")


def second_opinion(pdf: bytes, name: str) -> tuple[Finding, ...]:
    """What outloud says of a PDF, which findings call `name`; one finding for each of its rules."""
    command = find_outloud()
    if command is None:
        return (READERS_MISSING.at(Place(name), what="PDF/UA (2)", tool="outloud"),)
    with room() as folder:
        (folder / "issue.pdf").write_bytes(pdf)
        arguments = ["issue.pdf", "--json", "report.json", "--fail-on", "never"]
        done = run([command, *arguments], folder, TIMEOUT_SECONDS)
        try:
            report = json.loads((folder / "report.json").read_bytes()) if done.code == 0 else None
        except (OSError, ValueError):
            report = None
    try:
        return _opinions(report, name)
    except (KeyError, TypeError, AttributeError, IndexError):
        return (OUTLOUD_SILENT.at(Place(name), text=done.last[:200]),)


def _opinions(report: Any, name: str) -> tuple[Finding, ...]:
    files = report.get("files", [report])
    findings = [finding for file in files for finding in file["findings"]]
    counts = Counter((str(f["rule_id"]), str(f["severity"])) for f in findings)
    texts = {str(f["rule_id"]): str(f["message"]) for f in reversed(findings)}
    return tuple(
        OUTLOUD.at(Place(name), count=count, text=texts[rule], rule=rule, severity=severity)
        for (rule, severity), count in sorted(counts.items())
    )
