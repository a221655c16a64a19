"""Stylesheets → one that e-readers understand: every `var()` is replaced by its value.

Many e-readers know no custom properties, so the tokens are resolved here and no value is written twice. A
token with a counterpart for the night (`--house`, `--house-night`) takes it where the reader's page is dark.
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

NIGHT = "-night"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_ROOT = re.compile(r":root\s*\{([^{}]*)\}")
_TOKEN = re.compile(r"(--[\w-]+)\s*:\s*([^;]+?)\s*(?:;|$)")
_VAR = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*(?:\([^()]*\)[^()]*)*))?\)")
_RULE = re.compile(r"([^{}@;]+)\{([^{}]*)\}")
_NESTED = re.compile(r"@[\w-]+[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_DEPTH = 10  # tokens that name tokens; deeper is a circle


def tokens(sheets: tuple[str, ...]) -> dict[str, str]:
    """The custom properties of all `:root` blocks, `--house` → `#12476b`; the last one holds."""
    css = _COMMENT.sub("", "\n".join(sheets))
    return dict(_TOKEN.findall(";".join(_ROOT.findall(css))))


def resolve(sheets: tuple[str, ...]) -> tuple[str, tuple[Finding, ...]]:
    """The sheets (CSS texts in cascade order) as one, without comments, tokens and `:root` blocks.

    The rules for the night come last; they hold only what differs by day.
    """
    css = _COMMENT.sub("", "\n".join(sheets))
    known = tokens(sheets)
    unknown: set[str] = set()
    css = _ROOT.sub("", css)
    night = _resolved(_at_night(css, known), known | _night(known), unknown)
    css = _resolved(css, known, unknown) + night
    lines = (line.rstrip() for line in css.splitlines())
    findings = tuple(TOKEN_UNKNOWN.at(NOWHERE, token=name) for name in sorted(unknown))
    return "\n".join(line for line in lines if line) + "\n", findings


def _resolved(css: str, known: dict[str, str], unknown: set[str]) -> str:
    def value(match: re.Match[str]) -> str:
        name, fallback = match[1], match[2]
        if name not in known and not fallback:
            unknown.add(name)
        return known.get(name, fallback or "")

    for _ in range(_DEPTH):
        css, count = _VAR.subn(value, css)
        if not count:
            return css
    unknown.update(match[1] for match in _VAR.finditer(css))
    return css


def _night(known: dict[str, str]) -> dict[str, str]:
    """The tokens that have another value by night, with that value."""
    return {name.removesuffix(NIGHT): value for name, value in known.items() if name.endswith(NIGHT)}


def _at_night(css: str, known: dict[str, str]) -> str:
    """The declarations that name a token with a counterpart for the night, in one block for dark pages.

    A token counts that names such a token in turn: `--hairline: 1px solid var(--house-line)`.
    """
    changing = set(_night(known))
    for _ in range(_DEPTH):
        changing |= {
            name for name, value in known.items() if any(m[1] in changing for m in _VAR.finditer(value))
        }
    rules = []
    for selector, block in _RULE.findall(_NESTED.sub("", css)):
        declarations = [d.strip() for d in block.split(";")]
        kept = [d for d in declarations if any(m[1] in changing for m in _VAR.finditer(d))]
        if kept:
            rules.append(f"  {' '.join(selector.split())} {{ {'; '.join(kept)}; }}\n")
    return "\n@media (prefers-color-scheme: dark) {\n" + "".join(rules) + "}\n" if rules else ""
