# ruff: noqa: E501 - lines of XML and tables of cases
"""Word files made in memory from raw WordprocessingML: only what a case needs, so that each says what it is about."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

from PIL import Image

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_SPACES = {
    "w": W,
    "r": f"{OFFICE}/relationships",
    "m": f"{OFFICE}/math",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
_XMLNS = " ".join(f'xmlns:{key}="{uri}"' for key, uri in _SPACES.items())
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def run(text: str, *properties: str) -> str:
    """A run; properties such as `<w:b/>`."""
    inner = f"<w:rPr>{''.join(properties)}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


BOLD, DOTS, WAVE, LINE = "<w:b/>", '<w:em w:val="dot"/>', '<w:u w:val="wave"/>', '<w:u w:val="single"/>'
HIDDEN, RAISED = "<w:vanish/>", '<w:vertAlign w:val="superscript"/>'


def size(points: float) -> str:
    return f'<w:sz w:val="{int(points * 2)}"/>'


def para(
    *content: str, style: str = "", align: str = "", number: tuple[int, int] | None = None, extra: str = ""
) -> str:
    """A paragraph of runs, or of plain text."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        properties += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
    properties += (f'<w:jc w:val="{align}"/>' if align else "") + extra
    inner = "".join(part if part.startswith("<") else run(part) for part in content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def cell(*content: str, across: int = 1, merge: str = "") -> str:
    """A cell; `merge` is restart or continue."""
    properties = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    properties += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    inner = "".join(
        part if part.startswith("<w:p>") or part.startswith("<w:tbl>") else para(part) for part in content
    )
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner or '<w:p/>'}</w:tc>"


def table(*rows: tuple[str, ...]) -> str:
    """A table of rows of cells; plain text becomes a cell."""
    lines = ("".join(c if c.startswith("<w:tc>") else cell(c) for c in row) for row in rows)
    return "<w:tbl><w:tblPr/>" + "".join(f"<w:tr>{line}</w:tr>" for line in lines) + "</w:tbl>"


def field(code: str, *result: str) -> str:
    """A complex field as runs."""
    middle = ['<w:r><w:fldChar w:fldCharType="separate"/></w:r>', *result] if result else []
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escape(code)}</w:instrText></w:r>'
        + "".join(middle)
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def picture(key: str, alt: str = "", crop: str = "", width_mm: float = 80) -> str:
    """A run with an inline picture."""
    emu = int(width_mm * 36000)
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="{emu}" cy="{emu}"/><wp:docPr id="1" name="p"'
        f" descr={quoteattr(alt)}/><a:graphic><a:graphicData><pic:pic><pic:blipFill>"
        f'<a:blip r:embed="{key}"/>{crop}</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )


def text_box(*paragraphs: str, fallback: str | None = None) -> str:
    """A run with a text box as Word 2010 writes it, with its double for older programs."""
    inner = "".join(paragraphs)
    other = inner if fallback is None else fallback
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><wp:docPr id='2' name='b'/>"
        f"<a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"<w:txbxContent>{other}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="24"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="44"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="Subtitle"/></w:style>'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="H{n}"><w:name w:val="heading {n}"/><w:basedOn w:val="a"/>'
        f'<w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        for n in (1, 2, 3)
    )
    + '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Cap"><w:name w:val="caption"/><w:rPr><w:sz w:val="20"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Quo"><w:name w:val="Quote"/></w:style>'
)


def levels(*pairs: tuple[str, str]) -> str:
    """The levels of a list: (format, text) each."""
    return "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (fmt, text) in enumerate(pairs)
    )


def document(
    *body: str,
    parts: dict[str, str | bytes] | None = None,
    targets: dict[str, tuple[str, str]] | None = None,
    main: str = _MAIN,
    styles: str = STYLES,
) -> bytes:
    """A .docx. `parts` lie under word/ (XML without its root is wrapped by file name); `targets` are
    id → (kind, target); addresses with :// are outside."""
    files: dict[str, str | bytes] = {"styles.xml": styles, **(parts or {})}
    links = {
        f"p{at}": (name.partition(".")[0].rstrip("0123456789"), name)
        for at, name in enumerate(files)
        if "/" not in name
    } | (targets or {})
    rels = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/relationships/{kind}" Target={quoteattr(target)}'
        + (' TargetMode="External"/>' if "://" in target else "/>")
        for key, (kind, target) in links.items()
    )
    whole: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="png" ContentType="image/png"/><Default Extension="emf" ContentType="image/x-emf"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
        ),
        "_rels/.rels": _relationships(
            f'<Relationship Id="r" Type="{OFFICE}/relationships/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": f"<w:document {_XMLNS}><w:body>{''.join(body)}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relationships(rels),
    }
    for name, data in files.items():
        if isinstance(data, str) and not data.startswith("<?xml"):
            root = name.rpartition("/")[2].partition(".")[0].rstrip("0123456789")
            root = {"header": "hdr", "footer": "ftr"}.get(root, root)
            data = f"<w:{root} {_XMLNS}>{data}</w:{root}>"
        whole[f"word/{name}"] = data
    return zipped(whole)


def _relationships(inner: str) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{inner}</Relationships>'


def zipped(files: dict[str, str | bytes]) -> bytes:
    """A ZIP archive, the same bytes each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def png(width: int = 600, height: int = 400, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), (30, 110, 130)).save(out, kind)
    return out.getvalue()
