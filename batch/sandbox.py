"""One child process and what happens to it: a deadline, a killed group, a new child after a failure."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from batch.messages import receive, send

HOME = Path(__file__).resolve().parent.parent
# a child is replaced after so many files, so that no leak of a library adds up
_MOST_FILES = 200
_LAST_BYTES = 1500


class Sandbox:
    """Reads files in a child process, one at a time."""

    def __init__(self, target: str, options: Mapping[str, object], timeout: float, memory_mb: int) -> None:
        self._target = target
        self._options = dict(options)
        self._timeout = timeout
        self._memory_mb = memory_mb
        self._child: subprocess.Popen[bytes] | None = None
        self._read = 0
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the sandbox

    def read(self, path: Path) -> dict[str, Any]:
        """The child's reply for a file: its rows, or a reason and a detail."""
        child = self._started()
        assert child.stdin is not None
        assert child.stdout is not None
        late = threading.Event()

        def stop() -> None:
            late.set()
            _kill(child)

        timer = threading.Timer(self._timeout, stop)
        timer.start()
        try:
            send(child.stdin, {"target": self._target, "path": str(path), "options": self._options})
            reply = receive(child.stdout)
        except (BrokenPipeError, ValueError):
            reply = None
        finally:
            timer.cancel()
        if late.is_set():
            self.close()
            return {
                "reason": "timeout",
                "detail": f"Quá thời hạn {self._timeout:g} giây. Chạy lại với --timeout lớn hơn.",
            }
        if reply is None:
            return self._failed(child)
        self._count()
        return reply

    def close(self) -> None:
        """Kill the child with all that it started."""
        if self._child is not None:
            _kill(self._child)
            for stream in (self._child.stdin, self._child.stdout):
                if stream is not None:
                    stream.close()
            self._child = None

    def _failed(self, child: subprocess.Popen[bytes]) -> dict[str, Any]:
        try:
            code = child.wait(timeout=5)
        except subprocess.TimeoutExpired:
            code = None
        traceback = self._last_words()
        self.close()
        if "MemoryError" in traceback:
            return {"reason": "out_of_memory", "detail": "Tệp cần quá nhiều bộ nhớ. Chạy lại với --memory lớn hơn."}
        said = f"\n{traceback}" if "Traceback" in traceback else ""
        detail = f"Tiến trình đọc tệp dừng đột ngột ({_ending(code)}). Xem tệp có hỏng không.{said}"
        return {"reason": "crash", "detail": detail}

    def _last_words(self) -> str:
        """The end of what the child printed: the traceback of a fault of our own."""
        self._said.flush()
        size = self._said.seek(0, os.SEEK_END)
        self._said.seek(max(0, size - _LAST_BYTES))
        return self._said.read().decode("utf-8", "replace").strip()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is None:
            environment = {**os.environ, "PYTHONPATH": _path(), "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
            self._said.seek(0)
            self._said.truncate()
            windows = sys.platform == "win32"
            self._child = subprocess.Popen(
                [sys.executable, "-m", "batch.child", str(self._memory_mb)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._said,
                env=environment,
                start_new_session=not windows,
                creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0) if windows else 0,
            )
            self._read = 0
        return self._child

    def _count(self) -> None:
        self._read += 1
        if self._read >= _MOST_FILES:
            self.close()


def _path() -> str:
    """Where the child finds our modules, and what the caller's own path holds."""
    given = os.environ.get("PYTHONPATH")
    return os.pathsep.join([str(HOME), *([given] if given else [])])


def _kill(child: subprocess.Popen[bytes]) -> None:
    """End a child and its whole group, and gather it up."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(child.pid)], capture_output=True, check=False)
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _ending(code: int | None) -> str:
    if code is not None and code < 0:
        return signal.Signals(-code).name
    return f"mã {code}"
