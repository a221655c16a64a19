"""印刷 in publication.yaml → what the printer asks for; his profile must lie in the publication's folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Colours, Intent, Lamination, PressSettings, Spot
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

HOUSE_CONDITION = "FOGRA39"
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
    return PressSettings(**values), _profile(root, reading)


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
