"""PDF/UA-1 and PDF/A-3u by our own rules: nothing of a good file, and each fault by its rule alone."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from made_tagged import DAY_XMP, XMP, broken, good, make, saved
from made_x4 import broken as broken_x4
from pikepdf import Array, Dictionary, Name

from kanwu_press.findings import Rule
from kanwu_press.preflight import (
    rules_access,
    rules_archive,
    rules_faces,
    rules_marked,
    rules_metadata,
    rules_structure,
)
from kanwu_press.preflight.pdf import SCREEN, Wanted, preflight
from kanwu_press.words import words

Break = Callable[[pikepdf.Pdf], object]
OURS = ("ua-", "pdfa-", "font-")
FIRST = b"/P <</MCID 0>> BDC"  # of the second page


def codes(data: bytes, wanted: Wanted | None = None) -> set[str]:
    return {f.code for f in preflight(data, SCREEN, wanted) if f.code.startswith(OURS)}


def tag(pdf: pikepdf.Pdf, kind: str, number: int = 0) -> pikepdf.Object:
    """An element of the tree by its type, in the order in which they were made."""
    return [o for o in pdf.objects if isinstance(o, Dictionary) and o.get("/S") == f"/{kind}" and "/P" in o][
        number
    ]


def swapped(old: bytes, new: bytes, page: int = 1) -> Break:
    """A breaker that changes the operators of a page."""

    def how(pdf: pikepdf.Pdf) -> None:
        data = pdf.pages[page].obj.Contents.read_bytes()
        assert old in data
        pdf.pages[page].obj.Contents = pdf.make_indirect(pikepdf.Stream(pdf, data.replace(old, new, 1)))

    return how


def added(operators: bytes, page: int = 1) -> Break:
    return swapped(b"/Artifact", operators + b"\n/Artifact", page)


def xmp(old: str, new: str) -> Break:
    assert old in XMP
    return lambda pdf: pdf.Root.Metadata.write(XMP.replace(old, new).encode())


def put(where: Callable[[pikepdf.Pdf], pikepdf.Object], key: str, value: object = None) -> Break:
    """A breaker that sets an entry, or takes it away."""

    def how(pdf: pikepdf.Pdf) -> None:
        if value is None:
            del where(pdf)[key]
        else:
            where(pdf)[key] = value

    return how


def root(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.Root


def link(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.pages[0].obj.Annots[0]


def of(kind: str, number: int = 0) -> Callable[[pikepdf.Pdf], pikepdf.Object]:
    return lambda pdf: tag(pdf, kind, number)


def page(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.pages[1].obj


def parents(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.Root.StructTreeRoot.ParentTree.Nums


def mapped(**roles: str) -> Dictionary:
    return Dictionary(**{key: Name(f"/{value}") for key, value in roles.items()})


def renamed(old: str, new: str, number: int = 0, roles: Dictionary | None = None) -> Break:
    def how(pdf: pikepdf.Pdf) -> None:
        tag(pdf, old, number).S = Name(f"/{new}")
        if roles is not None:
            pdf.Root.StructTreeRoot.RoleMap = roles

    return how


def child(kind: str, inner: str, **more: object) -> Break:
    """A breaker that puts one more element into another one."""

    def how(pdf: pikepdf.Pdf) -> None:
        outer = tag(pdf, kind)
        made = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{inner}"), P=outer, **more))
        outer.K.append(made)

    return how


def form_twice(pdf: pikepdf.Pdf) -> None:
    """A form with a number of its own, held by a tag and known to the parent tree, but painted twice."""
    form = pikepdf.Stream(pdf, b"/P <</MCID 0>> BDC 0 0 9 9 re f EMC")
    form.Type, form.Subtype, form.BBox, form.StructParents = Name.XObject, Name.Form, Array([0, 0, 9, 9]), 20
    form = pdf.make_indirect(form)
    pdf.pages[1].obj.Resources.XObject["/Fm1"] = form
    holder = tag(pdf, "P", 1)
    holder.K.append(Dictionary(Type=Name.MCR, Pg=pdf.pages[1].obj, Stm=form, MCID=0))
    parents(pdf).extend([20, Array([holder])])
    added(b"/Fm1 Do /Fm1 Do")(pdf)


def layered(**more: object) -> Break:
    return put(root, "/OCProperties", Dictionary(OCGs=Array(), D=Dictionary(**more)))


def fonts(pdf: pikepdf.Pdf) -> tuple[pikepdf.Object, pikepdf.Object]:
    whole = pdf.pages[0].obj.Resources.Font.F1
    return whole, whole.DescendantFonts[0]


def told(old: bytes, new: bytes) -> Break:
    def how(pdf: pikepdf.Pdf) -> None:
        table = fonts(pdf)[0].ToUnicode
        assert old in table.read_bytes()
        table.write(table.read_bytes().replace(old, new))

    return how


def tangled(pdf: pikepdf.Pdf) -> None:
    document = tag(pdf, "Document")
    document.K.append(document)


def attached(related: bool) -> Break:
    def how(pdf: pikepdf.Pdf) -> None:
        file = pikepdf.Stream(pdf, b"1,2")
        file.Type, file.Subtype = Name.EmbeddedFile, Name("/text/csv")
        entry = Dictionary(
            Type=Name.Filespec, F="a.csv", UF="a.csv", EF=Dictionary(F=pdf.make_indirect(file))
        )
        if related:
            entry.AFRelationship = Name.Data
        pdf.Root.Names = Dictionary(
            EmbeddedFiles=Dictionary(Names=Array(["a.csv", pdf.make_indirect(entry)]))
        )

    return how


def blended(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)


def picture(**more: object) -> Break:
    def how(pdf: pikepdf.Pdf) -> None:
        for key, value in more.items():
            pdf.pages[0].obj.Resources.XObject.Im1[f"/{key}"] = value

    return how


BROKEN: dict[str, tuple[str, Break]] = {
    # identity
    "no claim of UA": ("ua-claim", xmp("<pdfuaid:part>1</pdfuaid:part>", "")),
    "another part": ("ua-claim", xmp("<pdfuaid:part>1", "<pdfuaid:part>7")),
    "no title": ("ua-title", lambda p: (xmp("海岸", "")(p), p.docinfo.__delitem__("/Title"))),
    "title not shown": ("ua-title-shown", put(root, "/ViewerPreferences")),
    "not marked": ("ua-marked", put(root, "/MarkInfo")),
    "suspects": ("ua-suspects", put(root, "/MarkInfo", Dictionary(Marked=True, Suspects=True))),
    "no tree": ("ua-tree", put(root, "/StructTreeRoot")),
    "no language": ("ua-language", put(root, "/Lang")),
    "a language in words": ("ua-language", put(root, "/Lang", "中文")),
    "a tag with an underscore": ("ua-language", put(root, "/Lang", "zh_CN")),
    "a part's language": ("ua-language-part", put(of("P"), "/Lang", "chinese!")),
    "a language in the content": (
        "ua-language-part", swapped(b"/P <</MCID 0>>", b"/P <</MCID 0 /Lang (xx_y)>>"),
    ),
    "XFA": ("ua-form-xfa", put(root, "/AcroForm", Dictionary(Fields=Array(), XFA=Array()))),
    "layers without a name": ("ua-layer-name", layered()),
    "layers with a will": ("ua-layer-name", layered(Name="A", AS=Array())),
    "no outline": ("ua-outline", put(root, "/Outlines")),
    "no labels": ("ua-labels", put(root, "/PageLabels")),
    # annotations
    "no tab order": ("ua-tabs", put(lambda p: p.pages[0].obj, "/Tabs")),
    "rows' tab order": ("ua-tabs", put(lambda p: p.pages[0].obj, "/Tabs", Name.R)),
    "a link in no tag": ("ua-annotation-tag", lambda p: tag(p, "Link").K.__delitem__(1)),
    "a link in a paragraph": ("ua-annotation-tag", renamed("Link", "Span")),
    "a link without words": ("ua-annotation-text", put(link, "/Contents")),
    "a link's way back": ("ua-annotation-parent", put(link, "/StructParent")),
    "a link's wrong way": ("ua-annotation-parent", lambda p: parents(p).__setitem__(-1, tag(p, "P"))),
    "a trap": ("ua-annotation-kind", put(link, "/Subtype", Name.TrapNet)),
    # marked content
    "loose text": ("ua-untagged", swapped(FIRST, b"/P BMC")),
    "a loose path": ("ua-untagged", added(b"0 0 9 9 re f")),
    "a loose picture": ("ua-untagged", added(b"q 30 0 0 30 10 10 cm /Im1 Do Q")),
    "a loose space": ("ua-untagged-blank", lambda p: (
        added(b"BT /F1 9 Tf <0009> Tj ET")(p), told(b"8 beginbfchar", b"9 beginbfchar\n<0009> <0020>")(p),
        fonts(p)[1].__setitem__("/CIDToGIDMap", p.make_indirect(pikepdf.Stream(p, bytes([0, 1] * 99)))),
    )),
    "an artifact within": ("ua-artifact", swapped(FIRST, FIRST + b" /Artifact BMC 0 0 9 9 re f EMC")),
    "a tag within an artifact": (
        "ua-artifact",
        swapped(FIRST, b"/Artifact BMC " + FIRST + b" 0 0 9 9 re f EMC EMC /Artifact BMC"),
    ),
    "not ended": ("ua-marks-unended", swapped(FIRST, FIRST + b" /Span BMC")),
    "ended twice": ("ua-marks-unended", added(b"EMC")),
    "a number twice": ("ua-number-twice", added(b"/P <</MCID 0>> BDC 0 0 9 9 re f EMC")),
    "a form twice": ("ua-form-twice", form_twice),
    "content held by none": ("ua-content-lost", added(b"/P <</MCID 1>> BDC 0 0 9 9 re f EMC")),
    "content held by two": ("ua-content-shared", lambda p: tag(p, "P", 1).K.append(0)),
    "held and not there": ("ua-content-missing", lambda p: tag(p, "P", 1).K.append(44)),
    "held on no page": ("ua-content-missing", lambda p: tag(p, "P", 1).K.append(
        Dictionary(Type=Name.MCR, MCID=3, Pg=p.make_indirect(Dictionary(Type=Name.Page))))),
    "no way back": ("ua-struct-parents", put(page, "/StructParents")),
    "one way for two pages": ("ua-struct-parents", put(page, "/StructParents", 2)),
    "a wrong index": ("ua-parent-tree", lambda p: parents(p)[3].__setitem__(0, tag(p, "P"))),
    "an index without an entry": ("ua-parent-tree", lambda p: parents(p).__setitem__(3, Array())),
    "an index of more than there is": ("ua-parent-tree", lambda p: parents(p)[3].append(tag(p, "P"))),
    # the tree
    "a tangle": ("ua-tree-damaged", tangled),
    "another parent": ("ua-tree-parent", put(of("P"), "/P", Dictionary())),
    "an unknown type": ("ua-type", renamed("P", "Absatz")),
    "a circle of types": ("ua-type-circle", renamed("P", "A", 0, mapped(A="B", B="A"))),
    "a standard type remapped": ("ua-type-standard", renamed("P", "P", 0, mapped(Span="P"))),
    "an empty tag": ("ua-empty", child("Document", "Sect")),
    "a cell in a section": ("ua-nesting", renamed("P", "TD")),
    "a paragraph in a list": ("ua-nesting", renamed("LI", "Div")),
    "no first heading": ("ua-heading-first", renamed("H1", "H2")),
    "a skipped level": ("ua-heading-skipped", renamed("H2", "H3")),
    "two ways of headings": ("ua-heading-mixed", renamed("H2", "H")),
    "many headings in one": ("ua-heading-many", lambda p: [
        renamed(a, "H")(p) for a in ("H1", "H2")]),
    "a cell too few": ("ua-table-rows", put(of("TH", 2), "/A", Dictionary(O=Name.Table, Scope=Name.Row))),
    "a cell too wide": ("ua-table-rows", put(of("TD"), "/A", Dictionary(O=Name.Table, ColSpan=2))),
    "a cell beyond the last row": (
        "ua-table-rows", put(of("TH", 2), "/A", Dictionary(O=Name.Table, Scope=Name.Row, RowSpan=3)),
    ),
    "a head for nothing": ("ua-table-scope", put(of("TH"), "/A")),
    "a lost head": (
        "ua-table-headers", put(of("TD"), "/A", Dictionary(O=Name.Table, Headers=Array([b"h9"]))),
    ),
    "no heads": ("ua-table-head", lambda p: [renamed("TH", "TD")(p) for _ in range(3)]),
    "no description": ("ua-figure-alt", put(of("Figure"), "/Alt")),
    "an empty description": ("ua-figure-alt", put(of("Figure"), "/Alt", " ")),
    "no box": ("ua-figure-box", put(of("Figure"), "/A")),
    "a formula without words": ("ua-formula-alt", put(of("Formula"), "/Alt")),
    "a note without an ID": ("ua-note-id", put(of("Note"), "/ID")),
    "an ID twice": ("ua-note-id", put(of("P"), "/ID", b"n1")),
    # type
    "no character": ("font-untold", told(b"<0001>", b"<0101>")),
    "a private character": ("font-untold", told(b"<6f6e>", b"<e123>")),
    "a mark of byte order": ("font-untold", told(b"<6f6e>", b"<feff>")),
    "no glyph": ("font-notdef", lambda p: (
        swapped(b"<0001", b"<0000")(p), told(b"8 beginbfchar", b"9 beginbfchar\n<0000> <4e00>")(p))),
    "no glyph by its map": ("font-notdef", lambda p: fonts(p)[1].__setitem__(
        "/CIDToGIDMap", p.make_indirect(pikepdf.Stream(p, bytes(40))))),
    "no map": ("font-cidmap", lambda p: fonts(p)[1].__delitem__("/CIDToGIDMap")),
    "other widths": ("font-widths", lambda p: fonts(p)[1].__setitem__("/DW", 900)),
    "a coding of one's own": ("font-encoding", put(lambda p: fonts(p)[0], "/Encoding", Name("/Mine-H"))),
    # archive
    "no claim of A": ("pdfa-claim", xmp("<pdfaid:part>3</pdfaid:part>", "")),
    "no level": ("pdfa-claim", xmp("<pdfaid:conformance>U", "<pdfaid:conformance>X")),
    "another date": ("pdfa-info", xmp(f"Date>{DAY_XMP}", "Date>2026-03-21T10:15:00+08:00")),
    "another zone": ("pdfa-info", xmp(DAY_XMP, DAY_XMP.replace("+08", "+09"))),
    "another title": ("pdfa-info", put(lambda p: p.docinfo, "/Title", "山")),
    "an unknown schema": ("pdfa-schema", xmp("<pdfuaid:part>", '<x1:a xmlns:x1="http://a.example/">1</x1:a><pdfuaid:part>')),
    "UA undescribed": ("pdfa-schema", xmp("URI>http://www.aiim.org/pdfua/", "URI>http://www.example.org/")),
    "no intent": ("pdfa-intent", put(root, "/OutputIntents")),
    "no profile": ("pdfa-intent", lambda p: p.Root.OutputIntents[0].__delitem__("/DestOutputProfile")),
    "a torn profile": ("pdfa-intent", lambda p: p.Root.OutputIntents[0].DestOutputProfile.write(b"x" * 200)),
    "inks": ("pdfa-colours", swapped(b"0 0 0 rg", b"0 0 0 1 k")),
    "mixed in inks": ("pdfa-blending", blended),
    "LZW": ("pdfa-stream", lambda p: p.Root.__setitem__("/PieceInfo", p.make_indirect(
        pikepdf.Stream(p, b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", Filter=Name.LZWDecode)))),
    "a stream elsewhere": ("pdfa-stream", lambda p: p.Root.__setitem__("/PieceInfo", p.make_indirect(
        pikepdf.Stream(p, b"", F="a.bin")))),
    "a tone curve": ("pdfa-transfer", lambda p: p.pages[0].obj.Resources.ExtGState.__setitem__(
        "/G1", Dictionary(Type=Name.ExtGState, TR=Name.Identity))),
    "smoothed": ("pdfa-image", picture(Interpolate=True)),
    "stand-ins": ("pdfa-image", picture(Alternates=Array())),
    "a script": ("pdfa-action", put(root, "/OpenAction", Dictionary(S=Name.JavaScript, JS="1"))),
    "a launch": ("pdfa-action", put(link, "/A", Dictionary(S=Name.Launch, F="a.exe"))),
    "a strange command": ("pdfa-action", put(link, "/A", Dictionary(S=Name.Named, N=Name.Print))),
    "requirements": ("pdfa-extras", put(root, "/Requirements", Array())),
    "fields drawn anew": (
        "pdfa-form", put(root, "/AcroForm", Dictionary(Fields=Array(), NeedAppearances=True)),
    ),
    "an attachment": ("pdfa-embedded", attached(False)),
    "not printed": ("pdfa-annotation", put(link, "/F", 0)),
    "not seen": ("pdfa-annotation", put(link, "/F", 4 + 32)),
    "a strange operator": ("pdfa-operator", added(b"1 xyz")),
    "nested deeply": ("pdfa-limits", added(b"q " * 29 + b"Q " * 29)),
}  # fmt: skip
# What a fault brings with it, because it is a fault by another rule too.
ALSO = {
    "XFA": {"pdfa-form"},
    "layers without a name": {"pdfa-layer"},
    "layers with a will": {"pdfa-layer"},
    "no title": {"pdfa-info"},
    "a trap": {"pdfa-annotation"},
    "loose text": {"ua-content-missing"},
    "one way for two pages": {"ua-parent-tree"},
}


def test_a_good_file_has_no_finding() -> None:
    assert preflight(good(), SCREEN, Wanted(accessible=True, archival=True)) == ()


def test_it_is_the_same_every_time() -> None:
    assert saved(make()) == good()


@pytest.mark.parametrize("name", BROKEN)
def test_a_fault_is_named_by_its_rule_alone(name: str) -> None:
    code, how = BROKEN[name]
    found = preflight(broken(how), SCREEN, Wanted(accessible=True, archival=True))
    ours = {f.code for f in found if f.code.startswith(OURS)}
    assert code in ours
    assert ours <= {code} | ALSO.get(name, set())
    for finding in found:
        for language in ("zh", "en"):
            assert "{" not in finding.message(words(language)) + finding.remedy(words(language))


def test_what_lies_in_the_bytes() -> None:
    headless = good().replace(b"%PDF-1.7\n%", b"%PDF-1.7\n ", 1)
    assert codes(headless) == {"pdfa-header"}
    with pikepdf.open(io.BytesIO(good())) as pdf:
        del pdf.Root.Metadata
        assert codes(saved(pdf)) == set()  # it claims nothing any more
        both = Wanted(accessible=True, archival=True)
        assert codes(saved(pdf), both) == {"ua-claim", "ua-title", "pdfa-claim", "pdfa-metadata"}
    nameless = good().replace(b"/ID [", b"/IX [", 1)
    assert codes(nameless) == {"pdfa-id"}


def test_what_claims_nothing_is_left_alone() -> None:
    plain = broken_x4(lambda pdf: None)
    assert codes(plain) == set()
    assert "ua-tree" in codes(plain, Wanted(accessible=True))
    assert "pdfa-intent" in codes(plain, Wanted(archival=True))
    assert not any(c.startswith("ua-") for c in codes(plain, Wanted(archival=True)))


def test_an_attachment_with_its_relation_is_fit_for_an_archive() -> None:
    assert codes(broken(attached(True))) == set()


def test_every_rule_has_a_fault_here() -> None:
    modules = (rules_access, rules_archive, rules_faces, rules_marked, rules_metadata, rules_structure)
    rules = {r.code for m in modules for r in vars(m).values() if isinstance(r, Rule)}
    elsewhere = {"pdfa-header", "pdfa-id", "pdfa-metadata", "pdfa-layer"}
    assert rules == {code for code, _ in BROKEN.values()} | elsewhere


def test_a_tree_without_end_stops() -> None:
    def how(pdf: pikepdf.Pdf) -> None:
        outer = tag(pdf, "Document")
        for _ in range(600):
            inner = pdf.make_indirect(Dictionary(S=Name.Div, P=outer, K=Array()))
            outer.K.append(inner)
            outer = inner

    assert "ua-tree-damaged" in codes(broken(how))


def test_marks_without_end_are_told_of() -> None:
    found = codes(broken(added(b"/P <</MCID 9>> BDC\n" * 20_000)))
    assert {"ua-marks-unended", "ua-number-twice"} <= found


def test_the_same_moment_in_another_zone_is_the_same_date() -> None:
    assert codes(broken(xmp(DAY_XMP, "2026-03-20T02:15:00Z"))) == set()


def test_layers_are_held_to_both_standards() -> None:
    assert codes(broken(layered())) == {"ua-layer-name", "pdfa-layer"}
