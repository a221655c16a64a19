"""An interior in signatures: nothing is left over, and the thin ones are held on both sides."""

from __future__ import annotations

import pytest

from kanwu_press.press.signatures import signatures


def test_the_quarterly() -> None:
    assert signatures(92, "perfect") == (16, 16, 16, 16, 8, 4, 16)
    assert signatures(92, "saddle") == (92,)
    assert signatures(12, "perfect") == (8, 4)


@pytest.mark.parametrize("pages", range(4, 196, 4))
def test_all_pages_are_in_one_signature(pages: int) -> None:
    parts = signatures(pages, "perfect")
    assert sum(parts) == pages
    assert len([part for part in parts if part < 16]) <= 2
    assert pages < 32 or parts[0] == parts[-1] == 16


@pytest.mark.parametrize("pages", [0, -4, 2, 93])
def test_what_cannot_be_folded(pages: int) -> None:
    with pytest.raises(ValueError, match="folded"):
        signatures(pages, "perfect")
