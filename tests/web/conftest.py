"""The small issue's web edition, made once."""

from __future__ import annotations

from pathlib import Path

import pytest
from webpages import small_web


@pytest.fixture(scope="session")
def small(publication_root: Path) -> dict[str, bytes]:
    return small_web(publication_root)
