"""Characters and words typed twice: 的的, 是是, 我们我们. Issue → findings.

Words that double by themselves (目的的, 为了了解, 研究研究) are spared; but for 的的 all are hints.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kanwu_press.check.passages import Passage, issue_passages
from kanwu_press.findings import N_, Finding, Level, Rule
from kanwu_press.model import Issue

DOUBLED_DE = Rule(
    "word-doubled-de", Level.WARNING,
    N_("“的” is written twice: {text}"),
    N_("Delete one."),
)  # fmt: skip
DOUBLED = Rule(
    "word-doubled", Level.INFO,
    N_("“{word}” is written twice in a row: {text}"),
    N_("If it is a slip, delete one."),
)  # fmt: skip

_DE = re.compile(r"(?<![目标有中真端])的的(?![确士哥])")
# Each character with those before it and behind it that make words: 为了|了解, 一对|对.
_ONES = {
    "了": ("知时不一为除到成", "之解结分明然心无一断事却局账望"),
    "是": ("于但还要总若可只凡国硬算或不倒正", "非否"),
    "在": ("存现实内潜所外自好旨", ""),
    "和": ("共平饱温缓柔祥总人中亲随暖谐", "气美睦平谐乐顺善解缓蔼"),
    "对": ("一面应针核校反绝相成配派比敌作", "方手口联象策应岸子碰折外内立比照话接抗称准错"),
    "与": ("参给赐", "会时否世共众日"),
    "及": ("以涉普波推", "时其早格第至"),
    "为": ("作成认以因称行", "什何了民此人止首主期"),
    "把": ("一火车", "握关控"),
    "被": ("棉植", "子"),
    "将": ("即必", "来军要领士"),
    "于": ("关由对", ""),
}  # fmt: skip
_ONE = re.compile(
    "|".join(
        f"(?<![{before}{char}]){char}{char}(?![{behind}{char}])" for char, (before, behind) in _ONES.items()
    )
)
_WORD = re.compile(r"([\u4e00-\u9fff])(?!\1)([\u4e00-\u9fff]{1,3})(?=\1\2)")
# Doings that are doubled to make them light, and what is counted one by one.
_LIGHT = frozenset(
    re.findall(
        "..",
        "研究讨论休息了解考虑商量学习锻炼感受体验参观检查收拾打听介绍准备打扫整理琢磨合计交流沟通见识认识熟悉"
        "表示放松活动调整教育关心照顾帮助支持走动热闹高兴舒服凉快轻松清醒意思分析总结反思思考品尝品味尝试比较"
        "掂量盘算宣传展示说道唠叨谢谢加油你好好的雪白笔直碧绿通红漆黑溜达打扮改善评论评理切磋试验请教指点鼓励"
        "安慰表扬批评普及推广解释说明清理修理布置安排联系协调辅导指导组织代表领导",
    )
)  # the last three are persons or bodies, and what these do
_COUNTING = "一又越边再年月日天步层点句次个代批遍啊哈呵嘿哦咚叮滴嗒咔很太真极"  # 很长很长, too
_SPOKEN = ("“", "‘")
_SPOKEN_OR_POST = ("！", "”", "’", "长", "员")  # 一中队中队长


def doubled(issue: Issue) -> Iterator[Finding]:
    """What is written twice in a row, place by place."""
    for passage in issue_passages(issue.articles):
        for match in _DE.finditer(passage.text):
            yield DOUBLED_DE.at(passage.place(match.start()), text=passage.around(*match.span()))
        for match in _ONE.finditer(passage.text):
            text = passage.around(*match.span())
            yield DOUBLED.at(passage.place(match.start()), word=match[0][0], text=text)
        yield from _words(passage)


def _words(passage: Passage) -> Iterator[Finding]:
    text = passage.text
    for match in _WORD.finditer(text):
        word, end = match[0], match.end() + len(match[0])
        if word in _LIGHT or word[0] in _COUNTING or word[-1] == "着" or word == text[end : end + len(word)]:
            continue
        if text[match.start() - 1 : match.start()] in _SPOKEN or text[end : end + 1] in _SPOKEN_OR_POST:
            continue
        yield DOUBLED.at(passage.place(match.start()), word=word, text=passage.around(match.start(), end))
