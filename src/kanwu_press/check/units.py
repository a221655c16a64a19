"""Symbols of units as they are typed, and as GB 3100—1993 and GB/T 3101—1993 have them. Steps for typed."""

from __future__ import annotations

import re
from collections.abc import Callable

SQUARE = {
    "㎡": "m²", "㎥": "m³", "㎞": "km", "㎝": "cm", "㎜": "mm", "㎏": "kg", "㎎": "mg", "㎢": "km²",
    "㎠": "cm²", "㎘": "kL", "㎖": "mL", "㏄": "mL", "㎾": "kW", "㎿": "MW",
}  # fmt: skip
_CAPITALS = {
    "KM": "km", "Km": "km", "CM": "cm", "MM": "mm", "KG": "kg", "Kg": "kg", "ML": "mL", "KW": "kW",
    "Kw": "kW", "KV": "kV", "Kv": "kV", "KWH": "kW·h", "KWh": "kW·h", "Kwh": "kW·h",
    "MPA": "MPa", "Mpa": "MPa", "KPA": "kPa", "KPa": "kPa", "Kpa": "kPa", "DB": "dB",
    "HZ": "Hz", "hz": "Hz", "KHZ": "kHz", "KHz": "kHz", "MHZ": "MHz", "Mhz": "MHz",
    "GHZ": "GHz", "Ghz": "GHz",
}  # fmt: skip
_POWERS = {"2": "²", "3": "³"}

STEPS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile("[" + "".join(SQUARE) + "]"), lambda m: SQUARE[m.group()]),
    (re.compile(r"(?<=\d) ?[°˚º] ?C(?![A-Za-z])"), lambda m: "℃"),
    (re.compile(r"(?<=\d)( ?(?:km|cm|mm|m))([23])(?![A-Za-z0-9.])"), lambda m: m[1] + _POWERS[m[2]]),
    (
        re.compile(r"(?<=\d)( ?)(" + "|".join(_CAPITALS) + ")(?![A-Za-z0-9-])"),
        lambda m: m[1] + _CAPITALS[m[2]],
    ),
)
