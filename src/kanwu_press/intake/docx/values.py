"""A Word document as values: paragraphs of pieces, tables, notes, and what is not printed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks, as far as it can mean something. `size` in half points, 0 where it is not said."""

    bold: bool = False
    dots: bool = False  # 着重号
    wave: bool = False
    line: bool = False  # a single underline
    italic: bool = False
    struck: bool = False
    hidden: bool = False
    raised: int = 0  # 1 superscript, -1 subscript
    size: int = 0
    font: str = ""
    coloured: bool = False


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look; `href` is an address outside the document."""

    text: str
    look: Look = PLAIN
    href: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """The call of a note: `kind` is footnote or endnote."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture in its place. `part` names it in the package; empty where it is only linked (`address`)."""

    part: str
    alt: str = ""
    address: str = ""
    cropped: bool = False
    width_mm: float = 0.0  # as set in Word


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula: in one line, as MathML, and its characters in the document."""

    text: str
    mathml: str
    source: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Pinyin over characters."""

    base: str
    reading: str
    look: Look = PLAIN


@dataclass(frozen=True, slots=True)
class Break:
    """A line end within the paragraph (Shift+Enter)."""


@dataclass(frozen=True, slots=True)
class Aside:
    """A text box anchored here."""

    blocks: tuple[Block, ...]


Piece: TypeAlias = Run | Call | Image | Formula | Reading | Break | Aside


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`number` counts the paragraphs of the body from 1, those in tables and boxes included."""

    number: int
    pieces: tuple[Piece, ...]
    style: str = ""  # its name, lower-case
    outline: int = 0  # 1 for the highest; 0 for running text
    align: str = ""
    label: str = ""  # its automatic number, 一、
    bullet: int = -1  # the depth of a bulleted item
    size: int = 0  # half points, of most of its characters
    item: tuple[str, int] | None = None  # its automatic list, and the level in it
    part: int = 0  # which part of the paragraph, where its line ends parted it
    text_only: bool = False  # a line of the head that stays in the text: no subhead, whatever its looks

    @property
    def key(self) -> tuple[int, int]:
        """Paragraph and part: what makes it one of a kind."""
        return self.number, self.part

    @property
    def text(self) -> str:
        """Its words without notes, pictures and boxes."""
        return self.label + "".join(words_of(piece) for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Cell:
    blocks: tuple[Block, ...]
    across: int = 1
    goes_on: bool = False  # continues the cell above


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; `heads` rows are marked as its head."""

    number: int  # of the first paragraph in it
    rows: tuple[tuple[Cell, ...], ...]
    heads: int = 0


Block: TypeAlias = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Left:
    """Text that does not go into the manuscript, and why. `number` is the paragraph's; 0 for none."""

    number: int
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change: kind is inserted, deleted, moved-from or moved-to."""

    number: int
    kind: str
    author: str
    when: str
    text: str

    @property
    def gone(self) -> bool:
        """Whether the text is no longer in the document."""
        return self.kind in ("deleted", "moved-from")


@dataclass(frozen=True, slots=True)
class Comment:
    number: int
    author: str
    when: str
    about: str  # the words it is pinned to
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """All of a document: what is printed, and what is left out."""

    blocks: tuple[Block, ...]
    notes: dict[tuple[str, str], tuple[Block, ...]] = field(default_factory=dict)
    left: tuple[Left, ...] = ()
    changes: tuple[Change, ...] = ()
    comments: tuple[Comment, ...] = ()
    labels: int = 0  # paragraphs with automatic numbers
    objects: tuple[tuple[int, str], ...] = ()  # charts, diagrams, embedded files: paragraph and kind
    symbols: tuple[tuple[int, str, str], ...] = ()  # unknown w:sym: paragraph, font, code
    open_fields: int = 0  # fields that never end
    marks: tuple[tuple[str, str], ...] = ()  # characters written for w:sym and the like: source, written


def words_of(piece: Piece) -> str:
    """The words of a piece in the line of its paragraph."""
    match piece:
        case Run() | Formula():
            return piece.text
        case Reading():
            return piece.base
        case Break():
            return " "
        case _:
            return ""


def missing(whole: str, kept: str) -> str:
    """The characters of `whole` that `kept` has not, in their order, without spaces."""
    have = Counter(kept)
    out = ""
    for char in whole:
        if have[char]:
            have[char] -= 1
        elif not char.isspace():
            out += char
    return out
