"""What a run says at its end."""

from pathlib import Path
from typing import Any

import pytest

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
    text = run_text(rows, Path("out"), {"lock": 2})
    assert "Tổng số 2 tệp: 1 đã đọc · 1 cần xử lý riêng" in text
    assert "Chữ số đã đọc: 90% (2 chữ số chưa đọc được" in text
    assert "Trong đó 1 báo cáo là bản sao của báo cáo khác, chỉ tính một lần." in text
    assert "Điểm cần rà soát: 1 số liệu chưa khớp" in text
    assert "9 tháng 2024" in text
    assert "Bỏ qua, không phải báo cáo: 2 tệp tạm của Office (~$…)" in text


def nothing(**more: list[Row]) -> dict[str, list[Row]]:
    return {**{name: [] for name in ("files", "reports", "figures", "verdicts", "findings")}, **more}


def test_where_nothing_was_read_no_table_and_no_share_is_shown() -> None:
    rows = nothing(files=[row("files", path="s.pdf", outcome="quarantined", reason="empty", detail="Tệp rỗng.")])
    assert run_text(rows, Path("out")).splitlines() == [
        "Tổng số 1 tệp: 1 cần xử lý riêng",
        "",
        "Không đọc được tệp nào.",
        "",
        "  cần xử lý riêng s.pdf (empty) — Tệp rỗng.",
        "",
        "Bộ dữ liệu: out (dataset.xlsx cho Excel; parquet, csv, duckdb cho phân tích)",
    ]


def test_thousands_of_files_do_not_push_the_summary_out_of_sight(reports: list[Row]) -> None:
    many = [{**reports[0], "report_id": f"r{n}", "path": f"{n:04}.docx"} for n in range(1200)]
    bad = [row("files", path=f"{n}.pdf", outcome="quarantined", reason="empty", detail="Rỗng.") for n in range(1300)]
    text = run_text(nothing(reports=many, files=bad), Path("out"))
    assert len(text.splitlines()) < 100
    assert "Tổng số 1.300 tệp" in text
    assert "… và 1160 báo cáo khác, xem bảng reports" in text
    assert "… và 1260 tệp khác: baocao files out --outcome quarantined" in text


def test_of_a_very_long_name_the_end_is_shown(reports: list[Row]) -> None:
    text = run_text(nothing(reports=[{**reports[0], "path": "thư mục/" * 40 + "báo cáo.docx"}]), Path("out"))
    assert max(len(line) for line in text.splitlines()) < 130
    assert "…" in text
    assert "thư mục/báo cáo.docx" in text


def test_a_duplicate_names_the_file_that_was_read() -> None:
    files = [
        row("files", path="a.docx", outcome="quarantined", reason="empty", detail="Tệp rỗng.", sha256="s"),
        row("files", path="b.docx", outcome="duplicate", detail="Trùng nội dung với a.docx", sha256="s"),
    ]
    assert files_text(files, "duplicate").endswith("b.docx — Trùng nội dung với a.docx")


@pytest.mark.usefixtures("english")
def test_the_summary_in_english(reports: list[Row]) -> None:
    bad = row("files", path="s.pdf", outcome="quarantined", reason="empty", detail="Tệp rỗng.")
    same = row("files", path="b.docx", outcome="duplicate", detail="Trùng nội dung với a.docx")
    text = run_text(nothing(reports=reports, files=[bad]), Path("out"), {"device": 1})
    assert "quarantined     s.pdf (empty) — The file is empty. Get the original." in text
    assert "Passed over, no reports: 1 pipes or devices" in text
    assert "9 months of 2024" in text
    vietnamese = set("ăâđêôơưạảấầậếềệộớờợứừựữỵỷỹ")
    assert not vietnamese & set(text.replace("báo cáo", "").lower())
    assert files_text([same]).startswith("duplicate")
