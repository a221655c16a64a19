"""Composed lines on small sheets: all inline things, all containers, and what is left to the engine."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest

from kanwu_press.composition import Style
from kanwu_press.faces import Faces
from linefaults import CLOSING, NOT_FIRST, OPENING

from .sheet import EM, LEADING, MARGIN, MEASURE, NOTES, Row, Table

SENTENCE = "清早的海风从东边来，带着一点盐的味道；渔民出海，先看月亮，再看风。"
NEAR = 0.02  # pt


@pytest.fixture(scope="module")
def table(faces: Faces) -> Table:
    return Table(faces.fontconfig)


def near(value: float) -> object:
    return pytest.approx(value, abs=NEAR)


def is_flush(row: Row, left: float = 0.0, right: float = MEASURE) -> bool:
    return abs(row.left - left) < NEAR and abs(row.right - right) < NEAR


def advances(row: Row) -> list[float]:
    return [b.x - a.x for a, b in pairwise(row.cells)]


# ---- runs of other faces, across which a line is composed as one ---------------------------


def test_a_lead_in_is_one_text_with_what_follows(table: Table) -> None:
    """Marks on both sides of a box's edge close up, Han and Latin part, and the line is flush."""
    sheet = table.lay(f"<p><b>一是先看潮水。</b>“渔民出海。”{SENTENCE}</p><p><b>潮水</b>AIS的</p>")
    first, second, *_, last = sheet.rows
    spread = advances(first)[0] - EM
    assert first.x("“") - first.x("。") == near(EM / 2 + spread)  # 。“ takes 1.5 em
    assert is_flush(first) and is_flush(second)
    assert last.x("A") - last.x("水") == near(1.25 * EM)
    assert sheet.text.startswith("一是先看潮水。“渔民出海。”")


def test_a_bold_word_in_the_middle_changes_no_width(table: Table) -> None:
    plain = table.lay(f"<p>{SENTENCE * 3}</p>")
    bold = table.lay(f"<p>{SENTENCE * 3}</p>".replace("一点盐", "<b>一点盐</b>"))
    assert bold.lines == plain.lines
    for a, b in zip(plain.rows, bold.rows, strict=True):
        assert [cell.x for cell in b.cells] == [near(cell.x) for cell in a.cells]


def test_a_link_reaches_over_its_words_on_both_lines(table: Table) -> None:
    sheet = table.lay(
        '<p>清早的海风从东边来，带着一点盐的<a href="https://example.org/">味道，渔民出海</a>，先看。</p>'
    )
    with pikepdf.open(BytesIO(sheet.pdf)) as document:
        boxes = [[float(n) - MARGIN for n in annot.Rect] for annot in document.pages[0].Annots]
    first, second = sheet.rows
    assert is_flush(first)
    (left, _, right, _), (left_2, _, right_2, _) = sorted(boxes, key=lambda box: -box[1])
    assert (left, right) == (near(first.x("味")), near(first.right))
    assert (left_2, right_2) == (near(0.0), near(second.x("海") + EM))


def test_edges_of_an_inline_box_take_their_room(table: Table) -> None:
    style = "padding: 0 5pt; margin: 0 3pt; border: 1pt solid"
    sheet = table.lay(f'<p>渔民出海<span style="{style}">先看</span>月亮</p>')
    (row,) = sheet.rows
    assert row.x("先") - row.x("海") == near(EM + 9.0)
    assert row.x("月") - row.x("看") == near(EM + 9.0)
    broken = table.lay(f'<p>{SENTENCE[:15]}<span style="{style}">味道渔民</span>出海</p>').rows
    assert broken[0].text.endswith("渔") and is_flush(broken[0])  # the end edge comes on the next line
    assert broken[1].x("出") - broken[1].x("民") == near(EM + 9.0)


def test_an_inline_block_is_set_as_one_piece(table: Table) -> None:
    sheet = table.lay(
        f'<p>{SENTENCE}<span style="display: inline-block; width: 30pt">东湾</span>{SENTENCE}</p>'
    )
    row = sheet.row("东湾")
    after = row.cells[row.text.index("湾") + 1]
    spread = max(advances(sheet.rows[0])[0] - EM, 0)
    assert after.x - row.x("东") >= 30 - NEAR and spread < 1
    assert sheet.text == f"{SENTENCE}东湾{SENTENCE}"


