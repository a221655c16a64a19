"""Inputs too large, too binary or too strange to be committed; one function per case, named like its folder.

Each gets the root of a copy of the healthy publication and changes it.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

from PIL import Image

FOLDER = Path("manuscripts/2026-01")
HEAD = "---\n标题: 潮水来时\n作者: 林海\n---\n\n"


def _article(root: Path, body: str) -> None:
    (root / FOLDER / "01-潮水.md").write_bytes((HEAD + body).encode())


def nesting_quotes(root: Path) -> None:
    _article(root, "> " * 1000 + "引文深处\n")


def nesting_lists(root: Path) -> None:
    _article(root, "".join("  " * depth + f"- 第{depth}层\n" for depth in range(60)))


def nesting_boxes(root: Path) -> None:
    lines = [":" * (60 - depth) + " 框" for depth in range(50)]
    _article(root, "\n".join([*lines, "最里面", *(":" * (11 + depth) for depth in range(50))]) + "\n")


def text_10mb(root: Path) -> None:
    _article(root, "潮水来了又去。\n\n" * 500_000)


def file_3mb(root: Path) -> None:
    (root / FOLDER / "issue.yaml").write_text("# 注\n" * 20_000 + "年: 2026\n", "utf-8")


def paragraph_100k(root: Path) -> None:
    _article(root, "潮" * 100_000 + "。\n")


def table_9000(root: Path) -> None:
    rows = "| 东湾 | 1 |\n" * 9_000
    _article(root, f"::: 表 表1 很长\n| 镇 | 船 |\n|---|---|\n{rows}:::\n")


def surrogate(root: Path) -> None:
    data = (HEAD + "正文").encode() + b"\xed\xa0\x80" + "之后\n\n非字\ufffe符，又\U0001ffff一个。\n".encode()
    (root / FOLDER / "01-潮水.md").write_bytes(data)


def controls(root: Path) -> None:
    _article(root, "第一行\x08退格\n第二行\x00空\x1b[31m\n第三行\x85新行\u2028行分隔\x0b\x0c\n")


def many_controls(root: Path) -> None:
    _article(root, "正文\x01\n\n" * 5_000)


def bom_crlf(root: Path) -> None:
    for path in (*root.glob("*.yaml"), *(root / FOLDER).glob("*.yaml"), *(root / FOLDER).glob("*.md")):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))


def gb18030(root: Path) -> None:
    for name in ("01-潮水.md", "issue.yaml"):
        path = root / FOLDER / name
        path.write_bytes(path.read_text("utf-8").encode("gb18030"))


def utf16(root: Path) -> None:
    for name, codec in (("01-潮水.md", "utf-16"), ("02-渔港.md", "utf-16-be"), ("03-来信.md", "utf-32")):
        path = root / FOLDER / name
        path.write_bytes(path.read_text("utf-8").encode(codec))


def utf8_broken(root: Path) -> None:
    path = root / FOLDER / "01-潮水.md"
    path.write_bytes(path.read_bytes().replace("那时".encode(), "那".encode() + b"\xe6\x97"))


def not_text(root: Path) -> None:
    (root / FOLDER / "01-潮水.md").write_bytes(b"PK\x03\x04\x14\0\x06\0" + bytes(range(256)) * 20)
    (root / FOLDER / "02-渔港.md").write_bytes(b"")


def symlink_out(root: Path) -> None:
    secret = root.parent / "外面.md"
    secret.write_text("---\n标题: 秘密\n---\n\n秘密\n", "utf-8")
    path = root / FOLDER / "01-潮水.md"
    path.unlink()
    path.symlink_to(secret)


def files_outside(root: Path) -> None:
    for path in (root / "evil.md", root.parent / "evil.md"):
        path.write_text("---\n标题: 恶\n---\n\n恶\n", "utf-8")
    (root / FOLDER / "链接.md").symlink_to(root.parent / "evil.md")


def files_same_name(root: Path) -> None:
    for name in ("Abc.md", "abc.md", "Caf\u00e9.md", "Cafe\u0301.md"):
        (root / FOLDER / name).write_text(HEAD.replace("潮水来时", f"{name}的标题") + "正文。\n", "utf-8")


def picture_outside(root: Path) -> None:
    evil = root.parent / f"{root.name}-evil" / "a.png"
    for path in (evil, root.parent / "a.png"):
        path.parent.mkdir(exist_ok=True)
        Image.new("L", (900, 600)).save(path)
    (root / FOLDER / "图片/链接.png").symlink_to(evil)


def yaml_flow_deep(root: Path) -> None:
    path = root / FOLDER / "issue.yaml"
    path.write_text("年: " + "[" * 50_000 + "\n", "utf-8")


def folder_for_file(root: Path) -> None:
    path = root / FOLDER / "01-潮水.md"
    path.unlink()
    path.mkdir()


# ---- pictures ------------------------------------------------------------------------------


def _png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _blank_png(side: int) -> bytes:
    """A black square of `side` pixels, 1 bit each: small as a file, large when decoded."""
    rows = zlib.compressobj(9)
    row = bytes(1 + (side + 7) // 8)
    data = b"".join(rows.compress(row) for _ in range(side)) + rows.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    parts = (_png_chunk(b"IHDR", header), _png_chunk(b"IDAT", data), _png_chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def picture_bombs(root: Path) -> None:
    for side in (13_000, 30_000):
        (root / FOLDER / f"图片/{side}.png").write_bytes(_blank_png(side))


def picture_kinds(root: Path) -> None:
    folder = root / FOLDER / "图片"
    sound = Image.linear_gradient("L").resize((900, 600)).convert("RGB")
    (folder / "空.png").write_bytes(b"")
    heic = struct.pack(">I", 24) + b"ftypheic\0\0\0\0mif1heic" + bytes(200)
    for name in ("苹果.heic", "苹果.jpg"):
        (folder / name).write_bytes(heic)
    for name in ("截断.png", "截断.jpg", "动图.gif", "扫描.tif", "网图.webp"):
        sound.save(folder / name)
    for name in ("截断.png", "截断.jpg"):
        data = (folder / name).read_bytes()
        (folder / name).write_bytes(data[: len(data) * 2 // 3])
    (folder / "文字.png").write_text("这不是图片\n" * 20, "utf-8")
    sound.save(folder / "反了.jpg", "PNG")
    (folder / "文件夹").mkdir()


def picture_sound(root: Path) -> None:
    folder = root / FOLDER / "图片"
    grey = Image.linear_gradient("L").resize((900, 600))
    grey.save(folder / "灰度.jpg")
    grey.convert("CMYK").save(folder / "四色.jpg")
    grey.convert("I;16").save(folder / "十六位.png")
    exif = Image.Exif()
    exif[0x0112] = 6
    grey.resize((600, 900)).convert("RGB").save(folder / "侧放.jpg", exif=exif)


def picture_small(root: Path) -> None:
    folder = root / FOLDER / "图片"
    Image.new("L", (600, 400)).save(folder / "小.png")
    Image.new("L", (300, 200)).save(folder / "极小.png")


BUILDERS: dict[str, Callable[[Path], None]] = {
    name.replace("_", "-"): value
    for name, value in list(globals().items())
    if callable(value) and not name.startswith("_") and getattr(value, "__module__", "") == __name__
}
