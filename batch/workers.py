"""Shards on this computer: one thread and one sandbox for each worker, all taking files from one list."""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from threading import Lock

from batch.sandbox import Sandbox
from batch.shards import Asked, Done, Part, read_shard

Said = Done | Part | Future[None]


def read_here(
    files: Iterable[Asked],
    target: str,
    options: Mapping[str, object],
    parts: Path,
    workers: int,
    timeout: float,
    memory_mb: int,
) -> Iterator[Done | Part]:
    """Every file as it is done, and every part as it is written, in no order.

    However it ends, no child is left. Interrupted, it still gives the parts that could be written. Raises
    SandboxError where no child can be started, OSError where a part cannot be written.
    """
    said: SimpleQueue[Said] = SimpleQueue()
    list_ = _Shared(files)
    sandboxes = [Sandbox(target, options, timeout, memory_mb) for _ in range(workers)]

    def work(sandbox: Sandbox) -> None:
        for one in read_shard(list_, sandbox, parts):
            said.put(one)

    def stop() -> None:
        list_.end()
        for sandbox in sandboxes:
            sandbox.close()

    with ThreadPoolExecutor(workers) as pool:
        for sandbox in sandboxes:
            pool.submit(work, sandbox).add_done_callback(said.put)
        try:
            yield from _heard(said, workers)
        except KeyboardInterrupt:
            stop()
            pool.shutdown()
            yield from _left(said)
            raise
        finally:
            stop()


def _heard(said: "SimpleQueue[Said]", workers: int) -> Iterator[Done | Part]:
    """What the workers say until the last of them has ended; a worker's error is raised."""
    while workers:
        one = said.get()
        if isinstance(one, Future):
            one.result()
            workers -= 1
        else:
            yield one


def _left(said: "SimpleQueue[Said]") -> Iterator[Done | Part]:
    while not said.empty():
        one = said.get()
        if not isinstance(one, Future):
            yield one


class _Shared:
    """A list of files from which several threads take one after the other."""

    def __init__(self, files: Iterable[Asked]) -> None:
        self._files = iter(files)
        self._lock = Lock()
        self._ended = False

    def __iter__(self) -> Iterator[Asked]:
        while True:
            with self._lock:
                asked = None if self._ended else next(self._files, None)
            if asked is None:
                return
            yield asked

    def end(self) -> None:
        """Give out no more files."""
        self._ended = True
