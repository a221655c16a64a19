from __future__ import annotations

import pytest

from kanwu_press.typeset.grid import missing_px


@pytest.mark.parametrize(
    ("height", "missing"), [(0, 0), (24, 0), (24.01, 0), (47.99, 0), (25, 23), (40, 8), (71.9, 0.1)]
)
def test_what_a_block_lacks_to_whole_lines(height: float, missing: float) -> None:
    assert missing_px(height, 24) == pytest.approx(missing)
