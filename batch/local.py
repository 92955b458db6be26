"""A few files on this computer, their rows in memory: several sandboxes, results in the order of the files."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue

from batch.outcome import Outcome, looked_at
from batch.sandbox import Sandbox

# How many files may be on their way for each worker: enough to keep the others busy while one file
# takes up its whole deadline, few enough to keep the parent's memory small.
_AHEAD = 16


def run(
    paths: Sequence[Path | Outcome],
    target: str,
    options: Mapping[str, object],
    *,
    workers: int = 1,
    timeout: float = 120,
    memory_mb: int = 2048,
) -> Iterator[Outcome]:
    """The outcome of every file, in the order of the paths; `target` is `module:function`, called in the child.

    What has an outcome already keeps it, and a file within an archive is given as the outcome to come.
    Equal bytes are read once: the later file is a duplicate that names the first. However the run ends, no child
    is left. Raises SandboxError where no child can be started.
    """
    workers = max(1, min(workers, len(paths)))
    made = [Sandbox(target, options, timeout, memory_mb) for _ in range(workers)]
    pool = ThreadPoolExecutor(workers)
    try:
        yield from _in_order(paths, _Readers(made, pool), workers * _AHEAD)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for sandbox in made:
            sandbox.close()
        pool.shutdown()


class _Readers:
    """The sandboxes, each lent to one thread of the pool at a time."""

    def __init__(self, sandboxes: Sequence[Sandbox], pool: ThreadPoolExecutor) -> None:
        self._pool = pool
        self._free: SimpleQueue[Sandbox] = SimpleQueue()
        for sandbox in sandboxes:
            self._free.put(sandbox)

    def read(self, asked: Outcome) -> "Future[Outcome]":
        """The outcome to come of a file of which only path, checksum and size are known."""
        return self._pool.submit(self._read, asked)

    def _read(self, asked: Outcome) -> Outcome:
        sandbox = self._free.get()
        try:
            reply = sandbox.read(*(asked.member or (asked.path,)))
        finally:
            self._free.put(sandbox)
        if reply.reason is None:
            outcome = next((row["outcome"] for row in reply.rows.get("files", ())), "ok")
            return replace(asked, outcome=outcome, rows=reply.rows, report_id=asked.sha256)
        return replace(asked, outcome="quarantined", reason=reply.reason, detail=reply.detail)


def _in_order(paths: Sequence[Path | Outcome], readers: _Readers, most: int) -> Iterator[Outcome]:
    """The outcomes in the order of the paths, with at most so many files on their way."""
    first: dict[str, Path] = {}
    read: set[str] = set()
    waiting: deque[Outcome | Future[Outcome]] = deque()

    def next_done() -> Outcome:
        head = waiting.popleft()
        outcome = head if isinstance(head, Outcome) else head.result()
        if outcome.outcome == "duplicate" and outcome.sha256 in read:
            return replace(outcome, report_id=outcome.sha256)
        if outcome.report_id:
            read.add(outcome.report_id)
        return outcome

    for path in paths:
        found = looked_at(path, first)
        waiting.append(found if found.outcome else readers.read(found))
        while len(waiting) >= most or (waiting and isinstance(waiting[0], Outcome)):
            yield next_done()
    while waiting:
        yield next_done()
