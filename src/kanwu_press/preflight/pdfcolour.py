"""Colour spaces and colours of a PDF → which plates they print on, and how much.

Plates are named C, M, Y, K; a spot ink by its own name. A grey is black ink; what is not made of inks
(RGB, Lab, …) prints on unknown plates and is called foreign.
"""

from __future__ import annotations

from dataclasses import dataclass

import pikepdf

from kanwu_press.preflight.pdfobjects import Obj, array, get, key_name, name, number, unpacked

PROCESS = ("C", "M", "Y", "K")
REGISTRATION = "All"  # the separation that prints on every plate
_PROCESS_NAMES = {"Cyan": "C", "Magenta": "M", "Yellow": "Y", "Black": "K"}
_NESTED = 6  # spaces within spaces
_DEVICE = {
    "/DeviceGray": "gray", "/G": "gray", "/CalGray": "managed gray", "/DeviceRGB": "RGB", "/RGB": "RGB",
    "/CalRGB": "CalRGB", "/Lab": "Lab", "/DeviceCMYK": "CMYK", "/CMYK": "CMYK", "/Pattern": "pattern",
}  # fmt: skip
_COUNT = {
    "gray": 1,
    "managed gray": 1,
    "RGB": 3,
    "CalRGB": 3,
    "Lab": 3,
    "ICC RGB": 3,
    "CMYK": 4,
    "managed CMYK": 4,
}
_PROFILES = {1: "managed gray", 3: "ICC RGB", 4: "managed CMYK"}
FOREIGN = frozenset({"RGB", "CalRGB", "ICC RGB", "Lab"})


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space. `kind` is one of those in this module; `names` are the colourants of a spot space."""

    kind: str
    names: tuple[str, ...] = ()
    base: Space | None = None  # of an indexed space its colours', of a spot space its alternate
    table: bytes = b""  # of an indexed space

    @property
    def count(self) -> int:
        """How many numbers make a colour."""
        return len(self.names) if self.names else 1 if self.kind == "indexed" else _COUNT.get(self.kind, 1)

    @property
    def foreign(self) -> str:
        """The kind of what is not made of inks, in it or beneath it; else ""."""
        if self.kind in FOREIGN:
            return self.kind
        return self.base.foreign if self.base else ""

    @property
    def managed(self) -> str:
        """The kind of a grey or CMYK that has a profile of its own; else ""."""
        if self.kind.startswith("managed"):
            return self.kind
        return self.base.managed if self.base else ""

    @property
    def plates(self) -> tuple[str, ...]:
        """All plates that something in this space can print on; () of foreign and unknown ones."""
        if self.names:
            return tuple(_PROCESS_NAMES.get(n, n) for n in self.names if n != "None")
        if self.kind in ("gray", "managed gray"):
            return ("K",)
        if self.kind in ("CMYK", "managed CMYK"):
            return PROCESS
        return self.base.plates if self.kind == "indexed" and self.base else ()


GRAY, CMYK, RGB, UNKNOWN = Space("gray"), Space("CMYK"), Space("RGB"), Space("unknown")


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour: its space, its numbers, and the plates that get ink with their tints (0 to 1)."""

    space: Space
    values: tuple[float, ...]
    inks: tuple[tuple[str, float], ...]

    @property
    def total(self) -> float:
        """All inks together, per cent."""
        return 100 * sum(tint for _, tint in self.inks)

    @property
    def white(self) -> bool:
        """Made of inks, but of none."""
        return not self.inks and bool(self.space.plates)

    @property
    def black_only(self) -> bool:
        """Black ink alone, in full or as a tint."""
        return [plate for plate, _ in self.inks] == ["K"]

    @property
    def solid_black(self) -> bool:
        return self.black_only and self.inks[0][1] > 0.995


def paint(space: Space, values: tuple[float, ...]) -> Paint:
    """A colour of these numbers, as many as there are."""
    return Paint(space, values, tuple((p, t) for p, t in _inks(space, values) if t > 0.001))


def _inks(space: Space, values: tuple[float, ...]) -> list[tuple[str, float]]:
    bounded = [max(0.0, min(1.0, v)) for v in values]
    if space.kind in ("gray", "managed gray"):
        return [("K", 1 - (bounded[0] if bounded else 0.0))]
    if space.kind in ("CMYK", "managed CMYK"):
        return list(zip(PROCESS, bounded, strict=False))
    if space.names:
        pairs = zip(space.names, bounded, strict=False)
        return [(_PROCESS_NAMES.get(n, n), tint) for n, tint in pairs if n != "None"]
    if space.kind == "indexed" and space.base is not None and values:
        count = space.base.count
        entry = space.table[int(values[0]) * count : (int(values[0]) + 1) * count]
        return _inks(space.base, tuple(byte / 255 for byte in entry))
    return []


def first_paint(space: Space) -> Paint:
    """The colour that counts after a space was chosen (ISO 32000-1, 8.6.8)."""
    if space.names:
        return paint(space, (1.0,) * len(space.names))
    return paint(space, (0.0, 0.0, 0.0, 1.0) if space.count == 4 else (0.0,) * space.count)


def read_space(value: Obj, resources: Obj = None, depth: int = 0) -> Space:
    """A colour space from its object, or by its name among the resources."""
    if depth > _NESTED:
        return UNKNOWN
    if isinstance(value, pikepdf.Name):
        own = get(get(resources, "/ColorSpace"), key_name(value))
        if own is not None and name(own) != name(value):
            return read_space(own, resources, depth + 1)
        return Space(_DEVICE.get(name(value), "unknown"))
    parts = array(value)
    head = name(parts[0]) if parts else ""
    if head in ("/Indexed", "/I") and len(parts) == 4:
        return Space("indexed", (), read_space(parts[1], resources, depth + 1), _table(parts[3]))
    if head == "/ICCBased" and len(parts) > 1:
        count = number(get(parts[1], "/N"))
        return Space(_PROFILES.get(int(count or 0), "unknown"))
    if head in ("/Separation", "/DeviceN") and len(parts) > 2:
        names = [parts[1]] if head == "/Separation" else array(parts[1])
        spots = tuple(name(n).removeprefix("/") for n in names[:32])
        return Space("spot", spots, read_space(parts[2], resources, depth + 1)) if spots else UNKNOWN
    if head == "/Pattern" and len(parts) > 1:
        return Space("pattern", (), read_space(parts[1], resources, depth + 1))
    return Space(_DEVICE.get(head, "unknown"))


def _table(value: Obj) -> bytes:
    if isinstance(value, pikepdf.String):
        return bytes(value)[:1024]
    return unpacked(value, 4096)[0]


def gradient_ends(function: Obj, depth: int = 0) -> list[tuple[float, ...]]:
    """The colours between which a gradient's function runs, where it says them plainly."""
    each = array(function)
    if each and depth == 0:  # one function for each component
        ends = [gradient_ends(f, 1) for f in each]
        return [tuple(v[0] for v in pair) for pair in zip(*ends, strict=False) if all(pair)]
    kind = number(get(function, "/FunctionType"))
    if kind == 2:
        ends_ = [[number(v) for v in array(get(function, key))] for key in ("/C0", "/C1")]
        return [tuple(v for v in end if v is not None) for end in ends_ if end]
    if kind == 3 and depth < 4:
        return [
            end for part in array(get(function, "/Functions"))[:64] for end in gradient_ends(part, depth + 1)
        ]
    return []
