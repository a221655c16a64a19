"""Where a foreign word may be hyphenated: the only importer of pyphen."""

from __future__ import annotations

from functools import cache

from pyphen import Pyphen, language_fallback

_LEFT, _RIGHT = 2, 3  # letters that stay before and after the hyphen
_ENGLISH = "en_US"


def hyphenation(word: str, language: str) -> tuple[int, ...]:
    """Positions in `word` before which a line may begin. `language`: "fr", "en-GB"; empty, Chinese: English.

    Nothing for words in capitals (abbreviations) and for languages without patterns.
    """
    if word.isupper():
        return ()
    patterns = _patterns(language)
    return tuple(patterns.positions(word)) if patterns else ()


@cache
def _patterns(language: str) -> Pyphen | None:
    name = language.replace("-", "_")
    if not name or name.lower().startswith(
        "zh"
    ):  # a foreign word within Chinese, not marked as any language's
        name = _ENGLISH
    known = language_fallback(name)
    return Pyphen(lang=known, left=_LEFT, right=_RIGHT) if known else None
