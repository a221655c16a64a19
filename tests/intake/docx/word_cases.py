# ruff: noqa: E501 - lines of XML and tables of cases
"""Twenty-odd Word files, each with what it must show; tests/intake/docx/golden holds what becomes of them."""

from __future__ import annotations

from collections.abc import Callable

from word_builder import (
    BOLD,
    DOTS,
    HIDDEN,
    LINE,
    RAISED,
    WAVE,
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
)  # fmt: skip

SENTENCE = "潮水退去以后，滩涂上留下一道一道的水痕，像是有人用梳子梳过。"
CASES: dict[str, Callable[[], bytes]] = {}


def case(make: Callable[[], bytes]) -> Callable[[], bytes]:
    CASES[make.__name__.replace("_", "-")] = make
    return make


@case
def styled() -> bytes:
    """Title, subtitle, authors with affiliations, abstract, keywords, three levels of subheads by style."""
    return document(
        para("潮水来时", style="Title"),
        para("——一个渔村的四十年", style="Sub"),
        para("林海（海岸研究所），陈渔（东湾镇文化站）", align="center"),
        para(run("摘　要：", BOLD), run("本文记一个渔村四十年的变化。")),
        para(run("关键词：", BOLD), run("渔村；潮汐；口述史")),
        para("缘起", style="H1"),
        para(SENTENCE),
        para("第一次上船", style="H2"),
        para(run("一是先看潮水", BOLD), run("。" + SENTENCE)),
        para("风从哪里来", style="H3"),
        para(SENTENCE, style="Quo"),
        para("尾声", style="H1"),
        para(SENTENCE),
        para("（作者系海岸研究所研究员）", align="right"),
        para("（来源：《海岸》2025年第4期）"),
    )


@case
def by_size() -> bytes:
    """No styles at all: a title of two lines by size and place, a byline with gaps, numbering typed by hand."""
    big = size(22)
    return document(
        para(run("守住一片滩涂", big, BOLD), align="center"),
        para(run("护好一群候鸟", big, BOLD), align="center"),
        para("海岸研究所　　林　海　　陈　渔", align="center"),
        para("　　" + SENTENCE),
        para("一、滩涂的来历"),
        para("　　" + SENTENCE),
        para("（一）泥沙"),
        para(SENTENCE),
        para("1. 河口的泥沙"),
        para(SENTENCE),
        para("1. 看潮"),
        para("2. 看风"),
        para("3. 看云"),
        para(SENTENCE),
        para("二、滩涂的将来"),
        para(SENTENCE),
    )


@case
def numbered() -> bytes:
    """Automatic numbers: 一、 （一） 1. ①, a second list that begins anew, bullets in two depths."""
    chapters = levels(
        ("chineseCounting", "%1、"),
        ("japaneseCounting", "（%2）"),
        ("decimal", "%3."),
        ("decimalEnclosedCircle", "%4"),
    )
    points = levels(("bullet", "\uf06c"), ("bullet", "\uf0b7"))
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{chapters}</w:abstractNum><w:abstractNum w:abstractNumId="1">{points}'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2">'
        '<w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    return document(
        para("数一数这条海岸", style="Title"),
        para("总说", number=(1, 0)),
        para(SENTENCE),
        para("岸线", number=(1, 1)),
        para(SENTENCE),
        para("岛屿", number=(1, 1)),
        para(SENTENCE),
        para("量法是先看图，再走一遍，最后对照潮位站的记录一一核实清楚。", number=(1, 2)),
        para("再看一遍。", number=(1, 2)),
        para("其次是测站的位置，要离河口远一些。", number=(1, 3)),
        para("分说", number=(1, 0)),
        para(SENTENCE),
        para("岬角", number=(2, 0)),
        para("礁石", number=(2, 1)),
        para("沙洲", number=(2, 0)),
        para("附记", number=(3, 0)),
        para(SENTENCE),
        parts={"numbering.xml": numbering},
    )


