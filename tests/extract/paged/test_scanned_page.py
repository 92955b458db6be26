"""Scanned pages of made-up words: places, weights and doubts."""

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.paged.page import Grid
from extract.paged.picture import Picture, turned
from extract.paged.recognise import Row, Word
from extract.paged.scanned_cells import Leaning
from extract.paged.scanned_page import ScannedPage, lay_alike

# dots: at 72 an inch they are points
LETTER, HIGH, PITCH = 10, 20, 40
PAPER = Picture(np.full((1000, 800), 255, np.uint8), 72)


def row(text: str, y: int, x: int = 50, strokes: Sequence[float] = (), sure: float = 0.9, slope: float = 0.0) -> Row:
    """A line of words; every letter is as wide as another."""
    words, left = [], x
    for at, word in enumerate(text.split()):
        width = LETTER * len(word)
        drop = round((left - x) * slope)
        stroke = strokes[at] if strokes else 2.0
        words.append(Word(word, (left, y - HIGH + drop, left + width, y + drop), sure, stroke))
        left += width + LETTER
    return Row(words, ((x, y), (left, y + round((left - x) * slope))), HIGH)


def page(
    *rows: Row, lies: float = 0.0, number: int = 2, picture: Picture = PAPER, tables: Sequence[Grid] = ()
) -> ScannedPage:
    return ScannedPage(number, picture, rows, tables, Leaning(lies, picture.scale), ())


def lines(*texts: str, x: int = 50) -> list[Row]:
    return [row(text, 100 + PITCH * at, x) for at, text in enumerate(texts)]


def test_the_text_has_a_line_for_every_row() -> None:
    assert page(*lines("Trồng 12 ha", "rừng")).text == "Trồng 12 ha\nrừng"
    assert page().text == ""


DIRT = [
    (Word("~", (0, 0, 9, 9), 0.3, 1), "", "unsure signs"),
    (Word(".", (0, 0, 9, 9), 0.9, 1), ".", "a sure stop"),
    (Word("|", (0, 0, 9, 9), 0.9, 1), "", "a rule"),
    (Word("-", (0, 0, 9, 9), 0.1, 1), "-", "a mark at the head, however unsure"),
    (Word("7", (0, 0, 9, 9), 0.1, 1), "7", "a digit is never dirt"),
]


@pytest.mark.parametrize(("word", "expected", "why"), DIRT, ids=[x[2] for x in DIRT])
def test_dirt_is_no_text(word: Word, expected: str, why: str) -> None:
    assert page(Row([word], ((0, 9), (9, 9)), 9.0)).text == expected


def test_a_mark_in_a_line_is_dirt_where_it_is_unsure() -> None:
    assert page(Row([*row("Trồng", 100).words, Word("-", (0, 0, 9, 9), 0.1, 1)], ((0, 9), (9, 9)), 9.0)).text == "Trồng"


def test_a_character_has_its_part_of_its_words_box() -> None:
    one = page(*lines("Trồng 12 ha"))
    at = one.text.index("12")
    assert one.box(at) == (110, 80, 120, 100)
    assert one.box(at + 1) == (120, 80, 130, 100)
    assert one.box(at + 2) == one.box(at + 1), "a blank stands where the word before it ends"
    assert one.baseline(at) == (110, 100)


@given(st.lists(st.text("ab1", min_size=1, max_size=5), min_size=1, max_size=6), st.data())
def test_every_character_has_a_box_and_a_sureness(words: list[str], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(words)))
    one = page(*lines(*(" ".join(part) for part in (words[:cut], words[cut:]) if part)))
    for index in range(len(one.text)):
        x0, y0, x1, y1 = one.box(index)
        assert x0 < x1
        assert y0 < y1
        assert one.confidence(index, index) == 0.9
    places = [one.box(i)[:2] for i, char in enumerate(one.text) if not char.isspace()]
    assert len(set(places)) == len(places)


def test_rows_of_no_height_have_a_size() -> None:
    flat = Row(row("12 ha", 100).words, ((50, 100), (99, 100)), 0.0)
    one = page(flat)
    lay_alike([one])
    assert one.size(0) > 0
    assert one.strokes()


def test_sizes_that_hardly_differ_are_one() -> None:
    rows = [*lines("một dòng", "hai dòng", "ba dòng"), Row(row("BÁO CÁO", 400).words, ((0, 400), (9, 400)), 30.0)]
    rows.append(Row(row("dòng", 500).words, ((0, 500), (9, 500)), 21.0))
    one = page(*rows)
    assert [one.size(one.text.index(t)) for t in ("một", "BÁO")] == [20, 30]
    assert one.size(len(one.text) - 1) == 20


