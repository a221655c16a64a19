"""The words that say what a paragraph of the head is: 摘要, 关键词, 编者按, 作者简介."""

from __future__ import annotations

import re

_LABELLED = r"^[\[【〔]?\s*({})\s*(?:[\]】〕]\s*[:：]?|[:：]|\s(?=\S)|$)\s*"
ABSTRACT = re.compile(_LABELLED.format(r"摘\s*要|内容提要|内容摘要|提\s*要"))
KEYWORDS = re.compile(_LABELLED.format(r"关\s*键\s*[词字]|主题词"))
EDITOR_NOTE = re.compile(r"^[\[【〔]?\s*(编者按|编者的话|按语)\s*(?:[\]】〕]\s*[:：]?|[:：])\s*")
AUTHOR_NOTE = re.compile(
    r"^[（(\[【*＊]?\s*(?:作者简介|作者单位|作者信息|第一作者|通[讯信]作者|基金项目|项目基金|资助项目)\s*[\]】]?\s*[:：]"
)


def is_labelled(text: str) -> bool:
    """Whether a paragraph begins with such a word."""
    return any(pattern.match(text) for pattern in (ABSTRACT, KEYWORDS, EDITOR_NOTE, AUTHOR_NOTE))
