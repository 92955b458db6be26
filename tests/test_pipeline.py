"""The command line on the samples: what a clerk types, what is printed, and the exit codes."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from normalize.dataset import read_table
from pipeline import main

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples, read by one worker without OCR; the scan makes the exit code 3."""
    out = tmp_path_factory.mktemp("out") / "dataset"
    inputs = [str(p) for p in sorted(SAMPLES.glob("*/report.*"))]
    assert main(["run", *inputs, "--out", str(out), "--workers", "1", "--ocr", "never"]) == 3
    return out


def printed(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    capsys.readouterr()
    assert main(list(command)) == 0
    return capsys.readouterr().out


def test_every_file_has_one_outcome(dataset: Path) -> None:
    outcomes = {
        Path(r["path"]).parent.name + "/" + Path(r["path"]).name: r["outcome"] for r in read_table(dataset, "files")
    }
    assert len(outcomes) == len(list(SAMPLES.glob("*/report.*")))
    assert outcomes.pop("district-2023-scan/report.pdf") == "quarantined"
    assert set(outcomes.values()) == {"ok"}


def test_a_pdf_is_a_copy_of_its_docx(dataset: Path) -> None:
    reports = {r["report_id"]: r for r in read_table(dataset, "reports")}
    copies = [r for r in reports.values() if r["same_as"]]
    assert {r["text_source"] for r in copies} == {"pdf"}
    assert all(Path(reports[r["same_as"]]["path"]).parent == Path(r["path"]).parent for r in copies)


def test_files(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "files", str(dataset), "--outcome", "quarantined")
    assert text.count("\n") == 1
    assert "needs_ocr" in text


def test_check_prints_questions_and_fails_on_demand(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "check", str(dataset))
    assert "SỐ LIỆU CHƯA KHỚP" in text
    assert "Đề nghị đơn vị kiểm tra lại." in text
    assert main(["check", str(dataset), "--fail-on", "mismatch"]) == 4
    assert main(["--lang", "en", "check", str(dataset)]) == 0
    assert "MISMATCH" in capsys.readouterr().out


def test_check_as_csv_and_json(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "check", str(dataset), "--format", "csv")
    assert text.startswith("\ufeffpath,number,symbol,issuer,date,title,")
    rows = list(csv.DictReader(text.removeprefix("\ufeff").splitlines()))
    items = json.loads(printed(capsys, "check", str(dataset), "--format", "json"))
    assert [r["finding_id"] for r in rows] == [item["finding_id"] for item in items]
    assert all(r["path"] and r["issuer"] for r in rows)
    levels = ["verdict", "mismatch", "form", "note"]
    assert [r["level"] for r in rows] == sorted((r["level"] for r in rows), key=levels.index)


def test_check_as_letters(dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "check", str(dataset), "--format", "docx", "--out", str(tmp_path), "--level", "verdict")
    sheet, copy = (Path(line) for line in text.splitlines())
    assert (sheet.name, copy.name) == (
        "district-2024-9m - report - phiếu rà soát.docx",
        "district-2024-9m - report - có nhận xét.docx",
    )
    assert main(["check", str(dataset), "--format", "docx"]) == 2
    assert main(["check", str(dataset), "--out", str(tmp_path)]) == 2


def test_letters_of_a_file_that_changed_or_is_gone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "bc.docx"
    report.write_bytes((SAMPLES / "district-2023" / "report.docx").read_bytes())
    assert main(["run", str(report), "--out", str(tmp_path / "kq")]) == 0
    report.write_bytes((SAMPLES / "district-2022" / "report.docx").read_bytes())
    asked = ["check", str(tmp_path / "kq"), "--format", "docx", "--out", str(tmp_path / "phieu")]
    assert main(asked) == 0
    assert f"Không có bản sao kèm nhận xét của {report}: tệp đã thay đổi" in capsys.readouterr().err
    report.unlink()
    assert main(asked) == 0
    assert f"{report}: Không tìm thấy tệp" in capsys.readouterr().err
    assert [p.name for p in (tmp_path / "phieu").iterdir()] == ["bc - phiếu rà soát.docx"]


def test_compare_shows_the_district_over_its_years(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "compare", str(dataset))
    assert "năm 2023 so với năm 2022" in text
    assert "Thu ngân sách nhà nước trên địa bàn" in text
    assert "Không so sánh được:" in text


def test_an_unknown_issuer_or_indicator_is_said(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(dataset), "--issuer", "huyện Sơn Khe"]) == 2
    assert "Gần nhất: “Ủy ban nhân dân huyện Sơn Khê”" in capsys.readouterr().err


