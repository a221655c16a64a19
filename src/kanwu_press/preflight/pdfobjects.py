"""Reading a PDF that may be damaged or hostile: objects of the right kind or nothing, streams up to a limit.

Whatever a file holds where something else belongs is taken as absent. Nothing here raises.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterator

import pikepdf

from kanwu_press.preflight.pdftokens import FARTHEST

# What the library says of objects that can't be read; RuntimeError is what qpdf's own errors come as.
BROKEN = (pikepdf.PdfError, RuntimeError, ValueError)
MOST_STREAM = 64_000_000  # bytes of one unpacked stream
_LEVELS = 60  # of a page tree; real ones have five
# By how much one byte may grow, at most, in what zlib does not unpack here.
_GROWTH = {"/LZWDecode": 1500, "/RunLengthDecode": 64, "/ASCII85Decode": 4, "/ASCIIHexDecode": 1}
_SHORT = {"/Fl": "/FlateDecode", "/LZW": "/LZWDecode", "/RL": "/RunLengthDecode"} | {
    "/A85": "/ASCII85Decode",
    "/AHx": "/ASCIIHexDecode",
    "/DCT": "/DCTDecode",
    "/CCF": "/CCITTFaxDecode",
}
Obj = object  # what pikepdf gives: one of its objects, or a plain Python value


def get(holder: Obj, *keys: str) -> Obj:
    """The first of these entries that is there, else None; also where `holder` holds nothing.

    Bytes of a key that are no UTF-8 are given as `surrogateescape` has them, as names in GBK are.
    """
    if not isinstance(holder, pikepdf.Dictionary | pikepdf.Stream):
        return None
    for key in keys:
        try:
            named = key if key.isascii() else as_name(key)
            if named is None or named not in holder:  # asked first: a missing entry is dear to fetch
                continue
            value: Obj = holder[named]
        except (*BROKEN, KeyError):
            continue
        if value is not None:
            return value
    return None


def items(holder: Obj) -> Iterator[tuple[str, Obj]]:
    """The entries of a dictionary or of a stream's dictionary; nothing of anything else."""
    if isinstance(holder, pikepdf.Dictionary | pikepdf.Stream):
        for key in sorted(holder.keys()):
            yield key, get(holder, key)


def as_name(key: str) -> pikepdf.Name | None:
    """A name object of these characters, slash and all."""
    raw = key.removeprefix("/").encode("utf-8", "surrogateescape")
    if not raw:
        return None
    found = pikepdf.Object.parse(b"/" + b"".join(b"#%02x" % byte for byte in raw))
    return found if isinstance(found, pikepdf.Name) else None


def shown(value: str) -> str:
    """A text out of the file as it may be shown: no control characters, which terminals obey."""
    return value if value.isprintable() else "".join(c if c.isprintable() else " " for c in value)


def array(value: Obj) -> list[Obj]:
    """The elements of an array; none of anything else."""
    if not isinstance(value, pikepdf.Array):
        return []
    try:
        return list(value)
    except BROKEN:
        return []


