"""Whatever a file does, it ends in one outcome, its neighbours are read, and the order is that of the files."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from batch.local import Outcome, run

Run = Callable[..., list[Outcome]]


@pytest.fixture
def run_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))

    def run_on(*names: str, workers: int = 1, timeout: float = 20, **options: object) -> list[Outcome]:
        paths = []
        for number, name in enumerate(names):
            path = tmp_path / f"{name}-{number}.docx"
            path.write_text(name.split("-")[-1] if "same" in name else f"{name} {number}", encoding="utf-8")
            paths.append(path)
        return list(run(paths, "misbehaving:read", options, workers=workers, timeout=timeout, memory_mb=1024))

    return run_on


def told(outcomes: list[Outcome]) -> list[tuple[str, str | None]]:
    return [(o.outcome, o.reason) for o in outcomes]


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of memory and no segfault to make there")
def test_every_misbehaviour_has_its_outcome_and_neighbours_are_read(run_on: Run) -> None:
    names = ["fine", "exit", "fine", "segfault", "memory", "flood", "fine", "unreadable", "bug", "network", "fine"]
    outcomes = run_on(*names, workers=2)
    assert [o.path.stem.split("-")[0] for o in outcomes] == names
    assert told(outcomes) == [
        ("ok", None),
        ("quarantined", "crash"),
        ("ok", None),
        ("quarantined", "crash"),
        ("quarantined", "out_of_memory"),
        ("quarantined", "crash"),
        ("ok", None),
        ("quarantined", "damaged"),
        ("quarantined", "crash"),
        ("quarantined", "crash"),
        ("ok", None),
    ]
    assert "our own fault" in (outcomes[8].detail or "")
    assert "no network" in (outcomes[9].detail or "")


def test_a_file_that_hangs_is_stopped_at_its_deadline(run_on: Run) -> None:
    since = time.monotonic()
    outcomes = run_on("fine", "hang", "fine", workers=2, timeout=3)
    assert told(outcomes) == [("ok", None), ("quarantined", "timeout"), ("ok", None)]
    assert time.monotonic() - since < 3 + 2 + 3  # the deadline, its grace, and the start of two children


@pytest.mark.skipif(sys.platform == "win32", reason="looks for the process by POSIX means")
def test_what_a_child_started_dies_with_it(run_on: Run, tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    assert told(run_on("fork", timeout=3, pids=str(pids))) == [("quarantined", "timeout")]
    for _ in range(50):
        if not _is_alive(int(pids.read_text(encoding="utf-8"))):
            return
        time.sleep(0.1)
    pytest.fail("an orphan is left")


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] != "Z"


def test_what_a_library_prints_does_no_harm(run_on: Run) -> None:
    assert told(run_on("chatter", "fine")) == [("ok", None), ("ok", None)]


def test_one_child_reads_many_files(run_on: Run) -> None:
    outcomes = run_on("fine", "fine", "fine")
    assert len({o.rows["reports"][0]["pid"] for o in outcomes}) == 1


def test_equal_bytes_are_read_once(run_on: Run) -> None:
    outcomes = run_on("same-a", "same-a", "same-b")
    assert told(outcomes) == [("ok", None), ("duplicate", None), ("ok", None)]
    assert str(outcomes[0].path) in (outcomes[1].detail or "")
    assert outcomes[1].file_row()["report_id"] == outcomes[0].sha256


def test_a_file_that_is_gone_when_its_turn_comes(tmp_path: Path) -> None:
    outcomes = list(run([tmp_path / "gone.docx"], "misbehaving:read", {}))
    assert told(outcomes) == [("quarantined", "unreadable")]
