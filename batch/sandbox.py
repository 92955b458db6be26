"""One child after another that reads files, and what becomes of a file where the child fails.

A deadline for each file, a new child after a failure and after so many files. A file that fails in a child which
has read others gets a second chance in a fresh one: what its neighbours left behind is not its fault, and its
outcome must not depend on who they were.
"""

import logging
import signal
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from batch.outcome import Rows
from batch.process import Child, GoneError, GreedyError, LateError
from extract.source import unopened
from normalize.addresses import Copies
from normalize.speech import say

MOST_FILES = 500
"""A child is replaced after so many files, so that no leak of a library adds up; its start costs a second."""

# the start of a child is no file's fault and does not count towards its deadline
_START_SECONDS = 60
_STARTS = 3
# as the system ends who takes the last memory; the number is the same wherever there are signals
_KILLED = 9
_NO_MEMORY = ("memoryerror", "bad_alloc", "out of memory", "cannot allocate memory")
_log = logging.getLogger("baocao.batch")


class SandboxError(Exception):
    """No child can be started: the program or its installation is at fault, not a file."""


class ClosedError(Exception):
    """The sandbox was closed while it was to read."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of one attempt: rows, or a reason and a detail; `log` is for the run log only.

    `spent` says that the child cannot go on; `doubtful` that an earlier file may be to blame.
    """

    rows: Rows = field(default_factory=dict)
    reason: str | None = None
    detail: str | None = None
    log: str = ""
    spent: bool = False
    doubtful: bool = False


class Sandbox:
    """Reads files in a child process, one at a time."""

    def __init__(
        self,
        target: str,
        options: Mapping[str, object],
        timeout: float,
        memory_mb: int,
        most_files: int = MOST_FILES,
    ) -> None:
        self._target = target
        self._options = dict(options)
        self._timeout = timeout
        self._memory_mb = memory_mb
        self._most_files = most_files
        self._child: Child | None = None
        self._files = 0
        self._closed = False
        self._copies = Copies()
        self._lock = Lock()

    def read(self, path: Path, member: int | None = None) -> Reply:
        """The rows of a file, or of one within the archive at `path`, or why there are none.

        Raises SandboxError where no child can be started.
        """
        try:
            near = self._copies.of(path)
        except OSError as error:
            return Reply(reason="unreadable", detail=unopened(error))
        try:
            reply = self._attempt(near, member)
            if reply.doubtful:
                reply = self._attempt(near, member)
        except ClosedError:
            self._copies.close()
            raise
        if reply.log:
            _log.error("%s: %s\n%s", path, reply.detail, reply.log)
        return reply

    def close(self) -> None:
        """Kill the child with all that it started; another thread that waits for it hears at once."""
        with self._lock:
            self._closed = True
            child = self._child
        if child:
            child.kill()
        self._copies.close()

    def _attempt(self, path: Path, member: int | None) -> Reply:
        child = self._ready()
        options = self._options if member is None else {**self._options, "member": member}
        request = {"path": str(path), "options": options, "timeout": self._timeout}
        try:
            child.say(request)
            reply = self._understood(child.hear(self._timeout))
        except LateError:
            detail = f"Quá thời hạn {self._timeout:g} giây. Chạy lại với --timeout lớn hơn."
            reply = Reply(reason="timeout", detail=detail, spent=True)
        except GreedyError:
            reply = self._no_memory()
        except GoneError:
            if self._closed:
                raise ClosedError from None
            reply = self._fallen(child)
        self._files += 1
        doubtful = reply.spent and reply.reason in ("crash", "out_of_memory") and self._files > 1
        if reply.spent or self._files >= self._most_files:
            self._retire()
        return Reply(reply.rows, reply.reason, reply.detail, reply.log, reply.spent, doubtful)

    def _ready(self) -> Child:
        """A child that lives; a start that fails is tried again, since memory may have been short."""
        if self._child and self._child.is_alive():
            return self._child
        why = ""
        for _ in range(_STARTS):
            self._retire()
            try:
                child = self._started()
            except OSError as error:
                why = str(error)
                continue
            try:
                first = child.hear(_START_SECONDS)
            except (LateError, GoneError, GreedyError):
                first = {"trace": child.printed()}
            if "ready" in first:
                return child
            why = str(first.get("trace"))
        self._retire()
        raise SandboxError(say("no_child", why=self._no_start(why)))

    def _no_start(self, why: str) -> str:
        """What to say of a child that does not start: too little memory, else the last thing that it said."""
        last = why.strip().splitlines()[-1:]
        if not last or any(word in why.lower() for word in _NO_MEMORY):
            return say("out_of_memory", megabytes=self._memory_mb)
        return last[0]

    def _started(self) -> Child:
        with self._lock:
            if self._closed:
                raise ClosedError
            self._child = Child(self._memory_mb, self._target)
            self._files = 0
            return self._child

    def _retire(self) -> None:
        with self._lock:
            child, self._child = self._child, None
        if child:
            child.kill()

    def _understood(self, message: dict[str, Any]) -> Reply:
        """A message of the child as a reply; one of another shape is as bad as none."""
        reason, detail = message.get("reason"), message.get("detail")
        if _are_rows(message.get("rows")):
            return Reply(rows=message["rows"])
        if isinstance(reason, str) and isinstance(detail, str):
            return Reply(reason=reason, detail=detail)
        if "memory" in message:
            return self._no_memory()
        if "fault" in message:
            detail = f"Chương trình gặp lỗi khi đọc tệp này. Đề nghị báo lại lỗi này.\n{message['fault']}"
            return Reply(reason="crash", detail=detail, log=str(message.get("trace")), spent=True)
        return self._crash("trả lời sai", "")

    def _fallen(self, child: Child) -> Reply:
        """The reply for a child that ended without one."""
        code, printed = child.ending(), child.printed()
        if code == -_KILLED or any(word in printed.lower() for word in _NO_MEMORY):
            return self._no_memory()
        return self._crash(_name(code), printed)

    def _crash(self, how: str, printed: str) -> Reply:
        detail = f"Tiến trình đọc tệp dừng đột ngột. Kiểm tra xem tệp có hỏng không.\n{how}"
        return Reply(reason="crash", detail=detail, log=printed, spent=True)

    def _no_memory(self) -> Reply:
        detail = f"Tệp cần quá {self._memory_mb} MB bộ nhớ. Chạy lại với --memory lớn hơn."
        return Reply(reason="out_of_memory", detail=detail, spent=True)


def _are_rows(rows: object) -> bool:
    return isinstance(rows, dict) and all(
        isinstance(table, list) and all(isinstance(row, dict) for row in table) for table in rows.values()
    )


def _name(code: int | None) -> str:
    """An exit code for a person: SIGSEGV, mã 3."""
    if code is None:
        return "không rõ"
    if code < 0:
        return signal.Signals(-code).name if -code in set(signal.Signals) else f"tín hiệu {-code}"
    return f"mã {code}"
