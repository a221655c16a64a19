"""Marked content of a content stream: what BMC and BDC say → the tag under which something is painted.

ISO 32000-1, 14.6. A tag holds what its outer ones said too, so that no chain of them must be followed.
"""

from __future__ import annotations

from dataclasses import dataclass

from kanwu_press.preflight.pdfobjects import Obj, get, number, text
from kanwu_press.preflight.pdftokens import Name, Operand

Stream = tuple[int, int]  # the form in which a number counts; (0, 0) for the page's own content
_MOST_MCID = 10_000_000


@dataclass(frozen=True, slots=True)
class Tag:
    """Where painted content belongs: to an element of the structure by its number, or to none as an artifact.

    `mixed` says that an artifact stands within content of the structure, or such content within an artifact.
    """

    mcid: int | None = None
    stream: Stream = (0, 0)
    artifact: bool = False
    mixed: bool = False
    lang: str | None = None
    actual: bool = False  # whether another text is given in its place

    @property
    def loose(self) -> bool:
        """Whether it belongs nowhere."""
        return self.mcid is None and not self.artifact


UNMARKED = Tag()


def begun(outer: Tag, operands: list[Operand], named: Obj, stream: Stream) -> tuple[Tag, bool]:
    """The tag after BMC or BDC, and whether a number is given there.

    `named` are the properties that the resources have under a name.
    """
    kind = operands[0] if operands and isinstance(operands[0], Name) else ""
    said = operands[1] if len(operands) > 1 else None
    inline = said if isinstance(said, dict) else {}
    mcid = _number(inline.get("MCID")) if inline else _number(number(get(named, "/MCID")))
    lang = _text(inline.get("Lang")) if inline else text(get(named, "/Lang")) or None
    actual = "ActualText" in inline or get(named, "/ActualText") is not None
    artifact = kind == "Artifact"
    clash = (artifact and outer.mcid is not None) or (mcid is not None and outer.artifact)
    tag = Tag(
        mcid=outer.mcid if mcid is None else mcid,
        stream=outer.stream if mcid is None else stream,
        artifact=outer.artifact or artifact,
        mixed=outer.mixed or clash,
        lang=outer.lang if lang is None else lang,
        actual=outer.actual or actual,
    )
    return tag, mcid is not None


def _number(value: Operand) -> int | None:
    if not isinstance(value, float) or isinstance(value, bool):
        return None
    return int(value) if 0 <= value <= _MOST_MCID else None


def _text(value: Operand) -> str | None:
    """A text string within a content stream."""
    if not isinstance(value, bytes):
        return None
    if value.startswith(b"\xfe\xff"):
        return value[2:].decode("utf-16-be", "replace")
    return value.decode("latin-1")