def test_raised_and_lowered_figures(table: Table) -> None:
    sheet = table.lay('<p>面积3.5km<sup style="font-size: 6pt; line-height: 0">2</sup>的滩</p>')
    assert sheet.text == "面积3.5km2的滩"
    base, raised, after = sheet.rows
    assert raised.y < base.y == near(after.y)
    assert raised.cells[0].x == near(base.cells[-1].right)


# ---- marks under characters ----------------------------------------------------------------


def test_emphasis_dots_are_drawn_under_each_character_but_marks(table: Table) -> None:
    sheet = table.lay("<p>渔民<em>先看，月亮</em>再看风。</p>")
    (row,) = sheet.rows
    assert row.text == "渔民先看，月亮再看风。"
    centres = [((left + right) / 2, (top + bottom) / 2) for left, top, right, bottom in sheet.shapes()]
    wanted = [cell.x + EM / 2 for cell in row.cells if cell.char in "先看月亮"][:4]
    assert [x for x, _ in centres] == [near(x) for x in wanted]
    assert all(row.y + 0.2 * EM < y < row.y + 0.35 * EM for _, y in centres)


def test_emphasis_over_two_lines_keeps_its_dots(table: Table) -> None:
    sheet = table.lay(f"<p>{SENTENCE[:17]}<em>先看月亮再看风</em>{SENTENCE}</p>")
    assert len(sheet.shapes()) == 7
    dotted = {round(bottom) for _, _, _, bottom in sheet.shapes()}
    assert len(dotted) == 2


def test_lines_under_names_and_titles(table: Table) -> None:
    """A line ends short of its characters' edges, so that two names in a row don't touch."""
    name = '<u class="proper-name">{}</u>'
    sheet = table.lay(
        f"<p>村里{name.format('滩上')}{name.format('东湾')}和<u class='book-title'>潮记</u></p>"
    )
    (row,) = sheet.rows
    first, second, *waves = sheet.shapes()
    assert (first[0], first[2]) == (near(row.x("滩") + 0.6), near(row.x("上") + EM - 0.6))
    assert second[0] - first[2] == near(1.2)
    assert first[1] == first[3] == near(row.y + 0.2 * EM)
    assert waves[0][0] == near(row.x("潮") + 0.6) and waves[-1][2] == near(row.x("记") + EM - 0.6)
    assert waves[0][3] - waves[0][1] > 0.5  # it is a wave


def test_a_name_within_a_title_has_a_line_of_its_own_below(table: Table) -> None:
    sheet = table.lay(
        '<p><u class="book-title">潮<u class="proper-name">滩上</u>记</u>，'
        '<u class="proper-name"><em>东湾</em></u>。</p>'
    )
    (row,) = sheet.rows
    shapes = sheet.shapes()
    flat = [shape for shape in shapes if shape[3] - shape[1] < 0.01]
    waves = [shape for shape in shapes if shape[2] - shape[0] > EM / 2 and shape not in flat]
    dots = [shape for shape in shapes if shape[2] - shape[0] < EM / 2]
    assert min(wave[0] for wave in waves) == near(row.x("潮") + 0.6)
    assert max(wave[2] for wave in waves) == near(row.x("记") + EM - 0.6)
    assert [(line[0], line[2]) for line in flat] == [
        (near(row.x("滩") + 0.6), near(row.x("上") + EM - 0.6)),
        (near(row.x("东") + 0.6), near(row.x("湾") + EM - 0.6)),
    ]
    within = flat[0]
    assert all(within[1] > (wave[1] + wave[3]) / 2 for wave in waves)
    assert len(dots) == 2 and all(dot[1] > flat[1][1] for dot in dots)  # the line first, then the dots


def test_a_name_over_two_lines_has_a_line_on_both(table: Table) -> None:
    sheet = table.lay(f"<p>{SENTENCE[:18]}<u class='proper-name'>滩上东湾</u>人</p>")
    first, second = sheet.rows
    a, b = sheet.shapes()
    assert a[1] < b[1] and a[2] == near(first.right - 0.6) and b[0] == near(second.left + 0.6)


# ---- decorations of CSS --------------------------------------------------------------------


