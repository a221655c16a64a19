"""Headlines of our own writing, broken at meaning."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest

from kanwu_press.compose.phrases import author_starts, phrase_starts


def parted(text: str) -> str:
    """The headline with a stroke before each phrase."""
    cuts = [0, *sorted(phrase_starts(text)), len(text)]
    return "|".join(text[a:b] for a, b in pairwise(cuts))


# A headline, phrases that must begin (each by its first characters), and breaks that must not occur.
HEADLINES = (
    ("守望海岛四十年：一座灯塔和它的最后一位守灯人", "海岛 一座 最后", "十|年 一|座 守|望 灯|塔 灯|人"),
    ("从“要我学”到“我要学”——渔村夜校三年记", "“我要 渔村", "“|要 要|我 学|” —|— ”|— 三|年"),
    ("2026年3月20日起灯屿航班恢复每日4班", "灯屿 4班", "2026|年 年|3 3|月 月|20 20|日 4|班 每|日 日|起"),
    ("800名志愿者走进18个社区，帮老人学会用手机", "18个 帮老人", "800|名 名|志 愿|者 18|个 个|社 区|，"),
    ("读《退潮之后》有感：把海岸线量成一个人的长度", "把海岸", "《|退 退潮|之 后|》 把|海 人|的 一|个 个|人"),
    ("把论文写在滩涂上 把课堂搬到渔船边", "在滩 把课堂", "在|滩 把|课 渔船|边 滩|涂"),
    ("第三届海岸论坛在苇港镇举行，12位专家谈盐沼保护", "海岸 在苇 12位", "第|三 三|届 12|位 位|专 在|苇"),
    ("王 宁：我在滩涂上走了一万八千步", "我在 一万", "王 |宁 一|万 万|八 千|步 走|了"),
    ("海岸馆与 Nature Conservancy 联合发布潮间带生态报告", "与 Conserv 联合", "Na|ture 与| 发|布"),
    ("“海上图书馆”开航一周年 借出图书3600余册", "开航 借出", "一|周 周|年 3600|余 余|册 图|书 海|上"),
    ("怎样让每一滴雨水都回到它该去的地方", "让每 都回 地方", "让|每 每|一 一|滴 去|的 都|回"),
    ("台风来之前的二十四小时", "二十四", "二|十 四|小 小|时 来|之 前|的"),
    ("关于进一步做好冬季渔船安全生产工作的通知", "冬季 工作 通知", "一|步 作|的 渔|船 通|知"),
    ("他们在等什么？记苇港小学的一堂潮汐课", "记苇 一堂", "他|们 么|？ 学|的 一|堂 堂|潮 在|等"),
    ("老渔民的歌谣里藏着一部潮汐表（附：苇港潮谚四十条）", "一部 （附", "藏|着 一|部 （|附 十|条 条|）"),
    ("水温升高1.5℃以后，海草还能不能活下去", "1.5 海草 还能", "1|. .|5 5|℃ 还|能 不|能 后|，"),
    ("向海而生、因港而兴：苇港四百年", "因港 苇港", "海|而 港|而 生|、 百|年 四|百"),
    ("网格员小周的一天：爬了27层楼，敲开146扇门", "27 146", "格|员 周|的 一|天 爬|了 27|层 146|扇"),
    ("坚持党建引领推动乡村振兴工作取得新成效", "推动 工作 取得 新成效", "党|建 引|领 乡|村 成|效 新|成"),
    ("青年理论学习小组赴汐州开展“潮间带上的课堂”主题实践活动", "“潮 主题", "上|的 “|潮 的|课 课|堂"),
)  # fmt: skip


@pytest.mark.parametrize(("headline", "begin", "bad"), HEADLINES)
def test_headlines_are_broken_between_phrases(headline: str, begin: str, bad: str) -> None:
    starts = phrase_starts(headline)
    for word in begin.split(" "):
        assert headline.index(word) in starts, f"{word}: {parted(headline)}"
    for pair in bad.replace(" |", "_|").split(" "):
        assert pair.replace("_", " ") not in parted(headline), parted(headline)


@pytest.mark.parametrize("headline", sorted({headline for headline, _, _ in HEADLINES}))
def test_no_line_of_a_headline_begins_or_ends_wrongly(headline: str) -> None:
    for at in phrase_starts(headline):
        before, after = headline[:at].rstrip(), headline[at:]
        assert 0 < at < len(headline)
        assert after[0] not in "、，。：；！？”’》）—… 的了着们等之"
        assert before[-1] not in "“‘《（在从把被和与"
        assert sum(c.isalnum() for c in before) > 1  # no lone character
        assert sum(c.isalnum() for c in after) > 1


def test_a_space_between_chinese_is_the_authors_mark() -> None:
    assert author_starts("一片滩涂的呼吸 鹭洲滩剖面三年观测") == {8}
    assert author_starts("月沙的沙　到哪里去了") == {5}
    assert author_starts("灯屿 Coast 考察记") == frozenset()  # the gap beside a foreign word
    assert author_starts("共 800 本") == frozenset()
    assert author_starts("王 宁") == frozenset()  # a name that is spaced
    assert author_starts("") == author_starts(" ") == frozenset()


def test_the_authors_marks_are_phrases_whatever_stands_there() -> None:
    assert 5 in phrase_starts("把沙还给 的是海")


def test_short_texts_have_no_phrases() -> None:
    for text in ("", "潮", "来信", "王宁", "8月", "——", "（ ）"):
        assert phrase_starts(text) == frozenset()


def test_what_stands_in_marks_stays_whole_if_it_is_short() -> None:
    assert parted("《潮间带生物图鉴》出版") in ("《潮间带生物图鉴》出版", "《潮间带生物图鉴》|出版")
    assert "|" in parted("《关于进一步加强全市近岸海域生态保护工作的意见》")[1:-1]


def test_the_model_is_loaded_only_when_a_headline_is_broken() -> None:
    program = "import sys, kanwu_press.compose.phrases; sys.exit('budoux' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