def test_query_answers_and_refuses(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    question = "SELECT year, value FROM series WHERE indicator_id = 'budget_revenue' AND months = 12 ORDER BY year"
    assert [line.split("\t")[0] for line in printed(capsys, "query", str(dataset), question).splitlines()] == [
        "year",
        "2022",
        "2023",
        "2024",
        "2025",
    ]
    assert main(["query", str(dataset), "DROP TABLE series"]) == 2
    assert "Câu hỏi SQL không chạy được" in capsys.readouterr().err


def test_explain_marks_the_text(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "explain", str(SAMPLES / "district-2022" / "report.docx"))
    assert "▌I. " in text
    assert "└" in text


def test_explain_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "explain", str(SAMPLES / "district-2022" / "report.pdf"), "--lang", "en")
    assert text.startswith("[figure]  {verdict}  ▌heading")
    assert " page 1 │" in text
    assert "no figure (" in text


def test_score_names_the_report(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = str(SAMPLES / "district-2022")
    text = printed(capsys, "score", str(dataset), gold, "--report", "district-2022/report.docx")
    assert text.startswith("bảng")
    assert main(["score", str(dataset), gold]) == 2
    assert "--report" in capsys.readouterr().err


def test_export_writes_from_the_dataset(dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "export", str(dataset), "--format", "json,xlsx", "--out", str(tmp_path))
    assert all(Path(line).is_file() for line in text.splitlines())


def test_rules_check_and_doctor(capsys: pytest.CaptureFixture[str]) -> None:
    assert "tất cả đều đúng" in printed(capsys, "rules", "check")
    assert "LibreOffice" in printed(capsys, "doctor")


BAD = {
    "empty.docx": (b"", "empty"),
    "damaged.docx": (b"PK\x03\x04 no archive", "damaged"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "damaged"),
    "text.pdf": ("chỉ là chữ".encode(), "not_what_the_name_says"),
}


def test_bad_files_cost_one_line_each_and_the_others_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, (data, _) in BAD.items():
        (tmp_path / name).write_bytes(data)
    letter = SAMPLES / "letter-2024" / "report.docx"
    (tmp_path / "letter.docx").write_bytes(letter.read_bytes())
    out = tmp_path / "out"
    assert main(["run", str(tmp_path), "--out", str(out), "--workers", "1"]) == 3
    files = {Path(r["path"]).name: r for r in read_table(out, "files")}
    assert {n: files[n]["reason"] for n in BAD} == {n: reason for n, (_, reason) in BAD.items()}
    assert all(files[n]["detail"] for n in BAD)
    assert files["letter.docx"]["outcome"] == "ok"
    assert read_table(out, "reports")[0]["document_type"] != "BÁO CÁO"
    text = capsys.readouterr().out
    assert all(text.count(name) == 1 for name in BAD)


@pytest.mark.slow  # every day tests/batch/test_intake.py asks the same of files that are read at once
def test_two_runs_give_the_same_bytes_whatever_the_workers(dataset: Path, tmp_path: Path) -> None:
    inputs = [str(p) for p in sorted(SAMPLES.glob("*/report.*"), reverse=True)]
    main(["run", *inputs, "--out", str(tmp_path / "again"), "--workers", "2", "--ocr", "never"])
    for path in dataset.glob("*.parquet"):
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes(), path.name


def test_the_program_answers_in_a_console_that_knows_no_vietnamese() -> None:
    command = [sys.executable, "pipeline.py", "doctor"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    assert "Phông chữ tiếng Việt" in done.stdout.decode("utf-8")


def test_a_file_says_what_other_documents_it_holds(dataset: Path) -> None:
    details = {Path(r["path"]).parent.name: r["detail"] for r in read_table(dataset, "files") if r["outcome"] == "ok"}
    assert details.pop("letter-and-report-2024") == (
        "Tệp có 2 văn bản: số liệu lấy từ BÁO CÁO; không lấy từ CÔNG VĂN (trang 1)."
    )
    assert set(details.values()) == {None}
    assert {"other_document"} < {r["kind"] for r in read_table(dataset, "unclaimed")}
