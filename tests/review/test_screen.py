"""What people see: findings, the summary of a run, year over year."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from normalize.tables import TABLES
from review.compare import comparison_table
from review.findings import at_or_above, findings_text, once
from review.summary import files_text, run_text

Row = dict[str, Any]


def row(table: str, **values: object) -> Row:
    return {**{c.name: None for c in TABLES[table].columns}, **values}


REPORTS = [
    row(
        "reports",
        report_id="a",
        path="bc.docx",
        digits_read=9,
        digits_unread=1,
        document_type="BÁO CÁO",
        year=2024,
        months=9,
    ),
    row("reports", report_id="b", path="bc.pdf", same_as="a", digits_read=9, digits_unread=1),
]
FINDING = row(
    "findings",
    report_id="a",
    finding_id="x",
    task_path="II/1",
    item=1,
    check="ratio",
    level="mismatch",
    printed="60,26",
    message_vi="Mục 1: tính ra 60,76%, báo cáo ghi 60,26.",
    message_en="Section 1: 60,76%, the report says 60,26.",
    sentence="Tổng vốn 35.619 triệu đồng, đạt 60,26 KH.",
)
COPY = {**FINDING, "report_id": "b", "finding_id": "y", "page": 3}


def test_a_finding_of_a_copy_lends_its_page() -> None:
    found = once([FINDING, COPY], REPORTS)
    assert [(f["finding_id"], f["page"]) for f in found] == [("x", 3)]


def test_a_finding_shows_its_message_page_and_the_printed_value_in_its_sentence() -> None:
    text = findings_text(once([FINDING, COPY], REPORTS), REPORTS)
    assert "bc.docx  (bản sao: bc.pdf)" in text
    assert "[SỐ LIỆU CHƯA KHỚP · trang 3] Mục 1: tính ra 60,76%, báo cáo ghi 60,26." in text
    assert "đạt »60,26« KH." in text


def test_nothing_to_check_is_said() -> None:
    assert findings_text([], REPORTS) == "Không có điểm cần rà soát."


def test_levels_are_ordered() -> None:
    notes = [{**FINDING, "level": level} for level in ("note", "form", "mismatch", "verdict")]
    assert [f["level"] for f in at_or_above(notes, "mismatch")] == ["mismatch", "verdict"]


def test_a_file_stands_on_one_line_whatever_its_name() -> None:
    files = [row("files", path="x\ny.docx", outcome="quarantined", reason="damaged", detail="Tệp hỏng.\nmore")]
    assert files_text(files) == "cần xử lý riêng x?y.docx (damaged) — Tệp hỏng."


def test_the_summary_adds_up() -> None:
    files = [
        row("files", path="bc.docx", outcome="ok"),
        row("files", path="s.pdf", outcome="quarantined", reason="needs_ocr"),
    ]
    rows: dict[str, list[Row]] = {
        "files": files,
        "reports": REPORTS,
        "figures": [],
        "verdicts": [],
        "findings": [FINDING],
    }
    text = run_text(rows, Path("out"))
    assert "Tổng số 2 tệp: 1 đã đọc · 1 cần xử lý riêng" in text
    assert "Chữ số đã đọc: 90% (2 chữ số chưa đọc được" in text
    assert "Điểm cần rà soát: 1 số liệu chưa khớp" in text
    assert "9 tháng 2024" in text


def comparison(**more: object) -> Row:
    given = {
        "issuer": "Ủy ban nhân dân huyện Sơn Khê",
        "indicator_id": "budget_revenue",
        "indicator": "Thu ngân sách",
        "unit": "triệu đồng",
        "period_kind": "year",
        "months": 12,
        "year": 2023,
        "value": Decimal("49000"),
        "previous_year": 2022,
        "previous_value": Decimal("40000.5"),
        "change": Decimal("8999.5"),
        "change_percent": Decimal("22.498"),
        "verdict": "achieved",
        "comparable": True,
    }
    return row("comparison", **{**given, **more})


def test_year_over_year_in_vietnamese_numbers() -> None:
    text = comparison_table([comparison()])
    assert "Ủy ban nhân dân huyện Sơn Khê, năm 2023 so với năm 2022" in text
    assert "40.000,5" in text
    assert "+8.999,5" in text
    assert "+22,5" in text
    assert "– → đạt" in text


def test_what_is_not_comparable_says_why() -> None:
    text = comparison_table([comparison(comparable=False, why_not="kỳ này 9 tháng", months=9)])
    assert text.endswith("Thu ngân sách (9 tháng năm 2023): kỳ này 9 tháng")


def test_only_what_was_asked_for() -> None:
    rows = [comparison(), comparison(indicator_id="poverty_rate", indicator="Tỷ lệ hộ nghèo")]
    assert "Thu ngân sách" not in comparison_table(rows, indicator="hộ nghèo")
    assert comparison_table(rows, issuer="Yên Lĩnh") == "Chưa có chỉ tiêu nào có số liệu hai năm để so sánh."
