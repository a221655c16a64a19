"""Loads WeasyPrint without starting other programs.

It asks for its C libraries by half a dozen names each. For names that do not exist here, Python's
`find_library` runs ldconfig, gcc and ld: up to sixty programs at every start, a quarter of a second.
On Linux the loader knows the one name that is right.
"""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _asking_the_loader_only() -> Iterator[None]:
    find = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = find


with _asking_the_loader_only():
    import weasyprint.text.ffi  # noqa: F401
