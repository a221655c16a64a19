from __future__ import annotations

from contextlib import nullcontext

import pytest
from weasyprint.layout import inline as engine_inline

from build_issue import build_issue
from kanwu_press.typeset import engine

from .conftest import Press


def test_remembered_lines_give_the_same_pages(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    remembered, _ = press.set(build_issue())
    monkeypatch.setattr(engine, "lines_broken_once", nullcontext)
    assert press.set(build_issue())[0].pdf == remembered.pdf


def test_a_line_is_broken_once(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[object, ...]] = []
    split = engine_inline.split_first_line

    def counting(text, style, context, *measures, **more):  # type: ignore[no-untyped-def]
        asked.append((text, id(style), *measures, *sorted(more.items())))
        return split(text, style, context, *measures, **more)

    monkeypatch.setattr(engine_inline, "split_first_line", counting)
    press.set(build_issue())
    assert len(asked) == len(set(asked)) > 100
    assert engine_inline.split_first_line is counting  # put back as it was


def test_the_engine_still_passes_what_is_remembered_by() -> None:
    """The canary: another signature would make the memory give wrong lines."""
    code = engine_inline.split_first_line.__code__
    assert code.co_varnames[: code.co_argcount] == (
        "text", "style", "context", "max_width", "justification_spacing", "is_line_start", "minimum",
    )  # fmt: skip
