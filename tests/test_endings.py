"""How the command line ends: what cannot be done, damaged datasets, closed pipes, full disks, interrupts."""

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from normalize.dataset import read_table
from pipeline import main

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes end otherwise there")


def printed(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    capsys.readouterr()
    assert main(list(command)) == 0
    return capsys.readouterr().out


LETTER = str(SAMPLES / "letter-2024" / "report.docx")
FILE = str(ROOT / "pyproject.toml")


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (["run", "nowhere", "--out", "x"], "Không tìm thấy nowhere"),
        (["run", LETTER, "--out", FILE], "pyproject.toml: đó là tệp, không phải thư mục."),
        (["run", LETTER, "--out", "x", "--rules", "nowhere"], "nowhere không có bộ quy tắc (thiếu abbreviations"),
        (["rules", "check", "--rules", str(SAMPLES)], "không có bộ quy tắc"),
        (["explain", LETTER, "--rules", "nowhere"], "không có bộ quy tắc"),
        (["explain", "nowhere"], "Không tìm thấy nowhere"),
        (["explain", str(SAMPLES)], "là thư mục"),
        (["explain", os.devnull], "không phải tệp thường"),
        (["files", "nowhere"], "không phải bộ dữ liệu"),
        (["score", "nowhere", "gold"], "không phải bộ dữ liệu"),
        (["--lang", "en", "files", "nowhere"], "nowhere is no dataset."),
        (["files", "nowhere", "--lang", "en"], "nowhere is no dataset."),
    ],
)
def test_what_cannot_be_done_is_said_with_exit_code_2(
    command: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(command) == 2
    assert says in capsys.readouterr().err


def test_a_folder_of_rules_in_which_something_is_wrong_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    (tmp_path / "rules" / "parts.toml").write_text("= 1", encoding="utf-8")
    assert main(["run", LETTER, "--out", str(tmp_path / "x"), "--rules", str(tmp_path / "rules")]) == 2
    assert "parts.toml: không phải TOML hợp lệ" in capsys.readouterr().err
    (tmp_path / "rules" / "parts.toml").unlink()
    assert main(["rules", "check", "--rules", str(tmp_path / "rules")]) == 2
    assert "(thiếu parts.toml)" in capsys.readouterr().err


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one letter and the dataset that was read from it."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "letter.docx").write_bytes(Path(LETTER).read_bytes())
    assert main(["run", str(folder), "--out", str(folder / "kq")]) == 0
    return folder


@pytest.fixture
def small(made: Path, tmp_path: Path) -> Path:
    """A dataset of one letter, in the folder it was read from: a copy, to be damaged."""
    return Path(shutil.copytree(made, tmp_path / "made")) / "kq"


READERS = (
    ["check"],
    ["check", "--format", "csv"],
    ["compare"],
    ["files"],
    ["export"],
    ["score", str(SAMPLES / "letter-2024")],
)


@pytest.mark.parametrize("verb", READERS, ids=" ".join)
@pytest.mark.parametrize("damage", ["cut", "gone"])
def test_a_damaged_dataset_is_one_line(
    small: Path, verb: list[str], damage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in small.glob("*.parquet"):
        path.unlink()
        if damage == "cut":
            path.write_bytes(b"PAR1")
    name, *more = verb
    capsys.readouterr()
    assert main([name, str(small), *more]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "Bộ dữ liệu bị hỏng" in said
    assert "baocao run" in said


def test_a_dataset_in_the_folder_that_is_read_is_no_report(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["run", str(small.parent), "--out", str(small)]) == 0
    text = capsys.readouterr().out
    assert "Tổng số 1 tệp: 1 đã đọc" in text
    assert "Bỏ qua, không phải báo cáo: 23 tệp của bộ dữ liệu đã ghi" in text
    assert (small / "dataset.xlsx").is_file()


@pytest.mark.skipif(sys.platform != "linux", reason="names are Unicode there")
def test_a_name_that_is_no_unicode_does_not_stop_a_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An old disk has names in an old encoding."""
    for name, data in ((b"b\xe1o c\xe1o.docx", Path(LETTER).read_bytes()), (b"h\xe1ng.docx", b"")):
        (tmp_path / os.fsdecode(name)).write_bytes(data)
    out = tmp_path / "kq"
    assert main(["run", str(tmp_path), "--out", str(out), "--workers", "1"]) == 3
    assert [Path(r["path"]).name for r in read_table(out, "files")] == ["b\\xe1o c\\xe1o.docx", "h\\xe1ng.docx"]
    assert [Path(r["path"]).name for r in read_table(out, "reports")] == ["b\\xe1o c\\xe1o.docx"]
    assert main(["files", str(out)]) == 0


def test_files_says_that_there_are_none(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["files", str(small), "--outcome", "partial"]) == 0
    assert capsys.readouterr() == ("", "Không có tệp nào thuộc loại này.\n")


def test_files_retry_reads_anew_what_was_quarantined(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    for name, data in (("a.docx", Path(LETTER).read_bytes()), ("b.docx", b"")):
        (tmp_path / "in" / name).write_bytes(data)
    monkeypatch.chdir(tmp_path)
    log = tmp_path / "log.jsonl"
    assert main(["run", "in", "--out", "kq", "--workers", "1", "--log-json", str(log)]) == 3
    assert [json.loads(line)["what"] for line in log.read_text(encoding="utf-8").splitlines()] == [
        *("begin", "read", "file", "file", "verify", "write", "end")
    ]
    before = {p.name: p.read_bytes() for p in (tmp_path / "kq").iterdir() if p.is_file()}
    monkeypatch.chdir("/")
    assert main(["files", str(tmp_path / "kq"), "--retry", "--timeout", "60"]) == 3
    out, said = capsys.readouterr()
    assert "1 tệp đã đọc từ lần trước, không đọc lại; còn 1 tệp." in said
    assert "Tổng số 2 tệp: 1 đã đọc · 1 cần xử lý riêng" in out
    assert {p.name: p.read_bytes() for p in (tmp_path / "kq").iterdir() if p.is_file()} == before


def test_query_shows_every_answer(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "query", str(small), "SELECT 1 AS a; SELECT 2 AS b") == "a\n1\n\nb\n2\n"


def test_export_knows_parquet(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = small.parent / "copy"
    text = printed(capsys, "export", str(small), "--format", "parquet, json", "--out", str(target))
    assert len(text.splitlines()) == 20
    assert (target / "files.parquet").read_bytes() == (small / "files.parquet").read_bytes()
    assert main(["export", str(small), "--format", "pdf"]) == 2
    assert "Không có dạng 'pdf'; dùng: xlsx, csv, json, duckdb, parquet, bagit" in capsys.readouterr().err


def test_a_full_disk_ends_without_a_traceback(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = {p.name: p.read_bytes() for p in small.iterdir() if p.is_file()}
    monkeypatch.setattr("normalize.dataset.write_workbook", full)
    assert main(["run", str(small.parent), "--out", str(small)]) == 1
    told = capsys.readouterr().err
    assert "đĩa đầy. Bộ dữ liệu cũ, nếu có, còn nguyên. Những gì đã đọc còn nguyên" in told
    assert "Traceback" not in told
    assert {p.name: p.read_bytes() for p in small.iterdir() if p.is_file()} == before


def test_explain_refuses_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04 no archive")
    assert main(["explain", str(tmp_path / "a.docx")]) == 3
    assert capsys.readouterr().err.startswith("cần xử lý riêng")


def test_explain_parses_nothing_itself() -> None:
    code = f"import sys, pipeline; pipeline.main(['explain', {LETTER!r}]); print('docx' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"


@posix
@pytest.mark.parametrize(
    "verb", [["check"], ["files"], ["compare"], ["query", "SELECT text FROM blocks"], ["--help"]], ids=" ".join
)
def test_a_reader_that_leaves_early_is_no_trouble(small: Path, verb: list[str]) -> None:
    name, *more = verb
    command = [sys.executable, "pipeline.py", name, *([] if name == "--help" else [str(small)]), *more]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert (process.stderr.read(), process.wait()) == (b"", 0)
    process.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_an_output_that_is_full_is_said(small: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        command = [sys.executable, "pipeline.py", "files", str(small)]
        done = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "baocao: Không ghi được kết quả ra: đĩa đầy.\n")


@posix
def test_a_run_that_is_interrupted_ends_with_130(tmp_path: Path) -> None:
    inputs = sorted(str(p) for p in SAMPLES.glob("*/report.*"))
    command = [sys.executable, "pipeline.py", "run", *inputs, "--out", str(tmp_path / "kq"), "--workers", "1"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not (tmp_path / "kq" / ".baocao" / "journal.sqlite").exists():
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    out, said = process.communicate(timeout=60)
    assert (process.returncode, out, said) == (130, "", "baocao: đã dừng theo yêu cầu.\n")
    assert [p.name for p in (tmp_path / "kq").iterdir()] == [".baocao"]


def test_wrong_usage_is_exit_code_2() -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["run"])
    assert stopped.value.code == 2
