"""A shard: files that one sandbox reads one after the other, their rows written into parts as they come.

All that a shard needs are the files, by names that can be sent elsewhere, and a folder for the parts; all that comes
of it are names of parts and what became of each file. So it may be read by another computer that sees both folders.
"""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from batch.outcome import Reading
from batch.sandbox import ClosedError, Reply, Sandbox
from normalize.parts import Packed, RowsError, packed, write_part
from normalize.tables import check_row

# a part is closed when it holds so many files or bytes, or is so old: what is not in one is lost by a kill
_MOST_FILES, _MOST_BYTES, _MOST_SECONDS = 100, 32 * 2**20, 10.0
_CHANGED = "Tệp bị thay đổi trong khi đọc. Chạy lại khi không còn ai ghi vào tệp."
_LIE = "Tiến trình đọc tệp trả lời sai. Đề nghị báo lại lỗi này.\n"


@dataclass(frozen=True, slots=True)
class Asked:
    """A file to be read: where it lies, what its bytes and its name's ending are, the number of its reading."""

    number: int
    path: Path
    sha256: str
    suffix: str
    size: int | None
    member: tuple[Path, int] | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A file that was read, and in how many seconds."""

    asked: Asked
    reading: Reading
    seconds: float


@dataclass(frozen=True, slots=True)
class Part:
    """Readings that will not be lost any more: their rows, if they have any, lie on the disk."""

    readings: tuple[Reading, ...]


def read_shard(files: Iterable[Asked], sandbox: Sandbox, parts: Path, mark: str = "") -> Iterator[Done | Part]:
    """Each file as soon as it is read, and the parts in between; the last one also where the sandbox was closed.

    The names of the parts end with `mark`, for who may write at the same time as another reader of the same files.
    Raises OSError where a part cannot be written, and SandboxError where no child can be started.
    """
    held = _Held(parts, mark)
    try:
        for asked in files:
            begun = time.monotonic()
            reading, rows = _understood(asked, sandbox.read(*(asked.member or (asked.path,))))
            yield Done(asked, reading, time.monotonic() - begun)
            held.add(reading, rows)
            if held.is_due():
                yield held.written()
    except ClosedError:
        pass
    if held.readings:
        yield held.written()


class _Held:
    """Readings whose rows are in memory."""

    def __init__(self, parts: Path, mark: str) -> None:
        self._parts = parts
        self._mark = mark
        self._begin()

    def _begin(self) -> None:
        self.readings: list[Reading] = []
        self._rows: list[Packed] = []
        self._bytes = 0
        self._since = time.monotonic()

    def add(self, reading: Reading, rows: Packed) -> None:
        if not self.readings:
            self._since = time.monotonic()
        self.readings.append(reading)
        self._rows.append(rows)
        self._bytes += sum(batch.nbytes for batch in rows.values())

    def is_due(self) -> bool:
        old = time.monotonic() - self._since >= _MOST_SECONDS
        return old or len(self.readings) >= _MOST_FILES or self._bytes >= _MOST_BYTES

    def written(self) -> Part:
        """A part with all that is held; nothing is held behind it."""
        if any(self._rows):
            name = f"{self.readings[0].number:08d}{self._mark}"
            write_part(self._parts, name, self._rows)
            pairs = zip(self.readings, self._rows, strict=True)
            part = Part(tuple(replace(r, part=name) if rows else r for r, rows in pairs))
        else:
            part = Part(tuple(self.readings))
        self._begin()
        return part


def _understood(asked: Asked, reply: Reply) -> tuple[Reading, Packed]:
    """What came of a file, and its rows; a child that read a stranger's file is not believed that they are some."""
    if reply.reason is not None:
        return _refused(asked, reply.reason, reply.detail), {}
    try:
        (file,), (report,) = reply.rows["files"], reply.rows["reports"]
        check_row("files", file)
        if {file["sha256"], report["report_id"]} != {asked.sha256}:
            return _refused(asked, "unreadable", _CHANGED), {}
        rows = packed(asked.number, reply.rows)
        pages, secret = int(report["pages"] or 0), bool(report["secrecy"])
    except (RowsError, KeyError, ValueError, TypeError) as error:
        return _refused(asked, "crash", f"{_LIE}{type(error).__name__}: {error}"), {}
    own = (asked.number, asked.sha256, asked.suffix, asked.size)
    said = (file["media_type"], file["outcome"], file["reason"], file["detail"])
    return Reading(*own, *said, pages, secret), rows


def _refused(asked: Asked, reason: str, detail: str | None) -> Reading:
    own = (asked.number, asked.sha256, asked.suffix, asked.size)
    return Reading(*own, None, "quarantined", reason, detail, pages=0, secret=reason == "state_secret")
