"""The desk report: index.html, its stylesheet and script, the pictures it shows, data.json.

In: Facts. Out: files by name (`report/index.html`). It works from a disk and without its script; nothing in
it asks another machine for anything. All text goes through the templates' escaping. The same facts give the
same bytes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from kanwu_press.desk import charts, views
from kanwu_press.desk.changes import with_changes
from kanwu_press.desk.facts import Facts, Status
from kanwu_press.desk.found import LEVELS, alike, cleared_views, found_views
from kanwu_press.desk.locating import Locator
from kanwu_press.desk.phrases import Speech, said
from kanwu_press.desk.record import Record, make_record, read_record, record_json

FOLDER = "report"
DATA_FILE = "data.json"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_TOKEN = re.compile(r"^\s*(--(?:house|house-soft|house-line)\s*:\s*#[0-9a-fA-F]{3,8})\s*;", re.MULTILINE)


def make_report(facts: Facts, words: Speech) -> dict[str, bytes]:
    """The files of the report by name."""
    pins = _pins(facts)
    record = with_changes(make_record(facts), read_record(facts.previous))
    page = _template("index.html.j2").render(_values(facts, record, pins, words))
    made = {
        "index.html": page.encode("utf-8", "replace"),
        "report.css": stylesheet(facts.tokens),
        "report.js": _own("report.js"),
        DATA_FILE: record_json(record, facts, pins),
        **dict(_images(facts)),
    }
    return {f"{FOLDER}/{name}": data for name, data in sorted(made.items())}


def _pins(facts: Facts) -> dict[int, str]:
    """The anchors of the pages that findings are of, by their places among them."""
    if facts.issue is None or facts.pages is None:
        return {}
    locator = Locator(facts.issue, facts.pages)
    there = {leaf.name for leaf in facts.thumbs.leaves} if facts.thumbs else set()
    anchors = ((n, locator.anchor(f)) for n, f in enumerate(facts.findings))
    return {n: a for n, a in anchors if a and (a in there or not a.startswith("cover-"))}


def _images(facts: Facts) -> Iterator[tuple[str, bytes]]:
    if facts.thumbs:
        for number, jpeg in enumerate(facts.thumbs.pages, 1):
            yield views.page_file(number), jpeg
        for leaf in facts.thumbs.leaves:
            yield f"pages/{leaf.name}.jpg", leaf.jpeg
    for n, picture in enumerate(facts.pictures, 1):
        if picture.thumb:
            yield f"pictures/{n:03d}.{picture.extension}", picture.thumb


def _values(facts: Facts, record: Record, pins: dict[int, str], speech: Speech) -> dict[str, object]:
    found = found_views(facts, pins, speech)
    columns = views.columns(facts, record, found)
    issue = facts.issue
    by_level = {level: alike(f for f in found if f.level == level) for level in LEVELS}
    rows = [row for column in columns for row in column.rows]
    return {
        "t": speech,
        "n": said,
        "f": facts,
        "p": issue.publication if issue else None,
        "issue": issue,
        "record": record,
        "by_level": by_level,
        "cleared": cleared_views(facts, speech),
        "counts": Counter(f.level for f in found),
        "spreads": views.spreads(facts, found, speech),
        "strip": charts.strip(facts),
        "plan": charts.plan_view(facts),
        "columns": columns,
        "longest": max((row.text + row.white for row in rows), default=1) or 1,
        "most_pages": max((c.pages for c in columns), default=1) or 1,
        "most_characters": max((c.characters for c in columns), default=1) or 1,
        "statuses": [s.value for s in Status if any(r.record.status == s.value for r in rows)],
        "pictures": tuple(views.pictures(facts, speech)),
        "faces": views.face_views(facts),
        "thumb_size": (facts.thumbs.width, facts.thumbs.height) if facts.thumbs else (0, 0),
    }


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=PackageLoader("kanwu_press.desk"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["codepoint"] = ord
    return environment.get_template(name)


@cache
def _own(name: str) -> bytes:
    return (files("kanwu_press.desk") / "files" / name).read_bytes()


def stylesheet(tokens: str) -> bytes:
    """The report's stylesheet, with the institution's colours where `tokens` (CSS text) names them."""
    css = _COMMENT.sub("", _own("report.css").decode())
    chosen = "".join(f"  {token};\n" for token in _TOKEN.findall(_COMMENT.sub("", tokens)))
    text = css.replace("  --tokens: 0;\n", chosen, 1)
    return ("\n".join(line.rstrip() for line in text.splitlines() if line.strip()) + "\n").encode()
