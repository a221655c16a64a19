"""The job ticket: everything the trade asks for, the figures with their arithmetic, JSON."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest

from kanwu_press.model import Colours, Issue, Kind, PressSettings, Spot, Stock
from kanwu_press.press.plan import make_plan
from kanwu_press.press.ticket import file_fact, make_ticket, ticket_json
from kanwu_press.production import FileFact, Ticket
from quarterly import long_winded, quarterly

FILES = {
    "haian-2026-01-interior.pdf": file_fact(b"interior", "内文", 92, "PDF/X-4", "FOGRA39"),
    "haian-2026-01-cover.pdf": file_fact(b"cover", "封面", 1, "PDF/X-4", "FOGRA39"),
}


def ticket(issue: Issue, pages: int = 92) -> Ticket:
    return make_ticket(issue, make_plan(issue, pages), FILES)


def as_json(issue: Issue, pages: int = 92) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(ticket_json(ticket(issue, pages)))
    return value


def test_all_that_a_printer_asks_for() -> None:
    value = as_json(quarterly())
    assert (value["job"], value["number"], value["date"]) == (
        "《海岸》2026年第1期（总第29期）",
        "haian-2026-01",
        "2026-03-20",
    )
    customer, delivery = value["customer"], value["delivery"]
    assert (customer["contact"], customer["telephone"]) == ("许知微", "0000-1111111")
    assert (customer["customer"], customer["printer"]) == (["汐州海岸馆编辑部"], "汐州市苇港印刷厂")
    assert (delivery["delivery"], delivery["place"]) == ("2026-03-18", "汐州海岸馆一楼收发室")
    assert delivery["packing"] == "每包 40 本，牛皮纸"
    assert value["product"] == {
        "copies": 800, "trim_mm": [210, 285], "binding": "无线胶订", "pages": 96, "insert_pages": 0,
    }  # fmt: skip
    text, cover = value["text"], value["cover"]
    assert (text["paper"], text["paper_g_m2"], text["sheet_mm"], text["inks"]) == (
        "双胶纸",
        80,
        [889, 1194],
        [4, 4],
    )
    assert (text["printing_sheets"], text["reams"], text["spoilage_sheets"]) == (5.75, 4.6, 300)
    assert text["forms"] == ["正反版 16 页 × 5", "自翻版 8 页 × 1", "自翻版 4 页 × 1"]
    assert (cover["inks"], cover["reams"], cover["plates"]) == ([4, 0], 0.2, 4)
    assert (value["bindery"]["spine_mm"], value["bindery"]["lamination"]) == (5.1, "覆哑膜")
    assert value["notes"] == list(quarterly().press_notes)


def test_figures_are_explained_and_the_sums_are_right() -> None:
    how = as_json(quarterly())["explanations"]
    assert how["text.printing_sheets"] == "92 ÷ 16 = 5.75"
    assert how["text.reams"] == "5.75 × 800 ÷ 1000 = 4.6"
    assert how["text.plates"] == "12 套 × 4 色 = 48"
    assert how["text.spoilage_sheets"].endswith("12 × 50 ÷ 2 = 300")
    assert how["bindery.spine_mm"].startswith("92 ÷ 2 × 0.104 + 2 × 0.175 = 5.1；")
    told = as_json(quarterly(text_stock=Stock("双胶纸", 80, 0.11)))["explanations"]
    assert "量得" in told["bindery.spine_mm"] and "量得" not in how["bindery.spine_mm"]
    many = as_json(replace(quarterly(), print_run=20000))["explanations"]
    assert many["text.spoilage_sheets"] == "57500 × 5% = 2875"
    saddle = as_json(quarterly(binding="saddle"), 64)
    assert saddle["explanations"]["bindery.creep_mm"].startswith("1.2 × 0.104 × (64 ÷ 4 - 1) = 1.87")
    assert "spine_mm" not in saddle["bindery"]


@pytest.mark.parametrize("copies", [1, 333, 800, 801, 9999, 20000, 9_876_543])
@pytest.mark.parametrize("pages", [52, 92, 96])
def test_every_sum_comes_out(copies: int, pages: int) -> None:
    """Each explanation with an equals sign, reckoned again."""
    value = as_json(replace(quarterly(), print_run=copies), pages)
    sums = 0
    for key, how in value["explanations"].items():
        words = how.partition("；")[0].rpartition("：")[2]
        left, equals, right = words.partition(" = ")
        if equals:
            for chinese, sign in (("×", "*"), ("÷", "/"), (" 套", ""), (" 色", ""), ("%", "/100")):
                left = left.replace(chinese, sign)
            # sheets and reams are rounded up to whole sheets, spine to 0.1
            room = 1 if key.endswith("spoilage_sheets") else 0.051
            assert eval(left) == pytest.approx(float(right.partition("，")[0]), abs=room), how
            group, name = key.split(".")
            assert value[group][name] == float(right.partition("，")[0])
            sums += 1
    assert sums >= 9
    assert "e+" not in str(ticket(replace(quarterly(), print_run=copies), pages))


def test_files_by_their_checksum() -> None:
    cover, interior = as_json(quarterly())["files"]
    assert interior == {
        "name": "haian-2026-01-interior.pdf",
        "use": "内文",
        "pages": 92,
        "standard": "PDF/X-4",
        "output_condition": "FOGRA39",
        "sha256": hashlib.sha256(b"interior").hexdigest(),
    }
    assert cover["sha256"] != interior["sha256"]
    assert file_fact(b"a", "内文", 1) == FileFact("内文", hashlib.sha256(b"a").hexdigest(), 1)


def test_the_permit() -> None:
    internal = as_json(quarterly(kind=Kind.INTERNAL, permit="汐内资准字第0001号"))
    assert internal["customer"]["permit"] == "汐内资准字第0001号"
    assert "准印证" in internal["delivery"]["permit_copy"]
    missing = ticket(quarterly(kind=Kind.INTERNAL))
    assert next(row for row in missing.customer.rows if row.key == "permit").text == ""  # to be filled in
    other = as_json(quarterly())
    assert "permit" not in other["customer"] and "permit_copy" not in other["delivery"]
    assert as_json(quarterly(kind=Kind.PERIODICAL, cn="CN00-0001"))["customer"]["cn"] == "CN00-0001"


def test_what_the_editor_has_not_written_is_left_to_be_filled_in() -> None:
    value = as_json(replace(quarterly(PressSettings()), print_run=None, delivery=None))
    assert value["product"]["copies"] is value["text"]["reams"] is value["delivery"]["weight_kg"] is None
    assert value["customer"]["contact"] is None
    assert value["delivery"]["place"] == quarterly().publication.address  # the editors' own
    assert value["text"]["plates"] == 48


def test_inks() -> None:
    black = as_json(quarterly(PressSettings(colours=Colours.BLACK, spot=Spot("PANTONE 295 C"))))
    assert (black["text"]["inks"], black["text"]["spot"]) == ([2, 2], "PANTONE 295 C")
    assert black["explanations"]["text.inks"] == "黑、专色"
    inside = make_plan(quarterly(), 92, inside_cover=True)
    rows = {row.key: row for row in make_ticket(quarterly(), inside, {}).cover.rows}
    assert (rows["inks"].text, rows["forms"].text) == ("4+4", "自翻版 4 页 × 1")


def test_the_parts_have_the_same_lines() -> None:
    for issue in (quarterly(), long_winded(), replace(quarterly(), print_run=None)):
        made = ticket(issue)
        assert [row.label for row in made.text.rows] == [row.label for row in made.cover.rows]
        for group in made.groups:
            assert len({row.key for row in group.rows}) == len(group.rows)
            assert all((row.value is None) == (row.text == "") for row in group.rows)


def test_bytes_repeat() -> None:
    assert ticket_json(ticket(quarterly())) == ticket_json(ticket(quarterly()))
    backwards = dict(reversed(FILES.items()))
    issue = quarterly()
    assert ticket_json(make_ticket(issue, make_plan(issue, 92), backwards)) == ticket_json(ticket(issue))
    assert ticket_json(ticket(quarterly(), 96)) != ticket_json(ticket(quarterly()))
