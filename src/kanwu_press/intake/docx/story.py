"""One story of a document (the body, a note, a text box) → blocks. WordprocessingML, ISO/IEC 29500-1, 17.

Tracked changes are accepted and listed. What is not printed (hidden text, field codes, deleted text, other
versions of a drawing) goes into `State.left` or `State.changes`: no text is passed over.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from kanwu_press.intake.docx.formulas import formula
from kanwu_press.intake.docx.names import Element, attribute, child, name, number, switched, value
from kanwu_press.intake.docx.numbering import Numbering
from kanwu_press.intake.docx.package import Package, Target
from kanwu_press.intake.docx.styles import Styles
from kanwu_press.intake.docx.symbols import symbol
from kanwu_press.intake.docx.values import (
    Aside,
    Block,
    Break,
    Call,
    Cell,
    Change,
    Grid,
    Image,
    Left,
    Look,
    Paragraph,
    Piece,
    Reading,
    Run,
    words_of,
)

LOST_SIGN = "□"
_EMU_PER_MM = 36_000
_TEXTS = ("w:t", "w:delText", "w:instrText", "w:delInstrText", "m:t", "a:t", "c:v")
_GONE = ("w:del", "w:moveFrom")
_NEW = {"w:ins": "inserted", "w:moveTo": "moved-to"}
_HREF = re.compile(r'HYPERLINK\s+(?:\\l\s+"[^"]*"|"([^"]*)")', re.IGNORECASE)
# Pinyin and enclosed characters as Word 97 and WPS write them: EQ \o\ad(\s\up 9(qí),亓), EQ \o\ac(○,1)
_EQ_READING = re.compile(
    r"\\o\s*\\ad\s*\(\s*\\s\s*\\up\s*\d*\s*\(([^()]{1,40})\)\s*[,，;]\s*([^()]{1,8})\)", re.IGNORECASE
)
_EQ_CIRCLED = re.compile(r"\\o\s*\\ac\s*\(\s*[○〇◯]\s*[,，;]\s*(\d{1,2})\s*\)", re.IGNORECASE)
_RUBY_BASE, _RUBY_READING = 8, 40  # characters that the manuscript's {字|zì} takes


def text_in(element: Element | None) -> str:
    """All text within an element, of both alternatives where there are two that differ."""
    if element is None:
        return ""
    return "".join(_texts(element))


def _texts(element: Element) -> list[str]:
    kind = name(element)
    if kind in _TEXTS:
        return [element.text or ""]
    if kind == "w:sym":
        code = _code(element)
        return [chr(code)] if 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else []
    if kind == "w:noBreakHyphen":
        return ["-"]
    if kind == "mc:AlternateContent":
        choice, fallback = alternatives(element)
        one, two = text_in(choice), text_in(fallback)
        return [one] if same_letters(one, two) else [one, two]
    own = [attribute(element, "string")] if kind == "v:textpath" else []
    own += [attribute(element, "w:instr")] if kind == "w:fldSimple" else []
    own += [attribute(element, "descr")] if kind == "wp:docPr" else []
    own += [attribute(element, "alt")] if kind in ("v:shape", "v:rect") else []
    return [*own, *(text for one in element for text in _texts(one))]


def alternatives(element: Element) -> tuple[Element | None, Element | None]:
    """The choice and the fallback of a mc:AlternateContent (ISO/IEC 29500-3)."""
    return child(element, "mc:Choice"), child(element, "mc:Fallback")


def same_letters(one: str, two: str) -> bool:
    """Whether two texts are the same but for spaces."""
    return "".join(one.split()) == "".join(two.split())


def _code(element: Element) -> int:
    text = attribute(element, "w:char")
    return int(text, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,6}", text) else 0


@dataclass(slots=True)
class State:
    """What all stories of a document share."""

    package: Package
    styles: Styles
    numbering: Numbering
    number: int = 0
    left: list[Left] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    pinned: dict[str, tuple[int, list[str]]] = field(default_factory=dict)  # comments: paragraph, words
    open_comments: set[str] = field(default_factory=set)
    labels: int = 0
    objects: list[tuple[int, str]] = field(default_factory=list)
    symbols: list[tuple[int, str, str]] = field(default_factory=list)
    marks: list[tuple[str, str]] = field(default_factory=list)
    open_fields: int = 0
    used: set[str] = field(default_factory=set)  # parts whose text was taken

    def leave(self, kind: str, text: str) -> None:
        """Text that is not printed, at the paragraph being read; pieces of one kind come together."""
        if not text.strip():
            return
        last = self.left[-1] if self.left else None
        if last is not None and (last.number, last.kind) == (self.number, kind):
            self.left[-1] = replace(last, text=last.text + text)
        else:
            self.left.append(Left(self.number, kind, text))


@dataclass(slots=True)
class _Field:
    """A field that is open: its code, and whether its result has begun."""

    code: str = ""
    result: bool = False

    @property
    def kind(self) -> str:
        return (self.code.split() or [""])[0].upper()


@dataclass(frozen=True, slots=True)
class _Around:
    """What encloses a run."""

    style: str  # of the paragraph
    href: str = ""
    change: str = ""
    author: str = ""
    when: str = ""


@dataclass(slots=True)
class Story:
    """Reads one part, or a box in it."""

    state: State
    targets: dict[str, Target]
    fields: list[_Field] = field(default_factory=list)
    carried: list[Piece] = field(default_factory=list)  # of a paragraph whose end was deleted

    def read(self, parent: Element | None) -> tuple[Block, ...]:
        """The whole story in an element; what is left open at its end is left out."""
        found = self.blocks(parent)
        for one in self.fields:
            self.state.open_fields += 1
            self.state.leave("field", one.code)
        if self.carried:
            self.state.number += 1
            found = (*found, Paragraph(self.state.number, _merged(self.carried)))
        return found

    # ---- blocks

    def blocks(self, parent: Element | None) -> tuple[Block, ...]:
        """The blocks in an element, in order."""
        found: list[Block] = []
        for one in () if parent is None else parent:
            self._block(one, found)
        return tuple(found)

    def _block(self, one: Element, found: list[Block]) -> None:
        match name(one):
            case "w:p":
                paragraph = self._paragraph(one)
                if paragraph is not None:
                    found.append(paragraph)
            case "w:tbl":
                found.append(self._table(one))
            case "w:del" | "w:moveFrom":
                self._changed("deleted", one, text_in(one))
            case "w:sdt" if value_in(one, "w:docPartGallery").lower() == "table of contents":
                self.state.leave("contents", text_in(child(one, "w:sdtContent")))
            case "mc:AlternateContent":
                self._alternate(one, lambda part: self._block(part, found))
            case "w:altChunk":
                self.state.objects.append((self.state.number, "altChunk"))
            case kind if kind.endswith("Pr"):
                pass
            case _:
                found.extend(self.blocks(one))

    def _alternate(self, one: Element, take: Callable[[Element], None]) -> None:
        """What stands in the choice; in the fallback where the choice holds nothing that we read."""
        choice, fallback = alternatives(one)
        if choice is None or (fallback is not None and not _holds(choice) and _holds(fallback)):
            choice, fallback = fallback, choice
        for part in () if choice is None else choice:
            take(part)
        other = text_in(fallback)
        if not same_letters(other, text_in(choice)):
            self.state.leave("alternative", other)

    def _changed(self, kind: str, holder: Element, text: str) -> None:
        if text.strip():
            author, when = attribute(holder, "w:author"), attribute(holder, "w:date")
            self.state.changes.append(Change(self.state.number, kind, author, when, text))

    def _table(self, table: Element) -> Grid:
        first = self.state.number + 1
        rows: list[tuple[Cell, ...]] = []
        heads = 0
        for row in _inner(table, "w:tr"):
            properties = child(row, "w:trPr")
            if child(properties, "w:del") is not None:
                self._changed("deleted", child(properties, "w:del"), text_in(row))  # type: ignore[arg-type]
                continue
            if switched(properties, "w:tblHeader") and heads == len(rows):
                heads += 1
            before = number(value(properties, "w:gridBefore"))
            cells = [Cell(()) for _ in range(min(before, 60))]
            cells += [self._cell(cell) for cell in _inner(row, "w:tc")]
            rows.append(tuple(cells))
        return Grid(first, tuple(rows), heads)

    def _cell(self, cell: Element) -> Cell:
        properties = child(cell, "w:tcPr")
        merge, across = child(properties, "w:vMerge"), number(value(properties, "w:gridSpan"))
        goes_on = merge is not None and attribute(merge, "w:val") in ("", "continue")
        flat = child(properties, "w:hMerge")
        goes_on |= flat is not None and attribute(flat, "w:val") in ("", "continue")
        inner = Story(self.state, self.targets)
        return Cell(inner.read(cell), max(1, min(across, 60)), goes_on)

    # ---- a paragraph

    def _paragraph(self, one: Element) -> Paragraph | None:
        state = self.state
        state.number += 1
        here = state.number
        properties = child(one, "w:pPr")
        rank = state.styles.rank(properties)
        in_contents = any(f.result and f.kind == "TOC" for f in self.fields)
        pieces, self.carried = self.carried, []
        around = _Around(value(properties, "w:pStyle"))
        for part in one:
            self._inline(part, around, pieces)
        in_contents = in_contents or any(f.result and f.kind == "TOC" for f in self.fields)
        if in_contents or re.match(r"(?:toc|目录) ?\d", rank.style):
            state.leave("contents", "".join(_everything(piece) for piece in pieces))
            return None
        if child(child(properties, "w:rPr"), "w:del") is not None:
            self.carried = pieces  # its end was deleted: it goes on in the next
            return None
        label, bullet = "", -1
        if rank.numbering and pieces:
            label, bulleted = state.numbering.next(*rank.numbering)
            bullet = min(rank.numbering[1], 3) if bulleted else -1
            state.labels += bool(label)
        if label and (label[-1] in ".)" or label[-1].isalnum()):
            label += " "
        sizes: Counter[int] = Counter()
        for piece in pieces:
            if isinstance(piece, Run):
                sizes[piece.look.size] += len(piece.text.strip())
        size = max(sizes, key=lambda s: (sizes[s], s), default=0)
        return Paragraph(here, _merged(pieces), rank.style, rank.outline, rank.align, label, bullet, size)

    def _inline(self, one: Element, around: _Around, out: list[Piece]) -> None:
        kind = name(one)
        if kind in _GONE:
            self._changed("deleted" if kind == "w:del" else "moved-from", one, text_in(one))
        elif kind in _NEW:
            inner = replace(around, change=_NEW[kind])
            before = len(out)
            for part in one:
                self._inline(part, inner, out)
            self._changed(_NEW[kind], one, "".join(words_of(piece) for piece in out[before:]))
        elif kind == "w:r":
            self._run(one, around, out)
        elif kind == "w:hyperlink":
            target = self.targets.get(attribute(one, "r:id"))
            href = target.part if target is not None and target.outside else ""
            for part in one:
                self._inline(part, replace(around, href=href), out)
        elif kind == "w:fldSimple":
            self.state.leave("field", attribute(one, "w:instr"))
            for part in one:
                self._inline(part, around, out)
        elif kind in ("m:oMath", "m:oMathPara"):
            self._formulas(one, out)
        elif kind == "w:commentRangeStart":
            key = attribute(one, "w:id")
            self.state.open_comments.add(key)
            self.state.pinned.setdefault(key, (self.state.number, []))
        elif kind == "w:commentRangeEnd":
            self.state.open_comments.discard(attribute(one, "w:id"))
        elif kind == "w:sdt" and switched(child(one, "w:sdtPr"), "w:showingPlcHdr"):
            self.state.leave("placeholder", text_in(one))
        elif kind == "mc:AlternateContent":
            self._alternate(one, lambda part: self._inline(part, around, out))
        elif not kind.endswith("Pr"):
            for part in one:
                self._inline(part, around, out)

    def _formulas(self, one: Element, out: list[Piece]) -> None:
        made = formula(one)
        if made.source.strip():
            out.append(made)
            self._pin(made.text)

    def _pin(self, text: str) -> None:
        for key in sorted(self.state.open_comments):
            self.state.pinned[key][1].append(text)

    # ---- a run

    def _run(self, run: Element, around: _Around, out: list[Piece]) -> None:
        look = self.state.styles.look(around.style, child(run, "w:rPr"))
        for one in run:
            self._content(one, look, around, out)

    def _content(self, one: Element, look: Look, around: _Around, out: list[Piece]) -> None:
        match name(one):
            case "w:t" | "w:delText":
                self._text(one.text or "", look, around, out)
            case "w:instrText" | "w:delInstrText":
                if self.fields:
                    self.fields[-1].code += one.text or ""
                else:
                    self.state.leave("field", one.text or "")
            case "w:fldChar":
                self._field(attribute(one, "w:fldCharType"), look, around, out)
            case "w:tab" | "w:ptab":
                self._text("\t", look, around, out)
            case "w:br" if attribute(one, "w:type") in ("page", "column"):
                pass
            case "w:br" | "w:cr":
                if not self._in_code():
                    out.append(Break())
            case "w:noBreakHyphen":
                self._text("-", look, around, out)
            case "w:sym":
                self._symbol(one, look, around, out)
            case "w:footnoteReference" | "w:endnoteReference":
                kind = name(one)[2:-9]
                out.append(Call(kind, attribute(one, "w:id")))
            case "w:commentReference":
                self.state.pinned.setdefault(attribute(one, "w:id"), (self.state.number, []))
            case "w:ruby":
                self._ruby(one, look, around, out)
            case "w:drawing" | "w:pict" | "w:object":
                self._drawing(one, "", out)
            case "mc:AlternateContent":
                self._alternate(one, lambda part: self._content(part, look, around, out))
            case kind if kind.endswith("Pr"):
                pass
            case _:
                for part in one:
                    self._content(part, look, around, out)

    def _in_code(self) -> bool:
        return any(not f.result for f in self.fields)

    def _text(self, text: str, look: Look, around: _Around, out: list[Piece]) -> None:
        if not text:
            return
        if self._in_code():
            self.fields[-1].code += text
        elif look.hidden:
            self.state.leave("hidden", text)
        else:
            links = [m[1] for f in self.fields if f.result and (m := _HREF.match(f.code.strip()))]
            out.append(Run(text, look, around.href or next((href for href in links if href), "")))
            self._pin(text)

    def _symbol(self, one: Element, look: Look, around: _Around, out: list[Piece]) -> None:
        font, code = attribute(one, "w:font"), _code(one)
        written = symbol(font, code)
        if not written:
            self.state.symbols.append((self.state.number, font, f"{code:04X}"))
            written = LOST_SIGN
        source = text_in(one)
        if look.hidden or self._in_code():
            self._text(source, look, around, out)
            return
        self.state.marks.append((source, written))
        self._text(written, look, around, out)

    def _ruby(self, one: Element, look: Look, around: _Around, out: list[Piece]) -> None:
        base: list[Piece] = []
        over: list[Piece] = []
        for part in one:
            if name(part) in ("w:rubyBase", "w:rt"):
                for inner in part:
                    self._inline(inner, around, base if name(part) == "w:rubyBase" else over)
        text, reading = ("".join(words_of(p) for p in pieces).strip() for pieces in (base, over))
        out.extend(_reading(text, reading, look))

    def _field(self, kind: str, look: Look, around: _Around, out: list[Piece]) -> None:
        if kind == "begin":
            self.fields.append(_Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].result = True
        elif kind == "end" and self.fields:
            done = self.fields.pop()
            if self._in_code():
                self.fields[-1].code += done.code
            elif done.kind == "EQ":
                self._equation(done, look, out)
            else:
                self.state.leave("field", done.code)

    def _equation(self, done: _Field, look: Look, out: list[Piece]) -> None:
        """An EQ field: pinyin, an enclosed number, or a formula in Word's own line form."""
        self.state.leave("field", done.code)
        reading, circled = _EQ_READING.search(done.code), _EQ_CIRCLED.search(done.code)
        if reading:
            out.extend(_reading(reading[2].strip(), reading[1].strip(), look))
            self.state.marks.append(("", reading[1].strip() + reading[2].strip()))
        elif circled and 1 <= int(circled[1]) <= 20:
            mark = chr(ord("①") + int(circled[1]) - 1)
            out.append(Run(mark, look))
            self.state.marks.append(("", mark))
        elif not done.result:
            self.state.objects.append((self.state.number, "EQ"))

    # ---- drawings

    def _drawing(self, one: Element, alt: str, out: list[Piece]) -> None:
        """Pictures, boxes and objects in a drawing; its alternative text goes to the first picture."""
        own = attribute(child_within(one, "wp:docPr"), "descr")
        width = number(attribute(child_within(one, "wp:extent"), "cx")) / _EMU_PER_MM
        before = len(out)
        self._drawn(one, width, out)
        for at in range(before, len(out)):
            piece = out[at]
            if own and isinstance(piece, Image) and not piece.alt:
                out[at] = replace(piece, alt=own)
                return
        self.state.leave("alternative text", own)

    def _drawn(self, one: Element, width: float, out: list[Piece]) -> None:
        match name(one):
            case "w:txbxContent":
                inner = Story(self.state, self.targets)
                blocks = inner.read(one)
                if blocks:
                    out.append(Aside(blocks))
                return
            case "mc:AlternateContent":
                self._alternate(one, lambda part: self._drawn(part, width, out))
                return
            case "a:blip":
                self._image(attribute(one, "r:embed"), attribute(one, "r:link"), width, one, out)
            case "v:imagedata":
                self._image(attribute(one, "r:id"), attribute(one, "r:href"), width, one, out)
            case "v:textpath" if attribute(one, "string").strip():
                self.state.number += 1
                text = Run(attribute(one, "string"))
                out.append(Aside((Paragraph(self.state.number, (text,)),)))
            case "c:chart":
                self._object("chart", attribute(one, "r:id"))
            case "dgm:relIds":
                self._object("diagram", attribute(one, "r:dm"))
            case "o:OLEObject":
                self._object(attribute(one, "ProgID") or "OLE", attribute(one, "r:id"))
            case "a:t":
                self.state.leave("drawing", one.text or "")
        for part in one:
            self._drawn(part, width, out)
        if name(one) in ("v:shape", "v:rect"):
            self._shape_alt(attribute(one, "alt"), out)

    def _shape_alt(self, alt: str, out: list[Piece]) -> None:
        last = out[-1] if out else None
        if alt and isinstance(last, Image) and not last.alt:
            out[-1] = replace(last, alt=alt)
        else:
            self.state.leave("alternative text", alt)

    def _object(self, kind: str, key: str) -> None:
        """A chart, diagram or embedded file; its words are left out."""
        self.state.objects.append((self.state.number, kind))
        target = self.targets.get(key)
        part = "" if target is None or target.outside else target.part
        if part.endswith(".xml") and part in self.state.package.names and part not in self.state.used:
            self.state.used.add(part)
            self.state.leave(kind, " ".join(_texts(self.state.package.xml(part))))  # type: ignore[arg-type]

    def _image(self, key: str, link: str, width: float, one: Element, out: list[Piece]) -> None:
        target, linked = self.targets.get(key), self.targets.get(link)
        if target is not None and not target.outside:
            out.append(Image(target.part, cropped=_cropped(one), width_mm=width))
        elif linked is not None or target is not None:
            address = (linked or target).part  # type: ignore[union-attr]
            out.append(Image("", address=address))


