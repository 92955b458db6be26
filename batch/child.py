"""The child process: reads one file after the other for its parent, without network and with bounded memory.

`python -m batch.child MEMORY_MB MODULE:FUNCTION`; requests come on what was stdin, replies go out on what was
stdout. What a library prints goes to stderr and what it starts inherits neither, so nothing disturbs the replies.

The limits, and where they end: memory is bounded by the system; Windows and macOS have no such limit for a process, and
the parent looks after it five times a second. The network is closed in Python's `socket`, not for C code that calls the
system itself nor for programs the child starts. A process that leaves the child's group on its own outlives it.
"""

import contextlib
import faulthandler
import importlib
import os
import socket
import sys
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from types import TracebackType
from typing import IO, Any, Never

from batch.messages import MessageError, pack, receive
from extract.process_tree import bound, end_started
from extract.records import UnreadableError

# the largest file that the child may write, so that it cannot fill the disk
_LARGEST_FILE = 2**30
# how long after the parent's deadline the child ends itself: for a parent that is no longer there
_OVERTIME = 10
_LONGEST_FAULT, _LONGEST_TRACE = 200, 20_000


def main() -> None:
    """Serve requests until the parent is gone."""
    requests, replies = _pipes()
    sys.excepthook = partial(_confess, replies)
    faulthandler.enable()
    _limit(int(sys.argv[1]))
    _close_network()
    target = _target(sys.argv[2])
    inbox: SimpleQueue[dict[str, Any]] = SimpleQueue()
    Thread(target=_listen, args=(requests, inbox), daemon=True).start()
    _send(replies, pack({"ready": True}))
    own = os.getpid()
    while True:
        request = inbox.get()
        faulthandler.dump_traceback_later(request["timeout"] + _OVERTIME, exit=True)
        answer = _answer(target, request)
        if os.getpid() != own:  # a library's fork that comes back here has nothing to do
            os._exit(0)
        _send(replies, answer)
        faulthandler.cancel_dump_traceback_later()


def _pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The parent's pipes under numbers that no library knows; stdin is empty now and stdout is stderr."""
    # requests unbuffered: a buffer's lock, held by the thread that listens, would hang a fork or an exit
    requests, replies = os.fdopen(os.dup(0), "rb", buffering=0), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(2, 1)

    def forget() -> None:
        os.dup2(nothing, requests.fileno(), inheritable=False)
        os.dup2(nothing, replies.fileno(), inheritable=False)

    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=forget)  # a fork must not answer in our name
    return requests, replies


def _send(replies: IO[bytes], data: bytes) -> None:
    replies.write(data)
    replies.flush()


def _answer(target: Callable[..., Any], request: dict[str, Any]) -> bytes:
    """The rows of a file, or why there are none."""
    try:
        return pack({"rows": target(request["path"], **request["options"])})
    except UnreadableError as error:
        return pack({"reason": error.reason, "detail": error.detail})
    except MessageError:
        return pack({"reason": "too_large", "detail": "Tệp có quá nhiều nội dung cho một báo cáo. Chia nhỏ tệp."})
    except MemoryError:
        return pack({"memory": True})


def _confess(replies: IO[bytes], kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Tell the parent of a fault of our own, which ends the child."""
    last = traceback.extract_tb(trace)[-1:]
    place = f" ({Path(last[0].filename).name}, dòng {last[0].lineno})" if last else ""
    fault = " ".join(f"{kind.__name__}: {error}".split())[:_LONGEST_FAULT]
    calls = "".join(traceback.format_tb(trace))[-_LONGEST_TRACE:]
    _send(replies, pack({"fault": fault + place, "trace": f"Traceback (most recent call last):\n{calls}{fault}"}))
    os._exit(1)


def _listen(requests: IO[bytes], inbox: "SimpleQueue[dict[str, Any]]") -> None:
    """Put requests by; where the parent is gone, end at once with everything that was started."""
    try:
        while request := receive(requests):
            inbox.put(request)
    finally:
        end_started()
        os._exit(1)


def _target(name: str) -> Callable[..., Any]:
    module, _, function = name.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), function)
    return found


def _limit(megabytes: int) -> None:
    """Bound memory and files as far as the system can, and be the first to go when memory runs short."""
    bound(megabytes, _LARGEST_FILE)
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def _close_network() -> None:
    """No library may open a connection: a report needs none."""

    def refuse(*_: object, **__: object) -> Never:
        raise OSError("no network while a file is read")

    for name in ("connect", "connect_ex", "bind", "sendto", "sendmsg"):
        setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "gethostbyaddr"):
        setattr(socket, name, refuse)


if __name__ == "__main__":
    main()
