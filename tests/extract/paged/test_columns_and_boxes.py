"""Columns of letterheads and signatures in any order of drawing; tables with all kinds of rules, and what is beside."""

from collections.abc import Callable, Sequence
from itertools import permutations

import pytest

from extract.paged.from_pdf import PdfSource
from tests.extract.paged.written_pdf import HEIGHT, at

Open = Callable[..., PdfSource]
FULL = "Huyện đã chỉ đạo các xã trồng mới được nhiều cây xanh trong mùa xuân"
LEFT = ("UBND HUYỆN SÔNG KHÊ", "PHÒNG NÔNG NGHIỆP", "Số: 12/BC-NN")
RIGHT = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Sông Khê, ngày 05 tháng 6 năm 2024",
)
RECIPIENTS = ("Nơi nhận:", "- Như trên;", "- Lưu: VT.")
SIGNER = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn An")


def column(x: float, y: float, texts: Sequence[str]) -> list[str]:
    return [at(x, y + 20 * n, text) for n, text in enumerate(texts)]


def body(y: float = 180) -> list[str]:
    return column(70, y, (FULL, FULL, "và mùa thu."))


def texts(source: PdfSource, kind: str = "paragraph") -> list[str]:
    return [b.text for b in source.document.blocks if b.kind == kind]


TEXT = f"{FULL} {FULL} và mùa thu."


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_a_letterhead_is_read_before_the_text_and_its_left_column_first(open_pages: Open, order: Sequence[int]) -> None:
    parts = (column(70, 60, LEFT), column(300, 60, RIGHT), body())
    drawn = "\n".join(line for n in order for line in parts[n])
    assert texts(open_pages(drawn)) == [*LEFT, *RIGHT, TEXT]


def test_a_letterhead_drawn_row_by_row(open_pages: Open) -> None:
    rows = zip(column(70, 60, LEFT), column(300, 60, RIGHT), strict=True)
    drawn = "\n".join([line for row in rows for line in row] + body())
    assert texts(open_pages(drawn)) == [*LEFT, *RIGHT, TEXT]


def test_a_signature_stands_behind_the_recipients(open_pages: Open) -> None:
    rows = zip(column(70, 500, RECIPIENTS), column(330, 500, SIGNER), strict=True)
    apart = "\n".join(body() + [line for row in rows for line in row])
    tabs = (f"{a:<30}{b}" for a, b in zip(RECIPIENTS, SIGNER, strict=True))
    as_one = "\n".join(body() + column(70, 500, list(tabs)))
    for drawn in (apart, as_one):
        assert texts(open_pages(drawn)) == [TEXT, *RECIPIENTS, *SIGNER]


CELLS = [[f"ô {row}{column}" for column in range(2)] for row in range(3)]


def printed(x: float, y: float) -> str:
    return "\n".join(at(x + 5 + 90 * c, y + 20 + 30 * r, CELLS[r][c]) for r in range(3) for c in range(2))


def boxes(x: float, y: float, how: str = "S") -> str:
    return "\n".join(f"{x + 90 * c} {HEIGHT - y - 30 * r - 30} 90 30 re {how}" for r in range(3) for c in range(2))


def thin(x: float, y: float) -> str:
    across = [f"{x} {HEIGHT - y - 30 * n} 180 0.5 re f" for n in range(4)]
    return "\n".join(across + [f"{x + 90 * n} {HEIGHT - y - 90} 0.5 90 re f" for n in range(3)])


RULES = [
    (boxes(70, 280), "a box for each cell"),
    (thin(70, 280), "filled boxes as thin as rules"),
    ("0.9 g " + boxes(70, 280, "f") + " 0 g", "shaded boxes without rules"),
]


@pytest.mark.parametrize(("rules", "why"), RULES, ids=[x[1] for x in RULES])
def test_rules_of_a_table(open_pages: Open, rules: str, why: str) -> None:
    source = open_pages("\n".join([*body(), rules, printed(70, 280), at(70, 450, "Hết bảng.")]))
    assert texts(source, "cell") == [text for row in CELLS for text in row]
    assert texts(source) == [TEXT, "Hết bảng."]


def test_two_tables_side_by_side_are_two(open_pages: Open) -> None:
    two = [draw(x, 280) for x in (70, 320) for draw in (boxes, printed)]
    source = open_pages("\n".join([*body(), *two]))
    tables = [b.table for b in source.document.blocks if b.kind == "cell"]
    assert tables == [0] * 6 + [1] * 6


def test_text_beside_a_table_stays(open_pages: Open) -> None:
    beside = column(320, 300, ("Ghi chú: số liệu", "đến hết tháng 6."))
    source = open_pages("\n".join([*body(), boxes(70, 280), printed(70, 280), *beside]))
    assert texts(source) == [TEXT, "Ghi chú: số liệu đến hết tháng 6."]


def test_boxes_behind_highlighted_lines_are_no_table(open_pages: Open) -> None:
    behind = [f"70 {HEIGHT - 184 - 20 * n} 470 20 re f" for n in range(5)]
    parts = [f"70 {HEIGHT - 284} 300 20 re f", f"370 {HEIGHT - 284} 170 20 re f"]
    five = column(70, 180, (FULL,) * 5)
    source = open_pages("\n".join(["1 1 0.6 rg", *behind, *parts, "0 g", *five, at(70, 280, "và mùa thu.")]))
    assert texts(source) == [" ".join([FULL] * 5 + ["và mùa thu."])]


@pytest.mark.parametrize("turn", [0, 90, 270])
def test_a_wide_sheet_that_is_turned_or_not(open_pages: Open, turn: int) -> None:
    words = [(75.0 + 150 * c, 220.0 + 30 * r, f"ô {r}{c}", False) for r in range(3) for c in range(3)]
    rules = [(70.0 + 150 * c, 200.0 + 30 * r, 220.0 + 150 * c, 230.0 + 30 * r) for r in range(3) for c in range(3)]
    sheet = b"/MediaBox [0 0 1191 842]" if turn == 0 else b"/MediaBox [0 0 595 842]"
    source = open_pages((words, rules), sheet=sheet, turn=turn)
    cells = [(b.text, b.row, b.column) for b in source.document.blocks]
    assert cells == [(f"ô {r}{c}", r, c) for r in range(3) for c in range(3)]


NUMBERS = [("121.18417", "5", "121.184175", "a long fraction"), ("12.500", "25", "12.500 25", "two numbers")]


@pytest.mark.parametrize(("first", "second", "expected", "why"), NUMBERS, ids=[x[3] for x in NUMBERS])
def test_a_number_cut_by_a_narrow_cell(open_pages: Open, first: str, second: str, expected: str, why: str) -> None:
    cell = "\n".join([boxes(70, 280), at(72, 292, first), at(72, 306, second), at(165, 300, "ha")])
    assert texts(open_pages("\n".join([*body(), cell])), "cell")[0] == expected
