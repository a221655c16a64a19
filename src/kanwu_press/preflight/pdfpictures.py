"""A picture of a content stream, by name or inline, as a mark: where, how many pixels, which colours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from math import hypot

from kanwu_press.preflight.pdfcolour import Space, read_space
from kanwu_press.preflight.pdfmarked import Tag
from kanwu_press.preflight.pdfmarks import Box, Picture, box_of
from kanwu_press.preflight.pdfobjects import Obj, as_name, filters, flag, get, key_of, number
from kanwu_press.preflight.pdfstate import State
from kanwu_press.preflight.pdftokens import Name, Operand

_INLINE_KEYS = {
    "W": "/Width",
    "H": "/Height",
    "BPC": "/BitsPerComponent",
    "IM": "/ImageMask",
    "CS": "/ColorSpace",
}


def image_mark(
    image: Obj, space: Space | None, state: State, tag: Tag, seen: Callable[[Box], Box]
) -> Picture:
    """A picture of the file, in the colours of `space`; `seen` gives what the clip leaves of a box."""
    size = number(get(image, "/Width")) or 1.0, number(get(image, "/Height")) or 1.0
    stencil = flag(get(image, "/ImageMask"))
    if get(image, "/ColorSpace") is None and "/JPXDecode" in filters(image):
        space = Space("JPEG 2000")
    mark = _placed(size, number(get(image, "/BitsPerComponent")) or 8.0, stencil, space, state, tag, seen)
    return replace(mark, key=key_of(image), source=image)


def inline_mark(
    entries: Mapping[str, Operand], resources: Obj, state: State, tag: Tag, seen: Callable[[Box], Box]
) -> Picture:
    """A picture between BI and EI, from the entries before ID."""
    named = {_INLINE_KEYS.get(key, f"/{key}"): value for key, value in entries.items()}
    width, height, bits = (named.get(k) for k in ("/Width", "/Height", "/BitsPerComponent"))
    stencil = named.get("/ImageMask") is True
    size = (width if isinstance(width, float) else 1.0, height if isinstance(height, float) else 1.0)
    space = None if stencil else _inline_space(named.get("/ColorSpace"), resources)
    return _placed(size, bits if isinstance(bits, float) else 8.0, stencil, space, state, tag, seen)


def _inline_space(value: Operand, resources: Obj) -> Space:
    if isinstance(value, Name) and value:
        return read_space(as_name(value), resources)
    if isinstance(value, list) and len(value) > 1 and value[0] in ("I", "Indexed"):
        table = value[3] if len(value) > 3 and isinstance(value[3], bytes) else b""
        return Space("indexed", (), _inline_space(value[1], resources), table)
    return Space("unknown")


def _placed(
    size: tuple[float, float], bits: float, stencil: bool, space: Space | None,
    state: State, tag: Tag, seen: Callable[[Box], Box],
) -> Picture:  # fmt: skip
    a, b, c, d, _, _ = state.ctm
    wide, high = max(hypot(a, b), 1e-6), max(hypot(c, d), 1e-6)
    return Picture(
        box=seen(box_of((0.0, 0.0, 1.0, 1.0), state.ctm)),
        look=state.look(stencil, False, tag),
        pixels=(int(size[0]), int(size[1])),
        bits=1 if stencil else int(bits),
        stencil=stencil,
        space=space,
        ppi=(size[0] * 72 / wide, size[1] * 72 / high),
    )
