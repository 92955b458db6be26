"""What a run says at its end."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from normalize.facts import facts
from normalize.file_detail import NOT_APPLIED
from normalize.table_file import write_rows
from normalize.tables import TABLES, row
from review.summary import batch_text, changed_text, files_text, run_text

Row = dict[str, Any]
Told = Callable[..., str]


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """The summary of a dataset with these rows."""

    def told(passed_over: dict[str, int] | None = None, **tables: list[Row]) -> str:
        for name in TABLES:
            write_rows(name, tables.get(name, ()), tmp_path)
        return run_text(facts(tmp_path), Path("out"), passed_over)

    return told


def test_a_file_stands_on_one_line_whatever_its_name() -> None:
    files = [row("files", path="x\ny.docx", outcome="quarantined", reason="damaged", detail="Tệp hỏng.\nmore")]
    assert files_text(files) == "cần xử lý riêng x?y.docx (damaged) — Tệp hỏng."


def test_the_summary_adds_up(told: Told, reports: list[Row], finding: Row) -> None:
    files = [
        row("files", path="bc.docx", outcome="ok"),
        row("files", path="s.pdf", outcome="quarantined", reason="needs_ocr"),
    ]
    text = told({"lock": 2}, files=files, reports=reports, findings=[finding])
    assert "Tổng số 2 tệp: 1 đã đọc · 1 cần xử lý riêng" in text
    assert "Chữ số đã đọc: 90% (2 chữ số chưa đọc được" in text
    assert "Tính lại được 932/1.200 tỷ lệ phần trăm (77,7%)" in text
    assert "Trong đó 1 báo cáo là bản sao của báo cáo khác, chỉ tính một lần." in text
    assert "Điểm cần rà soát: 1 số liệu chưa khớp" in text
    assert "9 tháng 2024" in text
    assert "Bỏ qua, không phải báo cáo: 2 tệp tạm của Office (~$…)" in text


def test_where_nothing_was_read_no_table_and_no_share_is_shown(told: Told) -> None:
    bad = row("files", path="s.pdf", outcome="quarantined", reason="empty", detail="Tệp rỗng.")
    assert told(files=[bad]).splitlines() == [
        "Tổng số 1 tệp: 1 cần xử lý riêng",
        "",
        "Không đọc được tệp nào.",
        "",
        "  cần xử lý riêng s.pdf (empty) — Tệp rỗng.",
        "",
        "Bộ dữ liệu: out (dataset.xlsx cho Excel; parquet, csv, duckdb cho phân tích)",
    ]


def test_thousands_of_files_do_not_push_the_summary_out_of_sight(told: Told, reports: list[Row]) -> None:
    many = [{**reports[0], "report_id": f"r{n}", "path": f"{n:04}.docx"} for n in range(1200)]
    bad = [row("files", path=f"{n}.pdf", outcome="quarantined", reason="empty", detail="Rỗng.") for n in range(1300)]
    text = told(reports=many, files=bad)
    assert len(text.splitlines()) < 100
    assert "Tổng số 1.300 tệp" in text
    assert "… và 1160 báo cáo khác, xem bảng reports" in text
    assert "… và 1260 tệp khác: baocao files out --outcome quarantined" in text


def test_of_a_very_long_name_the_end_is_shown(told: Told, reports: list[Row]) -> None:
    text = told(reports=[{**reports[0], "path": "thư mục/" * 40 + "báo cáo.docx"}])
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
def test_the_summary_in_english(told: Told, reports: list[Row]) -> None:
    bad = row("files", path="s.pdf", outcome="quarantined", reason="empty", detail="Tệp rỗng.")
    same = row("files", path="b.docx", outcome="duplicate", detail="Trùng nội dung với a.docx")
    text = told({"device": 1}, reports=reports, files=[bad])
    assert "quarantined     s.pdf (empty) — The file is empty. Get the original." in text
    assert "Passed over, no reports: 1 pipes or devices" in text
    assert "9 months of 2024" in text
    assert "Percentages checked: 932 of 1.200 (77,7%)" in text
    vietnamese = set("ăâđêôơưạảấầậếềệộớờợứừựữỵỷỹ")
    assert not vietnamese & set(text.replace("báo cáo", "").lower())
    assert files_text([same]).startswith("duplicate")


def test_files_that_changed_are_named_as_many_as_a_line_holds() -> None:
    assert changed_text([Path("a.docx")]) == "Bị thay đổi trong khi chạy, nên chạy lại: a.docx"
    assert changed_text([Path(f"{n}.docx") for n in range(7)]).endswith("3.docx, 4.docx và 2 tệp khác")


def test_what_came_into_a_folder_is_told_with_what_needs_attention(tmp_path: Path) -> None:
    bad = {"outcome": "quarantined", "reason": "empty", "detail": "Tệp rỗng."}
    files = [row("files", path=path, **bad) for path in ("in/a.docx", "in/b.zip/1.pdf", "in/old.pdf")]
    for name in TABLES:
        write_rows(name, files if name == "files" else (), tmp_path)
    arrived = [Path("in/a.docx"), Path("in/b.zip")]
    assert batch_text(arrived, files, facts(tmp_path), {"partial_name": 1}, "10:00:00").splitlines() == [
        "10:00:00  2 tệp mới: in/a.docx, in/b.zip",
        "  cần xử lý riêng in/a.docx (empty) — Tệp rỗng.",
        "  cần xử lý riêng in/b.zip/1.pdf (empty) — Tệp rỗng.",
        "  Tổng số 3 tệp: 3 cần xử lý riêng",
        "  Bỏ qua, không phải báo cáo: 1 tệp đang tải, chép dở",
    ]
    text = batch_text([], files, facts(tmp_path), {}, "10:00:01")
    assert text.splitlines()[0] == "10:00:01  Có tệp không còn trong thư mục."


def test_a_file_whose_correction_was_not_applied_stands_in_the_summary(told: Told) -> None:
    said = f"{NOT_APPLIED} (rules/corrections.toml, dong_1): số không còn như bản in."
    files = [row("files", path="a.docx", outcome="ok", detail=said), row("files", path="b.docx", outcome="ok")]
    text = told(files=files)
    assert said in text
    assert "b.docx" not in text