def name(value: Obj) -> str:
    """A name with its slash, or ""; in GBK where it is no UTF-8, as old Chinese programs write it."""
    if not isinstance(value, pikepdf.Name):
        return ""
    raw = bytes(value)
    try:
        return shown(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return shown(raw.decode("gb18030", "replace"))


def key_name(value: Obj) -> str:
    """A name as the key of an entry."""
    return bytes(value).decode("utf-8", "surrogateescape") if isinstance(value, pikepdf.Name) else ""


def text(value: Obj) -> str:
    """A text string, or ""."""
    if not isinstance(value, pikepdf.String):
        return ""
    try:
        return shown(str(value))
    except BROKEN:  # bytes that are no text in the encoding they claim
        return shown(bytes(value).decode("latin-1"))


def number(value: Obj) -> float | None:
    """A number within reason, or None."""
    if isinstance(value, bool) or value is None or isinstance(value, pikepdf.Object | str | bytes):
        return None
    try:
        found = float(value)  # type: ignore[arg-type]  # int or Decimal
    except (TypeError, ValueError, OverflowError):
        return None
    return max(-FARTHEST, min(FARTHEST, found)) if math.isfinite(found) else None


def numbers(value: Obj, count: int) -> tuple[float, ...] | None:
    """An array of just so many numbers, or None."""
    found = [number(v) for v in array(value)]
    if len(found) != count or None in found:
        return None
    return tuple(v for v in found if v is not None)


def flag(value: Obj) -> bool:
    return value is True


def key_of(value: Obj) -> tuple[int, int]:
    """Object and generation number; (0, 0) of what stands within another object."""
    return value.objgen if isinstance(value, pikepdf.Object) else (0, 0)


def filters(stream: Obj) -> tuple[str, ...]:
    """The filters of a stream by their full names, outermost first."""
    value = get(stream, "/Filter", "/F")
    names = [name(value)] if isinstance(value, pikepdf.Name) else [name(v) for v in array(value)]
    return tuple(_SHORT.get(n, n) for n in names)


def unpacked(stream: Obj, limit: int = MOST_STREAM) -> tuple[bytes, bool]:
    """A stream's bytes without its general filters, and whether all was well.

    A stream that is cut off, damaged or would grow beyond `limit` gives what could be read, and False.
    """
    if not isinstance(stream, pikepdf.Stream):
        return b"", False
    try:
        data = stream.read_raw_bytes()
    except BROKEN:
        return b"", False
    chain = filters(stream)
    if get(stream, "/DecodeParms") is None and all(f == "/FlateDecode" for f in chain):
        good = True
        for _ in chain:
            data, fine = _inflated(data, limit)
            good = good and fine
        return data[:limit], good and len(data) <= limit
    return _by_library(stream, chain, data, limit)


def _by_library(
    stream: pikepdf.Stream, chain: tuple[str, ...], data: bytes, limit: int
) -> tuple[bytes, bool]:
    """Rarer filters, after it is sure that they stay under the limit."""
    size = len(data)
    for number_, filter_ in enumerate(chain):
        if filter_ == "/FlateDecode" and number_ == 0:
            whole, fine = _inflated(data, limit)
            if not fine:
                return b"", False
            size = len(whole)
        else:
            size *= _GROWTH.get(filter_, 1100)  # deflate gains 1032 at most
    if size > 4 * limit:
        return b"", False
    try:
        return stream.read_bytes(), True
    except BROKEN:
        return b"", False


def _inflated(data: bytes, limit: int) -> tuple[bytes, bool]:
    unpacker = zlib.decompressobj()
    parts: list[bytes] = []
    size = 0
    try:
        while data and size <= limit:
            parts.append(unpacker.decompress(data, 1 << 20))
            size += len(parts[-1])
            if unpacker.eof:
                return b"".join(parts), size <= limit
            data = unpacker.unconsumed_tail
        parts.append(unpacker.flush(1 << 16) if size <= limit else b"")
    except zlib.error:
        pass
    return b"".join(parts), False


def page_objects(root: Obj, most: int) -> tuple[list[pikepdf.Dictionary], bool]:
    """The pages in order, at most `most`, with what they inherit; False when the tree is damaged or deeper.

    Walked here, since a library that walks a deep tree recursively ends the whole program.
    """
    pages: list[pikepdf.Dictionary] = []
    good = True
    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[Obj, int]] = [(get(root, "/Pages"), 0)]
    while waiting:
        node, level = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary) or level > _LEVELS:
            good = False
            continue
        kids = get(node, "/Kids")
        if kids is None and name(get(node, "/Type")) != "/Pages":
            pages.append(node)
            if len(pages) >= most:
                return pages, good and not waiting
            continue
        if key_of(node) in seen:
            good = False
            continue
        seen.add(key_of(node))
        waiting.extend((kid, level + 1) for kid in reversed(array(kids)))
    return pages, good


def inherited(page: Obj, key: str) -> Obj:
    """An entry of a page, or of the node above that has it."""
    for _ in range(_LEVELS):
        value = get(page, key)
        if value is not None or page is None:
            return value
        page = get(page, "/Parent")
    return None
