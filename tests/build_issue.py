"""A small issue that uses every kind of block, made by hand, with pictures that are computed.

For tests of the stages after reading: `build_issue()` gives the value, `write_pictures(root)` the files.
"""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image

from kanwu_press.model import (
    Align,
    Article,
    Author,
    BoardRole,
    BookTitle,
    Box,
    Break,
    Cover,
    Emphasis,
    Figure,
    Gallery,
    Heading,
    Issue,
    Kind,
    Layout,
    LineBreak,
    Link,
    ListBlock,
    Note,
    NoteRef,
    Opener,
    PageBreak,
    PageEntry,
    PageKind,
    PageMap,
    Paragraph,
    Picture,
    Place,
    ProperName,
    Publication,
    QrCode,
    Quote,
    Ruby,
    Section,
    Strong,
    Table,
    Text,
    Together,
    Width,
)

FOLDER = "manuscripts/2026-01"


def _wave(width: int, height: int, mode: str, form: str) -> bytes:
    """A picture with structure: bands that a scaling error would show."""
    column = Image.linear_gradient("L").resize((width, height))
    row = Image.linear_gradient("L").rotate(90).resize((width, height))
    image = Image.merge("RGB", (column, row, Image.new("L", (width, height), 150)))
    out = BytesIO()
    image.convert(mode).save(out, form)
    return out.getvalue()


@cache
def pictures() -> dict[str, bytes]:
    """File → bytes: a large photograph, one in ink colours, a small one, a drawing, the cover."""
    drawing = Image.new("P", (2400, 900), 0)
    drawing.putpalette([255, 255, 255, 18, 71, 107])
    drawing.paste(1, (200, 300, 2200, 420))
    out = BytesIO()
    drawing.save(out, "PNG")
    return {
        f"{FOLDER}/图片/封面.jpg": _wave(1680, 1200, "RGB", "JPEG"),
        f"{FOLDER}/图片/渔港.jpg": _wave(3000, 2000, "RGB", "JPEG"),
        f"{FOLDER}/图片/木船.jpg": _wave(900, 600, "CMYK", "JPEG"),
        f"{FOLDER}/图片/铁船.jpg": _wave(800, 600, "RGB", "JPEG"),
        f"{FOLDER}/图片/曲线.png": out.getvalue(),
    }


def write_pictures(root: Path) -> None:
    """Lay the picture files under `root`, where the issue says they are."""
    for name, data in pictures().items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)


def picture(name: str) -> Picture:
    data = pictures()[f"{FOLDER}/图片/{name}"]
    with Image.open(BytesIO(data)) as image:
        width, height, form = image.width, image.height, image.format
    media_type = "image/jpeg" if form == "JPEG" else "image/png"
    return Picture(f"{FOLDER}/图片/{name}", width, height, hashlib.sha256(data).hexdigest(), media_type)


def t(text: str) -> tuple[Text, ...]:
    return (Text(text),)


def p(text: str, line: int, file: str = "01-潮水.md") -> Paragraph:
    return Paragraph(t(text), Place(f"{FOLDER}/{file}", line))


def figure(name: str, caption: str, line: int, credit: str = "陈海生 摄", **more: Width) -> Figure:
    place = Place(f"{FOLDER}/01-潮水.md", line)
    return Figure(picture(name), t(caption) if caption else (), credit, f"{caption}的样子", place, **more)


