"""What a run says at its end."""

from pathlib import Path
from typing import Any

from normalize.tables import row
from review.summary import files_text, run_text

Row = dict[str, Any]


def test_a_file_stands_on_one_line_whatever_its_name() -> None:
    files = [row("files", path="x\ny.docx", outcome="quarantined", reason="damaged", detail="Tệp hỏng.\nmore")]
    assert files_text(files) == "cần xử lý riêng x?y.docx (damaged) — Tệp hỏng."


def test_the_summary_adds_up(reports: list[Row], finding: Row) -> None:
    files = [
        row("files", path="bc.docx", outcome="ok"),
        row("files", path="s.pdf", outcome="quarantined", reason="needs_ocr"),
    ]
    rows: dict[str, list[Row]] = {
        "files": files,
        "reports": reports,
        "figures": [],
        "verdicts": [],
        "findings": [finding],
    }
    text = run_text(rows, Path("out"))
    assert "Tổng số 2 tệp: 1 đã đọc · 1 cần xử lý riêng" in text
    assert "Chữ số đã đọc: 90% (2 chữ số chưa đọc được" in text
    assert "Điểm cần rà soát: 1 số liệu chưa khớp" in text
    assert "9 tháng 2024" in text
