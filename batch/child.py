"""The child process: reads one file after the other for its parent, without network and with bounded memory.

`python -m batch.child MEMORY_MB`; requests come on stdin, replies go out on what was stdout. Whatever a library
prints goes to stderr and cannot disturb the replies. A fault of our own ends the child with its traceback there,
which the parent tells. The limits of memory and output are the system's (POSIX); elsewhere there are none.
"""

import importlib
import os
import socket
import sys
from collections.abc import Callable
from typing import Any, Never

from batch.messages import receive, send
from extract.records import UnreadableError

# what a library may print before it is stopped
_MOST_OUTPUT = 16 * 2**20


def main() -> None:
    """Serve requests until the parent closes the pipe."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _limit(int(sys.argv[1]))
    _close_network()
    while request := receive(sys.stdin.buffer):
        send(replies, _answer(request))


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    """The rows of a file, or why there are none."""
    try:
        return {"rows": _target(request["target"])(request["path"], **request["options"])}
    except UnreadableError as error:
        return {"reason": error.reason, "detail": error.detail}
    except MemoryError:
        return {"reason": "out_of_memory", "detail": "Tệp cần quá nhiều bộ nhớ. Chạy lại với --memory lớn hơn."}


def _target(name: str) -> Callable[..., Any]:
    module, _, function = name.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), function)
    return found


def _limit(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    limit = megabytes * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_MOST_OUTPUT, _MOST_OUTPUT))


def _close_network() -> None:
    """No library may open a connection: a report needs none."""

    def refuse(*_: object) -> Never:
        raise OSError("no network while a file is read")

    socket.socket.connect = refuse  # type: ignore[method-assign]
    socket.socket.connect_ex = refuse  # type: ignore[method-assign]


if __name__ == "__main__":
    main()
