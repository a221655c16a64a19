"""What the law wants a publication of its class to say, and not to say.

《内部资料性出版物管理办法》 art. 14–15, 《期刊出版管理规定》 art. 31, GB/T 3179-2009.
Warnings only: the tool gives no legal judgement, and the editor knows which permit there is.
"""

from __future__ import annotations

from collections.abc import Iterator

from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Issue, Kind

LACKING = Rule(
    "imprint-lacking",
    Level.WARNING,
    N_("A publication of this class must print “{key}” ({rule}), which is missing."),
    N_("Add “{key}: …” to {file}."),
)
COVER_LACKING = Rule(
    "cover-mark-missing",
    Level.WARNING,
    N_("The cover of a publication of this class must bear “{key}” ({rule}), which is missing."),
    N_("Add “{key}: …” to {file}; it is then printed on the front cover and in the imprint."),
)
INTERNAL_ONLINE = Rule(
    "internal-online",
    Level.WARNING,
    N_("Internal material (内部资料) may not be spread on the internet (art. 15), but “上网” says 是."),
    N_("Write “上网: 否” in publication.yaml, or check the class of the publication."),
)
INTERNAL_PRICE = Rule(
    "internal-price",
    Level.WARNING,
    N_("Internal material (内部资料) may not have a price (art. 15), but “定价” is given."),
    N_("Delete “定价” from publication.yaml, or check the class of the publication."),
)
DELIVERED_UNPRINTED = Rule(
    "date-delivery-unprinted",
    Level.WARNING,
    N_("The delivery date {delivery} is before the printing date {printed}."),
    N_("Check “交货日期” and “印刷日期”; the job ticket (施工单) prints both."),
)
DELIVERED_EARLY = Rule(
    "date-delivery-early",
    Level.WARNING,
    N_("The delivery date {delivery} is more than 60 days before the date of publication {issued}."),
    N_("Check “交货日期” and “出版日期”; perhaps it is still that of the issue before."),
)
HIGHLIGHTS_MANY = Rule(
    "cover-highlights-many",
    Level.WARNING,
    N_("“要目” has {count} lines; more than {most} are no longer read on a cover."),
    N_("Keep the most important; three or so are best."),
)
HIGHLIGHT_LONG = Rule(
    "cover-highlight-long",
    Level.WARNING,
    N_("“{text}” in “要目” is {count} characters long; on the cover it is set small or breaks."),
    N_("Shorten it to {most} characters at most."),
)

_NEAR_DAYS = 60
_HIGHLIGHTS, _HIGHLIGHT_CHARS = 5, 24
_LAW = {
    Kind.INTERNAL: "《内部资料性出版物管理办法》第十四条",
    Kind.PERIODICAL: "《期刊出版管理规定》第三十一条",
    Kind.OTHER: "",
}
_DUES = {
    Kind.INTERNAL: (
        ("准印证号", "permit"), ("编印单位", "compilers"), ("发送对象", "recipients"),
        ("印刷单位", "printer"), ("印刷日期", "printed"), ("印数", "print_run"),
    ),
    Kind.PERIODICAL: (
        ("国内统一刊号", "cn"), ("主管单位", "supervisors"), ("主办单位", "sponsors"),
        ("出版单位", "publishers"), ("印刷单位", "printer"), ("发行单位", "distributor"), ("定价", "price"),
    ),
    Kind.OTHER: (),
}  # fmt: skip
# Of these, what must stand on the cover, with the rule that says so.
_COVER_DUES = {
    Kind.INTERNAL: {"准印证号": _LAW[Kind.INTERNAL]},
    Kind.PERIODICAL: {"国内统一刊号": _LAW[Kind.PERIODICAL], "主办单位": "GB/T 3179—2009"},
    Kind.OTHER: {},
}


def dues(issue: Issue) -> Iterator[Finding]:
    """What must be printed in a publication of this class; of what the cover must bear, cover_dues speaks."""
    for key, attribute in _DUES[issue.publication.kind]:
        if key in _COVER_DUES[issue.publication.kind]:
            continue
        holder = issue if hasattr(issue, attribute) else issue.publication
        if not getattr(holder, attribute):
            law, file = _LAW[issue.publication.kind], holder.place.file.rpartition("/")[2]
            yield LACKING.at(holder.place, key=key, file=file, rule=law)


def cover_dues(issue: Issue) -> Iterator[Finding]:
    """What the cover must bear and nothing is given for; title, year and number are never missing."""
    given = dict(_DUES[issue.publication.kind])
    for key, rule in _COVER_DUES[issue.publication.kind].items():
        if not getattr(issue.publication, given[key]):
            file = issue.publication.place.file.rpartition("/")[2]
            yield COVER_LACKING.at(issue.publication.place, key=key, rule=rule, file=file)


def delivery(issue: Issue) -> Iterator[Finding]:
    """Copies are delivered after they are printed, and not long before they come out."""
    day = issue.delivery
    if day is None:
        return
    if issue.printed is not None and day < issue.printed:
        yield DELIVERED_UNPRINTED.at(issue.place, delivery=day, printed=issue.printed)
    if (issue.issued - day).days > _NEAR_DAYS:
        yield DELIVERED_EARLY.at(issue.place, delivery=day, issued=issue.issued)


def highlights(issue: Issue) -> Iterator[Finding]:
    """A cover names a few articles; a long list is smaller than anyone reads it from a shelf."""
    lines = issue.cover.highlights
    if len(lines) > _HIGHLIGHTS:
        yield HIGHLIGHTS_MANY.at(issue.place, count=len(lines), most=_HIGHLIGHTS)
    for text in lines:
        if len(text) > _HIGHLIGHT_CHARS:
            yield HIGHLIGHT_LONG.at(issue.place, text=text, count=len(text), most=_HIGHLIGHT_CHARS)


def internal(issue: Issue) -> Iterator[Finding]:
    """What internal material may not have."""
    publication = issue.publication
    if publication.kind is Kind.INTERNAL:
        if publication.online:
            yield INTERNAL_ONLINE.at(publication.place_of("online"))
        if publication.price:
            yield INTERNAL_PRICE.at(publication.place_of("price"))
