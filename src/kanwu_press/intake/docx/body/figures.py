"""Pictures that stand side by side → a figure or a gallery, with their caption."""

from __future__ import annotations

from collections.abc import Sequence

from kanwu_press.intake.docx import doubts
from kanwu_press.intake.docx.body.captions import captions_above, credited, is_figure_caption
from kanwu_press.intake.docx.body.writer import Writer
from kanwu_press.intake.docx.flow import Flow, Pictures
from kanwu_press.intake.docx.values import Image, Paragraph, missing
from kanwu_press.intake.manuscript import escaped, guarded


def write_pictures(
    writer: Writer, flow: Sequence[Flow], at: int, out: list[str], above: Paragraph | None = None
) -> int:
    """Pictures that follow each other from `at` on, with the caption below them, or the one `above`.

    Returns how much of the flow it took, the caption above apart.
    """
    one = flow[at]
    assert isinstance(one, Pictures)
    group = [p for p in flow[at : last_picture(flow, at) + 1] if isinstance(p, Pictures)]
    after = flow[at + len(group)] if at + len(group) < len(flow) else None
    below = after if above is None and isinstance(after, Paragraph) and _is_caption(writer, after) else None
    shown = _named(writer, group)
    caption = above or below
    text = "" if caption is None else write_caption(writer, caption)
    if len(shown) > 1:
        out.append(_gallery(writer, shown, text))
    elif shown:
        credit = credited(text)
        if caption is not None and credit[1]:
            writer.unwrite(caption.number, missing(text, "".join(credit)))
        out.append(_figure(writer, *shown[0], *credit))
    elif text:
        out.append(guarded(text))
        writer.find(doubts.CAPTION_ALONE, caption.number if caption else 0, caption=text)
    return len(group) + (below is not None)


def write_caption(writer: Writer, caption: Paragraph) -> str:
    """A caption in one line."""
    writer.fate(caption.number, "caption")
    return writer.line(writer.numbered(caption))


def last_picture(flow: Sequence[Flow], at: int) -> int:
    """The index of the last of the pictures in a row from `at`; those among words stand alone."""
    first = flow[at]
    while isinstance(first, Pictures) and not first.inline and at + 1 < len(flow):
        after = flow[at + 1]
        if not isinstance(after, Pictures) or after.inline:
            break
        at += 1
    return at


def _is_caption(writer: Writer, one: Paragraph) -> bool:
    """Whether a paragraph below pictures is their caption, and no subhead."""
    subhead = one.key in writer.levels and not is_figure_caption(one)
    return captions_above(one, writer.body_size) and not subhead


def _named(writer: Writer, group: Sequence[Pictures]) -> list[tuple[Image, str]]:
    """Each picture with the name of its file; those that have none are left out."""
    for one in group:
        writer.fate(one.number, "picture")
    named = [(p.number, image, writer.namer(image, p.number)) for p in group for image in p.images]
    for number, image, name in named:
        if name and group[0].inline:
            writer.find(doubts.PICTURE_INLINE, number, name=name)
        if not name and image.alt:
            writer.said.append((number, image.alt))
    return [(image, name) for _, image, name in named if name]


def _figure(writer: Writer, image: Image, name: str, text: str, signed: str) -> str:
    lines = [f"::: 图 {name}"]
    lines += [f"说明：{text}"] if text else []
    lines += [f"署名：{signed}"] if signed else []
    lines += [f"替代文字：{escaped(image.alt)}"] if image.alt else []
    writer.words.append(image.alt)
    return "\n".join([*lines, ":::"])


def _gallery(writer: Writer, shown: Sequence[tuple[Image, str]], text: str) -> str:
    writer.words += [image.alt for image, _ in shown]
    pictures = (f"![{escaped(image.alt)}]({name})" for image, name in shown)
    return "\n".join((f"::: 组图 {text}".rstrip(), *pictures, ":::"))
