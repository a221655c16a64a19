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


def test_tokens_have_a_counterpart_for_the_night() -> None:
    """Only what changes is said again, also through a token that names another."""
    css = (
        ":root { --a: #111; --a-night: #eee; --line: thin solid var(--a); --b: #222 }"
        "p { color: var(--a); margin: 0 } h1, h2 { border: var(--line) } td { color: var(--b) }"
        "@supports (x: y) { q { color: var(--a) } }"
    )
    resolved, findings = resolve((css,))
    day, _, night = resolved.partition("@media (prefers-color-scheme: dark) {")
    assert findings == () and "color: #111; margin: 0" in day and "#eee" not in day
    assert [line.strip() for line in night.splitlines() if line.strip(" }")] == [
        "p { color: #eee; }",
        "h1, h2 { border: thin solid #eee; }",
    ]


def test_no_counterpart_no_block() -> None:
    assert "@media" not in resolve((":root { --a: red } p { color: var(--a) }",))[0]
