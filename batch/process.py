"""A child process of our own: its pipes, its group, its end.

Nothing is shared with other children. What the child says is read by threads, so that no child can hold up the
parent: a process that escapes with a pipe in its hand costs a sleeping thread, not the run.
"""

import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import IO, Any

from batch.messages import MessageError, pack, receive
from extract.process_tree import apart, end, is_bounded, megabytes

HOME = Path(__file__).resolve().parent.parent

_LAST_BYTES = 4_000
# how often a silent child is looked after, and how long its last words may take
_LOOK = 0.2


class LateError(Exception):
    """The child did not answer in time."""


class GoneError(Exception):
    """The child ended without an answer."""


class GreedyError(Exception):
    """The child took more memory than it may, where the system does not bound it."""


class Child:
    """`python -m batch.child MEMORY_MB TARGET`, in a group of its own."""

    def __init__(self, memory_mb: int, target: str) -> None:
        self._most = None if is_bounded() else memory_mb
        self._process = subprocess.Popen(
            # -P: the folder we are called from holds strangers' files, no modules
            [sys.executable, "-P", "-m", "batch.child", str(memory_mb), target],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(),
            **apart(),
        )
        assert self._process.stdin
        assert self._process.stdout
        assert self._process.stderr
        self._requests = self._process.stdin
        self._replies: SimpleQueue[dict[str, Any] | None] = SimpleQueue()
        self._printed = b""
        self._ended = Lock()
        Thread(target=self._receive, args=(self._process.stdout,), daemon=True).start()
        self._drain = Thread(target=self._keep_tail, args=(self._process.stderr,), daemon=True)
        self._drain.start()

    def say(self, message: dict[str, Any]) -> None:
        """Send a message; one that the child does not live to read is no error here."""
        with contextlib.suppress(OSError, ValueError):
            self._requests.write(pack(message))
            self._requests.flush()

    def hear(self, seconds: float) -> dict[str, Any]:
        """The child's next message.

        Raises LateError after `seconds`, GoneError where the child has ended, GreedyError where it took too much.
        """
        until = time.monotonic() + seconds
        while True:
            left = until - time.monotonic()
            ended = not self.is_alive()
            try:
                message = self._replies.get(timeout=max(0.0, min(left, _LOOK)))
            except Empty:
                # a fork may hold the pipe open after the child's own end
                if ended:
                    raise GoneError from None
                if left <= 0:
                    raise LateError from None
                if self._most is not None and megabytes(self._process.pid) > self._most:
                    raise GreedyError from None
                continue
            if message is None:
                raise GoneError
            return message

    def is_alive(self) -> bool:
        """Whether the child itself still runs."""
        return self._process.poll() is None

    def kill(self) -> None:
        """End the child with its whole group; a second call does nothing."""
        if not self._ended.acquire(blocking=False):
            return
        end(self._process.pid)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=5)
        with contextlib.suppress(OSError, ValueError):
            self._requests.close()

    def ending(self) -> int | None:
        """The exit code, negative for a signal; None where the child still runs."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self._process.wait(timeout=1)
        return None

    def printed(self) -> str:
        """The end of what the child printed."""
        self._drain.join(timeout=_LOOK)
        return self._printed.decode("utf-8", "replace").strip()

    def _receive(self, stream: IO[bytes]) -> None:
        with stream, contextlib.suppress(OSError):
            try:
                while (message := receive(stream)) is not None:
                    self._replies.put(message)
            except MessageError as error:
                self._replies.put({"garbled": str(error)})
        self._replies.put(None)

    def _keep_tail(self, stream: IO[bytes]) -> None:
        with stream, contextlib.suppress(OSError):
            while data := os.read(stream.fileno(), 2**16):
                self._printed = (self._printed + data)[-_LAST_BYTES:]


def _environment() -> dict[str, str]:
    """The caller's, with the way to our modules, text in UTF-8 and one thread for each library."""
    given = os.environ.get("PYTHONPATH")
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(HOME), *([given] if given else [])]),
        "PYTHONUTF8": "1",
        "PYTHONIOENCODING": "utf-8:backslashreplace",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "1",  # each further arena would take 64 MB of the address space that is the limit
    }
