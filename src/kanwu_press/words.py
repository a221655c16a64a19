"""The language of what the editor sees: English message ids, Chinese from what `dev/i18n` compiled."""

from __future__ import annotations

from gettext import GNUTranslations, NullTranslations
from pathlib import Path

_CATALOGUE = Path(__file__).resolve().parent / "locale" / "zh_CN" / "LC_MESSAGES" / "kanwu.mo"


def words(lang: str) -> NullTranslations:
    """The words of `lang`: `en…` is the message ids themselves, anything else is Chinese."""
    if lang.lower().startswith("en"):
        return NullTranslations()
    with _CATALOGUE.open("rb") as file:
        return GNUTranslations(file)
