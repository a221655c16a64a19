from __future__ import annotations

from collections import Counter

import pytest
from weasyprint import draw as engine_draw
from weasyprint.draw import text as engine_text
from weasyprint.layout import block as engine_block
from weasyprint.layout import preferred as engine_preferred

from build_issue import build_issue
from kanwu_press.composition import Style
from kanwu_press.findings import Level
from kanwu_press.typeset import composer, engine, lines

from .conftest import Press

TAKEN_OVER = (
    (engine_block, "iter_line_boxes"),
    (engine_block, "block_container_layout"),
    (engine_preferred, "inline_min_content_width"),
    (engine_preferred, "inline_max_content_width"),
    (engine_text, "draw_first_line"),
    (engine_draw, "draw_text"),
)


def test_the_engine_still_has_the_signatures_that_we_take_over() -> None:
    """The canary: on another release this fails, and the build refuses to begin."""
    assert lines.changed_signatures() == ()
    assert engine.check_release() == ()


def test_a_changed_signature_stops_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    def draw_text(stream: object, textbox: object) -> None: ...

    wanted = lines.OVERRIDDEN["draw_text"][1]
    monkeypatch.setitem(lines.OVERRIDDEN, "draw_text", (draw_text, wanted))
    (finding,) = engine.check_release()
    assert finding.code == "engine-release" and finding.level is Level.INSTALL
    assert "draw_text" in dict(finding.values)["found"]


def test_the_engine_is_left_as_it_was() -> None:
    before = [getattr(module, name) for module, name in TAKEN_OVER]
    with engine.watched(style=Style()):
        assert all(getattr(m, n) is not b for (m, n), b in zip(TAKEN_OVER, before, strict=True))
    assert [getattr(module, name) for module, name in TAKEN_OVER] == before


def test_a_paragraph_is_planned_once_for_each_placing(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    planned: Counter[tuple[object, ...]] = Counter()
    set_lines = composer.set_lines

    def counting(text, measure, *, indent, alignment, start, looseness):  # type: ignore[no-untyped-def]
        planned[id(text), measure, indent, alignment, start, looseness] += 1
        kept.append(text)  # so that no other takes its id
        return set_lines(
            text, measure, indent=indent, alignment=alignment, start=start, looseness=looseness
        )

    kept: list[object] = []
    monkeypatch.setattr(composer, "set_lines", counting)
    press.set(build_issue())
    assert len(planned) > 50 and set(planned.values()) == {1}
