"""A publication's own stylesheets, or those that travel with the program → CSS text by name. Nothing raises.

What a stylesheet may ask for is the engine's business (typeset/engine.py); here it is only read, but for the
tokens, which must all be there (tokens.py).
"""

from __future__ import annotations

import os

from kanwu_press.findings import Finding
from kanwu_press.read.jail import linked_out
from kanwu_press.read.textfile import read_text
from kanwu_press.read.tokens import token_findings
from kanwu_press.workspace import Workspace, packaged

TOKENS = "tokens.css"
STYLE_BYTES = 256_000  # our own have 20 kB at most


def read_styles(workspace: Workspace, names: tuple[str, ...]) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """The text of each stylesheet; one of the publication's own takes the place of ours, name for name.

    A name is missing from the result where its file could not be read; findings say why.
    """
    texts: dict[str, str] = {}
    found: tuple[Finding, ...] = ()
    for name in names:
        own = workspace.root / "styles" / name
        if not os.path.lexists(own):
            texts[name] = _ours(name)
            continue
        file = workspace.place_of(own)
        faults = linked_out(workspace.root, own, file)
        text, more = (None, ()) if faults else read_text(own, file, STYLE_BYTES)
        if text is not None:
            texts[name] = text
            more = (*more, *(token_findings(text, _ours(name), file) if name == TOKENS else ()))
        found = (*found, *faults, *more)
    return texts, found


def _ours(name: str) -> str:
    """The stylesheet that travels with the program."""
    return (packaged("styles") / name).read_text(encoding="utf-8")