def _everything(piece: Piece) -> str:
    """All letters of a piece, also those that are not in the line."""
    match piece:
        case Reading():
            return piece.base + piece.reading
        case Image():
            return piece.alt
        case Aside():
            return "".join(_everything(p) for b in piece.blocks if isinstance(b, Paragraph) for p in b.pieces)
        case _:
            return words_of(piece)


def child_within(one: Element, wanted: str) -> Element | None:
    """The first element of that name at any depth, but not within a text box."""
    for part in one:
        if name(part) == wanted:
            return part
        if name(part) not in ("w:txbxContent", "mc:Fallback"):
            found = child_within(part, wanted)
            if found is not None:
                return found
    return None


def value_in(one: Element, wanted: str) -> str:
    """w:val of the element of that name among the properties of a w:sdt."""
    properties = child(one, "w:sdtPr")
    return attribute(None if properties is None else child_within(properties, wanted), "w:val")


def _holds(element: Element) -> bool:
    """Whether there is text, a picture or an object in an element."""
    return any(
        name(one) in (*_TEXTS, "a:blip", "v:imagedata", "c:chart", "dgm:relIds", "w:sym")
        for one in element.iter()
    )


def _inner(parent: Element, wanted: str) -> list[Element]:
    """Rows of a table or cells of a row, also within content controls and the like."""
    found: list[Element] = []
    for one in parent:
        if name(one) == wanted:
            found.append(one)
        elif name(one) in (
            "w:sdt",
            "w:sdtContent",
            "w:customXml",
            "w:ins",
            "w:moveTo",
            "mc:AlternateContent",
            "mc:Choice",
        ):
            found += _inner(one, wanted)
    return found


def _cropped(blip: Element) -> bool:
    holder = blip.getparent()
    rect = None if holder is None else child(holder, "a:srcRect")
    if rect is not None and any(number(str(side)) for side in rect.attrib.values()):
        return True
    whole = None if holder is None else holder.getparent()
    turned = None if whole is None else child_within(whole, "a:xfrm")
    return number(attribute(turned, "rot")) != 0


def _reading(base: str, reading: str, look: Look) -> list[Piece]:
    """Pinyin where the manuscript can hold it, else in brackets behind."""
    if not base or not reading:
        return [Run(base or reading, look)] if base or reading else []
    if len(base) <= _RUBY_BASE and len(reading) <= _RUBY_READING and not set("{}|｜\n") & set(base + reading):
        return [Reading(base, reading, look)]
    return [Run(f"{base}（{reading}）", look)]


def _merged(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Neighbouring runs of one look as one."""
    out: list[Piece] = []
    for piece in pieces:
        last = out[-1] if out else None
        if (
            isinstance(piece, Run)
            and isinstance(last, Run)
            and (last.look, last.href) == (piece.look, piece.href)
        ):
            out[-1] = replace(last, text=last.text + piece.text)
        else:
            out.append(piece)
    return tuple(out)
