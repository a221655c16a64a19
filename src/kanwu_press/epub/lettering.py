"""Which characters the EPUB sets in the house's own faces: heads, and what devices often lack.

In: the issue. Out: characters by face, and the @font-face rules of the faces that were cut. The text itself
is left to the reader's face: a font of all its characters would weigh more than the issue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kanwu_press.faces import Role, ScreenFace, Wanted
from kanwu_press.model import Box, Heading, Issue
from kanwu_press.typeset.html.blocks import roman_figure
from kanwu_press.typeset.imprint import bodies, imprint_fields
from kanwu_press.walk import plain, within

TITLES = Wanted("title", Role.SONG, 700)
HEADS = Wanted("head", Role.HEI, 700)
RARE = Wanted("rare", Role.SONG, 400)
_HAN = re.compile(r"[\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
FAMILIES = {"title": "Kanwu Title", "head": "Kanwu Head", "rare": "Kanwu Rare"}
_ALWAYS = "".join(map(chr, range(0x21, 0x7F))) + "，。、；：？！“”‘’（）《》〈〉—…·　"


def screen_characters(issue: Issue, characters: frozenset[str]) -> Mapping[Wanted, frozenset[str]]:
    """The characters of each face to embed; none where the editor wants none.

    `characters` are all of the issue's. A face for which there is nothing to set is left out.
    """
    if not issue.publication.ebook.embed_fonts:
        return {}
    rare = frozenset(c for c in characters if is_rare(c))
    found = {
        TITLES: frozenset("".join(_titles(issue)) + _ALWAYS) - set(" \n"),
        HEADS: frozenset("".join(_heads(issue)) + _ALWAYS) - set(" \n"),
        RARE: rare,
    }
    return {wanted: found[wanted] for wanted in found if found[wanted]}


def is_rare(character: str) -> bool:
    """Whether a device may lack a character: Han outside of GBK, which every Chinese system's font covers."""
    if not _HAN.match(character):
        return False
    try:
        character.encode("gbk")
    except UnicodeEncodeError:
        return True
    return False


def _titles(issue: Issue) -> Iterator[str]:
    yield issue.publication.title
    yield "目次编辑委员会图片表格"
    for number, section in enumerate(issue.sections, 1):
        yield section.name + roman_figure(number)
        yield from (article.title for article in section.articles)


def _heads(issue: Issue) -> Iterator[str]:
    """Subheads, and the small lettering that goes with them: labels, columns' names, areas, posts."""
    yield "摘要关键词编者按年第期总本主题版权页编辑委员会内部资料免费交流使用请勿公开传播"
    yield issue.theme
    for section in issue.sections:
        yield section.name
    for article in issue.articles:
        yield article.area
        for block in within(article.blocks):
            if isinstance(block, Heading):
                yield plain(block.children)
            elif isinstance(block, Box):
                yield plain(block.title)
    for role in issue.board:
        yield role.role
    yield from (label for label, _ in bodies(issue.publication))
    yield from (field.key for field in imprint_fields(issue))


def font_file(face: ScreenFace) -> str:
    """The file of an embedded face, in the folder of fonts."""
    return f"{face.name}.woff2"


def face_rules(faces: tuple[ScreenFace, ...]) -> str:
    """The @font-face rules. The face of rare characters is asked for these only, whatever stands around."""
    return "".join(
        f'@font-face {{ font-family: "{FAMILIES[face.name]}"; font-weight: {face.weight}; '
        f'font-style: normal; src: url(../fonts/{font_file(face)}) format("woff2");{_range(face)} }}\n'
        for face in faces
    )


def _range(face: ScreenFace) -> str:
    if face.name != RARE.name:
        return ""
    return " unicode-range: " + ", ".join(f"U+{ord(c):X}" for c in sorted(face.characters)) + ";"
