"""How long a whole archive takes, and how much memory the parent needs: `archive.py COUNT…`, each with 1 and 2 workers.

Puts a table into docs/performance.md.
"""

import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

from bench import page  # noqa: E402
from bench.varied import write_archive  # noqa: E402

_LOOK = 0.05
_MEGABYTE = 1024
WORKERS = (1, 2)


@dataclass(frozen=True)
class Measured:
    """One run: seconds in all and by stage, seconds of processors in all and of the parent, its peak of memory in MB.

    `load` is that of the machine before it: others may be at work there.
    """

    files: int
    workers: int
    seconds: float
    stages: dict[str, float]
    processors: float
    parent: float
    memory: int
    load: float


def measure(folder: Path, files: int, workers: int, out: Path) -> Measured:
    """One run over a folder, its parent watched from outside."""
    load, before = os.getloadavg()[0], _used()
    command = [sys.executable, "pipeline.py", "run", str(folder), "--out", str(out), "--workers", str(workers)]
    begun = time.monotonic()
    process = subprocess.Popen(command, cwd=HOME, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak, parent = 0, 0.0
    while process.poll() is None:
        peak, parent = max(peak, _memory(process.pid)), max(parent, _processor(process.pid))
        time.sleep(_LOOK)
    seconds = time.monotonic() - begun
    assert process.returncode in (0, 3), process.returncode
    return Measured(files, workers, seconds, _stages(out), _used() - before, parent, peak // _MEGABYTE, load)


def _used() -> float:
    """Seconds of processors that all runs so far have taken, with their children."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _processor(pid: int) -> float:
    """Seconds of processors that a process has taken by itself."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> int:
    """The largest memory that a process has had, in kB."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


def _stages(out: Path) -> dict[str, float]:
    """Seconds from one mark of the run's log to the next."""
    (log,) = (out / ".baocao" / "log").glob("*/run.jsonl")
    marks: dict[str, Any] = {}
    for line in log.read_text(encoding="utf-8").splitlines():
        said = json.loads(line)
        marks[said["what"]] = datetime.fromisoformat(said["time"]).timestamp()
    order = ("begin", "read", "verify", "write", "end")
    return {name: marks[after] - marks[name] for name, after in pairwise(order)}


def table(found: list[Measured]) -> str:
    """The measurements as Markdown."""
    lines = [
        f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} nhân.",
        "",
        "| tệp | tiến trình đọc | tổng, giây | ms mỗi tệp | mã kiểm tra | đọc | đối chiếu | ghi bảng "
        "| CPU mỗi tệp, ms | của tiến trình cha | bộ nhớ tiến trình cha, MB | tải máy trước đó |",
        "|" + "---:|" * 12,
    ]
    for one in found:
        stages = [f"{one.stages[name]:.1f}" for name in ("begin", "read", "verify", "write")]
        each = [f"{1000 * seconds / one.files:.1f}" for seconds in (one.seconds, one.processors, one.parent)]
        cells = [f"{one.seconds:.1f}", each[0], *stages, *each[1:], one.memory, f"{one.load:.1f}"]
        lines.append(f"| {one.files} | {one.workers} | {' | '.join(map(str, cells))} |")
    return "\n".join(lines)


def main(counts: list[int]) -> None:
    """Measure, print, and put the table into docs/performance.md."""
    found = []
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            write_archive(Path(folder) / "in", count)
            for workers in WORKERS:
                found.append(measure(Path(folder) / "in", count, workers, Path(folder) / f"out-{workers}"))
                print(found[-1], flush=True)
    page.put("archive", table(found))


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [100, 1000])
