"""Tokens are resolved as a browser would."""

from __future__ import annotations

import pytest

from kanwu_press.epub.styles import resolve


@pytest.mark.parametrize(
    ("css", "resolved"),
    [
        (":root { --a: 1em } p { margin: var(--a) }", " p { margin: 1em }\n"),
        (":root{--a:1em;--b:calc(var(--a)*2)}p{margin:var(--b)}", "p{margin:calc(1em*2)}\n"),
        (":root{--a:1em}:root{--a:2em}p{margin:var( --a )}", "p{margin:2em}\n"),
        ("p{margin:var(--none, 3em)}", "p{margin:3em}\n"),
        ("p{color:var(--none, rgb(1, 2, 3))}", "p{color:rgb(1, 2, 3)}\n"),
        ("/* var(--gone) */p{color:red}", "p{color:red}\n"),
    ],
)
def test_values(css: str, resolved: str) -> None:
    assert resolve((css,)) == (resolved, ())


def test_a_circle_is_found() -> None:
    _, findings = resolve((":root{--a:var(--b);--b:var(--a)}p{margin:var(--a)}",))
    assert [f.code for f in findings] == ["style-token-unknown"]
