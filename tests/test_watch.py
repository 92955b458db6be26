"""`baocao watch` from outside: files arrive, a dataset is there, and it is that of a run over the folder."""

import hashlib
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from normalize.dataset import read_table
from pipeline import main

ROOT = Path(__file__).resolve().parent.parent
LETTER, REPORT = (ROOT / "samples" / name / "report.docx" for name in ("letter-2024", "district-2022"))
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals end otherwise there")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.docx").write_bytes(LETTER.read_bytes())
    return folder


Started = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def started(inbox: Path, tmp_path: Path) -> Iterator[Started]:
    """Begins to watch the inbox."""
    begun: list[subprocess.Popen[str]] = []

    def start(*more: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "pipeline.py", "watch", str(inbox), "--out", str(tmp_path / "kq"), *more]
        pipe = subprocess.PIPE
        begun.append(subprocess.Popen(command, cwd=ROOT, stdout=pipe, stderr=pipe, encoding="utf-8"))
        return begun[-1]

    yield start
    for process in begun:
        process.kill()
        process.communicate()


def outcomes(out: Path) -> dict[str, str]:
    return {Path(r["path"]).name: r["outcome"] for r in read_table(out, "files")}


def digests(out: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(out.iterdir()) if p.is_file()}


def heard(process: "subprocess.Popen[str]", sentence: str) -> list[str]:
    """What is printed up to a line that ends so."""
    assert process.stdout
    lines: list[str] = []
    while not lines or not lines[-1].endswith(sentence):
        lines.append(process.stdout.readline().rstrip("\n"))
        assert process.poll() is None
    return lines


@posix
@pytest.mark.slow
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_what_arrives_is_in_the_dataset(inbox: Path, tmp_path: Path, started: Started, end: signal.Signals) -> None:
    out = tmp_path / "kq"
    watching = started("--settle", "0.2")
    assert heard(watching, "Tổng số 1 tệp: 1 đã đọc")[0].endswith(f"1 tệp mới: {inbox / 'a.docx'}")
    (inbox / "b.docx.part").write_bytes(REPORT.read_bytes())
    (inbox / "b.docx.part").rename(inbox / "b.docx")
    (inbox / "c.docx").touch()
    told = heard(watching, "Tổng số 3 tệp: 2 đã đọc · 1 cần xử lý riêng")
    assert [line for line in told if "c.docx (empty)" in line]
    watching.send_signal(end)
    _, said = watching.communicate(timeout=60)
    assert (watching.returncode, said.splitlines()[-1]) == (0, "Đã thôi trông thư mục. Bộ dữ liệu đã ghi xong.")
    assert outcomes(out) == {"a.docx": "ok", "b.docx": "ok", "c.docx": "quarantined"}
    before = digests(out)
    assert main(["run", str(inbox), "--out", str(tmp_path / "again")]) == 3
    assert digests(tmp_path / "again") == before


@posix
def test_stopped_in_the_midst_of_a_batch_it_ends_as_a_run(inbox: Path, tmp_path: Path, started: Started) -> None:
    watching = started("--settle", "0.1")
    while not list(tmp_path.glob("kq/.baocao/log/*/run.jsonl")):
        time.sleep(0.02)
    watching.send_signal(signal.SIGINT)
    out, said = watching.communicate(timeout=60)
    assert (watching.returncode, out, said.splitlines()[-1]) == (130, "", "baocao: đã dừng theo yêu cầu.")


@pytest.mark.parametrize(
    ("folder", "out", "says", "code"),
    [
        ("nowhere", "kq", "Không tìm thấy nowhere", 2),
        (str(LETTER), "kq", "là tệp, không phải thư mục", 2),
        (".", str(LETTER), "đó là tệp, không phải thư mục", 2),
    ],
)
def test_what_cannot_be_watched_is_said(
    folder: str, out: str, says: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert main(["watch", folder, "--out", out]) == code
    assert says in capsys.readouterr().err


def test_a_folder_into_which_another_run_writes_is_left_alone(
    inbox: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from batch.store import opened_store

    (tmp_path / "kq").mkdir()
    with opened_store(tmp_path / "kq"):
        assert main(["watch", str(inbox), "--out", str(tmp_path / "kq")]) == 1
    assert "Một lần chạy khác đang ghi" in capsys.readouterr().err
