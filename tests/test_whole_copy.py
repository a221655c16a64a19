"""What the checks of characters, lists, names and repetitions find in whole issues, each judged by hand."""

from __future__ import annotations

import time

from kanwu_press.check import characters, names, repeats, slips, sorting
from whole import SAMPLE, Whole

CHECKS = (
    characters.standard,
    characters.look_alikes,
    sorting.sorted_lists,
    names.people,
    names.author_notes,
    names.bodies,
    names.quoted_terms,
    repeats.passages,
    slips.phrases,
)
BOARD = "朱博阳、杜井冈、李舒雯、张腾、林寿桐、胡玉蕾、秦皇、谢香慧、蔡晓晶"


def test_only_true_faults_are_found_and_quickly(whole: Whole) -> None:
    issue = whole.issue
    for check in CHECKS:  # the tables are read once
        list(check(issue))
    began = time.process_time()
    found = [finding for check in CHECKS for finding in check(issue)]
    assert time.process_time() - began < 1.0  # 0.1 on a machine at rest
    said = {(f.code, f.place.file.rpartition("/")[2][:5]) for f in found}
    if whole.name == SAMPLE:
        assert said == set()
        return
    assert said == {("character-form", "33-坚持"), ("passage-twice", "30-党建"), ("sorted-strokes", "issue")}
    assert [dict(f.values)["order"] for f in found if f.code == "sorted-strokes"] == [BOARD]
