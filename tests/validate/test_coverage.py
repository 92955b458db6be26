"""Which percentages count as checked: those that a check worked out, right or wrong, and no others."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from extract.records import Block, Document, Piece, Report
from extract.report import read_report
from extract.rules import Rules
from normalize.readings import read_figures
from validate.checks import asked
from validate.coverage import coverage
from validate.records import Evidence

Read = Callable[[Sequence[str]], Report]

ITEMS = [
    ("Tổng vốn 35.600 triệu đồng; thanh toán 21.600 trđ, đạt 60,67% KH.", (1, 1), "it holds"),
    ("Tổng vốn 35.600 triệu đồng; thanh toán 21.600 trđ, đạt 60,26% KH.", (1, 1), "it is asked about"),
    ("Đã giải quyết 67/81 đơn, đang giải quyết 14 đơn, đạt tỷ lệ 83%.", (1, 1), "one of two pairs holds"),
    ("Thu ngân sách đạt 49.000 trđ, đạt 136% so với dự toán tỉnh giao.", (1, 0), "its plan is printed nowhere"),
    ("Tỷ lệ hộ nghèo còn 4,6%.", (1, 0), "it is of nothing that is printed"),
    ("Xảy ra 48 vụ, tăng 8 vụ (20%) so với cùng kỳ.", (1, 1), "of a difference"),
    ("Tỷ lệ giải ngân từ 77,5% lên 83,2%, tăng 5,7 điểm %.", (3, 1), "the points, not the two that they are between"),
    ("Có 120 hộ, chiếm 40%; 90 hộ, chiếm 30%.", (2, 2), "of one whole that is not printed"),
    ("Cơ cấu kinh tế: nông nghiệp 38,2%; công nghiệp 27,5%; dịch vụ 34,3%.", (3, 3), "together all"),
    ("Cơ cấu lao động: nông nghiệp 38,2%; công nghiệp 27,5%; xây dựng 4,3%.", (3, 0), "a rest may be left out"),
    ("Đã trồng 540 ha rừng.", (0, 0), "no percentage"),
    ("Phấn đấu năm sau tỷ lệ che phủ rừng đạt 62%.", (1, 0), "a forecast of nothing"),
]


@pytest.mark.parametrize(("item", "expected", "why"), ITEMS, ids=[x[2] for x in ITEMS])
def test_what_was_worked_out_is_counted(
    read: Read, rules: Rules, item: str, expected: tuple[int, int], why: str
) -> None:
    report = read(["**I. KẾT QUẢ THỰC HIỆN**", "**1. Lĩnh vực kinh tế.**", "Kết quả:", f"- {item}"])
    assert counted(report, rules) == expected, why


def test_what_a_plan_gives_was_never_worked_out(read: Read, rules: Rules) -> None:
    texts = ["**I. KẾT QUẢ**", "**1. Tỷ lệ che phủ rừng đạt 62% trở lên.**", "Kết quả:", "- Tỷ lệ che phủ đạt 62,5%."]
    assert counted(read(texts), rules) == (1, 0)


def test_a_column_of_shares_is_checked_by_its_row_or_by_its_habit(rules: Rules) -> None:
    rows = [
        ("Chỉ tiêu", "ĐVT", "Cùng kỳ năm trước", "Thực hiện", "So với cùng kỳ (%)"),
        ("Sản lượng lúa", "tấn", "1.234", "1.357", "110,0"),
        ("Sản lượng ngô", "tấn", "1.412", "1.508", "106,8"),
        ("Sản lượng chè", "tấn", "2.360", "2.510", "106,4"),
        ("Sản lượng cá", "tấn", "118", "", "104,2"),
    ]
    cells = [(text, row, column) for row, texts in enumerate(rows) for column, text in enumerate(texts)]
    blocks = [Block(0, "BÁO CÁO", (Piece(0, 7),))]
    for index, (text, row, column) in enumerate(cells, start=1):
        blocks.append(Block(index, text, (Piece(0, len(text)),), "cell", table=0, row=row, column=column))
    document = Document(Path("b.docx"), "0", 0, "", "docx", tuple(blocks))
    assert counted(read_report(document, rules), rules) == (4, 3)


def counted(report: Report, rules: Rules) -> tuple[int, int]:
    evidence = Evidence(report, read_figures(report, rules), rules)
    asked(evidence)
    found = coverage(evidence)
    return found["percentages"], found["percentages_checked"]
