"""The one way templates are filled: what is put in is escaped, and a name without a value is a fault."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined


@cache
def templates() -> Environment:
    """Autoescaped, strict: a manuscript is never a template."""
    return Environment(
        loader=PackageLoader("kanwu_press.typeset"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
