"""The language of what the editor sees: English message ids, Chinese from what `dev/i18n` compiled."""

from __future__ import annotations

import re
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

_CATALOGUE = Path(__file__).resolve().parent / "locale" / "zh_CN" / "LC_MESSAGES" / "kanwu.mo"
_LANGUAGE = re.compile(r"(zh|en)([-_.@].*)?", re.IGNORECASE)


def is_language(lang: str) -> bool:
    """Whether `lang` names one of the two languages there are: zh, zh-CN, en, en_GB.UTF-8."""
    return _LANGUAGE.fullmatch(lang) is not None


def words(lang: str) -> NullTranslations:
    """The words of `lang`: `en…` is the message ids themselves, anything else is Chinese."""
    if lang.lower().startswith("en"):
        return NullTranslations()
    with _CATALOGUE.open("rb") as file:
        return GNUTranslations(file)