def test_lines_under_and_through_text_stand_where_the_engine_draws_them(table: Table) -> None:
    content = (
        '<p>渔民<span style="text-decoration: underline">先看</span>月亮，'
        '<span style="text-decoration: line-through">再看</span>风</p>'
    )
    composed, engine = table.lay(content), table.lay(content, style=None)
    (row,) = composed.rows
    assert len(composed.shapes()) == 2
    for ours, theirs in zip(composed.shapes(), engine.shapes(), strict=True):
        assert ours == tuple(map(near, theirs))
    under, through = composed.shapes()
    assert (under[0], under[2]) == (near(row.x("先")), near(row.x("先") + 2 * EM))
    assert under[1] > row.y and row.y - EM < through[1] < row.y


# ---- where lines end -----------------------------------------------------------------------


def test_forced_breaks(table: Table) -> None:
    sheet = table.lay("<p style='text-indent: 2em'>一二三四五<br/>六七八九十<br/>（末）</p>")
    assert sheet.lines == ["一二三四五", "六七八九十", "（末）"]
    assert [row.left for row in sheet.rows] == [near(2 * EM), near(0), near(0)]
    assert all(advance == near(EM) for row in sheet.rows for advance in advances(row))
    assert [b.y - a.y for a, b in pairwise(sheet.rows)] == [near(LEADING)] * 2


def test_text_that_is_not_to_be_broken(table: Table) -> None:
    whole = "七八九十甲乙丙"
    sheet = table.lay(f"<p>{SENTENCE[:15]}<span style='white-space: nowrap'>{whole}</span>丁戊己庚</p>")
    assert sheet.lines[1].startswith(whole)
    assert is_flush(sheet.rows[0])


@pytest.mark.parametrize(("hyphens", "parted"), [("manual", ["inter-", "national"]), ("none", None)])
def test_soft_hyphens(table: Table, hyphens: str, parted: list[str] | None) -> None:
    word = "inter\u00adnational"
    sheet = table.lay(
        f"<p>一二三四五六七八九十一二三四五{word}一二三四</p>", f"html {{ hyphens: {hyphens} }}"
    )
    letters = [re.sub(r"[^a-z-]", "", line) for line in sheet.lines]
    assert letters == (parted or ["", "international"])
    assert is_flush(sheet.rows[0])
    unbroken = table.lay(f"<p>一二三{word}</p>", f"html {{ hyphens: {hyphens} }}")
    assert unbroken.lines == ["一二三international"]


def test_english_words_are_hyphenated_where_css_and_style_allow(table: Table) -> None:
    text = "<p>一二三四五六七八九十一二三四五<span lang='en'>internationalisation</span>一二三四</p>"
    auto = "html { hyphens: auto }"
    assert table.lay(text, auto).rows[0].text[-1] == "-"
    assert table.lay(text, auto, style=Style(hyphenation=False)).lines[0][-1] == "五"
    assert table.lay(text, "html { hyphens: none }").lines[0][-1] == "五"
    assert table.lay(text).text.replace("-", "") == re.sub("<.*?>", "", text)


@pytest.mark.parametrize("width", [0, 5, 10, 15, 20, 25, 35, 52, 90])
def test_very_narrow_columns_lose_nothing(table: Table, width: int) -> None:
    text = "“清早”——（2024年）的海风，AIS系统……再看。"
    sheet = table.lay(f"<div style='width: {width}pt'><p>{text}</p></div>")
    assert sheet.text == text
    assert sheet.reasons == {}
    if width >= 35:
        for row in sheet.rows:
            assert row.right < width + NEAR
            assert row.text[0] not in NOT_FIRST - {"—"} and row.text[-1] not in OPENING
        assert all("——" in line for line in sheet.lines if "—" in line)


def test_lists_hang_from_their_markers(table: Table) -> None:
    css = "ul, ol { padding-left: 2em } ul { list-style-type: '▪ ' }"
    sheet = table.lay(f"<ul><li>{SENTENCE}</li><li>“看风”。</li></ul><ol><li>看水。</li></ol>", css)
    lines = [row for row in sheet.rows if len(row.text) > 2]
    assert all(row.left == near(2 * EM) for row in lines)
    assert is_flush(lines[0], left=2 * EM)
    markers = [row for row in sheet.rows if len(row.text) <= 2]
    assert [row.text for row in markers] == ["▪", "▪", "1."]
    assert [row.y for row in markers] == [near(lines[n].y) for n in (0, 2, 3)]
    assert all(0 < row.cells[0].x < 2 * EM and row.right < 2 * EM for row in markers)


# ---- alignments ----------------------------------------------------------------------------


