"""Many files on this computer: several sandboxes, results in the order of the files."""

import hashlib
import stat
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Protocol

from batch.sandbox import Rows, Sandbox
from extract.page_files import checksum, pages_in
from extract.source import no_file, unopened
from normalize.printing import one_line, path_text

# How many files may be on their way for each worker: enough to keep the others busy while one file
# takes up its whole deadline, few enough to keep the parent's memory small.
_AHEAD = 16


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: one outcome of the closed vocabulary, and its rows if it was read.

    An empty outcome is one to come. `member` is the archive in which the file lies, and its place there.
    """

    path: Path
    outcome: str
    reason: str | None = None
    detail: str | None = None
    sha256: str | None = None
    size: int | None = None
    rows: Rows = field(default_factory=dict)
    report_id: str | None = None
    member: tuple[Path, int] | None = None

    def file_row(self) -> dict[str, Any]:
        """The row of the table `files` for a file that was not read; a duplicate names its original's report."""
        return {
            "path": path_text(self.path),
            "sha256": self.sha256,
            "size_bytes": self.size,
            "media_type": None,
            "outcome": self.outcome,
            "reason": self.reason,
            "detail": self.detail,
            "report_id": self.report_id,
        }


class Watcher(Protocol):
    """Is told of every file that is done."""

    def advance(self, outcome: str) -> None:
        """One more file ended in `outcome`."""
        ...


def run(
    paths: Sequence[Path | Outcome],
    target: str,
    options: Mapping[str, object],
    *,
    workers: int = 1,
    timeout: float = 120,
    memory_mb: int = 2048,
    progress: Watcher | None = None,
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
        for outcome in _in_order(paths, _Readers(made, pool), workers * _AHEAD):
            if progress:
                progress.advance(outcome.outcome)
            yield outcome
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
        found = _looked_at(path, first)
        waiting.append(found if found.outcome else readers.read(found))
        while len(waiting) >= most or (waiting and isinstance(waiting[0], Outcome)):
            yield next_done()
    while waiting:
        yield next_done()


def _looked_at(file: Path | Outcome, first: dict[str, Path]) -> Outcome:
    """The file's outcome where it need not be read; else one that is still empty, with checksum and size."""
    found = file if isinstance(file, Outcome) else _summed_up(file)
    if found.outcome or found.sha256 is None:
        return found
    if found.size and found.sha256 in first:
        detail = f"Trùng nội dung với {one_line(str(first[found.sha256]))}"
        return replace(found, outcome="duplicate", detail=detail)
    first[found.sha256] = found.path
    return found


def _summed_up(path: Path) -> Outcome:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode) and (pages := pages_in(path)):
            sha256, size = checksum(pages)
            return Outcome(path, "", sha256=sha256, size=size)
        if not stat.S_ISREG(status.st_mode):
            return Outcome(path, "quarantined", "unreadable", no_file(status.st_mode))
        return Outcome(path, "", sha256=_sha256(path), size=status.st_size)
    except (OSError, ValueError) as error:
        return Outcome(path, "quarantined", "unreadable", unopened(error))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
