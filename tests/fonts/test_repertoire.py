from kanwu_press.fonts.repertoire import standard_characters, tongyong


def test_the_national_list_is_whole() -> None:
    chars = tongyong()
    assert len(chars) == 8105
    assert chars >= set("一中国昇堃喆垚𬱖骉燚㛃")


def test_standard_characters_hold_what_a_magazine_sets() -> None:
    chars = standard_characters()
    assert chars >= set("，。、；：？！“”‘’（）《》〈〉【】—…·～－／％　")
    assert chars >= set("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿɡɑ")
    assert chars >= set("αβγⅠⅫⅰ①⑳㎡℃‰→←↑↓▲●■◆※№×÷±≤≥□○☆★")
    assert chars >= set("０９ＡＺａｚ￥")


def test_standard_characters_hold_no_controls() -> None:
    assert min(standard_characters()) == " "
    assert "\x7f" not in standard_characters()
