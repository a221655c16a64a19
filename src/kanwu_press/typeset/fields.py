"""Short lists in print: two-character names as wide as those of three, labels of one width.

Nothing is put between the characters: a class says how wide the field is, the lines are spread over
it by position (`text-align-last: justify`, Alignment.SPREAD).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

NAME_EMS, LABEL_EMS = 3, 4
_HAN_ONLY = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]+")
WHOLE_EMS = 8  # 许知微（主持）; what is longer is a body, and may be broken


@dataclass(frozen=True, slots=True)
class Field:
    """A name or label with its classes; empty: set as it is."""

    text: str
    classes: str


def name_fields(names: Iterable[str], among: Iterable[str]) -> tuple[Field, ...]:
    """`names` as they stand in a list of names `among` which some have three characters."""
    mixed = any(len(name) == NAME_EMS and _HAN_ONLY.fullmatch(name) for name in among)
    return tuple(Field(name, _name_classes(name, mixed)) for name in names)


def _name_classes(name: str, mixed: bool) -> str:
    if len(name) > WHOLE_EMS or " " in name:
        return ""
    short = mixed and len(name) == NAME_EMS - 1 and _HAN_ONLY.fullmatch(name)
    return f"whole-name spread-{NAME_EMS}" if short else "whole-name"


def label_fields(labels: Iterable[str]) -> tuple[Field, ...]:
    """The labels of a list, short ones as wide as those of four characters, if there are any."""
    labels = tuple(labels)
    wide = any(len(label) >= LABEL_EMS for label in labels)
    return tuple(Field(label, _label_classes(label, wide)) for label in labels)


def _label_classes(label: str, wide: bool) -> str:
    short = 1 < len(label) < LABEL_EMS and _HAN_ONLY.fullmatch(label) is not None
    return f"spread-{LABEL_EMS}" if wide and short else ""
