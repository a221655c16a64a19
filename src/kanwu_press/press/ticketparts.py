"""The ticket's rows about a part on press: paper, sheets, inks, forms, plates, reams, with their arithmetic.

In: a `Part` of the plan. Out: a `Group`; interior and cover have the same labels in the same order.
"""

from __future__ import annotations

import math

from kanwu_press.production import Backing, Group, Need, Origin, PagePlan, Part, Row

ORIGINS = {
    Origin.MEASURED: "印刷厂量得",
    Origin.TABLE: "查纸张表",
    Origin.RULE_OF_THUMB: "按克重估算",
}
BACKINGS = {Backing.SHEETWISE: "正反版", Backing.WORK_AND_TURN: "自翻版", Backing.ONE_SIDE: "单面印"}


def words_row(key: str, label: str, value: str, how: str = "") -> Row:
    """A row of words; an empty one is left to be filled in."""
    return Row(key, label, value or None, value, how)


def number(value: float) -> int | float:
    """A whole number without a point."""
    return int(value) if value == int(value) else value


def figure(value: float) -> str:
    """Up to four places, as printing sheets are written: 5.75."""
    return f"{round(value, 4):.10g}"


def part_group(key: str, title: str, part: Part, plan: PagePlan) -> Group:
    """Paper, inks, forms and plates of the interior or of the cover; both in the same order."""
    sheet, paper, ink = part.sheet, part.paper, part.inks[0]
    size = f"{sheet.width_mm:g}×{sheet.height_mm:g} mm"
    held = f"每面 {sheet.ups} {'页' if key == 'text' else '个封面'}，{_cut(part)}上机"
    caliper = f"单张厚 {paper.caliper_mm:g} mm"
    rows = (
        Row("pages", "页数", part.pages, f"{part.pages} 页"),
        Row("paper", "用纸", paper.name, paper.name, "未注明，按常用纸计" if paper.assumed else ""),
        Row("paper_g_m2", "", number(paper.grams), f"{paper.grams:g} g/m²"),
        Row("caliper_mm", "", paper.caliper_mm, caliper, ORIGINS[paper.origin]),
        Row("sheet_mm", "全张纸", (number(sheet.width_mm), number(sheet.height_mm)), size),
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
    how = f"{held} ÷ {part.sheet.ups} = {figure(sheets)}"
    row = Row("printing_sheets", "印张", round(sheets, 4), f"{figure(sheets)} 印张", how)
    if part.need is None:
        empty = (
            ("reams", "净用纸"),
            ("spoilage_sheets", "加放"),
            ("total_reams", "合计"),
            ("weight_kg", "纸重"),
        )
        return (row, *(words_row(name, label, "") for name, label in empty))
    return (row, *_need(part, part.need, plan))


def _need(part: Part, paper: Need, plan: PagePlan) -> tuple[Row, ...]:
    """Reams are printing sheets × copies ÷ 1000, but where the forms leave room unused on their sheets."""
    copies, sheets = plan.copies or 0, part.printing_sheets
    how = f"{figure(sheets)} × {copies} ÷ 1000 = {figure(paper.reams)}"
    if abs(sheets * copies / 1000 - paper.reams) > 0.002:
        how = f"按拼版计 {paper.sheets} 全张 ÷ 500"
    least = _spoilage_how(part, paper, plan)
    total = f"({paper.sheets} + {paper.spoilage_sheets}) ÷ 500 = {figure(paper.total_reams)}"
    square = f"{part.sheet.width_mm / 1000:g} × {part.sheet.height_mm / 1000:g}"
    weight = f"{paper.sheets + paper.spoilage_sheets} × {square} × {part.paper.grams:g} g"
    return (
        Row("reams", "净用纸", paper.reams, f"{figure(paper.reams)} 令", how),
        Row("spoilage_sheets", "加放", paper.spoilage_sheets, f"{paper.spoilage_sheets} 全张", least),
        Row("total_reams", "合计", paper.total_reams, f"{figure(paper.total_reams)} 令", total),
        Row("weight_kg", "纸重", paper.weight_kg, f"{figure(paper.weight_kg)} kg", weight),
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
