"""Whatever a file does, it ends in one outcome, its neighbours are read, and the order is that of the files."""

import os
import signal
import sys
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from batch.local import run
from batch.outcome import Outcome

Run = Callable[..., list[Outcome]]
AllEnd = Callable[[Iterable[int]], bool]

posix = pytest.mark.skipif(sys.platform == "win32", reason="no limit of memory, no signals and no forks there")


@pytest.fixture
def run_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))

    def run_on(*names: str, workers: int = 1, timeout: float = 20, **options: object) -> list[Outcome]:
        paths = []
        for number, name in enumerate(names):
            path = tmp_path / f"{name}-{number}.docx"
            path.write_text(name.split("-")[-1] if "same" in name else f"{name} {number}", encoding="utf-8")
            paths.append(path)
        return list(run(paths, "misbehaving:read", options, workers=workers, timeout=timeout, memory_mb=256))

    return run_on


def told(outcomes: list[Outcome]) -> list[tuple[str, str | None]]:
    return [(o.outcome, o.reason) for o in outcomes]


MISBEHAVIOUR = [
    ("exit", "crash", "mã 3"),
    ("leave", "crash", "mã 1"),
    ("segfault", "crash", "SIGSEGV"),
    ("abort", "crash", "SIGABRT"),
    ("memory", "out_of_memory", "256 MB"),
    ("eat", "out_of_memory", "--memory"),
    ("unreadable", "damaged", "Tệp hỏng."),
    ("bug", "crash", "ValueError: our own fault with the"),
    ("connect", "crash", "no network"),
    ("lookup", "crash", "no network"),
    ("lie", "crash", "trả lời sai"),
]


@posix
@pytest.mark.parametrize("workers", [pytest.param(1, marks=pytest.mark.slow), 2])
def test_every_misbehaviour_has_its_outcome_and_neighbours_are_read(run_on: Run, workers: int) -> None:
    names = [name for does, *_ in MISBEHAVIOUR for name in (does, "fine")]
    outcomes = run_on(*names, workers=workers)
    assert [o.path.stem.split("-")[0] for o in outcomes] == names
    assert told(outcomes[::2]) == [("quarantined", reason) for _, reason, _ in MISBEHAVIOUR]
    assert told(outcomes[1::2]) == [("ok", None)] * len(MISBEHAVIOUR)
    assert [
        o.detail for o, (_, _, part) in zip(outcomes[::2], MISBEHAVIOUR, strict=True) if part not in str(o.detail)
    ] == []


@posix
def test_what_never_ends_is_stopped_at_its_deadline(run_on: Run) -> None:
    names = ["hang", "fine", "hanginc", "fine", "flood", "fine"]
    outcomes = run_on(*names, workers=2, timeout=1)
    assert told(outcomes) == [("quarantined", "timeout"), ("ok", None)] * 3
    assert "1 giây" in str(outcomes[0].detail)


@posix
def test_what_a_child_started_dies_with_it(run_on: Run, tmp_path: Path, all_end: AllEnd) -> None:
    pids = tmp_path / "pids"
    assert told(run_on("another", timeout=1, pids=str(pids))) == [("quarantined", "timeout")]
    assert all_end([int(pid) for pid in pids.read_text(encoding="utf-8").split()])


@posix
def test_a_fork_that_escapes_with_the_pipes_does_not_hold_up_the_run(run_on: Run, tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    try:
        outcomes = run_on("fine", "escape", "fine", pids=str(pids))
        assert told(outcomes) == [("ok", None), ("quarantined", "crash"), ("ok", None)]
    finally:
        for pid in pids.read_text(encoding="utf-8").split():
            os.kill(int(pid), signal.SIGKILL)


@posix
def test_a_fork_does_not_answer_in_the_childs_name(run_on: Run, tmp_path: Path, all_end: AllEnd) -> None:
    pids = tmp_path / "pids"
    outcomes = run_on("fork", "fine", "fork", "fine", pids=str(pids))
    assert [o.rows["reports"][0]["path"] for o in outcomes] == [str(o.path) for o in outcomes]
    assert all_end([int(pid) for pid in pids.read_text(encoding="utf-8").split()])


def test_a_file_does_not_suffer_from_what_another_left_behind(run_on: Run) -> None:
    assert told(run_on("poison", "fine", "fine")) == [("ok", None)] * 3


def test_what_a_library_prints_or_asks_does_no_harm(run_on: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    assert told(run_on("chatter", "noise", "ask", "fine")) == [("ok", None)] * 4


def test_values_arrive_as_they_were(run_on: Run) -> None:
    row = run_on("fine")[0].rows["reports"][0]
    assert (row["date"], repr(row["value"])) == (date(2025, 9, 21), repr(Decimal("60.260")))


def test_a_fault_of_ours_is_told_in_the_log(run_on: Run, caplog: pytest.LogCaptureFixture) -> None:
    detail = str(run_on("bug")[0].detail)
    assert "(misbehaving.py, dòng" in detail
    assert len(detail) < 400
    assert "Traceback" in caplog.text
    assert "bug-0.docx" in caplog.text


def test_equal_bytes_are_read_once(run_on: Run) -> None:
    outcomes = run_on("same-a", "same-a", "same-b", "same-a", workers=2)
    assert told(outcomes) == [("ok", None), ("duplicate", None), ("ok", None), ("duplicate", None)]
    assert {o.detail for o in outcomes if o.outcome == "duplicate"} == {f"Trùng nội dung với {outcomes[0].path}"}
    assert outcomes[3].file_row()["report_id"] == outcomes[0].sha256


def test_a_duplicate_of_a_file_that_was_not_read_has_no_report(run_on: Run) -> None:
    outcomes = run_on("unreadable-same-a", "same-a")
    assert told(outcomes) == [("quarantined", "damaged"), ("duplicate", None)]
    assert outcomes[1].file_row()["report_id"] is None


@posix
def test_what_is_no_file_any_more_is_accounted_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    outcomes = list(run([tmp_path / "gone.docx", tmp_path, tmp_path / "pipe"], "misbehaving:read", {}))
    assert told(outcomes) == [("quarantined", "unreadable")] * 3


@posix
def test_a_run_that_is_given_up_leaves_no_child(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, all_end: AllEnd
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    for name in ("fine", "hang-1", "hang-2", "hang-3"):
        (tmp_path / f"{name}.docx").write_text(name, encoding="utf-8")
    outcomes = run(sorted(tmp_path.iterdir()), "misbehaving:read", {}, workers=2)
    pid = next(iter(outcomes)).rows["reports"][0]["pid"]
    outcomes.close()  # type: ignore[attr-defined]
    assert all_end([pid])
