"""Preflight of PDF/UA-1 (ISO 14289-1), the file as a whole: identity, title, language, annotations, layers.

Each rule names the checkpoint of the Matterhorn Protocol 1.1 that it stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.preflight import pdfxmp
from kanwu_press.preflight.pdfmarks import Page
from kanwu_press.preflight.pdfobjects import Obj, array, flag, get, key_of, name, number, text
from kanwu_press.preflight.pdftree import Element, Key, Tree
from kanwu_press.preflight.pdfview import View
from kanwu_press.preflight.wanted import listed

EXPORT = N_(
    "If kanwu made this file, please report it. If another program did, export it again as accessible PDF "
    "(PDF/UA-1), or mend it in Acrobat Pro (Accessibility)."
)
CLAIM = Rule(
    "ua-claim",
    Level.ERROR,
    N_("The file does not call itself PDF/UA-1 (its properties say: {found})."),
    EXPORT,
)
TITLE = Rule(
    "ua-title",
    Level.ERROR,
    N_("The file has no title in its metadata (dc:title); none can be read out."),
    N_("Enter a title in the document's properties, and export again."),
)
SHOWN_TITLE = Rule(
    "ua-title-shown",
    Level.ERROR,
    N_("The window of the reading program shows the file's name and not its title (DisplayDocTitle)."),
    N_("Acrobat: File, Properties, Initial View: show the Document Title."),
)
MARKED = Rule(
    "ua-marked", Level.ERROR, N_("The file does not say that it is tagged (MarkInfo, Marked)."), EXPORT
)
SUSPECTS = Rule(
    "ua-suspects",
    Level.ERROR,
    N_("The file itself says that its tags are guessed and doubtful (Suspects)."),
    EXPORT,
)
NO_TREE = Rule(
    "ua-tree", Level.ERROR, N_("The file has no tags at all: nothing in it can be read out in order."), EXPORT
)
LANGUAGE = Rule(
    "ua-language",
    Level.ERROR,
    N_("The file does not say in which language it is, or says it in no valid way ({found})."),
    N_("Set the document's language, for Chinese in simplified characters zh-Hans or zh-CN."),
)
PART_LANGUAGE = Rule(
    "ua-language-part",
    Level.ERROR,
    N_("{count} part(s) of the file name a language that there is not ({found})."),
    N_("Write languages as zh-Hans, zh-CN, en and the like."),
)
FORM = Rule(
    "ua-form-xfa",
    Level.ERROR,
    N_("There is a dynamic form (XFA) in the file, which is not read aloud."),
    N_("Export it as a plain PDF without a form."),
)
LAYER_NAME = Rule(
    "ua-layer-name",
    Level.ERROR,
    N_("A set of layers has no name, or switches layers of itself (AS)."),
    N_("Export the file without layers."),
)
TAB_ORDER = Rule(
    "ua-tabs",
    Level.ERROR,
    N_("On pages {pages} the tab key does not go through links in the order of reading (Tabs is not S)."),
    EXPORT,
)
NOTE_UNTAGGED = Rule(
    "ua-annotation-tag",
    Level.ERROR,
    N_("Page {page}: {count} link(s) or annotation(s) stand in no tag of theirs ({found})."),
    EXPORT,
)
NOTE_WORDLESS = Rule(
    "ua-annotation-text",
    Level.ERROR,
    N_("Page {page}: {count} link(s) or annotation(s) do not say in words what they are (Contents)."),
    EXPORT,
)
NOTE_PARENT = Rule(
    "ua-annotation-parent",
    Level.ERROR,
    N_("Page {page}: {count} link(s) or annotation(s) do not lead back to their tag (StructParent)."),
    EXPORT,
)
NOTE_KIND = Rule(
    "ua-annotation-kind",
    Level.ERROR,
    N_("Page {page}: there is an annotation of a kind that can't be read out ({found})."),
    N_("Remove it, and export again."),
)
OUTLINE = Rule(
    "ua-outline",
    Level.ERROR,
    N_("{count} pages, but no bookmarks to find one's way by."),
    N_("Export with bookmarks."),
)
LABELS = Rule(
    "ua-labels",
    Level.ERROR,
    N_("{count} pages, but the file does not say which numbers are printed on them."),
    N_("Export with page labels (Acrobat: Page Thumbnails, Page Labels)."),
)

_MANY_PAGES = 8  # from here on one wants bookmarks and labels
_MOST_ANNOTATIONS = 2_000  # of a page
_HIDDEN = 2
_KINDS = frozenset(
    (
        "Text", "Link", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Highlight",
        "Underline", "Squiggly", "StrikeOut", "Stamp", "Caret", "Ink", "Popup", "FileAttachment", "Sound",
        "Movie", "Widget", "Screen", "PrinterMark", "Watermark", "3D", "Redact",
    )
)  # fmt: skip  # ISO 32000-1, 12.5.6, without TrapNet
# BCP 47 (RFC 5646, 2.1).
_TAG = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
    r"|x(?:-[a-z0-9]{1,8})+",
    re.IGNORECASE,
)


def check_identity(view: View, tree: Tree | None) -> Iterator[Finding]:
    """Claim, title and its showing (06-001 to 06-003, 07-001, 07-002)."""
    metadata = pdfxmp.packet(view.root)
    part = pdfxmp.claims(metadata).ua
    if part != "1":
        yield CLAIM.at(view.place, found=part[:20] or "–")
    if not pdfxmp.said(metadata, pdfxmp.DC, "title"):
        yield TITLE.at(view.place)
    if not flag(get(get(view.root, "/ViewerPreferences"), "/DisplayDocTitle")):
        yield SHOWN_TITLE.at(view.place)


def check_marked(view: View, tree: Tree | None) -> Iterator[Finding]:
    """It is tagged and says so, without doubts (01-006, 01-007)."""
    info = get(view.root, "/MarkInfo")
    if not flag(get(info, "/Marked")):
        yield MARKED.at(view.place)
    if flag(get(info, "/Suspects")):
        yield SUSPECTS.at(view.place)
    if tree is None:
        yield NO_TREE.at(view.place)


def check_language(view: View, tree: Tree | None) -> Iterator[Finding]:
    """The language of all text, descriptions, bookmarks and metadata is told (11-001 to 11-007).

    A valid language of the whole file tells it of everything, so that only other ones must be looked at.
    """
    whole = text(get(view.root, "/Lang"))
    if not _TAG.fullmatch(whole):
        yield LANGUAGE.at(view.place, found=whole[:20] or "–")
    said = [
        text(value) for e in (tree.elements if tree else ()) if (value := e.entry("/Lang")) is not None
    ]
    said += {m.look.tag.lang for p in view.pages for m in p.marks if m.look.tag.lang is not None}
    wrong = [one for one in said if not _TAG.fullmatch(one)]
    if wrong:
        yield PART_LANGUAGE.at(view.place, count=len(wrong), found=wrong[0][:20] or "–")


def check_parts(view: View, tree: Tree | None) -> Iterator[Finding]:
    """No dynamic form (25-001), layers with names and without a will of their own (20-001 to 20-003)."""
    if get(get(view.root, "/AcroForm"), "/XFA") is not None or flag(get(view.root, "/NeedsRendering")):
        yield FORM.at(view.place)
    layers = get(view.root, "/OCProperties")
    if layers is not None:
        sets = [get(layers, "/D"), *array(get(layers, "/Configs"))]
        if any(not text(get(one, "/Name")).strip() or get(one, "/AS") is not None for one in sets):
            yield LAYER_NAME.at(view.place)


def check_ways(view: View, tree: Tree | None) -> Iterator[Finding]:
    """Bookmarks and page labels (ISO 14289-1, 7.17 and 7.18: where the document is navigated)."""
    count = len(view.pages)
    if count >= _MANY_PAGES and get(get(view.root, "/Outlines"), "/First") is None:
        yield OUTLINE.at(view.place, count=count)
    labels = get(view.root, "/PageLabels")
    if count >= _MANY_PAGES and not array(get(labels, "/Nums")) and not array(get(labels, "/Kids")):
        yield LABELS.at(view.place, count=count)


# ---- annotations -------------------------------------------------------------------------------


def check_tabs(view: View, tree: Tree | None) -> Iterator[Finding]:
    """Pages with annotations are stepped through in the order of the tags (28-008, 28-009)."""
    pages = [p.number for p in view.pages if _annotations(p) and name(get(p.object, "/Tabs")) != "/S"]
    if pages:
        yield TAB_ORDER.at(view.place, pages=listed(pages))


def check_annotations(view: View, tree: Tree | None) -> Iterator[Finding]:
    """Annotations: of known kinds, in a tag of theirs, with words (28-002, 28-004 to 28-007, "
    "28-010 to -012)."""
    if tree is None:
        return
    holders = {key: e for e in tree.elements for key in e.objects if key != (0, 0)}
    parents = tree.parents
    for page in view.pages:
        untagged: list[str] = []
        wordless, lost = 0, 0
        for annotation in _annotations(page):
            kind = name(get(annotation, "/Subtype")).lstrip("/")
            if kind not in _KINDS:
                yield NOTE_KIND.at(view.place, page=page.number, found=kind[:20] or "–")
                continue
            if kind == "PrinterMark":
                continue
            holder = holders.get(key_of(annotation))
            if holder is None or holder.role != {"Link": "Link", "Widget": "Form"}.get(kind, "Annot"):
                untagged.append(kind)
            else:
                lost += _lost(annotation, parents, holder)
            wordless += not _worded(annotation, kind, holder)
        if untagged:
            count, found = len(untagged), ", ".join(dict.fromkeys(untagged))
            yield NOTE_UNTAGGED.at(view.place, page=page.number, count=count, found=found)
        if wordless:
            yield NOTE_WORDLESS.at(view.place, page=page.number, count=wordless)
        if lost:
            yield NOTE_PARENT.at(view.place, page=page.number, count=lost)


def _annotations(page: Page) -> list[Obj]:
    """Those that can be met: not hidden, and no windows of other ones."""
    return [
        annotation
        for annotation in array(get(page.object, "/Annots"))[:_MOST_ANNOTATIONS]
        if not int(number(get(annotation, "/F")) or 0) & _HIDDEN
        and name(get(annotation, "/Subtype")) != "/Popup"
    ]


def _lost(annotation: Obj, parents: dict[int, tuple[Key, ...] | Key], holder: Element) -> bool:
    """Whether the parent tree does not lead from an annotation to its element."""
    at = number(get(annotation, "/StructParent"))
    return at is None or parents.get(int(at)) != holder.key


def _worded(annotation: Obj, kind: str, holder: Element | None) -> bool:
    if text(get(annotation, "/Contents")).strip():
        return True
    if kind == "Widget":
        return bool(text(get(annotation, "/TU")).strip()) or bool(holder and holder.alt)
    return kind != "Link" and bool(holder and holder.alt)