def test_centred_lines_have_the_same_white_on_both_sides(table: Table) -> None:
    sheet = table.lay(
        f"<p style='text-align: center'>“清早”的海风</p><p style='text-align: center'>{SENTENCE}</p>"
        "<p style='text-align: right'>（海风）</p>"
    )
    *centred, last = sheet.rows
    assert len(centred) == 3
    for row in centred:
        assert row.left == near(MEASURE - row.right)
    assert last.right == near(MEASURE)


def test_a_ragged_paragraph_is_neither_squeezed_nor_stretched(table: Table) -> None:
    sheet = table.lay(f"<p style='text-align: left'>海{SENTENCE * 2}</p>")
    assert {round(advance, 2) for row in sheet.rows for advance in advances(row)} == {EM}
    assert any(row.right < MEASURE - NEAR for row in sheet.rows[:-1])


def test_letter_spacing_is_kept(table: Table) -> None:
    content = "<p style='text-align: left{}'>海岸AIS的风</p>"
    (close,) = table.lay(content.format("")).rows
    (spaced,) = table.lay(content.format("; letter-spacing: 0.3em")).rows
    more = [b - a for a, b in zip(advances(close), advances(spaced), strict=True)]
    assert more == [near(0.3 * EM)] * 6


def test_a_headline_is_balanced(table: Table) -> None:
    sheet = table.lay(
        "<p data-lines='balance' style='text-align: center'>潮水来时滩上的人都往回走海鸟往外飞</p>"
    )
    assert len(sheet.rows) == 1
    sheet = table.lay(
        "<p data-lines='balance' style='text-align: center; font-size: 16pt; line-height: 24pt'>"
        "潮水来时滩上的人都往回走海鸟往外飞</p>"
    )
    first, second = sheet.rows
    assert abs(len(first.text) - len(second.text)) <= 3


def test_a_spread_field_fills_its_width(table: Table) -> None:
    css = ".f { display: inline-block; width: 3em; text-align: justify; text-align-last: justify }"
    sheet = table.lay("<p><span class='f'>林海</span>和<span class='f'>沈一砚</span></p>", css)
    row = sheet.row("林")
    assert row.x("海") - row.x("林") == near(2 * EM)
    assert sheet.text == "林海和沈一砚"


# ---- tables, leaders, floats ---------------------------------------------------------------

CELLS = "td { padding: 0 4pt; text-align: left } .c { text-align: center } .e { text-align: right }"


def table_of(width: str) -> str:
    return (
        f"<table style='border-collapse: collapse; width: {width}'>"
        "<tr><td>镇</td><td class='c'>渔船AIS台</td><td class='e'>2025年</td></tr>"
        "<tr><td>东湾共800本书</td><td class='c'>12</td><td class='e'>98</td></tr></table>"
    )


@pytest.mark.parametrize("width", ["auto", "100%"])
def test_cells_of_tables(table: Table, width: str) -> None:
    """Columns as wide as their text leave room for its gaps, too: nothing wraps."""
    sheet = table.lay(table_of(width), CELLS)
    assert sheet.reasons == {}
    heights = {round(row.y, 1) for row in sheet.rows}
    assert len(heights) == 2
    by_char = {cell.char: cell for row in sheet.rows for cell in row.cells}
    head, foot = by_char["渔"], by_char["台"]
    digits = next(row for row in sheet.rows if "12" in row.text)
    middle = (head.x + foot.right) / 2
    assert (digits.x("1") + next(c.right for c in digits.cells if c.char == "2")) / 2 == near(middle)
    assert by_char["年"].right == near(max(c.right for row in sheet.rows for c in row.cells))
    assert by_char["8"].right == near(by_char["年"].right)
    assert by_char["A"].x - by_char["船"].right == near(0.25 * EM)


def test_a_table_as_narrow_as_can_be_breaks_only_where_lines_may(table: Table) -> None:
    sheet = table.lay(f"<div style='width: 1pt'>{table_of('auto')}</div>", CELLS)
    assert sorted(sheet.text) == sorted("镇渔船AIS台2025年东湾共800本书1298")
    texts = {row.text for row in sheet.rows}
    # four characters stand side by side, however narrow the table: 渔船AIS台 is broken, but within no unit
    assert (
        "2025年" in texts and any("AIS" in text for text in texts) and any("800本" in text for text in texts)
    )
    assert max(len(sheet.rows), 0) < len("镇渔船AIS台2025年东湾共800本书1298") / 2


