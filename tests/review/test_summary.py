"""What a run says at its end."""

from pathlib import Path
from typing import Any

from normalize.tables import TABLES
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
