"""The journal of a dataset's folder: which file was read to what end, and in which part its rows lie.

SQLite in the mode of a write-ahead log: what was committed survives a kill at any moment. Whoever holds the journal
holds its lock, which the system takes back when the process ends, however it ends; it is held without shared memory,
so that it also works on a network's disk.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, fields, replace
from pathlib import Path
from typing import Any

from batch.basis import Basis
from batch.outcome import Reading
from normalize.speech import say
from normalize.storage import StorageError

# what no disk is to blame for
_OURS = (sqlite3.ProgrammingError, sqlite3.IntegrityError, sqlite3.NotSupportedError)
# of another form: begun anew, and all files are read again
_FORM = 1


_OF_READING = [f.name for f in fields(Reading)]
_OF_BASIS = [f.name for f in fields(Basis)]
_COLUMNS = ", ".join((*_OF_READING, *_OF_BASIS))
_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS readings ({_COLUMNS}, PRIMARY KEY (sha256, suffix));
CREATE INDEX IF NOT EXISTS by_number ON readings (number);
CREATE INDEX IF NOT EXISTS by_part ON readings (part);
CREATE TABLE IF NOT EXISTS parts (part PRIMARY KEY, readings);
CREATE TABLE IF NOT EXISTS asked (name PRIMARY KEY, value);
PRAGMA user_version = {_FORM};
"""


class Journal:
    """The readings of a dataset's folder, each by the checksum and the ending of its file."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._next = 1 + (self._one("SELECT max(number) FROM readings") or 0)

    def number(self) -> int:
        """A number for a reading to come; that of one which never came is given again by a later run."""
        self._next += 1
        return self._next - 1

    def known(self, sha256: str, suffix: str) -> tuple[Reading, Basis] | None:
        """The reading of a file with this checksum and this ending, and what it depended on."""
        sql = f"SELECT {_COLUMNS} FROM readings WHERE sha256 = ? AND suffix = ?"
        row = self._database.execute(sql, (sha256, suffix)).fetchone()
        if row is None:
            return None
        own, basis = row[: len(_OF_READING)], row[len(_OF_READING) :]
        reading = Reading(*own)
        return replace(reading, secret=bool(reading.secret)), Basis(*basis)

    def add(self, readings: Iterable[Reading], basis: Basis) -> None:
        """Readings whose rows lie on the disk; each takes the place of an older one of the same file."""
        marks = ", ".join("?" * (len(_OF_READING) + len(_OF_BASIS)))
        new = list(readings)
        rows = [(*astuple(reading), *astuple(basis)) for reading in new]
        parts = Counter(reading.part for reading in new if reading.part)
        with self._database:
            self._database.executemany("INSERT INTO parts VALUES (?, ?)", parts.items())
            self._database.executemany(f"INSERT OR REPLACE INTO readings ({_COLUMNS}) VALUES ({marks})", rows)

    def forget_but(self, numbers: Iterable[int]) -> None:
        """Only these readings are known any more."""
        with self._database:
            self._database.execute("CREATE TEMP TABLE kept (number PRIMARY KEY)")
            self._database.executemany("INSERT INTO kept VALUES (?)", ((n,) for n in numbers))
            self._database.execute("DELETE FROM readings WHERE number NOT IN (SELECT number FROM kept)")
            self._database.execute("DROP TABLE kept")

    def parts(self) -> dict[str, list[int]]:
        """The readings of each part that are known, none where all its files were read anew or are gone."""
        found: dict[str, list[int]] = {part: [] for (part,) in self._database.execute("SELECT part FROM parts")}
        for part, number in self._database.execute("SELECT part, number FROM readings ORDER BY number"):
            if part is not None:
                found[part].append(number)
        return found

    def whole(self, part: str) -> int:
        """How many readings a part was written with."""
        return int(self._one("SELECT readings FROM parts WHERE part = ?", part) or 0)

    def lose(self, part: str) -> None:
        """A part is not there any more; files of which it holds the rows are to be read again."""
        with self._database:
            self._database.execute("DELETE FROM readings WHERE part = ?", (part,))
            self._database.execute("DELETE FROM parts WHERE part = ?", (part,))

    def move(self, old: Sequence[str], new: str) -> None:
        """All that is known of some parts lies in another one now."""
        moved = 0
        with self._database:
            for part in old:
                sql = "UPDATE readings SET part = ? WHERE part = ?"
                moved += self._database.execute(sql, (new, part)).rowcount
                self._database.execute("DELETE FROM parts WHERE part = ?", (part,))
            self._database.execute("INSERT INTO parts VALUES (?, ?)", (new, moved))

    def ask(self, name: str, value: str) -> None:
        """Keep what a run was asked for."""
        with self._database:
            self._database.execute("INSERT OR REPLACE INTO asked VALUES (?, ?)", (name, value))

    def asked(self, name: str) -> str | None:
        """What the last run was asked for."""
        found: str | None = self._one("SELECT value FROM asked WHERE name = ?", name)
        return found

    def _one(self, sql: str, *values: object) -> Any:
        row = self._database.execute(sql, values).fetchone()
        return row[0] if row else None


@contextmanager
def opened_journal(path: Path, afresh: bool = False) -> Iterator[Journal]:
    """The journal at a path, held until the end; raises StorageError where another run holds it or it cannot be kept.

    `afresh` begins anew, also where the file is damaged.
    """
    folder = path.parent.parent
    database = None
    try:
        database = _connected(path, afresh)
        yield Journal(database)
    except sqlite3.DatabaseError as error:
        if isinstance(error, _OURS):
            raise
        raise _said(error, folder) from error
    finally:
        if database:
            database.close()


def _connected(path: Path, afresh: bool) -> sqlite3.Connection:
    try:
        return _prepared(path, afresh)
    except sqlite3.DatabaseError as error:
        if not afresh or isinstance(error, sqlite3.OperationalError):
            raise
    for name in (path.name, f"{path.name}-wal", f"{path.name}-journal"):
        path.with_name(name).unlink(missing_ok=True)
    return _prepared(path, afresh)


def _prepared(path: Path, afresh: bool) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=0)
    try:
        database.execute("PRAGMA locking_mode = EXCLUSIVE")
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("BEGIN EXCLUSIVE")
        database.execute("COMMIT")
        form = database.execute("PRAGMA user_version").fetchone()[0]
        if afresh or form != _FORM:
            database.executescript("".join(f"DROP TABLE IF EXISTS {name};" for name in ("readings", "parts", "asked")))
        database.executescript(_SCHEMA)
    except sqlite3.Error:
        database.close()
        raise
    return database


def _said(error: sqlite3.Error, folder: Path) -> StorageError:
    """What to say of a journal that cannot be kept."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StorageError(say("two_runs", folder=folder))
    if code == sqlite3.SQLITE_FULL:
        return StorageError(say("unwritable", folder=folder, why=say("no_space")) + say("goes_on"))
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return StorageError(say("unwritable", folder=folder, why=say("read_only")))
    return StorageError(say("journal_broken", folder=folder, why=error))
