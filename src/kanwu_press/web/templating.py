"""The one way the web's templates are filled: what goes in is escaped, a name without a value is a fault."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined


@cache
def templates() -> Environment:
    """Autoescaped, strict: a manuscript is never a template."""
    return Environment(
        loader=PackageLoader("kanwu_press.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
