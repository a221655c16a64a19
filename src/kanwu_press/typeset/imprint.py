"""What the imprint says in every edition: who stands behind the publication, its data, its QR codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import segno

from kanwu_press.addresses import imprint_codes
from kanwu_press.model import Issue, Kind, Publication, QrCode, TypeArea
from kanwu_press.naming import chinese_date

QUIET = 4  # modules of white around a code (ISO/IEC 18004)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)
_WEB = re.compile(r"https?://[!-~]+")


def bodies(p: Publication) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Who stands behind the publication, by the names that the law uses."""
    rows = (
        ("主管单位", p.supervisors),
        ("主办单位", p.sponsors),
        ("协办单位", p.co_organisers),
        ("编印单位", p.compilers),
        ("出版单位", p.publishers),
    )
    return tuple(row for row in rows if row[1])


@dataclass(frozen=True, slots=True)
class ImprintField:
    """A field of the imprint; `people` holds the names where it is people that it names."""

    key: str
    value: str
    people: tuple[str, ...] = ()

    @property
    def href(self) -> str:
        """Where the value leads as a link: a mail address, an address of the web; else nothing."""
        if self.key == "电子邮箱" and _MAIL.fullmatch(self.value):
            return f"mailto:{self.value}"
        return self.value if self.key == "网址" and _WEB.fullmatch(self.value) else ""


def imprint_fields(issue: Issue) -> tuple[ImprintField, ...]:
    """The imprint (版权页) in its order; what the editor left out is left out."""
    p = issue.publication
    staff = (role for role in issue.board if _edits(role.role))
    fields = (
        *_fields(("刊名", p.title), ("刊期", p.frequency), ("创刊", f"{p.founded}年" if p.founded else "")),
        *_fields(*((label, "、".join(names)) for label, names in bodies(p))),
        *(ImprintField(role.role, "　".join(role.names), role.names) for role in staff),
        *_data(issue),
    )
    return tuple(field for field in fields if field.value)


def _fields(*pairs: tuple[str, str]) -> Iterator[ImprintField]:
    return (ImprintField(key, value) for key, value in pairs)


def _data(issue: Issue) -> Iterator[ImprintField]:
    """Addresses, numbers, dates and figures."""
    p = issue.publication
    recipients = "发送对象" if p.kind is Kind.INTERNAL else "发行范围"
    return _fields(
        ("地址", p.address),
        ("邮编", p.postcode),
        ("电话", p.telephone),
        ("电子邮箱", p.email),
        ("网址", p.website),
        ("准印证号", p.permit),
        ("国内统一刊号", p.cn),
        ("国际标准刊号", p.issn),
        ("出版日期", chinese_date(issue.issued)),
        ("发行单位", issue.distributor),
        (recipients, issue.recipients),
        ("印刷单位", issue.printer),
        ("印刷日期", chinese_date(issue.printed) if issue.printed else ""),
        ("印数", f"{issue.print_run}本" if issue.print_run else ""),
        ("开本", _format(p.type_area)),
        ("定价", p.price),
    )


def _edits(role: str) -> bool:
    """Whether a post is of those who edit (主编, 责任编辑), not of the board (编委, 编委会主任)."""
    return "编" in role and "委" not in role


def _format(area: TypeArea) -> str:
    return f"{area.trim_width_mm:g}毫米×{area.trim_height_mm:g}毫米"


def qr_codes(issue: Issue) -> tuple[QrCode, ...]:
    """The codes of the imprint: the issue's own, else the publication's; and one to the issue's web page."""
    return imprint_codes(issue)


def qr_svg(content: str) -> bytes:
    """A QR code as SVG without clock or identifiers, so that it repeats byte for byte."""
    out = BytesIO()
    _code(content).save(out, kind="svg", border=QUIET, xmldecl=False, omitsize=True)
    return out.getvalue()


def qr_modules(content: str) -> int:
    """How many modules a code is wide, its quiet zones counted."""
    width, _ = _code(content).symbol_size(border=QUIET)
    return int(width)


def _code(content: str) -> segno.QRCode:
    """The smallest code of level M that holds this; a higher level where that costs nothing."""
    return segno.make(content, error="m", micro=False)
