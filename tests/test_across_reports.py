"""What two reports of one issuer say of one year stands in the dataset, whoever read them, in whatever order."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
import pytest

from normalize.dataset import read_table
from pipeline import main

Row = dict[str, Any]


def write(path: Path, year: int, items: Sequence[str], issuer: str = "HUYỆN SƠN KHÊ", number: int = 12) -> Path:
    word = docx.Document()
    head = ["ỦY BAN NHÂN DÂN", issuer, f"Số: {number}/BC-UBND", f"Sơn Khê, ngày 05 tháng 01 năm {year + 1}", "BÁO CÁO"]
    for text in (*head, f"Kết quả thực hiện nhiệm vụ năm {year}"):
        word.add_paragraph(text)
    for heading in ("I. KẾT QUẢ THỰC HIỆN", "1. Nông nghiệp"):
        word.add_paragraph().add_run(heading).bold = True
    for item in items:
        word.add_paragraph(f"- {item}")
    word.save(str(path))
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two years of a district, a copy of each, and what a neighbour says of itself."""
    folder = tmp_path_factory.mktemp("reports")
    then = ["Sản lượng lương thực có hạt đạt 1.234 tấn.", "Trồng rừng mới được 500 ha."]
    now = [
        "Sản lượng lương thực có hạt đạt 1.350 tấn, cùng kỳ năm trước 1.324 tấn.",
        "Trồng rừng mới được 540 ha, tăng 8% so với cùng kỳ.",
    ]
    write(folder / "2024.docx", 2024, now)
    write(folder / "z2023.docx", 2023, then)
    write(folder / "copy2023.docx", 2023, [*then, "Đã tổ chức tổng kết."])
    write(folder / "copy2024.docx", 2024, [*now, "Đã tổ chức tổng kết."])
    write(
        folder / "neighbour.docx", 2023, ["Sản lượng lương thực có hạt đạt 999 tấn."], issuer="HUYỆN SƠN HÀ", number=7
    )
    return folder


def run(inputs: Sequence[Path], out: Path, workers: int = 1) -> list[Row]:
    """The findings across the reports of a run."""
    assert main(["run", *map(str, inputs), "--out", str(out), "--workers", str(workers)]) == 0
    return [f for f in read_table(out, "findings") if f["check"] == "previous"]


def test_what_contradicts_the_year_before_is_a_finding_like_others(folder: Path, tmp_path: Path) -> None:
    (finding,) = run([folder], tmp_path / "kq")
    reports = {r["report_id"]: r for r in read_table(tmp_path / "kq", "reports")}
    figures = {f["figure_id"]: f for f in read_table(tmp_path / "kq", "figures")}
    assert reports[finding["report_id"]]["year"] == 2024
    assert reports[finding["report_id"]]["same_as"] is None
    assert finding["level"] == "mismatch"
    assert finding["sentence"].startswith("- Sản lượng lương thực có hạt đạt 1.350 tấn")
    assert "báo cáo số 12/BC-UBND ngày 05/01/2024 (mục 1)" in finding["message_vi"]
    said, earlier = (figures[i] for i in finding["figure_ids"].split())
    assert (said["raw"], earlier["raw"]) == ("1.324 tấn", "1.234 tấn")
    assert reports[earlier["report_id"]]["year"] == 2023


@pytest.mark.slow
def test_workers_and_order_do_not_show(folder: Path, tmp_path: Path) -> None:
    paths = sorted(folder.iterdir())
    digests = set()
    for number, inputs in enumerate((paths, paths[::-1], [*paths[2:], *paths[:2]])):
        out = tmp_path / str(number)
        run(inputs, out, workers=1 + number % 2)
        names = ("findings.parquet", "findings.csv", "reports.parquet", "series.parquet")
        digests.add(tuple(hashlib.sha256((out / name).read_bytes()).hexdigest() for name in names))
    assert len(digests) == 1


@pytest.mark.slow
def test_a_report_that_comes_later_is_asked_without_reading_the_others_anew(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "kq"
    assert run([folder / "2024.docx"], out) == []
    assert len(run([folder / "2024.docx", folder / "z2023.docx"], out)) == 1
    assert run([folder / "2024.docx", folder / "neighbour.docx"], out) == []
