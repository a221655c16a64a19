"""How wide a picture is said to be printed: as it was laid out, unless its file is printed more than once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from build_issue import build_issue
from kanwu_press.check.pictures import printed_figures
from kanwu_press.reporting import Made, _pictures


def test_a_file_printed_twice_is_told_by_each_of_its_places(tmp_path: Path) -> None:
    issue = build_issue()
    promised = {f.figure.picture.file: f.width_mm for f in printed_figures(issue) if f.figure.picture}
    placed = dict.fromkeys(promised, (360.0, 200.0))  # pt: 127 mm
    once = [fact for fact in _pictures(issue, tmp_path, Made(issue, placed=placed)) if fact.width_mm]
    assert once and all(round(fact.width_mm, 3) == 127.0 for fact in once)
    twice = replace(issue, sections=(*issue.sections, *issue.sections))
    facts = [fact for fact in _pictures(twice, tmp_path, Made(twice, placed=placed)) if fact.width_mm]
    inside = [fact for fact in facts if fact.article and fact.figure.picture is not None]
    assert len(inside) > len(once) - 1 and inside
    for fact in inside:
        assert fact.figure.picture is not None and fact.width_mm == promised[fact.figure.picture.file]
