"""A .docx on disk → its parts, judged before they are read. Nothing outside the file is opened or fetched.

ISO/IEC 29500-2 (OPC). Sizes are counted while unpacking, not believed; XML has no entities (a document
type is refused) and is parsed without network. The limits keep a file below 500 MB and a few seconds.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from kanwu_press.findings import Finding
from kanwu_press.intake import rules as intake_rules
from kanwu_press.intake.docx import refusals
from kanwu_press.intake.docx.names import Element
from kanwu_press.model import Place

MB = 1_000_000
FILE_BYTES = 150 * MB
UNPACKED_BYTES = 250 * MB
XML_BYTES = 16 * MB  # an article of 50,000 characters has about 2 MB
XML_TAGS = 800_000
ENTRIES = 4_000
PICTURE_BYTES = 60 * MB
MAIN = "word/document.xml"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KINDS = (
    (b"%PDF", "PDF"), (b"\xff\xd8\xff", "JPEG"), (b"\x89PNG", "PNG"), (b"GIF8", "GIF"), (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"), (b"\x1f\x8b", "gzip"), (b"<html", "HTML"), (b"<!DOC", "HTML"), (b"<?xml", "XML"),
    (b"MIME-Version", "MHTML"), (b"MZ", "EXE"),
)  # fmt: skip
_ZIP_KINDS = (
    ("xl/workbook.xml", "Excel (XLSX)"), ("ppt/presentation.xml", "PowerPoint (PPTX)"),
    ("content.xml", "OpenDocument"), ("META-INF/container.xml", "EPUB"), ("Index/Document.iwa", "Pages"),
)  # fmt: skip


class Refused(Exception):  # noqa: N818 - it is an answer
    """A file that is not read further; holds the finding."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


@dataclass(frozen=True, slots=True)
class Target:
    """Where a relationship leads: a part of the package, or an address outside."""

    kind: str  # the last word of its type: image, hyperlink, footnotes …
    part: str
    outside: bool = False


@dataclass(slots=True)
class Package:
    """An opened document. Parts are read on demand; `unpacked` counts what they came to."""

    source: str
    archive: zipfile.ZipFile
    main: str
    names: frozenset[str]
    unpacked: int = 0
    trees: dict[str, Element] = field(default_factory=dict)

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(sorted(self.names))

    def read(self, part: str, limit: int = PICTURE_BYTES) -> bytes:
        """The bytes of a part. Raises Refused where it is damaged or too large."""
        try:
            with self.archive.open(part) as stream:
                data = stream.read(limit + 1)
        except (OSError, KeyError, ValueError, EOFError, RuntimeError, NotImplementedError) as error:
            raise Refused(refusals.DAMAGED.at(Place(self.source), part=part)) from error
        except (zipfile.BadZipFile, zlib.error) as error:
            raise Refused(refusals.DAMAGED.at(Place(self.source), part=part)) from error
        self.unpacked += len(data)
        if len(data) > limit or self.unpacked > UNPACKED_BYTES:
            size, most = max(len(data), self.unpacked) // MB, limit // MB
            raise Refused(refusals.TOO_LARGE.at(Place(self.source), part=part, size=size, limit=most))
        return data

    def xml(self, part: str) -> Element | None:
        """The root of an XML part; None where there is no such part. Raises Refused."""
        if part not in self.names:
            return None
        if part not in self.trees:
            self.trees[part] = _parsed(self.read(part, XML_BYTES), part, self.source)
        return self.trees[part]

    def targets(self, part: str) -> dict[str, Target]:
        """The relationships of a part by their ids."""
        folder, file = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", file + ".rels"))
        found: dict[str, Target] = {}
        for one in () if root is None else root:
            kind = one.get("Type", "").rpartition("/")[2]
            address = one.get("Target", "")
            if one.get("TargetMode") == "External":
                found[one.get("Id", "")] = Target(kind, address, outside=True)
            else:
                path = address.lstrip("/") if address.startswith("/") else posixpath.join(folder, address)
                found[one.get("Id", "")] = Target(kind, posixpath.normpath(path))
        return found


