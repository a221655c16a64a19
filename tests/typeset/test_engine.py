"""The engine behind its door: what it may read, what its warnings become, whether it repeats itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_issue import build_issue
from kanwu_press.faces import Faces
from kanwu_press.typeset import engine, writing
from kanwu_press.typeset.interior import set_interior

from .conftest import Press


@pytest.mark.parametrize(
    "css",
    [
        "@import url(file:///etc/passwd);",
        "@import url(http://192.0.2.1/x.css);",
        "body { background: url(file:///etc/hostname) }",
        "body { background: url(../../secret.png) }",
        "@font-face { font-family: X; src: url(http://192.0.2.1/x.ttf) } body { font-family: X }",
        'body::before { content: url("data:image/svg+xml,%3Csvg/%3E") }',
    ],
)
def test_the_engine_reads_nothing_that_it_was_not_given(css: str, faces: Faces) -> None:
    printed, found = set_interior(build_issue(), Path("/nonexistent"), (css,), faces.fontconfig)
    assert printed is None
    assert [f.code for f in found] == ["engine-fetch"]


def test_a_picture_element_can_not_read_a_file_either(faces: Faces) -> None:
    for source in ("file:///etc/hostname", "http://192.0.2.1/a.png", "kanwu:other"):
        with pytest.raises(engine.EngineStoppedError), engine.watched():
            setter = engine.make_setter((), {}, faces.fontconfig)
            engine.lay_out(setter, f'<html><body><img src="{source}"/></body></html>')


def test_a_warning_of_the_engine_is_a_finding(press: Press) -> None:
    _, codes = press.set(build_issue(), "p { colour: red }")
    assert "engine-warning" in codes


def test_an_error_of_the_engine_keeps_the_issue_from_being_delivered(faces: Faces) -> None:
    broken = {"kanwu:broken": b"\x89PNG\r\n\x1a\nnot a picture"}
    with engine.watched() as findings:
        setter = engine.make_setter((), broken, faces.fontconfig)
        engine.lay_out(setter, '<html><body><img src="kanwu:broken"/></body></html>')
    assert [f.code for f in findings] == ["engine-error"]


@pytest.mark.parametrize("css", ["p { letter-spacing: 1e12em }", "p { font-size: 1e30pt }"])
def test_a_breakdown_of_the_engine_is_a_finding(css: str, faces: Faces) -> None:
    printed, found = set_interior(build_issue(), Path("/nonexistent"), (css,), faces.fontconfig)
    assert printed is None
    assert [f.code for f in found][-1] == "engine-broke"


def test_a_fault_of_ours_does_not_pass_for_the_engine_s(faces: Faces) -> None:
    with pytest.raises(ValueError, match="ours"), engine.watched():
        raise ValueError("ours")


def test_the_house_styles_draw_no_warning(press: Press) -> None:
    _, codes = press.set(build_issue())
    assert set(codes) <= {"pages-added", "white-at-end", "white-filler", "few-lines-over"}


def test_the_same_issue_gives_the_same_bytes(press: Press) -> None:
    assert press.set(build_issue())[0].pdf == press.set(build_issue())[0].pdf


def test_the_release_is_the_one_whose_insides_we_know() -> None:
    assert engine.check_release() == ()


def test_another_release_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine.weasyprint, "__version__", "71.0")
    assert [f.code for f in engine.check_release()] == ["engine-release"]


def test_the_host_s_fonts_are_not_seen(faces: Faces) -> None:
    with engine.watched() as findings:
        setter = engine.make_setter((), {}, faces.fontconfig)
        body = '<html lang="zh"><body><p style="font-family: DejaVu Sans">\u1200</p></body></html>'
        writing.write_pdf((engine.lay_out(setter, body),), (), b"x")
    assert [f.code for f in findings] == ["engine-warning"]  # Ethiopic is in no face of ours