def test_a_long_cell_leaves_the_others_four_characters(table: Table) -> None:
    rows = f"<tr><td>项目名称</td><td>{SENTENCE * 4}</td><td>设备购置费</td></tr>"
    sheet = table.lay(f"<table style='width: 100%'>{rows}</table>", CELLS)
    texts = [row.text for row in sheet.rows]
    assert any(text.startswith("项目名称") for text in texts), texts
    costs = [text for text in texts if set(text) <= set("设备购置费")]
    assert "".join(costs) == "设备购置费" and len(costs) <= 2, texts


def test_a_mark_stays_with_a_foreign_word_that_has_a_line_to_itself(table: Table) -> None:
    word = "characteristicallyincompr"
    sheet = table.lay(f"<p>一二三四五六七八九十一二三四五六七八九{word}，responsibilitiesnotions，三</p>")
    row = next(row for row in sheet.rows if word[:12] in row.text and row.text.endswith("，"))
    comma, letter = row.cells[-1], row.cells[-2]
    assert comma.x - letter.right < 0.02 * EM


def test_leaders_end_at_the_measure_below_each_other(table: Table) -> None:
    css = ".d::after { content: leader(dotted) }"
    sheet = table.lay(f"<p class='d'>潮水来时</p><p class='d'>{SENTENCE}</p><p class='d'>灯塔</p>", css)
    assert sheet.text == f"潮水来时{SENTENCE}灯塔"
    by_line: dict[int, list[float]] = {}
    for left, top, right, _ in sheet.shapes():
        by_line.setdefault(round(top), []).append((left + right) / 2)
    assert len(by_line) == 3
    ends = [max(dots) for dots in by_line.values()]
    assert ends == [near(MEASURE - 0.25 * EM)] * 3
    texts = [sheet.row("来时").right, sheet.rows[2].right, sheet.row("灯塔").right]
    for dots, text in zip(by_line.values(), texts, strict=True):
        assert min(dots) > text
        assert all((MEASURE - dot) % (EM / 2) == near(EM / 4) for dot in dots)


@pytest.mark.parametrize("side", ["left", "right"])
def test_beside_a_float_lines_are_composed_one_by_one(table: Table, side: str) -> None:
    box = f"<div style='float: {side}; width: 63pt; height: 40pt'></div>"
    sheet = table.lay(f"{box}<p style='text-indent: 2em'>{SENTENCE * 3}</p>")
    assert sheet.text == SENTENCE * 3 and sheet.reasons == {}
    left, right = (63.0, MEASURE) if side == "left" else (0.0, MEASURE - 63)
    first, second, third, *rest = sheet.rows
    assert is_flush(first, left + 2 * EM, right)
    assert is_flush(second, left, right) and is_flush(third, left, right)
    assert all(is_flush(row) for row in rest[:-1]) and rest[-1].left == near(0)


# ---- notes, columns, pages -----------------------------------------------------------------


def note(mark: str, text: str) -> str:
    return f"<span class='note' data-mark='{mark}'>{text}</span>"


def test_calls_of_notes_stay_with_their_word(table: Table) -> None:
    for length in range(10, 24):
        content = f"<p>{(SENTENCE * 2)[:length]}{note('①', '见。')}{SENTENCE}</p>"
        sheet = table.lay(content, NOTES)
        call = next(row for row in sheet.rows if "①" in row.text and row.cells[0].size == near(8.0))
        line = [r for r in sheet.rows if 0 < r.y - call.y < LEADING / 2]
        assert line and min(cell.x for row in line for cell in row.cells) < call.cells[0].x


def test_notes_are_composed_at_the_foot(table: Table) -> None:
    sheet = table.lay(f"<p>渔民{note('①', SENTENCE * 2)}出海，{SENTENCE}</p>", NOTES)
    foot = [row for row in sheet.rows if row.y > 300]
    assert "".join(row.text for row in foot) == "①" + SENTENCE * 2
    assert all(is_flush(row) for row in foot[:-1]) and len(foot) >= 3
    top = sorted((row for row in sheet.rows if row.y < 300 and row.cells[0].size > 9), key=lambda row: row.y)
    assert top[0].cells[0].char == "渔"


