"""Printed lines on a page 600 points wide: text from 70 to 530, 14 points high, 20 points apart."""

from dataclasses import dataclass

from extract.paged.furniture import without_furniture
from extract.paged.lines import Line, to_blocks
from extract.records import Block, Box, Piece

WIDTH = 7.0  # of a character


@dataclass(frozen=True)
class Bold:
    """Fonts of which the characters of some lines are bold; every character is equally wide."""

    until: dict[int, int]

    def is_styled(self, page: int, index: int) -> bool:
        return any(first <= index < last for first, last in self.until.items())

    def box(self, page: int, index: int) -> Box:
        return (70 + index * WIDTH, 0, 77 + index * WIDTH, 10)


PLAIN = Bold({})
LONG = "Huyện đã chỉ đạo các xã trồng mới được nhiều cây xanh trong mùa xuân"


def line(text: str, y: float, x: float = 70, page: int = 1, char: int = 0, right: float | None = None) -> Line:
    end = right if right is not None else x + len(text) * WIDTH
    return Line(text, page, 800, (x, y - 12, end, y + 2), y, 14, char)


def texts(lines: list[Line], fonts: Bold = PLAIN) -> list[str]:
    return [b.text for b in to_blocks(lines, (), fonts)]


def body(*more: Line) -> list[Line]:
    """Three full lines, so that margins and pitch are known, and others behind them."""
    return [line(LONG, 100 + 20 * i, right=530) for i in range(3)] + list(more)


def test_full_lines_are_one_paragraph() -> None:
    assert texts(body(line("và mùa thu.", 160))) == [" ".join([LONG] * 3 + ["và mùa thu."])]


def test_a_line_that_had_room_ends_its_paragraph() -> None:
    found = texts(body(line("đã xong.", 160), line("Tiếp theo là việc khác", 180)))
    assert found[1:] == ["Tiếp theo là việc khác"]


def test_a_mark_begins_a_paragraph() -> None:
    assert texts(body(line("- Trồng rừng", 160)))[1:] == ["- Trồng rừng"]


def test_a_wide_gap_begins_a_paragraph() -> None:
    assert texts(body(line("Trồng rừng", 195)))[1:] == ["Trồng rừng"]


def test_two_columns_are_two_paragraphs() -> None:
    found = texts([line("TỈNH HÀ SƠN", 60, 80), line("CỘNG HÒA", 60, 400), *body()])
    assert found[:2] == ["TỈNH HÀ SƠN", "CỘNG HÒA"]


def test_a_paragraph_goes_on_over_a_page() -> None:
    found = to_blocks(body(line("và mùa thu.", 80, page=2)), (), PLAIN)
    assert [(b.text.endswith("và mùa thu."), [p.page for p in b.pieces]) for b in found] == [(True, [1, 1, 1, 2])]


def test_every_piece_leads_back_to_its_line() -> None:
    (block,) = to_blocks(body(line("và mùa thu.", 160, char=205)), (), PLAIN)
    assert block.text[block.pieces[-1].start : block.pieces[-1].end] == "và mùa thu."
    assert block.pieces[-1].source == 205


def test_the_bold_lead_is_found_within_a_line() -> None:
    (block,) = to_blocks([line("1. Trồng rừng: đạt 12 ha", 100, right=530)], (), Bold({0: 14}))
    assert block.text[: block.lead] == "1. Trồng rừng:"


def test_a_line_that_is_bold_throughout() -> None:
    (block,) = to_blocks([line("1. Trồng rừng", 100, right=530)], (), Bold({0: 13}))
    assert block.lead == len(block.text)


def test_page_numbers_and_running_headers_are_dropped() -> None:
    pages = [
        x
        for p in (1, 2, 3)
        for x in (line("BC huyện", 30, page=p), line(f"Dòng {p}", 300, page=p), line(str(p), 780, page=p))
    ]
    assert [x.text for x in without_furniture(pages)] == ["Dòng 1", "Dòng 2", "Dòng 3"]


def test_a_number_in_the_middle_of_a_page_stays() -> None:
    assert [x.text for x in without_furniture([line("12", 300), line("_____", 320)])] == ["12"]


def test_cells_stand_where_their_table_stands() -> None:
    cell = Block(0, "Chỉ tiêu", (Piece(0, 8, 1, (70, 170, 200, 190)),), "cell", table=0, row=0, column=0)
    found = to_blocks(body(line("Sau bảng.", 300)), [cell], PLAIN)
    assert [b.text for b in found] == [" ".join([LONG] * 3), "Chỉ tiêu", "Sau bảng."]


def spaced(*rows: tuple[str, float, float], char: int = 0) -> list[Line]:
    """Lines (text, distance from the line before, right edge), each with characters of its own."""
    found: list[Line] = []
    y = 100.0
    for text, down, right in rows:
        y += down
        found.append(line(text, y, char=char, right=right))
        char += len(text)
    return found


ONE_LINE_PARAGRAPHS = [
    ("Huyện đã chỉ đạo các xã trồng mới được nhiều cây xanh", 30, 530),
    ("trong mùa xuân.", 20, 200),
    ("Thu ngân sách đạt 3.200 triệu đồng, đạt 100% kế hoạch giao", 30, 520),
]


def test_a_space_between_paragraphs_parts_them_where_most_have_one_line() -> None:
    found = texts(spaced(*ONE_LINE_PARAGRAPHS, ("Nâng cao chất lượng giáo dục", 30, 400), ("Hết", 30, 100)))
    assert found[1:] == [ONE_LINE_PARAGRAPHS[2][0], "Nâng cao chất lượng giáo dục", "Hết"]


UNDER_A_HEADING = [
    ("1.1. Thu ngân sách trên địa bàn đạt 3.200 triệu đồng", True, "a heading without a stop"),
    ("1.1. Thu ngân sách trên địa bàn đạt 3.200 triệu đồng:", False, "a heading that its result follows"),
]


def test_text_without_space_under_a_bold_heading_is_a_paragraph() -> None:
    for heading, parted, why in UNDER_A_HEADING:
        lines = spaced((heading, 20, 525), ("Tổng thu được 3.450 triệu đồng", 20, 300), char=500)
        found = texts(body(*[line(x.text, x.base + 60, char=x.char, right=x.box[2]) for x in lines]), heading_font())
        assert (found[-1] == "Tổng thu được 3.450 triệu đồng") is parted, why


def heading_font() -> Bold:
    return Bold({500: 500 + len(UNDER_A_HEADING[0][0])})


def test_the_recipients_begin_a_paragraph() -> None:
    assert texts(body(line("Nơi nhận:", 160)))[1:] == ["Nơi nhận:"]


FULL_LINES = [
    ("I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ", "Thu ngân sách đạt 5 tỷ đồng", True, "text under capitals"),
    ("Huyện đã hoàn thành các nhiệm vụ.", "TM. ỦY BAN NHÂN DÂN", True, "capitals behind a stop"),
    ("Độc lập - Tự do - Hạnh phúc", "Yên Lĩnh, ngày 28 tháng 8 năm 2024", True, "place and date"),
    ("Huyện đã họp với các xã Tân", "Lập và Yên Lĩnh trong năm", False, "a name over two lines"),
    ("V/v báo cáo kết quả năm", "2023 của huyện", False, "the subject of a letter"),
]


def test_full_lines_end_a_paragraph_where_the_print_says_so() -> None:
    for first, second, parted, why in FULL_LINES:
        found = texts(body(line(first, 180, right=530), line(second, 200, right=530)))
        assert (found[-1] == second) is parted, why
