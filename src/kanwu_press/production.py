"""Production as values: what an issue takes to be printed and bound (PagePlan), and the job ticket (Ticket).

The press computes them, the typesetter sets them, the cover and the imposed sheets are made by them;
so they stand beside the model. Frozen, no I/O. Lengths in mm; pages count from 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from kanwu_press.findings import Finding

REAM = 500  # full sheets of a ream (令), that is 1,000 printing sheets (印张)
SPINE_TEXT_MM = 5.0  # from here on a spine must bear text (GB/T 11668)


class Origin(Enum):
    """How a thickness came about."""

    MEASURED = "measured"  # by the printer
    TABLE = "table"  # from the table of papers
    RULE_OF_THUMB = "rule-of-thumb"  # from the weight alone


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper with what is known of it. `assumed`: the editor has named none."""

    name: str
    grams: float
    caliper_mm: float  # of one leaf, that is two pages
    origin: Origin
    coated: bool
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class FullSheet:
    """A full sheet (全张纸), how many pages (or covers) one side holds, and into how many sheets it is cut.

    `parts` is 2: presses take half a sheet (对开); 1 where half a sheet would not hold two pages.
    """

    width_mm: float
    height_mm: float
    ups: int
    parts: int

    @property
    def press_ups(self) -> int:
        """How many pages (or covers) one side of the sheet on press holds."""
        return self.ups // self.parts


class Backing(Enum):
    """How the back of a sheet is printed."""

    SHEETWISE = "sheetwise"  # 正反版: a set of plates for each side
    WORK_AND_TURN = "work-and-turn"  # 自翻版: one set for both, the sheet is turned and cut
    ONE_SIDE = "one-side"  # 单面


@dataclass(frozen=True, slots=True)
class Form:
    """What is printed on one sheet on press: so many pages of a copy, and so many copies of them."""

    pages: int
    backing: Backing
    copies: int

    @property
    def sets(self) -> int:
        """Sets of plates: one plate for each ink."""
        return 2 if self.backing is Backing.SHEETWISE else 1


@dataclass(frozen=True, slots=True)
class Need:
    """The paper for a print run. Sheets are full sheets; reams are of 500 of them."""

    sheets: int
    reams: float
    spoilage_sheets: int  # 加放
    total_reams: float
    weight_kg: float  # with the spoilage


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a copy on press: the interior or the cover. `need` is None without a print run.

    `inks` are those of front and back, (4, 4) or (1, 1); plates are single plates, sets are per form side.
    """

    pages: int
    paper: Paper
    sheet: FullSheet
    inks: tuple[int, int]
    spot: str
    forms: tuple[Form, ...]
    printing_sheets: float  # 印张 of one copy: pages through those that one side of the full sheet holds
    need: Need | None = None

    @property
    def sets(self) -> int:
        return sum(form.sets for form in self.forms)

    @property
    def plates(self) -> int:
        return self.sets * self.inks[0]


@dataclass(frozen=True, slots=True)
class PagePlan:
    """What the interior's number of pages means for press, bindery and cover.

    `signatures` are the pages of each signature in the order of the book; `blank` pages more are folded than
    there are, 0 for a multiple of four. `creep_mm` is the way from the outermost to the innermost sheet of a
    saddle-stitched copy, 0 otherwise. `advice` is what to say of binding, paper and sheets.
    """

    pages: int
    blank: int
    binding: str  # perfect, saddle, sewn
    signatures: tuple[int, ...]
    text: Part
    cover: Part
    copies: int | None
    spine_mm: float  # 0 when saddle stitched
    spine_origin: Origin
    creep_mm: float
    copy_grams: float
    spoilage: float  # per cent
    spoilage_sheets: int  # but at least so many sheets on press for each set of plates
    advice: tuple[Finding, ...] = ()

    @property
    def spine_text(self) -> bool:
        """Whether the spine must bear text."""
        return self.spine_mm >= SPINE_TEXT_MM


# ---- the job ticket ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FileFact:
    """What is known of a file handed to the printer: its checksum, pages, and what it says it keeps to."""

    use: str  # 内文, 封面, 拼版
    sha256: str
    pages: int
    standard: str = ""  # PDF/X-4
    condition: str = ""  # output condition, FOGRA39


Value: TypeAlias = "str | int | float | tuple[int | float | str, ...] | None"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the ticket: `value` under `key` (with its unit) in JSON, `label` and `text` on the sheet.

    `how` explains a computed figure: 92 ÷ 16 = 5.75. A row without a label goes on in the line of the row
    before. An empty text is to be filled in by hand; its value is None.
    """

    key: str
    label: str
    value: Value
    text: str
    how: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    key: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class TicketFile:
    """A file of the ticket, by name."""

    name: str
    fact: FileFact


@dataclass(frozen=True, slots=True)
class Signing:
    """A field to sign: who, and for what."""

    who: str
    what: str


@dataclass(frozen=True, slots=True)
class Ticket:
    """The job ticket (印刷施工单). `text` and `cover` have the same labels in the same order."""

    title: str
    job: str
    number: str  # <code>-<issue>
    dated: str  # the day of the issue, ISO
    customer: Group
    product: Group
    text: Group
    cover: Group
    bindery: Group
    delivery: Group
    files: tuple[TicketFile, ...]
    notes: tuple[str, ...]
    signings: tuple[Signing, ...]

    @property
    def groups(self) -> tuple[Group, ...]:
        return (self.customer, self.product, self.text, self.cover, self.bindery, self.delivery)
