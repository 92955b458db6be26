"""DuckDB over files of tables: within bounds of memory, and what it says of a full disk in the words of the system."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

# what it holds at a time; the rest of a sort waits on the disk. Beside the rows of a long run less is left for it
_MEMORY, _LITTLE = "64MB", "40MB"
_ROWS = 2_000


@contextmanager
def asked(spill: Path | None = None) -> "Iterator[duckdb.DuckDBPyConnection]":
    """A database in memory; what does not fit waits in the folder `spill`, else in the system's for such files.

    One thread, so that the files it writes have the same bytes. Raises OSError for a disk that is full or fails.
    """
    import duckdb

    waiting = spill or Path(gettempdir(), f"baocao-{os.getpid()}")
    settings: dict[str, str | bool | int | float | list[str]] = {"threads": 1}
    settings["memory_limit"] = _LITTLE if spill else _MEMORY
    settings["temp_directory"] = str(waiting)
    try:
        with duckdb.connect(config=settings) as database:
            yield database
    except duckdb.InterruptException as error:
        raise KeyboardInterrupt from error
    except duckdb.Error as error:  # what it says of a full disk is no OSError
        full = "space" in str(error)
        raise OSError(errno.ENOSPC if full else errno.EIO, str(error)) from error


def quoted(path: Path | str) -> str:
    """A path as SQL writes it."""
    return "'" + str(path).replace("'", "''") + "'"


def batches(database: "duckdb.DuckDBPyConnection", sql: str) -> "Iterator[pa.RecordBatch]":
    """The answer to a question, a few rows at a time."""
    reader: Any = database.sql(sql).to_arrow_reader(_ROWS)
    yield from reader


def rows(database: "duckdb.DuckDBPyConnection", sql: str) -> Iterator[dict[str, Any]]:
    """The rows of the answer to a question."""
    for batch in batches(database, sql):
        yield from batch.to_pylist()


def keep(database: "duckdb.DuckDBPyConnection", name: str, rows: "pa.Table", folder: Path) -> None:
    """A table of the database with these rows, in place of one of this name; they pass through a file in the folder.

    Given as they are, they would cost the import of pandas: 55 MB.
    """
    import pyarrow.parquet as pq

    given = folder / ".given.parquet"
    try:
        pq.write_table(rows, given)
        database.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM read_parquet({quoted(given)})")
    finally:
        given.unlink(missing_ok=True)