@given(st.floats(-0.06, 0.06), st.integers(0, 3), st.floats(0, 500), st.floats(0, 500))
def test_a_box_of_a_levelled_page_is_found_on_the_paper(lies: float, quarters: int, x: float, y: float) -> None:
    picture = turned(PAPER, quarters)
    one = page(*lines("Trồng"), lies=lies, picture=picture)
    one.moved = 7.0
    left, top = one._level(x, y)
    assert one.on_paper((left, top, left, top)) == pytest.approx(picture.on_paper((x, y, x, y)), abs=1e-6)


def test_a_crooked_row_lies_straight() -> None:
    slope = math.tan(math.radians(1.5))
    one = page(row("một hai ba bốn năm sáu bảy tám", 300, slope=slope), lies=math.radians(1.5))
    tops = {round(one.box(i)[1]) for i, char in enumerate(one.text) if not char.isspace()}
    assert max(tops) - min(tops) <= 1


LIGHT, HEAVY = 2.0, 3.2
PLAIN = "Trồng mới được nhiều cây xanh trong mùa xuân này"
BOLD = [
    ("1. Lĩnh vực kinh tế", [HEAVY] * 5, "1. Lĩnh vực kinh tế", "a heading"),
    ("1. Lĩnh vực: đạt kế hoạch", [HEAVY] * 3 + [LIGHT] * 3, "1. Lĩnh vực:", "a heading and its text"),
    ("1. Lĩnh vực kinh tế", [HEAVY, HEAVY, LIGHT, HEAVY, HEAVY], "1. Lĩnh vực kinh tế", "a word told wrong"),
    ("Trồng được 5 ha rừng", [LIGHT, LIGHT, LIGHT, HEAVY, LIGHT], "", "a heavy word within"),
    ("KẾT QUẢ THỰC HIỆN", [LIGHT, HEAVY, HEAVY, HEAVY], "KẾT QUẢ THỰC HIỆN", "capitals are of one weight"),
]


@pytest.mark.parametrize(("text", "strokes", "bold", "why"), BOLD, ids=[x[3] for x in BOLD])
def test_bold_is_told_by_strokes(text: str, strokes: list[float], bold: str, why: str) -> None:
    heads = [row("II. KẾT QUẢ THỰC HIỆN NHIỆM VỤ", 60, strokes=[HEAVY] * 7)]
    one = page(*heads, row(text, 100, strokes=strokes), *(row(PLAIN, 140 + 40 * i) for i in range(5)))
    lay_alike([one])
    begin = one.text.index(text)
    styled = [one.is_styled(begin + at) for at in range(len(text))]
    assert styled == [at < len(bold) + (len(bold) < len(text) and bold != "") for at in range(len(text))]


def test_where_all_is_of_one_weight_nothing_is_bold() -> None:
    one = page(*(row(PLAIN, 100 + 40 * i, strokes=[LIGHT + 0.02 * j for j in range(10)]) for i in range(4)))
    lay_alike([one])
    assert not any(map(one.is_styled, range(len(one.text))))


def test_pages_are_laid_alike() -> None:
    one, other = (page(*lines(*[PLAIN] * 8, x=x), number=n) for n, x in ((1, 50), (2, 62)))
    short = page(*lines("ngắn", x=300), number=3)
    lay_alike([one, other, short])
    assert one.box(0)[0] == other.box(0)[0] == 56
    assert short.box(0)[0] == 300
    assert [p.on_paper(p.box(0))[0] for p in (one, other)] == [50, 62]


def test_a_page_set_far_in_is_not_moved() -> None:
    one, other = (page(*lines(*[PLAIN] * 8, x=x), number=n) for n, x in ((1, 50), (2, 110)))
    lay_alike([one, other])
    assert (one.moved, other.moved) == (0, 0)


def test_no_pages_at_all_are_laid_alike() -> None:
    lay_alike([])
    lay_alike([page()])


def test_numbers_that_are_read_otherwise_are_doubted() -> None:
    one = page(*lines("đạt 1.234 ha", "và 12 xã"))
    assert one.numerals() == Counter(["1.234", "12"])
    one.doubt(Counter(["12"]))
    assert one.confidence(one.text.index("1.234"), one.text.index("1.234")) == 0.9
    assert one.confidence(one.text.index("12 x"), len(one.text) - 1) == 0.5
    assert 0.5 < one.mean_confidence() < 0.9


def test_a_page_without_words_is_sure_of_nothing() -> None:
    assert (page().mean_confidence(), page().confidence(0, 0), page().left_edge()) == (0.0, None, None)


def test_the_text_in_a_box_keeps_its_rows() -> None:
    one = page(*lines("Chỉ tiêu 612", "trồng rừng"))
    assert one.text_in((40, 70, 125, 150)) == "Chỉ tiêu\ntrồng"
    assert one.text_in((500, 0, 600, 100)) == ""


def test_tables_move_with_their_page() -> None:
    one = page(*lines("612"), tables=[(70, 150, [(0, 0, (40, 70, 135, 150))])])
    one.moved = 5.0
    assert one.grids() == [(70, 150, [(0, 0, (35.0, 70, 130.0, 150))])]
