"""Pasted text, wholly our own writing: an issue without marks, as Word or a mail program gives it."""

from __future__ import annotations

CONTENTS = """\
海岸
双月刊

目 录

海边来信 ..... 01 ~ 03
潮水来时
林海
我们为什么要修旧船
李三川

渔村讲堂
..... 04 ~ 06
黄昏
周帆
老船长说风，也说雨？
度鸟

"""

# Nothing is marked: titles, authors and subheads stand on lines of their own, a paragraph in each line.
PLAIN = (
    CONTENTS
    + """\
潮水来时
——一个渔村的四十年
林海
潮水每天来两次，渔村的人照着潮水过日子。清早退潮，滩涂露出来，妇女们提着篮子去拾贝壳和海菜。
孩子跟在后面跑，跑着跑着就长大了。
一、退潮
退潮以后，滩涂上留下一个个小水洼，水洼里有小鱼和螃蟹。
（一）看石头
老人说：“潮水记得每一块石头。”
（二）看水色
水色发青，就是要退潮了。
二、涨潮
礁石响了，潮水就要来了！
02
我们为什么要修旧船
李三川
旧船修好了，还能再用三十年，所以我们要修旧船。
1. 选木头
木头要先泡在海水里。
2. 晒木头
泡好的木头，要在太阳下晒一个夏天。
船名	长度
望海号	12米
东湾号	9米
本文转载自《望海》2025年第3期
渔村讲堂
黄昏
周帆
黄昏的时候，渔船一条一条回来。
04
老船长说风，也说雨？
度鸟
风有四种，雨也有四种，老船长都记得。
"""
)

# The same with a mark before each title, and the author glued behind one of them.
MARKED = (
    PLAIN.replace("\n潮水来时\n——", "\n# 潮水来时\n——")
    .replace(
        "\n我们为什么要修旧船\n李三川\n旧船", "\n# 我们为什么要修旧船                     李三川\n\n旧船"
    )
    .replace("\n渔村讲堂\n黄昏\n", "\n# 渔村讲堂\n\n# 黄昏\n")
    .replace("\n老船长说风，也说雨？\n度鸟\n风", "\n# 老船长说风，也说雨？\n度鸟\n风")
)
