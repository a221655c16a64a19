"""What a report says has changed: by article, in characters and pages; nothing when nothing did."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from build_issue import p
from desk_facts import PLANNED, desk_facts, desk_report
from kanwu_press.desk.facts import Facts
from kanwu_press.desk.record import read_record
from kanwu_press.model import Span


def changed() -> Facts:
    """The small issue, another day: a paragraph more, an article gone, one on another page."""
    facts = desk_facts()
    assert facts.issue is not None
    first, last = facts.issue.sections
    one = replace(first.articles[0], blocks=(*first.articles[0].blocks, p("又添了十个字在这里了。", 70)))
    issue = replace(facts.issue, sections=(replace(first, articles=(one,)), last))
    spans = (Span("a01", 3, 4), Span("a03", 5, 5))
    return replace(facts, issue=issue, pages=replace(PLANNED, articles=spans))


def told(files: dict[str, bytes]) -> list[tuple[str, str, int, int, str, str]]:
    changes = json.loads(files["data.json"])["changes"]
    keys = ("kind", "title", "added", "removed", "pages_before", "pages_after")
    return [tuple(c[key] for key in keys) for c in changes["articles"]] if changes else []


def test_two_builds_are_compared_article_by_article() -> None:
    before = desk_report()
    assert json.loads(before["data.json"])["changes"] is None
    after = desk_report(replace(changed(), previous=before["data.json"]))
    gone = next(a for a in json.loads(before["data.json"])["articles"] if a["title"] == "灯塔")
    assert told(after) == [
        ("changed", "潮水来时 滩上的人", 11, 0, "1–2", "1–2"),
        ("moved", "编后", 0, 0, "4", "3"),
        ("removed", "灯塔", 0, gone["characters"], "3", ""),
    ]
    assert "taken out" in after["index.html"].decode()
    back = desk_report(replace(desk_facts(), previous=after["data.json"]))
    assert [change[0] for change in told(back)] == ["changed", "added", "moved"]


def test_building_again_gives_the_same_bytes_and_keeps_the_last_changes() -> None:
    first = desk_report()
    assert desk_report(replace(desk_facts(), previous=first["data.json"])) == first
    after = desk_report(replace(changed(), previous=first["data.json"]))
    assert told(after)
    assert desk_report(replace(changed(), previous=after["data.json"])) == after


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"schema": 2}',
        b'{"schema": 1, "issue": "x", "pages": -1, "articles": [], "changes": null}',
        b'{"schema": 1, "issue": "x", "pages": 1, "articles": [{"file": 3}], "changes": null}',
        b'{"schema": 1, "issue": "x", "pages": 1, "articles": [], "changes": {"articles": [{}]}}',
    ],
)
def test_a_record_that_is_none_is_no_record(data: bytes) -> None:
    assert read_record(data) is None
    assert desk_report(replace(desk_facts(), previous=data)) == desk_report()


def test_a_record_is_read_back_as_it_was_written() -> None:
    first = desk_report()["data.json"]
    data = desk_report(replace(changed(), previous=first))["data.json"]
    record = read_record(data)
    assert record is not None and record.changes is not None and len(record.changes.articles) == 3
    assert record.articles[0].depth == 70 and record.articles[0].pages == 2
