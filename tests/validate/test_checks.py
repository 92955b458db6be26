"""What is flagged, and what must not be: `findings.tsv`.

A row: the heading, the item, and the findings as check:printed, none for what must stay quiet.
"""

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from extract.records import Report
from extract.rules import Rules
from normalize.readings import read_figures
from validate.checks import checks_page, find
from validate.records import Finding

with (Path(__file__).parent / "findings.tsv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def findings(texts: Sequence[str], read: Callable[[Sequence[str]], Report], rules: Rules) -> list[Finding]:
    report = read(texts)
    return list(find(report, read_figures(report, rules), rules))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['why']}: {row['item'][:60]}")
def test_findings(row: dict[str, str], read: Callable[[Sequence[str]], Report], rules: Rules) -> None:
    texts = [
        "**I. KẾT QUẢ THỰC HIỆN**",
        f"**1. {row['heading'] or 'Lĩnh vực kinh tế.'}**",
        "Kết quả:",
        f"- {row['item']}",
    ]
    found = [f"{f.check}:{f.printed}" for f in findings(texts, read, rules)]
    assert found == [f for f in row["findings"].split(" ; ") if f], row["why"]


def test_a_message_names_place_numbers_and_what_they_give(
    read: Callable[[Sequence[str]], Report], rules: Rules
) -> None:
    texts = [
        "**I. KẾT QUẢ**",
        "**1.2. Giải ngân.**",
        "Kết quả:",
        "- Tổng kế hoạch vốn 35.600 triệu đồng; thanh toán 21.600 trđ, đạt 60,26% KH.",
    ]
    found = findings(texts, read, rules)
    assert [f.message_vi for f in found] == [
        "Mục 1.2: 21.600/35.600 triệu đồng tính ra 60,67%, báo cáo ghi 60,26%. Đề nghị đơn vị kiểm tra lại."
    ]
    assert [f.level for f in found] == ["mismatch"]
    assert found[0].least is not None
    assert found[0].most is not None
    assert found[0].least < found[0].most


DATES = [
    ("ngày 31 tháng 02 năm 2024", [("form", "ngày 31 tháng 02 năm 2024")], "no such day"),
    ("ngày 10 tháng 13 năm 2024", [("form", "ngày 10 tháng 13 năm 2024")], "no such month"),
    ("ngày 29 tháng 02 năm 2024", [], "a leap year"),
    ("ngày ___ tháng 12 năm 2024", [], "left blank"),
]


@pytest.mark.parametrize(("printed", "expected", "why"), DATES, ids=[x[2] for x in DATES])
def test_a_date_that_no_calendar_has(
    read: Callable[[Sequence[str]], Report], rules: Rules, printed: str, expected: list[tuple[str, str]], why: str
) -> None:
    texts = ["UBND HUYỆN SƠN KHÊ", "Số: 12/BC-UBND", f"Sơn Khê, {printed}", "BÁO CÁO", "Kết quả năm 2024", "**I. A**"]
    assert [(f.level, f.printed) for f in findings(texts, read, rules)] == expected


def test_a_conclusion_is_pointed_at_as_it_is_printed(read: Callable[[Sequence[str]], Report], rules: Rules) -> None:
    texts = [
        "**I. KẾT QUẢ**",
        "**1. Trồng 60 ha chè.** Kết quả: 63 ha: (đạt)",
        "**2. Cứng hóa 12 km đường.** Kết quả: 9 km: (chưa đạt)",
        "**II. ĐÁNH GIÁ CHUNG**",
        "Tất cả các chỉ tiêu đều đạt.",
    ]
    found = [(f.check, f.printed) for f in findings(texts, read, rules) if f.check == "conclusion"]
    assert found == [("conclusion", "Tất cả các chỉ tiêu đều đạt")]


def test_a_blank_number_is_a_note_once(read: Callable[[Sequence[str]], Report], rules: Rules) -> None:
    texts = [
        "UBND HUYỆN SƠN KHÊ",
        "Số: /BC-UBND",
        "Sơn Khê, ngày 05 tháng 01 năm 2025",
        "BÁO CÁO",
        "Kết quả năm 2024",
        "**I. KẾT QUẢ**",
        "Đã thu 5 tỷ đồng.",
    ]
    assert [(f.check, f.level) for f in findings(texts, read, rules)] == [("metadata", "note")]


def test_the_page_of_checks_is_made_from_the_checks() -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "checks.md"
    assert page.read_text(encoding="utf-8") == checks_page()
