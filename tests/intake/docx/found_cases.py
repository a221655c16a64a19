# ruff: noqa: E501 - lines of XML and tables of cases
"""What was found in Word files of many programs (Word, WPS, LibreOffice, pandoc, docx.js), each in a small one."""

from __future__ import annotations

from word_builder import BOLD, document, para, picture, png, run, size, table
from word_cases import SENTENCE, case


@case
def sections_of_rank_one() -> bytes:
    """The title is only large; “Heading 1” are the sections, numbered by hand."""
    return document(
        para(run("海岸灯塔守护制度的变迁", size(18), BOLD), align="center"),
        para("林海　周渔", align="center"),
        para("摘要：本文研究灯塔。"),
        para("1 引言", style="H1"),
        para(SENTENCE),
        para("1.1 缘起", style="H2"),
        para(SENTENCE),
        para("2 方法", style="H1"),
        para(SENTENCE),
    )


@case
def title_with_number() -> bytes:
    """The title has an automatic number, which is none of its words."""
    numbers = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    return document(
        para("守塔人", style="Title", number=(1, 0)),
        para("林海"),
        para(SENTENCE),
        parts={"numbering.xml": numbers},
    )


@case
def dropped_initial() -> bytes:
    """首字下沉: the letter and its sentence are one paragraph."""
    frame = '<w:framePr w:dropCap="drop" w:lines="3" w:wrap="around"/>'
    return document(
        para("潮水来时", align="center"),
        para("林海", align="center"),
        para(run(SENTENCE[0], size(52), BOLD), extra=frame),
        para(SENTENCE[1:]),
        para(SENTENCE),
    )


@case
def line_feeds() -> bytes:
    """Line feeds of the XML within a text are spaces: they begin no block and end no row of a table."""
    return document(
        para("换行", style="Title"),
        para(SENTENCE + "\n# 不是标题\n::: 框"),
        para(run("粗体的\n\n文字。", BOLD), "后面的文字。"),
        table(("港名", "船只"), ("东\n港", "12\r\n30")),
        para("Two\nwords stay apart."),
    )


@case
def credit_in_brackets() -> bytes:
    """The brackets around the photographer are told as said by the form."""
    return document(
        para("灯塔", style="Title"),
        para(SENTENCE),
        para(picture("i1")),
        para("图1 灯塔全景（林海 摄）", align="center"),
        para(SENTENCE),
        parts={"media/image1.png": png()},
        targets={"i1": ("image", "media/image1.png")},
    )


@case
def heads_everywhere() -> bytes:
    """Every row is marked as head: one is; and a head of two rows with the same text twice keeps it."""
    head = "<w:trPr><w:tblHeader/></w:trPr>"
    rows = (("甲", "乙"), ("10", "同上"), ("20", "同上"), ("30", "同上"), ("40", "同上"))
    every = table(*rows).replace("<w:tr>", f"<w:tr>{head}")
    two = table(("港名", "船只"), ("港名", "木船"), ("东港", "12"), ("西港", "38")).replace(
        "<w:tr>", f"<w:tr>{head}", 2
    )
    return document(para("表", style="Title"), para(SENTENCE), every, para(SENTENCE), two, para(SENTENCE))


@case
def comment_with_table() -> bytes:
    """The words of a comment, in a table within it too."""
    inner = f"{para('数字有误：')}{table(('东港', '13'))}<w:sdt><w:sdtContent>{para('请核。')}</w:sdtContent></w:sdt>"
    return document(
        para("批注", style="Title"),
        para('<w:commentRangeStart w:id="0"/>', SENTENCE, '<w:commentRangeEnd w:id="0"/>', '<w:r><w:commentReference w:id="0"/></w:r>'),
        parts={"comments.xml": f'<w:comment w:id="0" w:author="编辑" w:date="2026-01-01T00:00:00Z">{inner}</w:comment>'},
    )  # fmt: skip


@case
def several_bodies() -> bytes:
    """A faulty program wrote two bodies: both are read."""
    return document(
        para("两个正文", style="Title"), para(SENTENCE), "</w:body><w:body>", para("第二个正文。" + SENTENCE)
    )


@case
def english_notes() -> bytes:
    """The space behind the call of a note between English words stays."""
    call = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    return document(
        para("Tides", style="Title"),
        para("The tide turned.", call, run(" The boats came in. "), run("水退了"), call, run(" 以后。")),
        parts={"footnotes.xml": f'<w:footnote w:id="1">{para("A note.")}</w:footnote>'},
    )