def full_article() -> Article:
    """Every block and inline, two notes, all the matter around the body."""

    def at(line: int) -> Place:
        return Place(f"{FOLDER}/01-潮水.md", line)

    table = Table(
        caption=t("表1 各镇渔船数量"),
        head=(t("镇"), t("二〇二〇年"), t("2025年")),
        rows=((t("东湾"), t("120"), t("98")), (t("苇港"), t("86"), ())),
        aligns=(Align.START, Align.END, Align.END),
        place=at(40),
        note=t("数据来自渔政站。"),
    )
    blocks = (
        Paragraph(
            (
                Strong(t("一是先看潮水。")),
                Text("渔民出海，"),
                Emphasis(t("先看")),
                Text("月亮，再看风"),
                NoteRef("a"),
                Text("。村里姓"),
                Ruby("亓", "qí"),
                Text("的人家最多，"),
                Link("02-灯塔.md", t("灯塔")),
                Text("就是他们守的；见"),
                Link("https://example.org/tide?a=1&b=2", t("潮汐表")),
                Text("。"),
            ),
            at(12),
        ),
        Heading(1, t("一、涨潮"), at(14)),
        Paragraph(
            (BookTitle(t("潮水来时")), Text("，"), ProperName(t("滩上")), Text("的人往回走。")), at(16)
        ),
        Heading(2, t("（一）大潮"), at(18)),
        Heading(3, t("1. 朔望"), at(20)),
        Paragraph(
            (Text("初一和十五"), NoteRef("b"), Text("，水最高。"), LineBreak(), Text("老人都这样说。")),
            at(22),
        ),
        Quote((p("初一十五涨大潮。", 24), p("初八二十三，到处见海滩。", 26)), at(24)),
        ListBlock(
            True,
            (
                (p("看月亮；", 28), ListBlock(False, ((p("圆的；", 29),), (p("缺的。", 30),)), at(29))),
                (p("看风。", 31),),
            ),
            at(28),
            start=3,
        ),
        figure("渔港.jpg", "图1 清晨的渔港", 33, width=Width.FULL),
        Gallery(
            (figure("木船.jpg", "木船", 36), figure("铁船.jpg", "铁船", 37, credit="")),
            t("三条船，三代人"),
            at(35),
        ),
        table,
        Box(t("小知识"), (p("潮差大的地方，滩也宽。", 47), figure("曲线.png", "图2 潮位曲线", 48)), at(46)),
        Together((p("这两段不分开。", 51), p("一段接着一段。", 52)), at(50)),
        Break(at(54)),
        p('潮水退了，灯还亮着<&>"。', 56),
    )
    return Article(
        id="a01",
        title="潮水来时 滩上的人",
        blocks=blocks,
        place=at(1),
        subtitle="一个渔村的四十年",
        authors=(Author("林海", "海岸研究所"), Author("陈渔")),
        area="东湾镇",
        abstract=t("本文记录潮水与人。"),
        keywords=("潮汐", "渔村"),
        editor_note=t("本期起刊发渔村旧事。"),
        author_notes=("作者林海系海岸研究所研究员",),
        source="《海岸志》",
        reprint="（转载时有删节）",
        notes=(
            Note("a", 1, (p("见《渔业志》第三卷。", 60),), at(60)),
            Note("b", 2, (p("朔日与望日。", 61),), at(61)),
        ),
    )


def plain_article(number: int, title: str, *, layout: Layout = Layout.ONE) -> Article:
    file = f"{number:02d}-{title}.md"
    return Article(
        id=f"a{number:02d}",
        title=title,
        blocks=tuple(p(f"{title}的第{line}段，海风从东边来。", 8 + 2 * line, file) for line in range(1, 6)),
        place=Place(f"{FOLDER}/{file}", 1),
        authors=(Author("编辑部"),),
        layout=layout,
    )


def build_publication() -> Publication:
    return Publication(
        title="海岸",
        code="haian",
        kind=Kind.OTHER,
        place=Place("publication.yaml", 1),
        title_pinyin="HAI AN",
        title_en="The Coast",
        supervisors=("汐州市海岸事务中心",),
        sponsors=("汐州海岸馆",),
        compilers=("汐州海岸馆编辑部",),
        address="汐州市苇港镇堤前街8号",
        website="https://example.org/haian/",
        frequency="季刊",
        founded="2019",
        qr_codes=(QrCode("网上阅读", "https://example.org/haian/"), QrCode("编号", "HA-2026-01")),
        imprint_notes=("本刊文字和图画均为样刊而作。",),
    )


def build_issue() -> Issue:
    """Two columns, three articles, a cover, a board."""
    place = Place(f"{FOLDER}/issue.yaml", 1)
    return Issue(
        publication=build_publication(),
        name="2026-01",
        year=2026,
        number=1,
        issued=date(2026, 3, 20),
        sections=(
            Section(
                "s1", "海岸观察", (full_article(), plain_article(2, "灯塔")), place, intro="从潮水看起。"
            ),
            Section("s2", "卷末", (plain_article(3, "编后", layout=Layout.TWO),), place, opener=Opener.STRIP),
        ),
        place=place,
        serial=29,
        theme="潮间",
        board=(BoardRole("主编", ("沈砚",)), BoardRole("编委", ("林海", "陈渔"), "按姓氏笔画排序")),
        cover=Cover(
            figure("封面.jpg", "大潮将满", 6, credit="编辑部 绘"), ("潮水来时，滩上的人", "灯塔旧事")
        ),
    )


# Where the pages of a print edition of `build_issue()` might begin: contents that go on, a page that begins
# within a paragraph and one within a table, blank pages before a column and before the imprint.
BREAKS = (
    ("i", "title-page", 0),
    ("ii", "contents", 0),
    ("iii", "contents", 2),
    ("iv", "board", 0),
    ("1", "s1", 0),
    ("2", "a01", 86),
    ("3", "a01", 231),
    ("4", "a02", 0),
    ("5", "a02", 51),
    ("6", "", 0),
    ("7", "s2", 0),
    ("8", "", 0),
    ("9", "", 0),
    ("10", "imprint", 0),
)


def build_pages() -> PageMap:
    """The page map of such an edition."""
    entries = tuple(PageEntry(n, label, PageKind.BODY) for n, (label, _, _) in enumerate(BREAKS, 1))
    breaks = tuple(PageBreak(n, owner, at) for n, (_, owner, at) in enumerate(BREAKS, 1))
    return PageMap(entries, (), (), breaks=breaks)
