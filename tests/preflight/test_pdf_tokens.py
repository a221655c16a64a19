"""Our tokens against pikepdf's: the same operators and operands, on any content and on whole pages."""

from __future__ import annotations

import io
from decimal import Decimal

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_x4 import make

from kanwu_press.preflight.pdftokens import INLINE, Name, Operand, instructions
from whole import Whole

PDF = pikepdf.new()


def plain(value: object) -> object:
    """An operand of pikepdf as ours are."""
    if isinstance(value, pikepdf.Name):
        return ("name", bytes(value).removeprefix(b"/"))
    if isinstance(value, pikepdf.String):
        return bytes(value)
    if isinstance(value, pikepdf.Array):
        return [plain(v) for v in value]
    if isinstance(value, pikepdf.Dictionary):
        return {key.removeprefix("/"): plain(v) for key, v in value.items()}
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return float(value)
    return value


def ours(value: Operand) -> object:
    if isinstance(value, Name):
        return ("name", value.encode("utf-8", "surrogateescape"))
    if isinstance(value, list):
        return [ours(v) for v in value]
    if isinstance(value, dict):
        return {key: ours(v) for key, v in value.items()}
    return value


def by_pikepdf(data: bytes) -> list[tuple[str, list[object]]]:
    found = []
    for part in pikepdf.parse_content_stream(pikepdf.Stream(PDF, data)):
        if isinstance(part, pikepdf.ContentStreamInlineImage):
            found.append((INLINE, []))
        else:
            found.append((str(part.operator), [plain(v) for v in part.operands]))
    return found


def by_us(data: bytes) -> list[tuple[str, list[object]]]:
    return [(op, [] if op == INLINE else [ours(v) for v in values]) for op, values in instructions(data)]


WHITE = st.sampled_from([b" ", b"\n", b"\r\n", b"\t", b" % a comment (\n", b"\x00"])
NUMBERS = st.one_of(
    st.integers(-99999, 99999).map(lambda n: b"%d" % n),
    st.sampled_from([b"0.5", b"-.25", b"+3", b"4.", b"00012", b"-0.0"]),
)
STRINGS = st.binary(max_size=12).map(
    lambda raw: b"(" + raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b")"
) | st.sampled_from([b"(a(b)c)", b"(\\101\\8\\\n\\r)", b"(a\r\nb)", b"<41 4>", b"<>", b"((\\))())"])
NAMES = st.sampled_from([b"/A", b"/F1.0", b"/a#20b", b"/\xe6\xb5\xb7", b"/#cb#ce", b"/x*y"])
ATOMS = st.one_of(NUMBERS, STRINGS, NAMES, st.sampled_from([b"true", b"false", b"null"]))


def packed(parts: list[bytes], left: bytes, right: bytes) -> bytes:
    return left + b" ".join(parts) + right


OPERANDS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(lambda parts: packed(parts, b"[", b"]")),
        st.lists(inner, max_size=3).map(
            lambda parts: packed([b"/k%d %s" % (n, p) for n, p in enumerate(parts)], b"<<", b">>")
        ),
    ),
    max_leaves=6,
)
OPERATORS = st.sampled_from([b"q", b"Q", b"re", b"Tj", b"TJ", b"'", b'"', b"f*", b"BDC", b"d0", b"T*", b"sh"])
LINES = st.tuples(st.lists(OPERANDS, max_size=5), OPERATORS, WHITE).map(
    lambda line: b" ".join([*line[0], line[1]]) + line[2]
)
IMAGES = st.sampled_from(
    [b"", b"BI /W 8 /H 2 /IM true ID ab\nEI Q", b"BI /W 1 /H 1 /F /AHx ID 41> EI Q"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=12), IMAGES)
def test_any_content(lines: list[bytes], image: bytes) -> None:
    data = b" ".join(lines) + b" n\n" + image
    assert by_us(data) == by_pikepdf(data)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_end(data: bytes) -> None:
    assert len(list(instructions(data))) <= len(data)


def test_the_page_made_by_hand() -> None:
    pdf = make()
    data = pdf.pages[0].obj.Contents.read_bytes()
    assert len(by_us(data)) > 30
    assert by_us(data) == by_pikepdf(data)


def test_the_pages_of_whole_issues(whole: Whole) -> None:
    pdf = pikepdf.open(io.BytesIO(whole.pdf))
    for page in list(pdf.pages)[::8]:
        data = page.obj.Contents.read_bytes()
        assert by_us(data) == by_pikepdf(data)


@pytest.mark.parametrize(
    ("data", "bytes_"),
    [
        (b"BI /W 4 /H 1 /BPC 8 /CS /G ID \n EI EI Q", b"\n EI"),
        (b"BI /W 1 /H 1 /BPC 8 /CS /RGB ID \x01\x02\x03 EI Q", b"\x01\x02\x03"),
        (b"BI /W 99 /H 99 ID short", b"short"),
    ],
)
def test_an_inline_image_ends_where_it_ends(data: bytes, bytes_: bytes) -> None:
    operator, operands = next(iter(instructions(data)))
    assert operator == INLINE
    assert operands[1] == bytes_