@case
def merged_cells() -> bytes:
    """A table with a head of two rows, cells merged both ways, a caption above and a note below; a table in a cell."""
    return document(
        para("渔船的账", style="Title"),
        para(SENTENCE),
        para("表1 各镇渔船数量", align="center"),
        table(
            (cell("镇", merge="restart"), cell("渔船（艘）", across=2)),
            (cell(merge="continue"), "2020年", "2025年"),
            (cell("东湾", merge="restart"), "120", "98"),
            (cell(merge="continue"), "另有木船3", "1"),
            (cell("合计", across=2), "99"),
        ),
        para("注：数据来自渔政站|县档案馆。"),
        para(SENTENCE),
        table(("甲", cell("内有", table(("子", "丑"), ("寅", "卯")))), ("乙", "*星号*")),
        para("表2 丢了的表"),
    )


@case
def box_tables() -> bytes:
    """A table of one cell is a box; a table that only holds pictures is a group of pictures."""
    return document(
        para("两种表", style="Title"),
        para(SENTENCE),
        table((cell("小知识", SENTENCE, "潮差是高潮与低潮的差。"),)),
        para(SENTENCE),
        table((cell(para(picture("i1", "木船"))), cell(para(picture("i2", "铁船"))))),
        para("图1　两条船（林海 摄）", align="center"),
        parts={"media/image1.png": png(), "media/image2.png": png(300, 300)},
        targets={"i1": ("image", "media/image1.png"), "i2": ("image", "media/image2.png")},
    )


