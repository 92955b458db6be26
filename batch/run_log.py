"""The log of a run: what was done when and how long it took, one JSON object a line, and PREMIS events beside it.

Times stand here and nowhere in the dataset. The events follow PREMIS 3: type, time, outcome, the object by its path
and checksum, the program as agent.
"""

import json
import logging
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import IO

from batch.basis import program
from normalize.printing import path_text
from normalize.storage import writing

RUN, EVENTS = "run.jsonl", "events.jsonl"
_AGENT = "baocao"


class RunLog:
    """Writes what happens in a run, a line at a time."""

    def __init__(self, lines: tuple[IO[str], ...], events: IO[str]) -> None:
        self._lines = lines
        self._events = events
        self._count = 0
        self._lock = Lock()  # faults are told by the threads that meet them

    def tell(self, what: str, **values: object) -> None:
        """One thing that happened."""
        self._write(self._lines, {"time": _now(), "what": what, **values})

    def event(self, kind: str, path: Path, sha256: str | None, outcome: str, detail: str | None = None) -> None:
        """One event of PREMIS for one file."""
        self._count += 1
        event = {
            "eventIdentifier": self._count,
            "eventType": kind,
            "eventDateTime": _now(),
            "eventOutcome": outcome,
            **({"eventDetail": detail} if detail else {}),
            "linkingObjectIdentifier": {"path": path_text(path), "sha256": sha256},
            "linkingAgentIdentifier": {"name": _AGENT, "version": program()},
        }
        self._write((self._events,), event)

    def _write(self, streams: tuple[IO[str], ...], said: dict[str, object]) -> None:
        line = json.dumps(said, ensure_ascii=False, default=str)
        with self._lock:
            for stream in streams:
                stream.write(line + "\n")
                stream.flush()


class _Faults(logging.Handler):
    """Puts what the sandbox says of faults into the log of the run."""

    def __init__(self, log: RunLog) -> None:
        super().__init__()
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        self._log.tell("fault", said=record.getMessage())


@contextmanager
def opened_log(folder: Path, also: str | None = None) -> Iterator[RunLog]:
    """The log of a run that begins now, in a folder of its own; `also` is a file that gets the same lines.

    Raises StorageError where they cannot be written.
    """
    own = folder / f"{datetime.now(UTC):%Y-%m-%dT%H-%M-%S.%fZ}-{os.getpid()}"
    with ExitStack() as stack:

        def opened(path: Path) -> IO[str]:
            with writing(path):
                return stack.enter_context(path.open("a", encoding="utf-8", newline="\n"))

        with writing(folder):
            own.mkdir(parents=True, exist_ok=True)
        lines = tuple(map(opened, [own / RUN, *([Path(also)] if also else [])]))
        log = RunLog(lines, opened(own / EVENTS))
        faults, logger = _Faults(log), logging.getLogger("baocao.batch")
        logger.addHandler(faults)
        stack.callback(logger.removeHandler, faults)
        yield log


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
