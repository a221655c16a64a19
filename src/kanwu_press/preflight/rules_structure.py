"""Preflight of PDF/UA-1: the tags themselves. Types, headings, tables, lists, figures, notes, formulas.

Each rule names the checkpoint of the Matterhorn Protocol 1.1, or the clause of ISO 32000-1, it stands for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.preflight.pdfobjects import array, name, text
from kanwu_press.preflight.pdftree import Element, Tree
from kanwu_press.preflight.pdfview import View
from kanwu_press.preflight.rules_access import EXPORT
from kanwu_press.preflight.wanted import listed

DAMAGED = Rule(
    "ua-tree-damaged",
    Level.ERROR,
    N_("The tags are tangled: one lies within itself, or there is no end of them."),
    EXPORT,
)
BACKWARD = Rule(
    "ua-tree-parent",
    Level.ERROR,
    N_("{count} tag(s) name another tag around them than there is ({found})."),
    EXPORT,
)
UNKNOWN = Rule(
    "ua-type",
    Level.ERROR,
    N_("{count} tag(s) are of a type that no reading program knows ({found})."),
    EXPORT,
)
CIRCULAR = Rule(
    "ua-type-circle",
    Level.ERROR,
    N_("Types of tags are explained by each other in a circle ({found})."),
    EXPORT,
)
REMAPPED = Rule(
    "ua-type-standard", Level.ERROR, N_("Standard types of tags are given another meaning ({found})."), EXPORT
)
EMPTY = Rule(
    "ua-empty", Level.ERROR, N_("{count} tag(s) hold nothing at all ({found}, pages {pages})."), EXPORT
)
PLACED = Rule(
    "ua-nesting",
    Level.ERROR,
    N_("{count} tag(s) stand where their kind can't stand ({found}, pages {pages})."),
    EXPORT,
)
FIRST_HEADING = Rule(
    "ua-heading-first",
    Level.ERROR,
    N_("The first heading is of level {found} (page {page}); it must be of the first."),
    EXPORT,
)
SKIPPED = Rule(
    "ua-heading-skipped",
    Level.ERROR,
    N_(
        "Levels of headings are skipped in {count} place(s): the first from {before} to {after} on "
        "page {page}."
    ),
    EXPORT,
)
HEADINGS_MIXED = Rule(
    "ua-heading-mixed",
    Level.ERROR,
    N_("Headings with and without levels (H and H1, H2 …) stand in one file."),
    EXPORT,
)
HEADINGS_MANY = Rule(
    "ua-heading-many",
    Level.ERROR,
    N_("{count} tag(s) have more than one heading without a level (H)."),
    EXPORT,
)
IRREGULAR = Rule(
    "ua-table-rows",
    Level.ERROR,
    N_("Page {page}: a table's rows have different numbers of cells ({found}), joined cells counted."),
    EXPORT,
)
HEADLESS = Rule(
    "ua-table-scope",
    Level.ERROR,
    N_("Page {page}: {count} head cell(s) of a table do not say whether they stand for a row or a column."),
    EXPORT,
)
HEADERS_LOST = Rule(
    "ua-table-headers",
    Level.ERROR,
    N_("Page {page}: cells of a table name head cells that there are not ({found})."),
    EXPORT,
)
NO_HEAD = Rule(
    "ua-table-head",
    Level.WARNING,
    N_("Page {page}: a table has no head cells; its values are read out bare."),
    N_("Give the table a head row, if it has one."),
)
FIGURE_ALT = Rule(
    "ua-figure-alt",
    Level.ERROR,
    N_("{count} picture(s) have no description for the blind (pages {pages})."),
    N_("Describe each picture in a sentence; if it is mere decoration, say so."),
)
FIGURE_BOX = Rule(
    "ua-figure-box",
    Level.ERROR,
    N_("{count} picture(s) do not say where on the page they stand (BBox; pages {pages})."),
    EXPORT,
)
FORMULA_ALT = Rule(
    "ua-formula-alt",
    Level.ERROR,
    N_("{count} formula(s) have no text that can be read out (pages {pages})."),
    N_("Say each formula in words."),
)
NOTE_ID = Rule(
    "ua-note-id",
    Level.ERROR,
    N_("{count} note(s) have no mark of their own, or one twice (ID; pages {pages})."),
    EXPORT,
)

_LEVELS = {f"H{n}": n for n in range(1, 7)}
_BARE = frozenset(("TD", "TH"))  # an empty cell is a cell
# Which types may stand right within these (ISO 32000-1, 14.8.4.3), and where these must stand.
_HOLDS = {
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"}, "TBody": {"TR"}, "TFoot": {"TR"}, "TR": {"TH", "TD"},
    "L": {"L", "LI", "Caption"}, "LI": {"Lbl", "LBody"},
    "TOC": {"TOC", "TOCI", "Caption"}, "TOCI": {"Lbl", "Reference", "NonStruct", "P", "TOC"},
    "Ruby": {"RB", "RT", "RP"}, "Warichu": {"WT", "WP"},
}  # fmt: skip
_WITHIN = {
    "THead": {"Table"}, "TBody": {"Table"}, "TFoot": {"Table"}, "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"}, "TD": {"TR"}, "LI": {"L"}, "LBody": {"LI"}, "TOCI": {"TOC"},
    "RB": {"Ruby"}, "RT": {"Ruby"}, "RP": {"Ruby"}, "WT": {"Warichu"}, "WP": {"Warichu"},
}  # fmt: skip


def check_sound_tree(view: View, tree: Tree) -> Iterator[Finding]:
    """The tree is one, and its elements name those above (ISO 32000-1, 14.7.2)."""
    if not tree.whole:
        yield DAMAGED.at(view.place)
    wrong = [e for e in tree.elements if not e.backward]
    if wrong:
        yield BACKWARD.at(view.place, count=len(wrong), found=_kinds(wrong))


def check_types(view: View, tree: Tree) -> Iterator[Finding]:
    """Types are standard ones or mapped to such (02-001), without circles (02-003, 02-004)."""
    unknown = [e for e in tree.elements if not e.role and e.kind not in tree.circular]
    if unknown:
        yield UNKNOWN.at(view.place, count=len(unknown), found=_kinds(unknown))
    if tree.circular:
        yield CIRCULAR.at(view.place, found=", ".join(tree.circular)[:80])
    if tree.remapped:
        yield REMAPPED.at(view.place, found=", ".join(tree.remapped)[:80])


def _kinds(elements: list[Element]) -> str:
    return ", ".join(dict.fromkeys(e.kind or "?" for e in elements))[:80]


def check_empty(view: View, tree: Tree) -> Iterator[Finding]:
    """Every element holds something, but cells, which may be empty (01-006)."""
    empty = [
        e
        for index, e in enumerate(tree.elements)
        if not e.contents and not e.objects and index not in tree.kids and e.role not in _BARE
    ]
    yield from _told(view, EMPTY, empty)


def _told(view: View, rule: Rule, elements: list[Element]) -> Iterator[Finding]:
    if elements:
        pages = listed(e.page for e in elements if e.page) or "–"
        yield rule.at(view.place, count=len(elements), found=_kinds(elements), pages=pages)


def check_nesting(view: View, tree: Tree) -> Iterator[Finding]:
    """Parts of tables, lists, contents and ruby stand in one another as they must (09-004 to 09-008)."""
    wrong = []
    for element in tree.elements:
        outer = tree.outer(element)
        if element.role not in _HOLDS.get(outer, {element.role}) or (
            element.role in _WITHIN and outer not in _WITHIN[element.role]
        ):
            wrong.append(element)
    yield from _told(view, PLACED, wrong)


def check_headings(view: View, tree: Tree) -> Iterator[Finding]:
    """Headings begin with the first level (14-002), skip none (14-003), are of one way (14-006, 14-007)."""
    levels = [(_LEVELS[e.role], e) for e in tree.elements if e.role in _LEVELS]
    if levels and levels[0][0] != 1:
        yield FIRST_HEADING.at(view.place, found=levels[0][0], page=levels[0][1].page or "–")
    jumps = [(a, b, e) for (a, _), (b, e) in pairwise(levels) if b > a + 1]
    if jumps:
        before, after, element = jumps[0]
        page = element.page or "–"
        yield SKIPPED.at(view.place, count=len(jumps), before=before, after=after, page=page)
    plain = Counter(e.parent for e in tree.elements if e.role == "H")
    if plain and levels:
        yield HEADINGS_MIXED.at(view.place)
    if many := sum(count > 1 for count in plain.values()):
        yield HEADINGS_MANY.at(view.place, count=many)


# ---- tables ----------------------------------------------------------------------------------------


def check_tables(view: View, tree: Tree) -> Iterator[Finding]:
    """Tables are regular (ISO 14289-1, 7.5), and cells find their heads (15-003)."""
    names = {e.ident for e in tree.elements if e.role == "TH"}
    for index, table in enumerate(tree.elements):
        if table.role != "Table":
            continue
        rows = [list(_cells(tree, n)) for n in _rows(tree, index)]
        page = next((e.page for e in (table, *(c for row in rows for c in row)) if e.page), 0) or "–"
        widths = _widths(tree, rows)
        if len(set(widths)) > 1:
            yield IRREGULAR.at(view.place, page=page, found=", ".join(map(str, sorted(set(widths))[:8])))
        cells = [cell for row in rows for cell in row]
        heads = [cell for cell in cells if cell.role == "TH"]
        links = [text(one) for cell in cells for one in array(tree.attribute(cell, "/Headers"))]
        lost = [one for one in links if one not in names]
        if lost:
            yield HEADERS_LOST.at(view.place, page=page, found=", ".join(lost)[:60])
        unscoped = [c for c in heads if name(tree.attribute(c, "/Scope")) not in ("/Row", "/Column", "/Both")]
        if unscoped and not links:
            yield HEADLESS.at(view.place, page=page, count=len(unscoped))
        if cells and not heads:
            yield NO_HEAD.at(view.place, page=page)


def _rows(tree: Tree, table: int) -> Iterator[int]:
    """The rows of a table, through its parts."""
    for index in tree.kids.get(table, ()):
        role = tree.elements[index].role
        if role == "TR":
            yield index
        elif role in ("THead", "TBody", "TFoot"):
            yield from (n for n in tree.kids.get(index, ()) if tree.elements[n].role == "TR")


def _cells(tree: Tree, row: int) -> Iterator[Element]:
    return (e for e in tree.inner(row) if e.role in ("TH", "TD"))


def _widths(tree: Tree, rows: list[list[Element]]) -> list[int]:
    """How many columns each row fills, with the cells that reach down into it."""
    reaching: list[list[int]] = []  # rows still to fill, columns
    widths = []
    for row in rows:
        width = sum(columns for _, columns in reaching)
        reaching = [[left - 1, columns] for left, columns in reaching if left > 1]
        for cell in row:
            columns, down = tree.span(cell, "/ColSpan"), tree.span(cell, "/RowSpan")
            width += columns
            if down > 1:
                reaching.append([down - 1, columns])
        widths.append(width)
    if reaching:  # cells that reach below the last row
        widths.append(sum(columns for _, columns in reaching))
    return widths


# ---- pictures, formulas, notes ---------------------------------------------------------------------


def check_figures(view: View, tree: Tree) -> Iterator[Finding]:
    """Figures have a description (13-004) and a place (ISO 32000-1, 14.8.5.4.3)."""
    figures = [e for e in tree.elements if e.role == "Figure"]
    yield from _told(view, FIGURE_ALT, [e for e in figures if not e.said])
    yield from _told(view, FIGURE_BOX, [e for e in figures if not tree.boxed(e)])


def check_formulas(view: View, tree: Tree) -> Iterator[Finding]:
    """Formulas are told in words (17-002)."""
    yield from _told(view, FORMULA_ALT, [e for e in tree.elements if e.role == "Formula" and not e.said])


def check_notes(view: View, tree: Tree) -> Iterator[Finding]:
    """Notes have an ID, each its own (19-003, 19-004)."""
    counts = Counter(e.ident for e in tree.elements)
    notes = [e for e in tree.elements if e.role == "Note"]
    wrong = [e for e in notes if not (own := e.ident) or counts[own] > 1]
    yield from _told(view, NOTE_ID, wrong)


RULES: tuple[Callable[[View, Tree], Iterator[Finding]], ...] = (
    check_sound_tree,
    check_types,
    check_empty,
    check_nesting,
    check_headings,
    check_tables,
    check_figures,
    check_formulas,
    check_notes,
)
