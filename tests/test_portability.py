"""Where POSIX is not, every module is imported, a file is read in the sandbox, and a child ends with its tree.

There is no Windows and no macOS here; what they lack is taken away from this Python instead (without_posix/).
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import psutil  # before a test gives the system another name
import pytest

from batch.sandbox import Sandbox
from extract.process_tree import is_bounded
from extract.source import unopened

ROOT = Path(__file__).resolve().parent.parent
LETTER = ROOT / "samples" / "letter-2024" / "report.docx"
STAGES = ("extract", "normalize", "validate", "review", "batch")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="takes away what is there on Linux")

IMPORTED = """
import importlib, json, os, signal, sys
names = json.loads(sys.argv[1])
for name in names:
    importlib.import_module(name)
print([hasattr(os, "killpg"), hasattr(os, "fork"), hasattr(signal, "SIGKILL"), sys.modules["resource"]])
"""
READ = """
import sys
from pipeline import main
sys.exit(main(["run", sys.argv[1], "--out", sys.argv[2]]))
"""
MISBEHAVED = """
import json, sys
from pathlib import Path
from batch.sandbox import Sandbox
sandbox = Sandbox("misbehaving:read", {"pids": sys.argv[1]}, float(sys.argv[2]), 256)
print(json.dumps([sandbox.read(Path(f"{name}.docx")).reason for name in sys.argv[3:]]))
sandbox.close()
"""


def without_posix(code: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    folders = (ROOT / "tests" / "without_posix", ROOT, ROOT / "tests" / "batch")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, folders))}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)


def test_every_module_is_imported() -> None:
    paths = [p.relative_to(ROOT) for stage in STAGES for p in (ROOT / stage).rglob("*.py") if p.stem != "__init__"]
    names = [".".join(path.with_suffix("").parts) for path in sorted(paths)]
    done = without_posix(IMPORTED, json.dumps([*names, "pipeline"]))
    assert (done.stderr, done.stdout) == ("", "[False, False, False, None]\n")


def test_a_file_is_read_in_the_sandbox(tmp_path: Path) -> None:
    done = without_posix(READ, str(LETTER), str(tmp_path / "kq"))
    assert done.returncode == 0, done.stderr
    assert "Tổng số 1 tệp: 1 đã đọc" in done.stdout


@pytest.mark.slow
def test_what_misbehaves_has_its_outcome_and_nobody_is_left(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    done = without_posix(MISBEHAVED, str(pids), "2", "hang", "fine", "another", "exit", "segfault", "fine")
    assert json.loads(done.stdout) == ["timeout", None, "timeout", "crash", "crash", None], done.stderr
    started = [int(pid) for pid in pids.read_text(encoding="utf-8").split()]
    assert [pid for pid in started if psutil.pid_exists(pid) and psutil.Process(pid).status() != "zombie"] == []


def test_memory_is_looked_after_by_the_parent(tmp_path: Path) -> None:
    done = without_posix(MISBEHAVED, str(tmp_path / "pids"), "20", "gorge", "fine")
    assert (done.stderr, json.loads(done.stdout)) == ("", ["out_of_memory", None])


def test_macos_takes_a_limit_of_memory_and_does_not_heed_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_bounded()
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not is_bounded()
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "tests" / "batch"))
    sandbox = Sandbox("misbehaving:read", {}, 20, 256)
    assert sandbox.read(Path("gorge.docx")).reason == "out_of_memory"
    sandbox.close()


def test_a_path_that_is_too_long_for_windows_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    error: Any = FileNotFoundError(2, "not found", "C:\\" + "a" * 300)
    assert "LongPathsEnabled" not in unopened(error)
    monkeypatch.setattr("extract.source.os.name", "nt")
    assert "LongPathsEnabled" in unopened(error)
    assert "LongPathsEnabled" not in unopened(FileNotFoundError(2, "not found", "C:\\a"))
