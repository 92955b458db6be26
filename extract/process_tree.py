"""A process with all that it started, whatever the system: ended together, and its memory where no limit bounds it.

POSIX knows groups of processes, which cost nothing and hold also what lost its parent. Where there are none (Windows),
the tree is asked for by psutil. What a system has is asked of its functions, not of its name, so that a test can take
them away.
"""

import contextlib
import os
import signal
import subprocess
import sys
from typing import Any

_MEGABYTE = 2**20


def apart() -> dict[str, Any]:
    """How a process is started that can be ended together with all that it starts."""
    if hasattr(os, "killpg"):
        return {"start_new_session": True}
    return {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}


def end(pid: int) -> None:
    """End a process that was started apart, with all that it started; nothing where it is gone."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)
        return
    _end_tree(pid)


def end_started() -> None:
    """End all that this process has started, and where it leads a group, itself."""
    if not hasattr(os, "killpg"):
        _end_tree(os.getpid(), itself=False)
    elif os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)


def _end_tree(pid: int, itself: bool = True) -> None:
    import psutil

    with contextlib.suppress(psutil.NoSuchProcess):
        top = psutil.Process(pid)
        # the leaves are looked for first: what has lost its parent is not found any more
        for process in (*top.children(recursive=True), *([top] if itself else [])):
            with contextlib.suppress(psutil.NoSuchProcess, psutil.AccessDenied):
                process.kill()


def bound(megabytes: int, largest_file: int) -> None:
    """Bound this process as far as the system can: its memory, the files it writes, no dump of its memory."""
    try:
        import resource
    except ImportError:
        return
    wanted = {
        resource.RLIMIT_AS: megabytes * _MEGABYTE,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: largest_file,
    }
    for what, most in wanted.items():
        hard = resource.getrlimit(what)[1]
        limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (limit, limit))


def memory_limit() -> int | None:
    """The bytes of memory that this process may have; None where nothing bounds it."""
    try:
        import resource
    except ImportError:
        return None
    limit = resource.getrlimit(resource.RLIMIT_AS)[0]
    return None if limit == resource.RLIM_INFINITY else limit


def is_bounded() -> bool:
    """Whether the system itself keeps a process within its memory: macOS takes the limit and does not heed it."""
    try:
        import resource  # noqa: F401
    except ImportError:
        return False
    return sys.platform != "darwin"


def megabytes(pid: int) -> int:
    """The memory that a process has with all that it started; nothing of one that is gone."""
    import psutil

    used = 0
    with contextlib.suppress(psutil.NoSuchProcess, psutil.AccessDenied):
        top = psutil.Process(pid)
        for process in (top, *top.children(recursive=True)):
            with contextlib.suppress(psutil.NoSuchProcess, psutil.AccessDenied):
                used += process.memory_info().rss
    return used // _MEGABYTE
