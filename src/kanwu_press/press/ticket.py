"""The job ticket (印刷施工单): all that the printer must know of one issue, in groups of labelled rows.

In: the issue, its plan, and what is known of the files. Out: a `Ticket`, and the same as JSON. Every computed
figure says how it came about. What the editor has not written stays empty, to be filled in by hand.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date

from kanwu_press.geometry import GRIND_OFF_MM
from kanwu_press.model import Issue, Kind, Lamination, Publication
from kanwu_press.naming import chinese_date, number_and_serial
from kanwu_press.press.budget import signature_words
from kanwu_press.press.imposition import CREEP_FACTOR
from kanwu_press.press.ticketparts import ORIGINS, figure, number, part_group, words_row
from kanwu_press.production import (
    SPINE_TEXT_MM,
    FileFact,
    Group,
    Origin,
    PagePlan,
    Row,
    Signing,
    Ticket,
    TicketFile,
    Value,
)

BINDINGS = {"perfect": "无线胶订", "saddle": "骑马订", "sewn": "锁线胶订"}
LAMINATIONS = {Lamination.NONE: "不覆膜", Lamination.GLOSS: "覆亮膜", Lamination.MATT: "覆哑膜"}
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
    return Ticket(
        title="印刷施工单",
        job=f"《{p.title}》{number_and_serial(issue)}",
        number=f"{p.code}-{issue.name}",
        dated=issue.issued.isoformat(),
        customer=_customer(issue),
        product=_product(issue, plan),
        text=part_group("text", "内文", plan.text, plan),
        cover=part_group("cover", "封面", plan.cover, plan),
        bindery=_bindery(p, plan),
        delivery=_delivery(issue, plan),
        files=tuple(TicketFile(name, files[name]) for name in sorted(files)),
        notes=issue.press_notes,
        signings=SIGNINGS,
    )


# ---- customer, product, delivery -----------------------------------------------------------


def _customer(issue: Issue) -> Group:
    """Who orders, who prints, and who is asked."""
    p = issue.publication
    bodies = p.compilers or p.publishers or p.sponsors or p.supervisors
    rows = (
        Row("customer", "委托单位", bodies or None, "、".join(bodies)),
        words_row("contact", "联系人", p.press.contact),
        words_row("telephone", "电话", p.press.telephone or p.telephone),
        words_row("printer", "承印单位", issue.printer),
        *_permit(p),
        _day("issued", "出版日期", issue.issued),
        _day("printed", "印刷日期", issue.printed),
    )
    return Group("customer", "客户", rows)


def _permit(p: Publication) -> tuple[Row, ...]:
    """The number that the law asks for: of the permit, or of the periodical; others may have either."""
    permit, cn = words_row("permit", "准印证号", p.permit), words_row("cn", "国内统一刊号", p.cn)
    required = {Kind.INTERNAL: permit, Kind.PERIODICAL: cn}.get(p.kind)
    return tuple(row for row in (permit, cn) if row.text or row == required)


def _day(key: str, label: str, day: date | None) -> Row:
    """A date: ISO in JSON, written out on the sheet."""
    if day is None:
        return words_row(key, label, "")
    return Row(key, label, day.isoformat(), chinese_date(day))


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
            (number(width), number(height)),
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
    weight = number(round(plan.copy_grams * (plan.copies or 0) / 1000, 1)) if plan.copies else None
    how = f"每本约 {plan.copy_grams:g} g × {plan.copies} 本" if plan.copies else ""
    rows = [
        _day("delivery", "交货日期", issue.delivery),
        words_row("place", "交货地点", p.press.delivery_place or p.address),
        words_row("packing", "包装", p.press.packing),
        Row("weight_kg", "成品总重", weight, f"约 {figure(weight)} kg" if weight is not None else "", how),
    ]
    if p.kind is Kind.INTERNAL:
        rows.append(words_row("permit_copy", "准印证", "随单附准印证复印件一份"))
    return Group("delivery", "交货", tuple(rows))


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
            words_row(
                "spine_text", "书脊文字", "须印" if plan.spine_text else "可不印", _spine_text_how(plan)
            ),
        ]
    if plan.binding == "perfect":
        rows.append(Row("grind_off_mm", "铣背", number(GRIND_OFF_MM), f"{GRIND_OFF_MM:g} mm"))
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
    told = text.paper.origin is Origin.MEASURED and plan.spine_origin is Origin.TABLE
    basis = "内文厚度由印刷厂量得" if told else ORIGINS[plan.spine_origin]
    return f"{sum_} = {plan.spine_mm:g}；{basis}，以实样为准"


def _spine_text_how(plan: PagePlan) -> str:
    return f"{SPINE_TEXT_MM:g} mm 及以上" if plan.spine_text else f"不足 {SPINE_TEXT_MM:g} mm"


def _creep_how(plan: PagePlan) -> str:
    sum_ = f"{CREEP_FACTOR:g} × {plan.text.paper.caliper_mm:g} × ({plan.text.pages} ÷ 4 - 1)"
    return f"{sum_} = {plan.creep_mm:g}，最里一张外移"


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
