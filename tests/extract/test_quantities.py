"""Units and nouns behind a number; what is asked and expected is in the matching key's spelling."""

import pytest

from extract.quantities import quantities
from extract.rules import Rules
from extract.text import key

# text behind the number, scale word, unit or noun, what it is per, row of units.toml
AFTER = [
    (" tỷ đồng", "tỷ", "đồng", (), "dong"),
    (" tỉ đồng", "tỷ", "đồng", (), "dong"),
    (" nghìn tỷ đồng", "nghìn tỷ", "đồng", (), "dong"),
    (" trđ", "", "trđ", (), "million_dong"),
    ("đ", "", "đ", (), "dong"),
    ("%", "", "%", (), "percent"),
    (" điểm %", "", "điểm %", (), "points"),
    (" điểm phần trăm", "", "điểm phần trăm", (), "points"),
    ("km2", "", "km2", (), "square_kilometre"),
    (" m3/ngày đêm", "", "m3", ("ngày đêm",), "cubic_metre"),
    (" tạ/ha", "", "tạ", ("ha",), "quintal"),
    (" triệu đồng/người/năm", "triệu", "đồng", ("người", "năm"), "dong"),
    (" hộ", "", "hộ", (), ""),
    (" hộ cận nghèo", "", "hộ cận nghèo", (), ""),
    (" nghìn lượt khách", "nghìn", "lượt khách", (), ""),
    (" con/hộ", "", "con", ("hộ",), ""),
    (" vuông vải", "", "vuông", (), ""),
    (" m2 sàn/người", "", "m2 sàn", ("người",), "square_metre"),
    (" triệu/người/năm", "triệu", "", ("người", "năm"), "dong"),
    (" bác sĩ/vạn dân", "", "bác sĩ", ("vạn dân",), ""),
    (" giường bệnh/1.000 dân", "", "giường bệnh", ("1.000 dân",), ""),
    (" đ/c", "", "đ/c", (), ""),
    (" kế hoạch3, 15", "", "kế hoạch", (), ""),
    (" euro", "", "euro", (), "euro"),
    ("$", "", "$", (), "usd"),
    (" tỷ phục vụ", "tỷ", "", (), "dong"),
]

NOTHING = [
    " của Chính phủ",
    " và",
    ", xã",
    "",
    ".",
    " đến nay",
    " trong đó",
    "a",
    " so với cùng kỳ",
    " là",
    " tháng",
    " tới",
    " tỷ lệ hộ",
    " triệu tập",
    " đồng thời",
    "% triệu đồng",
]


@pytest.mark.parametrize(("text", "scale", "unit", "per", "own"), AFTER, ids=[x[0] for x in AFTER])
def test_after(rules: Rules, text: str, scale: str, unit: str, per: tuple[str, ...], own: str) -> None:
    found = quantities(rules).after(key(f"12{text}"), 2)
    assert found is not None
    assert (key(found.scale), key(found.text), found.per, found.id) == (key(scale), key(unit), per, own)
    assert found.is_measured == bool(own)


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_counted(rules: Rules, text: str) -> None:
    assert quantities(rules).after(key(f"12{text}"), 2) is None


def test_the_noun_before_is_the_one_marked_as_several(rules: Rules) -> None:
    text = key("nâng các nhà văn hóa có sân thể thao tại thôn lên 85/120")
    hit = quantities(rules).before(text, text.index("85"), 0)
    assert hit is not None
    assert text[hit.start : hit.end] == key("nhà văn hóa")


@pytest.mark.parametrize(
    ("text", "noun"),
    [("số xã về đích đạt 13/19", "xã"), ("xã đạt 13/19", ""), ("các hộ vay vốn, xã đạt 13/19", "")],
)
def test_the_noun_before_is_marked_and_of_the_same_clause(rules: Rules, text: str, noun: str) -> None:
    keyed = key(text)
    hit = quantities(rules).before(keyed, keyed.index("13"), 0)
    assert (keyed[hit.start : hit.end] if hit else "") == noun
