# ruff: noqa: E501 - lines of XML and tables of cases
"""What was found in Word files of many programs (Word, WPS, LibreOffice, pandoc, docx.js), each in a small one."""

from __future__ import annotations

from word_builder import (
    BOLD,
    RAISED,
    STYLES,
    cell,
    document,
    field,
    levels,
    para,
    picture,
    png,
    run,
    size,
    table,
    text_box,
)
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


@case
def list_with_sub_items() -> bytes:
    """An automatic list whose items have items of their own is a list to its end."""
    numbers = (
        f'<w:abstractNum w:abstractNumId="0">{levels(("decimal", "%1."), ("lowerLetter", "%2."))}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    items = (("第一条守则", 0), ("第二条守则", 0), ("看潮", 1), ("听风", 1), ("第三条守则", 0))
    return document(
        para("守则", style="Title"),
        para(SENTENCE),
        *(para(text, number=(1, level)) for text, level in items),
        para("守则说到这里。" + SENTENCE),
        parts={"numbering.xml": numbers},
    )


@case
def captions_of_other_programs() -> bytes:
    """图表 1 of Word, 图一, styles based on Caption, a credit behind one wide space, a caption below its table."""
    styles = STYLES + (
        '<w:style w:type="paragraph" w:styleId="Ill"><w:name w:val="Illustration"/><w:basedOn w:val="Cap"/></w:style>'
    )
    rows = (("塔", "高"), ("东塔", "20"))
    return document(
        para("灯塔", style="Title"),
        *(para(f"{SENTENCE}（{at}）。") for at in range(10)),
        para(picture("i1")),
        para("图一：灯塔近景"),
        para("其一。"),
        para(picture("i1")),
        para("▲灯塔远景　林海/摄"),
        para("其二。"),
        para(picture("i1")),
        para("灯塔的背面", style="Ill"),
        para("图表 3 灯塔数据", style="Cap"),
        table(*rows),
        para("其三。"),
        para("表一　灯塔数据", align="center"),
        table(*rows),
        para("其四。"),
        table(*rows),
        para("Table 4. 高", style="Ill"),
        para("其五。"),
        styles=styles,
        parts={"media/image1.png": png()},
        targets={"i1": ("image", "media/image1.png")},
    )  # fmt: skip


@case
def names_by_style() -> bytes:
    """Authors, date and abstract that only their styles tell, as pandoc writes them; the title is set wide."""
    styles = STYLES + "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/></w:style>'
        for name in ("Author", "Date", "Abstract")
    )
    return document(
        para("关 于 灯 塔 的 通 知", style="Title"),
        para("林海", style="Author"),
        para("Jean Valjean", style="Author"),
        para("2026年1月1日", style="Date"),
        para("本文记一座灯塔。", style="Abstract"),
        para(SENTENCE),
        styles=styles,
    )


