"""Draws the pictures of the sample issue (manuscripts/2026-01/图片). Nothing here is a photograph.

    python dev/sample_pictures.py [name …]

needs numpy, Pillow, and the Noto CJK fonts. The same versions give the same bytes.
"""

from __future__ import annotations

import sys

from drawing import FOLDER
from picture_charts import CHARTS
from picture_maps import MAPS
from picture_prints import PRINTS

PICTURES = {**PRINTS, **MAPS, **CHARTS}


def main(names: list[str]) -> None:
    """Draws the named pictures, or all of them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in names or PICTURES:
        PICTURES[name]()
        print(name)


if __name__ == "__main__":
    main(sys.argv[1:])
