"""印刷 in publication.yaml → what the printer asks for; his profile must lie in the publication's folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import HOUSE_CONDITION, Colours, Intent, Lamination, PressSettings, Spot
from kanwu_press.read.jail import locate
from kanwu_press.read.keys import Reading

CONDITION_MISSING = Rule(
    "press-condition-missing",
    Level.ERROR,
    N_("A profile of the printer's is named, but not under which name it is registered."),
    N_("Ask the printer and add a line “印刷条件: …”, FOGRA39 or JC200103 say."),
)
CONDITION_ALONE = Rule(
    "press-condition-alone",
    Level.ERROR,
    N_("A printing condition is named ({name}), but no profile for it."),
    N_("Put the printer's ICC file into the publication's folder and name it under “色彩特性文件”."),
)

SPOT_NAME = Rule(
    "press-spot-name",
    Level.ERROR,
    N_("“{name}” can't name a spot ink: it is too long, or means a process ink, every plate, or none."),
    N_("Write the name on the ink's tin, PANTONE 295 C say; ask the printer."),
)
RESERVED = frozenset(
    ("all", "none", "cyan", "magenta", "yellow", "black", "c", "m", "y", "k", "青", "品", "品红", "黄", "黑")
)
LONGEST_NAME = 127  # bytes (ISO 32000-1, annex C)

_CHOICES = {"colours": Colours, "intent": Intent, "lamination": Lamination}


def press_settings(root: Path, reading: Reading | None) -> tuple[PressSettings, tuple[Finding, ...]]:
    """The settings the editor wrote; the others as they are by default."""
    if reading is None:
        return PressSettings(), ()
    values: dict[str, Any] = dict(reading.values)
    for attribute, kind in _CHOICES.items():
        if attribute in values:
            values[attribute] = kind(values[attribute])
    if "spot" in values:
        spot = values.pop("spot").values
        if "name" in spot:
            values["spot"] = Spot(spot["name"], spot.get("cmyk"))
    wrong = _profile(root, reading)
    if wrong:
        values.pop("profile", None)  # not to be opened: it may lie outside of the publication
    return PressSettings(**values), (*wrong, *_spot_name(reading))


def _spot_name(reading: Reading) -> tuple[Finding, ...]:
    """Whether the spot ink's name would make a plate of its own (ISO 32000-1, 8.6.6.4)."""
    spot = reading.values.get("spot")
    if spot is None:
        return ()
    name = spot.values.get("name", "")
    if name.casefold() not in RESERVED and len(name.encode()) <= LONGEST_NAME:
        return ()
    return (SPOT_NAME.at(spot.places["name"], name=name[:40]),)


def _profile(root: Path, reading: Reading) -> tuple[Finding, ...]:
    """Whether profile and condition are there together, and the file within the publication."""
    profile, condition = reading.values.get("profile"), reading.values.get("condition")
    if profile is None:
        if condition in (None, HOUSE_CONDITION):
            return ()
        return (CONDITION_ALONE.at(reading.places["condition"], name=condition),)
    place = reading.places["profile"]
    found = locate(root, root, profile, place)
    missing = () if condition else (CONDITION_MISSING.at(place),)
    return (*missing, found) if isinstance(found, Finding) else missing