def test_a_paragraph_over_three_columns_and_pages_with_notes(table: Table) -> None:
    """It is broken once, and goes on where it was: nothing is lost or doubled at the edges of columns."""
    marks = "①②③④"
    text = "".join(SENTENCE + (note(marks[n // 10], "朔望。") if n % 10 == 4 else "") for n in range(40))
    css = NOTES + "@page { size: 240pt 240pt } .cols { columns: 3; column-gap: 10pt; column-fill: auto }"
    sheet = table.lay(f"<div class='cols'><p>{text}</p></div>", css)
    assert len(sheet.document) >= 6 and sheet.reasons == {}
    running = [cell for row in sheet.rows for cell in row.cells if cell.size == near(EM)]
    assert "".join(cell.char for cell in running) == SENTENCE * 40
    assert "".join(re.findall(f"[{marks}]朔望。", sheet.text)) == "".join(f"{mark}朔望。" for mark in marks)

    wide, step = (MEASURE - 20) / 3, (MEASURE + 10) / 3
    lines: dict[tuple[int, int, float], list[Row]] = {}
    for row in sheet.rows:
        if row.cells[0].size == near(EM):
            lines.setdefault((row.page, int((row.left + 1) // step), round(row.y, 1)), []).append(row)
    calls = [row for row in sheet.rows if row.text in marks]
    *full, _ = lines.items()
    assert len(full) > 150
    for (page, column, y), pieces in full:
        ends = [
            r.right
            for r in calls
            if r.page == page and 0 < y - r.y < LEADING / 2 and r.left // step == column
        ]
        right = max([piece.right for piece in pieces] + ends)
        assert (pieces[0].left, right) == (near(column * step), near(column * step + wide))
    assert {column for _, column, _ in lines} == {0, 1, 2}


# ---- what is left to the engine ------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<p>渔民<span style='float: left'>浮</span>出海</p>", "float"),
        ("<p>渔民<span style='position: relative; top: 2pt'>浮</span>出海</p>", "float"),
        ("<p>渔民<span style='direction: rtl'>出海</span></p>", "style"),
        ("<p>渔民\u202b出海\u202c</p>", "direction"),
        ("<p>渔民שלום出海</p>", "direction"),
        ("<p style='white-space: pre-wrap'>渔民\n出海</p>", "style"),
    ],
)
def test_what_falls_back_is_counted(table: Table, content: str, reason: str) -> None:
    sheet = table.lay(content + f"<p>{SENTENCE}</p>")
    assert sheet.reasons == {reason: 1}
    assert [f.code for f in sheet.findings if f.code.startswith("lines")] == ["lines-by-engine"]
    assert {*"渔民出海"} <= {*sheet.text}
    assert is_flush(sheet.row("清早"))  # the next paragraph is composed


def test_nothing_falls_back_in_plain_text(table: Table) -> None:
    assert table.lay(f"<p>{SENTENCE}</p>").findings == ()


def test_fallen_back_lines_are_the_engine_s(table: Table) -> None:
    content = f"<p>{SENTENCE}，“海风”<span style='position: relative'>浮</span></p>"
    ours, theirs = table.lay(content), table.lay(content, style=None)
    assert [row.cells for row in ours.rows] == [row.cells for row in theirs.rows]


# ---- the styles of publication.yaml, through the engine ------------------------------------


def test_hanging_marks_stand_outside_of_the_measure(table: Table) -> None:
    text = f"<p>{'一二三四五六七八九十' * 2}，{'一二三四五六七八九' * 2}一，末尾</p>"
    hung = table.lay(text, style=Style(hanging=True))
    assert any(row.text[-1] == "，" and row.cells[-1].x == near(MEASURE) for row in hung.rows)
    held = table.lay(text)
    assert all(row.right < MEASURE + NEAR for row in held.rows)


def test_author_spaces_between_han_and_latin_are_the_same_gap_once(table: Table) -> None:
    spaced = table.lay("<p>共 800 本 AIS 的</p>").rows[0]
    close = table.lay("<p>共800本AIS的</p>").rows[0]
    assert [c.x for c in spaced.cells] == [near(c.x) for c in close.cells]


def test_lines_at_the_edges_obey_the_prohibitions_at_every_measure(table: Table) -> None:
    text = "“海风（清早）来了，”他说：“《潮水》……2024年——看见没有？”是的！"
    for width in range(60, 200, 7):
        sheet = table.lay(f"<div style='width: {width}pt'><p>{text * 2}</p></div>")
        assert sheet.text == text * 2
        for row in sheet.rows:
            assert row.text[0] not in CLOSING and row.text[-1] not in OPENING, (width, row.text)
            assert row.right < width + NEAR
        for row in sheet.rows[:-1]:
            assert row.left == near(0) and row.right == near(width), (width, row.text)
