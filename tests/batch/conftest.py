"""What the tests of batch ask of processes."""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

Within = Callable[[float, Callable[[], bool]], bool]


@pytest.fixture(scope="session")
def within() -> Within:
    """Whether something comes to hold before so many seconds are over."""

    def within(seconds: float, holds: Callable[[], bool]) -> bool:
        until = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > until:
                return False
            time.sleep(0.01)
        return True

    return within


@pytest.fixture(scope="module")
def plain_target() -> Iterator[None]:
    """Children find the target `plain:read`; workbooks take most of the time and are the subject of other tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(__file__).resolve().parent))
        patch.setattr("normalize.dataset.fits", lambda counts: False)
        yield


@pytest.fixture(scope="session")
def all_end(within: Within) -> Callable[[Iterable[int]], bool]:
    """Whether processes are gone, or soon will be."""
    return lambda pids: within(10, lambda: not [pid for pid in pids if _is_alive(pid)])


def _is_alive(pid: int) -> bool:
    """Whether a process runs; one that nobody has waited for yet does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] != "Z"