@case
def notes() -> bytes:
    """Footnotes and endnotes, one at the title, one called twice, one that nobody calls, one without text."""

    def call(kind: str, number: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'

    def note(kind: str, number: int, *content: str) -> str:
        return f'<w:{kind} w:id="{number}">{"".join(para(f"<w:r><w:{kind}Ref/></w:r>", c) for c in content)}</w:{kind}>'

    feet = f'<w:footnote w:type="separator" w:id="0">{para("<w:r><w:separator/></w:r>")}</w:footnote>'
    feet += note("footnote", 1, " 本文系2025年海岸文化项目的成果。")
    feet += note("footnote", 2, " 见《潮汐歌谣》[M]，第12页。", "又见第15页。") + note(
        "footnote", 3, " 没有人引的注。"
    )
    return document(
        para("注释的故事", call("footnote", 1), style="Title"),
        para("林海"),
        para("潮水一天涨落两次", call("footnote", 2), "，渔人早就知道", call("endnote", 1), "。"),
        para("再引一次", call("footnote", 2), "，又有一条没有下文", call("footnote", 9), "。"),
        parts={"footnotes.xml": feet, "endnotes.xml": note("endnote", 1, " 县志卷三。")},
    )


@case
def pictures() -> bytes:
    """Captions below, alternative texts, a cropped picture, one within words, one linked only, a GIF, an EMF."""
    return document(
        para("看图", style="Title"),
        para(SENTENCE),
        para(picture("i1", "十几条渔船\n并排停在码头。", crop='<a:srcRect l="10000"/>')),
        para("图1 清晨的渔港 陈海生 摄", style="Cap"),
        para("一行字里", picture("i2"), "有一幅图。"),
        para(picture("i3", "没有存进来的图")),
        para(picture("i4", "动图")),
        para("▲退潮以后", align="center"),
        para(picture("i5")),
        para("图9 没有图的图题"),
        para(SENTENCE),
        parts={
            "media/image1.png": png(1200, 800),
            "media/image2.png": png(20, 20),
            "media/image4.gif": png(40, 30, "GIF"),
            "media/image5.emf": b"\x01\0\0\0" + b"\0" * 60,
        },
        targets={
            "i1": ("image", "media/image1.png"), "i2": ("image", "media/image2.png"),
            "i3": ("image", "https://example.org/secret.png"), "i4": ("image", "media/image4.gif"),
            "i5": ("image", "media/image5.emf"),
        },
    )  # fmt: skip


@case
def text_boxes() -> bytes:
    """A text box becomes a box, one with a caption a caption; a double that differs is kept in the report."""
    return document(
        para("框里框外", style="Title"),
        para(SENTENCE, text_box(para("相关链接"), para(SENTENCE), para("位置：在东湾。"))),
        para(picture("i1", "灯塔"), text_box(para("图1 灯塔"))),
        para("第三段。", text_box(para("新的写法"), fallback=para("旧的写法"))),
        para(
            '<w:r><w:pict><v:shape alt="艺术字"><v:textpath string="海岸书签"/></v:shape></w:pict></w:r>',
            SENTENCE,
        ),
        parts={"media/image1.png": png()},
        targets={"i1": ("image", "media/image1.png")},
    )


@case
def changes() -> bytes:
    """Insertions, deletions, moves, a deleted end of paragraph, a deleted row; all accepted and listed."""
    who = 'w:id="1" w:author="陈编辑" w:date="2026-01-02T03:04:05Z"'
    gone = '<w:r><w:delText xml:space="preserve">一百</w:delText></w:r>'
    row = f"<w:tr><w:trPr><w:del {who}/></w:trPr>{cell('删去的行')}{cell('9')}</w:tr>"
    return document(
        para("改过的稿", style="Title"),
        para("全村有", f"<w:del {who}>{gone}</w:del>", f"<w:ins {who}>{run('九十八')}</w:ins>", "条船。"),
        para("这一段的末尾被删，", extra=f"<w:rPr><w:del {who}/></w:rPr>"),
        para("接上这一段。"),
        para(
            f"<w:moveFrom {who}>{run('从前的话。')}</w:moveFrom>",
            SENTENCE,
            f"<w:moveTo {who}>{run('从前的话。')}</w:moveTo>",
        ),
        table(("镇", "船"), ("东湾", "98")).replace("</w:tbl>", row + "</w:tbl>"),
    )


@case
def comments() -> bytes:
    """Comments with the words they are pinned to; their text never comes into the manuscript."""
    body = (
        f'<w:comment w:id="0" w:author="王主编" w:date="2026-02-03T00:00:00Z">{para("这个数请核对。")}</w:comment>'
        f'<w:comment w:id="1" w:author="">{para("没有钉住的批注")}</w:comment>'
    )
    pinned = '<w:commentRangeStart w:id="0"/>' + run("九十八条船") + '<w:commentRangeEnd w:id="0"/>'
    return document(
        para("批注", style="Title"),
        para("全村有", pinned, '<w:r><w:commentReference w:id="0"/></w:r>', "，都在港里。"),
        para(SENTENCE, '<w:r><w:commentReference w:id="1"/></w:r>'),
        parts={"comments.xml": body},
    )


@case
def formulas() -> bytes:
    """OMML within a line and alone: fraction, root, powers, sum, brackets, matrix, accent; EQ fields."""

    def m(text: str) -> str:
        return f"<m:r><m:t>{text}</m:t></m:r>"

    def e(inner: str) -> str:
        return f"<m:e>{inner}</m:e>"

    fraction = f"<m:f><m:num>{m('a+b')}</m:num><m:den>{m('2')}</m:den></m:f>"
    power = f"<m:sSup>{e(m('x'))}<m:sup>{m('2')}</m:sup></m:sSup>"
    power += f"<m:sSub>{e(m('a'))}<m:sub>{m('i+1')}</m:sub></m:sSub>"
    total = (
        f'<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>{m("i=1")}</m:sub><m:sup>{m("n")}</m:sup>'
        f"{e(m('x'))}</m:nary>"
    )
    matrix = f"<m:d><m:dPr/>{e('<m:m><m:mr>' + e(m('1')) + e(m('0')) + '</m:mr></m:m>')}</m:d>"
    root = f"<m:rad><m:radPr/><m:deg>{m('3')}</m:deg>{e(m('x'))}</m:rad>"
    hat = f'<m:acc><m:accPr><m:chr m:val="̂"/></m:accPr>{e(m("y"))}</m:acc>'
    return document(
        para("算潮", style="Title"),
        para("平均潮位是", f"<m:oMath>{fraction}</m:oMath>", "，面积是", f"<m:oMath>{power}</m:oMath>", "。"),
        para(f"<m:oMathPara><m:oMath>{m('S=')}{total}{matrix}{root}{hat}</m:oMath></m:oMathPara>"),
        para("面积 50 m", run("2", RAISED), "，老式公式", field(r"EQ \f(1,2)"), "在此。"),
    )


@case
def readings() -> bytes:
    """Pinyin as Word and as WPS keep it, emphasis dots, wavy titles, underlined names, enclosed numbers."""
    ruby = (
        "<w:r><w:ruby><w:rubyPr/><w:rt>"
        + run("qí")
        + "</w:rt><w:rubyBase>"
        + run("亓")
        + "</w:rubyBase></w:ruby></w:r>"
    )
    return document(
        para("生僻的字", style="Title"),
        para("他姓", ruby, "，名", field(r"EQ \* jc2 \* hps10 \o\ad(\s\up 9(jié),婕)"), "。", run("着重的话", DOTS), "在这里。"),
        para(run("离骚", WAVE), "是", run("屈原", LINE), "写的。", run("又粗", BOLD), run("又着重", BOLD, DOTS), run("。", BOLD)),
        para("第", field(r"eq \o\ac(○,3)"), "条，", '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "已办；",
             '<w:r><w:sym w:font="方正怪体" w:char="F0A1"/></w:r>', "不认识。"),
    )  # fmt: skip


@case
def cleaning() -> bytes:
    """Full-width letters, stray spaces and tabs, radicals, invisible and private characters, quotes, line ends."""
    line = "<w:r><w:br/></w:r>"
    return document(
        para("清理", style="Title"),
        para("　　ＡＢＣ公司２０２５年 的\u200b报告，共 12 页；Open  Source 软件。\u00a0"),
        para("\u2f00年之\u2f42章\uf967然，有\ue123字，还有\u00ad软连字符。"),
        para('他说"来了"，又说"走了"。'),
        para('只有一个"引号。'),
        para("\t缩进的一段，甲方：\t\t乙方："),
        para(
            "第一句完了。",
            line,
            "第二句另起。",
            line,
            "这一句到此折行，",
            line,
            "接着说完，字数多一些凑成长行超过二十二个字。",
        ),
        para("海上生明月", line, "天涯共此时"),
        para("\uf06c 粘贴的项目一"),
        para("\uf06c 粘贴的项目二"),
        para("1* [不是链接] {花括号} # 井号 &amp; <b>不是标签</b> a_b"),
        para("# 不是标题"),
        para("::: 不是框"),
        para("- 不是列表"),
    )


@case
def fields() -> bytes:
    """A contents list, links, page numbers and sequence fields, cross references, a control not filled in."""
    empty = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        + run("单击此处输入文字")
        + "</w:sdtContent></w:sdt>"
    )
    return document(
        para("域", style="Title"),
        para(field('TOC \\o "1-3"', run("一、缘起\t1")), style="T1"),
        para("二、将来\t3", style="T1"),
        para("一、缘起", style="H1"),
        para("见", '<w:hyperlink r:id="l1">' + run("海岸馆") + "</w:hyperlink>", "，又见",
             field('HYPERLINK "https://example.org/b"', run("第二处")), "，",
             '<w:hyperlink r:id="l2">' + run("本地文件") + "</w:hyperlink>", "，", empty, "完。"),
        para("图", field("SEQ 图 \\* ARABIC", run("1")), " 在别处"),
        para('<w:fldSimple w:instr=" PAGE ">' + run("7") + "</w:fldSimple>", "页上有一句话。"),
        targets={"l1": ("hyperlink", "https://example.org/a?x=1"), "l2": ("hyperlink", "file:///C:/secret.txt")},
        parts={},
    )  # fmt: skip


