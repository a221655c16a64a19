"""The operators of a content stream with their operands. Bytes → an iterator that can be left at any time.

pikepdf's own parser makes objects of everything before it returns: a bomb of thirty megabytes costs it
gigabytes. This one holds one operator at a time. It is held against pikepdf's in the tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

NESTING = 32  # arrays within arrays; what lies deeper is dropped
MOST_OPERANDS = 50_000  # of one operator; a ToUnicode table has some hundreds
_DEEPEST = 1000  # opened and never closed: begin anew
FARTHEST = 1e9  # numbers beyond this are nonsense, and would not fit later arithmetic

_WHITE = rb"\x00\t\n\x0c\r "
_REGULAR = rb"[^" + _WHITE + rb"()<>\[\]{}/%]"
_TOKEN = re.compile(
    rb"(?:[" + _WHITE + rb"]++|%[^\r\n]*+)*+(?:"
    rb"([+-]?(?:[0-9]++\.?[0-9]*+|\.[0-9]++)(?!" + _REGULAR + rb"))"  # 1 number
    rb"|/(" + _REGULAR + rb"*+)"  # 2 name
    rb"|(" + _REGULAR + rb"++)"  # 3 word
    rb"|\(((?:[^()\\]++|\\.)*+)\)"  # 4 string without parentheses in it
    rb"|<([0-9A-Fa-f" + _WHITE + rb"]*+)>"  # 5 string in hexadecimal
    rb"|(<<|\[)"  # 6
    rb"|(>>|\])"  # 7
    rb"|(\()"  # 8 string with parentheses in it
    rb"|(.))",  # 9 what belongs nowhere
    re.DOTALL,
)
_PARENTHESIS = re.compile(rb"\\.|[()]", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)|\r\n?", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_HASH = re.compile(rb"#([0-9A-Fa-f]{2})")
_END_OF_IMAGE = re.compile(rb"[" + _WHITE + rb"]EI(?=[" + _WHITE + rb"]|$)")
_COMPONENTS = {"G": 1, "DeviceGray": 1, "RGB": 3, "DeviceRGB": 3, "CMYK": 4, "DeviceCMYK": 4}


class Name(str):
    """A name of the file, without its slash."""

    __slots__ = ()


Operand = float | bool | None | Name | bytes | list["Operand"] | dict[str, "Operand"]
Instruction = tuple[str, list[Operand]]
_WORDS: dict[bytes, bool | None] = {b"true": True, b"false": False, b"null": None}
INLINE = "BI"  # one instruction for a whole inline image: [dictionary, data]


def instructions(data: bytes) -> Iterator[Instruction]:
    """Each operator with its operands in order; damage is skipped, never raised."""
    position, operands, stack = 0, list[Operand](), list[list[Operand]]()
    while match := _TOKEN.match(data, position):
        position = match.end()
        kind = match.lastindex
        if kind == 1:
            operands.append(_number(match[1]))
        elif kind == 3:
            word = match[3]
            if word in _WORDS:
                operands.append(_WORDS[word])
            elif stack:  # an operator within brackets that were never closed
                continue
            elif word == b"BI":
                position, image = _inline(data, position)
                yield INLINE, image
                operands = []
            else:
                yield word.decode("latin-1"), operands
                operands = []
        elif kind == 6:
            if len(stack) > _DEEPEST:
                stack.clear()
            stack.append(operands)
            operands = []
        elif kind == 7:
            operands = _closed(stack, operands, match[7])
        elif kind == 8:
            position, value = _nested(data, position)
            operands.append(value)
        elif kind == 2 or kind == 4 or kind == 5:
            operands.append(_simple(kind, match[kind]))
        if len(operands) > MOST_OPERANDS:
            operands = []


def _closed(stack: list[list[Operand]], inner: list[Operand], mark: bytes) -> list[Operand]:
    """The operands outside of an array or dictionary that ends here."""
    if not stack:
        return inner
    outer = stack.pop()
    if len(stack) < NESTING:
        outer.append(_dictionary(inner) if mark == b">>" else inner)
    return outer


def _dictionary(flat: list[Operand]) -> Operand:
    return {str(key): value for key, value in zip(flat[::2], flat[1::2], strict=False)}


def _number(text: bytes) -> float:
    value = float(text) if len(text) < 40 else float(text[:40])
    return max(-FARTHEST, min(FARTHEST, value))


def _simple(kind: int, text: bytes) -> Operand:
    if kind == 2:
        raw = _HASH.sub(lambda m: bytes([int(m[1], 16)]), text) if b"#" in text else text
        return Name(raw.decode("utf-8", "surrogateescape"))
    if kind == 4:
        return _unescaped(text)
    digits = text.translate(None, b"\x00\t\n\x0c\r ")
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _unescaped(text: bytes) -> bytes:
    if b"\\" not in text and b"\r" not in text:
        return text
    return _ESCAPE.sub(_meant, text)


def _meant(match: re.Match[bytes]) -> bytes:
    """What an escape in a string stands for (ISO 32000-1, 7.3.4.2)."""
    said: bytes | None = match[1]
    if said is None:
        return b"\n"
    if said[:1].isdigit() and said[:1] < b"8":
        return bytes([int(said, 8) & 255])
    if said in (b"\n", b"\r", b"\r\n"):
        return b""
    return _ESCAPES.get(said, said)


def _nested(data: bytes, start: int) -> tuple[int, bytes]:
    """A string that holds parentheses, from behind its first one; its end and its bytes."""
    depth = 1
    for match in _PARENTHESIS.finditer(data, start):
        if match[0] == b"(":
            depth += 1
        elif match[0] == b")":
            depth -= 1
        if not depth:
            return match.end(), _unescaped(data[start : match.start()])
    return len(data), _unescaped(data[start:])


def _inline(data: bytes, position: int) -> tuple[int, list[Operand]]:
    """An inline image from behind BI: where it ends, its dictionary and its bytes."""
    flat: list[Operand] = []
    stack: list[list[Operand]] = []
    while match := _TOKEN.match(data, position):
        position, kind = match.end(), match.lastindex
        if kind == 3 and match[3] == b"ID" and not stack:
            break
        if kind == 3:
            flat.append(_WORDS.get(match[3]))
        elif kind == 1:
            flat.append(_number(match[1]))
        elif kind == 6:
            stack.append(flat)
            flat = []
        elif kind == 7:
            flat = _closed(stack, flat, match[7])
        elif kind == 8:
            position, value = _nested(data, position)
            flat.append(value)
        elif kind == 2 or kind == 4 or kind == 5:
            flat.append(_simple(kind, match[kind]))
        if len(flat) > MOST_OPERANDS:
            break
    entries = {str(key): value for key, value in zip(flat[::2], flat[1::2], strict=False)}
    start = position + 1  # one white byte stands between ID and the data
    end = _END_OF_IMAGE.search(data, start - 1 + _least(entries))
    stop = end.start() if end else len(data)
    return (end.end() if end else len(data)), [entries, data[start:stop]]


def _least(image: dict[str, Operand]) -> int:
    """How many bytes an inline image has at least: all, if not compressed, for EI may be among them."""
    if image.get("F", image.get("Filter")) not in (None, []):
        return 0
    width, height = image.get("W", image.get("Width")), image.get("H", image.get("Height"))
    bits = image.get("BPC", image.get("BitsPerComponent", 1.0))
    space = image.get("CS", image.get("ColorSpace", Name("G")))
    if not all(isinstance(n, float) and 0 < n < FARTHEST for n in (width, height, bits)):
        return 0
    per_row = int(width) * int(bits) * _COMPONENTS.get(str(space), 1)  # type: ignore[arg-type]
    return (per_row + 7) // 8 * int(height)  # type: ignore[arg-type]
