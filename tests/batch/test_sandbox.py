"""A child is used for many files, replaced in time, and never outlives its parent."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from batch.sandbox import ClosedError, Sandbox, SandboxError

Within = Callable[[float, Callable[[], bool]], bool]
AllEnd = Callable[[Iterable[int]], bool]

HERE = Path(__file__).parent
ROOT = HERE.parent.parent


@pytest.fixture(autouse=True)
def _targets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(HERE))


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    made = Sandbox("misbehaving:read", {}, timeout=20, memory_mb=256, most_files=3)
    yield made
    made.close()


def pid_of(sandbox: Sandbox, name: str = "fine") -> int:
    return int(sandbox.read(Path(f"{name}.docx")).rows["reports"][0]["pid"])


def test_a_child_reads_so_many_files_and_is_replaced(sandbox: Sandbox) -> None:
    pids = [pid_of(sandbox) for _ in range(7)]
    assert [pids.count(pid) for pid in dict.fromkeys(pids)] == [3, 3, 1]


def test_a_file_that_is_refused_in_order_costs_no_child(sandbox: Sandbox) -> None:
    before = pid_of(sandbox)
    assert sandbox.read(Path("unreadable.docx")).reason == "damaged"
    assert pid_of(sandbox) == before


@pytest.mark.skipif(sys.platform == "win32", reason="kills by POSIX means")
def test_a_child_that_ends_between_files_is_replaced(sandbox: Sandbox) -> None:
    before = pid_of(sandbox)
    os.kill(before, signal.SIGKILL)
    assert pid_of(sandbox) != before


@pytest.mark.parametrize(
    ("target", "told"),
    [("no_such_module:read", "No module named 'no_such_module'"), ("misbehaving:no_such", "no_such")],
)
def test_a_program_that_cannot_start_is_no_files_fault(target: str, told: str) -> None:
    with pytest.raises(SandboxError, match=told):
        Sandbox(target, {}, 5, 256).read(Path("fine.docx"))


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of memory there")
def test_too_little_memory_to_start_is_told() -> None:
    with pytest.raises(SandboxError, match="5 MB"):
        Sandbox("misbehaving:read", {}, 5, 5).read(Path("fine.docx"))


def test_modules_in_the_folder_of_the_files_are_not_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "misbehaving.py").write_text("raise SystemExit('a stranger')", encoding="utf-8")
    (tmp_path / "json.py").write_text("raise SystemExit('a stranger')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    made = Sandbox("misbehaving:read", {}, 20, 256)
    assert pid_of(made)
    made.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no forks there")
def test_a_fork_that_comes_back_ends_while_the_child_goes_on(tmp_path: Path, within: Within, all_end: AllEnd) -> None:
    pids = tmp_path / "pids"
    made = Sandbox("misbehaving:read", {"pids": str(pids)}, 20, 256)
    before = pid_of(made, "fork")
    assert within(10, lambda: pids.exists() and pids.read_text(encoding="utf-8").endswith("\n"))
    assert all_end([int(pids.read_text(encoding="utf-8"))])
    assert pid_of(made) == before
    made.close()


def test_closing_ends_a_read_in_another_thread(sandbox: Sandbox) -> None:
    pid_of(sandbox)
    ended = []

    def read() -> None:
        with pytest.raises(ClosedError):
            sandbox.read(Path("hang.docx"))
        ended.append("closed")

    thread = threading.Thread(target=read)
    thread.start()
    time.sleep(0.2)
    sandbox.close()
    thread.join(timeout=10)
    assert ended == ["closed"]


PARENT = """
import sys
from pathlib import Path
from batch.sandbox import Sandbox
Sandbox("misbehaving:read", {"pids": sys.argv[1]}, 60, 256).read(Path("another.docx"))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills by POSIX means")
def test_a_parent_that_is_killed_leaves_nobody(tmp_path: Path, within: Within, all_end: AllEnd) -> None:
    pids = tmp_path / "pids"
    path = os.pathsep.join([str(ROOT), str(HERE)])
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(pids)], env={**os.environ, "PYTHONPATH": path})
    try:
        assert within(10, lambda: pids.exists() and len(pids.read_text(encoding="utf-8").split()) == 2)
    finally:
        parent.kill()
        parent.wait()
    assert all_end([int(pid) for pid in pids.read_text(encoding="utf-8").split()])


# what a file does and the reason it ends with; None where it is read
DOES = {
    "hang": "timeout",
    "hanginc": "timeout",
    "flood": "timeout",
    "another": "timeout",
    "segfault": "crash",
    "abort": "crash",
    "exit": "crash",
    "leave": "crash",
    "lie": "crash",
    "bug": "crash",
    "memory": "out_of_memory",
    "eat": "out_of_memory",
    "unreadable": "damaged",
    "chatter": None,
    "fork": None,
    "fine": None,
}
# a machine on which others are at work takes a second to fill the memory of a child
DEADLINE, GRACE = 3.0, 2.0


def read_at_length(names: list[str], pids: Path, late: list[str]) -> list[tuple[str, str | None]]:
    """What came of files read one after the other; `late` gets those that took longer than they may."""
    sandbox = Sandbox("misbehaving:read", {"pids": str(pids)}, DEADLINE, 256)
    found = []
    try:
        for name in names:
            sandbox.read(Path("fine.docx"))  # the start of a child does not count
            begun = time.monotonic()
            found.append((name, sandbox.read(Path(f"{name}.docx")).reason))
            if time.monotonic() - begun > DEADLINE + GRACE:
                late.append(name)
    finally:
        sandbox.close()
    return found


def misbehave(orders: list[list[str]], tmp_path: Path, all_end: AllEnd) -> None:
    """Sandboxes side by side, one for each list: each file has its outcome in time, and nobody is left."""
    before = children()
    late: list[str] = []
    with ThreadPoolExecutor(len(orders)) as pool:
        runs = [pool.submit(read_at_length, own, tmp_path / f"{i}", late) for i, own in enumerate(orders)]
        found = [one for run in runs for one in run.result()]
    assert [(name, reason) for name, reason in found if reason != DOES[name]] == []
    assert late == []
    assert all_end(children() - before)


def children() -> set[int]:
    """Processes of this user that run our child, or were started by one."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if b"misbehaving:read" in (line := path.read_bytes()) or b"import time; time.sleep(60)" in line:
                found.add(int(path.parent.name))
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="limits and /proc are there")
def test_whatever_a_file_does_it_ends_in_time_and_nobody_is_left(tmp_path: Path, all_end: AllEnd) -> None:
    misbehave([["hanginc", "segfault", "fine"], ["another", "eat", "fork", "fine"]], tmp_path, all_end)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="limits and /proc are there")
def test_a_thousand_files_that_misbehave_do_not_hold_up_a_run(tmp_path: Path, all_end: AllEnd) -> None:
    misbehave([random.Random(seed).choices(sorted(DOES), k=500) for seed in (1, 2)], tmp_path, all_end)
