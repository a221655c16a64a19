"""Draws the pictures of the sample issue (manuscripts/2026-01/图片). Nothing here is a photograph.

    python dev/sample_pictures.py [name …]

needs numpy, Pillow, and the Noto CJK fonts. The same versions give the same bytes.
"""

from __future__ import annotations

import sys

from pictures.boats import BOATS
from pictures.charts import CHARTS
from pictures.diagrams import DIAGRAMS
from pictures.drawing import FOLDER
from pictures.maps import MAPS
from pictures.seascapes import SEASCAPES
from pictures.shells import SHELLS
from pictures.shore import SHORE

PICTURES = {**SEASCAPES, **BOATS, **SHORE, **SHELLS, **MAPS, **DIAGRAMS, **CHARTS}


def main(names: list[str]) -> None:
    """Draws the named pictures, or all of them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in names or PICTURES:
        PICTURES[name]()
        print(name)


if __name__ == "__main__":
    main(sys.argv[1:])
