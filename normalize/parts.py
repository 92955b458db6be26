"""Parts: the rows of some files, kept on the disk until the tables are made of them.

A part is a folder with one Parquet file for each table that has rows. It is written under another name, brought to
the disk and renamed; from then on nothing in it changes. Every row bears the number of the reading it comes from and
its line among the rows of that reading, so that the order in which parts were written does not matter.
"""

import os
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from normalize.copies import imprint
from normalize.tables import Row, arrow_schema

if TYPE_CHECKING:
    import pyarrow as pa

Rows = Mapping[str, Sequence[Row]]
Packed = dict[str, "pa.RecordBatch"]

OF_A_REPORT = ("reports", "blocks", "tasks", "figures", "verdicts", "unclaimed", "findings")
"""The tables that a report has rows in."""

_UNFINISHED = ".unfinished"


class RowsError(Exception):
    """Rows that the tables do not hold; the message says which."""


def packed(reading: int, rows: Rows) -> Packed:
    """The rows of one file by table, small and typed; raises RowsError for what is no row of a table."""
    import pyarrow as pa

    try:
        return {name: _batch(name, reading, rows) for name in OF_A_REPORT if rows.get(name)}
    except (pa.ArrowException, ValueError, TypeError, OverflowError, AttributeError, KeyError) as error:
        raise RowsError(str(error)) from error


def _batch(name: str, reading: int, rows: Rows) -> "pa.RecordBatch":
    import pyarrow as pa

    own, schema = rows[name], part_schema(name)
    extra: list[list[Any]] = [[reading] * len(own), list(range(len(own)))]
    if name == "reports":
        extra.append([imprint(rows.get("blocks", ()))])
    columns = [[row[column] for row in own] for column in schema.names[: -len(extra)]]
    arrays = [pa.array(c, field.type) for c, field in zip((*columns, *extra), schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


@cache
def part_schema(name: str) -> "pa.Schema":
    """The columns of a table in a part: its own, then reading and line; of reports also what copies are known by."""
    import pyarrow as pa

    schema = arrow_schema(name).append(pa.field("reading", pa.int64())).append(pa.field("line", pa.int32()))
    return schema.append(pa.field("imprint", pa.string())) if name == "reports" else schema


def write_part(parts: Path, name: str, files: Sequence[Packed]) -> None:
    """A new part of this name, complete on the disk or not there at all."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    fresh = parts / f"{_UNFINISHED}-{name}"
    try:
        fresh.mkdir()
        for table in OF_A_REPORT:
            if batches := [file[table] for file in files if table in file]:
                path = fresh / f"{table}.parquet"
                pq.write_table(pa.Table.from_batches(batches), path, compression="zstd")
                _settle(path)
        _settle(fresh)
        fresh.rename(parts / name)
        _settle(parts)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def gathered(parts: Path, old: Sequence[str], name: str, keep: Sequence[int]) -> None:
    """A new part that holds of some old ones only these readings."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    numbers = pa.array(keep, pa.int64())
    kept: Packed = {}
    for table in OF_A_REPORT:
        tables = [pq.read_table(path) for path in holding(parts, old, table)]
        rows = [rows.filter(pc.is_in(rows["reading"], numbers)) for rows in tables]
        whole = pa.concat_tables(rows).combine_chunks() if rows else None
        if whole and whole.num_rows:
            kept[table] = whole.to_batches()[0]
    write_part(parts, name, [kept])


def clear(parts: Path, known: Iterable[str]) -> None:
    """Remove what is no part that is known: a run that was killed may leave one behind."""
    names = set(known)
    for path in parts.iterdir():
        if path.name not in names:
            shutil.rmtree(path, ignore_errors=True)


def holding(parts: Path, names: Sequence[str], table: str) -> list[str]:
    """The files of a table in these parts."""
    paths = (parts / name / f"{table}.parquet" for name in names)
    return [str(path) for path in paths if path.is_file()]


def _settle(path: Path) -> None:
    """Bring a file or a folder to the disk; Windows does so with folders by itself."""
    if path.is_dir() and sys.platform == "win32":
        return
    opened: Any = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
