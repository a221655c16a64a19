"""The register of terms (manuscripts/terms.yaml) as a value: what things are called, and what not."""

from __future__ import annotations

from dataclasses import dataclass

from kanwu_press.model import Place


@dataclass(frozen=True, slots=True)
class Term:
    """A term or name: `name` is right, `refused` are not to be used, `short` are its abbreviations.

    `spell_out` wants the full name before the first abbreviation of an article.
    """

    name: str
    place: Place
    refused: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    note: str = ""
    spell_out: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """A term that may go into the register: how often it is met, where first, and why it is proposed."""

    term: Term
    count: int
    why: str  # an English message id
