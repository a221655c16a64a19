"""排版 in publication.yaml → the composition's Style."""

from __future__ import annotations

from typing import Any

from kanwu_press.composition import Prohibition, Style, Widths
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.read.keys import Reading

GAPS = Rule(
    "composition-gaps",
    Level.ERROR,
    N_("The gaps do not ascend: 最小汉西间距 {least}, 汉西间距 {gap}, 最大汉西间距 {most}."),
    N_("Let the least not be greater than 汉西间距 nor the most smaller; or write 汉西间距 only."),
)


def style(reading: Reading | None) -> tuple[Style, tuple[Finding, ...]]:
    """The switches that the editor wrote; the others as they are by default.

    Where only 汉西间距 is given, the least is half of it and the most is twice as much, as in
    CLREQ's ⅛, ¼ and ½ em (SP-CW).
    """
    if reading is None:
        return Style(), ()
    values: dict[str, Any] = dict(reading.values)
    for attribute, kind in (("widths", Widths), ("prohibition", Prohibition)):
        if attribute in values:
            values[attribute] = kind(values[attribute])
    if "gap" in values:
        values.setdefault("least_gap", values["gap"] / 2)
        values.setdefault("most_gap", values["gap"] * 2)
    composed = Style(**values)
    least, gap, most = composed.least_gap, composed.gap, composed.most_gap
    if least <= gap <= most:
        return composed, ()
    attribute = "least_gap" if least > gap else "most_gap"
    place = reading.places.get(attribute, reading.place)
    return composed, (GAPS.at(place, least=f"{least:g}", gap=f"{gap:g}", most=f"{most:g}"),)