@case
def form_fields() -> bytes:
    """Boxes of old forms, ticked or not, and the entry that was chosen; signs of symbol fonts."""

    def form(code: str, data: str) -> str:
        begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
        return field(code).replace('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', begin)

    entries = "".join(f'<w:listEntry w:val="{text}"/>' for text in ("甲等", "乙等"))
    signs = (("Wingdings", "F04A"), ("Wingdings", "F028"), ("Symbol", "F0D2"), ("Symbol", "F028"))
    return document(
        para("表格", style="Title"),
        para(
            form("FORMCHECKBOX", '<w:checkBox><w:default w:val="1"/></w:checkBox>'), "同意 ",
            form("FORMCHECKBOX", '<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>'), "不同意，",
            form("FORMDROPDOWN", f'<w:ddList><w:result w:val="1"/>{entries}</w:ddList>'), "。",
        ),
        para("符号：", *(f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>' for font, code in signs)),
    )  # fmt: skip


@case
def pictures_that_are_not_there() -> bytes:
    """A picture whose relationship is missing, and a drawing of shapes alone, are told; a rule is not."""
    star = '<w:r><w:drawing><wp:inline><wp:docPr id="2" name="y"/><a:graphic><a:graphicData><wps:wsp><wps:spPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    rule = '<w:r><w:pict><v:rect o:hr="t"/></w:pict></w:r>'
    return document(
        para("画", style="Title"), para(SENTENCE), para(picture("none", "星")), para(star), para(rule)
    )


@case
def words_elsewhere() -> bytes:
    """No text in the body: what a web page that was taken in says, and a header, stand in the report."""
    page = "<html><head><title>不要</title><script>no()</script></head><body><h1>潮水来时</h1><p>灯塔的故事。</p></body></html>"
    web = (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html; charset=utf-8\n"
        b"Content-Transfer-Encoding: quoted-printable\n\n<p>=E6=B8=94=E6=B8=AF</p>\n--x--\n"
    )
    return document(
        '<w:altChunk r:id="c"/>',
        parts={
            "header1.xml": para("海岸通讯"),
            "sub/chunk.html": page.encode(),
            "sub/one.mht": web,
            "sub/a.txt": "国标".encode("gbk"),
        },
        targets={
            "c": ("aFChunk", "sub/chunk.html"),
            "d": ("aFChunk", "sub/one.mht"),
            "e": ("aFChunk", "sub/a.txt"),
        },
    )


@case
def boxes_in_boxes() -> bytes:
    """Three boxes, pictures in the innermost; a bold line before the first subhead is of the first level."""
    inner = para(picture("i1"), picture("i1"))
    return document(
        para("框", style="Title"),
        para(run("修订记录", BOLD)),
        para(SENTENCE),
        para("正题", style="H1"),
        para(text_box(para("外。"), para(text_box(para("中。"), para(text_box(para("内。"), inner)))))),
        para(SENTENCE),
        parts={"media/image1.png": png()},
        targets={"i1": ("image", "media/image1.png")},
    )


@case
def foreign_words() -> bytes:
    """Spaces between foreign words stay beside quotes, dashes and currencies too; mathematical letters are plain."""
    return document(
        para("Tides", style="Title"),
        para("studies “old” lighthouses – and ‘harbours’ for € 10 … at least."),
        para("文中说 “old lighthouses” – and ‘harbours’ 都在，𝑆𝑡 是面积。"),
        para("<m:oMath><m:r><m:t>𝑆=𝜋𝑟</m:t></m:r></m:oMath>"),
    )


@case
def byline_of_a_speech() -> bytes:
    """A date below the title is nobody; names are set wide, with raised numbers, with marks before them."""
    return document(
        para(run("在灯塔工作会上的讲话", size(22)), align="center"),
        para("（2025年11月3日）", align="center"),
        para(run("林　海", size(16)), align="center"),
        para(SENTENCE),
    )


@case
def byline_with_numbers() -> bytes:
    return document(
        para("守塔人的四季", style="Title"),
        para("○ 林海", run("1", RAISED), " 周渔", run("2", RAISED), align="center"),
        para("（1.海岸研究所；2.渔业大学）", align="center"),
        para(SENTENCE),
    )


@case
def byline_with_roles() -> bytes:
    return document(para("灯塔", style="Title"), para("文/林海  图/周渔", align="center"), para(SENTENCE))


@case
def pictures_in_a_table() -> bytes:
    """Two pictures side by side with their captions in the row below; a credit far below the top of the text."""
    return document(
        para("东塔和西塔", style="Title"),
        *(para(f"{SENTENCE}（{at}）。") for at in range(10)),
        table((cell(para(picture("i1"))), cell(para(picture("i2")))), ("图1 东塔", "西塔的背面")),
        para("其一。"),
        para(picture("i1")),
        para("▲守塔人在点灯。林海 摄"),
        para("其二。"),
        parts={"media/image1.png": png(), "media/image2.png": png(500)},
        targets={"i1": ("image", "media/image1.png"), "i2": ("image", "media/image2.png")},
    )


@case
def numbers_without_start() -> bytes:
    """A level that names no start begins at 0; one without numbers gives none to those below it."""
    numbers = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{levels(("none", ""), ("decimal", "%1%2."))}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    return document(
        para("编号", style="Title"),
        para("从零起。" + SENTENCE, number=(1, 0)),
        para("再一条。" + SENTENCE, number=(1, 0)),
        para("无号。" + SENTENCE, number=(2, 0)),
        para("有号。" + SENTENCE, number=(2, 1)),
        parts={"numbering.xml": numbers},
    )


@case
def marks_of_their_own() -> bytes:
    """A note with a mark typed by the author, a table with alternative texts, formal numerals, a private character."""
    call = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
    fonts = '<w:rFonts w:eastAsia="KaiTi_GB2312" w:ascii="ZBFH" w:hAnsi="ZBFH"/>'
    numbers = (
        f'<w:abstractNum w:abstractNumId="0">{levels(("ideographLegalTraditional", "%1、"))}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    about = '<w:tblPr><w:tblCaption w:val="船只"/><w:tblDescription w:val="东港的船"/></w:tblPr>'
    return document(
        para("记号", style="Title"),
        para("潮水退了", call, run("。")),
        para("船还没有回来" + "。", number=(1, 0)),
        para("人也没有回来" + "。", number=(1, 0)),
        para("私用字：", run("\ue863", fonts), "。"),
        table(("港名", "船只"), ("东港", "12")).replace("<w:tblPr/>", about),
        para(SENTENCE),
        parts={
            "numbering.xml": numbers,
            "footnotes.xml": f'<w:footnote w:id="1">{para("* 据渔民口述。")}</w:footnote>',
        },
    )


def _signed(*lines: str) -> bytes:
    """An article whose title is only large, with centred lines a little larger than the text below it."""
    heads = (para(run(line, size(14)), align="center") for line in lines)
    return document(
        para(run("守塔人的四季", size(20), BOLD), align="center"), *heads, para(SENTENCE), para(SENTENCE)
    )


@case
def byline_rare() -> bytes:
    """Names with characters beyond the basic block, and one sign between two names."""
    return _signed("李伟　　王𬭎", "（渔业大学；海岸研究所）")


@case
def byline_both() -> bytes:
    return _signed("文/图　林小满")


@case
def byline_reporter() -> bytes:
    return _signed("（本刊记者 陈思远）")


@case
def byline_reporters() -> bytes:
    return _signed("本刊记者　陈思远　王 伟　通讯员黎明")


@case
def byline_roles_twice() -> bytes:
    return _signed("本刊记者　林海　本刊记者　周渔　新华社记者　王伟")


@case
def byline_labelled() -> bytes:
    return _signed("作者：张伟", "单位：滨海大学")


@case
def byline_dated() -> bytes:
    """The speaker below the date, and a place that nothing is known of; the date is no subhead."""
    return _signed("（2026年1月15日）", "张　伟", "于滨海", "说明：据录音整理")


@case
def byline_units_differ() -> bytes:
    """Two authors, three institutions: nobody can say whose they are."""
    return _signed("李伟　王刚", "（滨海大学；海岸研究所；渔业大学）")


@case
def byline_guessed() -> bytes:
    """Brackets around what is taken for an author are not his."""
    return _signed("（阿香婆）")


@case
def enclosure() -> bytes:
    """附件1 above the title says what the sheet is, and is no title."""
    return document(
        para("附件1"),
        para(),
        para(run("海岸研究所2026年工作要点", BOLD), align="center"),
        para(SENTENCE),
        para(SENTENCE),
    )


@case
def enclosure_of_another() -> bytes:
    """A plain line above a bold one in the middle is no title."""
    return document(
        para("内部资料"),
        para(run("海岸研究所2026年工作要点", BOLD), align="center"),
        para(SENTENCE),
        para(SENTENCE),
    )


@case
def references() -> bytes:
    """A list of sources keeps its spaces and half-width marks; elsewhere a space beside them goes."""
    return document(
        para("灯塔", style="Title"),
        para("潮水来了. 船还没有回来. " + SENTENCE),
        para("参考文献"),
        para("[1] 周海安. 守塔人的制度[J]. 海岸, 2014, 34(6): 1-38."),
        para("[2] 林　海,  周渔. 渔村的四十年[M]. 东湾: 海岸出版社, 2024: 12-25."),
        para("[3] 海岸研究所. 潮位年报[R/OL]. (2025-01-06) [2025-02-01]. https://example.org/a."),
        para("[4] Fountain J E. Building a Lighthouse[M]. Washington, DC: Tides, 2001."),
    )


@case
def soft_line_ends() -> bytes:
    """Parted behind a quotation and before an indent; joined within a sentence; kept in verse."""
    end = "<w:r><w:br/></w:r>"
    lines = (
        ('老板娘说:"来啦？坐。"', "　　她的茶，用的是后山的泉水，一泡就是三十年，村里人都来喝。"),
        ('他说:"来。"', "　　她走了。"),
        ("一、看潮", "　　先看潮水，再看天色，最后看船上的灯亮了没有，一样也不能少。"),
        ("这一行没有说完", "接着说完了。"),
        ("这一行很长很长，写到纸边还没有说完，于是作者按了一下软回车", "接着说完了。"),
        ("潮来天地青", "浪去江河白"),
        ("潮来天地青，", "浪去江河白。"),
        ("潮来天地青", "浪去江河白", "日落山水静", "为君起松声。"),
        ("一叶舟", "", "两点灯", "三更雨"),
        ("潮水来了。", "", "船还没有回来", "", "这一行之上有一个空行，所以另起一段，与上面的不接在一起。"),
    )
    return document(
        para("软回车", style="Title"),
        para(SENTENCE),
        *(para(end.join(map(run, one))) for one in lines),
        para(SENTENCE),
    )


@case
def subheads_that_are_doubtful() -> bytes:
    """A numbered bold line with a full stop; what stands behind all chapters is of the first level."""
    return document(
        para("潮位的调查", style="Title"),
        para(run("一、缘起", BOLD)),
        para(run("（一）看潮", BOLD)),
        para(SENTENCE),
        para(run("二、结论。", BOLD)),
        para(SENTENCE),
        para(run("三、不是标题。因为有两句。", BOLD)),
        para(SENTENCE),
        para(run("附：调查日程", BOLD)),
        para(SENTENCE),
    )


@case
def pause_and_struck() -> bytes:
    """Three stars are a pause; what is struck out stays and is doubted."""
    return document(
        para("灯塔", style="Title"),
        para(SENTENCE),
        para("　　*　　　*　　　*", align="center"),
        para("潮水来了，", run("船", "<w:strike/>"), run("没有回来", "<w:strike/>", BOLD), "灯亮了。"),
        para("※※※"),
        para(SENTENCE),
    )


@case
def figures_in_columns() -> bytes:
    """Figures stand flush right, with signs, dashes and empty cells among them; names and years do not."""
    return document(
        para("渔船的账", style="Title"),
        para(SENTENCE),
        table(
            ("1", "2020年", "增减", "占比", "备注"),
            ("2", "1,200", "-3.5", "46.9%", "12艘"),
            ("3", "98", "—", "", "—"),
            ("4", "3 4", "+2", "100％", ""),
        ),
        para(SENTENCE),
        table(("港名", "船只", "空"), ("东港", "12", "")),
    )


@case
def long_title() -> bytes:
    """The name of the file ends at a mark of the title."""
    title = "从滩涂到深海：海岸渔村产业融合发展的路径、困境与对策——以东湾、西湾两个渔港的四十年变迁为例"
    return document(para(title, style="Title"), para(SENTENCE))


@case
def report_of_changes() -> bytes:
    """The report speaks of itself as of itself, and tells the time as people do."""
    when = 'w:date="2026-01-05T10:00:00Z"'
    gone = (
        f'<w:del w:id="1" w:author="审稿人" {when}><w:r><w:delText>这一句太绝对。</w:delText></w:r></w:del>'
    )
    note = f'<w:comment w:id="0" w:author="责编" {when}>{para("请核对。")}</w:comment>'
    about = '<w:commentRangeStart w:id="0"/>', SENTENCE, '<w:commentRangeEnd w:id="0"/>'
    return document(
        para("灯塔", style="Title"),
        para(*about, '<w:r><w:commentReference w:id="0"/></w:r>', gone),
        parts={"comments.xml": note},
    )


_TWO_UNITS = "（1.江左大学历史系，江苏 苏州 215006；2.江左社会科学院历史研究所，江苏 南京 210013）"


@case
def units_by_number() -> bytes:
    """Raised numbers and the mark of a corresponding author; the abstract below is still one."""
    return _signed("沈 砚¹  顾怀瑾²,*  司马璟¹", _TWO_UNITS, "摘要：本文研究灯塔。")


@case
def units_by_number_two_each() -> bytes:
    """Figures that are not raised; the third author works for both."""
    return _signed("赵一帆1　钱二乔2　孙三立1,2", "（1江左大学，苏州 215006；2江左社科院，南京 210013）")


@case
def units_by_number_raised() -> bytes:
    """Raised in Word, with the commas raised or not."""
    return document(
        para("守塔人的四季", style="Title"),
        para("沈砚", run("1,2", RAISED), "，顾怀瑾", run("2", RAISED), align="center"),
        para("1. 江左大学历史系；", align="center"),
        para("2. 江左社会科学院历史研究所", align="center"),
        para(SENTENCE),
    )


@case
def units_by_number_commas() -> bytes:
    return _signed("沈砚1,2，顾怀瑾2", "1. 江左大学历史系；", "2. 江左社科院。", "关键词：灯塔；潮水")


@case
def units_by_number_circled() -> bytes:
    return _signed("沈砚①，顾怀瑾②", "①江左大学　②江左社科院")


@case
def units_by_number_in_brackets() -> bytes:
    """Brackets over two lines; one around each number."""
    return _signed("沈砚1 顾怀瑾2", "（1. 江左大学历史系（苏州）；", "2. 江左社科院）")


@case
def units_that_do_not_fit() -> bytes:
    """A number that leads nowhere: all stays as it is, and the abstract is found."""
    return _signed("沈砚1　顾怀瑾3", "（1.江左大学；2.江左社科院）", "摘要：本文研究灯塔。")


@case
def units_nobody_has() -> bytes:
    """Names without numbers above institutions with them."""
    return _signed("沈砚　顾怀瑾", "（1.江左大学；2.江左社科院）", "摘要：本文研究灯塔。")


@case
def units_of_names_unread() -> bytes:
    """One of the names is none that is read for certain."""
    return _signed("沈砚1　阿香婆婆来信2号", "（1.江左大学；2.江左社科院）")


@case
def numbers_without_units() -> bytes:
    """Figures behind names with a list below them that names nobody's institution."""
    return _signed("沈砚　顾怀瑾", "1. 看潮", "2. 看风")


@case
def credits_of_pictures() -> bytes:
    """Who took the pictures is no author."""
    return _signed("撰文/沈砚　摄影/顾怀瑾", "摘要：本文研究灯塔。")


@case
def credits_of_pictures_in_lines() -> bytes:
    return _signed("文：沈砚", "图：顾怀瑾　司马璟")


@case
def credits_of_pictures_before() -> bytes:
    return _signed("图/李建国  文/张伟、王刚")


@case
def units_that_do_not_fit_in_lines() -> bytes:
    """More institutions than anybody's numbers lead to; bold lines are no subheads."""
    lines = ("沈砚1　顾怀瑾2", "1. 江左大学；", "2. 江左社科院；", "3. 江左图书馆")
    return document(
        para(run("守塔人的四季", size(20), BOLD), align="center"),
        *(para(run(line, BOLD), align="center") for line in lines),
        para(SENTENCE),
    )


@case
def units_of_authors_in_lines() -> bytes:
    """Each author in a paragraph of the style Author, as pandoc writes it."""
    return document(
        para("守塔人的四季", style="Title"),
        para("沈砚¹", style="Author"),
        para("顾怀瑾¹,²", style="Author"),
        para("¹江左大学 ²江左社科院"),
        para(SENTENCE),
    )


@case
def credit_of_pictures_alone() -> bytes:
    """Nobody wrote: who took the pictures is the author."""
    return _signed("摄影/顾怀瑾")


@case
def units_of_one_author() -> bytes:
    """One author without a number has all that the line counts."""
    return _signed("沈砚", "（1.江左大学；2.江左社科院）")


@case
def units_with_more_among_them() -> bytes:
    """What the star means stands among the institutions: they stay together, and so do the numbers."""
    return _signed("沈砚1　顾怀瑾2*", "（1.江左大学；2.江左社科院；*通信作者）", "摘要：本文研究灯塔。")


@case
def units_or_months() -> bytes:
    """A text that begins with months is none of institutions."""
    return document(
        para("守塔人的四季", style="Title"),
        para("沈砚　顾怀瑾"),
        para("1月，江左大学的船来了，2月又去了"),
        para(SENTENCE),
    )


@case
def credits_behind_names() -> bytes:
    return _signed("沈砚/文　顾怀瑾/图")


@case
def credits_of_both_and_one() -> bytes:
    """Who wrote also took pictures, and somebody else took more."""
    return _signed("文/图 沈砚　摄影/受访者提供")


@case
def byline_of_one_who_told() -> bytes:
    """What each did has no place in the manuscript: it is doubted, not said by the form."""
    return _signed("口述/沈砚　整理/顾怀瑾")
