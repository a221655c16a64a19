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
    "GHZ": "GHz", "Ghz": "GHz", "KVA": "kVA", "Kva": "kVA", "KVa": "kVA",
}  # fmt: skip
_RIGHT = (
    *("km", "cm", "mm", "m", "kg", "g", "mg", "t", "L", "mL", "kW", "MW", "W", "kV", "kVA", "kPa", "MPa"),
    *("Pa", "Hz", "kHz", "MHz", "GHz", "dB", "kWh"),
)
_FIRST = {**{symbol: symbol for symbol in _RIGHT}, **_CAPITALS}
# Behind “/” or “·” a letter can be no prefix: KM/H, KG/M3.
_BEHIND = {
    **_FIRST, "H": "h", "h": "h", "S": "s", "s": "s", "MIN": "min", "Min": "min", "min": "min",
    "D": "d", "d": "d", "M": "m", "A": "A", "V": "V",
}  # fmt: skip
_POWERS = {"2": "²", "3": "³", "²": "²", "³": "³", "": ""}
_WITH_POWER = ("km", "cm", "mm", "m")
_PART = "[A-Za-z]{1,4}[23²³]?"
_SYMBOL = re.compile(
    f"(?<=\\d)( ?)({_PART}(?:[/·]{_PART})*)(?![A-Za-z0-9²³]|[/·／][A-Za-z0-9]|\\.\\d)"
    "(?!-(?!\\d+(?:\\.\\d+)? ?\\2(?![A-Za-z0-9/·-])))"  # 5KM-10KM; not what may be a code, 5KV-A
)


def _symbol(found: re.Match[str]) -> str | None:
    """The symbol as a whole, 60KM/H, 12KM2; None where a part of it is not known, for half would be worse."""
    mended = ""
    for index, part in enumerate(re.split("([/·])", found[2])):
        if index % 2:
            mended += part
            continue
        letters = part.rstrip("23²³")
        symbol = (_BEHIND if index else _FIRST).get(letters)
        if symbol is None and letters == "M" and part != letters and found[2] != part:
            symbol = "m"  # 5M3/s; M3 alone may be something else
        power = part[len(letters) :]
        if symbol is None or (power and symbol not in _WITH_POWER):
            return None
        mended += symbol + _POWERS[power]
    return found[1] + mended


STEPS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = (
    (re.compile("[" + "".join(SQUARE) + "]"), lambda m: SQUARE[m.group()]),
    (re.compile(r"(?<=\d) ?[°˚º] ?C(?![A-Za-z])"), lambda m: "℃"),
    (_SYMBOL, _symbol),
)
