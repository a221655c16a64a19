"""An issue as a printer gets it: 大16开, 800 copies, 80 g offset, a cover of 200 g; and a long-winded one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from build_issue import build_issue
from kanwu_press.model import Issue, Kind, Lamination, PressSettings, Publication, Spot, Stock


def quarterly(press: PressSettings | None = None, **more: object) -> Issue:
    """`press` are the settings of 印刷; `more` replaces attributes of the publication."""
    settings = PressSettings(
        contact="许知微",
        telephone="0000-1111111",
        packing="每包 40 本，牛皮纸",
        delivery_place="汐州海岸馆一楼收发室",
        lamination=Lamination.MATT,
    )
    publication: Publication = replace(
        build_issue().publication,
        text_stock=Stock("双胶纸", 80),
        cover_stock=Stock("铜版纸", 200),
        press=press or settings,
    )
    return replace(
        build_issue(),
        publication=replace(publication, **more),  # type: ignore[arg-type]
        print_run=800,
        printer="汐州市苇港印刷厂",
        printed=date(2026, 3, 16),
        delivery=date(2026, 3, 18),
        press_notes=("封面专色追上一期的样张。", "先送两本样书。"),
    )


def long_winded() -> Issue:
    """Seven bodies, twelve notes, a very long delivery place, a spot ink, a permit."""
    bodies = tuple(f"汐州市海岸事务中心第{n}编辑与史料征集研究工作委员会办公室" for n in range(1, 8))
    place = "海岸馆三号楼地下一层东侧收发室，卸货走渔港南门，车高不过二米六，来前先打电话；" * 3
    press = PressSettings(
        spot=Spot("PANTONE 295 C"), delivery_place=place, packing="每包 40 本，牛皮纸，外加防潮膜" * 3
    )
    issue = quarterly(press, kind=Kind.INTERNAL, permit="汐内资准字第0001号", compilers=bodies)
    notes = tuple(
        f"附注之{n}：封面的专色要和上一期一致，请按附上的样张追色，色差过大时先同编辑部商量，再开印。"
        for n in range(12)
    )
    return replace(issue, press_notes=notes)
