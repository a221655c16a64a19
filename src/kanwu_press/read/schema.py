"""Every key an editor may write, in one table: it validates the files and documents them in the handbook.

A `Field` says the Chinese key, the attribute it fills, the kind of value, and in the editor's
words what it is for. `PUBLICATION`, `ISSUE` and `ARTICLE` are the three files; the
other tables are mappings within them. `DIRECTIVES` are the key lines inside `:::` blocks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum


class Shape(Enum):
    """What a value must look like."""

    TEXT = "一行文字"
    TEXTS = "一行文字，或用短横列出的几行"
    RICH = "一段文字，可以加粗、加着重号"
    INTEGER = "整数"
    NUMBER = "数字"
    LENGTH = "数字，毫米"
    EM = "几分之几个字，如 0.25 或 1/4"
    SIZE = "字号（如 五号、小四）或磅数"
    DATE = "日期，如 2025-01-06，也可写 2025年1月6日"
    YEAR = "四位年份"
    YES_NO = "是 或 否"
    CHOICE = "下列之一"
    CMYK = "青、品、黄、黑四个百分数，如 90 60 20 20"
    TRIM = "大16开、A4、正16开，或 宽×高（毫米）"
    PICTURE = "图片文件，相对于本文件所在的文件夹"
    MAPPING = "下列各项"
    MAPPINGS = "用短横列出的几组"
    AUTHORS = "姓名，或用短横列出的姓名（也可写姓名和单位）"
    FILES = "用短横列出的稿件文件名，没到的稿件写下列各项"


@dataclass(frozen=True, slots=True)
class Field:
    """A key: how it is written, which attribute it fills, what it may hold, what it is for."""

    key: str
    attribute: str
    shape: Shape
    doc: str
    required: bool = False
    choices: tuple[tuple[str, str | bool], ...] = ()  # (what the editor writes, the value in the model)
    fields: tuple[Field, ...] = ()
    example: str = ""
    pattern: str = ""  # a regular expression the whole value must match
    default: str = ""  # what holds when the key is absent, in the editor's words
    low: float | None = None  # the least and the greatest number that makes sense
    high: float | None = None
    split: bool = False  # one line may hold several values, parted by 、，；
    also: tuple[str, ...] = ()  # other words that people write for this key, for "did you mean"


T = Shape.TEXT

CLEARED = (
    Field(
        "代码", "code", T, "提示末尾方括号里的代码。", required=True, example="title-twice",
        pattern=r"\[?[a-z0-9]+(-[a-z0-9]+)*\]?", also=("提示", "提示代码", "code"),
    ),
    Field("原文", "words", T, "只管说到这几个字的提示；不写则管本文件里所有这一种。", also=("文字",)),
    Field("理由", "reason", T, "为什么不是差错。", required=True, example="同名专栏", also=("原因", "说明")),
)
_CLEARED = Field(
    "核过", "cleared", Shape.MAPPINGS, "看过、不是差错的提示，连同理由；只管“留意”和“说明”，不管“须改”。",
    fields=CLEARED, also=("已核", "核实", "不是差错"),
)

STOCK = (
    Field("名称", "name", T, "纸张名称。", required=True, example="双胶纸"),
    Field("克重", "grams", Shape.NUMBER, "每平方米克数。", required=True, example="80", low=20, high=600),
    Field(
        "单张厚度", "caliper_mm", Shape.LENGTH, "印刷厂量得的一张（两页）的厚度；不写则查纸张表。",
        example="0.104", low=0.02, high=1, also=("厚度", "纸厚"),
    ),
)

SPOT = (
    Field("名称", "name", T, "油墨的标准名称，原样写进印刷文件。", required=True, example="PANTONE 295 C"),
    Field(
        "代替值", "cmyk", Shape.CMYK, "没有这种油墨时用的青、品、黄、黑，百分数；不写则用主色的印刷值。",
        example="90 60 20 20", also=("四色值", "CMYK"),
    ),
)

PRESS = (
    Field(
        "颜色", "colours", Shape.CHOICE, "内文用几色印。", default="四色",
        choices=(("四色", "cmyk"), ("单黑", "black")), also=("印色", "内文颜色"),
    ),
    Field(
        "色彩特性文件", "profile", T,
        "印刷厂给的 ICC 文件，相对于刊物的文件夹；不写则用 FOGRA39（铜版纸，总墨量 300%）。",
        example="印刷厂/JC200103.icc", also=("ICC", "ICC文件", "特性文件", "色彩配置文件"),
    ),
    Field(
        "印刷条件", "condition", T, "色彩特性文件的登记名称，印刷厂会告知；写了色彩特性文件就要写它。",
        example="JC200103", also=("输出条件", "特性名称"),
    ),
    Field(
        "渲染意图", "intent", Shape.CHOICE, "纸上印不出的颜色怎样收进来。", default="相对色度",
        choices=(("相对色度", "relative"), ("感知", "perceptual")),
    ),
    Field(
        "总墨量上限", "ink_limit", Shape.NUMBER, "四色相加最多百分之几。", default="铜版纸 300，其他纸 280",
        low=180, high=400, also=("墨量上限", "总墨量"),
    ),
    Field(
        "裁切标记", "marks", Shape.YES_NO, "印刷文件是否带裁切线、套准线、色标和说明行。", default="是",
        also=("裁切线",),
    ),
    Field("专色", "spot", Shape.MAPPING, "主色改用专色油墨印。", fields=SPOT),
    Field(
        "书脊厚度", "spine_mm", Shape.LENGTH, "印刷厂量得的书脊厚度；不写则由页数和纸张推算。",
        example="5.2", low=0, high=80, also=("书脊", "脊厚"),
    ),
    Field(
        "全张纸", "sheet_mm", Shape.TRIM, "内文纸的全张尺寸。", default="按开本：大16开为 889×1194",
        also=("纸张尺寸", "全开尺寸"),
    ),
    Field(
        "加放", "spoilage", Shape.NUMBER, "印刷和装订的损耗，百分之几。", default="5", low=0, high=50,
        also=("放损", "损耗"),
    ),
    Field(
        "最少加放", "spoilage_sheets", Shape.INTEGER, "每套版至少加放几张。", default="50", low=0, high=2000,
    ),
    Field(
        "覆膜", "lamination", Shape.CHOICE, "封面覆什么膜。", default="不覆膜",
        choices=(("不覆膜", "none"), ("亮膜", "gloss"), ("哑膜", "matt")),
    ),
    Field("联系人", "contact", T, "印刷厂有问题时找谁，印在施工单上。"),
    Field("电话", "telephone", T, "联系人的电话；不写则用编辑部的电话。", also=("联系电话",)),
    Field("包装", "packing", T, "怎样包装。", example="每包 40 本，牛皮纸"),
    Field("交货地点", "delivery_place", T, "送到哪里；不写则用编辑部的地址。"),
)

EBOOK = (
    Field(
        "嵌入字体", "embed_fonts", Shape.YES_NO,
        "电子书里是否带上标题和生僻字的字体；正文总是用读者自己的字体。", default="是",
        also=("字体", "内嵌字体", "嵌字体"),
    ),
)

QR = (
    Field("名称", "label", T, "印在二维码下面的文字。", required=True, example="微信公众号"),
    Field("内容", "content", T, "扫出来的网址或文字。", required=True, example="https://example.org/"),
)

TYPE_AREA = (
    Field("字号", "size_pt", Shape.SIZE, "双栏正文的字号。", default="五号", low=6, high=30),
    Field("行距", "leading_pt", Shape.NUMBER, "双栏正文的行距，磅。", default="18", low=8, high=60),
    Field("栏数", "columns", Shape.INTEGER, "双栏版式的栏数，1 到 3。", default="2", low=1, high=3),
    Field(
        "每栏字数", "column_chars", Shape.INTEGER, "每栏一行的字数。", default="按开本；大16开为 20",
        low=8, high=60,
    ),
    Field("栏距", "gutter_chars", Shape.INTEGER, "栏与栏之间空几个字。", default="2", low=1, high=6),
    Field("行数", "lines", Shape.INTEGER, "每页的行数。", default="按开本；大16开为 38", low=10, high=80),
    Field("单栏字号", "single_size_pt", Shape.SIZE, "单栏正文的字号。", default="小四", low=6, high=30),
    Field(
        "单栏行距", "single_leading_pt", Shape.NUMBER, "单栏正文的行距，磅。", default="21.6",
        low=8, high=60,
    ),
    Field(
        "单栏字数", "single_chars", Shape.INTEGER, "单栏一行的字数。", default="按开本；大16开为 34",
        low=12, high=80,
    ),
    Field("订口", "inner_margin_mm", Shape.LENGTH, "订口白边；不写则由版心推算。", low=8, high=80),
    Field("天头", "head_margin_mm", Shape.LENGTH, "天头白边；不写则由版心推算。", low=8, high=80),
)

# The switches of composition.py, each explained with examples in docs/行文如何排.md.
COMPOSITION = (
    Field(
        "标点宽度", "widths", Shape.CHOICE, "标点在行中占多宽。", default="全角",
        choices=(
            ("全角", "quanjiao"), ("开明", "kaiming"), ("半角", "banjiao"), ("行末半角", "hangmobanjiao"),
        ),
        also=("标点", "标点挤压", "标点风格", "标点样式"),
    ),
    Field(
        "禁则", "prohibition", Shape.CHOICE, "哪些标点不在行首、行末。", default="基本",
        choices=(("基本", "basic"), ("国标", "gb"), ("严格", "strict")), also=("避头尾", "行首行末禁则"),
    ),
    Field(
        "相邻标点", "tight_marks", Shape.CHOICE, "标点宽度是全角时，两个标点连在一起共占多宽。",
        choices=(("一字半", False), ("一字", True)), default="一字半", also=("连续标点", "标点相邻"),
    ),
    Field(
        "行末悬挂", "hanging", Shape.YES_NO, "行末的顿号、逗号、句号可否排到版心以外。", default="否",
        also=("标点悬挂", "悬挂"),
    ),
    Field(
        "句号可挤", "squeeze_stops", Shape.YES_NO, "别处都挤过还不够时，行中的句号、问号、叹号可否也挤。",
        default="否",
    ),
    Field(
        "日期不拆", "whole_dates", Shape.YES_NO, "2024年4月15日这样的日期是否整个排在一行。", default="否",
        also=("日期不断行",),
    ),
    Field(
        "西文断词", "hyphenation", Shape.YES_NO, "行末排不下的外文词可否加连字符拆开。", default="是",
        also=("断词", "连字符", "英文断词"),
    ),
    Field(
        "汉西间距", "gap", Shape.EM, "汉字和字母、数字之间空多少。", default="1/4", low=0, high=0.5,
        also=("中西间距", "中英文间距", "中西文间距", "汉英间距"),
    ),
    Field(
        "最小汉西间距", "least_gap", Shape.EM, "一行要挤时，这个间距最小到多少。",
        default="汉西间距的一半", low=0, high=0.5,
    ),
    Field(
        "最大汉西间距", "most_gap", Shape.EM, "一行要松时，这个间距最大到多少。",
        default="汉西间距的两倍", low=0, high=1,
    ),
    Field(
        "字间放宽", "most_spread", Shape.EM, "一行要松时，汉字之间加到多少还不算太松。", default="0.12",
        low=0.02, high=0.5, also=("字距", "最大字距", "字间距"),
    ),
)

PUBLICATION = (
    Field(
        "刊名", "title", T, "刊物名称。", required=True, example="海岸",
        also=("期刊名", "期刊名称", "刊物名称", "名称", "title"),
    ),
    Field(
        "代号", "code", T, "用在文件名里的短名，小写字母、数字和短横。",
        required=True, example="haian", pattern=r"[a-z0-9]+(-[a-z0-9]+)*",
    ),
    Field(
        "类别", "kind", Shape.CHOICE, "刊物的类别，决定版权页须印的项目。", required=True,
        choices=(("内部资料", "internal"), ("正式期刊", "periodical"), ("其他", "other")),
        also=("类型", "种类"),
    ),
    Field("刊名拼音", "title_pinyin", T, "刊名的汉语拼音，印在目次（有扉页时在扉页）。", example="HAI AN"),
    Field("英文刊名", "title_en", T, "刊名的英文，印在拼音后面。"),
    Field("主管单位", "supervisors", Shape.TEXTS, "主管单位。", also=("主管",)),
    Field("主办单位", "sponsors", Shape.TEXTS, "主办单位。", also=("主辦单位", "主办", "主辦單位")),
    Field("协办单位", "co_organisers", Shape.TEXTS, "协办单位。"),
    Field("编印单位", "compilers", Shape.TEXTS, "编印单位（内部资料）。"),
    Field("出版单位", "publishers", Shape.TEXTS, "出版单位（正式期刊）。"),
    Field("地址", "address", T, "编辑部地址。", also=("编辑部地址", "通讯地址")),
    Field("邮编", "postcode", T, "邮政编码，六位。", example="100000", pattern=r"\d{6}", also=("邮政编码",)),
    Field("电话", "telephone", T, "联系电话。", also=("联系电话",)),
    Field(
        "电子邮箱", "email", T, "电子邮箱。", example="editor@example.org", pattern=r"[^@\s]+@[^@\s]+",
        also=("邮箱", "电子邮件", "投稿邮箱", "email"),
    ),
    Field(
        "网址", "website", T, "网站，以 http:// 或 https:// 开头。",
        example="https://example.org/", pattern=r"https?://\S+",
        also=("网站", "官网"),
    ),
    Field("刊期", "frequency", T, "多久一期。", example="季刊"),
    Field("创刊", "founded", Shape.YEAR, "创刊年份。", low=1800, high=2100),
    Field("准印证号", "permit", T, "内部资料性出版物准印证号。", also=("准印证", "准印号")),
    Field(
        "国内统一刊号", "cn", T, "正式期刊的 CN 号。",
        also=("CN", "CN号", "国内刊号", "国内统一连续出版物号"),
    ),
    Field(
        "国际标准刊号", "issn", T, "正式期刊的 ISSN。",
        example="ISSN 1000-0000", pattern=r"(ISSN )?\d{4}-\d{3}[\dX]",
        also=("ISSN", "国际刊号", "国际标准连续出版物号"),
    ),
    Field("定价", "price", T, "正式期刊的定价。"),
    Field(
        "开本", "trim", Shape.TRIM, "成品尺寸。", default="大16开（210×285）", low=100, high=450,
        also=("尺寸", "成品尺寸"),
    ),
    Field("版心", "type_area", Shape.MAPPING, "版心以整字整行计，白边随之而定。", fields=TYPE_AREA),
    Field(
        "排版", "composition", Shape.MAPPING, "行文的排法：标点、禁则、间距；都可以不写。",
        fields=COMPOSITION, also=("行文", "正文排版"),
    ),
    Field("出血", "bleed_mm", Shape.LENGTH, "裁切余量。", default="3", low=0, high=10),
    Field("内文用纸", "text_stock", Shape.MAPPING, "内文的纸张；书脊、用纸和墨量由它推算。", fields=STOCK),
    Field("封面用纸", "cover_stock", Shape.MAPPING, "封面的纸张。", fields=STOCK),
    Field("印刷", "press", Shape.MAPPING, "印刷厂的要求；都可以不写。", fields=PRESS, also=("印制",)),
    Field(
        "装订", "binding", Shape.CHOICE, "装订方式。",
        choices=(("胶订", "perfect"), ("骑马订", "saddle"), ("锁线胶订", "sewn")), default="胶订",
    ),
    Field("电子书", "ebook", Shape.MAPPING, "电子书（EPUB）的选项；可以不写。", fields=EBOOK, also=("EPUB",)),
    Field("上网", "online", Shape.YES_NO, "读者版可否公开放在网上。", default="否"),
    Field(
        "发布网址", "base_url", T, "读者版所在的网址。", example="https://example.org/haian/", pattern=r"https?://\S+"
    ),
    Field(
        "文章二维码", "article_codes", Shape.CHOICE,
        "每篇文章印不印二维码，印在哪里；扫码打开这篇文章的网页，所以要先写“上网: 是”和发布网址。",
        choices=(("无", "none"), ("文末", "end"), ("页边", "margin")), default="无",
        also=("文章码", "篇二维码"),
    ),
    Field(
        "范围号", "range_sign", Shape.CHOICE,
        "起止和范围用哪一种号：按用途（时间用“—”，数量用“～”），或全刊用一种；校对和 `kanwu fix` 都照它。",
        choices=(("用途", "by-use"), ("一字线", "em"), ("浪纹线", "wave")), default="用途",
        also=("连接号", "起止号", "范围符号", "波浪号"),
    ),
    Field("二维码", "qr_codes", Shape.MAPPINGS, "印在版权页的二维码。", fields=QR),
    Field("版权页附注", "imprint_notes", Shape.TEXTS, "版权页末尾的说明。"),
    _CLEARED,
)

COVER = (
    Field(
        "图片", "picture", Shape.PICTURE, "封面图片，占刊名以下的部分；电子书的封面也用它。",
        example="图片/封面.jpg",
    ),
    Field("说明", "caption", T, "封面图片的说明，和署名一起印在编委会那一页。"),
    Field("署名", "credit", T, "封面图片的作者，印在说明后面。"),
    Field("替代文字", "alt", T, "给看不见图片的读者；只作装饰的图写“无”。"),
    Field("要目", "highlights", Shape.TEXTS, "封面上列出的几篇文章，每篇一行，三行左右最好。"),
    Field("封二", "inside_front", Shape.PICTURE, "封面背面的图片，不写则不印。", example="图片/封二.jpg"),
    Field("封三", "inside_back", Shape.PICTURE, "封底背面的图片，不写则不印。", example="图片/封三.jpg"),
    Field("封底", "back_lines", Shape.TEXTS, "封底上方的几行字，只印在封底。"),
)

AUTHOR = (
    Field("姓名", "name", T, "姓名，或单位名称。", required=True),
    Field("单位", "affiliation", T, "所在单位。", also=("作者单位", "工作单位")),
)

BOARD = (
    Field("职务", "role", T, "职务。", required=True, example="主编"),
    Field("姓名", "names", Shape.TEXTS, "姓名。", required=True, split=True),
    Field("说明", "note", T, "排序等说明。", example="按姓氏笔画排序"),
)

_STATUSES = (("待来稿", "to-come"), ("编辑中", "in-edit"), ("定稿", "final"))

# An article in the list of a column that has no file yet.
PLANNED = (
    Field("标题", "title", T, "暂定的标题。", required=True, example="潮水的账", also=("题目", "篇名")),
    Field("作者", "authors", Shape.AUTHORS, "约好的作者。", fields=AUTHOR, also=("撰文", "撰稿")),
    Field(
        "页数", "pages", Shape.INTEGER, "预留几页。", default="1", low=1, high=64, also=("预留页数", "预留"),
    ),
    Field("体裁", "genre", T, "什么文章。", example="通讯", also=("文体", "类型")),
    Field(
        "交稿", "due", Shape.DATE, "约定的交稿日期。", example="2026-02-10", also=("交稿日期", "截稿", "截止")
    ),
    Field(
        "状态", "status", Shape.CHOICE, "稿件到了哪一步；没有文件的不能是定稿。",
        choices=_STATUSES[:2], default="待来稿",
    ),
)

SECTION = (
    Field(
        "名称", "name", T, "栏目名称。", required=True, example="海岸观察",
        also=("栏目", "栏目名", "栏目名称"),
    ),
    Field(
        "文章", "files", Shape.FILES, "本栏目的稿件，按先后次序；没到的写标题、作者、预留的页数。",
        required=True, fields=PLANNED,
        also=("稿件", "文件", "篇目"),
    ),
    Field(
        "篇章页", "opener", Shape.CHOICE, "栏目开头的样子。",
        choices=(("整页", "page"), ("半页", "half"), ("通栏", "strip"), ("无", "none")),
        default="两篇以上为半页，一篇为通栏",
    ),
    Field("导语", "intro", T, "栏目的一句话说明，印在篇章页；篇章页是“无”时不能写。"),
)

ISSUE = (
    Field("年", "year", Shape.YEAR, "年份。", required=True, example="2026", low=1900, high=2100),
    Field("期", "number", Shape.INTEGER, "本年第几期。", required=True, example="1", low=1, high=999),
    Field("总期号", "serial", Shape.INTEGER, "总第几期。", low=1, high=99999, also=("总期", "总第")),
    Field(
        "出版日期", "issued", Shape.DATE, "出版日期，也是文件里的日期。", required=True, example="2026-03-20",
        also=("日期", "出刊日期", "发行日期"),
    ),
    Field("本期主题", "theme", T, "本期的主题，印在目次（有扉页时在扉页）。", also=("主题",)),
    Field("封面", "cover", Shape.MAPPING, "封面的内容。", fields=COVER),
    Field(
        "编委会", "board", Shape.MAPPINGS, "编辑委员会和编辑部。", fields=BOARD,
        also=("编辑委员会", "编辑部"),
    ),
    Field(
        "栏目", "sections", Shape.MAPPINGS, "栏目和稿件，按先后次序。", required=True, fields=SECTION,
        also=("目录", "板块"),
    ),
    Field("印刷日期", "printed", Shape.DATE, "印刷日期。"),
    Field(
        "印数", "print_run", Shape.INTEGER, "印刷数量，本。", example="800", low=1, high=10000000,
        also=("印量", "印刷数量", "发行量"),
    ),
    Field("印刷单位", "printer", T, "印刷单位。", also=("承印", "印刷", "印刷厂", "承印单位")),
    Field("发行单位", "distributor", T, "发行单位（正式期刊）。"),
    Field("发送对象", "recipients", T, "发送对象（内部资料），或发行范围。"),
    Field("交货日期", "delivery", Shape.DATE, "印刷厂交货的日期，印在施工单上。", also=("交货", "交货时间")),
    Field("印刷附注", "press_notes", Shape.TEXTS, "给印刷厂的话，印在施工单上。", also=("施工单附注",)),
    Field("二维码", "qr_codes", Shape.MAPPINGS, "本期的二维码；写了就代替刊物的二维码。", fields=QR),
    Field("版权页附注", "imprint_notes", Shape.TEXTS, "本期版权页的说明，接在刊物的附注之后。"),
    _CLEARED,
)

ARTICLE = (
    Field(
        "标题", "title", T, "标题。汉字之间的空格是排不下时先转行的地方。", required=True,
        example="潮水来时 滩上的人", also=("题目", "题名", "篇名", "文章标题", "title"),
    ),
    Field("副标题", "subtitle", T, "副标题，不写破折号。", also=("副题", "付标题", "小标题", "subtitle")),
    Field("书眉标题", "running_title", T, "书眉上用的短标题；不写则用标题。"),
    Field(
        "作者", "authors", Shape.AUTHORS, "作者，个人或单位。", fields=AUTHOR,
        also=("撰文", "撰稿", "署名", "文", "author", "authors"),
    ),
    Field(
        "版式", "layout", Shape.CHOICE, "正文排几栏。",
        choices=(("双栏", "two"), ("单栏", "one")), default="双栏",
    ),
    Field(
        "起排", "start", Shape.CHOICE, "从哪里排起。",
        choices=(("另页", "page"), ("单页", "recto"), ("接排", "run-on")), default="另页",
    ),
    Field("地区", "area", T, "标题上方的地区或单位标签。", example="三亚市"),
    Field("摘要", "abstract", Shape.RICH, "摘要。", also=("内容提要", "提要", "内容摘要", "abstract")),
    Field("关键词", "keywords", Shape.TEXTS, "关键词。", split=True, also=("关键字", "主题词")),
    Field("编者按", "editor_note", Shape.RICH, "编者按，排在正文之前。", also=("编者的话", "按语")),
    Field("作者简介", "author_notes", Shape.TEXTS, "排在文末，如（作者系……）。", also=("作者介绍",)),
    Field("来源", "source", T, "排在文末，如：新华社。", also=("稿件来源", "出处")),
    Field("转载", "reprint", T, "排在文末，如：本文转载自《……》2024年第11期。"),
    Field(
        "二维码", "coded", Shape.YES_NO, "刊物的文章印二维码时，这一篇印不印。", default="是",
        also=("文章二维码",),
    ),
    Field(
        "状态", "status", Shape.CHOICE, "稿件到了哪一步；`kanwu build --final` 要求都是定稿。",
        choices=_STATUSES[1:], default="编辑中", also=("进度", "稿件状态"),
    ),
    _CLEARED,
)

TERM = (
    Field(
        "正名", "name", T, "应该写的词语或名称。", required=True, example="三亚市委组织部",
        also=("名称", "词语", "正确", "用"),
    ),
    Field(
        "不用", "refused", Shape.TEXTS, "不要用的写法；稿件里出现就提示改用正名。", split=True,
        example="三亚组织部、三亚市组织部", also=("又作", "误作", "错误", "别名", "禁用"),
    ),
    Field("简称", "short", Shape.TEXTS, "可以用的简称。", split=True, example="市委组织部", also=("缩写",)),
    Field(
        "先用全称", "spell_out", Shape.YES_NO, "每篇里简称第一次出现之前是否要先写全称。", default="否",
        also=("首次全称",),
    ),
    Field("说明", "note", T, "依据或理由，提示里会一并写出。", also=("备注", "依据")),
)

TERMS = (
    Field("术语", "terms", Shape.MAPPINGS, "词语和名称。", fields=TERM, also=("词语", "名称", "用语")),
)


def known_keys() -> Iterator[str]:
    """Every key of the four files, at any depth."""
    waiting = [*PUBLICATION, *ISSUE, *ARTICLE, *TERMS]
    while waiting:
        field = waiting.pop()
        waiting += field.fields
        yield field.key


_WIDTH = Field(
    "位置", "width", Shape.CHOICE, "多宽。", choices=(("栏宽", "column"), ("通栏", "full")), default="栏宽",
    also=("宽度", "版式"),
)

# The key lines at the head of a `::: 名称 …` block. What stands on the opening line is said in `doc`.
FIGURE_LINES = (
    Field("说明", "caption", Shape.RICH, "图片说明，排在图下。", also=("图注", "图说", "标题", "图题")),
    Field("署名", "credit", T, "摄影者或绘图者。", example="陈海生 摄", also=("摄影", "作者", "图源")),
    Field(
        "替代文字", "alt", T, "给看不见图片的读者：图上有什么；只作装饰的图写“无”。",
        also=("替代文本", "描述", "alt"),
    ),
    _WIDTH,
)
GALLERY_LINES = (replace(_WIDTH, default="通栏"),)
TABLE_LINES = (
    Field("注", "note", Shape.RICH, "表下的注或资料来源。", also=("附注", "注释", "资料来源")),
    _WIDTH,
)
BOX_LINES = (_WIDTH,)


@dataclass(frozen=True, slots=True)
class Directive:
    """A `::: 名称 argument` block: its key lines and what the argument is."""

    name: str
    argument: str
    argument_required: bool
    fields: tuple[Field, ...]
    doc: str
    leaf: bool = False  # holds its own lines only, never other blocks
    also: tuple[str, ...] = ()  # other words that people write for this name


DIRECTIVES = (
    Directive(
        "图", "图片文件", True, FIGURE_LINES, "一幅图片。", leaf=True, also=("图片", "插图", "照片", "figure")
    ),
    Directive(
        "组图", "总说明，可以不写", False, GALLERY_LINES,
        "几幅图片排成一组，里面每行写一幅 ![替代文字](文件 \"说明｜署名\")。",
        leaf=True, also=("图组", "多图", "图集"),
    ),
    Directive(
        "表", "表题，可以不写", False, TABLE_LINES, "一个表格，里面用竖线分栏。",
        leaf=True, also=("表格", "table"),
    ),
    Directive("框", "小标题，可以不写", False, BOX_LINES, "加框的短文。", also=("方框", "文本框", "box")),
    Directive("同页", "", False, (), "里面的内容不分到两栏或两页。", also=("同栏", "不分页", "一起")),
    Directive(
        "核过", "提示的代码和理由", True, (), "这几段看过了，不是差错；包在外面不影响排版。",
        also=("已核", "核实"),
    ),
)
