"""Stylesheets → one that e-readers understand: every `var()` is replaced by its value.

Many e-readers know no custom properties, so the tokens are resolved here and no value is written twice.
"""

from __future__ import annotations

import re

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import NOWHERE

TOKEN_UNKNOWN = Rule(
    "style-token-unknown",
    Level.ERROR,
    N_("A stylesheet uses {token}, but no stylesheet says what it is."),
    N_("Write it into the :root block of styles/tokens.css, or correct its name."),
)

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ROOT = re.compile(r":root\s*\{([^{}]*)\}")
_TOKEN = re.compile(r"(--[\w-]+)\s*:\s*([^;]+?)\s*(?:;|$)")
_VAR = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*(?:\([^()]*\)[^()]*)*))?\)")
_DEPTH = 10  # tokens that name tokens; deeper is a circle


def tokens(sheets: tuple[str, ...]) -> dict[str, str]:
    """The custom properties of all `:root` blocks, `--house` → `#12476b`; the last one holds."""
    css = _COMMENT.sub("", "\n".join(sheets))
    return dict(_TOKEN.findall(";".join(_ROOT.findall(css))))


def resolve(sheets: tuple[str, ...]) -> tuple[str, tuple[Finding, ...]]:
    """The sheets (CSS texts in cascade order) as one, without comments, tokens and `:root` blocks."""
    css = _COMMENT.sub("", "\n".join(sheets))
    known = tokens(sheets)
    unknown: set[str] = set()

    def value(match: re.Match[str]) -> str:
        name, fallback = match[1], match[2]
        if name not in known and not fallback:
            unknown.add(name)
        return known.get(name, fallback or "")

    css = _ROOT.sub("", css)
    for _ in range(_DEPTH):
        css, count = _VAR.subn(value, css)
        if not count:
            break
    else:
        unknown.update(match[1] for match in _VAR.finditer(css))
    lines = (line.rstrip() for line in css.splitlines())
    findings = tuple(TOKEN_UNKNOWN.at(NOWHERE, token=name) for name in sorted(unknown))
    return "\n".join(line for line in lines if line) + "\n", findings
