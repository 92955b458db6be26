"""What a run over an archive says of itself: its log, its tables, and what the system says of its processes."""

import json
import os
import resource
import subprocess
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

_LOOK = 0.02
_MEGABYTE = 1024
_ORDER = ("begin", "read", "verify", "write", "end")


class Sample(NamedTuple):
    """A process at a moment: the time, the seconds of processors it has taken, its peak of memory in MB.

    `ended` are the seconds of its children that have ended.
    """

    time: float
    processor: float
    memory: int
    ended: float


class Spent(NamedTuple):
    """Seconds from one mark of the run's log to the next: by the clock, and of processors.

    `parent` by stage; `readers` in all; `forms` of the processes that make the forms of the dataset.
    """

    clock: dict[str, float]
    parent: dict[str, float]
    readers: float
    forms: float


def watched(process: "subprocess.Popen[bytes]") -> Iterator[Sample]:
    """A process from now until its end, looked at many times a second."""
    while process.poll() is None:
        if sample := _sample(process.pid):
            yield sample
        time.sleep(_LOOK)


def used() -> float:
    """Seconds of processors that all runs so far have taken, with their children."""
    found = resource.getrusage(resource.RUSAGE_CHILDREN)
    return found.ru_utime + found.ru_stime


def _sample(pid: int) -> Sample | None:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    peak = [int(line.split()[1]) // _MEGABYTE for line in lines if line.startswith("VmHWM")]
    own, of_children = ((int(fields[i]) + int(fields[i + 1])) / os.sysconf("SC_CLK_TCK") for i in (11, 13))
    return Sample(time.time(), own, peak[0], of_children) if peak else None


def spent(out: Path, samples: Sequence[Sample], children: float) -> Spent:
    """What a run took, stage by stage; `children` are the seconds of all its children in the end.

    The start of the program counts to the first stage, what comes after the last mark to the last.
    """
    marks = {said["what"]: datetime.fromisoformat(said["time"]).timestamp() for said in _log(out)}
    times = [sample.time for sample in samples]
    marks["begin"], marks["end"] = times[0], times[-1]
    at = {name: samples[min(bisect_left(times, mark), len(times) - 1)] for name, mark in marks.items()}
    own = {name: sample.processor for name, sample in at.items()} | {"begin": 0.0}
    stages = list(pairwise(_ORDER))
    readers = at["write"].ended
    return Spent(
        clock={a: marks[b] - marks[a] for a, b in stages},
        parent={a: own[b] - own[a] for a, b in stages},
        readers=readers,
        forms=children - readers,
    )


def _log(out: Path) -> Iterator[dict[str, Any]]:
    (log,) = (out / ".baocao" / "log").glob("*/run.jsonl")
    with log.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def outcomes(out: Path) -> Counter[str]:
    """How the files ended, each counted once by its path."""
    import pyarrow.parquet as pq

    rows = pq.read_table(out / "files.parquet", columns=["path", "outcome"]).to_pylist()
    return Counter({row["path"]: row["outcome"] for row in rows}.values())


def pages_each(out: Path) -> float:
    """The pages of a file, by those that have pages of their own: a Word file is as long as its PDF."""
    import pyarrow.parquet as pq

    pages = [n for n in pq.read_table(out / "reports.parquet", columns=["pages"])["pages"].to_pylist() if n]
    return sum(pages) / max(1, len(pages))
