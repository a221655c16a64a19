"""The flow below the head → blocks of Markdown: subheads, lists, tables, figures with captions, boxes.

Each block knows its words, which are counted against the document.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from kanwu_press.findings import Finding, Rule
from kanwu_press.intake import words
from kanwu_press.intake.docx import doubts
from kanwu_press.intake.docx.flow import Boxed, Flow, Pictures, Table
from kanwu_press.intake.docx.markup import Labels, inline, plain
from kanwu_press.intake.docx.symbols import BULLETS, PASTED_BULLETS
from kanwu_press.intake.docx.tables import table_lines
from kanwu_press.intake.docx.values import Image, Paragraph, Piece, Run
from kanwu_press.intake.manuscript import escaped, guarded
from kanwu_press.model import Place

_SUBHEAD, _BOLD_HEAD, _HEAD_STYLE = 45, 30, 60  # characters
_BOX_TITLE = 20
_BOX_ITEM = re.compile(r"位置(?=\s*[:：])")
_LEVELS = 3
_CAPTIONS = ("caption", "题注", "图题", "表题")
_QUOTES = ("quote", "intense quote", "block text", "引文", "引用", "明显引用")
_TABLE_NOTE = re.compile(r"^(?:注|说明|备注|资料来源|数据来源|来源)\s*\d?\s*[:：]")
_NOTE_LABEL = re.compile(r"^注\s*[:：]\s*")
_DOES = "摄影|摄|供图|绘图|绘|制图"
_IN_BRACKETS = re.compile(
    rf"\s*[（(]\s*([^（()）]{{2,24}}?(?:{_DOES}|图)|(?:{_DOES}|图片来源|图|资料来源)\s*[:：/／][^（()）]{{2,20}})\s*[)）]$"
)
_BARE_CREDIT = re.compile(rf"\s((\S{{2,12}}?)\s*[/／]?\s*(?:{_DOES}))$")
_LABELLED_CREDIT = re.compile(rf"\s((?:{_DOES}|图片来源)\s*[:：/／]\s*\S{{2,16}})$")
_BULLET = re.compile(f"^[{BULLETS}{PASTED_BULLETS}]\\s*")

Namer = Callable[[Image, int], "str"]


@dataclass(slots=True)
class Body:
    """What the flow becomes: Markdown, and for each paragraph its fate. `words` is all that is written."""

    labels: Labels
    namer: Namer  # the name of a picture's file; empty where there is none
    source: str
    file: str
    names: bool = False
    body_size: int = 0
    md: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    fates: dict[int, list[str]] = field(default_factory=dict)
    said: list[tuple[int, str]] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    levels: dict[tuple[int, int], tuple[int, str]] = field(default_factory=dict)
    wide: bool = False

    def find(self, rule: Rule, number: int, **values: object) -> None:
        self.findings.append(rule.at(Place(self.source, number), file=self.file, **values))

    def fate(self, number: int, what: str) -> None:
        self.fates.setdefault(number, []).append(what)

    # ---- the run of blocks

    def write(self, flow: Sequence[Flow], depth: int = 0) -> list[str]:
        """The flow as blocks of Markdown; `depth` counts the boxes around it."""
        flow = [one for one in flow if not isinstance(one, Paragraph) or _has_words(one)]
        if not depth:
            self.levels = dict(_levels(flow, self.body_size))
        out: list[str] = []
        at = 0
        while at < len(flow):
            at += self._one(flow, at, depth, out)
        return out

    def _one(self, flow: Sequence[Flow], at: int, depth: int, out: list[str]) -> int:
        """Writes what begins at `at`; returns how much of the flow it took."""
        one = flow[at]
        after = flow[at + 1] if at + 1 < len(flow) else None
        match one:
            case Pictures():
                return self._pictures(flow, at, out)
            case Boxed():
                out.append(self._box(one, depth))
            case Table():
                return self._table(one, None, after, out)
            case Paragraph() if isinstance(after, Table) and _is_table_caption(one):
                following = flow[at + 2] if at + 2 < len(flow) else None
                return 1 + self._table(after, one, following, out)
            case Paragraph() if isinstance(after, Pictures) and _is_figure_caption(one):
                last = _last_picture(flow, at + 1)
                following = flow[last + 1] if last + 1 < len(flow) else None
                if not (isinstance(following, Paragraph) and _is_figure_caption(following)):
                    return 1 + self._pictures(flow, at + 1, out, above=one)
                out.append(self._paragraph(one))
            case Paragraph() if _bulleted(one):
                return self._items(flow, at, out)
            case Paragraph():
                out.append(self._paragraph(one))
        return 1

    def _text(self, pieces: Sequence[Piece], *, bold: bool = True) -> str:
        """Pieces in Markdown, their words counted."""
        self.words.append(plain(pieces))
        return inline(pieces, self.labels, bold=bold, names=self.names)

    def _paragraph(self, one: Paragraph) -> str:
        if one.key in self.levels:
            level, by = self.levels[one.key]
            self.fate(one.number, f"subhead {level} ({by})")
            text = (
                self._text([Run(one.label), *one.pieces], bold=False)
                if one.label
                else self._text(one.pieces, bold=False)
            )
            self.added.append(one.label)
            return "#" * (level + 1) + " " + text.replace("\\\n", " ")
        caption = _is_figure_caption(one) or _is_table_caption(one)
        if caption and not words.is_closed(one.text):
            self.find(doubts.CAPTION_ALONE, one.number, caption=one.text.strip())
        quote = one.style in _QUOTES
        self.fate(one.number, "caption alone" if caption else "quotation" if quote else "paragraph")
        self.added.append(one.label)
        pieces = (Run(one.label), *_whole_lead(one.pieces)) if one.label else _whole_lead(one.pieces)
        text = "\n".join(guarded(line) for line in self._text(pieces).split("\n"))
        return "> " + text.replace("\n", "\n> ") if quote else text

    def _items(self, flow: Sequence[Flow], at: int, out: list[str]) -> int:
        lines: list[str] = []
        count = 0
        for one in flow[at:]:
            if not isinstance(one, Paragraph) or not _bulleted(one):
                break
            pieces = _without_bullet(one)
            mark = one.text.strip()[:1] if pieces is not one.pieces else ""
            if mark:
                self.said.append((one.number, mark))
            text = self._text(pieces).replace("\\\n", " ")
            lines.append(f"{'  ' * max(0, one.bullet)}- {guarded(text)}")
            self.fate(one.number, "list item")
            count += 1
        out.append("\n".join(lines))
        return count

    # ---- pictures

    def _pictures(self, flow: Sequence[Flow], at: int, out: list[str], above: Paragraph | None = None) -> int:
        """Pictures that follow each other, with the caption below them, or the one `above`."""
        one = flow[at]
        assert isinstance(one, Pictures)
        group = [p for p in flow[at : _last_picture(flow, at) + 1] if isinstance(p, Pictures)]
        after = flow[at + len(group)] if at + len(group) < len(flow) else None
        caption = after if isinstance(after, Paragraph) and _captions(after, self.body_size) else None
        if above is not None or (
            caption is not None and caption.key in self.levels and not _is_figure_caption(caption)
        ):
            caption = None
        images = [(p.number, image) for p in group for image in p.images]
        for p in group:
            self.fate(p.number, "picture")
        named = [(number, image, self.namer(image, number)) for number, image in images]
        if one.inline:
            for number, _, name in named:
                if name:
                    self.find(doubts.PICTURE_INLINE, number, name=name)
        shown = [(image, name) for _, image, name in named if name]
        self.said += [(number, image.alt) for number, image, name in named if not name and image.alt]
        words_ = above or caption
        text = "" if words_ is None else self._caption(words_)
        if len(shown) > 1:
            out.append(self._gallery(shown, text))
        elif shown:
            out.append(self._figure(*shown[0], text))
        elif text:
            out.append(guarded(text))
            self.find(doubts.CAPTION_ALONE, words_.number if words_ else 0, caption=text)
        return len(group) + (caption is not None)

    def _caption(self, caption: Paragraph) -> str:
        self.fate(caption.number, "caption")
        self.added.append(caption.label)
        pieces = (Run(caption.label), *caption.pieces) if caption.label else caption.pieces
        return self._text(pieces, bold=False).replace("\\\n", " ")

    def _figure(self, image: Image, name: str, text: str) -> str:
        lines = [f"::: 图 {name}"]
        text, signed = _credited(text)
        lines += [f"说明：{text}"] if text else []
        lines += [f"署名：{signed}"] if signed else []
        lines += [f"替代文字：{escaped(image.alt)}"] if image.alt else []
        self.words.append(image.alt)
        return "\n".join([*lines, ":::"])

    def _gallery(self, shown: list[tuple[Image, str]], text: str) -> str:
        self.words += [image.alt for image, _ in shown]
        pictures = (f"![{escaped(image.alt)}]({name})" for image, name in shown)
        return "\n".join((f"::: 组图 {text}".rstrip(), *pictures, ":::"))

    # ---- tables and boxes

    def _table(self, one: Table, caption: Paragraph | None, after: Flow | None, out: list[str]) -> int:
        title = "" if caption is None else self._caption(caption)
        note = ""
        taken = (
            isinstance(after, Paragraph)
            and bool(_TABLE_NOTE.match(after.text.strip()))
            and len(after.text) <= 300
        )
        if taken:
            assert isinstance(after, Paragraph)
            note = self._text(after.pieces, bold=False).replace("\\\n", " ")
            label = _NOTE_LABEL.match(note)
            if label:  # the block says it
                self.said.append((after.number, label[0]))
                self.words[-1] = self.words[-1].replace(label[0].strip(), "", 1)
                note = note[label.end() :]
            self.fate(after.number, "note of the table")
        out += table_lines(one, title, note, self)
        return 2 if taken else 1

    def _box(self, one: Boxed, depth: int) -> str:
        paragraphs = [p for p in one.flow if not isinstance(p, Paragraph) or _has_words(p)]
        first = paragraphs[0] if paragraphs else None
        title = ""
        text = first.text.strip() if isinstance(first, Paragraph) else ""
        self.find(doubts.BOX_TABLE if one.table else doubts.BOX, one.number, text=text[:30])
        if isinstance(first, Paragraph) and len(paragraphs) > 1 and _titles_box(first):
            title = self._text((Run(first.label), *first.pieces), bold=False).replace("\\\n", " ")
            self.added.append(first.label)
            self.fate(first.number, "title of the box")
            paragraphs = paragraphs[1:]
        inner = self.write(paragraphs, depth + 1)
        if depth >= 2 or not inner:
            return "\n\n".join(([title] if title else []) + inner)
        if inner and _BOX_ITEM.match(inner[0]):
            inner[0] = "\\" + inner[0] if not inner[0].startswith("位") else "&#20301;" + inner[0][1:]
        colons = ":" * (4 if any(block.startswith("::") for block in inner) else 3)
        colons += ":" if any(block.startswith("::::") for block in inner) else ""
        return f"{colons} 框 {title}".rstrip() + "\n" + "\n\n".join(inner) + f"\n{colons}"


def _credited(caption: str) -> tuple[str, str]:
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


def _last_picture(flow: Sequence[Flow], at: int) -> int:
    """The index of the last of the pictures in a row from `at`; those among words stand alone."""
    first = flow[at]
    while isinstance(first, Pictures) and not first.inline and at + 1 < len(flow):
        after = flow[at + 1]
        if not isinstance(after, Pictures) or after.inline:
            break
        at += 1
    return at


def _titles_box(one: Paragraph) -> bool:
    text = one.text.strip()
    short = len(text) <= _BOX_TITLE and not words.is_closed(text)
    return short and not _bulleted(one) and not _is_table_caption(one)


# ---- what a paragraph is -------------------------------------------------------------------


def _has_words(one: Paragraph) -> bool:
    return bool(one.text.strip()) or any(not isinstance(p, Run) for p in one.pieces)


def _bulleted(one: Paragraph) -> bool:
    return not one.outline and (one.bullet >= 0 or _BULLET.match(one.text.strip()) is not None)


def _without_bullet(one: Paragraph) -> tuple[Piece, ...]:
    """The pieces without a bullet typed as a character; the same object where there is none."""
    first = one.pieces[0] if one.pieces else None
    if isinstance(first, Run) and (found := _BULLET.match(first.text.lstrip())):
        return (replace(first, text=first.text.lstrip()[found.end() :]), *one.pieces[1:])
    return one.pieces


def _is_figure_caption(one: Paragraph) -> bool:
    text = one.text.strip()
    if len(text) > 120 or one.outline:
        return False
    return (
        bool(words.FIGURE_CAPTION.match(text) or words.CAPTION.match(text)) and not text.endswith("。")
    ) or (one.style in _CAPTIONS and not text.startswith("表"))


def _is_table_caption(one: Paragraph) -> bool:
    text = one.text.strip()
    return (
        len(text) <= 80
        and not one.outline
        and not text.endswith("。")
        and bool(words.TABLE_CAPTION.match(text))
    )


def _captions(one: Paragraph, body: int) -> bool:
    """Whether a paragraph below a picture is its caption."""
    if _is_figure_caption(one):
        return True
    text = one.text.strip()
    small = 0 < one.size < body
    return (
        one.align == "center" and len(text) <= 40 and small and not words.is_closed(text) and not one.outline
    )


def _whole_lead(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """A lead-in whose bold stops short of its final mark, bold up to it."""
    for at, (one, two) in enumerate(pairwise(pieces)):
        if not (isinstance(one, Run) and isinstance(two, Run) and one.look.bold and not two.look.bold):
            continue
        if two.text[:1] in ("。", "：", "！", "？") and one.text[-1:].isalnum():
            grown = replace(one, text=one.text + two.text[0]), replace(two, text=two.text[1:])
            return (*pieces[:at], *grown, *pieces[at + 2 :])
    return pieces


# ---- subheads ------------------------------------------------------------------------------


def _levels(flow: Sequence[Flow], body: int) -> Iterator[tuple[tuple[int, int], tuple[int, str]]]:
    """(level, by what) of each paragraph that is a subhead."""
    found = _heads(flow, body)
    outlines = sorted({p.outline for p, kind in found if kind == "style"})
    schemes = [name for name, _ in words.SCHEMES]
    by_style = {
        _scheme(p): outlines.index(p.outline) + 1 for p, kind in found if kind == "style" and _scheme(p)
    }
    deepest = min(len(outlines), _LEVELS)
    ranks = sorted(
        {schemes.index(_scheme(p)) for p, kind in found if kind == "number" and _scheme(p) not in by_style}
    )
    numbered = bool(ranks or by_style)
    for p, kind in found:
        if kind == "style":
            level = outlines.index(p.outline) + 1
        elif kind == "number":
            scheme = _scheme(p)
            level = by_style.get(scheme) or deepest + ranks.index(schemes.index(scheme)) + 1
        elif kind == "size":
            level = 1
        else:
            level = deepest + len(ranks) + 1 if numbered or outlines else 1
        yield p.key, (min(level, _LEVELS), kind)


def _scheme(one: Paragraph) -> str:
    return words.scheme_of(one.text.strip())[0]


def _heads(flow: Sequence[Flow], body: int) -> list[tuple[Paragraph, str]]:
    """Subheads and how each is known: style, number, size, bold."""
    kinds = [_kind(one, body) if isinstance(one, Paragraph) else "" for one in flow]
    found: list[tuple[Paragraph, str]] = []
    for at, (one, kind) in enumerate(zip(flow, kinds, strict=True)):
        if not kind or not isinstance(one, Paragraph):
            continue
        if kind == "number" and _in_a_row(flow, kinds, at):
            continue
        found.append((one, kind))
    return found


def _in_a_row(flow: Sequence[Flow], kinds: Sequence[str], at: int) -> bool:
    """Whether a numbered line is one of several with no text between: a list, no subheads."""
    for other in (at - 1, at + 1):
        if not 0 <= other < len(flow):
            if other == len(flow):
                return True  # nothing stands below it
            continue
        one, beside = flow[at], flow[other]
        both = isinstance(one, Paragraph) and isinstance(beside, Paragraph) and kinds[other] == "number"
        if both and _scheme(one) == _scheme(beside):  # type: ignore[arg-type]
            return True
    return False


def _kind(one: Paragraph, body: int) -> str:
    text = one.text.strip()
    if not text or one.bullet >= 0 or _is_figure_caption(one) or _is_table_caption(one):
        return ""
    if one.outline:
        return "style" if len(text) <= _HEAD_STYLE and not text.endswith(("。", "；")) else ""
    if words.is_closed(text) or one.style in _QUOTES:
        return ""
    if words.scheme_of(text)[0] and len(text) <= _SUBHEAD:
        return "number"
    if one.align == "center" and len(text) <= _BOLD_HEAD and one.size > body > 0:
        return "size"
    weights = [p.look.bold for p in one.pieces if isinstance(p, Run) and p.text.strip()]
    return "bold" if weights and all(weights) and len(text) <= _BOLD_HEAD else ""
