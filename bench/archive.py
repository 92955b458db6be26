"""How long a whole archive takes, and how much memory the parent needs: `archive.py COUNT…`, each with 1 and 2 workers.

Puts a table into docs/performance.md. Others may be at work on the machine, so that seconds of processors are counted
beside those of the clock: of the readers, and of the parent in each stage.
"""

import os
import platform
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

from bench import page  # noqa: E402
from bench.archive_log import Sample, Spent, outcomes, pages_each, spent, used, watched  # noqa: E402
from bench.varied import write_archive  # noqa: E402

WORKERS = (1, 2)
STAGES = ("begin", "read", "verify", "write")
_MILLION, _HOUR, _LARGE = 1_000_000, 3600, 5_000


@dataclass(frozen=True)
class Measured:
    """One run: seconds in all, what was spent in its stages, the parent's peak of memory in MB, how the files ended.

    `load` is that of the machine before it.
    """

    files: int
    workers: int
    seconds: float
    spent: Spent
    memory: int
    load: float
    outcomes: Counter[str]
    pages: float

    @property
    def processors(self) -> float:
        """Seconds of processors for one file."""
        return (self.spent.readers + self.spent.forms + sum(self.spent.parent.values())) / self.files


def measure(folder: Path, files: int, workers: int, out: Path) -> Measured:
    """One run over a folder, its parent watched from outside; every file must have one outcome in the end.

    With one worker it is held on one core: that is what two workers on two cores are compared with.
    """
    load, before = os.getloadavg()[0], used()
    command = [sys.executable, "pipeline.py", "run", str(folder), "--out", str(out), "--workers", str(workers)]
    begun = time.monotonic()
    held = ["taskset", "-c", "0"] if workers == 1 else []
    nothing = subprocess.DEVNULL
    process = subprocess.Popen([*held, *command], cwd=HOME, stdout=nothing, stderr=nothing)
    samples: list[Sample] = list(watched(process))
    seconds = time.monotonic() - begun
    assert process.returncode in (0, 3), process.returncode
    found = outcomes(out)
    assert found.total() == files, found
    own = spent(out, samples, used() - before - samples[-1].processor)
    memory = max(sample.memory for sample in samples)
    return Measured(files, workers, seconds, own, memory, load, found, pages_each(out))


def table(found: Sequence[Measured]) -> str:
    """The measurements as Markdown."""
    lines = [
        f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} nhân.",
        "",
        "| tệp | tiến trình đọc | đã đọc + cần xử lý riêng | tổng, giây | mã kiểm tra | đọc | đối chiếu | ghi bảng "
        "| ms CPU mỗi tệp | tiến trình đọc | các dạng | cha: mã kiểm tra | cha: đọc | cha: đối chiếu | cha: ghi bảng "
        "| bộ nhớ cha, MB | tải máy trước đó |",
        "|" + "---:|" * 17,
    ]
    for one in found:
        clock = [f"{one.spent.clock[name]:.1f}" for name in STAGES]
        parts = [one.spent.readers, one.spent.forms, *(one.spent.parent[name] for name in STAGES)]
        each = [one.processors, *(seconds / one.files for seconds in parts)]
        ended = f"{one.outcomes['ok']} + {one.outcomes['quarantined']}"
        cells = [ended, f"{one.seconds:.1f}", *clock, *(f"{1000 * s:.2f}" for s in each), one.memory, f"{one.load:.1f}"]
        lines.append(f"| {one.files} | {one.workers} | {' | '.join(map(str, cells))} |")
    return "\n".join([*lines, "", *_compared(found)])


def _compared(found: Sequence[Measured]) -> list[str]:
    """What follows from the measurements: many files against few, two workers against one, a million pages."""
    by = {(one.files, one.workers): one for one in found}
    counts = sorted({one.files for one in found})
    lines = []
    for few, many in pairwise(counts):
        for workers in WORKERS:
            if (many, workers) in by:
                a, b = by[few, workers], by[many, workers]
                clock = (b.seconds / b.files) / (a.seconds / a.files)
                lines.append(
                    f"- Mỗi tệp, {many} so với {few} tệp, {workers} tiến trình đọc: "
                    f"{b.processors / a.processors:.2f} × CPU, {clock:.2f} × đồng hồ."
                )
    for count in counts:
        two = by[count, 2]
        if one := by.get((count, 1)):
            lines.append(
                f"- Hai tiến trình đọc trên hai nhân so với một trên một nhân, {count} tệp: "
                f"{one.seconds / two.seconds:.2f} × nhanh."
            )
    last = by[counts[-1], 2]
    each = _MILLION / _HOUR / last.pages
    lines.append(
        f"- Một triệu trang ({last.pages:.1f} trang mỗi tệp): {last.processors * each:.1f} giờ CPU; "
        f"trên hai nhân {last.seconds / last.files * each:.1f} giờ đồng hồ."
    )
    return lines


def main(counts: Sequence[int]) -> None:
    """Measure, print, and put the table into docs/performance.md."""
    found = []
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            write_archive(Path(folder) / "in", count)
            # with one worker the largest would take long, and tell nothing that the others do not
            for own in WORKERS if count < _LARGE else WORKERS[-1:]:
                found.append(measure(Path(folder) / "in", count, own, Path(folder) / f"out-{own}"))
                print(found[-1], flush=True)
    print(table(found))
    page.put("archive", table(found))


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [100, 1000])
