"""Bytes to text: encodings named, lines and columns kept, radicals unified."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanwu_press.read.characters import SHOWN, clean, unified
from kanwu_press.read.textfile import decode, read_text

CHINESE = "标题: 潮水来时\n\n清晨五点，潮水退到最低的地方。\n"


@pytest.mark.parametrize("codec", ["gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_another_encoding_is_named_and_read_all_the_same(codec: str) -> None:
    text, found = decode(CHINESE.encode(codec), "a.md")
    assert text is not None and text.lstrip("\ufeff") == CHINESE
    assert [f.code for f in found] == ["encoding-other"]
    assert dict(found[0].values)["encoding"].startswith({"g": "GB18030", "u": "UTF"}[codec[0]])


def test_a_damaged_place_in_utf8_is_named_by_line_and_column() -> None:
    data = (CHINESE * 3).encode().replace("退".encode(), b"\xe9\x80", 1)
    text, found = decode(data, "a.md")
    assert text is not None
    assert [(f.code, f.place.line, f.place.column) for f in found] == [("encoding-broken", 3, 8)]


def test_line_ends_and_mark_are_no_matter(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"\xef\xbb\xbf" + CHINESE.replace("\n", "\r\n").encode() + b"a\rb")
    assert read_text(path, "a.md", 1000) == (CHINESE + "a\nb", ())


def test_radicals_and_doubles_are_unified() -> None:
    assert "".join(map(unified, "⽔⺠\u2ea9\u2ef3\uf90a\ufa11金")) == "水民王龟金\ufa11金"
    text, found = clean("见⽔\n⺠", "a.md", 5)
    assert text == "见水\n民"
    assert [(f.place.line, f.place.column) for f in found] == [(5, 2), (6, 1)]


def test_what_is_harmless_stays() -> None:
    text = "制表\t，全角　空格，é，e\u0301，emoji 👩\u200d🌾，异体 葛\U000e0100，nbsp\u00a0。"
    assert clean(text, "a.md") == (text, ())


def test_findings_of_one_kind_are_counted_not_listed() -> None:
    _, found = clean("\x01" * 1000, "a.md")
    assert len(found) == SHOWN + 1
    assert dict(found[-1].values) == {"code": "character-control", "count": "980"}


@given(st.binary(max_size=400))
def test_no_bytes_raise(data: bytes) -> None:
    text, found = decode(data, "a.md")
    assert text is not None or found
    if text is not None:
        cleaned, _ = clean(text, "a.md")
        assert cleaned.count("\n") == text.count("\n")
        assert clean(cleaned, "a.md")[0] == cleaned


@given(st.text(max_size=60))
def test_cleaning_is_complete_and_encodable(text: str) -> None:
    cleaned, _ = clean(text, "a.md")
    cleaned.encode()
    assert clean(cleaned, "a.md") == (cleaned, ())
