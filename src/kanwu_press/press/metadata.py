"""What a PDF/X-4 says of itself (ISO 15930-7, 6.2, 6.6): information, XMP, output intent, identifiers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from kanwu_press.pdfinfo import PRODUCER, identifier, write_info, xmp_date
from kanwu_press.press.profile import Profile

VERSION = "1.6"
REGISTRY = "http://www.color.org"
# Names of the ICC's registry of characterisation data; others are the printer's own, and claim nothing.
_REGISTERED = re.compile(r"(FOGRA|CGATS ?TR ?|CGATS21|JC|JCS|JCN|IFRA)[ -]?\d+[A-Z]?", re.IGNORECASE)

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<pdf:Producer>{producer}</pdf:Producer>
<pdf:Trapped>False</pdf:Trapped>
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID>
<xmpMM:InstanceID>uuid:{instance}</xmpMM:InstanceID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<xmpMM:VersionID>1</xmpMM:VersionID>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""


@dataclass(frozen=True, slots=True)
class About:
    """What a file is called. `name` is the same for the same file of an issue; `digest` is of its content."""

    name: str
    title: str
    author: str
    issued: date
    digest: str


def describe(pdf: pikepdf.Pdf, about: About) -> None:
    """Information dictionary and XMP, in agreement; all dates are the issue's."""
    write_info(pdf, about.title, about.author, about.issued)
    pdf.docinfo["/Trapped"] = Name("/False")
    text = _XMP.format(
        title=escape(about.title),
        author=escape(about.author),
        producer=PRODUCER,
        date=xmp_date(about.issued),
        document=identifier(about.name),
        instance=identifier(f"{about.name} {about.digest}"),
    )
    metadata = pdf.make_stream(text.encode("utf-8"))
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = metadata


def set_output_intent(pdf: pikepdf.Pdf, profile: Profile) -> None:
    """The printing condition, with its profile inside (ISO 15930-7, 6.2.2)."""
    icc = pdf.make_stream(profile.data)
    icc.N = 4
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(profile.condition),
        OutputCondition=String(profile.description),
        Info=String(profile.description),
        DestOutputProfile=icc,
    )
    if _REGISTERED.fullmatch(profile.condition):
        intent.RegistryName = String(REGISTRY)
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def set_identifier(pdf: pikepdf.Pdf, about: About) -> None:
    """The first half of /ID, the file of the issue; the second follows from the content when it is saved."""
    name = String(identifier(about.name).bytes)
    pdf.trailer.ID = Array([name, name])  # ISO 32000-1, 14.4
