"""What was found, in the forms that other programs show beside the text: SARIF 2.1.0, GitHub annotations.

In: findings, the language, and where the publication lies in its repository. Out: text for standard output.
SARIF: OASIS Standard 2.1.0 (27 March 2020). GitHub: workflow commands `error`, `warning`, `notice`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable
from gettext import GNUTranslations, NullTranslations
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from kanwu_press.findings import Finding, Level, Rule

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "kanwuFinding/v1"
ROOT = "%SRCROOT%"  # by convention the top of the repository
_SARIF = {Level.ERROR: "error", Level.INSTALL: "error", Level.WARNING: "warning", Level.INFO: "note"}
_GITHUB = {Level.ERROR: "error", Level.INSTALL: "error", Level.WARNING: "warning", Level.INFO: "notice"}
_MOVING = ("line", "lines", "first", "where")  # values that name lines, and so change with the text above
_FIELD = re.compile(r"\{\w+\}")


def sarif(findings: Iterable[Finding], words: NullTranslations, prefix: str = "") -> str:
    """One SARIF log, in the language of `words`. `prefix`: the folder in its repository, `journal/`.

    All of it is ASCII, so that it passes through any terminal; whoever reads JSON reads Chinese.
    """
    found = tuple(findings)
    rules = list(dict.fromkeys(finding.rule for finding in found))
    prints = _fingerprints(found)
    driver = {
        "name": "kanwu-press",
        "version": version("kanwu-press"),
        "rules": [_rule(rule, words) for rule in rules],
    }
    results = [
        {"ruleIndex": rules.index(finding.rule), **_result(finding, words, prefix, mark)}
        for finding, mark in zip(found, prints, strict=True)
    ]
    run: dict[str, Any] = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    run["language"] = "zh-CN" if isinstance(words, GNUTranslations) else "en"
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1)


def _rule(rule: Rule, words: NullTranslations) -> dict[str, Any]:
    """A rule by itself: what its sentences name is left open."""
    described = {
        "id": rule.code,
        "shortDescription": {"text": _FIELD.sub("…", words.gettext(rule.message))},
        "defaultConfiguration": {"level": _SARIF[rule.level]},
    }
    if rule.remedy:
        described["help"] = {"text": _FIELD.sub("…", words.gettext(rule.remedy))}
    return described


def _result(finding: Finding, words: NullTranslations, prefix: str, fingerprint: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _SARIF[finding.level],
        "message": {"text": _said(finding, words)},
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }
    place = finding.place
    if place.file:
        spot: dict[str, Any] = {"artifactLocation": {"uri": quote(prefix + place.file), "uriBaseId": ROOT}}
        if place.line:
            column = {"startColumn": place.column} if place.column else {}
            spot["region"] = {"startLine": place.line, **column}
        result["locations"] = [{"physicalLocation": spot}]
    if finding.cleared:
        result["suppressions"] = [{"kind": "inSource", "justification": finding.cleared}]
    return result


def _fingerprints(found: tuple[Finding, ...]) -> tuple[str, ...]:
    """What a finding is known by from run to run, wherever its line has moved; equal ones are counted."""
    seen: Counter[tuple[object, ...]] = Counter()
    prints = []
    for finding in found:
        values = tuple(pair for pair in finding.values if pair[0] not in _MOVING)
        what = (finding.code, finding.place.file, values)
        seen[what] += 1
        prints.append(hashlib.sha256(repr((*what, seen[what])).encode()).hexdigest()[:32])
    return tuple(prints)


def github(findings: Iterable[Finding], words: NullTranslations, prefix: str = "") -> str:
    """A workflow command for each finding that is not set aside; "" where there is none."""
    return "\n".join(_command(f, words, prefix) for f in findings if not f.cleared)


def _command(finding: Finding, words: NullTranslations, prefix: str) -> str:
    place = finding.place
    given = (
        ("file", prefix + place.file if place.file else ""),
        ("line", str(place.line or "")),
        ("col", str(place.column or "")),
        ("title", finding.code),
    )
    properties = ",".join(f"{key}={_property(value)}" for key, value in given if value)
    return f"::{_GITHUB[finding.level]} {properties}::{_data(_said(finding, words, ' → '))}"


def _data(text: str) -> str:
    """Escaped as the runner undoes it (actions/toolkit, command.ts)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _said(finding: Finding, words: NullTranslations, between: str = "\n") -> str:
    """What is wrong and what to do about it."""
    return between.join(text for text in (finding.message(words), finding.remedy(words)) if text)
