"""Which characters are Chinese: for line ends, emphasis marks, and counting what was read.

Han by the blocks of Unicode 16 (CJK Unified Ideographs, extensions A to I, compatibility).
"""

from __future__ import annotations

import re

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
# Chinese marks: “” ‘’ — … · and their block, CJK marks (not the ideographic space), full-width forms.
_MARKS = "\u00b7\u2010-\u2027\u2030-\u205e\u2460-\u24ff\u3001-\u303f\ufe10-\ufe1f\ufe30-\ufe4f\uff01-\uffee"

HAN = re.compile(f"[{_HAN}]")
CHINESE = re.compile(f"[{_HAN}{_MARKS}]")

# What authors type to indent a line: it is layout, and the stylesheet indents.
INDENT = " \t\u00a0\u2002\u2003\u3000"


def is_chinese(char: str) -> bool:
    """Whether `char` is Han or a Chinese mark; false for the empty string."""
    return bool(char) and CHINESE.match(char) is not None


def han(text: str) -> list[str]:
    """The Han characters of `text`, in order."""
    return HAN.findall(text)