@case
def around() -> bytes:
    """Headers, footers, hidden text, building blocks, a part nobody knows: all in the report."""
    return document(
        para("四周的字", style="Title"),
        para(SENTENCE, run("藏起来的话", HIDDEN)),
        parts={
            "header1.xml": para("海岸杂志社来稿"),
            "footer1.xml": para("第 1 页"),
            "glossary/document.xml": para("构建基块"),
            "mystery.xml": para("没有人认识的部件"),
        },
    )


@case
def objects() -> bytes:
    """A chart, a diagram, an embedded sheet with its picture: words and figures in the report, nothing lost."""
    chart = (
        '<?xml version="1.0"?><c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:title><a:t>渔获量</a:t></c:title>'
        "<c:v>2024年</c:v><c:v>315</c:v></c:chartSpace>"
    )
    diagram = (
        '<?xml version="1.0"?><dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:t>出海</a:t><a:t>归港</a:t></dgm:dataModel>'
    )
    graphic = "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData>{}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    sheet = (
        '<w:r><w:object><v:shape><v:imagedata r:id="i1"/></v:shape><o:OLEObject ProgID="Excel.Sheet.12" r:id="o1"/>'
        "</w:object></w:r>"
    )
    return document(
        para("图表", style="Title"),
        para(SENTENCE),
        para(graphic.format('<c:chart r:id="c1"/>')),
        para(graphic.format('<dgm:relIds r:dm="d1"/>')),
        para(sheet),
        para(SENTENCE),
        parts={"charts/chart1.xml": chart, "diagrams/data1.xml": diagram, "media/image1.png": png(),
               "embeddings/sheet1.xlsx": b"PK"},
        targets={"c1": ("chart", "charts/chart1.xml"), "d1": ("diagramData", "diagrams/data1.xml"),
                 "i1": ("image", "media/image1.png"), "o1": ("package", "embeddings/sheet1.xlsx")},
    )  # fmt: skip


