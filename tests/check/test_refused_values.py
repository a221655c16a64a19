"""A value that was refused is told once: nothing follows from its absence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build_issue import build_issue
from kanwu_press.check import check_issue
from kanwu_press.findings import Level, Rule
from kanwu_press.model import CodePlace

REFUSED = Rule("value-form", Level.ERROR, "{key}", "")
OFFLINE = build_issue()
WISHED = replace(OFFLINE, publication=replace(OFFLINE.publication, article_codes=CodePlace.MARGIN))


@pytest.mark.parametrize("key", ["上网", "发布网址"])
def test_codes_do_not_ask_for_what_was_refused(key: str) -> None:
    told = {f.code for f in check_issue(WISHED)}
    assert told & {"codes-offline", "codes-nowhere"}
    refusal = REFUSED.at(WISHED.publication.place, key=key)
    told = {f.code for f in check_issue(WISHED, (refusal,))}
    assert not told & {"codes-offline", "codes-nowhere"}
