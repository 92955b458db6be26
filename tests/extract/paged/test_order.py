"""Glyphs 7 points wide and 14 high, as a file holds them and as they are printed."""

from extract.paged.order import Glyph, in_printed_order


def drawn(*runs: tuple[float, float, str]) -> list[Glyph]:
    """The glyphs of runs (x, y, text), in this order."""
    found: list[Glyph] = []
    for x, y, text in runs:
        for at, char in enumerate(text):
            found.append(Glyph(char, len(found), x + 7 * at, x + 7 * (at + 1), y, 14))
    return found


def test_letters_drawn_after_their_line_stand_in_it() -> None:
    text, order = in_printed_order(drawn((70, 100, "T"), (84, 100, " lệ"), (77, 100, "ỷ"), (70, 120, "Hết")))
    assert text == "Tỷ lệ\nHết\n"
    assert order == [0, 4, 1, 2, 3, 3, 5, 6, 7, 7]


def test_columns_stay_in_the_order_of_the_file() -> None:
    left, right = [(70, 100, "UBND X"), (70, 120, "Số: 12")], [(125, 100, "CỘNG HÒA"), (130, 120, "Độc lập")]
    assert in_printed_order(drawn(*left, *right))[0] == "UBND X\nSố: 12\nCỘNG HÒA\nĐộc lập\n"


def test_a_gap_without_a_space_parts_words() -> None:
    assert in_printed_order(drawn((70, 100, "BÍ"), (90, 100, "THƯ")))[0] == "BÍ THƯ\n"


def test_a_letter_that_claims_more_room_than_it_has_hides_no_gap() -> None:
    wide = [g._replace(x1=g.x1 + 4) if g.char == "Ư" else g for g in drawn((70, 100, "THƯ"), (95, 100, "TƯƠI"))]
    assert in_printed_order(wide)[0] == "THƯ TƯƠI\n"


def test_a_raised_letter_stands_in_its_line() -> None:
    assert in_printed_order(drawn((70, 100, "12 m"), (105, 100, "sàn"), (98, 95, "2")))[0] == "12 m2sàn\n"
