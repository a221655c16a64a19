"""The job ticket (印刷施工单): all that the printer must know of one issue, in groups of labelled rows.

In: the issue, its plan, and what is known of the files. Out: a `Ticket`, and the same as JSON. Every computed
figure says how it came about. What the editor has not written stays empty, to be filled in by hand.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from datetime import date

from kanwu_press.geometry import GRIND_OFF_MM
from kanwu_press.model import Issue, Kind, Lamination, Publication
from kanwu_press.press.budget import signature_words
from kanwu_press.press.plan import CREEP_FACTOR
from kanwu_press.production import (
    SPINE_TEXT_MM,
    Backing,
    FileFact,
    Group,
    Need,
    Origin,
    PagePlan,
    Part,
    Row,
    Signing,
    Ticket,
    TicketFile,
    Value,
)

BINDINGS = {"perfect": "无线胶订", "saddle": "骑马订", "sewn": "锁线胶订"}
LAMINATIONS = {Lamination.NONE: "不覆膜", Lamination.GLOSS: "覆亮膜", Lamination.MATT: "覆哑膜"}
ORIGINS = {
    Origin.MEASURED: "印刷厂量得",
    Origin.TABLE: "查纸张表",
    Origin.RULE_OF_THUMB: "按克重估算",
}
BACKINGS = {Backing.SHEETWISE: "正反版", Backing.WORK_AND_TURN: "自翻版", Backing.ONE_SIDE: "单面印"}
FORMATS = {(210, 285): "大16开", (210, 297): "A4", (185, 260): "正16开"}
SIGNINGS = (
    Signing("印刷厂", "接单，文件已核对"),
    Signing("委托方", "打样确认：颜色、文字、页序"),
    Signing("委托方", "同意付印"),
    Signing("印刷厂", "成品检验，交货"),
)


def file_fact(data: bytes, use: str, pages: int, standard: str = "", condition: str = "") -> FileFact:
    """What the ticket says of a file: its checksum, pages, the standard and output condition it claims."""
    return FileFact(use, hashlib.sha256(data).hexdigest(), pages, standard, condition)


def make_ticket(issue: Issue, plan: PagePlan, files: Mapping[str, FileFact]) -> Ticket:
    """The ticket of an issue; `files` are those for the printer, by name."""
    p = issue.publication
    serial = f"（总第{issue.serial}期）" if issue.serial else ""
    return Ticket(
        title="印刷施工单",
        job=f"《{p.title}》{issue.year}年第{issue.number}期{serial}",
        number=f"{p.code}-{issue.name}",
        dated=issue.issued.isoformat(),
        customer=_customer(issue),
        product=_product(issue, plan),
        text=_part("text", "内文", plan.text, plan),
        cover=_part("cover", "封面", plan.cover, plan),
        bindery=_bindery(p, plan),
        delivery=_delivery(issue, plan),
        files=tuple(TicketFile(name, files[name]) for name in sorted(files)),
        notes=issue.press_notes,
        signings=SIGNINGS,
    )


def _text(key: str, label: str, value: str, how: str = "") -> Row:
    """A row of words; an empty one is left to be filled in."""
    return Row(key, label, value or None, value, how)


# ---- customer, product, delivery -----------------------------------------------------------


def _customer(issue: Issue) -> Group:
    """Who orders, who prints, and who is asked."""
    p = issue.publication
    bodies = p.compilers or p.publishers or p.sponsors or p.supervisors
    rows = (
        Row("customer", "委托单位", bodies or None, "、".join(bodies)),
        _text("contact", "联系人", p.press.contact),
        _text("telephone", "电话", p.press.telephone or p.telephone),
        _text("printer", "承印单位", issue.printer),
        *_permit(p),
        _day("issued", "出版日期", issue.issued),
        _day("printed", "印刷日期", issue.printed),
    )
    return Group("customer", "客户", rows)


def _permit(p: Publication) -> tuple[Row, ...]:
    """The number that the law asks for: of the permit, or of the periodical; others may have either."""
    permit, cn = _text("permit", "准印证号", p.permit), _text("cn", "国内统一刊号", p.cn)
    required = {Kind.INTERNAL: permit, Kind.PERIODICAL: cn}.get(p.kind)
    return tuple(row for row in (permit, cn) if row.text or row == required)


def _day(key: str, label: str, day: date | None) -> Row:
    """A date: ISO in JSON, written out on the sheet."""
    if day is None:
        return _text(key, label, "")
    return Row(key, label, day.isoformat(), f"{day.year}年{day.month}月{day.day}日")


def _product(issue: Issue, plan: PagePlan) -> Group:
    """The finished copy."""
    area = issue.publication.type_area
    width, height = area.trim_width_mm, area.trim_height_mm
    name = FORMATS.get((round(width), round(height)), "")
    bleed = issue.publication.bleed_mm
    total = plan.text.pages + plan.cover.pages
    rows = (
        _copies(plan.copies),
        Row(
            "trim_mm",
            "成品尺寸",
            (_number(width), _number(height)),
            f"{width:g}×{height:g} mm",
            "，".join(part for part in (name, f"出血 {bleed:g} mm") if part),
        ),
        Row("binding", "装订", BINDINGS[plan.binding], BINDINGS[plan.binding]),
        Row("pages", "总页数", total, f"{total} 页", f"内文 {plan.text.pages} + 封面 {plan.cover.pages}"),
        Row("insert_pages", "插页", 0, "0 页"),
    )
    return Group("product", "成品", rows)


def _copies(copies: int | None) -> Row:
    if copies is None:
        return Row("copies", "印数", None, "", "没有写明，请填")
    return Row("copies", "印数", copies, f"{copies} 本")


def _delivery(issue: Issue, plan: PagePlan) -> Group:
    """When, where and how the copies come."""
    p = issue.publication
    weight = _number(round(plan.copy_grams * (plan.copies or 0) / 1000, 1)) if plan.copies else None
    how = f"每本约 {plan.copy_grams:g} g × {plan.copies} 本" if plan.copies else ""
    rows = [
        _day("delivery", "交货日期", issue.delivery),
        _text("place", "交货地点", p.press.delivery_place or p.address),
        _text("packing", "包装", p.press.packing),
        Row("weight_kg", "成品总重", weight, f"约 {weight:g} kg" if weight is not None else "", how),
    ]
    if p.kind is Kind.INTERNAL:
        rows.append(_text("permit_copy", "准印证", "随单附准印证复印件一份"))
    return Group("delivery", "交货", tuple(rows))


# ---- the parts on press --------------------------------------------------------------------


def _part(key: str, title: str, part: Part, plan: PagePlan) -> Group:
    """Paper, inks, forms and plates of the interior or of the cover; both in the same order."""
    sheet, paper, ink = part.sheet, part.paper, part.inks[0]
    size = f"{sheet.width_mm:g}×{sheet.height_mm:g} mm"
    held = f"每面 {sheet.ups} {'页' if key == 'text' else '个封面'}，{_cut(part)}上机"
    caliper = f"单张厚 {paper.caliper_mm:g} mm"
    rows = (
        Row("pages", "页数", part.pages, f"{part.pages} 页"),
        Row("paper", "用纸", paper.name, paper.name, "未注明，按常用纸计" if paper.assumed else ""),
        Row("paper_g_m2", "", _number(paper.grams), f"{paper.grams:g} g/m²"),
        Row("caliper_mm", "", paper.caliper_mm, caliper, ORIGINS[paper.origin]),
        Row("sheet_mm", "全张纸", (_number(sheet.width_mm), _number(sheet.height_mm)), size),
        Row("ups", "", sheet.ups, f"{sheet.ups} 开", held),
        Row("inks", "颜色", part.inks, f"{part.inks[0]}+{part.inks[1]}", _inks(part)),
        Row("spot", "", part.spot or None, f"专色 {part.spot}" if part.spot else ""),
        Row("forms", "拼版", _forms(part), "、".join(_forms(part)), _forms_how(key, part)),
        Row("plate_sets", "印版", part.sets, f"{part.sets} 套"),
        Row("plates", "", part.plates, f"{part.plates} 块", f"{part.sets} 套 × {ink} 色 = {part.plates}"),
        *_sheets(key, part, plan),
    )
    return Group(key, title, rows)


def _cut(part: Part) -> str:
    return "对开" if part.sheet.parts == 2 else "全张"


def _inks(part: Part) -> str:
    """Which inks they are."""
    process = "青、品、黄、黑" if part.inks[0] >= 4 else "黑"
    return f"{process}、专色" if part.spot else process


def _forms(part: Part) -> tuple[str, ...]:
    """正反版 16 页 × 5: the forms by kind, the largest first."""
    kinds: dict[tuple[int, str], int] = {}
    for form in part.forms:
        kind = (form.pages, BACKINGS[form.backing])
        kinds[kind] = kinds.get(kind, 0) + 1
    ordered = sorted(kinds.items(), key=lambda item: (-item[0][0], item[0][1]))
    return tuple(f"{name} {pages} 页 × {count}" for (pages, name), count in ordered)


def _forms_how(key: str, part: Part) -> str:
    """How many sets each takes, and how many copies come of a sheet worked and turned."""
    if key == "cover":
        return f"每张出 {part.forms[0].copies} 个"
    turned = {form.pages: form.copies for form in part.forms if form.backing is Backing.WORK_AND_TURN}
    cut = "、".join(f"{pages} 页裁成 {turned[pages]} 份" for pages in sorted(turned, reverse=True))
    sheetwise = any(form.backing is Backing.SHEETWISE for form in part.forms)
    said = ("正反版每帖 2 套版" if sheetwise else "", f"自翻版 1 套，{cut}" if cut else "")
    return "；".join(words for words in said if words)


def _sheets(key: str, part: Part, plan: PagePlan) -> tuple[Row, ...]:
    """Printing sheets, reams, spoilage, total and weight, with their arithmetic."""
    sheets, held = part.printing_sheets, part.pages if key == "text" else 2
    how = f"{held} ÷ {part.sheet.ups} = {_figure(sheets)}"
    row = Row("printing_sheets", "印张", round(sheets, 4), f"{_figure(sheets)} 印张", how)
    if part.need is None:
        empty = (
            ("reams", "净用纸"),
            ("spoilage_sheets", "加放"),
            ("total_reams", "合计"),
            ("weight_kg", "纸重"),
        )
        return (row, *(_text(name, label, "") for name, label in empty))
    return (row, *_need(part, part.need, plan))


def _need(part: Part, paper: Need, plan: PagePlan) -> tuple[Row, ...]:
    """Reams are printing sheets × copies ÷ 1000, but where the forms leave room unused on their sheets."""
    copies, sheets = plan.copies or 0, part.printing_sheets
    how = f"{_figure(sheets)} × {copies} ÷ 1000 = {paper.reams:g}"
    if abs(sheets * copies / 1000 - paper.reams) > 0.002:
        how = f"按拼版计 {paper.sheets} 全张 ÷ 500"
    least = _spoilage_how(part, paper, plan)
    total = f"({paper.sheets} + {paper.spoilage_sheets}) ÷ 500 = {paper.total_reams:g}"
    square = f"{part.sheet.width_mm / 1000:g} × {part.sheet.height_mm / 1000:g}"
    weight = f"{paper.sheets + paper.spoilage_sheets} × {square} × {part.paper.grams:g} g"
    return (
        Row("reams", "净用纸", paper.reams, f"{paper.reams:g} 令", how),
        Row("spoilage_sheets", "加放", paper.spoilage_sheets, f"{paper.spoilage_sheets} 全张", least),
        Row("total_reams", "合计", paper.total_reams, f"{paper.total_reams:g} 令", total),
        Row("weight_kg", "纸重", paper.weight_kg, f"{paper.weight_kg:g} kg", weight),
    )


def _spoilage_how(part: Part, paper: Need, plan: PagePlan) -> str:
    """Which of the two decided: so many sheets a set, or the share; where they are mixed, both are said."""
    extra, parts = paper.spoilage_sheets, part.sheet.parts
    if extra == math.ceil(part.sets * plan.spoilage_sheets / parts):
        halved = f" ÷ {parts}" if parts > 1 else ""
        sum_ = f"{part.sets} × {plan.spoilage_sheets}{halved} = {extra}"
        return f"每套版至少 {plan.spoilage_sheets} 张{_cut(part)}：{sum_}"
    if extra == math.ceil(paper.sheets * plan.spoilage / 100):
        return f"{paper.sheets} × {plan.spoilage:g}% = {extra}"
    return f"{plan.spoilage:g}%，每套版至少 {plan.spoilage_sheets} 张{_cut(part)}"


# ---- the bindery ---------------------------------------------------------------------------


def _bindery(p: Publication, plan: PagePlan) -> Group:
    """Signatures, spine, creep, film."""
    words = signature_words(plan.signatures)
    order = "书芯依次为 " + "、".join(str(size) for size in plan.signatures) + " 页"
    glued = plan.binding != "saddle"
    folded = f"{plan.text.pages // 4} 张套订，每张 4 页"
    rows = [
        Row("signatures", "书帖", plan.signatures, f"{words} 页", order if glued else folded),
    ]
    if glued:
        rows += [
            Row("spine_mm", "书脊厚度", plan.spine_mm, f"{plan.spine_mm:g} mm", _spine_how(plan)),
            _text("spine_text", "书脊文字", "须印" if plan.spine_text else "可不印", _spine_text_how(plan)),
        ]
    if plan.binding == "perfect":
        rows.append(Row("grind_off_mm", "铣背", _number(GRIND_OFF_MM), f"{GRIND_OFF_MM:g} mm"))
    if not glued:
        rows.append(Row("creep_mm", "爬移", plan.creep_mm, f"{plan.creep_mm:g} mm", _creep_how(plan)))
    film = LAMINATIONS[p.press.lamination]
    rows.append(Row("lamination", "覆膜", film, film))
    return Group("bindery", "装订", tuple(rows))


def _spine_how(plan: PagePlan) -> str:
    if plan.spine_origin is Origin.MEASURED:
        return ORIGINS[Origin.MEASURED]
    text, cover = plan.text, plan.cover
    sum_ = f"{text.pages} ÷ 2 × {text.paper.caliper_mm:g} + 2 × {cover.paper.caliper_mm:g}"
    return f"{sum_} = {plan.spine_mm:g}；{ORIGINS[plan.spine_origin]}，以实样为准"


def _spine_text_how(plan: PagePlan) -> str:
    return f"{SPINE_TEXT_MM:g} mm 及以上" if plan.spine_text else f"不足 {SPINE_TEXT_MM:g} mm"


def _creep_how(plan: PagePlan) -> str:
    sum_ = f"{CREEP_FACTOR:g} × {plan.text.paper.caliper_mm:g} × ({plan.text.pages} ÷ 4 - 1)"
    return f"{sum_} = {plan.creep_mm:g}，最里一张外移"


# ---- figures -------------------------------------------------------------------------------


def _number(value: float) -> int | float:
    """A whole number without a point."""
    return int(value) if value == int(value) else value


def _figure(value: float) -> str:
    """Up to four places, as printing sheets are written: 5.75."""
    return f"{round(value, 4):.10g}"


# ---- JSON ----------------------------------------------------------------------------------


def ticket_json(ticket: Ticket) -> bytes:
    """The ticket for other programs: keys name their units, `explanations` say how figures came about."""
    groups: dict[str, dict[str, object]] = {}
    how: dict[str, str] = {}
    for group in ticket.groups:
        groups[group.key] = {row.key: _plain(row.value) for row in group.rows}
        how |= {f"{group.key}.{row.key}": row.how for row in group.rows if row.how}
    files = [
        {
            "name": file.name,
            "use": file.fact.use,
            "pages": file.fact.pages,
            "standard": file.fact.standard,
            "output_condition": file.fact.condition,
            "sha256": file.fact.sha256,
        }
        for file in ticket.files
    ]
    value = {
        "title": ticket.title,
        "job": ticket.job,
        "number": ticket.number,
        "date": ticket.dated,
        **groups,
        "files": files,
        "notes": list(ticket.notes),
        "explanations": how,
    }
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")


def _plain(value: Value) -> object:
    return list(value) if isinstance(value, tuple) else value
