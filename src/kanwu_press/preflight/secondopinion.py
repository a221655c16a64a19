"""The screen PDF → what `outloud` (PyPI, Apache-2.0) says of its accessibility, where it is installed.

It is young, so nothing that it says keeps an issue back: our own rules decide. It is run as a program of
its own, and not installed by dev/readers: it brings PyMuPDF (AGPL), which kanwu does not use.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from typing import Any

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Place
from kanwu_press.preflight.tools import modules_folder, room, run

TIMEOUT_SECONDS = 180.0

OUTLOUD_FAILED = Rule(
    "outloud-error",
    Level.WARNING,
    N_("A second checker of PDFs (outloud) finds fault, {count} times: {text} ({rule}, page {page})"),
    N_("It is a young program, and may be wrong. Please report this together with the manuscript."),
)
OUTLOUD_REMARKED = Rule(
    "outloud-remark",
    Level.INFO,
    N_("A second checker of PDFs (outloud) remarks, {count} times: {text} ({rule}, page {page})"),
    "",
)
OUTLOUD_MISSING = Rule(
    "outloud-missing",
    Level.INFO,
    N_("No second opinion on the screen PDF: outloud is not installed. Our own rules were applied."),
    "",
)
OUTLOUD_SILENT = Rule(
    "outloud-silent", Level.INFO, N_("The second checker of PDFs (outloud) gave no opinion: {text}"), ""
)


def find_outloud() -> str | None:
    """The command, in an environment of its own under readers/, or on the PATH."""
    return shutil.which(str(modules_folder() / "outloud" / "bin" / "outloud")) or shutil.which("outloud")


def second_opinion(pdf: bytes, name: str) -> tuple[Finding, ...]:
    """What outloud says of a PDF, which findings call `name`; one finding for each of its rules."""
    command = find_outloud()
    if command is None:
        return (OUTLOUD_MISSING.at(Place(name)),)
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
    except (KeyError, TypeError, AttributeError, ValueError):
        return (OUTLOUD_SILENT.at(Place(name), text=done.last[:200]),)


def _opinions(report: Any, name: str) -> tuple[Finding, ...]:
    """One finding for each rule of outloud's, with the first page that it names."""
    findings = [finding for result in report["results"] for finding in result["findings"]]
    if any(result["error"] for result in report["results"]) or not report["results"]:
        raise KeyError("results")
    counts: Counter[str] = Counter()
    first: dict[str, dict[str, Any]] = {}
    for finding in findings:
        counts[str(finding["rule"])] += int(finding.get("count", 1))
        first.setdefault(str(finding["rule"]), finding)
    return tuple(
        (OUTLOUD_FAILED if found["severity"] == "error" else OUTLOUD_REMARKED).at(
            Place(name), count=counts[rule], text=found["message"], rule=rule, page=found.get("page", "-")
        )
        for rule, found in sorted(first.items())
    )
