"""What every PDF of an issue says of itself alike: its information dictionary, dates, identifier.

All dates are the issue's, so that the same sources give the same bytes. What a standard asks for beside it
(XMP, output intent) is in press/metadata.py and screen/metadata.py, each as its standard has it.
"""

from __future__ import annotations

import uuid
from datetime import date

import pikepdf
from pikepdf import String

PRODUCER = "kanwu-press"
_SPACE = uuid.UUID("6f0d1a52-4b0f-5f64-9c1e-4b616e777521")  # a namespace of our own, for identifiers by name


def identifier(name: str) -> uuid.UUID:
    """The same for the same name."""
    return uuid.uuid5(_SPACE, name)


def xmp_date(issued: date) -> str:
    """The beginning of a day as XMP has it; `write_info` says the same."""
    return f"{issued.isoformat()}T00:00:00+00:00"


def write_info(pdf: pikepdf.Pdf, title: str, author: str, issued: date) -> None:
    """The information dictionary anew (ISO 32000-1, 14.3.3)."""
    moment = f"D:{issued:%Y%m%d}000000+00'00'"
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    info = {
        "/Title": title, "/Author": author, "/Creator": PRODUCER, "/Producer": PRODUCER,
        "/CreationDate": moment, "/ModDate": moment,
    }  # fmt: skip
    for key, value in info.items():
        pdf.docinfo[key] = String(value)