def open_package(path: Path, source: str) -> Package:
    """The document in the file `path`, which findings call `source`. Raises Refused."""
    place = Place(source)
    try:
        size = path.stat().st_size
        if size > FILE_BYTES:
            raise Refused(refusals.TOO_LARGE.at(place, part=source, size=size // MB, limit=FILE_BYTES // MB))
        with path.open("rb") as stream:
            head = stream.read(65536)
        _judge_head(head, path, place)
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile as error:
        raise Refused(refusals.DAMAGED.at(place, part="ZIP")) from error
    except (ValueError, NotImplementedError, EOFError) as error:
        raise Refused(refusals.DAMAGED.at(place, part="ZIP")) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Refused(intake_rules.UNREADABLE.at(place, reason=reason)) from error
    return _judged(archive, source)


def _judge_head(head: bytes, path: Path, place: Place) -> None:
    """Refuse what is no ZIP archive, saying what it is."""
    if head.startswith(b"PK\x03\x04"):
        return
    if not head:
        raise Refused(refusals.NO_BYTES.at(place))
    if head.startswith(_OLE):
        rest = head + _tail(path)
        if "EncryptedPackage".encode("utf-16-le") in rest:
            raise Refused(refusals.ENCRYPTED.at(place))
        kind = "WPS" if path.suffix.lower() in (".wps", ".wpt") else "Word 97–2003, .doc"
        raise Refused(refusals.OLD_FORMAT.at(place, kind=kind))
    if head.startswith(b"{\\rtf"):
        raise Refused(refusals.OLD_FORMAT.at(place, kind="RTF"))
    kind = next((kind for mark, kind in _KINDS if head.lstrip()[: len(mark)].lower() == mark.lower()), "")
    if not kind:
        raise Refused(refusals.NOT_KNOWN.at(place))
    raise Refused(refusals.NOT_WORD.at(place, kind=kind))


def _tail(path: Path) -> bytes:
    """The last MB of a file, where the directory of an OLE file may lie."""
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - MB))
        return stream.read(MB)


def _judged(archive: zipfile.ZipFile, source: str) -> Package:
    """The package, if it is a Word document without programs and of a bearable size."""
    place = Place(source)
    infos = archive.infolist()
    names = frozenset(info.filename for info in infos)
    if len(infos) > ENTRIES:
        raise Refused(refusals.DAMAGED.at(place, part=f"{len(infos)} parts"))
    total = sum(info.file_size for info in infos)
    if total > UNPACKED_BYTES:
        raise Refused(refusals.TOO_LARGE.at(place, part=source, size=total // MB, limit=UNPACKED_BYTES // MB))
    if any(info.flag_bits & 1 for info in infos):
        raise Refused(refusals.ENCRYPTED.at(place))
    package = Package(source, archive, MAIN, names)
    package.main = next(
        (t.part for t in package.targets("").values() if t.kind == "officeDocument" and not t.outside), MAIN
    )
    if package.main not in names or not package.main.startswith("word/"):
        kind = next((kind for part, kind in _ZIP_KINDS if part in names), "")
        if not kind and MAIN not in names:
            kind = "ZIP"
        if kind:
            raise Refused(refusals.NOT_WORD.at(place, kind=kind))
        package.main = MAIN
    types = package.read("[Content_Types].xml", XML_BYTES) if "[Content_Types].xml" in names else b""
    if b"macroEnabled" in types or any(part.lower().endswith("vbaproject.bin") for part in names):
        raise Refused(refusals.MACROS.at(place))
    return package


def _parsed(data: bytes, part: str, source: str) -> Element:
    place = Place(source)
    if any("<!DOCTYPE".encode(codec) in data for codec in ("ascii", "utf-16-le", "utf-16-be")):
        raise Refused(refusals.ENTITIES.at(place, part=part))
    if data.count(b"<") > XML_TAGS:
        raise Refused(refusals.TOO_LARGE.at(place, part=part, size=len(data) // MB, limit=XML_BYTES // MB))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
        if root.getroottree().docinfo.internalDTD is not None:  # in an encoding that was not looked for
            raise Refused(refusals.ENTITIES.at(place, part=part))
        return root
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused(refusals.DAMAGED.at(place, part=part)) from error
