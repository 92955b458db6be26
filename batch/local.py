"""Many files on this computer: several sandboxes, results in the order of the files."""

import hashlib
import queue
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from batch.sandbox import Sandbox

Rows = dict[str, list[dict[str, Any]]]
# how many files may wait for each worker, so that the parent's memory stays small
_AHEAD = 4


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: one outcome of the closed vocabulary, and its rows if it was read."""

    path: Path
    outcome: str
    reason: str | None = None
    detail: str | None = None
    sha256: str | None = None
    size: int | None = None
    rows: Rows = field(default_factory=dict)

    def file_row(self) -> dict[str, Any]:
        """The row of the table `files` for a file that was not read."""
        return {
            "path": str(self.path),
            "sha256": self.sha256,
            "size_bytes": self.size,
            "media_type": None,
            "outcome": self.outcome,
            "reason": self.reason,
            "detail": self.detail,
            "report_id": self.sha256 if self.outcome == "duplicate" else None,
        }


class Watcher(Protocol):
    """Is told of every file that is done."""

    def advance(self, outcome: str) -> None:
        """One more file ended in `outcome`."""
        ...


def run(
    paths: Sequence[Path],
    target: str,
    options: Mapping[str, object],
    *,
    workers: int = 1,
    timeout: float = 120,
    memory_mb: int = 2048,
    progress: Watcher | None = None,
) -> Iterator[Outcome]:
    """The outcome of every file, in the order of the paths; `target` is `module:function`, called in the child.

    Equal bytes are read once: the later file is a duplicate that names the first.
    """
    workers = max(1, min(workers, len(paths)))
    sandboxes: queue.SimpleQueue[Sandbox] = queue.SimpleQueue()
    made = [Sandbox(target, options, timeout, memory_mb) for _ in range(workers)]
    for sandbox in made:
        sandboxes.put(sandbox)
    try:
        with ThreadPoolExecutor(workers) as pool:
            waiting: deque[Future[Outcome]] = deque()
            try:
                for outcome in _in_order(paths, sandboxes, pool, waiting, workers * _AHEAD):
                    if progress:
                        progress.advance(outcome.outcome)
                    yield outcome
            finally:
                for future in waiting:
                    future.cancel()
                for sandbox in made:
                    sandbox.close()
    finally:
        for sandbox in made:
            sandbox.close()


def _in_order(
    paths: Sequence[Path],
    sandboxes: "queue.SimpleQueue[Sandbox]",
    pool: ThreadPoolExecutor,
    waiting: "deque[Future[Outcome]]",
    most: int,
) -> Iterator[Outcome]:
    first: dict[str, Path] = {}
    for path in paths:
        waiting.append(_dispatch(path, first, sandboxes, pool))
        while len(waiting) >= most:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _dispatch(
    path: Path, first: dict[str, Path], sandboxes: "queue.SimpleQueue[Sandbox]", pool: ThreadPoolExecutor
) -> "Future[Outcome]":
    """The file's outcome to come; at once where it need not be read."""
    try:
        size, digest = path.stat().st_size, _sha256(path)
    except OSError as error:
        detail = f"Không mở được tệp ({error.strerror}). Kiểm tra quyền đọc."
        return _done(Outcome(path, "quarantined", "unreadable", detail))
    if size and digest in first:
        return _done(Outcome(path, "duplicate", None, f"Trùng nội dung với {first[digest]}", digest, size))
    first[digest] = path
    return pool.submit(_read, path, digest, size, sandboxes)


def _done(outcome: Outcome) -> "Future[Outcome]":
    future: Future[Outcome] = Future()
    future.set_result(outcome)
    return future


def _read(path: Path, digest: str, size: int, sandboxes: "queue.SimpleQueue[Sandbox]") -> Outcome:
    sandbox = sandboxes.get()
    try:
        reply = sandbox.read(path)
    finally:
        sandboxes.put(sandbox)
    if "rows" in reply:
        return Outcome(path, "ok", sha256=digest, size=size, rows=reply["rows"])
    return Outcome(path, "quarantined", reply["reason"], reply["detail"], digest, size)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
