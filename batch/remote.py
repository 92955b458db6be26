"""What a worker of a cluster does for a run: it says what it is, and reads shards in sandboxes of its own.

A worker reads as this computer would: in a child of its own for every file at a time, with deadline and limit of
memory. The worker itself opens no report.
"""

import asyncio
import contextlib
import hashlib
import logging
import pickle
import platform
import threading
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from batch.basis import Basis, basis_of, program
from batch.sandbox import Sandbox
from batch.shards import Asked, Done, Part, read_shard
from normalize.addresses import AddressError

# how long a child waits for its run's next shard: a run that was killed does not say that it ended
_IDLE_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Way:
    """How a run reads a file, and where the parts go; `run` is a name that no other run has."""

    run: str
    target: str
    options: Mapping[str, object]
    parts: Path
    timeout: float
    memory_mb: int


@dataclass(frozen=True, slots=True)
class Present:
    """What a worker is, to be compared with the run."""

    basis: Basis
    pieces: str
    unseen: tuple[str, ...]
    strange: bool
    unwritable: str


@dataclass(frozen=True, slots=True)
class Said:
    """What came of a shard, and what is for the log of the run."""

    said: tuple[Done | Part, ...]
    faults: tuple[str, ...]


def token(way: Way) -> Path:
    """A file beside the parts that holds the name of the run: a worker that finds it sees the same folder."""
    return way.parts.parent / f"call-{way.run}"


async def roll_call(sent: bytes) -> Present:
    """What this worker is, asked with the basis of the run, its way and the places of its files."""
    return await asyncio.to_thread(_present, *pickle.loads(sent))


def _present(basis: Basis, way: Way, places: tuple[Path, ...]) -> Present:
    program.cache_clear()  # the children import what lies on the disk now, also where it was changed since
    rules = str(way.options.get("rules") or "")
    own = basis_of(rules, basis.mode, basis.allow_secret, basis.timeout, basis.memory_mb)
    unseen = tuple(f"{place}{why}" for place in places if (why := _unseen(place)) is not None)
    strange = _text(token(way)) != way.run
    return Present(own, pieces(), unseen, strange, "" if strange else _unwritable(way.parts))


def _unseen(place: Path) -> str | None:
    """What to add to the name of a folder that is not seen, if anything; None for one that is."""
    try:
        return None if place.exists() else ""
    except (OSError, AddressError) as error:
        return f" ({error})"


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except (OSError, ValueError):
        return ""


def _unwritable(parts: Path) -> str:
    """Why no part can be written, empty where one can."""
    probe = parts / f".unfinished-{uuid.uuid4().hex}"
    try:
        probe.mkdir()
        probe.rmdir()
    except OSError as error:
        return error.strerror or str(error)
    return ""


# of this process, as it was started
_CODE = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))).hexdigest()


def pieces() -> str:
    """What both ends must have alike to understand each other, besides what reads: Python, Dask and this folder."""
    python = ".".join(platform.python_version_tuple()[:2])
    return f"Python {python}, distributed {version('distributed')}, batch {_CODE[:8]}"


def read_files(sent: bytes) -> Said:
    """What came of each file of a shard, and the parts that hold their rows; asked with the files and the way.

    No two shards write parts of one name: a worker that was given up may still be writing.
    """
    files, way = pickle.loads(sent)
    own: tuple[Asked, ...] = files
    with _faults() as faults, _SANDBOXES.lent(way) as sandbox:
        said = tuple(read_shard(own, sandbox, way.parts, f"-{uuid.uuid4().hex[:8]}"))
    return Said(said, tuple(faults))


async def dismiss(sent: bytes) -> None:
    """End the children of a run, asked with its name; shards that are being read end with what was read."""
    await asyncio.to_thread(_SANDBOXES.close, pickle.loads(sent))


class _Sandboxes:
    """The sandboxes of this worker, each lent to one shard at a time; those that nobody wants are closed."""

    def __init__(self) -> None:
        self._free: dict[str, list[tuple[Sandbox, threading.Timer]]] = {}
        self._lent: dict[str, list[Sandbox]] = {}
        self._lock = threading.Lock()

    @contextlib.contextmanager
    def lent(self, way: Way) -> Iterator[Sandbox]:
        """A sandbox for the files of one run."""
        with self._lock:
            free = self._free.get(way.run)
            if free:
                sandbox, timer = free.pop()
                timer.cancel()
            else:
                sandbox = Sandbox(way.target, way.options, way.timeout, way.memory_mb)
            self._lent.setdefault(way.run, []).append(sandbox)
        try:
            yield sandbox
        finally:
            self._put_back(way.run, sandbox)

    def _put_back(self, run: str, sandbox: Sandbox) -> None:
        timer = threading.Timer(_IDLE_SECONDS, self._close_idle, (run, sandbox))
        timer.daemon = True
        with self._lock:
            if sandbox in self._lent.get(run, ()):  # else its run was dismissed meanwhile
                self._lent[run].remove(sandbox)
                self._free.setdefault(run, []).append((sandbox, timer))
                timer.start()

    def _close_idle(self, run: str, sandbox: Sandbox) -> None:
        with self._lock:
            free = self._free.get(run, [])
            idle = [pair for pair in free if pair[0] is sandbox]
            for pair in idle:
                free.remove(pair)
        for _ in idle:
            sandbox.close()

    def close(self, run: str) -> None:
        """Close all of one run, also those that are lent."""
        with self._lock:
            free, lent = self._free.pop(run, []), self._lent.pop(run, [])
        for sandbox, timer in free:
            timer.cancel()
            sandbox.close()
        for sandbox in lent:
            sandbox.close()


_SANDBOXES = _Sandboxes()


@contextlib.contextmanager
def _faults() -> Iterator[list[str]]:
    """What is said of faults meanwhile by this thread: it goes into the log of the run, far from here."""
    said: list[str] = []
    own = threading.get_ident()

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.thread == own:
                said.append(record.getMessage())

    listener, logger = Listener(), logging.getLogger("baocao.batch")
    logger.addHandler(listener)
    try:
        yield said
    finally:
        logger.removeHandler(listener)