@case
def wps() -> bytes:
    """As WPS writes: runs cut by character, styles in Chinese, numbers typed, everything in direct formatting."""
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="1"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="标题 1"/></w:style>'
    )
    bits = "".join(run(char, '<w:rFonts w:eastAsia="宋体"/>', size(12)) for char in SENTENCE)
    return document(
        para(*(run(char, size(22)) for char in "灯屿停航"), align="center"),
        para(run("文/林海", size(12)), align="center"),
        para(
            "<w:r><w:rPr/></w:r>", run("一、", size(16), BOLD), run("停航的那天", size(16), BOLD), style="2"
        ),
        para(bits, '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>'),
        para(),
        para(
            "<w:smartTag>" + run("三亚市") + "</w:smartTag>",
            "<w:bdo>" + run("的船") + "</w:bdo>",
            "停在港里。",
        ),
        styles=styles,
    )


@case
def strict() -> bytes:
    """The strict edition of the standard has other namespaces; it is read the same."""
    data = document(para("严格版", style="Title"), para("林海"), para(SENTENCE))
    return _renamed(data)


@case
def no_title() -> bytes:
    """Only sentences: the name of the file becomes the title, and is doubted."""
    return document(para(SENTENCE), para(SENTENCE))


@case
def above_title() -> bytes:
    """Lines above the title stay in the text and are doubted; an editor's note becomes one."""
    return document(
        para("“海岸故事”征文"),
        para(run("老船长说风", size(22)), align="center"),
        para("林海"),
        para("编者按：老船长今年八十。"),
        para(SENTENCE),
        para("本文转载自《海岸》2024年第11期"),
    )


def _renamed(data: bytes) -> bytes:
    import io
    import zipfile

    from word_builder import zipped

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    pairs = (
        (
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
        (
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
    )
    for old, new in pairs:
        files = {name: content.replace(old, new) for name, content in files.items()}
    return zipped(dict(files))
