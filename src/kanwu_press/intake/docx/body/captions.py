"""Captions of figures and tables, and the credit at the end of a caption."""

from __future__ import annotations

import re

from kanwu_press.intake import words
from kanwu_press.intake.docx.values import Paragraph

CAPTION_STYLES = ("caption", "题注", "图题", "表题")
_FIGURE_LENGTH, _TABLE_LENGTH, _UNLABELLED = 120, 80, 40  # characters, at most
# 图 1, 图表 2-1, 图一：; 图表 is Word's own label for either
_NUMBER = r"\s*(?:\d{1,3}(?:[-－.]\d{1,2}){0,2}|[一二三四五六七八九十]{1,3}(?=[\s：:．.、]))[\s：:．.、]*\S"
_FIGURE = re.compile(rf"(?:图表?|Fig(?:ure|\.)){_NUMBER}")
_TABLE = re.compile(rf"(?:图?表|Table){_NUMBER}")
_DOES = "摄影|摄|供图|绘图|绘|制图"
_IN_BRACKETS = re.compile(
    rf"\s*[（(]\s*([^（()）]{{2,24}}?(?:{_DOES}|图)|(?:{_DOES}|图片来源|图|资料来源)\s*[:：/／][^（()）]{{2,20}})\s*[)）]$"
)
_BARE_CREDIT = re.compile(rf"(?:\s|(?<=[。！？”]))((\S{{2,12}}?)\s*[/／]?\s*(?:{_DOES}))$")
_LABELLED_CREDIT = re.compile(rf"\s((?:{_DOES}|图片来源)\s*[:：/／]\s*\S{{2,16}})$")


def is_figure_caption(one: Paragraph) -> bool:
    """Whether a paragraph says itself that it is one: 图 1, ▲, or by its style."""
    text = one.text.strip()
    if len(text) > _FIGURE_LENGTH or one.outline:
        return False
    marked = _FIGURE.match(text) or words.CAPTION.match(text)
    return (bool(marked) and not text.endswith("。")) or (
        one.style in CAPTION_STYLES and not _TABLE.match(text)
    )


def is_table_caption(one: Paragraph) -> bool:
    """Whether a paragraph says itself that it is one: 表 1."""
    text = one.text.strip()
    short = len(text) <= _TABLE_LENGTH and not one.outline and not text.endswith("。")
    return short and bool(_TABLE.match(text))


def captions_table(one: Paragraph) -> bool:
    """Whether a paragraph above or below a table is its caption, by its words or its style."""
    text = one.text.strip()
    styled = one.style in CAPTION_STYLES and len(text) <= _TABLE_LENGTH and not one.outline
    return is_table_caption(one) or (styled and not _FIGURE.match(text))


def captions_above(one: Paragraph, body_size: int) -> bool:
    """Whether a paragraph below a picture is its caption, by its words or its looks."""
    if is_figure_caption(one):
        return True
    text = one.text.strip()
    small = one.align == "center" and 0 < one.size < body_size
    return small and len(text) <= _UNLABELLED and not words.is_closed(text) and not one.outline


def credited(caption: str) -> tuple[str, str]:
    """A caption, and who made the picture where it says so at its end."""
    found = _IN_BRACKETS.search(caption) or _LABELLED_CREDIT.search(caption)
    if found is None:
        found = _BARE_CREDIT.search(caption)
        names = [] if found is None else re.split("[、/／]", found[2])
        if not all(words.is_person(name) or words.is_body(name) for name in names):
            found = None
    if found is None or not found.start():
        return caption, ""
    return caption[: found.start()].rstrip(), found[1].strip()
